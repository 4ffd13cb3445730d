from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from generator.model.outlook import Outlook
from generator.model.values import Probability
from generator.problems import Problem
from generator.reading.library import Library

HUNDRED = Decimal(100)


def check(library: Library, _today: date) -> Iterator[Problem]:
    """The probabilities of scenarios that exclude each other sum to 100.

    Of an `exclusive` set exactly one scenario comes true. Single figures must sum to exactly 100. Ranges must leave
    room for it: the lower ends sum to at most 100, the upper ends to at least 100. A scenario without a probability may
    have any; then what the others have must not exceed 100.

    Bad:
        outlook: {question: Will it hold?, exclusive: true, scenarios: [
          {id: holds, title: It holds, probability: 60}, {id: breaks, title: It breaks, probability: 30}]}
    Good:
        outlook: {question: Will it hold?, exclusive: true, scenarios: [
          {id: holds, title: It holds, probability: 60}, {id: breaks, title: It breaks, probability: 40}]}
    """
    for file in library.briefings:
        outlook = file.briefing.outlook
        if outlook and outlook.exclusive and (told := _misfit(outlook)):
            yield file.error(("outlook", "scenarios"), "probability-sum", *told, on="key")


def _misfit(outlook: Outlook) -> tuple[str, str] | None:
    """What does not add up, and the way out; None where it does."""
    given = [scenario.probability for scenario in outlook.scenarios if scenario.probability]
    if not given:
        return None
    low, high = (sum((getattr(one, end) for one in given), Decimal()) for end in ("low", "high"))
    is_open = len(given) < len(outlook.scenarios)
    if low > HUNDRED:
        what = "these probabilities sum to" if low == high else "the lower ends of these ranges sum to"
        return f"{what} {low:f}", f"take {low - HUNDRED:f} away; of an exclusive set exactly one comes true"
    if not is_open and (fraction := _fraction(given, high)):
        way = f"write percent: {(100 * fraction).normalize():f}, not {fraction:f}; together they are 100"
        return f"these probabilities sum to {high:f}", way
    if high < HUNDRED and not is_open:
        what = "these probabilities sum to" if low == high else "the upper ends of these ranges sum to"
        return f"{what} {high:f}", f"{HUNDRED - high:f} is missing; add the scenario that was left out, such as 'other'"
    return None


def _fraction(given: Sequence[Probability], total: Decimal) -> Decimal | None:
    """A probability that was meant as a part of one: of a set that sums to one, or to 100 with it as percent."""
    parts = [one.high for one in given if 0 < one.high < 1]
    meant = total + sum((99 * part for part in parts), Decimal())
    return parts[0] if parts and (total <= 1 or meant == HUNDRED) else None
