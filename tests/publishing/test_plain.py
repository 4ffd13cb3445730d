"""The exported settings ask for nothing of ours, and keep everything else as the site has it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.publishing.plain import _plain_settings

WORDS = {"search": "Search", "menu": "Menü: alles"}


def settings_of(folder: Path, text: str, **others: str) -> str:
    for name, other in others.items():
        (folder / f"{name}.yml").write_text(other, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return _plain_settings(folder / "mkdocs.yml", {"words": WORDS})


def plain(folder: Path, text: str, **others: str) -> dict[str, Any]:
    """The exported settings of a site with these settings, read as plain YAML."""
    read = yaml.safe_load(settings_of(folder, text, **others))
    assert isinstance(read, dict)
    return read


@pytest.mark.parametrize(
    ("plugins", "left"),
    [
        ("[briefings]", []),
        ("[briefings: {yardstick: phia}]", []),
        ("[search: {lang: en}, briefings, tags]", [{"search": {"lang": "en"}}, "tags"]),
        ("{search: {lang: en}, briefings: {}}", {"search": {"lang": "en"}}),
    ],
)
def test_our_plugin_is_taken_out(tmp_path: Path, plugins: str, left: object) -> None:
    """However the plugins are written; those of others stay with their options."""
    assert plain(tmp_path, f"plugins: {plugins}")["plugins"] == left


@pytest.mark.parametrize(
    ("theme", "exported"),
    [
        ("theme: material", {"name": "material", "custom_dir": "theme"}),
        (
            "theme: {name: material, custom_dir: mine, font: false}",
            {"name": "material", "custom_dir": "theme", "font": False},
        ),
    ],
)
def test_the_theme_reads_the_exported_folder(tmp_path: Path, theme: str, exported: object) -> None:
    """In place of the site's own folder, whose files are in it."""
    assert plain(tmp_path, theme)["theme"] == exported


def test_words_for_the_theme_stand_in_extra(tmp_path: Path) -> None:
    """Beside what the site has there."""
    extra = plain(tmp_path, "extra: {social: [a]}")["extra"]
    assert extra == {"social": ["a"], "parley": {"words": WORDS}}
    assert plain(tmp_path, "site_name: x")["extra"] == {"parley": {"words": WORDS}}


def test_places_are_those_of_the_export(tmp_path: Path) -> None:
    """Its docs, the engine's default for the built site, and no page to edit."""
    text = "docs_dir: briefings\nsite_dir: ../live\nwatch: [x]\nrepo_url: https://example.org/r\nedit_uri: edit/"
    read = plain(tmp_path, text)
    assert read["docs_dir"] == "docs"
    assert read["edit_uri"] == ""
    assert not read.keys() & {"site_dir", "watch"}
    assert "edit_uri" not in plain(tmp_path, "site_name: x")


def test_tags_of_the_engine_stay(tmp_path: Path) -> None:
    """They are its business, and are not even understood here."""
    text = "site_url: !ENV [ADDRESS, 'https://example.org/']\nmarkdown_extensions:\n- x:\n    f: !!python/name:a.b\n"
    exported = settings_of(tmp_path, text)
    assert "!ENV" in exported
    assert "!!python/name:a.b" in exported
    assert "ADDRESS" in exported


def test_what_is_inherited_is_written_out(tmp_path: Path) -> None:
    """The export stands alone; mappings are merged, lists and values are the site's own where it has them."""
    parent = "site_name: Parent\nstrict: true\nnav: [a.md]\nextra: {a: 1, b: {c: 2}}\nplugins: [tags]"
    text = "INHERIT: base.yml\nsite_name: Child\nnav: [b.md]\nextra: {b: {d: 3}}\nplugins: [briefings]"
    read = plain(tmp_path, text, base=parent)
    assert "INHERIT" not in read
    assert (read["site_name"], read["strict"], read["nav"], read["plugins"]) == ("Child", True, ["b.md"], [])
    assert read["extra"] == {"a": 1, "b": {"c": 2, "d": 3}, "parley": {"words": WORDS}}


def test_the_file_says_where_it_comes_from(tmp_path: Path) -> None:
    """Whoever finds it should not edit it by hand."""
    assert settings_of(tmp_path, "site_name: x").startswith("# Written by `parley export markdown`.")
