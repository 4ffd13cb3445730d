"""A briefing can be folded: it says the same, takes less room, even less on a shelf, and is opened by field."""

from __future__ import annotations

import gc
import pickle
import sys
from typing import Any

import pytest
from said import SAID
from sites import briefing

from generator.asked import Asked, Said
from generator.model.briefing import BODY, HEAD, Briefing
from generator.model.shelf import Shelf
from generator.reading.briefing import read_section
from generator.reading.document import parse_document


@pytest.fixture(scope="module")
def whole() -> Briefing:
    """A briefing that says something in every field of its body."""
    text = briefing(process="river", **{name: ways[0] for name, ways in SAID.items()})
    document, _ = parse_document("talks.yaml", text.encode())
    assert document
    read, problems = read_section(document, Briefing)
    assert problems == ()
    assert read
    return read


def test_a_folded_briefing_says_the_same(whole: Briefing) -> None:
    """Field by field, kept and taken out again; another one does not."""
    folded: Briefing = pickle.loads(pickle.dumps(whole.folded("talks")))
    for one in (folded, folded.laid_on(Shelf())):
        assert {name: getattr(one, name) for name in Briefing.model_fields} == dict(whole)
        assert one == whole == one.folded("talks")
        assert hash(one) == hash(whole)
        assert one.model_fields_set == whole.model_fields_set
    other = folded.model_copy(update={"title": "Another"})
    assert (other.title, other.truce, other == folded) == ("Another", whole.truce, False)
    assert folded != "a briefing"


def test_each_field_of_a_body_is_noted_when_it_is_asked_for(whole: Briefing) -> None:
    """Those of the head are at hand, and a briefing that is whole tells nobody."""
    said = Said({"talks": dict.fromkeys(Briefing.model_fields, "said")})
    laid = whole.folded("talks").laid_on(Shelf())
    for one, noted in ((whole.folded("talks"), set(BODY)), (laid, set(BODY)), (whole, set[str]())):
        asked = Asked(said)
        asked.during(lambda one=one: [getattr(one, name) for name in (*HEAD, *BODY)])  # type: ignore[misc]
        assert set(asked.answers) == noted
        assert all(answer.slugs == ("talks",) for answer in asked.answers.values())


def test_what_no_briefing_has_is_missing(whole: Briefing) -> None:
    """As of any other object."""
    with pytest.raises(AttributeError, match="verdict"):
        getattr(whole.folded("talks"), "verdict")  # noqa: B009  a name that mypy would refuse


def test_a_folded_briefing_takes_less_room(whole: Briefing) -> None:
    """What is opened is not kept in it."""
    folded, laid = whole.folded("talks"), whole.folded("talks").laid_on(Shelf())
    for one in (folded, laid):
        before = dict(one.__dict__)
        assert (one.truce, one.sources) == (whole.truce, whole.sources)
        assert one.__dict__ == before
    sizes = [room(one) for one in (whole, folded, laid)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[1] < sizes[0] / 2


def room(briefing: Briefing) -> int:
    """The bytes of all objects below a briefing, but for its sources and what all briefings share."""
    seen = {id(one): one for one in (briefing.sources, Briefing)}
    size = 0
    found: list[Any] = [briefing.__dict__]
    while found:
        one = found.pop()
        if id(one) not in seen and not isinstance(one, type | Shelf):
            seen[id(one)] = one
            size += sys.getsizeof(one)
            found += gc.get_referents(one)
    return size
