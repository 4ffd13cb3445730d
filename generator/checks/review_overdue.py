from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.shared import current
from generator.problems import Problem
from generator.reading.library import Library


def check(library: Library, today: date) -> Iterator[Problem]:
    """A briefing is looked at again by the day of its `review_by`; past it, its page says that it may be stale.

    Asked of the newest snapshot of a process only.

    Bad:
        as_of: 2020-01-02
        review_by: 2020-01-15
    Good:
        as_of: 2020-01-02
        review_by: 2999-01-15
    """
    for file in current(library, today):
        review_by = file.briefing.review_by
        if review_by and file.briefing.as_of <= review_by < today:
            message = f"this was to be reviewed by {review_by}"
            hint = "review it and set a later day, or write a new snapshot"
            yield file.warning(("review_by",), "review-overdue", message, hint)
