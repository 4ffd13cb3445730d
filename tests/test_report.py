"""A report shows place, fact and way out; the caret stands under the mistake, and no text fools the terminal."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Problem, Severity
from generator.report import WIDEST, counted, problems_as_json, problems_as_text, summary

PROBLEM = Problem(
    path="briefings/2025/river-line.yaml",
    line=14,
    column=9,
    code="unknown-player",
    message="no player 'nothern-council'",
    hint="did you mean 'northern-council'?",
    width=15,
    source_line="  - by: nothern-council",
)


def cells(text: str) -> int:
    """The cells a terminal gives a text, as Unicode tells them."""
    marks = ("Mn", "Me", "Cf")
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return wide + sum(unicodedata.category(character) not in marks for character in text)


def told(source_line: str, mistake: str, encoding: str = "utf-8") -> tuple[str, str]:
    """The line as shown, and what of it the caret underlines; the last occurrence of the mistake is marked."""
    column = source_line.rindex(mistake) + 1
    problem = replace(PROBLEM, source_line=source_line, column=column, width=len(mistake), hint="")
    _, line, caret = problems_as_text([problem], encoding=encoding).split("\n")
    return line[8:], under(line, caret)


def under(line: str, caret: str) -> str:
    """The characters of a line above the carets of the line below it."""
    first, last = caret.index("^"), caret.rindex("^")
    found, cell = "", 0
    for character in line:
        if first <= cell - (cells(character) == 0) and cell + cells(character) <= last + 1:
            found += character
        cell += cells(character)
    return found


def test_a_problem_is_told_in_three_lines() -> None:
    """Place and fact, the line with its number, the caret with the hint behind it."""
    assert problems_as_text([PROBLEM]) == (
        "briefings/2025/river-line.yaml:14:9: unknown-player: no player 'nothern-council'\n"
        "   14 |   - by: nothern-council\n"
        "      |         ^^^^^^^^^^^^^^^ did you mean 'northern-council'?"
    )


def test_a_warning_says_so() -> None:
    """Between the place and the code; an error has no such word."""
    warning = replace(PROBLEM, severity=Severity.WARNING)
    assert problems_as_text([warning]).startswith(
        "briefings/2025/river-line.yaml:14:9: warning: unknown-player: no player"
    )
    assert "warning" not in problems_as_text([PROBLEM])


def test_problems_follow_each_other_line_by_line() -> None:
    """Two problems are six lines, and none is none."""
    assert problems_as_text([PROBLEM, PROBLEM]).count("\n") == 5
    assert problems_as_text([]) == ""


def test_a_problem_without_its_line_keeps_its_hint() -> None:
    """A file that cannot be read has no line to show."""
    problem = Problem("a.yaml", 1, 1, "too-large", "the file is too large", "split it")
    assert problems_as_text([problem]) == "a.yaml:1:1: too-large: the file is too large\n      split it"
    assert problems_as_text([replace(problem, hint="")]) == "a.yaml:1:1: too-large: the file is too large"


def test_a_caret_without_a_hint_ends_its_line() -> None:
    """No blank trails behind the caret."""
    assert problems_as_text([replace(PROBLEM, hint="")]).endswith("^")


def test_a_high_line_number_keeps_the_bars_in_line() -> None:
    """The gutter grows with the number."""
    _, line, caret = problems_as_text([replace(PROBLEM, line=1234567)]).split("\n")
    assert line.index("|") == caret.index("|")


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("by: wrong", "wrong"),
        ("停戦: wrong # 平和", "wrong"),
        ("停戦: 誤り です", "誤り"),
        ("🕊️ dove: wrong", "wrong"),
        ("e\u0301le\u0301ment: wrong", "wrong"),
        ("title: e\u0301 wrong", "e\u0301"),
        ("مذكرة: wrong", "wrong"),
        ("half width: ｶﾅ wrong", "ｶﾅ"),
        ("full width: ＡＢ wrong", "ＡＢ"),
    ],
)
def test_the_caret_stands_under_the_mistake(line: str, mistake: str) -> None:
    """Wide and combining characters before it and in it do not shift it."""
    assert told(line, mistake) == (line, mistake)


def test_a_tab_shows_as_four_blanks() -> None:
    """The caret stays in place behind it, and underlines all of it where it is the mistake."""
    assert told("\tby:\twrong", "wrong") == ("    by:    wrong", "wrong")
    assert told("\tby: x", "\t") == ("    by: x", "    ")


def test_a_mark_is_underlined_at_the_character_it_stands_on() -> None:
    """A combining mark has no cell of its own."""
    assert told("title: e\u0301t", "\u0301")[1].startswith("e")


def test_a_place_behind_the_line_has_its_caret_there() -> None:
    """What is missing at a line's end is marked behind its last character; a place beyond is drawn back."""
    for column in (4, 99):
        problem = replace(PROBLEM, source_line="by:", column=column, width=3, hint="")
        assert problems_as_text([problem]).split("\n")[2] == "      |    ^"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("a: \x1b[31mred wrong", "a: <U+001B>[31mred wrong"),
        ("a: \u202egnorw wrong", "a: <U+202E>gnorw wrong"),
        ("a: \u2066x\u2069 wrong", "a: <U+2066>x<U+2069> wrong"),
        ("a: \u200b\u200e\u00ad wrong", "a: <U+200B><U+200E><U+00AD> wrong"),
        ("a: \r\x08\x9b wrong", "a: <U+000D><U+0008><U+009B> wrong"),
        ("a: \u2028 \U000e0041 wrong", "a: <U+2028> <U+E0041> wrong"),
        ("a: \udc80 wrong", "a: <U+DC80> wrong"),
    ],
)
def test_a_terminal_cannot_be_fooled(line: str, shown: str) -> None:
    """What a terminal would obey is spelt out, and the caret still finds its place."""
    assert told(line, "wrong") == (shown, "wrong")


