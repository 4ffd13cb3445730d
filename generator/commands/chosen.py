"""The files and folders that the command line chooses among a site's briefings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.common import Cannot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.edition import SiteFolder


def chosen_paths(site: SiteFolder, paths: Sequence[Path]) -> tuple[str, ...]:
    """The paths as problems name them, relative to the site's folder."""
    return tuple(_below(site, path) for path in paths)


def is_chosen(path: str, chosen: Sequence[str]) -> bool:
    """Whether a file, as problems name it, is one of those or lies below one; without a choice, all are."""
    return not chosen or any(path == one or path.startswith(f"{one}/") for one in chosen)


def _below(site: SiteFolder, path: Path) -> str:
    if not path.exists() and not path.is_symlink():
        raise Cannot(f"There is no file or folder {path}.")
    real = path.parent.resolve() / path.name if path.is_symlink() else path.resolve()
    root, briefings = site.root.resolve(), (site.root / site.briefings).resolve()
    if real.is_relative_to(briefings):
        return real.relative_to(root).as_posix()
    if briefings.is_relative_to(real):
        return site.briefings
    raise Cannot(f"{path} does not lie in the site's {site.briefings}/ folder.")
