from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.problems import Problem
from generator.reading.library import Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """An outcome has its day, `on`: what was said before it is scored, what was said from then on is no forecast.

    Without it the scorecard goes by the day the outcome was due, or was first told.

    Bad:
        outlook: {question: Will it hold?, scenarios: [
          {id: holds, title: It holds, resolution: {by: 2020-01-15, outcome: no}}]}
    Good:
        outlook: {question: Will it hold?, scenarios: [
          {id: holds, title: It holds, resolution: {by: 2020-01-15, outcome: no, on: 2020-01-10}}]}
    """
    for file in library.briefings:
        scenarios = file.briefing.outlook.scenarios if file.briefing.outlook else ()
        for index, scenario in enumerate(scenarios):
            resolution = scenario.resolution
            if resolution and resolution.outcome and resolution.on is None:
                message = f"the outcome of '{scenario.id}' has no day, so the scorecard has to guess when it was known"
                place = ("outlook", "scenarios", index, "resolution", "outcome")
                hint = "add 'on': the day on which it was decided"
                yield file.warning(place, "outcome-without-day", message, hint)
