"""What the tests of publishing share: the small site, and the plugin made to publish it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_site import NOW, Publish, files_below, use_edition, write_site

from generator.edition import Edition
from generator.publishing.build import BuildResult, build_site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of the small site."""
    return write_site(tmp_path / "root").parent


@pytest.fixture
def publish(root: Path, monkeypatch: pytest.MonkeyPatch) -> Publish:
    """Builds the small site with an edition of the test's own."""

    def build_with(edition: Edition) -> BuildResult:
        use_edition(edition, monkeypatch.setattr)
        return build_site(root / "mkdocs.yml", None, NOW)

    return build_with


@pytest.fixture
def unchanged(root: Path) -> Callable[[], bool]:
    """Whether the folder of the site still holds just what it held when this was asked for."""
    before = files_below(root)
    return lambda: files_below(root) == before
