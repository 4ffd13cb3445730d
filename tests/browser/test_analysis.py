"""What changed, who stands where, how likely: each table and picture used by mouse, by keyboard and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from browsing import Reader, Serve
from forecasts import files_of, outlook
from pages import overflow
from playwright.sync_api import Locator, Page, expect

from generator.publishing.build import build_site

GUARANTEES = "briefings/ukraine-article-5-like-guarantees/"
BEFORE = "briefings/ukraine-truce-and-guarantees-backgrounder/"
MINSK = "processes/minsk-2015/"
COLOMBIA = "processes/colombia-farc-2016/"
ETHIOPIA = "processes/ethiopia-tigray-2022/"

Open = Callable[[str], Page]
Use = Callable[[Locator], None]


@pytest.fixture(params=["scripts", "no script"])
def opened(reader: Reader, site: str, request: pytest.FixtureRequest) -> Open:
    """Opens a page of the example site as the reader has it."""

    def open_page(path: str) -> Page:
        page = reader(java_script_enabled=request.param == "scripts")
        page.goto(site + path)
        return page

    return open_page


@pytest.fixture
def use(request: pytest.FixtureRequest) -> Use:
    """Follows a link or opens what folds: from the keyboard where scripts run, by a click where none does."""
    by_keyboard = "no script" not in request.node.callspec.params.values()

    def act(element: Locator) -> None:
        if by_keyboard:
            element.focus()
            element.page.keyboard.press("Enter")
        else:
            element.click()

    return act


def line(page: Page, subject: str) -> Locator:
    """The line of what changed that is about one matter."""
    return page.locator(".p-changes > li").filter(
        has=page.locator(".p-subject").filter(has_text=re.compile(f"^{re.escape(subject)}"))
    )


def said(element: Locator) -> str:
    return " ".join(element.inner_text().split())


# ---- what changed ----


def test_a_change_leads_to_what_it_is_about_and_to_its_sources(opened: Open, use: Use, site: str) -> None:
    """The truce that was sought is dropped for a final deal: what was has the older source, what is the newer one."""
    page = opened(GUARANTEES)
    use(page.locator(".md-sidebar--secondary, nav").get_by_role("link", name="What changed").first)
    expect(page).to_have_url(f"{site}{GUARANTEES}#changes")
    change = line(page, "United States on End of all military action")
    expect(change.locator(".p-was")).to_contain_text("Proposes A truce is sought as the first step.")
    expect(change.locator(".p-now")).to_contain_text("dropped in favour of a final peace deal")
    use(change.get_by_role("link", name="End of all military action"))
    expect(page).to_have_url(f"{site}{GUARANTEES}#term-ceasefire")
    use(change.locator(".p-now a.cite"))
    expect(page).to_have_url(f"{site}{GUARANTEES}#source-document-b")
    use(change.locator(".p-was a.cite"))
    expect(page).to_have_url(f"{site}{BEFORE}#source-document-a")
    expect(page.locator(":target")).to_be_in_viewport()


def test_an_open_question_became_a_guarantee(opened: Open) -> None:
    """Its form became one, from nothing; those who give it came into a list, which has no arrow."""
    page = opened(GUARANTEES)
    form, given = (line(page, f"Security guarantee for Ukraine: {what}") for what in ("Form", "Given by"))
    moved = line(page, "United States on End of all military action")
    expect(form.locator(".p-was")).to_contain_text("nothing on record")
    expect(form.locator(".p-now")).to_contain_text("Article 5-like")
    expect(given.locator(".p-now")).to_contain_text("added: United States, European states")
    arrow = "side => getComputedStyle(side, '::before').content"
    has_arrow = [one.locator(".p-now").evaluate(arrow) != "none" for one in (form, moved, given)]
    assert has_arrow == [True, True, False]
    columns = [one.locator(".p-now").evaluate("side => side.offsetLeft") for one in (form, moved)]
    assert columns[0] == columns[1]


def test_the_log_leads_to_each_step_in_full(opened: Open, use: Use, site: str) -> None:
    """Newest first; where lines are left out a link says how many, and leads to all of them."""
    page = opened(MINSK)
    steps = page.locator("#changes + ol > li")
    days = steps.locator("p.p-when time").evaluate_all("days => days.map((day) => day.dateTime)")
    assert days == sorted(days, reverse=True)
    assert len(days) == 3
    more = steps.nth(1).get_by_role("link", name=re.compile(r"^and \d+ more changes$"))
    listed, left_out = steps.nth(1).locator(".p-changes > li").count(), int(said(more).split()[1])
    use(more)
    expect(page).to_have_url(f"{site}briefings/minsk-package-border-date-passes/#changes")
    expect(page.locator("#changes ~ ul.p-changes > li")).to_have_count(listed + left_out)


# ---- who stands where ----


def test_each_cell_of_the_matrix_opens_its_source(opened: Open, use: Use, site: str) -> None:
    """Whatever a cell says, it leads to where a briefing says it; an empty cell is a gap in words."""
    page = opened(MINSK)
    cells = page.locator("table.p-matrix tbody td:not(.p-none)")
    assert cells.count() > 20
    assert cells.filter(has_not=page.locator("a")).count() == 0
    gaps = page.locator("table.p-matrix tbody td.p-none")
    assert set(gaps.all_text_contents()) == {"nothing on record"}
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Ceasefire", exact=True))
    use(row.locator("td[data-label=Russia]").get_by_role("link", name="Denies being a party"))
    expect(page).to_have_url(f"{site}briefings/minsk-package-declared-void/#term-general-ceasefire")
    expect(page.locator(":target")).to_be_in_viewport()


def test_who_moved_since_when(opened: Open, use: Use, site: str) -> None:
    """A cell tells what was before; a player's move leads to the briefing that tells of it."""
    page = opened(MINSK)
    cell = page.get_by_role("row").filter(has_text="Local elections").locator("td[data-label=Ukraine]").first
    assert "Accepts with conditions" in said(cell)
    assert "Was Accepts on 17 February 2015." in said(cell)
    page = opened("players/us/")
    move = line(page, "United States on End of all military action")
    use(move.get_by_role("link", name="17 August 2025"))
    expect(page).to_have_url(f"{site}{GUARANTEES}#changes")


