"""A page that is planned: where it will stand, and how its view is made once the page is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from generator.edition import made_already
from generator.views.desk import Desk

Plan: TypeAlias = "tuple[str, Callable[[], Any]]"
"""The Markdown path of a page, and what makes its view."""


@dataclass(frozen=True, slots=True)
class MadeTogether:
    """The plans of a kind whose few pages share what takes long, so that all views are made when one is planned.

    What is known before is the Markdown path of the `first` page, which there always is, and its `title`.
    """

    views: Callable[[Desk], Iterator[Any]]
    first: str
    title: Callable[[Desk], str]

    def __call__(self, desk: Desk) -> Iterator[Plan]:
        """Where each page will stand, and its view."""
        for view in self.views(desk):
            yield view.frame.path, made_already(view)


def made_together(
    first: str, title: Callable[[Desk], str]
) -> Callable[[Callable[[Desk], Iterator[Any]]], MadeTogether]:
    """Marks the views of such a kind."""
    return lambda views: MadeTogether(views, first, title)
