"""A moved page sends its reader on."""

from __future__ import annotations

from lxml import html

from generator.edition import Redirect
from generator.publishing.redirects import redirect_file, redirect_html
from generator.publishing.scan import Reference, scan_page

MOVED = Redirect("briefings/old.md", "briefings/new.md", "It moved.")


def page_of(redirect: Redirect, site_url: str = "https://example.org/", label: str = "New") -> str:
    return redirect_html(redirect, site_url=site_url, label=label, language="en")


def test_a_moved_page_stands_where_it_stood() -> None:
    """The old address is the folder of the old page."""
    assert redirect_file(MOVED) == "briefings/old/index.html"


def test_a_moved_page_sends_on_without_a_script() -> None:
    """By refresh and by a link, both relative, so that a site below a folder works too."""
    root = html.document_fromstring(page_of(MOVED))
    assert root.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../new/"]
    assert root.xpath("//a/@href") == ["../new/"]
    assert root.xpath("//a/text()") == ["New"]
    assert root.xpath("//link[@rel='canonical']/@href") == ["https://example.org/briefings/new/"]
    assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert root.xpath("//script") == []


def test_a_site_without_an_address_names_the_new_page_relatively() -> None:
    """No half an address stands as the canonical one."""
    assert html.document_fromstring(page_of(MOVED, "")).xpath("//link/@href") == ["../new/"]


def test_text_of_authors_is_escaped() -> None:
    """A title and a reason are shown as typed."""
    typed = '<script>x</script> & "co" {label}'
    root = html.document_fromstring(page_of(Redirect("a.md", "b.md", typed), label=typed))
    assert root.xpath("//script") == []
    assert root.xpath("//title/text()") == [typed]
    assert root.xpath("//p/text()") == [f"{typed} "]


def test_the_last_look_follows_a_redirect() -> None:
    """The address of the refresh is one of those that must lead to a file."""
    assert Reference("../new/", fetched=True) in scan_page(page_of(MOVED).encode()).references
