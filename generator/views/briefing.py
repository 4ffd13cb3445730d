"""A briefing's page: the bottom line first, then who, what, on what terms, how likely, and how we know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from babel.core import Locale

from generator import links
from generator.catalogue import Process, Snapshot
from generator.links import Target
from generator.model.event import Event
from generator.model.items import KeyPoint
from generator.model.player import Participant
from generator.model.provenance import Provenance
from generator.model.values import PlayerId
from generator.model.vocabulary import ProvenanceAiUse, UpdateKind
from generator.reading.prose import Prose
from generator.views.changes import ChangesView, changes_view
from generator.views.citation import CiteView, cite_view
from generator.views.deadlines import day_in_words, reckoned_here, working
from generator.views.desk import Desk, SnapshotDesk
from generator.views.items import (
    ItemView,
    Status,
    below_one_another,
    guarantee_view,
    how_known,
    instrument_view,
    mechanism_view,
    position_line,
    shown_facts,
    term_view,
    truce_facts,
)
from generator.views.parts import (
    DOT,
    Banner,
    Column,
    Entry,
    Fact,
    Frame,
    LanguageLink,
    Line,
    Link,
    Neighbours,
    Note,
    Row,
    SearchRecord,
    Table,
    Value,
    in_a_row,
)
from generator.views.plans import Plan
from generator.views.scenarios import OutlookView, outlook_view
from generator.views.source_list import SourceView, source_views
from generator.views.standing import overdue
from generator.words import ENGLISH

TEMPLATE = "briefing"


@dataclass(frozen=True, slots=True)
class PointView:
    """A key point with its citation marks, and how it is known."""

    anchor: str
    text: Prose
    note: Note


@dataclass(frozen=True, slots=True)
class TruceView:
    """The truce: its standing, its terms, the positions on them, and how it is monitored."""

    statuses: tuple[Status, ...]
    facts: tuple[Fact, ...]
    text: Prose | None
    note: Note
    terms: tuple[ItemView, ...]
    positions: Table | None
    monitoring: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class ProvenanceView:
    """How the briefing came about; `label` is the plain AI label, empty where no AI had a part."""

    ai_use: str
    label: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class BriefingView:
    """All that a briefing's page says."""

    frame: Frame
    meta: tuple[Fact, ...]
    banners: tuple[Banner, ...]
    bottom_line: str
    points: tuple[PointView, ...]
    changes: ChangesView | None
    what_happened: Prose | None
    why_it_matters: Prose | None
    what_next: Prose | None
    players: Table
    instruments: tuple[ItemView, ...]
    truce: TruceView | None
    guarantees: tuple[ItemView, ...]
    outlook: OutlookView | None
    timeline: tuple[Entry, ...]
    sources: tuple[SourceView, ...]
    provenance: ProvenanceView | None
    updates: tuple[Entry, ...]
    cite: CiteView | None
    neighbours: Neighbours


def views(desk: Desk) -> Iterator[Plan]:
    """The page of each published briefing."""
    for versions in desk.catalogue.versions:
        for snapshot in versions:
            yield snapshot.page, partial(_version, desk, versions, snapshot)


def _version(desk: Desk, versions: tuple[Snapshot, ...], snapshot: Snapshot) -> BriefingView:
    """A briefing in one of its languages."""
    return view(desk.in_language(snapshot.briefing.language).at(snapshot), _languages(versions, snapshot))


def _languages(versions: tuple[Snapshot, ...], here: Snapshot) -> tuple[LanguageLink, ...]:
    """The languages of a briefing, where it has several."""
    return tuple(_language(one, is_here=one is here) for one in versions) if len(versions) > 1 else ()


def _language(snapshot: Snapshot, *, is_here: bool) -> LanguageLink:
    tag = snapshot.briefing.language
    name = str(Locale.parse(tag, sep="-").get_display_name() or tag)
    return LanguageLink(tag, name, Link(name, Target(snapshot.page)), is_here)


