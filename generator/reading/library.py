"""Everything a site's authors wrote, read and typed: briefings, published or not, and the registries."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import Any, Generic, Literal, NamedTuple, TypeAlias, TypeVar

from pydantic_core import PydanticCustomError

from generator.model.base import Section
from generator.model.briefing import BODY, HEAD, Briefing
from generator.model.player import RegistryPlayer
from generator.model.process import RegistryProcess
from generator.model.shelf import Shelf
from generator.model.source import RegistrySource
from generator.model.values import Name, PlayerId, ProcessId, Slug, SourceId
from generator.model.walk import Place
from generator.problems import Problem, Severity
from generator.reading.briefing import read_section, typed_place
from generator.reading.document import Document, parse_document
from generator.reading.files import REGISTRY_FOLDER, SourceFile
from generator.reading.references import Inside, Mention, Names, References, find_all, find_names, find_references
from generator.store import KEEPING_NOTHING, Store, digest_of
from generator.workers import spread

Entry = TypeVar("Entry", bound=Section)
Named = TypeVar("Named", bound=Name)


class Written(ABC):
    """What authors wrote in a file: what is told of a value is told at its place there."""

    __slots__ = ()

    @property
    @abstractmethod
    def document(self) -> Document:
        """The document it was read from."""

    def error(self, place: Place, code: str, message: str, hint: str = "", **where: Any) -> Problem:
        """An error at a place; `where` is `on` or `within`, as in `Document.problem`."""
        document = self.document
        return document.problem(typed_place(document.data, place), code, message, hint=hint, **where)

    def warning(self, place: Place, code: str, message: str, hint: str = "", **where: Any) -> Problem:
        """A warning at a place."""
        return self.error(place, code, message, hint, severity=Severity.WARNING, **where)

    def line(self, place: Place) -> int:
        """The line a value stands on, from 1."""
        document = self.document
        return document.value_span(typed_place(document.data, place)).line


@dataclass(frozen=True)
class BriefingFile(Written):
    """One briefing, and where it was read from. `slug` is the file's stem, unless the briefing names another.

    `path` is the file, relative to the site's folder, and `digest` the SHA-256 of what it holds. `says` has a digest of
    what it says in each field of `BODY`. `reread` gives the document with the place of everything, which is not kept at
    hand: few files are told of.
    """

    slug: Slug
    briefing: Briefing
    path: str
    names: Names
    reread: Callable[[], Document] = field(compare=False, repr=False)
    digest: str = ""
    says: Mapping[str, str] = field(default_factory=dict)

    @property
    def document(self) -> Document:
        """The document it was read from."""
        return self.reread()

    @property
    def head(self) -> str:
        """A digest of all that others make of it without asking for a field of `BODY`."""
        head = [getattr(self.briefing, name) for name in HEAD]
        return digest_of(self.slug, head, self.names.players, self.names.sources, self.says.get("sources"))

    @property
    def references(self) -> References:
        """Each mention of its `names`, with its place."""
        return self._closely[0]

    @property
    def inside(self) -> Inside:
        """All that stands in it, for the rules that look closely; it takes more room than the briefing."""
        return self._closely[1]

    @cached_property
    def _closely(self) -> tuple[References, Inside]:
        return find_all(self.briefing)

    def mentions(self, kind: Literal["players", "items"], names: AbstractSet[str]) -> tuple[Mention, ...]:
        """Each mention of a kind that has one of these names; looked for only where there are any."""
        found: tuple[Mention, ...] = getattr(self.references, kind) if names else ()
        return tuple(mention for mention in found if mention.name in names)


@dataclass(frozen=True, slots=True)
class Registry(Written, Generic[Entry]):
    """Entries that many briefings share, by id, and the document they were read from (None where there is none).

    `path` is where an author finds the registry, or may begin one.
    """

    path: str = ""
    digest: str = ""
    """The SHA-256 of what the file holds; empty where there is none."""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    parsed: Document | None = None
    references: Mapping[str, References] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    """Ids whose entry could not be read, so that a reference to one is not called unknown."""
    is_whole: bool = True
    """Whether the file could be read at all; of one that could not, nobody knows what it holds."""

    def may_hold(self, name: str) -> bool:
        """Whether a reference to this id leads here, as far as can be told."""
        return name in self.entries or name in self.broken or not self.is_whole

    @property
    def document(self) -> Document:
        """The document of a registry that was read."""
        assert self.parsed is not None, "only a registry that was read has places"
        return self.parsed


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A briefing that could not be read, by what can still be told: its slug and the process it names."""

    path: str
    slug: str
    process: str | None


