"""What is shown of each kind of item: its status line, its facts, its text, how it is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator import links
from generator.deadlines import Aspect
from generator.links import Target
from generator.model.guarantee import Duration, Guarantee, Response, Trigger
from generator.model.instrument import Instrument, Signature
from generator.model.items import Item, Sourced
from generator.model.player import Post
from generator.model.truce import Binding, Limit, Mechanism, Position, Term, Truce
from generator.model.values import PlayerId, PlayerOrText
from generator.model.values import Prose as TypedProse
from generator.model.when import Dependency
from generator.reading.prose import Prose
from generator.views.deadlines import worked_out
from generator.views.desk import Desk, SnapshotDesk
from generator.views.parts import DOT, Apart, Badge, Fact, Items, Line, Link, Note, Value, Version, WebLink, in_a_row


@dataclass(frozen=True, slots=True)
class Status:
    """One axis of an item's status; the axis is empty where it needs no name."""

    axis: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item under its own heading."""

    anchor: str
    title: str
    statuses: tuple[Status, ...]
    text: Prose | None
    facts: tuple[Fact, ...]
    note: Note


def shown_facts(facts: Iterable[tuple[str, Value | None] | tuple[str, Value | None, bool]]) -> tuple[Fact, ...]:
    """The facts that have a value. False, zero and their like are values; None and an empty text are not."""
    return tuple(Fact(label, value, *wide) for label, value, *wide in facts if value is not None and value != "")


def below_one_another(values: Iterable[Value]) -> Value | None:
    """The values below one another; one stands alone, none is None."""
    entries = tuple(values)
    return Items(entries) if len(entries) > 1 else next(iter(entries), None)


def term_view(desk: SnapshotDesk, term: Term) -> ItemView:
    """A term of a truce."""
    return _item(
        desk, term, f"term-{term.id}", term.title, _term_statuses(desk, term), term.text, _term_facts(desk, term)
    )


def _term_statuses(desk: SnapshotDesk, term: Term) -> Iterator[Status]:
    if term.negotiation:
        yield Status(desk.text("Negotiation"), desk.badge(term.negotiation))
    if term.implementation:
        yield Status(desk.text("Implementation"), desk.badge(term.implementation))
    if term.compliance:
        yield Status(desk.text("Compliance"), desk.badge(term.compliance))


def _term_facts(desk: SnapshotDesk, term: Term) -> tuple[Fact, ...]:
    category = Link(desk.words.term(term.category), Target(links.TRUCE_TERMS, f"category-{term.category}"))
    return shown_facts(
        (
            (desk.text("Category"), category),
            (desk.text("Mode"), desk.term(term.mode)),
            (desk.text("Area"), term.area),
            (desk.text("Starts"), worked_out(desk, term.starts, Aspect.STARTS)),
            (desk.text("Due"), worked_out(desk, term.due, Aspect.DUE)),
            (desk.text("Binds"), _bindings(desk, term), any(_has_detail(way) for way in term.bindings.values())),
            (desk.text("Limits"), below_one_another(limit_line(desk, limit) for limit in term.limits), True),
            (desk.text("Depends on"), below_one_another(dependency(desk, one) for one in term.depends_on), True),
        )
    )


def _has_detail(way: Binding) -> bool:
    return bool(way.model_fields_set)


def _bindings(desk: SnapshotDesk, term: Term) -> Value | None:
    if not any(_has_detail(way) for way in term.bindings.values()):
        return desk.players(term.bindings) if term.bindings else None
    return below_one_another(_binding(desk, player, way) for player, way in term.bindings.items())


def _binding(desk: SnapshotDesk, player: PlayerId, way: Binding) -> Value:
    details = tuple(binding_details(desk, way))
    return desk.labelled(desk.player(player), desk.in_series(details)) if details else desk.player(player)


def binding_details(desk: SnapshotDesk, way: Binding) -> Iterator[Value]:
    """What is special in how one player is bound."""
    if way.line is not None:
        yield desk.text("from {line}", line=way.line)
    if way.distance_km is not None:
        yield desk.text("{number} km", number=typed(way.distance_km))
    if way.quantity is not None:
        yield quantity(way.quantity, way.unit)
    due = worked_out(desk, way.due, Aspect.DUE)
    if due:
        yield desk.line("due {when}", when=due)
    if way.note is not None:
        yield way.note


def typed(number: Decimal) -> str:
    """A number as it was typed: 1.10 stays 1.10, 0 stays 0."""
    return f"{number:f}"


def quantity(number: Decimal, unit: str | None) -> str:
    """A number and its unit, kept on one line."""
    return f"{typed(number)}\N{NO-BREAK SPACE}{unit}" if unit else typed(number)


def limit_line(desk: SnapshotDesk, limit: Limit) -> Value:
    """A ceiling or a floor, and how it is known."""
    area = f" ({limit.area})" if limit.area else ""
    bounds = _bounds(desk, limit)
    figure = desk.text(": ").join(filter(None, (f"{limit.what}{area}", bounds)))
    return Line((figure, *desk.cites(limit.sources), *how_known(desk, limit)))


def how_known(desk: SnapshotDesk, sourced: Sourced) -> tuple[Value, ...]:
    """What stands in a row behind a statement and its marks: its small print, and its versions where it has several."""
    note = desk.note(sourced, cite=False)
    parts: list[Value] = [part for line in note.lines for part in (" ", line)]
    versions = desk.in_series(version_line(one) for one in note.versions)
    return (*parts, " ", desk.text("Contested:"), " ", *versions.parts) if versions.parts else tuple(parts)


def version_line(version: Version) -> Value:
    """A version of a contested matter and who holds it, in a row."""
    return in_a_row((version.text, version.note), DOT) if version.note else version.text


def _bounds(desk: SnapshotDesk, limit: Limit) -> str:
    if limit.min is not None and limit.max is not None:
        return desk.text("{low} to {high}", low=typed(limit.min), high=quantity(limit.max, limit.unit))
    if limit.max is not None:
        return desk.text("at most {figure}", figure=quantity(limit.max, limit.unit))
    return desk.text("at least {figure}", figure=quantity(limit.min, limit.unit)) if limit.min is not None else ""


def dependency(desk: SnapshotDesk, what: Dependency) -> Value:
    """What must come first, as a link to it where it stands on the same page."""
    time = desk.when(what)
    assert time is not None
    anchor = getattr(what, "anchor", None)
    target = desk.item(anchor) if anchor else None
    return Link(time.text, target.target) if isinstance(target, Link) else time.text


def mechanism_view(desk: SnapshotDesk, mechanism: Mechanism) -> ItemView:
    """A monitoring mechanism."""
    statuses = (Status("", desk.badge(mechanism.status)),) if mechanism.status else ()
    facts = shown_facts(
        (
            (desk.text("Composition"), desk.term(mechanism.composition)),
            (desk.text("Functions"), desk.terms(mechanism.functions)),
            (desk.text("Means"), desk.terms(mechanism.means)),
            (desk.text("Nominated by"), _named(desk, mechanism.nominated_by)),
            (desk.text("Reports to"), _named(desk, mechanism.reports_to)),
            (desk.text("Public reports"), yes_or_no(desk, mechanism.public_reporting)),
            (desk.text("Starts"), worked_out(desk, mechanism.starts, Aspect.STARTS)),
            (desk.text("Ends"), worked_out(desk, mechanism.ends)),
        )
    )
    return _item(desk, mechanism, f"monitor-{mechanism.id}", mechanism.name, statuses, mechanism.text, facts)


def _named(desk: SnapshotDesk, names: Iterable[PlayerOrText]) -> Line | None:
    values = [desk.player_or_text(name) for name in names]
    return desk.with_commas(values) if values else None


def yes_or_no(desk: SnapshotDesk, flag: bool | None) -> str | None:
    """Yes or no in words; what is not known stays None."""
    return None if flag is None else desk.text("yes") if flag else desk.text("no")


def truce_facts(desk: SnapshotDesk, truce: Truce) -> tuple[Fact, ...]:
    """What is known of the truce as a whole; its status stands apart."""
    ended = truce.ended
    ended_when = desk.when(ended.when) if ended else None
    told = Line((ended.how,)) if ended else None
    if ended and ended_when:
        told = desk.line("{day}: {summary}", day=ended_when, summary=ended.how)
    return shown_facts(
        (
            (desk.text("Type"), desk.term(truce.type)),
            (desk.text("Purpose"), desk.term(truce.purpose)),
            (desk.text("Sides"), desk.term(truce.sides)),
            (desk.text("In writing"), yes_or_no(desk, truce.written)),
            (desk.text("Mediated by"), desk.players(truce.mediated_by) if truce.mediated_by else None),
            (desk.text("Area"), truce.area),
            (desk.text("Starts"), worked_out(desk, truce.starts, Aspect.STARTS)),
            (desk.text("Ends"), worked_out(desk, truce.ends)),
            (desk.text("Ended"), told, True),
        )
    )


def guarantee_view(desk: SnapshotDesk, guarantee: Guarantee) -> ItemView:
    """A security guarantee."""
    statuses = tuple(_guarantee_statuses(desk, guarantee))
    facts = guarantee_facts(desk, guarantee)
    return _item(desk, guarantee, f"guarantee-{guarantee.id}", guarantee.title, statuses, guarantee.text, facts)


def _guarantee_statuses(desk: SnapshotDesk, guarantee: Guarantee) -> Iterator[Status]:
    if guarantee.status:
        yield Status("", desk.badge(guarantee.status))
    if guarantee.polarity:
        yield Status("", desk.badge(guarantee.polarity))


def guarantee_facts(desk: SnapshotDesk, guarantee: Guarantee) -> tuple[Fact, ...]:
    """All that is known of a guarantee beside its title, status and text."""
    return (*_promise(desk, guarantee), *_working(desk, guarantee), *_force(desk, guarantee))


def _promise(desk: SnapshotDesk, guarantee: Guarantee) -> tuple[Fact, ...]:
    return shown_facts(
        (
            (desk.text("Form"), desk.term(guarantee.form)),
            (desk.text("Obligations"), desk.terms(guarantee.obligations)),
            (desk.text("Given by"), desk.players(guarantee.providers) if guarantee.providers else None),
            (desk.text("Given to"), desk.players(guarantee.beneficiaries) if guarantee.beneficiaries else None),
            (desk.text("Against"), _named(desk, guarantee.against)),
            (desk.text("In exchange for"), guarantee.in_exchange_for),
        )
    )


def _working(desk: SnapshotDesk, guarantee: Guarantee) -> tuple[Fact, ...]:
    trigger, response = guarantee.trigger or Trigger(), guarantee.response or Response()
    hours = response.within_hours
    return shown_facts(
        (
            (desk.text("Trigger"), triggering(desk, trigger)),
            (desk.text("Decided by"), desk.player_or_text(trigger.decided_by) if trigger.decided_by else None),
            (desk.text("Activation"), desk.term(trigger.activation)),
            (desk.text("Response"), response.actions),
            (desk.text("Automaticity"), desk.term(response.automaticity)),
            (desk.text("Within"), desk.words.measure("{n} hour", "{n} hours", hours) if hours is not None else None),
            (desk.text("Enforcement"), guarantee.enforcement),
        )
    )


def triggering(desk: Desk, trigger: Trigger) -> Value | None:
    """What triggers a guarantee, with the area where the words do not name it already; the area, where that is all."""
    if not trigger.area or trigger.area in (trigger.event or ""):
        return trigger.event
    return f"{trigger.event} ({trigger.area})" if trigger.event else desk.labelled(desk.text("Area"), trigger.area)


def _force(desk: SnapshotDesk, guarantee: Guarantee) -> tuple[Fact, ...]:
    return shown_facts(
        (
            (desk.text("Bindingness"), desk.term(guarantee.bindingness)),
            (
                desk.text("Domestic basis"),
                desk.term(guarantee.domestic_basis),
            ),
            (desk.text("Legal basis"), guarantee.legal_basis),
            (desk.text("Duration"), duration(desk, guarantee.duration)),
            (desk.text("Notice of termination"), duration(desk, guarantee.termination_notice)),
            (desk.text("Positions"), _positions(desk, guarantee), True),
        )
    )


def post_line(desk: Desk, post: Post) -> Line:
    """An office, what it belongs to, and from when until when it is held."""
    office = _office(desk, post)
    held = _held(desk, post)
    return Line((*office.parts, desk.text(", "), held)) if held else office


def _office(desk: Desk, post: Post) -> Line:
    """The office and what it belongs to, which is not said twice where the office's name says it."""
    if post.of is None:
        return Line((post.title,))
    of = desk.player_or_text(post.of)
    if isinstance(of, Link) and of.text in post.title:
        return Line((Link(post.title, of.target),))
    return Line((post.title, desk.text(", "), of))


