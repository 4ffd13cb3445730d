"""Every part of an edition is written below a folder: made by workers, or handed out as an earlier build has kept it.

A part is kept with its finished files and with what was seen on them, under the digest of its sources and of all that
is around its pages; on a day on which it would have become another it is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.asked import Answer
from generator.edition import Edition, OutputFile, Part
from generator.publishing.release import flush
from generator.publishing.site_pages import SitePages
from generator.publishing.verify import Expected, Look, Seen, Stamp, Target, look_at, settled
from generator.store import KEEPING_NOTHING, KeptFile, Store, digest_of, surroundings
from generator.workers import spread

WORTH_WORKERS = 4
"""So many parts at least; each takes many times as long as starting a worker."""


class WrittenPage(NamedTuple):
    """A page that was written: its Markdown path, its title, the day it speaks of, and its files."""

    path: str
    title: str
    last_modified: date | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """A part as it was written: its pages, and of every file by its place what was seen on it and how it is kept.

    `planned` are the paths of all pages there should be. `since` and `until` are the first and the last day on which
    the same would be written, and `answers` what it hangs on beside the digest of its part (`Asked`). `stamps` tell the
    files below this build's folder, and `is_new` that they were made for it.
    """

    name: str
    planned: tuple[str, ...]
    pages: tuple[WrittenPage, ...]
    looks: Mapping[str, Look]
    kept: Mapping[str, KeptFile]
    since: date = date.min
    until: date = date.max
    answers: Mapping[str, Answer] = field(default_factory=dict)
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    is_new: bool = True

    def seen(self) -> Iterator[tuple[str, Seen]]:
        """Every file by its place, as it was written."""
        return ((place, Seen(look, self.stamps[place])) for place, look in self.looks.items())


class PartWriter:
    """Writes the parts of an edition below a folder.

    `around` is the digest of all that makes other pages of the same sources; where nobody can tell it, it is None and
    none are kept.
    """

    def __init__(
        self, edition: Edition, shown: SitePages, folder: Path, expected: Expected, store: Store, around: str | None
    ) -> None:
        self._edition, self._shown, self._folder, self._expected = edition, shown, folder, expected
        self._store = store if around is not None else KEEPING_NOTHING
        self._around = around or ""

    @property
    def store(self) -> Store:
        """Where parts are kept; it has no folder where none are."""
        return self._store

    @property
    def digest(self) -> str:
        """Another whenever any part of the site is, or what makes it."""
        parts = [(part.name, part.digest, part.asked.said.digest) for part in self._edition.in_parts()]
        return digest_of(surroundings(), self._around, parts)

    def missing(self) -> list[Part]:
        """The parts that could be kept and are not, or not for this day."""
        able = (part for part in self._edition.in_parts() if part.digest and _has_any(part))
        return [part for part in able if self._kept(part) is None]

    def fill(self, names: Iterable[str]) -> tuple[str, ...]:
        """Make the missing ones of these parts into the store alone; the names of all that are kept there now.

        A part is noted down once all its files are safe on disk.
        """
        parts = self._by_name()
        wanted = [parts[name] for name in names]
        made = [self._make_kept(part) for part in wanted if self._kept(part) is None]
        if self._store.folder is not None and made:
            flush(self._store.folder, self._store.places(file for one in made for file in one.kept.values()))
        self._note(made)
        return tuple(part.name for part in wanted if self._kept(part))

    def arrived(self, names: Iterable[str]) -> int:
        """How many of the parts that others say they have made are kept here, too."""
        parts = self._by_name()
        return sum(self._kept(parts[name]) is not None for name in set(names))

    def write_all(self) -> Iterator[WrittenPart]:
        """Write every part: workers make what is not kept, while the others are handed out."""
        parts = self._by_name()
        kept = {name: found for name, part in parts.items() if (found := self._kept(part))}
        missing = [part for name, part in parts.items() if name not in kept and _has_any(part)]
        handed_out: list[WrittenPart] = []

        def hand_out() -> None:
            handed_out.extend(self._hand_out(found) or self._make(parts[name]) for name, found in kept.items())

        known: dict[Target, Target] = {}
        for written in spread(self._make, missing, WORTH_WORKERS, share=1, meanwhile=hand_out):
            yield replace(written, looks={place: look.sharing(known) for place, look in written.looks.items()})
        yield from handed_out

    def keep(self, written: Sequence[WrittenPart]) -> None:
        """Keep what was made for this build, once it is safe on disk."""
        self._note(one for one in written if one.is_new)

    def _note(self, made: Iterable[WrittenPart]) -> None:
        """Note down the parts whose every file is kept."""
        parts = self._by_name()
        for one in made:
            if one.kept and one.kept.keys() == one.looks.keys():
                self._store.put(self._key(parts[one.name]), replace(one, stamps={}, is_new=False))

    def _by_name(self) -> Mapping[str, Part]:
        return {part.name: part for part in self._edition.in_parts()}

    def _key(self, part: Part) -> str:
        return f"part {part.name} {part.digest} {self._around}"

    def _kept(self, part: Part) -> WrittenPart | None:
        """The part as an earlier build has kept it, if it is whole and right on this day and for these briefings."""
        found = self._store.get(self._key(part)) if part.digest else None
        if not isinstance(found, WrittenPart) or part.today is None:
            return None
        is_right = part.today.is_between(found.since, found.until) and part.asked.would_hear(found.answers)
        return found if is_right and all(map(self._store.has, found.kept.values())) else None

    def _hand_out(self, part: WrittenPart) -> WrittenPart | None:
        """Put the files of a part below the folder; none of them, where one is kept no longer."""
        stamps: dict[str, Stamp] = {}
        try:
            for place, kept in part.kept.items():
                target = f"{self._folder}/{place}"
                self._store.hand_out(kept, target)
                stamps[place] = Stamp.of(target)
        except FileNotFoundError:
            for place in stamps:
                Path(self._folder, place).unlink()
            return None
        return replace(part, stamps=stamps)

    def _make(self, part: Part) -> WrittenPart:
        """Make a part and write it."""
        store = self._store if part.digest else KEEPING_NOTHING
        stamps: dict[str, Stamp] = {}

        def write(file: OutputFile) -> KeptFile | None:
            place = f"{self._folder}/{file.path}"
            kept = store.write(file.content, place)
            stamps[file.path] = Stamp.of(place)
            return kept

        return replace(self._made(part, write), stamps=stamps)

    def _make_kept(self, part: Part) -> WrittenPart:
        """Make a part into the store."""
        return self._made(part, lambda file: self._store.keep(file.content))

    def _made(self, part: Part, put: Callable[[OutputFile], KeptFile | None]) -> WrittenPart:
        """Make a part, look at each of its files, and put it where it belongs; then it is let go.

        Were a draft ever among its pages, it is not written, and the last look misses it.
        """
        looks: dict[str, Look] = {}
        kept: dict[str, KeptFile] = {}
        pages: list[WrittenPage] = []

        def take(file: OutputFile) -> str:
            looks[file.path] = look_at(file.path, file.content, self._expected)
            if found := put(file):
                kept[file.path] = found
            return file.path

        for path in part.files:
            take(self._edition.files.make(path))
        planned = part.pages.paths
        for path in planned:
            page = self._edition.pages.make(path)
            if not page.draft:
                files = tuple(map(take, self._shown.files_of(page)))
                pages.append(WrittenPage(path, page.title, page.last_modified, files))
        # A list of all briefings holds much of what they say.
        part.pages.forget()
        made = WrittenPart(part.name, planned, tuple(pages), settled(looks), kept, answers=part.asked.answers)
        # The day is asked for the last time above: only now it knows what it was asked.
        return replace(made, since=part.today.since, until=part.today.until) if part.today else made


def _has_any(part: Part) -> bool:
    """Whether there is anything of a part; a site may have no calendar."""
    return bool(part.pages or part.files)
