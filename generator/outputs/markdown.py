"""A folder of plain files, written again and again without touching what others put there.

A list in the folder says which files are ours. Only these are ever replaced or removed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path, PurePosixPath

LIST = ".parley-export"
_LIST_HEAD = "# The files that `parley export` wrote here, and will replace.\n"


def refusal(folder: Path) -> str:
    """Why nothing may be exported into a folder, with the way out; empty where it may."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return f"{folder} is no folder. Choose another one."
    if folder.is_dir() and not (folder / LIST).is_file() and any(folder.iterdir()):
        return f"{folder} is not empty, and no earlier export made it. Choose another folder, or empty it."
    return ""


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files, by path below the folder, and remove those of an earlier export that are no more.

    The list is written first, with the old and the new paths: an export broken off is still known as ours.
    """
    earlier = frozenset(_listed(folder))
    folder.mkdir(parents=True, exist_ok=True)
    _write_list(folder, earlier | files.keys())
    for path in sorted(earlier - files.keys(), reverse=True):
        _remove(folder, PurePosixPath(path))
    for path, content in files.items():
        _write(folder / path, content)
    _write_list(folder, files.keys())


def _listed(folder: Path) -> Iterator[str]:
    """The paths of the list, but for any that would lead out of the folder."""
    if not (folder / LIST).is_file():
        return
    for line in (folder / LIST).read_text(encoding="utf-8").splitlines():
        path = PurePosixPath(line)
        if line and not line.startswith("#") and not path.is_absolute() and ".." not in path.parts:
            yield line


def _write_list(folder: Path, paths: AbstractSet[str]) -> None:
    text = "".join(f"{path}\n" for path in sorted(paths))
    (folder / LIST).write_text(_LIST_HEAD + text, encoding="utf-8", newline="\n")


def _remove(folder: Path, path: PurePosixPath) -> None:
    """Remove a file, and the folders above it that are now empty."""
    (folder / path).unlink(missing_ok=True)
    for parent in (folder / path).parents:
        if parent == folder or not parent.is_dir() or any(parent.iterdir()):
            return
        parent.rmdir()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink():
        path.unlink()
    path.write_bytes(content)
