"""Prose pages: what no engine may take for HTML, for a link that runs something or for an attribute that does."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Problem
from generator.reading.files import SourceFile
from generator.reading.pages import check_page


def check(text: str) -> tuple[Problem, ...]:
    return check_page(SourceFile("briefings/about.md", text.encode()))


def found(text: str) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.code) for problem in check(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# About\n\n<script>alert(1)</script>\n", [(3, 1, "raw-html")]),
        ("One <b>word</b> and <i>one</i>.\n", [(1, 5, "raw-html")]),
        ("Text <svg/onload=alert(1)> text\n", [(1, 6, "raw-html")]),
        ("Text <!-- a comment -->\n", [(1, 6, "raw-html")]),
        ("Text \\\\<b>\n", [(1, 8, "raw-html")]),
        ("- item\n\n  ~~~\n  <script>\n  ~~~\n", [(4, 3, "raw-html")]),
        ("```weird info\n<script>alert(1)</script>\n\n```\n", [(2, 1, "raw-html")]),
        ("```\n<script>alert(1)</script>\n", [(2, 1, "raw-html")]),
        ("a `\n<object data=x>\n` b\n", [(2, 1, "raw-html")]),
        ("`<b>` and <i>\n", [(1, 11, "raw-html")]),
        ("[x](javascript:alert(1))\n", [(1, 5, "unsafe-link")]),
        ("[x](<JavaScript:alert(1)>)\n", [(1, 5, "raw-html"), (1, 6, "unsafe-link")]),
        ("[x](java&#x09;script&colon;alert)\n", [(1, 5, "unsafe-link")]),
        ("[x](javascript\\:alert)\n", [(1, 5, "unsafe-link")]),
        ("![x](data:text/html;base64,AAAA)\n", [(1, 6, "unsafe-link")]),
        ("[x][y]\n\n[y]: vbscript:foo\n", [(3, 6, "unsafe-link")]),
        ('# Title {: onclick="alert(1)" }\n', [(1, 12, "unsafe-attribute")]),
        ("# Title { #top style=color:red }\n", [(1, 16, "unsafe-attribute")]),
        ("# Title { #__config }\n", [(1, 12, "unsafe-attribute")]),
        ("# About\n\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> main\n", [(3, 1, "unfinished-merge")]),
        ("Zero\u200e width and \u202e override\n", [(1, 17, "invisible-character")]),
    ],
)
def test_what_a_page_may_not_hold_is_told_with_its_place(text: str, expected: list[tuple[int, int, str]]) -> None:
    """Each danger is one problem, at the character where it begins."""
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# About { #about .lead }\n\nA [link](method.md), an <https://example.org/a> and <desk@example.org>.\n",
        "Five < six, a <- b, \\<b>, &lt;b&gt;.\n",
        "`<script>` and ``a ` <b>`` and\n\n    <script>alert(1)</script>\n",
        "A heading\n=======\n\n```\n<<<<<<< HEAD\n>>>>>>> main\n```\n",
        "```html\n<script>alert(1)</script>\n```\n",
        "~~~\n[x](javascript:alert(1)) {: onclick=1 }\n~~~\n",
        '![Map](map.png){ width="300" loading=lazy title="a = b" }\n',
        "| a | b |\n| - | - |\n| 1 | [c](https://example.org) |\n",
        "The ratio 1:2 and [see: this](#about).\n",
        "",
    ],
)
def test_plain_markdown_is_clean(text: str) -> None:
    """What pages are made of, and code that shows what they may not hold, is no problem."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("interface: klingon", (2, 12)),
        ("interface: en", (2, 12)),
        ("interface: [fr]", (2, 12)),
        ("title: About\nhide: 3", (3, 7)),
        ("hide: true", (2, 7)),
        ("languages: 5", (2, 12)),
        ("languages: [fr]", (2, 12)),
        ("languages: {fr: [about-fr/]}", (2, 12)),
        ("search: true", (2, 9)),
        ("search: {body: true, filters: x}", (2, 9)),
        ("search:\n  filters: {player: ua}", (3, 3)),
        ("head: {meta: 5}", (2, 7)),
        ("draft: true", (2, 8)),
        ("status: Draft", (2, 9)),
        ("template: nope.html", (2, 11)),
        ("template: ../main.html", (2, 11)),
        ("template: 5", (2, 11)),
        ("template: [main.html]", (2, 11)),
        ("template:", (2, 1)),
        (f"template: {'a' * 5000}", (2, 11)),
    ],
)
def test_what_the_theme_cannot_use_is_told_at_its_line(head: str, expected: tuple[int, int], tmp_path: Path) -> None:
    """Each with a way out; the site builder would break off in the midst of a template."""
    (tmp_path / "main.html").touch()
    (problem,) = check_page(SourceFile("briefings/about.md", f"---\n{head}\n---\n\n# About\n".encode()), (tmp_path,))
    assert (problem.code, problem.line, problem.column) == ("bad-front-matter", *expected)
    assert problem.hint


def test_front_matter_without_its_lines_is_read_too() -> None:
    """The site builder takes the first lines of a page for it where they look like it."""
    assert found("Title: About\nHide: 3\n\nInterface: x\n") == [(2, 7, "bad-front-matter")]
    assert found("About us\nHide: 3\n") == []


@pytest.mark.parametrize(
    "head",
    [
        "hide: [toc, navigation]",
        "hide: toc",
        "hide:",
        "interface: fr",
        "languages: {fr: about-fr/, uk: about-uk/}",
        'search: {body: true, kind: Guide, weight: "0.2"}',
        "search: {exclude: true, filters: {player: [ua]}}",
        "head: {meta: [{name: author, content: Ana}]}",
        "template: main.html",
        "draft: false",
        "tags: 5\nauthors: {any: [thing]}\nstatus: &new new\nkind: *new",
        "title: [not closed",
    ],
)
def test_front_matter_that_can_be_used_is_clean(head: str, tmp_path: Path) -> None:
    """And so is what the theme does not know, and what is no front matter at all."""
    (tmp_path / "main.html").touch()
    assert check_page(SourceFile("briefings/about.md", f"---\n{head}\n---\n\n# About\n".encode()), (tmp_path,)) == ()


def test_a_page_that_is_no_text_is_told_once() -> None:
    """Bytes that are not UTF-8 are one problem."""
    assert [problem.code for problem in check_page(SourceFile("briefings/about.md", b"caf\xe9"))] == ["not-utf-8"]


@given(st.text(alphabet="<>a/!`~{}[]():=#\\ \n\tjavscript\u202e\"'-", max_size=80))
def test_problems_lie_within_the_page(text: str) -> None:
    """Any page is checked without an exception, and each problem stands on a line it has."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in check(text):
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@pytest.mark.parametrize("piece", ["<b ", "`", "[x](", "{a=", "\\", "`` ` ", "<a>\n\n"])
def test_a_long_page_takes_no_longer_than_its_length(piece: str) -> None:
    """A page of the largest size, made to make a checker slow, takes seconds, not hours."""
    began = time.monotonic()
    check(piece * (200_000 // len(piece)))
    assert time.monotonic() - began < 20
