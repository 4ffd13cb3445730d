"""The outlook across processes: open questions and their scenarios first, then those that are resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import links
from generator.catalogue import Catalogue, Snapshot
from generator.model.outlook import Outlook
from generator.views.briefing import ScenarioView, scenario_view
from generator.views.desk import Desk
from generator.views.parts import Frame, Line, Time

TEMPLATE = "outlook"


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question, where it was asked, and its scenarios."""

    anchor: str
    question: str
    note: tuple[Line, ...]
    scenarios: tuple[ScenarioView, ...]


@dataclass(frozen=True, slots=True)
class OutlookPageView:
    """Open questions and resolved ones."""

    frame: Frame
    open: tuple[QuestionView, ...]
    resolved: tuple[QuestionView, ...]


def views(desk: Desk) -> Iterator[OutlookPageView]:
    """The one page of questions."""
    asked = tuple(_newest_outlooks(desk.catalogue))
    lead = desk.text("What may come: each question with its scenarios, how likely each is, and what became of it.")
    yield OutlookPageView(
        frame=desk.list_frame(links.OUTLOOK, desk.text("Outlook"), lead),
        open=tuple(_question(desk, snapshot, outlook) for snapshot, outlook in asked if not is_resolved(outlook)),
        resolved=tuple(_question(desk, snapshot, outlook) for snapshot, outlook in asked if is_resolved(outlook)),
    )


def _newest_outlooks(catalogue: Catalogue) -> Iterator[tuple[Snapshot, Outlook]]:
    """The newest outlook of each process, and those of briefings of none, newest first."""
    seen: set[str] = set()
    for snapshot in catalogue.snapshots:
        process, outlook = snapshot.briefing.process, snapshot.briefing.outlook
        if outlook and process not in seen:
            yield snapshot, outlook
            seen.update([process] if process else [])


def is_resolved(outlook: Outlook) -> bool:
    """Whether every scenario has its outcome; a question without scenarios stays open."""
    outcomes = [scenario.resolution and scenario.resolution.outcome for scenario in outlook.scenarios]
    return bool(outcomes) and all(outcomes)


def _question(desk: Desk, snapshot: Snapshot, outlook: Outlook) -> QuestionView:
    here = desk.at(snapshot)
    horizon = here.when(outlook.horizon)
    return QuestionView(
        anchor=f"question-{snapshot.slug}",
        question=outlook.question,
        note=tuple(_note(desk, snapshot, horizon)),
        scenarios=tuple(scenario_view(here, scenario) for scenario in outlook.scenarios),
    )


def _note(desk: Desk, snapshot: Snapshot, horizon: Time | None) -> Iterable[Line]:
    yield Line((desk.setting(snapshot), "."))
    yield desk.line("As of {day}.", day=desk.as_of(snapshot))
    if horizon:
        yield desk.line("Horizon: {when}.", when=horizon)
