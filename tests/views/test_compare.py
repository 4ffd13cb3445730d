"""Guarantees and truce terms side by side, the tracker, and what a process's page tells of the order of its truce."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest
from lxml import etree, html
from sites import briefing, pages_of

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = {"registry/processes.yaml": "talks: {title: River talks}\n"}


@lru_cache
def example_pages() -> dict[str, str]:
    """The pages of this checkout's own briefings."""
    return pages_of(ROOT, datetime(2026, 1, 1, tzinfo=UTC))


def guarantees(*entries: str, **more: str) -> html.HtmlElement:
    """The page of these guarantees, each in YAML's flow style without its braces."""
    flow = ", ".join(f"{{id: g{number}, sources: [s1], {entry}}}" for number, entry in enumerate(entries))
    return parsed(pages_of({"one.yaml": briefing(guarantees=f"[{flow}]", **more)})["guarantees.md"])


def parsed(page: str) -> html.HtmlElement:
    return html.fromstring(f"<main>{page}</main>")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def rows(page: html.HtmlElement) -> list[html.HtmlElement]:
    return list(page.xpath(".//table[contains(@class, 'p-compared')]/tbody/tr"))


def options(page: html.HtmlElement, name: str) -> dict[str, str]:
    """The options of a facet: their values and words."""
    return {one.get("value"): words(one) for one in page.xpath(f".//select[@name='{name}']/option") if one.get("value")}


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ("event: An attack on Sweden,", "An attack on Sweden"),
        ("event: An attack,", "An attack (Sweden)"),
        ("", "Area: Sweden"),
    ],
)
def test_the_area_of_a_trigger_is_told_once(event: str, told: str) -> None:
    """It stands behind the event, unless the event names it, and alone where there is none."""
    (row,) = rows(guarantees(f"title: A pact, trigger: {{{event} area: Sweden}}"))
    assert "Trigger not recorded" not in words(row)
    assert words(row).count("Sweden") == 1
    assert told in words(row)


def values(row: html.HtmlElement, name: str) -> set[str]:
    return {value.partition(":")[2] for value in row.get("data-values").split() if value.startswith(f"{name}:")}


def test_what_is_open_is_shown_as_a_gap() -> None:
    """A guarantee without trigger and decider says so; one with both has no such gap."""
    bare, full = rows(
        guarantees(
            "title: Bare",
            "title: Full, form: memorandum, status: signed, providers: se, beneficiaries: 'no', bindingness: legal,"
            " trigger: {event: An attack, decided_by: se}, duration: {years: 10},"
            " response: {automaticity: automatic, actions: Arms}",
        )
    )
    assert "Trigger not recorded" in words(bare)
    assert "Decided by not recorded" in words(bare)
    assert "not recorded" not in words(full)


def test_a_duty_to_refrain_has_no_trigger_to_miss() -> None:
    """What a duty to act would set is no gap of it; how it is enforced is told of either."""
    refrain, act = rows(
        guarantees("title: A, polarity: negative, enforcement: None at all", "title: B, polarity: positive")
    )
    assert "Trigger" not in words(refrain)
    assert "Automaticity" not in words(refrain)
    assert "Enforcement None at all" in words(refrain)
    assert "Trigger not recorded" in words(act)


def test_a_duty_to_refrain_is_not_found_among_the_gaps() -> None:
    """It goes by its own name, behind what is recorded."""
    page = guarantees(
        "title: A, polarity: negative",
        "title: B, polarity: positive",
        "title: C, polarity: negative, trigger: {event: An attack}, response: {automaticity: automatic}",
    )
    assert list(options(page, "trigger")) == ["recorded", "negative", "not_recorded"]
    assert list(options(page, "automaticity")) == ["automatic", "negative", "not_recorded"]
    assert [values(row, "trigger") for row in rows(page)] == [{"negative"}, {"not_recorded"}, {"recorded"}]


def test_the_notice_on_which_a_guarantee_ends_stands_beside_its_duration() -> None:
    """Ten years that end on six months' notice are not ten years."""
    (row,) = rows(guarantees("title: A, duration: {years: 10}, termination_notice: {months: 6}"))
    assert "Duration 10 years Notice of termination 6 months" in words(row)


