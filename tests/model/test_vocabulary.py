"""Every term of the data model loads where it belongs, and no term is there that the data model does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from small_sites import briefing, library

from generator.model.vocabulary import Vocabulary, vocabularies

# Where a term stands, as an entry of a briefing with `?` in its place, and the terms that may stand there.
TERM = "id: a, title: A, category: naval, positions: {us: accepts}"
TERMS: dict[str, str] = {
    "status: ?": "draft published",
    "key_points: [{text: A, basis: ?}]": "fact reported assumption judgement",
    "key_points: [{text: A, confidence: ?}]": "high moderate low",
    "key_points: [{text: A, confidence: {level: ?, because: B}}]": "high moderate low",
    "players: [{id: x, name: X, kind: ?}]": "person state organisation armed_group de_facto_authority coalition "
    "military_command body",
    "players: [{id: us, roles: [?]}]": "belligerent party signatory proxy mediator facilitator host process_guarantor "
    "security_guarantor beneficiary monitor enforcer witness endorser observer accompanying excluded spoiler",
    "players: [{id: us, relations: [{type: ?, to: ua}]}]": "allied_with opposes backs controls represents part_of "
    "successor_of",
    "instruments: [{id: a, title: A, type: ?}]": "ceasefire armistice framework treaty memorandum declaration protocol "
    "implementation side_letter resolution",
    "instruments: [{id: a, title: A, stage: ?}]": "pre_negotiation ceasefire framework_substantive_partial "
    "framework_substantive_comprehensive implementation renewal other",
    "instruments: [{id: a, title: A, status: ?}]": "non_paper draft initialled signed ratified in_force rejected "
    "superseded suspended terminated lapsed",
    "instruments: [{id: a, title: A, signatures: [{player: us, capacity: ?}]}]": "party witness endorser guarantor",
    "instruments: [{id: a, title: A}, {id: b, title: B, links: [{type: ?, to: a}]}]": "implements amends supersedes "
    "reaffirms annex_of parallel_to",
    "truce: {type: ?}": "cessation cessation_with_compliance definitive",
    "truce: {status: ?}": "floated proposed negotiating agreed in_force suspended collapsed ended rejected",
    "truce: {purpose: ?}": "humanitarian peace_process holiday election other unclear",
    "truce: {sides: ?}": "unilateral bilateral multilateral",
    "truce: {terms: [{id: a, title: A, category: ?, positions: {us: accepts}}]}": "general_ceasefire air_strikes "
    "long_range_fires naval drones troop_movement reinforcement fortification heavy_weapons withdrawal foreign_forces "
    "demilitarised_zone force_limits ddr demining territorial_control disputed_status border security_of_parties "
    "dispute_resolution prisoners missing humanitarian_access displaced amnesty_justice constitutional elections "
    "sanctions economic nuclear_safety other",
    f"truce: {{terms: [{{{TERM}, mode: ?}}]}}": "prohibit permit require limit",
    f"truce: {{terms: [{{{TERM}, negotiation: ?}}]}}": "not_raised "
    "proposed contested agreed_in_principle agreed_text signed withdrawn",
    f"truce: {{terms: [{{{TERM}, implementation: ?}}]}}": "not_initiated "
    "minimum intermediate complete regressed not_applicable",
    f"truce: {{terms: [{{{TERM}, compliance: ?}}]}}": "observed violated disputed unverified",
    "truce: {terms: [{id: a, title: A, category: naval, positions: {us: ?}}]}": "demands proposes accepts "
    "accepts_with_conditions rejects red_line noncommittal no_public_position denies_being_party",
    "truce: {monitoring: [{id: a, name: A, composition: ?}]}": "national joint_parties third_state "
    "international_organisation tripartite coalition remote_only",
    "truce: {monitoring: [{id: a, name: A, functions: [?]}]}": "observe report investigate attribute adjudicate remedy "
    "enforce",
    "truce: {monitoring: [{id: a, name: A, means: [?]}]}": "patrol checkpoint uav satellite radar aerial hotline",
    "truce: {monitoring: [{id: a, name: A, status: ?}]}": "proposed agreed operating suspended ended",
    "guarantees: [{id: a, title: A, form: ?}]": "mutual_defence_treaty article5_like bilateral_agreement "
    "multilateral_compact political_declaration deployed_force demilitarisation_regime neutrality_with_guarantors "
    "un_resolution memorandum side_letter",
    "guarantees: [{id: a, title: A, polarity: ?}]": "positive negative",
    "guarantees: [{id: a, title: A, obligations: [?]}]": "defend consult nonaggression neutrality arm train "
    "intelligence finance sanction deploy seek_unsc_action",
    "guarantees: [{id: a, title: A, trigger: {activation: ?}}]": "immediate on_ceasefire on_request other",
    "guarantees: [{id: a, title: A, response: {automaticity: ?}}]": "automatic discretionary collective_decision "
    "consult_only",
    "guarantees: [{id: a, title: A, bindingness: ?}]": "legal political mixed disputed",
    "guarantees: [{id: a, title: A, domestic_basis: ?}]": "ratified executive parliamentary_vote pending unknown",
    "guarantees: [{id: a, title: A, status: ?}]": "floated offered negotiating signed in_force invoked breached lapsed",
    "outlook: {question: Q, scenarios: [{id: a, title: A, signposts: [{text: B, direction: ?}]}]}": "toward away",
    "outlook: {question: Q, scenarios: [{id: a, title: A, resolution: {outcome: ?}}]}": "yes no ambiguous void",
    "timeline: [{id: a, when: 2025-08-30, title: A, status: ?}]": "scheduled tentative held postponed cancelled",
    "sources: [{id: s1, title: A, kind: ?}]": "primary_text official_statement wire analysis dataset social "
    "ai_generated other",
    "sources: [{id: s1, title: A, grade: ?}]": " ".join(f"{one}{two}" for one in "ABCDEF" for two in "123456"),
    "sources: [{id: s1, title: A, ai: ?}]": "none assisted generated unknown",
    "provenance: {ai_use: ?}": "none assisted generated",
    "updates: [{date: 2025-08-18, kind: ?, summary: A}]": "substantive correction minor",
}

# Terms that an author does not type in a briefing: they stand in the registry, make up a grade, or are derived.
ELSEWHERE = {"ProcessStatus", "Reliability", "Credibility", "Icd203Word", "PhiaWord", "Weight", "DeadlineState"}


def entries() -> Iterator[str]:
    for place, terms in TERMS.items():
        yield from (place.replace("?", term) for term in terms.split())


@pytest.mark.parametrize("entry", list(entries()))
def test_a_term_loads(entry: str) -> None:
    """A briefing that uses the term is read without any problem."""
    read = library({"talks.yaml": briefing(entry)})
    assert read.problems == ()
    assert len(read.briefings) == 1


@pytest.mark.parametrize("place", TERMS)
def test_another_term_does_not_load(place: str) -> None:
    """Each of the places does refuse a word that is none of its terms, so that loading there means something."""
    read = library({"talks.yaml": briefing(place.replace("?", "quite_another"))})
    assert [problem.code for problem in read.problems] in (["unknown-term"], ["bad-grade"])


def test_no_vocabulary_is_left_out() -> None:
    """Each vocabulary's terms are those of one of the places, no more and no fewer."""
    listed = {frozenset(terms.split()) for terms in TERMS.values()}
    tried = [one for one in vocabularies() if one.__name__ not in ELSEWHERE]
    assert [one.__name__ for one in tried if frozenset(map(str, one)) not in listed] == []
    assert len(tried) > 30


@pytest.mark.parametrize("term", ["preparing", "active", "stalled", "suspended", "concluded", "collapsed"])
def test_a_term_of_a_process_loads(term: str) -> None:
    """What the registry of processes may say of where one stands."""
    read = library({"registry/processes.yaml": f"talks: {{title: Talks, status: {term}}}\n"})
    assert read.problems == ()


@pytest.mark.parametrize("vocabulary", vocabularies())
def test_a_vocabulary_explains_itself(vocabulary: type[Vocabulary]) -> None:
    """The list and each of its terms say in a sentence what they are for; a value is one word for a translator."""
    assert vocabulary.purpose().endswith((".", ")."))
    assert re.fullmatch(r"[a-z0-9-]+", vocabulary.context())
    for term in vocabulary:
        assert term.meaning.endswith(".")
        assert re.fullmatch(r"[a-z0-9_]+|[A-F]", term)