def test_common_ground_and_gaps_lead_to_the_terms(opened: Open, use: Use, site: str) -> None:
    """What all want is told apart from what nobody recorded."""
    page = opened(MINSK)
    facts = {
        said(one.locator("dt")): one for one in page.locator("#positions ~ dl.p-facts").first.locator("> div").all()
    }
    assert "Release and exchange of prisoners" in said(facts["Common ground"])
    assert "Release and exchange of prisoners: Russia" in said(facts["No position on record"])
    assert "Local elections" not in said(facts["Common ground"])
    use(facts["Common ground"].get_by_role("link", name="Constitutional reform"))
    expect(page).to_have_url(f"{site}briefings/minsk-package-declared-void/#term-constitutional-reform")


# ---- tables across processes ----


@pytest.mark.parametrize(
    ("path", "name", "target"),
    [
        (
            "guarantees/",
            "Guarantors meet within 24 hours",
            "ukraine-agreement-with-the-united-states/#guarantee-compact-meet",
        ),
        ("truce-terms/", "Overall disarmament, light weapons included", "ethiopia-nairobi-declaration/#term-"),
        ("tracker/", "Ukraine's control of the border", "minsk-package-declared-void/#term-border"),
    ],
)
def test_a_row_leads_to_its_item(opened: Open, use: Use, site: str, path: str, name: str, target: str) -> None:
    """And a day that was counted has its working beside it, with or without a script."""
    page = opened(path)
    row = page.locator("table.p-compared tbody tr").filter(has=page.get_by_role("link", name=name))
    if path == "tracker/":
        expect(row).to_contain_text("Missed")
        expect(row).to_contain_text("22 February 2022: Not begun")
    use(row.get_by_role("link", name=name))
    expect(page).to_have_url(re.compile(re.escape(f"{site}briefings/{target}")))
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("path", "label", "typed"), [("truce-terms/", "Compliance", "Dis"), ("tracker/", "Deadline", "Mis")]
)
def test_terms_are_narrowed_by_keyboard(page: Page, site: str, path: str, label: str, typed: str) -> None:
    """Choose by typing, clear by Enter; the rows that are left have what was asked for."""
    page.goto(site + path)
    every = page.locator("table.p-compared tbody tr:visible").count()
    page.get_by_label(label).focus()
    page.keyboard.type(typed)
    chosen = page.get_by_label(label).locator("option:checked").inner_text()
    left = page.locator("table.p-compared tbody tr:visible")
    assert 0 < left.count() < every
    assert all(chosen in " ".join(text.split()) for text in left.all_inner_texts())
    page.get_by_role("button", name="Clear filters").focus()
    page.keyboard.press("Enter")
    expect(left).to_have_count(every)


