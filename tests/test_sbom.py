"""The list of what Parley is made of: every locked requirement with its hashes, the same bytes each time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from proof import Proof

ROOT = Path(__file__).resolve().parent.parent
LOCKED = "A locked requirement is in the SBOM with its hashes"


def made(folder: Path, **variables: str) -> bytes:
    file = folder / "build" / "sbom.cdx.json"
    command = [sys.executable, str(ROOT / "scripts" / "sbom.py"), str(file)]
    subprocess.run(command, cwd=folder, env=variables or None, check=True)
    return file.read_bytes()


@pytest.fixture
def bill(tmp_path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(made(tmp_path))
    return found


def unlisted(bill: dict[str, Any], lock: str) -> set[str]:
    """Hashes of the lock file that the bill lacks."""
    references = [one for component in bill["components"] for one in component["externalReferences"]]
    listed = {digest["content"] for one in references for digest in one["hashes"]}
    return set(re.findall(r"sha256:([0-9a-f]{64})", lock)) - listed


@pytest.mark.proof
def test_every_requirement_is_listed_with_its_hashes(bill: dict[str, Any], proof: Proof) -> None:
    """What `make site` installs, no more and no less; a hash taken out of the bill is missed."""
    lock = (ROOT / "requirements" / "site.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", lock, re.MULTILINE)
    assert [(one["name"], one["version"]) for one in bill["components"]] == pins
    assert unlisted(bill, lock) == set()
    proof.held(LOCKED, len(pins), len(bill["components"]))
    bill["components"][0]["externalReferences"][0]["hashes"].pop()
    proof.fired(LOCKED, 1, len(unlisted(bill, lock)))


def test_each_is_needed_by_another_or_by_parley(bill: dict[str, Any]) -> None:
    """The dependencies are whole: from Parley every component can be reached but the build's own tools."""
    below = {one["ref"]: one["dependsOn"] for one in bill["dependencies"]}
    seen, waiting = set(), [bill["metadata"]["component"]["bom-ref"]]
    while waiting:
        if (ref := waiting.pop()) not in seen:
            seen.add(ref)
            waiting += below[ref]
    assert len(seen) > 0.8 * len(below)


def test_equal_locks_make_equal_bytes(tmp_path: Path) -> None:
    """Neither zone nor hash seed nor folder shows."""
    (tmp_path / "a").mkdir()
    one = made(tmp_path / "a", PYTHONHASHSEED="1", TZ="UTC")
    (tmp_path / "b").mkdir()
    assert made(tmp_path / "b", PYTHONHASHSEED="2", TZ="Asia/Tokyo") == one
