"""A briefing's citation as CSL-JSON, for Zotero, Pandoc and everything else that formats by citation styles."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue import Snapshot
from generator.links import url_of
from generator.outputs.json_text import json_text
from generator.outputs.plans import Plan
from generator.views.citation import Citation, citation
from generator.views.desk import Desk


def of_briefing(desk: Desk, snapshot: Snapshot) -> Iterator[Plan]:
    """`briefings/<slug>/cite.json`."""
    yield f"{url_of(snapshot.page)}cite.json", lambda: csl_json(citation(desk, snapshot)).encode()


def csl_json(cited: Citation) -> str:
    """The citation as the one item of a list."""
    return json_text([csl_item(cited)])


def csl_item(cited: Citation) -> dict[str, object]:
    """The citation as a report. A name is kept whole: whether it is a person's or a group's is not known."""
    day = cited.day
    return {
        "id": cited.key,
        "type": "report",
        "title": cited.title,
        "author": [{"literal": author} for author in cited.authors],
        "publisher": cited.publisher,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "language": cited.language,
        "abstract": cited.abstract,
        **({"keyword": ", ".join(cited.topics)} if cited.topics else {}),
        **({"URL": cited.url} if cited.url else {}),
    }
