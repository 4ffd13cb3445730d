"""The living view of a process: where it stands by its newest briefings, and how it came there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from generator import links
from generator.catalogue import Process, Snapshot
from generator.deadlines import Aspect, Reckoned, Reckoning, anchors_of, reckon
from generator.links import Target
from generator.model.event import Event
from generator.model.guarantee import Guarantee
from generator.model.instrument import Instrument
from generator.model.vocabulary import Negotiation
from generator.reading.prose import Prose
from generator.views.change_log import Log, log_view
from generator.views.comparison import ComparedTable
from generator.views.deadlines import day_in_words, working
from generator.views.desk import Desk, SnapshotDesk
from generator.views.figures import Figure
from generator.views.items import Status, instrument_dates, shown_facts
from generator.views.parts import (
    DOT,
    Column,
    Entry,
    Fact,
    Frame,
    Line,
    Link,
    Row,
    SearchRecord,
    Table,
    Value,
    in_a_row,
)
from generator.views.plans import Plan
from generator.views.positions import PositionsView, positions_view
from generator.views.scenarios import ScenarioView, scenario_view
from generator.views.sequence import SequenceView, sequence_view
from generator.views.standing import Part, Standing, ai_label, day_link, staleness, standing_of, state_names
from generator.views.ties import ties_figure
from generator.views.timeline import timeline_figure
from generator.views.tracker import tracker_of

TEMPLATE = "process"

LISTED_AT_ONCE = 20
"""With more briefings than this they are listed year by year, and only the newest ones with their bottom lines."""
EVENTS_SHOWN = 100
"""So many events, the newest, are on a process's page."""


@dataclass(frozen=True, slots=True)
class Section:
    """A matter as one briefing has it: `source` leads there."""

    source: Line
    statuses: tuple[Status, ...] = ()
    question: str = ""
    text: Prose | None = None
    scenarios: tuple[ScenarioView, ...] = ()
    table: Table | None = None
    tracker: ComparedTable | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """The briefings of one year; without a heading where all are in one list."""

    heading: str
    anchor: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ProcessView:
    """All that a process's page says."""

    frame: Frame
    summary: str
    meta: tuple[Fact, ...]
    bottom_line: str
    latest: Line
    truce: Section | None
    sequence: SequenceView | None
    guarantees: Section | None
    ties: Figure | None
    outlook: Section | None
    instruments: Section | None
    players: Table
    positions: PositionsView | None
    changes: Log | None
    timeline: tuple[Entry, ...]
    timeline_note: str
    timeline_figure: Figure | None
    years: tuple[Year, ...]


def views(desk: Desk) -> Iterator[Plan]:
    """The page of each process."""
    for process in desk.catalogue.processes.values():
        yield process.page, partial(_view, desk, process)


def _view(desk: Desk, process: Process) -> ProcessView:
    standing = standing_of(process)
    timeline = _timeline(desk, standing)
    return ProcessView(
        frame=_frame(desk, process),
        summary=process.fields.summary or "",
        meta=_meta(desk, process),
        bottom_line=standing.latest.briefing.bottom_line,
        latest=_latest(desk, standing.latest),
        truce=_section(desk, standing.truce, _truce),
        sequence=sequence_view(desk, process, standing.truce) if standing.truce else None,
        guarantees=_section(desk, standing.guarantees, _guarantees),
        ties=ties_figure(desk, process, standing),
        outlook=_section(desk, standing.outlook, _outlook),
        instruments=_section(desk, standing.instruments, _instruments),
        players=_players(desk, standing),
        positions=positions_view(desk, process),
        changes=log_view(desk, process) if len(process.snapshots) > 1 else None,
        timeline=timeline[-EVENTS_SHOWN:],
        timeline_note=_left_out(desk, len(timeline)),
        timeline_figure=timeline_figure(desk, process),
        years=tuple(_years(desk, standing)),
    )


def _latest(desk: Desk, snapshot: Snapshot) -> Line:
    about = desk.line("{day}: {briefing}", day=desk.as_of(snapshot), briefing=desk.briefing(snapshot))
    return in_a_row((about, *ai_label(desk, snapshot), *staleness(desk, snapshot)), DOT)


def _frame(desk: Desk, process: Process) -> Frame:
    fields, latest = process.fields, process.latest
    return Frame(
        path=process.page,
        title=fields.title,
        description=fields.summary or latest.briefing.bottom_line,
        kind="process",
        kicker=desk.text("Process"),
        crumbs=(desk.home(), Link(desk.text("Processes"), Target(links.PROCESSES))),
        here=fields.title,
        search=_search(desk, process),
        last_modified=latest.as_of,
        draft=all(snapshot.draft for snapshot in process.snapshots),
    )


