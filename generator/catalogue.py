"""All published briefings and processes, linked both ways. The ONE publication filter stands here, before all else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import Any, TypeVar

from generator import links
from generator.links import Target
from generator.model.base import Section
from generator.model.briefing import Briefing
from generator.model.player import Alias, Participant, PlayerFields, Post, RegistryPlayer, Relation
from generator.model.process import RegistryProcess
from generator.model.source import RegistrySource, Source, SourceFields
from generator.model.values import PlayerId, Slug, SourceId, territories
from generator.model.vocabulary import PlayerKind, PublicationStatus
from generator.reading.library import BriefingFile, Library


@dataclass(frozen=True, slots=True)
class Player:
    """A player as the registry, the list of states or a briefing defines it."""

    id: PlayerId
    name: str
    """Its name; empty for a state that goes by the name CLDR has for it in each language."""
    kind: PlayerKind
    country: str | None = None
    wikidata: str | None = None
    aliases: tuple[Alias, ...] = ()
    posts: tuple[Post, ...] = ()
    relations: tuple[Relation, ...] = ()
    recognition: str | None = None
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Its names in other languages, by their tag."""

    def name_in(self, language: str) -> str:
        """Its name in a language, or its own where it has none there; empty as `name` is."""
        return self.names.get(language, self.name)

    @property
    def page(self) -> str:
        """The player's page."""
        return links.player_page(self.id)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A briefing in the catalogue, with the sources it cites in full. `draft` is true in a preview alone."""

    slug: Slug
    briefing: Briefing
    sources: tuple[Source, ...]
    mentioned: tuple[PlayerId, ...]
    edit_path: str
    draft: bool = False

    @property
    def page(self) -> str:
        """The briefing's page."""
        return links.briefing_page(self.slug)

    @property
    def original(self) -> Slug:
        """The slug of the briefing it translates, else its own."""
        return self.briefing.translation_of or self.slug

    @property
    def as_of(self) -> date:
        """The day it describes."""
        return self.briefing.as_of


