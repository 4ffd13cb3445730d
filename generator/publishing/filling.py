"""The store is filled by many machines: each worker makes some parts of a site into the store that all of them share.

A build that has an engine asks which parts are not kept, has workers make them, and then goes on as it would without:
what is kept is handed out, what is still missing is made here. So workers can save time and change nothing. One that is
killed, sees other sources or has another store contributes nothing, and that is all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock

from generator.edition import Part
from generator.publishing.build import ready_to_write
from generator.publishing.executors import Engine, Opening
from generator.publishing.part_writer import PartWriter
from generator.publishing.plugin import Progress
from generator.publishing.standing import KEPT_IN
from generator.report import counted
from generator.workers import in_batches, one_of_many

BATCH = 100
"""So many pages and files at least are asked of a worker at once, unless it is one large part."""

PATIENCE = 60
"""Seconds for which an engine may be without any worker."""

OF_NO_USE = (
    "Other plugins, hooks or objects among the settings have a say in the pages: "
    "none can be kept, and workers are of no use."
)

Names = tuple[str, ...]

_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Order:
    """Which site to make parts of: its `mkdocs.yml`, the moment it is built for, and the digest of all its parts."""

    config_file: Path
    now: datetime
    site: str


@dataclass(frozen=True, slots=True)
class Filled:
    """The parts that a worker says are kept now, or why there are none."""

    names: Names = ()
    why_none: str = ""


def fill(order: Order, names: Names) -> Filled:
    """Make parts of a site into its store, on a worker; the site is set up for the first of its batches.

    Whatever goes wrong is told, not raised: the build makes the parts itself.
    """
    # A worker may have threads, and a site has one pair of hands.
    with _one_at_a_time, one_of_many():
        try:
            return Filled(_writer(order).fill(names))
        except (Exception, SystemExit) as error:  # noqa: BLE001  a mistake shows in the build, with its trace
            return Filled(why_none=_said(error))


@lru_cache(maxsize=1)
def _writer(order: Order) -> PartWriter:
    writer = ready_to_write(order.config_file, order.now)
    if writer.digest != order.site:
        raise _OtherSiteError("they have other sources or settings, another Parley or another Python than this build")
    return writer


class _OtherSiteError(Exception):
    """What a worker would make is not what it was asked for."""


@dataclass(frozen=True, slots=True)
class Filling:
    """Has the workers of an engine make what is not kept, before a build writes its site."""

    engine: Opening
    config_file: Path
    now: datetime
    tell: Callable[[str], None]
    progress: Progress | None = None

    def __call__(self, writer: PartWriter) -> None:
        """Have the missing parts made, and tell which of them are left to this build, and why."""
        if writer.store.folder is None:
            self.tell(OF_NO_USE)
        elif missing := writer.missing():
            order = Order(self.config_file, self.now, writer.digest)
            with self.engine() as engine:
                filled = list(self._results(engine, order, missing))
            arrived = writer.arrived(name for one in filled for name in one.names)
            if arrived < len(missing):
                left, in_all = len(missing) - arrived, counted(len(missing), "part")
                self.tell(f"{left} of {in_all} came from no worker and are made here: {self._why(filled)}.")

    def _results(self, engine: Engine, order: Order, missing: Sequence[Part]) -> Iterator[Filled]:
        done = 0
        for filled in _filled(engine, order, batches(missing)):
            yield filled
            done += len(filled.names)
            if self.progress:
                self.progress("workers", done, len(missing))

    def _why(self, filled: Iterable[Filled]) -> str:
        said = (one.why_none for one in filled if one.why_none)
        return next(said, f"what workers keep is not in {self.config_file.parent / KEPT_IN}, which they must share")


def batches(parts: Iterable[Part]) -> Iterator[Names]:
    """The names of parts as they are given to workers: each that gathers from all briefings by itself, and first."""
    parts = list(parts)
    yield from ((part.name,) for part in parts if part.of_site)
    of_dossiers = (part for part in parts if not part.of_site)
    for batch in in_batches(of_dossiers, lambda part: len(part.pages) + len(part.files), BATCH):
        yield tuple(part.name for part in batch)


def _filled(engine: Engine, order: Order, asked: Iterable[Names]) -> Iterator[Filled]:
    """What became of each batch, as it is done; those of an engine that has lost its last worker are given up."""
    waiting = {_ask(engine, order, names) for names in asked}
    while waiting:
        done, waiting = wait(waiting, PATIENCE, FIRST_COMPLETED)
        yield from map(_result, done)
        if not done and not engine.workers():
            yield Filled(why_none="the executor has no worker")
            return


def _ask(engine: Engine, order: Order, names: Names) -> Future[Filled]:
    try:
        return engine.executor.submit(fill, order, names)
    except RuntimeError as error:  # it has broken meanwhile
        broken: Future[Filled] = Future()
        broken.set_exception(error)
        return broken


def _result(future: Future[Filled]) -> Filled:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001  whatever the engine raises, its workers have not done it
        return Filled(why_none=_said(error))


def _said(error: BaseException) -> str:
    return str(error).rstrip(".") or type(error).__name__
