"""What makes parts of a site beside this process: an executor of the standard library's kind, by its address.

The work itself goes through `concurrent.futures.Executor` alone, so another engine is one more entry in `KINDS`.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec

from generator.publishing.stops import CannotPublish

ANSWERS_WITHIN = 10
"""Seconds after which a scheduler is taken for one that is not there."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An executor that is open, and how many workers it has just now."""

    executor: Executor
    workers: Callable[[], int]


Opening = Callable[[], AbstractContextManager[Engine]]


def engine_of(address: str) -> Opening:
    """What opens the engine at an address such as `processes://4`; raises CannotPublish where there can be none."""
    kind, found, place = address.partition("://")
    if not found or kind not in KINDS:
        raise CannotPublish(f"'{address}' names no executor. Known are dask://HOST:PORT and processes://N.")
    return KINDS[kind](place)


def _processes(place: str) -> Opening:
    """Processes of this machine that share nothing with this one, as those of another machine would not."""
    if not (place.isascii() and place.isdecimal() and int(place)):
        raise CannotPublish(f"'processes://{place}' does not say how many processes. Four are processes://4.")

    @contextmanager
    def opened() -> Iterator[Engine]:
        pool = ProcessPoolExecutor(int(place), mp_context=multiprocessing.get_context("spawn"))
        try:
            yield Engine(pool, lambda: int(place))
        finally:
            pool.shutdown(cancel_futures=True)

    return opened


def _dask(place: str) -> Opening:
    """The workers of a dask scheduler; how to reach one by TLS is told by dask's own configuration."""
    if find_spec("distributed") is None:
        raise CannotPublish("dask is not installed here. Install it: pip install 'parley-briefings[dask]'")

    @contextmanager
    def opened() -> Iterator[Engine]:
        from distributed import Client  # noqa: PLC0415  optional, and slow to import

        try:
            _meet(place)
            client = Client(place, timeout=ANSWERS_WITHIN, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise CannotPublish(
                f"No dask scheduler answers at {place} within {ANSWERS_WITHIN} seconds. "
                "Start one with 'dask scheduler', or build without --executor."
            ) from error
        executor = client.get_executor()
        try:
            yield Engine(executor, lambda: len(client.scheduler_info()["workers"]))
        finally:
            executor.shutdown(wait=False)
            client.close()

    return opened


def _meet(place: str) -> None:
    """Greet a scheduler: a client would wait for ever for what takes the call and says nothing, as a dashboard does."""
    # In a thread of its own, for whoever calls may be run by an event loop already.
    with ThreadPoolExecutor(1) as greeter:
        greeter.submit(lambda: asyncio.run(_greet(place))).result()


async def _greet(place: str) -> None:
    from distributed.comm.core import connect  # noqa: PLC0415
    from distributed.security import Security  # noqa: PLC0415

    met = await asyncio.wait_for(connect(place, **Security().get_connection_args("client")), ANSWERS_WITHIN)
    met.abort()


KINDS: Mapping[str, Callable[[str], Opening]] = {"dask": _dask, "processes": _processes}