def view(desk: SnapshotDesk, languages: tuple[LanguageLink, ...] = ()) -> BriefingView:
    """The page of one briefing; `languages` are its versions."""
    briefing, process = desk.snapshot.briefing, desk.catalogue.process_of(desk.snapshot)
    before = process.before(desk.snapshot.original) if process else None
    return BriefingView(
        frame=_frame(desk, process, languages),
        meta=_meta(desk, process),
        banners=tuple(_banners(desk)),
        bottom_line=briefing.bottom_line,
        points=tuple(_point(desk, number, point) for number, point in enumerate(briefing.key_points, start=1)),
        changes=changes_view(desk, before),
        what_happened=desk.prose(briefing.what_happened) if briefing.what_happened else None,
        why_it_matters=desk.prose(briefing.why_it_matters) if briefing.why_it_matters else None,
        what_next=desk.prose(briefing.what_next) if briefing.what_next else None,
        players=_players(desk),
        instruments=tuple(instrument_view(desk, instrument) for instrument in briefing.instruments),
        truce=_truce(desk),
        guarantees=tuple(guarantee_view(desk, guarantee) for guarantee in briefing.guarantees),
        outlook=outlook_view(desk),
        timeline=timeline(desk),
        sources=tuple(source_views(desk)),
        provenance=_provenance(desk, briefing.provenance) if briefing.provenance else None,
        updates=tuple(_updates(desk)),
        cite=cite_view(desk, desk.snapshot),
        neighbours=_neighbours(desk, process),
    )


def _frame(desk: SnapshotDesk, process: Process | None, languages: tuple[LanguageLink, ...]) -> Frame:
    briefing, snapshot = desk.snapshot.briefing, desk.snapshot
    crumbs = (desk.home(), Link(desk.text("Processes"), Target(links.PROCESSES))) if process else (desk.home(),)
    return Frame(
        path=snapshot.page,
        title=briefing.title,
        description=briefing.bottom_line,
        kind="briefing",
        kicker=desk.text("Briefing"),
        crumbs=(*crumbs, *((_setting(desk, process),) if process else ())),
        here=desk.words.day(briefing.as_of),
        search=_search_record(desk, process),
        language="" if briefing.language == ENGLISH else briefing.language,
        direction="" if briefing.language == ENGLISH else _direction(briefing.language),
        interface="" if desk.words.language == ENGLISH else desk.words.language,
        languages=languages,
        edit_path=snapshot.edit_path,
        last_modified=max((briefing.as_of, *(update.date for update in briefing.updates))),
        draft=snapshot.draft,
    )


def _setting(desk: SnapshotDesk, process: Process) -> Link:
    """The process by its name in the briefing's language."""
    return Link(process.title_in(desk.snapshot.briefing.language), Target(process.page))


def _direction(language: str) -> str:
    return str(Locale.parse(language, sep="-").text_direction)


def _search_record(desk: SnapshotDesk, process: Process | None) -> SearchRecord:
    briefing = desk.snapshot.briefing
    statuses = [item.status for item in (briefing.truce, *briefing.guarantees) if item and item.status]
    terms = briefing.truce.terms if briefing.truce else ()
    filters = {
        "process": (process.title_in(briefing.language),) if process else (),
        "player": tuple(desk.player(player).text for player in desk.snapshot.mentioned),
        "year": (str(briefing.as_of.year),),
        "status": _each_once(desk.words.term(status) for status in statuses),
        "guarantee_form": _each_once(desk.words.term(one.form) for one in briefing.guarantees if one.form),
        "term_category": _each_once(desk.words.term(term.category) for term in terms),
    }
    also = (*briefing.authors, *briefing.reviewers, *briefing.topics)
    return SearchRecord(desk.text("Briefing"), briefing.bottom_line, desk.as_of(desk.snapshot), filters, also)


def _each_once(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels))


