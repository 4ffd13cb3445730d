"""What is mechanical is mended, at its place alone, and nothing that could mean two things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_sites import briefing, library
from written_briefings import written

from generator.problems import Problem, only_meant
from generator.reading.document import parse_document
from generator.reading.mending import mend, mendable


def problems_of(text: str | bytes) -> tuple[Problem, ...]:
    return library({"talks.yaml": text}).problems


def mended(text: str) -> str:
    return mend(text.encode(), problems_of(text)).decode()


@pytest.mark.parametrize(
    ("slip", "right"),
    [
        ("as_of: 18.8.2025", "as_of: 2025-08-18"),
        ("as_of: 18. 8. 2025", "as_of: 2025-08-18"),
        ("as_of: 2025/8/18", "as_of: 2025-08-18"),
        ("as_of: 20250818", "as_of: 2025-08-18"),
        ("as_of: '8/18/2025'", "as_of: 2025-08-18"),
        ("as_of: 18 August 2025", "as_of: 2025-08-18"),
        ("as_of: Aug 18, 2025", "as_of: 2025-08-18"),
        ("as_of: 8.8.2025", "as_of: 2025-08-08"),
        ("as_of: August 18th, 2025", "as_of: 2025-08-18"),
        ("timeline: [{id: talks, when: August 2025, title: T}]", "timeline: [{id: talks, when: 2025-08, title: T}]"),
        (
            "timeline: [{id: talks, when: 2025-08-15 to 18 August 2025, title: T}]",
            "timeline: [{id: talks, when: 2025-08-15/2025-08-18, title: T}]",
        ),
        ("timeline: [{id: talks, when: 2024 - 2025, title: T}]", "timeline: [{id: talks, when: 2024/2025, title: T}]"),
        ("timeline: [{id: talks, when: 2025/8/18, title: T}]", "timeline: [{id: talks, when: 2025-08-18, title: T}]"),
        ("as_of: 2025\u201308\u201317", "as_of: 2025-08-17"),
        (
            "timeline: [{id: talks, when: 15.8.2025 / 17.8.2025, title: T}]",
            "timeline: [{id: talks, when: 2025-08-15/2025-08-17, title: T}]",
        ),
        ("timeline: [{id: talks, when: 2025\u201308~, title: T}]", "timeline: [{id: talks, when: 2025-08~, title: T}]"),
        ("timeline: [{id: Big Talks, when: 2025, title: T}]", "timeline: [{id: big-talks, when: 2025, title: T}]"),
        ("sources: [S1]", "sources: [s1]"),
        ("players: [US, ua]", "players: [us, ua]"),
        ("players: NO", "players: no"),
        ("players: [U.S., ua]", "players: [us, ua]"),
        ("players: [USA, ua]", "players: [us, ua]"),
        ("truce: {status: In force}", "truce: {status: in_force}"),
        ("truce: {status: agreeed}", "truce: {status: agreed}"),
        ("langauge: en", "language: en"),
        ('"langauge": en', "language: en"),
        ("language: English", "language: en"),
        ("language: en_US", "language: en-US"),
        ("sources: [{id: s1, title: T, grade: f6}]", "sources: [{id: s1, title: T, grade: F6}]"),
        ("sources: [{id: s1, title: T, grade: B-2}]", "sources: [{id: s1, title: T, grade: B2}]"),
        ("outlook: {question: Q, exclusive: Yes}", "outlook: {question: Q, exclusive: true}"),
        (
            "outlook: {question: Q, scenarios: [{id: a, title: A, probability: 35 %}]}",
            "outlook: {question: Q, scenarios: [{id: a, title: A, probability: 35}]}",
        ),
        (
            "outlook: {question: Q, scenarios: [{id: a, title: A, probability: 35 percent}]}",
            "outlook: {question: Q, scenarios: [{id: a, title: A, probability: 35}]}",
        ),
        (
            "outlook: {question: Q, scenarios: [{id: a, title: A, probability: 30 to 40 percent}]}",
            "outlook: {question: Q, scenarios: [{id: a, title: A, probability: [30, 40]}]}",
        ),
        (
            "outlook: {question: Q, scenarios: [{id: a, title: A, probability: [30%, 40%]}]}",
            "outlook: {question: Q, scenarios: [{id: a, title: A, probability: [30, 40]}]}",
        ),
        (
            "players: [us, {id: council, name: C, kind: body, country: UA}]",
            "players: [us, {id: council, name: C, kind: body, country: ua}]",
        ),
        (
            "truce: {terms: [{id: a, title: A, category: naval, positions: {UA: accept}}]}",
            "truce: {terms: [{id: a, title: A, category: naval, positions: {ua: accepts}}]}",
        ),
    ],
)
def test_a_mechanical_slip_is_mended(slip: str, right: str) -> None:
    """The marked characters are written anew, the rest of the file stands."""
    assert mended(briefing(slip)).replace(right, "") == briefing(slip).replace(slip, "")


@pytest.mark.parametrize(
    "slip",
    [
        "as_of: 8/9/2025",
        "timeline: [{id: talks, when: May to August 2025, title: T}]",
        "outlook: {question: Q, scenarios: [{id: a, title: A, probability: 40-30 %}]}",
        "language: ua",
        "as_of: 8.9.2025",
        "as_of: 30.2.2025",
        "as_of: soon",
        "timeline: [{id: talks, when: 15.8.2025/8.9.2025, title: T}]",
        "timeline: [{id: talks, when: 15.8.2025/soon, title: T}]",
        "truce: {status: dead}",
        "truce: {terms: [{id: a, title: A, category: naval, compliance: unobserved}]}",
        "truce: {terms: [{id: a, title: A, category: naval, negotiation: agreed}]}",
        "truce: {terms: [{id: a, title: A, category: naval, positions: {ua: accepts without conditions}}]}",
        "replaced: older",
        "instruments: [{id: a, title: A, type: treaty, status: signed, superseded: [b]}]",
        "instruments: [{id: a, title: A, type: treaty, status: signed, links: [{type: implemented, to: b}]}]",
        "instruments: [{id: a, title: A, type: treaty, status: supersedes}]",
        "players: [us, {id: council, name: C, kind: body, relations: [{type: represented, to: us}]}]",
        "sources: Statement of the Sides",
        "sources: [Text of the agreement]",
        "sources: [{id: s1, title: T, derived_from: Statement of the Sides}]",
        "titles: More",
        "players: [Київ]",
        "players: [AU, ua]",
        "players: [us ua]",
        "players: [UK, ru]",
        "key_points: [{text: They met, said_by: IS}]",
        "truce: {terms: [{id: a, title: A, category: naval, positions: {PA: accepts}}]}",
        "process: Київ talks",
        "sources: [{id: s1, title: T, grade: 2B}]",
        "embargo_until: 2025-08-18 12:00",
        "as_of: |\n  18.8.2025",
        "outlook: {question: Q, scenarios: [{id: a, title: A, probability: about 35%}]}",
    ],
)
def test_what_may_mean_two_things_is_left_alone(slip: str) -> None:
    """It stays a problem for a person."""
    assert problems_of(briefing(slip))
    assert mended(briefing(slip)) == briefing(slip)


def test_a_key_is_not_mended_into_one_that_is_there() -> None:
    """The file would then have it twice."""
    text = briefing("language: en") + "langauge: fr\n"
    assert mended(text) == text


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    """A file from another system comes back as its own."""
    raw = b"\xef\xbb\xbf" + briefing("as_of: 18.8.2025").replace("\n", "\r\n").encode()
    assert mend(raw, problems_of(raw)) == raw.replace(b"18.8.2025", b"2025-08-18")


def test_of_two_mends_in_one_place_the_first_is_made() -> None:
    """The next round finds the other, if it is still a problem."""
    outer = Problem("a.yaml", 1, 5, "x", "x", width=9, mend="y")
    inner = Problem("a.yaml", 1, 7, "x", "x", width=2, mend="z")
    assert mendable((inner, outer)) == (outer,)


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("agreeed", ["agreed", "proposed"], "agreed"),
        ("In-Force", ["in_force", "signed"], "in_force"),
        ("unobserved", ["observed", "violated"], ""),
        ("agreed", ["agreed_text", "proposed"], ""),
        ("signd", ["signed", "signe"], ""),
        ("x", ["signed"], ""),
        ("", ["signed"], ""),
    ],
)
def test_only_one_word_can_be_meant(word: str, known: list[str], meant: str) -> None:
    """A slip of the fingers, not another word that looks like it."""
    assert only_meant(word, known) == meant


SLIPS = st.fixed_dictionaries(
    {
        "as_of": st.sampled_from(("17.8.2025", "2025/8/17", "17 August 2025", "Aug 17, 2025")),
        "status": st.sampled_from(("Published", "publishd", "published")),
        "process": st.sampled_from(("River Line", "river_line", "RIVER-LINE")),
    }
)
RIGHT = {"as_of": "2025-08-17", "status": "published", "process": "river-line"}


@given(written(SLIPS))
def test_mending_makes_whole_what_slips_broke(text: str) -> None:
    """However the briefing is written, its values are mended, all else stays, and a second time changes nothing."""
    after = mended(text)
    before, whole = (parse_document("briefings/talks.yaml", one.encode())[0] for one in (text, after))
    assert before
    assert whole
    assert whole.data == {**before.data, **RIGHT}
    assert problems_of(after) == ()
    assert mended(after) == after
    assert [line for line in after.split("\n") if "#" in line] == [line for line in text.split("\n") if "#" in line]
