"""A preview outlives whatever an author does, and always comes back to the right page."""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from random import Random

import pytest
from command_line import SMALLEST, write_site
from previews import Preview, previewed
from proof import Proof

PROMISE = "An edit during a preview: it goes on, and shows the right page once that is mended"
FILE = "briefings/2025/guarantees.yaml"
PAGE = "briefings/guarantees/"
TEMPLATE = "site_templates/pages/briefing.md.j2"
MENDED_EVERY = 4


def titled(title: str) -> str:
    """A sound briefing of this title."""
    return re.sub("(?m)^title: .*", f"title: {title}", SMALLEST)


def broken_yaml(preview: Preview, chance: Random) -> None:
    text = SMALLEST.encode()
    at = chance.randrange(len(text))
    (preview.root / FILE).write_bytes(
        text[:at] + chance.choice([b"[", b"\0", b"\xff", b": : ", b"\t", b"&x ", b"'"]) + text[at:]
    )


def half_written(preview: Preview, chance: Random) -> None:
    preview.save(FILE, SMALLEST[: chance.randrange(len(SMALLEST))])


def deleted(preview: Preview, chance: Random) -> None:
    (preview.root / FILE).unlink(missing_ok=True)


def renamed(preview: Preview, chance: Random) -> None:
    if (preview.root / FILE).exists():
        (preview.root / FILE).rename(preview.root / f"briefings/2025/renamed-{chance.randrange(3)}.yaml")


def added(preview: Preview, chance: Random) -> None:
    preview.save(f"briefings/2025/renamed-{chance.randrange(3)}.yaml", chance.choice([SMALLEST, "title: [", ""]))


def broken_registry(preview: Preview, chance: Random) -> None:
    preview.save("briefings/registry/players.yaml", chance.choice(["[", "us: {name: [}", "ghost: {}\n", ""]))


def broken_template(preview: Preview, chance: Random) -> None:
    preview.save(
        TEMPLATE, chance.choice(["{{ nothing | md }}", "{% if %}", "{{ view", "{% include 'gone' %}", "{{ 1 }}"])
    )


def broken_prose(preview: Preview, chance: Random) -> None:
    preview.save(
        "briefings/about.md", chance.choice(["# About\n\n<script>alert(1)</script>\n", "[a](gone.md)\n", "\0"])
    )


def folder_gone(preview: Preview, chance: Random) -> None:
    preview.save("briefings/2026/other.yaml", SMALLEST)
    (preview.root / "briefings/2026/other.yaml").unlink()
    (preview.root / "briefings/2026").rmdir()


EDITS: tuple[Callable[[Preview, Random], None], ...] = (
    *(broken_yaml, half_written, deleted, renamed, added),
    *(broken_registry, broken_template, broken_prose, folder_gone),
)


def mend(preview: Preview, title: str) -> None:
    """The sources as they were, under a new title."""
    for path in preview.root.glob("briefings/**/*"):
        if path.is_file() and path != preview.root / FILE:
            path.unlink()
    (preview.root / TEMPLATE).unlink(missing_ok=True)
    preview.save(FILE, titled(title))


def comes_back(preview: Preview, title: str) -> bool:
    """The page has the title, stands whole, and says of no problem."""
    shows = preview.shows(PAGE, f"<title>{title}")
    status, text = preview.answer(PAGE)
    return shows and status == HTTPStatus.OK and "</article>" in text and 'id="parley-problems"' not in text


@pytest.mark.proof
@pytest.mark.parametrize("edits", [12, pytest.param(500, marks=pytest.mark.long)])
def test_a_preview_survives_random_edits(tmp_path: Path, edits: int, proof: Proof) -> None:
    """Broken YAML, files deleted, renamed and half written, templates and registries with faults, in any order."""
    root = write_site(tmp_path / "site", {"2025/guarantees.yaml": SMALLEST})
    (root / TEMPLATE).parent.mkdir(parents=True)
    chance, back = Random(edits), 0
    with previewed(root) as preview:
        for number in range(1, edits + 1):
            chance.choice(EDITS)(preview, chance)
            if number % MENDED_EVERY == 0:
                mend(preview, f"Mended {number}")
                assert comes_back(preview, f"Mended {number}"), number
                back += MENDED_EVERY
            elif chance.random() < 0.5:
                # Sometimes somebody looks while it is broken: there is an answer, whatever it is.
                assert preview.answer(PAGE)[0] in (
                    HTTPStatus.OK,
                    HTTPStatus.NOT_FOUND,
                    HTTPStatus.INTERNAL_SERVER_ERROR,
                )
    proof.held(PROMISE, edits, back)


@pytest.mark.proof
def test_an_edit_that_is_not_mended_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, proof: Proof) -> None:
    """The control: after each kind of edit alone, the same look finds the page not to be the right one."""
    root = write_site(tmp_path / "site", {"2025/guarantees.yaml": SMALLEST})
    (root / TEMPLATE).parent.mkdir(parents=True)
    edits = (half_written, deleted, broken_template)
    fired = 0
    with previewed(root) as preview:
        monkeypatch.setattr("previews.PATIENCE", 1.5)
        for edit in edits:
            mend(preview, "Before")
            edit(preview, Random(1))
            fired += not comes_back(preview, "Not written")
    proof.fired(PROMISE, len(edits), fired)
