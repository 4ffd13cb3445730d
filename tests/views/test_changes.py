"""What changed, as a reader sees it: on a briefing's page, in a process's log, on a player's page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from types import NoneType
from typing import Any, get_args

import pytest
from sites import briefing, pages_of

from generator.change import FIELDS, PARTS, How
from generator.model.base import Section
from generator.views.change_labels import field_labels
from generator.views.change_values import shown

PROCESSES = "talks: {title: Talks}\n"
TERM = "{{terms: [{{id: strikes, title: Air strikes, category: air_strikes, positions: {{ru: {stance}}}}}]}}"
SCENARIO = "{{question: Is it signed?, scenarios: [{{id: signed, title: Framework signed, probability: {percent}}}]}}"


def snapshots(*sections: Mapping[str, str]) -> dict[str, str]:
    """A site of one process; each briefing has these sections and is of a day after the one before."""
    return {
        "registry/processes.yaml": PROCESSES,
        **{
            f"day-{number:03}.yaml": briefing(
                **{
                    "process": "talks",
                    "title": f"Day {number}",
                    "as_of": f"2024-{number // 28 + 1:02}-{number % 28 + 1:02}",
                    "players": '["no", se, ru]',
                    **those,
                }
            )
            for number, those in enumerate(sections)
        },
    }


def words(page: str, anchor: str) -> str:
    """The words of a section of a page."""
    section = page.split(f"{{ #{anchor} }}")[1].split("\n## ", maxsplit=1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", section)).split())


@pytest.fixture(scope="module")
def moved() -> dict[str, str]:
    """Two briefings between which Russia moved and a likelihood rose."""
    return pages_of(
        snapshots(
            {"truce": TERM.format(stance="rejects"), "outlook": SCENARIO.format(percent=20)},
            {"truce": TERM.format(stance="accepts_with_conditions"), "outlook": SCENARIO.format(percent=35)},
        )
    )


def test_a_briefing_says_what_it_changed(moved: dict[str, str]) -> None:
    """How much, since when, and each matter with what it was and what it is now."""
    said = words(moved["briefings/day-001.md"], "changes")
    assert "Substantive Facts or judgements have changed since Day 0, 1 January 2024." in said
    assert "Russia on Air strikes was Rejects now Accepts with conditions" in said
    assert "Framework signed was 20 % now 35 %" in said
    assert said.endswith("Reworded: Title")


def test_the_first_briefing_has_nothing_to_compare(moved: dict[str, str]) -> None:
    """No section stands on its page."""
    assert "#changes" not in moved["briefings/day-000.md"]


def test_a_process_logs_its_changes_and_moves(moved: dict[str, str]) -> None:
    """The step stands in the log, the move among the positions, and the matrix has what was before."""
    page = moved["processes/talks.md"]
    assert "2 January 2024 Day 1 Substantive Russia on Air strikes was Rejects" in words(page, "changes")
    assert "Accepts with conditions · Was Rejects on 1 January 2024." in words(page, "positions")


def test_a_player_has_its_moves_on_its_page(moved: dict[str, str]) -> None:
    """With the day of the briefing that tells of it."""
    assert "Russia on Air strikes, 2 January 2024 was Rejects" in words(moved["players/ru.md"], "moves")


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ("from: 2020, to: 2025-01", "2020 to January 2025"),
        ("from: 2020~", "since about 2020"),
        ("to: 2025-01-20", "until 20 January 2025"),
    ],
)
def test_the_days_of_an_office_are_told_in_one_way(days: str, told: str) -> None:
    """Where they have changed, and on its holder's page."""
    envoy = '["no", se, ru, {{id: envoy, name: Ana Berg, kind: person, posts: [{{title: Envoy, of: se{}}}]}}]'
    pages = pages_of(snapshots({"players": envoy.format("")}, {"players": envoy.format(f", {days}")}))
    assert f"Envoy, Sweden, {told}" in words(pages["briefings/day-001.md"], "changes")
    assert f"Envoy, Sweden, {told}" in unescape(re.sub(r"<[^>]+>", "", pages["players/envoy.md"]))


def test_only_words_changed() -> None:
    """A reworded text is called that, and nothing stands among the changes."""
    page = pages_of(snapshots({"title": "Day"}, {"title": "Day", "bottom_line": "A truce is what Norway proposes."}))
    said = words(page["briefings/day-001.md"], "changes")
    assert said == "Minor Only words and sources have changed since Day, 1 January 2024. Reworded: Bottom line"


def test_nothing_changed() -> None:
    """Two briefings that say the same say so."""
    page = pages_of(snapshots({"title": "Day"}, {"title": "Day"}))
    said = words(page["briefings/day-001.md"], "changes")
    assert said == "Nothing has changed since Day, 1 January 2024."


def test_a_long_process_stays_readable() -> None:
    """200 briefings: the newest steps in full, the others a line that leads to its briefing."""
    terms = "; ".join(f"term-{number}" for number in range(12)).split("; ")
    stances = ("rejects", "accepts")

    def truce(day: int) -> str:
        listed = (
            f"{{id: {name}, title: Term {name}, category: other, positions: {{ru: {stances[day % 2]}}}}}"
            for name in terms
        )
        return f"{{terms: [{', '.join(listed)}]}}"

    page = pages_of(snapshots(*({"truce": truce(day)} for day in range(200))))["processes/talks.md"]
    log = page.split("{ #changes }")[1].split("\n## ")[0]
    assert log.count('<p class="p-title">') == log.count('class="p-changes"') == 10
    assert log.count("#changes") == 199 + 10
    assert "and 4 more changes" in log


# ---- every change has words ----


def kinds_in(annotation: Any) -> Iterator[type]:
    """The classes a field's values are of."""
    if isinstance(annotation, type) and annotation not in (NoneType, tuple, dict):
        yield annotation
    for inner in get_args(annotation):
        yield from kinds_in(inner)


def told_of() -> Iterator[tuple[type[Section], str]]:
    """Fields of a subject, or of a section that is compared field by field, that may change substantively."""
    inside = {
        kind
        for section, fields in FIELDS.items()
        for name, how in fields.items()
        if how is How.INSIDE
        for kind in kinds_in(section.model_fields[name].annotation)
    }
    for section, fields in FIELDS.items():
        if section in PARTS or section in inside:
            yield from ((section, n) for n, how in fields.items() if how in (How.JUDGED, How.STATED, How.LISTED))


def test_every_field_that_may_change_has_words_for_its_values() -> None:
    """A value that cannot be shown would stop a build on the day it changes."""
    for section, name in told_of():
        for kind in kinds_in(section.model_fields[name].annotation):
            assert shown.dispatch(kind) is not shown.dispatch(object), (section.__name__, name, kind)


def test_every_field_that_may_change_has_a_label() -> None:
    """The label says which side of the item changed; a likelihood needs none."""

    class Labels:
        def text(self, message: str) -> str:
            return message

    labels = field_labels(Labels())
    assert {name for _, name in told_of()} - {"probability"} <= set(labels)
