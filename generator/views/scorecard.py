"""The scorecard: what was forecast and is decided, with its score in figures and words, and all that is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from generator import links
from generator.links import Target
from generator.model.values import ItemId
from generator.pictures.reliability import Group, draw_reliability
from generator.reading.prose import Prose
from generator.scores import (
    FIGURES_NEEDED,
    QUESTIONS_NEEDED,
    Average,
    Calibration,
    Forecast,
    Judged,
    Scorecard,
    Subject,
    Verdict,
    calibrate,
    due_day,
    make_scorecard,
)
from generator.views.desk import Desk
from generator.views.history import short_day, with_sign
from generator.views.items import shown_facts
from generator.views.outlook import names_apart
from generator.views.parts import (
    BEHIND_BRIEFINGS,
    Column,
    Fact,
    Frame,
    Link,
    Pages,
    Picture,
    Row,
    SearchRecord,
    Table,
    Time,
    Value,
    paginated,
)
from generator.views.plans import Plan, planned_together

TEMPLATE = "scorecard"
A_PAGE = 20
ROWS = 24
"""A question's working has so many forecasts at most, the newest; all of them are counted."""


@dataclass(frozen=True, slots=True)
class ScoreView:
    """One scored question: what is said of it, its facts, and the working."""

    anchor: str
    title: str
    text: Prose | None
    facts: tuple[Fact, ...]
    working: Table


@dataclass(frozen=True, slots=True)
class SummaryView:
    """All scores in one: the means, how many of what there are, and how well likelihoods were met."""

    facts: tuple[Fact, ...]
    left_out: Table | None
    calibration: str
    picture: Picture | None
    bins: Table | None


@dataclass(frozen=True, slots=True)
class ScorecardView:
    """A page of the scorecard; the summary stands on the first."""

    frame: Frame
    summary: SummaryView | None
    scores: tuple[ScoreView, ...]
    pages: Pages


def _name(desk: Desk) -> str:
    return desk.text("Scorecard")


@planned_together(links.SCORECARD, _name)
def views(desk: Desk) -> Iterator[Plan]:
    """The scorecard, in pages."""
    scorecard = make_scorecard(desk.catalogue)
    for path, entries, pages in paginated(scorecard.scored, links.SCORECARD, A_PAGE):
        yield path, partial(_page, desk, scorecard, path, entries, pages)


def _page(desk: Desk, scorecard: Scorecard, path: str, entries: Sequence[Judged], pages: Pages) -> ScorecardView:
    name_of = names_apart(desk, (judged.subject.question for judged in entries))
    lead = desk.text("How good the forecasts were: every decided question with its score, and all that is left out.")
    outlook = Link(desk.text("Outlook"), Target(links.OUTLOOK))
    return ScorecardView(
        frame=desk.list_frame(
            path,
            _name(desk),
            lead,
            outlook,
            indexed=pages.here == 1,
            search=SearchRecord(desk.text("Outlook"), lead, weight=BEHIND_BRIEFINGS) if pages.here == 1 else None,
        ),
        summary=_summary(desk, scorecard) if pages.here == 1 else None,
        scores=tuple(_score(desk, judged, name_of(judged.subject.question)) for judged in entries),
        pages=pages,
    )


def _summary(desk: Desk, scorecard: Scorecard) -> SummaryView:
    calibration = calibrate(scorecard)
    return SummaryView(
        facts=_totals(desk, scorecard),
        left_out=_left_out(desk, scorecard),
        calibration=_calibration(desk, calibration),
        picture=_picture(desk, calibration) if calibration.is_enough else None,
        bins=_bins(desk, calibration) if calibration.is_enough else None,
    )


def _totals(desk: Desk, scorecard: Scorecard) -> tuple[Fact, ...]:
    sets, single = scorecard.average(of_sets=True), scorecard.average(of_sets=False)
    means = (
        (desk.text("Mean, questions of which one scenario comes true"), _mean_of_sets(desk, sets) if sets else None),
        (desk.text("Mean, single yes-or-no scenarios"), _mean_of_single(desk, single) if single else None),
    )
    counts = (Fact(label, str(len(found))) for label, found in _counts(desk, scorecard))
    return (*shown_facts((label, text, True) for label, text in means), *counts)


