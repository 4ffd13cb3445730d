"""Pagefind, the program: it reads the pages below a folder and writes an index of them, which is taken apart here.

Its files are CBOR (RFC 8949) behind a mark, packed with gzip.
"""

from __future__ import annotations

import gzip
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import cbor2

FOLDER = "pagefind"
MISSING = "Pagefind's program is missing, so the site would have no search. Install it: pip install 'pagefind[bin]'"
MARK = b"pagefind_dcd"
PACKED_WELL = 6
"""How hard gzip tries: at 9 it takes twice as long, and of an index half a percent goes."""

_CITATION = re.compile(rb'<a\b[^<>]*\shref="[^"<>]*#source-[^"<>]*"[^<>]*>\[[^<>]*\]</a>')


class SearchIndexError(Exception):
    """Pagefind is missing or gave up, or no page is to be found by search; the message says which."""


@dataclass(frozen=True, slots=True)
class Index:
    """What Pagefind found on the pages of one language.

    `pages` are the name of each page's fragment and the number of its words; all else tells a page by its place among
    them. `words` are lists: the word, the pages it stands on (how many pages on from the last, the places in its text,
    those in what it tells of itself), and other ways to write it, each with such pages. `filters` have the pages by
    value. `fields` are what pages tell of themselves; a place in one of them is told by its number.
    """

    language: str
    pages: list[tuple[str, int]]
    words: list[Any]
    filters: Mapping[str, Mapping[str, list[int]]]
    fields: list[str]


def without_citations(content: bytes) -> bytes:
    """A page as a search reads it: without the marks of its citations, such as [2], which part what is quoted."""
    return _CITATION.sub(b"", content)


def run(site: Path) -> None:
    """Have every page below `site` indexed into `site/pagefind/`."""
    # Settings that happen to lie around in a variable or in a file of the current folder must not change the index.
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    # By the folder it runs in, not by its name: it refuses one that is no text to this system.
    options = ("--site", ".", "--output-subdir", FOLDER, "--exclude-selectors", ".headerlink", "--quiet")
    done = subprocess.run(  # noqa: S603 - the program is a dependency's, its arguments are ours
        [program(), *options],
        cwd=site,
        env=surroundings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise SearchIndexError(f"Pagefind gave up: {(done.stderr or done.stdout).strip()}")


def program() -> Path:
    """Where Pagefind's wheel put its program."""
    try:
        found: Path = import_module("pagefind_bin").get_executable()
    except (ImportError, FileNotFoundError) as missing:
        raise SearchIndexError(MISSING) from missing
    return found


def read_index(folder: Path, language: str, name: str) -> Index:
    """The index of one language as it stands in a folder, by the name of the file that lists its parts."""
    _, pages, chunks, filters, _, fields = read(folder / f"pagefind.{name}.pf_meta")
    return Index(
        language,
        [(fragment, words) for fragment, words in pages],
        [word for *_, chunk in chunks for word in read(folder / "index" / f"{chunk}.pf_index")[0]],
        {name: dict(read(folder / "filter" / f"{file}.pf_filter")[1]) for name, file in filters},
        fields,
    )


def read(file: Path) -> Any:
    """What one of Pagefind's files holds."""
    return cbor2.loads(unpacked(file.read_bytes()))


def unpacked(content: bytes) -> bytes:
    """The bytes behind the mark."""
    return gzip.decompress(content).removeprefix(MARK)


def packed(content: bytes) -> bytes:
    """The bytes as Pagefind packs them, the same at every run."""
    return gzip.compress(MARK + content, PACKED_WELL, mtime=0)