def _search(desk: Desk, process: Process) -> SearchRecord:
    mentioned = dict.fromkeys(player for snapshot in reversed(process.snapshots) for player in snapshot.mentioned)
    filters = {
        "process": (process.fields.title,),
        "player": tuple(desk.player(player).text for player in mentioned),
        "year": tuple(dict.fromkeys(str(snapshot.as_of.year) for snapshot in process.snapshots)),
    }
    summary = process.fields.summary or process.latest.briefing.bottom_line
    also = tuple(desk.words.state(code) for code in process.fields.countries)
    return SearchRecord(desk.text("Process"), summary, desk.as_of(process.latest), filters, also)


def _meta(desk: Desk, process: Process) -> tuple[Fact, ...]:
    fields = process.fields
    return shown_facts(
        (
            (desk.text("As of"), desk.as_of(process.latest)),
            (desk.text("Status"), desk.badge(fields.status) if fields.status else None),
            (desk.text("Started"), desk.dated(fields.started) if fields.started else None),
            (desk.text("Countries"), state_names(desk, fields.countries)),
            (desk.text("Briefings"), str(len(process.snapshots))),
        )
    )


def _section(
    desk: Desk, snapshot: Snapshot | None, describe: Callable[[SnapshotDesk, Line], Section | None]
) -> Section | None:
    """A matter as the newest briefing that speaks of it has it."""
    if snapshot is None:
        return None
    return describe(desk.at(snapshot), desk.line("As of {day}", day=day_link(desk, snapshot)))


def _table(anchor: str, caption: str, labels: Iterable[str], rows: Iterable[Row]) -> Table | None:
    """The table without its empty columns; None where there is no row."""
    columns = tuple(Column(label) for label in labels)
    filled = tuple(rows)
    return Table(anchor, caption, columns, filled, stacked=True).without_empty_columns() if filled else None


def _truce(desk: SnapshotDesk, source: Line) -> Section | None:
    truce = desk.snapshot.briefing.truce
    if truce is None:
        return None
    statuses = (Status("", desk.badge(truce.status)),) if truce.status else ()
    return Section(source, statuses, tracker=tracker_of(desk, desk.snapshot))


def _guarantees(desk: SnapshotDesk, source: Line) -> Section:
    table = _table(
        "cap-guarantees",
        desk.text("Guarantees, their form and where each stands"),
        (
            desk.text("Guarantee"),
            desk.text("Form"),
            desk.text("Given by"),
            desk.text("Given to"),
            desk.text("Status"),
        ),
        (_guarantee_row(desk, guarantee) for guarantee in desk.snapshot.briefing.guarantees),
    )
    return Section(source, table=table)


def _guarantee_row(desk: SnapshotDesk, guarantee: Guarantee) -> Row:
    cells = (
        desk.term(guarantee.form),
        desk.players(guarantee.providers) if guarantee.providers else None,
        desk.players(guarantee.beneficiaries) if guarantee.beneficiaries else None,
        _status(desk, guarantee),
    )
    return Row(Link(guarantee.title, Target(desk.snapshot.page, f"guarantee-{guarantee.id}")), cells)


def _status(desk: SnapshotDesk, item: Guarantee | Instrument) -> Line | None:
    """Where it stands, and whether that or anything else of it is contested."""
    badges = [desk.badge(item.status)] if item.status else []
    badges += [desk.badge(Negotiation.CONTESTED)] if item.contested else []
    return in_a_row(badges, " ") if badges else None


def _outlook(desk: SnapshotDesk, source: Line) -> Section | None:
    outlook = desk.snapshot.briefing.outlook
    if outlook is None:
        return None
    scenarios = tuple(scenario_view(desk, scenario) for scenario in outlook.scenarios)
    if not any(scenario.bar for scenario in scenarios):
        return Section(source, question=outlook.question, table=_outcomes(desk, scenarios))
    outcomes = tuple(Status(one.title, one.outcome.badge) for one in scenarios if one.outcome)
    # What figures rest on stands wherever they do.
    text = desk.prose(outlook.text) if outlook.text else None
    return Section(source, outcomes, question=outlook.question, text=text, scenarios=scenarios)


def _outcomes(desk: SnapshotDesk, scenarios: tuple[ScenarioView, ...]) -> Table | None:
    """Scenarios that were never given a likelihood, and what became of them."""
    return _table(
        "cap-outlook",
        desk.text("Scenarios and what became of them"),
        (desk.text("Scenario"), desk.text("Outcome")),
        (Row(one.link, (one.outcome.badge if one.outcome else None,)) for one in scenarios),
    )


