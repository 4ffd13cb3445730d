"""`parley due` lists what waits, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from command_line import SMALLEST

Parley = Callable[..., Result]


def test_nothing_due_is_said(parley: Parley) -> None:
    """Nothing on standard output."""
    done = parley("due")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "Nothing is due.\n")


def test_a_late_review_is_listed_under_its_heading(parley: Parley, site: Path) -> None:
    """Day and place; it is no error."""
    (site / "briefings/2025/guarantees.yaml").write_text(f"{SMALLEST}review_by: 2025-08-20\n", encoding="utf-8")
    done = parley("due")
    assert done.exit_code == 0
    assert done.stdout.startswith("Briefings to review\n  2025-08-20  briefings/2025/guarantees.yaml:10\n")
    assert done.stderr == "1 thing to do.\n"
    (entry,) = json.loads(parley("due", "--format", "json").stdout)
    assert (entry["kind"], entry["day"], entry["line"]) == ("review", "2025-08-20", 10)


def test_briefings_that_cannot_be_read_are_counted(parley: Parley, site: Path) -> None:
    """They may hide work."""
    (site / "briefings/2025/broken.yaml").write_text("title: [\n", encoding="utf-8")
    assert "1 briefing could not be read" in parley("due").stderr
