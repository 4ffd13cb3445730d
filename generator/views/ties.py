"""Who is tied to whom in a process: guarantees, and the relations between its players, as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.catalogue import Process, Snapshot
from generator.links import Target
from generator.model.guarantee import Guarantee
from generator.model.player import Relation
from generator.model.values import PlayerId
from generator.model.vocabulary import RelationType
from generator.model.when import Dated, Relative, When
from generator.pictures.ties import TieRow, draw_line, draw_ties
from generator.views.desk import Desk, SnapshotDesk
from generator.views.figures import Figure
from generator.views.guarantees import IN_FORCE
from generator.views.parts import Badge, Column, KeyEntry, Link, Picture, Row, Table, Time, Value
from generator.views.standing import Standing

MOST = 40
"""So many ties are in the picture; all guarantees stand in the table of the section."""

MUTUAL = frozenset({RelationType.ALLIED_WITH})


@dataclass(frozen=True, slots=True)
class _Tie:
    row: TieRow
    givers: tuple[Link, ...]
    receivers: tuple[Link, ...]
    title: Value
    status: Value | None
    commitment: Badge | None


def ties_figure(desk: Desk, process: Process, standing: Standing) -> Figure | None:
    """The picture of a process; None where nothing ties two players."""
    found = [*_guarantees(desk, standing.guarantees), *_relations(desk, standing)]
    shown = found[:MOST]
    if not shown:
        return None
    left_out = len(found) - len(shown)
    note = desk.words.count("{n} more is left out of the picture.", "{n} more are left out of the picture.", left_out)
    return Figure(
        picture=_picture(desk, process, shown),
        caption=_caption(desk, shown),
        table=_table(desk, found),
        notes=(note,) if left_out else (),
    )


def _caption(desk: Desk, shown: Sequence[_Tie]) -> str:
    if all(one.row.kind == "relation" for one in shown):
        return desk.text("Read from left to right.")
    return desk.text(
        "Read from left to right. Who gives a guarantee stands on the left, whom it protects on the right."
    )


def _guarantees(desk: Desk, snapshot: Snapshot | None) -> Iterator[_Tie]:
    if snapshot is None:
        return
    here = desk.at(snapshot)
    for guarantee in snapshot.briefing.guarantees:
        if guarantee.providers and guarantee.beneficiaries:
            yield _guarantee(here, guarantee)


def _guarantee(desk: SnapshotDesk, guarantee: Guarantee) -> _Tie:
    givers = tuple(desk.player(player) for player in guarantee.providers)
    receivers = tuple(desk.player(player) for player in guarantee.beneficiaries)
    words = (desk.term(guarantee.status) or desk.text("status not recorded"), desk.term(guarantee.polarity))
    row = TieRow(
        tuple(link.text for link in givers),
        tuple(link.text for link in receivers),
        guarantee.title,
        " · ".join(word for word in words if word),
        "firm" if guarantee.status in IN_FORCE else "paper",
    )
    title = Link(guarantee.title, Target(desk.snapshot.page, f"guarantee-{guarantee.id}"))
    status = desk.badge(guarantee.status) if guarantee.status else None
    return _Tie(row, givers, receivers, title, status, desk.badge(guarantee.polarity) if guarantee.polarity else None)


def _relations(desk: Desk, standing: Standing) -> Iterator[_Tie]:
    """The relations between two players while the process was told of, each once."""
    members, days = standing.parts(), _days(standing)
    seen: set[tuple[frozenset[str], RelationType]] = set()
    for player in members:
        for relation in desk.catalogue.players[player].relations:
            key = (frozenset((str(player), str(relation.to))), relation.type)
            is_new = relation.type not in MUTUAL or key not in seen
            if relation.to in members and relation.to != player and is_new and _is_within(relation.when, days):
                seen.add(key)
                giver, receiver, word = desk.player(player), desk.player(relation.to), desk.words.term(relation.type)
                when = _when(desk, standing, player, relation)
                row = TieRow(
                    (giver.text,),
                    (receiver.text,),
                    word,
                    when.text if when else "",
                    "relation",
                    relation.type in MUTUAL,
                )
                yield _Tie(row, (giver,), (receiver,), word, when, None)


def _when(desk: Desk, standing: Standing, player: PlayerId, relation: Relation) -> Time | None:
    """When a relation held; not told where that is counted from an item of another process."""
    if isinstance(relation.when, Relative) and not _is_told_by(standing, player, relation):
        return None
    return desk.at(standing.latest).when(relation.when)


def _is_told_by(standing: Standing, player: PlayerId, relation: Relation) -> bool:
    told = (one for snapshot in standing.snapshots for one in snapshot.briefing.players if one.id == player)
    return any(relation in participant.relations for participant in told)


def _days(standing: Standing) -> tuple[date, date]:
    """From when the process, or what is told of it, begins to the day of its newest briefing."""
    started = standing.process.fields.started if standing.process else None
    first = standing.snapshots[-1].as_of
    return min(first, started.earliest) if started else first, standing.latest.as_of


def _is_within(when: When | None, days: tuple[date, date]) -> bool:
    """Whether a relation held then, as far as is known: another time's role is none in this process."""
    if not isinstance(when, Dated):
        return True
    first, last = days
    return when.earliest <= last and when.latest >= first


def _picture(desk: Desk, process: Process, shown: Sequence[_Tie]) -> Picture:
    kinds = {one.row.kind for one in shown}
    return Picture(
        "picture-ties",
        desk.text("Guarantees and relations: {process}", process=process.fields.title),
        desk.text("{count} ties between players. The table below it has every one.", count=len(shown)),
        draw_ties([one.row for one in shown], desk.text("From"), desk.text("Tie"), desk.text("To")),
        tuple(KeyEntry(draw_line(kind), "", words) for kind, words in _key(desk) if kind in kinds),
    )


def _key(desk: Desk) -> Iterator[tuple[str, str]]:
    yield "firm", desk.text("Guarantee in force")
    yield "paper", desk.text("Guarantee not on record as in force")
    yield "relation", desk.text("Relation")


def _in_line(desk: Desk, names: Iterable[Value]) -> Value | None:
    parts = tuple(names)
    return desk.with_commas(parts) if parts else None


def _table(desk: Desk, found: Sequence[_Tie]) -> Table:
    heads = (
        desk.text("Tie"),
        desk.text("From"),
        desk.text("To"),
        desk.text("Status"),
        desk.text("Commitment"),
    )
    rows = tuple(
        Row(one.title, (_in_line(desk, one.givers), _in_line(desk, one.receivers), one.status, one.commitment))
        for one in found
    )
    return Table(
        "cap-picture-ties",
        desk.text("Guarantees and relations, one row a tie"),
        tuple(Column(head) for head in heads),
        rows,
        stacked=True,
    )
