"""Problems as GitLab's Code Quality report, which marks them in a merge request.

Source: GitLab Docs, "Code Quality".
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from generator.problems import Problem, Severity
from generator.reports.github import sentence

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def code_quality(problems: Iterable[Problem]) -> str:
    """A JSON list, one entry a problem."""
    return json.dumps([_entry(problem, print_) for problem, print_ in fingerprinted(problems)], indent=2)


def fingerprinted(problems: Iterable[Problem]) -> Iterator[tuple[Problem, str]]:
    """Each problem with a name of its own that stays the same while lines move above it."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for problem in problems:
        what = (problem.path, problem.code, problem.message)
        yield problem, sha256("\0".join([*what, str(seen[what])]).encode()).hexdigest()
        seen[what] += 1


def _entry(problem: Problem, fingerprint: str) -> dict[str, Any]:
    return {
        "description": sentence(problem),
        "check_name": problem.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[problem.severity],
        "location": {"path": problem.path, "lines": {"begin": problem.line}},
    }
