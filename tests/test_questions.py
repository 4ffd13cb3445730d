"""Questions are followed through the snapshots of their process by the ids of their scenarios."""

from __future__ import annotations

from forecasts import NOW, catalogue, catalogue_of, files_of, outlook
from small_sites import library

from generator.catalogue import Catalogue, make_catalogue
from generator.model.values import ItemId
from generator.questions import Question, questions

SIGNED = ItemId("signed")


def days(question: Question) -> list[str]:
    return [asked.snapshot.as_of.isoformat() for asked in question.asked]


def asked_on(found: Catalogue) -> list[list[str]]:
    return sorted(days(question) for question in questions(found))


def test_a_question_keeps_its_history_when_it_is_reworded() -> None:
    """Two snapshots that share a scenario's id ask one question."""
    found = catalogue(
        {
            "2025-01-01": outlook("signed 40", "failed 60", question="Is it signed?"),
            "2025-02-01": outlook("signed 55", "failed 45", question="Is the text signed in time?"),
        }
    )
    (question,) = questions(found)
    assert [str(figure.probability.low) for figure in question.history(SIGNED)] == ["40", "55"]
    assert question.outlook.question == "Is the text signed in time?"


def test_another_question_has_a_history_of_its_own() -> None:
    """Snapshots without a common id ask different questions, whatever their wording."""
    found = catalogue({"2025-01-01": outlook("signed 100"), "2025-02-01": outlook("ratified 100")})
    assert asked_on(found) == [["2025-01-01"], ["2025-02-01"]]


def test_a_snapshot_that_takes_up_two_questions_makes_them_one() -> None:
    """The joined question holds every snapshot, oldest first, and asks of every scenario once."""
    found = catalogue(
        {
            "2025-01-01": outlook("signed 100"),
            "2025-02-01": outlook("ratified 100"),
            "2025-03-01": outlook("ratified 30", "signed 70"),
        }
    )
    (question,) = questions(found)
    assert days(question) == ["2025-01-01", "2025-02-01", "2025-03-01"]
    assert [str(scenario.id) for scenario, _ in question.scenarios] == ["ratified", "signed"]


def test_processes_never_share_a_question() -> None:
    """The same id in two processes, or in briefings of none, is another scenario."""
    one = {"2025-01-01": outlook("signed 100")}
    found = catalogue_of({"river-talks": one, "delta-talks": one, "": {**one, "2025-02-01": outlook("signed 90")}})
    assert asked_on(found) == [["2025-01-01"], ["2025-01-01"], ["2025-01-01"], ["2025-02-01"]]


def test_a_question_without_scenarios_goes_by_its_wording() -> None:
    """The same words in two snapshots are one question."""
    found = catalogue({"2025-01-01": outlook(), "2025-02-01": outlook(), "2025-03-01": outlook(question="And then?")})
    assert asked_on(found) == [["2025-01-01", "2025-02-01"], ["2025-03-01"]]


def test_a_scenario_that_was_dropped_stays_in_the_history() -> None:
    """What the newest snapshot asks about comes first, then what only older ones did."""
    found = catalogue({"2025-01-01": outlook("stalled 30", "signed 70"), "2025-02-01": outlook("signed 100")})
    (question,) = questions(found)
    assert [str(scenario.id) for scenario, _ in question.scenarios] == ["signed", "stalled"]


def test_the_newest_word_on_an_outcome_counts() -> None:
    """An outcome may be corrected by a later snapshot, and is not lost where a later one says nothing of it."""
    found = catalogue(
        {
            "2025-01-01": outlook("signed 40 ambiguous"),
            "2025-02-01": outlook("signed - yes 2025-01-20"),
            "2025-03-01": outlook("signed -"),
        }
    )
    decision = questions(found)[0].decision(SIGNED)
    assert decision is not None
    assert (decision.outcome, decision.snapshot.as_of.isoformat()) == ("yes", "2025-02-01")


def decided_on(*snapshots: str, updates: str = "") -> str:
    """The day on which a question due on 30 June 2025 was decided, which snapshots ask month by month."""
    files = files_of({"river-talks": {f"2025-0{number}-01": one for number, one in enumerate(snapshots, start=1)}})
    newest = f"river-talks-2025-0{len(snapshots)}-01.yaml"
    read = library({**files, newest: files[newest] + updates})
    (question,) = questions(make_catalogue(read, NOW))
    return str(question.decided_on(SIGNED))


def test_what_is_said_once_the_outcome_is_told_is_no_forecast() -> None:
    """So without a day of its own it is decided when it was due, or when a snapshot told it earlier."""
    asked, told = outlook("signed 10", "failed 90"), outlook("signed 100 yes", "failed 0 no")
    assert decided_on(asked, told) == "2025-02-01"
    assert decided_on(asked, told, told) == "2025-02-01"
    assert decided_on(asked, outlook("signed 100 yes 2025-01-15", "failed 0 no")) == "2025-01-15"


def test_an_outcome_that_was_added_later_was_told_later() -> None:
    """An update tells on which day; of the snapshot that asked first nobody knows it."""
    asked, told = outlook("signed 10", "failed 90"), outlook("signed 100 yes", "failed 0 no")
    added = "updates: [{date: 2025-08-01, kind: substantive, summary: The outcome was added.}]\n"
    assert decided_on(asked, told, updates=added) == "2025-06-30"
    assert decided_on(told) == "2025-06-30"


def test_an_outcome_of_one_scenario_decides_no_other() -> None:
    """Unless exactly one of them comes true."""
    asked = outlook("signed 10", "met 90", exclusive=False)
    one = outlook("signed 10", "met 100 yes", exclusive=False)
    both = outlook("signed 10 yes", "met 100 yes", exclusive=False)
    assert decided_on(asked, one) == "None"
    assert decided_on(asked, one, both) == "2025-03-01"
