"""What is around the text of every page: the site's settings, its navigation, and the theme's templates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from types import BuiltinFunctionType, FunctionType

import material
from babel.core import Locale
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from pathspec import PathSpec

from generator.store import digest_of, digests_below

# Settings that say where a site is built and what it is made of, and nothing of what a page shows.
_NOT_SHOWN = frozenset(
    {"build_date_utc", "config_file_path", "docs_dir", "hooks", "plugins", "site_dir", "theme", "watch"}
)


def others_have_a_say(config: MkDocsConfig, ours: str) -> bool:
    """Whether there are hooks, or plugins beside `ours`."""
    return set(config.plugins) != {ours} or bool(config.hooks)


def surroundings(config: MkDocsConfig, nav: Navigation, ours: str) -> str | None:
    """A digest that is another whenever a page may be another though its text is the same.

    None where others have a say in pages, for nobody knows what they look at, or where a setting is an object that may
    be another and look the same.
    """
    if others_have_a_say(config, ours):
        return None
    try:
        settings = {name: _plain(config[name]) for name in sorted(config) if name not in _NOT_SHOWN}
        theme = {name: _plain(config.theme[name]) for name in sorted(config.theme)}
        options = _plain(dict(config.plugins[ours].config))
    except _NobodyCanTellError:
        return None
    return digest_of(settings, theme, options, str(nav), *map(_files_of, config.theme.dirs))


class _NobodyCanTellError(Exception):
    """A setting is an object that may be another and look the same."""


def _plain(value: object) -> object:
    """A setting as plain data in one order; a function or class, such as one of a Markdown extension, by its name."""
    if isinstance(value, Mapping):
        return sorted((str(name), _plain(one)) for name, one in value.items())
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, set | frozenset):
        return sorted(repr(_plain(one)) for one in value)
    if value is None or isinstance(value, str | bytes | int | float):
        return value
    return type(value).__qualname__, _told(value)


def _told(value: object) -> object:
    """All that is in an object of the kinds that settings may hold."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Locale):
        return str(value)
    if isinstance(value, PathSpec):
        return [(str(pattern.regex), pattern.include) for pattern in value.patterns]
    if isinstance(value, partial):
        return _plain([value.func, value.args, value.keywords])
    # What a function has brought from where it was made is not in its name.
    if isinstance(value, type | BuiltinFunctionType) or (isinstance(value, FunctionType) and not value.__closure__):
        return value.__module__, value.__qualname__
    raise _NobodyCanTellError


def _files_of(folder: str) -> object:
    """The files of a folder of the theme; Material's own are known by its version."""
    if Path(folder).is_relative_to(Path(material.__file__).parent):
        return ""
    return list(digests_below(Path(folder)))
