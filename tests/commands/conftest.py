"""The tiny site that the commands act on, and the command run inside this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from command_line import MOMENT, SMALLEST, write_site

from generator.cli import main

Parley = Callable[..., Result]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound site of one briefing, and the current folder."""
    folder = write_site(tmp_path / "tiny", {"2025/guarantees.yaml": SMALLEST})
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def parley(site: Path) -> Parley:
    """Runs the command on the site; its result has exit code, standard output and standard error."""

    def run(*arguments: str, answers: str | None = None) -> Result:
        return CliRunner(env={"SOURCE_DATE_EPOCH": MOMENT}).invoke(main, list(arguments), input=answers)

    return run
