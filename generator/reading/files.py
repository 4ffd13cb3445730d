"""The files below a site's briefings folder: found in order, read within bounds, never from outside of it."""

from __future__ import annotations

import os
import re
import stat
import time
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.problems import Problem, did_you_mean, in_reading_order
from generator.reading.text import INVISIBLE, MAX_BYTES, reveal
from generator.store import Results

REGISTRY_FOLDER = "registry"
REGISTRY_FILES = ("players.yaml", "processes.yaml", "sources.yaml")

KEPT = 20_000
"""So many files stay read, the last used ones: more than a site has, fewer than a day of saves adds up to."""

FRESH = 2_000_000_000
"""Nanoseconds within which two changes of a file may bear the same time, on the coarsest of filesystems."""

_LIKE_YAML = frozenset({".yaml", ".yml"})
_LIKE_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn"})
_BACKUP = re.compile(r"\..*|.*~|.*\.sw[a-p]|#.*#")
_RESERVED_CHARACTER = re.compile(r'[<>:"|?*\\\n\t\ud800-\udfff]')
# Windows keeps these names, with any suffix, for devices.
_RESERVED_NAME = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class SourceFile:
    """One file as found: `path` is relative to the site's folder, with forward slashes.

    `raw` holds at most one byte more than a file may have, enough to see that it is too large. `place` is where it was
    read; empty of what was not read from a disk.
    """

    path: str
    raw: bytes
    place: str = field(default="", compare=False)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of what it holds."""
        return sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True)
class Found:
    """The YAML files and the prose pages, each sorted by path, and what cannot be used."""

    yaml: tuple[SourceFile, ...]
    markdown: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name in a folder that is neither hidden nor an editor's backup."""

    real: Path
    path: str
    found: os.stat_result

    @property
    def mode(self) -> int:
        return self.found.st_mode

    @property
    def name(self) -> str:
        return self.real.name


class _Refusal(NamedTuple):
    """Why an entry cannot be used; becomes a problem at the entry's path."""

    code: str
    message: str
    hint: str = ""

    def at(self, path: str) -> Problem:
        return Problem(path, 1, 1, self.code, self.message, self.hint)


def find_files(root: Path, folder: str = "briefings", memory: Results | None = None) -> Found:
    """Everything to read below `root`/`folder`. A link, a device, an unportable name is a problem, not a file.

    What is in a `memory` of earlier reading is not read again, unless the system tells that it may have been changed.
    """
    problems: list[Problem] = []
    files: list[SourceFile] = []
    by_folded: dict[str, str] = {}
    base, now = os.path.realpath(root), time.time_ns()
    for entry in sorted(_walk(root, folder, problems), key=lambda entry: entry.path):
        refusal = _twin(entry, by_folded) or _wrong_suffix(entry) or _unknown_registry(entry, folder)
        read = refusal or _read_once(entry, base, memory, now)
        if isinstance(read, _Refusal):
            problems.append(read.at(entry.path))
        elif read is not None:
            files.append(read)
    yaml = tuple(file for file in files if file.path.endswith(".yaml"))
    markdown = tuple(file for file in files if file.path.endswith(".md"))
    return Found(yaml, markdown, in_reading_order(problems))


def _walk(root: Path, folder: str, problems: list[Problem]) -> Iterator[_Entry]:
    """All regular files below the folder; what may not be entered or is no file goes to `problems`."""
    folders = [PurePosixPath(folder)]
    while folders:
        current = folders.pop()
        entries = _entries(root, current)
        if isinstance(entries, _Refusal):
            problems.append(entries.at(_printable(str(current))))
            continue
        for entry in entries:
            if refusal := _wrong_name(entry) or _wrong_kind(entry):
                problems.append(refusal.at(entry.path))
            elif stat.S_ISDIR(entry.mode):
                folders.append(current / entry.name)
            else:
                yield entry


def _entries(root: Path, current: PurePosixPath) -> list[_Entry] | _Refusal:
    """What stands in one folder, which must itself be no link and lie in the site."""
    real = root / current
    try:
        if real.is_symlink():
            return _Refusal("symlink", "this folder is a link; links are not followed", "put the folder itself here")
        if not real.is_dir():
            return _Refusal("missing-folder", "this folder does not exist", "create it, with a briefing in it")
        if not real.resolve().is_relative_to(root.resolve()):
            return _Refusal("outside-site", "this folder lies outside of the site's folder")
        return list(_children(real, current))
    except OSError as error:
        return _unreadable("folder", error)


def _children(real: Path, current: PurePosixPath) -> Iterator[_Entry]:
    for child in real.iterdir():
        # An editor may write beside the file and rename: what is gone again is none.
        with suppress(FileNotFoundError):
            if not _BACKUP.fullmatch(child.name):
                yield _entry(child, current / child.name)


def _entry(real: Path, path: PurePosixPath) -> _Entry:
    return _Entry(real, _printable(str(path)), real.lstat())


