"""The promise to authors: every mistake of every file comes out in one run, each at its place, whatever they wrote."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_sites import TODAY, briefing, problems_in

from generator.checks import run_checks
from generator.model.briefing import Briefing
from generator.problems import Problem, in_reading_order
from generator.reading.files import find_files
from generator.reading.library import read_library

MARK = "⟦"
SIXTY = "{id: a, title: A, probability: 60}"
THIRTY = "{id: b, title: B, probability: 30}"

FAULTS: Sequence[tuple[str, str, str]] = (
    ("anchor", "anchor", f"topics: {MARK}&all [talks]"),
    ("alias", "alias", f"topics: {MARK}*all"),
    ("tag", "tag", f"topics: {MARK}!!set [talks]"),
    ("twice", "duplicate-key", f"topics: [a]\n{MARK}topics: [b]"),
    ("cut", "cut-by-comment", f"why_it_matters: Resolution {MARK}#2202 stands."),
    ("open", "yaml-syntax", f'topics: {MARK}"talks'),
    ("misspelt-key", "unknown-key", f"{MARK}langauge: en"),
    ("misspelt-term", "unknown-term", f"truce: {{status: {MARK}in-force}}"),
    ("no-title", "missing-key", f"timeline: [{MARK}{{id: talks, when: 2025-08-18}}]"),
    ("no-value", "empty-value", f"{MARK}why_it_matters:"),
    ("no-day", "bad-date", f"as_of: {MARK}2025-02-30"),
    ("no-number", "bad-number", f"outlook: {{question: Q, scenarios: [{{id: a, title: A, probability: {MARK}35%}}]}}"),
    ("no-grade", "bad-grade", f"sources: [{{id: s1, title: T, grade: {MARK}2B}}]"),
    ("no-offset", "bad-moment", f"embargo_until: {MARK}2025-08-18 12:00"),
    ("no-address", "bad-url", f"sources: [{{id: s1, title: T, url: {MARK}example.org}}]"),
    ("too-long", "too-long", f"bottom_line: {MARK}{'word ' * 100}"),
    ("a-list", "wrong-shape", f"key_points: {MARK}They met"),
    ("bad-id", "bad-id", f"timeline: [{{id: {MARK}Big Talks, when: 2025-08-18, title: Talks}}]"),
    ("whom", "unknown-player", f"guarantees: [{{id: aid, title: Aid, polarity: negative, providers: [{MARK}uk]}}]"),
    ("whom-in-text", "unknown-player", f"what_next: |-\n  They meet.\n  - [[us]]\n  - [[{MARK}uk|London]]"),
    ("whence", "unknown-source", f"key_points: [{{text: They met, sources: [{MARK}s2]}}]"),
    ("whence-in-text", "unknown-source", f"what_next: They meet [@s1; @{MARK}s2, p. 3]."),
    ("after-what", "unknown-item", f"timeline: [{{id: start, when: {{after: {MARK}talks}}, title: Start}}]"),
    ("which-process", "unknown-process", f"process: {MARK}talks"),
    ("same-id", "duplicate-id", f"sources: [{{id: s1, title: A}}, {{id: {MARK}s1, title: B}}]"),
    ("ninety", "probability-sum", f"outlook: {{question: Q, exclusive: true, {MARK}scenarios: [{SIXTY}, {THIRTY}]}}"),
    ("backwards", "date-order", f"truce: {{starts: 2024-05-02, ends: {MARK}2024-05-01}}"),
    ("replaces-nothing", "unknown-briefing", f"replaces: {MARK}no-such"),
    (
        "weak",
        "weak-fact",
        f"key_points: [{{text: A, basis: {MARK}fact, sources: s1}}]\nsources: [{{id: s1, title: T, grade: F6}}]",
    ),
    ("vague", "vague-likelihood", f"what_next: It {MARK}could hold."),
)


def entries(fault: str) -> list[str]:
    """The fault's lines, split where a new key begins at the left edge."""
    found: list[str] = []
    for line in fault.split("\n"):
        if line.startswith((" ", MARK + "topics")):
            found[-1] += "\n" + line
        else:
            found.append(line)
    return found


def with_fault(fault: str) -> tuple[str, int, int]:
    """A briefing with one fault, and the line and column of the mark, which is taken out."""
    text = briefing(*(entry.replace(MARK, "") for entry in entries(fault)))
    marked = next(entry for entry in entries(fault) if MARK in entry)
    offset = text.index(marked.replace(MARK, "")) + marked.index(MARK)
    return text, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def problems_of_site(root: Path) -> tuple[Problem, ...]:
    found = find_files(root)
    library = read_library(found.yaml, "briefings")
    return in_reading_order((*found.problems, *library.problems, *run_checks(library, TODAY)))


def test_thirty_faults_in_thirty_files_are_all_told_in_one_run(tmp_path: Path) -> None:
    """One problem a file, with the right code, line and column, and nothing that only follows from it."""
    expected = []
    (tmp_path / "briefings").mkdir()
    for stem, code, fault in FAULTS:
        text, line, column = with_fault(fault)
        (tmp_path / "briefings" / f"{stem}.yaml").write_text(text, encoding="utf-8")
        expected.append((f"briefings/{stem}.yaml", line, column, code))
    found = [(one.path, one.line, one.column, one.code) for one in problems_of_site(tmp_path)]
    assert len(FAULTS) == 30
    assert found == sorted(expected)