def _counts(desk: Desk, scorecard: Scorecard) -> Iterator[tuple[str, tuple[Judged, ...]]]:
    yield desk.text("Scored (N)"), scorecard.scored
    yield desk.text("Void, left out"), scorecard.of(Verdict.VOID)
    yield desk.text("Ambiguous, left out"), scorecard.of(Verdict.AMBIGUOUS)
    yield desk.text("Contradictory outcomes, left out"), scorecard.of(Verdict.CONTRADICTORY)
    yield desk.text("Decided without an earlier forecast"), scorecard.unscored
    yield desk.text("Past due, no outcome on record"), scorecard.of(Verdict.PAST_DUE)
    yield desk.text("Open, with a likelihood"), scorecard.of(Verdict.OPEN)


def _mean_of_sets(desk: Desk, average: Average) -> str:
    return desk.text(
        "{score} (N = {count}). 0 is perfect, 2 the worst; always giving every scenario the same chance would have "
        "scored {even}.",
        score=desk.words.decimal(average.value),
        count=average.count,
        even=desk.words.decimal(average.even_score),
    )


def _mean_of_single(desk: Desk, average: Average) -> str:
    return desk.text(
        "{score} (N = {count}). 0 is perfect, 1 the worst; always saying 50 percent would have scored 0.25.",
        score=desk.words.decimal(average.value),
        count=average.count,
    )


def _left_out(desk: Desk, scorecard: Scorecard) -> Table | None:
    reasons = (
        (desk.text("Void: the question lost its meaning."), scorecard.of(Verdict.VOID)),
        (desk.text("Ambiguous: the criteria do not decide."), scorecard.of(Verdict.AMBIGUOUS)),
        (desk.text("The outcomes on record contradict each other."), scorecard.of(Verdict.CONTRADICTORY)),
        (desk.text("No forecast stood before the outcome."), scorecard.unscored),
        (desk.text("Past due: no outcome is on record."), scorecard.of(Verdict.PAST_DUE)),
    )
    rows = tuple(
        Row(_link(desk, judged.subject), (reason, _due(desk, judged.subject)))
        for reason, found in reasons
        for judged in found
    )
    columns = (Column(desk.text("Question")), Column(desk.text("Why")), Column(desk.text("Due")))
    return Table("cap-left-out", desk.text("What is not scored"), columns, rows, stacked=True) if rows else None


def _due(desk: Desk, subject: Subject) -> Time | None:
    day = due_day(subject)
    return short_day(desk, day) if day else None


def _title(desk: Desk, subject: Subject, question: str) -> str:
    """The question by its name; of a single scenario with the scenario."""
    if subject.is_set:
        return question
    return desk.text("{question} {scenario}", question=question, scenario=_scenario(subject, subject.scenarios[0]))


def _scenario(subject: Subject, name: ItemId) -> str:
    return next(scenario.title for scenario, _ in subject.question.scenarios if scenario.id == name)


def _link(desk: Desk, subject: Subject) -> Link:
    return Link(
        _title(desk, subject, subject.question.outlook.question), Target(subject.question.latest.page, "outlook")
    )


def _score(desk: Desk, judged: Judged, name: str) -> ScoreView:
    subject, question = judged.subject, judged.subject.question
    suffix = question.first.slug if subject.is_set else f"{question.first.slug}-{subject.scenarios[0]}"
    text = question.outlook.text
    return ScoreView(
        anchor=f"score-{suffix}",
        title=_title(desk, subject, name),
        text=desk.at(question.latest).prose(text) if text else None,
        facts=_facts(desk, judged),
        working=_working(desk, judged, name, f"cap-working-{suffix}"),
    )


def _facts(desk: Desk, judged: Judged) -> tuple[Fact, ...]:
    assert judged.value is not None
    assert judged.decided_on is not None
    day = desk.day(judged.decided_on)
    return shown_facts(
        (
            (desk.text("Score"), desk.words.decimal(judged.value)),
            (desk.text("In words"), _in_words(desk, judged.subject), True),
            (desk.text("Forecasts"), _forecasts(desk, judged)),
            (desk.text("What happened"), _happened(desk, judged)),
            (desk.text("Decided"), day),
            (desk.text("Process"), desk.setting(judged.subject.question.latest)),
        )
    )


def _in_words(desk: Desk, subject: Subject) -> str:
    if not subject.is_set:
        return desk.text("0 is perfect, 1 the worst; always saying 50 percent would score 0.25.")
    return desk.text(
        "0 is perfect, 2 the worst; giving each of the {count} scenarios the same chance would score {even}.",
        count=len(subject.scenarios),
        even=desk.words.decimal(subject.even_score),
    )


def _forecasts(desk: Desk, judged: Judged) -> str:
    days = desk.words.count("{n} day", "{n} days", judged.days)
    return desk.text("N = {count}, which stood {days}", count=len(judged.forecasts), days=days)


