"""Sources with their grades: each once, and who cites it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from generator import links
from generator.catalogue import CitedSource
from generator.links import Target
from generator.views.desk import Desk
from generator.views.parts import Column, Frame, Line, Link, Pages, Row, Table, Value, paginated
from generator.views.plans import Plan, planned_together
from generator.views.source_list import grade_words
from generator.views.standing import by_name

TEMPLATE = "sources"
A_PAGE = 100
CITING = 5
"""So many citing briefings are named; more are counted."""


@dataclass(frozen=True, slots=True)
class SourcesView:
    """A page of the list of sources."""

    frame: Frame
    table: Table
    pages: Pages


def _name(desk: Desk) -> str:
    return desk.text("Sources")


@planned_together(links.SOURCES, _name)
def views(desk: Desk) -> Iterator[Plan]:
    """The list of sources, by title, in pages."""
    found = sorted(desk.catalogue.sources, key=lambda one: (*by_name(one.source.title or one.source.id), one.source.id))
    for path, entries, pages in paginated(found, links.SOURCES, A_PAGE):
        yield path, partial(_page, desk, path, entries, pages)


def _page(desk: Desk, path: str, entries: Iterable[CitedSource], pages: Pages) -> SourcesView:
    lead = desk.text("What the briefings rest on, and how far each source can be trusted.")
    frame = desk.list_frame(path, _name(desk), lead, kind="sources", contents=False, indexed=pages.here == 1)
    columns = tuple(Column(label) for label in _labels(desk))
    rows = tuple(_row(desk, one) for one in entries)
    return SourcesView(frame, Table("cap-sources", desk.text("Sources by title"), columns, rows, stacked=True), pages)


def _labels(desk: Desk) -> tuple[str, ...]:
    return desk.text("Source"), desk.text("Kind"), desk.text("Date"), desk.text("Grade"), desk.text("Cited in")


def _row(desk: Desk, cited: CitedSource) -> Row:
    source = cited.source
    parts: list[Value] = [Link(cited.title, cited.target)]
    parts += [f", {source.publisher}"] if source.publisher else []
    parts += [" ", desk.badge(source.ai)] if source.ai and source.ai != "none" else []
    grade = desk.labelled(str(source.grade), grade_words(desk, source)) if source.grade else None
    cells = (desk.term(source.kind), desk.words.dated(source.date) if source.date else None, grade)
    return Row(Line(tuple(parts)), (*cells, _where(desk, cited)))


def _where(desk: Desk, cited: CitedSource) -> Value:
    shown = [
        Link(snapshot.briefing.title, Target(snapshot.page, f"source-{name}"))
        for snapshot, name in cited.where[:CITING]
    ]
    more = len(cited.where) - len(shown)
    rest = [desk.words.count("and {n} more", "and {n} more", more)] if more else []
    return desk.in_series((*shown, *rest))
