from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.shared import is_draft
from generator.problems import Problem
from generator.reading.library import Library


def check(library: Library, today: date) -> Iterator[Problem]:
    """A published briefing describes a day that has come; one that does not waits until then.

    Bad:
        as_of: 2999-01-15
    Good:
        as_of: 2020-01-15
    """
    for file in library.briefings:
        day = file.briefing.as_of
        if not is_draft(file) and day > today:
            message = f"{day} is still to come, so the briefing is not shown before that day"
            yield file.warning(("as_of",), "published-in-future", message, "is the year right? else it only waits")
