"""What waits for an editor: each kind of work from its day on, and nothing that an older snapshot leaves open."""

from __future__ import annotations

from datetime import date

import pytest
from small_sites import briefing, library

from generator.due import Kind, due

TODAY = date(2025, 8, 20)
OPEN = "outlook: {question: Q, horizon: 2025-08-19, scenarios: [{id: holds, title: It holds}]}"
DECIDED = OPEN.replace("title: It holds", "title: It holds, resolution: {outcome: yes}")
LATER = OPEN.replace("title: It holds", "title: It holds, resolution: {by: 2025-08-25}")


def kinds(*lines: str, **options: int) -> list[Kind]:
    return [one.kind for one in due(library({"talks.yaml": briefing(*lines)}), TODAY, **options)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (OPEN, Kind.OUTLOOK),
        ("timeline: [{id: vote, when: 2025-08-19, title: Vote, status: scheduled}]", Kind.EVENT),
        ("timeline: [{id: vote, when: 2025-07, title: Vote, status: tentative}]", Kind.EVENT),
        ("review_by: 2025-08-19", Kind.REVIEW),
    ],
)
def test_what_is_past_its_day_is_due(line: str, kind: Kind) -> None:
    """Once, with its kind."""
    assert kinds(line) == [kind]


@pytest.mark.parametrize(
    "line",
    [
        DECIDED,
        LATER,
        "timeline: [{id: vote, when: 2025-08-20, title: Vote, status: scheduled}]",
        "timeline: [{id: vote, when: 2025-08-19, title: Vote, status: held}]",
        "timeline: [{id: vote, when: {once: They agree}, title: Vote, status: scheduled}]",
        "review_by: 2025-08-20",
    ],
)
def test_what_is_settled_or_to_come_is_not(line: str) -> None:
    """An outcome, a later day, a status that says what became of it."""
    assert kinds(line) == []


def test_what_comes_soon_is_shown_when_asked_for() -> None:
    """A week ahead sees the day after tomorrow."""
    assert kinds(LATER, within_days=5) == []
    assert kinds(LATER, within_days=6) == [Kind.OUTLOOK]


def test_a_draft_is_left_lying_after_its_days() -> None:
    """It is judged by the day it describes; what it leaves open is no work of its own."""
    draft = ("status: draft", "as_of: 2025-08-01", "review_by: 2025-08-02")
    assert kinds(*draft) == []
    assert kinds(*draft, draft_days=18) == [Kind.DRAFT]
    assert kinds("status: draft", "as_of: 9999-12-31") == []


def test_an_older_snapshot_is_left_in_peace() -> None:
    """What a newer one of its process has overtaken stays as it was."""
    old, new = (briefing("process: talks", f"as_of: 2025-08-0{day}", OPEN) for day in (1, 2))
    files = {"old.yaml": old, "new.yaml": new, "registry/processes.yaml": "talks: {title: Talks}\n"}
    assert [one.path for one in due(library(files), TODAY)] == ["briefings/new.yaml"]


def test_work_is_told_at_its_line_oldest_first() -> None:
    """By kind, then day."""
    timeline = """\
timeline:
  - {id: b, when: 2025-08-02, title: B, status: scheduled}
  - {id: a, when: 2025-08-01, title: A, status: scheduled}"""
    found = due(library({"talks.yaml": briefing(timeline)}), TODAY)
    assert [(one.day.day, one.line) for one in found] == [(1, 10), (2, 9)]


def test_a_translation_is_no_work_of_its_own() -> None:
    """It says what its original says: one review is due, not one a language."""
    french = briefing("language: fr", "translation_of: talks", "review_by: 2025-08-19")
    files = {"talks.yaml": briefing("review_by: 2025-08-19"), "entretiens.yaml": french}
    assert [one.path for one in due(library(files), TODAY)] == ["briefings/talks.yaml"]
