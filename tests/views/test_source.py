"""A page for each source that is shared: how far it can be trusted, who cites it, and what rests on it alone."""

from __future__ import annotations

from sites import briefing, make_site, pages_of

REGISTRY = {"registry/sources.yaml": "charter: {title: The Charter, kind: primary_text, grade: A1}\n"}
CITES = briefing(what_happened="It says so [@charter].", sources="[charter]")
OTHER = briefing(title="It holds", what_happened="It holds [@x].", sources="[{id: x, title: A note}]")
"""Another briefing that cites the source of the small one, under an id of its own."""
FRENCH = briefing(
    title="Une note",
    language="fr",
    translation_of="one",
    sources="[{id: s1, title: Une note, kind: wire, grade: B2}]",
)


def source_pages(pages: dict[str, str]) -> list[str]:
    """Where the pages of sources stand."""
    return [path for path in pages if path.startswith("sources/")]


def alone(page: str) -> str:
    """What a source's page says rests on it alone."""
    return page.split("{ #alone }")[1].split("{ #cited }", maxsplit=1)[0]


def test_a_source_is_one_whatever_its_id() -> None:
    """The same title, publisher, date and address make one page, on which each briefing that cites it stands."""
    found = pages_of({"one.yaml": briefing(), "two.yaml": OTHER})
    page = found["sources/one/s1.md"]
    assert source_pages(found) == ["sources/one/s1.md"]
    assert "../../../briefings/one/#source-s1" in page
    assert "../../../briefings/two/#source-x" in page
    assert "Source: Usually reliable. Information: Probably true." in page


def test_a_source_of_one_briefing_has_its_place_in_that_briefing_alone() -> None:
    """Neither a translation nor a second id makes it shared; the list of sources leads to where it is told."""
    twice = briefing(
        what_happened="It is so [@s1] [@s2].", sources="[{id: s1, title: A note}, {id: s2, title: A note}]"
    )
    for site in ({"one.yaml": briefing(), "un.yaml": FRENCH}, {"one.yaml": twice}):
        found = pages_of(site)
        assert source_pages(found) == []
        assert '<a href="../briefings/one/#source-s1">A note</a>' in found["sources.md"]
        assert 'id="source-s1"' in found["briefings/one.md"]
        assert not any("About this source" in page or "../sources/" in page for page in found.values())


def test_a_source_of_the_registry_has_its_id_for_an_address() -> None:
    """It stays where it is, whichever briefing cites it first, and however many do."""
    assert source_pages(pages_of(REGISTRY | {"one.yaml": CITES})) == ["sources/charter.md"]
    of_its_own = CITES.replace("[charter]", "[{id: charter, publisher: Another publisher}]")
    assert source_pages(pages_of(REGISTRY | {"one.yaml": of_its_own})) == []
    both = REGISTRY | {"one.yaml": of_its_own, "two.yaml": of_its_own}
    assert source_pages(pages_of(both)) == ["sources/one/charter.md"]


def test_what_a_draft_cites_is_shared_in_a_preview_alone() -> None:
    """There its page is marked; once a second briefing is published it is like any other, and stays where it is."""
    draft = OTHER.replace("published", "draft")
    site = REGISTRY | {"one.yaml": briefing(), "two.yaml": draft, "three.yaml": CITES.replace("published", "draft")}
    assert source_pages(pages_of(site)) == []
    preview = {page.path: page.draft for page in make_site(site, drafts=True).pages}
    assert (preview["sources/one/s1.md"], preview["sources/charter.md"]) == (True, True)
    published = REGISTRY | {"one.yaml": briefing(), "two.yaml": OTHER, "three.yaml": CITES, "four.yaml": draft}
    preview = {page.path: page.draft for page in make_site(published, drafts=True).pages}
    assert (preview["sources/one/s1.md"], preview["sources/charter.md"]) == (False, False)


def test_the_list_and_the_briefing_lead_to_the_page() -> None:
    """Also a translation does, whose words for the source are its own."""
    found = pages_of({"one.yaml": briefing(), "two.yaml": OTHER, "un.yaml": FRENCH})
    assert '<a href="one/s1/">A note</a>' in found["sources.md"]
    assert '<a href="../../sources/one/s1/">About this source</a>' in found["briefings/one.md"]
    assert '<a href="../../sources/one/s1/">À propos de cette source</a>' in found["briefings/un.md"]
    assert source_pages(found) == ["sources/one/s1.md"]


def test_what_rests_on_a_source_alone_is_told() -> None:
    """By briefing, whatever id the source has there; a briefing that rests nothing on it is not named."""
    one = briefing(key_points="[{text: One says so., sources: [s1]}]")
    two = OTHER + "key_points: [{text: Two says so., sources: [x]}]\n"
    page = pages_of({"one.yaml": one, "two.yaml": two, "three.yaml": briefing(title="It lasts")})["sources/one/s1.md"]
    assert '<a href="../../../briefings/one/#point-1">One says so.</a>' in alone(page)
    assert '<a href="../../../briefings/two/#point-1">Two says so.</a>' in alone(page)
    assert "It lasts" not in alone(page)
    assert "It lasts" in page


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
    """The page of a copy leads to that of its original, or to its place in the briefing that cites both."""
    copy = briefing(
        what_happened="It is so [@s1; @s2].",
        sources="[{id: s1, title: A note}, {id: s2, title: Another note, derived_from: s1}]",
    )
    other = OTHER.replace("A note", "Another note")
    page = pages_of({"one.yaml": copy, "two.yaml": other})["sources/one/s2.md"]
    origin = 'Derived from</dt>\n<dd><ul><li><a href="%s">A note</a>'
    # Of one day the briefing of the smaller slug is told first, so what it says of the source counts.
    assert origin % "../../../briefings/one/#source-s1" in page
    page = pages_of({"one.yaml": copy, "two.yaml": other, "three.yaml": OTHER})["sources/one/s2.md"]
    assert origin % "../s1/" in page


def test_what_a_shared_source_was_made_from_is_numbered_where_it_is_cited() -> None:
    """The registry says what that is: the briefing, and a translation, need not list it."""
    registry = {"registry/sources.yaml": "reprint: {title: Reprint, derived_from: wire}\nwire: {title: Wire}\n"}
    cites = briefing(what_happened="It says so [@reprint].", sources="[reprint]")
    french = briefing(
        title="Une note",
        language="fr",
        translation_of="one",
        what_happened="Elle le dit [@reprint].",
        sources="[reprint]",
    )
    found = pages_of(registry | {"one.yaml": cites, "un.yaml": french})
    for page in (found["briefings/one.md"], found["briefings/un.md"]):
        assert 'id="source-wire"' in page
        assert '#source-wire">[2]</a>' in page
    assert source_pages(found) == ["sources/reprint.md", "sources/wire.md"]
    assert '<a href="../wire/">Wire</a>' in found["sources/reprint.md"]
