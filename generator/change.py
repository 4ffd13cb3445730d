"""What differs between two snapshots of a process: the root of diff, of histories and of "what changed".

Items are told by their id, players by theirs. `FIELDS` says of every field of the model how it is compared; the order
of a list never counts. A change is plain data: the words for it are made in the views.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.model.base import Section
from generator.model.briefing import Briefing
from generator.model.event import Event
from generator.model.guarantee import Duration, Guarantee, Response, Trigger
from generator.model.instrument import Instrument, InstrumentDates, InstrumentLink, Signature
from generator.model.items import Confidence, KeyPoint, Version
from generator.model.outlook import Implication, Outlook, Resolution, Scenario, Signpost
from generator.model.player import Alias, Participant, Post, Relation
from generator.model.source import Source
from generator.model.truce import Binding, Ended, Limit, Mechanism, Position, Term, Truce
from generator.model.values import Name, PlayerOrText
from generator.model.vocabulary import Vocabulary, Weight
from generator.model.when import Condition, Dated, Relative


class Part(StrEnum):
    """What a change is about."""

    BRIEFING = "briefing"
    KEY_POINT = "key_point"
    PLAYER = "player"
    INSTRUMENT = "instrument"
    TRUCE = "truce"
    TERM = "term"
    MECHANISM = "mechanism"
    GUARANTEE = "guarantee"
    OUTLOOK = "outlook"
    SCENARIO = "scenario"
    EVENT = "event"
    SOURCE = "source"


class Kind(StrEnum):
    """What sort of change it is."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"
    REWORDED = "reworded"
    CITED = "cited"


