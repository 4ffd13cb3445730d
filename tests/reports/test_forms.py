"""The forms that forges and build servers read hold every problem, and nothing in them can be taken for more."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.problems import Problem, Severity
from generator.reports.github import job_summary, workflow_commands
from generator.reports.gitlab import code_quality
from generator.reports.junit import junit
from generator.reports.sarif import sarif

ERROR = Problem(
    "briefings/a, b.yaml",
    5,
    19,
    "bad-grade",
    "'f6' is none",
    "write F6",
    width=2,
    source_line=" " * 18 + "f6",
    mend="F6",
)
WARNING = Problem("briefings/a.yaml", 2, 1, "unused-source", "100% unused: 's1'", severity=Severity.WARNING)

texts = st.text(st.characters(codec="utf-8"), max_size=30)
problems = st.lists(
    st.builds(
        Problem,
        path=st.sampled_from(("briefings/a.yaml", "briefings/b, c.yaml")),
        line=st.integers(1, 9),
        column=st.integers(1, 9),
        code=st.sampled_from(("bad-grade", "unknown-key", "unused-source")),
        message=texts,
        hint=texts,
        severity=st.sampled_from(Severity),
        width=st.integers(1, 9),
        source_line=texts,
        mend=st.sampled_from(("", "F6")),
    ),
    max_size=30,
)


def test_a_command_of_github_names_the_place() -> None:
    """File, line, columns and code are properties, fact and way out the text; signs with a meaning are spelt out."""
    assert workflow_commands([WARNING, ERROR]).splitlines() == [
        "::error file=briefings/a%2C b.yaml,line=5,col=19,endColumn=21,title=bad-grade::'f6' is none: write F6",
        "::warning file=briefings/a.yaml,line=2,col=1,endColumn=2,title=unused-source::100%25 unused: 's1'",
    ]


@given(problems)
def test_github_gets_ten_commands_errors_first(listed: list[Problem]) -> None:
    """One a line, whatever a message holds; no text can begin a command of its own."""
    lines = workflow_commands(listed).split("\n") if listed else []
    assert len(lines) == min(len(listed), 10)
    assert all(re.match(r"::(error|warning) file=", line) for line in lines)
    assert not any("\r" in line for line in lines)
    kinds = [line.startswith("::warning") for line in lines]
    assert kinds == sorted(kinds)


@given(problems)
def test_the_summary_has_a_row_a_problem(listed: list[Problem]) -> None:
    """More than the ten that are annotated; no cell breaks out of its row."""
    rows = [line for line in job_summary(listed, 3).split("\n") if line.startswith(("| error", "| warning"))]
    assert len(rows) == len(listed)
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)


def test_the_summary_of_a_sound_site_says_so() -> None:
    """A heading and a sentence, no table."""
    assert job_summary([], 3) == "## The briefings are sound\n\n0 errors in 3 files.\n\n"


def test_a_thousand_problems_do_not_fill_a_summary() -> None:
    """GitHub refuses a summary of more than a mebibyte; the rest is counted."""
    many = [Problem("briefings/a.yaml", line, 1, "bad-grade", "x" * 900) for line in range(1, 1001)]
    text = job_summary(many, 1)
    assert len(text.encode()) < 1024 * 1024
    assert "And 500 more" in text


@pytest.mark.parametrize("text", ["<img src=x>", "@everyone", "[a](https://example.org)", "| x |", "`x`"])
def test_markdown_in_a_message_means_nothing(text: str) -> None:
    """A summary shows it as typed."""
    row = job_summary([Problem("briefings/a.yaml", 1, 1, "bad-grade", text)], 1)
    assert text not in row


@given(problems)
def test_gitlabs_fingerprints_are_each_their_own(listed: list[Problem]) -> None:
    """Two problems with the same words are two; each entry has what GitLab asks for."""
    entries = json.loads(code_quality(listed))
    assert len({entry["fingerprint"] for entry in entries}) == len(listed)
    assert all({"description", "check_name", "severity", "location"} < entry.keys() for entry in entries)


def test_gitlabs_fingerprint_survives_a_line_above() -> None:
    """Else each edit would look like a new problem."""
    moved = Problem(**{**{name: getattr(ERROR, name) for name in Problem.__slots__}, "line": 6})
    (before,), (after,) = json.loads(code_quality([ERROR])), json.loads(code_quality([moved]))
    assert before["fingerprint"] == after["fingerprint"]
    assert (before["location"]["lines"]["begin"], after["location"]["lines"]["begin"]) == (5, 6)


def test_sarif_tells_rule_place_and_mend() -> None:
    """The rule's text travels with it, columns count characters, and a mend is a fix."""
    run = json.loads(sarif([ERROR, WARNING], "1.2.3"))["runs"][0]
    driver, (first, second) = run["tool"]["driver"], run["results"]
    assert driver["semanticVersion"] == "1.2.3"
    assert [rule["id"] for rule in driver["rules"]] == ["bad-grade", "unused-source"]
    assert driver["rules"][0]["shortDescription"]["text"].startswith("A grade is the Admiralty code")
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "briefings/a%2C%20b.yaml"
    assert place["region"] == {"startLine": 5, "startColumn": 19, "endColumn": 21, "snippet": {"text": "f6"}}
    assert first["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "F6"}
    assert (second["level"], second["ruleIndex"], "fixes" in second) == ("warning", 1, False)


def test_a_rule_leads_to_the_list_of_checks() -> None:
    """In SARIF and in GitHub's summary, where the site knows its own address."""
    there = "https://example.org/guide/checks/#check-bad-grade"
    (rule,) = json.loads(sarif([ERROR], "1", "https://example.org/"))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["helpUri"] == there
    assert f"| [bad-grade]({there}) |" in job_summary([ERROR], 1, "https://example.org/")
    assert "helpUri" not in json.dumps(json.loads(sarif([ERROR], "1")))


@given(problems)
def test_sarif_is_json_with_a_result_a_problem(listed: list[Problem]) -> None:
    """Each points at the rule it names."""
    run = json.loads(sarif(listed, "1"))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(run["results"]) == len(listed)
    assert all(rules[one["ruleIndex"]] == one["ruleId"] for one in run["results"])


@given(problems)
def test_junit_is_xml_in_which_errors_fail(listed: list[Problem]) -> None:
    """Whatever a message holds; the counts are those of its cases."""
    suite = etree.fromstring(junit(listed).encode())[0]
    assert int(suite.get("tests", "")) == len(suite)
    assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
    assert len(suite.findall("testcase/failure")) == sum(one.severity is Severity.ERROR for one in listed)


def test_junit_of_a_sound_site_has_a_case_that_passed() -> None:
    """Some servers take a report without a case for a broken one."""
    (case,) = etree.fromstring(junit([]).encode())[0]
    assert (case.get("name"), len(case)) == ("no problems", 0)
