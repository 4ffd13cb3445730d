"""`parley new` writes a draft that is sound from its first line, and never writes over anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from command_line import SMALLEST
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.placeholder import PLACEHOLDERS
from generator.commands.new import Draft
from generator.model.briefing import Briefing
from generator.model.values import read_day
from generator.reading.briefing import read_section
from generator.reading.document import parse_document

Parley = Callable[..., Result]

REGISTRY = "minsk: {title: The Minsk process, status: collapsed}\n"


def test_a_draft_is_written_and_clean(parley: Parley, site: Path) -> None:
    """Its place follows its day, and `parley check` finds nothing in it, not even a warning."""
    done = parley("new", "river-line", "--players", "ua,ru", "--as-of", "2024-05-01", "--title", "A line: at the river")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("Wrote briefings/2024/river-line.yaml.")
    text = (site / "briefings/2024/river-line.yaml").read_text(encoding="utf-8")
    assert "title: 'A line: at the river'\n" in text
    assert "as_of: 2024-05-01\n" in text
    assert "status: draft\n" in text
    assert "players: [ua, ru]\n" in text
    assert parley("check", "--strict").stderr == "No problems in 2 briefings.\n"


def test_a_draft_is_not_published_as_it_was_written(parley: Parley, site: Path) -> None:
    """Whoever only changes the status is told of each text that is still to be written."""
    parley("new", "river-line", "--players", "ua,ru")
    draft = site / "briefings/2025/river-line.yaml"
    draft.write_text(draft.read_text("utf-8").replace("status: draft", "status: published"), encoding="utf-8")
    told = parley("check")
    assert told.exit_code == 1
    assert told.stdout.count(": placeholder: ") == len(PLACEHOLDERS) == 5


def test_what_is_not_said_is_sensible(parley: Parley, site: Path) -> None:
    """Today, and the slug as a title."""
    assert parley("new", "river-line", "--players", "no").exit_code == 0
    text = (site / "briefings/2025/river-line.yaml").read_text(encoding="utf-8")
    assert "title: River line\n" in text
    assert "as_of: 2025-09-01\n" in text
    assert "players: [no]\n" in text


def test_the_draft_explains_itself_in_short(parley: Parley, site: Path) -> None:
    """It fits a screen, and no comment stands behind a value."""
    parley("new", "river-line", "--players", "ua")
    lines = (site / "briefings/2025/river-line.yaml").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 35
    assert all(line.lstrip().startswith("#") for line in lines if "#" in line)
    assert max(map(len, lines)) <= 120


def test_a_process_of_the_registry_is_taken(parley: Parley, site: Path) -> None:
    """One that is not in it is refused in the words of a check."""
    (site / "briefings/registry").mkdir()
    (site / "briefings/registry/processes.yaml").write_text(REGISTRY, encoding="utf-8")
    wrong = parley("new", "truce", "--players", "ua,ru", "--process", "minks")
    assert wrong.exit_code == 2
    assert "unknown-process: no process 'minks'" in wrong.stderr
    assert "did you mean 'minsk'?" in wrong.stderr
    assert wrong.stderr.endswith("Nothing was written.\n")
    assert not (site / "briefings/2025/truce.yaml").exists()
    assert parley("new", "truce", "--players", "ua,ru", "--process", "minsk").exit_code == 0
    assert "process: minsk\n" in (site / "briefings/2025/truce.yaml").read_text(encoding="utf-8")


def test_nothing_is_written_over(parley: Parley, site: Path) -> None:
    """What is there stays, byte for byte."""
    before = (site / "briefings/2025/guarantees.yaml").read_bytes()
    done = parley("new", "guarantees", "--players", "ua")
    assert done.exit_code == 2
    assert done.stderr == "briefings/2025/guarantees.yaml is there already. Edit it, or choose another slug.\n"
    assert (site / "briefings/2025/guarantees.yaml").read_bytes() == before


def test_a_slug_that_is_taken_elsewhere_is_refused(parley: Parley, site: Path) -> None:
    """Another year's briefing has it: the two would have one address."""
    done = parley("new", "guarantees", "--players", "ua", "--as-of", "2024-01-01")
    assert done.exit_code == 2
    assert "duplicate-slug" in done.stderr
    assert not (site / "briefings/2024").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("River_Line", "--players", "ua"), "SLUG: bad-id: 'River_Line' is not an id"),
        (("../river", "--players", "ua"), "SLUG: bad-id: '../river' is not an id"),
        (("river", "--players", "Kyiv"), "--players: bad-id: 'Kyiv' is not an id"),
        (("river", "--players", "ua,"), "--players: bad-id: '' is not an id"),
        (("river", "--players", "ua,atlantis"), "unknown-player: no player 'atlantis'"),
        (("river", "--players", "ua,ua"), "'ua'"),
        (("river", "--players", "ua", "--as-of", "17 August"), "--as-of: bad-date: '17 August' is not a date"),
        (("river", "--players", "ua", "--as-of", "2025-02-30"), "there is no day 2025-02-30"),
        (("river", "--players", "ua", "--title", " "), "empty-value: there is no text here"),
        (("river", "--players", "ua", "--title", "a\u202eb"), "invisible-character: U+202E"),
        (("river",), "--players is missing"),
    ],
)
def test_what_is_wrong_is_refused(parley: Parley, site: Path, arguments: tuple[str, ...], said: str) -> None:
    """In the words of `parley check`; no file and no folder is left."""
    before = sorted(site.rglob("*"))
    done = (
        parley("new", *arguments, "--as-of", "2023-01-01") if "--as-of" not in arguments else parley("new", *arguments)
    )
    assert done.exit_code == 2
    assert said in done.stderr
    assert sorted(site.rglob("*")) == before


