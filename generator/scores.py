"""How good the forecasts were: Brier scores of what is decided, and how often what was called likely came true.

All figures are Decimal: what an author typed is scored as typed. The rules, which the scorecard tells its readers:

- A question of which exactly one scenario comes true is scored as a whole, 0 to 2. Every scenario of another question
  is a yes-or-no question of its own, 0 to 1.
- A range counts by its midpoint. Midpoints of an exclusive set are scaled to sum to 1 where they do not.
- A forecast stands until the next snapshot that gives figures, at most until the day of the outcome, and weighs the
  days it stood. What is said on that day or later is no forecast.
- Of an exclusive set a snapshot counts where it gives every scenario a figure; one that it does not name had 0.
- Void and ambiguous outcomes are left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from itertools import pairwise

from generator.catalogue import Catalogue, Snapshot
from generator.model.outlook import Outlook, Scenario
from generator.model.values import ItemId, Probability
from generator.model.vocabulary import Outcome
from generator.questions import Asked, Decision, Question, questions

ZERO, ONE, PERCENT = Decimal(0), Decimal(1), Decimal(100)


def midpoint(probability: Probability) -> Decimal:
    """A likelihood as one figure from 0 to 1: of a range the middle."""
    return (probability.low + probability.high) / (2 * PERCENT)


def brier_score(forecast: Sequence[Decimal], outcome: int) -> Decimal:
    """Sum of squared errors of a probability set, 0 (perfect) to 2.

    `forecast` holds one probability (0 to 1) a scenario, in the outlook's order; `outcome` is the index of the one that
    happened. Always saying the same of k scenarios scores (k - 1) / k.
    Source: Brier (1950), Verification of forecasts expressed in terms of probability, the original multi-category form.
    """
    errors = (chance - (ONE if index == outcome else ZERO) for index, chance in enumerate(forecast))
    return sum((error * error for error in errors), ZERO)


def binary_brier_score(forecast: Decimal, *, happened: bool) -> Decimal:
    """Squared error of one probability, 0 (perfect) to 1; always saying one half scores 0.25.

    It is half of what `brier_score` gives for the pair of a thing and its opposite.
    Source: Brier (1950), for two categories, halved as is usual since.
    """
    error = forecast - (ONE if happened else ZERO)
    return error * error


def weighted_mean(values: Iterable[tuple[Decimal, int]]) -> Decimal | None:
    """The mean of values by their weights, which are days; None where nothing weighs anything."""
    pairs = tuple(values)
    weight = sum(days for _, days in pairs)
    return sum((value * days for value, days in pairs), ZERO) / weight if weight else None


def mean(values: Sequence[Decimal]) -> Decimal | None:
    """The plain mean; None of nothing."""
    return weighted_mean((value, 1) for value in values)


class Verdict(Enum):
    """What became of something that was forecast."""

    OPEN = auto()
    PAST_DUE = auto()
    """Its day has passed and no outcome is on record."""
    DECIDED = auto()
    AMBIGUOUS = auto()
    VOID = auto()
    CONTRADICTORY = auto()
    """Exactly one scenario was to come true, and the outcomes on record name none, or several."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is scored: a question as a whole, where its scenarios exclude each other, or one scenario of another."""

    question: Question
    scenarios: tuple[ItemId, ...]

    @property
    def is_set(self) -> bool:
        """Whether it is scored over all its scenarios, 0 to 2."""
        return self.question.is_exclusive

    @property
    def even_score(self) -> Decimal:
        """What one would score who always gives every scenario the same chance."""
        count = Decimal(len(self.scenarios))
        return (count - 1) / count if self.is_set else Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Forecast:
    """What one snapshot said, 0 to 1 a scenario, the days it stood before the outcome, and its own score."""

    snapshot: Snapshot
    chances: Mapping[ItemId, Decimal]
    days: int
    score: Decimal


@dataclass(frozen=True, slots=True)
class Judged:
    """A subject and what became of it.

    `happened` is the scenario that came true, `decided_on` the day of the outcome; both are None but for what is
    decided, and `happened` is None too where a single scenario did not come true. `value` is the score by days; it is
    None where no forecast stood before the outcome.
    """

    subject: Subject
    verdict: Verdict
    happened: ItemId | None = None
    decided_on: date | None = None
    forecasts: tuple[Forecast, ...] = ()
    value: Decimal | None = None

    @property
    def days(self) -> int:
        """How long its forecasts stood."""
        return sum(forecast.days for forecast in self.forecasts)


