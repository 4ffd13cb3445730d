"""A page that is planned: where it will stand, and how its view is made once the page is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, TypeAlias

from generator.edition import made_already
from generator.views.desk import Desk

Plan: TypeAlias = "tuple[str, Callable[[], Any]]"
"""The Markdown path of a page, and what makes its view."""


def made_together(views: Callable[[Desk], Iterator[Any]]) -> Callable[[Desk], Iterator[Plan]]:
    """The plans of a kind whose few pages share what takes long, so that all views are made when one is planned."""

    @wraps(views)
    def plans(desk: Desk) -> Iterator[Plan]:
        for view in views(desk):
            yield view.frame.path, made_already(view)

    return plans
