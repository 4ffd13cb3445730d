"""The PDF brief: a briefing on two sheets for somebody on the way to a meeting, tagged for screen readers (PDF/UA-1).

It leads with the bottom line and leaves the long text to the page, whose address it bears.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from babel.core import Locale

from generator.links import url_of
from generator.model.guarantee import Guarantee, Response, Trigger
from generator.model.truce import Term
from generator.model.vocabulary import Negotiation, ProvenanceAiUse
from generator.rendering.press import Press
from generator.rendering.typst import Typeset, typst_table, typst_text, typst_value
from generator.views.briefing import BriefingView, PointView, TruceView, view
from generator.views.citation import authors_of, last_changed
from generator.views.desk import SnapshotDesk
from generator.views.items import duration, triggering
from generator.views.parts import DOT, Column, Fact, Line, Row, Table, Value, in_a_row
from generator.views.scenarios import OutlookView, ScenarioView
from generator.views.source_list import SourceView

TEMPLATE = "brief"


def brief_pdf(desk: SnapshotDesk, press: Press) -> bytes:
    """The brief of the desk's briefing; where the site does not know its address, it bears none."""
    return press.pdf(TEMPLATE, brief_data(desk), last_changed(desk.snapshot.briefing))


def brief_data(desk: SnapshotDesk) -> dict[str, Typeset]:
    """All that the template sets, in the order of its names."""
    page, briefing = view(desk), desk.snapshot.briefing
    return {
        **opening(desk),
        "authors": [typst_text(author) for author in authors_of(briefing)],
        "topics": [typst_text(topic) for topic in briefing.topics],
        "day": list(last_changed(briefing).timetuple()[:3]),
        "labels": _labels(desk),
        "meta": [_fact(fact) for fact in page.meta[1:]],  # The head has its day.
        "banners": [[typst_text(banner.title), typst_value(banner.text)] for banner in page.banners],
        "points": [_point(point) for point in page.points],
        "players": typst_table(_players_with_a_part(page.players)),
        "other_players": [typst_value(row.head) for row in page.players.rows if not any(row.cells)],
        "truce": _truce(desk, page.truce) if page.truce else None,
        "guarantees": typst_table(_guarantees(desk)) if page.guarantees else None,
        "outlook": _outlook(page.outlook) if page.outlook else None,
        "what_next": typst_value(page.what_next) if page.what_next else None,
        "sources": [_source(source) for source in page.sources],
        "provenance": _provenance(page),
    }


def opening(desk: SnapshotDesk) -> dict[str, Typeset]:
    """What the brief and the card have in common: whose, what and when, in a line each."""
    briefing, process = desk.snapshot.briefing, desk.catalogue.process_of(desk.snapshot)
    return {
        "language": _locale(briefing.language).language,
        "region": _region(briefing.language),
        "direction": str(_locale(briefing.language).text_direction),
        "label_language": desk.words.locale.language,
        "label_direction": desk.words.direction,
        "site": typst_text(desk.site_name),
        "address": typst_text(f"{desk.site_url}{url_of(desk.snapshot.page)}") if desk.site_url else None,
        "title": typst_text(briefing.title),
        "bottom_line": typst_text(briefing.bottom_line),
        "as_of": typst_text(desk.words.day(briefing.as_of)),
        "process": typst_text(process.title_in(briefing.language)) if process else None,
        "ai_label": ai_label(desk),
    }


def _locale(language: str) -> Locale:
    """What Unicode CLDR knows of a language; the model lets in none that it does not know."""
    return Locale.parse(language, sep="-")


def _region(language: str) -> str | None:
    """The country of a language tag, as `BR` of `pt-BR`; None where it names none, or a part of the world by number."""
    territory = _locale(language).territory
    return territory if territory and territory.isalpha() else None


def ai_label(desk: SnapshotDesk) -> str | None:
    """The plain words for what AI did; None where it had no part, or nobody said."""
    provenance = desk.snapshot.briefing.provenance
    if provenance is None or provenance.ai_use in {None, ProvenanceAiUse.NONE}:
        return None
    return typst_text(desk.term(provenance.ai_use))


def _labels(desk: SnapshotDesk) -> dict[str, Typeset]:
    return {
        "briefing": desk.text("Briefing"),
        "as_of": desk.text("As of"),
        "bottom_line": desk.text("Bottom line"),
        "key_points": desk.text("Key points"),
        "players": desk.text("Players"),
        "other_players": desk.text("Other players"),
        "truce": desk.text("Truce"),
        "guarantees": desk.text("Security guarantees"),
        "outlook": desk.text("Outlook"),
        "what_next": desk.text("What next"),
        "sources": desk.text("Sources"),
        "provenance": desk.text("Provenance"),
        "scenario": desk.text("Scenario"),
        "percent": desk.text("Percent"),
        "in_words": desk.text("In words"),
        "outcome": desk.text("Outcome"),
        "read_online": desk.text("Read the whole briefing at"),
        "contested": desk.text("Contested:"),
        "colon": desk.text(": ").rstrip(" "),
        "comma": desk.text(", "),
        "semicolon": desk.text("; "),
    }


def _fact(fact: Fact) -> Typeset:
    return [typst_text(fact.label), typst_value(fact.value)]


def _point(point: PointView) -> Typeset:
    return {
        "text": typst_value(point.text),
        "notes": [typst_value(line) for line in point.note.lines],
        "versions": [typst_value(Line((one.text, *_behind(one.note)))) for one in point.note.versions],
    }


def _behind(note: Line | None) -> tuple[Value, ...]:
    return (" ", note) if note else ()