@dataclass(frozen=True, slots=True)
class Average:
    """The mean score of several subjects, what even chances would have scored on them, and how many they are."""

    value: Decimal
    even_score: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything that was ever forecast, that decided last first."""

    judged: tuple[Judged, ...]

    @property
    def scored(self) -> tuple[Judged, ...]:
        """What is decided and was forecast before."""
        return tuple(one for one in self.judged if one.value is not None)

    @property
    def unscored(self) -> tuple[Judged, ...]:
        """What is decided without a forecast that stood before."""
        return tuple(one for one in self.judged if one.verdict is Verdict.DECIDED and one.value is None)

    def of(self, verdict: Verdict) -> tuple[Judged, ...]:
        """Everything of one verdict."""
        return tuple(one for one in self.judged if one.verdict is verdict)

    def average(self, *, of_sets: bool) -> Average | None:
        """The mean over questions scored as a whole, or over single scenarios: the two scales are never mixed."""
        chosen = [one for one in self.scored if one.subject.is_set is of_sets]
        values = [one.value for one in chosen if one.value is not None]
        value, even_score = mean(values), mean([one.subject.even_score for one in chosen])
        return None if value is None or even_score is None else Average(value, even_score, len(chosen))


def make_scorecard(catalogue: Catalogue) -> Scorecard:
    """Every question of the catalogue with what became of it, on the catalogue's day."""
    judged = (judge(subject, catalogue.today) for question in questions(catalogue) for subject in subjects(question))
    return Scorecard(tuple(sorted(judged, key=_latest_first)))


def _latest_first(judged: Judged) -> tuple[int, str]:
    day = judged.decided_on or judged.subject.question.latest.as_of
    return -day.toordinal(), judged.subject.question.first.slug


def subjects(question: Question) -> Iterator[Subject]:
    """What a question is scored by: itself, or each of its scenarios. Where no figure was ever given, nothing."""
    names = tuple(scenario.id for scenario, _ in question.scenarios)
    if question.is_exclusive:
        if any(question.history(name) for name in names):
            yield Subject(question, names)
        return
    yield from (Subject(question, (name,)) for name in names if question.history(name))


def judge(subject: Subject, today: date) -> Judged:
    """A subject with what became of it by `today`, scored where it is decided."""
    decisions = {name: decision for name in subject.scenarios if (decision := subject.question.decision(name))}
    verdict = verdict_of(subject, decisions, today)
    if verdict is not Verdict.DECIDED:
        return Judged(subject, verdict)
    happened = next((name for name, decision in decisions.items() if decision.outcome is Outcome.YES), None)
    decided_on = subject.question.decided_on(happened or subject.scenarios[0])
    forecasts = tuple(_forecasts(subject, happened, decided_on)) if decided_on else ()
    value = weighted_mean((forecast.score, forecast.days) for forecast in forecasts)
    return Judged(subject, verdict, happened, decided_on, forecasts, value)


def verdict_of(subject: Subject, decisions: Mapping[ItemId, Decision], today: date) -> Verdict:
    """What became of a subject. Of a set one `yes` is enough, since it says `no` of the others."""
    outcomes = [decision.outcome for decision in decisions.values()]
    if outcomes.count(Outcome.YES) == 1 or (outcomes == [Outcome.NO] and not subject.is_set):
        return Verdict.DECIDED
    if Outcome.YES in outcomes:
        return Verdict.CONTRADICTORY
    if Outcome.VOID in outcomes:
        return Verdict.VOID
    if Outcome.AMBIGUOUS in outcomes:
        return Verdict.AMBIGUOUS
    if len(outcomes) == len(subject.scenarios):
        return Verdict.CONTRADICTORY
    due = due_day(subject)
    return Verdict.PAST_DUE if due and due < today else Verdict.OPEN


def due_day(subject: Subject) -> date | None:
    """The day by which it is to be decided: the latest that its scenarios name, else the question's horizon."""
    named = [one.resolution.by for one in _scenarios(subject) if one.resolution and one.resolution.by]
    return max(named, default=subject.question.horizon)


