"""Tables that are compared and pictures, used as readers do: by mouse, by keyboard, without JavaScript, on a phone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browsing import Reader, Serve, Watch
from pages import overflow
from playwright.sync_api import Locator, Page, expect

from generator.publishing.build import build_site

PROCESS = "processes/minsk-2015/"
REORDERED = "processes/ethiopia-tigray-2022/"
COMPARED = ("guarantees/", "truce-terms/", "tracker/")
EACH = pytest.mark.parametrize("path", COMPARED)


def shown(page: Page) -> Locator:
    """The rows a reader sees."""
    return page.locator("table.p-compared tbody tr:visible")


def heads(page: Page) -> list[str]:
    return [
        text.strip() for text in page.locator("table.p-compared tbody tr:visible th a:first-child").all_inner_texts()
    ]


def count(page: Page) -> int:
    """How many rows the page says it shows."""
    said = page.locator(".p-filters output").inner_text()
    found = re.match(r"Showing (\d+) of \d+\.", said)
    assert found, said
    return int(found[1])


@EACH
def test_without_javascript_the_table_is_whole(reader: Reader, site: str, path: str) -> None:
    """Every row stands there, and no form that would do nothing."""
    plain, page = reader(java_script_enabled=False), reader()
    plain.goto(site + path)
    page.goto(site + path)
    expect(plain.locator(".p-filters")).to_be_hidden()
    expect(page.locator(".p-filters")).to_be_visible()
    assert plain.locator("table.p-compared tbody tr:visible").count() == shown(page).count() == count(page) > 8


@EACH
def test_each_choice_of_each_facet_narrows_to_rows_that_have_it(page: Page, watch: Watch, site: str, path: str) -> None:
    """Whatever is chosen leaves some row and loses some, and the number said is the number seen."""
    page.goto(site + path)
    every = count(page)
    page.locator(".p-filters details").evaluate("details => { details.open = true }")
    for select in page.locator(".p-filters select:not([name=order], [name=direction])").all():
        assert select.locator("option").count() > 2
        total = 0
        for value in select.locator("option").evaluate_all("options => options.slice(1).map((one) => one.value)"):
            select.select_option(value)
            left = count(page)
            assert 0 < left == shown(page).count() <= every
            total += left
        assert total >= every
        select.select_option("")
    assert count(page) == every
    assert (watch.console_errors, watch.off_origin) == ([], [])


def test_guarantees_are_narrowed_by_mouse(page: Page, site: str) -> None:
    """By guarantor and status; the table says what is left; one click shows all again."""
    page.goto(f"{site}guarantees/")
    page.get_by_label("Given by").select_option(label="United Kingdom")
    assert count(page) == shown(page).count()
    assert all("United Kingdom" in text for text in shown(page).all_inner_texts())
    page.get_by_label("Paper or in force").select_option(label="In force")
    assert all("In force" in text for text in shown(page).all_inner_texts())
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_role("button", name="Clear filters")).to_be_hidden()
    assert count(page) == shown(page).count() > 8


def test_open_questions_can_be_asked_for(page: Page, site: str) -> None:
    """Guarantees of which nobody recorded who decides show that gap, but for duties to refrain, which need nobody."""
    page.goto(f"{site}guarantees/")
    page.locator(".p-filters summary").click()
    page.get_by_label("Decided by").select_option(label="Not recorded")
    texts = [" ".join(text.split()) for text in shown(page).all_inner_texts()]
    assert texts
    assert all("Decided by not recorded" in text or "Will refrain" in text for text in texts)
    assert any("Decided by not recorded" in text for text in texts)


def test_guarantees_are_sorted_by_keyboard(page: Page, site: str) -> None:
    """Tab to the order, choose it with the arrows: hours by size, rows without hours last in both directions."""
    page.goto(f"{site}guarantees/")
    order = page.get_by_label("Sort by")
    order.focus()
    page.keyboard.type("Within")
    expect(order).to_have_value("hours")
    up = hours(page)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Direction")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Direction")).to_have_value("down")
    down = hours(page)
    known = [one for one in up if one is not None]
    assert known == sorted(known)
    assert known
    assert up == known + [None] * (len(up) - len(known))
    assert down == sorted(known, reverse=True) + [None] * (len(up) - len(known))


def hours(page: Page) -> list[int | None]:
    found = [re.search(r"Within\s+(\d+) hours", text) for text in shown(page).all_inner_texts()]
    return [int(one[1]) if one else None for one in found]


def test_the_count_is_announced(page: Page, site: str) -> None:
    """What is shown is said in a live region that was there from the start."""
    page.goto(f"{site}tracker/")
    expect(page.locator(".p-filters output")).to_have_attribute("aria-live", "polite")
    page.get_by_label("Deadline").select_option(label="Missed")
    expect(page.locator(".p-filters").get_by_role("status")).to_contain_text(re.compile(r"Showing 1 of \d+\."))


@EACH
def test_a_view_can_be_shared(reader: Reader, site: str, path: str) -> None:
    """The address holds the choices; whoever opens it sees the same rows in the same order; Back leads off the page."""
    page, other = reader(), reader()
    page.goto(site)
    page.goto(site + path)
    page.locator(".p-filters select").nth(0).select_option(index=1)
    page.get_by_label("Sort by").select_option(index=1)
    page.get_by_label("Direction").select_option("down")
    assert "?" in page.url
    other.goto(page.url)
    assert heads(other) == heads(page)
    assert count(other) == count(page)
    page.go_back()
    assert page.url == site


def test_an_address_that_makes_no_sense_shows_all(page: Page, watch: Watch, site: str) -> None:
    """Unknown names and values are passed over."""
    page.goto(f"{site}guarantees/?provider=atlantis&colour=red&order=nothing")
    assert count(page) == shown(page).count() > 8
    assert watch.console_errors == []


def test_a_category_without_rows_goes_with_its_heading(page: Page, site: str) -> None:
    """Of the terms by category, those that match keep their headings, and the links to a category still lead there."""
    page.goto(f"{site}truce-terms/")
    page.locator("#by-process").select_option(label="Minsk package of measures")
    expect(page.get_by_role("heading", name="Border")).to_be_visible()
    expect(page.locator("#category-air_strikes")).to_be_hidden()
    page.goto(f"{site}{PROCESS}")
    page.locator("#cap-terms").locator("xpath=..").get_by_role("link", name="Border", exact=True).click()
    expect(page).to_have_url(f"{site}truce-terms/#category-border")


@EACH
def test_a_phone_has_the_same(reader: Reader, site: str, path: str) -> None:
    """At 390 px the choices have room, rows are cards whose cells say their column, and nothing sticks out."""
    page = reader(width=390, has_touch=True, is_mobile=True)
    page.goto(site + path)
    assert overflow(page) == []
    for select in page.locator(".p-filters select:visible").all():
        box = select.bounding_box()
        assert box
        assert box["height"] >= 24
        assert box["x"] + box["width"] <= 390
    page.locator(".p-filters select").nth(0).select_option(index=1)
    assert count(page) == shown(page).count()
    cell = page.locator("table.p-compared td[data-label]:visible").first
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") not in ("none", "")


def test_the_working_of_a_deadline_is_shown(page: Page, site: str) -> None:
    """On the tracker and on the process's page, in the same words."""
    working = "14 days after “Ceasefire” (starts 15 February 2015, 00:00 (UTC+02:00)) = 1 March 2015"
    for path in ("tracker/", PROCESS):
        page.goto(site + path)
        expect(page.get_by_text(working).first).to_be_visible()