def _held(desk: Desk, post: Post) -> Line | None:
    since = desk.dated(post.from_) if post.from_ else None
    until = desk.dated(post.to) if post.to else None
    if since and until:
        return desk.line("{start} to {end}", start=since, end=until)
    if since:
        return desk.line("since {when}", when=since)
    return desk.line("until {when}", when=until) if until else None


def duration(desk: SnapshotDesk, length: Duration | None) -> str | None:
    """How long something lasts: the words as typed, with the figures where the words do not name them already."""
    if length is None:
        return None
    figures = desk.listed(_figures(desk, length))
    if length.text and figures and not re.search(rf"(?<![\w.]){re.escape(figures)}(?!\w)", length.text):
        return f"{length.text} ({figures})"
    return length.text or figures or None


def _figures(desk: SnapshotDesk, length: Duration) -> Iterator[str]:
    if length.years is not None:
        yield desk.words.measure("{n} year", "{n} years", length.years)
    if length.months is not None:
        yield desk.words.measure("{n} month", "{n} months", length.months)
    if length.days is not None:
        yield desk.words.measure("{n} day", "{n} days", length.days)


def _positions(desk: SnapshotDesk, guarantee: Guarantee) -> Value | None:
    return below_one_another(
        Line((desk.player(player), " ", *position_line(desk, position).parts))
        for player, position in guarantee.positions.items()
    )


