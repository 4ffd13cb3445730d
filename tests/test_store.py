"""What a store keeps comes back whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from noting import noting

from generator import store as module
from generator.store import FORGOTTEN_AFTER, KeptFile, Store, digest_of, digests_below

RESULT = {"pages": ("index.md", "players/ua.md"), "day": "2025-03-01"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "kept")


def only_file(folder: Path) -> Path:
    found = [path for path in folder.rglob("*") if path.is_file()]
    assert len(found) == 1
    return found[0]


def test_what_was_kept_comes_back(store: Store) -> None:
    """Under its key alone, and in another run too."""
    store.put("talks", RESULT)
    assert store.get("talks") == RESULT
    assert Store(store.folder).get("talks") == RESULT
    assert store.get("other talks") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(at=st.integers(0, 10_000), new=st.binary(max_size=3))
def test_a_damaged_entry_counts_as_none(store: Store, at: int, new: bytes) -> None:
    """Whatever byte is changed, and wherever it is cut short."""
    store.put("talks", RESULT)
    assert store.folder is not None
    file = only_file(store.folder)
    whole = file.read_bytes()
    at %= len(whole)
    damaged = whole[:at] + new + whole[at + 1 :]
    file.write_bytes(damaged)
    assert store.get("talks") == (RESULT if damaged == whole else None)
    file.write_bytes(whole[:at])
    assert store.get("talks") is None


def test_an_entry_of_another_version_is_not_asked_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other code may make something else of the same sources."""
    store.put("talks", RESULT)
    monkeypatch.setattr(module, "surroundings", lambda: "another version")
    assert store.get("talks") is None


def test_a_file_is_handed_out_as_it_was_kept(store: Store, tmp_path: Path) -> None:
    """Without a copy of its bytes on the disk, where the disk allows."""
    kept = store.keep(b"a page")
    assert kept is not None
    assert store.has(kept)
    store.hand_out(kept, tmp_path / "index.html")
    assert (tmp_path / "index.html").read_bytes() == b"a page"
    assert (tmp_path / "index.html").stat().st_nlink == 2


