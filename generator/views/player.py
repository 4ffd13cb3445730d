"""A player's page: who it is, its roles, positions and guarantees across all processes, and where it is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import TypeVar

from generator import links
from generator.catalogue import Player, Snapshot
from generator.links import Target
from generator.model.guarantee import Guarantee
from generator.model.player import Relation
from generator.model.truce import Position
from generator.model.values import ItemRef, PlayerId
from generator.model.vocabulary import RelationType
from generator.model.when import Dated, When
from generator.positions import Move
from generator.views.desk import Desk, SnapshotDesk, item_targets
from generator.views.items import below_one_another, how_known, position_line, post_line, shown_facts
from generator.views.parts import (
    ChangeLine,
    Column,
    Entry,
    Fact,
    Frame,
    Line,
    Link,
    Row,
    SearchRecord,
    Table,
    Time,
    Value,
    WebLink,
)
from generator.views.plans import Plan
from generator.views.positions import earlier_moves, move_line, moves_by_player
from generator.views.standing import Part, Standing, day_link, standings

TEMPLATE = "player"

LISTED = 20
"""So many statements and so many briefings, the newest, are on a player's page."""

ROWS = 100
"""So many rows, those of the newest briefings, has each table of a player's page."""

Entity = TypeVar("Entity")


@dataclass(frozen=True, slots=True)
class Listing:
    """A table, and how many more rows there would be, in words; empty where that is all."""

    table: Table
    note: str


@dataclass(frozen=True, slots=True)
class PlayerView:
    """All that a player's page says; `statements_note` and `briefings_note` say how many more there are."""

    frame: Frame
    facts: tuple[Fact, ...]
    roles: Listing | None
    positions: Listing | None
    moves: tuple[ChangeLine, ...]
    moves_note: str
    given: Listing | None
    received: Listing | None
    statements: tuple[Entry, ...]
    statements_note: str
    briefings: tuple[Entry, ...]
    briefings_note: str
    archive: Link


@dataclass(frozen=True, slots=True)
class _Index:
    """What is known of each player across all briefings, found once for all pages."""

    roles: Mapping[str, tuple[Row, ...]]
    positions: Mapping[str, tuple[Row, ...]]
    moves: Mapping[PlayerId, tuple[Move, ...]]
    given: Mapping[str, tuple[Row, ...]]
    received: Mapping[str, tuple[Row, ...]]
    statements: Mapping[str, tuple[Entry, ...]]
    relations: Mapping[str, tuple[tuple[str, Value], ...]]


def views(desk: Desk) -> Iterator[Plan]:
    """The page of each player."""
    index = cache(partial(_make_index, desk))
    for player in desk.catalogue.players.values():
        yield player.page, partial(_view, desk, index, player)


def _make_index(desk: Desk) -> _Index:
    everything = standings(desk.catalogue)
    return _Index(
        roles=_by_player(entry for standing in everything for entry in _roles(desk, standing)),
        positions=_by_player(entry for standing in everything for entry in _positions(desk, standing)),
        moves=moves_by_player(desk),
        given=_by_player(entry for standing in everything for entry in _given(desk, standing)),
        received=_by_player(entry for standing in everything for entry in _received(desk, standing)),
        statements=_by_player(_statements(desk)),
        relations=_by_player(_relations(desk)),
    )


def _by_player(entries: Iterable[tuple[str, Entity]]) -> Mapping[str, tuple[Entity, ...]]:
    found: dict[str, list[Entity]] = defaultdict(list)
    for player, entry in entries:
        found[player].append(entry)
    return {player: tuple(members) for player, members in found.items()}


