"""What changed between two briefings of a process, in the reader's words: what it was, and what it is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import singledispatch
from itertools import groupby

from generator.catalogue import Process, Snapshot
from generator.change import FIELDS, PARTS, Change, Changes, How, Kind, Part, compare
from generator.links import Target
from generator.model.guarantee import Duration
from generator.model.instrument import Instrument, InstrumentLink, Signature
from generator.model.items import Confidence
from generator.model.items import Version as TypedVersion
from generator.model.outlook import Scenario, Signpost
from generator.model.player import Post, Relation
from generator.model.truce import Binding, Ended, Limit, Position
from generator.model.values import ItemRef, PlayerId, PlayerOrText, Probability, shortened
from generator.model.values import Prose as TypedProse
from generator.model.vocabulary import (
    Compliance,
    EventStatus,
    GuaranteeStatus,
    Implementation,
    InstrumentStatus,
    MonitoringStatus,
    Negotiation,
    Outcome,
    Stance,
    TruceStatus,
    Vocabulary,
    Weight,
)
from generator.model.when import Condition, Dated, Relative
from generator.reading.prose import plain_text
from generator.views.desk import Desk, SnapshotDesk, item_targets
from generator.views.items import binding_details, duration, limit_line, position_line, signature_line, typed, yes_or_no
from generator.views.likelihood import percent
from generator.views.parts import Badge, Line, Link, Time, Value, in_a_row
from generator.views.standing import ai_label

PAIRS_IN_FULL = 20
"""So many pairs of briefings, the newest, are shown with what changed; of the others that something did."""
LINES_OF_A_PAIR = 8
"""So many lines of a pair are in the log of a process; all are on the briefing's page."""
PAIRS_LOGGED = 200
"""So many pairs are in the log of a process."""

