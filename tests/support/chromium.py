"""Find the Chromium that the browser tests drive; run as a script, install one where there is none.

Playwright drives the system's browser. Where there is none, Debian's package is taken, else Playwright's own download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VARIABLE = "PARLEY_CHROMIUM"


def runs(executable: str) -> bool:
    """Whether the browser answers: on some systems the command only tells how to install it."""
    try:
        return subprocess.run([executable, "--version"], capture_output=True, check=False, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def system_chromium() -> str | None:
    """The browser that $PARLEY_CHROMIUM names, else the first on PATH that runs; None where there is neither.

    A $PARLEY_CHROMIUM that does not run raises RuntimeError: a browser asked for by name is not replaced by another.
    """
    if asked := os.environ.get(VARIABLE):
        if not runs(asked):
            raise RuntimeError(f"{VARIABLE} names {asked}, which does not run")
        return asked
    found = (path for path in map(shutil.which, NAMES) if path)
    return next((path for path in found if runs(path)), None)


def root_prefix() -> list[str] | None:
    """What to put before a command so that root runs it: nothing, `sudo -n`, or None where neither works."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def install_with_apt() -> None:
    """Install Debian's package `chromium` where apt is there and may be used; a failure is left to the next way."""
    as_root = root_prefix() if shutil.which("apt-get") else None
    if as_root is None:
        return
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    print("No Chromium found: installing Debian's package chromium", flush=True)
    if subprocess.run([*apt, "update"], check=False).returncode == 0:
        subprocess.run(
            [*apt, "install", "-y", "--no-install-recommends", "chromium"], check=False, stdout=subprocess.DEVNULL
        )


def install_with_playwright() -> int:
    """Have Playwright fetch its own Chromium, at once where it already did; the exit code."""
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode


def main() -> int:
    """Make sure that there is a browser; the exit code."""
    if not system_chromium():
        install_with_apt()
    if found := system_chromium():
        print(f"Browser tests use {found}")
        return 0
    if failure := install_with_playwright():
        print(f"No Chromium to test with: install one, or name one in {VARIABLE}", file=sys.stderr)
        return failure
    print("Browser tests use Playwright's own Chromium")
    return 0


if __name__ == "__main__":
    sys.exit(main())
