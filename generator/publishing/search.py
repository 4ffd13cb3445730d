"""The search index of a site, in `pagefind/` beside its pages: Pagefind reads those that are new, a group at a time.

What a group adds is kept, and the index is put together of all.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import chain
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.utils import write_file

from generator.publishing.manifest import files_below
from generator.publishing.pagefind import FOLDER, SearchIndexError, read_index, run, without_citations
from generator.publishing.search_index import write_language
from generator.publishing.search_share import Share, shares_of
from generator.publishing.verify import PAGE_SUFFIX
from generator.store import KEEPING_NOTHING, Store, digest_of, kept_or_made
from generator.workers import in_batches, spread

UNUSED = (
    "pagefind-component-ui.css",
    "pagefind-component-ui.js",
    "pagefind-highlight.js",
    "pagefind-modular-ui.css",
    "pagefind-modular-ui.js",
    "pagefind-ui.css",
    "pagefind-ui.js",
)
"""Pagefind's ready-made boxes; the theme has its own."""

BATCH = 100
"""So many pages at least are read by one run of Pagefind, which takes longer to start than to read one."""

NOTHING_TO_FIND = "No page of the site is to be found by search: each is kept out of it by data-pagefind-ignore."

_MARK = b"data-pagefind-body"
_MARKED = re.compile(rb"<[a-z][^<>]*\s" + _MARK, re.IGNORECASE)
_ROOT = re.compile(rb"<html\b[^>]*>")
_SORT = re.compile(rb'<[^<>]*\sdata-pagefind-sort="date\[data-value\]"[^<>]*>')
_VALUE = re.compile(rb'\sdata-value="([^"]*)"')

Group = tuple[str, ...]


def write_search_index(
    site: Path, groups: Iterable[Group] = (), known: Mapping[str, str] | None = None, store: Store = KEEPING_NOTHING
) -> None:
    """Index every page below `site` into a new folder `site/pagefind/`; equal sites get equal indexes.

    `groups` are the paths of pages that change together; those in none of them are one more. `known` are the SHA-256 of
    files that need not be read to know that they are what they were. Where no page marks its content with
    `data-pagefind-body`, as a theme of one's own may not, all of each is read, as Pagefind does.
    """
    of_pages = _OfPages(site, _all_groups(site, groups), known or {}, store)
    languages: dict[str, list[Share]] = defaultdict(list)
    for share in of_pages.shares(marked=True) or of_pages.shares(marked=False):
        languages[share.language].append(share)
    if not languages:
        raise SearchIndexError(NOTHING_TO_FIND)
    _write(site / FOLDER, dict(sorted(languages.items())), store)


def _all_groups(site: Path, groups: Iterable[Group]) -> list[Group]:
    """The groups in an order that hangs on nothing but their pages, and last the pages that are in none."""
    listed = sorted(filter(None, groups))
    grouped = {page for group in listed for page in group}
    others = sorted(path for path in files_below(site) if path.endswith(PAGE_SUFFIX) and path not in grouped)
    return [*listed, tuple(others)] if others else listed


@dataclass(frozen=True)
class _OfPages:
    """What the pages of a site add to its index, group by group; see `write_search_index`."""

    site: Path
    groups: Sequence[Group]
    known: Mapping[str, str]
    store: Store

    @cached_property
    def _digests(self) -> list[str]:
        """Another for each group whenever one of its pages is."""
        return [digest_of([(page, self._digest(page)) for page in group]) for group in self.groups]

    def _digest(self, page: str) -> str:
        return self.known.get(page) or hashlib.sha256((self.site / page).read_bytes()).hexdigest()

    def shares(self, *, marked: bool) -> list[Share]:
        """What each group adds, language by language; several workers have what is not kept read.

        Either pages that are `marked` are read, or all.
        """

        def read(batch: Sequence[int]) -> list[tuple[Share, ...]]:
            return _read(self.site, [self.groups[index] for index in batch], marked=marked)

        def read_all(missing: Sequence[int]) -> Iterator[tuple[Share, ...]]:
            batches = list(in_batches(missing, lambda index: len(self.groups[index]), BATCH))
            return chain.from_iterable(spread(read, batches, worth_it=2, share=1))

        keys = [f"search {marked} {digest}" for digest in self._digests]
        return list(chain.from_iterable(kept_or_made(self.store, keys, read_all)))


