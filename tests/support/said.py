"""What a small briefing may say in each field of its body, in two ways."""

from __future__ import annotations

from collections.abc import Mapping

TRUCE = (
    "{{status: {0}, terms: [{{id: fire, title: Fire stops, category: general_ceasefire{1}, "
    "positions: {{se: {2}, 'no': demands}}, sources: [s1]}}]}}"
)

SAID: Mapping[str, tuple[str, str]] = {
    "title": ("A truce is proposed", "A truce is near"),
    "bottom_line": ("Norway proposes a truce.", "Norway takes its offer back."),
    "players": ('["no", se, envoy]', '["no", {id: se, roles: [mediator]}, envoy]'),
    "sources": (
        "[{id: s1, title: A note, kind: wire, grade: B2}]",
        "[{id: s1, title: A note, kind: wire, grade: C3}]",
    ),
    "authors": ("[A. Writer]", "[B. Writer]"),
    "reviewers": ("[A. Reader]", "[B. Reader]"),
    "topics": ("[truce]", "[prisoners]"),
    "review_by": ("2025-05-01", "2025-03-15"),
    "key_points": ("[{text: 'Norway offers [@s1].'}]", "[{text: 'Sweden asks [@s1].'}]"),
    "what_happened": ('"Norway made an offer [@s1]."', '"Sweden *agreed* [@s1, p. 2]."'),
    "why_it_matters": ("It may hold.", "It may fail."),
    "what_next": ("They meet.", "They part."),
    "instruments": (
        "[{id: offer, title: The offer, type: ceasefire, status: draft, sources: [s1]}]",
        "[{id: offer, title: The offer, type: ceasefire, status: signed, sources: [s1]}]",
    ),
    "truce": (TRUCE.format("negotiating", "", "accepts"), TRUCE.format("agreed", ", due: 2025-04-04", "rejects")),
    "guarantees": (
        "[{id: patrol, title: Joint patrols, form: memorandum, providers: [se], beneficiaries: ['no'], sources: [s1]}]",
        "[{id: patrol, title: Joint patrols, form: memorandum, providers: ['no'], beneficiaries: [se], sources: [s1]}]",
    ),
    "outlook": (
        "{question: Will it hold?, scenarios: [{id: holds, title: It holds, probability: 40}]}",
        "{question: Will it hold?, scenarios: [{id: holds, title: It holds, probability: 60}]}",
    ),
    "timeline": (
        "[{id: talks, when: 2025-03-02, title: Talks, sources: [s1]}]",
        "[{id: talks, when: 2025-05-02, title: Talks, sources: [s1]}]",
    ),
    "provenance": ("{editorial_responsibility: The desk}", "{editorial_responsibility: Another desk}"),
    "updates": (
        "[{date: 2025-03-05, kind: substantive, summary: A date was added.}]",
        "[{date: 2025-03-06, kind: substantive, summary: A place was added.}]",
    ),
}
