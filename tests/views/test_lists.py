"""The pages that gather from many briefings: archive, calendar, vocabulary, and lists in pages."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from sites import briefing, pages_of

from generator.model.vocabulary import vocabularies
from generator.views.parts import paginated


@given(count=st.integers(0, 400), size=st.integers(1, 60))
def test_a_list_in_pages_has_every_entry_once_and_in_order(count: int, size: int) -> None:
    """There is a first page also where nothing is listed, and each page knows its neighbours."""
    pages = list(paginated(range(count), "sources.md", size))
    assert [entry for _, entries, _ in pages for entry in entries] == list(range(count))
    assert pages[0][0] == "sources.md"
    assert len({path for path, _, _ in pages}) == len(pages) == len(pages[0][2].links)
    assert pages[0][2].before is None
    assert pages[-1][2].after is None
    for (path, _, _), (_, _, following) in pairwise(pages):
        assert following.before is not None
        assert following.before.target.page == path


def many(count: int) -> dict[str, str]:
    """So many briefings, one a day, back from the end of 2024."""
    last = date(2024, 12, 31)
    return {f"b{n:03}.yaml": briefing(as_of=str(last - timedelta(days=n)), title=f"Day {n}") for n in range(count)}


def test_the_archive_lists_years_in_pages_newest_first() -> None:
    """A year of more than fifty briefings has a second page."""
    pages = pages_of(many(120))
    first, second = pages["archive/2024/index.md"], pages["archive/2024/page-2.md"]
    assert first.index(">Day 0<") < first.index(">Day 49<")
    assert ">Day 50<" not in first
    assert ">Day 50<" in second
    assert 'rel="next" href="../page-3/"' in second
    assert '"robots": "noindex"' in second
    assert "<span>120</span>" in pages["archive/index.md"]


def test_an_empty_site_has_every_list_and_says_that_nothing_is_there() -> None:
    """A site begins empty, and its pages must not look broken."""
    pages = pages_of({"registry/processes.yaml": "talks: {title: Talks}\n"})
    assert "No briefing is published yet." in pages["archive/index.md"]
    assert "Nothing is scheduled." in pages["calendar.md"]
    assert "No source is on record." in pages["sources.md"]


def event(when: str, status: str, **sections: str) -> str:
    """A briefing with one event."""
    line = f"[{{id: meeting, when: {when}, title: They meet, status: {status}}}]"
    return briefing(timeline=line, **sections)


def test_what_is_scheduled_comes_up_until_its_last_day_has_passed() -> None:
    """An interval that has begun still comes up; what was held or cancelled does not."""
    coming = {
        "2025-04-01": True,
        "2025-03-30/2025-04-01": True,
        "2025-04": True,
        "2025-03-31": False,
    }
    for when, expected in coming.items():
        shown = pages_of({"a.yaml": event(when, "scheduled")})["calendar.md"]
        assert ("They meet" in shown.split("#coming-up")[1]) is expected, when
    assert "They meet" not in pages_of({"a.yaml": event("2025-04-02", "cancelled")})["calendar.md"]


def test_the_calendar_has_a_page_a_year_by_month() -> None:
    """In the order of the days, each event leading to the briefing that tells it; the years may be those to come."""
    pages = pages_of({"a.yaml": event("2025-03-10", "held"), "b.yaml": event("2025-01-05", "held")})
    assert "## Years { #years }" in pages["calendar.md"]
    shown = pages["calendar/2025.md"]
    assert shown.index("## January 2025") < shown.index("## March 2025")
    assert 'href="../../briefings/a/#event-meeting"' in shown


def test_an_event_without_a_date_is_in_no_calendar() -> None:
    """A condition has no day, and none is made up."""
    pages = pages_of({"a.yaml": briefing(timeline="[{id: x, when: {once: they agree}, title: They meet}]")})
    assert not any(path.startswith("calendar/") for path in pages)


TRUCE = """
  starts: 2025-03-20
  terms:
    - {id: stop, title: Fire stops, category: general_ceasefire, starts: 2025-03-20}
    - {id: guns, title: Guns go, category: heavy_weapons, due: {after: stop, days: 14}, binds: {se: {due: 2025-05-01}}}
