"""A source's page: what it is, how far it can be trusted, who cites it, and what rests on it alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from generator import links
from generator.catalogue import CitedSource, Snapshot
from generator.links import Target
from generator.model.items import KeyPoint, Sourced
from generator.model.outlook import Outlook
from generator.model.player import Participant
from generator.model.source import Source
from generator.model.truce import Position, Truce
from generator.model.values import PlayerId
from generator.model.vocabulary import AiUse
from generator.model.walk import Place
from generator.reading.prose import plain_text
from generator.reading.references import References, find_references
from generator.views.desk import Desk, SnapshotDesk
from generator.views.items import shown_facts
from generator.views.parts import Entry, Fact, Frame, Items, Line, Link, SearchRecord, Time, Value, WebLink
from generator.views.plans import Plan
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


def views(desk: Desk) -> Iterator[Plan]:
    """The page of each source that a briefing cites."""
    alone = cache(partial(_resting_alone, desk))
    for cited in desk.catalogue.sources.values():
        yield cited.page, partial(_view, desk, alone, cited)


def _view(desk: Desk, resting_alone: Callable[[], Mapping[str, list[Resting]]], cited: CitedSource) -> SourceView:
    grade = cited.source.grade
    more = len(cited.where) - LISTED
    return SourceView(
        frame=_frame(desk, cited),
        grade=str(grade) if grade else "",
        grade_words=grade_words(desk, cited.source),
        facts=_facts(desk, cited),
        alone=tuple(resting_alone().get(cited.page, ())),
        cited=tuple(_citing(desk, snapshot, name) for snapshot, name in cited.where[:LISTED]),
        more=desk.words.count("and {n} more", "and {n} more", more) if more > 0 else "",
    )


def _frame(desk: Desk, cited: CitedSource) -> Frame:
    title = cited.source.title or str(cited.source.id)
    words = grade_words(desk, cited.source)
    return Frame(
        path=cited.page,
        title=title,
        description=words,
        kind="source",
        kicker=desk.text("Source"),
        crumbs=(desk.home(), Link(desk.text("Sources"), Target(links.SOURCES))),
        here=title,
        contents=False,
        search=SearchRecord(desk.text("Source"), words),
        last_modified=cited.where[0][0].as_of,
        draft=all(snapshot.draft for snapshot, _ in cited.where),
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
            (desk.text("Date"), Time(desk.words.dated(day), "" if day.is_interval else day.typed) if day else None),
            (desk.text("Language"), desk.words.language_name(source.language) if source.language else None),
            (desk.text("Address"), WebLink(source.url, source.url) if source.url else None, True),
            (
                desk.text("Archived copy"),
                WebLink(source.archive_url, source.archive_url) if source.archive_url else None,
                True,
            ),
            (desk.text("Read on"), Time(desk.words.day(accessed), accessed.isoformat()) if accessed else None),
            (desk.text("Derived from"), _origins(desk, cited), True),
            (desk.text("Stake"), source.interest, True),
            (desk.text("Note"), source.note, True),
        )
    )


def _origins(desk: Desk, cited: CitedSource) -> Value | None:
    """The pages of the sources it was made from, as the newest briefing that cites it tells."""
    snapshot, _ = cited.where[0]
    pages = (desk.catalogue.source_page(snapshot, name) for name in cited.source.derived_from)
    found = tuple(_named(desk.catalogue.sources[page].source, page) for page in pages if page)
    return Items(found) if found else None


def _named(source: Source, page: str) -> Link:
    return Link(source.title or str(source.id), Target(page))


def _citing(desk: Desk, snapshot: Snapshot, name: str) -> Entry:
    """A briefing that cites the source, leading to the source's place in its list."""
    title = Link(snapshot.briefing.title, Target(snapshot.page, f"source-{name}"))
    return Entry(desk.as_of(snapshot), title, note=Line((desk.setting(snapshot),)))


# ---- what rests on it alone ----


def _resting_alone(desk: Desk) -> Mapping[str, list[Resting]]:
    """By the page of a source, what rests on it alone where things stand now, the newest briefing first."""
    found: dict[str, list[Resting]] = defaultdict(list)
    for snapshot in desk.catalogue.current:
        at = desk.at(snapshot)
        for page, statements in _statements_by_source(at).items():
            found[page].append(Resting(Entry(desk.as_of(snapshot), desk.briefing(snapshot)), Items(statements)))
    return found


def _statements_by_source(desk: SnapshotDesk) -> Mapping[str, tuple[Value, ...]]:
    """What a briefing states on one source alone, or on it and copies of it, by that source's page."""
    references = find_references(desk.snapshot.briefing)
    cited = references.cited()
    found: dict[str, list[Value]] = defaultdict(list)
    for place, section in references.sections:
        origin = _one_origin(desk, cited.get(place, ()))
        page = desk.catalogue.source_page(desk.snapshot, origin) if origin else None
        if page and isinstance(section, Sourced):
            said = _said(desk, references, place)
            if said is not None and said not in found[page]:
                found[page].append(said)
    return {page: tuple(statements) for page, statements in found.items() if statements}


def _one_origin(desk: SnapshotDesk, names: tuple[str, ...]) -> str | None:
    """The one source that all of these come down to, through `derived_from`; None where there are several."""
    sources = {str(source.id): source for source in desk.snapshot.sources}
    origins = {_origin(name, sources) for name in names}
    return origins.pop() if len(origins) == 1 else None


def _origin(name: str, sources: Mapping[str, Source]) -> str:
    """What a source copies or retells alone, at the end of the chain; circles are refused before."""
    source = sources.get(name)
    if source is None or len(source.derived_from) != 1 or str(source.derived_from[0]) not in sources:
        return name
    return _origin(str(source.derived_from[0]), sources)


def _said(desk: SnapshotDesk, references: References, place: Place) -> Value | None:
    """What a statement is called, leading to its place on the page; that of what it belongs to where it has no own."""
    sections = dict(references.sections)
    for end in range(len(place), -1, -1):
        link = _link(desk, sections.get(place[:end]), place[:end])
        if link is not None:
            holder = place[end + 1] if place[end : end + 1] == ("positions",) else None
            is_position = isinstance(sections.get(place), Position) and isinstance(holder, PlayerId)
            return desk.line("{player} on {item}", player=desk.player(str(holder)), item=link) if is_position else link
    return None


def _link(desk: SnapshotDesk, section: object, place: Place) -> Link | None:
    page = desk.snapshot.page
    if isinstance(section, KeyPoint):
        return Link(plain_text(desk.prose(section.text)), Target(page, f"point-{int(place[-1]) + 1}"))
    if isinstance(section, Participant):
        return Link(desk.player(section.id).text, Target(page, f"player-{section.id}"))
    if isinstance(section, Truce):
        return Link(desk.text("Truce"), Target(page, "truce"))
    if isinstance(section, Outlook):
        return Link(section.question, Target(page, "outlook"))
    name = getattr(section, "id", None)
    item = desk.item(name) if isinstance(section, Sourced) and name else None
    return item if isinstance(item, Link) else None