def test_thirty_files_without_a_fault_have_no_problem(tmp_path: Path) -> None:
    """The same briefing without faults is clean, so that each of the thirty is the fault's own."""
    (tmp_path / "briefings").mkdir()
    for stem, _, _ in FAULTS:
        (tmp_path / "briefings" / f"{stem}.yaml").write_text(briefing(), encoding="utf-8")
    assert problems_of_site(tmp_path) == ()


RICH: dict[str, Any] = {
    "title": "Talks",
    "as_of": "2025-08-17",
    "status": "published",
    "process": "talks",
    "bottom_line": "They meet.",
    "language": "en",
    "players": ["us", {"id": "council", "name": "Council", "kind": "body", "roles": ["host"], "said_by": "ua"}],
    "key_points": [{"text": "They met [@s1].", "basis": "fact", "sources": ["s1, p. 2"], "confidence": "high"}],
    "what_happened": "The [[council|Council]] met [@s1; @s2].",
    "instruments": [
        {
            "id": "accord",
            "title": "Accord",
            "dates": {"signed": "2025-08", "effective": {"after": "accord", "days": "2"}},
        }
    ],
    "truce": {
        "starts": "2025-08-18T12:00:00Z",
        "ended": {"when": "2025-08-20", "how": "By declaration"},
        "terms": [
            {
                "id": "air",
                "title": "Air strikes stop",
                "category": "air_strikes",
                "binds": {"ua": {"distance_km": "1.10"}},
                "limits": {"what": "Guns", "max": "0"},
                "depends_on": {"after": "accord"},
                "positions": {"us": "accepts", "ua": {"stance": "rejects", "since": "2025~"}},
            }
        ],
        "monitoring": [{"id": "mission", "name": "Mission", "functions": ["observe"]}],
    },
    "guarantees": [
        {"id": "aid", "title": "Aid", "providers": "us", "trigger": {"decided_by": "us"}, "duration": "Ten"}
    ],
    "outlook": {
        "question": "Will it hold?",
        "exclusive": "true",
        "scenarios": [
            {"id": "yes", "title": "Yes", "probability": ["30", "40"], "signposts": ["A vote"]},
            {"id": "no", "title": "No", "probability": "65", "resolution": {"by": "2030-01-01"}},
        ],
    },
    "timeline": [{"id": "visit", "when": {"once": "They agree"}, "title": "Visit"}],
    "sources": [{"id": "s1", "title": "Text", "grade": "A1"}, {"id": "s2", "title": "Copy", "derived_from": "s1"}],
    "provenance": {"ai_use": "none", "inputs": ["Notes"]},
    "updates": {"date": "2025-08-18", "kind": "minor", "summary": "Spelling"},
}


def as_yaml(data: object) -> str:
    """The data as YAML of one indented block, in which JSON is at home."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def in_bounds(problems: Sequence[Problem], text: str) -> bool:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return all(1 <= one.line <= len(lines) and 1 <= one.column <= len(lines[one.line - 1]) + 1 for one in problems)


def broken_files() -> dict[str, bytes]:
    """A hundred files: one cut at fifty places, and fifty times with bytes of it overwritten."""
    whole, dice = as_yaml(RICH).encode(), random.Random(30)
    files = {f"cut-{n}.yaml": whole[: len(whole) * n // 51] for n in range(1, 51)}
    for number in range(50):
        noisy = bytearray(whole)
        for _ in range(20):
            noisy[dice.randrange(len(noisy))] = dice.randrange(256)
        files[f"noisy-{number}.yaml"] = bytes(noisy)
    return files


def test_a_hundred_broken_files_never_raise() -> None:
    """They are read and checked together; each has at least one problem of its own."""
    files = broken_files()
    told = {problem.path for problem in problems_in(files)}
    assert len(files) == 100
    assert told == {f"briefings/{name}" for name in files}


def test_the_rich_briefing_is_read() -> None:
    """What the properties below break is whole before."""
    problems = problems_in({"talks.yaml": as_yaml(RICH), "registry/processes.yaml": "talks: {title: Talks}\n"})
    assert [problem.code for problem in problems if problem.severity.value == "error"] == []


names = st.sampled_from([*Briefing.model_fields, "id", "text", "when", "after", "stance", "scenarios", "terms"])
words = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["us", "s1", "2025-08-17", "published", "35"]
)
anything = st.recursive(
    words, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names | words, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(names | words, anything, max_size=12))
def test_any_mapping_of_texts_is_read_or_told_within_its_lines(data: dict[str, Any]) -> None:
    """No mapping makes an exception, and no problem points outside of its file."""
    text = as_yaml(data)
    assert in_bounds(problems_in({"talks.yaml": text}), text)


@given(st.data())
def test_any_change_to_a_briefing_is_read_or_told_within_its_lines(data: st.DataObject) -> None:
    """One value of a whole briefing, at any depth, becomes anything else."""
    changed = deepcopy(RICH)
    holder: Any = changed
    while True:
        step = data.draw(st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder))))
        if not isinstance(holder[step], dict | list) or data.draw(st.booleans()):
            break
        holder = holder[step]
    holder[step] = data.draw(anything)
    text = as_yaml(changed)
    assert in_bounds(problems_in({"talks.yaml": text}), text)


@pytest.mark.parametrize("line", ["as_of: never", "players: [us, uk]"])
def test_the_bounds_can_fail(line: str) -> None:
    """A problem whose line is not in the file would be seen: that of a longer file is."""
    problems = problems_in({"talks.yaml": briefing(line)})
    assert problems
    assert in_bounds(problems, briefing(line))
    assert not in_bounds(problems, "")
