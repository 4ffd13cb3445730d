"""The search index of a copy that is read from a disk: what a page says, section by section, as a script to load.

It is taken from the built pages by the marks that Pagefind's index is made by, so both know the same pages, facets and
words. `site_templates/offline/search.js` looks the words up in it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from generator.publishing.pagefind import without_citations

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
# Elements whose end parts words, as it does for the eye.
PARTING = frozenset(
    {
        "br",
        "caption",
        "dd",
        "div",
        "dt",
        "figcaption",
        "h1",
        *HEADINGS,
        "li",
        "p",
        "section",
        "summary",
        "td",
        "th",
        "tr",
    }
)
UNREAD = frozenset({"script", "style", "form"})


@dataclass(slots=True)
class Section:
    """What stands below one heading that has an address."""

    anchor: str
    title: str
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words, with a space between any two."""
        return " ".join("".join(self.pieces).split())


@dataclass(frozen=True, slots=True)
class Record:
    """One page as the index has it: where it stands, what it says of itself, and its text."""

    language: str
    path: str
    meta: Mapping[str, str]
    filters: Mapping[str, tuple[str, ...]]
    date: str
    sections: tuple[Section, ...]

    def as_data(self) -> dict[str, object]:
        """The record as the script has it: `text` is what stands before the first section."""
        beginning, *sections = self.sections
        return {
            "path": self.path,
            "meta": self.meta,
            "filters": self.filters,
            "date": self.date,
            "text": beginning.text,
            "sections": [{"anchor": one.anchor, "title": one.title, "text": one.text} for one in sections],
        }


def record_of(path: str, content: bytes) -> Record | None:
    """What the index has of a built page; None where the page is not to be found by search."""
    root = etree.fromstring(
        without_citations(content), etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    )
    body = next((one for one in root.iter(etree.Element) if "data-pagefind-body" in one.attrib), None)
    if body is None:
        return None
    filters: dict[str, list[str]] = defaultdict(list)
    for name, value in _told(body, "filter"):
        filters[name].append(value)
    dates = dict(_told(body, "sort"))
    sections = [Section("", "")]
    _read(body, sections)
    return Record(
        language=root.get("lang", "en"),
        path=path,
        meta=dict(_told(body, "meta")),
        filters={name: tuple(values) for name, values in filters.items()},
        date=dates.get("date", ""),
        sections=tuple(sections),
    )


def index_scripts(records: Iterable[Record]) -> Mapping[str, bytes]:
    """For each language the script that sets its index, by the language's tag; pages stand by their paths."""
    by_language: dict[str, list[dict[str, object]]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record.path):
        by_language[record.language].append(record.as_data())
    return {language: _script(pages) for language, pages in sorted(by_language.items())}


def _script(pages: list[dict[str, object]]) -> bytes:
    return f"globalThis.parleyIndex = {json.dumps(pages, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def _told(body: etree._Element, kind: str) -> Iterator[tuple[str, str]]:
    """What the page says to an index in attributes: `data-pagefind-meta="kind[data-value]" data-value="Briefing"`."""
    for element in body.iter(etree.Element):
        name = element.get(f"data-pagefind-{kind}")
        if name:
            yield name.removesuffix("[data-value]"), element.get("data-value", "")


def _read(element: etree._Element, sections: list[Section]) -> None:
    """Add the text of an element to the last section; a heading with an id begins one."""
    if element.tag in UNREAD or _is_left_out(element):
        return
    if element.tag in HEADINGS and element.get("id"):
        sections.append(Section(element.get("id", ""), _title(element)))
    _add(sections, element.text)
    for child in element:
        _read(child, sections)
        if child.tag in PARTING:
            _add(sections, " ")
        _add(sections, child.tail)


def _title(heading: etree._Element) -> str:
    """The words of a heading without those of its link."""
    words = [Section("", "")]
    _add(words, heading.text)
    for child in heading:
        _read(child, words)
        _add(words, child.tail)
    return words[0].text


def _is_left_out(element: etree._Element) -> bool:
    return "data-pagefind-ignore" in element.attrib or "headerlink" in element.get("class", "").split()


def _add(sections: list[Section], text: str | None) -> None:
    if text:
        sections[-1].pieces.append(text)
