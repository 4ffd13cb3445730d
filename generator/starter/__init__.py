"""A site of one's own to begin with: the files `parley init` writes, as they travel in the package.

In `files/`, a name that begins with `dot_` stands for one that begins with a dot, so that no tool of this repository
takes it for its own. `__NAME__`, `__TODAY__` and `__VERSION__` are filled in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

FILES = Path(__file__).resolve().parent / "files"


def starter_files(name: str, today: date, version: str) -> Mapping[str, str]:
    """The text of each file by its path in the new site."""
    found = sorted(path for path in FILES.rglob("*") if path.is_file())
    return {_path(file): _filled(file, name, today, version) for file in found}


def _path(file: Path) -> str:
    parts = file.relative_to(FILES).parts
    return "/".join(f".{part.removeprefix('dot_')}" if part.startswith("dot_") else part for part in parts)


def _filled(file: Path, name: str, today: date, version: str) -> str:
    # In YAML a JSON text is a text, whatever stands in it.
    shown = json.dumps(name, ensure_ascii=False) if file.suffix == ".yml" else name
    text = file.read_text(encoding="utf-8")
    return text.replace("__NAME__", shown).replace("__TODAY__", today.isoformat()).replace("__VERSION__", version)
