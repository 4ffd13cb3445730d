"""How likely the scenarios of a question were called from one snapshot to the next: in a line, a table, a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.catalogue import Process, Snapshot
from generator.links import Target
from generator.model.outlook import Outlook, Scenario
from generator.model.values import ItemId, Probability, Slug
from generator.pictures.history import Series, Span, Tick, can_be_drawn, draw_history, draw_sample
from generator.questions import Decision, Figure, Question
from generator.views.desk import Desk, SnapshotDesk
from generator.views.likelihood import percent
from generator.views.parts import Column, KeyEntry, Line, Link, Picture, Row, Table, Time, Value, in_a_row

LETTERS = "ABCDEF"
SHOWN_AT_ONCE = 6
"""A line names so many figures at most, the newest."""
ROWS = 24
"""A table has so many snapshots at most: the first and the newest."""


def with_sign(probability: Probability) -> str:
    """The figure or the two figures of a likelihood with the percent sign: `35–50 %`."""
    return f"{percent(probability)}\N{NO-BREAK SPACE}%"


def short_day(desk: Desk, day: date) -> Time:
    """A day in short words."""
    return Time(desk.words.short_day(day), day.isoformat())


def so_far(desk: SnapshotDesk, scenario: Scenario) -> Line | None:
    """The figures of a scenario up to this snapshot, each once until it changes; None where no earlier one has any."""
    process = desk.catalogue.process_of(desk.snapshot)
    figures = tuple(_figures_until(process, desk.snapshot.original, scenario.id)) if process else ()
    if not any(figure.snapshot.slug != desk.snapshot.original for figure in figures):
        return None
    runs = [next(run) for _, run in groupby(figures, key=lambda figure: figure.probability)]
    if len(runs) == 1 and scenario.probability:
        return desk.line("Unchanged since {day}.", day=short_day(desk, runs[0].as_of))
    shown: list[Value] = [_figure_of_day(desk, figure) for figure in runs[-SHOWN_AT_ONCE:]]
    earlier = [desk.text("…")] if len(runs) > SHOWN_AT_ONCE else []
    arrow = desk.text(" → ")
    return desk.line("Likelihood so far: {figures}.", figures=in_a_row((*earlier, *shown), arrow))


def _figures_until(process: Process, last: Slug, scenario: ItemId) -> Iterator[Figure]:
    for snapshot in process.snapshots:
        outlook = snapshot.briefing.outlook
        for one in outlook.scenarios if outlook else ():
            if one.id == scenario and one.probability:
                yield Figure(snapshot, one.probability)
        if snapshot.slug == last:
            return


def _figure_of_day(desk: Desk, figure: Figure) -> Line:
    day = Link(desk.words.short_day(figure.as_of), Target(figure.snapshot.page, "outlook"))
    return desk.line("{figure} ({day})", figure=with_sign(figure.probability), day=day)


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The figures of a question: the table, how many rows it leaves out, and the picture where there is one to see.

    A single snapshot without an outcome is no history.
    """

    table: Table | None
    left_out: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class _Told:
    """A scenario, its name in the picture, its figures, and what became of it."""

    letter: str
    scenario: Scenario
    snapshot: Snapshot
    figures: tuple[Figure, ...]
    decision: Decision | None
    series: Series

    @property
    def link(self) -> Link:
        return Link(self.scenario.title, Target(self.snapshot.page, f"scenario-{self.scenario.id}"))


def history_view(desk: Desk, question: Question, name: str, anchor: str) -> HistoryView:
    """The history of a question, by its name on the page; `anchor` is the prefix of ids there."""
    told = tuple(_told(question))
    drawn = [one for one in told if one.series.spans]
    is_drawn = can_be_drawn([one.series for one in drawn])
    rows = _rows(desk, question, told)
    is_told = len(rows) > 1 or (bool(rows) and any(one.decision for one in told))
    left_out = max(len(rows) - ROWS, 0)
    kept = (rows[0], *rows[left_out + 1 :]) if left_out else rows
    text = desk.words.count("{n} snapshot is left out here.", "{n} snapshots are left out here.", left_out)
    return HistoryView(
        table=_table(desk, name, told, kept, f"cap-history-{anchor}", named=is_drawn) if is_told else None,
        left_out=text if left_out else "",
        picture=_picture(desk, name, drawn, f"picture-{anchor}") if is_drawn else None,
    )


