from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from generator.checks.shared import listed
from generator.problems import Problem
from generator.reading.library import BriefingFile, Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """A former slug leads to one briefing, and is no briefing's slug today.

    Bad:
        previously: [first-version]
    Good:
        previously: [draft-of-august]
    """
    slugs = {file.slug: file for file in library.briefings}
    claims: dict[str, list[str]] = defaultdict(list)
    for file in library.briefings:
        for old in dict.fromkeys(file.briefing.previously):
            claims[old].append(file.path)
    for file in library.briefings:
        for index, old in enumerate(file.briefing.previously):
            others = [path for path in claims[old] if path != file.path]
            if message := _taken(old, file, slugs.get(old), others):
                hint = "one address leads to one briefing: take it out here or there"
                yield file.error(("previously", index), "previously-taken", message, hint)


def _taken(old: str, file: BriefingFile, owner: BriefingFile | None, others: list[str]) -> str:
    """Who else has the former slug, or an empty text."""
    if owner:
        return f"'{old}' is the slug of {'this briefing itself' if owner is file else owner.path} today"
    return f"'{old}' is a former slug of {listed(others)} too" if others else ""
