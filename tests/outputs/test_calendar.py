"""Calendars hold what is or was to come, and calendar programs get the text as typed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest
from hostile_site import HOSTILE, SITE_URL, briefing, desk_of, examples, published, site

from generator.views import calendar
from generator.views.parts import Link

PROCESS = "processes/river-line/calendar.ics"


def events(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def titled(files: dict[str, bytes], path: str = PROCESS) -> dict[str, Any]:
    """The events of a calendar by their UID's place in a small site: the texts are all one."""
    return {str(event["URL"]).rpartition("#")[2]: event for event in events(files[path])}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_calendar_says_what_was_typed(text: str) -> None:
    """Title, place and description, in the calendar of the site and of the process."""
    files = published(site(text))
    for path in ("calendar.ics", PROCESS):
        found = titled(files, path)
        assert (str(found["event-talks"]["SUMMARY"]), str(found["event-talks"]["LOCATION"])) == (text, text)
        assert f"From: {text}, 17 August 2025" in str(found["event-talks"]["DESCRIPTION"])
        assert str(found["outlook"]["SUMMARY"]) == f"Outlook: {text}"
        assert str(found["term-halt"]["SUMMARY"]) == f"Due: {text}"
        assert [str(category) for category in found["event-talks"]["CATEGORIES"].cats] == [text]


def test_what_is_to_come_is_in_it() -> None:
    """Scheduled and tentative events, the horizon, the day a term is due; what is past by its status is not."""
    found = titled(published(site("x")))
    assert set(found) == {"event-talks", "event-call", "outlook", "term-halt"}
    assert (str(found["event-talks"]["STATUS"]), str(found["event-call"]["STATUS"])) == ("TENTATIVE", "CONFIRMED")


def test_a_day_that_is_counted_from_another_is_worked_out() -> None:
    """The working stands in the description; a time that waits on a condition has no day."""
    counted = briefing("x").replace("due: 2025-10-01", "due: {after: talks, days: 14}")
    found = titled(published({**site("x"), "first.yaml": counted}))["term-halt"]
    assert (found.start, found.end) == (date(2025, 9, 23), date(2025, 9, 26))
    assert "14 days after “x” (9 September 2025 to 11 September 2025) = 23 September 2025 to" in found["DESCRIPTION"]
    waiting = briefing("x").replace("due: 2025-10-01", "due: {once: they agree}")
    assert "term-halt" not in titled(published({**site("x"), "first.yaml": waiting}))


def test_the_day_a_text_ends_is_in_it_unless_the_text_ended_otherwise() -> None:
    """What has lapsed stays, as what has passed does; what was terminated before its day does not end on it."""
    for status, expected in {"in_force": True, "lapsed": True, "terminated": False, "superseded": False}.items():
        text = f"instruments: [{{id: pact, title: The pact, status: {status}, dates: {{expires: 2034-01-12}}}}]\n"
        found = titled(published({**site("x"), "first.yaml": briefing("x") + text}))
        assert ("instrument-pact" in found) is expected, status
        if expected:
            pact = found["instrument-pact"]
            assert (str(pact["SUMMARY"]), pact.start) == ("Ends: The pact", date(2034, 1, 12))


def test_all_of_it_stands_on_the_pages_of_the_calendar() -> None:
    """There also stands what was held, and nothing else."""
    files = site("x", second=briefing("x", as_of="2025-08-20").replace("2025-10-01", "{after: call, days: 1}"))
    years = [view for _, make in calendar.views(desk_of(files)) if not (view := make()).is_first]
    shown = [entry.title for view in years for month in view.months for entry in month.entries]
    places = {str(link.target.anchor) for link in shown if isinstance(link, Link)}
    assert places == set(titled(published(files))) | {"event-past"}
    assert "term-halt" in places


def test_days_are_days_and_moments_moments() -> None:
    """An interval ends before the day after its last, a month lasts a month, a moment is told in UTC."""
    found = titled(published(site("x")))
    assert (found["event-talks"].start, found["event-talks"].end) == (date(2025, 9, 9), date(2025, 9, 12))
    assert (found["outlook"].start, found["outlook"].end) == (date(2025, 12, 1), date(2026, 1, 1))
    assert found["event-call"].start == datetime(2025, 9, 12, 17, 15, tzinfo=UTC)
    assert "December 2025" in str(found["outlook"]["DESCRIPTION"])


def test_an_event_that_moves_keeps_its_uid() -> None:
    """The newer briefing tells its day, under a higher revision; other events have other UIDs."""
    newer = briefing("x", as_of="2025-08-20").replace("2025-09-09/2025-09-11", "2025-09-15")
    before, after = titled(published(site("x"))), titled(published(site("x", second=newer)))
    assert before["event-talks"]["UID"] == after["event-talks"]["UID"]
    assert (before["event-talks"]["SEQUENCE"], after["event-talks"]["SEQUENCE"]) == (0, 1)
    assert after["event-talks"].start == date(2025, 9, 15)
    assert len({str(event["UID"]) for event in after.values()}) == len(after)


def test_its_stamp_is_the_briefings_day() -> None:
    """No clock is read."""
    found = titled(published(site("x")))
    assert {event.DTSTAMP for event in found.values()} == {datetime(2025, 8, 17, tzinfo=UTC)}


def test_without_a_day_to_tell_there_is_no_calendar() -> None:
    """An empty one would be no calendar by its own rules; a day that has passed is told still."""
    passed = briefing("x").partition("outlook:")[0].replace("2025-10-01", "2015-10-01")
    passed += "sources: [{id: s1, title: A}]\n"
    quiet = passed.replace("due: 2015-10-01, ", "")
    assert [path for path in published({**site("x"), "first.yaml": quiet}) if path.endswith(".ics")] == []
    assert list(titled(published({**site("x"), "first.yaml": passed}))) == ["term-halt"]


def test_lines_are_short_and_end_rightly() -> None:
    """RFC 5545: at most 75 octets a line, CR LF, and the properties every calendar has."""
    for path, content in examples().items():
        if path.endswith(".ics"):
            assert content.replace(b"\r\n", b"").count(b"\n") == 0
            assert max(len(line) for line in content.split(b"\r\n")) <= 75
            found = icalendar.Calendar.from_ical(content)
            assert (str(found["VERSION"]), bool(found["PRODID"])) == ("2.0", True)
            assert all({"UID", "DTSTAMP", "DTSTART"} <= event.keys() for event in found.walk("VEVENT"))


def test_an_event_leads_to_its_place() -> None:
    """To the item on the page of the briefing that tells of it."""
    found = titled(published(site("x")))
    assert str(found["event-talks"]["URL"]) == f"{SITE_URL}briefings/first/#event-talks"
