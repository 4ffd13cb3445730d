from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from generator.checks.shared import dated
from generator.model.base import Section
from generator.model.briefing import Briefing
from generator.model.instrument import InstrumentDates
from generator.model.player import Post
from generator.model.truce import Ended, Mechanism, Term, Truce
from generator.model.walk import Place
from generator.model.when import Dated
from generator.problems import Problem
from generator.reading.library import Library
from generator.reading.references import Sections, find_sections

# The fields of a section in the order in which their days come; a pair is asked for only where both are dated.
ORDERS: Mapping[type[Section], tuple[tuple[str, str], ...]] = {
    Briefing: (("as_of", "embargo_until"), ("as_of", "review_by")),
    Truce: (("starts", "ends"), ("starts", "ended")),
    Term: (("starts", "due"),),
    Mechanism: (("starts", "ends"),),
    Post: (("from", "to"),),
    InstrumentDates: (
        ("agreed", "signed"),
        ("initialled", "signed"),
        ("signed", "effective"),
        ("signed", "ratified"),
        ("effective", "expires"),
        ("signed", "expires"),
        ("agreed", "expires"),
    ),
}


def check(library: Library, _today: date) -> Iterator[Problem]:
    """What comes later in life carries the later date.

    A truce, a mandate and a post end on or after the day they start; a text is agreed and initialled before it is
    signed, and signed before it takes effect, is ratified or expires; and a review, an update and an embargo's end come
    after the day of the briefing. Only what cannot be is refused: `2025-08` may be any day of the month, `2025~` any
    day at all, and times relative to another item are not compared.

    Bad:
        truce: {starts: 2024-05-02, ends: 2024-05-01}
    Good:
        truce: {starts: 2024-05-01, ends: 2024-05-02}
    """
    for file in library.briefings:
        for told in (*_impossible(file.inside.sections), *_early_updates(file.briefing)):
            yield file.error(told.place, "date-order", told.message, told.hint)


def check_shared(library: Library, _today: date) -> Iterator[Problem]:
    """The same of the registry's players."""
    for name, player in library.players.entries.items():
        for told in _impossible(find_sections(player, (name,))):
            yield library.players.error(told.place, "date-order", told.message, told.hint)


class _Told(NamedTuple):
    """Where a date stands that cannot be, why, and the way out."""

    place: Place
    message: str
    hint: str


def _impossible(sections: Sections) -> Iterator[_Told]:
    """Dates that lie before one they must follow; each once."""
    for place, section in sections:
        told: set[str] = set()
        for earlier, later in ORDERS.get(type(section), ()):
            first, last = _date(section, earlier), _date(section, later)
            if first and last and later not in told and last.lies_before(first):
                told.add(later)
                where = (*place, later, "when") if later == "ended" else (*place, later)
                yield _told(where, last.typed, earlier, first.typed)


def _early_updates(briefing: Briefing) -> Iterator[_Told]:
    for index, update in enumerate(briefing.updates):
        if update.date < briefing.as_of:
            yield _told(("updates", index, "date"), update.date, "as_of", briefing.as_of)


def _date(section: Section, key: str) -> Dated | None:
    """The date of a field, where it has one of its own."""
    value = getattr(section, f"{key}_" if key == "from" else key)
    return dated(value.when if isinstance(value, Ended) else value)


def _told(place: Place, last: object, earlier: str, first: object) -> _Told:
    message = f"'{place[-1]}' is {last}, which lies before '{earlier}', {first}"
    # What is held against the briefing's own day is a day, too, and never one that is not certain.
    doubtful = "" if earlier == "as_of" else "; where a day is not certain, write 2025-08 or 2025-08-18~"
    return _Told(place, message, f"correct one of the two{doubtful}")
