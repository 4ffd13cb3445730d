"""`parley export markdown` hands over a site that other engines build as it stands, `offline` one that needs none."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from command_line import SMALLEST

Parley = Callable[..., Result]

DRAFT = SMALLEST.replace("status: published", "status: draft").replace("Article 5-like", "Secret")
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@pytest.fixture
def full_site(site: Path) -> Path:
    """The tiny site with a former address, a draft, a prose page with an image, and a note that is nobody's page."""
    moved = SMALLEST.replace("players: [", "previously: old-name\nplayers: [")
    for path, text in {
        "2025/guarantees.yaml": moved,
        "2025/secret-talks.yaml": DRAFT,
        "about.md": "# About\n\n![A map](map.png)\n",
        "notes.txt": "not for readers",
    }.items():
        (site / "briefings" / path).write_text(text, encoding="utf-8")
    (site / "briefings/map.png").write_bytes(PIXEL)
    (site / "site_templates/theme/partials").mkdir(parents=True)
    (site / "site_templates/theme/partials/footer.html").write_text("<footer>Our own foot</footer>", encoding="utf-8")
    return site


def test_pages_prose_images_theme_and_settings_are_written(parley: Parley, full_site: Path) -> None:
    """All a builder needs, and nothing that is not published."""
    done = parley("export", "markdown", "out")
    assert done.exit_code == 0, done.stderr
    written = {path.relative_to("out").as_posix() for path in Path("out").rglob("*") if path.is_file()}
    assert {
        "mkdocs.yml",
        "docs/briefings/guarantees.md",
        "docs/briefings/old-name/index.html",
        "docs/about.md",
        "docs/map.png",
        "theme/main.html",
    } <= written
    assert not {path for path in written if path.endswith(".yaml") or "secret" in path or "notes" in path}
    assert Path("out/docs/map.png").read_bytes() == PIXEL
    assert Path("out/theme/partials/footer.html").read_text("utf-8") == "<footer>Our own foot</footer>"


def test_it_says_how_to_go_on(parley: Parley, full_site: Path) -> None:
    """How to build what was written, and how to add search."""
    shown = parley("export", "markdown", "out").stdout.splitlines()
    assert re.fullmatch(r"Wrote \d+ pages of Markdown and what they need into out", shown[0])
    assert shown[1:] == [
        "Build it: cd out && mkdocs build",
        "Add search to the built site: python3 -m pagefind --site out/site",
    ]


def test_two_exports_are_the_same_bytes(parley: Parley, full_site: Path) -> None:
    """Into another folder, and over the first one."""
    for folder in ("one", "two", "one"):
        assert parley("export", "markdown", folder).exit_code == 0
    one, two = (
        {path.relative_to(folder): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}
        for folder in ("one", "two")
    )
    assert one == two


def test_somebodys_folder_is_refused(parley: Parley, site: Path) -> None:
    """Before anything is read or written."""
    Path("out").mkdir()
    Path("out/thesis.txt").write_text("years of work")
    done = parley("export", "markdown", "out")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "out is not empty, and no earlier export made it. Choose another folder, or empty it.\n"
    assert [path.name for path in Path("out").iterdir()] == ["thesis.txt"]


def test_with_an_error_nothing_is_written(parley: Parley, site: Path) -> None:
    """The problems are shown as a check shows them."""
    broken = SMALLEST.replace("players: [us, ru, ua, fr, gb]", "players: [us, uaa]")
    (site / "briefings/2025/guarantees.yaml").write_text(broken, encoding="utf-8")
    done = parley("export", "markdown", "out")
    assert done.exit_code == 1
    assert "briefings/2025/guarantees.yaml:5:15: unknown-player: no player 'uaa'" in done.stderr
    assert done.stderr.endswith("1 error in 1 file. Nothing was exported.\n")
    assert not Path("out").exists()


