from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from generator.checks.shared import is_draft, listed
from generator.problems import Problem
from generator.reading.library import BriefingFile, Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """A process has one published briefing a day, in however many languages.

    The newest briefing says where a process stands, and of two of one day nobody can tell which that is. So the later
    one replaces the earlier, and a translation names its original.

    Bad:
        process: ukraine-talks
        as_of: 2025-08-17
    Good:
        process: ukraine-talks
        as_of: 2025-08-17
        replaces: first-version
    """
    published = [file for file in library.briefings if not is_draft(file)]
    replaced = {file.briefing.replaces for file in published}
    on_day: dict[tuple[str, date], list[BriefingFile]] = defaultdict(list)
    for file in published:
        briefing = file.briefing
        if briefing.process and not briefing.translation_of and file.slug not in replaced:
            on_day[briefing.process, briefing.as_of].append(file)
    for files in on_day.values():
        for file in files:
            if others := [other for other in files if other is not file]:
                yield _problem(file, others)


def _problem(file: BriefingFile, others: list[BriefingFile]) -> Problem:
    message = f"the process has another briefing of this day: {listed([other.path for other in others])}"
    return file.error(("as_of",), "same-day", message, _way_out(file, others[0]))


def _way_out(file: BriefingFile, other: BriefingFile) -> str:
    if file.briefing.language != other.briefing.language:
        return f"if one is a translation, write in it which: 'translation_of: {other.slug}'; else give it another day"
    return f"give one another day, or have the newer withdraw the older, as in 'replaces: {other.slug}'"
