from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from generator.checks.shared import is_draft
from generator.problems import Problem
from generator.reading.library import BriefingFile, Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """A published briefing does not lean on a draft, which no reader can see.

    It may not replace one, nor point to an item that only drafts of its process hold.

    Bad:
        status: published
        replaces: unfinished
    Good:
        status: draft
        replaces: unfinished
    """
    drafts = {file.slug: file for file in library.briefings if is_draft(file)}
    items = _items(library)
    for file in library.briefings:
        if is_draft(file):
            continue
        if file.briefing.replaces in drafts:
            path = drafts[file.briefing.replaces].path
            yield _problem(file, ("replaces",), f"'{file.briefing.replaces}' is a draft", path)
        yield from _items_of_drafts(file, items[file.briefing.process or ""])


Holders = dict[str, BriefingFile]


def _items(library: Library) -> dict[str, Holders]:
    """By process, each item's id and a briefing that holds it, a published one where there is one."""
    found: dict[str, Holders] = defaultdict(dict)
    for file in sorted(library.briefings, key=is_draft):
        if file.briefing.process:
            for name in file.names.own_items:
                found[file.briefing.process].setdefault(name, file)
    return found


def _items_of_drafts(file: BriefingFile, items: Holders) -> Iterator[Problem]:
    own = set(file.names.own_items)
    held = {
        name: items[name] for name in file.names.items if name not in own and name in items and is_draft(items[name])
    }
    for mention in file.mentions("items", held.keys()):
        message = f"the item '{mention.name}' stands in a draft alone"
        yield _problem(file, mention.place, message, held[mention.name].path)


def _problem(file: BriefingFile, place: tuple[str | int, ...], message: str, path: str) -> Problem:
    return file.error(place, "published-leans-on-draft", message, f"publish {path} first, or make this a draft too")
