from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.shared import current
from generator.problems import Problem
from generator.reading.library import Library


def check(library: Library, today: date) -> Iterator[Problem]:
    """A scenario has an outcome once its day, `resolution.by`, is past.

    Asked of the newest snapshot of a process only: a forecast keeps its place in the older ones.

    Bad:
        outlook: {question: Will it hold?, scenarios: [
          {id: holds, title: It holds, probability: 60, resolution: {criteria: No breach is reported, by: 2020-01-15}}]}
    Good:
        outlook: {question: Will it hold?, scenarios: [
          {id: holds, title: It holds, probability: 60, resolution: {by: 2020-01-15, outcome: yes, on: 2020-01-15}}]}
    """
    for file in current(library, today):
        scenarios = file.briefing.outlook.scenarios if file.briefing.outlook else ()
        for index, scenario in enumerate(scenarios):
            resolution = scenario.resolution
            if resolution and resolution.by and resolution.by < today and resolution.outcome is None:
                message = f"'{scenario.id}' was to be decided by {resolution.by} and has no outcome"
                place = ("outlook", "scenarios", index, "resolution", "by")
                yield file.warning(place, "scenario-overdue", message, "add 'outcome': yes, no, ambiguous or void")
