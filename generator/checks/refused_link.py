from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.address import is_https_address
from generator.model.values import shortened
from generator.problems import Problem
from generator.reading.library import Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """A link in a text leads to a full `https:` address. Any other is shown as it was typed, without a link.

    Bad:
        why_it_matters: The [text](http://example.org/text) is public.
    Good:
        why_it_matters: The [text](https://example.org/text) is public.
    """
    for file in library.briefings:
        for link in file.inside.refused_links:
            why = "stands in no link" if is_https_address(link.name) else "is no full https address"
            message = f"'{shortened(link.name)}' {why}, so the reader sees what was typed, not a link"
            yield file.warning(link.place, "prose-link-refused", message, _way_out(link.name), within=link.within)


def _way_out(address: str) -> str:
    if address.startswith("http://"):
        return f"write https: {shortened('https' + address.removeprefix('http'))}"
    if is_https_address(address):
        return "write [label](https://example.org/page): no '!' before it, a text has no pictures, and ')' at its end"
    return "write it in full: [label](https://example.org/page)"
