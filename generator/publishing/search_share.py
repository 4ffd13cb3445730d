"""What a group of pages adds to the search index of a site, which is the same whatever other pages there are.

So it is worked out anew only where one of its pages has changed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any, NamedTuple, TypeAlias

from cbor2 import dumps, loads

from generator.publishing.pagefind import Index, unpacked

PAGE = b"\x83"
"""How a page of a word begins in CBOR: a list of three."""


class Found(NamedTuple):
    """Where a word, written in one way, stands on the pages of a group.

    `pages` counts them, `first` and `last` tell the first and the last by their place in the group, and `weight` is how
    much is told of all. `packed` is the CBOR of these pages but for the beginning of the first, up to its number.
    """

    pages: int
    first: int
    last: int
    weight: int
    packed: bytes


Word: TypeAlias = "tuple[Found | None, Mapping[str, Found]]"
"""Where a word stands as it is looked up, and where in other ways to write it."""


class IndexedPage(NamedTuple):
    """One page: the file with what is shown of it among results, the number of its words, and what it is sorted by."""

    fragment: bytes
    words: int
    sort: str


@dataclass(frozen=True, slots=True)
class Share:
    """What pages of one language add to its index; each page is told by its place among `pages`.

    `filters` have them by value. `fields` are what they tell of themselves, in order.
    """

    language: str
    pages: tuple[IndexedPage, ...]
    words: Mapping[str, Word]
    filters: Mapping[str, Mapping[str, Sequence[int]]]
    fields: tuple[str, ...]

    def with_fields(self, fields: Sequence[str]) -> Share:
        """The same, where other pages tell more of themselves: these are all the fields there are."""
        if tuple(fields) == self.fields:
            return self
        numbers = [fields.index(name) for name in self.fields]
        words = {
            word: (
                _renumbered(found, numbers) if found else None,
                {form: _renumbered(one, numbers) for form, one in forms.items()},
            )
            for word, (found, forms) in self.words.items()
        }
        return replace(self, words=words, fields=tuple(fields))


Pages: TypeAlias = "list[tuple[int, list[int], list[int]]]"
"""Pages of a group by their place in it: where a word stands in the text of each, and in what it tells of itself."""


def shares_of(
    index: Index, fragments: Mapping[str, bytes], sorts: Mapping[str, str], groups: Sequence[Iterable[str]]
) -> tuple[Share, ...]:
    """The share of each group of pages, which are told by their addresses, in the index of them all.

    `fragments` are its fragments by name, `sorts` what pages are sorted by, if by anything, by their address.
    """
    told = [json.loads(unpacked(fragments[name])) for name, _ in index.pages]
    numbers = {page["url"]: number for number, page in enumerate(told)}
    ours = [[numbers[url] for url in sorted(group) if url in numbers] for group in groups]
    where = {number: (at, place) for at, group in enumerate(ours) for place, number in enumerate(group)}
    fields = [tuple(sorted({name for number in group for name in told[number]["meta"]})) for group in ours]
    renumbered = [[known.index(name) if name in known else -1 for name in index.fields] for known in fields]
    words = _words(index, where, renumbered)
    filters = _filters(index, where, len(groups))
    pages = [
        IndexedPage(fragments[name], words_of_it, sorts.get(page["url"], ""))
        for (name, words_of_it), page in zip(index.pages, told, strict=True)
    ]
    return tuple(
        Share(index.language, tuple(pages[number] for number in group), words[at], filters[at], fields[at])
        for at, group in enumerate(ours)
    )


Where: TypeAlias = "Mapping[int, tuple[int, int]]"
"""To which group each page of an index belongs, and at which place."""


def _words(index: Index, where: Where, numbers: Sequence[Sequence[int]]) -> list[dict[str, Word]]:
    """The words of each group; `numbers` are those that its fields have in it."""
    words: list[dict[str, Word]] = [{} for _ in numbers]
    for word, pages, variants in index.words:
        forms: dict[int, dict[str, Found]] = defaultdict(dict)
        for form, of_form in variants:
            for at, found in _by_group(of_form, where).items():
                forms[at][form] = _found(found, numbers[at])
        plain = _by_group(pages, where)
        for at in plain.keys() | forms.keys():
            words[at][word] = (_found(plain[at], numbers[at]) if at in plain else None, forms.get(at, {}))
    return words


def _by_group(pages: list[Any], where: Where) -> Mapping[int, Pages]:
    """The pages on which a word stands, by the group they belong to, in order."""
    found: dict[int, Pages] = defaultdict(list)
    for number, (_, text, own) in zip(accumulate(page[0] for page in pages), pages, strict=True):
        if number in where:
            at, place = where[number]
            found[at].append((place, text, own))
    for group in found.values():
        group.sort()
    return found


def _found(pages: Pages, numbers: Sequence[int]) -> Found:
    first, last = pages[0][0], pages[-1][0]
    weight = sum(len(text) + len(own) + 1 for _, text, own in pages)
    steps = (place - before for (place, _, _), (before, _, _) in zip(pages[1:], pages, strict=False))
    told = [
        (step, text, _with_numbers(own, numbers)) for step, (_, text, own) in zip((first, *steps), pages, strict=True)
    ]
    beginning = list_of(len(told)) + PAGE + dumps(first)
    return Found(len(pages), first, last, weight, dumps(told)[len(beginning) :])


def _with_numbers(own: list[int], numbers: Sequence[int]) -> list[int]:
    """Places in what a page tells of itself, field by field, where each field begins with another number."""
    if not own:
        return own
    fields: dict[int, list[int]] = {}
    current: list[int] = []
    for place in own:
        if place < 0:
            current = fields.setdefault(numbers[-place - 1], [])
        else:
            current.append(place)
    return [entry for number in sorted(fields) for entry in (-number - 1, *fields[number])]


def _renumbered(found: Found, numbers: Sequence[int]) -> Found:
    pages = loads(list_of(found.pages) + PAGE + dumps(found.first) + found.packed)
    places = accumulate(page[0] for page in pages)
    return _found([(place, text, own) for place, (_, text, own) in zip(places, pages, strict=True)], numbers)


def list_of(length: int) -> bytes:
    """How a list of so many begins in CBOR."""
    head = bytearray(dumps(length))
    head[0] |= 0x80  # what says that the number is a length
    return bytes(head)


def _filters(index: Index, where: Where, groups: int) -> list[dict[str, dict[str, list[int]]]]:
    """The pages of each group by the name and the value of what they are narrowed by."""
    found: list[dict[str, dict[str, list[int]]]] = [{} for _ in range(groups)]
    for name, values in index.filters.items():
        for value, pages in values.items():
            for at, place in sorted(where[number] for number in pages if number in where):
                found[at].setdefault(name, {}).setdefault(value, []).append(place)
    return found