def test_a_row_says_for_which_day_it_stands_and_whether_its_process_is_over() -> None:
    """A commitment of long ago is not read as one of today."""
    processes = {"registry/processes.yaml": "talks: {title: River talks, status: collapsed}\n"}
    one = briefing(process="talks", as_of="2025-03-01", guarantees="[{id: g, title: A, sources: [s1]}]")
    (row,) = rows(parsed(pages_of({**processes, "one.yaml": one})["guarantees.md"]))
    assert "River talks Collapsed · As of 1 March 2025" in words(row)


def test_every_facet_offers_what_there_is() -> None:
    """Each value once, hours by size and not by letters, the gap last; what does not tell rows apart is not offered."""
    page = guarantees(
        "title: A, status: signed, response: {within_hours: 72}",
        "title: B, status: in_force, response: {within_hours: 9}",
        "title: C, status: in_force, response: {within_hours: 9.0}",
        "title: D, status: lapsed",
    )
    assert list(options(page, "hours")) == ["9", "72", "not_recorded"]
    assert options(page, "standing") == {"paper": "On paper", "in_force": "In force", "past": "Breached or lapsed"}
    assert not page.xpath(".//select[@name='form']")
    assert [values(row, "hours") for row in rows(page)] == [{"72"}, {"9"}, {"9"}, {"not_recorded"}]


def test_every_value_of_a_row_can_be_chosen() -> None:
    """A row is found by each of its guarantors, and no row has a value that no facet offers."""
    page = guarantees("title: A, providers: [se, 'no']", "title: B, providers: se", "title: C")
    assert [values(row, "provider") for row in rows(page)] == [{"se", "no"}, {"se"}, {"not_recorded"}]
    for row in rows(page):
        for value in row.get("data-values").split():
            name, _, chosen = value.partition(":")
            assert chosen in options(page, name)


def test_who_decides_may_be_told_in_words() -> None:
    """A decider in words is an option under those words."""
    page = guarantees("title: A, trigger: {decided_by: Either side}", "title: B, trigger: {decided_by: se}")
    assert options(page, "decider") == {"either_side": "Either side", "se": "Sweden"}


def test_ranks_are_exact() -> None:
    """12 months equal 1 year, 0.1 hours come before 0.25, words alone have no rank, and names go without accents."""
    page = guarantees(
        "title: Öland, duration: {months: 12}, response: {within_hours: 0.25}",
        "title: Zealand, duration: {years: 1}, response: {within_hours: 0.1}",
        "title: Åland, duration: {days: 365}",
        "title: Malta, duration: as long as needed",
    )
    orders = [one.get("value") for one in page.xpath(".//select[@name='order']/option")][1:]
    ranks = [dict(zip(orders, row.get("data-ranks").split(), strict=True)) for row in rows(page)]
    assert [rank["duration"] for rank in ranks] == ["1", "1", "0", "-"]
    assert [rank["hours"] for rank in ranks] == ["1", "0", "-", "-"]
    assert [rank["guarantee"] for rank in ranks] == ["2", "3", "0", "1"]


def test_contested_guarantees_are_marked() -> None:
    """The mark stands in the row's head, and one can ask for it."""
    page = guarantees("title: A, contested: [{version: One}, {version: Two}]", "title: B")
    assert [("Contested" in words(row.xpath("./th")[0])) for row in rows(page)] == [True, False]
    assert [values(row, "contested") for row in rows(page)] == [{"yes"}, {"no"}]


def test_one_guarantee_needs_no_filters() -> None:
    """There is nothing to narrow, and none at all is said in words."""
    assert not guarantees("title: A").xpath(".//form")
    assert guarantees("title: A", "title: B").xpath(".//form[@hidden]")
    assert "No guarantee is on record." in pages_of({"one.yaml": briefing()})["guarantees.md"]