def test_the_caret_underlines_a_spelt_out_character_whole() -> None:
    """The mark is as wide as what is shown."""
    assert told("a: \u202ex", "\u202e") == ("a: <U+202E>x", "<U+202E>")


def test_message_hint_and_path_are_spelt_out_too() -> None:
    """They may hold an author's words, so a line end in them starts no line."""
    problem = Problem("a\x1b.yaml", 1, 1, "x", "no 'b\n\u202e'", "write '\x07'", source_line="b")
    text = problems_as_text([problem])
    assert text.count("\n") == 2
    assert text.split("\n")[0] == "a<U+001B>.yaml:1:1: x: no 'b<U+000A><U+202E>'"
    assert "write '<U+0007>'" in text


@pytest.mark.parametrize("mistake", ["first", "middle", "last"])
def test_a_long_line_is_cut_around_the_caret(mistake: str) -> None:
    """What is marked is seen, and an ellipsis stands on each side that was cut."""
    line = f"first {'before ' * 40}middle {'after ' * 40}last"
    shown, underlined = told(line, mistake)
    assert underlined == mistake
    assert cells(shown) <= WIDEST + 2
    assert shown.startswith("…") == (mistake != "first")
    assert shown.endswith("…") == (mistake != "last")


def test_a_mark_longer_than_the_window_ends_with_it() -> None:
    """A whole long text that is wrong is underlined as far as it is shown."""
    shown, underlined = told("note: " + "停" * 500, "停" * 500)
    assert cells(shown) <= WIDEST + 2
    assert set(underlined) == {"停"}
    assert len(underlined) > 40


def test_a_line_of_a_million_marks_is_told_at_once() -> None:
    """Characters without a cell do not make the window endless."""
    line = "a" + "\u0301" * 1_000_000
    for column in (1, 500_000, len(line)):
        problem = replace(PROBLEM, source_line=line, column=column)
        assert len(problems_as_text([problem] * 20)) < 20 * 1_200


