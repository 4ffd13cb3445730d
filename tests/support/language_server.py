"""The language server that editors run on YAML, spoken to as an editor does; run as a script, install it.

It is installed from npm in the release that `tests/editor/package-lock.json` names, into `.cache/node`. Where npm is
not there, Debian's package is taken.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Timer
from typing import IO, Any

from chromium import root_prefix

ROOT = Path(__file__).resolve().parents[2]
WANTED = ROOT / "tests" / "editor"
INSTALLED = ROOT / ".cache" / "node"
SERVER = INSTALLED / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
LOCK = "package-lock.json"
SECONDS = 180


def is_installed() -> bool:
    """Whether the very releases of the lock are there."""
    lock = INSTALLED / LOCK
    return SERVER.is_file() and lock.is_file() and lock.read_bytes() == (WANTED / LOCK).read_bytes()


def install() -> int:
    """Have npm install what the lock names; the exit code."""
    npm = shutil.which("npm") or _npm_of_debian()
    if npm is None:
        print("No npm to install the language server with: install Node.js 18 or newer", file=sys.stderr)
        return 1
    INSTALLED.mkdir(parents=True, exist_ok=True)
    (INSTALLED / LOCK).unlink(missing_ok=True)
    for name in ("package.json", LOCK):
        shutil.copy(WANTED / name, INSTALLED / name)
    command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    return subprocess.run(command, cwd=INSTALLED, check=False, stdout=subprocess.DEVNULL).returncode


def _npm_of_debian() -> str | None:
    as_root = root_prefix() if shutil.which("apt-get") else None
    if as_root is None:
        return None
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    print("No npm found: installing Debian's package npm", flush=True)
    if subprocess.run([*apt, "update"], check=False).returncode == 0:
        command = [*apt, "install", "-y", "--no-install-recommends", "npm"]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    return shutil.which("npm")


class Editor:
    """An editor with one file open. `settings` are those of its `yaml` section."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        self._settings = dict(settings)
        self._folder = folder
        self._number = 0
        self._version = 0
        self._process = subprocess.Popen(
            [shutil.which("node") or "node", str(SERVER), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        # A server that falls silent is ended, and the test with it.
        self._end = Timer(SECONDS, self._process.kill)
        self._end.start()
        capabilities = {
            "workspace": {"configuration": True},
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
            },
        }
        root = folder.as_uri()
        self.ask("initialize", processId=None, rootUri=root, capabilities=capabilities, workspaceFolders=None)
        self._tell("initialized")

    def close(self) -> None:
        """End the server."""
        self._end.cancel()
        self._process.kill()
        self._process.communicate()

    def open(self, name: str, text: str) -> list[dict[str, Any]]:
        """Open a file of the folder, and wait for what the server underlines in it."""
        self._uri = (self._folder / name).as_uri()
        self._version += 1
        document = {"uri": self._uri, "languageId": "yaml", "version": self._version, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)
        while True:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == self._uri:
                found: list[dict[str, Any]] = message["params"]["diagnostics"]
                return found

    def at(self, what: str, line: int, column: int) -> Any:
        """Ask for `hover` or `completion` at a place of the open file, counted from 0."""
        place = {"line": line, "character": column}
        return self.ask(f"textDocument/{what}", textDocument={"uri": self._uri}, position=place)

    def ask(self, method: str, **params: Any) -> Any:
        """The server's answer to a request."""
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _next(self) -> dict[str, Any]:
        """The next message; what the server asks of an editor is answered on the way."""
        message = self._receive()
        if "id" in message and "method" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, message: dict[str, Any]) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        asked = [item.get("section") for item in message["params"]["items"]]
        return [self._settings if section == "yaml" else {} for section in asked]

    def _tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = self._stream(self._process.stdin)
        stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        stream.flush()

    def _receive(self) -> dict[str, Any]:
        stream, length = self._stream(self._process.stdout), 0
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: dict[str, Any] = json.loads(stream.read(length))
        return message

    @staticmethod
    def _stream(stream: IO[bytes] | None) -> IO[bytes]:
        assert stream is not None
        return stream


def main() -> int:
    """Make sure that the server is there; the exit code."""
    return 0 if is_installed() else install()


if __name__ == "__main__":
    sys.exit(main())
