"""A preview follows every save: real server, real files, what a browser would be answered."""

from __future__ import annotations

import re
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from time import monotonic, sleep
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from command_line import PARLEY, SMALLEST, surroundings, write_site

BRIEFING = "briefings/guarantees/"
PATIENCE = 60


@dataclass(frozen=True)
class Preview:
    """A preview of the site in `root`."""

    root: Path
    address: str
    server: subprocess.Popen[bytes]

    def answer(self, path: str = "") -> tuple[int, str]:
        """The status and the text of one page."""
        try:
            with urlopen(f"{self.address}{path}", timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def shows(self, path: str, text: str, status: int = HTTPStatus.OK) -> bool:
        """Whether the page comes to show the text."""
        end = monotonic() + PATIENCE
        while self.server.poll() is None and monotonic() < end:
            try:
                if (answer := self.answer(path))[0] == status and text in answer[1]:
                    return True
            except URLError:
                pass
            sleep(0.05)
        return False

    def save(self, name: str, text: str) -> None:
        """Write a file of the site's sources, as an editor does."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = write_site(tmp_path_factory.mktemp("preview") / "site", {"2025/guarantees.yaml": SMALLEST})
    (root / "site_templates").mkdir(exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command: list[str | Path] = [PARLEY, "serve", "--address", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=root, env=surroundings(), stderr=subprocess.DEVNULL) as server:
        shown = Preview(root, f"http://127.0.0.1:{port}/", server)
        try:
            assert shown.shows(BRIEFING, "</html>")
            yield shown
        finally:
            server.terminate()


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


def test_search_is_there_once_it_is_opened(preview: Preview) -> None:
    """The index is made when it is asked for."""
    assert preview.answer("pagefind/pagefind.js")[0] == HTTPStatus.OK


def test_addresses_lead_where_they_do_once_published(preview: Preview) -> None:
    """Without the slash at its end, too; what is not there is not found."""
    assert preview.shows(BRIEFING.removesuffix("/"), "</article>")
    assert preview.shows(f"{BRIEFING}index.html", "</article>")
    assert preview.answer("briefings/gone/")[0] == HTTPStatus.NOT_FOUND
