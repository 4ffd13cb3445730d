"""What is around a page has another digest whenever it may show something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.structure.nav import Navigation

from generator.publishing.around import surroundings
from generator.publishing.build import configured
from generator.publishing.plugin import PLUGIN

SETTINGS = """\
site_name: Desk
docs_dir: briefings
theme: {name: material, font: false}
plugins: [briefings]
"""


def around(folder: Path, more: str = "") -> str | None:
    """The digest for a site with these settings."""
    (folder / "briefings").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(SETTINGS + more)
    config, _ = configured(folder / "mkdocs.yml", None)
    return surroundings(config, Navigation([], []), PLUGIN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("extra: {since: 1}", "extra: {since: '1'}"),
        ("extra: {since: 2026-01-01}", "extra: {since: 2026-02-02}"),
        ("extra: {since: 2026-01-01}", "extra: {since: '2026-01-01'}"),
        ("extra: {since: 2026-01-01}", "extra: {since: 2026-01-01 00:00:00}"),
        ("extra: {since: 2026-01-01 10:00:00}", "extra: {since: 2026-01-01 11:00:00}"),
        ("extra: {days: !!set {2026-01-01}}", "extra: {days: !!set {2026-01-02}}"),
        ("extra: {mark: !!binary aGk=}", "extra: {mark: !!binary aG8=}"),
        ("extra: {by: !!python/name:len }", "extra: {by: !!python/name:max }"),
        ("extra: {by: !!python/name:os.path.join }", "extra: {by: !!python/name:os.path.split }"),
        (
            "extra: {by: !!python/object/apply:functools.partial {args: [!!python/name:len , 1]}}",
            "extra: {by: !!python/object/apply:functools.partial {args: [!!python/name:len , 2]}}",
        ),
        ("exclude_docs: one.md", "exclude_docs: other.md"),
        ("exclude_docs: one.md", "exclude_docs: '!one.md'"),
    ],
)
def test_a_setting_that_is_another_is_told(tmp_path: Path, one: str, other: str) -> None:
    """And one that is the same is not: what YAML makes of a text, and what MkDocs makes of that."""
    first, again, second = around(tmp_path, one), around(tmp_path, one), around(tmp_path, other)
    assert first is not None
    assert first == again
    assert second not in {first, None}


@pytest.mark.parametrize(
    "more",
    [
        "extra: {by: !!python/object/apply:random.Random []}",
        "extra: {by: !!python/object/apply:operator.itemgetter [1]}",
        "extra: {by: !!set {!!python/object/apply:operator.itemgetter [1]}}",
        "hooks: [hook.py]",
    ],
)
def test_where_nobody_can_tell_nothing_is_kept(tmp_path: Path, more: str) -> None:
    """Neither of objects that may be others and look the same nor of hooks."""
    (tmp_path / "hook.py").write_text("")
    assert around(tmp_path, more) is None


def test_the_site_of_this_repository_is_kept() -> None:
    """And so are those that have its settings."""
    config, _ = configured(Path(__file__).resolve().parents[2] / "mkdocs.yml", None)
    assert surroundings(config, Navigation([], []), PLUGIN)