"""
OUTLOOK = """
  question: Does it hold?
  horizon: 2025-06-30
  scenarios: [{id: holds, title: It holds, resolution: {criteria: A count., by: 2025-05-31}}]
"""
COUNTED = "[{id: visit, when: {after: guns, days: 2}, title: They look, status: scheduled}]"


def test_a_day_that_is_counted_from_another_stands_with_its_working() -> None:
    """An event or a last day falls where it is worked out to fall."""
    shown = pages_of({"a.yaml": briefing(truce=TRUCE, timeline=COUNTED)})["calendar/2025.md"].split("## April")[1]
    due, visit = (entry for entry in shown.split("<li")[1:3])
    assert '<time datetime="2025-04-03">' in due
    assert "Due: Guns go" in due
    assert "14 days after “Fire stops”" in due
    assert '<time datetime="2025-04-05">' in visit
    assert "2 days after “Guns go”" in visit


def test_what_lies_before_a_day_is_said_to() -> None:
    """By how much is not on record, so the day itself is not its day."""
    timeline = "[{id: talks, when: 2025-05-01, title: Talks}, {id: visit, when: {before: talks}, title: They look}]"
    shown = pages_of({"a.yaml": briefing(timeline=timeline)})["calendar/2025.md"]
    assert '<p class="p-when">before 1 May 2025</p>' in shown


def test_the_calendar_and_the_first_page_agree_on_what_is_ahead() -> None:
    """Events, deadlines, the day a question looks to and the days that decide it, the soonest first."""
    pages = pages_of({"a.yaml": briefing(truce=TRUCE, outlook=OUTLOOK, timeline=COUNTED)})
    titles = ["Due: Guns go<", "They look", "Due: Guns go (Sweden)", "To be decided by this day: It holds", "looks to"]
    for page in ("calendar.md", "index.md"):
        places = [pages[page].index(title) for title in titles]
        assert places == sorted(places), page


def test_what_is_done_or_decided_is_no_longer_ahead() -> None:
    """It stays on the page of its year."""
    done = TRUCE.replace("title: Guns go,", "title: Guns go, implementation: complete,")
    decided = OUTLOOK.replace("by: 2025-05-31", "outcome: yes, on: 2025-03-01, sources: [s1]")
    pages = pages_of({"a.yaml": briefing(truce=done, outlook=decided)})
    assert "Nothing is scheduled." in pages["calendar.md"]
    assert "Due: Guns go" in pages["calendar/2025.md"]
    assert "A question that is decided looked to this day." in pages["calendar/2025.md"]


TEXT = "[{id: pact, title: The pact, status: signed, dates: {signed: 2025-03-01, expires: {after: pact, days: 90}}}]"


def test_the_day_a_text_ends_is_ahead_until_it_is_over() -> None:
    """It is told as the newest briefing that lists texts tells it, with its status and its working."""
    older = briefing(process="talks", as_of="2025-02-01", instruments=TEXT.replace("90", "60"))
    newer = briefing(process="talks", instruments=TEXT)
    registry = {"registry/processes.yaml": "talks: {title: Talks}\n"}
    pages = pages_of({**registry, "a.yaml": older, "b.yaml": newer})
    for page in ("calendar.md", "index.md", "calendar/2025.md"):
        assert pages[page].count("Ends: The pact") == 1, page
    assert 'href="../briefings/b/#instrument-pact"' in pages["calendar.md"]
    assert '<time datetime="2025-05-30">' in pages["calendar.md"]
    assert "90 days after “The pact”" in pages["calendar.md"]
    for status in ("lapsed", "terminated", "superseded", "rejected"):
        over = pages_of({"a.yaml": briefing(instruments=TEXT.replace("signed,", f"{status},", 1))})
        assert "Nothing is scheduled." in over["calendar.md"], status
        assert "Ends: The pact" in over["calendar/2025.md"], status


def test_the_vocabulary_shows_every_term_with_its_meaning() -> None:
    """Made from the model, so it cannot lag behind it."""
    shown = pages_of({"a.yaml": briefing()})["vocabulary.md"]
    for vocabulary in vocabularies():
        for term in vocabulary:
            assert f"<code>{term}</code>" in shown
    assert "Fights in the conflict." in shown
