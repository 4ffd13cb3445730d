"""A page for each source: how far it can be trusted, who cites it, and what rests on it alone."""

from __future__ import annotations

from sites import briefing, pages_of

REGISTRY = {"registry/sources.yaml": "charter: {title: The Charter, kind: primary_text, grade: A1}\n"}
TWO = "[{id: s1, title: A note, grade: B2}, {id: s2, title: Another note}]"
TERMS = "{terms: [{id: fire, title: Fire stops, category: general_ceasefire, sources: [s1], positions: {'no': %s}}]}"


def alone(page: str) -> str:
    """What a source's page says rests on it alone."""
    return page.split("{ #alone }")[1].split("{ #cited }", maxsplit=1)[0]


def test_a_source_is_one_whatever_its_id() -> None:
    """The same title, publisher, date and address make one page, on which each briefing that cites it stands."""
    found = pages_of(
        {
            "one.yaml": briefing(),
            "two.yaml": briefing(title="It holds", what_happened="It holds [@x].", sources="[{id: x, title: A note}]"),
        }
    )
    page = found["sources/one/s1.md"]
    assert [path for path in found if path.startswith("sources/")] == ["sources/one/s1.md"]
    assert "../../../briefings/one/#source-s1" in page
    assert "../../../briefings/two/#source-x" in page
    assert "Source: Usually reliable. Information: Probably true." in page


def test_a_source_of_the_registry_has_its_id_for_an_address() -> None:
    """It stays where it is, whichever briefing cites it first."""
    cites = briefing(what_happened="It says so [@charter].", sources="[charter]")
    assert "sources/charter.md" in pages_of(REGISTRY | {"one.yaml": cites})
    of_its_own = cites.replace("[charter]", "[{id: charter, title: Another charter}]")
    assert "sources/one/charter.md" in pages_of(REGISTRY | {"one.yaml": of_its_own})


def test_the_list_and_the_briefing_lead_to_the_page() -> None:
    """Also a translation does, whose words for the source are its own."""
    note = briefing(
        title="Une note",
        language="fr",
        translation_of="one",
        sources="[{id: s1, title: Une note, kind: wire, grade: B2}]",
    )
    found = pages_of({"one.yaml": briefing(), "un.yaml": note})
    assert '<a href="one/s1/">A note</a>' in found["sources.md"]
    assert '<a href="../../sources/one/s1/">About this source</a>' in found["briefings/one.md"]
    assert '<a href="../../sources/one/s1/">À propos de cette source</a>' in found["briefings/un.md"]
    assert "sources/un/s1.md" not in found


def test_what_rests_on_a_source_alone_is_told() -> None:
    """A statement with a second source does not; one whose second source copies the first does."""
    points = "[{text: One says so., sources: [s1]}, {text: Two say so., sources: [s1, s2]}]"
    page = pages_of({"one.yaml": briefing(key_points=points, sources=TWO)})["sources/one/s1.md"]
    assert '<a href="../../../briefings/one/#point-1">One says so.</a>' in alone(page)
    assert "Two say so." not in page
    copy = TWO.replace("Another note", "Another note, derived_from: s1")
    page = pages_of({"one.yaml": briefing(key_points=points, sources=copy)})["sources/one/s1.md"]
    assert "Two say so." in alone(page)


def test_items_and_positions_that_rest_on_it_lead_to_their_places() -> None:
    """A position is told by its player and its item; without sources of its own it rests on nothing."""
    page = pages_of({"one.yaml": briefing(truce=TERMS % "{stance: accepts, sources: [s1]}")})["sources/one/s1.md"]
    assert '<a href="../../../briefings/one/#term-fire">Fire stops</a>' in alone(page)
    assert "Norway</a> on <a" in alone(page)
    assert "Norway" not in alone(pages_of({"one.yaml": briefing(truce=TERMS % "accepts")})["sources/one/s1.md"])


def test_only_the_newest_briefing_of_a_process_is_asked() -> None:
    """What an older one rested on its source is history; that it cites it still stands."""
    older = briefing(process="talks", key_points="[{text: It began., sources: [s1]}]")
    newer = briefing(process="talks", as_of="2025-03-02")
    site = {"registry/processes.yaml": "talks: {title: Talks}\n", "one.yaml": older, "two.yaml": newer}
    page = pages_of(site)["sources/one/s1.md"]
    assert "It began." not in page
    assert "Nothing in the newest briefings rests on this source alone." in page
    assert page.count("#source-s1") == 2


def test_what_it_was_made_from_is_linked() -> None:
    """The page of a copy leads to that of its original."""
    copy = TWO.replace("Another note", "Another note, derived_from: s1")
    page = pages_of({"one.yaml": briefing(what_happened="It is so [@s1; @s2].", sources=copy)})["sources/one/s2.md"]
    assert 'Derived from</dt>\n<dd><ul><li><a href="../s1/">A note</a>' in page
