"""A site in parts: what belongs to one dossier, what gathers from all of them, and what tells of the model itself.

The pages and files of a part are made from the same sources and nothing else, so that its digest tells whether anything
of it may have changed, and any worker may make it.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment

from generator.asked import Asked, Said, note
from generator.catalogue import Catalogue, CitedSource, Snapshot
from generator.dossiers import dossiers, nothing_of, shared_sources
from generator.edition import LatePages, OutputFiles, Page, Pages, Part, Settings, SiteFolder
from generator.model.briefing import BODY
from generator.outputs import OF_BRIEFING, OfBriefing, files_beside, gathered
from generator.outputs.data_tables import Lines, Rows, Tables
from generator.outputs.head import Heads
from generator.outputs.page_markdown import PageMarkdown
from generator.outputs.plans import Plan as FilePlan
from generator.outputs.prints import prints
from generator.reading.library import BriefingFile, Library
from generator.rendering.environment import make_environment, render
from generator.rendering.press import Press
from generator.store import KEEPING_NOTHING, Store, digest_of, digests_below, kept_or_made
from generator.templates_folder import packaged_templates
from generator.today import Today
from generator.views import source
from generator.views.desk import Desk
from generator.views.kinds import OF_DOSSIER, OF_PARLEY
from generator.views.kinds import OF_SITE as KINDS_OF_SITE
from generator.views.pairs import Pairs
from generator.views.parts import Frame
from generator.views.plans import PlannedTogether
from generator.words import languages, read_words

Made = TypeVar("Made")

PageMaker = Callable[[], Page]
FileMaker = Callable[[], bytes]
PlannedPages = Iterable[tuple[str, PageMaker] | LatePages]


@dataclass(frozen=True)
class Workshop:
    """What pages and files are made with: the templates, what the site chose, and what earlier builds have printed."""

    site: SiteFolder
    settings: Settings
    store: Store = KEEPING_NOTHING

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where templates stand: the site's own win, file by file."""
        return (*((self.site.templates,) if self.site.templates else ()), packaged_templates())

    @cached_property
    def environments(self) -> Mapping[str, Environment]:
        """The templates in each language."""
        return {language: make_environment(read_words(language), self.folders) for language in languages()}

    @cached_property
    def of_briefing(self) -> tuple[OfBriefing, ...]:
        """What plans the files beside a briefing."""
        return (*OF_BRIEFING, *((prints(Press(self.folders, self.store)),) if self.settings.print_outputs else ()))

    @cached_property
    def digest(self) -> str:
        """Another whenever a template or a setting is."""
        kinds = ("pages", "parts", "print")
        found = [(kind, list(digests_below(folder / kind))) for folder in self.folders for kind in kinds]
        return digest_of(self.site.briefings, self.settings, found)

    def pages(
        self, kinds: Iterable[Any], desk: Desk, public: Desk, files: Container[str], asked: Asked | None = None
    ) -> PlannedPages:
        """How every page of these kinds is made: view and template. Whatever is asked of briefings for it is noted.

        `public` has the briefings, if any, whose own pages are among them.
        """
        heads, beside, asked = Heads(public, files), PageMarkdown(public), asked or Asked()

        def make(make_view: Callable[[], Any], template: str) -> Page:
            view = make_view()
            frame = replace(view.frame, head=heads.of(view.frame.path, view.frame.title))
            environment = self.environments[frame.interface or desk.words.language]
            page = self._page(frame, render(environment, template, replace(view, frame=frame)))
            return replace(page, beside=beside.of(page))

        def plan(kind: Any) -> list[tuple[str, PageMaker]]:
            views = asked.during(lambda: list(kind.views(desk)))
            return [(path, partial(asked.during, partial(make, view, kind.TEMPLATE))) for path, view in views]

        for kind in kinds:
            if isinstance(kind.views, PlannedTogether):
                yield LatePages(kind.views.first, kind.views.title(desk), partial(plan, kind))
            else:
                yield from plan(kind)

    def _page(self, frame: Frame, markdown: str) -> Page:
        edit_path = frame.edit_path.removeprefix(f"{self.site.briefings}/") if frame.edit_path else None
        return Page(frame.path, markdown, frame.title, edit_path, frame.last_modified, frame.draft)


