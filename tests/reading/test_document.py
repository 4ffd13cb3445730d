"""YAML text becomes data with places, or problems with places; nothing else ever."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.problems import Problem, Severity
from generator.reading import document as document_module
from generator.reading.document import (
    MAX_NODES,
    MAX_PROBLEMS,
    Data,
    Document,
    Location,
    Span,
    parse_document,
)
from generator.reading.text import INVISIBLE, MAX_BYTES

CASES = sorted((Path(__file__).parent.parent / "cases" / "yaml").glob("*.yaml"))
EXPECT = re.compile(r"^# expect: (\d+:\d+ [a-z-]+)$", re.MULTILINE)
MIB = 1024 * 1024


def read(text: str | bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    return parse_document("briefings/x.yaml", text.encode() if isinstance(text, str) else text)


def document(text: str) -> Document:
    found, _ = read(text)
    assert found
    return found


def places(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.line}:{problem.column} {problem.code}" for problem in problems]


def marked(found: Document, span: Span) -> str:
    """The text that a caret line would underline."""
    return found.lines[span.line - 1][span.column - 1 : span.column - 1 + span.width]


def locations(data: Data, base: Location = ()) -> Iterator[tuple[Location, Data]]:
    yield base, data
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, child in children:
        yield from locations(child, (*base, step))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_gives_the_problems_that_its_first_lines_expect(path: Path) -> None:
    """Each file names the problems it holds; one that names none is clean."""
    raw = path.read_bytes()
    _, problems = read(raw)
    assert places(problems) == EXPECT.findall(raw.decode())
    assert all(problem.message and problem.hint for problem in problems)


def test_there_are_cases() -> None:
    """The cases are found where they are looked for."""
    assert len(CASES) > 40


# --- Data


def test_scalars_stay_as_typed() -> None:
    """Nothing is taken for a truth value, a number, a time or a date."""
    text = "a: no\nb: 12:30\nc: 1.10\nd: 2025-08-17\ne: 0x1F\nf: [on, 007, .5]\ng: 'null'\nh: ''\n"
    expected = {"a": "no", "b": "12:30", "c": "1.10", "d": "2025-08-17", "e": "0x1F", "f": ["on", "007", ".5"]}
    assert document(text).data == expected | {"g": "null", "h": ""}


def test_what_is_left_empty_is_none() -> None:
    """Nothing, `~` and `null` are None in every place, and no problem here."""
    found, problems = read("a:\nb: ~\nc: null\nd: [~, null]\ne:\n  -\n  - x\n")
    assert found
    assert found.data == {"a": None, "b": None, "c": None, "d": [None, None], "e": [None, "x"]}
    assert problems == ()


def test_the_first_of_two_keys_is_kept() -> None:
    """A duplicate key leaves a usable document."""
    assert document("a: one\nb: [x]\na: two\n").data == {"a": "one", "b": ["x"]}


def test_what_stands_below_a_refused_key_reaches_no_document() -> None:
    """Lists as keys, merge keys and empty keys take their values with them."""
    text = "a: b\n[x]: {y: z}\n<<: {m: n}\n? \n: q\nc: d\n"
    assert document(text).data == {"a": "b", "c": "d"}


def test_a_file_after_a_syntax_error_is_no_document() -> None:
    """Half a mapping would make the schema ask for keys that are there; a whole one is returned."""
    assert read("a: b\nc: d: e\n")[0] is None
    assert read("a: b\nc: d\n")[0] is not None


def test_line_ends_of_all_systems_give_the_same_document() -> None:
    """LF, CRLF and CR end a line, in text blocks too."""
    text = "a: |\n  one\n  two\nb: c\n"
    found = [document(text.replace("\n", end)) for end in ("\n", "\r\n", "\r")]
    assert found[0] == found[1] == found[2]
    assert found[0].data["a"] == "one\ntwo\n"


def test_an_alias_spoils_its_place_and_an_anchored_text_its_own() -> None:
    """A caller can tell that a second complaint at this place would be noise."""
    found = document("a: *x\nb: &y is\nc: d\nm:\n  <<: {q: r}\n  n: o\n")
    spoiled = [location for location, _ in locations(found.data) if found.is_spoiled(location)]
    assert spoiled == [("a",), ("b",), ("m",), ("m", "n")]


# --- Encoding


def test_a_utf8_mark_at_the_start_is_dropped() -> None:
    """Windows editors write it unasked; columns do not count it."""
    found, problems = read(b"\xef\xbb\xbftitle: T\n")
    assert found
    assert found.key_span(("title",)) == Span(1, 1, 5)
    assert problems == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_is_one_problem_with_a_way_out(encoding: str) -> None:
    """The hint names the encoding to save with."""
    found, problems = read("title: T\n".encode(encoding))
    assert found is None
    assert places(problems) == ["1:1 not-utf-8"]
    assert "UTF-8" in problems[0].hint


def test_the_first_byte_that_is_not_utf8_has_a_place_in_characters() -> None:
    """The column counts characters, and the byte is shown as what it was meant to be."""
    found, problems = read("a: b\r\nü: caf".encode() + b"\xe9 x\r\nb: \xff\n")
    assert found is None
    assert places(problems) == ["2:7 not-utf-8"]
    assert "'é'" in problems[0].message
    assert problems[0].source_line == "ü: caf\ufffd x"


@pytest.mark.parametrize("raw", [b"a: \xc0\xaf", b"a: \xed\xa0\x80", b"a: \xf4\x90\x80\x80", b"a: \xe2\x82"])
def test_utf8_is_strict(raw: bytes) -> None:
    """Overlong forms, surrogates, values out of range and a cut character are refused."""
    assert places(read(raw)[1]) == ["1:4 not-utf-8"]


@pytest.mark.parametrize("character", [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\x7f"])
def test_every_control_of_direction_is_named(character: str) -> None:
    """The message names the code point, and neither message nor line carries it on."""
    _, problems = read(f"a: b{character}c\n")
    assert places(problems) == ["1:5 invisible-character"]
    assert f"U+{ord(character):04X}" in problems[0].message
    assert problems[0].source_line == "a: b\ufffdc"


def test_joiners_and_direction_marks_are_text() -> None:
    """Persian and Hebrew need them."""
    assert read("a: می\u200cخواهم\nb: \u200fשלום\u200e\n")[1] == ()


# --- Messages


def test_a_duplicate_key_names_the_line_of_the_first() -> None:
    """Both places are in the report."""
    _, problems = read("a: b\nc: d\na: e\n")
    assert "line 1" in problems[0].message


def test_a_cut_says_what_was_kept_and_what_was_lost() -> None:
    """The author sees both halves of the text."""
    _, problems = read("title: Meeting #3 in Geneva\n")
    assert "'Meeting'" in problems[0].message
    assert "'#3 in Geneva'" in problems[0].message
    assert problems[0].width == len("#3 in Geneva")


def test_one_tab_report_stands_for_all_tabs_of_a_file() -> None:
    """Thirty lines indented with tabs are one slip."""
    _, problems = read("players: [a,\n" + "\tb,\n" * 30 + "\tc]\n")
    assert places(problems) == ["2:1 tab-indentation"]


def test_problems_before_a_syntax_error_are_reported_with_it() -> None:
    """One run shows all that was seen."""
    _, problems = read("a: &x b\na: c\nd: e # f\ng: h: i\n")
    expected = ["1:4 anchor", "2:1 duplicate-key", "3:6 cut-by-comment", "4:5 yaml-syntax"]
    assert places(problems) == expected


def test_messages_are_free_of_the_parsers_jargon() -> None:
    """No known slip falls back on the parser's own words."""
    problems = [problem for path in CASES for problem in read(path.read_bytes())[1]]
    assert len(problems) > 40
    jargon = re.compile(r"scalar|token|flow|block mapping|stream|cannot be read as YAML")
    assert [problem.message for problem in problems if jargon.search(problem.message)] == []
    assert jargon.search("found character that cannot start any token")