def _happened(desk: Desk, judged: Judged) -> Value:
    if not judged.subject.is_set:
        return desk.text("It happened.") if judged.happened else desk.text("It did not happen.")
    assert judged.happened is not None
    return _scenario(judged.subject, judged.happened)


def _working(desk: Desk, judged: Judged, question: str, anchor: str) -> Table:
    """Each forecast with the days it stood and its own score: their mean by days is the score."""
    left_out = max(len(judged.forecasts) - ROWS, 0)
    caption = desk.text(
        "The working of “{question}”: how likely each forecast called “{scenario}”",
        scenario=_asked(judged),
        question=question,
    )
    if left_out:
        shown = desk.text("the newest {count} of {all} forecasts", count=ROWS, all=len(judged.forecasts))
        caption = f"{caption} ({shown})"
    columns = (
        Column(desk.text("Forecast of")),
        Column(desk.text("Days it stood"), numeric=True),
        Column(desk.text("Likelihood it gave")),
        Column(desk.text("Its score"), numeric=True),
    )
    rows = tuple(_working_row(desk, judged, forecast) for forecast in judged.forecasts[left_out:])
    return Table(anchor, caption, columns, rows, stacked=True)


def _asked(judged: Judged) -> str:
    return _scenario(judged.subject, judged.happened or judged.subject.scenarios[0])


def _working_row(desk: Desk, judged: Judged, forecast: Forecast) -> Row:
    name = judged.happened or judged.subject.scenarios[0]
    day = Link(desk.words.short_day(forecast.snapshot.as_of), Target(forecast.snapshot.page, "outlook"))
    return Row(day, (str(forecast.days), _given(desk, forecast, name), desk.words.decimal(forecast.score)))


def _given(desk: Desk, forecast: Forecast, name: ItemId) -> Value:
    """The figure as it was given; of a range also what it counts as."""
    outlook = forecast.snapshot.briefing.outlook
    probability = next((one.probability for one in outlook.scenarios if one.id == name), None) if outlook else None
    if probability is None:
        return desk.text("not named: 0 %")
    if not probability.is_range:
        return with_sign(probability)
    counted = desk.words.decimal(forecast.chances[name] * 100, 1)
    return desk.text("{figure}, counted as {counted} %", figure=with_sign(probability), counted=counted)


def _calibration(desk: Desk, calibration: Calibration) -> str:
    counts = {
        "figures": calibration.figures,
        "needed": FIGURES_NEEDED,
        "questions": calibration.questions,
        "questions_needed": QUESTIONS_NEEDED,
    }
    if calibration.is_enough:
        return desk.text(
            "Of what was called 70 percent likely, seven in ten should come true: the nearer to the dashed line, the "
            "better. The number at a dot says how many figures it stands for. N = {figures} figures of {questions} "
            "questions; figures of one question depend on each other.",
            **counts,
        )
    return desk.text(
        "Not enough is decided yet to say whether what is called 70 percent likely comes true seven times in ten: "
        "{figures} of {needed} figures, {questions} of {questions_needed} questions.",
        **counts,
    )


def _percents(values: Sequence[int]) -> tuple[str, ...]:
    return tuple(f"{value}\N{NO-BREAK SPACE}%" for value in values)


def _picture(desk: Desk, calibration: Calibration) -> Picture:
    groups = [Group(one.forecast, one.frequency, one.count) for one in calibration.bins]
    return Picture(
        "picture-reliability",
        desk.text("What was said, and how often it came true"),
        desk.text(
            "A dot for the forecasts of about one likelihood. Above the line more came true than was said, below it "
            "less. The table beside it has every figure."
        ),
        draw_reliability(
            groups,
            _percents((0, 25, 50, 75, 100)),
            desk.text("Likelihood that was given"),
            desk.text("Share that came true"),
        ),
    )


def _bins(desk: Desk, calibration: Calibration) -> Table:
    columns = (
        Column(desk.text("Likelihood that was given")),
        Column(desk.text("N"), numeric=True),
        Column(desk.text("Their mean"), numeric=True),
        Column(desk.text("Came true"), numeric=True),
        Column(desk.text("Share that came true"), numeric=True),
    )
    rows = (
        Row(
            f"{one.low}–{one.high}\N{NO-BREAK SPACE}%",
            (str(one.count), _share(desk, one.forecast), str(one.happened), _share(desk, one.frequency)),
        )
        for one in calibration.bins
    )
    return Table("cap-reliability", desk.text("What was said, and how often it came true"), columns, tuple(rows))


def _share(desk: Desk, share: Decimal) -> str:
    return f"{desk.words.decimal(share * 100, 1)}\N{NO-BREAK SPACE}%"
