"""`parley check` shows every problem at its place, and its exit code says whether there is an error."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from command_line import SMALLEST

Parley = Callable[..., Result]

# Published, sound, and past the day it should have been looked at again.
STALE = SMALLEST.replace("what_next:", "review_by: 2025-08-20\nwhat_next:")
MISSPELT = SMALLEST.replace("players: [us, ru, ua, fr, gb]", "players: [us, ru, uaa]")


def put(site: Path, path: str, text: str) -> None:
    (site / "briefings" / path).write_text(text, encoding="utf-8")


def test_a_sound_site_is_said_to_be_sound(parley: Parley) -> None:
    """Nothing on standard output, one sentence on standard error."""
    done = parley("check")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "No problems in 1 briefing.\n")


def test_a_problem_is_shown_at_its_place(parley: Parley, site: Path) -> None:
    """Place, fact and way out go to standard output, the count to standard error."""
    put(site, "2025/broken.yaml", MISSPELT)
    done = parley("check")
    assert done.exit_code == 1
    assert done.stdout.startswith("briefings/2025/broken.yaml:5:19: unknown-player: no player 'uaa'\n")
    assert "    5 | players: [us, ru, uaa]\n      |                   ^^^ " in done.stdout
    assert done.stderr == "1 error in 1 of 2 files. The rule of the first error: parley explain unknown-player\n"


def test_problems_come_in_reading_order(parley: Parley, site: Path) -> None:
    """By file, then line and column, whatever was looked at first."""
    for name in ("z", "a", "m"):
        put(site, f"2025/{name}.yaml", f"{MISSPELT}titel: x\nas_off: y\n")
    places = [line.split(": ")[0] for line in parley("check").stdout.splitlines() if line.startswith("briefings/")]
    numbered = [(path, int(line), int(column)) for path, line, column in (place.split(":") for place in places)]
    assert numbered == sorted(numbered)
    assert len({path for path, _, _ in numbered}) == 3


def test_paths_choose_what_is_shown(parley: Parley, site: Path) -> None:
    """A file, a folder or the whole; the rest is checked but counts for nothing."""
    put(site, "2025/broken.yaml", MISSPELT)
    (site / "briefings" / "2024").mkdir()
    sound = parley("check", "briefings/2025/guarantees.yaml", "briefings/2024")
    assert sound.exit_code == 0
    assert sound.stdout == ""
    assert "No problems in briefings/2025/guarantees.yaml, briefings/2024" in sound.stderr
    for chosen in ("briefings/2025/broken.yaml", "briefings/2025", "briefings", ".", str(site / "briefings")):
        assert parley("check", chosen).exit_code == 1, chosen


def test_a_folder_is_not_its_namesakes_beginning(parley: Parley, site: Path) -> None:
    """`2025/bro` chooses nothing of `2025/broken.yaml`."""
    put(site, "2025/broken.yaml", MISSPELT)
    (site / "briefings" / "2025" / "bro").mkdir()
    assert parley("check", "briefings/2025/bro").exit_code == 0


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("briefings/nothing.yaml", "There is no file or folder briefings/nothing.yaml."),
        ("mkdocs.yml", "mkdocs.yml does not lie in the site's briefings/ folder."),
        ("/dev/null", "/dev/null does not lie in the site's briefings/ folder."),
    ],
)
def test_a_path_that_is_none_of_the_sites_is_refused(parley: Parley, path: str, said: str) -> None:
    """A slip in a path must not read as a clean check."""
    done = parley("check", path)
    assert (done.exit_code, done.stderr) == (2, f"{said}\n")


def test_a_warning_alone_is_no_failure(parley: Parley, site: Path) -> None:
    """It is shown, and counts where `--strict` asks for it."""
    put(site, "2025/guarantees.yaml", STALE)
    lenient, strict = parley("check"), parley("check", "--strict")
    assert "warning: review-overdue" in lenient.stdout
    assert lenient.stdout == strict.stdout
    assert (lenient.exit_code, strict.exit_code) == (0, 1)
    assert lenient.stderr.startswith("1 warning in 1 file. ")


def test_errors_stand_last_where_the_reader_looks_first(parley: Parley, site: Path) -> None:
    """Above the count and the prompt, however many warnings there are before them."""
    put(site, "2025/a.yaml", MISSPELT)
    put(site, "2025/z.yaml", STALE)
    done = parley("check")
    assert done.stdout.index("warning: review-overdue") < done.stdout.index("unknown-player")
    assert done.stderr.endswith("The rule of the first error: parley explain unknown-player\n")


def test_strict_alone_is_no_failure(parley: Parley) -> None:
    """Where there is no problem there is nothing to be strict about."""
    assert parley("check", "--strict").exit_code == 0


def test_a_place_for_temporary_files_is_not_needed(parley: Parley, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where nothing may be written."""

    def refuse() -> None:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr("generator.model.shelf.mkstemp", refuse)
    assert parley("check").exit_code == 0


