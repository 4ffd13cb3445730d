"""Truce terms by category, across processes: as each process's newest briefing has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator import links
from generator.catalogue import Snapshot
from generator.links import Target
from generator.model.truce import Term
from generator.model.vocabulary import (
    Compliance,
    Implementation,
    Negotiation,
    TermCategory,
    TermMode,
)
from generator.views.comparison import (
    ComparedRow,
    ComparedTable,
    Comparison,
    Criteria,
    Criterion,
    Filters,
    Found,
    Ordering,
    Part,
    cell,
    item_head,
    place_in,
    whole_as_data,
)
from generator.views.desk import Desk, SnapshotDesk
from generator.views.parts import Frame, Line, Link, Pages, paginated
from generator.views.plans import Plan, planned_together
from generator.views.standing import by_name

TEMPLATE = "truce_terms"
A_PAGE = 160


@dataclass(frozen=True, slots=True)
class Jump:
    """The way to a category, and the number of the page it begins on.

    Other pages lead to a category's place on the first page, so where it begins later its place there is this link's.
    """

    link: Link
    number: int


@dataclass(frozen=True, slots=True)
class Former:
    """A category that earlier briefings alone have terms of. Their pages lead to its place, which is the first page."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class CategoryView:
    """The terms of one category."""

    anchor: str
    title: str
    table: ComparedTable


@dataclass(frozen=True, slots=True)
class TruceTermsView:
    """A page of terms by category, and the way to each category.

    The first page alone leads to the tracker and names the categories that are former ones.
    """

    frame: Frame
    tracker: Line | None
    jump: tuple[Jump, ...]
    former: tuple[Former, ...]
    filters: Filters | None
    categories: tuple[CategoryView, ...]
    data: Line
    pages: Pages


@dataclass(frozen=True, slots=True)
class ListedTerm:
    """A term, and the desk of the briefing that has it."""

    desk: SnapshotDesk
    term: Term


def listed_terms(desk: Desk) -> Iterator[ListedTerm]:
    """The terms of each process's newest briefing that speaks of a truce."""
    for snapshot in desk.catalogue.newest_with("truce"):
        here = desk.at(snapshot)
        yield from (ListedTerm(here, term) for term in _terms(snapshot))


def _terms(snapshot: Snapshot) -> tuple[Term, ...]:
    return snapshot.briefing.truce.terms if snapshot.briefing.truce else ()


def _name(desk: Desk) -> str:
    return desk.text("Truce terms")


@planned_together(links.TRUCE_TERMS, _name)
def views(desk: Desk) -> Iterator[Plan]:
    """The terms, category by category, in pages; on every page the facets of all."""
    listed = sorted(listed_terms(desk), key=lambda one: place_in(one.term.category) or 0)
    compared = Comparison(term_criteria(desk), term_orderings(desk), TERMS_FIRST).of(listed)
    jump, former = tuple(_jump(desk, listed)), tuple(_former(desk, listed))
    for path, entries, pages in paginated(compared.rows, links.TRUCE_TERMS, A_PAGE):
        yield path, partial(_page, desk, jump, former, compared.filters, path, entries, pages)


def _page(
    desk: Desk,
    jump: tuple[Jump, ...],
    former: tuple[Former, ...],
    filters: Filters | None,
    path: str,
    entries: Sequence[tuple[ListedTerm, Found]],
    pages: Pages,
) -> TruceTermsView:
    lead = desk.text("What truces ask for, by kind of term. Talks, implementation and compliance are told apart.")
    return TruceTermsView(
        frame=desk.list_frame(path, _name(desk), lead, contents=False, indexed=pages.here == 1),
        tracker=_way_to_tracker(desk) if pages.here == 1 and entries else None,
        jump=jump,
        former=former if pages.here == 1 else (),
        filters=filters,
        categories=tuple(_categories(desk, entries)),
        data=whole_as_data(desk, "data/terms.csv"),
        pages=pages,
    )


def _way_to_tracker(desk: Desk) -> Line:
    tracker = Link(desk.text("implementation tracker"), Target(links.TRACKER))
    return desk.line("How far each is carried out, and by when it is due, stands in the {tracker}.", tracker=tracker)


