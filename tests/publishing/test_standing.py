"""While nothing has changed that a site is made from, there is nothing to build."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep

import pytest
from click.testing import CliRunner
from sites import briefing

from generator.cli import main
from generator.publishing import standing as standing_module
from generator.publishing.build import build_site
from generator.publishing.standing import made_from, standing

NOW = datetime(2025, 4, 1, 12, tzinfo=UTC)
SETTINGS = """\
site_name: Desk
docs_dir: briefings
theme: {name: material, font: false}
plugins: [{briefings: {print: false}}]
markdown_extensions: [attr_list]
nav: [index.md]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site of two briefings, one of them under an embargo, that was built."""
    root = tmp_path / "root"
    (root / "briefings").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(SETTINGS)
    (root / "briefings" / "talks.yaml").write_text(briefing(review_by="2025-04-05"))
    (root / "briefings" / "about.md").write_text("# About\n")
    embargo = "2025-04-03T08:00:00+02:00"
    (root / "briefings" / "later.yaml").write_text(briefing(title="Later", embargo_until=embargo))
    build(root)
    return root


def build(root: Path) -> None:
    """Build once the clock of the filesystem has gone on: what is saved in the same moment may change unseen."""
    sleep(0.03)
    build_site(root / "mkdocs.yml", None, NOW)


def stands(root: Path, now: datetime = NOW) -> bool:
    return standing(root / "mkdocs.yml", None, now) is not None


def test_what_was_built_stands(root: Path) -> None:
    """And is told as it was built."""
    found = standing(root / "mkdocs.yml", None, NOW + timedelta(hours=1))
    assert found is not None
    assert (found.briefings, found.warnings, Path(found.site_dir)) == (1, 0, root / "site")
    assert found.pages > 10


def write(path: str, text: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)

    return change


@pytest.mark.parametrize(
    "change",
    [
        write("briefings/talks.yaml", briefing(title="A truce is proposeD", review_by="2025-04-05")),
        write("briefings/new.yaml", briefing()),
        write("briefings/about.md", "# about\n"),
        write("briefings/map.png", "an image"),
        write("mkdocs.yml", SETTINGS.replace("Desk", "Dusk")),
        write("site_templates/pages/home.md.j2", "{{ view.frame.title | md }}"),
        write("site/index.html", "somebody else's"),
        lambda root: (root / "briefings" / "later.yaml").unlink(),
        lambda root: (root / "site" / "index.html").unlink(),
        lambda root: shutil.rmtree(root / "site"),
        lambda root: shutil.rmtree(root / ".cache"),
    ],
)
def test_after_a_change_it_does_not(root: Path, change: Callable[[Path], object]) -> None:
    """Whatever is changed, added or removed, among the sources or in the site itself."""
    assert stands(root)
    change(root)
    assert not stands(root)


def test_a_change_that_keeps_size_and_time_is_seen(root: Path) -> None:
    """A file that was put in the place of another one is another file."""
    path = root / "briefings" / "talks.yaml"
    before = path.stat()
    path.write_text(path.read_text().replace("proposed", "PROPOSED"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert not stands(root)


LINKED = {
    "a file of settings": ("mkdocs.yml", SETTINGS, SETTINGS.replace("Desk", "Dusk")),
    "a file of the theme": ("site_templates/theme/more.css", "a {color: red}", "a {color: tan}"),
    "a file in a folder": ("site_templates/theme/partials/footer.html", "<p>One</p>", "<p>Two</p>"),
}


@pytest.mark.parametrize("which", LINKED)
def test_a_change_behind_a_link_is_seen(root: Path, tmp_path: Path, which: str) -> None:
    """Be the link to the file itself or to its folder; a folder that leads back to itself is no way without an end."""
    path, before, after = LINKED[which]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / Path(path).name).write_text(before)
    (elsewhere / "again").symlink_to(elsewhere)
    place = root / path
    place.unlink(missing_ok=True)
    if which == "a file in a folder":
        place.parent.parent.mkdir(parents=True)
        place.parent.symlink_to(elsewhere)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(elsewhere / place.name)
    build(root)
    assert stands(root)
    (elsewhere / place.name).write_text(after)
    assert not stands(root)


def test_a_link_to_a_folder_that_leads_elsewhere_is_seen(root: Path, tmp_path: Path) -> None:
    """Though every file below it has the bytes that the other one has."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "more.css").write_text("a {color: red}")
    link = root / "site_templates" / "theme"
    link.parent.mkdir()
    link.symlink_to(tmp_path / "one")
    build(root)
    assert stands(root)
    link.unlink()
    link.symlink_to(tmp_path / "two")
    assert not stands(root)


