"""Steps of the program are noted as they are done, and done all the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def noting(patch: pytest.MonkeyPatch, owner: object, name: str, note: Callable[..., None]) -> None:
    """Have `note` told what the function `name` of a module or class is called with, each time before it is."""
    real = getattr(owner, name)

    def step(*arguments: Any, **more: Any) -> Any:
        note(*arguments, **more)
        return real(*arguments, **more)

    patch.setattr(owner, name, step)
