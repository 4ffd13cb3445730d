"""`parley fmt` writes what changes, and `--check` only says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from command_line import SMALLEST

Parley = Callable[..., Result]
UGLY = SMALLEST.replace("players: [us, ru, ua, fr, gb]", "players: [ us,ru,   ua ]  ")


def put(site: Path, path: str, text: str) -> Path:
    file = site / "briefings" / path
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_is_written_in_its_form_once(parley: Parley, site: Path) -> None:
    """The second time nothing is left to change."""
    file = put(site, "2025/ugly.yaml", UGLY)
    assert "briefings/2025/ugly.yaml" in parley("fmt").stdout
    assert "players: [us, ru, ua]\n" in file.read_text(encoding="utf-8")
    again = parley("fmt")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "0 files of 2 changed.\n")


def test_check_writes_nothing_and_fails(parley: Parley, site: Path) -> None:
    """For a hook or a job; once formatted it passes."""
    file = put(site, "2025/ugly.yaml", UGLY)
    done = parley("fmt", "--check")
    assert (done.exit_code, file.read_text(encoding="utf-8")) == (1, UGLY)
    parley("fmt")
    assert parley("fmt", "--check").exit_code == 0


def test_a_broken_file_is_left_and_said(parley: Parley, site: Path) -> None:
    """The others are formatted all the same."""
    broken, ugly = put(site, "2025/broken.yaml", "title: ["), put(site, "2025/ugly.yaml", UGLY)
    done = parley("fmt")
    assert done.exit_code == 1
    assert "briefings/2025/broken.yaml:1: the file is left as it is: `parley check" in done.stderr
    assert broken.read_text(encoding="utf-8") == "title: ["
    assert ugly.read_text(encoding="utf-8") != UGLY


def test_paths_choose(parley: Parley, site: Path) -> None:
    """A file that is not chosen stays."""
    ugly = put(site, "2025/ugly.yaml", UGLY)
    parley("fmt", "briefings/2025/guarantees.yaml")
    assert ugly.read_text(encoding="utf-8") == UGLY
