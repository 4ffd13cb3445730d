"""A folder of ours carries the marker file `.parley`, which lists all that we wrote there.

The marker stands from the first moment of a build, so that a folder a killed build left behind is known as ours.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

MARKER = ".parley"
UNFINISHED_MARKER = ".parley.new"
MADE_BY = "parley-briefings"
FORMAT = 1
_MADE_BY = f'"made_by": "{MADE_BY}"'.encode()
_END = 300  # bytes, in which it stands unless a version is very long
# What desktops leave in any folder they show; nobody misses it.
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Differences:
    """What in a folder is not as its manifest says, by path: files that are gone, changed, or were never written."""

    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.changed or self.foreign)


def mark_as_ours(folder: Path) -> None:
    """Write a marker that lists nothing yet."""
    _write_marker(folder, {"files": {}})


def write_manifest(
    folder: Path, version: str, not_before: datetime | None = None, known: Mapping[str, str] | None = None
) -> Mapping[str, str]:
    """Write the marker with the SHA-256 of every file, sorted by path, and return them; equal folders get equal ones.

    `not_before` is the moment before which no clock was right that let this be published. `known` are the digests of
    files that need not be read for it.
    """
    known = known or {}
    digests = {path: known.get(path) or _digest(folder / path) for path in sorted(_files(folder))}
    moment = {"not_before": not_before.isoformat()} if not_before else {}
    _write_marker(folder, {"version": version, "files": digests, **moment})
    return digests


def not_before(folder: Path) -> datetime | None:
    """The moment before which nobody could publish what the folder holds; None where its manifest names none."""
    named = (_marker(folder) or {}).get("not_before")
    try:
        moment = datetime.fromisoformat(str(named))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def fingerprint(folder: Path) -> str:
    """The SHA-256 of a folder's manifest, which tells two releases apart; empty where it has none."""
    return _digest(folder / MARKER) if is_ours(folder) else ""


def differences(folder: Path) -> Differences | None:
    """How a published folder differs from its manifest; None where it has none, or one that was never finished.

    Only files that stand in the folder are read, never one that the manifest names elsewhere. A link is none of ours.
    """
    marker = _marker(folder)
    if marker is None or "version" not in marker or not isinstance(marker.get("files"), dict):
        return None
    listed = marker["files"]
    there = frozenset(_files(folder))
    changed = (path for path in there & listed.keys() if _digest(folder / path) != listed[path])
    return Differences(tuple(sorted(listed.keys() - there)), tuple(sorted(changed)), foreign_files(folder))


def _digest(file: Path) -> str:
    return "" if file.is_symlink() else hashlib.sha256(file.read_bytes()).hexdigest()


def is_ours(folder: Path) -> bool:
    """Whether the folder carries our marker; most tell it by their end, for they may list very many files."""
    path = _marker_of(folder)
    if path is None:
        return False
    with path.open("rb") as marker:
        marker.seek(max(0, path.stat().st_size - _END))
        if _MADE_BY in marker.read():
            return True
    return _marker(folder) is not None


def is_empty(folder: Path) -> bool:
    """Whether the folder is there and holds nothing, or no more than a marker we were killed over."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    return all(path.name == UNFINISHED_MARKER for path in folder.iterdir())


def foreign_files(folder: Path) -> tuple[str, ...]:
    """Files that stand in a folder of ours though we never wrote them, sorted by path."""
    listed: Mapping[str, object] = (_marker(folder) or {}).get("files", {})
    return tuple(sorted(path for path in _files(folder) if path not in listed and Path(path).name not in LITTER))


def _files(folder: Path) -> Iterator[str]:
    return (path for path in files_below(folder) if path != MARKER)


def files_below(folder: Path) -> Iterator[str]:
    """The path of each file below a folder, relative to it; a link counts as a file and leads nowhere."""
    above = len(f"{folder}/")
    for entry in walk(folder):
        if not entry.is_dir(follow_symlinks=False):
            yield entry.path[above:].replace(os.sep, "/")


def walk(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Everything below a folder, a folder before what is in it; links are not followed."""
    folders = [os.fspath(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                yield entry
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)


def _marker_of(folder: Path) -> Path | None:
    """The marker in a folder, where there is one; no link is followed to it."""
    path = folder / MARKER
    return None if folder.is_symlink() or path.is_symlink() or not path.is_file() else path


def _marker(folder: Path) -> dict[str, Any] | None:
    path = _marker_of(folder)
    if path is None:
        return None
    try:
        content = json.loads(path.read_bytes())
    except ValueError:
        return None
    return content if isinstance(content, dict) and content.get("made_by") == MADE_BY else None


def _write_marker(folder: Path, content: Mapping[str, object]) -> None:
    # Sorted, the files come first, and who made the folder stands among the last lines.
    text = json.dumps({"made_by": MADE_BY, "format": FORMAT, **content}, indent=1, sort_keys=True)
    unfinished = folder / UNFINISHED_MARKER
    unfinished.write_text(text + "\n", encoding="utf-8")
    unfinished.replace(folder / MARKER)
