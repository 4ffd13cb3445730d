"""The outlook of one briefing: its question, and each scenario with its likelihood as a bar, in figures, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.links import Target
from generator.model.outlook import Implication, Resolution, Scenario, Signpost
from generator.model.values import SourceRef
from generator.reading.prose import Prose
from generator.views.deadlines import worked_out
from generator.views.desk import SnapshotDesk
from generator.views.history import so_far
from generator.views.items import Status, below_one_another, shown_facts
from generator.views.likelihood import bar, likelihood_word, percent
from generator.views.parts import Badge, Bar, Fact, Line, Link, Marks, Note, Value


@dataclass(frozen=True, slots=True)
class SignpostView:
    """Something to watch for; `seen` says when it was observed."""

    text: str
    direction: Badge | None
    seen: Line | None


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """One way things may go. Without a likelihood `percent` and `word` are empty; `history` tells earlier ones."""

    anchor: str
    title: str
    link: Link
    bar: Bar | None
    percent: str
    word: str
    history: Line | None
    confidence: Line | None
    text: Prose | None
    facts: tuple[Fact, ...]
    signposts: tuple[SignpostView, ...]
    outcome: Status | None
    note: Note


@dataclass(frozen=True, slots=True)
class OutlookView:
    """The open question and its scenarios."""

    question: str
    about: tuple[Value, ...]
    text: Prose | None
    note: Note
    scenarios: tuple[ScenarioView, ...]
    has_likelihoods: bool


def outlook_view(desk: SnapshotDesk) -> OutlookView | None:
    """The outlook of a briefing; None where it has none."""
    outlook = desk.snapshot.briefing.outlook
    if outlook is None:
        return None
    horizon = worked_out(desk, outlook.horizon)
    about = (
        desk.line("Horizon: {when}.", when=horizon) if horizon else None,
        desk.text("Base rate: {rate}", rate=outlook.base_rate) if outlook.base_rate else None,
        desk.text("Exactly one of the scenarios comes true.") if outlook.exclusive else None,
    )
    return OutlookView(
        question=outlook.question,
        about=tuple(line for line in about if line is not None),
        text=desk.prose(outlook.text) if outlook.text else None,
        note=desk.note(outlook),
        scenarios=tuple(scenario_view(desk, scenario) for scenario in outlook.scenarios),
        has_likelihoods=any(scenario.probability for scenario in outlook.scenarios),
    )


def scenario_view(desk: SnapshotDesk, scenario: Scenario) -> ScenarioView:
    """A scenario, its likelihood in figures and words, and its confidence in a sentence of its own."""
    return ScenarioView(
        anchor=f"scenario-{scenario.id}",
        title=scenario.title,
        link=Link(scenario.title, Target(desk.snapshot.page, f"scenario-{scenario.id}")),
        bar=bar(scenario.probability) if scenario.probability else None,
        percent=percent(scenario.probability) if scenario.probability else "",
        word=likelihood_word(desk, scenario.probability) if scenario.probability else "",
        history=so_far(desk, scenario),
        confidence=desk.confidence(scenario.confidence) if scenario.confidence else None,
        text=desk.prose(scenario.text) if scenario.text else None,
        facts=_scenario_facts(desk, scenario),
        signposts=tuple(_signpost(desk, signpost) for signpost in scenario.signposts),
        outcome=_outcome(desk, scenario),
        note=desk.note(scenario, confidence=False),
    )


def _scenario_facts(desk: SnapshotDesk, scenario: Scenario) -> tuple[Fact, ...]:
    resolution = scenario.resolution or Resolution()
    by, on = resolution.by, resolution.on
    return shown_facts(
        (
            (desk.text("Drivers"), below_one_another(scenario.drivers), True),
            (desk.text("Assumptions"), below_one_another(scenario.assumptions), True),
            (
                desk.text("Implications"),
                below_one_another(_implication(desk, one) for one in scenario.implications),
                True,
            ),
            (desk.text("Resolved by this rule"), resolution.criteria, True),
            (desk.text("To be decided by"), desk.day(by) if by else None),
            (desk.text("Decided on"), desk.day(on) if on else None),
            (desk.text("According to"), _marks(desk, resolution.sources)),
        )
    )


def _marks(desk: SnapshotDesk, references: Iterable[SourceRef]) -> Marks | None:
    marks = desk.cites(references)
    return Marks(marks) if marks else None


def _implication(desk: SnapshotDesk, implication: Implication) -> Value:
    if implication.for_ is None:
        return implication.text
    return desk.line("For {whom}: {text}", whom=desk.player_or_text(implication.for_), text=implication.text)


def _signpost(desk: SnapshotDesk, signpost: Signpost) -> SignpostView:
    observed = desk.when(signpost.observed)
    return SignpostView(
        text=signpost.text,
        direction=desk.badge(signpost.direction) if signpost.direction else None,
        seen=desk.line("Observed {when}.", when=observed) if observed else None,
    )


def _outcome(desk: SnapshotDesk, scenario: Scenario) -> Status | None:
    outcome = scenario.resolution.outcome if scenario.resolution else None
    return Status(desk.text("Outcome"), desk.badge(outcome)) if outcome else None
