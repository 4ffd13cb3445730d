"""Facets in order: Pagefind writes them, and the list of languages, in an order of chance that differs at every run.

Here each list is sorted, and a file whose bytes have changed gets another name, so that equal sites have equal indexes.
Pagefind's files are CBOR (RFC 8949) behind its mark, packed with gzip; only the few kinds of value they hold are known.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

MARK = b"pagefind_dcd"
UNSIGNED, TEXT, ARRAY = 0, 3, 4
# How many bytes after the first hold a number or a length, by what the first says of it.
WIDTHS: Mapping[int, int] = {24: 1, 25: 2, 26: 4, 27: 8}

Item: TypeAlias = "int | str | list[Item]"


def put_in_order(folder: Path) -> None:
    """Sort what Pagefind left unsorted in its folder."""
    entry = folder / "pagefind-entry.json"
    told = json.loads(entry.read_bytes())
    for language in told["languages"].values():
        language["hash"] = _sort_facets(folder, language["hash"])
    told["languages"] = dict(sorted(told["languages"].items()))
    entry.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _sort_facets(folder: Path, name: str) -> str:
    """Sort the facets of one language and their values; the new name of the file that lists them."""
    meta = _unpacked(folder / f"pagefind.{name}.pf_meta")
    assert isinstance(meta, list)
    facets = meta[3]
    assert isinstance(facets, list)
    meta[3] = sorted(([facet, _sort_values(folder, str(file))] for facet, file in map(_pair, facets)), key=str)
    return _replace(folder, "pagefind.{}.pf_meta", name, meta)


def _sort_values(folder: Path, name: str) -> str:
    """Sort the values of one facet; the new name of its file."""
    facet, values = _pair(_unpacked(folder / "filter" / f"{name}.pf_filter"))
    assert isinstance(values, list)
    return _replace(folder / "filter", "{}.pf_filter", name, [facet, sorted(values, key=str)])


def _pair(item: Item) -> tuple[Item, Item]:
    assert isinstance(item, list)
    first, second = item
    return first, second


def _replace(folder: Path, pattern: str, name: str, content: Item) -> str:
    """Write the content in place of the file of this name, under the name of its own bytes."""
    packed = gzip.compress(MARK + encode(content), mtime=0)
    language, _, digest = name.rpartition("_")
    new = f"{language}_{hashlib.sha256(packed).hexdigest()[: len(digest)]}"
    (folder / pattern.format(name)).unlink()
    (folder / pattern.format(new)).write_bytes(packed)
    return new


def _unpacked(file: Path) -> Item:
    return decode(gzip.decompress(file.read_bytes()).removeprefix(MARK))


def decode(content: bytes) -> Item:
    """The one item that the bytes hold; ValueError where they hold more, or what Pagefind does not write."""
    item, end = _item_at(content, 0)
    if end != len(content):
        raise ValueError("more than one item")
    return item


def _item_at(content: bytes, at: int) -> tuple[Item, int]:
    """The item that begins at a place, and where it ends."""
    kind, number, at = content[at] >> 5, content[at] & 31, at + 1
    if number >= 24:
        width = WIDTHS[number]
        number, at = int.from_bytes(content[at : at + width]), at + width
    if kind == UNSIGNED:
        return number, at
    if kind == TEXT:
        return content[at : at + number].decode(), at + number
    if kind != ARRAY:
        raise ValueError(f"an item of kind {kind}")
    items: list[Item] = []
    for _ in range(number):
        item, at = _item_at(content, at)
        items.append(item)
    return items, at


def encode(item: Item) -> bytes:
    """The item as the fewest bytes."""
    if isinstance(item, int):
        return _head(UNSIGNED, item)
    if isinstance(item, str):
        return _head(TEXT, len(item.encode())) + item.encode()
    return _head(ARRAY, len(item)) + b"".join(map(encode, item))


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    sign, width = next((sign, width) for sign, width in WIDTHS.items() if number < 1 << 8 * width)
    return bytes([kind << 5 | sign]) + number.to_bytes(width)