def articles(site: Path) -> dict[str, str]:
    """The text of each page of a built site, from its article on, but for the way to a PDF, which no export has."""
    found = {}
    for path in site.rglob("index.html"):
        html = path.read_text("utf-8")
        article = html.partition("<article")[2].partition("</article>")[0]
        found[path.relative_to(site).as_posix()] = " ".join(re.sub(r'<p class="p-brief".*?</p>', "", article).split())
    return found


def test_other_engines_build_the_same_pages(parley: Parley, full_site: Path) -> None:
    """Strictly, with not one warning; article for article what `parley build` publishes."""
    assert parley("export", "markdown", "out").exit_code == 0
    assert parley("build").exit_code == 0
    ours = articles(full_site / "site")
    assert len(ours) > 10
    for engine in ("mkdocs", "properdocs"):
        command = [sys.executable, "-m", engine, "build", "--strict", "--site-dir", engine]
        done = subprocess.run(command, cwd=full_site / "out", capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        theirs = articles(full_site / "out" / engine)
        # The Markdown beside a page has another name there, or the engine would take it for a page of its own.
        assert {path: page.replace("index.md.txt", "index.md") for path, page in theirs.items()} == ours


# ---- offline ----


def copied(file: str) -> dict[str, bytes]:
    """The files of a copy, by their path below its folder."""
    with zipfile.ZipFile(file) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_an_offline_copy_is_the_published_site(parley: Parley, full_site: Path) -> None:
    """Its pages with the files beside them, pictures and search; nothing held back, nothing that only a server uses."""
    done = parley("export", "offline", "talks.zip")
    assert done.exit_code == 0, done.stderr
    assert "unpack it and open talks/index.html" in done.stdout
    files = copied("talks.zip")
    assert {"index.html", "briefings/guarantees/index.html", "briefings/guarantees/brief.pdf", "map.png"} <= set(files)
    assert {"search/en.js", "assets/javascripts/offline.js", "data/parley.sqlite", "feed.xml"} <= set(files)
    assert not [path for path in files if path.startswith(("pagefind", "_headers", ".parley", "404"))]
    assert not [path for path, content in files.items() if "secret" in path or b"Secret guarantees" in content]
    assert b"url=../guarantees/index.html" in files["briefings/old-name/index.html"]
    assert not (full_site / "site").exists()
    assert parley("build").exit_code == 0
    assert Path("site/data/parley.sqlite").read_bytes() == files["data/parley.sqlite"]


def test_an_offline_copy_is_made_twice_alike(parley: Parley, full_site: Path) -> None:
    """The same bytes, whatever day it is; an earlier copy is replaced."""
    assert parley("export", "offline", "talks.zip").exit_code == 0
    first = Path("talks.zip").read_bytes()
    for file in (full_site / "briefings").rglob("*"):
        os.utime(file, (0, 0))
    assert parley("export", "offline", "talks.zip").exit_code == 0
    assert Path("talks.zip").read_bytes() == first
    with zipfile.ZipFile("talks.zip") as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {(entry.date_time, entry.external_attr >> 16) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 0o100644)}


@pytest.mark.parametrize(
    ("name", "why"),
    [("talks", "name it talks.zip"), ("none/talks.zip", "There is no folder none"), ("mine.zip", "no earlier export")],
)
def test_an_offline_copy_spoils_nothing(parley: Parley, full_site: Path, name: str, why: str) -> None:
    """What is somebody's, or no ZIP, is left alone, and said before anything is built."""
    Path("mine.zip").write_bytes(b"mine")
    done = parley("export", "offline", name)
    assert done.exit_code == 2
    assert why in done.stderr
    assert Path("mine.zip").read_bytes() == b"mine"


def test_no_offline_copy_of_a_broken_site(parley: Parley, site: Path) -> None:
    """Problems are told as by a build, and no file is written."""
    (site / "briefings/2025/guarantees.yaml").write_text(SMALLEST.replace("[us,", "[uu,"), encoding="utf-8")
    done = parley("export", "offline", "talks.zip")
    assert done.exit_code == 1
    assert "unknown-player" in done.stderr
    assert not Path("talks.zip").exists()
