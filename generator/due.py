"""What waits for an editor: outlooks to resolve, events that have passed, reviews that are late, drafts left lying."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from generator.checks.event_past import STILL_TO_COME
from generator.checks.shared import current, is_draft
from generator.model.when import Dated
from generator.reading.library import BriefingFile, Library


class Kind(Enum):
    """What sort of work it is, in the words of a heading."""

    OUTLOOK = "Outlooks to resolve"
    EVENT = "Events to bring up to date"
    REVIEW = "Briefings to review"
    DRAFT = "Drafts left lying"


@dataclass(frozen=True, slots=True)
class Due:
    """One piece of work, at its place; `day` is the last day on which nothing was to be done yet."""

    kind: Kind
    day: date
    path: str
    line: int
    briefing: str
    what: str


def due(library: Library, today: date, *, within_days: int = 0, draft_days: int = 30) -> tuple[Due, ...]:
    """All that is past its day, oldest first, or will be `within_days`; of a process, the newest snapshot alone.

    A translation follows its original, so only the original is named.

    A draft lies since the day it describes; it is left lying once that is more than `draft_days` ago.
    """
    horizon = today + timedelta(days=within_days)
    originals = (file for file in current(library, today) if not file.briefing.translation_of)
    found = [one for file in originals for one in _of_file(file) if one.day < horizon]
    found += [one for file in library.briefings for one in _draft(file) if one.day < horizon - timedelta(draft_days)]
    order = list(Kind)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.day, one.path, one.line)))


def _of_file(file: BriefingFile) -> Iterator[Due]:
    yield from _outlook(file)
    yield from _events(file)
    if file.briefing.review_by and not is_draft(file):
        yield _due(file, Kind.REVIEW, file.briefing.review_by, ("review_by",), "look it over and set a new review_by")


def _outlook(file: BriefingFile) -> Iterator[Due]:
    """Each scenario by the day it is decided, or by the day its question looks to."""
    outlook = file.briefing.outlook
    if outlook is None or is_draft(file):
        return
    horizon = outlook.horizon.latest if isinstance(outlook.horizon, Dated) else None
    for index, scenario in enumerate(outlook.scenarios):
        resolution = scenario.resolution
        day = resolution.by if resolution and resolution.by else horizon
        if day and not (resolution and resolution.outcome):
            place = ("outlook", "scenarios", index, "id")
            yield _due(file, Kind.OUTLOOK, day, place, f"'{scenario.id}' has no outcome: {scenario.title}")


def _events(file: BriefingFile) -> Iterator[Due]:
    for index, event in enumerate(file.briefing.timeline):
        if event.status in STILL_TO_COME and isinstance(event.when, Dated) and not is_draft(file):
            what = f"'{event.id}' is still {event.status}: {event.title}"
            yield _due(file, Kind.EVENT, event.when.latest, ("timeline", index, "id"), what)


def _draft(file: BriefingFile) -> Iterator[Due]:
    if is_draft(file):
        yield _due(file, Kind.DRAFT, file.briefing.as_of, ("status",), "publish it or take it out")


def _due(file: BriefingFile, kind: Kind, day: date, place: tuple[str | int, ...], what: str) -> Due:
    return Due(kind, day, file.path, file.line(place), file.briefing.title, what)
