"""`parley serve` hands over to the preview."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Parley = Callable[..., Result]


@pytest.mark.parametrize("address", [None, "localhost:8123"])
def test_the_preview_gets_site_and_address(
    parley: Parley, monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    """Without an address, mkdocs.yml's is for the preview to find."""
    asked: list[tuple[Path, str | None]] = []
    monkeypatch.setattr("generator.publishing.build.serve_site", lambda *arguments: asked.append(arguments))
    options = ["--address", address] if address else []
    assert parley("serve", *options).exit_code == 0
    assert asked == [(Path("mkdocs.yml"), address)]


@pytest.mark.parametrize("address", ["nowhere", "localhost:", "localhost:http", "localhost:99999"])
def test_an_address_that_is_none_is_refused(parley: Parley, address: str) -> None:
    """That is a slip, and the message shows how to write it."""
    done = parley("serve", "--address", address)
    assert done.exit_code == 2
    assert f"'{address}' is no address. Write host and port: localhost:8000" in done.stderr
