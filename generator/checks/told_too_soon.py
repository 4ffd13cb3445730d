from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from generator.checks.shared import dated
from generator.model.base import Section
from generator.model.event import Event
from generator.model.instrument import Instrument
from generator.model.outlook import Resolution, Signpost
from generator.model.truce import Ended, Mechanism, Truce
from generator.model.vocabulary import EventStatus, InstrumentStatus, MonitoringStatus, TruceStatus
from generator.model.walk import Place
from generator.problems import Problem
from generator.reading.library import Library

# The days that have come for what has a status; those of a text stand in its `dates`.
HAVE_COME: Mapping[type[Section], Mapping[str, tuple[str, ...]]] = {
    Event: {EventStatus.HELD: ("when",)},
    Truce: {TruceStatus.IN_FORCE: ("starts",)},
    Mechanism: {MonitoringStatus.OPERATING: ("starts",)},
    Instrument: {
        InstrumentStatus.INITIALLED: ("initialled",),
        InstrumentStatus.SIGNED: ("signed",),
        InstrumentStatus.RATIFIED: ("signed", "ratified"),
        InstrumentStatus.IN_FORCE: ("signed", "effective"),
    },
}
# The fields that themselves say that something happened, and the way out where its day has not come.
HAPPENED: Mapping[type[Section], tuple[str, str]] = {
    Ended: ("when", "leave 'ended' out until then; the day it is to end is 'ends'"),
    Signpost: ("observed", "leave 'observed' out until then"),
    Resolution: ("on", "leave 'outcome' and 'on' out until then"),
}
_A_DAY = timedelta(days=1)  # today has begun somewhere before it does here


def check(library: Library, today: date) -> Iterator[Problem]:
    """What is told as having happened has happened: its day has come.

    That holds for an event that was held, a text that is signed, a truce that is in force or has ended, a mechanism at
    work, a signpost that was observed, and an outcome. A briefing of a later day may tell what happens until that day,
    for nobody sees it before. Only what cannot be is refused: `2025-08` may be any day of the month, `2025~` any day at
    all, and times relative to another item are not asked.

    Bad:
        timeline: [{id: signing, when: 2999-01-15, title: The text is signed, status: held}]
    Good:
        timeline: [{id: signing, when: 2999-01-15, title: The text is signed, status: scheduled}]
    """
    for file in library.briefings:
        last = max(today + _A_DAY, file.briefing.as_of)
        for place, section in file.inside.sections:
            for told in (*_by_status(section), *_by_field(section)):
                when = dated(told.value)
                if when and not when.is_doubtful and when.earliest > last:
                    message = f"{told.message} {when.typed}, which is still to come"
                    yield file.error((*place, *told.place), "told-too-soon", message, told.hint)


class _Told(NamedTuple):
    """A time that is told as past: where in its section, what it is, how the message begins, and the way out."""

    place: Place
    value: object
    message: str
    hint: str


def _by_status(section: Section) -> Iterator[_Told]:
    status: str = getattr(section, "status", None) or ""
    inside: Place = ("dates",) if isinstance(section, Instrument) else ()
    times = section.dates if isinstance(section, Instrument) else section
    for key in HAVE_COME.get(type(section), {}).get(status, ()):
        message = f"the status is '{status}', and '{key}' is"
        hint = "write the status of today, or correct the day"
        yield _Told((*inside, key), getattr(times, key, None), message, hint)


def _by_field(section: Section) -> Iterator[_Told]:
    if type(section) in HAPPENED:
        key, hint = HAPPENED[type(section)]
        yield _Told((key,), getattr(section, key), f"'{key}' is", hint)
