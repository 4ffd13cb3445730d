"""How `parley check` can write problems.

Each form is a function of the problems, the number of files looked at, and the site's address.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.common import Cannot, wants_colour
from generator.version import version_of_ours

if TYPE_CHECKING:
    from generator.problems import Problem

Form = Callable[["Sequence[Problem]", int, str], str]


def _text(problems: Sequence[Problem], _files: int, _site_url: str) -> str:
    """Warnings first: what is read first stands last, above the prompt."""
    from generator.problems import warnings_first
    from generator.report import problems_as_text

    return problems_as_text(warnings_first(problems), wants_colour(sys.stdout), sys.stdout.encoding)


def _json(problems: Sequence[Problem], _files: int, site_url: str) -> str:
    from generator.report import problems_as_json

    return problems_as_json(problems, site_url)


def _github(problems: Sequence[Problem], files: int, site_url: str) -> str:
    """Annotations, and in a job its summary, too, which GitHub takes from a file."""
    from generator.reports.github import job_summary, workflow_commands

    if file := os.environ.get("GITHUB_STEP_SUMMARY"):
        try:
            with Path(file).open("a", encoding="utf-8", newline="\n") as summary:
                summary.write(job_summary(problems, files, site_url))
        except OSError as error:
            raise Cannot(f"{file} cannot be written: {error.strerror}.") from error
    return workflow_commands(problems)


def _gitlab(problems: Sequence[Problem], _files: int, _site_url: str) -> str:
    from generator.reports.gitlab import code_quality

    return code_quality(problems)


def _sarif(problems: Sequence[Problem], _files: int, site_url: str) -> str:
    from generator.reports.sarif import sarif

    return sarif(problems, version_of_ours(), site_url)


def _junit(problems: Sequence[Problem], _files: int, _site_url: str) -> str:
    from generator.reports.junit import junit

    return junit(problems)


FORMS: Mapping[str, Form] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "gitlab": _gitlab,
    "sarif": _sarif,
    "junit": _junit,
}
