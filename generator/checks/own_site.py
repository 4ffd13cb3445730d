from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from urllib.parse import urlsplit

from generator.model.instrument import Instrument
from generator.model.source import SourceFields
from generator.model.values import shortened
from generator.model.walk import Place, is_a
from generator.problems import Problem
from generator.reading.library import Library
from generator.reading.references import Sections, find_sections


def check(library: Library, _today: date) -> Iterator[Problem]:
    """A source or a text is read elsewhere than on this very site, which would only confirm itself.

    What is meant is every address below the `site_url` of `mkdocs.yml`. To rest on an earlier briefing, cite what that
    one rests on.

    Bad:
        sources: [{id: s1, title: Text, url: "https://briefings.example.org/peace/archive/"}]
    Good:
        sources: [{id: s1, title: Text, url: "https://treaties.example.org/text"}]
    """
    for file in library.briefings:
        yield from _own(file.inside.sections, file.error, library.site_url)


def check_shared(library: Library, _today: date) -> Iterator[Problem]:
    """The same of the registry's sources."""
    for name, source in library.sources.entries.items():
        yield from _own(find_sections(source, (name,)), library.sources.error, library.site_url)


def _own(sections: Sections, error: Callable[..., Problem], site_url: str) -> Iterator[Problem]:
    """The addresses that are on the site itself; none where it does not know its own."""
    host = urlsplit(site_url).netloc.lower()
    for place, address in _addresses(sections) if site_url else ():
        if host in address.lower() and _is_below(address, site_url):
            message = f"'{shortened(address)}' is on this very site, {site_url}"
            yield error(place, "own-site", message, "cite what the page there rests on")


def _addresses(sections: Sections) -> Iterator[tuple[Place, str]]:
    """Where sources and texts can be read, each address with its place."""
    for place, section in sections:
        if (is_a(section, SourceFields) or is_a(section, Instrument)) and section.url:
            yield (*place, "url"), section.url
        if is_a(section, SourceFields) and section.archive_url:
            yield (*place, "archive_url"), section.archive_url


def _is_below(address: str, own: str) -> bool:
    here, there = urlsplit(own), urlsplit(address)
    return there.netloc.lower() == here.netloc.lower() and f"{there.path}/".startswith(here.path)
