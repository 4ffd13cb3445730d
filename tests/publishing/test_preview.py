"""A preview follows every save: real server, real files, what a browser would be answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from command_line import SMALLEST, write_site
from previews import Preview, previewed

BRIEFING = "briefings/guarantees/"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = write_site(tmp_path_factory.mktemp("preview") / "site", {"2025/guarantees.yaml": SMALLEST})
    (root / "site_templates").mkdir()
    with previewed(root) as shown:
        yield shown


def test_a_save_is_seen(preview: Preview) -> None:
    """On the page itself, and by the browser that has it open: the page knows to ask for news."""
    before = preview.answer(BRIEFING)[1]
    preview.save("briefings/2025/guarantees.yaml", re.sub("(?m)^title: .*", "title: Seen at once", SMALLEST))
    assert preview.shows(BRIEFING, "<title>Seen at once")
    epoch, later = (re.search(r"livereload\((\d+)", page) for page in (before, preview.answer(BRIEFING)[1]))
    assert epoch
    assert later
    assert int(later[1]) > int(epoch[1])


def test_a_broken_save_keeps_the_last_good_page_and_heals(preview: Preview) -> None:
    """With what is wrong above it."""
    preview.save("briefings/2025/guarantees.yaml", "title: [")
    assert preview.shows(BRIEFING, 'id="parley-problems"')
    assert "Seen at once" in preview.answer(BRIEFING)[1]
    preview.save("briefings/2025/guarantees.yaml", SMALLEST)
    assert preview.shows(BRIEFING, "<title>Article 5-like")
    assert 'id="parley-problems"' not in preview.answer(BRIEFING)[1]


def test_a_broken_template_says_so_and_heals(preview: Preview) -> None:
    """Its pages show the mistake; once it is mended they are back."""
    preview.save("site_templates/pages/briefing.md.j2", "{{ view.nothing | md }}")
    assert preview.shows(BRIEFING, "This page could not be made", HTTPStatus.INTERNAL_SERVER_ERROR)
    assert "livereload" in preview.answer(BRIEFING)[1]
    (preview.root / "site_templates/pages/briefing.md.j2").unlink()
    assert preview.shows(BRIEFING, "</article>")


def test_a_file_for_machines_is_made_when_it_is_asked_for(preview: Preview) -> None:
    """As it stands after the last save, beside its page and in the folder of data; none is written at a save."""
    preview.save("briefings/2025/guarantees.yaml", re.sub("(?m)^title: .*", "title: Told to machines", SMALLEST))
    assert preview.shows(BRIEFING, "<title>Told to machines")
    for path in (f"{BRIEFING}briefing.json", f"{BRIEFING}cite.bib", "feed.xml", "data/briefings.csv"):
        status, text = preview.answer(path)
        assert (path, status, "Told to machines" in text) == (path, HTTPStatus.OK, True)
    assert preview.answer("data/gone.csv")[0] == HTTPStatus.NOT_FOUND


def test_search_is_there_once_it_is_opened(preview: Preview) -> None:
    """The index is made when it is asked for."""
    assert preview.answer("pagefind/pagefind.js")[0] == HTTPStatus.OK


def test_addresses_lead_where_they_do_once_published(preview: Preview) -> None:
    """Without the slash at its end, too; what is not there is not found."""
    assert preview.shows(BRIEFING.removesuffix("/"), "</article>")
    assert preview.shows(f"{BRIEFING}index.html", "</article>")
    assert preview.answer("briefings/gone/")[0] == HTTPStatus.NOT_FOUND


def test_prose_leads_where_it_does_once_published(preview: Preview) -> None:
    """To pages, further pages of a list and files, which the site builder is told of when prose names them."""
    ways = {
        "briefings/guarantees.md": "../briefings/guarantees/",
        "archive/2025/index.md#top": "../archive/2025/#top",
        "archive/2025/ind%65x.md": "../archive/2025/",
        "briefings/guarantees/cite.bib": "../briefings/guarantees/cite.bib",
        "feed.xml": "../feed.xml",
    }
    prose = "".join(f"[to {number}]({way})\n" for number, way in enumerate(ways))
    preview.save("briefings/about.md", f"# About\n\n{prose}")
    assert preview.shows("about/", "to 4</a>")
    about = preview.answer("about/")[1]
    shown = [re.findall(rf'<a href="([^"]*)">to {number}</a>', about) for number in range(len(ways))]
    assert shown == [[way] for way in ways.values()]
    assert preview.answer("archive/2025/")[0] == HTTPStatus.OK
    assert preview.answer("archive/2024/")[0] == HTTPStatus.NOT_FOUND
