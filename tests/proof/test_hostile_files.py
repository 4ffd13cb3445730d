"""Reading ends, whatever is in a file: a problem at its place, in less than a second and 200 MB, and never a crash."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from time import process_time

import hostile_files
import pytest
import reading_promises
import yaml
from hostile_files import HOSTILE, SEVERAL, Reading
from proof import Proof
from reading_promises import PromiseError, hold, hold_written_anew

from generator.checks import vague_likelihood
from generator.reading.files import SourceFile
from generator.reading.library import read_library
from generator.reading.pages import check_page
from generator.reading.prose import parse_prose, plain_text

CASES = Path(__file__).resolve().parents[1] / "cases"
FILES = "A hostile file: one problem at its place, under 1 s and 200 MB"
PROMISES = "Readers keep their promises of each case (and of what `make fuzz` tries)"
LINEAR = "Twice as much pathological Markdown takes twice as long"

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the most memory used is read in /proc")


@cache
def readings() -> tuple[Reading, ...]:
    """What became of every hostile file, read in a process of its own."""
    done = subprocess.run([sys.executable, hostile_files.__file__], check=True, capture_output=True)
    return tuple(Reading(**one) for one in json.loads(done.stdout))


@on_linux
@pytest.mark.proof
def test_each_hostile_file_is_one_problem_at_its_place_and_costs_little(proof: Proof) -> None:
    """Billions of laughs, depths, sizes, digits, encodings, controls, tags: the whole table."""
    found = readings()
    assert {one.name for one in found} == set(HOSTILE)
    dear = [one for one in found if one.seconds >= 1 or one.peak >= 200_000_000]
    vague = [one for one in found if one.line < 1 or one.column < 1 or (one.problems != 1 and one.name not in SEVERAL)]
    assert (dear, vague) == ([], [])
    proof.held(FILES, len(found), len(found) - len({*dear, *vague}))
    proof.measured("The dearest hostile file", f"{max(one.seconds for one in found):.2f} s of processor time")
    proof.measured("The most memory for a hostile file", f"{max(one.peak for one in found) / 1e6:.0f} MB")


@pytest.mark.proof
def test_a_trusting_reader_takes_many_of_them(proof: Proof) -> None:
    """The control: the YAML library's own safe loader reads many of the small ones without a word."""
    small = [raw for raw in (make() for name, make in HOSTILE.items() if "100 MB" not in name) if len(raw) < 1000]
    proof.fired(FILES, len(small), sum(map(is_taken, small)))


def is_taken(raw: bytes) -> bool:
    try:
        yaml.safe_load(raw)
    except (yaml.YAMLError, ValueError):
        return False
    return True


@pytest.mark.proof
def test_the_readers_keep_their_promises_of_every_case(proof: Proof) -> None:
    """Cases of the tests, findings of the search by coverage among them: problems in the file, and never a crash."""
    cases = [path.read_bytes() for path in sorted(CASES.rglob("*")) if path.is_file()]
    for raw in cases:
        hold(raw)
    for raw in cases[::8]:
        hold_written_anew(raw)
    proof.held(PROMISES, len(cases), len(cases))


@pytest.mark.proof
@pytest.mark.parametrize(
    ("reader", "broken"),
    [
        ("parse_document", lambda *_: (None, ())),
        ("check_page", lambda *_: 1 // 0),
        ("parse_prose", lambda _: {"": 0}["x"]),
    ],
)
def test_a_reader_that_breaks_its_promise_is_seen(
    monkeypatch: pytest.MonkeyPatch, reader: str, broken: Callable[..., object], proof: Proof
) -> None:
    """The control: what says nothing of nothing, and what crashes."""
    monkeypatch.setattr(reading_promises, reader, broken)
    with pytest.raises((PromiseError, ArithmeticError, LookupError)):
        hold(b"title: Talks\n")
    proof.fired(PROMISES, 1, 1)


# Openers without an end, nests, and what makes parsers look back.
PATHOLOGICAL = (
    *["[", "(", "*", "_", "`", "<", ">", "!", "&", "#", "-", "+", "|", "~", "\\", '"', "'", "“", "„", "«", "‘"],
    "their might ",
    "it could ",
    "**a ",
    "*a **b ",
    "[a](",
    "![a](",
    "[@s1",
    "[@s1, ",
    "[[us",
    "[[us]] ",
    "[a][",
    "<a ",
    "<!--",
    "&#",
    "`a ``b ",
    "> > ",
    "- - ",
    "1. 1) ",
    "a\n: ",
    "[^1]: ",
    "](",
    "*a_b ",
    "\\[",
    "[](",
    "a**b",
    "_a_*",
    "<https://a",
    "https://a.b/",
    "\n\n- a",
    "\n> a",
    "\t",
)


TODAY = date(2026, 1, 1)
FORECAST = {
    "title": "Talks",
    "as_of": "2025-08-17",
    "status": "published",
    "bottom_line": "They talk.",
    "players": ["us"],
    "sources": [{"id": "s1", "title": "A source", "kind": "wire"}],
}

MOST_GROWTH = 3
"""Twice as much takes twice as long, and four times as long where a reader looks back from everywhere."""


def seconds(read: Callable[[str], object], text: str, tries: int) -> float:
    """The least of some: a machine at work elsewhere only ever adds. So does the collector, by all the tests hold."""
    taken = []
    gc.disable()
    try:
        for _ in range(tries):
            begin = process_time()
            read(text)
            taken.append(process_time() - begin)
    finally:
        gc.enable()
    return min(taken)


def growth(read: Callable[[str], object], unit: str, size: int) -> float:
    """How many times longer twice as much takes; of what is over in a wink nobody can tell."""
    once, twice = (unit * (length // len(unit)) for length in (size, 2 * size))

    def times(tries: int) -> float:
        return seconds(read, twice, tries) / max(seconds(read, once, tries), 0.005)

    # What seems to grow too fast is asked again, with more patience.
    first = times(2)
    return first if first <= MOST_GROWTH else times(6)


def as_prose(text: str) -> object:
    return plain_text(parse_prose(text))


def as_a_page(text: str) -> object:
    return check_page(SourceFile("briefings/about.md", text.encode()))


def as_a_forecast(text: str) -> object:
    raw = json.dumps({**FORECAST, "what_next": text}).encode()
    return list(vague_likelihood.check(read_library((SourceFile("briefings/talks.yaml", raw),), "briefings"), TODAY))


@pytest.mark.proof
@pytest.mark.parametrize("size", [2_000, pytest.param(40_000, marks=pytest.mark.long)])
@pytest.mark.parametrize("read", [as_prose, as_a_page, as_a_forecast])
def test_pathological_markdown_stays_linear(read: Callable[[str], object], size: int, proof: Proof) -> None:
    """No unit, repeated, makes the reader look back over and over."""
    slow = {unit: times for unit in PATHOLOGICAL if (times := growth(read, unit, size)) > MOST_GROWTH}
    assert slow == {}
    proof.held(LINEAR, len(PATHOLOGICAL), len(PATHOLOGICAL) - len(slow))


@pytest.mark.proof
def test_a_quadratic_reader_is_seen(proof: Proof) -> None:
    """The control: one that looks back from every character."""

    def quadratic(text: str) -> int:
        return sum(text.count("\0", 0, at) for at in range(len(text)))

    # On a machine at work elsewhere a first look may miss it.
    proof.fired(LINEAR, 1, any(growth(quadratic, "[", 20_000) > MOST_GROWTH for _ in range(5)))
