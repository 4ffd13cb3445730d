"""Security guarantees side by side, across processes: as each process's newest briefing has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

from generator import links
from generator.catalogue import Snapshot
from generator.model.guarantee import Duration, Guarantee, Response, Trigger
from generator.model.values import PlayerId, PlayerOrText
from generator.model.vocabulary import (
    Automaticity,
    Bindingness,
    GuaranteeForm,
    GuaranteeStatus,
    Polarity,
)
from generator.views.comparison import (
    ComparedRow,
    ComparedTable,
    Comparison,
    Criteria,
    Criterion,
    Filters,
    Found,
    Option,
    Ordering,
    Part,
    item_head,
    of_link,
    place_in,
    value_of,
    whole_as_data,
)
from generator.views.desk import Desk, SnapshotDesk
from generator.views.items import duration, triggering
from generator.views.parts import Frame, Line, Pages, Value, paginated
from generator.views.plans import Plan, planned_together
from generator.views.standing import by_name

TEMPLATE = "guarantees"
A_PAGE = 80
ON_PAPER = frozenset(
    {GuaranteeStatus.FLOATED, GuaranteeStatus.OFFERED, GuaranteeStatus.NEGOTIATING, GuaranteeStatus.SIGNED}
)
IN_FORCE = frozenset({GuaranteeStatus.IN_FORCE, GuaranteeStatus.INVOKED})


@dataclass(frozen=True, slots=True)
class GuaranteesView:
    """A page of guarantees, one row a commitment; the table is None where there is none."""

    frame: Frame
    filters: Filters | None
    table: ComparedTable | None
    data: Line
    pages: Pages


@dataclass(frozen=True, slots=True)
class _Given:
    """A guarantee, and the desk of the briefing that has it."""

    desk: SnapshotDesk
    guarantee: Guarantee

    @property
    def trigger(self) -> Trigger:
        return self.guarantee.trigger or Trigger()

    @property
    def response(self) -> Response:
        return self.guarantee.response or Response()


def _name(desk: Desk) -> str:
    return desk.text("Security guarantees")


@planned_together(links.GUARANTEES, _name)
def views(desk: Desk) -> Iterator[Plan]:
    """The guarantees, in pages; on every page the facets of all."""
    given = [one for snapshot in desk.catalogue.newest_with("guarantees") for one in _given(desk, snapshot)]
    compared = Comparison(_criteria(desk), _orderings(desk), _FIRST).of(given)
    for path, entries, pages in paginated(compared.rows, links.GUARANTEES, A_PAGE):
        yield path, partial(_page, desk, compared.filters, path, entries, pages)


def _page(
    desk: Desk, filters: Filters | None, path: str, entries: Sequence[tuple[_Given, Found]], pages: Pages
) -> GuaranteesView:
    lead = desk.text(
        "Every security guarantee on record, one row a commitment. What is not recorded is an open question."
    )
    return GuaranteesView(
        frame=desk.list_frame(path, _name(desk), lead, contents=False, indexed=pages.here == 1),
        filters=filters,
        table=_table(desk, entries) if entries else None,
        data=whole_as_data(desk, "data/guarantees.csv"),
        pages=pages,
    )


def _given(desk: Desk, snapshot: Snapshot) -> Iterator[_Given]:
    here = desk.at(snapshot)
    return (_Given(here, guarantee) for guarantee in snapshot.briefing.guarantees)


def _table(desk: Desk, entries: Iterable[tuple[_Given, Found]]) -> ComparedTable:
    columns = (
        desk.text("Guarantee"),
        desk.text("Standing"),
        desk.text("Parties"),
        desk.text("Trigger"),
        desk.text("Response"),
        desk.text("Force"),
    )
    rows = tuple(_row(one, found) for one, found in entries)
    return ComparedTable("cap-guarantees", desk.text("Guarantees side by side"), columns, rows)


def _row(one: _Given, found: Found) -> ComparedRow:
    cells = (_standing(one), _parties(one), _trigger(one), _response(one), _force(one))
    return ComparedRow(tuple(_head(one)), tuple(tuple(parts) for parts in cells), found.values, found.ranks)


def _head(one: _Given) -> Iterator[Part]:
    return item_head(one.desk, one.guarantee, f"guarantee-{one.guarantee.id}")


def _standing(one: _Given) -> Iterator[Part]:
    yield from _named(one, "", one.guarantee.status and one.desk.badge(one.guarantee.status), one.desk.text("Status"))
    if one.guarantee.polarity:
        yield Part("", one.desk.badge(one.guarantee.polarity))
    yield from _named(one, "", one.desk.term(one.guarantee.form), one.desk.text("Form"))


def _parties(one: _Given) -> Iterator[Part]:
    desk, guarantee = one.desk, one.guarantee
    yield from _named(one, desk.text("By"), desk.players(guarantee.providers) if guarantee.providers else None)
    yield from _named(one, desk.text("To"), desk.players(guarantee.beneficiaries) if guarantee.beneficiaries else None)


def _trigger(one: _Given) -> Iterator[Part]:
    desk, trigger = one.desk, one.trigger
    yield from _asked(one, "", triggering(desk, trigger), desk.text("Trigger"))
    decider = desk.player_or_text(trigger.decided_by) if trigger.decided_by else None
    yield from _asked(one, desk.text("Decided by"), decider)
    if trigger.activation:
        yield Part(desk.text("Activation"), desk.term(trigger.activation))


def _response(one: _Given) -> Iterator[Part]:
    desk, response = one.desk, one.response
    hours = response.within_hours
    yield from _asked(one, "", response.actions, desk.text("Response"))
    yield from _asked(one, desk.text("Automaticity"), desk.term(response.automaticity))
    if hours is not None:
        yield Part(desk.text("Within"), desk.words.measure("{n} hour", "{n} hours", hours))
    if one.guarantee.enforcement:
        yield Part(desk.text("Enforcement"), one.guarantee.enforcement)


def _force(one: _Given) -> Iterator[Part]:
    desk, guarantee = one.desk, one.guarantee
    yield from _named(one, "", desk.term(guarantee.bindingness), desk.text("Bindingness"))
    if guarantee.domestic_basis:
        yield Part(desk.text("Domestic basis"), desk.term(guarantee.domestic_basis))
    yield from _named(one, desk.text("Duration"), duration(desk, guarantee.duration))
    if guarantee.termination_notice:
        yield Part(desk.text("Notice of termination"), duration(desk, guarantee.termination_notice))


def _asked(one: _Given, label: str, value: Value | None, name: str = "") -> Iterator[Part]:
    """The same of what a duty to act sets; that a duty to refrain sets no such thing is no gap."""
    if value is not None or one.guarantee.polarity is not Polarity.NEGATIVE:
        yield from _named(one, label, value, name)


def _named(one: _Given, label: str, value: Value | None, name: str = "") -> Iterator[Part]:
    """A value, or the gap it leaves; `name` says what is missing where no label stands before it."""
    yield Part(label or ("" if value else name), value, gap=one.desk.text("not recorded"))


_FIRST = ("provider", "form", "standing", "trigger")
"""The facets that most readers want."""


def _criteria(desk: Desk) -> tuple[Criterion[_Given], ...]:
    by, acting = Criteria(desk), partial(_of_acting, desk)
    return (
        by.players("provider", desk.text("Given by"), lambda one: one.guarantee.providers),
        by.term("form", desk.text("Form"), GuaranteeForm, lambda one: one.guarantee.form),
        Criterion("standing", desk.text("Paper or in force"), lambda one: _force_of(desk, one), by.gap, _listed),
        acting(
            Criterion(
                "trigger",
                desk.text("Trigger"),
                lambda one: _recorded(desk, one.trigger.event or one.trigger.area),
                by.gap,
            )
        ),
        by.process(lambda one: one.desk),
        by.players("beneficiary", desk.text("Given to"), lambda one: one.guarantee.beneficiaries),
        by.term("status", desk.text("Status"), GuaranteeStatus, lambda one: one.guarantee.status),
        by.term("polarity", desk.text("Commitment"), Polarity, lambda one: one.guarantee.polarity),
        acting(
            Criterion("decider", desk.text("Decided by"), lambda one: _decider(desk, one.trigger.decided_by), by.gap)
        ),
        acting(by.term("automaticity", desk.text("Automaticity"), Automaticity, lambda one: one.response.automaticity)),
        acting(Criterion("hours", desk.text("Within"), lambda one: _hours(desk, one), by.gap, _by_size)),
        Criterion("duration", desk.text("Duration"), _length, by.gap),
        by.term("bindingness", desk.text("Bindingness"), Bindingness, lambda one: one.guarantee.bindingness),
        by.flag("contested", desk.text("Contested"), lambda one: bool(one.guarantee.contested)),
    )


def _of_acting(desk: Desk, criterion: Criterion[_Given]) -> Criterion[_Given]:
    """What a duty to act sets; that a duty to refrain sets no such thing is no gap: it goes by its own name, last."""
    refraining = Option(str(Polarity.NEGATIVE), desk.words.term(Polarity.NEGATIVE))
    order = criterion.order or (lambda option: by_name(option.label))

    def options(one: _Given) -> Iterable[Option]:
        found = tuple(criterion.options(one))
        return (refraining,) if not found and one.guarantee.polarity is Polarity.NEGATIVE else found

    def key(option: Option) -> tuple[bool, Any]:
        return (True, ()) if option == refraining else (False, order(option))

    return replace(criterion, options=options, order=key)


def _force_of(desk: Desk, one: _Given) -> Iterator[Option]:
    status = one.guarantee.status
    if status in ON_PAPER:
        yield Option("paper", desk.text("On paper"))
    elif status in IN_FORCE:
        yield Option("in_force", desk.text("In force"))
    elif status:
        yield Option("past", desk.text("Breached or lapsed"))


def _listed(option: Option) -> int:
    return ("paper", "in_force", "past").index(option.value)


def _recorded(desk: Desk, value: str | None) -> Iterator[Option]:
    if value:
        yield Option("recorded", desk.text("Recorded"))


def _decider(desk: Desk, decider: PlayerOrText | None) -> Iterator[Option]:
    if decider and decider.player:
        yield of_link(desk.player(decider.player))
    elif decider:
        yield Option(value_of(decider), decider)


def _hours(desk: Desk, one: _Given) -> Iterator[Option]:
    hours = one.response.within_hours
    if hours is not None:
        yield Option(f"{hours.normalize():f}", desk.words.measure("{n} hour", "{n} hours", hours))


def _by_size(option: Option) -> Decimal:
    return Decimal(option.value)


def _length(one: _Given) -> Iterator[Option]:
    if words := duration(one.desk, one.guarantee.duration):
        yield Option(value_of(words), words)


def _orderings(desk: Desk) -> tuple[Ordering[_Given], ...]:
    return (
        Ordering("guarantee", desk.text("Guarantee"), lambda one: by_name(one.guarantee.title)),
        Ordering("provider", desk.text("Given by"), lambda one: _first_name(desk, one.guarantee.providers)),
        Ordering("form", desk.text("Form"), lambda one: place_in(one.guarantee.form)),
        Ordering("status", desk.text("Status"), lambda one: place_in(one.guarantee.status)),
        Ordering("hours", desk.text("Within"), lambda one: one.response.within_hours),
        Ordering("duration", desk.text("Duration"), lambda one: days_of(one.guarantee.duration)),
        Ordering("bindingness", desk.text("Bindingness"), lambda one: place_in(one.guarantee.bindingness)),
    )


def _first_name(desk: Desk, players: Sequence[PlayerId]) -> tuple[str, str] | None:
    return by_name(desk.player(players[0]).text) if players else None


def days_of(length: Duration | None) -> Decimal | None:
    """How long a duration lasts in days, to compare it; None where it has words alone.

    A year is the mean Gregorian one of 365.2425 days and a month its twelfth, so that 12 months equal 1 year.
    """
    if length is None or (length.years, length.months, length.days) == (None, None, None):
        return None
    months = 12 * (length.years or Decimal(0)) + (length.months or Decimal(0))
    return months * Decimal("365.2425") / 12 + (length.days or Decimal(0))
