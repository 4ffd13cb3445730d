"""Publishing under faults: readers have the old site or the new one, whole, and the next build goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import faults
import pytest
from faults import FILES, Found
from proof import Proof

from generator.publishing import release
from generator.publishing.release import Publication, Refusal, begin

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked and read in /proc")

KILLS = "A release killed at each step on the file system"
RENAMES = f"{KILLS}, where two renames stand for a swap"
FAILS = "A release whose every step fails once (disk full, read-only, broken)"
BUILDS = "A build killed at each step on the file system"
ROLLBACKS = "A rollback killed at each step"
FLUSHED = "Every file and folder safe on disk before the swap"
READERS = "A page read while two builds publish"
# The site before and after the next build, and the release that is kept, where all is well.
OLD, NEW, BACK = ("two", "two", "one"), ("three", "three", "two"), ("one", "one", "two")
# Two renames leave a gap: a kill in it leaves no site, until the next build brings the old one back.
GAP = ("", "two", "one")


def run(folder: Path, *options: str) -> Any:
    command = [sys.executable, faults.__file__, str(folder), *options]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def after_faults(folder: Path, *options: str) -> list[Found]:
    return [Found(**one) for one in run(folder, *options)]


def states(found: list[Found]) -> list[tuple[str, str, str]]:
    assert [one for one in found if one.left] == []
    return [(one.site, one.later, one.kept) for one in found]


@pytest.mark.proof
def test_killed_at_any_step_a_release_is_the_old_or_the_new_one(tmp_path: Path, proof: Proof) -> None:
    """Both happen; the release before is kept whole each time, and nothing else is left beside the site."""
    found = states(after_faults(tmp_path, "publish", "kill"))
    assert set(found) == {OLD, NEW}
    proof.held(KILLS, len(found), sum(one in (OLD, NEW) for one in found))


@pytest.mark.proof
def test_killed_between_two_renames_the_old_site_comes_back(tmp_path: Path, proof: Proof) -> None:
    """Where folders cannot be swapped there is one gap; the next build closes it."""
    found = states(after_faults(tmp_path, "publish", "kill", "--renames"))
    assert set(found) == {OLD, GAP, NEW}
    assert found.count(GAP) == 1
    proof.held(RENAMES, len(found), sum(one in (OLD, GAP, NEW) for one in found))


@pytest.mark.proof
@pytest.mark.parametrize("fault", faults.ERRORS)
@pytest.mark.parametrize("way", [[], ["--renames"]], ids=["swap", "renames"])
def test_a_step_that_fails_leaves_the_old_or_the_new_one(
    tmp_path: Path, fault: str, way: list[str], proof: Proof
) -> None:
    """A full disk, a read-only one and a broken one: an error never leaves a gap, for it is seen."""
    found = states(after_faults(tmp_path, "publish", fault, *way))
    assert set(found) == {OLD, NEW}
    proof.held(FAILS, len(found), sum(one in (OLD, NEW) for one in found))


@pytest.mark.proof
@pytest.mark.parametrize("way", [[], ["--renames"]], ids=["swap", "renames"])
def test_killed_in_mid_rollback_the_site_is_whole(tmp_path: Path, way: list[str], proof: Proof) -> None:
    """It is the newer release or the one before, and the other is kept."""
    found = states(after_faults(tmp_path, "rollback", "kill", *way))
    assert {OLD, BACK} <= set(found) <= {OLD, BACK, GAP}
    proof.held(ROLLBACKS, len(found), len(found))


@pytest.mark.proof
def test_without_the_swap_a_kill_is_seen(tmp_path: Path, proof: Proof) -> None:
    """The control: copied over the old site, the same probe finds mixtures."""
    found = after_faults(tmp_path, "publish", "kill", "--control")
    broken = sum("not whole" in one.site for one in found)
    for promise in (KILLS, RENAMES, FAILS, ROLLBACKS):
        proof.fired(promise, len(found), broken)


@pytest.mark.long
@pytest.mark.proof
def test_a_build_killed_at_any_step_leaves_a_whole_site(tmp_path: Path, proof: Proof) -> None:
    """All that a build does, from its first folder to the removal of the oldest release."""
    found = states(after_faults(tmp_path, "build", "kill"))
    assert set(found) == {OLD, NEW}
    assert len(found) > 300
    proof.held(BUILDS, len(found), sum(one in (OLD, NEW) for one in found))


@pytest.mark.long
@pytest.mark.proof
def test_a_build_without_the_swap_is_seen(tmp_path: Path, proof: Proof) -> None:
    """The control of the same."""
    found = after_faults(tmp_path, "build", "kill", "--control")
    proof.fired(BUILDS, len(found), sum("not whole" in one.site for one in found))


FLUSHES = ("parley.fsync", "parley._flush_filesystem")


def unflushed(steps: list[tuple[str, str]], folder: Path) -> set[str]:
    """What of the published site was not safe on disk when it was swapped in."""
    swap = next(number for number, (event, _) in enumerate(steps) if event == "parley._exchange")
    last = {path: number for number, (event, path) in enumerate(steps[:swap]) if event == "parley.fsync"}
    written = {path: number for number, (event, path) in enumerate(steps[:swap]) if event not in FLUSHES}
    at_once = [number for number, (event, _) in enumerate(steps[:swap]) if event == "parley._flush_filesystem"]
    site = folder / "base/site"
    staging = release.staging_of(site)
    there = [staging, *(staging / path.relative_to(site) for path in site.rglob("*"))]
    flushed = max(at_once, default=-1)
    return {str(path) for path in there if max(flushed, last.get(str(path), -1)) <= written.get(str(path), 0)}


@pytest.mark.proof
@pytest.mark.parametrize("way", ["at-once", "one-by-one"])
@pytest.mark.parametrize(("work", "least"), [("publish", 9), pytest.param("build", 50, marks=pytest.mark.long)])
def test_all_is_safe_on_disk_before_it_is_swapped_in(
    tmp_path: Path, work: str, least: int, way: str, proof: Proof
) -> None:
    """Each file and folder is flushed after its last change, by itself or with all others; the folder above, after."""
    options = ["--one-by-one"] if way == "one-by-one" else []
    steps = [(event, path) for event, path in run(tmp_path, work, "kill", "--order", *options)]
    in_all = 1 + len(list((tmp_path / "base/site").rglob("*")))
    assert in_all >= least
    swap = next(number for number, (event, _) in enumerate(steps) if event == "parley._exchange")
    assert steps[swap + 1] == ("parley.fsync", str(tmp_path / "base"))
    proof.held(FLUSHED, in_all, in_all - len(unflushed(steps, tmp_path)))


@pytest.mark.proof
def test_what_is_not_flushed_is_seen(tmp_path: Path, proof: Proof) -> None:
    """The control: without the flush every file and folder is found."""
    steps = [(event, path) for event, path in run(tmp_path, "publish", "kill", "--order", "--unflushed")]
    in_all = 1 + len(list((tmp_path / "base/site").rglob("*")))
    proof.fired(FLUSHED, in_all, len(unflushed(steps, tmp_path)))


PUBLISHER = """
import sys
from pathlib import Path
from time import sleep
import faults
from generator.publishing import release
target, word, control = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "control"
def copy_in_halves(staging, target):
    # A large page takes its time; a reader who comes then must not depend on how busy the machine is.
    if target.exists():
        target.joinpath("index.html").write_text(f"{word} " * 50_000)
        sleep(0.01)
    return faults.copy_over(staging, target)
