"""Publishing is all or nothing: a site is built beside the old one, then the two swap places in one step.

A reader sees the old site or the new one, never a mixture and never an empty folder. A build killed at any moment
leaves the old site whole; the next build clears away what that one left. Only folders with our marker are ever removed.

The release that was replaced stays beside the site, out of readers' sight, until the next one is: `roll_back` returns
to it by the same swap.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import platform
import shutil
import stat
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from generator.publishing.manifest import (
    MARKER,
    differences,
    fingerprint,
    foreign_files,
    is_empty,
    is_ours,
    mark_as_ours,
    walk,
)
from generator.workers import spread

FILE_MODE = 0o644
FOLDER_MODE = 0o755
# Of a release that is no longer published: a web server of another account cannot show it.
HIDDEN_MODE = 0o700
# renameat2's RENAME_EXCHANGE and renamex_np's RENAME_SWAP are both 2; AT_FDCWD says that paths start where we stand.
EXCHANGE = 2
AT_FDCWD = -100
CANNOT_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
FLUSHING_THREADS = 16


def staging_of(target: Path) -> Path:
    """The folder beside the target in which its next release is built."""
    return target.with_name(f".{target.name}.parley-staging")


def previous_of(target: Path) -> Path:
    """The release before the published one, kept for `roll_back`."""
    return target.with_name(f".{target.name}.parley-previous")


def outgoing_of(target: Path) -> Path:
    """Where the old release waits for a moment, on a filesystem that cannot swap two folders in one step."""
    return target.with_name(f".{target.name}.parley-outgoing")


def removed_of(target: Path) -> Path:
    """Where a release stands that is being removed."""
    return target.with_name(f".{target.name}.parley-removed")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing may be published into a folder, with the way out."""

    message: str


@dataclass(frozen=True, slots=True)
class Publication:
    """One build's right to publish into `target`, and the folder of ours in which it builds.

    One build at a time holds it. The system takes it back from a build that is killed.
    """

    target: Path
    staging: Path
    lock: int

    def finish(self) -> None:
        """Make the staged site the published one."""
        _announce(self.lock, fingerprint(self.staging))
        if publish(self.staging, self.target):
            _unlock(self.target, self.lock)
        else:
            # The note in the lock's file stays: by it the next build knows what to keep.
            os.close(self.lock)

    def abandon(self) -> None:
        """Leave the published site as it is."""
        if self.staging.exists():
            discard(self.staging)
        _unlock(self.target, self.lock)


def begin(target: Path, protected: Iterable[Path]) -> Publication | Refusal:
    """The right to publish into `target`, once what a killed build left there is put right.

    `protected` folders and the folders above them are never published into.
    """
    lock = _taken(target, tuple(protected))
    if isinstance(lock, Refusal):
        return lock
    try:
        return Publication(target, open_staging(target), lock)
    except OSError as error:
        _unlock(target, lock)
        return _cannot_write(target, error)


def roll_back(target: Path) -> Refusal | None:
    """Swap the published site for the release before it, which takes its place beside: a second time undoes the first.

    A release that is not as it was published is not brought back.
    """
    lock = _taken(target, ())
    if isinstance(lock, Refusal):
        return lock
    try:
        if why := _not_fit_to_return(target):
            return Refusal(why)
        previous_of(target).chmod(FOLDER_MODE)
        _put_in_place(previous_of(target), target)
        return None
    finally:
        _unlock(target, lock)


def forget(target: Path) -> Refusal | None:
    """Remove the release that is kept beside a site, for good."""
    lock = _taken(target, ())
    if isinstance(lock, Refusal):
        return lock
    try:
        _clear(previous_of(target))
        return None
    finally:
        _unlock(target, lock)


def recover(target: Path, lock: int) -> None:
    """Put right what a killed build left: an old release in waiting comes back or is kept, our leftovers go."""
    staging, outgoing, announced = staging_of(target), outgoing_of(target), _announced(lock)
    if is_ours(outgoing) and not target.exists():
        outgoing.rename(target)
    if is_ours(outgoing):
        _retire(outgoing, target)
    if is_ours(staging) and announced and announced == fingerprint(target):
        # The two had swapped places: what stands here was published until then.
        _retire(staging, target)
    for leftover in (staging, outgoing, removed_of(target)):
        _clear(leftover)
    # A note is of one publication: left standing it would take the next one's unfinished folder for a release.
    os.ftruncate(lock, 0)
    os.fsync(lock)


