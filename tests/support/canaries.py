"""Canaries: briefings in which every field of an author's words holds a token of its own, and a search for them.

The briefings are made by walking the model, so a field that is added to it is covered by itself. The search looks into
every file of a tree as a reader with patience would: as text, in base64, unpacked, in a PDF's text, by file name.
"""

from __future__ import annotations

import base64
import gzip
import io
import re
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import pikepdf
import pypdfium2
from sections import bare

from generator.model.base import Section
from generator.model.briefing import Briefing
from generator.model.player import RegistryPlayer
from generator.model.process import RegistryProcess
from generator.model.source import RegistrySource
from generator.model.values import (
    Grade,
    ItemId,
    ItemRef,
    Name,
    PlayerId,
    PlayerOrText,
    Probability,
    Prose,
    SourceId,
    SourceRef,
)
from generator.model.vocabulary import Vocabulary
from generator.model.when import Condition, Dated

MARK = "qxzvjk"
"""What no text of the site holds but a canary."""

Data = dict[str, Any]

# Fields of plain text that must have a form of their own.
FORMS: Mapping[str, str] = {"country": "no", "countries": "no", "language": "en", "min": "1", "max": "2"}
# What is said of a field by name, so that the briefing breaks no rule: what lies ahead is not called past.
TERMS: Mapping[str, str] = {"horizon": "2031-01-01", "by": "2031-01-01", "on": "2025-02-02"}
DAY = "2025-02-03"
NUMBERS: Mapping[object, str] = {
    bool: "true",
    int: "3",
    Decimal: "7",
    date: DAY,
    datetime: f"{DAY}T12:00:00Z",
    Dated: DAY,
    Grade: "A1",
    Probability: "100",
}


@dataclass
class Cage:
    """Canaries of one colour (`draft`), each with the field it sits in; `places` is filled as data is made."""

    colour: str
    places: dict[str, str] = field(default_factory=dict)

    def token(self, place: str) -> str:
        """A new token for a field."""
        token = f"{MARK}{self.colour}{len(self.places):03}"
        self.places[token] = place
        return token

    @property
    def player(self) -> str:
        """A player of the registry that only this cage mentions."""
        return f"{MARK}{self.colour}player"

    @property
    def process(self) -> str:
        """A process of the registry that only this cage names."""
        return f"{MARK}{self.colour}process"

    @property
    def source(self) -> str:
        """A source of the registry that only this cage cites."""
        return f"{MARK}{self.colour}source"

    @property
    def item(self) -> str:
        """The item that other items of the cage refer to."""
        return f"{MARK}{self.colour}item"

    @property
    def slug(self) -> str:
        """The name of the briefing."""
        return f"{MARK}{self.colour}slug"

    def briefing(self, **changed: Any) -> Data:
        """A briefing with every field; `changed` replaces some at the top, and None takes one out."""
        data = self._section(Briefing, "briefing", frozenset({"replaces", "translation_of", "embargo_until"}))
        data |= {
            "slug": self.slug,
            "previously": [f"{self.slug}-before"],
            "process": self.process,
            "as_of": DAY,
            "status": "published",
            "review_by": "2031-01-01",
        }
        data["instruments"].append({"id": self.item, "title": f"The item {self.token('instruments.title')}"})
        data["sources"].append(self.source)
        return {key: value for key, value in (data | changed).items() if value is not None}

    def registry(self) -> dict[str, Data]:
        """The entries of the registries that the cage uses, by the name of the file."""
        return {
            "players": {self.player: self._section(RegistryPlayer, "players")},
            "processes": {self.process: self._section(RegistryProcess, "processes")},
            "sources": {self.source: self._section(RegistrySource, "sources", frozenset({"derived_from"}))},
        }

    def _section(self, kind: type[Section], place: str, without: frozenset[str] = frozenset()) -> Data:
        fields = {one.alias or name: one for name, one in kind.model_fields.items()}
        return {
            key: self._value(one.annotation, key, f"{place}.{key}") for key, one in fields.items() if key not in without
        }

    def _value(self, annotation: Any, key: str, place: str) -> Any:
        kind = bare(annotation)
        if key in TERMS:
            return TERMS[key]
        if get_origin(kind) in (Union, UnionType):
            return self._value(_wordiest([one for one in get_args(kind) if one is not NoneType]), key, place)
        if get_origin(kind) is tuple:
            return [self._value(get_args(kind)[0], key, place)]
        if get_origin(kind) is dict:
            name = "fr" if key in ("names", "titles") else self.player
            return {name: self._value(get_args(kind)[1], key, place)}
        if kind in NUMBERS:
            return NUMBERS[kind]
        if kind is SourceRef:
            return f"{self.source}, {self.token(place)}"
        if issubclass(kind, Section):
            return self._section(kind, place)
        if issubclass(kind, Vocabulary):
            return str(next(iter(kind)))
        return self._name(kind, key, place) if issubclass(kind, Name) else self._text(kind, key, place)

    def _name(self, kind: type[Name], key: str, place: str) -> str:
        references = {ItemRef: self.item, PlayerId: self.player, SourceId: self.source}
        if kind is ItemId or key == "id" or kind not in references:
            return self.token(place)
        return references[kind]

    def _text(self, kind: type[str], key: str, place: str) -> str:
        token = self.token(place)
        if kind is Prose:
            return f"Words with {token} in them [@{self.source}, {token}] by [[{self.player}]]."
        if kind is PlayerOrText:
            return f"Some {token} here"
        number = token.removeprefix(MARK + self.colour)
        forms = {
            **FORMS,
            "url": f"https://example.org/{token}",
            "archive_url": f"https://example.net/{token}",
            "wikidata": f"Q99{number}",
            "sha256": (token.encode().hex() + "0" * 64)[:64],
        }
        return forms.get(key, f"Words {token} here")


