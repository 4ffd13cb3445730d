"""The order of a truce: what waits on what as a picture, rival baselines, disputed terms, and where a text reorders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.catalogue import Process, Snapshot
from generator.deadlines import Anchors, Aspect, Reckoned, reckon
from generator.links import Target
from generator.model.truce import Mechanism, Term, Truce
from generator.model.values import ItemRef
from generator.model.when import Dated, When
from generator.pictures.sequence import Edge, Node, draw_piece, draw_sequence, without_circles
from generator.sequence import Amendment, Order, Reordering, Tie, lines_of, order_of, reorderings
from generator.views.deadlines import anchors_at, span_in_words
from generator.views.desk import Desk, SnapshotDesk
from generator.views.figures import Figure
from generator.views.items import below_one_another
from generator.views.parts import Column, KeyEntry, Line, Link, Picture, Row, Table, Value, Version

MOST = 40
"""So many ties are in the picture."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A term of which there are several versions, or one that is measured from several lines; side by side."""

    title: Link
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class ReorderView:
    """A term that a later briefing puts in another order, and the texts that are new there."""

    title: Link
    was: Value | None
    now: Value | None
    steps: Line
    texts: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SequenceView:
    """All that is to say of a truce's order beside its table."""

    figure: Figure | None
    baselines: tuple[Dispute, ...]
    disputes: tuple[Dispute, ...]
    reorders: tuple[ReorderView, ...]


def sequence_view(desk: Desk, process: Process, snapshot: Snapshot) -> SequenceView | None:
    """The order of the truce of a process's snapshot; None where it has none."""
    truce = snapshot.briefing.truce
    if truce is None:
        return None
    here = desk.at(snapshot)
    found = tuple(reorderings(process))
    return SequenceView(
        figure=_figure(here, truce, found),
        baselines=tuple(_baselines(here, term) for term in truce.terms if len(lines_of(term)) > 1),
        disputes=tuple(_dispute(here, term) for term in truce.terms if term.contested),
        reorders=tuple(_reorder(desk, one) for one in found),
    )


# ---- rival baselines, versions, new orders ----


def _term_link(desk: SnapshotDesk, term: Term) -> Link:
    return Link(term.title, Target(desk.snapshot.page, f"term-{term.id}"))


def _dispute(desk: SnapshotDesk, term: Term) -> Dispute:
    return Dispute(_term_link(desk, term), tuple(desk.version(version) for version in term.contested))


def _baselines(desk: SnapshotDesk, term: Term) -> Dispute:
    """Each line that the term is measured from, and for whom."""
    versions = []
    for line in lines_of(term):
        players = [player for player, way in term.bindings.items() if way.line == line]
        versions.append(Version(line, desk.line("For {players}", players=desk.players(players))))
    return Dispute(_term_link(desk, term), tuple(versions))


def _reorder(desk: Desk, one: Reordering) -> ReorderView:
    before, after = desk.at(one.before), desk.at(one.after)
    return ReorderView(
        _term_link(after, one.now),
        _order_in_words(before, one.was),
        _order_in_words(after, one.now),
        desk.line("From {before} to {after}.", before=_day(desk, one.before), after=_day(desk, one.after)),
        tuple(_amendment(after, amendment) for amendment in one.amendments),
    )


def _day(desk: Desk, snapshot: Snapshot) -> Link:
    return Link(desk.words.day(snapshot.as_of), Target(snapshot.page))


def _order_in_words(desk: SnapshotDesk, term: Term) -> Value | None:
    """What a term waits on, each in the words of its own field."""
    parts: list[Value] = [desk.words.when(when, desk.title_of) for when in term.depends_on]
    if term.starts is not None and not isinstance(term.starts, Dated):
        parts.append(desk.text("starts: {when}", when=desk.words.when(term.starts, desk.title_of)))
    if term.due is not None and not isinstance(term.due, Dated):
        parts.append(desk.text("due: {when}", when=desk.words.when(term.due, desk.title_of)))
    return desk.in_series(parts) if parts else None


def _amendment(desk: SnapshotDesk, amendment: Amendment) -> Line:
    text = Link(amendment.text.title, Target(desk.snapshot.page, f"instrument-{amendment.text.id}"))
    link = desk.words.term(amendment.link)
    return desk.line("{text} ({link}: {earlier})", text=text, link=link, earlier=desk.title_of(amendment.earlier))


# ---- the picture ----


def _figure(desk: SnapshotDesk, truce: Truce, found: Sequence[Reordering]) -> Figure | None:
    order = order_of(truce)
    if not order.ties and not order.waits:
        return None
    contested = {str(term.id) for term in truce.terms if term.contested}
    changed = {str(one.now.id) for one in found}
    nodes = tuple(_nodes(desk, truce, order, contested, changed))
    named = {node.name for node in nodes}
    edges = tuple(_edges(order.ties, order, contested, named))[:MOST]
    drawn = without_circles(nodes, edges)
    joined = {name for edge in drawn for name in (edge.first, edge.second)}
    drawing = draw_sequence([node for node in nodes if node.name in joined], drawn)
    left_out = len(order.ties) + len(order.waits) - len(drawn)
    return Figure(
        Picture(
            "picture-sequence",
            desk.text("What waits on what"),
            desk.text("{count} steps and what each waits on. The table below it has every one.", count=len(joined)),
            drawing,
            tuple(KeyEntry(draw_piece(kind), "", words) for kind, words in _key(desk) if _has(drawn, kind)),
        ),
        desk.text("An arrow leads from what comes first to what waits on it. Steps without an order are not drawn."),
        _table(desk, order, {node.name: node.notes for node in nodes}),
        (desk.words.count("{n} tie is left out.", "{n} ties are left out.", left_out),) if left_out else (),
    )


