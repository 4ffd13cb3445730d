"""Workers fill the store beside a build: the site is the same, byte for byte, whatever becomes of them."""

from __future__ import annotations

import os
import shutil
import signal
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import corpus
import pytest
from command_line import SMALLEST, write_site
from hypothesis import given
from hypothesis import strategies as st
from noting import noting
from small_site import NOW, files_below

from generator import store
from generator.edition import Edition, Part
from generator.publishing import executors, filling, part_writer
from generator.publishing.build import build_site, ready_to_write
from generator.publishing.executors import Engine, engine_of
from generator.publishing.filling import BATCH, Filled, Filling, Order, batches, fill
from generator.publishing.part_writer import PartWriter
from generator.publishing.plugin import BriefingsPlugin
from generator.publishing.standing import KEPT_IN
from generator.publishing.stops import CannotPublish

BRIEFINGS = 20


@pytest.fixture(autouse=True)
def _nothing_set_up() -> None:
    """A worker of an earlier test does not know the site of this one."""
    filling._writer.cache_clear()


def write_tiny(folder: Path, briefing: str = SMALLEST) -> Path:
    """A site of one briefing, without prints: their press has threads, which a copy of its process would wait for."""
    write_site(folder, {"2025/guarantees.yaml": briefing})
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("[briefings]", "[{briefings: {print: false}}]")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return folder


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The folder of a site of one briefing."""
    return write_tiny(tmp_path / "tiny")


@pytest.fixture(scope="module")
def tiny_site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a build without workers makes of it."""
    folder = write_tiny(tmp_path_factory.mktemp("alone") / "tiny")
    build_site(folder / "mkdocs.yml", None, NOW)
    return files_below(folder / "site")


class Beside(Executor):
    """An executor with one worker, a copy of this process; `work` is what it does instead of what it should."""

    def __init__(self, work: Callable[..., Filled] = fill) -> None:
        self._work = work
        self.asked: list[Sequence[str]] = []
        self._pool = ProcessPoolExecutor(1, mp_context=get_context("fork"))

    def submit(self, _: Callable[..., Any], /, *arguments: Any, **__: Any) -> Future[Any]:
        """Have the worker do it."""
        self.asked.append(arguments[1])
        with warnings.catch_warnings():
            # Newer Pythons warn of threads beside, such as those of whatever runs the tests; a worker needs none.
            warnings.simplefilter("ignore", DeprecationWarning)
            return self._pool.submit(self._work, *arguments)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the worker go."""
        self._pool.shutdown(wait, cancel_futures=cancel_futures)


def engine(executor: Executor, workers: int = 1) -> Callable[[], AbstractContextManager[Engine]]:
    @contextmanager
    def opened() -> Iterator[Engine]:
        with executor:
            yield Engine(executor, lambda: workers)

    return opened


def build(folder: Path, executor: Executor, workers: int = 1, now: datetime = NOW) -> list[str]:
    """Build the site of a folder with an executor; what was told."""
    told: list[str] = []
    config_file = folder / "mkdocs.yml"
    build_site(config_file, None, now, None, Filling(engine(executor, workers), config_file, now, told.append))
    return told


@pytest.fixture
def made_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The parts that this process makes, as it does."""
    names: list[str] = []
    noting(monkeypatch, PartWriter, "_made", lambda _, part, __: names.append(part.name))
    monkeypatch.setattr("generator.workers.processors", lambda: 1)
    return names