def position_line(desk: SnapshotDesk, position: Position, target: Target | None = None) -> Line:
    """A stance with its words, its day, its citation marks and how it is known; it leads to the target, if any."""
    since = desk.when(position.since)
    parts: list[Value] = [Badge(position.stance, desk.words.term(position.stance), target)]
    parts += [" ", desk.line("(since {when})", when=since)] if since else []
    parts += [Apart(desk.text(": ")), position.says] if position.says else []
    return Line((*parts, *desk.cites(position.sources), *how_known(desk, position)))


def instrument_view(desk: SnapshotDesk, instrument: Instrument) -> ItemView:
    """A text: an agreement, a draft, a resolution."""
    statuses = (Status("", desk.badge(instrument.status)),) if instrument.status else ()
    facts = (*_instrument_facts(desk, instrument), *instrument_dates(desk, instrument))
    return _item(desk, instrument, f"instrument-{instrument.id}", instrument.title, statuses, instrument.text, facts)


def _instrument_facts(desk: SnapshotDesk, instrument: Instrument) -> tuple[Fact, ...]:
    links = [desk.labelled(desk.words.term(link.type), desk.item(link.to)) for link in instrument.links]
    links += [Line((desk.text("Supersedes:"), " ", desk.item(item))) for item in instrument.supersedes]
    symbol = instrument.symbol or (instrument.url and desk.text("Read the text"))
    return shown_facts(
        (
            (desk.text("Type"), desk.term(instrument.type)),
            (desk.text("Stage"), desk.term(instrument.stage)),
            (desk.text("Document"), WebLink(symbol, instrument.url) if symbol and instrument.url else symbol),
            (desk.text("Links"), below_one_another(links), True),
            (
                desk.text("Signatures"),
                below_one_another(signature_line(desk, one) for one in instrument.signatures),
                True,
            ),
        )
    )


