"""Everything a site's authors wrote, read and typed: briefings, published or not, and the registries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from pydantic_core import PydanticCustomError

from generator.model.base import Section
from generator.model.briefing import Briefing
from generator.model.player import RegistryPlayer
from generator.model.process import RegistryProcess
from generator.model.source import RegistrySource
from generator.model.values import ItemId, Name, Slug
from generator.model.walk import Place
from generator.problems import Problem, Severity
from generator.reading.briefing import read_section
from generator.reading.document import Document, parse_document
from generator.reading.files import SourceFile
from generator.reading.references import References, find_references

Entry = TypeVar("Entry", bound=Section)
Named = TypeVar("Named", bound=Name)


@dataclass(frozen=True, slots=True)
class BriefingFile:
    """One briefing and the document it was read from. `slug` is the file's stem, unless the briefing names another."""

    slug: Slug
    briefing: Briefing
    document: Document
    references: References

    @property
    def path(self) -> str:
        """The file, relative to the site's folder."""
        return self.document.path

    def error(self, place: Place, code: str, message: str, hint: str = "", **where: object) -> Problem:
        """An error at a place of this briefing."""
        return self.document.problem(place, code, message, hint=hint, **where)  # type: ignore[arg-type]

    def warning(self, place: Place, code: str, message: str, hint: str = "", **where: object) -> Problem:
        """A warning at a place of this briefing."""
        return self.document.problem(place, code, message, hint=hint, severity=Severity.WARNING, **where)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Registry(Generic[Entry]):
    """Entries that many briefings share, by id, and the document they were read from (None where there is none)."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Library:
    """All that could be read, and every problem met on the way. Drafts are in it: no output may read it."""

    briefings: tuple[BriefingFile, ...]
    players: Registry[RegistryPlayer]
    processes: Registry[RegistryProcess]
    sources: Registry[RegistrySource]
    problems: tuple[Problem, ...] = ()
    broken: tuple[str, ...] = ()
    """Slugs of files that could not be read, so that a reference to one is not called unknown."""


def read_library(files: tuple[SourceFile, ...], folder: str) -> Library:
    """The library in the YAML files of a briefings folder; `folder` is its path relative to the site's folder."""
    problems: list[Problem] = []
    registry = f"{folder}/registry/"
    by_path = {file.path: file for file in files}
    briefings, broken = _briefings((file for file in files if not file.path.startswith(registry)), problems.append)
    return Library(
        briefings=briefings,
        players=_registry(by_path.get(f"{registry}players.yaml"), RegistryPlayer, problems.append),
        processes=_registry(by_path.get(f"{registry}processes.yaml"), RegistryProcess, problems.append),
        sources=_registry(by_path.get(f"{registry}sources.yaml"), RegistrySource, problems.append),
        problems=tuple(problems),
        broken=broken,
    )


Report = Callable[[Problem], None]


def _briefings(files: Iterator[SourceFile], report: Report) -> tuple[tuple[BriefingFile, ...], tuple[str, ...]]:
    read: list[BriefingFile] = []
    broken: list[str] = []
    for file in files:
        briefing = _briefing(file, report)
        if briefing:
            read.append(briefing)
        else:
            broken.append(PurePosixPath(file.path).stem)
    return tuple(read), tuple(broken)


def _briefing(file: SourceFile, report: Report) -> BriefingFile | None:
    document, problems = parse_document(file.path, file.raw)
    for problem in problems:
        report(problem)
    if document is None:
        return None
    briefing, problems = read_section(document, Briefing)
    for problem in problems:
        report(problem)
    slug = _slug(document, briefing, report)
    if briefing is None or slug is None:
        return None
    return BriefingFile(slug, briefing, document, find_references(briefing))


def _slug(document: Document, briefing: Briefing | None, report: Report) -> Slug | None:
    if briefing and briefing.slug:
        return briefing.slug
    return _name(document, Slug, PurePosixPath(document.path).stem, (), "bad-file-name", report)


def _name(document: Document, kind: type[Named], text: str, place: Place, code: str, report: Report) -> Named | None:
    """The name, or None and a report where the text has another form."""
    try:
        return kind.read(text)
    except PydanticCustomError as failure:
        context = failure.context or {}
        hint = str(context.get("hint", ""))
        report(document.problem(place, code, str(context["message"]), hint=hint, on="key"))
        return None


def _registry(file: SourceFile | None, model: type[Entry], report: Report) -> Registry[Entry]:
    if file is None:
        return Registry()
    document, problems = parse_document(file.path, file.raw)
    entries: dict[str, Entry] = {}
    for key in document.data if document else ():
        entry, found = read_section(document, model, (key,))
        problems += found
        if _name(document, ItemId, key, (key,), "bad-id", report) and entry is not None:
            entries[key] = entry
    for problem in problems:
        report(problem)
    return Registry(entries, document)
