"""A likelihood as a bar, in figures and in words."""

from __future__ import annotations

from generator.model.values import Probability
from generator.views.desk import Desk
from generator.views.items import typed
from generator.views.parts import Bar


def bar(probability: Probability) -> Bar:
    """The bar of a likelihood: from 0 to a point, or from one end of a range to the other."""
    if probability.is_range:
        return Bar(probability.low, probability.high - probability.low, is_range=True)
    return Bar(probability.low - probability.low, probability.low, is_range=False)


def percent(probability: Probability) -> str:
    """The figure or the two figures, as typed."""
    low, high = typed(probability.low), typed(probability.high)
    return f"{low}–{high}" if probability.is_range else low


def likelihood_word(desk: Desk, probability: Probability) -> str:
    """The yardstick's word; of a range both ends' words where they differ; empty in a gap of the yardstick."""
    words = tuple(dict.fromkeys(desk.words.term(word) for word in desk.yardstick.words(probability)))
    return desk.text("{low} to {high}", low=words[0], high=_within(words[1])) if len(words) > 1 else "".join(words)


def _within(phrase: str) -> str:
    """Words as they stand within a phrase: without a capital."""
    return phrase[:1].lower() + phrase[1:]