# ---- how likely ----


def test_the_history_of_a_question_leads_to_its_snapshots(opened: Open, use: Use, site: str) -> None:
    """Each day of the table is the briefing that said so, and the last row says what came true."""
    page = opened("outlook/")
    table = page.get_by_role("table", name="How likely each scenario was called, by snapshot").last
    assert said(table.get_by_role("row").nth(2)).startswith("3 Oct 2016 35–50 % 50–65 %")
    assert "Happened 30 Nov 2016 Did not happen 30 Nov 2016" in said(table.get_by_role("row").last)
    use(table.get_by_role("link", name="3 Oct 2016"))
    expect(page).to_have_url(f"{site}briefings/colombia-accord-rejected/#outlook")


def test_the_scorecard_shows_its_working(opened: Open, use: Use, site: str) -> None:
    """How many questions, the score with its meaning, each forecast with the days it stood, and the way to it."""
    page = opened("scorecard/")
    assert re.search(r"Scored \(N\) 3 ", said(page.locator("dl.p-facts").first) + " ")
    assert "0 is perfect, 2 the worst" in said(page.locator("dl.p-facts").first)
    working = page.get_by_role(
        "table", name=re.compile("^The working of “.*”: how likely each forecast called “An accord")
    )
    assert said(working.get_by_role("row").nth(1)) == "26 Sept 2016 7 75 % 0.13"
    assert said(working.get_by_role("row").nth(2)) == "3 Oct 2016 58 35–50 %, counted as 42.5 % 0.66"
    use(working.get_by_role("link", name="26 Sept 2016"))
    expect(page).to_have_url(f"{site}briefings/colombia-accord-signed/#outlook")


def test_bars_are_as_long_as_their_figures(page: Page, site: str) -> None:
    """The bar begins and ends where the figures beside it say; on a phone, too, nothing covers anything."""
    page.goto(f"{site}outlook/")
    rows = page.locator("table.p-scenarios tbody tr")
    assert rows.count() > 1
    for row in rows.all():
        low, high = said(row.locator("td.p-num")).split("–")
        assert row.locator("rect").evaluate("bar => [bar.getAttribute('x'), bar.getAttribute('width')]") == [
            low,
            str(int(high) - int(low)),
        ]


def test_labels_of_cards_make_room_for_each_other(reader: Reader, site: str) -> None:
    """On a phone a long label of a figure pushes the next one down."""
    page = reader(width=390)
    page.goto(f"{site}outlook/")
    lows = page.locator("table.p-stack td[data-label]:visible").evaluate_all(
        "cells => cells.filter((cell) => cell.scrollHeight > cell.clientHeight + 1).map((cell) => cell.innerText)"
    )
    assert lows == []
    heights = page.locator("table.p-stack td[data-label]:visible").evaluate_all(
        "all => all.map((one) => one.offsetHeight)"
    )
    assert max(heights) > 1.5 * min(heights)
    assert overflow(page) == []


# ---- pictures and their tables ----


@pytest.mark.parametrize("path", [MINSK, ETHIOPIA, COLOMBIA])
def test_a_picture_says_no_more_than_its_table(opened: Open, use: Use, site: str, path: str) -> None:
    """The table folds out below it and holds every name and day of the picture, and its links lead on."""
    page = opened(path)
    figures = page.locator(".p-wide-picture")
    assert figures.count() == 3
    for figure in figures.all():
        table = figure.locator("table")
        expect(table).to_be_hidden()
        use(figure.locator("summary"))
        expect(table).to_be_visible()
        told = words(table.inner_text())
        untold = [
            text for text in figure.locator("svg text.p-pic-strong").all_text_contents() if not words(text) <= told
        ]
        assert untold == []
    link = figures.first.locator("table a").first
    address = link.get_attribute("href") or ""
    use(link)
    expect(page).to_have_url(re.compile(re.escape(address.removeprefix("../../")) + "$"))


