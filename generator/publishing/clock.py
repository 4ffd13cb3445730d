"""A clock that is behind would take what is published away again, without a word: then nothing is published at all."""

from __future__ import annotations

import os
from datetime import UTC, datetime

EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock is right that stands before this version of Parley was made."""

_MEND = "Set the clock, or name the moment in SOURCE_DATE_EPOCH."


class WrongClockError(Exception):
    """The moment for which is built cannot be told, or cannot be right; the message says what to do."""


def now() -> datetime:
    """This moment in UTC, or the one SOURCE_DATE_EPOCH names, so that a build can be repeated byte for byte.

    Raises WrongClockError.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        moment = datetime.now(UTC)
        if why := _wrong_clock(moment):
            raise WrongClockError(why)
        return moment
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise WrongClockError(f"SOURCE_DATE_EPOCH is '{epoch}', not a number of seconds since 1970.") from None


def _wrong_clock(now: datetime) -> str | None:
    """Why a machine's clock cannot be right, whatever was published before; a moment that was named may be any."""
    if now >= EARLIEST:
        return None
    return f"The clock says {_said(now)}, when this version of Parley was not made yet. {_MEND}"


def clock_behind(now: datetime, not_before: datetime | None) -> str | None:
    """Why a release may not follow one that waited for a later moment, by the clock or by a moment that was named."""
    if not_before is None or now >= not_before:
        return None
    return (
        f"It is {_said(now)} by the clock or by SOURCE_DATE_EPOCH, but the published site shows what was held back "
        f"until {_said(not_before)}: it would disappear again. {_MEND} To build an older state, "
        "choose another --site-dir."
    )


def _said(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