# ---- pictures ----


@pytest.mark.parametrize("path", [PROCESS, REORDERED])
def test_a_picture_is_an_image_with_a_name_and_opens_its_table(page: Page, site: str, path: str) -> None:
    """It has a name for those who do not see it, and by keyboard its table opens below it."""
    page.goto(site + path)
    assert page.get_by_role("img", name=re.compile("^Timeline: ")).count() == 1
    figures = page.locator(".p-wide-picture")
    assert figures.count() == 3
    for figure in figures.all():
        expect(figure.locator("table")).to_be_hidden()
        figure.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(figure.locator("table")).to_be_visible()


def test_without_javascript_pictures_and_tables_are_there(reader: Reader, site: str) -> None:
    """A picture needs no script, nor does the table below it."""
    page = reader(java_script_enabled=False)
    page.goto(site + PROCESS)
    figure = page.locator(".p-wide-picture").first
    expect(figure.locator("svg.p-pic")).to_be_visible()
    figure.locator("summary").click()
    expect(figure.locator("table")).to_be_visible()


def test_on_a_phone_pictures_scroll_and_stay_readable(reader: Reader, site: str) -> None:
    """Words keep at least 11 px; a wide picture scrolls in itself, by keyboard too; the timeline is a list."""
    page = reader(width=390)
    page.goto(site + PROCESS)
    assert overflow(page) == []
    expect(page.locator(".p-wide-picture.p-listed svg.p-pic")).to_be_hidden()
    expect(page.locator("ol.p-timeline")).to_be_visible()
    region = page.get_by_role("region", name="What waits on what")
    heights = region.locator("svg text").evaluate_all(
        "texts => texts.map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"
    )
    assert heights
    assert min(heights) >= 11
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("region => region.scrollLeft > 0", arg=region.element_handle())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_and_words_of_pictures_stand_out(reader: Reader, site: str, scheme: str) -> None:
    """In both schemes words have a contrast of 4.5 to the ground, lines that mean something 3."""
    page = reader(color_scheme=scheme)
    page.goto(site + PROCESS)
    words, lines = (page.evaluate(CONTRAST, [f".p-wide-picture {what}", name]) for what, name in LOOKS)
    assert len(words) > 20
    assert len(lines) > 5
    assert min(words) >= 4.5
    assert min(lines) >= 3


