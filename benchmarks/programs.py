"""Running what is measured: programs with their time and memory, and a preview in which a save shows."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PARLEY = str(Path(sys.executable).with_name("parley"))
PATIENCE = 600
TOLD = 2000


@dataclass(frozen=True)
class Run:
    """One run of a program: seconds on the clock, seconds of processors, and the largest process in MiB."""

    wall: float
    cpu: float
    peak: float


class RunError(Exception):
    """A program that is measured gave up; the message has its last words."""


def timed(commands: list[list[str]], folder: Path) -> Run:
    """The commands one after the other, in the folder; raises RunError where one fails.

    The largest process is told by the system, over a program and all it started and waited for. A program begins as a
    copy of this process, which therefore stays small: what is large (a browser, a load) is done by other programs.
    """
    wall = cpu = peak = 0.0
    for command in commands:
        with tempfile.TemporaryFile() as said:
            begin = time.monotonic()
            process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
            _, status, usage = os.wait4(process.pid, 0)
            wall += time.monotonic() - begin
            if code := os.waitstatus_to_exitcode(status):
                said.seek(0)
                raise RunError(f"{' '.join(command)}: exit code {code}\n{said.read()[-TOLD:].decode(errors='replace')}")
        cpu += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss / 1024)
    return Run(wall, cpu, peak)


def saves(site: Path, count: int) -> tuple[float, list[float]]:
    """Seconds to a preview's first page, and from each of `count` saves of a briefing to the page with it."""
    path = sorted((site / "briefings").glob("2*/*.yaml"))[0]
    typed = path.read_text(encoding="utf-8")
    begin = time.monotonic()
    with preview(site) as address:
        url = f"{address}briefings/{path.stem}/"
        page = fetched(url)
        first = time.monotonic() - begin
        seconds = []
        try:
            for number in range(count):
                mark = f"Saved as number {number}"
                time.sleep(0.5)
                text = re.sub("(?m)^title: .*", f"title: {mark}", typed)
                taken, page = saved(path, text, url, page)
                if mark not in page:
                    raise RunError(f"The preview did not show save {number}")
                seconds.append(taken)
        finally:
            path.write_text(typed, encoding="utf-8")
    return first, seconds


def saved(path: Path, text: str, url: str, page: str) -> tuple[float, str]:
    """Seconds from the save until the browser, told that there is news, has the page; and that page.

    `page` is the one before, which says after which news its browser asks.
    """
    found = re.search(r"livereload\((\d+)", page)
    assert found is not None
    epoch = int(found[1])
    origin = "/".join(url.split("/")[:3])
    begin = time.monotonic()
    path.write_text(text, encoding="utf-8")
    while int(fetched(f"{origin}/livereload/{epoch}/1")) <= epoch:
        pass
    page = fetched(url)
    return time.monotonic() - begin, page


@contextmanager
def preview(site: Path) -> Iterator[str]:
    """The address of a preview of the site, while it lasts."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [PARLEY, "serve", "--address", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def fetched(url: str) -> str:
    """What is at the address, as soon as it answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(url, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except URLError:
            time.sleep(0.02)
    raise TimeoutError(url)
