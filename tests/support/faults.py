"""Publishing with a fault at every step on the file system: a kill, or an error of the system.

Run as a program, `faults.py FOLDER WORK FAULT [--renames] [--control]`, it does the work over and over in processes of
its own, each with the fault before another step, until one comes to its end; then it prints, as JSON, what was found
after each. The steps are those that Python tells its audit hooks, and those of `publishing.release` that it does not.
With `--order` it does the work once, and prints the steps with what they were done to.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from generator.publishing import release
from generator.publishing.manifest import Differences, differences, write_manifest
from generator.publishing.standing import KEPT_IN

CHANGES = frozenset(
    {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate"}
)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
ERRORS = {"full": errno.ENOSPC, "read-only": errno.EROFS, "broken": errno.EIO}
FILES = ("index.html", "a/index.html", "a/b/data.json", "search/index.pf")
UNMADE = ""


@dataclass(frozen=True)
class Found:
    """What stood where the site is, and where a release is kept, after a fault before `step` and after the next build.

    Each is the text of a whole release, `UNMADE` where there is none, and what is wrong with one that is not whole.
    """

    step: str
    site: str
    later: str
    kept: str
    left: list[str]


class RefusedError(Exception):
    """Nobody may publish or roll back now."""


def publish(target: Path, text: str) -> None:
    """Publish a site of a few files that say the text."""
    begun = release.begin(target, ())
    if isinstance(begun, release.Refusal):
        raise RefusedError(begun.message)
    try:
        for name in FILES:
            (begun.staging / name).parent.mkdir(parents=True, exist_ok=True)
            (begun.staging / name).write_text(f"{text} {name}", encoding="utf-8")
        write_manifest(begun.staging, text)
        begun.finish()
    except OSError:
        begun.abandon()
        raise


def roll_back(target: Path, _: str) -> None:
    """Return to the release before."""
    if refused := release.roll_back(target):
        raise RefusedError(refused.message)


def build(target: Path, text: str) -> None:
    """Build the small site, with all that belongs to it, into the folder."""
    from small_site import NOW, use_edition, with_home

    from generator.publishing.build import build_site

    use_edition(with_home(text))
    build_site(target.parent / "mkdocs.yml", target, NOW)


WORKS: dict[str, Callable[[Path, str], None]] = {"publish": publish, "rollback": roll_back, "build": build}


def state(folder: Path) -> str:
    """The text of the release in a folder, if every file of it is as its manifest says."""
    if not folder.exists():
        return UNMADE
    if differences(folder) != Differences():
        return f"not whole: {differences(folder)}"
    text = (folder / "index.html").read_text(encoding="utf-8")
    (said,) = re.findall(r"\A(?:one|two|three)\b|(?<=<p>)(?:one|two|three)(?=</p>)", text)
    return str(said)


def count_steps(at: int, strike: Callable[[str], None]) -> None:
    """Have the fault strike before the step of this number (from 1)."""
    done = 0

    def told(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal done
        if event in CHANGES or event.startswith("parley.") or (event == "open" and _writes(arguments)):
            done += 1
            if done == at:
                strike(event)

    sys.addaudithook(told)
    _tell(os, "fsync")
    _tell(os, "pwrite")
    _tell(release, "_exchange")
    _tell(release, "_flush_filesystem")


def _writes(arguments: tuple[Any, ...]) -> bool:
    return bool(len(arguments) > 2 and isinstance(arguments[2], int) and arguments[2] & WRITES)


def _tell(module: Any, name: str, named: Callable[[Any], object] = str) -> None:
    call = getattr(module, name)

    def told(*arguments: Any) -> Any:
        sys.audit(f"parley.{name}", named(arguments[0]))
        return call(*arguments)

    setattr(module, name, told)


def _striking(fault: str, told: int) -> Callable[[str], None]:
    """What happens before the step; which step it was goes to `told`."""

    def strike(event: str) -> None:
        os.write(told, event.encode())
        if fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(ERRORS[fault], os.strerror(ERRORS[fault]))

    return strike


def order_of(work: Callable[[], None]) -> list[tuple[str, str]]:
    """The steps of the work, each with the path it was done to, as far as one names it."""
    steps: list[tuple[str, str]] = []

    def told(event: str, arguments: tuple[Any, ...]) -> None:
        if event in CHANGES or event.startswith("parley.") or (event == "open" and _writes(arguments)):
            steps.append((event, str(arguments[0]) if arguments else ""))

    sys.addaudithook(told)
    for name in ("fsync", "pwrite"):
        _tell(os, name, _path_of)
    _tell(release, "_exchange")
    _tell(release, "_flush_filesystem")
    work()
    return steps


def _path_of(descriptor: int) -> str:
    return str(Path(f"/proc/self/fd/{descriptor}").readlink())


def child(work: Callable[[], None], at: int, fault: str) -> str:
    """Do the work in a process of its own with a fault before a step; the step, or nothing where it has none left."""
    listen, tell = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(listen)
        with suppress(BaseException):
            count_steps(at, _striking(fault, tell))
            work()
        os._exit(0)
    os.close(tell)
    os.waitpid(process, 0)
    with os.fdopen(listen) as step:
        return step.read()


def copy_over(staging: Path, target: Path) -> bool:
    """The control: the new site written over the old one, as a publisher without a swap would."""
    shutil.copytree(staging, target, dirs_exist_ok=True)
    release.discard(staging)
    return True


def prepared(folder: Path, work: str) -> Path:
    """A folder in which two releases were published."""
    base = folder / "base"
    if work == "build":
        from small_site import write_site

        write_site(base)
    for text in ("one", "two"):
        (build if work == "build" else publish)(base / "site", text)
    return base


def tried(base: Path, work: Callable[[Path, str], None], fault: str, at: int) -> Found | None:
    """One try in a copy of the folder; None where no step is left."""
    target = shutil.copytree(base, base.with_name(str(at))) / "site"
    step = child(lambda: work(target, "three"), at, fault)
    if not step:
        return None
    site = state(target)
    with suppress(RefusedError):
        # What the next build finds and puts right, before it is broken off.
        begun = release.begin(target, ())
        if isinstance(begun, release.Publication):
            begun.abandon()
    there = {path.name for path in target.parent.iterdir()} - {path.name for path in base.iterdir()}
    left = sorted(there - {target.name, release.previous_of(target).name, KEPT_IN.parts[0]})
    found = Found(step, site, state(target), state(release.previous_of(target)), left)
    shutil.rmtree(target.parent)
    return found


def _work(work: Callable[[Path, str], None], base: Path, *, stray: bool) -> None:
    work(base / "site", "three")
    if stray:
        (base / "stray").write_text("elsewhere", encoding="utf-8")


def main() -> None:
    """Try every step, and print what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("work", choices=WORKS)
    parser.add_argument("fault", choices=("kill", *ERRORS))
    parser.add_argument("--renames", action="store_true")
    parser.add_argument("--control", action="store_true")
    parser.add_argument("--order", action="store_true")
    parser.add_argument("--unflushed", action="store_true")
    parser.add_argument("--one-by-one", action="store_true")
    parser.add_argument("--stray", action="store_true")
    options = parser.parse_args()
    if options.renames:
        setattr(release, "_exchange", lambda *_: False)  # noqa: B010
    base = prepared(options.folder, options.work)
    if options.control:
        setattr(release, "publish", copy_over)  # noqa: B010
    if options.unflushed:
        setattr(release, "_flush", lambda _: None)  # noqa: B010
    if options.one_by_one:
        setattr(release, "_flush_filesystem", lambda _: False)  # noqa: B010
    if options.order:
        json.dump(order_of(partial(_work, WORKS[options.work], base, stray=options.stray)), sys.stdout)
        return
    found = []
    for at in count(1):
        one = tried(base, WORKS[options.work], options.fault, at)
        if one is None:
            break
        found.append(asdict(one))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
