"""Set-up chooses a Python that works, and says kindly what is missing."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from chromium import runs, system_chromium

ROOT = Path(__file__).resolve().parent.parent

# A stand-in answers the two questions that the script asks a Python: how new it is, and whether it can make an
# environment.
STAND_IN = """#!/bin/sh
case "$*" in
    *version_info*) exit {too_old} ;;
    *ensurepip*) exit {incomplete} ;;
    --version) echo "Python 3.99 from $0" ;;
    *) echo "made $*" ;;
esac
"""


def put_python(folder: Path, name: str, *, too_old: bool = False, incomplete: bool = False) -> Path:
    """A stand-in for a Python of that name; its path."""
    path = folder / name
    path.write_text(STAND_IN.format(too_old=int(too_old), incomplete=int(incomplete)))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def set_up(path: Path, python: str = "") -> subprocess.CompletedProcess[str]:
    """Run the script with only the stand-ins of the folder on PATH."""
    variables = {"PATH": str(path), **({"PYTHON": python} if python else {})}
    shell = shutil.which("sh") or "/bin/sh"
    return subprocess.run(
        [shell, "scripts/venv.sh", "env"], cwd=ROOT, env=variables, check=False, capture_output=True, text=True
    )


def test_the_first_python_that_works_is_taken(tmp_path: Path) -> None:
    """One that is too old and one that is incomplete are passed over for one that can do it."""
    put_python(tmp_path, "python3", too_old=True)
    put_python(tmp_path, "python3.13", incomplete=True)
    chosen = put_python(tmp_path, "python3.12")
    done = set_up(tmp_path)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [f"Setting up env with Python 3.99 from {chosen}", "made -m venv --clear env"]


def test_the_python_asked_for_is_taken(tmp_path: Path) -> None:
    """PYTHON names one, and no other is looked for."""
    put_python(tmp_path, "python3")
    asked = put_python(tmp_path, "mine")
    assert f"from {asked}" in set_up(tmp_path, str(asked)).stdout


@pytest.mark.parametrize("asked", ["", "python3"])
def test_no_python_is_said_kindly(tmp_path: Path, asked: str) -> None:
    """Where every Python is too old, the message says what is needed and how to name one."""
    put_python(tmp_path, "python3", too_old=True)
    done = set_up(tmp_path, asked)
    assert done.returncode == 1
    assert "Parley needs Python 3.11 or newer" in done.stderr
    assert "make PYTHON=" in done.stderr


def test_a_missing_package_of_the_system_is_named(tmp_path: Path) -> None:
    """Debian keeps what makes environments in a package of its own."""
    put_python(tmp_path, "python3", incomplete=True)
    done = set_up(tmp_path)
    assert done.returncode == 1
    assert "apt-get install python3-venv" in done.stderr


def test_this_python_would_do(tmp_path: Path) -> None:
    """The stand-ins are fair: the Python of these tests answers both questions as a good one does."""
    (tmp_path / "python3").symlink_to(sys.executable)
    script = (ROOT / "scripts/venv.sh").read_text()
    for question in ("import sys; sys.exit(sys.version_info < (3, 11))", "import ensurepip, venv"):
        assert question in script
        assert subprocess.run([tmp_path / "python3", "-c", question], check=False).returncode == 0


def test_a_browser_asked_for_by_name_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that the variable names and that does not run is an error, not another browser."""
    working = put_python(tmp_path, "browser")
    monkeypatch.setenv("PARLEY_CHROMIUM", str(working))
    assert system_chromium() == str(working)
    monkeypatch.setenv("PARLEY_CHROMIUM", os.devnull)
    with pytest.raises(RuntimeError, match="does not run"):
        system_chromium()


def test_a_command_that_only_tells_how_to_install_is_no_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some systems put a placeholder under the browser's name: the next name is tried."""
    placeholder = tmp_path / "chromium"
    placeholder.write_text("#!/bin/sh\necho install it >&2\nexit 1\n")
    placeholder.chmod(0o755)
    real = put_python(tmp_path, "google-chrome")
    monkeypatch.delenv("PARLEY_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not runs(str(placeholder))
    assert system_chromium() == str(real)
