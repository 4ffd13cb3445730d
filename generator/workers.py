"""Work spread over the processors of this machine.

The workers are copies of this process: they have at hand all it had made, and only results are sent back.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from contextvars import ContextVar
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from threading import Event, Thread
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_IT = 48
"""So many pages at least, or starting workers takes longer than they save."""

_alone = Event()
_is_one_of_many = ContextVar("is_one_of_many", default=False)
_work: Callable[[Any], Any]
_items: Sequence[Any]


def spread(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    worth_it: int = WORTH_IT,
    share: int | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Iterator[Result]:
    """The result of `work` for each item, in their order; results must be picklable, nothing else need be.

    Fewer items than `worth_it` are worked on here. A worker takes `share` of them at a time; without a number, as many
    as leave no worker with the last long share. What is to be done `meanwhile`, this process does before it has the
    first result. What `work` raises is raised here, and WorkerEndedError where a worker is ended from outside.
    """
    if _alone.is_set() or _is_one_of_many.get() or len(items) < worth_it or processors() < 2:
        meanwhile()
        return map(work, items)
    return _spread(work, items, share, meanwhile)


def in_batches(items: Iterable[Item], weigh: Callable[[Item], int], at_least: int) -> Iterator[list[Item]]:
    """The items in their order, in lists of which each weighs so much at least, but for the last."""
    batch: list[Item] = []
    weight = 0
    for item in items:
        batch.append(item)
        weight += weigh(item)
        if weight >= at_least:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


@contextmanager
def undisturbed() -> Iterator[None]:
    """No look for what can go while much is made that stays: the looks would take longer than the making."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class WorkerEndedError(MemoryError):
    """A worker was ended from outside, as systems do where memory runs out."""


def work_alone() -> None:
    """Have this process do from now on what it would spread.

    A library has started threads in it: a copy would lack them, and wait for them for ever.
    """
    _alone.set()


@contextmanager
def one_of_many() -> Iterator[None]:
    """In here nothing is spread: this process is a worker itself, beside others, and may not be copied.

    An engine runs it with threads of its own, which a copy would not have, or forbids it children.
    """
    before = _is_one_of_many.set(True)
    try:
        yield
    finally:
        _is_one_of_many.reset(before)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _spread(
    work: Callable[[Item], Result], items: Sequence[Item], share: int | None, meanwhile: Callable[[], None]
) -> Iterator[Result]:
    global _work, _items  # workers begin as copies of this process and find their work here
    _work, _items = work, items
    workers = processors()
    # Small enough a share that no worker is left with the last long one, large enough to be worth a message.
    share = share or max(1, len(items) // (workers * 16))
    # What was made so far stays: a worker that looks through it for what can go would copy it, page by page.
    gc.freeze()
    context = multiprocessing.get_context("fork")
    others = multiprocessing.active_children()
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin) as pool:
        with warnings.catch_warnings():
            # Newer Pythons warn where there are threads beside: progress bars have one, and workers need nothing of it.
            warnings.simplefilter("ignore", DeprecationWarning)
            results = pool.map(_one, range(len(items)), chunksize=share)
        gc.unfreeze()
        meanwhile()
        try:
            yield from results
        except BrokenProcessPool as error:
            _end_all_but(others)
            raise WorkerEndedError("a worker was ended from outside") from error


def _end_all_but(others: Iterable[BaseProcess]) -> None:
    """End the workers that are left: what they write would come after all is cleared away."""
    for worker in {*multiprocessing.active_children()} - {*others}:
        worker.kill()
        worker.join()


def _begin() -> None:
    """What each worker does first."""
    _end_with_parent()
    gc.enable()  # its parent may be undisturbed; a worker makes more than it keeps


def _end_with_parent() -> None:
    """Have this worker end when the process does that it is a copy of, also where that is killed: nobody else waits."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "a worker has a parent"

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _one(index: int) -> Any:
    return _work(_items[index])
