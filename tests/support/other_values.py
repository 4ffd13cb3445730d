"""Another value for each figure, day, word of a vocabulary and yes or no of a briefing, found by walking the model."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Any, NamedTuple, Union, cast, get_args, get_origin

from canaries import Data
from sections import bare

from generator.model.base import Section
from generator.model.briefing import Briefing
from generator.model.values import Grade, Probability
from generator.model.vocabulary import Vocabulary
from generator.model.when import Dated

OTHERS: dict[object, str | list[str]] = {
    bool: "false",
    int: "0",
    Decimal: "0",
    date: "2025-02-02",
    datetime: "2025-02-02T12:00:00Z",
    Dated: "2025-02-02",
    Grade: "F6",
    Probability: ["90", "100"],
}
"""What a canary's value becomes; zero and false are what is most easily taken for nothing."""

ALLOWED: dict[str, str] = {
    "players.posts.to": "2025-02-04",
    "review_by": "2031-01-02",
    "truce.terms.limits.max": "9",
    "updates.date": "2025-02-04",
}
"""What the other value is where a rule allows none of those above."""

COULD_BE_ZERO = (bool, int, Decimal)
"""What could be zero, and must not look as if nothing were said."""


class Leaf(NamedTuple):
    """A value inside a briefing: where it stands, and what kind it is of."""

    place: tuple[str | int, ...]
    kind: type

    @property
    def name(self) -> str:
        """The place without the numbers of entries."""
        return ".".join(str(step) for step in self.place if isinstance(step, str))

    def other(self, data: Data) -> str | list[str]:
        """Another value than the one it has."""
        if self.name in ALLOWED:
            return ALLOWED[self.name]
        if self.kind in OTHERS:
            return OTHERS[self.kind]
        value = self.within(data)[self.place[-1]]
        words = cast("type[Vocabulary]", self.kind)
        return [str(word) for word in words if str(word) != value][-1]

    def within(self, data: Data) -> Any:
        """The mapping or the list that it stands in."""
        found: Any = data
        for step in self.place[:-1]:
            found = found[step]
        return found

    def put(self, data: Data, value: str | list[str] | None) -> Data:
        """A copy of the data with another value here; None takes it out."""
        changed = deepcopy(data)
        holder = self.within(changed)
        if value is None:
            del holder[self.place[-1]]
        else:
            holder[self.place[-1]] = value
        return changed


def leaves(data: Data) -> Iterator[Leaf]:
    """Every value of a briefing that is no text."""
    return _below(Briefing, data, ())


def _below(annotation: Any, value: Any, place: tuple[str | int, ...]) -> Iterator[Leaf]:
    kind = bare(annotation)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        fitting = next((one for one in inner if _fits(bare(one), value)), None)
        yield from _below(fitting, value, place) if fitting else ()
    elif origin is tuple:
        for number, entry in enumerate(value):
            yield from _below(inner[0], entry, (*place, number))
    elif origin is dict:
        for key, entry in value.items():
            yield from _below(inner[1], entry, (*place, key))
    elif issubclass(kind, Section):
        fields = {one.alias or name: one for name, one in kind.model_fields.items()}
        for key in (key for key in value if key in fields) if isinstance(value, dict) else ():
            yield from _below(fields[key].annotation, value[key], (*place, key))
    elif kind in OTHERS or issubclass(kind, Vocabulary):
        yield Leaf(place, kind)


def _fits(kind: Any, value: Any) -> bool:
    """Whether data has the outer form that a kind is written in."""
    if kind is type(None):
        return False
    is_section = isinstance(kind, type) and issubclass(kind, Section)
    if isinstance(value, dict):
        return is_section or get_origin(kind) is dict
    return not is_section and (get_origin(kind) is tuple) == isinstance(value, list)
