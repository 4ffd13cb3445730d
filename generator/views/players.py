"""The list of players, grouped by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import links
from generator.catalogue import Player
from generator.links import Target
from generator.model.vocabulary import PlayerKind
from generator.views.desk import Desk
from generator.views.parts import DOT, Frame, Link
from generator.views.plans import one_page
from generator.views.standing import Part, by_name, standings

TEMPLATE = "players"


@dataclass(frozen=True, slots=True)
class PlayerLine:
    """A player and its roles in all processes."""

    anchor: str
    link: Link
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """The players of one kind, by name."""

    anchor: str
    heading: str
    players: tuple[PlayerLine, ...]


@dataclass(frozen=True, slots=True)
class PlayersView:
    """Every player that a briefing names."""

    frame: Frame
    jump: tuple[Link, ...]
    groups: tuple[Group, ...]


def _name(desk: Desk) -> str:
    return desk.text("Players")


@one_page(links.PLAYERS, _name)
def views(desk: Desk) -> PlayersView:
    """The one page."""
    lead = desk.text("Everyone who takes part, with the roles they have or had.")
    newest = max((snapshot.as_of for snapshot in desk.catalogue.snapshots), default=None)
    groups = tuple(_groups(desk))
    return PlayersView(
        frame=desk.list_frame(links.PLAYERS, _name(desk), lead, contents=False, last_modified=newest),
        jump=tuple(Link(group.heading, Target("", group.anchor)) for group in groups),
        groups=groups,
    )


def _groups(desk: Desk) -> Iterator[Group]:
    parts = _parts(desk)
    members: dict[PlayerKind, list[Player]] = defaultdict(list)
    for player in sorted(desk.catalogue.players.values(), key=lambda player: by_name(desk.name_of(player))):
        members[player.kind].append(player)
    for kind, heading in headings(desk).items():
        if kind in members:
            players = tuple(_line(desk, player, parts.get(player.id, ())) for player in members[kind])
            yield Group(f"kind-{kind}", heading, players)


def headings(desk: Desk) -> Mapping[PlayerKind, str]:
    """What several players of a kind are called, in the order of the page."""
    return {
        PlayerKind.STATE: desk.text("States"),
        PlayerKind.PERSON: desk.text("People"),
        PlayerKind.ORGANISATION: desk.text("Organisations"),
        PlayerKind.COALITION: desk.text("Coalitions"),
        PlayerKind.ARMED_GROUP: desk.text("Armed groups"),
        PlayerKind.DE_FACTO_AUTHORITY: desk.text("De facto authorities"),
        PlayerKind.MILITARY_COMMAND: desk.text("Military commands"),
        PlayerKind.BODY: desk.text("Bodies"),
    }


def _parts(desk: Desk) -> Mapping[str, list[Part]]:
    """Each player's parts in all processes, that with the newest briefing first."""
    found: dict[str, list[Part]] = defaultdict(list)
    for standing in standings(desk.catalogue):
        for player, part in standing.parts().items():
            found[player].append(part)
    return found


def _line(desk: Desk, player: Player, parts: list[Part] | tuple[()]) -> PlayerLine:
    roles = desk.terms(dict.fromkeys(role for part in parts for role in part.participant.roles))
    processes = len({part.snapshot.briefing.process for part in parts} - {None})
    counted = desk.words.count("{n} process", "{n} processes", processes) if processes else ""
    note = DOT.join(words for words in (roles, counted) if words)
    return PlayerLine(f"player-{player.id}", desk.player(player.id), note)