def _wordiest(kinds: list[Any]) -> Any:
    """Of several ways to write a field the one that holds most words: a condition, or a mapping by player."""
    if len(kinds) == 1:
        return kinds[0]
    bared = [bare(kind) for kind in kinds]
    return next((kind for kind in bared if kind is Condition or get_origin(kind) is dict), bared[0])


@dataclass(frozen=True)
class Sighting:
    """A canary, the file it was seen in, and the kind of look that saw it."""

    token: str
    file: str
    look: str


TOKEN = re.compile(rf"{MARK}[a-z]+[0-9]*".encode(), re.IGNORECASE)
# The mark as base64 shows it, by how far into three bytes it begins; what its neighbours change is cut off.
IN_BASE64 = re.compile(
    b"|".join(
        base64.b64encode(b"\0" * shift + MARK.encode())[-(-shift * 8 // 6) : -2 or None][:6] for shift in range(3)
    )
)


def sightings(tree: Path) -> list[Sighting]:
    """Every canary in a tree, in whatever wrapping, also in the names of its files."""
    seen = {Sighting(token, file, look) for file, content in files_of(tree) for look, token in _looks(file, content)}
    return sorted(seen, key=lambda one: (one.file, one.look, one.token))


def files_of(tree: Path) -> Iterator[tuple[str, bytes]]:
    """Each file of a tree and what is in it."""
    for path in sorted(tree.rglob("*")):
        if path.is_file():
            yield path.relative_to(tree).as_posix(), path.read_bytes()


def _looks(file: str, content: bytes) -> Iterator[tuple[str, str]]:
    yield from (("name", token) for token in _tokens(file.encode()))
    for look, text in _layers(file, content):
        yield from ((look, token) for token in _tokens(text))


def _tokens(text: bytes) -> set[str]:
    wide = text.replace(b"\0", b"") if b"\0" in text else b""
    found = {one[0].decode().lower() for one in (*TOKEN.finditer(text), *TOKEN.finditer(wide))}
    return found | {one[0].decode() for one in IN_BASE64.finditer(text)}


def _layers(file: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """What is in a file: as it stands, and below each wrapping."""
    yield "plain", content
    if content.startswith(b"\x1f\x8b"):
        yield "gzip", gzip.decompress(content)
    if content.startswith(b"%PDF"):
        yield from (("pdf", layer) for layer in _in_pdf(content))
    if content.startswith(b"\x89PNG"):
        yield from (("png", layer) for layer in _in_png(content))
    if content.startswith(b"SQLite format 3"):
        yield "sqlite", _in_sqlite(content)


def _in_pdf(content: bytes) -> Iterator[bytes]:
    """Every stream unpacked, the text as it is read aloud, and the outline and other strings."""
    with pikepdf.open(io.BytesIO(content)) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Stream):
                yield one.read_bytes(pikepdf.StreamDecodeLevel.generalized)
            else:
                yield str(one.unparse(resolved=True) if hasattr(one, "unparse") else one).encode()
    opened = pypdfium2.PdfDocument(content)
    for page in opened:
        yield re.sub(r"[\r\n\u00ad\ufffe]", "", page.get_textpage().get_text_range()).encode()


def _in_png(content: bytes) -> Iterator[bytes]:
    """Every chunk, and every one that unpacks, unpacked."""
    at = 8
    while at < len(content):
        length = int.from_bytes(content[at : at + 4])
        chunk = content[at + 8 : at + 8 + length]
        yield chunk
        # A comment has its keyword first, then what is packed.
        for begin in (0, chunk.find(b"\0\0") + 2):
            with suppress(zlib.error):
                yield zlib.decompress(chunk[begin:])
        at += 12 + length


def _in_sqlite(content: bytes) -> bytes:
    """All its rows, as the statements that would write them."""
    base = sqlite3.connect(":memory:")
    base.deserialize(content)
    return "\n".join(base.iterdump()).encode()
