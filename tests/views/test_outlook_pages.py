"""The outlook, the scorecard and the histories on a briefing's page: what readers are told of forecasts."""

from __future__ import annotations

from functools import cache

import pytest
from forecasts import EXAMPLE, GOLDEN, GOLDEN_PAGES, NOW, body, example_pages, files_of, outlook
from sites import pages_of

from generator.scores import FIGURES_NEEDED, QUESTIONS_NEEDED


@cache
def pages() -> dict[str, str]:
    return example_pages()


@pytest.mark.parametrize("page", GOLDEN_PAGES)
def test_the_page_is_as_golden(page: str) -> None:
    """Read the diff like code; `python tests/support/forecasts.py` writes them anew."""
    assert body(pages()[page]) == (GOLDEN / page).read_text(encoding="utf-8")


def test_a_briefing_tells_what_was_said_before() -> None:
    """Every figure with its day, up to this snapshot and no further."""
    second = pages()["briefings/river-talks-2025-01-11.md"]
    assert "Likelihood so far: 75\N{NO-BREAK SPACE}% (<a" in second
    assert "→ 35–50\N{NO-BREAK SPACE}% (<a" in second
    assert "Likelihood so far" not in pages()["briefings/river-talks-2025-01-01.md"]


def test_a_decided_snapshot_still_tells_what_was_said() -> None:
    """It has no likelihood of its own."""
    assert pages()["briefings/river-talks-2025-02-20.md"].count("Likelihood so far") == 2


def test_what_did_not_change_is_said_once() -> None:
    """Three snapshots with one figure are one sentence."""
    found = pages_of(
        files_of({"river-talks": {f"2025-0{month}-01": outlook("signed 100") for month in (1, 2, 3)}}), NOW
    )
    assert "Unchanged since" in found["briefings/river-talks-2025-03-01.md"]
    assert ">1 Jan 2025</time>" in found["briefings/river-talks-2025-03-01.md"]


def test_a_long_history_names_its_newest_figures() -> None:
    """A line of two hundred figures would be read by nobody."""
    days = [f"2025-{month:02}-{day:02}" for month in range(1, 9) for day in range(1, 26)]
    snapshots = {day: outlook(f"signed {40 + place % 7}", f"failed {60 - place % 7}") for place, day in enumerate(days)}
    found = pages_of(files_of({"river-talks": snapshots}), NOW)
    last = found[f"briefings/river-talks-{days[-1]}.md"]
    line = next(line for line in last.splitlines() if "Likelihood so far" in line)
    assert line.count("→") == 6
    assert "so far: … → " in line
    assert "176 snapshots are left out here." in found["outlook.md"]
    assert len(found["outlook.md"].encode()) < 100_000


def test_each_history_has_a_name_of_its_own() -> None:
    """The question stands in the caption of its scenarios and of its history, and in the name of its picture."""
    page = pages()["outlook.md"]
    for question in ("Does it hold?", "Is it signed?", "What comes first?"):
        assert page.count(f"How likely each scenario was called, by snapshot: {question}</caption>") == 1
        assert page.count(f"How likely each scenario was called: {question}</title>") == 1
    for question in ("Does it hold?", "Do they meet?"):
        assert page.count(f"Scenarios and their likelihood, in percent: {question}</caption>") == 1
    assert page.count('<figure class="p-picture" aria-labelledby="picture-question-') == page.count("<figure")


def test_two_processes_that_ask_the_same_are_told_apart() -> None:
    """By the process, in headings, captions and the names of pictures; where it is asked once, it stays as asked."""
    snapshots = {"2025-01-01": outlook("signed 75", "failed 25"), "2025-01-11": outlook("signed 60", "failed 40")}
    decided = {"2025-02-20": outlook("signed - yes 2025-02-10", "failed - no 2025-02-10")}
    one, two = files_of({"river-talks": snapshots}), files_of({"river-talks": snapshots, "sea-talks": snapshots})
    both = pages_of(two, NOW)["outlook.md"]
    for name in ("Is it signed? (River talks)", "Is it signed? (Sea talks)"):
        assert both.count(f"### {name} {{") == 1
        assert both.count(f"in percent: {name}</caption>") == 1
        assert both.count(f"by snapshot: {name}</caption>") == 1
        assert both.count(f"was called: {name}</title>") == 1
    assert "### Is it signed? {" in pages_of(one, NOW)["outlook.md"]
    told = pages_of(files_of({"river-talks": snapshots | decided, "sea-talks": snapshots | decided}), NOW)
    assert "### Is it signed? (River talks) {" in told["scorecard.md"]
    assert "The working of “Is it signed? (Sea talks)”" in told["scorecard.md"]


def test_a_question_past_due_says_so() -> None:
    """The day has passed, and nobody has said what happened."""
    head, _, rest = pages()["outlook.md"].partition("### Do they meet?")
    assert "Its day has passed, and no outcome is on record." in rest.partition("###")[0]
    assert "Its day has passed" not in head


def test_a_single_snapshot_has_no_picture() -> None:
    """One figure of one day is no history."""
    section = pages()["outlook.md"].partition("### Do they meet?")[2].partition("\n##")[0]
    assert "<table" in section
    assert "<figure" not in section


def test_every_score_says_what_it_means() -> None:
    """N, the best, the worst, and what even chances would score stand beside it."""
    card = pages()["scorecard.md"]
    assert "0 is perfect, 2 the worst; giving each of the 2 scenarios the same chance would score 0.50." in card
    assert "0 is perfect, 1 the worst; always saying 50 percent would score 0.25." in card
    assert "(N = 1). 0 is perfect, 2 the worst" in card


def test_what_is_left_out_is_counted_and_named() -> None:
    """Void, past due: each with its reason."""
    card = pages()["scorecard.md"]
    assert "Void: the question lost its meaning." in card
    assert "Past due: no outcome is on record." in card


def test_a_question_without_a_likelihood_is_no_open_forecast() -> None:
    """The outlook lists it as open; the scorecard counts forecasts, and says so."""
    unrated = outlook("signed", "failed", horizon="2026-06-30")
    found = pages_of(files_of({"river-talks": {"2025-01-01": unrated}}), NOW)
    assert "### Is it signed?" in found["outlook.md"].partition("## Open questions")[2]
    assert "<dt>Open, with a likelihood</dt>\n<dd>0</dd>" in found["scorecard.md"]
    assert "gives none of its scenarios a likelihood is no forecast" in found["scorecard.md"]


def test_without_enough_figures_there_is_a_sentence_and_no_diagram() -> None:
    """It says how many there are and how many it takes."""
    card = pages()["scorecard.md"]
    assert f"5 of {FIGURES_NEEDED} figures, 2 of {QUESTIONS_NEEDED} questions" in card
    assert "<svg" not in card


def test_with_enough_figures_there_is_a_diagram_and_its_table() -> None:
    """Everything the picture shows stands in the table."""
    decided = outlook("signed 60 yes 2025-02-01", "failed 30", "merged 10")
    found = pages_of(files_of({f"talks-{place}": {"2025-01-01": decided} for place in range(10)}), NOW)["scorecard.md"]
    assert found.count('<circle class="p-pic-marker') == 3
    assert found.count('<tr role="row"><th scope="row" role="rowheader">') >= 3
    assert "60–70\N{NO-BREAK SPACE}%" in found


def test_every_question_stands_on_the_outlook_once() -> None:
    """However many snapshots ask it."""
    assert pages()["outlook.md"].count("\n### ") == len(EXAMPLE)
