from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.shared import is_draft
from generator.problems import Problem, did_you_mean
from generator.reading.library import BriefingFile, Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """`replaces` names another briefing of the site by its slug, and one that no other briefing replaces.

    A reader who follows an old link is led to the briefing that stands in for it, so there is at most one.

    Bad:
        replaces: no-such-briefing
    Good:
        replaces: first-version
    """
    slugs = {file.slug for file in library.briefings} | {broken.slug for broken in library.broken}
    renamed = {old: file.slug for file in library.briefings for old in file.briefing.previously}
    first: dict[str, BriefingFile] = {}
    for file in library.briefings:
        slug = file.briefing.replaces
        if slug is None:
            continue
        if slug not in slugs:
            hint = f"it is called '{renamed[slug]}' now" if slug in renamed else _way_out(slug, slugs)
            yield file.error(("replaces",), "unknown-briefing", f"no briefing '{slug}'", hint)
        elif not is_draft(file) and first.setdefault(slug, file) is not file:
            message = f"'{slug}' is replaced by '{first[slug].slug}' already, in {first[slug].path}"
            yield file.error(("replaces",), "replaced-twice", message, f"write 'replaces: {first[slug].slug}'")


def _way_out(slug: str, slugs: set[str]) -> str:
    hint = did_you_mean(slug, sorted(slugs))
    return hint or "write the slug of the briefing to withdraw: its file's name without .yaml"
