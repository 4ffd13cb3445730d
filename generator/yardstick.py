"""The word for a likelihood: derived from its number by the site's yardstick, never written by an author."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.model.values import Probability
from generator.model.vocabulary import Icd203Word, PhiaWord, Vocabulary


@dataclass(frozen=True, slots=True)
class Band:
    """The percentages that one word stands for, from `low` up to `high`; `closed` bands hold `high` itself too."""

    word: Vocabulary
    low: Decimal
    high: Decimal
    closed: bool

    def holds(self, probability: Decimal) -> bool:
        """Whether the word stands for this percentage."""
        return self.low <= probability < self.high or (self.closed and probability == self.high)


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A scale of likelihood; `name` is what a site's settings call it. Bands ascend and never overlap."""

    name: str
    bands: tuple[Band, ...]

    def word(self, probability: Decimal) -> Vocabulary | None:
        """The word for a percentage, or None where the scale has none."""
        return next((band.word for band in self.bands if band.holds(probability)), None)

    def words(self, probability: Probability) -> tuple[Vocabulary, ...]:
        """The words for both ends of a likelihood, one where they agree; none where the scale lacks one of them."""
        ends = dict.fromkeys((self.word(probability.low), self.word(probability.high)))
        found = tuple(word for word in ends if word is not None)
        return found if len(found) == len(ends) else ()


def _band(word: Vocabulary, low: int, high: int, *, closed: bool) -> Band:
    return Band(word, Decimal(low), Decimal(high), closed)


# Neighbours share an edge, which belongs to the upper word. 0 and 100 have none: ICD 203 grades what is uncertain.
ICD_203 = Yardstick(
    "icd-203",
    (
        _band(Icd203Word.ALMOST_NO_CHANCE, 1, 5, closed=False),
        _band(Icd203Word.VERY_UNLIKELY, 5, 20, closed=False),
        _band(Icd203Word.UNLIKELY, 20, 45, closed=False),
        _band(Icd203Word.ROUGHLY_EVEN_CHANCE, 45, 55, closed=False),
        _band(Icd203Word.LIKELY, 55, 80, closed=False),
        _band(Icd203Word.VERY_LIKELY, 80, 95, closed=False),
        _band(Icd203Word.ALMOST_CERTAIN, 95, 99, closed=True),
    ),
)

PHIA = Yardstick(
    "phia",
    (
        _band(PhiaWord.REMOTE_CHANCE, 0, 5, closed=True),
        _band(PhiaWord.HIGHLY_UNLIKELY, 10, 20, closed=True),
        _band(PhiaWord.UNLIKELY, 25, 35, closed=True),
        _band(PhiaWord.REALISTIC_POSSIBILITY, 40, 50, closed=False),
        _band(PhiaWord.LIKELY, 55, 75, closed=True),
        _band(PhiaWord.HIGHLY_LIKELY, 80, 90, closed=True),
        _band(PhiaWord.ALMOST_CERTAIN, 95, 100, closed=True),
    ),
)

YARDSTICKS: Mapping[str, Yardstick] = {yardstick.name: yardstick for yardstick in (ICD_203, PHIA)}
