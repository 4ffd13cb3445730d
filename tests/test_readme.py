"""The README is true: its commands, its examples and its pictures."""

from __future__ import annotations

import re
from pathlib import Path

import click
from click.testing import CliRunner
from small_sites import problems_in

from generator.cli import main
from generator.report import problems_as_text

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
LARGEST = 100_000


def named_commands() -> list[tuple[str, ...]]:
    """The commands of the table, each with its options: `("check", "--fix")`."""
    rows = re.findall(r"(?m)^\| `parley ([a-z ]+)[^|]*\| (.*) \|$", TEXT)
    return [(*name.split(), *re.findall(r"`(--[a-z]+)", told)) for name, told in rows]


def test_the_table_has_every_command() -> None:
    """A new command gets its row, and none is told that is not there."""
    existing: set[tuple[str, ...]] = set()
    with click.Context(main) as context:
        for name in main.list_commands(context):
            command = main.get_command(context, name)
            inner = list(command.commands) if isinstance(command, click.Group) else []
            existing |= {(name, one) for one in inner} or {(name,)}
    told = [tuple(word for word in row if not word.startswith("--")) for row in named_commands()]
    assert sorted(told) == sorted(existing)


def test_the_options_of_the_table_exist() -> None:
    """Each as its command has it."""
    shown = [row for row in named_commands() if any(word.startswith("--") for word in row)]
    assert ("check", "--fix", "--format") in shown
    for row in shown:
        words = [word for word in row if not word.startswith("--")]
        said = CliRunner().invoke(main, [*words, "--help"]).output
        assert [word for word in row if word.startswith("--") and word not in said] == []


def test_the_briefing_is_clean_and_its_mistake_is_told_as_shown() -> None:
    """The example checks, and with the slip in it, it gives the lines below it."""
    (example,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert problems_in({"2025/talks.yaml": example}) == ()
    told = problems_as_text(problems_in({"2025/talks.yaml": example.replace("ua, fr", "uaa, fr")}))
    assert "\n".join(f"    {line}" for line in told.split("\n")) in TEXT


def test_pictures_are_there_and_small() -> None:
    """`make screenshots` makes them; each has words for who does not see it."""
    pictures = re.findall(r"!\[([^]]*)\]\((docs/images/[a-z]+\.webp)\)", TEXT)
    assert len(pictures) >= 4
    for words, path in pictures:
        assert len(words.split()) > 4
        assert (ROOT / path).stat().st_size < LARGEST
    found = {path.name for path in (ROOT / "docs/images").iterdir()}
    assert found == {Path(path).name for _, path in pictures}
