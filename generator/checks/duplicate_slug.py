from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from generator.checks.shared import listed
from generator.problems import Problem
from generator.reading.library import BriefingFile, Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """No two briefings have one slug, drafts included, in whatever folders their files are.

    The slug is the file's name without `.yaml`, or what `slug` says. Capital and small letters count as one, since many
    systems keep them in one file.

    Bad:
        slug: first-version
    Good:
        slug: second-version
    """
    by_slug: dict[str, list[BriefingFile]] = defaultdict(list)
    paths: dict[str, list[str]] = defaultdict(list)
    for file in library.briefings:
        by_slug[file.slug.casefold()].append(file)
        paths[file.slug.casefold()].append(file.path)
    for broken in library.broken:
        paths[broken.slug.casefold()].append(broken.path)
    for slug, files in by_slug.items():
        for file in files:
            if others := [path for path in paths[slug] if path != file.path]:
                yield _problem(file, others)


def _problem(file: BriefingFile, others: list[str]) -> Problem:
    message = f"the slug '{file.slug}' is also that of {listed(others)}"
    hint = "rename one of the files, or give one a 'slug' of its own"
    return file.error(("slug",), "duplicate-slug", message, hint)
