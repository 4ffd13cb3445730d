"""A briefing's citation as RIS, which most reference managers read. One field a line, CR LF, UTF-8.

A field is one line, and every text of a citation is one: nothing needs escaping.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue import Snapshot
from generator.links import url_of
from generator.outputs.plans import Plan
from generator.views.citation import Citation, citation
from generator.views.desk import Desk


def of_briefing(desk: Desk, snapshot: Snapshot) -> Iterator[Plan]:
    """`briefings/<slug>/cite.ris`."""
    yield f"{url_of(snapshot.page)}cite.ris", lambda: ris(citation(desk, snapshot)).encode()


def ris(cited: Citation) -> str:
    """The citation as a report."""
    fields = (
        ("TY", "RPRT"),
        ("ID", cited.key),
        *(("AU", author) for author in cited.authors),
        ("TI", cited.title),
        ("PB", cited.publisher),
        ("PY", f"{cited.day:%Y}"),
        ("DA", f"{cited.day:%Y/%m/%d}"),
        ("LA", cited.language),
        ("AB", cited.abstract),
        *(("KW", topic) for topic in cited.topics),
        *((("UR", cited.url),) if cited.url else ()),
        ("ER", ""),
    )
    return "".join(f"{name}  - {value}\r\n" for name, value in fields)
