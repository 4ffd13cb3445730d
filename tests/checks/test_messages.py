"""What an author is told beside the place: who closes a circle, and a way out that fits."""

from __future__ import annotations

import pytest
from small_sites import briefing, problems_in

TEXTS = {
    "[{id: a, title: A, supersedes: a}]": "'a' supersedes itself",
    "[{id: a, title: A, supersedes: b}, {id: b, title: B, supersedes: a}]": "'a' supersedes 'b', which supersedes 'a'",
}


@pytest.mark.parametrize("texts", TEXTS)
def test_a_circle_is_told_from_its_beginning_to_there(texts: str) -> None:
    """Where there is no detour, of the one alone."""
    (told,) = (one for one in problems_in({"a.yaml": briefing(f"instruments: {texts}")}) if one.code == "circle")
    assert told.message == TEXTS[texts]


def test_a_day_that_is_never_uncertain_is_not_to_be_written_so() -> None:
    """The day of a briefing and the end of its embargo are certain."""
    lines = ("embargo_until: 2025-08-01T00:00:00Z", "truce: {starts: 2024-05-02, ends: 2024-05-01}")
    embargo, ends = (one for one in problems_in({"a.yaml": briefing(*lines)}) if one.code == "date-order")
    assert embargo.message == "'embargo_until' is 2025-08-01T00:00:00Z, which lies before 'as_of', 2025-08-17"
    assert embargo.hint == "correct one of the two"
    assert "2025-08-18~" in ends.hint


@pytest.mark.parametrize(
    ("link", "message", "hint"),
    [
        ("[text](http://example.org/x)", "is no full https address", "write https: https://example.org/x"),
        ("![map](https://example.org/x)", "stands in no link", "no '!' before it"),
        ("[text](https://example.org/x and", "stands in no link", "')' at its end"),
    ],
)
def test_a_link_that_is_none_says_why(link: str, message: str, hint: str) -> None:
    """An address that is right is not called wrong, where what stands around it is."""
    (told,) = problems_in({"a.yaml": briefing(f"what_next: Read {link} it.")})
    assert told.code == "prose-link-refused"
    assert message in told.message
    assert hint in told.hint
