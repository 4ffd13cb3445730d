"""What each code of a problem means: the rule in an author's words, with a bad and a good example.

A rule across items is explained by its own docstring, what reading finds by the tables beside the readers.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from generator.checks import CHECKS
from generator.problems import Severity
from generator.reading.explanations import IN_A_FILE, IN_A_PAGE, IN_A_VALUE, IN_THE_TEXT

_EXAMPLE = re.compile(r"^(Bad|Good):\n((?:    .*\n?|\n)+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of a briefing that breaks the rule, or keeps it."""

    is_good: bool
    yaml: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One code: how much it weighs, and its rule as text; a paragraph's lines are wrapped, examples are indented."""

    code: str
    severity: Severity
    text: str

    @property
    def sentence(self) -> str:
        """The rule in short: its first sentence."""
        return re.split(r"(?<=[.])\s", " ".join(self.text.split("\n\n")[0].split()), maxsplit=1)[0]

    @property
    def prose(self) -> tuple[str, ...]:
        """The paragraphs of the text, each on one line, without the examples."""
        return tuple(" ".join(part.split()) for part in _EXAMPLE.sub("", self.text).split("\n\n") if part.strip())

    @property
    def examples(self) -> tuple[Example, ...]:
        """Bad and good ones, in the order of the text."""
        return tuple(
            Example(kind == "Good", textwrap.dedent(yaml).strip("\n")) for kind, yaml in _EXAMPLE.findall(self.text)
        )


def explained(code: str) -> Explained | None:
    """The rule behind a code, or None for a code that no problem has."""
    return EXPLANATIONS.get(code)


def _of_rules() -> Mapping[str, Explained]:
    return {code: Explained(code, rule.severity, inspect.cleandoc(rule.text)) for rule in CHECKS for code in rule.codes}


def _of_reading() -> Mapping[str, Explained]:
    tables = (IN_THE_TEXT, IN_A_VALUE, IN_A_FILE, IN_A_PAGE)
    return {
        code: Explained(code, Severity.ERROR, textwrap.dedent(text).strip())
        for table in tables
        for code, text in table.items()
    }


EXPLANATIONS: Mapping[str, Explained] = {**_of_reading(), **_of_rules()}
"""Every code: first what reading finds, in the order of reading, then the rules."""

GROUPS: Mapping[str, tuple[Explained, ...]] = {
    "text": tuple(EXPLANATIONS[code] for code in IN_THE_TEXT),
    "values": tuple(EXPLANATIONS[code] for code in IN_A_VALUE),
    "rules": tuple(_of_rules().values()),
    "files": tuple(EXPLANATIONS[code] for code in IN_A_FILE),
    "pages": tuple(EXPLANATIONS[code] for code in IN_A_PAGE),
}
"""Every code by what it is about: the text of a file, a single value, what holds across items, files, prose pages."""
