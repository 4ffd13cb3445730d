"""Every run of the command ends in an exit code that can be relied on, and in words that help."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from command_line import PARLEY, SMALLEST, heed_interrupts, run_parley, surroundings, write_site

from generator.cli import COMMANDS, main

FAULTY = SMALLEST.replace("title: Article", "title: Überblick 停戦 Article").replace("status: published", "status: pub")

# The command in a process in which one function has been changed to fail in some way.
PROGRAM = """
import sys
from generator import checking
from generator.cli import main
def check_site(*_): {body}
checking.check_site = check_site
main()
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "tiny", {"2025/guarantees.yaml": SMALLEST})


@pytest.fixture
def faulty_site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "faulty", {"2025/guarantees.yaml": FAULTY})


def changed(site: Path, body: str) -> subprocess.Popen[str]:
    """`parley check` in a process where the check itself does something else."""
    program = PROGRAM.format(body=body)
    return subprocess.Popen(
        [sys.executable, "-c", program, "check"],
        cwd=site,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509  it takes no lock
    )


def test_every_command_says_what_it_does() -> None:
    """The help lists all of them in the order of need, and each has its own."""
    shown = CliRunner().invoke(main, ["--help"]).stdout
    places = [shown.index(f"  {command.name} ") for command in COMMANDS]
    assert places == sorted(places)
    for command in COMMANDS:
        done = CliRunner().invoke(main, [command.name or "", "-h"])
        assert done.exit_code == 0
        assert command.get_short_help_str(200) in " ".join(done.stdout.split())


def test_the_version_is_told() -> None:
    """Reports of mistakes need it."""
    assert CliRunner().invoke(main, ["--version"]).stdout.startswith("parley 0.")