@dataclass(frozen=True, slots=True)
class Subject:
    """An item, or a part that a briefing has but once. The id is empty where it has none."""

    part: Part
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `field` leads to it inside the subject, and is empty for the subject as a whole.

    `before` and `after` are values of the model, None where there was or is nothing. What moved to another part of
    the briefing has the whole item on both sides.
    """

    kind: Kind
    weight: Weight
    subject: Subject
    field: tuple[str, ...]
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Changes:
    """All differences between two snapshots, in the order of the model."""

    entries: tuple[Change, ...]

    @property
    def weight(self) -> Weight:
        """How much they weigh together."""
        return Weight.heaviest(entry.weight for entry in self.entries)


class How(StrEnum):
    """How a field is compared."""

    KEY = "key"  # the name of an entry: entries with the same name are the same
    JUDGED = "judged"  # a fact or a judgement: another one is substantive
    STATED = "stated"  # a statement in words: that it is made is substantive, how it is worded is not
    WORDED = "worded"  # words about what stands beside them: never substantive
    NOTED = "noted"  # where a thing is found, named or cited: never substantive
    LISTED = "listed"  # entries in no order, each compared with the one it was
    ARGUED = "argued"  # the same, of reasons and remarks: never substantive
    BY_PLAYER = "by_player"  # one entry a player
    INSIDE = "inside"  # a section, compared field by field
    ITEMS = "items"  # entries that are subjects of their own
    APART = "apart"  # not compared: about the briefing as a publication, not about the process


def _fields(*bases: Mapping[str, How], **names: str) -> Mapping[str, How]:
    own = {field: How(how) for how, fields in names.items() for field in fields.split()}
    return {name: how for fields in (own, *bases) for name, how in fields.items()}


_SOURCED = _fields(judged="basis said_by confidence", listed="contested", noted="sources")
_ITEM = _fields(_SOURCED, key="id")

FIELDS: Mapping[type[Section], Mapping[str, How]] = {
    Briefing: _fields(
        worded="title bottom_line what_happened why_it_matters what_next",
        items="players key_points instruments guarantees timeline sources",
        inside="truce outlook",
        noted="topics",
        apart="as_of status process slug previously language translation_of authors reviewers embargo_until review_by"
        " replaces provenance updates",
    ),
    KeyPoint: _fields(_ITEM, worded="text"),
    Participant: _fields(
        _ITEM,
        judged="side recognition",
        stated="stance",
        listed="roles posts relations",
        noted="name kind country wikidata aliases",
    ),
    Post: _fields(worded="title", judged="of from_ to"),
    Relation: _fields(key="type to", judged="when"),
    Alias: _fields(key="text", noted="as_printed"),
    Instrument: _fields(
        _ITEM,
        judged="type stage status",
        inside="dates",
        listed="signatures links supersedes",
        worded="title text",
        noted="symbol url",
    ),
    InstrumentDates: _fields(judged="agreed initialled signed effective ratified expires"),
    InstrumentLink: _fields(key="type to"),
    Signature: _fields(key="player", judged="signed_by on_behalf_of capacity scope reservation"),
    Truce: _fields(
        _SOURCED,
        judged="type status purpose sides written area starts ends ended",
        listed="mediated_by",
        worded="text",
        items="terms monitoring",
    ),
    Term: _fields(
        _ITEM,
        judged="category mode area starts due negotiation implementation compliance",
        by_player="positions binds",
        listed="limits depends_on",
        worded="title text",
    ),
    Position: _fields(_SOURCED, judged="stance since", worded="says"),
    Binding: _fields(judged="line distance_km quantity unit due", stated="note"),
    Limit: _fields(_SOURCED, judged="area min max unit", stated="what"),
    Ended: _fields(judged="when", worded="how"),
    Mechanism: _fields(
        _ITEM,
        judged="composition public_reporting starts ends status",
        listed="functions means nominated_by reports_to",
        worded="name text",
    ),
    Guarantee: _fields(
        _ITEM,
        judged="form polarity enforcement duration termination_notice bindingness domestic_basis legal_basis"
        " in_exchange_for status",
        inside="trigger response",
        listed="obligations providers beneficiaries against",
        by_player="positions",
        worded="title text",
    ),
    Trigger: _fields(judged="event area decided_by activation"),
    Response: _fields(judged="automaticity within_hours actions"),
    Duration: _fields(judged="text years months days"),
    Outlook: _fields(
        _SOURCED, judged="question horizon exclusive", stated="base_rate", worded="text", items="scenarios"
    ),
    Scenario: _fields(
        _ITEM,
        judged="probability",
        inside="resolution",
        listed="signposts",
        argued="drivers assumptions implications",
        worded="title text",
    ),
    Signpost: _fields(worded="text", judged="direction observed"),
    Implication: _fields(worded="text", judged="for_"),
    Resolution: _fields(judged="criteria by outcome on", noted="sources"),
    Event: _fields(_ITEM, judged="when place status", listed="players", worded="title kind text"),
    Source: _fields(
        key="id",
        noted="title publisher authors date url archive_url accessed language kind grade ai derived_from interest note",
    ),
    Version: _fields(worded="version", listed="held_by", noted="sources"),
    Confidence: _fields(judged="level", worded="because"),
    Relative: _fields(key="after before with_", judged="hours days months"),
    Condition: _fields(judged="once"),
}
"""How each field of each section is compared."""

KEYS: Mapping[type[Section], tuple[str, ...]] = {
    kind: tuple(name for name, how in fields.items() if how is How.KEY) for kind, fields in FIELDS.items()
}
"""The fields that tell entries of a kind apart, in order."""

COMPARED: Mapping[type[Section], tuple[tuple[str, How], ...]] = {
    kind: tuple((name, how) for name, how in fields.items() if how not in (How.KEY, How.APART))
    for kind, fields in FIELDS.items()
}
"""The fields in which entries of a kind that are the same may differ."""

LISTS = frozenset(name for fields in FIELDS.values() for name, how in fields.items() if how is How.LISTED)
"""Fields whose entries come and go while others stay."""

PARTS: Mapping[type[Section], Part] = {
    Briefing: Part.BRIEFING,
    KeyPoint: Part.KEY_POINT,
    Participant: Part.PLAYER,
    Instrument: Part.INSTRUMENT,
    Truce: Part.TRUCE,
    Term: Part.TERM,
    Mechanism: Part.MECHANISM,
    Guarantee: Part.GUARANTEE,
    Outlook: Part.OUTLOOK,
    Scenario: Part.SCENARIO,
    Event: Part.EVENT,
    Source: Part.SOURCE,
}
"""Sections that are subjects of their own."""

TITLES: Mapping[type[Section], tuple[str, ...]] = {
    kind: tuple(name for name in ("title", "name", "question", "text", "id") if name in FIELDS[kind]) for kind in PARTS
}
"""The fields a subject of a kind may be called by, best first."""

MINOR_WHEN_ADDED = frozenset({Part.SOURCE})
MINOR_WHEN_REMOVED = frozenset({Part.SOURCE, Part.KEY_POINT, Part.EVENT})
"""A newer snapshot need not repeat what was said; that it does not denies nothing."""

MOVABLE = frozenset(
    {Part.KEY_POINT, Part.INSTRUMENT, Part.TERM, Part.MECHANISM, Part.GUARANTEE, Part.SCENARIO, Part.EVENT}
)
"""Items of one briefing never share an id, so that one which changes its part is still the same."""

ALIKE = 0.5
"""Texts without an id are the same one, reworded, where they share at least this part of all their words."""


def compare(older: Briefing, newer: Briefing) -> Changes:
    """What differs between two snapshots; of two in different languages what differs in more than words."""
    changes = tuple(_with_moves(tuple(_inside(_subject(newer), older, newer))))
    if older.language == newer.language:
        return Changes(changes)
    return Changes(tuple(change for change in changes if _is_of_facts(change)))


def _is_of_facts(change: Change) -> bool:
    """Whether a change is one in any language; what has only words to tell it by cannot be found in another."""
    if not change.field:
        return bool(change.subject.id) or change.subject.part in (Part.TRUCE, Part.OUTLOOK)
    if change.kind in (Kind.ADDED, Kind.REMOVED):
        entry = change.before if change.after in (None, ()) else change.after
        return not _is_words(entry) and not (change.field[-1] in LISTS and _name(entry) is None)
    return bool(_facts(change.before) != _facts(change.after))


def _facts(value: object) -> object:
    """A value without its words."""
    if isinstance(value, Section):
        return {name: _facts(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple):
        return tuple(map(_facts, value))
    return None if _is_words(value) else value


def _subject(section: Section) -> Subject:
    kind = type(section)
    titles = (getattr(section, name) for name in TITLES[kind])
    title = next((str(title) for title in titles if title), "")
    return Subject(PARTS[kind], str(getattr(section, "id", None) or ""), title)


def subjects_of(briefing: Briefing) -> Mapping[tuple[Part, str], Section]:
    """Every subject of a briefing, itself too, by its part and id."""
    return {(subject.part, subject.id): section for section in _subjects(briefing) for subject in [_subject(section)]}


def _subjects(section: Section) -> Iterator[Section]:
    yield section
    for name, how in FIELDS[type(section)].items():
        value = getattr(section, name)
        for one in (value,) if _is_subject(value) else _listed(value) if how is How.ITEMS else ():
            yield from _subjects(one)


def _inside(
    subject: Subject, before: Section | None, after: Section | None, field: tuple[str, ...] = ()
) -> Iterator[Change]:
    """What differs between two sections of a kind, field by field; at most one of them is None."""
    for name, how in COMPARED[type(_either(before, after))]:
        older, newer = getattr(before, name, None), getattr(after, name, None)
        if older is not newer and older != newer:
            yield from _COMPARERS[how](subject, how, older, newer, (*field, name))


def _either(before: Section | None, after: Section | None) -> Section:
    one = after if after is not None else before
    assert one is not None, "something is compared"
    return one


def _entries(_subject: Subject, _how: How, before: Any, after: Any, _field: tuple[str, ...]) -> Iterator[Change]:
    return _items(_listed(before), _listed(after))


def _section(subject: Subject, _how: How, before: Any, after: Any, field: tuple[str, ...]) -> Iterator[Change]:
    is_subject = _is_subject(before) or _is_subject(after)
    return _item(before, after) if is_subject else _inside(subject, before, after, field)


def _list(subject: Subject, how: How, before: Any, after: Any, field: tuple[str, ...]) -> Iterator[Change]:
    of_entry = How.STATED if how is How.LISTED else How.WORDED
    for older, newer in _paired(_listed(before), _listed(after)):
        yield from _value(subject, of_entry, older, newer, field)


_NOBODY = Subject(Part.BRIEFING, "", "")


def _is_subject(section: object) -> bool:
    return type(section) in PARTS


def _listed(entries: object) -> Sequence[Any]:
    return entries if isinstance(entries, tuple) else ()


# ---- items ----


def _items(before: Sequence[Section], after: Sequence[Section]) -> Iterator[Change]:
    for older, newer in _paired(before, after):
        yield from _item(older, newer)


def _item(before: Section | None, after: Section | None) -> Iterator[Change]:
    """What differs between two states of an item; of one that came or went, that, and the same of items within it."""
    if before is not None and after is not None:
        yield from _inside(_subject(after), before, after)
        return
    subject = _subject(_either(before, after))
    if after is not None:
        weight = Weight.MINOR if subject.part in MINOR_WHEN_ADDED else Weight.SUBSTANTIVE
        yield Change(Kind.ADDED, weight, subject, (), None, after)
    else:
        weight = Weight.MINOR if subject.part in MINOR_WHEN_REMOVED else Weight.SUBSTANTIVE
        yield Change(Kind.REMOVED, weight, subject, (), before, None)
    for name, how in COMPARED[type(_either(before, after))]:
        if how is How.ITEMS:
            yield from _items(_listed(getattr(before, name, None)), _listed(getattr(after, name, None)))


def _with_moves(changes: Sequence[Change]) -> Iterator[Change]:
    """The changes; what left one part of the briefing and came into another under the same id has moved."""
    left = {one.subject.id: one for one in changes if one.kind is Kind.REMOVED and not one.field and one.subject.id}
    came = {one.subject.id: one for one in changes if one.kind is Kind.ADDED and not one.field}
    moved = {
        name: Change(Kind.MOVED, Weight.SUBSTANTIVE, came[name].subject, (), left[name].before, came[name].after)
        for name in left.keys() & came.keys()
        if {left[name].subject.part, came[name].subject.part} <= MOVABLE
    }
    for one in changes:
        move = moved.get(one.subject.id) if not one.field else None
        if move is None:
            yield one
        elif one.kind is Kind.ADDED:
            yield move


# ---- values ----


def _value(subject: Subject, how: How, before: Any, after: Any, field: tuple[str, ...]) -> Iterator[Change]:
    verdict = _verdict(how, before, after)
    if verdict:
        yield Change(*verdict, subject, field, before, after)


def _verdict(how: How, before: Any, after: Any) -> tuple[Kind, Weight] | None:
    """What sort of change leads from one value to the other, and how much it weighs; None for none."""
    if _is_same(how, before, after):
        return None
    if how is How.NOTED:
        return Kind.CITED, Weight.MINOR
    if _is_empty(before) or _is_empty(after):
        weight = Weight.MINOR if how is How.WORDED else Weight.SUBSTANTIVE
        return (Kind.ADDED if _is_empty(before) else Kind.REMOVED), weight
    if isinstance(before, Section) and type(before) is type(after):
        return _verdict_on_section(how, before, after)
    if how is not How.JUDGED or _has_same_letters(before, after):
        return Kind.REWORDED, Weight.MINOR
    return Kind.CHANGED, Weight.SUBSTANTIVE


def _verdict_on_section(how: How, before: Section, after: Section) -> tuple[Kind, Weight] | None:
    inner = tuple(_inside(_NOBODY, before, after))
    weight = Weight.heaviest(one.weight for one in inner)
    if weight is Weight.NONE:
        return None
    if weight is Weight.SUBSTANTIVE and how is not How.WORDED:
        return Kind.CHANGED, weight
    return (Kind.CITED if all(one.kind is Kind.CITED for one in inner) else Kind.REWORDED), Weight.MINOR


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, tuple) and not value)


def _is_same(how: How, before: Any, after: Any) -> bool:
    if isinstance(before, Dated) and isinstance(after, Dated):
        return (before.start, before.end, before.moment) == (after.start, after.end, after.moment)
    if how is How.NOTED and isinstance(before, tuple) and isinstance(after, tuple):
        return Counter(before) == Counter(after)
    return bool(before == after) or (_is_empty(before) and _is_empty(after))


def _has_same_letters(before: object, after: object) -> bool:
    """Whether two texts differ in capitals, white space and marks alone; signs of money, shares and sizes are none."""
    return _is_words(before) and _is_words(after) and _letters(str(before)) == _letters(str(after))


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+|[€$£¥%‰<>≤≥±+−]", text.casefold()))


def _is_words(value: object) -> bool:
    """Whether a value is an author's free text."""
    if isinstance(value, PlayerOrText):
        return value.player is None
    return isinstance(value, str) and not isinstance(value, _NOT_FREE)


