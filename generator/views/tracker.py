"""The implementation tracker: what is agreed, what is carried out, what is kept, and by when each term is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from generator import links
from generator.catalogue import Snapshot
from generator.deadlines import Reckoned
from generator.links import Target
from generator.model.vocabulary import DeadlineState, Negotiation
from generator.views.comparison import (
    ComparedRow,
    ComparedTable,
    Comparison,
    Criterion,
    Filters,
    Found,
    Ordering,
    Part,
    in_vocabulary,
    of_term,
    whole_as_data,
)
from generator.views.deadlines import Deadline, anchors_at, deadline_parts, deadlines_of, records_of, state_parts
from generator.views.desk import Desk
from generator.views.parts import Frame, Line, Link, Pages, paginated
from generator.views.plans import Plan, planned_together
from generator.views.truce_terms import TERMS_FIRST, ListedTerm, axes, term_criteria, term_head, term_orderings

TEMPLATE = "tracker"
A_PAGE = 120


@dataclass(frozen=True, slots=True)
class TrackerView:
    """A page of the tracker; `left_out` counts the terms of which there is nothing to track."""

    frame: Frame
    filters: Filters | None
    table: ComparedTable | None
    left_out: str
    data: Line
    pages: Pages


@dataclass(frozen=True, slots=True)
class TrackedTerm(ListedTerm):
    """A term and its deadlines."""

    deadlines: tuple[Deadline, ...]

    @property
    def is_tracked(self) -> bool:
        """Whether it is known by when it is due, how far it is carried out, or whether it is kept."""
        return bool(self.deadlines or self.term.implementation or self.term.compliance)

    @property
    def last_day(self) -> date | None:
        """The first of the last days of its deadlines that have one."""
        spans = [one.reckoning.span for one in self.deadlines if isinstance(one.reckoning, Reckoned)]
        return min((span.latest for span in spans), default=None)


def tracked_terms(desk: Desk, snapshot: Snapshot) -> Iterator[TrackedTerm]:
    """The terms of one snapshot with their deadlines."""
    here, terms = desk.at(snapshot), snapshot.briefing.truce.terms if snapshot.briefing.truce else ()
    anchors, records = anchors_at(desk.catalogue, snapshot), records_of(desk.catalogue, snapshot)
    for term in terms:
        yield TrackedTerm(here, term, tuple(deadlines_of(term, anchors, records, desk.catalogue.today)))


def _name(desk: Desk) -> str:
    return desk.text("Implementation tracker")


@planned_together(links.TRACKER, _name)
def views(desk: Desk) -> Iterator[Plan]:
    """The tracker across processes, in pages, the newest process first; on every page the facets of all."""
    listed = [one for snapshot in desk.catalogue.newest_with("truce") for one in tracked_terms(desk, snapshot)]
    tracked = [one for one in listed if one.is_tracked]
    criteria: tuple[Criterion[TrackedTerm], ...] = (*term_criteria(desk), _by_state(desk))
    orderings: tuple[Ordering[TrackedTerm], ...] = (_by_day(desk), *term_orderings(desk))
    compared = Comparison(criteria, orderings, TERMS_FIRST).of(tracked)
    left_out = _left_out(desk, len(listed) - len(tracked))
    for path, entries, pages in paginated(compared.rows, links.TRACKER, A_PAGE):
        yield path, partial(_page, desk, left_out, compared.filters, path, entries, pages)


def _page(
    desk: Desk,
    left_out: str,
    filters: Filters | None,
    path: str,
    entries: Sequence[tuple[TrackedTerm, Found]],
    pages: Pages,
) -> TrackerView:
    lead = desk.text("How far each term of a truce is agreed, carried out and kept, and by when it is due.")
    crumb = Link(desk.text("Truce terms"), Target(links.TRUCE_TERMS))
    return TrackerView(
        frame=desk.list_frame(path, _name(desk), lead, crumb, contents=False, indexed=pages.here == 1),
        filters=filters,
        table=_across(desk, entries) if entries else None,
        left_out=left_out if pages.here == 1 else "",
        data=whole_as_data(desk, "data/terms.csv"),
        pages=pages,
    )


def _by_state(desk: Desk) -> Criterion[TrackedTerm]:
    return Criterion(
        "deadline",
        desk.text("Deadline"),
        lambda one: (option for deadline in one.deadlines for option in of_term(desk, deadline.finding.state)),
        desk.text("None on record"),
        in_vocabulary(DeadlineState),
    )


def _by_day(desk: Desk) -> Ordering[TrackedTerm]:
    return Ordering("due", desk.text("Due"), lambda one: one.last_day)


def _left_out(desk: Desk, number: int) -> str:
    if not number:
        return ""
    return desk.words.count(
        "Of {n} more term neither a last day nor its implementation nor compliance is on record.",
        "Of {n} more terms neither a last day nor their implementation nor compliance is on record.",
        number,
    )


def _across(desk: Desk, entries: Iterable[tuple[TrackedTerm, Found]]) -> ComparedTable:
    rows = tuple(ComparedRow(tuple(term_head(one)), _cells(one), found.values, found.ranks) for one, found in entries)
    return ComparedTable(
        "cap-tracker", desk.text("Terms, how far each has come, and by when it is due"), _columns(desk), rows
    )


def tracker_of(desk: Desk, snapshot: Snapshot) -> ComparedTable | None:
    """The tracker of one snapshot, with all its terms; None where it has no truce with terms."""
    rows = tuple(ComparedRow(tuple(_head_with_category(one)), _cells(one)) for one in tracked_terms(desk, snapshot))
    caption = desk.text("Terms, how far each has come, and by when it is due")
    return ComparedTable("cap-terms", caption, _columns(desk), rows) if rows else None


def _head_with_category(one: TrackedTerm) -> Iterator[Part]:
    head, *_ = term_head(one)
    yield head
    category = Link(one.desk.words.term(one.term.category), Target(links.TRUCE_TERMS, f"category-{one.term.category}"))
    yield Part("", category, small=True)
    if one.term.contested:
        yield Part("", one.desk.badge(Negotiation.CONTESTED), small=True)


def _columns(desk: Desk) -> tuple[str, ...]:
    return (
        desk.text("Term"),
        desk.text("Negotiation"),
        desk.text("Implementation"),
        desk.text("Compliance"),
        desk.text("Due"),
        desk.text("Deadline"),
    )


def _cells(one: TrackedTerm) -> tuple[tuple[Part, ...], ...]:
    days = tuple(part for deadline in one.deadlines for part in deadline_parts(one.desk, deadline))
    states = tuple(part for deadline in one.deadlines for part in state_parts(one.desk, deadline))
    return (*axes(one), days, states)
