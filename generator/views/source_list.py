"""The sources of one briefing, numbered, each with its grade spelled out and with what rests on it alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.links import Target
from generator.model.source import Source
from generator.model.values import SourceRef
from generator.model.vocabulary import AiUse
from generator.views.desk import Desk, SnapshotDesk
from generator.views.parts import Badge, Line, Link, Value, WebLink
from generator.views.resting import resting_alone

ALONE = 5
"""So many statements that rest on a source alone are named; more are counted."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source, its grade spelled out; `alone` is what rests on it alone, `alone_more` how much more than is named."""

    anchor: str
    number: int
    title: Value
    about: tuple[Value, ...]
    grade: str
    grade_words: str
    ai: Badge | None
    more: tuple[Value, ...]
    alone: tuple[Value, ...]
    alone_more: str


def source_views(desk: SnapshotDesk) -> Iterator[SourceView]:
    """The briefing's list of sources, in its order."""
    resting = resting_alone(desk)
    for source in desk.snapshot.sources:
        yield _source_view(desk, source, resting.get(source.id, ()))


def _source_view(desk: SnapshotDesk, source: Source, alone: tuple[Value, ...]) -> SourceView:
    grade, more = source.grade, len(alone) - ALONE
    return SourceView(
        anchor=f"source-{source.id}",
        number=desk.source_numbers[source.id],
        title=WebLink(source.title or source.id, source.url) if source.url else source.title or source.id,
        about=tuple(_about_source(desk, source)),
        grade=str(grade) if grade else "",
        grade_words=grade_words(desk, source),
        ai=desk.badge(source.ai) if source.ai and source.ai is not AiUse.NONE else None,
        more=tuple(_more_of_source(desk, source)),
        alone=alone[:ALONE],
        alone_more=desk.words.count("and {n} more", "and {n} more", more) if more > 0 else "",
    )


def grade_words(desk: Desk, source: Source) -> str:
    """The Admiralty grade spelled out, or that there is none."""
    if source.grade is None:
        return desk.text("Not graded.")
    reliability, credibility = desk.words.term(source.grade.reliability), desk.words.term(source.grade.credibility)
    return desk.text(
        "Source: {reliability}. Information: {credibility}.", reliability=reliability, credibility=credibility
    )


def _about_source(desk: SnapshotDesk, source: Source) -> Iterator[Value]:
    if source.authors:
        yield desk.listed(source.authors)
    if source.publisher:
        yield source.publisher
    if source.date:
        yield desk.dated(source.date)
    if source.kind:
        yield desk.words.term(source.kind)
    if source.language:
        yield desk.words.language_name(source.language)


def _more_of_source(desk: SnapshotDesk, source: Source) -> Iterator[Value]:
    if source.derived_from:
        marks = desk.cites(SourceRef(name) for name in source.derived_from)
        yield Line((desk.text("Derived from"), " ", *marks))
    if source.archive_url:
        yield WebLink(desk.text("Archived copy"), source.archive_url)
    if source.accessed:
        yield desk.text("Read on {day}", day=desk.words.day(source.accessed))
    if source.interest:
        yield desk.text("Interest: {interest}", interest=source.interest)
    if source.note:
        yield source.note
    if page := desk.catalogue.source_page(desk.snapshot, source.id):
        yield Link(desk.text("About this source"), Target(page))
