"""An export replaces only what an earlier one wrote, and refuses to stand among somebody's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.outputs.markdown import LIST, refusal, write_files


def below(folder: Path) -> dict[str, bytes]:
    """Every file but the list, by path."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != LIST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_files_are_written_below_the_folder(tmp_path: Path) -> None:
    """Folders are made as needed, the folder itself too."""
    files = {"mkdocs.yml": b"a", "docs/players/ua.md": b"b"}
    write_files(tmp_path / "new" / "out", files)
    assert below(tmp_path / "new" / "out") == files


def test_an_empty_new_or_earlier_folder_is_taken(tmp_path: Path) -> None:
    """The three that hold nothing to lose."""
    assert refusal(tmp_path) == ""
    assert refusal(tmp_path / "new") == ""
    write_files(tmp_path, {"a": b"a"})
    assert refusal(tmp_path) == ""


def test_somebodys_folder_is_refused(tmp_path: Path) -> None:
    """So is a file, and a link, whatever it leads to."""
    (tmp_path / "thesis.txt").write_text("years of work")
    (tmp_path / "link").symlink_to(tmp_path)
    assert "is not empty, and no earlier export made it" in refusal(tmp_path)
    assert "is no folder" in refusal(tmp_path / "thesis.txt")
    assert "is no folder" in refusal(tmp_path / "link")


def test_what_is_no_more_is_removed_with_its_folders(tmp_path: Path) -> None:
    """A page that is gone from the site is gone from the export."""
    write_files(tmp_path, {"docs/old/page.md": b"old", "docs/index.md": b"1"})
    write_files(tmp_path, {"docs/index.md": b"2"})
    assert below(tmp_path) == {"docs/index.md": b"2"}
    assert not (tmp_path / "docs/old").exists()


def test_what_others_put_there_stays(tmp_path: Path) -> None:
    """A built site, notes, a file in a folder whose pages are gone."""
    write_files(tmp_path, {"docs/old/page.md": b"old"})
    for name in ("notes.txt", "docs/old/mine.txt"):
        (tmp_path / name).write_text("mine")
    write_files(tmp_path, {"docs/index.md": b"new"})
    assert below(tmp_path) == {"docs/index.md": b"new", "notes.txt": b"mine", "docs/old/mine.txt": b"mine"}


@pytest.mark.parametrize("path", ["../outside.txt", "/outside.txt", "docs/../../outside.txt"])
def test_a_list_that_leads_outside_is_not_followed(tmp_path: Path, path: str) -> None:
    """Whoever wrote into the list, nothing beyond the folder is removed."""
    (tmp_path / "outside.txt").write_text("mine")
    out = tmp_path / "out"
    write_files(out, {"a": b"a"})
    (out / LIST).write_text(f"{path.replace('/outside', str(tmp_path) + '/outside') if path[0] == '/' else path}\n")
    write_files(out, {"b": b"b"})
    assert (tmp_path / "outside.txt").exists()


def test_a_link_in_the_way_is_not_written_through(tmp_path: Path) -> None:
    """It is replaced by the file itself, and what it led to stays."""
    (tmp_path / "outside.txt").write_text("mine")
    write_files(tmp_path / "out", {"a": b"a"})
    (tmp_path / "out/b").symlink_to(tmp_path / "outside.txt")
    write_files(tmp_path / "out", {"a": b"a", "b": b"b"})
    assert (tmp_path / "outside.txt").read_text() == "mine"
    assert (tmp_path / "out/b").read_bytes() == b"b"


def test_an_export_broken_off_is_known_as_ours(tmp_path: Path) -> None:
    """The list stands before the files do, so the next export can go on."""
    with pytest.raises(TypeError):
        write_files(tmp_path, {"a": b"a", "b": None})  # type: ignore[dict-item]
    assert refusal(tmp_path) == ""
    write_files(tmp_path, {"c": b"c"})
    assert below(tmp_path) == {"c": b"c"}
