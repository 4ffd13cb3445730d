"""A file that is planned: where it will stand, and how its content is made once the file is wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Plan: TypeAlias = "tuple[str, Callable[[], bytes]]"
"""The path of a file below the site's root, and what makes its content."""
