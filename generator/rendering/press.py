"""The press: Typst sets a template with data, as a tagged PDF or as a picture, the same bytes at every run.

Templates and fonts are those of the first folder that has them, file by file. Nothing is fetched, no font of the
machine is used, and the date is the briefing's own. So what was set once is not set again: it comes from a store.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any

import typst

from generator.rendering.typst import Typeset
from generator.store import Store, digest_of, digests_below
from generator.workers import work_alone


class Press:
    """A compiler with its templates and fonts at hand, for many documents one after the other."""

    def __init__(self, folders: Sequence[Path], store: Store) -> None:
        """`folders` are those of templates, the site's own first; each may have a `print` folder.

        `store` has what was set before, and gets what is set now.
        """
        self._folders, self._store = folders, store

    def pdf(self, template: str, data: Mapping[str, Typeset], day: date) -> bytes:
        """A tagged PDF that Typst holds to PDF/UA-1, dated `day`."""
        moment = datetime.combine(day, time(), UTC)
        return self._printed(template, data, format="pdf", pdf_standards=["ua-1"], timestamp=moment)

    def png(self, template: str, data: Mapping[str, Typeset]) -> bytes:
        """A picture of the one page, a pixel a point."""
        return self._printed(template, data, format="png", ppi=72)

    def _printed(self, template: str, data: Mapping[str, Typeset], **form: Any) -> bytes:
        """The document as it is kept under the digest of all that it is made from, or as it is set now."""
        inputs = json.dumps(data, ensure_ascii=False)
        key = digest_of(self._digest, template, inputs, sorted(form.items()))
        return self._store.file(f"print {key}", lambda: self._set(template, inputs, **form))

    def _set(self, template: str, inputs: str, **form: Any) -> bytes:
        """Set a document; Typst has threads for it."""
        work_alone()
        made = self._compiler.compile(self._input(template), sys_inputs={"data": inputs}, **form)
        assert isinstance(made, bytes)
        return made

    def _input(self, template: str) -> Any:
        """The template as the main file among its neighbours; the compiler takes files by name, its types say less."""
        return {**self._sources, "main.typ": self._sources[f"{template}.typ"]}

    @cached_property
    def _places(self) -> Sequence[Path]:
        return [folder / "print" for folder in self._folders if (folder / "print").is_dir()]

    @cached_property
    def _sources(self) -> Mapping[str, bytes]:
        return dict(_sources(self._places))

    @cached_property
    def _compiler(self) -> typst.Compiler:
        return typst.Compiler(root=self._places[0], font_paths=_fonts(self._places), ignore_system_fonts=True)

    @cached_property
    def _digest(self) -> str:
        """Another whenever a template, a font or another file is that a template may read."""
        return digest_of([list(digests_below(place)) for place in self._places])


def _sources(places: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """The templates by name; of several with one name the first place's comes last and counts."""
    for place in reversed(places):
        for file in sorted(place.glob("*.typ")):
            yield file.name, file.read_bytes()


def _fonts(places: Sequence[Path]) -> typst.Fonts:
    folders = [place / "fonts" for place in places if (place / "fonts").is_dir()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
