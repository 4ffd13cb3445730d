"""What earlier builds worked out, kept in a folder under the digest of all that it was made from.

Equal keys mean equal results, so nothing in here is ever out of date. An entry that is cut short, damaged or written by
another version counts as none; without the folder everything is worked out anew. It is as trusted as the program: what
is in it is loaded, so it must come from nobody who could not also change the program.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import platform
import stat
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar
from uuid import uuid4

Made = TypeVar("Made")

FORGOTTEN_AFTER = 30 * 24 * 3600 * 1_000_000_000
"""Nanoseconds after which a result goes that no build has made."""

SPARED = 3600 * 1_000_000_000
"""Nanoseconds for which a file stays that is in no release: another build may be about to publish it."""

_MARK = b"parley store 1\n"
_DIGEST_BYTES = hashlib.sha256().digest_size

# What turns sources into pages beside our own code.
_STANDS_ON = (
    "babel",
    "cbor2",
    "icalendar",
    "jinja2",
    "lxml",
    "markdown",
    "markdown-it-py",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "pagefind-bin",
    "pydantic",
    "pydantic-core",
    "pyyaml",
    "typst",
)


class KeptFile(NamedTuple):
    """A file that is kept: the SHA-256 of its bytes, and the size and time by which it is known to be untouched."""

    sha256: str
    size: int
    changed: int


class Results(Protocol):
    """Results by a text that tells all they were made from."""

    def get(self, key: str) -> Any | None:
        """What is kept under the key; None where nothing is."""

    def put(self, key: str, result: object) -> None:
        """Keep a result."""


class Store:
    """Results by key and files by their bytes, in a folder that may be removed at any time."""

    def __init__(self, folder: Path | None) -> None:
        """A store in this folder, which need not be there yet; with None it keeps nothing."""
        self.folder = folder

    def get(self, key: str) -> Any | None:
        """What is kept under the key; None where nothing is, or nothing that can be relied on."""
        if self.folder is None:
            return None
        try:
            content = self._result(key).read_bytes()
        except OSError:
            return None
        head, body = content[: len(_MARK) + _DIGEST_BYTES], content[len(_MARK) + _DIGEST_BYTES :]
        if head != _MARK + hashlib.sha256(body).digest():
            return None
        return pickle.loads(body)  # noqa: S301  whole, ours and of this version, and as trusted as the program

    def put(self, key: str, result: object) -> None:
        """Keep a result; a store that cannot be written keeps nothing."""
        if self.folder is not None:
            body = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
            _write(self._result(key), _MARK + hashlib.sha256(body).digest() + body)

    def keep(self, content: bytes) -> KeptFile | None:
        """Keep a file of these bytes; None where it cannot be kept."""
        if self.folder is None:
            return None
        sha256 = hashlib.sha256(content).hexdigest()
        place = Path(self._file(sha256))
        # What is there may be part of a published site: it is replaced, never written to.
        if not _holds(place, content) and not _write(place, content):
            return None
        try:
            found = place.stat()
        except OSError:
            return None
        return KeptFile(sha256, found.st_size, found.st_mtime_ns)

    def file(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes that are kept under the key; where none are, those that are made now, and kept."""
        kept = self.get(key)
        content = self._content(kept) if isinstance(kept, KeptFile) else None
        if content is None:
            content = make()
            if made := self.keep(content):
                self.put(key, made)
        return content

    def has(self, kept: KeptFile) -> bool:
        """Whether a file is still kept as it was."""
        if self.folder is None:
            return False
        try:
            found = os.stat(self._file(kept.sha256))  # noqa: PTH116  a build asks of each file of a site
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (kept.size, kept.changed)

    def knows(self, key: str) -> bool:
        """Whether anything is kept under the key; whether it can be relied on, `get` tells."""
        return self.folder is not None and self._result(key).is_file()

    def places(self, files: Iterable[KeptFile]) -> Iterator[Path]:
        """Where these files stand, each followed by its folder."""
        for kept in files:
            place = Path(self._file(kept.sha256))
            yield from (place, place.parent)

    def hand_out(self, kept: KeptFile, place: Path | str) -> None:
        """Put a kept file to a free place, without copying it where the disk allows.

        Raises FileNotFoundError, and nothing is there, where it is kept no longer.
        """
        if not self._linked(kept, place):
            # Mostly the folder is missing, which is quicker tried than asked.
            Path(place).parent.mkdir(parents=True, exist_ok=True)
            if not self._linked(kept, place):
                _write_new(Path(place), Path(self._file(kept.sha256)).read_bytes())

    def write(self, content: bytes, place: Path | str) -> KeptFile | None:
        """Write a file to a free place, as the one that is kept; None where it cannot be kept."""
        if kept := self.keep(content):
            # Another build may have removed it again.
            with suppress(FileNotFoundError):
                self.hand_out(kept, place)
                return kept
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        _write_new(Path(place), content)
        return None

    def moment(self) -> int | None:
        """This moment in nanoseconds, by the clock of the folder's filesystem; None where it cannot be told."""
        if self.folder is None:
            return None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            stamp = self.folder / "moment"
            stamp.write_bytes(b"")
            return stamp.stat().st_mtime_ns
        except OSError:
            return None

    def tidy(self, in_use: Iterable[str]) -> None:
        """Remove the files that nobody uses, and the results that were made long ago.

        In use are those of which the SHA-256 is among these, and those that any release holds, be it of another site of
        the same folder: they have a second name there. What is removed meanwhile by another build is no concern.
        """
        now = self.moment()
        if self.folder is None or now is None:
            return
        wanted = frozenset(in_use)
        for entry in _entries(self.folder / "files"):
            if Path(entry.path).parent.name + entry.name not in wanted:
                _remove_if(entry, lambda found: found.st_nlink == 1 and found.st_mtime_ns < now - SPARED)
        for entry in _entries(self.folder / "results"):
            _remove_if(entry, lambda found: found.st_mtime_ns < now - FORGOTTEN_AFTER)

    def _result(self, key: str) -> Path:
        assert self.folder is not None
        digest = digest_of(surroundings(), key)
        return self.folder / "results" / digest[:2] / digest[2:]

    def _content(self, kept: KeptFile) -> bytes | None:
        """The bytes of a kept file, if they are still the same."""
        try:
            content = Path(self._file(kept.sha256)).read_bytes()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == kept.sha256 else None

    def _linked(self, kept: KeptFile, place: Path | str) -> bool:
        try:
            os.link(self._file(kept.sha256), place)
        except OSError:
            return False
        return True

    def _file(self, sha256: str) -> str:
        """Where the file of this SHA-256 is kept; as a text, which is quickly made, for a site has many."""
        return f"{self.folder}/files/{sha256[:2]}/{sha256[2:]}"


