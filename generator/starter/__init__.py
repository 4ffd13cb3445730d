"""A site of one's own to begin with: the files `parley init` writes, as they travel in the package.

In `files/`, a name that begins with `dot_` stands for one that begins with a dot, so that no tool of this repository
takes it for its own. `__NAME__`, `__TODAY__` and `__VERSION__` are filled in. The author's guide comes with them: it is
that of Parley's own site, and stands in a wheel beside `files/`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

_HERE = Path(__file__).resolve().parent
FILES = _HERE / "files"
GUIDE = "briefings/guide"


def starter_files(name: str, today: date, version: str) -> Mapping[str, str]:
    """The text of each file by its path in the new site."""
    found = sorted(path for path in FILES.rglob("*") if path.is_file())
    guide = {f"{GUIDE}/{page.name}": page.read_text(encoding="utf-8") for page in sorted(_guide().glob("*.md"))}
    return {_path(file): _filled(file, name, today, version) for file in found} | guide


def _guide() -> Path:
    """The folder of the guide: inside the package in a wheel, among the briefings in a checkout."""
    packaged = _HERE / "guide"
    return packaged if packaged.is_dir() else _HERE.parents[1] / GUIDE


def _path(file: Path) -> str:
    parts = file.relative_to(FILES).parts
    return "/".join(f".{part.removeprefix('dot_')}" if part.startswith("dot_") else part for part in parts)


def _filled(file: Path, name: str, today: date, version: str) -> str:
    # In YAML a JSON text is a text, whatever stands in it.
    shown = json.dumps(name, ensure_ascii=False) if file.suffix == ".yml" else name
    text = file.read_text(encoding="utf-8")
    return text.replace("__NAME__", shown).replace("__TODAY__", today.isoformat()).replace("__VERSION__", version)