@dataclass(frozen=True, slots=True)
class Planned:
    """Every page and every file of a site, and the parts they belong to."""

    pages: Pages
    files: OutputFiles
    parts: tuple[Part, ...]


def plan_parts(workshop: Workshop, desk: Desk, public: Desk, library: Library | None) -> Planned:
    """All that is made of a desk's catalogue; `public` is the desk whose files and heads are published.

    The `library` tells what each part is made from. A preview has none: it makes what is looked at, not whole parts.
    """
    plan = _Plan(workshop, desk, public)
    digests = _digests(plan.dossiers, library, workshop.digest) if library else _Digests(dict.fromkeys(plan.dossiers))
    tables = _KeptTables(library, workshop.store) if library else Tables()
    plan.add_site(digests.site, digests.said, tables)
    plan.add_parley(digests.parley)
    for name, digest in digests.dossiers.items():
        plan.add_dossier(name, digest)
    return Planned(Pages(plan.pages, plan.late), OutputFiles(plan.files), tuple(plan.parts))


class _Plan:
    """The plan of a site as it grows, part by part; a part without a digest is planned, and not told."""

    def __init__(self, workshop: Workshop, desk: Desk, public: Desk) -> None:
        self._workshop, self._desk, self._public = workshop, desk, public
        self.dossiers = dossiers(desk.catalogue)
        self._published = dossiers(public.catalogue) if public is not desk else self.dossiers
        self.pages: dict[str, PageMaker] = {}
        self.late: list[LatePages] = []
        self.files: dict[str, FileMaker] = {}
        self.parts: list[Part] = []

    def add_site(self, digest: str | None, said: Said, tables: Tables) -> None:
        """A part for each kind of pages and each kind of files that gather from all briefings.

        `digest` tells of all but what the briefings say in the fields of their bodies, which `said` does.
        """
        for name, formats in gathered(tables).items():
            asked, desk = Asked(said), _asking_anew(self._public)
            plans = chain.from_iterable(plans(desk) for plans in formats)
            planned: list[FilePlan] = asked.during(partial(list, plans))
            files = [(path, partial(asked.during, make)) for path, make in planned]
            self._add(f"files {name}", digest, desk, files=files, asked=asked)
        # The head of a page names the files beside it, and what they hang on was asked for them alone.
        with_files = digest_of(digest, sorted(self.files)) if digest else None
        no_briefing = _at(self._public, nothing_of(self._public.catalogue))
        for kind in KINDS_OF_SITE:
            asked, desk = Asked(said), _asking_anew(self._desk)
            if kind is source:
                # The others are the business of the one dossier that cites them.
                desk = _at(desk, replace(desk.catalogue, sources=shared_sources(desk.catalogue)))
            pages = self._workshop.pages([kind], desk, no_briefing, self.files, asked)
            self._add(f"pages {kind.TEMPLATE}", with_files, desk, pages, asked=asked)

    def add_parley(self, digest: str | None) -> None:
        """The part that tells of no briefing."""
        catalogue = nothing_of(self._desk.catalogue)
        desk = _at(self._desk, catalogue)
        self._add("parley", digest, desk, self._workshop.pages(OF_PARLEY, desk, desk, self.files))

    def add_dossier(self, name: str, digest: str | None) -> None:
        """The part of one dossier; where all of it is held back, nothing of it is published beside its pages."""
        catalogue = self.dossiers[name]
        published = self._published.get(name, nothing_of(self._public.catalogue))
        desk, public = _at(self._desk, catalogue), _at(self._public, published)
        files = dict(files_beside(public, self._workshop.of_briefing))
        pages = self._workshop.pages(OF_DOSSIER, desk, public, ChainMap(files, self.files))
        self._add(name, digest, desk, pages, files.items())

    def _add(
        self,
        name: str,
        digest: str | None,
        desk: Desk,
        pages: PlannedPages = (),
        files: Iterable[tuple[str, FileMaker]] = (),
        asked: Asked | None = None,
    ) -> None:
        """A part that is made at a desk of its own; one that listens to what is `asked` gathers from all briefings."""
        planned: dict[str, PageMaker] = {}
        late: list[LatePages] = []
        for one in pages:
            if isinstance(one, LatePages):
                late.append(one)
                planned[one.first] = one.make_first
            else:
                planned[one[0]] = one[1]
        planned_files = dict(files)
        self.pages |= planned
        self.late += late
        self.files |= planned_files
        if digest is not None:
            today = desk.catalogue.today
            assert isinstance(today, Today), "a day that notes what it is asked"
            listens = asked or Asked()
            paths = tuple(planned_files)
            self.parts.append(
                Part(name, Pages(planned, late), paths, digest, today, listens, of_site=asked is not None)
            )


