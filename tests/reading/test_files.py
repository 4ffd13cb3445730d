"""Only ordinary files of the site are read: in order, within bounds, whatever else stands in the folder."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from generator.reading import files
from generator.reading.files import Found, SourceFile, find_files
from generator.reading.text import MAX_BYTES
from generator.store import Memory

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def site(root: Path, *names: str) -> Path:
    """A site folder with these files below `briefings/`; each holds its own name."""
    for name in names:
        file = root / "briefings" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    return root


def paths(found: tuple[SourceFile, ...]) -> list[str]:
    return [file.path for file in found]


def codes(found: Found) -> list[str]:
    assert all((problem.line, problem.column) == (1, 1) for problem in found.problems)
    return [f"{problem.path} {problem.code}" for problem in found.problems]


def test_yaml_and_markdown_come_out_apart_and_sorted(tmp_path: Path) -> None:
    """Other files, such as pictures, are the publisher's business."""
    found = find_files(
        site(tmp_path, "b.yaml", "about.md", "a/z.yaml", "a/b/c.yaml", "a/map.png", "registry/players.yaml")
    )
    expected = ["a/b/c.yaml", "a/z.yaml", "b.yaml", "registry/players.yaml"]
    assert paths(found.yaml) == [f"briefings/{name}" for name in expected]
    assert paths(found.markdown) == ["briefings/about.md"]
    assert found.yaml[0].raw == b"a/b/c.yaml"
    assert found.problems == ()


def test_another_folder_can_hold_the_briefings(tmp_path: Path) -> None:
    """Paths start at the site's folder."""
    site(tmp_path / "docs", "a.yaml", "registry/player.yaml")
    found = find_files(tmp_path, "docs/briefings")
    assert paths(found.yaml) == ["docs/briefings/a.yaml"]
    assert codes(found) == ["docs/briefings/registry/player.yaml unknown-registry-file"]


def test_hidden_files_and_backups_are_passed_over(tmp_path: Path) -> None:
    """What editors leave behind is no one's mistake."""
    found = find_files(
        site(tmp_path, ".a.yaml", ".git/b.yaml", "c.yaml~", ".d.yaml.swp", "e.swp", "#f.yaml#", "g.yaml")
    )
    assert paths(found.yaml) == ["briefings/g.yaml"]
    assert found.problems == ()


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    """A site without briefings says so; an empty folder is fine."""
    assert codes(find_files(tmp_path)) == ["briefings missing-folder"]
    (tmp_path / "briefings").mkdir()
    assert find_files(tmp_path) == Found((), (), ())


@on_posix
def test_links_are_refused_and_not_followed(tmp_path: Path) -> None:
    """To a file or a folder, inside or outside of the site, broken or whole; an editor's lock link is passed over."""
    root = site(tmp_path / "site", "a.yaml", "real/b.yaml")
    site(tmp_path / "elsewhere", "secret.yaml")
    below = root / "briefings"
    (below / "out.yaml").symlink_to(tmp_path / "elsewhere/briefings/secret.yaml")
    (below / "folder").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (below / "in.yaml").symlink_to(below / "a.yaml")
    (below / "loop").symlink_to(below, target_is_directory=True)
    (below / "broken.md").symlink_to("nowhere")
    (below / ".#a.yaml").symlink_to("someone@somewhere")
    found = find_files(root)
    assert paths(found.yaml) == ["briefings/a.yaml", "briefings/real/b.yaml"]
    names = ["broken.md", "folder", "in.yaml", "loop", "out.yaml"]
    assert codes(found) == [f"briefings/{name} symlink" for name in names]


@on_posix
def test_the_folder_itself_must_be_no_link_and_lie_in_the_site(tmp_path: Path) -> None:
    """The way into the tree is watched as well as the tree; the site's own folder may be reached by a link."""
    site(tmp_path / "elsewhere", "a.yaml")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/briefings").symlink_to(tmp_path / "elsewhere/briefings")
    assert codes(find_files(tmp_path / "site")) == ["briefings symlink"]
    assert codes(find_files(tmp_path / "site", "../elsewhere/briefings")) == ["../elsewhere/briefings outside-site"]
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    assert paths(find_files(tmp_path / "link").yaml) == ["briefings/a.yaml"]


@on_posix
def test_a_folder_on_the_way_that_is_a_link_is_refused(tmp_path: Path) -> None:
    """`docs` may be a link out of the site even where `docs/briefings` is none."""
    site(tmp_path / "elsewhere", "a.yaml")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/docs").symlink_to(tmp_path / "elsewhere")
    assert codes(find_files(tmp_path / "site", "docs/briefings")) == ["docs/briefings outside-site"]


