"""How a briefing is cited, and where its data is: what its page shows and what the citation files say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.catalogue import Snapshot
from generator.links import url_of
from generator.model.briefing import Briefing
from generator.views.desk import Desk
from generator.views.parts import FileLink, Line


@dataclass(frozen=True, slots=True)
class Citation:
    """A briefing as a bibliography has it. `url` is empty where the site does not know its address."""

    key: str
    authors: tuple[str, ...]
    title: str
    day: date
    modified: date
    publisher: str
    url: str
    language: str
    abstract: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CiteView:
    """The part of a page that says how to cite it; `data` leads to what the page says, for machines.

    `url` ends the citation and is apart, for it reads from left to right in every language. It may be empty.
    """

    text: Line
    url: str
    citations: tuple[FileLink, ...]
    data: tuple[FileLink, ...]


def citation(desk: Desk, snapshot: Snapshot) -> Citation:
    """The citation of a briefing; its day is the day it describes."""
    briefing = snapshot.briefing
    return Citation(
        key=snapshot.slug,
        authors=authors_of(briefing) or (desk.site_name,),
        title=briefing.title,
        day=briefing.as_of,
        modified=last_changed(briefing),
        publisher=desk.site_name,
        url=f"{desk.site_url}{url_of(snapshot.page)}" if desk.site_url else "",
        language=briefing.language,
        abstract=briefing.bottom_line,
        topics=briefing.topics,
    )


def authors_of(briefing: Briefing) -> tuple[str, ...]:
    """Who wrote it, else who answers for it; nobody where neither is said."""
    responsible = briefing.provenance.editorial_responsibility if briefing.provenance else None
    return briefing.authors or ((responsible,) if responsible else ())


def last_changed(briefing: Briefing) -> date:
    """The day it describes, or that of its newest update."""
    return max((briefing.as_of, *(update.date for update in briefing.updates)))


def cite_view(desk: Desk, snapshot: Snapshot) -> CiteView | None:
    """How to cite a briefing; None for a draft, which nobody should."""
    if snapshot.draft:
        return None
    folder, cited = url_of(snapshot.page), citation(desk, snapshot)
    return CiteView(
        text=formatted(desk, cited),
        url=cited.url,
        citations=(
            FileLink("BibTeX", f"{folder}cite.bib"),
            FileLink("RIS", f"{folder}cite.ris"),
            FileLink("CSL-JSON", f"{folder}cite.json"),
        ),
        data=(
            FileLink("JSON", f"{folder}briefing.json"),
            FileLink("Markdown", f"{folder}index.md"),
            FileLink(desk.text("All briefings as tables"), "data/datapackage.json"),
        ),
    )


def formatted(desk: Desk, cited: Citation) -> Line:
    """The citation in words, to be copied; its address comes behind."""
    return desk.line(
        "{authors} ({day}). {title} {site}",
        authors=", ".join(cited.authors),
        day=desk.words.day(cited.day),
        title=_closed(cited.title),
        site=_closed(cited.publisher),
    )


def _closed(sentence: str) -> str:
    """The words with a stop, unless they end in one."""
    return sentence if sentence.endswith((".", "!", "?", "…", "؟", "。")) else f"{sentence}."
