"""Parley finds its own templates in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.templates_folder import packaged_templates


def test_a_checkout_has_them_beside_the_package(tmp_path: Path) -> None:
    """In a checkout the templates stand at the root, where people look for them."""
    (tmp_path / "generator").mkdir()
    (tmp_path / "site_templates").mkdir()
    assert packaged_templates(tmp_path / "generator") == tmp_path / "site_templates"


def test_a_wheel_has_them_inside_the_package(tmp_path: Path) -> None:
    """Installed, the package holds its own; a folder that happens to stand beside it is another's."""
    (tmp_path / "generator/site_templates").mkdir(parents=True)
    (tmp_path / "site_templates").mkdir()
    assert packaged_templates(tmp_path / "generator") == tmp_path / "generator/site_templates"


def test_a_broken_installation_is_named(tmp_path: Path) -> None:
    """Without templates there is no site, and the message says where they were looked for."""
    with pytest.raises(FileNotFoundError, match="site_templates"):
        packaged_templates(tmp_path / "generator")


def test_these_tests_run_on_the_real_ones() -> None:
    """The house itself is a checkout: its templates are those at the root."""
    assert packaged_templates() == Path(__file__).resolve().parent.parent / "site_templates"