def _printable(path: str) -> str:
    """The path without characters that a report could not show: bytes that are no text, and invisible ones."""
    shown = path.encode("utf-8", "backslashreplace").decode("utf-8")
    return reveal(shown.replace("\n", "\ufffd").replace("\t", "\ufffd"))


def _wrong_name(entry: _Entry) -> _Refusal | None:
    name = entry.name
    hint = "rename it: small letters, digits and hyphens work everywhere"
    if _RESERVED_CHARACTER.search(name) or INVISIBLE.search(name):
        return _Refusal("unportable-name", "the name holds a character that not every system allows", hint)
    if name != name.strip() or name.endswith("."):
        return _Refusal("unportable-name", "the name starts or ends with a space or ends with a dot", hint)
    if _RESERVED_NAME.fullmatch(name):
        return _Refusal("unportable-name", f"Windows keeps the name '{name}' for a device", hint)
    return None


def _wrong_kind(entry: _Entry) -> _Refusal | None:
    if stat.S_ISLNK(entry.mode):
        return _Refusal("symlink", "this is a link; links are not followed", "put the file or folder itself here")
    if not stat.S_ISREG(entry.mode) and not stat.S_ISDIR(entry.mode):
        return _Refusal("special-file", "this is no ordinary file (a pipe, a socket or a device)", "remove it")
    return None


def _twin(entry: _Entry, by_folded: dict[str, str]) -> _Refusal | None:
    """Many systems count capital and small letters, and composed and decomposed accents, as one."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", entry.path).casefold())
    first = by_folded.setdefault(folded, entry.path)
    if first == entry.path:
        return None
    return _Refusal("case-twin", f"on many systems this is the same name as '{first}'", "rename one of the two")


def _wrong_suffix(entry: _Entry) -> _Refusal | None:
    """Also where an editor has put `.txt` behind the suffix, which some systems then do not show."""
    name = PurePosixPath(entry.name)
    bare = name.with_suffix("") if name.suffix.casefold() == ".txt" else name
    for like, wanted in ((_LIKE_YAML, ".yaml"), (_LIKE_MARKDOWN, ".md")):
        if bare.suffix.casefold() in like and name.suffix != wanted:
            message = f"a file whose name ends with '{entry.name.removeprefix(bare.stem)}' is not read"
            unseen = "" if bare == name else f"; where '{name.suffix}' is not shown, have the system show all of a name"
            return _Refusal("file-suffix", message, f"name it '{bare.stem}{wanted}'{unseen}")
    return None


def _unknown_registry(entry: _Entry, folder: str) -> _Refusal | None:
    registry = f"{PurePosixPath(folder)}/{REGISTRY_FOLDER}/"
    name = entry.path.removeprefix(registry)
    if name == entry.path or entry.real.suffix != ".yaml" or name in REGISTRY_FILES:
        return None
    # Without the suffix, in which all are alike.
    is_near = did_you_mean(entry.real.stem, [file.removesuffix(".yaml") for file in REGISTRY_FILES])
    others = f"a registry has {', '.join(REGISTRY_FILES)}; a briefing belongs in another folder of '{folder}'"
    hint = did_you_mean(name, REGISTRY_FILES) if is_near else others
    return _Refusal("unknown-registry-file", f"no registry file is called '{name}'", hint)


def _read_once(entry: _Entry, base: str, memory: Results | None, now: int) -> SourceFile | _Refusal | None:
    """The file from memory, where the system tells that it is the one that was read."""
    found = entry.found
    # Shortly after a change another would not show in the times of the file.
    if memory is None or now - max(found.st_mtime_ns, found.st_ctime_ns) < FRESH:
        return _read(entry, base)
    known_by = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    key = f"read {entry.real} {entry.path} {known_by}"
    kept = memory.get(key)
    if isinstance(kept, SourceFile):
        return kept
    read = _read(entry, base)
    if isinstance(read, SourceFile):
        memory.put(key, read)
    return read


def _read(entry: _Entry, base: str) -> SourceFile | _Refusal | None:
    """At most one byte more than a file may have; None for a file of another kind, such as a picture."""
    if entry.real.suffix not in (".yaml", ".md"):
        return None
    try:
        if not Path(os.path.realpath(entry.real)).is_relative_to(base):
            return _Refusal("outside-site", "this file lies outside of the site's folder")
        # What stood here when the folder was listed may have become a link or a pipe since.
        with os.fdopen(os.open(entry.real, _OPEN_FLAGS), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return _Refusal("special-file", "this is no ordinary file", "remove it")
            return SourceFile(entry.path, file.read(MAX_BYTES + 1), str(entry.real))
    except FileNotFoundError:
        return None
    except OSError as error:
        return _unreadable("file", error)


def _unreadable(kind: str, error: OSError) -> _Refusal:
    if isinstance(error, PermissionError):
        return _Refusal("unreadable", f"this {kind} may not be read", "allow reading it")
    return _Refusal("unreadable", f"this {kind} cannot be read: {error.strerror}")