@dataclass(frozen=True, slots=True)
class Process:
    """A process and its published snapshots, oldest first; there is at least one."""

    id: str
    fields: RegistryProcess
    snapshots: tuple[Snapshot, ...]

    @property
    def page(self) -> str:
        """The process's living page."""
        return links.process_page(self.id)

    def title_in(self, language: str) -> str:
        """Its name in a language, or its own where it has none there."""
        return self.fields.titles.get(language, self.fields.title)

    @property
    def latest(self) -> Snapshot:
        """The newest snapshot: where the process stands."""
        return self.snapshots[-1]

    def snapshot(self, slug: str) -> Snapshot:
        """The snapshot of this slug; ValueError where it is none of the process."""
        return self.snapshots[self._place(slug)]

    def before(self, slug: str) -> Snapshot | None:
        """The snapshot before the one of this slug."""
        place = self._place(slug)
        return self.snapshots[place - 1] if place else None

    def after(self, slug: str) -> Snapshot | None:
        """The snapshot after the one of this slug."""
        return next(iter(self.snapshots[self._place(slug) + 1 :]), None)

    def _place(self, slug: str) -> int:
        return [snapshot.slug for snapshot in self.snapshots].index(Slug(slug))


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source, once whatever ids it goes by, and where it is cited under which id: newest briefing first.

    It has a `page` of its own where it is shared: several briefings cite it, or the registry holds it. Elsewhere that
    is None. With `draft` it is shared, or held, through drafts alone.
    """

    source: Source
    page: str | None
    where: tuple[tuple[Snapshot, SourceId], ...]
    draft: bool = False

    @property
    def title(self) -> str:
        """Its title, or its id where it has none."""
        return self.source.title or str(self.source.id)

    @property
    def target(self) -> Target:
        """Where it is told: its page, else its place in the list of the briefing that cites it."""
        snapshot, name = self.where[0]
        return Target(self.page) if self.page else Target(snapshot.page, f"source-{name}")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A briefing that was withdrawn, its former slugs, and the slug of the one that stands in for it."""

    slug: Slug
    replaced_by: Slug
    previously: tuple[Slug, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The published side. `snapshots` are newest first; `appearances` lists, by player, where it is mentioned.

    A translation is no snapshot of its own: `translations` lists them by the slug of their original. `sources` are
    those that snapshots cite.
    """

    today: date
    snapshots: tuple[Snapshot, ...]
    translations: Mapping[str, tuple[Snapshot, ...]]
    processes: Mapping[str, Process]
    players: Mapping[str, Player]
    appearances: Mapping[str, tuple[Snapshot, ...]]
    sources: tuple[CitedSource, ...]
    sources_by_id: Mapping[tuple[str, str], CitedSource]
    """Each source by a snapshot's slug and the id it has there."""
    withdrawn: tuple[Withdrawn, ...]
    unpublished: tuple[str, ...]

    @property
    def current(self) -> tuple[Snapshot, ...]:
        """Where things stand: the newest snapshot of each process and every briefing of none, newest first."""
        latest = {process.latest.slug for process in self.processes.values()}
        return tuple(one for one in self.snapshots if one.briefing.process is None or one.slug in latest)

    def newest_with(self, section: str) -> Iterator[Snapshot]:
        """The newest snapshot of each process that has a section, and every briefing of no process that has it."""
        seen: set[str] = set()
        for snapshot in self.snapshots:
            process = snapshot.briefing.process
            if getattr(snapshot.briefing, section) and process not in seen:
                yield snapshot
                seen.update([process] if process else [])

    @property
    def versions(self) -> Iterator[tuple[Snapshot, ...]]:
        """Each snapshot in all its languages, the original first."""
        for snapshot in self.snapshots:
            yield (snapshot, *self.translations.get(snapshot.slug, ()))

    def in_language(self, snapshot: Snapshot, language: str) -> Snapshot | None:
        """A snapshot in a language, or None where it was not written in it."""
        versions = (snapshot, *self.translations.get(snapshot.slug, ()))
        return next((one for one in versions if one.briefing.language == language), None)

    def in_one_language(self, older: Snapshot, newer: Snapshot) -> tuple[Snapshot, Snapshot]:
        """Two snapshots in the newer one's language, else in another that both have, else as they were written."""
        process = self.process_of(newer)
        original = process.snapshot(newer.original) if process else newer
        versions = (newer, original, *self.translations.get(original.slug, ()))
        pairs = ((self.in_language(older, one.briefing.language), one) for one in versions)
        return next(((before, after) for before, after in pairs if before), (older, original))

    def cited_source(self, snapshot: Snapshot, source: str) -> CitedSource | None:
        """The source that a briefing, or the original of one, cites under an id."""
        return self.sources_by_id.get((snapshot.original, source))

    def source_page(self, snapshot: Snapshot, source: str) -> str | None:
        """The page of a source that a briefing, or the original of one, cites; None where it has none of its own."""
        found = self.cited_source(snapshot, source)
        return found.page if found else None

    def process_of(self, snapshot: Snapshot) -> Process | None:
        """The process a briefing is a snapshot of, where it names one."""
        return self.processes[snapshot.briefing.process] if snapshot.briefing.process else None


def make_catalogue(library: Library, now: datetime, *, drafts: bool = False) -> Catalogue:
    """The published side of a library in which no error was found, at the moment `now` (aware).

    With `drafts`, for a preview, what is held back is in it too and carries `draft`.
    """
    shown = tuple(file for file in library.briefings if drafts or is_published(file, now))
    published = tuple(file for file in shown if is_published(file, now))
    replaced = {file.briefing.replaces: file.slug for file in published if file.briefing.replaces}
    gone = sorted(_gone(published, replaced), key=lambda file: file.slug)
    kept = sorted((file for file in shown if file.slug not in replaced), key=_newest_first)
    every = tuple(_snapshot(file, library, draft=not is_published(file, now)) for file in kept)
    snapshots = tuple(one for one in every if one.briefing.translation_of is None)
    translations = _translations(snapshots, every)
    sources = tuple(_sources(snapshots, library))
    with_page = (*snapshots, *chain(*translations.values()))
    slugs = {snapshot.slug for snapshot in with_page}
    withdrawn = tuple(
        one for one in (_withdrawn(file, replaced, translations) for file in gone) if one.replaced_by in slugs
    )
    return Catalogue(
        today=now.astimezone(UTC).date(),
        snapshots=snapshots,
        translations=translations,
        processes=_processes(snapshots, library),
        players=_players(with_page, library),
        appearances=_appearances(snapshots),
        sources=sources,
        sources_by_id={(one.slug, name): cited for cited in sources for one, name in cited.where},
        withdrawn=withdrawn,
        unpublished=_unpublished(library, slugs | {one.slug for one in withdrawn}),
    )


def _unpublished(library: Library, shown: AbstractSet[Slug]) -> tuple[Slug, ...]:
    return tuple(sorted({file.slug for file in library.briefings} - shown))


def _gone(published: Iterable[BriefingFile], replaced: Mapping[Slug, Slug]) -> Iterator[BriefingFile]:
    """The briefings that others stand in for, and the translations of them."""
    files = tuple(published)
    slugs = {file.slug for file in files if file.slug in replaced}
    return (file for file in files if not slugs.isdisjoint((file.slug, file.briefing.translation_of)))


def _withdrawn(
    file: BriefingFile, replaced: Mapping[Slug, Slug], translations: Mapping[str, tuple[Snapshot, ...]]
) -> Withdrawn:
    """A withdrawn briefing and what stands in for it; for a translation that in its language, where there is one."""
    briefing = file.briefing
    if briefing.translation_of is None or file.slug in replaced:
        return Withdrawn(file.slug, _last(file.slug, replaced), briefing.previously)
    last = _last(briefing.translation_of, replaced)
    same = (one.slug for one in translations.get(last, ()) if one.briefing.language == briefing.language)
    return Withdrawn(file.slug, next(same, last), briefing.previously)


def _last(slug: Slug, replaced: Mapping[Slug, Slug]) -> Slug:
    """What stands in for a briefing in the end, where the one that replaces it was withdrawn in its turn."""
    last, seen = replaced[slug], {slug}
    while last in replaced and last not in seen:
        seen.add(last)
        last = replaced[last]
    return last


def _translations(snapshots: Iterable[Snapshot], every: Iterable[Snapshot]) -> dict[str, tuple[Snapshot, ...]]:
    """Translations by their original; one whose original is not shown is not shown either."""
    found: dict[str, list[Snapshot]] = {snapshot.slug: [] for snapshot in snapshots}
    for one in sorted(every, key=lambda snapshot: snapshot.briefing.language):
        if one.briefing.translation_of in found:
            found[one.briefing.translation_of].append(one)
    return {original: tuple(members) for original, members in found.items() if members}


def is_published(file: BriefingFile, now: datetime) -> bool:
    """Whether readers may see a briefing at the moment `now`.

    It must say `published`, its embargo must have passed, and its day must have begun somewhere on Earth (UTC+14).
    """
    briefing = file.briefing
    return briefing.status is PublicationStatus.PUBLISHED and now >= waits_for(briefing)


def holds_back(library: Library, now: datetime) -> bool:
    """Whether there is a briefing that readers may not see at the moment `now`."""
    return not all(is_published(file, now) for file in library.briefings)


def not_before(catalogue: Catalogue) -> datetime | None:
    """The moment for which the last of the briefings waited that readers see: its embargo, or the dawn of its day.

    Drafts, which only a preview shows, wait for none.
    """
    shown = (one.briefing for versions in catalogue.versions for one in versions if not one.draft)
    return max((waits_for(briefing) for briefing in shown), default=None)


def next_moment(library: Library, now: datetime) -> datetime | None:
    """The moment after `now` at which the next of the briefings that are held back is published by itself."""
    held = (file.briefing for file in library.briefings if not is_published(file, now))
    asked_for = (briefing for briefing in held if briefing.status is PublicationStatus.PUBLISHED)
    return min(map(waits_for, asked_for), default=None)


def waits_for(briefing: Briefing) -> datetime:
    """The moment from which readers may see a briefing that asks to be published: its embargo's, or its day's dawn."""
    dawn = datetime.combine(briefing.as_of, time.min, UTC)
    # The first day of all dawned before the calendar began.
    dawn = dawn - _EASTERNMOST if briefing.as_of > date.min else dawn
    return max(dawn, briefing.embargo_until or dawn)


def _newest_first(file: BriefingFile) -> tuple[int, str]:
    """By day, newest first; on one day by slug, so that renaming a file does not reorder the site."""
    return (-file.briefing.as_of.toordinal(), file.slug)


_EASTERNMOST = timedelta(hours=14)  # a day begins first at UTC+14


def _snapshot(file: BriefingFile, library: Library, *, draft: bool) -> Snapshot:
    return Snapshot(
        slug=file.slug,
        briefing=file.briefing,
        sources=tuple(cited_sources(file, library)),
        mentioned=file.names.players,
        edit_path=file.path,
        draft=draft,
    )


def cited_sources(file: BriefingFile, library: Library) -> Iterator[Source]:
    """The briefing's own sources in its order, then those of the registry that it cites without listing them.

    Behind these come those that a source of the registry was made from, and what they were made from in their turn.
    """
    listed = {source.id: source for source in file.briefing.sources}
    queue = [*listed, *file.names.sources]
    seen: set[SourceId] = set()
    for name in queue:  # it grows while it is read
        if name not in seen:
            seen.add(name)
            source = _with_registry(listed.get(name) or _known_by_id(name), library.sources.entries.get(name))
            queue += source.derived_from
            yield source


def _known_by_id(name: SourceId) -> Source:
    """A source of which the briefing says its id alone, taken as it stands: a text may cite what no id looks like."""
    return Source.model_construct({"id"}, id=name)


def _with_registry(source: Source, shared: RegistrySource | None) -> Source:
    """The source, with the registry's fields where it has none of its own."""
    if shared is None:
        return source
    added = {name: value for name, value in _given(shared).items() if name not in source.model_fields_set}
    return source.model_copy(update=added)


def _given(fields: Section) -> dict[str, Any]:
    return {name: getattr(fields, name) for name in fields.model_fields_set}


def _processes(snapshots: Iterable[Snapshot], library: Library) -> dict[str, Process]:
    by_process: dict[str, list[Snapshot]] = defaultdict(list)
    for snapshot in snapshots:
        if snapshot.briefing.process:
            by_process[snapshot.briefing.process].append(snapshot)
    return {
        name: Process(name, library.processes.entries[name], tuple(reversed(members)))
        for name, members in by_process.items()
    }


def _appearances(snapshots: Iterable[Snapshot]) -> dict[str, tuple[Snapshot, ...]]:
    found: dict[str, list[Snapshot]] = defaultdict(list)
    for snapshot in snapshots:
        for player in snapshot.mentioned:
            found[player].append(snapshot)
    return {player: tuple(members) for player, members in found.items()}


def _sources(snapshots: Sequence[Snapshot], library: Library) -> Iterator[CitedSource]:
    """Each source once, and its page where it is shared."""
    registry = {source_key(shared): name for name, shared in library.sources.entries.items()}
    found: dict[tuple[str, ...], list[tuple[Snapshot, Source]]] = defaultdict(list)
    for snapshot in snapshots:
        for source in snapshot.sources:
            found[source_key(source)].append((snapshot, source))
    for key, members in found.items():
        where = tuple((snapshot, source.id) for snapshot, source in members)
        citing = {snapshot.slug: snapshot.draft for snapshot, _ in where}
        enough = 1 if key in registry else 2
        page = _source_page(where, registry.get(key)) if len(citing) >= enough else None
        published = sum(not draft for draft in citing.values())
        yield CitedSource(members[0][1], page, where, draft=page is not None and published < enough)


def _source_page(where: Iterable[tuple[Snapshot, SourceId]], shared: str | None) -> str:
    """The page by its id in the registry, else by the oldest briefing, which no draft is, so that it stays."""
    if shared:
        return links.source_page(shared)
    snapshot, name = min(where, key=lambda cited: (cited[0].draft, cited[0].as_of, cited[0].slug))
    return links.source_page(f"{snapshot.slug}/{name}")


def source_key(source: SourceFields) -> tuple[str, ...]:
    """What makes two sources one: the same title, publisher, date and address."""
    day = source.date.typed if source.date else ""
    return (source.title or "", source.publisher or "", day, source.url or "")


def _players(snapshots: Iterable[Snapshot], library: Library) -> dict[str, Player]:
    """Every player that a shown briefing mentions; the newest briefing's own words come first."""
    here: dict[str, list[Participant]] = defaultdict(list)
    mentioned: dict[PlayerId, None] = {}
    # Originals come first: a translation has the names in its own language.
    for snapshot in sorted(snapshots, key=lambda one: one.briefing.translation_of is not None):
        mentioned.update(dict.fromkeys(snapshot.mentioned))
        for participant in snapshot.briefing.players:
            here[participant.id].append(participant)
    found: dict[str, Player] = {}
    queue = list(mentioned)
    while queue:  # a player of the registry may point to others, which then need a page too
        name = queue.pop(0)
        if name not in found:
            found[name] = resolve_player(name, here[name], library.players.entries.get(name))
            queue.extend(relation.to for relation in found[name].relations)
            queue.extend(post.of.player for post in found[name].posts if post.of and post.of.player)
    return found


def resolve_player(name: PlayerId, participants: Sequence[PlayerFields], shared: RegistryPlayer | None) -> Player:
    """A player from what is known of it: the registry first, then the briefings, then the list of states."""
    known = [fields for fields in (shared, *participants) if fields]
    state = name.upper() if name.upper() in territories() else None
    return Player(
        id=name,
        name=_first(fields.name for fields in known) or "",
        kind=_first(fields.kind for fields in known) or PlayerKind.STATE,
        country=_first(fields.country for fields in known) or (name if state else None),
        wikidata=_first(fields.wikidata for fields in known),
        aliases=_all(fields.aliases for fields in known),
        posts=_all(fields.posts for fields in known),
        relations=_all(fields.relations for fields in known),
        recognition=_first(fields.recognition for fields in known),
        names=shared.names if shared else {},
    )


Value = TypeVar("Value")


def _first(values: Iterable[Value | None]) -> Value | None:
    return next((value for value in values if value is not None), None)


def _all(values: Iterable[tuple[Value, ...]]) -> tuple[Value, ...]:
    """The entries of all the lists, each once, in order."""
    found: list[Value] = []
    for entries in values:
        found.extend(entry for entry in entries if entry not in found)
    return tuple(found)