def test_a_long_table_goes_on_and_every_page_offers_all() -> None:
    """Of 100 guarantees 80 stand on the first page; the facets and ranks are those of all 100."""
    many = ", ".join(
        f"{{id: g{n}, title: Pledge {n:03}, sources: [s1], response: {{within_hours: {n}}}}}" for n in range(100)
    )
    pages = pages_of({"one.yaml": briefing(guarantees=f"[{many}]")})
    first, second = parsed(pages["guarantees.md"]), parsed(pages["guarantees/page-2.md"])
    assert [len(rows(page)) for page in (first, second)] == [80, 20]
    assert len(options(first, "hours")) == len(options(second, "hours")) == 100
    assert rows(second)[-1].get("data-ranks").split()[0] == "99"
    assert len(pages["guarantees.md"].encode()) < 200_000


def test_authors_words_are_inert_in_a_filter() -> None:
    """What looks like HTML is an option like any other."""
    page = guarantees("title: A, duration: '<b>\"x\"'", "title: '<i>B'")
    assert options(page, "duration") == {'<b>"x"': '<b>"x"', "not_recorded": "Not recorded"}
    assert not page.xpath(".//b | .//i")


# ---- truce terms ----


def terms(count: int, category: str) -> str:
    name = category.replace("_", "-")
    return ", ".join(f"{{id: {name}-{n}, title: T, category: {category}, sources: [s1]}}" for n in range(count))


def test_a_category_has_its_place_on_the_first_page_wherever_it_begins() -> None:
    """Pages of briefings lead to a category on the first page; where it begins later the way there is that place."""
    truce = f"{{terms: [{terms(200, 'general_ceasefire')}, {terms(2, 'elections')}]}}"
    pages = pages_of({"one.yaml": briefing(truce=truce)})
    first, second = parsed(pages["truce-terms.md"]), pages["truce-terms/page-2.md"]
    [place] = first.xpath(".//*[@id='category-elections']/a")
    assert place.get("href") == "page-2/#category-elections"
    assert "## Elections { #category-elections }" in second
    assert "## General ceasefire { #category-general_ceasefire }" in second
    assert not first.xpath(".//*[@id='category-general_ceasefire']")


def test_few_terms_have_their_categories_as_headings() -> None:
    """The three axes stand in columns of their own."""
    page = example_pages()["truce-terms.md"]
    assert "## Border { #category-border }" in page
    headings = [words(one) for one in parsed(page).xpath(".//thead")[0].iter("th")]
    assert headings[-3:] == ["Negotiation", "Implementation", "Compliance"]


def test_a_category_that_newer_briefings_drop_keeps_its_place() -> None:
    """The page of an earlier briefing leads to it still, also where no term at all is left in the newest."""
    first = briefing(process="talks", truce=f"{{terms: [{terms(1, 'withdrawal')}]}}")
    for left in (terms(1, "elections"), ""):
        newer = briefing(process="talks", as_of="2025-03-02", truce=f"{{status: agreed, terms: [{left}]}}")
        page = pages_of({"one.yaml": first, "two.yaml": newer, **PROCESSES})["truce-terms.md"]
        [place] = parsed(page).xpath(".//*[@id='category-withdrawal']")
        assert words(place) == "Withdrawal (in earlier briefings alone)"
        assert ("No truce term is on record." in page) is (not left)


# ---- the tracker ----

DATED = "{terms: [{id: guns, title: Guns, category: heavy_weapons, due: DUE, sources: [s1], MORE}]}"


def tracked(due: str, more: str = "implementation: minimum", **snapshots: str) -> str:
    """The row of a term in the tracker; `snapshots` are more briefings: day, and how far the term is carried out."""
    truce = DATED.replace("DUE", due).replace("MORE", more)
    event = "[{id: signing, title: The signing, when: 2025-02-12, sources: [s1]}]"
    site = {"one.yaml": briefing(process="talks", truce=truce, timeline=event)}
    for number, (day, done) in enumerate(snapshots.items()):
        again = DATED.replace("DUE", due).replace("MORE", f"implementation: {done}")
        as_of = day.removeprefix("on_").replace("_", "-")
        site[f"more-{number}.yaml"] = briefing(process="talks", as_of=as_of, truce=again, timeline=event)
    [row] = rows(parsed(pages_of(PROCESSES | site)["tracker.md"]))
    return words(row)


