"""Problems as a JUnit report, which most build servers list: an error is a failed test, a warning one that spoke."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from generator.problems import Problem, Severity
from generator.reading.text import reveal
from generator.reports.github import sentence


def junit(problems: Sequence[Problem]) -> str:
    """One suite with a case a problem; a sound site has one case, which passed."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    counts = {"name": "parley check", "tests": str(max(len(problems), 1)), "failures": str(errors), "errors": "0"}
    suites = etree.Element("testsuites", counts)
    suite = etree.SubElement(suites, "testsuite", counts)
    for problem in problems:
        _add_case(suite, problem)
    if not problems:
        etree.SubElement(suite, "testcase", {"classname": "briefings", "name": "no problems"})
    return etree.tostring(suites, pretty_print=True, xml_declaration=True, encoding="UTF-8").decode().rstrip()


def _add_case(suite: etree._Element, problem: Problem) -> None:
    place = f"{problem.line}:{problem.column}"
    case = etree.SubElement(
        suite,
        "testcase",
        {
            "classname": _text(problem.path),
            "name": f"{problem.code} at {place}",
            "file": _text(problem.path),
            "line": str(problem.line),
        },
    )
    told = _text(f"{problem.path}:{place}: {sentence(problem)}")
    if problem.severity is Severity.ERROR:
        failure = etree.SubElement(case, "failure", {"type": problem.code, "message": _text(sentence(problem))})
        failure.text = told
    else:
        etree.SubElement(case, "system-out").text = told


def _text(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return reveal(text).encode("utf-8", "replace").decode()