@on_posix
def test_pipes_and_sockets_are_refused_without_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a pipe would hang the build."""
    below = site(tmp_path, "a.yaml") / "briefings"
    os.mkfifo(below / "pipe.yaml")
    monkeypatch.chdir(below)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket.md")
        found = find_files(tmp_path)
    assert paths(found.yaml) == ["briefings/a.yaml"]
    assert codes(found) == ["briefings/pipe.yaml special-file", "briefings/socket.md special-file"]


@on_posix
def test_a_file_that_becomes_a_link_or_pipe_before_it_is_opened_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What counts is what is opened, not what was listed."""
    below = site(tmp_path, "a.yaml", "b.yaml") / "briefings"
    (tmp_path / "other.yaml").write_text("other")
    real_open = os.open

    def swap_then_open(path: Path, flags: int) -> int:
        path.unlink()
        if path.name == "a.yaml":
            path.symlink_to(tmp_path / "other.yaml")
        else:
            os.mkfifo(path)
        return real_open(path, flags)

    monkeypatch.setattr(os, "open", swap_then_open)
    found = find_files(tmp_path)
    assert found.yaml == ()
    assert codes(found) == ["briefings/a.yaml unreadable", "briefings/b.yaml special-file"]
    assert (below / "a.yaml").read_text() == "other"


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are still read."""
    root = site(tmp_path, "a.yaml", "b.yaml")
    real_open = os.open

    def open_unless_locked(path: Path, flags: int) -> int:
        if path.name == "a.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return real_open(path, flags)

    monkeypatch.setattr(os, "open", open_unless_locked)
    found = find_files(root)
    assert codes(found) == ["briefings/a.yaml unreadable"]
    assert paths(found.yaml) == ["briefings/b.yaml"]


def test_a_folder_that_may_not_be_listed_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are still listed."""
    root = site(tmp_path, "locked/a.yaml", "open/b.yaml")
    real_listing = Path.iterdir

    def list_unless_locked(folder: Path) -> object:
        if folder.name == "locked":
            raise PermissionError(13, "Permission denied", str(folder))
        return real_listing(folder)

    monkeypatch.setattr(Path, "iterdir", list_unless_locked)
    found = find_files(root)
    assert codes(found) == ["briefings/locked unreadable"]
    assert paths(found.yaml) == ["briefings/open/b.yaml"]


def test_what_is_gone_since_its_folder_was_listed_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor writes beside a file and renames: be it gone when it is looked at, or only when it is opened."""
    root = site(tmp_path, "a.yaml", "b.yaml", "c.yaml")
    real_look, real_open = Path.lstat, os.open

    def look(path: Path) -> os.stat_result:
        if path.name == "a.yaml":
            path.unlink()
        return real_look(path)

    def open_what_is_left(path: Path, flags: int) -> int:
        if path.name == "b.yaml":
            path.unlink()
        return real_open(path, flags)

    monkeypatch.setattr(Path, "lstat", look)
    monkeypatch.setattr(os, "open", open_what_is_left)
    found = find_files(root)
    assert codes(found) == []
    assert paths(found.yaml) == ["briefings/c.yaml"]


@on_posix
@pytest.mark.parametrize(
    "name",
    [
        "con.yaml",
        "Aux",
        "lpt1.old.yaml",
        "com².yaml",
        "a:b.yaml",
        "what?.yaml",
        "a\\b.yaml",
        "a\tb.yaml",
        "a\x1b[31m.yaml",
        "a\u202elmay.yaml",
        " a.yaml",
        "a.yaml ",
        "a.",
        "nul.d/a.yaml",
    ],
)
def test_a_name_that_not_every_system_allows_is_refused(tmp_path: Path, name: str) -> None:
    """The path in the report is safe to show."""
    found = find_files(site(tmp_path, name))
    assert [problem.code for problem in found.problems] == ["unportable-name"]
    assert found.problems[0].path.isprintable()
    assert found.yaml == ()


@pytest.mark.parametrize("name", ["console.yaml", "com10.yaml", "con-talks.yaml", "großer Plan (2).yaml", "和平.yaml"])
def test_a_name_that_only_looks_reserved_is_read(tmp_path: Path, name: str) -> None:
    """What every system allows is allowed here."""
    found = find_files(site(tmp_path, name))
    assert paths(found.yaml) == [f"briefings/{name}"]
    assert found.problems == ()


@on_posix
def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are shown as escapes."""
    site(tmp_path, "a.yaml")
    try:
        Path(os.fsdecode(bytes(tmp_path / "briefings") + b"/caf\xe9.yaml")).write_text("x")
    except OSError:
        return  # this file system takes no such name, so that no reader meets one
    found = find_files(tmp_path)
    assert [problem.code for problem in found.problems] == ["unportable-name"]
    found.problems[0].path.encode("utf-8")