def _view(desk: Desk, made_index: Callable[[], _Index], player: Player) -> PlayerView:
    index = made_index()
    named = desk.catalogue.appearances.get(player.id, ())
    statements, moves = index.statements.get(player.id, ()), index.moves.get(player.id, ())
    return PlayerView(
        frame=_frame(desk, player, named),
        facts=_facts(desk, player, index.relations.get(player.id, ())),
        roles=_listing(desk, _role_columns(desk), index.roles.get(player.id, ())),
        positions=_listing(desk, _position_columns(desk), index.positions.get(player.id, ())),
        moves=tuple(move_line(desk, move) for move in moves[:LISTED]),
        moves_note=earlier_moves(desk, len(moves) - LISTED),
        given=_listing(desk, _given_columns(desk), index.given.get(player.id, ())),
        received=_listing(desk, _received_columns(desk), index.received.get(player.id, ())),
        statements=statements[:LISTED],
        statements_note=_more_statements(desk, len(statements) - LISTED),
        briefings=tuple(_briefing(desk, snapshot) for snapshot in named[:LISTED]),
        briefings_note=_more_briefings(desk, len(named) - LISTED),
        archive=Link(desk.text("Archive"), Target(links.ARCHIVE)),
    )


def _frame(desk: Desk, player: Player, named: tuple[Snapshot, ...]) -> Frame:
    description = desk.text(
        "{player}: roles, positions and guarantees in the processes on record.", player=desk.name_of(player)
    )
    return Frame(
        path=player.page,
        title=desk.name_of(player),
        description=description,
        kind="player",
        kicker=desk.words.term(player.kind),
        crumbs=(desk.home(), Link(desk.text("Players"), Target(links.PLAYERS))),
        here=desk.name_of(player),
        search=_search(desk, player, named),
        last_modified=named[0].as_of if named else None,
        draft=bool(named) and all(snapshot.draft for snapshot in named),
    )


def _search(desk: Desk, player: Player, named: tuple[Snapshot, ...]) -> SearchRecord:
    processes = (desk.catalogue.process_of(snapshot) for snapshot in named)
    filters = {
        "process": tuple(dict.fromkeys(process.fields.title for process in processes if process)),
        "player": (desk.name_of(player),),
    }
    return SearchRecord(desk.text("Player"), day=desk.as_of(named[0]) if named else None, filters=filters)


# ---- who it is ----


def _facts(desk: Desk, player: Player, relations: tuple[tuple[str, Value], ...]) -> tuple[Fact, ...]:
    names = [alias.text for alias in player.aliases if not alias.as_printed]
    printed = [desk.text("“{name}” in a source", name=alias.text) for alias in player.aliases if alias.as_printed]
    return shown_facts(
        (
            (desk.text("Country"), _country(desk, player)),
            (desk.text("Posts"), below_one_another(post_line(desk, post) for post in player.posts)),
            (desk.text("Also called"), ", ".join(names)),
            (desk.text("Printed as"), ", ".join(printed)),
            *((label, below_one_another(dict.fromkeys(others))) for label, others in _by_player(relations).items()),
            (desk.text("Recognition"), player.recognition, True),
            (desk.text("Elsewhere"), _wikidata(player)),
        )
    )


def _country(desk: Desk, player: Player) -> Value | None:
    """Its country, with a link where that has a page; nothing for a state, which is its own."""
    if player.country is None or player.country == player.id:
        return None
    return desk.player(player.country) if player.country in desk.catalogue.players else desk.words.state(player.country)


def _wikidata(player: Player) -> WebLink | None:
    return WebLink("Wikidata", f"https://www.wikidata.org/wiki/{player.wikidata}") if player.wikidata else None


def _relations(desk: Desk) -> Iterator[tuple[str, tuple[str, Value]]]:
    """Each relation under both its players, with the words for it from either side."""
    for player in desk.catalogue.players.values():
        for relation in player.relations:
            when = _relation_time(desk, player, relation.when)
            yield player.id, (desk.words.term(relation.type), _related(desk, relation.to, when))
            yield relation.to, (_seen_from_the_other(desk, relation), _related(desk, player.id, when))


def _related(desk: Desk, player: PlayerId, when: Time | None) -> Line:
    return Line((desk.player(player), ", ", when)) if when else Line((desk.player(player),))


