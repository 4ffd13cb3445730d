"""The site that this checkout's own briefings make, and one page of every kind in it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from command_line import PARLEY
from filelock import FileLock
from lxml import html

ROOT = Path(__file__).resolve().parents[2]

BRIEFING = "briefings/minsk-package-border-date-passes/"
"""A briefing with all that a page can hold: terms, positions, monitoring, sources and neighbours on both sides."""

PAGE_KINDS = {
    "home": "",
    "briefing": BRIEFING,
    "AI-generated briefing": "briefings/ukraine-article-5-like-guarantees/",
    "briefing in Ukrainian": "briefings/ukraine-article-5-like-guarantees-uk/",
    "briefing in Arabic": "briefings/ethiopia-pretoria-agreement-ar/",
    "processes": "processes/",
    "process": "processes/minsk-2015/",
    "players": "players/",
    "player": "players/ua/",
    "truce terms": "truce-terms/",
    "guarantees": "guarantees/",
    "tracker": "tracker/",
    "outlook": "outlook/",
    "scorecard": "scorecard/",
    "calendar": "calendar/",
    "calendar year": "calendar/2015/",
    "sources": "sources/",
    "source": "sources/budapest-memorandum/",
    "archive": "archive/",
    "archive year": "archive/2016/",
    "vocabulary": "vocabulary/",
    "data": "data/",
    "about": "about/",
    "method": "method/",
    "proof": "proof/",
    "guide": "guide/",
    "fields": "guide/reference/",
    "checks": "guide/checks/",
}
"""A page of every kind, by its path."""


def example_built_once(folder: Path) -> Path:
    """The example site below a folder that several processes share: the first that asks builds it, the others wait."""
    site = folder / "example-site"
    with FileLock(folder / "example-site.lock"):
        if not site.exists():
            build = [str(PARLEY), "build", "--site-dir", str(site)]
            done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
            assert done.returncode == 0, done.stdout + done.stderr
    return site


def published(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """Every page of a built site by its path, but the page for what is not found and those that lead elsewhere."""
    for file in sorted(site.rglob("index.html")):
        root = html.fromstring(file.read_bytes().decode())
        if not root.xpath("//meta[@http-equiv='refresh']"):
            path = file.parent.relative_to(site).as_posix()
            yield ("" if path == "." else f"{path}/"), root


def links_of(path: str, root: html.HtmlElement) -> Iterator[str]:
    """The path of each page of the site that a page links to, in the order they stand on it."""
    for address in root.xpath("//a/@href"):
        target = urlsplit(urljoin(f"https://site/{path}", str(address)))
        if target.netloc == "site" and target.path.endswith("/"):
            yield target.path.removeprefix("/")


def ways_from_home(site: Path) -> dict[str, tuple[str, ...]]:
    """The fewest clicks from home to each page of a built site: the pages to click through, itself the last."""
    pages = dict(published(site))
    ways: dict[str, tuple[str, ...]] = {"": ()}
    new = [""]
    while new:
        steps = {link: (*ways[path], link) for path in reversed(new) for link in links_of(path, pages[path])}
        new = [link for link in steps if link in pages and link not in ways]
        ways |= {link: steps[link] for link in new}
    return ways
