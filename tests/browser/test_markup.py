"""Each page is HTML as the standard has it: a parser that counts mistakes, as the standard names them, finds none."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest
from example_site import PAGE_KINDS

from generator.publishing.offline import offline_page


def mistakes(html: str) -> list[str]:
    """What html5lib calls a parse error, with its line."""
    parser = html5lib.HTMLParser()
    parser.parse(html)
    return [f"line {place[0]}: {code} {told}" for place, code, told in parser.errors]


@pytest.mark.parametrize("path", PAGE_KINDS.values(), ids=PAGE_KINDS)
def test_a_page_has_no_mistake(example: Path, path: str) -> None:
    """Not in its head, its tables, its folds or its pictures."""
    html = (example / path / "index.html").read_text(encoding="utf-8")
    assert mistakes(html) == []


def test_the_copy_for_a_disk_has_none(example: Path) -> None:
    """What is changed in a page for it is changed by the rules."""
    html = (example / "index.html").read_text(encoding="utf-8")
    assert mistakes(offline_page(html)) == []


@pytest.mark.parametrize("wrong", ["<p></div>", '<a href="x" href="y">x</a>', "<tr><td>x</td></tr>"])
def test_a_mistake_is_found(example: Path, wrong: str) -> None:
    """The same look at a page into which one was put."""
    html = (example / "404.html").read_text(encoding="utf-8")
    assert mistakes(html) == []
    assert mistakes(html.replace("</article>", f"{wrong}</article>")) != []
