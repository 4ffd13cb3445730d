"""Deadlines: the day worked out by hand, the day worked out here, and what is said of its end."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.deadlines import (
    Anchors,
    Aspect,
    Reason,
    Reckoned,
    Reckoning,
    Record,
    Unreckoned,
    judge,
    months_on,
    reckon,
)
from generator.model.event import Event
from generator.model.instrument import Instrument
from generator.model.truce import Mechanism, Term
from generator.model.vocabulary import DeadlineState, Implementation
from generator.model.when import Condition, Relative, read_dated


def event(when: object, **more: object) -> Event:
    return Event.model_validate({"id": "signing", "title": "The signing", "when": when, "sources": ["s1"], **more})


def term(name: str = "guns", **more: object) -> Term:
    return Term.model_validate({"id": name, "title": name.capitalize(), "category": "heavy_weapons", **more})


def text(**dates: object) -> Instrument:
    return Instrument.model_validate({"id": "accord", "title": "Accord", "dates": dates})


def due(when: dict[str, str], *items: Any, aspect: Aspect = Aspect.DUE) -> Reckoning:
    """What a last day of this form comes to, where these items are on record."""
    anchors: Anchors = {str(item.id): item for item in items}
    return reckon(Relative.model_validate(when), aspect, anchors)


def days(found: Reckoning) -> str:
    assert isinstance(found, Reckoned), found
    first, last = found.span.earliest.isoformat(), found.span.latest.isoformat()
    return first if first == last else f"{first}/{last}"


@pytest.mark.parametrize(
    ("when", "anchor", "expected"),
    [
        ({"after": "signing", "days": "14"}, "2015-02-12", "2015-02-26"),
        ({"after": "signing", "days": "14"}, "2015-02-15T00:00:00+02:00", "2015-03-01"),
        ({"after": "signing", "days": "0"}, "2015-02-12", "2015-02-12"),
        ({"before": "signing", "days": "1"}, "2016-03-01", "2016-02-29"),
        ({"after": "signing", "months": "1"}, "2015-01-31", "2015-02-28"),
        ({"after": "signing", "months": "1"}, "2016-01-31", "2016-02-29"),
        ({"after": "signing", "months": "13"}, "2015-12-15", "2017-01-15"),
        ({"before": "signing", "months": "2"}, "2016-01-31", "2015-11-30"),
        ({"after": "signing", "hours": "24"}, "2014-09-19", "2014-09-20"),
        ({"after": "signing", "hours": "36"}, "2014-09-19", "2014-09-20/2014-09-21"),
        ({"after": "signing", "hours": "36"}, "2014-09-19T18:00:00+03:00", "2014-09-21"),
        ({"before": "signing", "hours": "1"}, "2014-09-19T00:30:00+03:00", "2014-09-18"),
        ({"after": "signing", "days": "5"}, "2025-08", "2025-08-06/2025-09-05"),
        ({"after": "signing", "months": "1"}, "2025-01-30/2025-01-31", "2025-02-28"),
        ({"with": "signing"}, "2025-08-15/2025-08-18", "2025-08-15/2025-08-18"),
    ],
)
def test_a_day_is_counted_as_by_hand(when: dict[str, str], anchor: str, expected: str) -> None:
    """Days, months cut to the month's last day, hours from a moment or from a whole day, and intervals as ranges."""
    assert days(due(when, event(anchor))) == expected


def test_a_moment_stays_one_when_hours_are_added() -> None:
    """What begins at a moment ends at one; after days only the day is known."""
    start = event("2015-02-15T00:00:00+02:00")
    by_hours, by_days = (due({"after": "signing", unit: "2"}, start) for unit in ("hours", "days"))
    assert isinstance(by_hours, Reckoned)
    assert isinstance(by_days, Reckoned)
    assert by_hours.span.moment is not None
    assert by_hours.span.moment.isoformat() == "2015-02-15T02:00:00+02:00"
    assert by_days.span.moment is None


def test_a_chain_is_worked_out_step_by_step() -> None:
    """Minsk: weapons 14 days after the ceasefire, prisoners 5 days after the weapons are due."""
    ceasefire = term("ceasefire", starts="2015-02-15T00:00:00+02:00")
    weapons = term("weapons", starts={"after": "ceasefire", "days": "2"}, due={"after": "ceasefire", "days": "14"})
    found = due({"after": "weapons", "days": "5"}, ceasefire, weapons)
    assert days(found) == "2015-03-06"
    assert isinstance(found, Reckoned)
    assert [(str(step.when.anchor), step.aspect) for step in found.steps] == [
        ("ceasefire", "starts"),
        ("weapons", "due"),
    ]