def _scenarios(subject: Subject) -> Iterator[Scenario]:
    return (scenario for scenario, _ in subject.question.scenarios if scenario.id in subject.scenarios)


def _forecasts(subject: Subject, happened: ItemId | None, end: date) -> Iterator[Forecast]:
    """The forecasts that stood at least a day before the outcome, oldest first, each with its score."""
    given = [(asked.snapshot, chances) for asked in subject.question.asked if (chances := _chances(subject, asked))]
    limits = [*(min(snapshot.as_of, end) for snapshot, _ in given), end]
    for (snapshot, chances), (start, stop) in zip(given, pairwise(limits), strict=True):
        if days := (stop - start).days:
            yield Forecast(snapshot, chances, days, _score(subject, chances, happened))


def _chances(subject: Subject, asked: Asked) -> dict[ItemId, Decimal]:
    """What one snapshot said of a subject; nothing where figures are missing."""
    if subject.is_set:
        return _chances_of_set(asked.outlook)
    chosen = (scenario for scenario in asked.outlook.scenarios if scenario.id in subject.scenarios)
    return {scenario.id: midpoint(scenario.probability) for scenario in chosen if scenario.probability}


def _chances_of_set(outlook: Outlook) -> dict[ItemId, Decimal]:
    found = {one.id: midpoint(one.probability) for one in outlook.scenarios if one.probability}
    total = sum(found.values(), ZERO)
    if not outlook.exclusive or len(found) < len(outlook.scenarios) or not total:
        return {}
    return found if total == ONE else {name: chance / total for name, chance in found.items()}


def _score(subject: Subject, chances: Mapping[ItemId, Decimal], happened: ItemId | None) -> Decimal:
    if happened is not None and subject.is_set:
        forecast = [chances.get(name, ZERO) for name in subject.scenarios]
        return brier_score(forecast, subject.scenarios.index(happened))
    return binary_brier_score(chances[subject.scenarios[0]], happened=happened is not None)


FIGURES_NEEDED = 30
QUESTIONS_NEEDED = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The forecasts from `low` up to `high` percent (the last bin holds 100 too), and how many of them came true.

    It is never empty.
    """

    low: int
    high: int
    chances: tuple[Decimal, ...]
    happened: int

    @property
    def count(self) -> int:
        """How many forecasts are in it."""
        return len(self.chances)

    @property
    def forecast(self) -> Decimal:
        """The mean of what was said, 0 to 1."""
        return sum(self.chances, ZERO) / self.count

    @property
    def frequency(self) -> Decimal:
        """The share of them that came true, 0 to 1."""
        return Decimal(self.happened) / self.count


@dataclass(frozen=True, slots=True)
class Calibration:
    """How often what was called likely came true; `bins` holds no empty one.

    Figures of one question are not independent, so that many questions are needed and not only many figures.
    Source: reliability diagram, after Murphy and Winkler (1977), Reliability of subjective probability forecasts.
    """

    bins: tuple[Bin, ...]
    figures: int
    questions: int

    @property
    def is_enough(self) -> bool:
        """Whether there are enough figures and questions for a diagram."""
        return self.figures >= FIGURES_NEEDED and self.questions >= QUESTIONS_NEEDED


def calibrate(scorecard: Scorecard) -> Calibration:
    """The figures of everything that is scored, each scenario of each forecast once, in ten bins."""
    pairs = [
        (chance, name == one.happened)
        for one in scorecard.scored
        for forecast in one.forecasts
        for name, chance in forecast.chances.items()
    ]
    asked = {one.subject.question.first.slug for one in scorecard.scored}
    return Calibration(tuple(bins(pairs)), len(pairs), len(asked))


def bins(pairs: Iterable[tuple[Decimal, bool]]) -> Iterator[Bin]:
    """Forecasts (0 to 1) with what happened, in bins ten percent wide, without the empty ones, ascending."""
    found: dict[int, list[tuple[Decimal, bool]]] = {}
    for chance, happened in pairs:
        found.setdefault(min(int(chance * 10), 9), []).append((chance, happened))
    for place, members in sorted(found.items()):
        yield Bin(
            place * 10,
            place * 10 + 10,
            tuple(chance for chance, _ in members),
            sum(happened for _, happened in members),
        )