LOOKS = (("svg text", "fill"), ("svg :is(.p-pic-order, .p-pic-tie, .p-pic-mark.p-pic-full)", "stroke"))
CONTRAST = """([selector, name]) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const light = (colour) => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255)
            .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = light(getComputedStyle(document.body).backgroundColor);
    return [...document.querySelectorAll(selector)].map((one) => {
        const own = light(getComputedStyle(one)[name]);
        return (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
    });
}"""


def test_pictures_are_told_apart_without_colours(reader: Reader, site: str) -> None:
    """With forced colours what is contested is still dashed, and boxes still have an outline."""
    page = reader(forced_colors="active")
    page.goto(site + PROCESS)
    contested = page.locator(".p-wide-picture polygon.p-pic-contested").first
    plain = page.locator(".p-wide-picture polygon.p-pic-term:not(.p-pic-contested)").first
    dashes = [box.evaluate("box => getComputedStyle(box).strokeDasharray") for box in (contested, plain)]
    assert dashes[0] != "none"
    assert dashes[1] == "none"
    assert contested.evaluate("box => getComputedStyle(box).stroke") != "none"


# ---- a table of several pages ----


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with 100 guarantees, of which 80 stand on the first page."""
    folder = tmp_path_factory.mktemp("long")
    pledge = "  - {{id: g{0}, title: Pledge {0:03}, sources: [s1], providers: {1}, response: {{within_hours: {0}}}}}\n"
    pledges = "".join(pledge.format(number, "se" if number % 2 else "'no'") for number in range(100))
    (folder / "briefings").mkdir()
    (folder / "briefings/one.yaml").write_text(ONE + pledges, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    build_site(folder / "mkdocs.yml", folder / "site", datetime(2026, 1, 1, tzinfo=UTC))
    return folder / "site"


ONE = """\
title: A hundred pledges
as_of: 2025-03-01
status: published
bottom_line: There are a hundred of them.
players: [se, "no"]
what_happened: They were made [@s1].
sources: [{id: s1, title: A note}]
guarantees:
"""
SETTINGS = """\
site_name: Long
docs_dir: briefings
theme: {name: material, font: false, language: en}
plugins: [briefings]
markdown_extensions: [attr_list]
"""


def test_narrowing_a_long_table_finds_the_rows_of_all_its_pages(
    page: Page, watch: Watch, serve: Serve, long_site: Path
) -> None:
    """Until then the page is as it was made; then there is one table, and links from other pages still lead on."""
    address = serve(long_site)
    page.goto(f"{address}guarantees/")
    assert count(page) == 80
    page.get_by_label("Sort by").select_option("hours")
    page.get_by_label("Direction").select_option("down")
    expect(page.locator(".p-filters output")).to_have_text("Showing 100 of 100.")
    assert heads(page)[0] == "Pledge 099"
    expect(page.locator("nav.p-pages")).to_be_hidden()
    page.get_by_label("Given by").select_option(label="Sweden")
    assert count(page) == 50
    page.get_by_role("link", name="Pledge 099").click()
    expect(page).to_have_url(f"{address}briefings/one/#guarantee-g99")
    assert (watch.console_errors, watch.off_origin) == ([], [])


def test_where_the_other_pages_cannot_be_had_it_is_said(page: Page, serve: Serve, long_site: Path) -> None:
    """The rows of this page are narrowed, and nobody takes them for all."""
    page.route("**/guarantees/page-2/", lambda route: route.abort())
    page.goto(f"{serve(long_site)}guarantees/")
    page.get_by_label("Given by").select_option(label="Sweden")
    expect(page.locator(".p-filters output")).to_contain_text("Showing 40 of 80. The other pages could not be loaded")
    expect(page.locator("nav.p-pages")).to_be_visible()
