from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from generator.catalogue import cited_sources
from generator.checks.shared import circle
from generator.deadlines import Anchor, Aspect, anchors_of, counted_from, times_of
from generator.model.briefing import Briefing
from generator.model.instrument import Instrument
from generator.model.truce import Term, Truce
from generator.model.vocabulary import InstrumentLinkType
from generator.model.walk import Place, is_a
from generator.model.when import Relative
from generator.problems import Problem
from generator.reading.library import BriefingFile, Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """Nothing waits for itself, is a copy of itself or replaces itself, not even by a detour.

    That holds for terms that depend on each other, for times that are counted from each other, for `supersedes` and
    `links` of texts, for `derived_from` of sources and for `replaces` of briefings. Two texts may each reaffirm the
    other, or stand beside it; none does so to itself.

    Bad:
        truce: {terms: [
          {id: troops, title: Troops leave, category: withdrawal, depends_on: {after: vote}},
          {id: vote, title: A vote is held, category: elections, depends_on: {after: troops}}]}
    Good:
        truce: {terms: [
          {id: troops, title: Troops leave, category: withdrawal},
          {id: vote, title: A vote is held, category: elections, depends_on: {after: troops}}]}
    """
    for file in library.briefings:
        yield from _terms(file)
        yield from _times(file)
        yield from _texts(file)
        yield from _sources(file, library)


def check_shared(library: Library, _today: date) -> Iterator[Problem]:
    """The same of the registry's sources, and of what briefings replace."""
    yield from _shared_sources(library)
    yield from _briefings(library)


def _terms(file: BriefingFile) -> Iterator[Problem]:
    terms = file.briefing.truce.terms if file.briefing.truce else ()
    follows: dict[str, list[str]] = {term.id: [] for term in terms}
    for term in terms:
        for relative in _relatives(term):
            if relative.after in follows:
                follows[term.id].append(relative.after)
            elif relative.before in follows:
                follows[relative.before].append(term.id)
    if way := circle(follows):
        places: dict[str, Place] = {term.id: ("truce", "terms", index) for index, term in enumerate(terms)}
        yield _problem(file, _first_typed(file, way, places, "depends_on"), way, "waits for")


def _times(file: BriefingFile) -> Iterator[Problem]:
    """Times of which none has a day, for each is counted from another."""
    if not any(is_a(section, Relative) for _, section in file.inside.sections):
        return
    anchors = anchors_of([file.briefing])
    times = {(name, aspect): when for name, anchor in anchors.items() for aspect, when in times_of(anchor)}
    based = {time: counted_from(when, time[1], anchors) for time, when in times.items()}
    if way := circle({_named(time): [_named(base)] if base else [] for time, base in based.items()}):
        places = {_named((name, aspect)): place for name, aspect, place in _places_of_times(file.briefing)}
        yield file.error(places[way[0]], "circle", _told(way, "is counted from"), "give one of these times a day")


def _named(time: tuple[str, Aspect]) -> str:
    return f"{time[0]}.{time[1]}"


def _places_of_times(briefing: Briefing) -> Iterator[tuple[str, Aspect, Place]]:
    truce = briefing.truce or Truce()
    sections: Sequence[tuple[Place, Sequence[Anchor]]] = (
        (("instruments",), briefing.instruments),
        (("timeline",), briefing.timeline),
        (("truce", "terms"), truce.terms),
        (("truce", "monitoring"), truce.monitoring),
    )
    for section, items in sections:
        for index, item in enumerate(items):
            inside: Place = ("dates",) if isinstance(item, Instrument) else ()
            yield from ((item.id, aspect, (*section, index, *inside, str(aspect))) for aspect, _ in times_of(item))


def _relatives(term: Term) -> Iterator[Relative]:
    return (dependency for dependency in term.depends_on if isinstance(dependency, Relative))


def _first_typed(file: BriefingFile, way: Sequence[str], places: Mapping[str, Place], key: str) -> Place:
    """The first place on the way where the key was written."""
    typed = (places[name] for name in way if _has(file, places[name], key))
    return (*next(typed, places[way[0]]), key)