def _meta(desk: SnapshotDesk, process: Process | None) -> tuple[Fact, ...]:
    briefing = desk.snapshot.briefing
    return shown_facts(
        (
            (desk.text("As of"), desk.as_of(desk.snapshot)),
            (desk.text("Process"), _setting(desk, process) if process else None),
            (desk.text("Authors"), desk.listed(briefing.authors)),
            (desk.text("Reviewed by"), desk.listed(briefing.reviewers)),
            (desk.text("Topics"), desk.listed(briefing.topics)),
        )
    )


def _banners(desk: SnapshotDesk) -> Iterator[Banner]:
    briefing = desk.snapshot.briefing
    if desk.snapshot.draft:
        yield Banner("draft", desk.text("Not published."), desk.text("Only this preview shows it."))
    if _replaces_withdrawn(desk):
        yield Banner(
            "withdrawn", desk.text("In place of a withdrawn briefing."), desk.text("The earlier address leads here.")
        )
    if late := overdue(desk, desk.snapshot):
        yield Banner("stale", desk.text("This may be out of date."), late)
    for update in briefing.updates:
        if update.kind is UpdateKind.CORRECTION:
            day = desk.day(update.date)
            yield Banner(
                "correction", desk.text("Corrected."), desk.line("{day}: {summary}", day=day, summary=update.summary)
            )
    if briefing.provenance and briefing.provenance.ai_use is ProvenanceAiUse.GENERATED:
        yield Banner("ai", desk.text("AI-generated content."), _responsible(desk, briefing.provenance))


def _replaces_withdrawn(desk: SnapshotDesk) -> bool:
    """Whether a reader may come from a briefing that was withdrawn, for which this one or its original stands in."""
    versions = (desk.snapshot.slug, desk.snapshot.original)
    return any(one.replaced_by in versions for one in desk.catalogue.withdrawn)


def _responsible(desk: Desk, provenance: Provenance) -> str:
    name = provenance.editorial_responsibility
    return (
        desk.text("Editorial responsibility: {name}.", name=name)
        if name
        else desk.text("Nobody has taken responsibility.")
    )


def _point(desk: SnapshotDesk, number: int, point: KeyPoint) -> PointView:
    return PointView(f"point-{number}", desk.prose_cited(point.text, point.sources), desk.note(point, cite=False))


def _players(desk: SnapshotDesk) -> Table:
    columns = (desk.text("Player"), desk.text("Roles"), desk.text("Side"), desk.text("Where it stands"))
    return Table(
        anchor="cap-players",
        caption=desk.text("Players, their roles and where they stand"),
        columns=tuple(Column(label) for label in columns),
        rows=tuple(_player_row(desk, participant) for participant in desk.snapshot.briefing.players),
        stacked=True,
    ).without_empty_columns()


def _player_row(desk: SnapshotDesk, participant: Participant) -> Row:
    known, marks = how_known(desk, participant), desk.cites(participant.sources)
    roles: tuple[Value, ...] = (desk.terms(participant.roles),) if participant.roles else ()
    # The marks stand behind what they vouch for: where the player stands, else what it does.
    stance: tuple[Value, ...] = (participant.stance, *marks) if participant.stance else ()
    cells = (roles if stance else (*roles, *marks), (*stance, *known))
    shown = tuple(Line(cell) if cell else None for cell in cells)
    return Row(desk.player(participant.id), (shown[0], participant.side, shown[1]), f"player-{participant.id}")


def _truce(desk: SnapshotDesk) -> TruceView | None:
    truce = desk.snapshot.briefing.truce
    if truce is None:
        return None
    return TruceView(
        statuses=(Status("", desk.badge(truce.status)),) if truce.status else (),
        facts=truce_facts(desk, truce),
        text=desk.prose(truce.text) if truce.text else None,
        note=desk.note(truce),
        terms=tuple(term_view(desk, term) for term in truce.terms),
        positions=_positions(desk),
        monitoring=tuple(mechanism_view(desk, mechanism) for mechanism in truce.monitoring),
    )


