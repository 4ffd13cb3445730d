"""Sites in which no rule is broken, and which ask much of their pages: each is built whole, to the last look."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import run_parley, write_site
from sites import briefing

PROCESSES = {"registry/processes.yaml": "talks: {title: River talks}\n"}
TERM = "{{terms: [{{id: a, title: A term, category: {}, sources: [s1]}}]}}"
SITES = {
    "a category that newer briefings drop": {
        "one.yaml": briefing(process="talks", truce=TERM.format("withdrawal")),
        "two.yaml": briefing(process="talks", as_of="2025-03-02", truce=TERM.format("general_ceasefire")),
        **PROCESSES,
    },
}


@pytest.mark.parametrize("files", SITES.values(), ids=SITES)
def test_what_passes_is_published(files: dict[str, str], tmp_path: Path) -> None:
    """Every page can be made, and every link leads somewhere."""
    done = run_parley(write_site(tmp_path, files), "build")
    assert done.returncode == 0, done.stderr
