"""Every problem that a check can tell, with its rule and examples: made from the checks, never written twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator import links
from generator.explanations import GROUPS, Explained
from generator.links import Target
from generator.problems import Severity
from generator.reading.text import spelt_out
from generator.views.desk import Desk
from generator.views.parts import Frame, Line, Link, SearchRecord, marked
from generator.views.plans import one_page
from generator.views.reference import WEIGHT

TEMPLATE = "checks_list"


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A piece of a briefing, and whether it keeps the rule."""

    label: str
    yaml: str


@dataclass(frozen=True, slots=True)
class CheckView:
    """A code, how much it weighs, its rule in paragraphs, and examples."""

    code: str
    anchor: str
    weight: str
    paragraphs: tuple[Line, ...]
    examples: tuple[ExampleView, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """The codes about one matter."""

    anchor: str
    title: str
    checks: tuple[CheckView, ...]


@dataclass(frozen=True, slots=True)
class ChecksView:
    """Every code."""

    frame: Frame
    jump: tuple[Link, ...]
    groups: tuple[GroupView, ...]


def _name(desk: Desk) -> str:
    return desk.text("Checks")


@one_page(links.CHECKS, _name)
def views(desk: Desk) -> ChecksView:
    """The one page of checks."""
    title = _name(desk)
    lead = desk.text("Every problem that a check can find, with its rule, and how to write it right.")
    search = SearchRecord(desk.text("Guide"), weight=WEIGHT)
    titles = _titles(desk)
    groups = tuple(GroupView(f"checks-{name}", titles[name], _checks(desk, GROUPS[name])) for name in GROUPS)
    jump = tuple(Link(group.title, Target("", group.anchor)) for group in groups)
    frame = desk.list_frame(links.CHECKS, title, lead, kind="prose", search=search, contents=False)
    return ChecksView(frame, jump, groups)


def _titles(desk: Desk) -> dict[str, str]:
    return {
        "text": desk.text("The text of a file"),
        "values": desk.text("Fields and values"),
        "rules": desk.text("What must fit together"),
        "files": desk.text("Files and their names"),
        "pages": desk.text("Pages of prose"),
    }


def _checks(desk: Desk, group: Sequence[Explained]) -> tuple[CheckView, ...]:
    """The checks of a group; of several codes with one rule, the first tells it."""
    first: dict[str, str] = {}
    return tuple(_check(desk, rule, first.setdefault(rule.text, rule.code)) for rule in group)


def _check(desk: Desk, rule: Explained, told_by: str) -> CheckView:
    anchor = links.check_anchor(rule.code)
    weight = _weight(desk, rule.severity)
    if told_by != rule.code:
        there = Link(told_by, Target("", links.check_anchor(told_by)))
        return CheckView(rule.code, anchor, weight, (desk.line("This rule is told at {code}.", code=there),), ())
    examples = tuple(
        ExampleView(desk.text("Good") if example.is_good else desk.text("Bad"), spelt_out(example.yaml))
        for example in rule.examples
    )
    return CheckView(rule.code, anchor, weight, tuple(map(marked, rule.prose)), examples)


def _weight(desk: Desk, severity: Severity) -> str:
    if severity is Severity.ERROR:
        return desk.text("Error: the site is not published until it is mended.")
    return desk.text("Warning: the site is published all the same.")
