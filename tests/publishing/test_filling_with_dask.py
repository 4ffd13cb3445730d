"""A real dask scheduler and two workers, each a process of its own on loopback, fill the store of a build."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, sleep

import corpus
import pytest
from command_line import PARLEY, run_parley, surroundings
from distributed import Client
from small_site import files_below

from generator.publishing import executors, filling
from generator.publishing.executors import engine_of
from generator.publishing.standing import KEPT_IN
from generator.publishing.stops import CannotPublish

BRIEFINGS = 10
WORKERS = ("one", "other")

Cluster = tuple[Client, dict[str, subprocess.Popen[bytes]]]


@contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program of dask, ended with the block."""
    command = [sys.executable, "-m", f"distributed.cli.{arguments[0]}", *arguments[1:], "--no-dashboard"]
    with subprocess.Popen(command, env=surroundings(), stderr=subprocess.DEVNULL) as program:
        try:
            yield program
        finally:
            program.kill()


def wait_for(what: Callable[[], object], seconds: float = 60) -> None:
    end = monotonic() + seconds
    while not what():
        assert monotonic() < end, "it did not come"
        sleep(0.02)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A client of a scheduler, and its workers by name; killed, a worker stays away."""
    file = tmp_path / "scheduler.json"
    with ExitStack() as stack:
        at = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        stack.enter_context(running("dask_scheduler", *at))
        wait_for(file.exists)
        worker = ("dask_worker", "--scheduler-file", str(file), "--no-nanny", "--nthreads", "1", "--local-directory")
        workers = {
            name: stack.enter_context(running(*worker, str(tmp_path / name), "--name", name)) for name in WORKERS
        }
        client = stack.enter_context(Client(json.loads(file.read_text())["address"], set_as_default=False))
        client.wait_for_workers(len(workers), timeout=60)
        yield client, workers


def address_of(client: Client) -> str:
    return "dask://" + str(client.scheduler_info()["address"]).removeprefix("tcp://")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that one process built."""
    folder = tmp_path_factory.mktemp("alone") / "site-of-one"
    corpus.write_site(BRIEFINGS, folder)
    assert run_parley(folder, "build").returncode == 0
    return folder


@pytest.fixture
def shared(alone: Path, tmp_path: Path) -> Path:
    """The same sources, of which nothing is built yet."""
    folder = tmp_path / "shared"
    shutil.copytree(alone, folder, ignore=shutil.ignore_patterns("site", ".*"))
    return folder


def test_two_workers_make_the_same_site(cluster: Cluster, alone: Path, shared: Path) -> None:
    """Each has done some of it, and nothing was left to do here."""
    client, _ = cluster
    built = run_parley(shared, "build", "--executor", address_of(client))
    assert built.returncode == 0, built.stderr
    assert "made here" not in built.stderr
    assert files_below(shared / "site") == files_below(alone / "site")
    asked = client.run(filling._writer.cache_info)
    assert len(asked) == len(WORKERS)
    assert all(sum(asked[worker][:2]) > 0 for worker in asked)


def test_a_worker_killed_with_work_in_hand_loses_nothing(cluster: Cluster, alone: Path, shared: Path) -> None:
    """The scheduler saw it go with work that it was given; the other worker did that, and the site is the same."""
    client, workers = cluster
    (victim,) = (at for at, worker in client.scheduler_info()["workers"].items() if worker["name"] == WORKERS[0])
    command = [str(PARLEY), "build", "--executor", address_of(client)]
    with subprocess.Popen(command, cwd=shared, env=surroundings(), stderr=subprocess.PIPE, text=True) as build:
        wait_for(lambda: any((shared / KEPT_IN).glob("files/*/*")) and client.processing()[victim])
        workers[WORKERS[0]].kill()
        _, said = build.communicate(timeout=120)
    assert build.returncode == 0, said
    assert "made here" not in said
    assert files_below(shared / "site") == files_below(alone / "site")
    (gone,) = (event for _, event in client.get_events(victim) if event["action"] == "remove-worker")
    assert gone["processing-tasks"]


def test_what_takes_the_call_and_says_nothing_is_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    """As another server does, which waits to be asked."""
    monkeypatch.setattr(executors, "ANSWERS_WITHIN", 1)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        host, port = deaf.getsockname()
        with pytest.raises(CannotPublish, match="No dask scheduler answers"), engine_of(f"dask://{host}:{port}")():
            raise AssertionError("it never answered")


def test_a_scheduler_that_is_not_there_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said where none answered, and what to do."""
    monkeypatch.setattr(executors, "ANSWERS_WITHIN", 1)
    with socket.create_server(("127.0.0.1", 0)) as gone:
        host, port = gone.getsockname()
    opening = engine_of(f"dask://{host}:{port}")
    with pytest.raises(CannotPublish, match=f"No dask scheduler answers at {host}:{port}") as stopped, opening():
        raise AssertionError("nobody is there")
    assert stopped.value.exit_code == 2
