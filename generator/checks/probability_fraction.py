from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from generator.model.outlook import Outlook
from generator.model.values import Probability
from generator.problems import Problem
from generator.reading.library import Library

ONE = Decimal(1)


def check(library: Library, _today: date) -> Iterator[Problem]:
    """A probability is written in percent: 60, not 0.6.

    Asked where no probability of an outlook is more than 1: a small figure among others stands as it is.

    Bad:
        outlook: {question: Will it hold?, scenarios: [{id: holds, title: It holds, probability: 0.6}]}
    Good:
        outlook: {question: Will it hold?, scenarios: [{id: holds, title: It holds, probability: 60}]}
    """
    for file in library.briefings:
        outlook = file.briefing.outlook
        found = _first_fraction(outlook) if outlook else None
        if found:
            index, typed = found
            message = f"{_written(typed)} is read as percent, and no probability of this outlook is more than 1"
            hint = f"write percent: {_written(_in_percent(typed))}, not {_written(typed)}"
            place = ("outlook", "scenarios", index, "probability")
            yield file.warning(place, "probability-fraction", message, hint)


def _first_fraction(outlook: Outlook) -> tuple[int, Probability] | None:
    """The first scenario whose probability seems meant as a part of one, and that; None where there is none."""
    given = {index: one.probability for index, one in enumerate(outlook.scenarios) if one.probability}
    is_told_by_its_sum = outlook.exclusive and len(given) == len(outlook.scenarios)
    if is_told_by_its_sum or any(one.high > ONE for one in given.values()):
        return None
    return next(((index, one) for index, one in given.items() if 0 < one.low < 1 or 0 < one.high < 1), None)


def _in_percent(part: Probability) -> Probability:
    return Probability((100 * part.low).normalize(), (100 * part.high).normalize())


def _written(probability: Probability) -> str:
    """As an author writes it."""
    return f"[{probability.low:f}, {probability.high:f}]" if probability.is_range else f"{probability.low:f}"