def test_what_the_encoding_lacks_is_spelt_out() -> None:
    """The caret keeps its place on a terminal that knows no UTF-8, and nothing is lost."""
    assert told("停戦: wrong", "wrong", "latin-1") == ("<U+505C><U+6226>: wrong", "wrong")
    assert told("é: wrong", "wrong", "latin-1") == ("é: wrong", "wrong")
    assert told("é: wrong", "wrong", "ascii") == ("<U+00E9>: wrong", "wrong")
    assert told("x" * 300 + "wrong", "wrong", "ascii")[0].startswith("...x")


def test_colour_changes_no_character() -> None:
    """Without its escapes a coloured report is the plain one; errors and warnings differ in colour, too."""
    warning = replace(PROBLEM, severity=Severity.WARNING)
    for problem in (PROBLEM, warning):
        assert click.unstyle(problems_as_text([problem], colour=True)) == problems_as_text([problem])
    red, yellow = "\x1b[31m", "\x1b[33m"
    assert red in problems_as_text([PROBLEM], colour=True)
    assert yellow in problems_as_text([warning], colour=True)
    assert "\x1b" not in problems_as_text([PROBLEM, warning])


@given(st.text(), st.integers(-3, 40), st.integers(0, 60), st.sampled_from(["utf-8", "latin-1", "ascii"]))
def test_any_line_is_told_and_inert(line: str, column: int, width: int, encoding: str) -> None:
    """Whatever an author typed, the report can be written and holds nothing a terminal obeys."""
    problem = replace(PROBLEM, source_line=line, message=line, hint=line, column=column, width=width)
    text = problems_as_text([problem], encoding=encoding)
    assert len(text.split("\n")) == (3 if line else 1)
    assert text.encode(encoding)
    assert not {unicodedata.category(character) for character in text.replace("\n", "")} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def test_json_has_every_field_under_a_steady_name() -> None:
    """Tools of others read it: keys and their order stay."""
    told = json.loads(problems_as_json([PROBLEM, replace(PROBLEM, severity=Severity.WARNING)]))
    assert list(told) == ["errors", "warnings", "problems"]
    assert (told["errors"], told["warnings"]) == (1, 1)
    assert list(told["problems"][0].items()) == [
        ("path", "briefings/2025/river-line.yaml"),
        ("line", 14),
        ("column", 9),
        ("width", 15),
        ("severity", "error"),
        ("code", "unknown-player"),
        ("message", "no player 'nothern-council'"),
        ("hint", "did you mean 'northern-council'?"),
        ("source_line", "  - by: nothern-council"),
        ("mend", ""),
        ("rule", ""),
    ]
    assert told["problems"][1]["severity"] == "warning"


def test_json_says_where_the_site_tells_the_rule() -> None:
    """On its list of checks, where the site knows its own address."""
    (told,) = json.loads(problems_as_json([PROBLEM], "https://example.org/peace/"))["problems"]
    assert told["rule"] == "https://example.org/peace/guide/checks/#check-unknown-player"


@given(st.text())
def test_json_is_plain_ascii_and_keeps_the_text(line: str) -> None:
    """It survives every terminal, and comes back as typed."""
    written = problems_as_json([replace(PROBLEM, source_line=line)])
    assert written.isascii()
    assert "\x1b" not in written
    assert json.loads(written)["problems"][0]["source_line"] == line


WARNING = replace(PROBLEM, severity=Severity.WARNING)


@pytest.mark.parametrize(
    ("problems", "files", "said"),
    [
        ([PROBLEM, PROBLEM, replace(PROBLEM, path="b"), WARNING], 2, "3 errors, 1 warning in 2 files"),
        ([PROBLEM], 1, "1 error in 1 file"),
        ([PROBLEM], 14, "1 error in 1 of 14 files"),
        ([WARNING, WARNING], 1, "2 warnings in 1 file"),
        ([], 3, "0 errors in 3 files"),
    ],
)
def test_the_summary_counts(problems: list[Problem], files: int, said: str) -> None:
    """Errors and warnings apart, and the files they stand in out of those that were looked at."""
    assert summary(problems, files) == said


def test_numbers_agree_with_their_nouns() -> None:
    """One has no s; thousands have a comma."""
    assert [counted(number, "page") for number in (0, 1, 2, 1000)] == ["0 pages", "1 page", "2 pages", "1,000 pages"]
