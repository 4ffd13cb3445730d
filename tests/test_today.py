"""A watched day answers as the day it is, and tells on which days it would have answered the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.today import Today

DAY = date(2025, 3, 10)
QUESTIONS: dict[str, Callable[[date, date], object]] = {
    "before": lambda day, other: day < other,
    "until": lambda day, other: day <= other,
    "after": lambda day, other: day > other,
    "from": lambda day, other: day >= other,
    "after it": lambda day, other: other < day,
    "from it": lambda day, other: other <= day,
    "same": lambda day, other: day == other,
    "another": lambda day, other: other != day,
    "days since": lambda day, other: (day - other).days,
    "days until": lambda day, other: (other - day).days,
    "later": min,
    "next": lambda day, _: day + timedelta(days=1),
    "year": lambda day, _: day.year,
    "text": lambda day, _: f"{day} {day:%d} {day!r} {day.isoformat()}",
    "found": lambda day, other: day in {other},
}

near = st.integers(-4, 4).map(lambda days: DAY + timedelta(days=days))


@given(st.lists(st.tuples(st.sampled_from(sorted(QUESTIONS)), near), max_size=5))
def test_on_each_day_of_the_span_every_answer_is_the_same(asked: list[tuple[str, date]]) -> None:
    """And the answers are those of the day itself."""
    watched = Today(DAY)
    answers = [QUESTIONS[question](watched, other) for question, other in asked]
    assert answers == [QUESTIONS[question](DAY, other) for question, other in asked]
    for offset in range(-6, 7):
        day = DAY + timedelta(days=offset)
        if watched.since <= day <= watched.until:
            assert answers == [QUESTIONS[question](day, other) for question, other in asked]


@pytest.mark.parametrize(
    ("question", "offset", "span"),
    [
        ("before", 3, (date.min, DAY + timedelta(days=2))),
        ("before", -3, (DAY - timedelta(days=3), date.max)),
        ("until", 0, (date.min, DAY)),
        ("from", 0, (DAY, date.max)),
        ("after it", -3, (DAY - timedelta(days=2), date.max)),
        ("year", 0, (DAY, DAY)),
    ],
)
def test_a_question_narrows_the_span_no_more_than_it_must(question: str, offset: int, span: tuple[date, date]) -> None:
    """Else everything would be made anew every day."""
    watched = Today(DAY)
    QUESTIONS[question](watched, DAY + timedelta(days=offset))
    assert (watched.since, watched.until) == span


def test_nobody_asked() -> None:
    """What asks nothing of the day is right on every day."""
    watched = Today(DAY)
    assert (watched.since, watched.until) == (date.min, date.max)
