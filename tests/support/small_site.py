"""A very small site whose edition is made by hand, to test publishing without the pipeline.

Run as a program it builds or serves the site of a folder in a process of its own, and can kill itself on the way:
`small_site.py FOLDER [--saying TEXT] [--die-before STEP] [--wait-at FILE] [--in-place] [--serve ADDRESS]`.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from generator.edition import Edition, Page, Pages, Redirect
from generator.publishing import plugin, release, staged_site
from generator.publishing.build import BuildResult, build_site, serve_site
from generator.publishing.stops import Stop
from generator.publishing.verify import verify

BARE_TEMPLATES = Path(__file__).with_name("bare_templates")
Publish = Callable[[Edition], BuildResult]

NOW = datetime(2025, 9, 1, 12, tzinfo=UTC)

MKDOCS_YML = """\
site_name: Parley
site_url: https://example.org/peace/
docs_dir: briefings
theme: {name: material, font: false, language: en}
plugins: [briefings]
markdown_extensions: [attr_list]
nav: [index.md, about.md]
"""

# A PNG of one pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)

PAGES = (
    Page("index.md", "# Home\n\n[River line](briefings/river-line.md#terms)\n", "Home"),
    Page(
        "briefings/river-line.md",
        "# River line\n\nBoth banks agree.\n\n## Terms { #terms }\n\n[Home](../index.md)\n",
        "River line",
        edit_path="2025/river-line.yaml",
        last_modified=date(2025, 8, 17),
    ),
)
EDITION = Edition(
    pages=Pages.of(PAGES),
    redirects=(Redirect("briefings/river.md", "briefings/river-line.md", "This briefing has moved.", "River line"),),
    prose=("about.md",),
    briefing_slugs=("river-line",),
    unpublished_slugs=("secret-talks",),
    words={"home": "Home", "search": "Search", "link_to_section": "Link to this section"},
    timings={"read": 0.5},
)


def with_home(markdown: str) -> Edition:
    """The edition with another home page."""
    return replace(EDITION, pages=Pages.of([replace(PAGES[0], markdown=f"# Home\n\n{markdown}\n"), *PAGES[1:]]))


def write_site(folder: Path, settings: str = "") -> Path:
    """Write the sources of the small site into a folder, and return the path of its `mkdocs.yml`."""
    briefings = folder / "briefings"
    (briefings / "2025").mkdir(parents=True)
    (briefings / "about.md").write_text("# About\n\n![A map](map.png)\n", encoding="utf-8")
    (briefings / "map.png").write_bytes(PIXEL)
    (briefings / "2025" / "river-line.yaml").write_text("title: River line\n", encoding="utf-8")
    (briefings / "2025" / "secret-talks.yaml").write_text("title: Secret talks\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(MKDOCS_YML + settings, encoding="utf-8")
    return folder / "mkdocs.yml"


def use_edition(edition: Edition, patch: Callable[[object, str, object], None] = setattr) -> None:
    """Have the plugin publish this edition, in Material's own theme less the scripts that stand in its pages."""

    def make_edition(*_: object, **__: object) -> Edition:
        return edition

    patch(plugin.BriefingsPlugin, "make_edition", make_edition)
    patch(plugin, "packaged_templates", lambda: BARE_TEMPLATES)


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, with its bytes; nothing for a folder that is not there.

    What builds keep for themselves is left out.
    """
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith(".cache/")}


def names_in(folder: Path) -> list[str]:
    """What stands in a folder, without what builds keep for themselves."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".cache")


# Steps of a build before which the program can be killed, by the name that makes them.
STEPS: dict[str, tuple[Any, str]] = {
    "search": (staged_site, "write_search_index"),
    "verify": (staged_site, "verify"),
    "swap": (release, "_exchange"),
    "keeping": (release, "_retire"),
}


def _die_before(step: str) -> None:
    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(*STEPS[step], die)


def _wait_at(file: Path) -> None:
    """Tell by a file that the build has begun, and go on once the file is gone (or after a minute)."""

    def wait(*arguments: Any) -> Any:
        file.touch()
        end = monotonic() + 60
        while file.exists() and monotonic() < end:
            sleep(0.02)
        return verify(*arguments)

    setattr(staged_site, "verify", wait)  # noqa: B010


def _publish_in_place() -> None:
    """Write the new site over the old one, file by file and slowly, as a publisher without a swap would."""

    def publish(staging: Path, target: Path) -> bool:
        for name, content in sorted(files_below(staging).items()):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(content)
            sleep(0.02)
        release.discard(staging)
        return True

    setattr(release, "publish", publish)  # noqa: B010


def main() -> None:
    """Build the site of a folder once, or serve it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--saying", default="All is well.")
    parser.add_argument("--die-before", choices=STEPS)
    parser.add_argument("--wait-at", type=Path)
    parser.add_argument("--in-place", action="store_true")
    parser.add_argument("--serve")
    options = parser.parse_args()
    use_edition(with_home(options.saying))
    if options.die_before:
        _die_before(options.die_before)
    if options.in_place:
        _publish_in_place()
    if options.wait_at:
        _wait_at(options.wait_at)
    if options.serve:
        serve_site(options.folder / "mkdocs.yml", options.serve)
        return
    try:
        build_site(options.folder / "mkdocs.yml", None, NOW)
    except Stop as stopped:
        sys.stderr.write(f"{stopped}\n")
        sys.exit(stopped.exit_code)


if __name__ == "__main__":
    main()
