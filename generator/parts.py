"""A site in parts: what belongs to one dossier, what gathers from all of them, and what tells of the model itself.

The pages and files of a part are made from the same sources and nothing else, so that its digest tells whether anything
of it may have changed, and any worker may make it.
"""

from __future__ import annotations

import hashlib
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
from generator.edition import OutputFiles, Page, Pages, Part, Settings, SiteFolder
from generator.outputs import OF_BRIEFING, OF_SITE, OfBriefing, files_beside, files_of_site
from generator.outputs.head import Heads
from generator.outputs.page_markdown import PageMarkdown
from generator.outputs.prints import prints
from generator.reading.library import Library
from generator.rendering.environment import make_environment, render
from generator.store import digest_of
from generator.templates_folder import packaged_templates
from generator.today import Today
from generator.views import OF_DOSSIER, OF_PARLEY, source
from generator.views import OF_SITE as KINDS_OF_SITE
from generator.views.desk import Desk
from generator.views.parts import Frame
from generator.words import languages, read_words

PageMaker = Callable[[], Page]
FileMaker = Callable[[], bytes]


@dataclass(frozen=True)
class Workshop:
    """What pages and files are made with: the templates, and what the site chose."""

    site: SiteFolder
    settings: Settings

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
        return (*OF_BRIEFING, *((prints(self.folders),) if self.settings.print_outputs else ()))

    @cached_property
    def digest(self) -> str:
        """Another whenever a template or a setting is."""
        kinds = ("pages", "parts", "print")
        found = [
            (folder, path.relative_to(top).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
            for folder, top in enumerate(self.folders)
            for kind in kinds
            for path in sorted((top / kind).rglob("*"))
            if path.is_file()
        ]
        return digest_of(self.site.briefings, self.settings, found)

    def pages(
        self, kinds: Iterable[Any], desk: Desk, public: Desk, files: Container[str]
    ) -> Iterator[tuple[str, PageMaker]]:
        """How every page of these kinds is made: view and template."""
        heads, beside = Heads(public, files), PageMarkdown(public)

        def make(make_view: Callable[[], Any], template: str) -> Page:
            view = make_view()
            frame = replace(view.frame, head=heads.of(view.frame.path, view.frame.title))
            environment = self.environments[frame.interface or desk.words.language]
            page = self._page(frame, render(environment, template, replace(view, frame=frame)))
            return replace(page, beside=beside.of(page))

        for kind in kinds:
            for path, make_view in kind.views(desk):
                yield path, partial(make, make_view, kind.TEMPLATE)

    def _page(self, frame: Frame, markdown: str) -> Page:
        edit_path = frame.edit_path.removeprefix(f"{self.site.briefings}/") if frame.edit_path else None
        return Page(frame.path, markdown, frame.title, edit_path, frame.last_modified, frame.draft)


@dataclass(frozen=True, slots=True)
class Planned:
    """Every page and every file of a site, and the parts they belong to."""

    pages: Pages
    files: OutputFiles
    parts: tuple[Part, ...]


def plan_parts(workshop: Workshop, desk: Desk, public: Desk, library: Library, digests: Mapping[str, str]) -> Planned:
    """All that is made of a desk's catalogue; `public` is the desk whose files and heads are published.

    A preview's desk shows more than the public one; its parts are not told apart by digests. `digests` are those of the
    authors' files by path.
    """
    plan = _Plan(workshop, desk, public)
    if desk is public:
        each = {
            name: digest_of(workshop.digest, _digest(dossier, library, digests))
            for name, dossier in plan.dossiers.items()
        }
        site, parley = digest_of(workshop.digest, *each.items()), workshop.digest
    else:
        each, site, parley = dict.fromkeys(plan.dossiers, ""), "", ""
    parts = (*plan.of_site(site), plan.of_parley(parley), *(plan.of_dossier(name, each[name]) for name in each))
    return Planned(Pages(plan.pages), OutputFiles(plan.files), parts)


class _Plan:
    """The plan of a site as it grows, part by part."""

    def __init__(self, workshop: Workshop, desk: Desk, public: Desk) -> None:
        self._workshop, self._desk, self._public = workshop, desk, public
        self.dossiers = dossiers(desk.catalogue)
        self._published = dossiers(public.catalogue) if public is not desk else self.dossiers
        self.pages: dict[str, PageMaker] = {}
        self.files: dict[str, FileMaker] = {}

    def of_site(self, digest: str) -> Iterator[Part]:
        """A part for each kind of pages and each kind of files that gather from all briefings."""
        for name in OF_SITE:
            catalogue = _asking_anew(self._public.catalogue)
            files = files_of_site(_at(self._public, catalogue), name)
            yield replace(self._part(f"files {name}", digest, catalogue, files=files), of_site=True)
        for kind in KINDS_OF_SITE:
            catalogue = _asking_anew(self._desk.catalogue)
            if kind is source:
                # The others are the business of the one dossier that cites them.
                catalogue = replace(catalogue, sources=shared_sources(catalogue))
            pages = self._workshop.pages([kind], _at(self._desk, catalogue), self._public, self.files)
            yield replace(self._part(f"pages {kind.TEMPLATE}", digest, catalogue, pages), of_site=True)

    def of_parley(self, digest: str) -> Part:
        """The part that tells of no briefing."""
        catalogue = nothing_of(self._desk.catalogue)
        desk = _at(self._desk, catalogue)
        return self._part("parley", digest, catalogue, self._workshop.pages(OF_PARLEY, desk, desk, self.files))

    def of_dossier(self, name: str, digest: str) -> Part:
        """The part of one dossier; where all of it is held back, nothing of it is published beside its pages."""
        catalogue = self.dossiers[name]
        published = self._published.get(name, nothing_of(self._public.catalogue))
        desk, public = _at(self._desk, catalogue), _at(self._public, published)
        files = dict(files_beside(public, self._workshop.of_briefing))
        pages = self._workshop.pages(OF_DOSSIER, desk, public, ChainMap(files, self.files))
        return self._part(name, digest, catalogue, pages, files.items())

    def _part(
        self,
        name: str,
        digest: str,
        catalogue: Catalogue,
        pages: Iterable[tuple[str, PageMaker]] = (),
        files: Iterable[tuple[str, FileMaker]] = (),
    ) -> Part:
        planned_pages, planned_files = dict(pages), dict(files)
        self.pages |= planned_pages
        self.files |= planned_files
        assert isinstance(catalogue.today, Today), "a day that notes what it is asked"
        return Part(name, tuple(planned_pages), tuple(planned_files), digest, catalogue.today)


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
        [(key, cited.page, cited.draft, _elsewhere(cited, dossier)) for key, cited in dossier.sources_by_id.items()],
        dossier.withdrawn,
    )


def _elsewhere(cited: CitedSource, dossier: Catalogue) -> object:
    """What other dossiers add to a source: how it stands in the newest briefing that cites it."""
    return (cited.target, repr(cited.source)) if cited not in dossier.sources else ()