def test_a_link_among_briefings_is_seen_and_not_followed(root: Path, tmp_path: Path) -> None:
    """Whoever puts it there does not choose what a build looks through."""
    (tmp_path / "elsewhere").mkdir()
    (root / "briefings" / "elsewhere").symlink_to(tmp_path / "elsewhere")
    assert not stands(root)
    before = made_from(str(root / "briefings"), [])
    (tmp_path / "elsewhere" / "talks.yaml").write_text(briefing())
    assert made_from(str(root / "briefings"), []) == before


def test_what_may_not_be_looked_at_is_built(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build says what is wrong with it, if anything is."""

    def refuse(_: object) -> None:
        raise PermissionError

    assert stands(root)
    monkeypatch.setattr(standing_module, "published", refuse)
    assert not stands(root)


@pytest.mark.parametrize(
    ("moment", "right"),
    [
        (NOW - timedelta(seconds=1), False),
        (datetime(2025, 4, 3, 5, 59, tzinfo=UTC), True),
        (datetime(2025, 4, 3, 6, 0, tzinfo=UTC), False),
    ],
)
def test_it_stands_until_an_embargo_ends(root: Path, moment: datetime, right: bool) -> None:
    """And no clock that was put back relies on it."""
    assert stands(root, moment) is right


def test_it_stands_until_a_day_makes_a_page_another(root: Path) -> None:
    """The day after which a review is late."""
    (root / "briefings" / "later.yaml").unlink()
    build(root)
    assert stands(root, datetime(2025, 4, 5, 23, 59, tzinfo=UTC))
    assert not stands(root, datetime(2025, 4, 6, 0, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    "settings",
    [
        SETTINGS.replace("Desk", "!ENV [DESK, Desk]"),
        SETTINGS.replace("[attr_list]", "[attr_list, pymdownx.snippets]"),
        SETTINGS.replace("plugins: [", "plugins: [search, "),
    ],
)
def test_what_hangs_on_more_than_its_files_is_built_each_time(root: Path, settings: str) -> None:
    """On variables of the machine, files that nobody knows of, other plugins."""
    (root / "mkdocs.yml").write_text(settings)
    build(root)
    assert not stands(root)


def test_a_change_during_the_build_is_not_lost(root: Path) -> None:
    """What is saved after it was read is read by the next build."""
    path = root / "briefings" / "talks.yaml"
    path.write_text(briefing(title="First"))
    saved: list[str] = []

    def save(stage: str, *_: int) -> None:
        if not saved:
            path.write_text(briefing(title="Second"))
        saved.append(stage)

    build_site(root / "mkdocs.yml", None, NOW, save)
    assert saved
    assert not stands(root)
    build(root)
    assert stands(root)
    assert "Second" in (root / "site" / "index.html").read_text()


def test_the_command_says_that_nothing_has_changed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And builds what has."""
    monkeypatch.chdir(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    second = CliRunner().invoke(main, ["build"])
    assert (second.exit_code, second.output.startswith("Nothing has changed: ")) == (0, True)
    (root / "briefings" / "talks.yaml").write_text(briefing(title="Other"))
    third = CliRunner().invoke(main, ["build"])
    assert (third.exit_code, "Built " in third.output) == (0, True)