def _instruments(desk: SnapshotDesk, source: Line) -> Section:
    table = _table(
        "cap-instruments",
        desk.text("Texts, their days and where each stands"),
        (desk.text("Text"), desk.text("Type"), desk.text("Status"), desk.text("Days")),
        (_instrument_row(desk, instrument) for instrument in desk.snapshot.briefing.instruments),
    )
    return Section(source, table=table)


def _instrument_row(desk: SnapshotDesk, instrument: Instrument) -> Row:
    days = tuple(desk.labelled(fact.label, fact.value) for fact in instrument_dates(desk, instrument))
    cells = (
        desk.term(instrument.type),
        _status(desk, instrument),
        in_a_row(days, DOT) if days else None,
    )
    return Row(Link(instrument.title, Target(desk.snapshot.page, f"instrument-{instrument.id}")), cells)


def _players(desk: Desk, standing: Standing) -> Table:
    table = _table(
        "cap-players",
        desk.text("Players and their roles"),
        (desk.text("Player"), desk.text("Roles"), desk.text("Side"), desk.text("As of")),
        (_player_row(desk, part) for part in standing.parts().values()),
    )
    assert table is not None  # a briefing has at least one player
    return table


def _player_row(desk: Desk, part: Part) -> Row:
    player = part.participant
    as_of = day_link(desk, part.snapshot, f"player-{player.id}")
    return Row(desk.player(player.id), (desk.terms(player.roles) or None, player.side, as_of))


def _timeline(desk: Desk, standing: Standing) -> tuple[Entry, ...]:
    """The events of all briefings, each once and in its newest wording, oldest first; undated ones stand last."""
    desks = {snapshot.slug: desk.at(snapshot) for snapshot in standing.snapshots}
    anchors = anchors_of(snapshot.briefing for snapshot in standing.snapshots)
    found = [
        (desks[snapshot.slug], event, reckon(event.when, Aspect.WHEN, anchors)) for snapshot, event in standing.events()
    ]
    in_order = sorted(found, key=lambda one: _moment(one[2]))
    return tuple(_event(here, event, reckoning) for here, event, reckoning in in_order)


def _moment(when: Reckoning) -> tuple[bool, date, date]:
    if isinstance(when, Reckoned):
        return (False, when.span.earliest, when.span.latest)
    return (True, date.max, date.max)


def _event(desk: SnapshotDesk, event: Event, reckoning: Reckoning) -> Entry:
    """An event; where its day is worked out, the working stands below."""
    when = desk.when(event.when)
    assert when is not None
    about: list[Value] = [event.place] if event.place else []
    about += [desk.players(event.players)] if event.players else []
    if isinstance(reckoning, Reckoned) and reckoning.steps:
        when = day_in_words(desk, event.when, reckoning)
        about += working(desk, reckoning)
    return Entry(
        when=when,
        title=Link(event.title, Target(desk.snapshot.page, f"event-{event.id}")),
        note=in_a_row(about, DOT) if about else None,
        badge=desk.badge(event.status) if event.status else None,
    )


def _left_out(desk: Desk, number: int) -> str:
    """How many earlier events are not shown; empty where all are."""
    if number <= EVENTS_SHOWN:
        return ""
    return desk.words.count(
        "{n} earlier event stands on the pages of the briefings.",
        "{n} earlier events stand on the pages of the briefings.",
        number - EVENTS_SHOWN,
    )


def _years(desk: Desk, standing: Standing) -> Iterator[Year]:
    """All briefings, newest first: in one list, or year by year where they are many."""
    if len(standing.snapshots) <= LISTED_AT_ONCE:
        yield Year("", "", tuple(_listed(desk, snapshot, in_full=True) for snapshot in standing.snapshots))
        return
    newest = frozenset(snapshot.slug for snapshot in standing.snapshots[:LISTED_AT_ONCE])
    for year, members in groupby(standing.snapshots, lambda snapshot: snapshot.as_of.year):
        entries = tuple(_listed(desk, snapshot, in_full=snapshot.slug in newest) for snapshot in members)
        yield Year(str(year), f"year-{year}", entries)


def _listed(desk: Desk, snapshot: Snapshot, *, in_full: bool) -> Entry:
    text = snapshot.briefing.bottom_line if in_full else None
    return Entry(desk.as_of(snapshot), desk.briefing(snapshot), text)
