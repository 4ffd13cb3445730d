from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

from generator.catalogue import is_published, waits_for
from generator.checks.shared import is_draft
from generator.problems import Problem
from generator.reading.library import BriefingFile, Library
from generator.reading.references import Mention


def check(library: Library, today: date) -> Iterator[Problem]:
    """A published briefing does not lean on a draft, which no reader can see.

    It may not replace one, nor point to an item that only drafts of its process hold. Nor may it point to an item that
    readers do not see when they see the briefing: one that stands alone in a briefing under a longer embargo, in one of
    a later day, or in one that was withdrawn.

    Bad:
        status: published
        replaces: unfinished
    Good:
        status: draft
        replaces: unfinished
    """
    drafts = {file.slug: file for file in library.briefings if is_draft(file)}
    for file in library.briefings:
        if file.briefing.replaces in drafts and not is_draft(file):
            path = drafts[file.briefing.replaces].path
            yield _of_draft(file, ("replaces",), f"'{file.briefing.replaces}' is a draft", path)
    replacing = _replacing(library)
    for snapshots in _by_process(library):
        yield from _in_process(snapshots, replacing, today)


Replacing = Mapping[str, Sequence[BriefingFile]]


def _replacing(library: Library) -> Replacing:
    """By slug, the briefings that ask to stand in for it."""
    found: dict[str, list[BriefingFile]] = defaultdict(list)
    for file in library.briefings:
        if file.briefing.replaces:
            found[file.briefing.replaces].append(file)
    return found


def _by_process(library: Library) -> Iterable[Sequence[BriefingFile]]:
    found: dict[str, list[BriefingFile]] = defaultdict(list)
    for file in library.briefings:
        if file.briefing.process:
            found[file.briefing.process].append(file)
    return found.values()


def _in_process(snapshots: Sequence[BriefingFile], replacing: Replacing, today: date) -> Iterator[Problem]:
    pointing = {file.slug: set(file.names.items) - set(file.names.own_items) for file in snapshots}
    if not any(pointing.values()):
        return
    for moment in _moments(snapshots, replacing, today):
        shown = _shown(snapshots, replacing, moment)
        seen = {name for file in shown for name in file.names.own_items}
        for file in shown:
            unseen = pointing[file.slug] - seen
            pointing[file.slug] -= unseen  # each is told once
            yield from _unseen(file, unseen, snapshots, moment)


def _moments(snapshots: Iterable[BriefingFile], replacing: Replacing, today: date) -> Sequence[datetime]:
    """The end of the day, and the moments after it at which readers begin to see other briefings of a process.

    So what will be wrong is told while somebody writes, not by a build at night; what is wrong for some hours is not.
    """
    end_of_day = datetime.combine(today, time.max, UTC)
    changing = (*snapshots, *(file for one in snapshots for file in replacing.get(one.slug, ())))
    later = {waits_for(file.briefing) for file in changing if not is_draft(file)}
    return sorted({end_of_day, *(moment for moment in later if moment > end_of_day)})


def _shown(snapshots: Iterable[BriefingFile], replacing: Replacing, moment: datetime) -> Sequence[BriefingFile]:
    """The briefings that readers see at a moment, translations where they see the original."""
    shown = {file.slug: file for file in snapshots if _is_shown(file, replacing, moment)}
    originals = ((file, file.briefing.translation_of) for file in shown.values())
    return [file for file, original in originals if original is None or original in shown]


def _is_shown(file: BriefingFile, replacing: Replacing, moment: datetime) -> bool:
    withdrawn = any(is_published(one, moment) for one in replacing.get(file.slug, ()))
    return is_published(file, moment) and not withdrawn


def _unseen(
    file: BriefingFile, names: set[str], snapshots: Iterable[BriefingFile], moment: datetime
) -> Iterator[Problem]:
    """Where a briefing points to items that readers do not see at a moment; those that nobody has are unknown ones."""
    holders: dict[str, BriefingFile] = {}
    if names:
        # What is only a matter of time is said before what was withdrawn, and that before what is a draft.
        for one in sorted(snapshots, key=lambda one: (not is_draft(one), not is_published(one, moment))):
            holders.update(dict.fromkeys(names.intersection(one.names.own_items), one))
    for mention in file.mentions("items", holders.keys()):
        yield _unseen_in(file, mention, holders[mention.name], moment)


def _unseen_in(file: BriefingFile, mention: Mention, holder: BriefingFile, moment: datetime) -> Problem:
    if is_draft(holder):
        return _of_draft(file, mention.place, f"the item '{mention.name}' stands in a draft alone", holder.path)
    if is_published(holder, moment):
        message = f"the item '{mention.name}' stands in a withdrawn briefing alone"
        hint = f"give it a place in the briefing that replaces {holder.path}"
    else:
        message = f"the item '{mention.name}' stands in a briefing alone that readers see later than this one"
        hint = f"hold this back as long as {holder.path}, or say it without that item"
    return file.error(mention.place, "item-not-shown", message, hint)


def _of_draft(file: BriefingFile, place: tuple[str | int, ...], message: str, path: str) -> Problem:
    return file.error(place, "published-leans-on-draft", message, f"publish {path} first, or make this a draft too")