@dataclass(frozen=True, slots=True)
class Library:
    """All that could be read, and every problem met on the way. Drafts are in it: no output may read it."""

    briefings: tuple[BriefingFile, ...]
    players: Registry[RegistryPlayer]
    processes: Registry[RegistryProcess]
    sources: Registry[RegistrySource]
    problems: tuple[Problem, ...] = ()
    broken: tuple[BrokenFile, ...] = ()
    """Files that could not be read, so that a reference to one is not called unknown."""
    site_url: str = ""
    """Where the site of these files is published, ending with a slash; empty where it does not know its address."""


def read_library(
    files: tuple[SourceFile, ...],
    folder: str,
    site_url: str = "",
    store: Store = KEEPING_NOTHING,
    shelf: Shelf | None = None,
) -> Library:
    """The library in the YAML files of a briefings folder; `folder` is its path relative to the site's folder.

    What `store` has kept of a file is not read again. With a `shelf`, what briefings say lies there.
    """
    problems: list[Problem] = []
    registry = f"{folder}/{REGISTRY_FOLDER}/"
    by_path = {file.path: file for file in files}
    of_briefings = [file for file in files if not file.path.startswith(registry)]
    briefings, broken = _briefings(of_briefings, store, shelf, problems.append)

    def shared(name: str, model: type[Entry], kind: type[Name]) -> Registry[Entry]:
        path = f"{registry}{name}.yaml"
        file = by_path.get(path)
        return _registry(file, model, kind, problems.append) if file else Registry(path)

    return Library(
        briefings=briefings,
        players=shared("players", RegistryPlayer, PlayerId),
        processes=shared("processes", RegistryProcess, ProcessId),
        sources=shared("sources", RegistrySource, SourceId),
        problems=tuple(problems),
        broken=broken,
        site_url=site_url,
    )


Report = Callable[[Problem], None]

# Mistakes in the text that leave nothing out: what the briefing refers to can still be judged.
_COMPLETE_ALL_THE_SAME = frozenset({"cut-by-comment", "directive", "invisible-character", "tab-indentation"})


class _Typed(NamedTuple):
    """A briefing as it is kept, without its document."""

    slug: Slug
    briefing: Briefing
    names: Names
    says: Mapping[str, str]


_Read: TypeAlias = "tuple[_Typed | BrokenFile, tuple[Problem, ...]]"
"""What a file is kept as: its briefing, and its problems."""


def _briefings(
    files: Sequence[SourceFile], store: Store, shelf: Shelf | None, report: Report
) -> tuple[tuple[BriefingFile, ...], tuple[BrokenFile, ...]]:
    whole: list[BriefingFile] = []
    broken: list[BrokenFile] = []
    for file, (found, problems) in zip(files, _read_files(files, store), strict=True):
        for problem in problems:
            report(problem)
        if isinstance(found, BrokenFile):
            broken.append(found)
        else:
            key = _key("document", file)
            # What is kept need not be at hand: the texts of all files take as much room as what they say.
            reread = partial(_document, key, file.path, store, None if store.knows(key) else file.raw, file.place)
            briefing = _laid(found.briefing, shelf) if shelf else found.briefing
            whole.append(BriefingFile(found.slug, briefing, file.path, found.names, reread, file.digest, found.says))
    return tuple(whole), tuple(broken)


def _laid(briefing: Briefing, shelf: Shelf) -> Briefing:
    """The briefing with what it says on a shelf; as it is, where there is no room."""
    with suppress(OSError):
        return briefing.laid_on(shelf)
    return briefing


def _read_files(files: Sequence[SourceFile], store: Store) -> Iterator[_Read]:
    """Each file as it is kept; several workers read the others."""
    keys = [_key("read", file) for file in files]
    kept: list[_Read | None] = [store.get(key) for key in keys]
    missing = [index for index, found in enumerate(kept) if found is None]

    def read(index: int) -> _Read | None:
        """The file where it could not be kept: what could be is not sent from the worker a second time."""
        found = _read_file(files[index], store)
        store.put(keys[index], found)
        return None if store.knows(keys[index]) else found

    for index, found in zip(missing, spread(read, missing), strict=True):
        kept[index] = found or store.get(keys[index])
    return (found or _read_file(file, store) for file, found in zip(files, kept, strict=True))


