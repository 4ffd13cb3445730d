from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.outlook import Outlook
from generator.model.vocabulary import Outcome
from generator.problems import Problem
from generator.reading.library import Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """Of scenarios that exclude each other exactly one comes true: not two, and not none.

    Bad:
        outlook: {question: Will it hold?, exclusive: true, scenarios: [
          {id: holds, title: It holds, resolution: {outcome: yes, on: 2020-01-15}},
          {id: breaks, title: It breaks, resolution: {outcome: yes, on: 2020-01-15}}]}
    Good:
        outlook: {question: Will it hold?, exclusive: true, scenarios: [
          {id: holds, title: It holds, resolution: {outcome: no, on: 2020-01-15}},
          {id: breaks, title: It breaks, resolution: {outcome: yes, on: 2020-01-15}}]}
    """
    for file in library.briefings:
        outlook = file.briefing.outlook
        if outlook and outlook.exclusive and (told := _contradiction(outlook)):
            index, message, hint = told
            place = ("outlook", "scenarios", index, "resolution", "outcome")
            yield file.error(place, "outcomes-contradict", message, hint)


def _contradiction(outlook: Outlook) -> tuple[int, str, str] | None:
    """The scenario whose outcome contradicts those before it, what is wrong, and the way out; None where all agree."""
    outcomes = [scenario.resolution and scenario.resolution.outcome for scenario in outlook.scenarios]
    true = [index for index, outcome in enumerate(outcomes) if outcome is Outcome.YES]
    if len(true) > 1:
        message = f"'{outlook.scenarios[true[0]].id}' came true already, and of an exclusive set exactly one does"
        return true[1], message, "write 'no' for one of the two, or 'exclusive: false'"
    if len(outcomes) > 1 and all(outcome is Outcome.NO for outcome in outcomes):
        hint = "write 'yes' for the one that did; if the question fell away, 'void' for all"
        return len(outcomes) - 1, "no scenario came true, and of an exclusive set exactly one does", hint
    return None