def _at(desk: Desk, catalogue: Catalogue) -> Desk:
    return replace(desk, catalogue=catalogue)


def _asking_anew(desk: Desk) -> Desk:
    """The desk with a day of its own to ask, and without what others have asked briefings at it."""
    return replace(desk, catalogue=replace(desk.catalogue, today=Today(desk.catalogue.today)), pairs=Pairs())


class _KeptTables(Tables):
    """The same, worked out where an earlier build has not kept it."""

    def __init__(self, library: Library, store: Store) -> None:
        self._digests = {file.path: file.digest for file in library.briefings}
        self._shared, self._store = library.sources.digest, store

    def rows(self, snapshot: Snapshot) -> Rows:
        """What a briefing adds to the database."""
        return self._kept("rows", super().rows, snapshot)

    def lines(self, snapshot: Snapshot) -> Lines:
        """What a briefing adds to the CSV files."""
        return self._kept("lines", super().lines, snapshot)

    def _kept(self, what: str, make: Callable[[Snapshot], Made], snapshot: Snapshot) -> Made:
        # Whoever made it has asked for all that the briefing says, be it in an earlier build.
        for name in BODY:
            note(name, snapshot.slug)
        key = f"{what} {snapshot.slug} {self._digests[snapshot.edit_path]} {self._shared}"
        return kept_or_made(self._store, [key], lambda missing: [make(snapshot) for _ in missing])[0]


@dataclass(frozen=True, slots=True)
class _Digests:
    """The digests of all parts; None where nobody keeps any.

    That of the `site` tells of the heads of briefings, `said` of what they say in the fields of their bodies.
    """

    dossiers: Mapping[str, str | None]
    site: str | None = None
    parley: str | None = None
    said: Said = field(default_factory=lambda: Said({}))


def _digests(dossiers: Mapping[str, Catalogue], library: Library, workshop: str) -> _Digests:
    files = {file.path: file for file in library.briefings}
    whole: dict[str, str | None] = {}
    heads: list[str] = []
    shown: list[BriefingFile] = []
    for name, dossier in dossiers.items():
        around = _around(dossier, library)
        versions = [(files[one.edit_path], one.draft) for versions in dossier.versions for one in versions]
        whole[name] = digest_of(workshop, around, [(file.path, file.digest, draft) for file, draft in versions])
        heads.append(digest_of(name, around, [(file.path, file.head, draft) for file, draft in versions]))
        shown += [file for file, _ in versions]
    said = Said({file.slug: file.says for file in shown})
    return _Digests(whole, digest_of(workshop, heads), workshop, said)


def _around(dossier: Catalogue, library: Library) -> str:
    """Another whenever anything but its briefings is that the pages of a dossier are made from."""
    versions = chain.from_iterable(dossier.versions)
    shared = {source.id for version in versions for source in version.sources} & library.sources.entries.keys()
    return digest_of(
        [(name, repr(process.fields)) for name, process in dossier.processes.items()],
        sorted(dossier.players.items()),
        [(name, repr(library.sources.entries[name])) for name in sorted(shared)],
        [(key, cited.page, cited.draft) for key, cited in dossier.sources_by_id.items()],
        [(cited.target, repr(cited.source)) for cited in _shared_with_others(dossier)],
        dossier.withdrawn,
    )


def _shared_with_others(dossier: Catalogue) -> Iterator[CitedSource]:
    """The sources of which other dossiers may say more: how each stands in the newest briefing that cites it."""
    own = {id(cited) for cited in dossier.sources}
    return (cited for cited in dossier.sources_by_id.values() if id(cited) not in own)
