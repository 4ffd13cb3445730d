"""Where each page lives, and how one page points to another.

A page is named by its Markdown path below the site's root (`players/ua.md`). MkDocs' directory URLs turn that into
`players/ua/`. Markdown links carry the former, links inside HTML blocks the latter.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache

HOME = "index.md"
PROCESSES = "processes/index.md"
PLAYERS = "players/index.md"
GUARANTEES = "guarantees.md"
TRUCE_TERMS = "truce-terms.md"
TRACKER = "tracker.md"
OUTLOOK = "outlook.md"
SCORECARD = "scorecard.md"
CALENDAR = "calendar.md"
SOURCES = "sources.md"
ARCHIVE = "archive/index.md"
VOCABULARY = "vocabulary.md"
REFERENCE = "guide/reference.md"
CHECKS = "guide/checks.md"


@dataclass(frozen=True, slots=True)
class Target:
    """A page, or a place on it; an empty `page` is the page the link stands on."""

    page: str
    anchor: str = ""


def briefing_page(slug: str) -> str:
    """The page of one briefing."""
    return f"briefings/{slug}.md"


def process_page(process: str) -> str:
    """The living page of one process."""
    return f"processes/{process}.md"


def player_page(player: str) -> str:
    """The page of one player."""
    return f"players/{player}.md"


def source_page(name: str) -> str:
    """The page of one source: its id in the registry, else that of a briefing and its id there, `talks-open/s1`."""
    return f"sources/{name}.md"


def check_anchor(code: str) -> str:
    """The place of a problem's code on the page of checks."""
    return f"check-{code}"


def check_address(code: str, site_url: str) -> str:
    """Where a site tells the rule of a problem's code; empty where it does not know its own address."""
    return f"{site_url}{url_of(CHECKS)}#{check_anchor(code)}" if site_url else ""


def numbered(page: str, number: int) -> str:
    """Page `number` (from 1) of a list that starts on `page`: `sources.md`, then `sources/page-2.md`."""
    return page if number == 1 else f"{page.removesuffix('.md').removesuffix('/index')}/page-{number}.md"


def calendar_page(year: int) -> str:
    """The calendar of one year."""
    return f"calendar/{year}.md"


def archive_year_page(year: int) -> str:
    """The first page of the archive of one year."""
    return f"archive/{year}/index.md"


def url_of(page: str) -> str:
    """The page's address below the site's root: `players/ua.md` is `players/ua/`, `index.md` is empty."""
    folder, name = posixpath.split(page)
    stem = name.removesuffix(".md")
    if stem == "index":
        return f"{folder}/" if folder else ""
    return posixpath.join(folder, stem) + "/"


def markdown_path(target: Target, source: str) -> str:
    """The target as a Markdown link on page `source` writes it: `../players/ua.md#player-roles`."""
    fragment = f"#{target.anchor}" if target.anchor else ""
    if not target.page or target.page == source:
        return fragment or posixpath.basename(source)
    return posixpath.relpath(target.page, posixpath.dirname(source) or ".") + fragment


def link_url(written: str, source: str) -> str:
    """What `markdown_path` wrote on page `source` as an HTML link writes it: `../../players/ua/#player-roles`."""
    path, _, anchor = written.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    return relative_url(Target(target, anchor), source)


def relative_url(target: Target, source: str) -> str:
    """The target as an HTML link on page `source` writes it: `../../players/ua/#player-roles`."""
    fragment = f"#{target.anchor}" if target.anchor else ""
    if not target.page or target.page == source:
        return fragment or "./"
    return _way(target.page, source) + fragment


@lru_cache(maxsize=1 << 16)
def _way(there: str, here: str) -> str:
    """The way from one page to another; kept, for a page leads to the same few places over and over."""
    # From a root, so that nobody asks the system which folder the program runs in.
    path = posixpath.relpath(f"/{url_of(there)}", f"/{url_of(here)}")
    return "./" if path == "." else f"{path}/"


def file_url(path: str, source: str) -> str:
    """A file of the site as an HTML link on page `source` writes it: `../../data/terms.csv`."""
    return posixpath.relpath(path, url_of(source) or ".")