def _nodes(desk: SnapshotDesk, truce: Truce, order: Order, contested: set[str], changed: set[str]) -> Iterator[Node]:
    anchors = anchors_at(desk.catalogue, desk.snapshot)
    tied = dict.fromkeys(name for tie in order.ties for name in (tie.first, tie.second))
    own: Mapping[str, Term | Mechanism] = {str(item.id): item for item in _items(truce)}
    names = [
        *(name for name in tied if name not in own),
        *(name for name in own if name in tied or _waits(order, name)),
    ]
    for name in names:
        item = own.get(name)
        notes = (*_days(desk, item, anchors), *_marks(desk, name, contested, changed)) if item else ()
        kind = "term" if item else "text"
        looks = [look for look, group in (("contested", contested), ("changed", changed)) if name in group]
        yield Node(name, desk.title_of(ItemRef(name)), notes, " ".join((kind, *looks)))
    for place, wait in enumerate(order.waits):
        yield Node(_wait_name(place), desk.text("once: {event}", event=wait.condition), (), "condition")


def _items(truce: Truce) -> Iterable[Term | Mechanism]:
    return (*truce.terms, *truce.monitoring)


def _waits(order: Order, name: str) -> bool:
    return any(wait.term == name for wait in order.waits)


def _wait_name(place: int) -> str:
    return f"once {place}"


def _days(desk: SnapshotDesk, item: Term | Mechanism, anchors: Anchors) -> Iterator[str]:
    """The days of a step that are typed or can be worked out."""
    ends = item.due if isinstance(item, Term) else item.ends
    if day := _worked_out(desk, item.starts, Aspect.STARTS, anchors):
        yield desk.text("starts {day}", day=day)
    if day := _worked_out(desk, ends, Aspect.DUE, anchors):
        yield desk.text("due {when}", when=day) if isinstance(item, Term) else desk.text("ends {day}", day=day)


def _worked_out(desk: SnapshotDesk, when: When | None, aspect: Aspect, anchors: Anchors) -> str:
    found = reckon(when, aspect, anchors) if when else None
    if not isinstance(found, Reckoned):
        return ""
    span = found.span
    if span.earliest == span.latest and not span.is_doubtful and not found.is_before:
        return desk.words.short_day(span.earliest)
    day = span_in_words(desk, span).text
    return desk.text("before {day}", day=day) if found.is_before else day


def _marks(desk: Desk, name: str, contested: set[str], changed: set[str]) -> Iterator[str]:
    if name in contested:
        yield desk.text("Contested")
    if name in changed:
        yield desk.text("Order changed")


def _edges(ties: Iterable[Tie], order: Order, contested: set[str], named: set[str]) -> Iterator[Edge]:
    for tie in ties:
        if tie.first in named and tie.second in named:
            yield Edge(tie.first, tie.second, tie.is_together, "contested" if str(tie.term) in contested else "")
    for place, wait in enumerate(order.waits):
        yield Edge(_wait_name(place), str(wait.term), kind="contested" if str(wait.term) in contested else "")


def _has(edges: Iterable[Edge], kind: str) -> bool:
    wanted = set(kind.split())
    return any(({"joint"} if edge.is_together else set()) | set(edge.kind.split()) == wanted for edge in edges)


def _key(desk: Desk) -> Iterator[tuple[str, str]]:
    yield "", desk.text("Comes first, then what waits on it")
    yield "joint", desk.text("Go together")
    yield "contested", desk.text("The step that waits is contested; its versions stand below")


def _table(desk: SnapshotDesk, order: Order, notes: Mapping[str, tuple[str, ...]]) -> Table:
    """Every step of the picture: what it waits on, what it goes with, its days and marks."""
    heads = (desk.text("Step"), desk.text("Waits on"), desk.text("Goes together with"), desk.text("Notes"))
    names = dict.fromkeys(name for tie in order.ties for name in (tie.first, tie.second))
    names.update(dict.fromkeys(str(wait.term) for wait in order.waits))
    return Table(
        "cap-picture-sequence",
        desk.text("Steps and what each waits on"),
        tuple(Column(head) for head in heads),
        tuple(_row(desk, order, name, notes.get(name, ())) for name in names),
        stacked=True,
    )


def _row(desk: SnapshotDesk, order: Order, name: str, notes: tuple[str, ...]) -> Row:
    before: list[Value] = [_item(desk, tie.first) for tie in order.ties if tie.second == name and not tie.is_together]
    before += [desk.text("once: {event}", event=wait.condition) for wait in order.waits if wait.term == name]
    beside: list[Value] = [
        _item(desk, tie.first if tie.second == name else tie.second)
        for tie in order.ties
        if tie.is_together and name in (tie.first, tie.second)
    ]
    return Row(_item(desk, name), (below_one_another(before), below_one_another(beside), below_one_another(notes)))


def _item(desk: SnapshotDesk, name: str) -> Value:
    return desk.item(ItemRef(name))
