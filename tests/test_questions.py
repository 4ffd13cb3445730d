"""Questions are followed through the snapshots of their process by the ids of their scenarios."""

from __future__ import annotations

from forecasts import catalogue, catalogue_of, outlook

from generator.catalogue import Catalogue
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
