from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.shared import item_place
from generator.model.guarantee import Guarantee
from generator.model.vocabulary import Polarity
from generator.problems import Problem
from generator.reading.library import Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """A promise to act says what sets it in motion, what the guarantor then does, and who decides.

    A promise to refrain (`polarity: negative`) needs none of it.

    Bad:
        guarantees: [{id: aid, title: Aid if attacked, trigger: {event: An armed attack}}]
    Good:
        guarantees: [{id: aid, title: Aid if attacked, trigger: {event: An armed attack, decided_by: us},
          response: {automaticity: discretionary}}]
    """
    for file in library.briefings:
        for index, guarantee in enumerate(file.briefing.guarantees):
            lacking = [] if guarantee.polarity is Polarity.NEGATIVE else list(_lacking(guarantee))
            if lacking:
                message = f"'{guarantee.id}' leaves open {_listed(lacking)}"
                hint = "add what is known; where the text is silent, the page says so"
                yield file.warning(item_place(("guarantees", index)), "guarantee-gap", message, hint)


def _lacking(guarantee: Guarantee) -> Iterator[str]:
    trigger, response = guarantee.trigger, guarantee.response
    if not (trigger and (trigger.event or trigger.area)):
        yield "what triggers it (trigger.event)"
    if not (response and (response.automaticity or response.actions)):
        yield "what the guarantor then does (response)"
    if not (trigger and trigger.decided_by):
        yield "who decides (trigger.decided_by)"


def _listed(parts: list[str]) -> str:
    return " and ".join(", ".join(parts).rsplit(", ", 1))
