"""The theme's files are found without a look at its icons."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from generator.publishing.theme_files import pass_over_hidden


def found(config: MkDocsConfig) -> list[tuple[str, str | None]]:
    """The theme's files as MkDocs puts them in, and the folder that each comes from."""
    files = Files([])
    files.add_files_from_theme(config.theme.get_env(), config)
    return [(file.src_uri, file.src_dir) for file in files]


def test_the_same_files_are_found(root: Path) -> None:
    """Hidden ones are no files of the site either way; templates of any folder can be used."""
    own = root / "own"
    for name in ("own.css", "deep/er/own.js", ".hidden/own.css", "deep/.hidden/own.css", ".own.css", "deep/own.html"):
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text("own", encoding="utf-8")
    config = load_config(str(root / "mkdocs.yml"))
    config.theme.dirs.insert(0, str(own))
    before = found(config)
    pass_over_hidden(config.theme)
    assert found(config) == before
    assert {("own.css", str(own)), ("deep/er/own.js", str(own))} <= set(before)
    assert len(config.theme.get_env().list_templates()) < 1000
    assert config.theme.get_env().get_template("deep/.hidden/own.css").render() == "own"
