"""What was asked of briefings while something was made: while the answers stay, it would be made the same again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import TypeVar

Made = TypeVar("Made")

_LISTENING: ContextVar[set[str] | None] = ContextVar("listening", default=None)


class Asked:
    """The fields that were asked for, of whichever briefing.

    `says` has for each field another text whenever any briefing says something else in it.
    """

    def __init__(self, says: Mapping[str, str] | None = None) -> None:
        self.says = says or {}
        self._names: set[str] = set()

    def during(self, make: Callable[[], Made]) -> Made:
        """What is made, with all that is asked for it noted here; what it makes later is not."""
        before = _LISTENING.set(self._names)
        try:
            return make()
        finally:
            _LISTENING.reset(before)

    @property
    def answers(self) -> Mapping[str, str]:
        """What the briefings say in each field that was asked for so far."""
        return {name: self.says[name] for name in sorted(self._names & self.says.keys())}

    def would_hear(self, answers: Mapping[str, str]) -> bool:
        """Whether who asks the same would have these answers now; to ask this is not to ask a briefing."""
        return all(self.says.get(name) == answer for name, answer in answers.items())


def note(field: str) -> None:
    """Tell whoever listens that this field of a briefing was asked for."""
    names = _LISTENING.get()
    if names is not None:
        names.add(field)
