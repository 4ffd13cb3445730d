"""The cases of the rules: files below `tests/cases/briefings`, or folders of files that are one site."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).resolve().parent.parent / "cases" / "briefings"


def files_of(case: Path) -> dict[str, str]:
    """The case's files by their path below the folder of briefings."""
    if case.is_file():
        return {case.name: case.read_text(encoding="utf-8")}
    return {
        str(file.relative_to(case).as_posix()): file.read_text(encoding="utf-8")
        for file in sorted(case.rglob("*.yaml"))
    }


def all_cases() -> list[Path]:
    """Each case, by its name."""
    return sorted(path for path in CASES.iterdir() if path.suffix == ".yaml" or path.is_dir())
