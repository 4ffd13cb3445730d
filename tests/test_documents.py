"""What the documents name is there: commands with their options, targets of make, files, and where links lead."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from generator.cli import main

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT, ROOT / "docs", ROOT / "briefings", ROOT / "briefings/guide")
DOCUMENTS = sorted(path for folder in FOLDERS for path in folder.glob("*.md"))
MADE_BY_A_BUILD = re.compile(r"(?:reference|checks|feed|calendar|llms)\.[a-z]+|data/.+")
"""What an author's page may lead to that only the published site has."""

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def commands(text: str) -> set[tuple[str, ...]]:
    """The `parley` commands in a text with their words and options: `("check", "--fix")`."""
    lines = re.findall(r"(?m)^ {4}(?:\.venv/bin/)?parley (.+)$|`parley\s([a-z][^`]*)`", text)
    return {tuple((first or second).split()) for first, second in lines}


def options_of(words: tuple[str, ...]) -> set[str]:
    """The options that the command of these words takes; a KeyError where there is no such command."""
    command: click.Command = main
    for word in words:
        if not isinstance(command, click.Group):
            break
        command = command.commands[word]
    return {option for parameter in command.params for option in parameter.opts} | {"--help"}


def unknown_options(text: str) -> list[tuple[str, ...]]:
    return [words for words in sorted(commands(text)) if not options_of(words) >= set(options_in(words))]


def options_in(words: tuple[str, ...]) -> list[str]:
    return [word.rstrip(".,") for word in words if word.startswith("--")]


@each_document
def test_the_commands_it_names_exist(document: Path) -> None:
    """Each has the options that it is shown with."""
    assert unknown_options(document.read_text(encoding="utf-8")) == []


@each_document
def test_the_targets_of_make_it_names_exist(document: Path) -> None:
    """Be it among words, or on a line of its own."""
    targets = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    assert set(re.findall(r"(?m)(?:^ {4}|`)make ([a-z-]+)", document.read_text(encoding="utf-8"))) <= targets


@each_document
def test_the_files_it_names_are_there(document: Path) -> None:
    """Those of this repository, by their path from its top, and those it links to."""
    text = document.read_text(encoding="utf-8")
    named = re.findall(r"`((?:generator|tests|site_templates|benchmarks|docs|scripts|requirements)/[\w./-]*)`", text)
    assert [path for path in named if not (ROOT / path).exists()] == []
    links = (link.partition("#")[0] for link in re.findall(r"(?<!!)\[[^]]+\]\(([^)\s]+)\)", text) if ":" not in link)
    lost = {link for link in links if not (document.parent / link).exists()}
    assert {link for link in lost if not MADE_BY_A_BUILD.fullmatch(link)} == set()


def test_what_is_not_there_is_found() -> None:
    """The search finds commands on lines of their own and among words, and tells those that are not as shown."""
    text = "    parley check --fix\n\nAfter `parley new\n--title X`, run `parley export offline --all FILE`."
    assert commands(text) == {("check", "--fix"), ("new", "--title", "X"), ("export", "offline", "--all", "FILE")}
    assert unknown_options(text) == [("export", "offline", "--all", "FILE")]
    with pytest.raises(KeyError):
        unknown_options("`parley publish`")
    named = set().union(*(commands(path.read_text(encoding="utf-8")) for path in DOCUMENTS))
    assert {("check", "--fix"), ("due",)} <= named