NAME_LENGTH = 90
"""A key point is named by so many of its letters."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One matter, what it was and what it is now.

    None where nothing was, or is, on record; empty where only what came into a list, or left it, is told.
    """

    subject: Value
    was: Value | None
    now: Value | None


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What changed since the briefing before; `others` tell in a line each what came and went, and what is minor."""

    since: Line
    lines: tuple[ChangeLine, ...]
    others: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A briefing of a process and what it changed; `more` leads to the lines that are left out.

    The badges say how much has changed, and that a machine wrote it where one did.
    """

    when: Time
    title: Link
    badges: tuple[Badge, ...]
    lines: tuple[ChangeLine, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class Log:
    """The changes of a process, newest first; `note` says how many earlier ones are left out."""

    entries: tuple[LogEntry, ...]
    note: str


def changes_view(desk: SnapshotDesk, before: Snapshot | None) -> ChangesView | None:
    """What changed from the briefing before; None where there is none."""
    if before is None:
        return None
    changes = compare(before.briefing, desk.snapshot.briefing)
    told = Telling(desk.at(before), desk)
    return ChangesView(
        since_line(desk, before, changes.weight), told.lines(changes), (*told.folded(changes), *told.minor(changes))
    )


def log_view(desk: Desk, process: Process) -> Log:
    """What changed from each briefing of a process to the next."""
    pairs = list(zip(process.snapshots, process.snapshots[1:], strict=False))[::-1]
    shown = pairs[:PAIRS_LOGGED]
    entries = (_log_entry(desk, *pair, in_full=place < PAIRS_IN_FULL) for place, pair in enumerate(shown))
    return Log(tuple(entries), _earlier(desk, len(pairs) - len(shown)))


def _log_entry(desk: Desk, before: Snapshot, after: Snapshot, *, in_full: bool) -> LogEntry:
    changes = compare(before.briefing, after.briefing)
    lines = Telling(desk.at(before), desk.at(after)).lines(changes) if in_full else ()
    more = len(lines) - LINES_OF_A_PAIR
    return LogEntry(
        when=desk.as_of(after),
        title=Link(after.briefing.title, Target(after.page, "changes")),
        badges=(desk.badge(changes.weight), *ai_label(desk, after)),
        lines=lines[:LINES_OF_A_PAIR],
        more=Link(_more(desk, more), Target(after.page, "changes")) if more > 0 else None,
    )


def _more(desk: Desk, number: int) -> str:
    return desk.words.count("and {n} more change", "and {n} more changes", number)


def _earlier(desk: Desk, number: int) -> str:
    if number <= 0:
        return ""
    return desk.words.count(
        "{n} earlier step stands on the page of its briefing.",
        "{n} earlier steps stand on the pages of their briefings.",
        number,
    )


def since_line(desk: SnapshotDesk, before: Snapshot, weight: Weight) -> Line:
    """How much has changed, in words, and since which briefing."""
    since: dict[str, Value] = {"briefing": desk.briefing(before), "day": desk.as_of(before)}
    match weight:
        case Weight.SUBSTANTIVE:
            said = desk.line("Facts or judgements have changed since {briefing}, {day}.", **since)
        case Weight.MINOR:
            said = desk.line("Only words and sources have changed since {briefing}, {day}.", **since)
        case _:
            said = desk.line("Nothing has changed since {briefing}, {day}.", **since)
    return Line((desk.badge(weight), " ", *said.parts))


# ---- what is told of a change ----

PARTS_IN_ORDER = (
    Part.TRUCE,
    Part.TERM,
    Part.GUARANTEE,
    Part.OUTLOOK,
    Part.SCENARIO,
    Part.INSTRUMENT,
    Part.MECHANISM,
    Part.PLAYER,
    Part.EVENT,
    Part.KEY_POINT,
    Part.BRIEFING,
    Part.SOURCE,
)
"""What a reader wants to know first stands first."""

FOLDED = frozenset({Part.PLAYER, Part.EVENT, Part.KEY_POINT})
"""Parts of which what came and went is told in one line, behind what has changed."""

LISTS = frozenset(name for fields in FIELDS.values() for name, how in fields.items() if how is How.LISTED)
"""Fields whose entries come and go while others stay."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Two briefings, each at its desk: what was is told with the older one's sources, what is with the newer one's."""

    older: SnapshotDesk
    newer: SnapshotDesk

    def lines(self, changes: Changes) -> tuple[ChangeLine, ...]:
        """The substantive changes, matter by matter."""
        found = [change for change in changes.entries if change.weight is Weight.SUBSTANTIVE]
        found.sort(key=lambda change: PARTS_IN_ORDER.index(change.subject.part))
        return tuple(
            line
            for part, members in groupby(found, lambda change: change.subject.part)
            for line in self._lines_of(part, tuple(members))
        )

    def _lines_of(self, part: Part, changes: Sequence[Change]) -> Iterator[ChangeLine]:
        for _, members in groupby((change for change in changes if change.field), lambda change: change.subject):
            yield from self._lines_of_item(tuple(members))
        for change in changes:
            if change.kind is Kind.MOVED:
                yield self._move(change)
        removed, added = _whole(changes, Kind.REMOVED), _whole(changes, Kind.ADDED)
        if (removed or added) and part not in FOLDED:
            yield ChangeLine(_part_labels(self.newer)[part], self._dropped(removed), self._added(added))

    def _dropped(self, changes: Sequence[Change]) -> Value:
        return self.newer.line("dropped: {values}", values=self._row_of(changes)) if changes else ""

    def _added(self, changes: Sequence[Change]) -> Value:
        return self.newer.line("added: {values}", values=self._row_of(changes)) if changes else ""

    def _row_of(self, changes: Iterable[Change]) -> Line:
        return _row(self._named(change) for change in changes)

    def _lines_of_item(self, changes: Sequence[Change]) -> Iterator[ChangeLine]:
        outcome = next((change for change in changes if change.field == ("resolution", "outcome")), None)
        if outcome and outcome.kind is Kind.ADDED:
            yield self._decided(outcome, changes)
            changes = [change for change in changes if not _is_settled(change)]
        for _, members in groupby(changes, lambda change: change.field):
            yield self._line(tuple(members))

    def _decided(self, outcome: Change, changes: Iterable[Change]) -> ChangeLine:
        """What became of a scenario: how likely it was last, and the outcome."""
        fields = {change.field: change for change in changes}
        likelihood, day = fields.get(("probability",)), fields.get(("resolution", "on"))
        was = shown(likelihood.before, self.older) if likelihood and likelihood.before else None
        now = shown(outcome.after, self.newer)
        return ChangeLine(
            self._link(outcome), was, Line((now, " ", shown(day.after, self.newer))) if day and day.after else now
        )

    def _line(self, changes: Sequence[Change]) -> ChangeLine:
        """A field, or all that came into and left a list."""
        first = changes[0]
        was = tuple(self._shown(self.older, one, one.before) for one in changes if one.before not in (None, ()))
        now = tuple(self._shown(self.newer, one, one.after) for one in changes if one.after not in (None, ()))
        if first.field[-1] not in LISTS or all(one.kind is Kind.CHANGED for one in changes):
            return ChangeLine(self._matter(first), _row(was) if was else None, _row(now) if now else None)
        return ChangeLine(
            self._matter(first),
            self.newer.line("dropped: {values}", values=_row(was)) if was else "",
            self.newer.line("added: {values}", values=_row(now)) if now else "",
        )

    def _shown(self, desk: SnapshotDesk, change: Change, value: object) -> Value:
        if change.field[-1] == "within_hours" and isinstance(value, Decimal):
            return desk.words.count("{n} hour", "{n} hours", value)
        return shown(value, desk)

    def _matter(self, change: Change) -> Value:
        """What a change is about: the item, and which side of it."""
        item, field = self._link(change), change.field
        if field[0] == "positions":
            return self.newer.line("{player} on {item}", player=self.newer.player(field[1]), item=item)
        if field[0] == "probability":
            return item
        label: Value = field_labels(self.newer)[field[0] if field[0] == "binds" else field[-1]]
        if field[0] == "binds":
            label = Line((label, " ", self.newer.player(field[1])))
        return Line((item, ": ", label))

    def _move(self, change: Change) -> ChangeLine:
        labels, target = _part_labels(self.newer), self._link(change)
        return ChangeLine(target, labels[_part_of(change.before)], labels[_part_of(change.after)])

    def _link(self, change: Change) -> Value:
        """The item's name, leading to it on the newest of the two pages that has it."""
        desk = self.older if change.kind is Kind.REMOVED and not change.field else self.newer
        part, name = change.subject.part, change.subject.id
        title = self._title(desk, change)
        if part in (Part.TRUCE, Part.OUTLOOK):
            return Link(title, Target(desk.snapshot.page, part.value))
        if part is Part.KEY_POINT:
            return Link(title, Target(desk.snapshot.page, _point_anchor(desk, change)))
        if part in (Part.PLAYER, Part.SOURCE):
            return Link(title, Target(desk.snapshot.page, f"{part.value}-{name}"))
        anchor = item_targets(desk.snapshot.briefing).get(name)
        return Link(title, Target(desk.snapshot.page, anchor[1])) if anchor else title

    def _title(self, desk: SnapshotDesk, change: Change) -> str:
        match change.subject.part:
            case Part.TRUCE | Part.OUTLOOK as part:
                return _part_labels(desk)[part]
            case Part.PLAYER:
                return desk.player(change.subject.id).text
            case Part.SOURCE:
                titles = (source.title for source in desk.snapshot.sources if source.id == change.subject.id)
                return next(titles, None) or change.subject.title
            case Part.KEY_POINT:
                words = plain_text(desk.prose(TypedProse(change.subject.title))).split()
                return shortened(" ".join(words), NAME_LENGTH)
            case _:
                return change.subject.title

    def _named(self, change: Change) -> Value:
        """An item that came or went, with the one thing to know of it."""
        desk = self.older if change.kind is Kind.REMOVED else self.newer
        detail = _detail(desk, change.after if change.after is not None else change.before)
        link = self._link(change)
        return Line((link, " (", detail, ")")) if detail else link

    def minor(self, changes: Changes) -> tuple[Line, ...]:
        """What is no change of fact or judgement, each matter named once."""
        found = [change for change in changes.entries if change.weight is Weight.MINOR]
        lines = (
            (self.newer.text("Reworded:"), (one for one in found if one.field and one.kind is not Kind.CITED)),
            (self.newer.text("Other sources or references:"), (one for one in found if one.kind is Kind.CITED)),
            (self.newer.text("No longer listed:"), _whole(found, Kind.REMOVED)),
            (self.newer.text("Sources added:"), _whole(found, Kind.ADDED)),
        )
        return tuple(line for label, members in lines for line in self._fold(label, members))

    def folded(self, changes: Changes) -> tuple[Line, ...]:
        """What came and went among players, events and key points: one line for each."""
        found = [change for change in changes.entries if change.weight is Weight.SUBSTANTIVE]
        lines = (
            (self.newer.text("Players added:"), Part.PLAYER, Kind.ADDED),
            (self.newer.text("Players no longer listed:"), Part.PLAYER, Kind.REMOVED),
            (self.newer.text("Added to the timeline:"), Part.EVENT, Kind.ADDED),
            (self.newer.text("New key points:"), Part.KEY_POINT, Kind.ADDED),
        )
        members = (
            (label, [one for one in _whole(found, kind) if one.subject.part is part]) for label, part, kind in lines
        )
        return tuple(line for label, listed in members for line in self._fold(label, listed))

    def _fold(self, label: str, changes: Iterable[Change]) -> Iterator[Line]:
        names = self._names(changes)
        if names:
            yield Line((label, " ", *in_a_row(names, "; ").parts))

    def _names(self, changes: Iterable[Change]) -> tuple[Value, ...]:
        names = (
            field_labels(self.newer)[one.field[0]] if one.subject.part is Part.BRIEFING else self._link(one)
            for one in changes
        )
        return tuple(dict.fromkeys(names))


def _is_settled(change: Change) -> bool:
    """Whether a change of a scenario only follows from its outcome: what was expected is no longer said."""
    if change.field in (("resolution", "outcome"), ("resolution", "on")):
        return True
    return change.field in (("probability",), ("confidence",)) and change.kind is Kind.REMOVED


def _whole(changes: Iterable[Change], kind: Kind) -> tuple[Change, ...]:
    return tuple(change for change in changes if change.kind is kind and not change.field)


def _row(values: Iterable[Value]) -> Line:
    """The values with semicolons where one of them has commas of its own."""
    listed = tuple(values)
    return in_a_row(listed, "; " if any(isinstance(value, Line) for value in listed) else ", ")


def _point_anchor(desk: SnapshotDesk, change: Change) -> str:
    texts = [str(point.text) for point in desk.snapshot.briefing.key_points]
    return f"point-{texts.index(change.subject.title) + 1}" if change.subject.title in texts else "key-points"


def _detail(desk: SnapshotDesk, item: object) -> Value | None:
    if isinstance(item, Instrument) and (item.links or item.supersedes):
        links = [shown(link, desk) for link in item.links]
        links += [Line((desk.text("Supersedes:"), " ", desk.item(one))) for one in item.supersedes]
        return in_a_row(links)
    if isinstance(item, Scenario):
        return shown(item.probability, desk) if item.probability else None
    status = getattr(item, "status", None) or getattr(item, "negotiation", None)
    return desk.badge(status) if isinstance(status, Vocabulary) else None


def _part_of(item: object) -> Part:
    return next(part for section, part in PARTS.items() if isinstance(item, section))


# ---- values of the model as a reader sees them ----

STANDINGS = (
    Compliance,
    EventStatus,
    GuaranteeStatus,
    Implementation,
    InstrumentStatus,
    MonitoringStatus,
    Negotiation,
    Outcome,
    Stance,
    TruceStatus,
)
"""Vocabularies that say where a thing stands: their terms are badges."""


@singledispatch
def shown(value: object, desk: SnapshotDesk) -> Value:  # noqa: ARG001 (its kinds use it)
    """A value of the model as a reader sees it; what is unknown here is our mistake and raises TypeError."""
    raise TypeError(f"no way to show a {type(value).__name__}")


@shown.register
def _(value: str, _desk: SnapshotDesk) -> Value:
    return str(value)


@shown.register
def _(value: Vocabulary, desk: SnapshotDesk) -> Value:
    return desk.badge(value) if isinstance(value, STANDINGS) else desk.words.term(value)


@shown.register
def _(value: PlayerId, desk: SnapshotDesk) -> Value:
    return desk.player(value)


@shown.register
def _(value: PlayerOrText, desk: SnapshotDesk) -> Value:
    return desk.player_or_text(value)


@shown.register
def _(value: ItemRef, desk: SnapshotDesk) -> Value:
    return desk.item(value)


@shown.register
def _(value: bool, desk: SnapshotDesk) -> Value:
    return yes_or_no(desk, value) or ""


@shown.register
def _(value: Decimal, _desk: SnapshotDesk) -> Value:
    return typed(value)


@shown.register
def _(value: date, desk: SnapshotDesk) -> Value:
    return Time(desk.words.day(value), value.isoformat())


@shown.register(Dated)
@shown.register(Relative)
@shown.register(Condition)
def _(value: Dated | Relative | Condition, desk: SnapshotDesk) -> Value:
    when = desk.when(value)
    assert when is not None
    return when


@shown.register
def _(value: Probability, _desk: SnapshotDesk) -> Value:
    return f"{percent(value)}\N{NO-BREAK SPACE}%"


@shown.register
def _(value: tuple, desk: SnapshotDesk) -> Value:  # type: ignore[type-arg]
    return _row(shown(one, desk) for one in value)


@shown.register
def _(value: Position, desk: SnapshotDesk) -> Value:
    return position_line(desk, value)


@shown.register
def _(value: Confidence, desk: SnapshotDesk) -> Value:
    return desk.confidence(value)


@shown.register
def _(value: Binding, desk: SnapshotDesk) -> Value:
    return in_a_row(tuple(binding_details(desk, value)) or (desk.text("bound"),), "; ")


@shown.register
def _(value: Limit, desk: SnapshotDesk) -> Value:
    return limit_line(desk, value)


@shown.register
def _(value: TypedVersion, desk: SnapshotDesk) -> Value:
    version = desk.version(value)
    return Line((f"{version.text} ", *version.note.parts)) if version.note else version.text


@shown.register
def _(value: Signature, desk: SnapshotDesk) -> Value:
    return signature_line(desk, value)


@shown.register
def _(value: InstrumentLink, desk: SnapshotDesk) -> Value:
    return Line((desk.words.term(value.type), ": ", desk.item(value.to)))


@shown.register
def _(value: Relation, desk: SnapshotDesk) -> Value:
    when = desk.when(value.when)
    relation = (desk.words.term(value.type), ": ", desk.player(value.to))
    return Line((*relation, ", ", when) if when else relation)


@shown.register
def _(value: Post, desk: SnapshotDesk) -> Value:
    return Line((value.title, ", ", desk.player_or_text(value.of))) if value.of else value.title


@shown.register
def _(value: Signpost, desk: SnapshotDesk) -> Value:
    parts: list[Value] = [desk.badge(value.direction), " "] if value.direction else []
    parts.append(value.text)
    seen = desk.when(value.observed)
    parts += [" ", desk.line("Observed {when}.", when=seen)] if seen else []
    return Line(tuple(parts))


@shown.register
def _(value: Duration, desk: SnapshotDesk) -> Value:
    return duration(desk, value) or ""


@shown.register
def _(value: Ended, desk: SnapshotDesk) -> Value:
    when = desk.when(value.when)
    return Line((when, ": ", value.how)) if when else value.how


def _part_labels(desk: Desk) -> Mapping[str, str]:
    return {
        Part.BRIEFING: desk.text("Briefing"),
        Part.KEY_POINT: desk.text("Key points"),
        Part.PLAYER: desk.text("Players"),
        Part.INSTRUMENT: desk.text("Texts"),
        Part.TRUCE: desk.text("Truce"),
        Part.TERM: desk.text("Terms"),
        Part.MECHANISM: desk.text("Monitoring"),
        Part.GUARANTEE: desk.text("Guarantees"),
        Part.OUTLOOK: desk.text("Outlook"),
        Part.SCENARIO: desk.text("Scenarios"),
        Part.EVENT: desk.text("Timeline"),
        Part.SOURCE: desk.text("Sources"),
    }


def field_labels(desk: Desk) -> Mapping[str, str]:
    """What each field is called whose change is told of."""
    return {
        **_common_labels(desk),
        **_story_labels(desk),
        **_truce_labels(desk),
        **_text_labels(desk),
        **_guarantee_labels(desk),
        **_outlook_labels(desk),
    }


def _common_labels(desk: Desk) -> Mapping[str, str]:
    return {
        "area": desk.text("Area"),
        "basis": desk.text("Basis"),
        "confidence": desk.text("Confidence"),
        "contested": desk.text("Contested"),
        "ends": desk.text("Ends"),
        "place": desk.text("Place"),
        "players": desk.text("Players"),
        "posts": desk.text("Offices"),
        "purpose": desk.text("Purpose"),
        "recognition": desk.text("Recognition"),
        "relations": desk.text("Relations"),
        "roles": desk.text("Roles"),
        "said_by": desk.text("Said by"),
        "side": desk.text("Side"),
        "stance": desk.text("Where it stands"),
        "starts": desk.text("Starts"),
        "status": desk.text("Status"),
        "type": desk.text("Type"),
        "when": desk.text("When"),
    }


def _story_labels(desk: Desk) -> Mapping[str, str]:
    return {
        "title": desk.text("Title"),
        "bottom_line": desk.text("Bottom line"),
        "what_happened": desk.text("What happened"),
        "why_it_matters": desk.text("Why it matters"),
        "what_next": desk.text("What next"),
        "topics": desk.text("Topics"),
    }


def _truce_labels(desk: Desk) -> Mapping[str, str]:
    return {
        "binds": desk.text("Binds"),
        "category": desk.text("Category"),
        "compliance": desk.text("Compliance"),
        "composition": desk.text("Composition"),
        "depends_on": desk.text("Depends on"),
        "due": desk.text("Due"),
        "ended": desk.text("Ended"),
        "functions": desk.text("Functions"),
        "implementation": desk.text("Implementation"),
        "limits": desk.text("Limits"),
        "means": desk.text("Means"),
        "mediated_by": desk.text("Mediated by"),
        "mode": desk.text("Mode"),
        "negotiation": desk.text("Negotiation"),
        "nominated_by": desk.text("Nominated by"),
        "public_reporting": desk.text("Public reports"),
        "reports_to": desk.text("Reports to"),
        "sides": desk.text("Sides"),
        "written": desk.text("In writing"),
    }


def _text_labels(desk: Desk) -> Mapping[str, str]:
    return {
        "agreed": desk.text("Agreed"),
        "effective": desk.text("In effect from"),
        "expires": desk.text("Expires"),
        "initialled": desk.text("Initialled"),
        "links": desk.text("Links"),
        "ratified": desk.text("Ratified"),
        "signatures": desk.text("Signatures"),
        "signed": desk.text("Signed"),
        "stage": desk.text("Stage"),
        "supersedes": desk.text("Supersedes"),
    }


def _guarantee_labels(desk: Desk) -> Mapping[str, str]:
    return {
        "actions": desk.text("Response"),
        "activation": desk.text("Activation"),
        "against": desk.text("Against"),
        "automaticity": desk.text("Automaticity"),
        "beneficiaries": desk.text("Given to"),
        "bindingness": desk.text("Bindingness"),
        "decided_by": desk.text("Decided by"),
        "domestic_basis": desk.text("Domestic basis"),
        "duration": desk.text("Duration"),
        "enforcement": desk.text("Enforcement"),
        "event": desk.text("Trigger"),
        "form": desk.text("Form"),
        "in_exchange_for": desk.text("In exchange for"),
        "legal_basis": desk.text("Legal basis"),
        "obligations": desk.text("Obligations"),
        "polarity": desk.text("Acts or refrains"),
        "providers": desk.text("Given by"),
        "termination_notice": desk.text("Notice of termination"),
        "within_hours": desk.text("Within"),
    }


def _outlook_labels(desk: Desk) -> Mapping[str, str]:
    return {
        "base_rate": desk.text("Base rate"),
        "by": desk.text("To be decided by"),
        "criteria": desk.text("Resolved by this rule"),
        "exclusive": desk.text("Exactly one comes true"),
        "horizon": desk.text("Horizon"),
        "on": desk.text("Decided on"),
        "outcome": desk.text("Outcome"),
        "question": desk.text("Question"),
        "signposts": desk.text("Signposts"),
    }