def _read_file(file: SourceFile, store: Store) -> _Read:
    """One file's briefing with its problems; the document is kept by itself, for it is seldom asked for again."""
    document, problems = parse_document(file.path, file.raw)
    if document:
        store.put(_key("document", file), document)
    found = list(problems)
    typed = _typed(document, found.append) if document else None
    if typed and all(problem.code in _COMPLETE_ALL_THE_SAME for problem in problems):
        return typed, tuple(found)
    return _broken(file, document), tuple(found)


@lru_cache(maxsize=64)
def _document(key: str, path: str, store: Store, raw: bytes | None, place: str) -> Document:
    """The document of a file that could be read; several problems in a row are told of one.

    Where it was kept and is no longer whole, the file is read once more.
    """
    kept = store.get(key)
    if isinstance(kept, Document):
        return kept
    document, _ = parse_document(path, Path(place).read_bytes() if raw is None else raw)
    assert document is not None, "the file was read before"
    return document


def _key(what: str, file: SourceFile) -> str:
    return f"{what} {file.path} {file.digest}"


def _typed(document: Document, report: Report) -> _Typed | None:
    briefing, problems = read_section(document, Briefing)
    for problem in problems:
        report(problem)
    slug = _slug(document, briefing, report)
    if briefing is None or slug is None:
        return None
    says = {name: digest_of(document.data.get(name)) for name in BODY}
    return _Typed(slug, briefing.folded(slug), find_names(briefing), says)


def _broken(file: SourceFile, document: Document | None) -> BrokenFile:
    slug = document.data.get("slug") if document else _line_of("slug", file.raw)
    process = document.data.get("process") if document else _line_of("process", file.raw)
    named = slug.strip() if isinstance(slug, str) else PurePosixPath(file.path).stem
    return BrokenFile(file.path, named, process.strip() if isinstance(process, str) else None)


def _line_of(key: str, raw: bytes) -> str | None:
    """What a key at the left edge of an unreadable file seems to hold."""
    found = re.search(rf"^{key}:[ \t]*[\"']?([A-Za-z0-9-]+)".encode(), raw, re.MULTILINE)
    return found[1].decode() if found else None


def _slug(document: Document, briefing: Briefing | None, report: Report) -> Slug | None:
    if document.data.get("slug") is not None:
        return briefing.slug if briefing else None
    stem = PurePosixPath(document.path).stem
    return _name(document, Slug, stem, (), "bad-file-name", lambda problem: report(_of_the_files_name(problem)))


def _of_the_files_name(problem: Problem) -> Problem:
    """The problem in words that lead away from its place, the file's first line, where nothing is wrong."""
    return replace(problem, message=f"the file's name: {problem.message}", hint=f"rename the file; {problem.hint}")


def _name(document: Document, kind: type[Named], text: str, place: Place, code: str, report: Report) -> Named | None:
    """The name, or None and a report where the text has another form."""
    try:
        return kind.read(text)
    except PydanticCustomError as failure:
        context = failure.context or {}
        hint = str(context.get("hint", ""))
        report(document.problem(place, code, str(context["message"]), hint=hint, on="key"))
        return None


_REGISTRY_START = "start with an id and a colon, `its-id:`, and indent its fields below"


def _registry(file: SourceFile, model: type[Entry], kind: type[Name], report: Report) -> Registry[Entry]:
    document, problems = parse_document(file.path, file.raw, _REGISTRY_START)
    if [problem.code for problem in problems] == ["empty-file"]:  # nothing is shared yet
        return Registry(file.path, file.digest)
    for problem in problems:
        report(problem)
    entries = _entries(document, model, kind, report) if document else {}
    return Registry(
        path=file.path,
        digest=file.digest,
        entries=entries,
        parsed=document,
        references={key: find_references(entry, (key,)) for key, entry in entries.items()},
        broken=frozenset(document.data if document else ()) - entries.keys(),
        is_whole=document is not None,
    )


def _entries(document: Document, model: type[Entry], kind: type[Name], report: Report) -> dict[str, Entry]:
    """The entries that could be read, by id."""
    entries: dict[str, Entry] = {}
    for key in document.data:
        entry, problems = read_section(document, model, (key,))
        for problem in problems:
            report(problem)
        if _name(document, kind, key, (key,), "bad-id", report) and entry is not None:
            entries[key] = entry
    return entries
