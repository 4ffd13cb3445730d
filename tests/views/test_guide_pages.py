"""The pages made from the model and the checks: each field and each code at its own address."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest
from sites import briefing, pages_of

from generator import links
from generator.explanations import EXPLANATIONS, GROUPS
from generator.model.vocabulary import vocabularies
from generator.reference import chapters


@lru_cache
def pages() -> dict[str, str]:
    return pages_of({"talks.yaml": briefing()})


def anchors(page: str) -> list[str]:
    """Every id on a page, of HTML and of headings."""
    return re.findall(r'(?:\bid="|\{ #)([\w-]+)', pages()[page])


def test_every_field_has_its_row_and_address() -> None:
    """None is left out, and no id stands twice."""
    found = anchors(links.REFERENCE)
    wanted = {field.anchor for chapter in chapters() for part in chapter.parts for field in part.fields}
    assert wanted <= set(found)
    assert len(set(found)) == len(found)


def test_every_way_within_the_reference_leads_somewhere() -> None:
    """Links on the page lead to its own ids, those to the vocabulary to a list of it."""
    page = pages()[links.REFERENCE]
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors(links.REFERENCE))
    lists = {f"words-{vocabulary.context()}" for vocabulary in vocabularies()}
    to_words = set(re.findall(r'href="../../vocabulary/#([^"]+)"', page))
    assert to_words <= lists
    assert len(to_words) > 20


def test_every_code_has_its_rule_and_address() -> None:
    """With a bad and a good example as they are written."""
    page = pages()[links.CHECKS]
    assert {links.check_anchor(code) for code in EXPLANATIONS} <= set(anchors(links.CHECKS))
    assert "### unknown-term { #check-unknown-term }" in page
    assert "```yaml\ntruce: {status: in-force}\n```" in page
    assert page.count("Warning: the site is published all the same.") == sum(
        rule.severity.value == "warning" for rule in EXPLANATIONS.values()
    )


def test_the_groups_hold_every_code_once() -> None:
    """A new table of explanations finds its place on the page."""
    grouped = [rule.code for group in GROUPS.values() for rule in group]
    assert sorted(grouped) == sorted(EXPLANATIONS)


def test_a_rule_of_several_codes_is_told_once() -> None:
    """The others lead to it."""
    page = pages()[links.CHECKS]
    assert page.count('This rule is told at <a href="#check-unknown-original">unknown-original</a>.') == 5


def test_what_cannot_be_seen_is_spelt_out() -> None:
    """A mark that turns the text, and a tab, stand in the examples as their numbers."""
    page = pages()[links.CHECKS]
    assert "They agreed<U+202E>.ton did" in page
    assert "<U+0009>status: agreed" in page
    assert "\u202e" not in page


@pytest.mark.parametrize("page", [links.REFERENCE, links.CHECKS])
def test_the_search_finds_the_guide_behind_the_briefings(page: str) -> None:
    """It weighs less, and is in none of the facets."""
    assert '"search": {"body": true, "kind": "Guide", "weight": "0.2", "filters": {}}' in pages()[page]
    assert '"weight"' not in pages()["briefings/talks.md"].partition("\n---\n")[0]
