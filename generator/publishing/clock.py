"""A clock that is behind would take what is published away again, without a word: then nothing is published at all."""

from __future__ import annotations

from datetime import UTC, datetime

EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock is right that stands before this version of Parley was made."""

_MEND = "Set the clock, or name the moment in SOURCE_DATE_EPOCH."


def wrong_clock(now: datetime) -> str | None:
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
