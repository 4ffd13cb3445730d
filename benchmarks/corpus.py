"""A site of made-up briefings, to measure with: the same number gives the same bytes.

    python benchmarks/corpus.py COUNT FOLDER

Ten snapshots a process. From one to the next a few things move, as in talks: a stance, a probability, an event; one or
two of the five sources are carried along. The words mean nothing; shape and size are those of a long briefing, 17 KB of
YAML. Its sources are on another host than the site: no site may be its own source. A process is made from its number
alone, so that a larger load begins with a smaller one, and processors share the writing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import yaml

SNAPSHOTS = 10
SOURCES = 5
WORDS = (
    "accord amnesty annex armistice artillery assembly border brigade buffer checkpoint commission commitment "
    "convoy corridor delegation demarcation deployment detainee election envoy escalation exchange facilitator "
    "federation garrison guarantor hotline incident inspection interim ministry mission observer offensive "
    "oversight patrol prisoner protocol quartering ratification reconstruction registry relief resolution "
    "safeguard secretariat sequence settlement sovereignty statement summit surveillance timetable transition "
    "treaty verification withdrawal"
).split()
STATES = "ua ru us fr gb de pl tr no se fi it es nl be ro cz sk hu at".split()
ROLES = "belligerent party mediator host security_guarantor beneficiary".split()
STANCES = "demands proposes accepts accepts_with_conditions rejects noncommittal".split()
CATEGORIES = "air_strikes troop_movement heavy_weapons withdrawal prisoners humanitarian_access".split()
FORMS = "bilateral_agreement multilateral_compact deployed_force article5_like".split()
COMPOSITIONS = "joint_parties third_state international_organisation tripartite coalition".split()
FUNCTIONS = "observe report investigate attribute".split()
MEANS = "patrol checkpoint uav satellite radar".split()
SYLLABLES = "al bar dun esk fen gor hal ist kar lor mer nov or pel rud sar tol ul ver yar".split()
# Strict, as a site of one's own is: a load that only builds with warnings is not one that anybody would publish.
MKDOCS_YML = """\
site_name: Measured
site_url: https://example.org/
docs_dir: briefings
strict: true
theme: {name: material, font: false}
plugins: [{briefings: {print: PRINT}}]
markdown_extensions: [attr_list, tables, {toc: {permalink: Link to this section}}]
nav: [index.md, processes/index.md, players/index.md, guarantees.md, archive/index.md]
"""

Section = dict[str, Any]


class Writer:
    """Sentences of a process that say nothing; a process begins anew from its own number."""

    def __init__(self, process: int) -> None:
        self._random = Random(process)

    def choose(self, options: list[str]) -> str:
        """One of them."""
        return self._random.choice(options)

    def sample(self, options: list[str], count: int) -> list[str]:
        """Several of them."""
        return self._random.sample(options, count)

    def number(self, below: int) -> int:
        """A number from 0."""
        return self._random.randrange(below)

    def title(self, words: int = 6) -> str:
        """A line without an end mark."""
        return " ".join(self._random.choice(WORDS) for _ in range(words)).capitalize()

    def text(self, sentences: int = 1) -> str:
        """Sentences of sixteen words."""
        return " ".join(f"{self.title(16)}." for _ in range(sentences))


def place(number: int) -> str:
    """The name of the place that a process is about: four syllables, and no other process has it.

    The factor shares no divisor with the number of names, so neighbours look unlike and none comes twice.
    """
    rest = (number + 1) * 7919 % len(SYLLABLES) ** 4
    syllables = []
    for _ in range(4):
        rest, digit = divmod(rest, len(SYLLABLES))
        syllables.append(SYLLABLES[digit])
    return "".join(syllables).capitalize()


def process(number: int) -> Iterator[Section]:
    """The snapshots of a process, oldest first: the first is made up whole, each next one moves a little."""
    writer = Writer(number)
    snapshot = _first(writer, number)
    for index in range(SNAPSHOTS):
        if index:
            snapshot = _next(writer, snapshot, index)
        yield snapshot


def _first(writer: Writer, number: int) -> Section:
    players = writer.sample(STATES, 6)
    as_of = date(2014, 1, 1) + timedelta(days=number * 37 % 3900)
    return {
        "title": f"{place(number)}: {writer.title(6)}",
        "as_of": as_of.isoformat(),
        "status": "published",
        "process": f"process-{number:05d}",
        "bottom_line": writer.text(2),
        "topics": writer.sample(WORDS, 3),
        "players": [{"id": one, "roles": [writer.choose(ROLES)], "stance": writer.text()} for one in players],
        "what_happened": f"{writer.text(5)} [@s1]",
        "why_it_matters": f"{writer.text(4)} [@s2]",
        "what_next": f"{writer.text(3)} [@s5]",
        "truce": {
            "type": "cessation",
            "status": "negotiating",
            "sides": "bilateral",
            "terms": [_term(writer, index, players) for index in range(6)],
            "monitoring": [_mechanism(writer, index) for index in range(2)],
        },
        "guarantees": [_guarantee(writer, index, players) for index in range(4)],
        "outlook": _outlook(writer, as_of, players),
        "timeline": [_event(writer, as_of - timedelta(days=9 * index), index, players) for index in range(5)],
        "sources": [_source(writer, index, as_of) for index in range(1, SOURCES + 1)],
    }


def _term(writer: Writer, index: int, players: list[str]) -> Section:
    return {
        "id": f"term-{index}",
        "title": writer.title(4),
        "category": writer.choose(CATEGORIES),
        "mode": "prohibit",
        "text": writer.text(2),
        "negotiation": "contested",
        "sources": ["s1"],
        "positions": {one: writer.choose(STANCES) for one in players[:4]},
    }


def _mechanism(writer: Writer, index: int) -> Section:
    return {
        "id": f"monitor-{index}",
        "name": writer.title(3),
        "composition": writer.choose(COMPOSITIONS),
        "functions": writer.sample(FUNCTIONS, 2),
        "means": writer.sample(MEANS, 2),
        "text": writer.text(),
        "sources": ["s2"],
    }


def _guarantee(writer: Writer, index: int, players: list[str]) -> Section:
    return {
        "id": f"guarantee-{index}",
        "title": writer.title(4),
        "form": writer.choose(FORMS),
        "polarity": "positive",
        "obligations": ["consult", "arm"],
        "providers": players[2:4],
        "beneficiaries": players[:1],
        "trigger": {"event": writer.text(), "decided_by": players[2]},
        "response": {"automaticity": "discretionary", "within_hours": "24", "actions": writer.text()},
        "bindingness": "political",
        "status": "negotiating",
        "text": writer.text(2),
        "sources": ["s3"],
    }


def _outlook(writer: Writer, as_of: date, players: list[str]) -> Section:
    chances = [10 + writer.number(15) for _ in range(3)]
    return {
        "question": f"{writer.title(10)}?",
        "horizon": (as_of + timedelta(days=400)).isoformat(),
        "text": writer.text(2),
        "exclusive": True,
        "scenarios": [
            {
                "id": f"scenario-{index}",
                "title": writer.title(5),
                "probability": chance,
                "confidence": "moderate",
                "drivers": [writer.text()],
                "signposts": [{"text": writer.text(), "direction": "toward"}],
                "implications": [{"for": players[0], "text": writer.text()}],
            }
            for index, chance in enumerate([*chances, 100 - sum(chances)])
        ],
    }


def _event(writer: Writer, day: date, index: int, players: list[str]) -> Section:
    return {
        "id": f"event-{index}",
        "when": day.isoformat(),
        "title": writer.title(6),
        "kind": "meeting",
        "players": players[:2],
        "status": "held",
        "sources": ["s4"],
    }


def _source(writer: Writer, index: int, day: date) -> Section:
    return {
        "id": f"s{index}",
        "title": writer.title(6),
        "publisher": writer.title(2),
        "date": day.isoformat(),
        "kind": "wire",
        "grade": "B2",
        "url": f"https://source.example/{writer.number(10**9)}",
    }


def _next(writer: Writer, before: Section, index: int) -> Section:
    """Two weeks later: new words for what happened, one stance and one pair of probabilities moved, one event more.

    The first sources are still those of the snapshot before.
    """
    as_of = date.fromisoformat(before["as_of"]) + timedelta(days=14)
    players = [one["id"] for one in before["players"]]
    moved, carried = writer.number(6), 1 + writer.number(2)
    terms = [
        {**term, "positions": {**term["positions"], players[0]: writer.choose(STANCES)}} if place == moved else term
        for place, term in enumerate(before["truce"]["terms"])
    ]
    return {
        **before,
        "title": f"{before['title'].partition(':')[0]}: {writer.title(6)}",
        "as_of": as_of.isoformat(),
        "bottom_line": writer.text(2),
        "what_happened": f"{writer.text(5)} [@s1]",
        "truce": {**before["truce"], "terms": terms},
        "outlook": {**before["outlook"], "scenarios": _moved(before["outlook"]["scenarios"])},
        "timeline": [_event(writer, as_of, index + 4, players), *before["timeline"][:4]],
        "sources": [
            *before["sources"][:carried],
            *(_source(writer, number, as_of) for number in range(carried + 1, SOURCES + 1)),
        ],
    }


def _moved(scenarios: list[Section]) -> list[Section]:
    """The first scenario one point less likely, the last one point more."""
    first, *others, last = scenarios
    change = 1 if first["probability"] > 1 else 0
    return [
        {**first, "probability": first["probability"] - change},
        *others,
        {**last, "probability": last["probability"] + change},
    ]


def write_site(count: int, folder: Path, *, prints: bool = False) -> None:
    """A site of `count` briefings that `parley build` builds as it stands; `count` is rounded up to whole processes.

    With `prints`, each briefing also gets its PDF brief and its social card.
    """
    briefings = folder / "briefings"
    (briefings / "registry").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(MKDOCS_YML.replace("PRINT", str(prints).lower()), encoding="utf-8")
    numbers = range(-(-count // SNAPSHOTS))
    # A copy of this process would copy its threads' locks, too.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        processes = dict(pool.map(partial(_write_process, briefings), numbers, chunksize=8))
    (briefings / "registry" / "processes.yaml").write_text(_yaml(processes), encoding="utf-8")


def _write_process(briefings: Path, number: int) -> tuple[str, Section]:
    """Write the process's briefings, each into the folder of its year; its key and its entry in the registry."""
    for index, snapshot in enumerate(process(number)):
        path = briefings / snapshot["as_of"][:4] / f"briefing-{number:05d}-{index}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(_yaml(snapshot), encoding="utf-8")
    return f"process-{number:05d}", {"title": f"Talks of {place(number)}", "status": "active"}


class _Plain(yaml.CSafeDumper):
    """Lists that stand twice are written twice: a briefing has no anchors."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _yaml(data: Section) -> str:
    return yaml.dump(data, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110)


if __name__ == "__main__":
    write_site(int(sys.argv[1]), Path(sys.argv[2]))
