"""A site without our plugin: what the site builder would be handed, as plain files, and settings that ask for no more.

Any engine that reads `mkdocs.yml` can build it. Search and redirects need nothing from the plugin either: redirects are
small pages, and Pagefind runs over the built site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import InclusionLevel, get_files
from yaml.representer import SafeRepresenter

from generator.edition import Edition
from generator.problems import has_errors
from generator.publishing.build import configured
from generator.publishing.files import DataFile, PageFile, add_edition, keep_publishable
from generator.publishing.plugin import PLUGIN, site_of
from generator.templates_folder import packaged_templates
from generator.workers import spread

DOCS = "docs"
THEME = "theme"
SETTINGS = "mkdocs.yml"
HEADER = "# Written by `parley export markdown`. Change the site itself and export it again.\n"

# They point to places of the site itself, or speak of folders that are not there: each engine's own default is right.
_LEFT_OUT = frozenset({"INHERIT", "site_dir", "watch", "edit_uri", "edit_uri_template"})


@dataclass(frozen=True, slots=True)
class PlainSite:
    """The files of a site by path, with their bytes; none where an error stands among the edition's problems."""

    edition: Edition
    files: Mapping[str, bytes] = field(default_factory=dict)


def plain_site(config_file: Path, now: datetime) -> PlainSite:
    """The same pages a build publishes, with authors' prose and images, the theme's files and the settings."""
    config, plugin = configured(config_file, None)
    site, settings = site_of(config, plugin.config)
    edition = plugin.make_edition(site, now, include_drafts=False, settings=settings)
    if has_errors(edition.problems):
        return PlainSite(edition)
    files = {
        **dict(_theme_files(config, plugin.config.templates)),
        **dict(_documents(config, edition)),
        SETTINGS: _plain_settings(Path(config.config_file_path), edition.theme_words()).encode(),
    }
    return PlainSite(edition, files)


def _documents(config: MkDocsConfig, edition: Edition) -> Iterator[tuple[str, bytes]]:
    # MkDocs notes who made a file; outside of an event it must be told.
    config.plugins._current_plugin = PLUGIN
    files = get_files(config)
    keep_publishable(files, config, edition)
    add_edition(files, config, edition)
    for file in files:
        if file.inclusion.value > InclusionLevel.DRAFT.value and not isinstance(file, PageFile | DataFile):
            yield f"{DOCS}/{file.src_uri}", file.content_bytes
    for made in spread(lambda part: list(map(edition.files.make, part.files)), edition.in_parts()):
        yield from ((f"{DOCS}/{file.path}", file.content) for file in made)
    for page in edition.pages:
        yield f"{DOCS}/{page.path}", _with_markdown_as_text(page.markdown).encode()
        yield from ((f"{DOCS}/{_as_text(file.path)}", file.content) for file in page.beside)


def _as_text(path: str) -> str:
    """Markdown beside a page as text: without our plugin an engine makes pages of all Markdown."""
    return f"{path}.txt" if path.endswith(".md") else path


def _with_markdown_as_text(markdown: str) -> str:
    """The page with its links to the Markdown beside it leading to the text.

    What is replaced are links of ours; the quotes that an author types are escaped wherever they land.
    """
    return re.sub(r'("?\bhref"?(?:=|: ))"index\.md"', r'\1"index.md.txt"', markdown)


def _theme_files(config: MkDocsConfig, templates: str) -> Iterator[tuple[str, bytes]]:
    """Parley's theme, then what the site puts in its place file by file: what comes later wins."""
    own = Path(config.config_file_path).parent / templates / "theme"
    chosen = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    for folder in (packaged_templates() / "theme", own, *chosen):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield f"{THEME}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _plain_settings(config_file: Path, words: Mapping[str, object]) -> str:
    """The site's settings without our plugin, with the labels the theme would have had from it.

    They are changed as YAML nodes: tags that only the engine understands stay as they are.
    """
    settings = _nodes(config_file)
    for name in _LEFT_OUT:
        settings.pop(name, None)
    settings["docs_dir"] = _node(DOCS)
    settings["theme"] = _in_theme_folder(settings.get("theme"))
    settings["plugins"] = _without_ours(settings.get("plugins"))
    extra = _entries(settings.get("extra"))
    settings["extra"] = _mapping({**extra, "parley": _node(words)})
    if "repo_url" in settings:
        # There is no page in the repository to edit; an empty address keeps the engine from guessing one.
        settings["edit_uri"] = _node("")
    return HEADER + yaml.serialize(_mapping(settings), Dumper=yaml.SafeDumper, allow_unicode=True, width=120)


def _nodes(config_file: Path) -> dict[str, yaml.Node]:
    """The top of a settings file by name, with what it inherits."""
    settings = _entries(yaml.compose(config_file.read_text(encoding="utf-8"), yaml.SafeLoader))
    parent = settings.get("INHERIT")
    return _merged(_nodes(config_file.parent / parent.value), settings) if parent else settings


def _merged(parent: dict[str, yaml.Node], own: dict[str, yaml.Node]) -> dict[str, yaml.Node]:
    """Both, the file's own winning; mappings are merged all the way down, as MkDocs does."""
    merged = dict(parent)
    for name, node in own.items():
        both = isinstance(node, yaml.MappingNode) and isinstance(merged.get(name), yaml.MappingNode)
        merged[name] = _mapping(_merged(_entries(merged[name]), _entries(node))) if both else node
    return merged


def _in_theme_folder(theme: yaml.Node | None) -> yaml.Node:
    named = {"name": theme} if isinstance(theme, yaml.ScalarNode) else _entries(theme)
    return _mapping({**named, "custom_dir": _node(THEME)})


def _without_ours(plugins: yaml.Node | None) -> yaml.Node:
    if isinstance(plugins, yaml.MappingNode):
        return _mapping({name: node for name, node in _entries(plugins).items() if name != PLUGIN})
    listed = plugins.value if isinstance(plugins, yaml.SequenceNode) else ()
    return yaml.SequenceNode("tag:yaml.org,2002:seq", [node for node in listed if not _is_ours(node)])


def _is_ours(plugin: yaml.Node) -> bool:
    return plugin.value == PLUGIN or PLUGIN in _entries(plugin)


def _entries(node: yaml.Node | None) -> dict[str, yaml.Node]:
    return {key.value: value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def _mapping(entries: Mapping[str, yaml.Node]) -> yaml.MappingNode:
    return yaml.MappingNode("tag:yaml.org,2002:map", [(_node(name), node) for name, node in entries.items()])


def _node(value: Any) -> yaml.Node:
    return SafeRepresenter().represent_data(value)
