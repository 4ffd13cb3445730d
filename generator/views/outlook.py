"""The outlook across processes: open questions first, then decided ones, each with its history and its signposts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator import links
from generator.links import Target
from generator.model.outlook import Outlook
from generator.questions import Question, questions
from generator.reading.prose import Prose
from generator.scores import Judged, Verdict, judge, subjects
from generator.views.deadlines import worked_out
from generator.views.desk import Desk
from generator.views.history import HistoryView, history_view
from generator.views.parts import Frame, Line, Link, Pages, paginated
from generator.views.plans import Plan, planned_together
from generator.views.scenarios import ScenarioView, SignpostView, scenario_view

TEMPLATE = "outlook"
A_PAGE = 12


@dataclass(frozen=True, slots=True)
class WatchedView:
    """A signpost and the scenario it speaks of."""

    signpost: SignpostView
    scenario: Link


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question, where it was asked, and its scenarios; `due` says what is owed once its day has passed.

    `caption` names the table of scenarios, of which the page has several. `scenarios` is empty once the question is
    decided: what was said of them stands in the history. Where none of them has a likelihood there is nothing to
    compare, and `unrated` names them in a line.
    """

    anchor: str
    question: str
    note: tuple[Line, ...]
    due: str
    text: Prose | None
    caption: str
    scenarios: tuple[ScenarioView, ...]
    unrated: Line | None
    history: HistoryView
    seen: tuple[WatchedView, ...]
    not_seen: tuple[WatchedView, ...]


@dataclass(frozen=True, slots=True)
class OutlookPageView:
    """Open questions and decided ones; the first page alone leads to the scorecard."""

    frame: Frame
    scorecard: Line | None
    open: tuple[QuestionView, ...]
    decided: tuple[QuestionView, ...]
    pages: Pages


def _name(desk: Desk) -> str:
    return desk.text("Outlook")


@planned_together(links.OUTLOOK, _name)
def views(desk: Desk) -> Iterator[Plan]:
    """The questions, open ones first, in pages."""
    found = sorted(questions(desk.catalogue), key=is_decided)
    for path, entries, pages in paginated(found, links.OUTLOOK, A_PAGE):
        yield path, partial(_page, desk, path, entries, pages)


def _page(desk: Desk, path: str, entries: Sequence[Question], pages: Pages) -> OutlookPageView:
    name_of = names_apart(desk, entries)
    lead = desk.text("What may come: each question with its scenarios, how likely each is, and what became of it.")
    return OutlookPageView(
        frame=desk.list_frame(path, _name(desk), lead, indexed=pages.here == 1),
        scorecard=_way_to_scorecard(desk) if pages.here == 1 else None,
        open=tuple(_question(desk, one, name_of(one)) for one in entries if not is_decided(one)),
        decided=tuple(_question(desk, one, name_of(one)) for one in entries if is_decided(one)),
        pages=pages,
    )


def is_resolved(outlook: Outlook) -> bool:
    """Whether every scenario has its outcome; a question without scenarios stays open."""
    outcomes = [scenario.resolution and scenario.resolution.outcome for scenario in outlook.scenarios]
    return bool(outcomes) and all(outcomes)


def is_decided(question: Question) -> bool:
    """Whether every scenario has its outcome, in whatever snapshot, or must have it since another came true."""
    return bool(question.scenarios) and all(question.decided_on(scenario.id) for scenario, _ in question.scenarios)


def question_anchor(question: Question) -> str:
    """The place of a question, named after the snapshot that asked it first, so that it stays."""
    return f"question-{question.first.slug}"


def names_apart(desk: Desk, asked: Iterable[Question]) -> Callable[[Question], str]:
    """How a page calls each of its questions: as it is asked; where two processes ask the same, also by the process."""
    settings: dict[str, set[str]] = defaultdict(set)
    for question in asked:
        settings[question.outlook.question].add(desk.setting(question.latest).text)

    def name_of(question: Question) -> str:
        wording = question.outlook.question
        is_alone = len(settings[wording]) == 1
        return wording if is_alone else f"{wording} ({desk.setting(question.latest).text})"

    return name_of


def _way_to_scorecard(desk: Desk) -> Line:
    link = Link(desk.text("scorecard"), Target(links.SCORECARD))
    return desk.line("How good the forecasts were is told by the {scorecard}.", scorecard=link)


def _question(desk: Desk, question: Question, name: str) -> QuestionView:
    here, anchor = desk.at(question.latest), question_anchor(question)
    asked = () if is_decided(question) else question.outlook.scenarios
    watched = tuple(_watched(desk, question))
    scenarios = tuple(scenario_view(here, scenario) for scenario in asked)
    return QuestionView(
        anchor=anchor,
        question=name,
        note=tuple(_note(desk, question)),
        due=_due(desk, question),
        text=here.prose(question.outlook.text) if question.outlook.text else None,
        caption=desk.text("Scenarios and their likelihood, in percent: {question}", question=name),
        scenarios=scenarios if any(scenario.bar for scenario in scenarios) else (),
        unrated=None if any(scenario.bar for scenario in scenarios) else _unrated(desk, scenarios),
        history=history_view(desk, question, name, anchor),
        seen=tuple(one for one in watched if one.signpost.seen),
        not_seen=tuple(one for one in watched if not one.signpost.seen),
    )


def _unrated(desk: Desk, scenarios: tuple[ScenarioView, ...]) -> Line | None:
    """The scenarios of a question that gives none of them a likelihood."""
    links = desk.in_series(scenario.link for scenario in scenarios)
    return desk.line("Scenarios, none with a likelihood: {scenarios}.", scenarios=links) if scenarios else None


def _note(desk: Desk, question: Question) -> Iterable[Line]:
    yield Line((desk.setting(question.latest), "."))
    yield desk.line("As of {day}.", day=desk.as_of(question.latest))
    if horizon := worked_out(desk.at(question.latest), question.outlook.horizon):
        yield desk.line("Horizon: {when}.", when=horizon)


def _due(desk: Desk, question: Question) -> str:
    late = [one for one in _judged(desk, question) if one.verdict is Verdict.PAST_DUE]
    return desk.text("Its day has passed, and no outcome is on record.") if late else ""


def _judged(desk: Desk, question: Question) -> Iterator[Judged]:
    return (judge(subject, desk.catalogue.today) for subject in subjects(question))


def _watched(desk: Desk, question: Question) -> Iterator[WatchedView]:
    for scenario, snapshot in question.scenarios:
        view = scenario_view(desk.at(snapshot), scenario)
        for signpost in view.signposts:
            yield WatchedView(signpost, view.link)
