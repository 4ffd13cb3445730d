from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.shared import current
from generator.model.vocabulary import EventStatus
from generator.model.when import Dated
from generator.problems import Problem
from generator.reading.library import Library

STILL_TO_COME = (EventStatus.SCHEDULED, EventStatus.TENTATIVE)


def check(library: Library, today: date) -> Iterator[Problem]:
    """An event that is `scheduled` or `tentative` is still to come.

    Asked of the newest snapshot of a process only: an older one keeps what was true on its day.

    Bad:
        timeline: [{id: talks, when: 2020-01-15, title: Talks, status: scheduled}]
    Good:
        timeline: [{id: talks, when: 2020-01-15, title: Talks, status: held}]
    """
    for file in current(library, today):
        for index, event in enumerate(file.briefing.timeline):
            if event.status in STILL_TO_COME and isinstance(event.when, Dated) and event.when.latest < today:
                message = f"'{event.id}' is {event.status} for {event.when.typed}, which is past"
                hint = "write what became of it: held, postponed or cancelled"
                yield file.warning(("timeline", index, "status"), "event-past", message, hint)
