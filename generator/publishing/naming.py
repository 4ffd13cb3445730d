"""What on a built site names a briefing: the paths of its files, and addresses in what they hold."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

_ADDRESS = re.compile(r"briefings/([A-Za-z0-9_./-]+)")
_ADDRESS_IN_BYTES = re.compile(_ADDRESS.pattern.encode())
_NOT_IN_ADDRESS = re.compile(r"[^\w.~%@:/+=?#&-]")
_HOST = re.compile(r"https?://[^/]")
_STEP = re.compile(r"[/@:=?#&]+")
_LONGEST = 2000
"""So many characters before a path may belong to its address; a longer one counts as the site's own."""


def slugs_in(path: str, slugs: frozenset[str]) -> frozenset[str]:
    """Those of the slugs that name a folder or a file, whatever its suffix, of the path."""
    return slugs.intersection(map(_without_suffix, path.split("/")))


def names_in(content: bytes) -> frozenset[str]:
    """The names that addresses give to briefings, whosever site they are on."""
    return _named_by({match.decode() for match in _ADDRESS_IN_BYTES.findall(content)})


def own_names_in(texts: Iterable[str], site_url: str) -> frozenset[str]:
    """The same in texts, without those that stand in addresses of other sites alone."""
    own_host = urlsplit(site_url).hostname
    return _named_by(path for text in texts for path in _own_paths(text, own_host))


def _named_by(paths: Iterable[str]) -> frozenset[str]:
    """The first name of each path, and that of a file of YAML; the others are alike for every briefing."""
    found: set[str] = set()
    for names in (path.split("/") for path in paths):
        found.add(_without_suffix(names[0]))
        if ".yaml" in names[-1]:
            found.add(_without_suffix(names[-1]))
    return frozenset(found)


def _without_suffix(name: str) -> str:
    return name.partition(".")[0]


def texts_of(file: Path) -> Iterator[str]:
    """What a file holds; of a database row by row, for in its bytes no value ends where another begins."""
    if file.suffix == ".sqlite":
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            yield from database.iterdump()
    else:
        yield file.read_bytes().decode(errors="replace")


def _own_paths(text: str, own_host: str | None) -> Iterator[str]:
    """What follows `briefings/`, but for pages of other hosts; a file of YAML is the source of a page, on any host."""
    for found in _ADDRESS.finditer(text):
        before = text[max(0, found.start() - _LONGEST) : found.start()]
        if ".yaml" in found[1] or not _is_elsewhere(before, own_host):
            yield found[1]


def _is_elsewhere(before: str, own_host: str | None) -> bool:
    """Whether the address that ends so names another host, and nowhere the site's own."""
    address = unquote(_NOT_IN_ADDRESS.split(before)[-1]).lower()
    return _HOST.search(address) is not None and own_host not in _STEP.split(address)