def _positions(desk: SnapshotDesk) -> Table | None:
    """Terms by players; None where nobody's position is on record."""
    truce = desk.snapshot.briefing.truce
    terms = truce.terms if truce else ()
    players: dict[PlayerId, None] = {player: None for term in terms for player in term.positions}
    if not players:
        return None
    rows = (
        Row(
            Link(term.title, Target(desk.snapshot.page, f"term-{term.id}")),
            tuple(position_line(desk, term.positions[one]) if one in term.positions else None for one in players),
        )
        for term in terms
    )
    columns = (Column(desk.text("Term")), *(Column(desk.player(player).text) for player in players))
    return Table("cap-positions", desk.text("Positions on each term, by player"), columns, tuple(rows), matrix=True)


def timeline(desk: SnapshotDesk) -> tuple[Entry, ...]:
    """The briefing's events in the order the authors gave them."""
    return tuple(_event(desk, event) for event in desk.snapshot.briefing.timeline)


def _event(desk: SnapshotDesk, event: Event) -> Entry:
    """An event; where its day is worked out, the working stands below."""
    when, known, found = desk.when(event.when), desk.note(event, cite=False), reckoned_here(desk, event.when)
    assert when is not None
    kind = event.kind[:1].upper() + event.kind[1:] if event.kind else None
    about: list[Value] = [value for value in (kind, event.place) if value]
    about += [desk.players(event.players)] if event.players else []
    about += working(desk, found) if found else []
    return Entry(
        when=day_in_words(desk, event.when, found) if found else when,
        title=Line((event.title, *desk.cites(event.sources))),
        text=desk.prose(event.text) if event.text else None,
        note=in_a_row((*about, *known.lines), DOT) if about or known.lines else None,
        badge=desk.badge(event.status) if event.status else None,
        anchor=f"event-{event.id}",
        versions=known.versions,
    )


def _provenance(desk: SnapshotDesk, provenance: Provenance) -> ProvenanceView:
    reviewed = provenance.reviewed_on
    inputs = (f"{one.title} (SHA-256 {one.sha256})" if one.sha256 else one.title for one in provenance.inputs)
    has_label = provenance.ai_use and provenance.ai_use is not ProvenanceAiUse.NONE
    facts = shown_facts(
        (
            (desk.text("Use of AI"), desk.term(provenance.ai_use)),
            (desk.text("Tool"), provenance.tool),
            (desk.text("Reviewed by"), desk.listed(provenance.reviewed_by)),
            (desk.text("Reviewed on"), desk.day(reviewed) if reviewed else None),
            (desk.text("Editorial responsibility"), provenance.editorial_responsibility),
            (desk.text("Made from"), below_one_another(inputs), True),
        )
    )
    label = desk.words.term(provenance.ai_use) if provenance.ai_use and has_label else ""
    return ProvenanceView(str(provenance.ai_use or ProvenanceAiUse.NONE), label, facts)


def _updates(desk: SnapshotDesk) -> Iterator[Entry]:
    for update in desk.snapshot.briefing.updates:
        when = desk.day(update.date)
        yield Entry(when, update.summary, badge=desk.badge(update.kind))


def _neighbours(desk: SnapshotDesk, process: Process | None) -> Neighbours:
    if process is None:
        return Neighbours()
    before, after = process.before(desk.snapshot.original), process.after(desk.snapshot.original)
    return Neighbours(_neighbour(desk, before) if before else None, _neighbour(desk, after) if after else None)


def _neighbour(desk: SnapshotDesk, snapshot: Snapshot) -> Entry:
    """The neighbour in the language of this page, else in the one it was written in."""
    version = desk.catalogue.in_language(snapshot, desk.snapshot.briefing.language) or snapshot
    return Entry(desk.as_of(version), desk.briefing(version))