def words(text: str) -> set[str]:
    """The words of a text; one that was cut short counts for nothing."""
    return {word for word in re.findall(r"\w+…?", text.casefold()) if not word.endswith("…")}


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with twelve decided questions: enough to ask how often what was called likely came true."""
    folder = tmp_path_factory.mktemp("decided")
    for name, text in files_of({f"talks-{number}": _question(number) for number in range(12)}).items():
        path = folder / "briefings" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    build_site(folder / "mkdocs.yml", folder / "site", datetime(2026, 1, 1, tzinfo=UTC))
    return folder / "site"


SETTINGS = """\
site_name: Decided
docs_dir: briefings
theme: {name: material, font: false, language: en}
plugins: [briefings: {print: false}]
markdown_extensions: [attr_list]
"""


def _question(number: int) -> dict[str, str]:
    """A question of three scenarios, of which the likely one comes true three times in four."""
    came = "signed" if number % 4 else "stalled"
    decided = (f"{one} - {'yes' if one == came else 'no'} 2025-02-10" for one in ("signed", "stalled", "broken"))
    return {
        "2025-01-01": outlook("signed 75", "stalled 15", "broken 10"),
        "2025-02-20": outlook(*decided),
    }


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_reliability_diagram_and_its_table_agree(
    reader: Reader, serve: Serve, decided: Path, width: int, scripts: Any
) -> None:
    """A dot a row, each with how many figures it stands for; the words stay legible, and nothing sticks out."""
    page = reader(width=width, java_script_enabled=scripts)
    page.goto(f"{serve(decided)}scorecard/")
    table = page.get_by_role("table", name="What was said, and how often it came true")
    rows = [said(row).replace("\N{NO-BREAK SPACE}", " ") for row in table.locator("tbody tr").all()]
    assert rows == ["10–20 % 24 12.5 % 3 12.5 %", "70–80 % 12 75.0 % 9 75.0 %"]
    picture = page.locator("figure.p-picture svg")
    assert picture.locator("circle").count() == len(rows)
    assert set(picture.locator("text").all_text_contents()) >= {"24", "12"}
    expect(picture).to_have_accessible_description(re.compile("The table beside it has every figure"))
    assert overflow(page) == []


# ---- what the facts ask for ----


def test_colombia_shows_rejection_and_revision(opened: Open) -> None:
    """The voters reject the text of Cartagena, a revised one takes its place, and both stand in the timeline."""
    page = opened(COLOMBIA)
    log = said(page.locator("#changes + ol"))
    assert "Final accord, text of Cartagena: Status was Signed now Rejected" in log
    assert "Final accord, text of Cartagena: Status was Rejected now Superseded" in log
    assert "Final accord, revised text (Supersedes: Final accord, text of Cartagena)" in log
    assert "Plebiscite on the accord" in said(page.locator("#timeline ~ ol").last)
    days = page.locator("#timeline ~ figure svg text").all_text_contents()
    assert {"2 Oct 2016", "Plebiscite on the accord", "29–30 Nov 2016", "Congress approves the revised accord"} <= set(
        days
    )


def test_ethiopia_shows_that_a_later_text_reordered_an_earlier_one(opened: Open, use: Use, site: str) -> None:
    """What the order was, what it became, and by which text; the picture marks the step."""
    page = opened(ETHIOPIA)
    reordered = page.locator("#reordered + ul > li")
    assert "Declaration of senior commanders, Nairobi (Amends: Agreement for Lasting Peace" in said(reordered)
    assert "was due: 30 days after" in said(reordered)
    assert "now together with “Withdrawal of foreign and non-federal forces”" in said(reordered)
    expect(page.locator(".p-wide-picture svg text", has_text="Order changed")).to_be_visible()
    use(reordered.get_by_role("link", name="Declaration of senior commanders, Nairobi"))
    expect(page).to_have_url(f"{site}briefings/ethiopia-nairobi-declaration/#instrument-nairobi-declaration")


def test_minsk_shows_two_baselines_and_the_disputed_sequence(opened: Open) -> None:
    """One withdrawal is measured from two lines; which comes first, elections or border, has two versions."""
    page = opened(MINSK)
    assert said(page.locator("#baselines + .p-versions")) == (
        "Withdrawal of heavy weapons the actual line of contact For Ukraine the line of the memorandum of 19 September "
        "2014 For Self-declared Donetsk People's Republic, Self-declared Luhansk People's Republic"
    )
    disputes = page.locator("#contested ~ .p-versions")
    assert "The elections come before Ukraine's control of the border" in said(disputes.first)
    assert "Security and control of the border come before the elections. Held by Ukraine" in said(disputes.first)
    assert page.locator(".p-scroll[aria-label='What waits on what'] polyline.p-pic-contested").count() == 3
