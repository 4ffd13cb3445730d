"""A page that is planned: where it will stand, and how its view is made once the page is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from generator.views.desk import Desk

Plan: TypeAlias = "tuple[str, Callable[[], Any]]"
"""The Markdown path of a page, and what makes its view."""


@dataclass(frozen=True, slots=True)
class PlannedTogether:
    """The plans of a kind whose few pages share what takes long, so that it is worked out when one of them is planned.

    What is known before is the Markdown path of the `first` page, which there always is, and its `title`.
    """

    views: Callable[[Desk], Iterator[Plan]]
    first: str
    title: Callable[[Desk], str]

    def __call__(self, desk: Desk) -> Iterator[Plan]:
        """Where each page will stand, and what makes its view."""
        return self.views(desk)


def planned_together(
    first: str, title: Callable[[Desk], str]
) -> Callable[[Callable[[Desk], Iterator[Plan]]], PlannedTogether]:
    """Marks the plans of such a kind."""
    return lambda views: PlannedTogether(views, first, title)


def one_page(path: str, title: Callable[[Desk], str]) -> Callable[[Callable[[Desk], Any]], PlannedTogether]:
    """Marks what makes the view of a kind of which there is but one page."""
    return lambda view: PlannedTogether(lambda desk: iter([(path, partial(view, desk))]), path, title)
