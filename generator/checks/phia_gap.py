from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from generator.problems import Problem
from generator.reading.library import Library
from generator.yardstick import PHIA


def check(library: Library, _today: date) -> Iterator[Problem]:
    """Where a site's yardstick is PHIA's, a probability lies within the range of one of its words.

    Between the ranges there is no word, and the page shows the number alone.

    Bad:
        outlook: {question: Will it hold?, scenarios: [{id: holds, title: It holds, probability: 38}]}
    Good:
        outlook: {question: Will it hold?, scenarios: [{id: holds, title: It holds, probability: 35}]}
    """
    for file in library.briefings:
        scenarios = file.briefing.outlook.scenarios if file.briefing.outlook else ()
        for index, scenario in enumerate(scenarios):
            if scenario.probability and not PHIA.words(scenario.probability):
                ends = (scenario.probability.low, scenario.probability.high)
                bare = next(end for end in ends if PHIA.word(end) is None)
                place = ("outlook", "scenarios", index, "probability")
                message = f"the PHIA yardstick has no word for {bare:f}, so the page shows the number alone"
                yield file.warning(place, "phia-gap", message, _neighbours(bare))


def _neighbours(probability: Decimal) -> str:
    below = [band for band in PHIA.bands if band.high <= probability][-1]
    above = next(band for band in PHIA.bands if band.low > probability)
    return f"its ranges next to it are {below.low}-{below.high} and {above.low}-{above.high}"
