"""The values of the model that a change tells of, as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import singledispatch

from generator.model.guarantee import Duration
from generator.model.instrument import InstrumentLink, Signature
from generator.model.items import Confidence
from generator.model.items import Version as TypedVersion
from generator.model.outlook import Signpost
from generator.model.player import Post, Relation
from generator.model.truce import Binding, Ended, Limit, Position
from generator.model.values import ItemRef, PlayerId, PlayerOrText, Probability
from generator.model.vocabulary import (
    Compliance,
    EventStatus,
    GuaranteeStatus,
    Implementation,
    InstrumentStatus,
    MonitoringStatus,
    Negotiation,
    Outcome,
    Stance,
    TruceStatus,
    Vocabulary,
)
from generator.model.when import Condition, Dated, Relative
from generator.views.desk import Desk, SnapshotDesk
from generator.views.history import with_sign
from generator.views.items import (
    binding_details,
    duration,
    limit_line,
    position_line,
    post_line,
    signature_line,
    typed,
    version_line,
    yes_or_no,
)
from generator.views.parts import DOT, Apart, Line, Value

STANDINGS = (
    Compliance,
    EventStatus,
    GuaranteeStatus,
    Implementation,
    InstrumentStatus,
    MonitoringStatus,
    Negotiation,
    Outcome,
    Stance,
    TruceStatus,
)
"""Vocabularies that say where a thing stands: their terms are badges."""


@singledispatch
def shown(value: object, desk: SnapshotDesk) -> Value:  # noqa: ARG001 (its kinds use it)
    """A value of the model as a reader sees it; what is unknown here is our mistake and raises TypeError."""
    raise TypeError(f"no way to show a {type(value).__name__}")


@shown.register
def _(value: str, _desk: SnapshotDesk) -> Value:
    return str(value)


@shown.register
def _(value: Vocabulary, desk: SnapshotDesk) -> Value:
    return desk.badge(value) if isinstance(value, STANDINGS) else desk.words.term(value)


@shown.register
def _(value: PlayerId, desk: SnapshotDesk) -> Value:
    return desk.player(value)


@shown.register
def _(value: PlayerOrText, desk: SnapshotDesk) -> Value:
    return desk.player_or_text(value)


@shown.register
def _(value: ItemRef, desk: SnapshotDesk) -> Value:
    return desk.item(value)


@shown.register
def _(value: bool, desk: SnapshotDesk) -> Value:
    return yes_or_no(desk, value) or ""


@shown.register
def _(value: Decimal, _desk: SnapshotDesk) -> Value:
    return typed(value)


@shown.register
def _(value: date, desk: SnapshotDesk) -> Value:
    return desk.day(value)


@shown.register(Dated)
@shown.register(Relative)
@shown.register(Condition)
def _(value: Dated | Relative | Condition, desk: SnapshotDesk) -> Value:
    when = desk.when(value)
    assert when is not None
    return when


@shown.register
def _(value: Probability, _desk: SnapshotDesk) -> Value:
    return with_sign(value)


@shown.register
def _(value: tuple, desk: SnapshotDesk) -> Value:  # type: ignore[type-arg]
    return row_of(desk, (shown(one, desk) for one in value))


@shown.register
def _(value: Position, desk: SnapshotDesk) -> Value:
    return position_line(desk, value)


@shown.register
def _(value: Confidence, desk: SnapshotDesk) -> Value:
    return desk.confidence(value)


@shown.register
def _(value: Binding, desk: SnapshotDesk) -> Value:
    return desk.in_series(tuple(binding_details(desk, value)) or (desk.text("bound"),))


@shown.register
def _(value: Limit, desk: SnapshotDesk) -> Value:
    return limit_line(desk, value)


@shown.register
def _(value: TypedVersion, desk: SnapshotDesk) -> Value:
    return version_line(desk.version(value))


@shown.register
def _(value: Signature, desk: SnapshotDesk) -> Value:
    return signature_line(desk, value)


@shown.register
def _(value: InstrumentLink, desk: SnapshotDesk) -> Value:
    return desk.labelled(desk.words.term(value.type), desk.item(value.to))


@shown.register
def _(value: Relation, desk: SnapshotDesk) -> Value:
    when = desk.when(value.when)
    relation = desk.labelled(desk.words.term(value.type), desk.player(value.to))
    return desk.with_commas((relation, when)) if when else relation


@shown.register
def _(value: Post, desk: SnapshotDesk) -> Value:
    return post_line(desk, value)


@shown.register
def _(value: Signpost, desk: SnapshotDesk) -> Value:
    parts: list[Value] = [desk.badge(value.direction), Apart(desk.text(": "))] if value.direction else []
    parts.append(value.text)
    seen = desk.when(value.observed)
    parts += [DOT, desk.line("Observed {when}.", when=seen)] if seen else []
    return Line(tuple(parts))


@shown.register
def _(value: Duration, desk: SnapshotDesk) -> Value:
    return duration(desk, value) or ""


@shown.register
def _(value: Ended, desk: SnapshotDesk) -> Value:
    when = desk.when(value.when)
    return desk.labelled(when, value.how) if when else value.how


def row_of(desk: Desk, values: Iterable[Value]) -> Line:
    """The values with semicolons where one of them has commas of its own."""
    listed = tuple(values)
    return desk.in_series(listed) if any(isinstance(value, Line) for value in listed) else desk.with_commas(listed)
