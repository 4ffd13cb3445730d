"""Work is spread over processes, and comes back in order."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
from threading import Event
from time import sleep

import pytest
from printing import brief_of

from generator import workers
from generator.workers import WORTH_IT, WorkerEndedError, one_of_many, spread, undisturbed

MANY = range(WORTH_IT * 2)


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)
    monkeypatch.setattr(workers, "_alone", Event())


def test_results_come_in_the_order_of_the_items() -> None:
    """However the work was shared out."""
    factor = 3
    assert list(spread(lambda item: item * factor, MANY)) == [item * factor for item in MANY]


def test_many_items_are_worked_on_elsewhere_and_few_here() -> None:
    """Starting a process for three items would take longer."""
    here = os.getpid()
    assert here not in set(spread(lambda _: os.getpid(), MANY))
    assert set(spread(lambda _: os.getpid(), range(3))) == {here}


def test_one_processor_works_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nobody to share with."""
    monkeypatch.setattr(workers, "processors", lambda: 1)
    assert set(spread(lambda _: os.getpid(), MANY)) == {os.getpid()}


def test_who_works_alone_makes_no_copies() -> None:
    """A copy lacks the threads of libraries, and would wait for them for ever: a press that has printed starts some."""
    brief_of()
    assert set(spread(lambda _: os.getpid(), MANY)) == {os.getpid()}


def test_one_of_many_workers_has_none_of_its_own() -> None:
    """Until it is none any more."""
    with one_of_many():
        assert set(spread(lambda _: os.getpid(), MANY)) == {os.getpid()}
    assert os.getpid() not in set(spread(lambda _: os.getpid(), MANY))


@pytest.mark.parametrize("items", [MANY, range(3), range(0)])
def test_this_process_does_something_else_meanwhile(items: range) -> None:
    """Before it has the first result, and once, however few there are."""
    done: list[int] = []
    results = spread(lambda item: item, items, meanwhile=lambda: done.append(os.getpid()))
    assert list(results) == list(items)
    assert done == [os.getpid()]


def test_what_goes_wrong_meanwhile_is_raised() -> None:
    """And nobody is left at work."""
    with pytest.raises(OSError, match="disk is full"):
        list(spread(lambda item: item, MANY, meanwhile=_fail))
    assert list(spread(lambda item: item, MANY)) == list(MANY)


def _fail() -> None:
    raise OSError("the disk is full")


def test_a_worker_that_is_ended_from_outside_ends_the_others() -> None:
    """As where memory runs out: whoever clears away what was made does so alone."""

    def work(item: int) -> None:
        os.kill(os.getpid(), signal.SIGKILL) if item == 1 else sleep(60)

    with pytest.raises(WorkerEndedError):
        list(spread(work, range(2), worth_it=2, share=1))
    assert multiprocessing.active_children() == []


def test_what_goes_wrong_elsewhere_is_raised_here() -> None:
    """As it was raised there."""

    def fail(item: int) -> int:
        if item == 7:
            raise KeyError("seven")
        return item

    with pytest.raises(KeyError, match="seven"):
        list(spread(fail, MANY))


BUSY = """
import os, time
from generator import workers
workers.processors = lambda: 2
def work(_):
    print(os.getpid(), flush=True)
    time.sleep(600)
list(workers.spread(work, range(100)))
"""


def test_no_worker_outlives_a_process_that_is_killed() -> None:
    """What it was given to do is of no more use, and nobody would collect it."""
    with subprocess.Popen([sys.executable, "-c", BUSY], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        working = {process.stdout.readline() for _ in range(2)}
        assert len(working) == 2
        process.kill()
        # Whoever of them lives holds the other end open.
        assert process.communicate(timeout=60)[0] == ""


def test_the_collector_rests_and_goes_on() -> None:
    """Also after a fault; one that was off stays off."""

    def fail() -> None:
        assert not gc.isenabled()
        raise KeyError

    assert gc.isenabled()
    with pytest.raises(KeyError), undisturbed():
        fail()
    assert gc.isenabled()
    gc.disable()
    try:
        with undisturbed():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
