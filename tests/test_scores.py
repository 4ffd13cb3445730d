"""Brier scores, worked by hand and held against scikit-learn; and what is scored, what is left out, what is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from forecasts import NOW, catalogue, catalogue_of, outlook
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss  # type: ignore[import-untyped]

from generator.catalogue import make_catalogue
from generator.model.values import Probability
from generator.reading.files import find_files
from generator.reading.library import read_library
from generator.scores import (
    Calibration,
    Judged,
    Verdict,
    binary_brier_score,
    bins,
    brier_score,
    calibrate,
    make_scorecard,
    midpoint,
    weighted_mean,
)

ROOT = Path(__file__).resolve().parent.parent


def decimals(*typed: str) -> list[Decimal]:
    return [Decimal(one) for one in typed]


def judged(snapshots: Mapping[str, str]) -> Judged:
    """The one thing judged in the snapshots of a process."""
    (found,) = make_scorecard(catalogue(snapshots)).judged
    return found


# Hand-worked: (0.45 - 0)² + (0.25 - 1)² + (0.30 - 0)² = 0.2025 + 0.5625 + 0.0900 = 0.8550
def test_three_scenarios_worked_by_hand() -> None:
    """The second of three came true."""
    assert brier_score(decimals("0.45", "0.25", "0.30"), 1) == Decimal("0.8550")


# Hand-worked: (0.70 - 1)² = 0.09, and for the two categories 0.09 + (0.30 - 0)² = 0.18, twice as much.
def test_one_probability_worked_by_hand() -> None:
    """The binary score is half of the score over a thing and its opposite."""
    assert binary_brier_score(Decimal("0.70"), happened=True) == Decimal("0.09")
    assert brier_score(decimals("0.70", "0.30"), 0) == Decimal("0.18")


# Hand-worked: 7 days at 0.125 and 58 days at 0.66125: (0.875 + 38.3525) / 65 = 39.2275 / 65 = 0.6035
def test_weights_worked_by_hand() -> None:
    """A forecast that stood eight times as long weighs eight times as much."""
    assert weighted_mean([(Decimal("0.125"), 7), (Decimal("0.66125"), 58)]) == Decimal("0.6035")
    assert weighted_mean([]) is None


def parts(draw: st.DrawFn) -> list[Decimal]:
    """A probability set: figures from 0 to 1, exact to a thousandth, that sum to 1."""
    cuts = sorted(draw(st.lists(st.integers(0, 1000), min_size=1, max_size=6)))
    return [Decimal(high - low) / 1000 for low, high in zip([0, *cuts], [*cuts, 1000], strict=True)]


SETS = st.composite(parts)()


@given(SETS, st.data())
def test_a_score_lies_between_perfect_and_worst(forecast: Sequence[Decimal], data: st.DataObject) -> None:
    """From 0, which only certainty of what happened reaches, to 2."""
    outcome = data.draw(st.integers(0, len(forecast) - 1))
    score = brier_score(forecast, outcome)
    assert 0 <= score <= 2
    assert (score == 0) == (forecast[outcome] == 1)


@given(SETS, st.data())
def test_the_order_of_scenarios_does_not_count(forecast: Sequence[Decimal], data: st.DataObject) -> None:
    """Any other order, with the same scenario come true, scores the same."""
    outcome = data.draw(st.integers(0, len(forecast) - 1))
    order = data.draw(st.permutations(range(len(forecast))))
    assert brier_score([forecast[place] for place in order], order.index(outcome)) == brier_score(forecast, outcome)


@given(SETS.filter(lambda forecast: len(forecast) > 2), st.data())
def test_many_scenarios_agree_with_scikit_learn(forecast: Sequence[Decimal], data: st.DataObject) -> None:
    """The multi-category form, unhalved."""
    outcome = data.draw(st.integers(0, len(forecast) - 1))
    theirs = brier_score_loss(
        [outcome], [[float(chance) for chance in forecast]], labels=range(len(forecast)), scale_by_half=False
    )
    assert float(brier_score(forecast, outcome)) == pytest.approx(theirs)


@given(st.lists(st.tuples(st.integers(0, 100), st.booleans(), st.integers(1, 400)), min_size=1, max_size=8))
def test_probabilities_by_days_agree_with_scikit_learn(forecasts: list[tuple[int, bool, int]]) -> None:
    """The binary form, each forecast weighted by the days it stood."""
    ours = weighted_mean(
        (binary_brier_score(Decimal(percent) / 100, happened=happened), days) for percent, happened, days in forecasts
    )
    theirs = brier_score_loss(
        [happened for _, happened, _ in forecasts],
        [percent / 100 for percent, _, _ in forecasts],
        sample_weight=[days for *_, days in forecasts],
        labels=[False, True],
    )
    assert float(ours or 0) == pytest.approx(theirs)


@given(st.integers(2, 12))
def test_even_chances_score_what_the_page_says(count: int) -> None:
    """Who always gives k scenarios the same chance scores (k - 1) / k."""
    even = [Decimal(1) / count] * count
    assert brier_score(even, 0) == pytest.approx(Decimal(count - 1) / count)


def test_a_range_counts_by_its_midpoint() -> None:
    """Of 35 to 50 percent that is 42.5, of a point the point."""
    assert midpoint(Probability(Decimal(35), Decimal(50))) == Decimal("0.425")
    assert midpoint(Probability(Decimal(35), Decimal(35))) == Decimal("0.35")


def test_midpoints_of_an_exclusive_set_are_scaled_to_one() -> None:
    """10 to 40 and 50 to 80 have the middles 25 and 65, of 90: they count as 25/90 and 65/90."""
    found = judged({"2025-01-01": outlook("signed [10,40] yes 2025-02-01", "failed [50,80]")})
    wrong = Decimal(65) / 90
    assert found.value == pytest.approx(2 * wrong * wrong)


def test_a_forecast_weighs_the_days_it_stood() -> None:
    """75 percent stood 10 days, 40 stood 30, for what came true: (10 x 0.125 + 30 x 0.72) / 40 = 0.57125."""
    found = judged(
        {
            "2025-01-01": outlook("signed 75", "failed 25"),
            "2025-01-11": outlook("signed 40", "failed 60"),
            "2025-03-01": outlook("signed - yes 2025-02-10", "failed - no 2025-02-10"),
        }
    )
    assert [(forecast.days, forecast.score) for forecast in found.forecasts] == [
        (10, Decimal("0.1250")),
        (30, Decimal("0.7200")),
    ]
    assert found.value == Decimal("0.57125")


def test_what_is_said_on_the_day_of_the_outcome_is_no_forecast() -> None:
    """Hindsight improves no score, and alone gives none."""
    early = {"2025-01-01": outlook("signed 50", "failed 50")}
    late = {"2025-01-31": outlook("signed 100 yes 2025-01-31", "failed 0")}
    assert judged({**early, **late}).value == Decimal("0.50")
    assert (judged(late).verdict, judged(late).value) == (Verdict.DECIDED, None)


def test_the_outcome_may_be_written_into_the_snapshot_that_forecast_it() -> None:
    """Its figures are of its own day, so they are scored up to the day of the outcome."""
    found = judged({"2025-01-01": outlook("signed 80 yes 2025-01-21", "failed 20 no 2025-01-21")})
    assert (found.days, found.value) == (20, Decimal("0.08"))


def test_a_snapshot_without_figures_leaves_the_last_ones_standing() -> None:
    """So does one that gives figures to some scenarios of an exclusive set only."""
    found = judged(
        {
            "2025-01-01": outlook("signed 80", "failed 20"),
            "2025-01-05": outlook("signed -", "failed -"),
            "2025-01-09": outlook("signed 10", "failed -"),
            "2025-01-20": outlook("signed - yes 2025-01-11", "failed -"),
        }
    )
    assert [(forecast.days, forecast.score) for forecast in found.forecasts] == [(10, Decimal("0.08"))]


def test_a_scenario_nobody_named_had_no_chance() -> None:
    """A set that left out what came true was sure of something else: (1 - 0)² for it, and the squares of the others."""
    found = judged(
        {
            "2025-01-01": outlook("signed 60", "failed 40"),
            "2025-02-01": outlook("signed 30", "failed 30", "merged 40 yes 2025-02-01"),
        }
    )
    assert found.value == Decimal("1") + Decimal("0.36") + Decimal("0.16")


def test_scenarios_that_do_not_exclude_each_other_are_scored_one_by_one() -> None:
    """Each is a yes-or-no question on the scale from 0 to 1."""
    found = catalogue(
        {"2025-01-01": outlook("signed 70 yes 2025-02-01", "monitored 40 no 2025-02-01", "fed 50", exclusive=False)}
    )
    scorecard = make_scorecard(found)
    assert [one.value for one in scorecard.scored] == decimals("0.09", "0.16")
    average = scorecard.average(of_sets=False)
    assert average is not None
    assert (average.value, average.even_score, average.count) == (Decimal("0.125"), Decimal("0.25"), 2)
    assert scorecard.average(of_sets=True) is None
    assert len(scorecard.of(Verdict.PAST_DUE)) == 1


@pytest.mark.parametrize(
    ("scenarios", "horizon", "verdict"),
    [
        (("signed 60", "failed 40"), "2026-06-30", Verdict.OPEN),
        (("signed 60", "failed 40"), "2025-12-31", Verdict.PAST_DUE),
        (("signed 60 no 2025-02-01", "failed 40"), "2026-06-30", Verdict.OPEN),
        (("signed 60", "failed 40 yes 2025-02-01"), "2026-06-30", Verdict.DECIDED),
        (("signed 60 void", "failed 40 void"), "2025-12-31", Verdict.VOID),
        (("signed 60 ambiguous", "failed 40 no"), "2025-12-31", Verdict.AMBIGUOUS),
        (("signed 60 yes", "failed 40 yes"), "2025-12-31", Verdict.CONTRADICTORY),
        (("signed 60 no", "failed 40 no"), "2025-12-31", Verdict.CONTRADICTORY),
    ],
)
def test_an_exclusive_question_has_one_verdict(scenarios: tuple[str, ...], horizon: str, verdict: Verdict) -> None:
    """Open, past due, decided, void, ambiguous, or with outcomes that cannot all be right; only one is scored."""
    found = judged({"2025-01-01": outlook(*scenarios, horizon=horizon)})
    assert (found.verdict, found.value is not None) == (verdict, verdict is Verdict.DECIDED)


def test_a_question_without_any_figure_is_not_judged() -> None:
    """Nothing was forecast, so nothing is owed."""
    assert make_scorecard(catalogue({"2025-01-01": outlook("signed - yes", "failed -")})).judged == ()


def test_the_examples_score_as_worked_by_hand() -> None:
    """Colombia 0.6035 (above), Ethiopia 0.8550 (above), Ukraine 2 x (1 - 0.775)² = 0.10125; mean 1.55975 / 3."""
    read = read_library(find_files(ROOT, "briefings").yaml, "briefings")
    scorecard = make_scorecard(make_catalogue(read, NOW.replace(year=2027)))
    found = {one.subject.question.latest.briefing.process: one.value for one in scorecard.scored}
    assert found == {
        "colombia-farc-2016": Decimal("0.6035"),
        "ethiopia-tigray-2022": Decimal("0.8550"),
        "ukraine-russia-2025": Decimal("0.10125"),
    }
    average = scorecard.average(of_sets=True)
    assert average is not None
    assert average.count == 3
    assert average.value == pytest.approx(Decimal("1.55975") / 3)


def test_bins_are_ten_and_hold_their_lower_edge() -> None:
    """10 percent falls into 10 to 20, 100 into the last."""
    found = list(bins([(Decimal("0.1"), True), (Decimal("0.19"), False), (Decimal(1), True), (Decimal("0.9"), True)]))
    assert [(one.low, one.high, one.count, one.happened) for one in found] == [(10, 20, 2, 1), (90, 100, 2, 2)]
    assert (found[0].forecast, found[0].frequency) == (Decimal("0.145"), Decimal("0.5"))


@given(st.lists(st.tuples(st.integers(0, 100), st.booleans())))
def test_every_figure_falls_into_one_bin(figures: list[tuple[int, bool]]) -> None:
    """Nothing is counted twice or lost, and a bin's mean lies in the bin."""
    found = list(bins((Decimal(percent) / 100, happened) for percent, happened in figures))
    assert sum(one.count for one in found) == len(figures)
    assert sum(one.happened for one in found) == sum(happened for _, happened in figures)
    assert all(one.low <= one.forecast * 100 <= one.high for one in found)


def calibration(number: int) -> Calibration:
    """The calibration of so many decided questions, each with three figures."""
    decided = outlook("signed 60 yes 2025-02-01", "failed 30", "merged 10")
    processes = {f"talks-{place}": {"2025-01-01": decided} for place in range(number)}
    return calibrate(make_scorecard(catalogue_of(processes)))


def test_a_diagram_needs_figures_and_questions() -> None:
    """30 figures of at least 10 questions are enough, 27 of 9 are not."""
    assert (calibration(9).figures, calibration(9).is_enough) == (27, False)
    assert (calibration(10).figures, calibration(10).is_enough) == (30, True)
