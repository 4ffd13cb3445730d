"""When: every way to write it, the days it can be, and what lies before what for certain."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.model.when import Condition, Dated, Relative, When, read_dated

WHEN: TypeAdapter[Dated | Relative | Condition] = TypeAdapter(When)


@pytest.mark.parametrize(
    ("typed", "earliest", "latest"),
    [
        ("2025-08-18", date(2025, 8, 18), date(2025, 8, 18)),
        ("2025-08", date(2025, 8, 1), date(2025, 8, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025~", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-08-15/2025-08-18", date(2025, 8, 15), date(2025, 8, 18)),
        ("2025-08/2025-09", date(2025, 8, 1), date(2025, 9, 30)),
        ("2025-08-18T23:30:00-04:00", date(2025, 8, 18), date(2025, 8, 18)),
    ],
)
def test_a_date_may_be_as_coarse_as_what_is_known(typed: str, earliest: date, latest: date) -> None:
    """The days it can begin and end are those of the calendar; a moment's day is that of its own offset."""
    dated = read_dated(typed)
    assert (dated.earliest, dated.latest, dated.typed) == (earliest, latest, typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("18 August", "bad-date"),
        ("2025-13", "bad-date"),
        ("0000", "bad-date"),
        ("0001", "bad-date"),
        ("9999", "bad-date"),
        ("2025-08-18/9999", "bad-date"),
        ("9999-12-31", "bad-date"),
        ("9999-12-31T23:00:00-05:00", "bad-moment"),
        ("0001-01-01T00:00:00+05:00", "bad-moment"),
        ("2025-08-18/2025-08-15", "bad-date"),
        ("2025-08-18/", "bad-date"),
        ("2025-08-18T12:00", "bad-moment"),
        (["2025"], "bad-date"),
        ({}, "bad-when"),
        ({"after": "a", "before": "b"}, "bad-when"),
        ({"after": "a", "days": "1", "hours": "2"}, "bad-when"),
        ({"with": "a", "days": "1"}, "bad-when"),
        ({"after": "a", "days": "-1"}, "bad-number"),
    ],
)
def test_another_form_is_refused(typed: object, code: str) -> None:
    """With the code of its problem."""
    with pytest.raises(ValidationError) as failure:
        WHEN.validate_python(typed)
    assert [error["type"] for error in failure.value.errors()] == [code]


def test_a_time_may_be_relative_or_a_condition() -> None:
    """`after`, `before` and `with` name an item, `once` says in words what must happen."""
    relative = WHEN.validate_python({"after": "signing", "days": "14"})
    assert isinstance(relative, Relative)
    assert (relative.anchor, relative.days) == ("signing", 14)
    assert WHEN.validate_python({"once": "A vote is held"}) == Condition(once="A vote is held")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2024-05-01", "2024-05-02", True),
        ("2024-05-02", "2024-05-02", False),
        ("2024-04", "2024-05-01", True),
        ("2024-05", "2024-05-02", False),
        ("2024-05-01~", "2024-05-02", False),
        ("2024-05-01", "2024?", False),
        ("2024-05-01T12:00:00Z", "2024-05-01T12:00:00+02:00", False),
        ("2024-05-01T12:00:00+02:00", "2024-05-01T12:00:00Z", True),
        # The day still lasts at UTC-12 when the next one has begun at UTC+14.
        ("2024-05-01", "2024-05-02T00:30:00+14:00", False),
        ("2024-05-01", "2024-05-02T12:30:00Z", True),
        ("2024-05-01T00:30:00-12:00", "2024-05-02", False),
        ("2024-05-01T09:00:00Z", "2024-05-02", True),
    ],
)
def test_only_what_is_certain_lies_before(first: str, second: str, expected: bool) -> None:
    """A doubt, an overlap or a zone that is not known leaves it open."""
    assert read_dated(first).lies_before(read_dated(second)) is expected
