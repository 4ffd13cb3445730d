"""When something happens: a day, an EDTF date, a moment, a time relative to another item, or a condition."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Annotated, Self

from pydantic import Discriminator, Field, Tag, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from generator.model.base import Section
from generator.model.values import (
    Count,
    ItemRef,
    ReadBy,
    Text,
    day_meant,
    month_meant,
    read_moment,
    shortened,
    tellable,
    with_hyphens,
    wrong,
)

_DATE = re.compile(r"^(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?(?P<doubt>[~?%])?$")

_FIRST_ZONE = timezone(timedelta(hours=14))  # where a day begins first
_LAST_ZONE = timezone(timedelta(hours=-12))  # where it ends last


@dataclass(frozen=True)
class CalendarDate:
    """A year, month or day, with EDTF's doubts: `~` approximate, `?` uncertain, `%` both."""

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False
    uncertain: bool = False

    @property
    def earliest(self) -> date:
        """The first day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


@dataclass(frozen=True)
class Dated:
    """A stretch of the calendar: one date, an interval of two, or a moment with its offset."""

    typed: str
    start: CalendarDate
    end: CalendarDate
    moment: datetime | None = None

    @property
    def earliest(self) -> date:
        """The first day it can begin."""
        return self.start.earliest

    @property
    def latest(self) -> date:
        """The last day it can end."""
        return self.end.latest

    @property
    def is_interval(self) -> bool:
        """Whether two dates were typed."""
        return self.start != self.end

    @property
    def is_doubtful(self) -> bool:
        """Whether any part of it is marked as approximate or uncertain."""
        return any(end.approximate or end.uncertain for end in (self.start, self.end))

    def lies_before(self, other: Dated) -> bool:
        """Whether this has ended for certain before the other can begin.

        Days are compared as typed. A day and a moment are compared as moments, the day being as long as it lasts
        anywhere on Earth, from UTC+14 to UTC-12. What is marked as approximate or uncertain is never certain.
        """
        if self.is_doubtful or other.is_doubtful:
            return False
        if self.moment is None and other.moment is None:
            return self.latest < other.earliest
        return self._last_moment < other._first_moment

    @property
    def _first_moment(self) -> datetime:
        return self.moment or datetime.combine(self.earliest, time.min, _FIRST_ZONE)

    @property
    def _last_moment(self) -> datetime:
        return self.moment or datetime.combine(self.latest, time.max, _LAST_ZONE)


def _calendar_date(text: str) -> CalendarDate:
    match = _DATE.match(text)
    assert match, "only what has the form of a date is read"
    month, day = (int(match[part]) if match[part] else None for part in ("month", "day"))
    doubt = match["doubt"] or ""
    try:
        found = CalendarDate(int(match["year"]), month, day, doubt in ("~", "%"), doubt in ("?", "%"))
        _ = found.earliest, found.latest
    except (ValueError, IndexError):
        raise wrong("bad-date", f"there is no day {text}", "check year, month and day") from None
    tellable(found.earliest)
    return found


def _no_date(text: str) -> PydanticCustomError:
    parts = [_date_meant(part.strip()) for part in re.split(r"/| (?:to|until|[-\u2013\u2014]) ", text, maxsplit=1)]
    mend = day_meant(text) or ("/".join(parts) if all(parts) else "")
    hint = f"write {mend}" if mend else "write 2025-08-18, 2025-08, 2025 or 2025-08-15/2025-08-18"
    return wrong("bad-date", f"'{shortened(text)}' is not a date", hint, mend)


def _date_meant(text: str) -> str:
    """The date that another way of writing means, be it a day, month or year; empty where that is not certain."""
    return with_hyphens(text) if _DATE.match(with_hyphens(text)) else day_meant(text) or month_meant(text)


def read_dated(value: object) -> Dated:
    """A date, an EDTF interval or a moment, from what was typed."""
    if not isinstance(value, str):
        raise wrong("bad-date", "a date is expected here", "write 2025-08-18, or {after: item-id, days: 14}")
    text = value.strip()
    if ":" in text:
        moment = read_moment(text)
        tellable(moment.date(), "bad-moment")
        day = CalendarDate(moment.year, moment.month, moment.day)
        return Dated(text, day, day, moment)
    if not all(map(_DATE.match, text.split("/", 1))):
        raise _no_date(text)
    parts = [_calendar_date(part) for part in text.split("/", 1)]
    if parts[-1].latest < parts[0].earliest:
        raise wrong("bad-date", f"the interval {text} ends before it starts", "write the earlier date first")
    return Dated(text, parts[0], parts[-1])


DateText = Annotated[
    Dated,
    ReadBy(read_dated),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{4}", "examples": ["2025-08-18", "2025-08", "2025~"]}),
]
"""A date `2025-08-18`, an EDTF date (`2025-08`, `2025~`, `2025-08-15/2025-08-18`) or a moment with its offset."""


class Relative(Section):
    """A time counted from another item."""

    after: ItemRef | None = None
    """The item it comes after."""
    before: ItemRef | None = None
    """The item it comes before."""
    with_: ItemRef | None = Field(default=None, alias="with")
    """The item it comes together with."""
    hours: Count | None = None
    """How many hours after or before."""
    days: Count | None = None
    """How many days after or before."""
    months: Count | None = None
    """How many months after or before."""

    @property
    def anchor(self) -> ItemRef:
        """The item it is counted from."""
        return next(item for item in (self.after, self.before, self.with_) if item)

    @model_validator(mode="after")
    def _one_anchor(self) -> Self:
        if sum(item is not None for item in (self.after, self.before, self.with_)) != 1:
            raise wrong("bad-when", "a relative time names one item", "write one of after, before or with")
        amounts = sum(amount is not None for amount in (self.hours, self.days, self.months))
        if amounts > (0 if self.with_ else 1):
            raise wrong(
                "bad-when",
                "a relative time has at most one amount",
                "keep one of hours, days or months; none with 'with'",
            )
        return self


class Condition(Section):
    """Something that must happen first."""

    once: Text
    """What must happen first, in words."""


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return "condition" if "once" in value else "relative"
    return "date"


When = Annotated[
    Annotated[DateText, Tag("date")] | Annotated[Relative, Tag("relative")] | Annotated[Condition, Tag("condition")],
    Discriminator(_shape),
]
"""A date, a time relative to an item (`{after: signing, days: 14}`) or a condition (`{once: text}`)."""

Dependency = Annotated[
    Annotated[Relative, Tag("relative")] | Annotated[Condition, Tag("condition")],
    Discriminator(lambda value: "condition" if isinstance(value, dict) and "once" in value else "relative"),
]
"""What must come first: `{after: item-id}`, or a condition."""
