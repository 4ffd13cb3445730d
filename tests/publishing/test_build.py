"""Whole builds in processes of their own: killed, at once, in other surroundings; and the build without a command."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import weakref
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

import pytest
import small_site
from command_line import heed_interrupts
from small_site import EDITION, NOW, STEPS, Publish, files_below, names_in, use_edition, write_site

from generator.edition import LatePages, Page, Pages, Part
from generator.publishing.build import build_site, read_site, serve_site
from generator.publishing.stops import CannotPublish
from generator.today import Today

PROGRAM = Path(small_site.__file__)


def start(root: Path, *options: str, **surroundings: str) -> subprocess.Popen[str]:
    """Begin to build the small site of a folder in a process of its own."""
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), str(root), *options],
        env={**os.environ, **surroundings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509  it takes no lock
    )


KEPT = ".site.parley-previous"


def run(root: Path, *options: str, **surroundings: str) -> tuple[int, str]:
    """Build the small site of a folder in a process of its own: its exit code and what it said."""
    process = start(root, *options, **surroundings)
    said = "".join(process.communicate(timeout=120))
    return process.returncode, said


def said_by(root: Path) -> str:
    return (root / "site" / "index.html").read_text()


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a build has said "One."."""
    folder = write_site(tmp_path_factory.mktemp("one") / "root").parent
    assert run(folder, "--saying", "One.") == (0, "")
    return folder


# Before the index is written the site stands as it does before the last look.
@pytest.mark.parametrize("step", [pytest.param(step, marks=[pytest.mark.long] * (step == "search")) for step in STEPS])
def test_a_killed_build_leaves_a_whole_site(one: Path, tmp_path: Path, step: str) -> None:
    """Killed before the swap, the old site stands byte for byte; after it, the new one. The next build clears up."""
    root = shutil.copytree(one, tmp_path / "root", symlinks=True)
    old = files_below(root / "site")
    assert run(root, "--saying", "Two.", "--die-before", step)[0] == -9
    if step == "keeping":
        write_site(tmp_path / "control")
        assert run(tmp_path / "control", "--saying", "Two.") == (0, "")
        old = files_below(tmp_path / "control" / "site")
    assert files_below(root / "site") == old
    assert len(list(root.iterdir())) > 3
    assert run(root, "--saying", "Three.") == (0, "")
    assert "Three." in said_by(root)
    assert names_in(root) == [KEPT, "briefings", "mkdocs.yml", "site"]


def test_two_builds_at_once_do_not_mix(root: Path, tmp_path: Path) -> None:
    """The second is told to wait and touches nothing; the first publishes its own pages whole."""
    flag = tmp_path / "building"
    # Leaving the block waits for the first build, which in any case goes on after a minute.
    with start(root, "--saying", "First.", "--wait-at", str(flag)) as first:
        end = monotonic() + 60
        while not flag.exists() and first.poll() is None and monotonic() < end:
            sleep(0.02)
        code, said = run(root, "--saying", "Second.")
        flag.unlink()
        assert "".join(first.communicate(timeout=60)) == ""
    assert code == 2
    assert "Another build" in said
    assert "First." in said_by(root)
    assert run(root, "--saying", "Second.") == (0, "")
    assert "Second." in said_by(root)


def test_builds_are_equal_byte_for_byte_in_any_surroundings(root: Path) -> None:
    """Neither hash seed, time zone, language nor the folder's age shows in the site; another text does."""
    one = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    other = {"PYTHONHASHSEED": "2", "TZ": "America/Adak", "LC_ALL": "C.UTF-8"}
    assert run(root, **one) == (0, "")
    first = files_below(root / "site")
    assert run(root, **other) == (0, "")
    assert files_below(root / "site") == first
    assert run(root, "--saying", "Changed.", **one) == (0, "")
    assert files_below(root / "site") != first