def _told(question: Question) -> Iterator[_Told]:
    """Every scenario that ever had a figure, named A, B, C … in the question's order."""
    with_figures = [pair for pair in question.scenarios if question.history(pair[0].id)]
    for place, (scenario, snapshot) in enumerate(with_figures):
        letter = LETTERS[place] if place < len(LETTERS) else ""
        figures, decision = question.history(scenario.id), question.decision(scenario.id)
        label = f"{letter} {with_sign(figures[-1].probability)}"
        series = Series(tuple(spans(question, scenario.id)), label)
        yield _Told(letter, scenario, snapshot, figures, decision, series)


def spans(question: Question, scenario: ItemId) -> Iterator[Span]:
    """The days each figure stood: until the next one, until a snapshot drops the scenario, or until the outcome.

    What is said on the day of the outcome or later is hindsight and not drawn. While the question is open, the newest
    figure ends with the newest snapshot: nothing is drawn beyond what is known.
    """
    decided_on = question.decided_on(scenario)
    end = decided_on or question.latest.as_of
    told = [asked.snapshot for asked in question.asked if not _is_silent(asked.outlook, scenario)]
    given = {figure.snapshot.slug: figure.probability for figure in question.history(scenario)}
    for place, snapshot in enumerate(told):
        if snapshot.slug in given and (decided_on is None or snapshot.as_of < decided_on):
            until = min(told[place + 1].as_of, end) if place + 1 < len(told) else end
            probability = given[snapshot.slug]
            yield Span(snapshot.as_of, until, probability.low, probability.high)


def _is_silent(outlook: Outlook, scenario: ItemId) -> bool:
    """Whether an outlook has the scenario and gives it no figure: the last one goes on standing."""
    return any(one.id == scenario and one.probability is None for one in outlook.scenarios)


def _rows(desk: Desk, question: Question, told: Sequence[_Told]) -> tuple[Row, ...]:
    by_snapshot = [{figure.snapshot.slug: figure.probability for figure in one.figures} for one in told]
    return tuple(
        Row(
            Link(desk.words.short_day(asked.snapshot.as_of), Target(asked.snapshot.page, "outlook")),
            tuple(with_sign(given[slug]) if slug in given else None for given in by_snapshot),
        )
        for asked in question.asked
        if any((slug := asked.snapshot.slug) in given for given in by_snapshot)
    )


def _table(desk: Desk, question: str, told: Sequence[_Told], rows: Sequence[Row], anchor: str, *, named: bool) -> Table:
    outcomes = tuple(_outcome(desk, one.decision) if one.decision else None for one in told)
    last = (Row(desk.text("Outcome"), outcomes),) if any(outcomes) else ()
    heads = (desk.text(": ").join((one.letter, one.scenario.title)) if named else one.scenario.title for one in told)
    return Table(
        anchor,
        desk.text("How likely each scenario was called, by snapshot: {question}", question=question),
        (Column(desk.text("As of")), *(Column(head) for head in heads)),
        (*rows, *last),
        stacked=True,
    )


def _outcome(desk: Desk, decision: Decision) -> Value:
    on = decision.resolution.on
    badge = desk.badge(decision.outcome)
    return Line((badge, " ", short_day(desk, on))) if on else badge


def _picture(desk: Desk, question: str, told: Sequence[_Told], anchor: str) -> Picture:
    series = [one.series for one in told]
    days = sorted({day for one in series for span in one.spans for day in (span.start, span.end)})
    ticks = [Tick(day, desk.words.short_day(day)) for day in (days[0], days[-1], *days[1:-1])]
    return Picture(
        anchor,
        desk.text("How likely each scenario was called: {question}", question=question),
        _description(desk, told, days),
        draw_history(series, ticks, [f"{value}\N{NO-BREAK SPACE}%" for value in (0, 25, 50, 75, 100)]),
        tuple(KeyEntry(draw_sample(place), one.letter, one.link) for place, one in enumerate(told)),
    )


def _description(desk: Desk, told: Sequence[_Told], days: Sequence[date]) -> str:
    """From what to what each scenario went; the table has every figure."""
    start, end = (desk.words.day(day) for day in (days[0], days[-1]))
    period = desk.text("From {start} to {end}.", start=start, end=end)
    courses = (_course(desk, one) for one in told)
    return " ".join((period, *courses, desk.text("The table beside it has every figure.")))


def _course(desk: Desk, told: _Told) -> str:
    first, last = with_sign(told.figures[0].probability), with_sign(told.figures[-1].probability)
    if len({figure.probability for figure in told.figures}) == 1:
        return desk.text("{name}, {title}: {figure}.", name=told.letter, title=told.scenario.title, figure=first)
    return desk.text(
        "{name}, {title}: from {first} to {last}.",
        name=told.letter,
        title=told.scenario.title,
        first=first,
        last=last,
    )
