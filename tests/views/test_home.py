"""The first page."""

from __future__ import annotations

from datetime import UTC, datetime

from sites import briefing, pages_of

PROCESSES = "talks: {title: River talks}\n"
SCHEDULED = "[{id: meeting, title: The banks meet, when: 2025-05-01, status: scheduled, sources: [s1]}]"


def home(now: datetime = datetime(2025, 4, 1, tzinfo=UTC), **sections: str) -> str:
    """The first page of a site with one briefing."""
    site = {"registry/processes.yaml": PROCESSES, "first.yaml": briefing(process="talks", **sections)}
    return pages_of(site, now)["index.md"]


def test_a_site_without_briefings_says_so() -> None:
    """A site whose only briefing is a draft has a first page that says that nothing is published."""
    page = home(status="draft")
    assert "No briefing is published yet." in page
    assert "Where each process stands" not in page
    assert "No briefing is published yet." not in home()


def test_scheduled_events_come_next_until_their_day_has_passed() -> None:
    """An event is ahead on its own day still, and no longer on the day after."""
    day = datetime(2025, 5, 1, 23, tzinfo=UTC)
    assert "The banks meet" in home(day, timeline=SCHEDULED)
    later = home(day.replace(day=2), timeline=SCHEDULED)
    assert "The banks meet" not in later
    assert "No date ahead is on record" in later


def test_events_that_were_held_do_not_come_next() -> None:
    """Only what is scheduled or considered lies ahead."""
    day = datetime(2025, 5, 1, 23, tzinfo=UTC)
    assert "The banks meet" not in home(day, timeline=SCHEDULED.replace("scheduled", "held"))
    assert "The banks meet" in home(day, timeline=SCHEDULED)


def test_at_most_eight_dates_soonest_first() -> None:
    """Of ten scheduled days the eight soonest stand on the page, in order."""
    days = ", ".join(
        f"{{id: e{day}, title: Day {day} of May, when: 2025-05-{day:02}, status: scheduled, sources: [s1]}}"
        for day in range(10, 0, -1)
    )
    page = home(timeline=f"[{days}]")
    places = [page.index(f"Day {day} of May") for day in range(1, 9)]
    assert places == sorted(places)
    assert "Day 9 of May" not in page


OUTLOOK = """
  question: Does the truce hold?
  horizon: 2025-06-30
  scenarios:
    - {id: holds, title: It holds, resolution: {criteria: A count., by: 2025-05-31}}
    - {id: breaks, title: It breaks, resolution: {criteria: A count., by: 2025-06-30}}"""


def test_open_questions_come_next_once_a_day() -> None:
    """The horizon and a scenario decided on that day are one date; a scenario decided earlier is another."""
    page = home(outlook=OUTLOOK)
    assert page.count("Does the truce hold?") == 2
    assert "To be decided by this day: It holds" in page


def test_questions_whose_scenarios_all_have_outcomes_are_no_longer_ahead() -> None:
    """A question that is answered looks to no day any more."""
    answered = OUTLOOK.replace("by: 2025-05-31", "outcome: no, on: 2025-03-01, sources: [s1]")
    answered = answered.replace("by: 2025-06-30", "outcome: yes, on: 2025-03-01, sources: [s1]")
    assert "Does the truce hold?" not in home(outlook=answered)


def test_the_latest_bottom_line_stands_once_where_the_process_has_a_summary() -> None:
    """The card of the featured briefing's process has its summary, so that no sentence is read twice."""
    assert home().count("Norway proposes a truce.") == 2
    site = {
        "registry/processes.yaml": "talks: {title: River talks, summary: Talks along the river.}\n",
        "first.yaml": briefing(process="talks"),
    }
    page = pages_of(site)["index.md"]
    assert page.count("Norway proposes a truce.") == 1
    assert page.count("Talks along the river.") == 1


def test_words_that_a_machine_wrote_are_labelled_wherever_they_stand() -> None:
    """The bottom line of an AI-generated briefing has its label on the first page and on those of its process."""
    site = {"registry/processes.yaml": PROCESSES}
    by_machine = pages_of(site | {"one.yaml": briefing(process="talks", provenance="{ai_use: generated}")})
    by_people = pages_of(site | {"one.yaml": briefing(process="talks", provenance="{ai_use: none}")})
    for page in ("index.md", "processes/index.md", "processes/talks.md"):
        assert 'data-ai="generated"' in by_machine[page]
        assert "data-ai" not in by_people[page]
