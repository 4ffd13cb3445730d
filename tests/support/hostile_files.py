"""Files that would break a reader which trusts them, and what reading one costs.

Run as a program it reads each in turn and prints, as JSON, what was found of it, in how many seconds and bytes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import process_time

from generator.reading.files import SourceFile
from generator.reading.library import read_library

MIB = 1024 * 1024
C0 = tuple(code for code in range(32) if chr(code) not in "\t\n\r")
NAMES = "abcdefghij"
# Files with more than one thing to tell: each anchor and each alias has its place.
SEVERAL = frozenset(
    {"billion laughs by sequence", "billion laughs by merge key", "a node that holds itself", "90,000 problems"}
)


def _laughs(line: str, separator: str, reference: str) -> bytes:
    """Each line says the one before nine times: the last would be a billion."""
    lines = [line.format(name="a", below="lol")]
    for below, name in pairwise(NAMES):
        lines.append(line.format(name=name, below=separator.join([reference.format(below=below)] * 9)))
    return "\n".join(lines).encode()


def _briefing(line: str) -> bytes:
    """A briefing that is sound but for one line."""
    head = "title: Talks\nas_of: 2025-03-01\nstatus: published\nbottom_line: They talk.\nplayers: [us]\n"
    rest = "what_happened: They met [@s1].\nsources: [{id: s1, title: A note, kind: wire, grade: B2}]\n"
    return f"{head}{line}\n{rest}".encode()


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "billion laughs by sequence": lambda: _laughs("{name}: &{name} [{below}]", ", ", "*{below}"),
    "billion laughs by merge key": lambda: _laughs("{name}: &{name} {{<<: [{below}], x: y}}", ", ", "*{below}"),
    "a node that holds itself": lambda: b"a: &a [*a]\n",
    "50,000 lists deep": lambda: b"title: " + b"[" * 50_000,
    "50,000 mappings deep": lambda: b"title: " + b"{a: " * 50_000,
    "50,000 lines deep": lambda: b"\n".join(b" " * depth + b"a:" for depth in range(1000)) + b"- " * 50_000,
    "100 MB": lambda: b"title: " + b"x" * 100_000_000,
    "100 MB of lines": lambda: b"- x\n" * 25_000_000,
    "a number of 5,000 digits": lambda: _briefing(f"language: {'9' * 5_000}"),
    "a probability of 5,000 digits": lambda: _briefing(
        f"outlook: {{question: Q, horizon: 2025-12, scenarios: [{{id: a, title: A, probability: {'9' * 5_000}}}]}}"
    ),
    "a year of 5,000 digits": lambda: _briefing(f"review_by: {'9' * 5_000}-01-01"),
    "a surrogate": lambda: b"title: \xed\xa0\x80\n",
    "a surrogate as an escape": lambda: _briefing('topics: ["\\ud800"]'),
    "UTF-16": lambda: "title: Talks\n".encode("utf-16"),
    "UTF-16 without its mark": lambda: "title: Talks\n".encode("utf-16-le"),
    "UTF-32": lambda: "title: Talks\n".encode("utf-32"),
    "a byte-order mark inside": lambda: _briefing("topics: [\ufeffa]"),
    "a duplicate key": lambda: _briefing("title: Again"),
    "a tag that runs": lambda: _briefing("topics: !!python/object/apply:os.system [id]"),
    "a tag": lambda: _briefing("topics: !!binary aGk="),
    "an unknown tag": lambda: _briefing("topics: !x y"),
    "a directive": lambda: b"%TAG !e! tag:yaml.org,2002:python/\n---\n" + _briefing("topics: [a]"),
    "two documents": lambda: _briefing("topics: [a]") + b"---\n" + _briefing("topics: [b]"),
    "a key of a mebibyte": lambda: b"x" * (MIB - 10) + b": y\n",
    "a quote that never ends": lambda: b'title: "' + b"a" * (MIB - 20),
    "90,000 keys": lambda: "".join(f"k{number}: v\n" for number in range(90_000)).encode(),
    "90,000 problems": lambda: b"title: x\n" * 90_000,
    **{f"the control U+{code:04X}": partial(_briefing, f"topics: [a{chr(code)}b]") for code in C0},
    **{f"the control U+{code:04X} as an escape": partial(_briefing, f'topics: ["a\\x{code:02x}b"]') for code in C0},
}


@dataclass(frozen=True)
class Reading:
    """What was found of a file: the first problem's place and code, how many there are, the seconds, the most bytes."""

    name: str
    line: int
    column: int
    code: str
    problems: int
    seconds: float
    peak: int


def read(name: str) -> Reading:
    """Read one hostile file, and measure it."""
    raw = HOSTILE[name]()
    # Of a file that is too large no more than one byte too many is ever read.
    file = SourceFile("briefings/hostile.yaml", raw[: MIB + 1])
    del raw
    _forget_peak()
    begin = process_time()
    found = read_library((file,), "briefings").problems
    seconds = process_time() - begin
    first = found[0]
    return Reading(name, first.line, first.column, first.code, len(found), seconds, _peak())


def _forget_peak() -> None:
    """Linux counts the most memory a process had anew from here on."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (peak,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) * 1024


if __name__ == "__main__":
    json.dump([asdict(read(name)) for name in HOSTILE], sys.stdout)