def _jump(desk: Desk, listed: Sequence[ListedTerm]) -> Iterator[Jump]:
    """The way to where each category begins."""
    begins: dict[TermCategory, int] = {}
    for place, one in enumerate(listed):
        begins.setdefault(one.term.category, place // A_PAGE + 1)
    for category, number in begins.items():
        page = links.numbered(links.TRUCE_TERMS, number)
        yield Jump(Link(desk.words.term(category), Target(page, f"category-{category}")), number)


def _former(desk: Desk, listed: Iterable[ListedTerm]) -> Iterator[Former]:
    """The categories that a briefing has terms of, and none of the newest has."""
    here = {one.term.category for one in listed}
    ever = {term.category for snapshot in desk.catalogue.snapshots for term in _terms(snapshot)}
    for category in TermCategory:
        if category in ever - here:
            text = desk.text("{category} (in earlier briefings alone)", category=desk.words.term(category))
            yield Former(f"category-{category}", text)


def _categories(desk: Desk, entries: Iterable[tuple[ListedTerm, Found]]) -> Iterator[CategoryView]:
    rows: dict[TermCategory, list[ComparedRow]] = defaultdict(list)
    for one, found in entries:
        rows[one.term.category].append(_row(one, found))
    for category, members in rows.items():
        title = desk.words.term(category)
        caption = desk.text("Terms: {category}", category=title)
        table = ComparedTable(f"cap-{category}", caption, _labels(desk), tuple(members))
        yield CategoryView(f"category-{category}", title, table)


def _labels(desk: Desk) -> tuple[str, ...]:
    return (
        desk.text("Term"),
        desk.text("Mode"),
        desk.text("Binds"),
        desk.text("Negotiation"),
        desk.text("Implementation"),
        desk.text("Compliance"),
    )


def _row(one: ListedTerm, found: Found) -> ComparedRow:
    desk, term = one.desk, one.term
    binds = cell(desk.players(term.bindings) if term.bindings else None)
    cells = (cell(desk.term(term.mode)), binds, *axes(one))
    return ComparedRow(tuple(term_head(one)), cells, found.values, found.ranks)


def term_head(one: ListedTerm) -> Iterator[Part]:
    """A term and the process it belongs to."""
    return item_head(one.desk, one.term, f"term-{one.term.id}")


def axes(one: ListedTerm) -> tuple[tuple[Part, ...], ...]:
    """Negotiation, implementation and compliance, each in a cell of its own."""
    term = one.term
    found = (term.negotiation, term.implementation, term.compliance)
    return tuple(cell(one.desk.badge(axis) if axis else None) for axis in found)


TERMS_FIRST = ("process", "negotiation", "implementation", "compliance", "deadline")
"""The facets of terms that most readers want."""


def term_criteria(desk: Desk) -> tuple[Criterion[ListedTerm], ...]:
    """What terms are found by."""
    by = Criteria(desk)
    return (
        by.process(lambda one: one.desk),
        by.term("negotiation", desk.text("Negotiation"), Negotiation, lambda one: one.term.negotiation),
        by.term("implementation", desk.text("Implementation"), Implementation, lambda one: one.term.implementation),
        by.term("compliance", desk.text("Compliance"), Compliance, lambda one: one.term.compliance),
        by.term("category", desk.text("Category"), TermCategory, lambda one: one.term.category),
        by.term("mode", desk.text("Mode"), TermMode, lambda one: one.term.mode),
        by.players("binds", desk.text("Binds"), lambda one: one.term.bindings),
        by.flag("contested", desk.text("Contested"), lambda one: bool(one.term.contested)),
    )


def term_orderings(desk: Desk) -> tuple[Ordering[ListedTerm], ...]:
    """The orders of terms."""
    return (
        Ordering("term", desk.text("Term"), lambda one: by_name(one.term.title)),
        Ordering("negotiation", desk.text("Negotiation"), lambda one: place_in(one.term.negotiation)),
        Ordering("implementation", desk.text("Implementation"), lambda one: place_in(one.term.implementation)),
        Ordering("compliance", desk.text("Compliance"), lambda one: place_in(one.term.compliance)),
    )
