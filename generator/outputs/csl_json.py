"""A briefing's citation as CSL-JSON, for Zotero, Pandoc and everything else that formats by citation styles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain

from generator.edition import OutputFile
from generator.links import url_of
from generator.views.citation import Citation, citation
from generator.views.desk import Desk


def files(desk: Desk) -> Iterator[OutputFile]:
    """`briefings/<slug>/cite.json` for each briefing."""
    for snapshot in chain.from_iterable(desk.catalogue.versions):
        items = json.dumps([csl_item(citation(desk, snapshot))], indent=1, ensure_ascii=False)
        yield OutputFile(f"{url_of(snapshot.page)}cite.json", f"{items}\n".encode())


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