def signature_line(desk: SnapshotDesk, signature: Signature) -> Line:
    """Who signed, for whom, in what capacity."""
    parts: list[Value] = [desk.player(signature.player)]
    comma = desk.text(", ")
    if signature.signed_by:
        parts += [comma, desk.line("signed by {person}", person=desk.player_or_text(signature.signed_by))]
    if signature.on_behalf_of:
        parts += [comma, desk.line("on behalf of {player}", player=desk.player_or_text(signature.on_behalf_of))]
    if signature.capacity:
        parts += [". ", desk.words.term(signature.capacity)]
    if signature.scope:
        parts += [". ", desk.text("Covers: {scope}", scope=signature.scope)]
    if signature.reservation:
        parts += [". ", desk.text("Reservation: {reservation}", reservation=signature.reservation)]
    return Line(tuple(parts))


def instrument_dates(desk: SnapshotDesk, instrument: Instrument) -> tuple[Fact, ...]:
    """The days in the life of a text."""
    dates = instrument.dates
    if dates is None:
        return ()
    return shown_facts(
        (
            (desk.text("Agreed"), worked_out(desk, dates.agreed)),
            (desk.text("Initialled"), worked_out(desk, dates.initialled)),
            (desk.text("Signed"), worked_out(desk, dates.signed)),
            (desk.text("In effect from"), worked_out(desk, dates.effective)),
            (desk.text("Ratified"), worked_out(desk, dates.ratified)),
            (desk.text("Expires"), worked_out(desk, dates.expires)),
        )
    )


def _item(
    desk: SnapshotDesk,
    item: Item,
    anchor: str,
    title: str,
    statuses: Iterable[Status],
    text: TypedProse | None,
    facts: tuple[Fact, ...],
) -> ItemView:
    return ItemView(anchor, title, tuple(statuses), desk.prose(text) if text else None, facts, desk.note(item))
