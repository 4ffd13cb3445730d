"""A site made from YAML texts, and its pages as Markdown.

Run as a program it writes the golden pages anew: `python tests/support/sites.py`. Read their diff like code.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.edition import Edition, Settings, SiteFolder
from generator.pipeline import make_edition

NOW = datetime(2025, 4, 1, 12, tzinfo=UTC)
SITE = Path(__file__).resolve().parents[1] / "site"
GOLDEN = SITE / "golden"
GOLDEN_PAGES = (
    "index.md",
    "processes/index.md",
    "processes/river-line.md",
    "players/index.md",
    "players/ana-berg.md",
    "players/south-assembly.md",
    "players/se.md",
    "guarantees.md",
    "truce-terms.md",
    "tracker.md",
)


def make_site(source: Path | Mapping[str, str], now: datetime = NOW, *, drafts: bool = False) -> Edition:
    """The edition of a folder that holds `briefings/`, or of YAML texts by their path below that folder."""
    if isinstance(source, Path):
        settings = Settings(site_name="River Desk", print_outputs=False)
        return make_edition(SiteFolder(source, "briefings"), now, include_drafts=drafts, settings=settings)
    with TemporaryDirectory() as folder:
        for name, text in source.items():
            path = Path(folder, "briefings", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return make_site(Path(folder), now, drafts=drafts)


def pages_of(source: Path | Mapping[str, str], now: datetime = NOW, *, drafts: bool = False) -> dict[str, str]:
    """The Markdown of each page by its path; the site must hold no error."""
    edition = make_site(source, now, drafts=drafts)
    if not edition.pages:
        raise AssertionError("\n".join(f"{one.path}:{one.line}: {one.message}" for one in edition.problems))
    return {page.path: page.markdown for page in edition.pages}


def briefing(**sections: str) -> str:
    """The YAML of a small briefing; `sections` replace its own or are added."""
    small = {
        "title": "A truce is proposed",
        "as_of": "2025-03-01",
        "status": "published",
        "bottom_line": "Norway proposes a truce.",
        "players": '["no", se]',
        "what_happened": "Norway made an offer [@s1].",
        "sources": "[{id: s1, title: A note, kind: wire, grade: B2}]",
    }
    return "".join(f"{name}: {value}\n" for name, value in (small | sections).items())


def write_golden() -> None:
    """Write the golden pages as the site has them now."""
    pages = pages_of(SITE)
    for name in GOLDEN_PAGES:
        path = GOLDEN / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages[name], encoding="utf-8")


if __name__ == "__main__":
    write_golden()