def test_a_file_is_copied_where_it_cannot_be_linked(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As to another disk."""

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    kept = store.keep(b"a page")
    assert kept is not None
    store.hand_out(kept, tmp_path / "index.html")
    assert (tmp_path / "index.html").read_bytes() == b"a page"


def test_a_file_that_was_touched_is_no_longer_relied_on(store: Store) -> None:
    """Whoever writes to a published page writes to the file that is kept."""
    kept = store.keep(b"a page")
    assert kept is not None
    assert store.folder is not None
    only_file(store.folder / "files").write_bytes(b"a pagE")
    assert not store.has(kept)
    again = store.keep(b"a page")
    assert again is not None
    assert store.has(again)


def test_a_file_is_made_once(store: Store) -> None:
    """Another key, a byte that was changed, a file that has gone: each time it is made anew, and never twice."""
    made: list[bytes] = []

    def file(key: str, content: bytes) -> bytes:
        def make() -> bytes:
            made.append(content)
            return content

        return store.file(key, make)

    assert store.folder is not None
    assert [file("a", b"brief"), file("a", b"never"), file("b", b"card")] == [b"brief", b"brief", b"card"]
    assert made == [b"brief", b"card"]
    kept = store.keep(b"brief")
    assert kept is not None
    place = Path(store._file(kept.sha256))
    place.write_bytes(b"brieF")
    assert [file("a", b"brief"), file("a", b"never")] == [b"brief", b"brief"]
    place.unlink()
    assert [file("a", b"brief"), file("a", b"never")] == [b"brief", b"brief"]
    assert made == [b"brief", b"card", b"brief", b"brief"]


def test_equal_files_are_kept_once(store: Store) -> None:
    """And the first one stays as it was."""
    kept = store.keep(b"a page")
    assert store.keep(b"a page") == kept


def kept_in(store: Store, *contents: bytes) -> list[KeptFile]:
    kept = [store.keep(content) for content in contents]
    assert None not in kept
    return [one for one in kept if one]


def test_what_is_not_in_use_goes(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files after an hour, but for those that another release holds; results after a month."""
    files = kept_in(store, b"nobody's", b"ours", b"another site's")
    store.hand_out(files[2], tmp_path / "other" / "index.html")
    store.put("new", 1)
    store.put("old", 2)
    for folder in ("files", "results"):
        (tmp_path / "kept" / folder / ".DS_Store").write_bytes(b"of a file manager")
    old = store._result("old")
    long_ago = old.stat().st_mtime_ns - FORGOTTEN_AFTER - 1_000_000_000
    os.utime(old, ns=(long_ago, long_ago))
    store.tidy([files[1].sha256])
    assert list(map(store.has, files)) == [True, True, True]
    assert (store.get("new"), store.get("old")) == (1, None)
    monkeypatch.setattr(module, "SPARED", -1)
    store.tidy([files[1].sha256])
    assert list(map(store.has, files)) == [False, True, True]
    (tmp_path / "other" / "index.html").unlink()
    store.tidy([files[1].sha256])
    assert list(map(store.has, files)) == [False, True, False]


def test_two_may_tidy_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the one has removed, the other looks for in vain."""
    kept_in(store, b"first", b"second")
    store.put("talks", RESULT)
    real = module._entries

    def entries(folder: Path) -> Iterator[os.DirEntry[str]]:
        for entry in real(folder):
            Path(entry.path).unlink()
            yield entry

    monkeypatch.setattr(module, "_entries", entries)
    monkeypatch.setattr(module, "SPARED", -1)
    store.tidy([])
    assert store.get("talks") is None


def test_a_file_that_another_build_has_just_removed_is_written_all_the_same(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the site, from memory; it is not kept."""
    noting(monkeypatch, Store, "hand_out", lambda self, kept, _: Path(self._file(kept.sha256)).unlink())
    assert store.write(b"a page", tmp_path / "site" / "index.html") is None
    assert (tmp_path / "site" / "index.html").read_bytes() == b"a page"


def test_what_is_kept_is_known_without_being_loaded(store: Store) -> None:
    """And where its files stand, which must be safe on disk before anything relies on them."""
    assert not store.knows("talks")
    store.put("talks", RESULT)
    assert store.knows("talks")
    assert not store.knows("other talks")
    kept = store.keep(b"a page")
    assert kept is not None
    file, folder = store.places([kept])
    assert (file.read_bytes(), folder) == (b"a page", file.parent)


def test_other_code_may_make_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python with the names of characters, what we stand on, our modules, labels and guide, nothing else of ours."""
    monkeypatch.setattr(module, "__file__", str(tmp_path / "store.py"))
    seen: list[str] = []

    def has_changed() -> bool:
        module.surroundings.cache_clear()
        seen.append(module.surroundings())
        return seen[-1] not in seen[:-1]

    assert has_changed()
    for name in ("views/home.py", "locale/fr.po", "reference/items.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("one")
        assert has_changed()
        (tmp_path / name).write_text("other")
        assert has_changed()
    (tmp_path / "views" / "home.pyc").write_text("one")
    assert not has_changed()
    monkeypatch.setattr("platform.python_version", lambda: "3.99.0")
    assert has_changed()
    for name in ("jinja2", "pagefind-bin", "lxml"):
        monkeypatch.setattr(module, "version", lambda asked, other=name: "99" if asked == other else "1")
        assert has_changed()
    module.surroundings.cache_clear()


def test_all_that_we_stand_on_is_looked_at() -> None:
    """But for what shows on no page: commands, their progress, the form of YAML, what was saved."""
    project = tomllib.loads((Path(__file__).resolve().parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {re.split(r"[^\w-]", one)[0] for one in project["project"]["dependencies"]}
    stands_on = {name.removesuffix("-bin") for name in module._STANDS_ON}
    assert needed - stands_on == {"click", "rich", "ruamel-yaml", "watchdog"}


def test_a_store_without_a_folder_keeps_nothing() -> None:
    """As in a preview."""
    store = Store(None)
    store.put("talks", RESULT)
    assert store.get("talks") is None
    assert not store.knows("talks")
    assert store.keep(b"a page") is None
    assert store.moment() is None


def test_a_store_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    """And nobody is the worse for it."""
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file")
    store.put("talks", RESULT)
    assert store.get("talks") is None
    assert store.keep(b"a page") is None
    assert store.moment() is None


def test_nothing_is_written_over(store: Store, tmp_path: Path) -> None:
    """What stands there may be a kept file by another name, with or without a store."""
    page = tmp_path / "index.html"
    store.write(b"a page", page)
    for other in (store, Store(None)):
        with pytest.raises(FileExistsError):
            other.write(b"another page", page)
    kept = store.keep(b"a page")
    assert kept is not None
    store.hand_out(kept, tmp_path / "again.html")
    assert (page.read_bytes(), (tmp_path / "again.html").read_bytes()) == (b"a page", b"a page")


def test_what_cannot_be_kept_is_handed_out_as_it_was_made(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never what stands in its place: a damaged file that a full disk does not let be replaced."""
    kept = store.keep(b"the right page")
    assert kept is not None
    Path(store._file(kept.sha256)).write_bytes(b"damaged")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as full:
        full.setattr(Path, "replace", refuse)
        assert store.keep(b"the right page") is None
        assert store.write(b"the right page", tmp_path / "first.html") is None
    assert store.write(b"the right page", tmp_path / "second.html") is not None
    pages = [(tmp_path / name).read_bytes() for name in ("first.html", "second.html")]
    assert pages == [b"the right page"] * 2
    assert not [path for path in tmp_path.rglob(".*") if path.is_file()]


def test_files_are_found_through_links(tmp_path: Path) -> None:
    """Of files and of folders; one that leads nowhere, or back, is told as itself."""
    (tmp_path / "far" / "deep").mkdir(parents=True)
    (tmp_path / "far" / "deep" / "a.css").write_text("a")
    (tmp_path / "near").mkdir()
    (tmp_path / "near" / "b.css").symlink_to(tmp_path / "far" / "deep" / "a.css")
    (tmp_path / "near" / "far").symlink_to("../far")
    (tmp_path / "far" / "back").symlink_to("../near")
    (tmp_path / "far" / "itself").symlink_to("itself")
    (tmp_path / "near" / "gone.css").symlink_to("nowhere")
    a = sha256(b"a").hexdigest()
    assert list(digests_below(tmp_path / "near")) == [
        ("b.css", a),
        ("far/back", "../near"),
        ("far/deep/a.css", a),
        ("far/itself", "itself"),
        ("gone.css", "nowhere"),
    ]
    assert list(digests_below(tmp_path / "near", ".css")) == [
        ("b.css", a),
        ("far/deep/a.css", a),
        ("gone.css", "nowhere"),
    ]
    assert list(digests_below(tmp_path / "none")) == []


def test_a_digest_tells_values_apart() -> None:
    """By what they are, not by how they are printed."""
    assert digest_of("a", "b") != digest_of("a\nb")
    assert digest_of(1) != digest_of("1")
    assert digest_of("a", "b") == digest_of("a", "b")


def test_a_key_may_name_a_path_that_is_no_text(store: Store) -> None:
    """As a folder's name is where the system's encoding has no word for it."""
    store.put("site /home/\udce9t\udce9", RESULT)
    assert store.get("site /home/\udce9t\udce9") == RESULT
