"""`parley diff`: two briefings, by file, by slug or as they were in a commit."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from command_line import SMALLEST

from generator.commands.common import ExitCode

Parley = Callable[..., Result]

NEWER = SMALLEST + "guarantees:\n  - {id: pact, title: A pact, form: article5_like, status: offered}\n"
TITLE = "Article 5-like guarantees for Ukraine under discussion"


@pytest.fixture
def newer(site: Path) -> Path:
    """A file outside the site's folder of briefings."""
    file = site / "newer.yaml"
    file.write_text(NEWER, encoding="utf-8")
    return file


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A. Author", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_slug_and_a_file(parley: Parley, newer: Path) -> None:
    """What came is told in the words of the page; a run without a fault ends with 0."""
    done = parley("diff", "guarantees", str(newer))
    assert done.exit_code == ExitCode.CLEAN
    assert done.stdout.splitlines() == [
        f"Facts or judgements have changed since {TITLE}, 17 August 2025.",
        "  Guarantees: added: A pact (Offered)",
    ]


def test_nothing_changed(parley: Parley) -> None:
    """A briefing does not differ from itself, whichever way it is named."""
    done = parley("diff", "guarantees", "briefings/2025/guarantees.yaml")
    assert done.stdout == f"Nothing has changed since {TITLE}, 17 August 2025.\n"


def test_json_for_programs(parley: Parley, newer: Path) -> None:
    """Every change with its place and both values, none of it in words."""
    data = json.loads(parley("diff", str(newer), "guarantees", "--format", "json").stdout)
    assert data["weight"] == "substantive"
    (change,) = data["changes"]
    assert (change["kind"], change["part"], change["id"], change["after"]) == ("removed", "guarantee", "pact", None)
    assert change["before"] == {"id": "pact", "title": "A pact", "form": "article5_like", "status": "offered"}


def test_a_file_as_it_was_in_a_commit(parley: Parley, site: Path) -> None:
    """REV:PATH asks Git; a player of that day whom nobody knows now goes by its id."""
    file = site / "briefings/2025/guarantees.yaml"
    file.write_text(SMALLEST.replace("players: [us,", "players: [old-envoy, us,"), encoding="utf-8")
    git(site, "init", "-q")
    git(site, "add", ".")
    git(site, "commit", "-q", "-m", "first")
    file.write_text(SMALLEST, encoding="utf-8")
    done = parley("diff", "HEAD:briefings/2025/guarantees.yaml", "guarantees")
    assert done.stdout.splitlines()[1:] == ["  Players no longer listed: old-envoy"]


@pytest.mark.parametrize("name", ["guarantes", "HEAD:nothing.yaml", "--output=x:y"])
def test_what_is_not_there_is_said(parley: Parley, name: str) -> None:
    """A slug that nobody has, a commit without the file, and an option in disguise."""
    done = parley("diff", "guarantees", "--", name)
    assert done.exit_code == ExitCode.USAGE
    assert name.partition(":")[0] in done.stderr


def test_a_likely_slug_is_named(parley: Parley) -> None:
    """A letter is soon left out."""
    assert "Did you mean 'guarantees'?" in parley("diff", "guarantes", "guarantees").stderr


def test_a_citation_that_leads_nowhere_is_none_of_its_business(parley: Parley, newer: Path) -> None:
    """Nor is one that could be no source's id; `parley check` tells of both."""
    text = NEWER.replace("sources:", "why_it_matters: The sides meet again [@S1].\nsources:")
    newer.write_text(text, encoding="utf-8")
    done = parley("diff", "guarantees", str(newer))
    assert done.exit_code == ExitCode.CLEAN, done.stderr
    assert "A pact" in done.stdout


def test_a_faulty_file_is_told_of(parley: Parley, newer: Path) -> None:
    """All that is wrong with it, as `check` has it."""
    newer.write_text(NEWER.replace("offered", "offerd"), encoding="utf-8")
    done = parley("diff", "guarantees", str(newer))
    assert done.exit_code == ExitCode.PROBLEMS
    assert "unknown-term" in done.stderr


@pytest.mark.parametrize(("fault", "code"), [("status: publishd", "unknown-term"), ("status: [", "yaml-syntax")])
def test_a_faulty_briefing_is_told_of_by_its_slug(parley: Parley, site: Path, fault: str, code: str) -> None:
    """It is there, though it cannot be read; a misspelt slug is still told from it."""
    text = SMALLEST.replace("status: published", fault)
    (site / "briefings/2025/later.yaml").write_text(text, encoding="utf-8")
    done = parley("diff", "guarantees", "later")
    assert done.exit_code == ExitCode.PROBLEMS
    assert f": {code}: " in done.stderr
    assert "briefings/2025/later.yaml cannot be compared" in done.stderr
    assert "Did you mean 'later'?" in parley("diff", "guarantees", "latr").stderr
