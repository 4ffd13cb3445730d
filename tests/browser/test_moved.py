"""An address that a reader kept leads on: of a briefing that moved, that was withdrawn, and of its translations."""

from __future__ import annotations

import pytest
from browsing import Reader, Serve, Watch
from command_line import SMALLEST, run_parley, write_site
from playwright.sync_api import expect


def briefing(**header: str) -> str:
    """The smallest briefing with more lines in its header."""
    return "".join(f"{key}: {value}\n" for key, value in header.items()) + SMALLEST


BRIEFINGS = {
    "2025/old-talks.yaml": briefing(previously="[older-talks]"),
    "2025/old-talks-fr.yaml": briefing(language="fr", translation_of="old-talks"),
    "2025/old-talks-uk.yaml": briefing(language="uk", translation_of="old-talks"),
    "2025/new-talks.yaml": briefing(replaces="old-talks", previously="[former-talks]"),
    "2025/new-talks-fr.yaml": briefing(language="fr", translation_of="new-talks"),
    "2025/other-talks.yaml": briefing(),
}


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The address of a site on which briefings have moved and were withdrawn."""
    site = write_site(tmp_path_factory.mktemp("moved") / "site", BRIEFINGS)
    options = (site / "mkdocs.yml").read_text(encoding="utf-8")
    (site / "mkdocs.yml").write_text(options.replace("[briefings]", "[{briefings: {print: false}}]"), encoding="utf-8")
    done = run_parley(site, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return serve(site / "site", "peace")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("kept", "found", "banner"),
    [
        ("former-talks", "new-talks", "In place of a withdrawn briefing. The earlier address leads here."),
        ("old-talks", "new-talks", "In place of a withdrawn briefing. The earlier address leads here."),
        ("older-talks", "new-talks", "In place of a withdrawn briefing. The earlier address leads here."),
        ("old-talks-uk", "new-talks", "In place of a withdrawn briefing. The earlier address leads here."),
        ("old-talks-fr", "new-talks-fr", "À la place d’une note retirée. L’ancienne adresse mène ici."),
    ],
)
def test_a_kept_address_leads_on(
    reader: Reader, watch: Watch, moved: str, kept: str, found: str, banner: str, scripts: bool
) -> None:
    """To the briefing that stands in, in the language it was in where there is one; and there is told why."""
    page = reader(java_script_enabled=scripts)
    page.goto(f"{moved}briefings/{kept}/")
    page.wait_for_url(f"{moved}briefings/{found}/")
    expect(page.locator(".p-banner[data-kind=withdrawn]")).to_have_text(banner)
    assert (watch.console_errors, watch.off_origin) == ([], [])


def test_a_briefing_that_replaces_nothing_says_nothing_of_it(reader: Reader, moved: str) -> None:
    """The control of the test above."""
    page = reader()
    page.goto(f"{moved}briefings/other-talks/")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".p-banner[data-kind=withdrawn]")).to_have_count(0)


def test_where_a_browser_sends_nobody_on_there_is_a_link(reader: Reader, moved: str) -> None:
    """It says what became of the briefing, and is named after the one that stands in."""
    page = reader()
    source = page.request.get(f"{moved}briefings/old-talks-fr/").text()
    page.set_content(source.replace("refresh", "nothing"))
    expect(page.locator("p")).to_contain_text("This briefing was withdrawn; another stands in for it.")
    link = page.get_by_role("link", name="Article 5-like guarantees for Ukraine under discussion")
    expect(link).to_have_attribute("href", "../new-talks-fr/")