_NOT_FREE = (Name, Vocabulary)


def _by_player(subject: Subject, _how: How, before: Any, after: Any, field: tuple[str, ...]) -> Iterator[Change]:
    older, newer = _mapping(before), _mapping(after)
    for player in dict.fromkeys((*newer, *older)):
        yield from _value(subject, How.JUDGED, older.get(player), newer.get(player), (*field, player))


def _mapping(entries: Any) -> Mapping[str, Section]:
    """Entries by player; players that are just listed are bound in no special way."""
    if isinstance(entries, tuple):
        return {player: Binding() for player in entries}
    return entries or {}


Comparer = Callable[[Subject, How, Any, Any, tuple[str, ...]], Iterator[Change]]

_COMPARERS: Mapping[How, Comparer] = {
    How.JUDGED: _value,
    How.STATED: _value,
    How.WORDED: _value,
    How.NOTED: _value,
    How.LISTED: _list,
    How.ARGUED: _list,
    How.BY_PLAYER: _by_player,
    How.INSIDE: _section,
    How.ITEMS: _entries,
}
"""What finds the changes of a field that is compared so."""


# ---- lists ----

Pair = tuple[Any, Any]
"""An entry as it was and as it is; None where it was not or is not."""


def _paired(before: Sequence[Any], after: Sequence[Any]) -> Iterator[Pair]:
    """Each entry with the one it was: the same name, else, where it has none, most of the same words."""
    lost: list[Any] = []
    gained: list[Any] = []
    older, newer = _by_name(before), _by_name(after)
    for name in dict.fromkeys((*newer, *older)):
        pairs, gone, come = _matched(name, older.get(name, []), newer.get(name, []))
        yield from pairs
        lost += gone
        gained += come
    alike = _most_alike(lost, gained)
    yield from ((lost[row], gained[column]) for row, column in alike.items())
    yield from ((one, None) for row, one in enumerate(lost) if row not in alike)
    yield from ((None, one) for column, one in enumerate(gained) if column not in alike.values())