def _has(file: BriefingFile, place: Place, key: str) -> bool:
    return any(at == place and key in section.model_fields_set for at, section in file.inside.sections)


def _texts(file: BriefingFile) -> Iterator[Problem]:
    """Texts that replace or change each other, by each kind of link for itself."""
    links = list(_links(file.briefing.instruments)) if file.briefing.instruments else []
    for kind, verb in VERBS.items():
        ways = {(one.name, one.to): one.place for one in links if one.kind is kind and one.is_refused_in_a_circle}
        follows: dict[str, list[str]] = {name: [] for way in ways for name in way}
        for name, to in ways:
            follows[name].append(to)
        if way := circle(follows):
            yield _problem(file, ways[way[0], (*way, *way)[1]], way, verb)


class _Link(NamedTuple):
    """What one text is to another, and where that is typed."""

    name: str
    kind: InstrumentLinkType
    to: str
    place: Place

    @property
    def is_refused_in_a_circle(self) -> bool:
        return self.kind not in MUTUAL or self.name == self.to


def _links(instruments: Iterable[Instrument]) -> Iterator[_Link]:
    for index, one in enumerate(instruments):
        place = ("instruments", index)
        for at, to in enumerate(one.supersedes):
            yield _Link(one.id, InstrumentLinkType.SUPERSEDES, to, (*place, "supersedes", at))
        for at, link in enumerate(one.links):
            yield _Link(one.id, link.type, link.to, (*place, "links", at, "to"))


def _sources(file: BriefingFile, library: Library) -> Iterator[Problem]:
    """A circle that this briefing closes; one among shared sources alone is the registry's."""
    if not any("derived_from" in source.model_fields_set for source in file.briefing.sources):
        return
    follows = {str(source.id): source.derived_from for source in cited_sources(file, library)}
    way = circle({name: [one for one in names if one in follows] for name, names in follows.items()})
    places: dict[str, Place] = {one.id: ("sources", index) for index, one in enumerate(file.briefing.sources)}
    listed = [name for name in way if name in places and _has(file, places[name], "derived_from")]
    if listed:
        yield _problem(file, (*places[listed[0]], "derived_from"), way, "is derived from")


def _shared_sources(library: Library) -> Iterator[Problem]:
    entries = library.sources.entries
    way = circle({name: [one for one in entry.derived_from if one in entries] for name, entry in entries.items()})
    if way:
        yield library.sources.error((way[0], "derived_from"), "circle", _told(way, "is derived from"), HINT)


def _briefings(library: Library) -> Iterator[Problem]:
    files = {str(file.slug): file for file in library.briefings if file.briefing.replaces}
    way = circle({slug: [str(file.briefing.replaces)] for slug, file in files.items()})
    if way:
        yield _problem(files[way[0]], ("replaces",), way, "replaces")


VERBS: Mapping[InstrumentLinkType, str] = {
    InstrumentLinkType.IMPLEMENTS: "implements",
    InstrumentLinkType.AMENDS: "amends",
    InstrumentLinkType.SUPERSEDES: "supersedes",
    InstrumentLinkType.REAFFIRMS: "reaffirms",
    InstrumentLinkType.ANNEX_OF: "is an annex of",
    InstrumentLinkType.PARALLEL_TO: "stands beside",
}
MUTUAL = (InstrumentLinkType.REAFFIRMS, InstrumentLinkType.PARALLEL_TO)
HINT = "take one of these links out"


def _problem(file: BriefingFile, place: Place, way: Sequence[str], verb: str) -> Problem:
    return file.error(place, "circle", _told(way, verb), HINT)


def _told(way: Sequence[str], verb: str) -> str:
    end = f"'{way[0]}'" if len(way) > 1 else "itself"
    return f"'{way[0]}' {verb} " + "".join(f"'{name}', which {verb} " for name in way[1:]) + end