def test_another_folder_may_be_named(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site goes there, with the folders above it made; the one of `mkdocs.yml` is not touched."""
    use_edition(EDITION, monkeypatch.setattr)
    result = build_site(root / "mkdocs.yml", tmp_path / "a" / "b", NOW)
    assert result.site_dir == tmp_path / "a" / "b"
    assert (tmp_path / "a" / "b" / "index.html").exists()
    assert not (root / "site").exists()


def test_progress_is_told_part_by_part(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In pages: each of these parts has one."""
    parts = tuple(Part(page.path, Pages.of([page]), ()) for page in EDITION.pages)
    use_edition(replace(EDITION, parts=parts), monkeypatch.setattr)
    told: list[tuple[str, int, int]] = []
    build_site(root / "mkdocs.yml", None, NOW, lambda *step: told.append(step))
    assert told == [("pages", 1, 2), ("pages", 2, 2)]


def test_what_many_pages_share_is_let_go_with_their_part(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is worked out once for all of them, and not kept while other parts are made."""
    home = Page("index.md", "# Home\n", "Home")
    planned: list[weakref.ref[Shared]] = []

    class Shared:
        """What a list has at hand: a page of it holds on to that."""

        def pages(self) -> list[tuple[str, Callable[[], Page]]]:
            planned.append(weakref.ref(self))
            return [(f"list{end}.md", partial(self.page, f"list{end}.md")) for end in ("", "/page-2", "/page-3")]

        def page(self, path: str) -> Page:
            return replace(home, path=path)

    def in_memory() -> Page:
        assert [one() for one in planned] == [None]
        return home

    late = LatePages("list.md", "A list", lambda: Shared().pages())
    after = Pages({"index.md": in_memory})
    parts = (Part("list", Pages({}, [late]), ()), Part("home", after, ()))
    pages = Pages({"index.md": in_memory}, [late])
    use_edition(replace(EDITION, pages=pages, redirects=(), briefing_slugs=(), parts=parts), monkeypatch.setattr)
    build_site(root / "mkdocs.yml", None, NOW)
    assert (root / "site" / "list" / "page-3" / "index.html").exists()
    assert len(planned) == 1


def test_a_part_that_is_kept_is_handed_out_while_its_day_lasts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its sources are the same; what it shows hangs on the day."""
    asked: list[date] = []

    def build(day: int) -> str:
        today = Today(date(2025, 9, day))

        def home() -> Page:
            asked.append(date.fromordinal(date.toordinal(today)))
            return Page("index.md", f"# Home\n\n{'Ahead' if today <= date(2025, 9, 2) else 'Past'}\n", "Home")

        pages = Pages({"index.md": home})
        part = Part("home", pages, (), "the same digest", today)
        use_edition(replace(EDITION, pages=pages, redirects=(), briefing_slugs=(), parts=(part,)), monkeypatch.setattr)
        build_site(root / "mkdocs.yml", None, NOW)
        return "Ahead" if "Ahead" in (root / "site" / "index.html").read_text() else "Past"

    assert [build(day) for day in (1, 2, 3, 4, 1)] == ["Ahead", "Ahead", "Past", "Past", "Ahead"]
    assert [day.day for day in asked] == [1, 3, 1]


def test_building_says_nothing_of_its_own(root: Path, publish: Publish, capfd: pytest.CaptureFixture[str]) -> None:
    """What is printed is the caller's to choose."""
    publish(EDITION)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("site_name: [", "mkdocs.yml"),
        ("docs_dir: briefings\n", "a configuration error"),
        ("site_name: X\ndocs_dir: briefings\nplugins: [{briefings: {yardstick: a-hunch}}]\n", "a configuration error"),
        ("site_name: X\ndocs_dir: briefings\ntheme: material\n", "does not name the plugin 'briefings'"),
    ],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_wrong_settings_are_the_caller_s_to_mend(root: Path, text: str, why: str) -> None:
    """Each is refused with the file's name, by the exit code of wrong use."""
    (root / "mkdocs.yml").write_text(text)
    with pytest.raises(CannotPublish, match=why) as stopped:
        read_site(root / "mkdocs.yml")
    assert stopped.value.exit_code == 2


def test_a_site_is_read_without_a_build(root: Path) -> None:
    """Checks need to know where the briefings are and what the site chose, and no more."""
    site, settings = read_site(root / "mkdocs.yml")
    assert (site.root, site.briefings, site.templates) == (root, "briefings", None)
    assert settings.site_url == "https://example.org/peace/"


def test_a_preview_at_a_taken_address_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another program listens already, the caller is told to choose another address."""
    use_edition(EDITION, monkeypatch.setattr)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(CannotPublish, match="Another program") as stopped:
            serve_site(root / "mkdocs.yml", address)
    assert stopped.value.exit_code == 2


def test_a_preview_serves_the_pages(root: Path) -> None:
    """They answer below the folder that the site's address names, until the preview is broken off; no folder stays."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with start(root, "--serve", address) as preview:
        try:
            page = fetched(f"http://{address}/peace/briefings/river-line/", preview)
            preview.send_signal(signal.SIGINT)
            preview.communicate(timeout=60)
        finally:
            preview.kill()
    assert "Both banks agree." in page
    assert names_in(root) == ["briefings", "mkdocs.yml"]


def fetched(url: str, server: subprocess.Popen[str]) -> str:
    """The page at an address, as soon as the server answers."""
    end = monotonic() + 60
    while server.poll() is None and monotonic() < end:
        try:
            with urlopen(url, timeout=10) as answer:
                return str(answer.read().decode())
        except URLError:
            sleep(0.1)
    raise AssertionError(f"{url} does not answer")