if control:
    release.publish = copy_in_halves
faults.FILES = ("index.html",)
rounds = 0
while rounds < 20 or not target.with_name("seen-enough").exists():
    rounds += 1
    try:
        faults.publish(target, f"{word} " * 100_000)
    except faults.RefusedError as refused:
        assert "Another build" in str(refused), refused
"""


LOOKS = 100


def read_during_two_builds(target: Path, mode: str) -> Iterator[bool]:
    """Whether the page was whole, each time it was read; both builds publish until it was read often enough."""
    with_support = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(faults.__file__).parent), *sys.path])}
    builds = [
        subprocess.Popen([sys.executable, "-c", PUBLISHER, str(target), word, mode], env=with_support)
        for word in ("four", "five")
    ]
    looks = 0
    try:
        while any(build.poll() is None for build in builds):
            if target.exists():
                yield whole(target / "index.html")
                looks += 1
            if looks == LOOKS:
                target.with_name("seen-enough").touch()
        assert [build.returncode for build in builds] == [0, 0]
    finally:
        for build in builds:
            build.kill()
            build.wait()


def whole(page: Path) -> bool:
    try:
        words = page.read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return False
    return len(words) == 100_001 and len({*words[:-1]}) == 1


@pytest.mark.proof
def test_two_builds_at_once_never_show_half_a_page(tmp_path: Path, proof: Proof) -> None:
    """One build or the other publishes, and a reader meets a whole page at any moment."""
    seen = list(read_during_two_builds(tmp_path / "site", "swap"))
    proof.held(READERS, len(seen), sum(seen))
    assert len(seen) >= LOOKS


@pytest.mark.proof
def test_without_the_swap_a_reader_meets_half_a_page(tmp_path: Path, proof: Proof) -> None:
    """The control."""
    seen = list(read_during_two_builds(tmp_path / "site", "control"))
    proof.fired(READERS, len(seen), len(seen) - sum(seen))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB, where the tests may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(folder)]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a disk; the tests above have the same errors without one")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_the_old_site(disk: Path) -> None:
    """A real one: the build stops, and once there is room the next one publishes."""
    faults.publish(disk / "site", "one")
    ballast = disk / "ballast"
    ballast.write_bytes(b"0" * 200_000)
    with pytest.raises(OSError, match="No space left"):
        faults.publish(disk / "site", "two " * 20_000)
    assert faults.state(disk / "site") == "one"
    assert sorted(path.name for path in disk.iterdir()) == ["ballast", "site"]
    ballast.unlink()
    faults.publish(disk / "site", "two")
    assert faults.state(disk / "site") == "two"


def test_a_read_only_disk_is_told(disk: Path) -> None:
    """Before anything is built, with the folder's name."""
    faults.publish(disk / "site", "one")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    refused = begin(disk / "site", ())
    assert isinstance(refused, Refusal)
    assert "Read-only file system" in refused.message
    assert faults.state(disk / "site") == "one"
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    again = begin(disk / "site", ())
    assert isinstance(again, Publication)
    again.abandon()


def test_the_probe_reads_every_file(tmp_path: Path) -> None:
    """A release in which any one file changed is not whole."""
    for name in FILES:
        site = tmp_path / name.replace("/", "-")
        faults.publish(site, "one")
        assert faults.state(site) == "one"
        (site / name).write_text("half")
        assert "not whole" in faults.state(site)
