"""`parley build` publishes the whole site or leaves the old one, and says which."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from click.testing import Result
from command_line import PARLEY, SMALLEST, run_parley, surroundings

from generator.commands import build
from generator.publishing.build import BuildResult
from generator.publishing.stops import CannotPublish, SearchFailed

Parley = Callable[..., Result]

BUILT = BuildResult(
    pages=1200, briefings=1, seconds={"check": 0.25, "mkdocs": 12.5, "frob": 1.0}, site_dir=Path("site")
)


def pretend(monkeypatch: pytest.MonkeyPatch, outcome: BuildResult | Exception) -> list[tuple[object, ...]]:
    """Have the build end so, at once; the list it returns fills with what the build was asked for."""
    asked: list[tuple[object, ...]] = []

    def build_site(*arguments: object) -> BuildResult:
        asked.append(arguments)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr("generator.publishing.build.build_site", build_site)
    return asked


def test_it_says_what_it_built_how_long_and_how_to_look(parley: Parley, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages, briefings, seconds by stage, the folder, and the two ways to see it."""
    pretend(monkeypatch, BUILT)
    done = parley("build")
    assert done.exit_code == 0
    first, *stages, look, write = done.stdout.splitlines()
    assert re.fullmatch(r"Built 1,200 pages from 1 briefing in \d+\.\d s, published in site", first)
    assert [re.sub(" +", " ", stage.strip()) for stage in stages] == [
        "Checking the briefings 0.25 s",
        "Building the site 12.50 s",
        "frob 1.00 s",
    ]
    assert look == "Look at it: python3 -m http.server -d site 8000, then open http://localhost:8000"
    assert write == "While you write: parley serve"


def test_file_folder_and_moment_reach_the_build(parley: Parley, monkeypatch: pytest.MonkeyPatch, site: Path) -> None:
    """The clock is read here and nowhere below."""
    asked = pretend(monkeypatch, BUILT)
    assert parley("build", "--site-dir", "elsewhere", "-f", str(site / "mkdocs.yml")).exit_code == 0
    moment = datetime(2025, 9, 1, 12, tzinfo=UTC)
    assert asked == [(site / "mkdocs.yml", Path("elsewhere"), moment, None, None)]


@pytest.mark.parametrize(("stop", "exit_code"), [(CannotPublish("It is not ours."), 2), (SearchFailed("It broke."), 3)])
def test_a_build_that_stops_says_why(
    parley: Parley, monkeypatch: pytest.MonkeyPatch, stop: Exception, exit_code: int
) -> None:
    """The reason goes to standard error as it stands; the exit code says whose matter it is."""
    pretend(monkeypatch, stop)
    done = parley("build")
    assert (done.exit_code, done.stdout, done.stderr) == (exit_code, "", f"{stop}\n")


def test_bars_are_for_people(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A terminal sees how far a stage has come; a file or a pipe gets none of it."""
    with build._progress() as progress:
        assert progress is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    with build._progress() as progress:
        assert progress is not None
        for done in range(1, 4):
            progress("pages", done, 3)
    shown = capsys.readouterr()
    assert "Writing pages and data" in shown.err
    assert "100%" in shown.err
    assert shown.out == ""


def test_a_sound_site_is_published_and_stays_where_the_next_one_has_an_error(site: Path) -> None:
    """The smallest briefing becomes a page that can be found; then the problem is shown, and nothing is built."""
    done = run_parley(site, "build")
    assert done.returncode == 0, done.stderr
    assert "from 1 briefing in" in done.stdout
    page = (site / "site/briefings/guarantees/index.html").read_text("utf-8")
    assert "robust guarantees for Kyiv are to be discussed" in page
    assert (site / "site/pagefind").is_dir()
    before = {path: path.read_bytes() for path in (site / "site").rglob("*") if path.is_file()}
    broken = SMALLEST.replace("players: [us, ru, ua, fr, gb]", "players: [us, uaa]")
    (site / "briefings/2025/guarantees.yaml").write_text(broken, encoding="utf-8")
    done = run_parley(site, "build")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "briefings/2025/guarantees.yaml:5:15: unknown-player: no player 'uaa'" in done.stderr
    assert {path: path.read_bytes() for path in (site / "site").rglob("*") if path.is_file()} == before


def test_a_terminal_sees_bars_and_warnings(site: Path) -> None:
    """Both come out on standard error, and neither spoils the other or standard output."""
    stale = SMALLEST.replace("what_next:", "review_by: 2025-08-20\nwhat_next:")
    (site / "briefings/2025/guarantees.yaml").write_text(stale, encoding="utf-8")
    ours, terminals = pty.openpty()
    done = subprocess.Popen(
        [PARLEY, "build"],
        cwd=site,
        env=surroundings(TERM="xterm", COLUMNS="100"),
        stdout=subprocess.PIPE,
        stderr=terminals,
        text=True,
    )
    os.close(terminals)
    shown = click.unstyle(all_of(ours))
    stdout, _ = done.communicate()
    assert done.returncode == 0, shown
    assert "Writing pages and data" in shown
    assert "1 warning in the briefings: parley check shows them." in shown
    assert "\x1b" not in stdout
    assert stdout.startswith("Built ")


def all_of(terminal: int) -> str:
    """What a terminal was sent until its last writer left, which Linux tells by an error."""
    sent = b""
    try:
        while more := os.read(terminal, 65536):
            sent += more
    except OSError:
        pass
    finally:
        os.close(terminal)
    return sent.decode()


def test_a_folder_that_is_not_ours_is_left_alone(site: Path) -> None:
    """Somebody's files stand there; they are worth more than a build."""
    (site / "site").mkdir()
    (site / "site/thesis.txt").write_text("years of work", encoding="utf-8")
    done = run_parley(site, "build")
    assert done.returncode == 2
    assert "Parley did not make it" in done.stderr
    assert (site / "site/thesis.txt").read_text(encoding="utf-8") == "years of work"
