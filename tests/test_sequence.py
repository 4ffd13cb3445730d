"""The order of a truce: what waits on what, and where a later briefing has another order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from small_sites import briefing, library

from generator.catalogue import Process, make_catalogue
from generator.model.truce import Term, Truce
from generator.sequence import Reordering, Tie, Wait, lines_of, order_of, reorderings

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def truce(*terms: str, monitoring: str = "[]") -> Truce:
    """A truce of terms such as `guns: starts 2025-01-01`, read as an author would write them."""
    flow = ", ".join(f"{{title: T, category: other, {term}}}" for term in terms)
    read = library({"one.yaml": briefing(f"truce: {{terms: [{flow}], monitoring: {monitoring}}}")})
    assert not read.problems, [problem.message for problem in read.problems]
    found = read.briefings[0].briefing.truce
    assert found is not None
    return found


def told(tie: Tie) -> str:
    return f"{tie.first} {'=' if tie.is_together else '>'} {tie.second}"


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("depends_on: {after: guns}", ["guns > vote"]),
        ("depends_on: {before: guns}", ["vote > guns"]),
        ("depends_on: {with: guns}", ["guns = vote"]),
        ("starts: {after: guns, days: 2}", ["guns > vote"]),
        ("due: {before: guns, months: 1}", ["vote > guns"]),
        ("depends_on: {after: guns}, starts: {after: guns, days: 2}, due: {after: guns, days: 14}", ["guns > vote"]),
        ("starts: 2025-01-01, due: 2025-02-01", []),
    ],
)
def test_what_waits_on_what(order: str, expected: list[str]) -> None:
    """A tie stands once, whichever field says it; a day on the calendar ties nothing."""
    found = order_of(truce("id: guns", f"id: vote, {order}"))
    assert [told(tie) for tie in found.ties] == expected


def test_a_tie_told_from_both_ends_stands_once() -> None:
    """Two terms that each name the other as going together are one tie."""
    both = truce("id: guns, depends_on: {with: vote}", "id: vote, depends_on: {with: guns}")
    assert [told(tie) for tie in order_of(both).ties] == ["vote = guns"]


def test_mechanisms_and_conditions_are_in_the_order() -> None:
    """A mechanism that starts with a term is tied to it; words that a term waits on are kept."""
    found = order_of(
        truce("id: guns, depends_on: {once: All agree}", monitoring="[{id: watch, name: W, starts: {with: guns}}]")
    )
    assert [told(tie) for tie in found.ties] == ["guns = watch"]
    assert [(wait.term, wait.condition) for wait in found.waits] == [("guns", "All agree")]
    assert isinstance(found.waits[0], Wait)


def process(first: str, second: str, more: str = "") -> Process:
    """A process of two snapshots whose truces have a term `guns` and this one."""
    files = {
        f"day-{day}.yaml": briefing(
            f"as_of: 2025-03-0{day}",
            "process: talks",
            f"truce: {{terms: [{{id: guns, title: Guns, category: other}}, {{title: Vote, category: other, {term}}}]}}",
            *([f"instruments: {texts}"] if texts else []),
        )
        for day, term, texts in ((1, first, "[{id: accord, title: Accord}]"), (2, second, more))
    }
    read = library({**files, "registry/processes.yaml": "talks: {title: Talks}\n"})
    assert not read.problems, [problem.message for problem in read.problems]
    return make_catalogue(read, NOW).processes["talks"]


def reordered(first: str, second: str, more: str = "") -> list[Reordering]:
    return list(reorderings(process(first, second, more)))


def test_another_order_is_found() -> None:
    """As at Nairobi: a term that stood alone goes together with another one."""
    [found] = reordered("id: vote", "id: vote, depends_on: {with: guns}")
    assert (found.was.id, found.now.id) == ("vote", "vote")
    assert (found.before.slug, found.after.slug) == ("day-1", "day-2")
    assert found.amendments == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("id: vote", "id: vote"),
        ("id: vote, due: {after: guns, days: 14}", "id: vote, due: {after: guns, days: 30}"),
        ("id: vote, starts: {after: guns, days: 1}", "id: vote, depends_on: {after: guns}"),
        ("id: vote, due: 2025-03-01", "id: vote, due: 2025-04-01"),
        ("id: old, depends_on: {after: guns}", "id: vote, depends_on: {with: guns}"),
    ],
)
def test_what_is_no_other_order_is_not(first: str, second: str) -> None:
    """Other days, another field for the same order, or another term are no other order."""
    assert reordered(first, second) == []


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ("links: [{type: amends, to: accord}, {type: implements, to: accord}]", "amends"),
        ("links: [{type: implements, to: accord}]", "implements"),
        ("supersedes: accord, links: [{type: amends, to: accord}]", "supersedes"),
        ("links: [{type: reaffirms, to: accord}]", None),
    ],
)
def test_the_new_texts_that_bear_on_earlier_ones_are_named(fields: str, link: str | None) -> None:
    """The strongest of several links counts; a text that only reaffirms changes nothing."""
    texts = f"[{{id: accord, title: Accord}}, {{id: order, title: Order, {fields}}}]"
    [found] = reordered("id: vote", "id: vote, depends_on: {after: guns}", texts)
    assert [(one.text.id, one.link, one.earlier) for one in found.amendments] == (
        [("order", link, "accord")] if link else []
    )


def test_rival_baselines_are_the_lines_that_differ() -> None:
    """Two players that are measured from one line have one line."""
    ways = {"ua": {"line": "Actual line"}, "ru": {"line": "Line of 2014"}, "us": {"line": "Line of 2014"}, "fr": {}}
    term = Term.model_validate({"id": "guns", "title": "Guns", "category": "withdrawal", "binds": ways})
    assert lines_of(term) == ("Actual line", "Line of 2014")
