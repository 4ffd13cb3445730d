"""The `parley` command in a process of its own, and a tiny site for it to act on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PARLEY = Path(sys.executable).with_name("parley")

MKDOCS_YML = """\
site_name: Tiny
docs_dir: briefings
theme: {name: material, font: false}
plugins: [briefings]
markdown_extensions: [attr_list]
"""

SMALLEST = """\
title: Article 5-like guarantees for Ukraine under discussion
as_of: 2025-08-17
status: published
bottom_line: A US envoy says that robust guarantees for Kyiv are to be discussed; no text is public.
players: [us, ru, ua, fr, gb]
what_happened: A US envoy said both presidents agreed to discuss guarantees [@s1].
what_next: Leaders meet at the White House.
sources:
  - {id: s1, title: "What is the story about?", kind: ai_generated, grade: F6}
"""

MOMENT = "1756728000"  # 2025-09-01 12:00 UTC


def write_site(folder: Path, briefings: Mapping[str, str]) -> Path:
    """A site with these briefings, by path below its briefings folder; the folder of the site."""
    (folder / "briefings").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    for path, text in briefings.items():
        file = folder / "briefings" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def surroundings(**added: str) -> dict[str, str]:
    """The variables a command runs with: this process's, a fixed moment, and those added."""
    return {**os.environ, "SOURCE_DATE_EPOCH": MOMENT, **added}


def heed_interrupts() -> None:
    """What a process does first that is to be interrupted: a shell may start its background jobs deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run_parley(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, as a shell would."""
    return subprocess.run(
        [PARLEY, *arguments],
        cwd=folder,
        env=surroundings(**variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
