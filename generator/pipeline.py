"""READ THIS FIRST: YAML text becomes pages.

YAML text -> document (data + positions) -> briefing (validated) -> catalogue (linked) -> views (what each page says)
-> Markdown pages. `publishing` then has MkDocs turn them into a site with a search index, at once or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain
from time import perf_counter
from typing import TypeVar

from generator import links
from generator.catalogue import Catalogue, Snapshot, holds_back, make_catalogue, next_moment, not_before
from generator.checking import check_preview, check_site
from generator.edition import Edition, Redirect, Settings, SiteFolder
from generator.parts import Workshop, plan_parts
from generator.problems import has_errors
from generator.store import KEEPING_NOTHING, Store
from generator.views.desk import Desk
from generator.words import ENGLISH, Words, languages, read_words
from generator.workers import undisturbed
from generator.yardstick import YARDSTICKS


@undisturbed()
def make_edition(
    site: SiteFolder, now: datetime, *, include_drafts: bool, settings: Settings, store: Store = KEEPING_NOTHING
) -> Edition:
    """All that is published at the moment `now` (aware), or the problems that stand in the way.

    An author's mistake never raises. With `include_drafts`, for a preview, what is held back is in it and marked. What
    `store` has kept is not worked out again; a preview has it read and checked files alone, and makes its pages anew.
    """
    clock = _Clock()
    check = check_preview if include_drafts else check_site
    checked = clock.time("check", lambda: check(site, now, settings, store))
    if has_errors(checked.problems):
        return Edition(problems=checked.problems, timings=clock.seconds)
    catalogue = clock.time("catalogue", lambda: make_catalogue(checked.library, now, drafts=include_drafts))
    words = read_words()
    desk = Desk(catalogue, words, YARDSTICKS[settings.yardstick], settings.site_name, site_url=settings.site_url)
    public = desk
    if include_drafts and holds_back(checked.library, now):
        public = replace(desk, catalogue=make_catalogue(checked.library, now))
    library = None if include_drafts else checked.library
    workshop = Workshop(site, settings, KEEPING_NOTHING if include_drafts else store)
    planned = clock.time("plan", lambda: plan_parts(workshop, desk, public, library))
    return Edition(
        pages=planned.pages,
        files=planned.files,
        parts=planned.parts,
        redirects=tuple(_redirects(catalogue, words)),
        problems=checked.problems,
        prose=checked.prose,
        briefing_slugs=tuple(snapshot.slug for versions in catalogue.versions for snapshot in versions),
        unpublished_slugs=catalogue.unpublished,
        words=words.theme(),
        other_words={language: read_words(language).theme() for language in languages() if language != ENGLISH},
        timings=clock.seconds,
        not_before=not_before(catalogue),
        not_after=next_moment(checked.library, now),
    )


def _redirects(catalogue: Catalogue, words: Words) -> Iterator[Redirect]:
    """Former addresses lead to where their briefing stands now, withdrawn ones to what replaced them."""
    shown = {snapshot.slug: snapshot for snapshot in chain.from_iterable(catalogue.versions)}
    moved = words.text("This briefing has moved.")
    for snapshot in shown.values():
        yield from (_redirect(slug, snapshot, moved) for slug in snapshot.briefing.previously)
    withdrawn = words.text("This briefing was withdrawn; another stands in for it.")
    for one in catalogue.withdrawn:
        yield from (_redirect(slug, shown[one.replaced_by], withdrawn) for slug in (one.slug, *one.previously))


def _redirect(slug: str, to: Snapshot, reason: str) -> Redirect:
    return Redirect(links.briefing_page(slug), to.page, reason, to.briefing.title)


Result = TypeVar("Result")


class _Clock:
    """Seconds by stage, for the report of a build."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, stage: str, work: Callable[[], Result]) -> Result:
        begin = perf_counter()
        result = work()
        self.seconds[stage] = perf_counter() - begin
        return result
