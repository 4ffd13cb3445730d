"""One canonical form: nothing is lost, nothing means anything else, and a second time nothing changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written_briefings import written

from generator.reading.document import Document, parse_document
from generator.reading.formatting import formatted, why_left

ROOT = Path(__file__).resolve().parents[2]
OURS = sorted((ROOT / "briefings").rglob("*.yaml"))


def form(text: str) -> str | None:
    after = formatted("briefings/talks.yaml", text.encode())
    return None if after is None else after.decode()


def read(text: str) -> Document:
    document, problems = parse_document("briefings/talks.yaml", text.encode())
    assert document, problems
    return document


@settings(max_examples=40)
@given(written())
def test_any_briefing_keeps_its_meaning_and_comments(text: str) -> None:
    """However it was written; formatting what is formatted changes nothing."""
    after = form(text)
    assert after is not None
    assert read(after).data == read(text).data
    assert sorted(read(after).comments()) == sorted(read(text).comments())
    assert form(after) == after


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("title:   'Talks'   \n", "title: Talks\n"),
        ('title: "Talks: a beginning"\n', "title: 'Talks: a beginning'\n"),
        ("players:\n- us\n- ua\n", "players:\n  - us\n  - ua\n"),
        ("players: [ us,ua ]\n", "players: [us, ua]\n"),
        ("truce:\n      status: agreed\n", "truce:\n  status: agreed\n"),
        ('trigger: {event: ":0", area: "?W"}\n', 'trigger: {event: ":0", area: "?W"}\n'),
        ("title: Talks\n\n\n\n# kept\nas_of: 2025-08-17", "title: Talks\n\n# kept\nas_of: 2025-08-17\n"),
        ("title: Talks\r\nas_of: 2025-08-17\r\n", "title: Talks\nas_of: 2025-08-17\n"),
        ("players: [no, 0e1]\nat: 12:30\nsum: 1.10\n", "players: [no, 0e1]\nat: 12:30\nsum: 1.10\n"),
        ('players: ["no"]\n', 'players: ["no"]\n'),
        ("text: |-\n    one\n\n    - two\n", "text: |-\n  one\n\n  - two\n"),
        ("text: >-\n  one\n  two\n", "text: >-\n  one\n  two\n"),
        ("text: |\n    one \n\n\n    two\t\nat: home \n", "text: |\n  one \n\n\n  two\t\nat: home\n"),
        ("text: |  \n  one\n\n\n\nat: home\n", "text: |\n  one\n\nat: home\n"),
        ("text: >\n  one\n\n\n  two\n\n\n\n", "text: >\n  one\n\n\n  two\n"),
        ("a:\n  -\n    b: |\n      c\n  -\n      # odd\n      d: e\n", "a:\n  - b: |\n      c\n  # odd\n  - d: e\n"),
        ("list:\n- a: |+\n    one\n\n\n\n- b\n", "list:\n  - a: |+\n      one\n\n\n\n  - b\n"),
    ],
)
def test_each_way_of_writing_has_one_form(typed: str, canonical: str) -> None:
    """Indentation, quotes, brackets, blank lines and line ends; scalars stay as they were typed."""
    assert form(typed) == canonical


@settings(max_examples=60)
@given(
    st.sampled_from(("|", "|-", "|+", ">", ">-", ">+")),
    st.lists(st.sampled_from(("one", "two  ", "  three", "# four", "")), max_size=6),
)
def test_a_block_text_keeps_every_space_and_line(mark: str, lines: list[str]) -> None:
    """Spaces at line ends, indented lines and blank ones; what stands around it is brought into form."""
    block = "".join(f"    {line}\n" if line else "\n" for line in ("first", *lines))
    text = f"list:\n- text: {mark} \n{block}- {{a:   b}} \n"
    after = form(text)
    assert after is not None
    assert read(after).data == read(text).data
    assert after.endswith("  - {a: b}\n")
    assert form(after) == after


def test_a_long_text_is_folded_where_it_can_be() -> None:
    """At 120 characters; a block text stays as its author broke it."""
    after = form(f"title: {'word ' * 60}\ntext: |-\n  {'word ' * 40}end\n")
    assert after
    lines = after.splitlines()
    assert max(map(len, lines[:-1])) <= 121
    assert len(lines[-1]) > 200


@pytest.mark.parametrize(
    "text", ["a: [", "a: &x b\nc: *x\n", "a: b\na: c\n", "", "- a\n", "a: b\n---\nc: d\n", "a:\n\tb: c\n"]
)
def test_a_file_with_problems_is_left_as_it_is(text: str) -> None:
    """It must first be known what it says."""
    assert form(text) is None


@pytest.mark.parametrize(
    ("text", "line", "way"),
    [
        ("a: b\nc: [\n", 3, "`parley check x.yaml` shows"),
        ("a: b\na: c\n", 2, "`parley check x.yaml` shows"),
        ("a: b\n\nc: >-\n  one \n# a remark\nd: e\n", 3, "written anew it would"),
        ("a: b\nc: |\n \n  one\n", 4, "written anew it would"),
    ],
)
def test_a_file_that_has_no_form_says_where(text: str, line: int, way: str) -> None:
    """Where it is not understood, or where the writer would change it."""
    assert form(text) is None
    found, why = why_left("x.yaml", text.encode())
    assert (found, why[: len(way)]) == (line, way)


def test_comments_are_told_from_text() -> None:
    """The search for comments finds each kind, and no `#` inside of a text."""
    text = "# one\na: 'x # y' # two\nb: |\n  # no comment\n\n  # none either\nc: [d, # three\n  e]\n# four\n"
    assert read(text).comments() == ("# one", "# two", "# three", "# four")


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_our_own_briefings_have_the_form(path: Path) -> None:
    """The example is written as `parley fmt` writes."""
    assert formatted(path.name, path.read_bytes()) == path.read_bytes()
