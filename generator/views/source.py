"""A source's page: what it is, how far it can be trusted, who cites it, and what rests on it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, groupby
from typing import TypeAlias

from generator import links
from generator.catalogue import CitedSource, Snapshot
from generator.links import Target
from generator.model.vocabulary import AiUse
from generator.views.desk import Desk
from generator.views.items import shown_facts
from generator.views.parts import Entry, Fact, Frame, Items, Line, Link, SearchRecord, Value, WebLink
from generator.views.plans import Plan
from generator.views.resting import resting_alone
from generator.views.source_list import grade_words

TEMPLATE = "source"
LISTED = 50
"""So many citing briefings, the newest, stand on a source's page."""


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on the source alone in one briefing."""

    briefing: Entry
    statements: Items


@dataclass(frozen=True, slots=True)
class SourceView:
    """The page of one source; `more` says how many citing briefings it leaves out."""

    frame: Frame
    grade: str
    grade_words: str
    facts: tuple[Fact, ...]
    alone: tuple[Resting, ...]
    cited: tuple[Entry, ...]
    more: str


RestingIn: TypeAlias = Callable[[str], Mapping[str, tuple[Value, ...]]]
"""What rests on each source alone, by its id, in the briefing of a slug; nothing where that is not the newest."""


def views(desk: Desk) -> Iterator[Plan]:
    """The page of each source that has one."""
    current = {snapshot.slug: snapshot for snapshot in desk.catalogue.current}
    # Kept, for a briefing is asked about each of its sources; asked late, for a preview makes the one page looked at.
    resting_in = cache(lambda slug: resting_alone(desk.at(current[slug])) if slug in current else {})
    for cited in desk.catalogue.sources:
        if cited.page:
            yield cited.page, partial(_view, desk, resting_in, cited, cited.page)


def _view(desk: Desk, resting_in: RestingIn, cited: CitedSource, page: str) -> SourceView:
    grade = cited.source.grade
    more = len(cited.where) - LISTED
    return SourceView(
        frame=_frame(desk, cited, page),
        grade=str(grade) if grade else "",
        grade_words=grade_words(desk, cited.source),
        facts=_facts(desk, cited),
        alone=tuple(_alone(desk, resting_in, cited)),
        cited=tuple(_citing(desk, snapshot, name) for snapshot, name in cited.where[:LISTED]),
        more=desk.words.count("and {n} more", "and {n} more", more) if more > 0 else "",
    )


def _frame(desk: Desk, cited: CitedSource, page: str) -> Frame:
    words = grade_words(desk, cited.source)
    return Frame(
        path=page,
        title=cited.title,
        description=words,
        kind="source",
        kicker=desk.text("Source"),
        crumbs=(desk.home(), Link(desk.text("Sources"), Target(links.SOURCES))),
        here=cited.title,
        contents=False,
        search=SearchRecord(desk.text("Source"), words),
        last_modified=cited.where[0][0].as_of,
        draft=cited.draft,
    )


def _facts(desk: Desk, cited: CitedSource) -> tuple[Fact, ...]:
    source, accessed = cited.source, cited.source.accessed
    day = source.date
    return shown_facts(
        (
            (desk.text("Kind"), desk.term(source.kind)),
            (desk.text("Use of AI"), desk.badge(source.ai) if source.ai and source.ai is not AiUse.NONE else None),
            (desk.text("Authors"), desk.listed(source.authors)),
            (desk.text("Publisher"), source.publisher),
            (desk.text("Date"), desk.dated(day) if day else None),
            (desk.text("Language"), desk.words.language_name(source.language) if source.language else None),
            (desk.text("Address"), WebLink(source.url, source.url) if source.url else None, True),
            (
                desk.text("Archived copy"),
                WebLink(source.archive_url, source.archive_url) if source.archive_url else None,
                True,
            ),
            (desk.text("Read on"), desk.day(accessed) if accessed else None),
            (desk.text("Derived from"), _origins(desk, cited), True),
            (desk.text("Stake"), source.interest, True),
            (desk.text("Note"), source.note, True),
        )
    )


def _origins(desk: Desk, cited: CitedSource) -> Value | None:
    """The sources it was made from, as the newest briefing that cites it tells."""
    snapshot, _ = cited.where[0]
    origins = (desk.catalogue.cited_source(snapshot, name) for name in cited.source.derived_from)
    found = tuple(Link(origin.title, origin.target) for origin in origins if origin)
    return Items(found) if found else None


def _alone(desk: Desk, resting_in: RestingIn, cited: CitedSource) -> Iterator[Resting]:
    """What rests on it alone where things stand now, the newest briefing first."""
    for slug, group in groupby(cited.where, lambda one: one[0].slug):
        where = tuple(group)
        by_source = resting_in(slug)
        statements = dict.fromkeys(chain.from_iterable(by_source.get(name, ()) for _, name in where))
        if statements:
            snapshot = where[0][0]
            yield Resting(Entry(desk.as_of(snapshot), desk.briefing(snapshot)), Items(tuple(statements)))


def _citing(desk: Desk, snapshot: Snapshot, name: str) -> Entry:
    """A briefing that cites the source, leading to the source's place in its list."""
    title = Link(snapshot.briefing.title, Target(snapshot.page, f"source-{name}"))
    return Entry(desk.as_of(snapshot), title, note=Line((desk.setting(snapshot),)))