def test_the_working_is_shown() -> None:
    """From the day of the event to the last day, as one would write it by hand."""
    assert "14 days after “The signing” (12 February 2015) = 26 February 2015" not in tracked("2025-03-01")
    row = tracked("{after: signing, days: 14}")
    assert "26 February 2025 14 days after “The signing” (12 February 2025) = 26 February 2025" in row


@pytest.mark.parametrize(
    ("due", "snapshots", "expected"),
    [
        ("2025-06-01", {}, "Due"),
        ("2025-03-15", {}, "Passed, not recorded as complete"),
        ("2025-03-15", {"on_2025_03_10": "complete"}, "Met Recorded as complete on 10 March 2025."),
        ("2025-03-15", {"on_2025_03_20": "intermediate"}, "Missed 20 March 2025: "),
        (
            "2025-03-15",
            {"on_2025_03_20": "complete"},
            "Complete, in time or not is not recorded Recorded as complete on 20 March 2025.",
        ),
        ("{once: All agree}", {}, "once: All agree No day can be worked out"),
        ("{after: signing}", {}, "after “The signing”; no last day is on record No day can be worked out"),
    ],
)
def test_a_deadline_stands_as_the_records_say(due: str, snapshots: dict[str, str], expected: str) -> None:
    """On 1 April 2025: met and missed with the record that says so, else what is known and no more."""
    assert expected in tracked(due, **snapshots)


def test_a_player_may_have_a_last_day_of_its_own() -> None:
    """It is named before the day; that the whole term is not complete later says nothing of this player."""
    row = tracked("2025-03-15", "binds: {se: {due: 2025-02-20}}, implementation: minimum")
    assert "Sweden 20 February 2025" in row
    assert "Sweden Passed, not recorded as complete" in row


def test_what_need_not_be_done_has_no_deadline() -> None:
    """A term that is not applicable is neither due nor passed."""
    row = tracked("2025-03-15", "implementation: not_applicable")
    assert "15 March 2025" not in row
    assert "Passed" not in row


def test_terms_without_anything_to_track_are_counted() -> None:
    """They are not listed, and their number is said."""
    page = example_pages()["tracker.md"]
    assert "neither a last day nor their implementation nor compliance is on record" in page
    assert "Pull-out of foreign armed formations" not in page


# ---- the order of a truce, on the pages of this checkout's processes ----


def process(name: str) -> str:
    return example_pages()[f"processes/{name}.md"]