@on_posix
@pytest.mark.parametrize(("first", "second"), [("A.yaml", "a.yaml"), ("B/x.yaml", "b/x.yaml"), ("é.md", "e\u0301.md")])
def test_names_that_many_systems_count_as_one_are_refused(tmp_path: Path, first: str, second: str) -> None:
    """The second in sorting order is the problem and names the first."""
    found = find_files(site(tmp_path, first, second, "c.yaml"))
    assert [problem.code for problem in found.problems] == ["case-twin"]
    named = sorted((f"briefings/{first}", f"briefings/{second}"))
    assert found.problems[0].path == named[1]
    assert named[0] in found.problems[0].message
    assert len(found.yaml) + len(found.markdown) == 2


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.yml", "a.yaml"),
        ("a.YAML", "a.yaml"),
        ("a.MD", "a.md"),
        ("a.markdown", "a.md"),
        ("a.yaml.txt", "a.yaml"),
        ("a.b.Yml.TXT", "a.b.yaml"),
        ("a.md.txt", "a.md"),
        ("registry/players.yaml.txt", "players.yaml"),
    ],
)
def test_a_near_suffix_is_a_problem_with_the_right_one(tmp_path: Path, name: str, wanted: str) -> None:
    """Passing over it in silence would lose a briefing."""
    found = find_files(site(tmp_path, name))
    assert codes(found) == [f"briefings/{name} file-suffix"]
    assert f"name it '{wanted}'" in found.problems[0].hint
    assert ("have the system show" in found.problems[0].hint) == name.casefold().endswith(".txt")


def test_a_file_of_another_kind_is_no_misspelt_briefing(tmp_path: Path) -> None:
    """A plain text beside the briefings is the publisher's business."""
    assert find_files(site(tmp_path, "robots.txt", "a.yaml.bak", "yaml.txt")).problems == ()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("player.yaml", "'players.yaml'"),
        ("Players.yaml", "'players.yaml'"),
        ("x/players.yaml", "players.yaml"),
        ("source.yaml", "'sources.yaml'"),
        ("q.yaml", "sources.yaml"),
        ("talks.yaml", "a briefing belongs in another folder of 'briefings'"),
        ("peace-process-at-the-river.yaml", "a briefing belongs in another folder of 'briefings'"),
    ],
)
def test_an_unknown_registry_file_is_a_problem_with_a_suggestion(tmp_path: Path, name: str, hint: str) -> None:
    """The registry has three files; a folder of that name elsewhere is any folder."""
    found = find_files(site(tmp_path, f"registry/{name}", "registry/sources.yaml", "2025/registry/any.yaml"))
    assert codes(found) == [f"briefings/registry/{name} unknown-registry-file"]
    assert hint in found.problems[0].hint
    assert paths(found.yaml) == ["briefings/2025/registry/any.yaml", "briefings/registry/sources.yaml"]


def test_a_huge_file_is_read_one_byte_over_the_limit(tmp_path: Path) -> None:
    """Enough for the reader to see that it is too large; the file takes no space on the disk either."""
    root = site(tmp_path, "a.yaml")
    with (root / "briefings/a.yaml").open("wb") as file:
        file.truncate(1_000_000_000)
    assert len(find_files(root).yaml[0].raw) == MAX_BYTES + 1


@on_posix
def test_a_tree_deeper_than_a_path_can_be_long_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a tree can be made step by step; it must not stop the run."""
    monkeypatch.chdir(site(tmp_path, "a.yaml") / "briefings")
    for _ in range(30):
        Path("d" * 200).mkdir()
        os.chdir("d" * 200)
    found = find_files(tmp_path)
    assert [problem.code for problem in found.problems] == ["unreadable"]
    assert paths(found.yaml) == ["briefings/a.yaml"]


def test_what_was_read_is_read_again_once_it_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Known by size, times and place on the disk: also where a file of the same size and time takes its place."""
    monkeypatch.setattr(files, "FRESH", -1)
    memory = Memory(9)
    first = find_files(site(tmp_path, "a.yaml", "b.yaml"), memory=memory)
    second = find_files(tmp_path, memory=memory)
    assert all(one is two for one, two in zip(first.yaml, second.yaml, strict=True))
    before = (tmp_path / "briefings" / "a.yaml").stat()
    (tmp_path / "other").write_bytes(b"A.YAML")
    os.utime(tmp_path / "other", ns=(before.st_atime_ns, before.st_mtime_ns))
    (tmp_path / "other").replace(tmp_path / "briefings" / "a.yaml")
    third = find_files(tmp_path, memory=memory)
    assert [file.raw for file in third.yaml] == [b"A.YAML", b"b.yaml"]
    assert third.yaml[0].digest != first.yaml[0].digest
    assert third.yaml[1] is first.yaml[1]


def test_what_was_changed_just_now_is_read_every_time(tmp_path: Path) -> None:
    """Its next change may bear the same time."""
    memory = Memory(9)
    first, second = (find_files(site(tmp_path, "a.yaml"), memory=memory).yaml[0] for _ in range(2))
    assert first == second
    assert first is not second