@pytest.mark.parametrize(
    ("dates", "aspect"),
    [
        ({"agreed": "2016-08-24", "signed": "2016-09-26", "effective": "2016-10-01"}, Aspect.SIGNED),
        ({"agreed": "2016-08-24", "effective": "2016-10-01"}, Aspect.AGREED),
        ({"effective": "2016-10-01"}, Aspect.EFFECTIVE),
    ],
)
def test_a_text_counts_from_its_signature_where_it_has_one(dates: dict[str, str], aspect: Aspect) -> None:
    """The working names the day it starts from: signed, else agreed, else in effect."""
    found = due({"after": "accord", "days": "30"}, text(**dates))
    assert isinstance(found, Reckoned)
    assert found.steps[0].aspect == aspect
    assert found.span.earliest == date.fromisoformat(dates[aspect]) + timedelta(days=30)


def test_what_comes_before_a_term_counts_from_its_start() -> None:
    """After it counts from its last day, before it from its first; a mechanism has a start alone."""
    weapons = term("weapons", starts="2015-02-17", due="2015-03-01")
    assert days(due({"before": "weapons", "days": "1"}, weapons)) == "2015-02-16"
    assert days(due({"after": "weapons", "days": "1"}, weapons)) == "2015-03-02"
    watch = Mechanism.model_validate({"id": "watch", "name": "Watch", "starts": "2015-02-15"})
    assert days(due({"after": "watch", "days": "1"}, watch)) == "2015-02-16"


def test_what_goes_with_a_term_starts_and_ends_as_it_does() -> None:
    """The last day of one is the last day of the other; a start says nothing of an end."""
    weapons = term("weapons", starts="2015-02-17", due="2015-03-01")
    assert days(due({"with": "weapons"}, weapons)) == "2015-03-01"
    assert days(due({"with": "weapons"}, weapons, aspect=Aspect.STARTS)) == "2015-02-17"
    assert isinstance(due({"with": "weapons"}, term("weapons", starts="2015-02-17")), Unreckoned)


@pytest.mark.parametrize(
    ("when", "items", "reason"),
    [
        ({"after": "vote", "days": "1"}, [], Reason.UNDATED),
        ({"after": "guns", "days": "1"}, [term()], Reason.UNDATED),
        ({"after": "accord", "days": "1"}, [text()], Reason.UNDATED),
        ({"after": "guns", "days": "1"}, [term(due={"once": "All agree"})], Reason.CONDITION),
        ({"after": "signing"}, [event("2015-02-12")], Reason.NO_LAST_DAY),
        ({"after": "signing", "days": "1"}, [event("2015-02-12", status="postponed")], Reason.CALLED_OFF),
        ({"after": "signing", "days": "1"}, [event("2015-02-12", status="cancelled")], Reason.CALLED_OFF),
        ({"after": "guns", "days": "1"}, [term(due={"after": "guns", "days": "1"})], Reason.CIRCLE),
        ({"after": "signing", "days": "999999999999"}, [event("2015-02-12")], Reason.OFF_CALENDAR),
        ({"before": "signing", "months": "99999"}, [event("2015-02-12")], Reason.OFF_CALENDAR),
        ({"after": "signing", "hours": "99999999999"}, [event("2015-02-12")], Reason.OFF_CALENDAR),
        ({"after": "signing", "hours": "1"}, [event("9998-12-31T23:30:00Z")], Reason.OFF_CALENDAR),
        ({"before": "signing", "days": "1"}, [event("0002")], Reason.OFF_CALENDAR),
    ],
)
def test_where_no_day_can_be_worked_out_it_is_said_why(when: dict[str, str], items: list[Any], reason: Reason) -> None:
    """Nothing is guessed: what is waited on is named."""
    found = due(when, *items)
    assert isinstance(found, Unreckoned)
    assert found.reason == reason


def test_a_condition_keeps_its_words() -> None:
    """What must happen first is passed on as typed."""
    found = reckon(Condition(once="A settlement is reached"), Aspect.DUE, {})
    assert found == Unreckoned(Reason.CONDITION, condition="A settlement is reached")


def test_doubt_is_carried_along() -> None:
    """A day counted from an approximate one is approximate."""
    found = due({"after": "signing", "days": "1"}, event("2015-02~"))
    assert isinstance(found, Reckoned)
    assert found.span.is_doubtful


