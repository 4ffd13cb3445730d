"""A picture on a page with its caption and a table that says the same."""

from __future__ import annotations

from dataclasses import dataclass

from generator.views.parts import Picture, Table


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, what it shows in a sentence, and all it shows as a table; `notes` say what it leaves out.

    `is_listed` is true where the page lists the same beside it: a narrow screen then shows the list alone.
    """

    picture: Picture
    caption: str
    table: Table
    notes: tuple[str, ...] = ()
    is_listed: bool = False