def _players_with_a_part(table: Table) -> Table:
    """The table without those of whom nothing but the name is on record: they stand in a line below it."""
    return replace(table, rows=tuple(row for row in table.rows if any(row.cells)))


def _truce(desk: SnapshotDesk, truce: TruceView) -> Typeset:
    return {
        "statuses": [typst_value(status.badge) for status in truce.statuses],
        "facts": [_fact(fact) for fact in truce.facts],
        "terms": typst_table(_terms(desk)) if truce.terms else None,
        "monitoring": [_mechanism(item.title, (one.badge for one in item.statuses)) for item in truce.monitoring],
        "monitoring_label": desk.text("Monitoring"),
    }


def _mechanism(title: str, statuses: Iterable[Value]) -> Typeset:
    return typst_value(in_a_row((title, *statuses), " – "))


def _terms(desk: SnapshotDesk) -> Table:
    """The terms and how far each has come, on three axes that are never folded into one."""
    truce = desk.snapshot.briefing.truce
    assert truce is not None
    labels = (
        desk.text("Term"),
        desk.text("Binds"),
        desk.text("Negotiation"),
        desk.text("Implementation"),
        desk.text("Compliance"),
    )
    return Table(
        anchor="",
        caption=desk.text("Terms and how far each has come"),
        columns=tuple(map(Column, labels)),
        rows=tuple(_term(desk, term) for term in truce.terms),
    ).without_empty_columns()


def _term(desk: SnapshotDesk, term: Term) -> Row:
    axes = (term.negotiation, term.implementation, term.compliance)
    binds = desk.players(term.bindings) if term.bindings else None
    return Row(_head(desk, term), (binds, *(desk.badge(axis) if axis else None for axis in axes)))


def _head(desk: SnapshotDesk, item: Term | Guarantee) -> Line:
    """What it is called, with its marks; that it is contested is said, the versions stand on the page."""
    contested = (" – ", desk.badge(Negotiation.CONTESTED)) if item.contested else ()
    return Line((item.title, *desk.cites(item.sources), *contested))


def _guarantees(desk: SnapshotDesk) -> Table:
    """The guarantees, one row a commitment; a gap stays a gap."""
    labels = (
        desk.text("Guarantee"),
        desk.text("Status"),
        desk.text("Given by"),
        desk.text("Given to"),
        desk.text("Trigger"),
        desk.text("Response"),
        desk.text("Bindingness"),
        desk.text("Duration"),
    )
    return Table(
        anchor="",
        caption=desk.text("Guarantees side by side"),
        columns=tuple(map(Column, labels)),
        rows=tuple(_guarantee(desk, guarantee) for guarantee in desk.snapshot.briefing.guarantees),
    )


def _guarantee(desk: SnapshotDesk, guarantee: Guarantee) -> Row:
    trigger, response = guarantee.trigger or Trigger(), guarantee.response or Response()
    cells: tuple[Value | None, ...] = (
        _stands(desk, guarantee),
        desk.players(guarantee.providers) if guarantee.providers else None,
        desk.players(guarantee.beneficiaries) if guarantee.beneficiaries else None,
        triggering(desk, trigger),
        response.actions or desk.term(response.automaticity),
        desk.term(guarantee.bindingness),
        _lasts(desk, guarantee),
    )
    return Row(_head(desk, guarantee), cells)


def _stands(desk: SnapshotDesk, guarantee: Guarantee) -> Value | None:
    """How firm a guarantee is, and whether it is to act or to refrain: who is to refrain needs no trigger."""
    found = [desk.badge(term) for term in (guarantee.status, guarantee.polarity) if term]
    return desk.with_commas(found) if found else None


def _lasts(desk: SnapshotDesk, guarantee: Guarantee) -> Value | None:
    """How long a guarantee lasts, and on which notice it ends before."""
    length, notice = duration(desk, guarantee.duration), duration(desk, guarantee.termination_notice)
    found: list[Value] = [length] if length else []
    found += [desk.labelled(desk.text("Notice of termination"), notice)] if notice else []
    return in_a_row(found, DOT) if found else None


def _outlook(outlook: OutlookView) -> Typeset:
    return {
        "question": typst_text(outlook.question),
        "about": [typst_value(line) for line in outlook.about],
        "text": typst_value(outlook.text) if outlook.text else None,
        "has_likelihoods": outlook.has_likelihoods,
        "scenarios": [_scenario(scenario) for scenario in outlook.scenarios],
    }


def _scenario(scenario: ScenarioView) -> Typeset:
    """A likelihood in figures, words and as a bar; the confidence is a sentence of its own (ICD 203)."""
    return {
        "title": typst_text(scenario.title),
        "bar": [float(scenario.bar.start), float(scenario.bar.width)] if scenario.bar else None,
        "percent": typst_text(scenario.percent),
        "word": typst_text(scenario.word),
        "confidence": typst_value(scenario.confidence) if scenario.confidence else None,
        "outcome": typst_value(scenario.outcome.badge) if scenario.outcome else None,
    }


def _source(source: SourceView) -> Typeset:
    return {
        "anchor": source.anchor,
        "number": str(source.number),
        "title": typst_value(source.title),
        "about": [typst_value(one) for one in source.about],
        "grade": typst_text(source.grade),
        "grade_words": typst_text(source.grade_words),
        "ai": typst_value(source.ai) if source.ai else None,
    }


def _provenance(page: BriefingView) -> Typeset:
    return [_fact(fact) for fact in page.provenance.facts] if page.provenance else []