def _by_name(entries: Iterable[Any]) -> Mapping[object, list[Any]]:
    found: dict[object, list[Any]] = defaultdict(list)
    for entry in entries:
        found[_name(entry)].append(entry)
    return found


def _name(entry: object) -> object:
    """What tells an entry from others of its list; None where only its words do."""
    if isinstance(entry, Section):
        keys = tuple([getattr(entry, name) for name in KEYS[type(entry)]])
        return (type(entry), keys) if any(keys) else None
    return None if _is_words(entry) else entry


def _matched(name: object, before: Sequence[Any], after: Sequence[Any]) -> tuple[list[Pair], list[Any], list[Any]]:
    """Of entries with one name the pairs, what is left of the older ones and of the newer ones."""
    if name is not None and len(before) == len(after) == 1:
        return [(before[0], after[0])], [], []
    gone, come = [], list(after)
    for one in before:
        other = next((place for place, entry in enumerate(come) if _says_the_same(one, entry)), None)
        if other is None:
            gone.append(one)
        else:
            come.pop(other)
    if name is None:
        return [], gone, come
    count = min(len(gone), len(come))
    return list(zip(gone[:count], come[:count], strict=True)), gone[count:], come[count:]


def _says_the_same(one: Any, other: Any) -> bool:
    if isinstance(one, Section) and type(one) is type(other):
        return next(_inside(_NOBODY, one, other), None) is None
    return bool(one == other)


def _most_alike(before: Sequence[Any], after: Sequence[Any]) -> Mapping[int, int]:
    """By their places the entries that are the same in other words; of two names neither is the other reworded."""
    older, newer = [(_name(one), _words(one)) for one in before], [(_name(one), _words(one)) for one in after]
    scores = [
        (_likeness(words, others), row, column)
        for row, (name, words) in enumerate(older)
        for column, (other, others) in enumerate(newer)
        if name is None or other is None
    ]
    found: dict[int, int] = {}
    for score, row, column in sorted(scores, key=lambda scored: -scored[0]):
        if score >= ALIKE and row not in found and column not in found.values():
            found[row] = column
    return found


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The part that two texts share of all their words."""
    return len(one & other) / len(one | other) if one or other else 0.0


def _words(entry: object) -> frozenset[str]:
    if isinstance(entry, Section):
        said = (getattr(entry, name) for name in FIELDS[type(entry)])
        return _words(" ".join(text for text in said if _is_words(text)))
    return frozenset(_letters(str(entry)).split())
