"""What several rules ask of a library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from graphlib import CycleError, TopologicalSorter

from generator.model.items import Sourced
from generator.model.values import territories
from generator.model.vocabulary import PublicationStatus
from generator.model.walk import Place, is_a
from generator.model.when import CalendarDate, Dated
from generator.problems import Problem
from generator.reading.library import BriefingFile, Library
from generator.reading.references import Mention

HTML_TAG = r"<(?:a|b|br|div|em|i|p|span|strong|sub|sup|u)\b"
"""How a tag begins that somebody may take for emphasis or a break."""


def is_draft(file: BriefingFile) -> bool:
    """Whether a briefing does not ask to be published."""
    return file.briefing.status is not PublicationStatus.PUBLISHED


def is_state(name: str) -> bool:
    """Whether an id is a state's, which is known everywhere."""
    return name == name.lower() and name.upper() in territories()


def defined_players(file: BriefingFile) -> frozenset[str]:
    """The players that a briefing defines in place."""
    return frozenset(player.id for player in file.briefing.players if player.name and player.kind)


def current(library: Library, today: date) -> Iterator[BriefingFile]:
    """The briefings that say how things stand: not those that a newer snapshot of their process has overtaken.

    What an older snapshot says was right on its day and stays as it is, so it needs no more care.
    """
    newest: dict[str, date] = {}
    for file in library.briefings:
        day, process = file.briefing.as_of, file.briefing.process
        if process and not is_draft(file) and day <= today:
            newest[process] = max(day, newest.get(process, day))
    for file in library.briefings:
        if file.briefing.as_of >= newest.get(file.briefing.process or "", date.min):
            yield file


def statements(file: BriefingFile) -> Iterator[tuple[Place, Sourced]]:
    """Everything in a briefing that may name its sources, with its place."""
    return ((place, section) for place, section in file.inside.sections if is_a(section, Sourced))


def cited_by_statement(file: BriefingFile) -> Mapping[Place, tuple[str, ...]]:
    """The ids of the sources that a statement rests on, by its place: its `sources` and what its own text cites."""
    return file.references.cited()


def dated(value: object) -> Dated | None:
    """A day, a moment or a date of the calendar as a `Dated`; None of any other time."""
    if isinstance(value, date):
        day = CalendarDate(value.year, value.month, value.day)
        return Dated(value.isoformat().replace("+00:00", "Z"), day, day, value if isinstance(value, datetime) else None)
    return value if isinstance(value, Dated) else None


def listed(paths: Sequence[str]) -> str:
    """A few files by name and how many more there are."""
    more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
    return ", ".join(paths[:3]) + more


def item_place(place: Place) -> Place:
    """Where to point for an item as a whole: at its id."""
    return (*place, "id")


def once_each(mentions: Iterable[Mention]) -> Iterator[tuple[Mention, Sequence[Mention]]]:
    """The first mention of each name, and the later ones: a name that is wrong is one mistake, however often typed."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.name].append(mention)
    return ((first, later) for first, *later in found.values())


Report = Callable[..., Problem]


def unknown(
    report: Report, line: Callable[[Place], int], found: tuple[Mention, Sequence[Mention]], what: str, hint: str
) -> Problem:
    """The problem that a name leads nowhere, `unknown-…`, at its first mention; it tells the lines of the others."""
    first, later = found
    lines = sorted({line(mention.place) for mention in later} - {line(first.place)})
    also = f" (also on line {', '.join(map(str, lines))})" if lines else ""
    message = f"no {what} '{first.name}'{also}"
    return report(first.place, f"unknown-{what}", message, hint, on=first.on, within=first.within)


def circle(follows: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A way that leads back to where it began, from its first name in the mapping's order on; empty where none does."""
    if not any(follows.values()):
        return ()
    try:
        TopologicalSorter(follows).prepare()
    except CycleError as error:
        way = error.args[1][:0:-1]  # the sorter tells it against its direction, its first name twice
        start = way.index(next(name for name in follows if name in way))
        return (*way[start:], *way[:start])
    return ()
