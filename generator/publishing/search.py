"""The search index: Pagefind's program reads the built pages and writes `pagefind/` beside them."""

from __future__ import annotations

import os
import subprocess
from importlib import import_module
from pathlib import Path

from generator.publishing.search_order import put_in_order

FOLDER = "pagefind"
UNUSED = (
    "pagefind-component-ui.css",
    "pagefind-component-ui.js",
    "pagefind-highlight.js",
    "pagefind-modular-ui.css",
    "pagefind-modular-ui.js",
    "pagefind-ui.css",
    "pagefind-ui.js",
)
"""Pagefind's ready-made boxes; the theme has its own."""
MISSING = "Pagefind's program is missing, so the site would have no search. Install it: pip install 'pagefind[bin]'"


class SearchIndexError(Exception):
    """Pagefind is missing or gave up; the message says which."""


def write_search_index(site: Path) -> None:
    """Index every page below `site` into `site/pagefind/`; equal sites get equal indexes."""
    # Settings that happen to lie around in a variable or in a file of the current folder must not change the index.
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    done = subprocess.run(  # noqa: S603 - the program is a dependency's, its arguments are ours
        [
            pagefind_program(),
            "--site",
            str(site),
            "--output-subdir",
            FOLDER,
            "--exclude-selectors",
            ".headerlink",
            "--quiet",
        ],
        cwd=site,
        env=surroundings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise SearchIndexError(f"Pagefind gave up: {(done.stderr or done.stdout).strip()}")
    for unused in UNUSED:
        (site / FOLDER / unused).unlink(missing_ok=True)
    put_in_order(site / FOLDER)


def pagefind_program() -> Path:
    """Where Pagefind's wheel put its program."""
    try:
        program: Path = import_module("pagefind_bin").get_executable()
    except (ImportError, FileNotFoundError) as missing:
        raise SearchIndexError(MISSING) from missing
    return program
