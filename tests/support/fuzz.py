"""A search for bytes that the readers cannot stand, guided by the lines that they reach.

`make fuzz SECONDS=600` runs it: bytes that reach new lines of `generator/` are kept and varied. It begins with every
YAML case of the tests, and goes on where the last search ended (`.cache/fuzz`). A finding is written there as
`crash-...`; shortened and given a name it belongs to `tests/cases/fuzz`, which every run of the tests reads.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["generator"]):
    from reading_promises import hold, hold_written_anew

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
WORK = ROOT / ".cache" / "fuzz"


def seeds() -> Iterator[Path]:
    """Where the search begins: every case of the tests, and the shortest of the example briefings."""
    yield from sorted(CASES.rglob("*.yaml"))
    yield from sorted((ROOT / "briefings").rglob("*.yaml"), key=lambda path: path.stat().st_size)[:5]
    yield from sorted((CASES / "fuzz").glob("*"))


def _dictionary() -> str:
    """The words the search puts together: keys and terms of the model, and what YAML and prose give a meaning."""
    schema = json.loads((ROOT / "briefings.schema.json").read_text(encoding="utf-8"))
    words = {f"{key}: " for one in schema["$defs"].values() for key in one.get("properties", ())}
    words |= {term for one in schema["$defs"].values() for term in one.get("enum", ()) if isinstance(term, str)}
    words |= {"[@s1]", "[[us]]", "&a ", "*a", "<<: ", "!!str ", "|\n  ", ">-\n  ", "---\n", "{", "}", "](https://a.b)"}
    return "".join(f'"{_quoted(word)}"\n' for word in sorted(words))


def _quoted(word: str) -> str:
    return "".join(chr(byte) if chr(byte).isalnum() else f"\\x{byte:02x}" for byte in word.encode())


def _corpus() -> Path:
    corpus = WORK / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in seeds():
        shutil.copyfile(seed, corpus / "-".join(seed.relative_to(ROOT).parts))
    return corpus


def _tried(raw: bytes) -> None:
    hold(raw)
    # The writer is twenty times slower than the readers: it gets some of what they get, by the bytes, not by chance.
    if sum(raw) % 8 == 0:
        hold_written_anew(raw)


def _search(seconds: int) -> None:
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / "words.dict").write_text(_dictionary(), encoding="ascii")
    settings = [
        f"-max_total_time={seconds}",
        f"-dict={WORK / 'words.dict'}",
        f"-artifact_prefix={WORK}/",
        "-max_len=4096",
        "-timeout=5",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *settings, str(_corpus())], _tried)
    atheris.Fuzz()


if __name__ == "__main__":
    _search(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