def test_processes_make_the_same_site(tmp_path: Path, made_here: list[str]) -> None:
    """All parts come from them; a second build makes nothing."""
    alone, shared = tmp_path / "alone", tmp_path / "shared"
    corpus.write_site(BRIEFINGS, alone)
    shutil.copytree(alone, shared)
    config_file = shared / "mkdocs.yml"
    told: list[str] = []
    steps: list[tuple[str, int, int]] = []

    def progress(stage: str, done: int, in_all: int) -> None:
        steps.append((stage, done, in_all))

    build_site(alone / "mkdocs.yml", None, NOW)
    made_here.clear()
    processes = Filling(engine_of("processes://2"), config_file, NOW, told.append, progress)
    built = build_site(config_file, None, NOW, None, processes)
    assert told == []
    assert made_here == []
    assert files_below(shared / "site") == files_below(alone / "site")
    assert built.seconds["workers"] > 0
    stage, done, in_all = steps[-1]
    assert (stage, done) == ("workers", in_all)

    nobody = Beside()
    made_here.clear()
    assert build(shared, nobody) == []
    assert nobody.asked == []
    assert made_here == []
    assert files_below(shared / "site") == files_below(alone / "site")


def test_a_worker_writes_into_the_store_alone(tiny: Path) -> None:
    """Neither a site nor anything beside it, and a part is known once it is done."""
    before = files_below(tiny)
    writer = ready_to_write(tiny / "mkdocs.yml", NOW)
    names = tuple(part.name for part in writer.missing())
    assert fill(Order(tiny / "mkdocs.yml", NOW, writer.digest), names) == Filled(names)
    assert {name: one for name, one in files_below(tiny).items() if not Path(name).is_relative_to(KEPT_IN)} == before
    assert sorted(path.name for path in tiny.iterdir()) == [".cache", "briefings", "mkdocs.yml"]
    assert writer.missing() == []


def test_a_part_is_noted_when_its_files_are_safe(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the machine to fall before, nothing would say that it is kept; its files are flushed, and their folders."""
    writer = ready_to_write(tiny / "mkdocs.yml", NOW)
    names = [part.name for part in writer.missing()]
    flushed: list[Path] = []

    def flush(folder: Path, paths: Iterator[Path]) -> None:
        flushed.extend(paths)
        assert folder == tiny / KEPT_IN
        assert len(writer.missing()) == len(names)

    monkeypatch.setattr(part_writer, "flush", flush)
    assert len(writer.fill(names)) == len(names)
    assert writer.missing() == []
    kept = {path for path in (tiny / KEPT_IN / "files").rglob("*") if path.is_file()}
    assert kept | {path.parent for path in kept} == set(flushed)


def test_old_files_go_though_others_made_the_new_ones(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no release is made of any more is not kept for ever."""
    monkeypatch.setattr(store, "SPARED", -1)
    build(tiny, Beside())
    before = files_below(tiny / KEPT_IN / "files")
    briefing = tiny / "briefings/2025/guarantees.yaml"
    briefing.write_text(SMALLEST.replace("no text is public", "the text is secret"), encoding="utf-8")
    assert build(tiny, Beside()) == []
    assert files_below(tiny / KEPT_IN / "files").keys() - before.keys()
    briefing.write_text(SMALLEST.replace("no text is public", "the text is lost"), encoding="utf-8")
    assert build(tiny, Beside()) == []
    assert before.keys() - files_below(tiny / KEPT_IN / "files").keys()


def fill_elsewhere(folder: Path, order: Order, names: tuple[str, ...]) -> Filled:
    """What a worker does that has a folder of its own where the site should be."""
    return fill(replace(order, config_file=folder / "mkdocs.yml"), names)


def other_sources(tiny: Path) -> Executor:
    other = write_tiny(tiny.with_name("other"), SMALLEST.replace("gb", "de"))
    return Beside(partial(fill_elsewhere, other))


def store_of_its_own(tiny: Path) -> Executor:
    return Beside(partial(fill_elsewhere, shutil.copytree(tiny, tiny.with_name("copy"))))


def no_site(tiny: Path) -> Executor:
    return Beside(partial(fill_elsewhere, tiny / "nowhere"))


def killed(_: Path) -> Executor:
    """Its worker dies at once, and soon it takes no more work."""
    return Beside(die)


def die(*_: object) -> Filled:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (other_sources, "they have other sources or settings"),
        (store_of_its_own, "which they must share"),
        (no_site, "nowhere/mkdocs.yml"),
        (killed, "terminated abruptly"),
    ],
)
def test_what_workers_do_not_bring_is_made_here(
    tiny: Path, tiny_site: dict[str, bytes], wrong: Callable[[Path], Executor], why: str
) -> None:
    """The site is the same, and it is told why they were of no use."""
    (told,) = build(tiny, wrong(tiny))
    assert told.startswith("18 of 18 parts came from no worker and are made here: ")
    assert why in told
    assert files_below(tiny / "site") == tiny_site


