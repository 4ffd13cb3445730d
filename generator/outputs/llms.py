"""A guide to the site for language models and other readers of plain text: `llms.txt`. Source: llmstxt.org."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.catalogue import Snapshot
from generator.outputs.page_markdown import markdown_file
from generator.outputs.plans import Plan
from generator.rendering.escape import markdown_text
from generator.views.desk import Desk


def of_site(desk: Desk) -> Iterator[Plan]:
    """`llms.txt`, Markdown."""
    yield "llms.txt", lambda: "\n\n".join(_blocks(desk)).encode() + b"\n"


def _blocks(desk: Desk) -> Iterator[str]:
    current = {snapshot.slug for snapshot in desk.catalogue.current}
    earlier = [snapshot for snapshot in desk.catalogue.snapshots if snapshot.slug not in current]
    about = desk.text("Briefings on peace talks, each a snapshot of what is known and judged on its day.")
    yield f"# {markdown_text(desk.site_name)}"
    yield f"> {markdown_text(about)}"
    yield markdown_text(desk.text("What is said of them must name the briefing and its day."))
    yield _heading(desk.text("Where things stand"))
    yield _listed(desk, desk.catalogue.current)
    if earlier:
        yield _heading(desk.text("Earlier briefings"))
        yield _listed(desk, earlier)
    yield _heading(desk.text("Data"))
    yield "\n".join(f"- [{name}]({desk.site_url}{path})" for name, path in _DATA)


def _heading(text: str) -> str:
    return f"## {markdown_text(text)}"


_DATA = (
    ("Tables, CSV with a data package", "data/datapackage.json"),
    ("Tables, SQLite", "data/parley.sqlite"),
    ("Schema of a briefing's JSON", "data/briefing.schema.json"),
    ("Feed", "feed.xml"),
)


def _listed(desk: Desk, snapshots: Iterable[Snapshot]) -> str:
    return "\n".join(_entry(desk, snapshot) for snapshot in snapshots)


def _entry(desk: Desk, snapshot: Snapshot) -> str:
    briefing = snapshot.briefing
    title = markdown_text(f"{briefing.title} ({desk.words.day(briefing.as_of)})")
    return f"- [{title}]({desk.site_url}{markdown_file(snapshot.page)}): {markdown_text(briefing.bottom_line)}"
