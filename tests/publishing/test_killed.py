"""Builds killed at moments of chance: what readers see is the old site or the new one, whole, every time."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest
import small_site
from proof import Proof
from small_site import names_in, write_site

from generator.publishing.manifest import differences

PROGRAM = Path(small_site.__file__)
ROUNDS = 4
KILLS = 50  # a round
PROMISE = "A build killed at a moment of chance"


def command(root: Path, text: str, *more: str) -> list[str]:
    return [sys.executable, str(PROGRAM), str(root), "--saying", text, *more]


def build(root: Path, text: str) -> float:
    """Build the site to its end; the seconds it took."""
    begin = monotonic()
    subprocess.run(command(root, text), check=True, capture_output=True)
    return monotonic() - begin


def killed_after(root: Path, text: str, seconds: float, *more: str) -> None:
    process = subprocess.Popen(command(root, text, *more), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    sleep(seconds)
    process.kill()
    process.wait()


def whole(root: Path) -> bool:
    found = differences(root / "site")
    return found is not None and not found


def says(root: Path) -> str:
    """What stands on the home page: the text of the build that made it."""
    page = (root / "site" / "index.html").read_text(encoding="utf-8")
    (text,) = re.findall(r"<p>(Build \w+)</p>", page)
    return str(text)


@pytest.mark.long
@pytest.mark.proof
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_build_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path, seed: int, proof: Proof) -> None:
    """Whenever it dies, each file is as its manifest says, and the text is this build's or that of the one before."""
    root = write_site(tmp_path / "root").parent
    chance = random.Random(seed)
    takes = max(build(root, "Build 0"), build(root, "Build 0"))
    swapped = 0
    for number in range(1, KILLS + 1):
        before = says(root)
        killed_after(root, f"Build {number}", chance.uniform(0, takes * 1.1))
        assert whole(root), number
        assert says(root) in (before, f"Build {number}"), number
        swapped += says(root) != before
    build(root, "Build last")
    assert says(root) == "Build last"
    assert whole(root)
    assert set(names_in(root)) == {".site.parley-previous", "briefings", "mkdocs.yml", "site"}
    assert swapped < KILLS
    proof.held(PROMISE, KILLS, KILLS)


@pytest.mark.long
@pytest.mark.proof
def test_without_the_swap_a_killed_build_leaves_a_broken_site(tmp_path: Path, proof: Proof) -> None:
    """The control: written file by file over the old site, it is found broken by the same look."""
    root = write_site(tmp_path / "root").parent
    takes = build(root, "Build 0")
    tried = next(number for number in range(1, 31) if _breaks(root, number, takes))
    proof.fired(PROMISE, tried, 1)


def _breaks(root: Path, number: int, takes: float) -> bool:
    killed_after(root, f"Build {number}", takes + 0.1 * number, "--in-place")
    return not whole(root)


@pytest.mark.parametrize(
    ("change", "is_whole"),
    [(lambda root: None, True), (lambda root: (root / "site" / "index.html").write_text("half"), False)],
    ids=["untouched", "a page half written"],
)
def test_half_a_page_is_seen(tmp_path: Path, change: Callable[[Path], object], is_whole: bool) -> None:
    """What the look of this file calls whole, and what not."""
    root = write_site(tmp_path / "root").parent
    build(root, "Build 0")
    change(root)
    assert whole(root) is is_whole