def _seen_from_the_other(desk: Desk, relation: Relation) -> str:
    return {
        RelationType.ALLIED_WITH: desk.words.term(RelationType.ALLIED_WITH),
        RelationType.OPPOSES: desk.text("Opposed by"),
        RelationType.BACKS: desk.text("Backed by"),
        RelationType.CONTROLS: desk.text("Controlled by"),
        RelationType.REPRESENTS: desk.text("Represented by"),
        RelationType.PART_OF: desk.text("Includes"),
        RelationType.SUCCESSOR_OF: desk.text("Succeeded by"),
    }[relation.type]


def _relation_time(desk: Desk, player: Player, when: When | None) -> Time | None:
    if when is None or isinstance(when, Dated):
        return desk.dated(when) if when else None
    return Time(desk.words.when(when, lambda item: _title(desk, player, item)))


def _title(desk: Desk, player: Player, item: ItemRef) -> str:
    """The title of an item in the newest briefing that names the player and has the item; its id where none does."""
    for snapshot in desk.catalogue.appearances.get(player.id, ()):
        known = item_targets(snapshot.briefing).get(item)
        if known:
            return known[0]
    return str(item)


# ---- what it does ----


def _listing(desk: Desk, columns: tuple[str, str, tuple[str, ...]], rows: tuple[Row, ...]) -> Listing | None:
    if not rows:
        return None
    anchor, caption, labels = columns
    table = Table(anchor, caption, tuple(Column(label) for label in labels), rows[:ROWS], stacked=True)
    return Listing(table.without_empty_columns(), _more_rows(desk, len(rows) - ROWS))


def _more_rows(desk: Desk, number: int) -> str:
    if number <= 0:
        return ""
    return desk.words.count(
        "{n} older entry stands on the pages of the briefings.",
        "{n} older entries stand on the pages of the briefings.",
        number,
    )


def _role_columns(desk: Desk) -> tuple[str, str, tuple[str, ...]]:
    labels = (
        desk.text("Process"),
        desk.text("Roles"),
        desk.text("Side"),
        desk.text("Where it stands"),
        desk.text("As of"),
    )
    return "cap-roles", desk.text("Roles in each process"), labels


def _roles(desk: Desk, standing: Standing) -> Iterator[tuple[str, Row]]:
    for player, part in standing.parts().items():
        yield player, _role(desk.at(part.snapshot), standing, part)


def _role(desk: SnapshotDesk, standing: Standing, part: Part) -> Row:
    player = part.participant
    stance: tuple[Value, ...] = (player.stance, *desk.cites(player.sources)) if player.stance else ()
    stated = Line((*stance, *how_known(desk, player)))
    as_of = day_link(desk, part.snapshot, f"player-{player.id}")
    return Row(standing.link, (desk.terms(player.roles) or None, player.side, stated if stated.parts else None, as_of))


def _position_columns(desk: Desk) -> tuple[str, str, tuple[str, ...]]:
    labels = (desk.text("Term or guarantee"), desk.text("Position"), desk.text("Process"), desk.text("As of"))
    return "cap-positions", desk.text("Positions on terms and guarantees"), labels


def _positions(desk: Desk, standing: Standing) -> Iterator[tuple[str, Row]]:
    """Positions on the terms and guarantees that the process's newest briefings list."""
    if standing.truce and standing.truce.briefing.truce:
        at = desk.at(standing.truce)
        for term in standing.truce.briefing.truce.terms:
            yield from _held_on(at, standing, Link(term.title, _place(at, f"term-{term.id}")), term.positions)
    if standing.guarantees:
        at = desk.at(standing.guarantees)
        for one in standing.guarantees.briefing.guarantees:
            yield from _held_on(at, standing, Link(one.title, _place(at, f"guarantee-{one.id}")), one.positions)


