"""Set-up chooses a Python that works, and says kindly what is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import chromium
import pytest

ROOT = Path(__file__).resolve().parent.parent

# A stand-in answers the two questions that the script asks a Python: how new it is, and whether it can make an
# environment.
STAND_IN = """case "$*" in
    *version_info*) exit {too_old} ;;
    *ensurepip*) exit {incomplete} ;;
    --version) echo "Python 3.99 from $0" ;;
    *) echo "made $*" ;;
esac
"""


def put_script(folder: Path, name: str, *lines: str) -> Path:
    """A shell script that can be run under that name; its path."""
    path = folder / name
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)
    return path


def put_python(folder: Path, name: str, *, too_old: bool = False, incomplete: bool = False) -> Path:
    """A stand-in for a Python of that name; its path."""
    return put_script(folder, name, STAND_IN.format(too_old=int(too_old), incomplete=int(incomplete)))


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
    working = put_script(tmp_path, "browser")
    monkeypatch.setenv("PARLEY_CHROMIUM", str(working))
    assert chromium.system_chromium() == str(working)
    monkeypatch.setenv("PARLEY_CHROMIUM", os.devnull)
    with pytest.raises(RuntimeError, match="does not run"):
        chromium.system_chromium()


def test_a_command_that_only_tells_how_to_install_is_no_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some systems put a placeholder under the browser's name: the next name is tried."""
    placeholder = put_script(tmp_path, "chromium", "echo install it >&2", "exit 1")
    real = put_script(tmp_path, "google-chrome")
    monkeypatch.delenv("PARLEY_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not chromium.runs(str(placeholder))
    assert chromium.system_chromium() == str(real)


@pytest.fixture
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without a browser: the folder that is all of its PATH, where every command leaves a line in `log`."""
    monkeypatch.delenv("PARLEY_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("env", "cat", "chmod"):
        (tmp_path / name).symlink_to(shutil.which(name, path=os.defpath) or f"/bin/{name}")
    put_script(tmp_path, "sudo", '[ "$1" = -n ] && shift', 'exec "$@"')
    monkeypatch.setattr(sys, "executable", str(put_script(tmp_path, "own", f'echo "own $*" >> "{tmp_path}/log"')))
    return tmp_path


def test_debians_package_is_installed_first(bare_machine: Path) -> None:
    """Where apt is there, its lists are read, its chromium is installed with no extras, and that one is used."""
    log, browser = bare_machine / "log", bare_machine / "chromium"
    install = f'if [ "$2" = install ]; then echo "#!/bin/sh" > "{browser}"; chmod +x "{browser}"; fi'
    put_script(bare_machine, "apt-get", f'echo "apt $*" >> "{log}"', install)
    assert chromium.main() == 0
    assert log.read_text().splitlines() == ["apt -qq update", "apt -qq install -y --no-install-recommends chromium"]


@pytest.mark.parametrize("apt", [None, "exit 100"])
def test_playwrights_own_browser_is_the_last_resort(bare_machine: Path, apt: str | None) -> None:
    """Without apt, or where apt cannot help, Playwright fetches its own."""
    if apt:
        put_script(bare_machine, "apt-get", apt)
    assert chromium.main() == 0
    assert (bare_machine / "log").read_text() == "own -m playwright install chromium\n"


def test_no_browser_at_all_is_a_failure(bare_machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing helps, the exit code says so and the message says how to go on: no test is skipped for it."""
    put_script(bare_machine, "own", "exit 3")
    assert chromium.main() == 3
    assert "PARLEY_CHROMIUM" in capsys.readouterr().err


def test_a_browser_that_is_there_is_enough(bare_machine: Path) -> None:
    """Nothing is installed where there is a browser."""
    put_script(bare_machine, "chromium-browser")
    assert chromium.main() == 0
    assert not (bare_machine / "log").exists()
