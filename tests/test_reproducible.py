"""The same sources make the same bytes: in another folder, zone, language, order of files, under another umask."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from stat import S_IMODE

import pytest

ROOT = Path(__file__).resolve().parent.parent
MOMENT = "1767225600"  # 2026-01-01 00:00 UTC
RUN = "import sys; from generator.cli import main; sys.argv[0] = 'parley'; main()"
# What Python loads before all else: it turns the order round in which folders are read.
TURNED_ROUND = """
import os
scan, names = os.scandir, os.listdir

class Turned:
    def __init__(self, entries):
        self.entries = entries
        self.left = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))
    def __iter__(self): return self.left
    def __next__(self): return next(self.left)
    def __enter__(self): return self
    def __exit__(self, *_): self.entries.close()
    def close(self): self.entries.close()

os.scandir = lambda path=".": Turned(scan(path))
os.listdir = lambda path=".": sorted(names(path), reverse=True)
"""
MKDOCS_YML = """\
site_name: River Desk
site_url: https://example.org/peace/
docs_dir: briefings
theme: {name: material, font: false}
plugins: [briefings]
markdown_extensions: [attr_list, tables]
"""


@dataclass(frozen=True)
class Place:
    """A machine as different from another as may be."""

    name: str
    variables: Mapping[str, str]
    umask: int
    reverse: bool


HERE = Place("here", {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}, 0o022, False)
ELSEWHERE = Place(
    "some where/else – там",
    {"PYTHONHASHSEED": "31337", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANGUAGE": "ar", "PYTHONUTF8": "0"},
    0o077,
    True,
)


def tracked() -> list[str]:
    """The files of the checkout, as Git knows them."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return [name for name in listed if name and (ROOT / name).is_file()]


def copied(names: list[str], source: Path, target: Path, place: Place) -> Path:
    """The files in a folder of this place, written in its order, with its umask."""
    before = os.umask(place.umask)
    try:
        for name in sorted(names, reverse=place.reverse):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            copyfile(source / name, target / name)
    finally:
        os.umask(before)
    return target


def run(place: Place, folder: Path, *command: str) -> None:
    """Run Python there."""
    hook = folder.parent / "hook"
    hook.mkdir(exist_ok=True)
    if place.reverse:
        (hook / "sitecustomize.py").write_text(TURNED_ROUND)
    variables = {**os.environ, **place.variables, "SOURCE_DATE_EPOCH": MOMENT}
    variables["PYTHONPATH"] = os.pathsep.join([str(hook), str(ROOT)])
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, env=variables, umask=place.umask, capture_output=True, check=False
    )
    assert done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace")


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file and folder with its mode, and what is in it."""
    return {
        path.relative_to(folder).as_posix(): (
            S_IMODE(path.stat().st_mode),
            path.read_bytes() if path.is_file() else b"",
        )
        for path in folder.rglob("*")
    }


def built_at(place: Place, folder: Path, source: Path, names: list[str]) -> dict[str, tuple[int, bytes]]:
    site = copied(names, source, folder / place.name / "site", place)
    if not (site / "mkdocs.yml").exists():
        (site / "mkdocs.yml").write_text(MKDOCS_YML)
    run(place, site, "-c", RUN, "build", "--site-dir", "../built")
    return tree(folder / place.name / "built")


def differing(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def wheel_of(place: Place, folder: Path) -> bytes:
    checkout = copied(tracked(), ROOT, folder / place.name / "checkout", place)
    run(place, checkout, "-m", "hatchling", "build", "-t", "wheel", "-d", "../dist")
    (wheel,) = (folder / place.name / "dist").glob("*.whl")
    return wheel.read_bytes()


def test_the_wheel_is_the_same_everywhere(tmp_path: Path) -> None:
    """Two copies of the checkout, as different as two machines, make one wheel."""
    assert wheel_of(HERE, tmp_path) == wheel_of(ELSEWHERE, tmp_path)


def test_a_small_site_is_the_same_everywhere(tmp_path: Path) -> None:
    """Every file and its mode: pages, briefs, cards, data, search index, manifest."""
    source = ROOT / "tests" / "site"
    names = [path.relative_to(source).as_posix() for path in (source / "briefings").rglob("*") if path.is_file()]
    here, elsewhere = (built_at(place, tmp_path, source, names) for place in (HERE, ELSEWHERE))
    assert differing(here, elsewhere) == []
    assert {Path(name).suffix for name in here} >= {".html", ".pdf", ".png", ".sqlite", ".pf_index", ".xml", ".ics"}


@pytest.mark.long
def test_the_example_site_is_the_same_everywhere(tmp_path: Path) -> None:
    """The whole of it, in all its languages."""
    names = [name for name in tracked() if name.startswith(("briefings/", "site_templates/")) or name == "mkdocs.yml"]
    here, elsewhere = (built_at(place, tmp_path, ROOT, names) for place in (HERE, ELSEWHERE))
    assert differing(here, elsewhere) == []
    assert len(here) > 500


def test_a_word_makes_a_difference(tmp_path: Path) -> None:
    """The comparison sees one letter and one mode."""
    (tmp_path / "a").write_text("a")
    before = tree(tmp_path)
    (tmp_path / "a").write_text("b")
    assert differing(before, tree(tmp_path)) == ["a"]
    (tmp_path / "a").write_text("a")
    (tmp_path / "a").chmod(0o600)
    assert differing(before, tree(tmp_path)) == ["a"]


def test_folders_are_read_the_other_way_round(tmp_path: Path) -> None:
    """The hook that turns the order round is at work."""
    for name in "abc":
        (tmp_path / "folder" / name).mkdir(parents=True)
    code = "import os, pathlib; assert os.listdir('.') == ['c', 'b', 'a'] == [p.name for p in pathlib.Path().iterdir()]"
    run(ELSEWHERE, tmp_path / "folder", "-c", code)
