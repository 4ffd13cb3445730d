"""The press: Typst sets a template with data, as a tagged PDF or as a picture, the same bytes at every run.

Templates and fonts are those of the first folder that has them, file by file. Nothing is fetched, no font of the
machine is used, and the date is the briefing's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from generator.rendering.typst import Typeset


class Press:
    """A compiler with its templates and fonts at hand, for many documents one after the other."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """`folders` are those of templates, the site's own first; each may have a `print` folder."""
        places = [folder / "print" for folder in folders if (folder / "print").is_dir()]
        self._sources = dict(_sources(places))
        self._compiler = typst.Compiler(root=places[0], font_paths=_fonts(places), ignore_system_fonts=True)

    def pdf(self, template: str, data: Mapping[str, Typeset], day: date) -> bytes:
        """A tagged PDF that Typst holds to PDF/UA-1, dated `day`."""
        made = self._compiler.compile(
            self._input(template),
            format="pdf",
            sys_inputs=_inputs(data),
            pdf_standards=["ua-1"],
            timestamp=datetime.combine(day, time(), UTC),
        )
        assert isinstance(made, bytes)
        return made

    def png(self, template: str, data: Mapping[str, Typeset]) -> bytes:
        """A picture of the one page, a pixel a point."""
        made = self._compiler.compile(self._input(template), format="png", ppi=72, sys_inputs=_inputs(data))
        assert isinstance(made, bytes)
        return made

    def _input(self, template: str) -> Any:
        """The template as the main file among its neighbours; the compiler takes files by name, its types say less."""
        return {**self._sources, "main.typ": self._sources[f"{template}.typ"]}


def _sources(places: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """The templates by name; of several with one name the first place's comes last and counts."""
    for place in reversed(places):
        for file in sorted(place.glob("*.typ")):
            yield file.name, file.read_bytes()


def _fonts(places: Sequence[Path]) -> typst.Fonts:
    folders = [place / "fonts" for place in places if (place / "fonts").is_dir()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


def _inputs(data: Mapping[str, Typeset]) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False)}
