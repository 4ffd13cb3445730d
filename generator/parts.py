"""A site in parts: what belongs to one dossier, what gathers from all of them, and what tells of the model itself.

The pages and files of a part are made from the same sources and nothing else, so that its digest tells whether anything
of it may have changed, and any worker may make it.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment

from generator.catalogue import Catalogue, CitedSource
from generator.dossiers import dossiers, nothing_of, shared_sources
from generator.edition import LatePages, OutputFiles, Page, Pages, Part, Settings, SiteFolder
from generator.outputs import OF_BRIEFING, OF_SITE, OfBriefing, files_beside, files_of_site
from generator.outputs.head import Heads
from generator.outputs.page_markdown import PageMarkdown
from generator.outputs.prints import prints
from generator.reading.library import Library
from generator.rendering.environment import make_environment, render
from generator.rendering.press import Press
from generator.store import KEEPING_NOTHING, Store, digest_of, digests_below
from generator.templates_folder import packaged_templates
from generator.today import Today
from generator.views import source
from generator.views.desk import Desk
from generator.views.kinds import OF_DOSSIER, OF_PARLEY
from generator.views.kinds import OF_SITE as KINDS_OF_SITE
from generator.views.parts import Frame
from generator.views.plans import MadeTogether
from generator.words import languages, read_words

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

    def pages(self, kinds: Iterable[Any], desk: Desk, public: Desk, files: Container[str]) -> PlannedPages:
        """How every page of these kinds is made: view and template."""
        heads, beside = Heads(public, files), PageMarkdown(public)

        def make(make_view: Callable[[], Any], template: str) -> Page:
            view = make_view()
            frame = replace(view.frame, head=heads.of(view.frame.path, view.frame.title))
            environment = self.environments[frame.interface or desk.words.language]
            page = self._page(frame, render(environment, template, replace(view, frame=frame)))
            return replace(page, beside=beside.of(page))

        def plan(kind: Any) -> Iterator[tuple[str, PageMaker]]:
            return ((path, partial(make, make_view, kind.TEMPLATE)) for path, make_view in kind.views(desk))

        for kind in kinds:
            if isinstance(kind.views, MadeTogether):
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
    each: dict[str, str | None] = dict.fromkeys(plan.dossiers)
    site = parley = None
    if library is not None:
        digests = {file.path: file.digest for file in library.briefings}
        for name, dossier in plan.dossiers.items():
            each[name] = digest_of(workshop.digest, _digest(dossier, library, digests))
        site, parley = digest_of(workshop.digest, *each.items()), workshop.digest
    plan.add_site(site)
    plan.add_parley(parley)
    for name, digest in each.items():
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

    def add_site(self, digest: str | None) -> None:
        """A part for each kind of pages and each kind of files that gather from all briefings."""
        for name in OF_SITE:
            catalogue = _asking_anew(self._public.catalogue)
            files = files_of_site(_at(self._public, catalogue), name)
            self._add(f"files {name}", digest, catalogue, files=files, of_site=True)
        for kind in KINDS_OF_SITE:
            catalogue = _asking_anew(self._desk.catalogue)
            if kind is source:
                # The others are the business of the one dossier that cites them.
                catalogue = replace(catalogue, sources=shared_sources(catalogue))
            pages = self._workshop.pages([kind], _at(self._desk, catalogue), self._public, self.files)
            self._add(f"pages {kind.TEMPLATE}", digest, catalogue, pages, of_site=True)

    def add_parley(self, digest: str | None) -> None:
        """The part that tells of no briefing."""
        catalogue = nothing_of(self._desk.catalogue)
        desk = _at(self._desk, catalogue)
        self._add("parley", digest, catalogue, self._workshop.pages(OF_PARLEY, desk, desk, self.files))

    def add_dossier(self, name: str, digest: str | None) -> None:
        """The part of one dossier; where all of it is held back, nothing of it is published beside its pages."""
        catalogue = self.dossiers[name]
        published = self._published.get(name, nothing_of(self._public.catalogue))
        desk, public = _at(self._desk, catalogue), _at(self._public, published)
        files = dict(files_beside(public, self._workshop.of_briefing))
        pages = self._workshop.pages(OF_DOSSIER, desk, public, ChainMap(files, self.files))
        self._add(name, digest, catalogue, pages, files.items())

    def _add(
        self,
        name: str,
        digest: str | None,
        catalogue: Catalogue,
        pages: PlannedPages = (),
        files: Iterable[tuple[str, FileMaker]] = (),
        *,
        of_site: bool = False,
    ) -> None:
        planned_pages: dict[str, PageMaker] = {}
        late: list[LatePages] = []
        for one in pages:
            if isinstance(one, LatePages):
                late.append(one)
                planned_pages[one.first] = one.make_first
            else:
                planned_pages[one[0]] = one[1]
        planned_files = dict(files)
        self.pages |= planned_pages
        self.late += late
        self.files |= planned_files
        if digest is not None:
            assert isinstance(catalogue.today, Today), "a day that notes what it is asked"
            paths = Pages(planned_pages, late).paths
            self.parts.append(Part(name, paths, tuple(planned_files), digest, catalogue.today, of_site))


def _at(desk: Desk, catalogue: Catalogue) -> Desk:
    return replace(desk, catalogue=catalogue)


def _asking_anew(catalogue: Catalogue) -> Catalogue:
    """The catalogue with a day of its own to ask."""
    return replace(catalogue, today=Today(catalogue.today))


def _digest(dossier: Catalogue, library: Library, digests: Mapping[str, str]) -> str:
    """Another whenever anything is that the pages of a dossier are made from."""
    versions = tuple(chain.from_iterable(dossier.versions))
    shared = {source.id for version in versions for source in version.sources} & library.sources.entries.keys()
    return digest_of(
        [(version.edit_path, digests[version.edit_path], version.draft) for version in versions],
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
