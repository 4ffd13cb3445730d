"""Why a build stops, as exceptions MkDocs and the command line both understand.

MkDocs prints the message of an `Abort` and leaves with its `exit_code`; so does click.
"""

from __future__ import annotations

from mkdocs.exceptions import Abort

from generator.problems import Problem
from generator.publishing.verify import Finding

SHOWN_FINDINGS = 20


class Stop(Abort):
    """A build that ends before anything is published; the old site stands as it was."""

    exit_code = 3

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.code = self.exit_code


class BriefingsHaveProblems(Stop):
    """Mistakes in the briefings; the report with their places is already printed."""

    exit_code = 1

    def __init__(self, problems: tuple[Problem, ...], message: str) -> None:
        super().__init__(message)
        self.problems = problems


class CannotPublish(Stop):
    """The settings do not fit, or the folder to publish into is not ours to take."""

    exit_code = 2


class SearchFailed(Stop):
    """The search index could not be made."""


class PublicationRefused(Stop):
    """The built site broke a promise of ours: a link that leads nowhere, a draft that shows."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(_listed(findings))
        self.findings = findings


def _listed(findings: tuple[Finding, ...]) -> str:
    lines = [f"  {finding.page}: {finding.what}" for finding in findings[:SHOWN_FINDINGS]]
    unshown = len(findings) - len(lines)
    more = [f"  and {unshown} more"] if unshown else []
    return "\n".join(["The built site is not fit to publish; the old one stands as it was.", *lines, *more])
