"""Every value with its place: keys as an author types them."""

from __future__ import annotations

from generator.model.base import Section
from generator.model.player import Post, Relation
from generator.model.truce import Term
from generator.model.values import PlayerId
from generator.model.walk import is_a, walk


def test_places_have_the_keys_an_author_types() -> None:
    """`from` is a key, `from_` is not; what was left out has no place."""
    post = Post.model_validate({"title": "Envoy", "of": "us", "from": "2025"})
    assert [place for place, _ in walk(post, ("posts", 0))] == [
        ("posts", 0),
        ("posts", 0, "title"),
        ("posts", 0, "of"),
        ("posts", 0, "from"),
    ]


def test_a_key_that_is_a_name_is_found_as_a_value() -> None:
    """It stands at the place of its value, and is the kind of name that the model says."""
    term = Term.model_validate({"id": "a", "title": "A", "category": "naval", "positions": {"us": "accepts"}})
    found = [(place, value) for place, value in walk(term) if isinstance(value, PlayerId)]
    assert found == [(("positions", "us"), "us")]


def test_a_field_of_a_players_name_is_not_taken_for_a_key() -> None:
    """`to` is the code of Tonga, and a field."""
    relation = Relation.model_validate({"type": "backs", "to": "to"})
    ((place, _),) = [found for found in walk(relation) if isinstance(found[1], PlayerId)]
    assert place == ("to",)
    assert not isinstance(place[-1], PlayerId)


def test_a_section_is_told_by_its_kind() -> None:
    """Kinds that build on a kind are of that kind; a value that is no section is of none."""
    term = Term.model_validate({"id": "a", "title": "A", "category": "naval"})
    assert is_a(term, Term)
    assert is_a(term, Section)
    assert not is_a(term, Post)
    assert not is_a("a", Section)