KEEPING_NOTHING = Store(None)
"""For what is worked out once."""


class Memory:
    """Results by key for as long as the program runs: so many, the last used ones."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._results: OrderedDict[str, object] = OrderedDict()

    def get(self, key: str) -> Any | None:
        """What is kept under the key; None where nothing is."""
        if key in self._results:
            self._results.move_to_end(key)
        return self._results.get(key)

    def put(self, key: str, result: object) -> None:
        """Keep a result, in place of the one that was used longest ago where there are too many."""
        self._results[key] = result
        self._results.move_to_end(key)
        if len(self._results) > self._size:
            self._results.popitem(last=False)


class RememberingStore(Store):
    """A store that has at hand what was asked of it before, as long as the program runs."""

    def __init__(self, folder: Path | None, memory: Memory) -> None:
        super().__init__(folder)
        self._memory = memory

    def get(self, key: str) -> Any | None:
        """What is remembered under the key, else what is kept."""
        found = self._memory.get(key)
        if found is None and (found := super().get(key)) is not None:
            self._memory.put(key, found)
        return found

    def put(self, key: str, result: object) -> None:
        """Remember a result, and keep it."""
        self._memory.put(key, result)
        super().put(key, result)


def kept_or_made(
    results: Results, keys: Sequence[str], make: Callable[[Sequence[int]], Iterable[Made]]
) -> Sequence[Made]:
    """What is kept under each key; `make` is told the places of those that lack it, and what it makes is kept."""
    found: list[Any] = [results.get(key) for key in keys]
    missing = [index for index, kept in enumerate(found) if kept is None]
    for index, made in zip(missing, make(missing), strict=True):
        results.put(keys[index], made)
        found[index] = made
    return found


def digest_of(*values: object) -> str:
    """The SHA-256 of values whose `repr` says all that is in them, such as texts, numbers, days and frozen records."""
    return hashlib.sha256("\n".join(map(repr, values)).encode("utf-8", "surrogatepass")).hexdigest()


def digests_below(folder: Path, suffixes: str | tuple[str, ...] = "") -> Iterator[tuple[str, str]]:
    """The path of each file below a folder, relative to it, with its SHA-256; sorted, none where it is not there.

    Links are followed; of one that `files_read_at` tells as itself there is where it leads. Where suffixes are given,
    files of other kinds are left out, unread.
    """
    above = len(f"{folder}/")
    for path, found in files_read_at(str(folder)):
        if path.endswith(suffixes) and stat.S_ISREG(found.st_mode):
            yield path[above:], hashlib.sha256(Path(path).read_bytes()).hexdigest()
        elif path.endswith(suffixes) and stat.S_ISLNK(found.st_mode):
            yield path[above:], os.readlink(path)  # noqa: PTH115  as it is written


def files_read_at(place: str) -> Iterator[tuple[str, os.stat_result]]:
    """What stands at a place and below, as those find it who read through links: each file, with what is told of it.

    No folder is entered twice, or a link to a folder above it would never end: the second time it is told as itself,
    as a link is that leads nowhere, and a folder that may not be listed.
    """
    entered: set[tuple[int, int]] = set()
    places = [place]
    while places:
        path = places.pop()
        found = _found_at(path)
        if found is None:
            continue
        if stat.S_ISDIR(found.st_mode) and (found.st_dev, found.st_ino) not in entered:
            entered.add((found.st_dev, found.st_ino))
            with suppress(OSError):
                places += [f"{path}/{name}" for name in sorted(os.listdir(path), reverse=True)]  # noqa: PTH208
                continue
        yield path, os.lstat(path) if stat.S_ISDIR(found.st_mode) else found


def _found_at(path: str) -> os.stat_result | None:
    """What is told of that to which a path leads, or of a link that leads nowhere; None where nothing stands there."""
    for tell in (os.stat, os.lstat):
        with suppress(OSError):
            return tell(path)
    return None


@lru_cache(maxsize=1)
def surroundings() -> str:
    """The digest of all that makes the same sources into other pages: our code and what it stands on.

    Python is part of it, for the names and kinds of characters come with it.
    """
    ours = Path(__file__).parent
    code = list(digests_below(ours, (".py", ".po", ".yaml")))
    return digest_of(code, platform.python_version(), [(name, _version(name)) for name in _STANDS_ON])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _write(place: Path, content: bytes) -> bool:
    """Write a file in one step; False where it cannot be written, and what stands there stays."""
    # Whoever writes the same file at the same time, on this machine or another, has another name for it.
    unfinished = place.with_name(f".{place.name}.{uuid4().hex}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(place)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        return False
    return True


def _write_new(place: Path, content: bytes) -> None:
    """Write a file where none stands: what does may be a kept file itself, by another name."""
    with place.open("xb") as file:
        file.write(content)


def _holds(place: Path, content: bytes) -> bool:
    try:
        return place.stat().st_size == len(content) and place.read_bytes() == content
    except OSError:
        return False


def _remove_if(entry: os.DirEntry[str], is_old: Callable[[os.stat_result], bool]) -> None:
    """Remove a file by what is told of it; one that has gone, or that cannot be removed, is passed over."""
    with suppress(OSError):
        if is_old(entry.stat(follow_symlinks=False)):
            Path(entry.path).unlink()


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """The files two levels below a folder, which need not be there."""
    with suppress(OSError), os.scandir(folder) as shelves:
        for shelf in shelves:
            with suppress(OSError), os.scandir(shelf.path) as entries:
                yield from entries
