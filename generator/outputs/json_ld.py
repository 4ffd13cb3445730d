"""A briefing as linked data: an analysis and a report, what and whom it is about, and what it cites.

Source: schema.org. For text that a machine wrote or helped to write, IPTC's digital source type says so.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.catalogue import Player, Snapshot
from generator.links import briefing_page, url_of
from generator.model.event import Event
from generator.model.source import Source
from generator.model.values import Slug
from generator.model.vocabulary import EventStatus, PlayerKind, ProvenanceAiUse
from generator.model.when import Dated
from generator.outputs.licence import URL as LICENCE
from generator.views.citation import Citation, citation
from generator.views.desk import Desk

Node = dict[str, object]

_IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
DIGITAL_SOURCE_TYPES: Mapping[ProvenanceAiUse, str] = {
    ProvenanceAiUse.GENERATED: f"{_IPTC}trainedAlgorithmicMedia",
    ProvenanceAiUse.ASSISTED: f"{_IPTC}compositeWithTrainedAlgorithmicMedia",
}
"""IPTC's term for what part a machine had; where it had none, nothing is said."""

_PLAYER_TYPES = {PlayerKind.PERSON: "Person", PlayerKind.STATE: "Country"}
_EVENT_STATUSES = {
    EventStatus.SCHEDULED: "EventScheduled",
    EventStatus.TENTATIVE: "EventScheduled",
    EventStatus.HELD: "EventScheduled",
    EventStatus.POSTPONED: "EventPostponed",
    EventStatus.CANCELLED: "EventCancelled",
}


def json_ld(desk: Desk, snapshot: Snapshot) -> Node:
    """What a briefing's page says of itself. Addresses stand in it only where the site knows its own."""
    briefing, cited = snapshot.briefing, citation(desk, snapshot)
    desk = desk.in_language(briefing.language).at(snapshot)
    process = desk.catalogue.process_of(snapshot)
    node: Node = {
        "@context": "https://schema.org",
        "@type": ["AnalysisNewsArticle", "Report"],
        **_address(cited),
        "headline": cited.title,
        "abstract": cited.abstract,
        "datePublished": cited.day.isoformat(),
        "dateModified": cited.modified.isoformat(),
        "inLanguage": cited.language,
        "author": [{"name": author} for author in cited.authors],
        "publisher": _publisher(desk),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "keywords": list(cited.topics),
        "isPartOf": _series(desk, process.page, process.title_in(briefing.language)) if process else None,
        "translationOfWork": _original(desk, briefing.translation_of) if briefing.translation_of else None,
        "about": [_player(desk, player) for player in _participants(desk, snapshot)],
        "mentions": [_event(desk, snapshot, event) for event in briefing.timeline],
        "citation": [_source(source) for source in snapshot.sources],
        **_provenance(snapshot),
    }
    return {key: value for key, value in node.items() if value not in (None, [])}


def _address(cited: Citation) -> Node:
    return {"@id": cited.url, "url": cited.url, "mainEntityOfPage": cited.url} if cited.url else {}


def _original(desk: Desk, slug: Slug) -> Node:
    """The briefing that this one is a translation of."""
    page = _page(desk, briefing_page(slug))
    return {"@type": "Report", **({"@id": page["url"]} if page else {}), **page}


def _publisher(desk: Desk) -> Node:
    return {"@type": "Organization", "name": desk.site_name, **({"url": desk.site_url} if desk.site_url else {})}


def _series(desk: Desk, page: str, title: str) -> Node:
    return {"@type": "CreativeWorkSeries", "name": title, **_page(desk, page)}


def _page(desk: Desk, page: str, anchor: str = "") -> Node:
    return {"url": f"{desk.site_url}{url_of(page)}{anchor}"} if desk.site_url else {}


def _participants(desk: Desk, snapshot: Snapshot) -> list[Player]:
    return [desk.catalogue.players[participant.id] for participant in snapshot.briefing.players]


def _player(desk: Desk, player: Player) -> Node:
    same = {"sameAs": f"https://www.wikidata.org/entity/{player.wikidata}"} if player.wikidata else {}
    kind = _PLAYER_TYPES.get(player.kind, "Organization")
    return {"@type": kind, "name": desk.name_of(player), **_page(desk, player.page), **same}


def _event(desk: Desk, snapshot: Snapshot, event: Event) -> Node:
    status = f"https://schema.org/{_EVENT_STATUSES[event.status]}" if event.status else None
    place = {"@type": "Place", "name": event.place} if event.place else None
    known: Node = {"eventStatus": status, "location": place, **_days(event)}
    given = {key: value for key, value in known.items() if value is not None}
    return {"@type": "Event", "name": event.title, **given, **_page(desk, snapshot.page, f"#event-{event.id}")}


def _days(event: Event) -> Node:
    """When an event begins and ends, where its days are known; a month or a year is no day."""
    when = event.when
    if not isinstance(when, Dated):
        return {}
    if when.moment:
        return {"startDate": when.moment.isoformat()}
    if when.is_doubtful or not (when.start.day and when.end.day):
        return {}
    return {"startDate": when.earliest.isoformat(), "endDate": when.latest.isoformat()}


def _source(source: Source) -> Node:
    known: Node = {
        "url": source.url,
        "author": [{"name": author} for author in source.authors] or None,
        "publisher": {"name": source.publisher} if source.publisher else None,
        "datePublished": source.date.typed if source.date and not source.date.is_doubtful else None,
        "inLanguage": source.language,
    }
    given = {key: value for key, value in known.items() if value is not None}
    return {"@type": "CreativeWork", "name": source.title or source.id, **given}


def _provenance(snapshot: Snapshot) -> Node:
    provenance = snapshot.briefing.provenance
    if provenance is None:
        return {}
    responsible = provenance.editorial_responsibility
    return {
        "digitalSourceType": digital_source_type(snapshot),
        "editor": {"name": responsible} if responsible else None,
    }


def digital_source_type(snapshot: Snapshot) -> str | None:
    """IPTC's term for what part a machine had in a briefing; None where it had none, or nothing is said."""
    provenance = snapshot.briefing.provenance
    return DIGITAL_SOURCE_TYPES.get(provenance.ai_use) if provenance and provenance.ai_use else None