def section(page: str, anchor: str) -> str:
    """What stands under a heading."""
    found = re.search(rf"^#+ .* {{ #{anchor} }}$(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)
    return words(html.fromstring(f"<div>{found[1]}</div>")) if found else ""


def test_minsk_has_two_baselines_for_one_withdrawal() -> None:
    """Both lines stand side by side, each with those whom it binds."""
    told = section(process("minsk-2015"), "baselines")
    assert "Withdrawal of heavy weapons" in told
    assert re.search(r"the actual line of contact For Ukraine\b", told)
    assert "the line of the memorandum of 19 September 2014 For Self-declared Donetsk" in told


def test_minsk_has_its_sequence_disputed() -> None:
    """Both versions of what comes first stand there, and the picture marks both steps as contested."""
    page = process("minsk-2015")
    told = section(page, "contested")
    assert "The elections come before Ukraine's control of the border" in told
    assert "Security and control of the border come before the elections." in told
    [picture] = [one for one in figures(page) if one.xpath(".//*[@id='picture-sequence-title']")]
    assert len(picture.xpath(".//polygon[contains(@class, 'p-pic-contested')]")) == 2
    assert picture.xpath(".//polyline[contains(@class, 'p-pic-contested')]")


def test_ethiopia_has_an_order_that_a_later_text_changed() -> None:
    """The term, both orders, and the text that amends; a process whose order stayed has no such section."""
    told = section(process("ethiopia-tigray-2022"), "reordered")
    assert "Disarmament of heavy weapons" in told
    assert "Declaration of senior commanders, Nairobi (Amends: Agreement for Lasting Peace" in told
    assert "was due: 30 days after" in told
    assert "now together with “Withdrawal of foreign and non-federal forces”" in told
    assert section(process("minsk-2015"), "reordered") == ""


def test_events_counted_from_others_stand_on_their_day() -> None:
    """The day worked out, with the working, in its place among the others."""
    told = section(process("ethiopia-tigray-2022"), "timeline")
    working, before = told.index("= 3 November 2022"), told.rindex("The agreement is signed")
    assert before < working < told.rindex("Senior commanders sign a declaration")


# ---- pictures say no more than the table below them ----


def figures(page: str) -> Iterator[html.HtmlElement]:
    for figure in re.findall(r"^<figure.*?^</figure>", page, re.MULTILINE | re.DOTALL):
        yield html.fragment_fromstring(figure)


PICTURED = (
    ("budapest-1994", "picture-ties"),
    ("budapest-1994", "picture-timeline"),
    ("colombia-farc-2016", "picture-sequence"),
    ("colombia-farc-2016", "picture-ties"),
    ("colombia-farc-2016", "picture-timeline"),
    ("ethiopia-tigray-2022", "picture-sequence"),
    ("ethiopia-tigray-2022", "picture-ties"),
    ("ethiopia-tigray-2022", "picture-timeline"),
    ("minsk-2015", "picture-sequence"),
    ("minsk-2015", "picture-ties"),
    ("minsk-2015", "picture-timeline"),
    ("ukraine-guarantees-2024", "picture-ties"),
    ("ukraine-guarantees-2024", "picture-timeline"),
    ("ukraine-russia-2025", "picture-sequence"),
    ("ukraine-russia-2025", "picture-ties"),
    ("ukraine-russia-2025", "picture-timeline"),
)
EACH = pytest.mark.parametrize(("process_name", "name"), PICTURED)


def test_every_picture_is_looked_at() -> None:
    """The list of pictures is that of the site."""
    found = [
        (page.removeprefix("processes/").removesuffix(".md"), name)
        for page, text in sorted(example_pages().items())
        if page.startswith("processes/")
        for name in re.findall(r'aria-labelledby="(picture-(?:timeline|ties|sequence))-title"', text)
    ]
    assert sorted(found) == sorted(PICTURED)


def figure(process_name: str, name: str) -> html.HtmlElement:
    return next(one for one in figures(process(process_name)) if one.xpath(f".//*[@id='{name}-title']"))


@EACH
def test_a_picture_is_well_formed_and_named(process_name: str, name: str) -> None:
    """The SVG is XML, has a title and a description, and no style, script or handler."""
    svg = re.search(rf'<svg [^>]*aria-labelledby="{name}-title".*?</svg>', process(process_name), re.DOTALL)
    assert svg is not None
    root = etree.fromstring(svg[0])
    assert root[0].tag == "title"
    assert root[1].tag == "desc"
    assert root.get("role") == "img"
    assert {element.tag for element in list(root)[2:]} <= {"polygon", "polyline", "circle", "text"}
    assert root.xpath("//@style | //@*[starts-with(name(), 'on')]") == []


@EACH
def test_the_table_below_says_all_that_the_picture_does(process_name: str, name: str) -> None:
    """Every word in the picture stands in the table below it or in the heads of its columns."""
    found = figure(process_name, name)
    table = words(found.xpath(".//details//table")[0])
    shown = [words(text) for text in found.xpath(".//svg//text") if not is_scale(name, text)]
    assert shown
    assert [text for text in shown if not is_said(text, table)] == []


def is_scale(name: str, text: html.HtmlElement) -> bool:
    """The years beside the axis of a timeline are a scale, not a datum."""
    return name == "picture-timeline" and text.get("text-anchor") == "end"


def is_said(text: str, table: str) -> bool:
    """Whether each piece of a label stands in the table: `Signed: Accord` and `Floated · Will act` are two cells."""
    return all(piece in table for piece in re.split(r" · |: ", text.removesuffix("…").strip()))


def test_a_word_the_table_has_not_would_be_seen() -> None:
    """The comparison finds a word of the picture that the table lacks."""
    assert not is_said("Invented", "Accord Signed")
    assert not is_said("Signed: Invented", "Accord Signed")
    assert is_said("Signed: Acc…", "Accord Signed")
