"""The word for a likelihood: at every edge of both scales."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.values import Probability
from generator.yardstick import ICD_203, PHIA, YARDSTICKS, Yardstick


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        ("0", None),
        ("0.29", None),
        ("0.999", None),
        ("1", "almost_no_chance"),
        ("4.99", "almost_no_chance"),
        ("5", "very_unlikely"),
        ("19.99", "very_unlikely"),
        ("20", "unlikely"),
        ("44.99", "unlikely"),
        ("45", "roughly_even_chance"),
        ("54.99", "roughly_even_chance"),
        ("55", "likely"),
        ("79.99", "likely"),
        ("80", "very_likely"),
        ("94.99", "very_likely"),
        ("95", "almost_certain"),
        ("99", "almost_certain"),
        ("99.01", None),
        ("100", None),
    ],
)
def test_icd_203(percent: str, word: str | None) -> None:
    """The lower edge belongs to a word, the upper one to the next; below 1 and above 99 there is none."""
    assert ICD_203.word(Decimal(percent)) == word


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        ("0", "remote_chance"),
        ("5", "remote_chance"),
        ("5.01", None),
        ("9.99", None),
        ("10", "highly_unlikely"),
        ("20", "highly_unlikely"),
        ("20.01", None),
        ("24.99", None),
        ("25", "unlikely"),
        ("35", "unlikely"),
        ("35.01", None),
        ("39.99", None),
        ("40", "realistic_possibility"),
        ("49.99", "realistic_possibility"),
        ("50", None),
        ("54.99", None),
        ("55", "likely"),
        ("75", "likely"),
        ("75.01", None),
        ("79.99", None),
        ("80", "highly_likely"),
        ("90", "highly_likely"),
        ("90.01", None),
        ("94.99", None),
        ("95", "almost_certain"),
        ("100", "almost_certain"),
    ],
)
def test_phia(percent: str, word: str | None) -> None:
    """Both edges belong to a word, but 50, which is no realistic possibility; between the words there is none."""
    assert PHIA.word(Decimal(percent)) == word


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("30", "30", ["unlikely"]),
        ("30", "40", ["unlikely"]),
        ("30", "50", ["unlikely", "roughly_even_chance"]),
        ("0", "3", []),
        ("98", "100", []),
    ],
)
def test_a_range_has_the_words_of_its_ends(low: str, high: str, words: list[str]) -> None:
    """One word where they agree; none where one end has none, for half a range would mislead."""
    assert list(ICD_203.words(Probability(Decimal(low), Decimal(high)))) == words


@pytest.mark.parametrize("yardstick", YARDSTICKS.values(), ids=lambda yardstick: yardstick.name)
@given(percent=st.decimals(0, 100, places=2))
def test_at_most_one_word_fits(yardstick: Yardstick, percent: Decimal) -> None:
    """The bands of a scale never overlap."""
    assert sum(band.holds(percent) for band in yardstick.bands) <= 1


def test_scales_are_found_by_the_names_that_settings_use() -> None:
    """A site's settings say `icd-203` or `phia`."""
    assert YARDSTICKS == {"icd-203": ICD_203, "phia": PHIA}
