"""The site as nginx serves it with the exported headers: how fast, and under which policy."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from urllib.request import urlopen

import pytest
from browsing import Watch
from playwright.sync_api import Page
from proof import Proof
from search_dialog import SearchDialog

from generator.publishing.policy import HEADERS, server_files

NGINX, WRK = shutil.which("nginx"), shutil.which("wrk")
SETTINGS = """\
worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/errors;
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; keepalive_requests 1000000; default_type application/octet-stream;
    types {{ text/html html; text/css css; text/javascript js; application/wasm wasm; application/json json; }}
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{ listen 127.0.0.1:{port}; root {folder}/root; include {folder}/nginx.conf; }}
}}
"""
POLICY = "A header of the exported settings reaches the browser with every kind of file"

pytestmark = [
    pytest.mark.long,
    pytest.mark.proof,
    pytest.mark.skipif(not NGINX, reason="there is no nginx here; install it to have these figures"),
]


@pytest.fixture(scope="module")
def served(example: Path) -> Iterator[str]:
    """The address of the example site behind nginx, below the path that its `mkdocs.yml` names."""
    with TemporaryDirectory(prefix="parley-") as name, socket.create_server(("127.0.0.1", 0)) as free:
        folder, port = Path(name), free.getsockname()[1]
        folder.chmod(0o755)  # nginx's workers have an account of their own
        shutil.copytree(example, folder / "root" / "parley")
        (folder / "nginx.conf").write_text(server_files()["nginx.conf"], encoding="utf-8")
        (folder / "settings").write_text(SETTINGS.format(folder=folder, port=port), encoding="utf-8")
        free.close()
        with subprocess.Popen([str(NGINX), "-c", str(folder / "settings"), "-p", str(folder)]) as server:
            sleep(0.5)
            yield f"http://127.0.0.1:{port}/parley/"
            server.terminate()


def test_every_kind_of_file_has_the_headers(served: str, example: Path, proof: Proof) -> None:
    """Pages, scripts, data and search files; without the include none of them does."""
    kinds = {path.suffix: path for path in sorted(example.rglob("*")) if path.is_file() and path.name != ".parley"}
    held = 0
    for path in kinds.values():
        with urlopen(served + path.relative_to(example).as_posix(), timeout=10) as answer:
            held += all(answer.headers[name] == value for name, value in HEADERS.items())
    proof.held(POLICY, len(kinds), held)


def test_the_site_works_under_them(served: str, page: Page, watch: Watch) -> None:
    """A page and the search, without a word in the console."""
    page.goto(served)
    assert SearchDialog(page).open().search("truce") > 0
    assert (watch.off_origin, watch.console_errors) == ([], [])


def test_what_they_forbid_does_not_happen(served: str, page: Page, proof: Proof) -> None:
    """A script put into the page by hand does not run; on a page without them it does."""
    script = (
        "const one = document.createElement('script'); one.textContent = 'window.ran = 1'; document.body.append(one)"
    )
    page.goto(served)
    page.evaluate(script)
    assert page.evaluate("window.ran") is None
    page.goto("about:blank")
    page.evaluate(script)
    assert page.evaluate("window.ran") == 1
    proof.fired(POLICY, 1, 1)


@pytest.mark.skipif(not WRK, reason="there is no wrk here; install it to have these figures")
def test_how_fast_it_is_served(served: str, example: Path, proof: Proof) -> None:
    """A page and the files a search fetches, for 32 readers at once."""
    fragment, index = (sorted((example / "pagefind" / name).iterdir())[0] for name in ("fragment", "index"))
    page = max(example.glob("briefings/*/index.html"), key=lambda path: path.stat().st_size)
    for what, file in (("The longest briefing", page), ("A search result", fragment), ("A part of the index", index)):
        address = served + file.relative_to(example).as_posix().removesuffix("index.html")
        command = [str(WRK), "-t1", "-c32", "-d5s", "--latency", address]
        told = subprocess.run(command, env=os.environ, check=True, capture_output=True, text=True).stdout
        rate, late = re.search(r"Requests/sec:\s+([\d.]+)", told), re.search(r"99%\s+(\S+)", told)
        assert rate
        assert late
        assert "Non-2xx" not in told
        size = f"{file.stat().st_size / 1000:.0f} kB"
        proof.measured(f"{what} ({size}) from nginx on loopback", f"{float(rate[1]):,.0f} requests/s, p99 {late[1]}")
