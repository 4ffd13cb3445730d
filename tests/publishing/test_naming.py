"""Whose briefing an address names: the last look refuses those of drafts of the site, whatever file they stand in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from generator.publishing.naming import names_in, own_names_in, texts_of
from generator.publishing.verify import Expected, Finding, verify

SITE = "https://example.org/peace/"
ELSEWHERE = "https://press.example.org/briefings/sudan/2026"
HERE = f"{SITE}briefings/sudan/"
EXPECTED = Expected(SITE, unpublished=("sudan",))


def write(folder: Path, name: str, *values: str) -> Path:
    """A file of the site that holds these addresses in the way of its kind."""
    file, joined = folder / name, " ".join(values)
    match file.suffix:
        case ".sqlite":
            with closing(sqlite3.connect(file)) as database:
                database.execute("CREATE TABLE sources (url TEXT, page TEXT)")
                database.execute("INSERT INTO sources VALUES (?, ?)", (values[0], values[-1]))
                database.commit()
        case ".html":
            links = "".join(f'<a href="{value}">{value}</a>' for value in values)
            file.write_text(f"<!doctype html><p>{joined}</p>{links}", encoding="utf-8")
        case ".json":
            file.write_text(f'{{"urls": ["{joined}"]}}', encoding="utf-8")
        case ".csv":
            file.write_text(f"url,page\n{','.join(values)}\n", encoding="utf-8")
        case ".xml":
            file.write_text("".join(f"<loc>{value}</loc>" for value in values), encoding="utf-8")
        case _:
            file.write_text("".join(f"[x]({value})<{value}>" for value in values), encoding="utf-8")
    return file


def named_in(name: str) -> Finding:
    """What the last look says of a file that gives the draft away."""
    return Finding(name, "it names the unpublished briefing 'sudan'")


KINDS = ("a.html", "a.json", "a.csv", "a.xml", "a.sqlite", "a.md", "a.txt")


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("values", [(ELSEWHERE,), (ELSEWHERE, f"{SITE}briefings/open/")])
def test_an_address_of_another_host_names_nothing_here(tmp_path: Path, name: str, values: tuple[str, ...]) -> None:
    """Though the words of a draft's address stand in it, which is why the file is looked at closely."""
    file = write(tmp_path, name, *values)
    assert "sudan" in names_in(file.read_bytes())
    assert named_in(name) not in verify(tmp_path, EXPECTED)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    "values",
    [
        (HERE,),
        (ELSEWHERE, HERE),
        (ELSEWHERE, "briefings/sudan/"),
        ("https://press.example.org/", "briefings/sudan/"),
        ("https://press.example.org/a", "../../briefings/sudan.json"),
    ],
)
def test_an_address_of_a_draft_is_refused(tmp_path: Path, name: str, values: tuple[str, ...]) -> None:
    """Absolute or relative, also right behind an address of another host."""
    write(tmp_path, name, *values)
    assert named_in(name) in verify(tmp_path, EXPECTED)


@pytest.mark.parametrize(
    "address",
    [
        "HTTPS://EXAMPLE.ORG/peace/briefings/sudan/",
        "http://example.org/peace/briefings/sudan/",
        "https://example.org:443/peace/briefings/sudan/",
        "https://me@example.org/peace/briefings/sudan/",
        "https://example.org/a/../peace/briefings/sudan/",
        "//example.org/peace/briefings/sudan/",
        "https://web.archive.org/web/2026/https://example.org/peace/briefings/sudan/",
        "https://social.example.com/share?url=https%3A%2F%2Fexample.org%2Fpeace/briefings/sudan/",
        "https://press.example.org/a,briefings/sudan",
        "https:/briefings/sudan",
        "https:///briefings/sudan",
        "https://press.example.org/" + "a" * 2000 + "/briefings/sudan",
        "https://code.example.com/edit/main/briefings/2026/sudan.yaml",
    ],
)
def test_an_address_that_may_be_ours_counts_as_ours(tmp_path: Path, address: str) -> None:
    """Where it is unsure whose it is, nothing is published."""
    assert "sudan" in own_names_in(texts_of(write(tmp_path, "a.txt", address)), SITE)


@pytest.mark.parametrize(
    "address",
    [
        "http://press.example.org:8080/a_b/~c/briefings/sudan",
        "https://press.example.org/index.php?a=1&page=/briefings/sudan",
        "https://web.archive.org/web/2026/https://press.example.org/briefings/sudan",
        "https://medium.example.com/@press/briefings/sudan.html",
        "https://пресса.example/briefings/sudan",
    ],
)
def test_an_address_that_is_plainly_another_site_is_none_of_ours(tmp_path: Path, address: str) -> None:
    """Also where this site does not know its own address, and so has none to write."""
    file = write(tmp_path, "a.txt", address)
    assert "sudan" not in own_names_in(texts_of(file), SITE) | own_names_in(texts_of(file), "")


def test_what_stands_beside_every_page_names_no_briefing() -> None:
    """A draft may be called as the files of another are; its own folder and its source name it."""
    assert names_in(b"briefings/open/brief.pdf briefings/open/card.png") == {"open"}
    assert names_in(b"briefings/2026/sudan.yaml") == {"2026", "sudan"}


def test_the_words_of_prose_are_its_authors(tmp_path: Path) -> None:
    """A guide may name a file by way of example; its links, as those of any page, lead to no draft."""
    expected = replace(EXPECTED, prose=("guide.html",))
    guide = tmp_path / "guide.html"
    guide.write_text("<!doctype html><code>briefings/2026/sudan.yaml</code>", encoding="utf-8")
    assert named_in("guide.html") not in verify(tmp_path, expected)
    assert named_in("guide.html") in verify(tmp_path, EXPECTED)
    guide.write_text('<!doctype html><a href="briefings/sudan/">Sudan</a>', encoding="utf-8")
    assert named_in("guide.html") in verify(tmp_path, expected)
