"""Which images of the briefings folder are published: those that published prose or the settings name, no others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_site import EDITION, PIXEL, Publish, files_below

PICTURES = (
    "img/roadmap.png",
    "img/A photo (1).JPG",
    "map.png",
    "roadmap.png",
    "secret/map.png",
    "secret/roadmap.png",
    "secret/img/roadmap.png",
)


def write(root: Path, files: dict[str, str]) -> None:
    """Prose, and beside it pictures of which most only a draft shows."""
    for name, text in files.items():
        (root / "briefings" / name).parent.mkdir(exist_ok=True)
        (root / "briefings" / name).write_text(text, encoding="utf-8")
    for name in PICTURES:
        (root / "briefings" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "briefings" / name).write_bytes(PIXEL)


def published(root: Path) -> set[str]:
    """The pictures on the site, but for the theme's."""
    return {name for name in files_below(root / "site") if name in PICTURES}


@pytest.mark.parametrize(
    ("prose", "shown"),
    [
        ("![A map](img/roadmap.png)", {"img/roadmap.png"}),
        ("![A map](map.png)", {"map.png"}),
        ("![A map](./img/../map.png?v=2#top 'A map')", {"map.png"}),
        ("[The map](map.png)", {"map.png"}),
        ("![A map][map]\n\n[map]: <map.png> 'A map'", {"map.png"}),
        ("![A photo](img/A%20photo%20(1).JPG)", {"img/A photo (1).JPG"}),
        ("![A photo](<img/A photo (1).JPG>)", {"img/A photo (1).JPG"}),
        ("![A map](https://example.org/peace/map.png)", {"map.png"}),
        ("![A map](/peace/map.png)", {"map.png"}),
        ("`![A map](secret/map.png)`", set()),
        ("The secret/map.png, and [its site](https://example.com/secret/map.png).", set()),
    ],
)
def test_a_picture_is_published_where_prose_names_it(root: Path, publish: Publish, prose: str, shown: set[str]) -> None:
    """However its address is written; no other goes with it, whether of its name or of a name that is part of it."""
    write(root, {"about.md": f"# About\n\n{prose}\n"})
    publish(EDITION)
    assert published(root) == shown


def test_an_address_counts_from_its_page(root: Path, publish: Publish) -> None:
    """The same words on a page of another folder mean another file."""
    write(root, {"about.md": "# About\n", "guide/index.md": "# Guide\n\n![A](../map.png) ![B](../img/roadmap.png)\n"})
    publish(replace(EDITION, prose=("about.md", "guide/index.md")))
    assert published(root) == {"map.png", "img/roadmap.png"}


def test_settings_and_front_matter_may_name_a_picture(root: Path, publish: Publish) -> None:
    """A logo, or what a template of the site's own shows, is as much asked for as what stands in the text."""
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("font: false", "font: false, logo: map.png")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    write(root, {"about.md": "---\ncover: img/roadmap.png\n---\n"})
    publish(EDITION)
    assert published(root) == {"map.png", "img/roadmap.png"}


def test_paths_from_the_root_may_count_from_the_folder(root: Path, publish: Publish) -> None:
    """Where the settings say so, whatever path the site has at its host."""
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("validation: {links: {absolute_links: relative_to_docs}}\n")
    write(root, {"about.md": "# About\n\n![A map](/img/roadmap.png)\n"})
    publish(EDITION)
    assert published(root) == {"img/roadmap.png"}


def test_what_a_draft_of_prose_shows_is_not_published(root: Path, publish: Publish) -> None:
    """A page that the settings leave out asks for no picture either."""
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("draft_docs: secret/\n")
    write(root, {"about.md": "# About\n", "secret/notes.md": "# Notes\n\n![A map](map.png)\n"})
    publish(replace(EDITION, prose=("about.md", "secret/notes.md")))
    assert published(root) == set()