def _held_on(
    desk: SnapshotDesk, standing: Standing, item: Link, positions: Mapping[PlayerId, Position]
) -> Iterator[tuple[str, Row]]:
    for player, position in positions.items():
        yield player, Row(item, (position_line(desk, position), standing.link, day_link(desk, desk.snapshot)))


def _place(desk: SnapshotDesk, anchor: str) -> Target:
    return Target(desk.snapshot.page, anchor)


def _given_columns(desk: Desk) -> tuple[str, str, tuple[str, ...]]:
    labels = (
        desk.text("Guarantee"),
        desk.text("Given to"),
        desk.text("Form"),
        desk.text("Status"),
        desk.text("Process"),
    )
    return "cap-given", desk.text("Guarantees given, as the newest briefing of each process lists them"), labels


def _received_columns(desk: Desk) -> tuple[str, str, tuple[str, ...]]:
    labels = (
        desk.text("Guarantee"),
        desk.text("Given by"),
        desk.text("Form"),
        desk.text("Status"),
        desk.text("Process"),
    )
    caption = desk.text("Guarantees received, as the newest briefing of each process lists them")
    return "cap-received", caption, labels


def _given(desk: Desk, standing: Standing) -> Iterator[tuple[str, Row]]:
    for guarantee in standing.guarantees.briefing.guarantees if standing.guarantees else ():
        for player in guarantee.providers:
            yield player, _guarantee(desk, standing, guarantee, guarantee.beneficiaries)


def _received(desk: Desk, standing: Standing) -> Iterator[tuple[str, Row]]:
    for guarantee in standing.guarantees.briefing.guarantees if standing.guarantees else ():
        for player in guarantee.beneficiaries:
            yield player, _guarantee(desk, standing, guarantee, guarantee.providers)


def _guarantee(desk: Desk, standing: Standing, guarantee: Guarantee, others: tuple[PlayerId, ...]) -> Row:
    assert standing.guarantees is not None
    cells = (
        desk.players(others) if others else None,
        desk.term(guarantee.form),
        desk.badge(guarantee.status) if guarantee.status else None,
        standing.link,
    )
    return Row(Link(guarantee.title, Target(standing.guarantees.page, f"guarantee-{guarantee.id}")), cells)


# ---- where it is named ----


def _statements(desk: Desk) -> Iterator[tuple[str, Entry]]:
    """Key points by whoever said them, the newest first; one that a later briefing repeats stands once."""
    seen = set()
    for snapshot in desk.catalogue.snapshots:
        for number, point in enumerate(snapshot.briefing.key_points, start=1):
            key = (snapshot.briefing.process, str(point.text))
            if point.said_by and key not in seen:
                seen.add(key)
                title = Link(snapshot.briefing.title, Target(snapshot.page, f"point-{number}"))
                relayed = _relayed(desk, point.said_by)
                prose = desk.at(snapshot).prose_cited(point.text, point.sources)
                yield point.said_by[0], Entry(desk.as_of(snapshot), title, prose, relayed)


def _relayed(desk: Desk, chain: tuple[PlayerId, ...]) -> Line | None:
    return desk.line("As relayed by {relay}.", relay=desk.player(chain[1])) if len(chain) > 1 else None


def _more_statements(desk: Desk, number: int) -> str:
    if number <= 0:
        return ""
    return desk.words.count(
        "{n} earlier statement stands on the pages of the briefings.",
        "{n} earlier statements stand on the pages of the briefings.",
        number,
    )


def _briefing(desk: Desk, snapshot: Snapshot) -> Entry:
    process = desk.catalogue.process_of(snapshot)
    note = Line((Link(process.fields.title, Target(process.page)),)) if process else None
    return Entry(desk.as_of(snapshot), desk.briefing(snapshot), note=note)


def _more_briefings(desk: Desk, number: int) -> str:
    if number <= 0:
        return ""
    return desk.words.count(
        "{n} earlier briefing names this player.", "{n} earlier briefings name this player.", number
    )
