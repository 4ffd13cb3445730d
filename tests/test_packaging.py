"""What is published is whole: the wheel holds all that the site needs, and the locks hold nothing of one machine."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = tuple(f"requirements/{name}.txt" for name in ("audit", "fuzz", "site", "test"))


def build_wheel(folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


def tracked(*folders: str) -> set[str]:
    """The files below the folders that are in the repository and in the work tree."""
    command = ["git", "ls-files", "-z", "--", *folders]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return {name for name in names if name and (ROOT / name).is_file()}


def test_the_wheel_holds_every_module_template_and_word(wheel: Path) -> None:
    """Each file of the package and of the templates is in the wheel, where the code looks for it."""
    held = set(ZipFile(wheel).namelist())
    templates = {f"generator/{name}" for name in tracked("site_templates")}
    guide = {name.replace("briefings/guide", "generator/starter/guide") for name in tracked("briefings/guide")}
    assert tracked("generator") | templates | guide <= held
    assert "generator/starter/guide/index.md" in held
    assert "generator/problems.py" in held


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    """Tests, briefings and local files stay at home."""
    tops = {name.partition("/")[0] for name in ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"generator"}
    assert not [name for name in ZipFile(wheel).namelist() if "__pycache__" in name]


def test_the_wheel_is_found_by_name(wheel: Path) -> None:
    """The command and the MkDocs plugin are registered under the names that their users write."""
    archive = ZipFile(wheel)
    entry = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    registered = archive.read(entry).decode()
    assert wheel.name == "parley_briefings-0.1.0-py3-none-any.whl"
    assert "parley = generator.cli:run" in registered
    assert "briefings = generator.publishing.plugin:BriefingsPlugin" in registered


def test_two_wheels_are_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    """Built again, the wheel is what it was."""
    assert build_wheel(tmp_path).read_bytes() == wheel.read_bytes()


def unpinned(lock: str) -> list[str]:
    """The requirements of a lock that lack an exact version or a hash."""
    entries = re.split(r"\n(?=[a-zA-Z0-9])", re.sub(r"(?m)^\s*#.*\n", "", lock))
    pinned = re.compile(r"[\w.\[\]-]+==\S+[^\n]*\\\n\s+--hash=sha256:[0-9a-f]{64}")
    return [entry for entry in entries if entry.strip() and not pinned.match(entry)]


def places(lock: str) -> list[str]:
    """What in a lock tells of the machine that made it: an address, an index option or a path from the root."""
    return re.findall(r"(?m)\S+://\S+|^--\S+|(?:^|\s)[/~]\S+|\sfile:\S+", lock)


@pytest.mark.parametrize("name", LOCKS)
def test_locks_are_pinned_and_speak_of_no_machine(name: str) -> None:
    """Every requirement has its version and hashes, and no lock names an index, an address or a folder."""
    lock = (ROOT / name).read_text(encoding="utf-8")
    assert unpinned(lock) == []
    assert places(lock) == []
    assert lock.count("==") > 20


@pytest.mark.parametrize(
    "line",
    ["--index-url https://index.example/simple", "--find-links /opt/wheels", "#    uv pip compile /home/me/a.in"],
)
def test_a_trace_of_a_machine_is_found(line: str) -> None:
    """The search for traces finds an index, a folder of wheels and a path in a comment."""
    assert places(f"{line}\nclick==8.1.7 \\\n    --hash=sha256:{'0' * 64}\n")


@pytest.mark.parametrize("entry", ["click>=8", "click==8.1.7", "click @ https://example.org/click.whl"])
def test_a_loose_requirement_is_found(entry: str) -> None:
    """A range, a version without a hash and an address are all told from a pinned requirement."""
    assert unpinned(f"rich==14.0.0 \\\n    --hash=sha256:{'0' * 64}\n{entry}\n") == [f"{entry}\n"]


def requirements(lock: str) -> set[str]:
    return set(re.findall(r"(?m)^[\w.-]+==[^\\\n]+", (ROOT / lock).read_text(encoding="utf-8")))


def test_the_tests_run_what_the_site_runs() -> None:
    """The lock of the tests holds the very releases that the site's does."""
    assert requirements("requirements/site.txt") < requirements("requirements/test.txt")


def test_every_dependency_is_locked() -> None:
    """A dependency that is added to pyproject.toml and not locked would be missing from `make site`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[\[<>=]", dependency)[0] for dependency in project["dependencies"]}
    locked = {requirement.partition("==")[0] for requirement in requirements("requirements/site.txt")}
    assert named <= locked