def open_staging(target: Path) -> Path:
    """A new folder beside the target, marked as ours. Needs the lock."""
    staging = staging_of(target)
    staging.mkdir(parents=True)
    mark_as_ours(staging)
    return staging


def publish(staging: Path, target: Path) -> bool:
    """Make the staged site the published one, in one step, once it is safe on disk. Needs the lock.

    False where the site is out, but the old one could not be put away: `recover` does it before the next build.
    """
    _make_readable(staging)
    _flush(staging)
    return _put_in_place(staging, target)


def _put_in_place(incoming: Path, target: Path) -> bool:
    """Swap, and keep what was published until then; False where that fails after the swap."""
    if not target.exists() or is_empty(target):
        incoming.replace(target)
        _flush_one(target.parent)
        return True
    old = incoming if _exchange(incoming, target) else _rename_both(incoming, target)
    try:
        _flush_one(target.parent)
        _retire(old, target)
    except OSError:
        return False
    return True


def _retire(old: Path, target: Path) -> None:
    """Keep a release that was replaced in place of the one kept so far; one that equals the published one goes."""
    kept = previous_of(target)
    if old != kept and fingerprint(old) == fingerprint(target):
        discard(old)
        return
    if old != kept:
        # Removing takes a while, in which the release kept so far must not be taken for a whole one.
        if kept.exists():
            kept.rename(removed_of(target))
        old.rename(kept)
    kept.chmod(HIDDEN_MODE)
    _flush_one(target.parent)
    _clear(removed_of(target))


def _not_fit_to_return(target: Path) -> str | None:
    """Why the release that is kept cannot be published again."""
    kept = previous_of(target)
    if not is_ours(kept):
        return f"No release is kept beside {target}: there was none before this one, or it was removed."
    found = differences(kept)
    if found is None or found:
        wrong = _some((*found.missing, *found.changed, *found.foreign)) if found else "its list of files"
        return f"The release kept in {kept} is not as it was published ({wrong}). The site stands as it was."
    return None


def _clear(leftover: Path) -> None:
    if is_ours(leftover) or is_empty(leftover):
        discard(leftover)


def discard(folder: Path) -> None:
    """Remove a folder of ours, or an empty one; the marker goes last, so that half a removal is still known as ours."""
    if not is_ours(folder) and not is_empty(folder):
        raise ValueError(f"{folder} carries no marker of ours and is not empty")
    on_top = [path for path in folder.iterdir() if path.name != MARKER]
    below = [path for top in on_top if _is_folder(top) for path in top.iterdir()]
    # What is below may be much, and is removed by several workers.
    for _ in spread(_remove, below):
        pass
    for path in on_top:
        _remove(path)
    (folder / MARKER).unlink(missing_ok=True)
    folder.rmdir()


def _remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it."""
    if _is_folder(path):
        shutil.rmtree(path)
    else:
        path.unlink()


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _taken(target: Path, protected: tuple[Path, ...]) -> int | Refusal:
    """The lock on a target that may be published into, once what a killed build left there is put right."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = _lock(target)
    except OSError as error:
        return _cannot_write(target, error)
    if lock is None:
        return Refusal(f"Another build is publishing into {target}. Wait until it is done.")
    if why := next(_refusals(target, protected), None):
        _unlock(target, lock)
        return Refusal(why)
    try:
        recover(target, lock)
    except OSError as error:
        _unlock(target, lock)
        return Refusal(f"What a broken build left beside {target} cannot be cleared away ({error.strerror}).")
    return lock


def _cannot_write(target: Path, error: OSError) -> Refusal:
    return Refusal(f"Nothing can be written in {target.parent} ({error.strerror}). Choose another site_dir.")


def _lock_file(target: Path) -> Path:
    return target.with_name(f".{target.name}.parley-lock")


def _lock(target: Path) -> int | None:
    """An open file that holds the lock on a target, or None while another build holds it."""
    path = _lock_file(target)
    while True:
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, FILE_MODE)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        if _still_there(path, descriptor):
            return descriptor
        # Its holder removed the file after we opened it: what we locked guards nothing.
        os.close(descriptor)


