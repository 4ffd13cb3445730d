"""The files of the theme, found without its icons, of which there are thousands and none is published as it is.

MkDocs lists all and then leaves out what is hidden: most of what it does where few pages are made. It offers no way to
list less, so the method that gives the theme's environment is replaced; MkDocs 1.x is frozen, and a test holds that the
same files are found.
"""

from __future__ import annotations

import os

import jinja2
from mkdocs.theme import Theme


class _Shown(jinja2.FileSystemLoader):
    """Loads any template, and lists those of which no folder is hidden."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for top in self.searchpath:
            for folder, folders, names in os.walk(top, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                inside = os.path.relpath(folder, top).replace(os.sep, "/")
                found |= {name if inside == "." else f"{inside}/{name}" for name in names}
        return sorted(found)


def pass_over_hidden(theme: Theme) -> None:
    """Have the environments of the theme list no hidden folders."""
    get_env = theme.get_env

    def environment() -> jinja2.Environment:
        made = get_env()
        if type(made.loader) is jinja2.FileSystemLoader:
            made.loader = _Shown(made.loader.searchpath)
        return made

    theme.get_env = environment  # type: ignore[method-assign]
