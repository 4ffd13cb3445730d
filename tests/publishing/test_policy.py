"""The policy of the pages, and the headers for those who serve them."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from generator.cli import main
from generator.publishing.policy import HEADERS, POLICY, host_file, server_files, with_policy


def test_the_policy_lets_no_page_bring_a_script() -> None:
    """Neither inline nor from elsewhere, and no hash, which would be a door; all that is not named is forbidden."""
    directives = dict(directive.split(" ", 1) for directive in POLICY.split("; "))
    assert directives["default-src"] == directives["object-src"] == directives["base-uri"] == "'none'"
    assert directives["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert not re.search(r"unsafe-inline|'unsafe-eval'|unsafe-hashes|nonce-|sha\d+-|https?:|\*", POLICY)


def test_the_policy_comes_first() -> None:
    """Before whatever a head holds, once."""
    page = with_policy("<html><head><title>x</title></head><body>&lt;head></body></html>")
    assert page.startswith('<html><head>\n<meta http-equiv="Content-Security-Policy" content="default-src ')
    assert page.count("http-equiv") == 1
    assert with_policy("<p>No head</p>") == "<p>No head</p>"


def test_every_server_is_told_every_header() -> None:
    """And each file holds the policy whole, in quotes where the server wants them."""
    files = server_files()
    assert files["_headers"] == host_file()
    for text in files.values():
        assert [name for name, value in HEADERS.items() if name not in text or value not in text] == []
    assert not [value for value in HEADERS.values() if '"' in value or "\n" in value]


def test_the_headers_say_what_is_promised() -> None:
    """Word for word: no page in a frame, no guessing of kinds, no address told elsewhere, no device asked."""
    assert {
        "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    } == HEADERS


def test_the_headers_are_exported(tmp_path: Path) -> None:
    """Into a new folder, and anew over an earlier export; never into a folder with files of others."""
    target = tmp_path / "headers"
    for _ in range(2):
        assert CliRunner().invoke(main, ["export", "headers", str(target)]).exit_code == 0
    assert {path.name for path in target.iterdir()} == {".parley-export", "Caddyfile", "_headers", "nginx.conf"}
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine").touch()
    assert CliRunner().invoke(main, ["export", "headers", str(tmp_path / "other")]).exit_code == 2