def _unlock(target: Path, lock: int) -> None:
    _lock_file(target).unlink(missing_ok=True)
    os.close(lock)


def _announce(lock: int, release: str) -> None:
    """Note in the lock's file which release is about to be published: after a kill it tells whether it was."""
    os.pwrite(lock, release.encode("ascii"), 0)
    os.fsync(lock)


def _announced(lock: int) -> str:
    return os.pread(lock, 64, 0).decode("ascii", "replace")


def _still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _refusals(target: Path, protected: tuple[Path, ...]) -> Iterator[str]:
    if target.is_symlink():
        yield f"{target} is a symbolic link. Name the folder it points to as site_dir."
    if target.exists() and not target.is_dir():
        yield f"{target} is a file. Move it away, or choose another site_dir."
    if target.is_dir():
        yield from _refusals_of_folder(target, protected)
    for way in (place(target) for place in (staging_of, previous_of, outgoing_of, removed_of)):
        if way.is_symlink() or (way.exists() and not is_ours(way) and not is_empty(way)):
            yield f"{way} is in the way, and Parley did not make it. Move it away."


def _refusals_of_folder(target: Path, protected: tuple[Path, ...]) -> Iterator[str]:
    if any(target.samefile(folder) for path in protected for folder in (path, *path.parents) if folder.exists()):
        yield f"{target} holds more than a site. Choose a folder of its own as site_dir."
    if target.is_mount():
        yield f"{target} is a mount point, which cannot be swapped. Choose a folder inside it as site_dir."
    if not is_ours(target) and not is_empty(target):
        yield f"{target} is not empty, and Parley did not make it. Move it away, or choose another site_dir."
    if foreign := is_ours(target) and foreign_files(target):
        yield f"{target} holds files Parley did not write ({_some(foreign)}). Move them away."


def _some(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown


def _make_readable(folder: Path) -> None:
    """Modes that do not hang on the builder's umask: a web server must be able to read the site."""
    folder.chmod(FOLDER_MODE)
    for entry in walk(folder):
        mode = FOLDER_MODE if entry.is_dir() else FILE_MODE
        if stat.S_IMODE(entry.stat().st_mode) != mode:
            Path(entry.path).chmod(mode)


def _flush(folder: Path) -> None:
    """Have every file and folder safe on disk: a swap that outlives a power cut must not point at empty files."""
    flush(folder, chain((Path(entry.path) for entry in walk(folder)), [folder]))


def flush(folder: Path, paths: Iterable[Path]) -> None:
    """Have these files and folders below a folder safe on disk, if need be with all else on its filesystem."""
    if _flush_filesystem(folder):
        return
    with ThreadPoolExecutor(FLUSHING_THREADS) as threads:
        for _ in threads.map(_flush_one, paths):
            pass


def _flush_filesystem(folder: Path) -> bool:
    """Have all of the folder's filesystem written out in one go; False where the system cannot, or tells of a fault."""
    system = ctypes.CDLL(None, use_errno=True)
    if not hasattr(system, "syncfs"):
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        return bool(system.syncfs(descriptor) == 0)
    finally:
        os.close(descriptor)


def _flush_one(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders swap places in one step; False where the system or its filesystem cannot."""
    system = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if platform.system() == "Linux" and hasattr(system, "renameat2"):
        outcome = system.renameat2(AT_FDCWD, first, AT_FDCWD, second, EXCHANGE)
    elif platform.system() == "Darwin" and hasattr(system, "renamex_np"):
        outcome = system.renamex_np(first, second, EXCHANGE)
    else:
        return False
    number = ctypes.get_errno()
    if outcome != 0 and number not in CANNOT_EXCHANGE:
        raise OSError(number, os.strerror(number), str(one), None, str(other))
    return bool(outcome == 0)


def _rename_both(incoming: Path, target: Path) -> Path:
    """Swap by two renames, and return where the old release stands; `recover` mends a kill between the two."""
    outgoing = outgoing_of(target)
    target.rename(outgoing)
    try:
        incoming.rename(target)
    except OSError:
        outgoing.rename(target)
        raise
    return outgoing
