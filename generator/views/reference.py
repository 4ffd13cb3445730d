"""What a briefing may say, field by field: made from the model, never written twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.links import Target
from generator.model.vocabulary import Vocabulary
from generator.reference import ITEMS, REGISTRIES, TIMES, Chapter, Field, Part, chapters
from generator.views.desk import Desk
from generator.views.parts import Code, Column, Frame, Line, Link, Row, SearchRecord, Table, Value, marked
from generator.views.plans import one_page

TEMPLATE = "reference"

WEIGHT = "0.2"
"""How much the words of the guide weigh in the search: whoever looks for a truce is shown briefings first."""


@dataclass(frozen=True, slots=True)
class PartView:
    """One mapping: where it stands, what it is, and its fields; `title` is empty where the chapter's says it."""

    anchor: str
    title: str
    meaning: Line
    common: Line | None
    fields: Table


@dataclass(frozen=True, slots=True)
class ChapterView:
    """One key of a briefing, an example of it, and all that stands below it."""

    anchor: str
    title: str
    example: str
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """Every field."""

    frame: Frame
    jump: tuple[Link, ...]
    chapters: tuple[ChapterView, ...]


def _name(desk: Desk) -> str:
    return desk.text("Fields")


@one_page(links.REFERENCE, _name)
def views(desk: Desk) -> ReferenceView:
    """The one page of fields."""
    title = _name(desk)
    lead = desk.text("Every field of a briefing and of the registry: how it is written, and what it means.")
    search = SearchRecord(desk.text("Guide"), weight=WEIGHT)
    frame = desk.list_frame(links.REFERENCE, title, lead, kind="prose", search=search, contents=False)
    shown = tuple(_chapter(desk, chapter) for chapter in chapters())
    jump = tuple(Link(chapter.title, Target("", chapter.anchor)) for chapter in shown)
    return ReferenceView(frame, jump, shown)


def _chapter(desk: Desk, chapter: Chapter) -> ChapterView:
    parts = tuple(_part(desk, part, is_first=index == 0) for index, part in enumerate(chapter.parts))
    return ChapterView(chapter.anchor, _title(desk, chapter.name), chapter.example, parts)


def _title(desk: Desk, name: str) -> str:
    """A key as an author types it, or words for what is no key."""
    registries = {key: f"registry/{key.removeprefix('registry-')}.yaml" for key in REGISTRIES}
    titles = {
        "briefing": desk.text("The head of a briefing, and its story"),
        ITEMS: desk.text("What every item may carry"),
        TIMES: desk.text("Times"),
        **registries,
    }
    return titles.get(name, name)


def _part(desk: Desk, part: Part, *, is_first: bool) -> PartView:
    items = Link(desk.text("what every item may carry"), Target("", "section-items"))
    common = desk.line("It may also carry {items}.", items=items) if part.is_item else None
    columns = (Column(desk.text("Field")), Column(desk.text("How it is written")), Column(desk.text("Meaning")))
    caption = desk.text("Fields of {section}", section=part.path) if part.path else desk.text("Fields of a briefing")
    table = Table(
        f"{part.anchor}-fields", caption, columns, tuple(_row(desk, one) for one in part.fields), stacked=True
    )
    return PartView(part.anchor, "" if is_first else part.path, marked(part.meaning), common, table)


def _row(desk: Desk, field: Field) -> Row:
    needed = (desk.text("Required."), " ") if field.is_required else ()
    meaning = Line((*needed, *marked(field.meaning).parts))
    return Row(Code(field.key), (_written(desk, field), meaning), anchor=field.anchor)


def _written(desk: Desk, field: Field) -> Line:
    """How the value is written, with the terms to choose from, or a way to the fields below."""
    words = marked(field.written).parts
    if field.vocabulary:
        return desk.labelled(Line(words), Line(tuple(_terms(desk, field.vocabulary))))
    if field.part:
        return Line((*words, " (", Link(desk.text("see there"), Target("", field.part)), ")"))
    return Line(words)


def _terms(desk: Desk, vocabulary: type[Vocabulary]) -> Iterator[Value]:
    yield from desk.with_commas(Code(term.value) for term in vocabulary).parts
    there = Target(links.VOCABULARY, f"words-{vocabulary.context()}")
    yield from (" (", Link(desk.text("what they mean"), there), ")")
