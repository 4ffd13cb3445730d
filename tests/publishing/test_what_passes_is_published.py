"""Sites in which no rule is broken, and which ask much of their pages: each is built whole, to the last look."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import run_parley, write_site
from sites import briefing

PROCESSES = {"registry/processes.yaml": "talks: {title: River talks}\n"}
TERM = "{{terms: [{{id: a, title: A term, category: {}, sources: [s1]}}]}}"
RITE = "[{id: rite, title: A rite, when: 2025-03-01}]"
RELATED = "[ru, {id: ua, relations: [{type: opposes, to: ru, when: {after: rite}}]}]"
SITES = {
    "a category that newer briefings drop": {
        "one.yaml": briefing(process="talks", truce=TERM.format("withdrawal")),
        "two.yaml": briefing(process="talks", as_of="2025-03-02", truce=TERM.format("general_ceasefire")),
        **PROCESSES,
    },
    "items that readers see some hours later": {
        "one.yaml": briefing(process="talks", as_of="2025-02-28", timeline=RITE, embargo_until="2025-09-01T18:00:00Z"),
        "two.yaml": briefing(
            process="talks",
            timeline="[{id: a, title: A, when: {after: rite}}]",
            instruments="[{id: b, title: B, supersedes: rite}]",
            truce="{terms: [{id: c, title: C, category: other, depends_on: {after: rite}, due: {with: rite}}]}",
        ),
        **PROCESSES,
    },
    "times at the ends of the calendar": {
        "one.yaml": briefing(
            timeline="[{id: a, title: A, when: '9998-12-31T23:59:59-23:59', status: scheduled},"
            " {id: b, title: B, when: '0002-01-01T00:00:00+23:59', status: scheduled},"
            " {id: c, title: C, when: '9998', status: scheduled}]",
            truce="{terms: [{id: d, title: D, category: other, due: {after: a, hours: 1}},"
            " {id: e, title: E, category: other, due: {before: b, months: 12}}]}",
            outlook="{question: Q, horizon: '9998', scenarios: [{id: f, title: F, resolution: {by: 9998-12-31}}]}",
        ),
    },
    "a relation that is counted from an item of another process": {
        "one.yaml": briefing(process="talks", players=RELATED, timeline=RITE),
        "two.yaml": briefing(process="other", players="[ua, ru]"),
        "registry/processes.yaml": "talks: {title: River talks}\nother: {title: Sea talks}\n",
    },
}


@pytest.mark.parametrize("files", SITES.values(), ids=SITES)
def test_what_passes_is_published(files: dict[str, str], tmp_path: Path) -> None:
    """Every page can be made, and every link leads somewhere."""
    done = run_parley(write_site(tmp_path, files), "build")
    assert done.returncode == 0, done.stderr