def record(day: str, implementation: str) -> Record:
    return Record(date.fromisoformat(day), Implementation(implementation))  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("records", "today", "state"),
    [
        ([], "2015-12-31", "due"),
        ([], "2016-01-01", "passed"),
        ([("2015-12-31", "complete")], "2016-01-01", "met"),
        ([("2015-12-30", "complete"), ("2016-02-01", "regressed")], "2016-03-01", "met"),
        ([("2016-01-01", "complete")], "2016-01-01", "done"),
        ([("2015-12-31", "not_initiated")], "2016-01-01", "passed"),
        ([("2016-01-01", "not_initiated")], "2016-01-01", "missed"),
        ([("2016-01-01", "intermediate"), ("2016-02-01", "complete")], "2016-03-01", "missed"),
        ([("2016-01-01", "regressed")], "2016-01-01", "passed"),
    ],
)
def test_met_and_missed_only_where_a_record_says_so(records: list[tuple[str, str]], today: str, state: str) -> None:
    """Complete by the day is met, not complete after it is missed; what lies between is said as it is."""
    deadline = Reckoned(reckoned("2015-12-31").span)
    found = judge(deadline, date.fromisoformat(today), [record(*one) for one in records])
    assert found.state == state
    assert (found.record is not None) == (state in ("met", "missed", "done"))


def reckoned(typed: str) -> Reckoned:
    found = reckon(read_dated(typed), Aspect.DUE, {})
    assert isinstance(found, Reckoned)
    return found


def test_a_doubtful_day_settles_nothing() -> None:
    """Around an uncertain day nobody can say what was in time."""
    today = date(2016, 3, 1)
    assert judge(reckoned("2015-12~"), today, [record("2016-02-01", "minimum")]).state == DeadlineState.PASSED
    assert judge(reckoned("2015-12~"), today, [record("2015-01-01", "complete")]).state == DeadlineState.DONE
    assert judge(reckoned("2015-12"), today, [record("2016-02-01", "minimum")]).state == DeadlineState.MISSED


def test_a_range_is_met_by_its_first_day_and_missed_after_its_last() -> None:
    """In between either may be; the range is over with its last day."""
    month = reckoned("2015-12")
    assert judge(month, date(2016, 1, 1), [record("2015-12-15", "complete")]).state == DeadlineState.DONE
    assert judge(month, date(2015, 12, 31), [record("2015-12-15", "minimum")]).state == DeadlineState.DUE


def test_before_a_day_is_not_on_it() -> None:
    """Complete on the day itself may have come after what it had to come before."""
    found = due({"before": "signing"}, event("2015-12-31"))
    assert judge(found, date(2016, 1, 1), [record("2015-12-31", "complete")]).state == DeadlineState.DONE
    assert judge(found, date(2016, 1, 1), [record("2015-12-30", "complete")]).state == DeadlineState.MET


def test_what_has_no_day_waits() -> None:
    """A deadline without a day is neither due nor passed."""
    waiting = Unreckoned(Reason.CONDITION, condition="A settlement")
    assert judge(waiting, date(2030, 1, 1), [record("2016-01-01", "minimum")]).state == DeadlineState.WAITING


DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@given(DAYS, st.integers(0, 500))
def test_months_on_keeps_the_day_or_takes_the_last(day: date, months: int) -> None:
    """The month is the right one; the day is the same, or the last of a shorter month."""
    found = months_on(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == min(day.day, monthrange(found.year, found.month)[1])


@given(DAYS, DAYS, st.integers(-500, 500))
def test_months_on_keeps_the_order_of_days(one: date, other: date, months: int) -> None:
    """An earlier day never overtakes a later one, so a range stays a range."""
    earlier, later = sorted((one, other))
    assert months_on(earlier, months) <= months_on(later, months)


@given(DAYS, st.integers(0, 60), st.sampled_from(["hours", "days", "months"]), st.integers(0, 1000))
def test_a_range_holds_what_each_of_its_days_comes_to(day: date, length: int, unit: str, amount: int) -> None:
    """Counting from a range gives a range that holds the count from its first day and from its last."""
    last = day + timedelta(days=length)
    when = {"after": "signing", unit: str(amount)}
    whole, first, end = (due(when, event(typed)) for typed in (f"{day}/{last}", day.isoformat(), last.isoformat()))
    assert isinstance(whole, Reckoned)
    assert isinstance(first, Reckoned)
    assert isinstance(end, Reckoned)
    assert (whole.span.earliest, whole.span.latest) == (first.span.earliest, end.span.latest)


@given(DAYS, st.integers(0, 1000))
def test_so_many_days_are_so_many_times_24_hours(day: date, amount: int) -> None:
    """From a whole day, days and their hours come to the same day."""
    by_days = due({"after": "signing", "days": str(amount)}, event(day.isoformat()))
    by_hours = due({"after": "signing", "hours": str(24 * amount)}, event(day.isoformat()))
    assert days(by_days) == days(by_hours)
