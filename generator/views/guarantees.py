"""Security guarantees side by side, across processes: as each process's newest briefing has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.catalogue import Snapshot
from generator.links import Target
from generator.model.guarantee import Guarantee, Response, Trigger
from generator.views.desk import Desk, SnapshotDesk
from generator.views.items import duration
from generator.views.parts import Column, Frame, Link, Row, Table, Value

TEMPLATE = "guarantees"


@dataclass(frozen=True, slots=True)
class GuaranteesView:
    """Every guarantee, one row a commitment; the table is None where there is none."""

    frame: Frame
    table: Table | None


def views(desk: Desk) -> Iterator[GuaranteesView]:
    """The one page of guarantees."""
    rows = tuple(row for snapshot in desk.catalogue.newest_with("guarantees") for row in _rows(desk, snapshot))
    lead = desk.text("Every security guarantee on record, one row a commitment. A dash is a gap: nothing is recorded.")
    frame = desk.list_frame(links.GUARANTEES, desk.text("Security guarantees"), lead, contents=False)
    columns = tuple(Column(label) for label in _labels(desk))
    caption = desk.text("Guarantees side by side")
    yield GuaranteesView(frame, Table("cap-guarantees", caption, columns, rows, stacked=True) if rows else None)


def _labels(desk: Desk) -> tuple[str, ...]:
    return (
        desk.text("Guarantee"),
        desk.text("Process"),
        desk.text("Status"),
        desk.text("Commitment"),
        desk.text("Form"),
        desk.text("Given by"),
        desk.text("Given to"),
        desk.text("Trigger"),
        desk.text("Decided by"),
        desk.text("Response"),
        desk.text("Within"),
        desk.text("Duration"),
        desk.text("Bindingness"),
    )


def _rows(desk: Desk, snapshot: Snapshot) -> Iterator[Row]:
    here = desk.at(snapshot)
    for guarantee in snapshot.briefing.guarantees:
        anchor = f"guarantee-{guarantee.id}"
        yield Row(Link(guarantee.title, Target(snapshot.page, anchor)), tuple(_cells(here, guarantee)))


def _cells(desk: SnapshotDesk, guarantee: Guarantee) -> Iterator[Value | None]:
    trigger, response = guarantee.trigger or Trigger(), guarantee.response or Response()
    hours = response.within_hours
    yield desk.setting(desk.snapshot)
    yield desk.badge(guarantee.status) if guarantee.status else None
    yield desk.badge(guarantee.polarity) if guarantee.polarity else None
    yield desk.term(guarantee.form)
    yield desk.players(guarantee.providers) if guarantee.providers else None
    yield desk.players(guarantee.beneficiaries) if guarantee.beneficiaries else None
    yield trigger.event
    yield desk.player_or_text(trigger.decided_by) if trigger.decided_by else None
    yield response.actions or desk.term(response.automaticity)
    yield desk.words.count("{n} hour", "{n} hours", hours) if hours is not None else None
    yield duration(desk, guarantee.duration)
    yield desk.term(guarantee.bindingness)
