"""The day a build looks from, watched, so that what was made by it is known to be right on other days, too."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

_DAY = timedelta(days=1)


class Today(date):
    """A day that notes between which days every question put to it would have had the same answer.

    Asked whether it lies before another day, it narrows that span; asked for anything else, such as its number or how
    long ago it is, the span is the day itself. `since` and `until` are the first and the last such day.
    """

    since: date
    until: date

    def __new__(cls, day: date) -> Today:
        """The day itself, which nobody has asked yet."""
        watched = super().__new__(cls, day.year, day.month, day.day)
        watched.since, watched.until = date.min, date.max
        return watched

    def is_between(self, first: date, last: date) -> bool:
        """Whether it is one of these days; to ask this is not to ask the day."""
        number = date.toordinal(self)
        return date.toordinal(first) <= number <= date.toordinal(last)

    def _same_while(self, since: date, until: date) -> None:
        self.since, self.until = max(since, self.since), min(until, self.until)

    def _itself(self) -> date:
        """The plain day; whoever has it may ask it anything, unseen."""
        plain = date.fromordinal(date.toordinal(self))
        self._same_while(plain, plain)
        return plain

    def _is_before(self, other: date, *, or_on: bool) -> bool:
        number, others = date.toordinal(self), date.toordinal(other)
        last = others if or_on else others - 1
        if number <= last:
            self._same_while(date.min, date.fromordinal(last))
            return True
        self._same_while(date.fromordinal(last) + _DAY if last else date.min, date.max)
        return False

    def __lt__(self, other: date) -> bool:
        return self._is_before(other, or_on=False)

    def __le__(self, other: date) -> bool:
        return self._is_before(other, or_on=True)

    def __gt__(self, other: date) -> bool:
        return not self._is_before(other, or_on=True)

    def __ge__(self, other: date) -> bool:
        return not self._is_before(other, or_on=False)

    def __eq__(self, other: object) -> bool:
        return self._itself() == other

    def __ne__(self, other: object) -> bool:
        return self._itself() != other

    def __hash__(self) -> int:
        return hash(self._itself())

    def __add__(self, other: Any) -> Any:
        return self._itself() + other

    def __radd__(self, other: Any) -> Any:
        return other + self._itself()

    def __sub__(self, other: Any) -> Any:
        return self._itself() - other

    def __rsub__(self, other: Any) -> Any:
        return other - self._itself()

    def __repr__(self) -> str:
        return repr(self._itself())

    def __str__(self) -> str:
        return str(self._itself())

    def __format__(self, spec: str) -> str:
        return format(self._itself(), spec)

    def __reduce__(self) -> Any:
        return self._itself().__reduce__()

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("_") or name in {"is_between", "since", "until"}:
            return super().__getattribute__(name)
        return getattr(self._itself(), name)