def test_clean_is_0(site: Path) -> None:
    """A sound site, checked as a shell would."""
    done = run_parley(site, "check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "No problems in 1 briefing.\n")


def test_problems_are_1(faulty_site: Path) -> None:
    """Shown on standard output, counted on standard error, no trace anywhere."""
    done = run_parley(faulty_site, "check")
    assert done.returncode == 1
    assert done.stdout.startswith("briefings/2025/guarantees.yaml:3:9: unknown-term: 'pub' is not one of the terms")
    assert done.stderr == "1 error in 1 file. The rule of the first error: parley explain unknown-term\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["frob"], "No such command 'frob'"),
        (["check", "--frob"], "No such option"),
        (["check", "nowhere"], "There is no file or folder nowhere."),
        (["check", "-f", "other.yml"], "There is no file other.yml."),
        (["new"], "Missing argument 'SLUG'"),
    ],
)
def test_what_cannot_be_done_is_2(site: Path, arguments: list[str], said: str) -> None:
    """The sentence says what is wrong, without a trace."""
    done = run_parley(site, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_no_site_is_2(tmp_path: Path) -> None:
    """In a folder without mkdocs.yml, each command on a site says what to do."""
    for command in (["check"], ["build"], ["serve"], ["new", "a"], ["export", "markdown", "out"]):
        done = run_parley(tmp_path, *command)
        assert (done.returncode, "There is no mkdocs.yml in this folder." in done.stderr) == (2, True), command


def test_our_fault_is_3(site: Path) -> None:
    """The trace is shown, and that the reader is not to blame."""
    process = changed(site, "raise ZeroDivisionError('seven')")
    _, said = process.communicate()
    assert process.returncode == 3
    assert "ZeroDivisionError: seven" in said
    assert "in check_site" in said
    assert "This is our mistake, not yours, in Parley 0." in said


def test_what_the_system_refuses_is_no_fault_of_ours(site: Path) -> None:
    """A full disk needs no trace, and is not the briefings' fault either."""
    process = changed(site, "raise OSError(28, 'No space left on device', 'a.txt')")
    _, said = process.communicate()
    assert process.returncode == 2
    assert said.startswith("The system refuses: a.txt: No space left on device.")
    assert "Traceback" not in said


def test_that_memory_ran_out_is_no_fault_of_ours(site: Path) -> None:
    """Nor is it where a worker lacked it, which the system then ends."""
    for body in ("raise MemoryError", "from generator.workers import WorkerEndedError; raise WorkerEndedError"):
        process = changed(site, body)
        _, said = process.communicate()
        assert process.returncode == 2
        assert said.startswith("Memory ran out, or a process of this command was ended from outside.")
        assert "Traceback" not in said


def test_a_full_disk_under_standard_output_is_said(site: Path) -> None:
    """Output that could not be written must not pass for success."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([PARLEY, "schema"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "The system refuses" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_interrupt_is_130(site: Path) -> None:
    """Control-C ends it with one word and no trace."""
    process = changed(site, "print('checking', flush=True); import time; time.sleep(60)")
    assert process.stdout is not None
    assert process.stdout.readline() == "checking\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (130, "\nStopped.\n")


def test_a_reader_that_leaves_is_not_complained_to(site: Path) -> None:
    """`parley schema | head -1` is quiet, and its exit code is that of a broken pipe."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run([PARLEY, "schema"], stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_short_answer_to_nobody_is_quiet_too(faulty_site: Path) -> None:
    """What fits the buffer is only written at the end, and still leaves no complaint."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [PARLEY, "check"], cwd=faulty_site, stdout=writing, stderr=subprocess.PIPE, text=True, check=False
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_without_utf_8_is_served(faulty_site: Path, encoding: str) -> None:
    """What it lacks is spelt out; the caret stays in place and the exit code is the same."""
    title = FAULTY.replace("title: ", "titel: ")
    (faulty_site / "briefings/2025/guarantees.yaml").write_text(title, encoding="utf-8")
    done = subprocess.run(
        [PARLEY, "check"],
        cwd=faulty_site,
        env=surroundings(PYTHONIOENCODING=encoding, PYTHONUTF8="0"),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    shown = done.stdout.decode(encoding)
    assert "<U+505C><U+6226> Article" in shown
    assert "Ü" in shown or "<U+00DC>" in shown
    assert b"Traceback" not in done.stderr


def test_colour_is_for_terminals(faulty_site: Path) -> None:
    """A file or a pipe gets plain text."""
    assert "\x1b" not in run_parley(faulty_site, "check").stdout


def test_json_stands_alone_on_standard_output(faulty_site: Path) -> None:
    """So that it can be read by the next program."""
    done = run_parley(faulty_site, "check", "--format", "json")
    assert json.loads(done.stdout)["errors"] == 1
    assert done.returncode == 1


def test_a_hundred_broken_files_are_all_reported(tmp_path: Path) -> None:
    """Whatever is in them, each has its problem in one run, and nothing is raised."""
    broken = [
        "",
        "- a",
        "title: [",
        "\ttitle: x",
        "a: &b c",
        "title: x\ntitle: y",
        "\x00",
        "{" * 100,
        "!!python/x y",
        "é",
    ]
    site = write_site(tmp_path / "site", {f"2025/file-{number}.yaml": broken[number % 10] for number in range(100)})
    (site / "briefings/2025/file-0.yaml").write_bytes(b"\xff\xfe\x00")
    done = run_parley(site, "check", "--format", "json")
    assert done.returncode == 1, done.stderr
    paths = {problem["path"] for problem in json.loads(done.stdout)["problems"]}
    assert paths == {f"briefings/2025/file-{number}.yaml" for number in range(100)}


def test_check_starts_without_the_web_servers_and_browsers(site: Path) -> None:
    """Authors run it at every save: it loads neither what makes pages, nor progress bars, nor the schema's maker."""
    program = (
        "import sys; from generator.cli import main\ntry: main()\nfinally: print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "check"],
        cwd=site,
        env=surroundings(),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stderr.split())
    assert "generator.checking" in loaded
    makes_pages = {"generator.pipeline", "generator.publishing.plain"}
    assert not loaded & {"rich.progress", "generator.outputs.schema", *makes_pages}