# --- Places

SAMPLE = """\
title: Peace talks
players:
  - us
  - {id: ru, stance: 'it''s unclear'}
empty:
truce:
  type: definitive
"""


@pytest.mark.parametrize(
    ("location", "key", "value"),
    [
        (("title",), "title", "Peace talks"),
        (("players",), "players", "- us"),
        (("players", 0), "us", "us"),
        (("players", 1), "{id: ru, stance: 'it''s unclear'}", "{id: ru, stance: 'it''s unclear'}"),
        (("players", 1, "stance"), "stance", "'it''s unclear'"),
        (("empty",), "empty", "empty"),
        (("truce",), "truce", "type: definitive"),
        (("truce", "starts"), "truce", "type: definitive"),
        (("players", 7, "id"), "players", "- us"),
        (("players", 0, "id"), "us", "us"),
        (("missing",), "title: Peace talks", "title: Peace talks"),
        ((), "title: Peace talks", "title: Peace talks"),
    ],
)
def test_spans_mark_keys_and_values(location: Location, key: str, value: str) -> None:
    """What is not in the file is shown at its nearest ancestor."""
    found = document(SAMPLE)
    assert marked(found, found.key_span(location)) == key
    assert marked(found, found.value_span(location)) == value


def test_a_span_starts_behind_anchor_and_tag() -> None:
    """The caret sits under the value itself."""
    found = document("a: !!str &x one\nb: &y\n  c: d\n")
    assert marked(found, found.value_span(("a",))) == "one"
    assert marked(found, found.value_span(("b",))) == "c: d"


