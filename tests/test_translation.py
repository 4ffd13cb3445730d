"""A translation and its original: what counts as words, and what must be the same."""

from __future__ import annotations

import re

import pytest

from generator.change import FIELDS
from generator.model.values import Prose
from generator.translation import CODED, figures_apart, marks_of


def test_every_plain_text_of_the_model_is_words_or_a_code() -> None:
    """An address or a code that counted as words could differ in a translation unseen."""
    coded = {
        name
        for section in FIELDS
        for name, field in section.model_fields.items()
        for reader in re.findall(r"Annotated\[str, ReadBy\(read=<function (\S+)", str(field.rebuild_annotation()))
        if reader != "_one_line"
    }
    assert "url" in coded
    assert coded <= CODED


@pytest.mark.parametrize(
    ("typed", "figures"),
    [
        ("500,000 shells", {"500000"}),
        ("500 000 obus", {"500000"}),
        ("500\u202f000 obus", {"500000"}),
        ("٥٠٠٬٠٠٠ قذيفة", {"500000"}),
        ("2.5 or 2,5", {"25"}),
        ("in 2016, 578 stipulations", {"2016", "578"}),
        ("on 2016 578", {"2016", "578"}),
        ("no figure", set()),
    ],
)
def test_a_figure_is_its_digits(typed: str, figures: set[str]) -> None:
    """Whatever its script, and whatever stands between thousands."""
    assert marks_of(typed).figures == figures


def test_ids_and_addresses_hold_no_figures() -> None:
    """`[@s20]` cites a source, and `[[group-300]]` leads to a player."""
    marks = marks_of(Prose("Said [@s20, p. 40] by [[group-300|the group of 300]], [text](https://example.org/2025)."))
    assert (marks.figures, marks.sources, marks.players) == (
        frozenset({"300"}),
        frozenset({"s20"}),
        frozenset({"group-300"}),
    )


def test_a_small_figure_may_be_a_word_in_one_language() -> None:
    """The word "two" and 2 are the same; 4 in the place of 5 is not, nor 40 in the place of nothing."""
    assert figures_apart("two sides", "2 parties") == ([], [])
    assert figures_apart("13 of 9", "9") == (["13"], [])
    assert figures_apart("9" * 5000, "1") == (["9" * 5000], ["1"])
    assert figures_apart("Article 5", "Article 4") == (["5"], ["4"])
    assert figures_apart("40 days", "quarante jours") == (["40"], [])
