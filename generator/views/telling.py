"""A change in the reader's words: the matter, what it was, and what it is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.catalogue import Snapshot
from generator.change import LISTS, PARTS, Change, Changes, Kind, Part, subjects_of
from generator.links import Target
from generator.model.instrument import Instrument
from generator.model.outlook import Scenario
from generator.model.values import Prose as TypedProse
from generator.model.values import shortened
from generator.model.vocabulary import Vocabulary, Weight
from generator.reading.prose import plain_text
from generator.views.change_labels import field_labels, part_labels
from generator.views.change_values import row_of, shown
from generator.views.desk import SnapshotDesk
from generator.views.matters import DECIDED_ON, OUTCOME, PROBABILITY, Matter, Sort, matters, of_weight, whole
from generator.views.pairs import Pair
from generator.views.parts import ChangeLine, Line, Link, Value

NAME_LENGTH = 90
"""A key point is named by so many of its letters."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Two briefings, each at its desk: what was is told with the older one's sources, what is with the newer one's.

    `compared` are the versions whose words were compared, where they are others than those at the desks: a translation
    tells what its original changed.
    """

    older: SnapshotDesk
    newer: SnapshotDesk
    compared: tuple[Snapshot, Snapshot] | None = None

    @staticmethod
    def at(newer: SnapshotDesk, pair: Pair) -> Telling:
        """The telling of a pair on the page of the newer briefing, or of a translation of it."""
        return Telling(newer.at(pair.before), newer, (pair.before, pair.after))

    def lines(self, changes: Changes) -> tuple[ChangeLine, ...]:
        """The substantive changes, a line each."""
        return tuple(map(self.line, matters(changes)))

    def line(self, matter: Matter) -> ChangeLine:
        """One matter."""
        match matter.sort:
            case Sort.FIELD:
                return self._field(matter)
            case Sort.ENTRIES:
                return self._entries(matter)
            case Sort.DECIDED:
                return self._decided(matter)
            case Sort.MOVED:
                return self._moved(matter)
            case Sort.ITEMS:
                return self._items(matter)

    def _field(self, matter: Matter) -> ChangeLine:
        was, now = self._before(matter), self._after(matter)
        return ChangeLine(
            self._about(matter.changes[0]),
            row_of(self.newer, was) if was else None,
            row_of(self.newer, now) if now else None,
        )

    def _entries(self, matter: Matter) -> ChangeLine:
        about = self._about(matter.changes[0])
        return ChangeLine(about, self._dropped(self._before(matter)), self._added(self._after(matter)))

    def _items(self, matter: Matter) -> ChangeLine:
        label = part_labels(self.newer.words)[matter.changes[0].subject.part]
        removed = tuple(self._named(change) for change in whole(matter.changes, Kind.REMOVED))
        added = tuple(self._named(change) for change in whole(matter.changes, Kind.ADDED))
        return ChangeLine(label, self._dropped(removed), self._added(added))

    def _decided(self, matter: Matter) -> ChangeLine:
        """How likely a scenario was last, and its outcome."""
        fields = {change.field: change for change in matter.changes}
        outcome, likelihood, day = fields[OUTCOME], fields.get(PROBABILITY), fields.get(DECIDED_ON)
        was = shown(likelihood.before, self.older) if likelihood and likelihood.before else None
        now = shown(outcome.after, self.newer)
        on = (" ", shown(day.after, self.newer)) if day and day.after else ()
        return ChangeLine(self._link(outcome), was, Line((now, *on)))

    def _moved(self, matter: Matter) -> ChangeLine:
        labels, (change,) = part_labels(self.newer.words), matter.changes
        return ChangeLine(self._link(change), labels[_part_of(change.before)], labels[_part_of(change.after)])

    def _before(self, matter: Matter) -> tuple[Value, ...]:
        return tuple(_shown(self.older, one, one.before) for one in matter.changes if one.before not in (None, ()))

    def _after(self, matter: Matter) -> tuple[Value, ...]:
        return tuple(
            _shown(self.newer, one, self._in_own_words(one)) for one in matter.changes if one.after not in (None, ())
        )

    def _in_own_words(self, change: Change) -> object:
        """What is now, as the briefing of the page says it: a translation in its own language."""
        is_translated = self.compared is not None and self.compared[1].slug != self.newer.snapshot.slug
        if not is_translated or change.field[-1] in LISTS:
            return change.after
        own = subjects_of(self.newer.snapshot.briefing).get((change.subject.part, change.subject.id))
        said = _followed(own, change.field)
        return change.after if said is None else said

    def _dropped(self, values: tuple[Value, ...]) -> Value:
        return self.newer.line("dropped: {values}", values=row_of(self.newer, values)) if values else ""

    def _added(self, values: tuple[Value, ...]) -> Value:
        return self.newer.line("added: {values}", values=row_of(self.newer, values)) if values else ""

    def _about(self, change: Change) -> Value:
        """What a change is about: the item, and which side of it."""
        item, field = self._link(change), change.field
        if field[0] == "positions":
            return self.newer.line("{player} on {item}", player=self.newer.player(field[1]), item=item)
        if field == PROBABILITY:
            return item
        label: Value = field_labels(self.newer.words)[field[0] if field[0] == "binds" else field[-1]]
        if field[0] == "binds":
            label = Line((label, " ", self.newer.player(field[1])))
        return self.newer.labelled(item, label)

    # ---- the names of items ----

    def _link(self, change: Change) -> Value:
        """The item's name, leading to it on the newest of the two pages that has it."""
        desk = self.older if change.kind is Kind.REMOVED and not change.field else self.newer
        title, anchor = self._title_and_anchor(desk, change)
        return Link(title, Target(desk.snapshot.page, anchor)) if anchor else title

    def _title_and_anchor(self, desk: SnapshotDesk, change: Change) -> tuple[str, str]:
        part, name = change.subject.part, change.subject.id
        match part:
            case Part.TRUCE | Part.OUTLOOK:
                is_named = part is Part.OUTLOOK and not change.field
                return change.subject.title if is_named else part_labels(desk.words)[part], part.value
            case Part.PLAYER:
                return desk.player(name).text, f"player-{name}"
            case Part.SOURCE:
                titles = (source.title for source in desk.snapshot.sources if source.id == name)
                return next(titles, None) or change.subject.title, f"source-{name}"
            case Part.KEY_POINT:
                return self._point(desk, change)
            case _:
                return desk.items.get(name) or (change.subject.title, "")

    def _point(self, desk: SnapshotDesk, change: Change) -> tuple[str, str]:
        """A key point by its first words, in the words of the page it stands on."""
        points = desk.snapshot.briefing.key_points
        place = self._place_of_point(desk, change)
        text = TypedProse(points[place].text if place is not None else change.subject.title)
        words = " ".join(plain_text(desk.prose(text)).split())
        return shortened(words.removesuffix("."), NAME_LENGTH), "key-points" if place is None else f"point-{place + 1}"

    def _place_of_point(self, desk: SnapshotDesk, change: Change) -> int | None:
        before, after = self.compared or (self.older.snapshot, self.newer.snapshot)
        texts = [str(point.text) for point in (after if desk is self.newer else before).briefing.key_points]
        place = texts.index(change.subject.title) if change.subject.title in texts else None
        return None if place is None or place >= len(desk.snapshot.briefing.key_points) else place

    def _named(self, change: Change) -> Value:
        """An item that came or went, with the one thing to know of it."""
        desk = self.older if change.kind is Kind.REMOVED else self.newer
        detail = _detail(desk, change.after if change.after is not None else change.before)
        link = self._link(change)
        return Line((link, " (", detail, ")")) if detail else link

    # ---- what is told in a line of its own, behind the others ----

    def others(self, changes: Changes) -> tuple[Line, ...]:
        """What came and went among players, events and key points, and what is minor: a line for each."""
        return (*self.folded(changes), *self.minor(changes))

    def minor(self, changes: Changes) -> tuple[Line, ...]:
        """What is no change of fact or judgement, each matter named once."""
        found = of_weight(changes, Weight.MINOR)
        lines = (
            (self.newer.text("Reworded:"), (one for one in found if one.field and one.kind is not Kind.CITED)),
            (self.newer.text("Other sources or references:"), (one for one in found if one.kind is Kind.CITED)),
            (self.newer.text("No longer listed:"), whole(found, Kind.REMOVED)),
            (self.newer.text("Sources added:"), whole(found, Kind.ADDED)),
        )
        return tuple(line for label, members in lines for line in self._fold(label, members))

    def folded(self, changes: Changes) -> tuple[Line, ...]:
        """What came and went among players, events and key points."""
        found = of_weight(changes, Weight.SUBSTANTIVE)
        lines = (
            (self.newer.text("Players added:"), Part.PLAYER, Kind.ADDED),
            (self.newer.text("Players no longer listed:"), Part.PLAYER, Kind.REMOVED),
            (self.newer.text("Added to the timeline:"), Part.EVENT, Kind.ADDED),
            (self.newer.text("New key points:"), Part.KEY_POINT, Kind.ADDED),
        )
        members = (
            (label, [one for one in whole(found, kind) if one.subject.part is part]) for label, part, kind in lines
        )
        return tuple(line for label, listed in members for line in self._fold(label, listed))

    def _fold(self, label: str, changes: Iterable[Change]) -> Iterator[Line]:
        names = self._names(changes)
        if names:
            yield Line((label, " ", self.newer.in_series(names)))

    def _names(self, changes: Iterable[Change]) -> tuple[Value, ...]:
        labels = field_labels(self.newer.words)
        return tuple(
            dict.fromkeys(
                labels[one.field[0]] if one.subject.part is Part.BRIEFING else self._link(one) for one in changes
            )
        )


def _followed(value: object, field: Iterable[str]) -> object:
    """What a field leads to, from a section on."""
    for name in field:
        value = value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)
    return value


def _shown(desk: SnapshotDesk, change: Change, value: object) -> Value:
    if change.field[-1] == "within_hours" and isinstance(value, Decimal):
        return desk.words.measure("{n} hour", "{n} hours", value)
    return shown(value, desk)


def _detail(desk: SnapshotDesk, item: object) -> Value | None:
    if isinstance(item, Instrument) and (item.links or item.supersedes):
        links = [shown(link, desk) for link in item.links]
        links += [Line((desk.text("Supersedes:"), " ", desk.item(one))) for one in item.supersedes]
        return desk.with_commas(links)
    if isinstance(item, Scenario):
        return shown(item.probability, desk) if item.probability else None
    status = getattr(item, "status", None) or getattr(item, "negotiation", None)
    return desk.badge(status) if isinstance(status, Vocabulary) else None


def _part_of(item: object) -> Part:
    return next(part for section, part in PARTS.items() if isinstance(item, section))