def test_a_problem_carries_the_line_as_typed() -> None:
    """A report needs no second look at the file."""
    found = document("a: b\n  \nc:   wrong  \n")
    assert found.problem(("c",), "some-code", "message", hint="hint", severity=Severity.WARNING) == Problem(
        "briefings/x.yaml", 3, 6, "some-code", "message", "hint", Severity.WARNING, 5, "c:   wrong  "
    )
    assert found.problem(("c",), "some-code", "message", on="key").column == 1


@pytest.mark.parametrize(
    "text",
    [
        "text: It may rain, perhaps [@s1].",
        "text: 'It''s so: it may rain, perhaps [@s1].'",
        'text: "\\tIt\\x20is \\"so\\" \\u00e9\\n it may rain, perhaps [@s1]."',
        "text: |\n  It is.\n\n    it may rain, perhaps [@s1].\n  End.",
        "text: |2-\n    It is.\n  it may rain, perhaps [@s1].",
        "text: >\n  It\n  is   so. it may rain, perhaps\n\n  [@s1].",
        "text: It is\n   so. it may rain,\n\n   perhaps [@s1].",
        'text: "It is \\\n  so. it may rain,\n\n  perhaps [@s1]."',
        "- text",
        "text: [It, 'may, perhaps [@s1].']",
    ],
)
def test_a_word_inside_a_text_has_its_own_place(text: str) -> None:
    """The caret sits under the word in every style of text."""
    found, _ = read(text)
    strings = [] if found is None else [(where, text) for where, text in locations(found.data) if isinstance(text, str)]
    for location, value in strings:
        for word in re.findall(r"may|perhaps|\[@s1\]", value):
            problem = found and found.problem(location, "vague", "m", within=(value.index(word), len(word)))
            assert problem
            assert problem.source_line[problem.column - 1 :][: problem.width] == word
    assert bool(strings) == text.startswith("text")


def test_a_word_behind_emoji_and_combining_marks_is_counted_in_characters() -> None:
    """Columns count code points, not bytes and not UTF-16 units."""
    found = document("a: 😀é may\n")
    assert found.span_within(("a",), 3, 3) == Span(1, 7, 3)


def test_pointing_into_what_is_no_text_marks_the_whole_value() -> None:
    """Lists, empty values and unknown places have no characters."""
    found = document("a: [b]\nc:\nd: ''\n")
    assert [marked(found, found.span_within((key,), 3, 2)) for key in "acd"] == ["[b]", "c", "'"]
    assert found.span_within(("z", 3), 3, 2) == found.value_span(())


