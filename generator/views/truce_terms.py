"""Truce terms by category, across processes: as each process's newest briefing has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.catalogue import Snapshot
from generator.links import Target
from generator.model.truce import Term
from generator.model.vocabulary import TermCategory
from generator.views.desk import Desk
from generator.views.parts import Column, Frame, Link, Row, Table, Value

TEMPLATE = "truce_terms"


@dataclass(frozen=True, slots=True)
class CategoryView:
    """The terms of one category."""

    anchor: str
    title: str
    table: Table


@dataclass(frozen=True, slots=True)
class TruceTermsView:
    """Every category that has a term, and the way to each."""

    frame: Frame
    jump: tuple[Link, ...]
    categories: tuple[CategoryView, ...]


def views(desk: Desk) -> Iterator[TruceTermsView]:
    """The one page of truce terms."""
    rows: dict[TermCategory, list[Row]] = defaultdict(list)
    for snapshot in desk.catalogue.newest_with("truce"):
        for term in snapshot.briefing.truce.terms if snapshot.briefing.truce else ():
            rows[term.category].append(_row(desk, snapshot, term))
    categories = tuple(_category(desk, category, rows[category]) for category in TermCategory if category in rows)
    lead = desk.text("What truces ask for, by kind of term. Talks, implementation and compliance are told apart.")
    yield TruceTermsView(
        frame=desk.list_frame(links.TRUCE_TERMS, desk.text("Truce terms"), lead, contents=False),
        jump=tuple(Link(category.title, Target("", category.anchor)) for category in categories),
        categories=categories,
    )


def _category(desk: Desk, category: TermCategory, rows: list[Row]) -> CategoryView:
    title = desk.words.term(category)
    columns = tuple(Column(label) for label in _labels(desk))
    caption = desk.text("Terms: {category}", category=title)
    table = Table(f"cap-{category}", caption, columns, tuple(rows), stacked=True)
    return CategoryView(f"category-{category}", title, table.without_empty_columns())


def _labels(desk: Desk) -> tuple[str, ...]:
    return (
        desk.text("Term"),
        desk.text("Process"),
        desk.text("Mode"),
        desk.text("Binds"),
        desk.text("Negotiation"),
        desk.text("Implementation"),
        desk.text("Compliance"),
    )


def _row(desk: Desk, snapshot: Snapshot, term: Term) -> Row:
    cells: tuple[Value | None, ...] = (
        desk.setting(snapshot),
        desk.term(term.mode),
        desk.players(term.bindings) if term.bindings else None,
        desk.badge(term.negotiation) if term.negotiation else None,
        desk.badge(term.implementation) if term.implementation else None,
        desk.badge(term.compliance) if term.compliance else None,
    )
    return Row(Link(term.title, Target(snapshot.page, f"term-{term.id}")), cells)
