"""A preview in a process of its own, as an author has it: real server, real files, what a browser is answered."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from time import monotonic, sleep
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from command_line import PARLEY, surroundings

PATIENCE = 60


@dataclass(frozen=True)
class Preview:
    """A preview of the site in `root`."""

    root: Path
    address: str
    server: subprocess.Popen[bytes]

    def answer(self, path: str = "") -> tuple[int, str]:
        """The status and the text of one page."""
        try:
            with urlopen(f"{self.address}{path}", timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def shows(self, path: str, text: str, status: int = HTTPStatus.OK) -> bool:
        """Whether the page comes to show the text."""
        end = monotonic() + PATIENCE
        while self.server.poll() is None and monotonic() < end:
            try:
                if (answer := self.answer(path))[0] == status and text in answer[1]:
                    return True
            except URLError:
                pass
            sleep(0.05)
        return False

    def save(self, name: str, text: str) -> None:
        """Write a file of the site's sources, as an editor does."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@contextmanager
def previewed(root: Path) -> Iterator[Preview]:
    """A preview of the site in a folder, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(PARLEY), "serve", "--address", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=root, env=surroundings(), stderr=subprocess.DEVNULL) as server:
        shown = Preview(root, f"http://127.0.0.1:{port}/", server)
        try:
            assert shown.shows("", "</html>")
            yield shown
        finally:
            server.terminate()
