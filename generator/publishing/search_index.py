"""The search index of a site, put together of what groups of its pages add to it, in the files that Pagefind's reads.

Equal shares make equal files, byte for byte.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate, chain, takewhile
from pathlib import Path
from typing import TypeAlias

from cbor2 import dumps

from generator.publishing.pagefind import packed
from generator.publishing.search_share import PAGE, Found, Share, Word, list_of
from generator.store import Store
from generator.workers import in_batches, spread

CHUNK = 20_000
"""So much is told of words in one file, as Pagefind has it: what a reader loads for a word."""

SHORTEST = 7
"""So many digits of its digest name a file, and more where another has the same."""

PAIR = b"\x82"


@dataclass(frozen=True, slots=True)
class Listed:
    """The index of one language: what names the file that lists the others, and how many pages it has."""

    name: str
    pages: int


def write_language(folder: Path, version: str, shares: Sequence[Share], store: Store) -> Listed:
    """Write the index of one language, whose pages are those of the shares in their order.

    Files that `store` has are not written anew, which for so many takes twenty times as long.
    """
    language = shares[0].language
    fields = sorted(set(chain.from_iterable(share.fields for share in shares)))
    shares = [share.with_fields(fields) for share in shares]
    begins = list(accumulate((len(share.pages) for share in shares), initial=0))
    pages = [page for share in shares for page in share.pages]

    fragments = _Files(folder / "fragment", language, "pf_fragment", store)
    named = [[fragments.write(page.fragment), page.words] for page in pages]
    chunks = _write_chunks(_Files(folder / "index", language, "pf_index", store), _words(shares, begins))
    filters = _write_filters(_Files(folder / "filter", language, "pf_filter", store), shares, begins)
    dated = sorted((page.sort, number) for number, page in enumerate(pages) if page.sort)
    sorts = [["date", [number for _, number in dated]]] if dated else []
    lists = packed(dumps([version, named, chunks, filters, sorts, fields]))
    name = f"{language}_{_digest(lists)[:10]}"
    (folder / f"pagefind.{name}.pf_meta").write_bytes(lists)
    return Listed(name, len(pages))


Everywhere: TypeAlias = "list[tuple[int, Word]]"
"""Where a word stands: of each share that has it, the number of its first page."""


def _words(shares: Sequence[Share], begins: Sequence[int]) -> dict[str, Everywhere]:
    words: dict[str, Everywhere] = defaultdict(list)
    for begin, share in zip(begins, shares, strict=False):
        for word, found in share.words.items():
            words[word].append((begin, found))
    return words


def _write_chunks(files: _Files, words: Mapping[str, Everywhere]) -> list[list[str]]:
    """Write the words in order, so many in each file; from which word to which each is asked for, and its name."""

    def pack(chunk: Sequence[str]) -> bytes:
        return files.pack(b"\x81" + list_of(len(chunk)) + b"".join(_packed_word(word, words[word]) for word in chunk))

    def weight(word: str) -> int:
        return sum(found.weight for _, (found, _) in words[word] if found)

    chunks = list(in_batches(sorted(words), weight, CHUNK))
    written = [files.write(content) for content in spread(pack, chunks)]
    return [[*bounds, name] for bounds, name in zip(_bounds(chunks), written, strict=True)]


def _bounds(chunks: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The first and the last word of each chunk, cut where that tells it from its neighbour: so others are found, too.

    A bound that would then stand before its own beginning stays whole.
    """
    begins = [chunk[0] for chunk in chunks]
    ends = [chunk[-1] for chunk in chunks]
    for at in range(1, len(chunks)):
        common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ends[at - 1], begins[at], strict=False)))
        cut = ends[at - 1][: common + 1]
        ends[at - 1] = cut if cut >= begins[at - 1] else ends[at - 1]
        begins[at] = begins[at][: common + 1]
    return zip(begins, ends, strict=True)


def _packed_word(word: str, everywhere: Everywhere) -> bytes:
    forms: dict[str, list[tuple[int, Found]]] = defaultdict(list)
    for begin, (_, others) in everywhere:
        for form, found in others.items():
            forms[form].append((begin, found))
    plain = _packed_pages((begin, found) for begin, (found, _) in everywhere if found)
    packed_forms = (PAIR + dumps(form) + _packed_pages(found) for form, found in sorted(forms.items()))
    return b"".join([b"\x83", dumps(word), plain, list_of(len(forms)), *packed_forms])


def _packed_pages(everywhere: Iterable[tuple[int, Found]]) -> bytes:
    """The pages, each told by how many it is on from the last."""
    content, count, last = [b""], 0, 0
    for begin, found in everywhere:
        content += [PAGE, _number(begin + found.first - last), found.packed]
        last = begin + found.last
        count += found.pages
    content[0] = list_of(count)
    return b"".join(content)


@lru_cache(maxsize=1 << 16)
def _number(number: int) -> bytes:
    return dumps(number)


def _write_filters(files: _Files, shares: Sequence[Share], begins: Sequence[int]) -> list[list[str]]:
    filters: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for begin, share in zip(begins, shares, strict=False):
        for name, values in share.filters.items():
            for value, places in values.items():
                filters[name][value] += [begin + place for place in places]
    return [
        [name, files.write(packed(dumps([name, [list(pair) for pair in sorted(values.items())]])))]
        for name, values in sorted(filters.items())
    ]


class _Files:
    """Files of one kind, each named by its language and by as much of its digest as no other has."""

    def __init__(self, folder: Path, language: str, suffix: str, store: Store) -> None:
        self._folder, self._language, self._suffix, self._store = folder, language, suffix, store
        self._taken: dict[str, bytes] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def pack(self, told: bytes) -> bytes:
        """The content of a file that tells this; packing takes longer than to find it kept."""
        return self._store.file(f"packed {_digest(told)}", partial(packed, told))

    def write(self, content: bytes) -> str:
        """Write a file; its name, by which others tell it."""
        digest = _digest(content)
        names = (f"{self._language}_{digest[:length]}" for length in range(SHORTEST, len(digest) + 1))
        name = next(name for name in names if self._taken.get(name, content) == content)
        if name not in self._taken:
            self._taken[name] = content
            self._store.write(content, f"{self._folder}/{name}.{self._suffix}")
        return name


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