def test_a_stretch_over_a_line_end_is_marked_up_to_there() -> None:
    """A caret line underlines one line only; a start beyond the text marks its end."""
    found = document("a: |\n  one two\n  three\n")
    assert marked(found, found.span_within(("a",), 4, 8)) == "two"
    assert found.span_within(("a",), 999, 5).line == 3


# --- Limits


def timed(raw: bytes) -> tuple[tuple[Problem, ...], float]:
    start = time.process_time()
    _, problems = read(raw)
    return problems, time.process_time() - start


def laughs() -> bytes:
    lines = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    names = "abcdefghi"
    for last, name in pairwise(names):
        lines.append(f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]")
    return "\n".join(lines).encode()


HOSTILE = {
    "billion laughs": (laughs(), "too-many-problems"),
    "50,000 brackets": (b"[" * 50_000, "too-deep"),
    "a mebibyte of braces": (b"{a: " * (MIB // 4), "too-deep"),
    "a mebibyte of dashes": (b"- " * (MIB // 2), "too-deep"),
    "100 MB": (b"x" * 100_000_000, "too-large"),
    "short keys": ("".join(f"k{number}: v\n" for number in range(90_000)).encode(), "too-many-values"),
    "short items": (b"a: [" + b"a," * (MIB // 2 - 10), "too-many-values"),
    "pairs on one line": (b"x: [" + b"[a: b], " * (MIB // 8 - 10), "too-many-values"),
    "directives": ("".join(f"%TAG !{number}! x\n" for number in range(60_000)).encode(), "too-many-problems"),
    "late directives": (b"a: b\n...\n" + b"%TAG !x! x\n" * 90_000, "directive"),
    "anchors below a merge key": (b"a: b\n<<: [" + b"&a x," * 200_000, "too-many-values"),
    "escapes below a merge key": (b"a: b\n<<: [" + b'"\\u202e",' * 110_000, "too-many-values"),
    "line ends": (b"\n" * MIB, "empty-file"),
    "NULs": (b"a: " + b"\0" * (MIB - 3), "invisible-character"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_less_than_a_second(name: str) -> None:
    """Limits stop the reading early, and say so."""
    raw, code = HOSTILE[name]
    problems, seconds = timed(raw)
    assert code in {problem.code for problem in problems}
    assert len(problems) <= MAX_PROBLEMS + 1
    assert seconds < 1


def test_hostile_files_cost_less_than_200_megabytes() -> None:
    """Measured in a process of its own, over the most a file may hold."""
    script = """if True:
        import pathlib, resource
        from generator.reading.document import parse_document
        for start, unit in (("a: |\\n", "\\n"), ("", "\\n"), ('a: "', "a\\n "), ("a: ", "w "), ("a: [", "a,")):
            raw = (start + unit * (1024 * 1024))[: 1024 * 1024 - 1] + '"'
            found, _ = parse_document("x", raw.encode())
            found and found.span_within(("a",), 5, 3)
        # Linux counts the parent's memory into ru_maxrss of a new process, but not into VmHWM.
        status = pathlib.Path("/proc/self/status")
        peak = [line for line in status.read_text().splitlines() if "VmHWM" in line] if status.exists() else []
        used = int(peak[0].split()[1]) * 1024 if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(used // (1024 * 1024))
    """
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert 10 < int(run.stdout) < 200


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_not() -> None:
    """The limit is 1 MiB."""
    text = b"a: " + b"9" * (MAX_BYTES - 3)
    assert read(text)[1] == ()
    assert places(read(text + b"9")[1]) == ["1:1 too-large"]


def test_as_many_values_as_allowed_are_read_and_one_more_is_not() -> None:
    """The limit counts keys, values, lists and mappings."""
    fits = "a: [" + "x," * (MAX_NODES - 3) + "]\n"
    assert read(fits)[1] == ()
    assert read(fits.replace("]", "x]"))[1][0].code == "too-many-values"


def test_collecting_stops_with_a_problem_that_says_so() -> None:
    """Fifty are reported, and a fifty-first only as the end of the reading."""
    exact = read("a: b\n" * (MAX_PROBLEMS + 1))[1]
    assert {problem.code for problem in exact} == {"duplicate-key"}
    more = read("a: b\n" * 100)
    assert more[0] is None
    assert len(more[1]) == MAX_PROBLEMS + 1
    assert more[1][-1].code == "too-many-problems"


# --- Properties

MARKS = "# '\"[]{}|>%@`\\0\x00\u2028\ré😀"
slips = st.lists(
    st.sampled_from(
        [
            *MARKS,
            "a",
            "b: ",
            ": ",
            "- ",
            "? ",
            ", ",
            "\n",
            "\n  ",
            "\n\t",
            " #",
            "<<: ",
            "&x ",
            "*x",
            "!t ",
            ">2-\n",
            "---\n",
            "...\n",
        ]
    ),
    max_size=40,
).map(lambda parts: "".join(parts).encode())


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")), slips)
)
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"a: &x")
@example(b"? |")
def test_any_bytes_give_a_document_or_problems_within_the_file(raw: bytes) -> None:
    """Nothing raises; every problem has its place in the file; without a document there is a problem."""
    found, problems = read(raw)
    assert found or problems
    lines = raw.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.width >= 1
    for _, value in locations(found.data) if found else ():
        assert not INVISIBLE.search(value if isinstance(value, str) else "")


plain_text = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20).filter(
    lambda text: not INVISIBLE.search(text) and "\r" not in text
)
keys = plain_text.filter(lambda text: bool(text.strip()))
trees: st.SearchStrategy[Data] = st.recursive(
    plain_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(keys, trees, max_size=4))
def test_any_tree_of_strings_comes_back_with_each_span_at_its_text(tree: dict[str, Data]) -> None:
    """What a span marks parses to the value it stands for."""
    text = yaml.safe_dump(tree, default_style='"', width=float("inf"), allow_unicode=True, sort_keys=False)
    found, problems = read(text)
    assert found
    assert problems == ()
    assert found.data == tree
    for location, value in locations(found.data):
        if isinstance(value, str):
            assert yaml.safe_load(marked(found, found.value_span(location))) == value
        if location and isinstance(location[-1], str):
            assert yaml.safe_load(marked(found, found.key_span(location))) == location[-1]


inked = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"], exclude_characters="\u0085"), min_size=1)
prose = st.lists(inked, min_size=1, max_size=12).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(prose, st.sampled_from(["'", '"', "|", ">", None]), st.sampled_from([20, 80]), st.data())
def test_any_word_of_any_text_has_its_place(text: str, style: str | None, width: int, data: st.DataObject) -> None:
    """The character that a span marks is the character of the value, however YAML writes it."""
    written = yaml.safe_dump({"a": {"b": text}}, default_style=style, width=width, allow_unicode=True)
    found = document(written)
    index = data.draw(st.integers(0, len(text) - 1))
    value = found.data["a"]
    assert value == {"b": text}
    if text[index] != " ":
        character = marked(found, found.span_within(("a", "b"), index, 1))
        assert character in (text[index], "\\")


def test_the_parser_in_python_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where libyaml is missing, all but the wording of a slip of syntax is the same."""
    assert document_module.LOADER is yaml.CLoader
    paths = [path for path in CASES if "yaml-syntax" not in path.read_text() and "tab" not in path.name]
    fast = [read(path.read_bytes()) for path in paths]
    monkeypatch.setattr(document_module, "LOADER", yaml.SafeLoader)
    slow = [read(path.read_bytes()) for path in paths]
    assert [places(problems) for _, problems in slow] == [places(problems) for _, problems in fast]
    assert [found and found.data for found, _ in slow] == [found and found.data for found, _ in fast]
    assert len(paths) > 20