def _read(site: Path, groups: Sequence[Group], *, marked: bool) -> list[tuple[Share, ...]]:
    """Have Pagefind read the pages of some groups, all or those that are marked; what each of these adds."""
    sorts: dict[str, str] = {}
    with _workplace(site) as folder:
        for page in (page for group in groups for page in group):
            content = (site / page).read_bytes()
            if not marked or _MARKED.search(content):
                write_file(without_citations(_found_part(content)), str(folder / page))
                sorts[_url(page)] = _sort(content)
        if not any(folder.iterdir()):
            return [()] * len(groups)
        # Pagefind gives up where no page is to be found, be it only in this batch.
        write_file(_sample("en", marked=marked), str(folder / f"{FOLDER}.html"))
        run(folder)
        index = folder / FOLDER
        urls = [[_url(page) for page in group] for group in groups]
        fragments = {file.stem: file.read_bytes() for file in (index / "fragment").iterdir()}
        by_language = [
            shares_of(read_index(index, language, told["hash"]), fragments, sorts, urls)
            for language, told in _entry(index)["languages"].items()
        ]
    return [tuple(share for share in shares if share.pages) for shares in zip(*by_language, strict=True)]


@contextmanager
def _workplace(site: Path) -> Iterator[Path]:
    """A folder for what Pagefind is to read, below the site, for nothing else is written to; then it is gone."""
    with TemporaryDirectory(prefix=".search-", dir=site) as folder:
        yield Path(folder)


def _sample(language: str, *, marked: bool) -> bytes:
    """A page of one word."""
    root = f' lang="{language}"' if language != "unknown" else ""
    mark = f" {_MARK.decode()}" if marked else ""
    return f"<!doctype html><html{root}><body{mark}><h1>{language}</h1></body></html>".encode()


def _found_part(content: bytes) -> bytes:
    """The page without what stands around its one marked article: no search reads it, and it is most of many pages."""
    root, mark = _ROOT.search(content), _MARKED.search(content)
    begin, end = content.find(b"<article"), content.rfind(b"</article>")
    if root is None or mark is None or mark.start() != begin or content.count(_MARK) > 1:
        return content
    return b"<!doctype html>" + root[0] + b"<body>" + content[begin:end] + b"</article></body></html>"


def _sort(content: bytes) -> str:
    """The day by which a page is sorted; Pagefind tells the order of those it reads, not what it hangs on."""
    element = _SORT.search(content)
    value = _VALUE.search(element[0]) if element else None
    return unescape(value[1].decode()) if value else ""


def _url(page: str) -> str:
    """The address by which Pagefind knows a page."""
    return f"/{page.removesuffix('index.html') if page == 'index.html' or page.endswith('/index.html') else page}"


def _entry(folder: Path) -> dict[str, Any]:
    """What Pagefind's script reads first: its version, and of each language the file that lists the others."""
    told: dict[str, Any] = json.loads((folder / "pagefind-entry.json").read_bytes())
    return told


def _write(folder: Path, languages: Mapping[str, Sequence[Share]], store: Store) -> None:
    """Write the index of each language, and Pagefind's own files for these beside them."""
    with _workplace(folder.parent) as sample:
        for language in languages:
            write_file(_sample(language, marked=True), str(sample / f"{language}.html"))
        run(sample)
        told = _entry(sample / FOLDER)
        folder.mkdir()
        for file in (sample / FOLDER).glob("*.*"):
            if file.suffix != ".pf_meta" and file.name not in UNUSED:
                copyfile(file, folder / file.name)
    for language, shares in languages.items():
        listed = write_language(folder, told["version"], shares, store)
        told["languages"][language] |= {"hash": listed.name, "page_count": listed.pages}
    told["languages"] = {language: told["languages"][language] for language in languages}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    (folder / "pagefind-entry.json").write_text(text, encoding="utf-8")