def test_an_engine_without_workers_is_not_waited_for(
    tiny: Path, tiny_site: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its work would never be done."""
    monkeypatch.setattr(filling, "PATIENCE", 0.1)

    class Deaf(Executor):
        def submit(self, *_: Any, **__: Any) -> Future[Any]:
            return Future()

    (told,) = build(tiny, Deaf(), workers=0)
    assert "the executor has no worker" in told
    assert files_below(tiny / "site") == tiny_site


def test_slow_workers_are_waited_for(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as there are any."""
    monkeypatch.setattr(filling, "PATIENCE", 0.001)
    assert build(tiny, Beside()) == []


def test_with_other_plugins_workers_are_of_no_use(tiny: Path) -> None:
    """Nobody knows what these look at, so nothing is kept; the build says so and does it all."""
    settings = tiny / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("plugins: [", "plugins: [search, "), encoding="utf-8")
    nobody = Beside()
    (told,) = build(tiny, nobody)
    assert "workers are of no use" in told
    assert nobody.asked == []
    assert (tiny / "site" / "index.html").exists()


def test_a_mistake_of_an_author_is_told_once_and_by_the_build(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A worker says nothing of its own, neither of warnings nor of errors."""
    briefing = tiny / "briefings/2025/guarantees.yaml"
    briefing.write_text(SMALLEST.replace("[us, ru", "[usa, ru"), encoding="utf-8")
    called: list[Edition] = []
    real = BriefingsPlugin.make_edition

    def make_edition(self: BriefingsPlugin, *arguments: Any, **named: Any) -> Edition:
        called.append(real(self, *arguments, **named))
        return called[-1]

    monkeypatch.setattr(BriefingsPlugin, "make_edition", make_edition)
    filled = fill(Order(tiny / "mkdocs.yml", NOW, ""), ("parley",))
    assert filled == Filled(why_none="1 error in the briefings. Nothing was built or published")
    assert len(called) == 1
    assert capfd.readouterr() == ("", "")


PARTS = st.lists(st.builds(Part, st.uuids().map(str), st.just(("p",)), st.sampled_from([(), ("f",) * 60])))


@given(PARTS, PARTS)
def test_every_part_is_in_one_batch(of_site: list[Part], of_dossiers: list[Part]) -> None:
    """What gathers from all comes first and by itself; no batch is larger than it need be."""
    parts = [*of_dossiers, *(replace(part, of_site=True) for part in of_site)]
    asked = list(batches(parts))
    names = [part.name for part in (*of_site, *of_dossiers)]
    assert [name for batch in asked for name in batch] == names
    assert asked[: len(of_site)] == [(part.name,) for part in of_site]
    weights = {part.name: len(part.pages) + len(part.files) for part in parts}
    assert all(sum(weights[name] for name in batch[:-1]) < BATCH for batch in asked)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("four", "Known are dask://HOST:PORT and processes://N"),
        ("spark://host:7077", "'spark://host:7077' names no executor. Known are"),
        ("processes://0", "does not say how many"),
        ("processes://many", "does not say how many"),
        ("processes://²", "does not say how many"),
    ],
)
def test_an_address_that_names_no_executor_is_refused(address: str, why: str) -> None:
    """With those that are known, as wrong use."""
    with pytest.raises(CannotPublish, match=why) as stopped:
        engine_of(address)
    assert stopped.value.exit_code == 2


def test_without_dask_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra that brings it, as one types it."""
    monkeypatch.setattr(executors, "find_spec", lambda _: None)
    with pytest.raises(CannotPublish, match=r"pip install 'parley-briefings\[dask\]'"):
        engine_of("dask://127.0.0.1:8786")