def test_json_is_for_programs(parley: Parley, site: Path) -> None:
    """Standard output is one JSON object, with and without problems; the exit codes are the same."""
    clean = parley("check", "--format", "json")
    assert (clean.exit_code, json.loads(clean.stdout)) == (0, {"errors": 0, "warnings": 0, "problems": []})
    put(site, "2025/broken.yaml", MISSPELT)
    broken = parley("check", "--format", "json")
    assert broken.exit_code == 1
    assert [problem["code"] for problem in json.loads(broken.stdout)["problems"]] == ["unknown-player"]


def test_another_site_can_be_named(parley: Parley, site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """From any folder; places are told as the site names them, and paths are read from where one stands."""
    put(site, "2025/broken.yaml", MISSPELT)
    monkeypatch.chdir(tmp_path)
    done = parley("check", "-f", "tiny/mkdocs.yml", "tiny/briefings/2025/broken.yaml")
    assert done.exit_code == 1
    assert done.stdout.startswith("briefings/2025/broken.yaml:5:19:")


def test_the_site_is_not_looked_for_further_up(parley: Parley, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with MkDocs, the current folder is the site's."""
    monkeypatch.chdir(site / "briefings")
    done = parley("check")
    assert done.exit_code == 2
    assert done.stderr.startswith("There is no mkdocs.yml in this folder.")
    assert done.stderr.rstrip().endswith("or begin a site: parley init DIR")


def test_a_site_without_the_plugin_is_refused(parley: Parley, site: Path) -> None:
    """It is not one of ours."""
    (site / "mkdocs.yml").write_text("site_name: Other\ndocs_dir: briefings\n", encoding="utf-8")
    done = parley("check")
    assert done.exit_code == 2
    assert "plugin 'briefings'" in done.stderr


@pytest.mark.parametrize("epoch", ["soon", "9" * 30])
def test_a_clock_that_is_none_is_refused(
    parley: Parley, site: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    """SOURCE_DATE_EPOCH with a slip in it must not be passed over for today."""
    from click.testing import CliRunner

    from generator.cli import main

    done = CliRunner(env={"SOURCE_DATE_EPOCH": epoch}).invoke(main, ["check"])
    assert (done.exit_code, epoch in done.stderr) == (2, True)


def test_fix_mends_the_files_and_then_checks(parley: Parley, site: Path) -> None:
    """What was mended is told; what needs a person is left and counts; a second run mends nothing."""
    slips = SMALLEST.replace("2025-08-17", "17.8.2025  ").replace("F6", "f6").replace("us, ru", "US, ruu")
    put(site, "2025/guarantees.yaml", f"# kept\n{slips}")
    done = parley("check", "--fix")
    assert done.exit_code == 1
    assert "briefings/2025/guarantees.yaml:3:8: 17.8.2025 -> 2025-08-17\n" in done.stderr
    assert "Mended 3 places in 1 file.\n" in done.stderr
    assert [line for line in done.stdout.splitlines() if "unknown-player" in line]
    after = (site / "briefings/2025/guarantees.yaml").read_text(encoding="utf-8")
    assert after == "# kept\n" + SMALLEST.replace("2025-08-17", "2025-08-17  ").replace("us, ru", "us, ruu")
    assert "Mended 0 places in 0 files.\n" in parley("check", "--fix").stderr


def test_fix_leaves_files_that_are_not_chosen(parley: Parley, site: Path) -> None:
    """A path says what may be written."""
    put(site, "2025/other.yaml", SMALLEST.replace("F6", "f6"))
    parley("check", "--fix", "briefings/2025/guarantees.yaml")
    assert "f6" in (site / "briefings/2025/other.yaml").read_text(encoding="utf-8")
    parley("check", "--fix", "briefings/2025/other.yaml")
    assert "f6" not in (site / "briefings/2025/other.yaml").read_text(encoding="utf-8")


def test_two_ids_are_not_mended_into_one(parley: Parley, site: Path) -> None:
    """`UA` and `ua` as keys of one mapping would become the same key: that needs a person."""
    truce = "truce: {terms: [{id: a, title: A, category: naval, positions: {ua: accepts, UA: rejects}}]}\n"
    put(site, "2025/guarantees.yaml", SMALLEST + truce)
    parley("check", "--fix")
    assert truce in (site / "briefings/2025/guarantees.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit"])
def test_each_form_has_the_problem_and_the_same_exit_code(parley: Parley, site: Path, form: str) -> None:
    """Clean is 0 and an error is 1, whoever reads the report."""
    assert parley("check", "--format", form).exit_code == 0
    put(site, "2025/broken.yaml", MISSPELT)
    broken = parley("check", "--format", form)
    assert broken.exit_code == 1
    assert "unknown-player" in broken.stdout


def test_a_job_of_github_has_its_summary(
    parley: Parley, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is added to what earlier steps wrote; the file is the one GitHub names."""
    summary = tmp_path / "summary.md"
    summary.write_text("earlier\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    put(site, "2025/broken.yaml", MISSPELT)
    parley("check", "--format", "github")
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("earlier\n## The briefings have errors\n")
    assert "| error | briefings/2025/broken.yaml:5:19 | unknown-player |" in text
