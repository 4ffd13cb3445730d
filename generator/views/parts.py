"""The pieces that views are made of: plain data that says what is shown, never how.

A template turns each piece into Markdown or HTML; `rendering/values.py` knows how each kind of value is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias, TypeVar

from generator.links import Target, numbered, url_of
from generator.model.vocabulary import Vocabulary
from generator.pictures.shapes import Drawing
from generator.reading.prose import Prose, Reference


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a page of the site; `language` is theirs and its, where they stand on a page in another."""

    text: str
    target: Target
    language: str = ""


@dataclass(frozen=True, slots=True)
class WebLink:
    """Words that lead to another site, by an https address."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class FileLink:
    """Words that lead to a file of the site: `path` is its place below the site's root."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Time:
    """A time in words; `iso` is its machine form, empty where it has none."""

    text: str
    iso: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A term of a vocabulary, shown with its colour and sign; with a `target` it leads to where it is stated."""

    term: Vocabulary
    label: str
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """What parts a badge from the words behind it: `text` where all is plain, a space where its look does."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """What an author types, shown as such."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """Values that stand one behind the other, in a sentence or a list with commas."""

    parts: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Marks(Line):
    """Marks of citations and the words before them: no search reads these, for by themselves they say nothing."""


@dataclass(frozen=True, slots=True)
class Items:
    """Values below one another."""

    entries: tuple[Value, ...]


Value: TypeAlias = str | Link | WebLink | FileLink | Time | Badge | Apart | Code | Reference | Prose | Line | Items


DOT = "\u00a0· "
"""What stands between the parts of a small line; it may end a line of the page, never begin one."""


def in_a_row(values: Iterable[Value], separator: str) -> Line:
    """The values with a separator between each two."""
    parts: list[Value] = []
    for value in values:
        parts += [separator, value] if parts else [value]
    return Line(tuple(parts))


def marked(text: str) -> Line:
    """A line in which what stands in backticks is code."""
    return Line(tuple(Code(part) if index % 2 else part for index, part in enumerate(text.split("`")) if part))


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands behind it; a `wide` one takes the whole measure."""

    label: str
    value: Value
    wide: bool = False

    @property
    def is_searched(self) -> bool:
        """Whether it says anything by itself."""
        return not isinstance(self.value, Marks)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `numeric` ones are set to the right."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its head, then its cells in the order of the columns. None is a gap: nothing is on record."""

    head: Value
    cells: tuple[Value | None, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first of the `columns` is the rows' heads. `stacked` tables become cards on a phone."""

    anchor: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    stacked: bool = False
    matrix: bool = False

    def without_empty_columns(self) -> Table:
        """The same table without columns in which nothing stands."""
        kept = [index for index in range(len(self.columns) - 1) if any(row.cells[index] for row in self.rows)]
        rows = tuple(Row(row.head, tuple(row.cells[index] for index in kept), row.anchor) for row in self.rows)
        columns = (self.columns[0], *(self.columns[index + 1] for index in kept))
        return Table(self.anchor, self.caption, columns, rows, self.stacked, self.matrix)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One matter, what it was and what it is now.

    None where nothing was, or is, on record; empty where only what came into a list, or left it, is told.
    """

    subject: Value
    was: Value | None
    now: Value | None

    @property
    def became(self) -> bool:
        """Whether one side became the other, or came from nothing, or became nothing: not what a list got or lost."""
        return "" not in (self.was, self.now)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a contested matter."""

    text: str
    note: Line | None


@dataclass(frozen=True, slots=True)
class Note:
    """How a statement is known, in small print: basis, who said it, how sure the authors are."""

    lines: tuple[Value, ...] = ()
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A likelihood on an axis from 0 to 100: from `start`, `width` long; a point's bar starts at 0."""

    start: Decimal
    width: Decimal
    is_range: bool


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """What a series of a picture stands for: a piece of its line, its name there, and what that means."""

    sample: Drawing
    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its title, and a description for who does not see it. All it shows stands in a table beside it."""

    anchor: str
    title: str
    description: str
    drawing: Drawing
    key: tuple[KeyEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Banner:
    """A notice at the top of a page. `kind` is draft, withdrawn, stale, correction or ai."""

    kind: str
    title: str
    text: Value


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a dated list or a timeline."""

    when: Time
    title: Value
    text: Value | None = None
    note: Line | None = None
    badge: Badge | None = None
    anchor: str = ""
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A card that leads to a page."""

    kicker: str
    link: Link
    text: str
    note: Line


BEHIND_BRIEFINGS = "0.5"
"""The weight of a page that stands behind what briefings say, and before how to write one."""


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """What the search knows of a page beside its text. `filters` are in the reader's words.

    `also` are words by which it is found as well: who wrote it, what it is about. A page of less `weight` than 1 stands
    behind others that have the same words.
    """

    kind: str
    summary: str = ""
    day: Time | None = None
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    weight: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a long list: every page with its number, and which one this is (from 1)."""

    links: tuple[Link, ...]
    here: int

    @property
    def before(self) -> Link | None:
        """The page before this one."""
        return self.links[self.here - 2] if self.here > 1 else None

    @property
    def after(self) -> Link | None:
        """The page after this one."""
        return self.links[self.here] if self.here < len(self.links) else None


Entries = TypeVar("Entries")


def paginated(entries: Sequence[Entries], first: str, size: int) -> Iterator[tuple[str, tuple[Entries, ...], Pages]]:
    """A long list in pages of at most `size`: the page's path, its entries, and the way to the others.

    There is always a first page, also of an empty list.
    """
    count = max(1, -(-len(entries) // size))
    links = tuple(Link(str(number), Target(numbered(first, number))) for number in range(1, count + 1))
    for number in range(1, count + 1):
        yield numbered(first, number), tuple(entries[(number - 1) * size : number * size]), Pages(links, number)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The pages before and after this one, each with its day."""

    previous: Entry | None = None
    following: Entry | None = None


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A page in one of its languages; `tag` is BCP 47, `name` the language's own name for itself."""

    tag: str
    name: str
    link: Link
    is_here: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page has: its place, title, way back, and what machines are told.

    `path` is the page's Markdown path. `kind` is the theme's class for it. `crumbs` lead from home to this page, which
    is not among them. `language` is what its author wrote in and `direction` how that runs, `interface` what its
    labels are in; all are empty where that is as on the whole site. `languages` are all versions of the page, itself
    too. `edit_path` is the author's file, `last_modified` the day the content speaks of.
    """

    path: str
    title: str
    description: str
    kind: str
    kicker: str = ""
    crumbs: tuple[Link, ...] = ()
    here: str = ""
    contents: bool = True
    search: SearchRecord | None = None
    language: str = ""
    direction: str = ""
    interface: str = ""
    languages: tuple[LanguageLink, ...] = ()
    indexed: bool = True
    edit_path: str | None = None
    last_modified: date | None = None
    draft: bool = False
    head: Mapping[str, object] = field(default_factory=dict)
    """More of the front matter, for machines: what `outputs/head.py` says of the page."""

    def front_matter(self) -> dict[str, object]:
        """The page's front matter, as the theme reads it."""
        return dict(self._front_matter())

    def _front_matter(self) -> Iterator[tuple[str, object]]:
        yield "title", self.title
        yield "description", self.description
        yield "kind", self.kind
        yield "hide", ["navigation"] if self.contents else ["navigation", "toc"]
        if self.language:
            yield "language", self.language
        if self.direction:
            yield "direction", self.direction
        if self.interface:
            yield "interface", self.interface
        if self.languages:
            yield "languages", {one.tag: url_of(one.link.target.page) for one in self.languages}
        if not self.indexed:
            yield "robots", "noindex"
        if self.search:
            yield "search", _search(self.search)
        yield from self.head.items()


def _search(record: SearchRecord) -> dict[str, object]:
    filters = {name: list(values) for name, values in record.filters.items() if values}
    day = {"date": record.day.text, "sort": record.day.iso} if record.day else {}
    summary = {"summary": record.summary} if record.summary else {}
    also = {"also": "; ".join(record.also)} if record.also else {}
    weight = {"weight": record.weight} if record.weight else {}
    return {"body": True, "kind": record.kind, **summary, **day, **also, **weight, "filters": filters}