def test_trouble_elsewhere_does_not_keep_one_from_writing(parley: Parley, site: Path) -> None:
    """Only what the draft itself brings in is held against it."""
    (site / "briefings/2025/broken.yaml").write_text("title: [", encoding="utf-8")
    assert parley("new", "river", "--players", "ua").exit_code == 0


def test_a_folder_that_leads_outside_is_not_written_to(parley: Parley, site: Path, tmp_path: Path) -> None:
    """A link named as a year would take the draft out of the site."""
    (tmp_path / "elsewhere").mkdir()
    (site / "briefings/2024").symlink_to(tmp_path / "elsewhere")
    done = parley("new", "river", "--players", "ua", "--as-of", "2024-01-01")
    assert done.exit_code == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_terminal_is_asked(parley: Parley, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For what no option says, with what is sensible ready; an answer of the wrong form is asked for again."""
    monkeypatch.setattr("generator.commands.new._is_terminal", lambda: True)
    done = parley("new", "river-line", "--title", "At the river", answers="yesterday\n2024-05-01\nKyiv\nua, ru\n\n")
    assert done.exit_code == 0, done.stderr
    assert "Title" not in done.stderr
    assert "The day it describes [2025-09-01]" in done.stderr
    assert "'yesterday' is not a date" in done.stderr
    assert "'Kyiv' is not an id" in done.stderr
    text = (site / "briefings/2024/river-line.yaml").read_text(encoding="utf-8")
    assert "players: [ua, ru]\n" in text
    assert "# process: its-id\n" in text


def test_an_id_that_is_not_known_is_asked_for_again(
    parley: Parley, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once, in the words of a check; the other answers stay."""
    monkeypatch.setattr("generator.commands.new._is_terminal", lambda: True)
    (site / "briefings/registry").mkdir()
    (site / "briefings/registry/processes.yaml").write_text(REGISTRY, encoding="utf-8")
    players, processes = "ua, atlantis\nua, uk\nua, ru\n", "The Minks\nminks\nminsk\n"
    done = parley("new", "river-line", answers=f"\nAt the river\n{players}{processes}")
    assert done.exit_code == 0, done.stderr
    assert "Error: unknown-player: no player 'atlantis' (add it to" in done.stderr
    assert "Error: unknown-player: no player 'uk' (write 'gb' for the United Kingdom, 'ua' for Ukraine, " in done.stderr
    assert "Error: bad-id: 'The Minks' is not an id" in done.stderr
    assert "Error: unknown-process: no process 'minks' (did you mean 'minsk'?)" in done.stderr
    assert done.stderr.count("Title") == 1
    text = (site / "briefings/2025/river-line.yaml").read_text(encoding="utf-8")
    assert "title: At the river\n" in text
    assert "players: [ua, ru]\n" in text
    assert "process: minsk\n" in text


def test_an_answer_is_not_held_to_what_another_one_broke(
    parley: Parley, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A title that cannot be written ends the command, with no question asked for ever."""
    monkeypatch.setattr("generator.commands.new._is_terminal", lambda: True)
    done = parley("new", "river-line", "--title", "a\u202eb", answers="\nua\n\n")
    assert done.exit_code == 2
    assert "invisible-character: U+202E" in done.stderr
    assert done.stderr.endswith("Nothing was written.\n")


def test_questions_can_be_left(parley: Parley, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no answer comes, nothing is written."""
    monkeypatch.setattr("generator.commands.new._is_terminal", lambda: True)
    before = sorted(site.rglob("*"))
    assert parley("new", "river-line", answers="").exit_code == 130
    assert sorted(site.rglob("*")) == before


# What the reader of the file refuses is refused by it; every other title comes back.
titles = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).map(str.strip).filter(bool)


@given(titles)
def test_any_title_comes_back_as_typed(title: str) -> None:
    """Quotes, colons, hashes, backslashes: the draft's YAML reads back what was said."""
    text = Draft("a", title, read_day("2025-08-17"), ("ua",), "").text
    document, problems = parse_document("briefings/a.yaml", text.encode())
    assert document is not None
    briefing, found = read_section(document, Briefing)
    assert (problems, found) == ((), ())
    assert briefing is not None
    assert briefing.title == title


PROCESS = "talks: {title: Talks}\n"
FIRST = SMALLEST.replace(
    "status: published", "status: published\n# Which talks.\nprocess: talks\nreview_by: 2025-09-30"
)


def with_process(site: Path, text: str = FIRST) -> None:
    (site / "briefings/registry").mkdir(exist_ok=True)
    (site / "briefings/registry/processes.yaml").write_text(PROCESS, encoding="utf-8")
    (site / "briefings/2025/guarantees.yaml").write_text(text, encoding="utf-8")


def test_the_next_snapshot_says_what_the_last_one_said(parley: Parley, site: Path) -> None:
    """All but what belongs to that one alone; comments go with their entries, and it is sound and formatted."""
    with_process(site)
    done = parley("new", "next", "--from", "guarantees", "--as-of", "2025-08-30")
    assert done.exit_code == 0, done.stderr
    text = (site / "briefings/2025/next.yaml").read_text(encoding="utf-8")
    assert "as_of: 2025-08-30\nstatus: draft\n# Which talks.\nprocess: talks\n" in text
    assert "review_by" not in text
    assert "players: [us, ru, ua, fr, gb]" in text
    assert parley("check").exit_code == 0
    assert parley("fmt", "--check", "briefings/2025/next.yaml").exit_code == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--from", "nothing"], "There is no briefing 'nothing'."),
        (["--from", "briefings/2025/guarantees.yaml"], "write 'guarantees'"),
        (["--from", "guarantes"], "did you mean 'guarantees'?"),
        (["--from", "guarantees", "--as-of", "2025-08-17"], "describes a later day"),
        (["--from", "guarantees", "--process", "talks"], "--process and --from"),
    ],
)
def test_a_snapshot_that_cannot_follow_is_refused(parley: Parley, site: Path, options: list[str], said: str) -> None:
    """The one to continue must be there, and be older."""
    with_process(site)
    done = parley("new", "next", *options)
    assert done.exit_code == 2
    assert said in done.stderr


def test_without_a_process_nothing_can_follow(parley: Parley, site: Path) -> None:
    """A snapshot alone is no sequence."""
    assert "belongs to no process" in parley("new", "next", "--from", "guarantees").stderr


def test_a_draft_names_the_schema_where_the_site_has_it(parley: Parley, site: Path) -> None:
    """An editor finds it from the file's own folder."""
    (site / "briefings.schema.json").write_text("{}", encoding="utf-8")
    parley("new", "talks", "--players", "ua", "--as-of", "2025-08-30")
    text = (site / "briefings/2025/talks.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../briefings.schema.json\n")
