"""All or nothing: the swap, what a killed build leaves, and the folders that are never touched."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_site import files_below

from generator.publishing import release
from generator.publishing.manifest import MARKER, Differences, differences, is_ours, mark_as_ours, write_manifest
from generator.publishing.release import (
    Publication,
    Refusal,
    begin,
    forget,
    outgoing_of,
    previous_of,
    roll_back,
    staging_of,
)


def publish_saying(target: Path, text: str) -> None:
    """Publish a site of one page."""
    publication = begin(target, ())
    assert isinstance(publication, Publication)
    (publication.staging / "index.html").write_text(text)
    write_manifest(publication.staging, "1")
    publication.finish()


def said_by(target: Path) -> str:
    return (target / "index.html").read_text()


def beside(target: Path) -> list[str]:
    """What stands next to the target."""
    return sorted(path.name for path in target.parent.iterdir() if path != target)


@pytest.fixture(params=["in one step", "by two renames"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to publish into, where folders can be swapped in one step and where they cannot."""
    if request.param == "by two renames":
        monkeypatch.setattr(release, "_exchange", lambda *_: False)
    return tmp_path / "site"


def test_a_first_release_appears(target: Path) -> None:
    """Where no site was, the built one stands, and nothing else beside it."""
    publish_saying(target, "one")
    assert said_by(target) == "one"
    assert beside(target) == []


def test_a_release_replaces_the_one_before(target: Path) -> None:
    """The old site is gone whole: a page it had and the new one has not is no more. It is kept beside, for us alone."""
    publish_saying(target, "one")
    publication = begin(target, ())
    assert isinstance(publication, Publication)
    (publication.staging / "other.html").write_text("two")
    write_manifest(publication.staging, "1")
    publication.finish()
    assert files_below(target).keys() == {MARKER, "other.html"}
    assert beside(target) == [previous_of(target).name]
    assert said_by(previous_of(target)) == "one"
    assert previous_of(target).stat().st_mode & 0o777 == 0o700


def test_an_empty_folder_is_taken(target: Path) -> None:
    """A folder made beforehand for the site is as good as none."""
    target.mkdir()
    publish_saying(target, "one")
    assert said_by(target) == "one"


def test_an_abandoned_build_leaves_the_old_site(target: Path) -> None:
    """Nothing of what was built shows, and nothing is left beside the site."""
    publish_saying(target, "one")
    publication = begin(target, ())
    assert isinstance(publication, Publication)
    (publication.staging / "index.html").write_text("two")
    publication.abandon()
    assert said_by(target) == "one"
    assert beside(target) == []


def test_published_modes_do_not_hang_on_the_umask(target: Path) -> None:
    """A web server of another account can read a site whose builder keeps files to himself."""
    publication = begin(target, ())
    assert isinstance(publication, Publication)
    page = publication.staging / "a" / "index.html"
    page.parent.mkdir(mode=0o700)
    page.touch(mode=0o600)
    publication.finish()
    modes = [path.stat().st_mode & 0o777 for path in (target, target / "a", target / "a" / "index.html")]
    assert modes == [0o755, 0o755, 0o644]


def test_only_one_build_publishes_at_a_time(target: Path) -> None:
    """The second build is told to wait; once the first is done it may."""
    first = begin(target, ())
    assert isinstance(first, Publication)
    second = begin(target, ())
    assert isinstance(second, Refusal)
    assert "Another build" in second.message
    first.finish()
    publish_saying(target, "third")
    assert said_by(target) == "third"


def test_a_site_caught_between_two_renames_comes_back(target: Path) -> None:
    """The old site, put aside by a build that died there, is the site again when the next build begins."""
    publish_saying(target, "one")
    target.rename(outgoing_of(target))
    publication = begin(target, ())
    assert isinstance(publication, Publication)
    assert said_by(target) == "one"
    publication.abandon()
    assert beside(target) == []


@pytest.mark.parametrize("place", [staging_of, outgoing_of])
def test_only_leftovers_of_ours_are_cleared_away(target: Path, place: Callable[[Path], Path]) -> None:
    """A folder in the way without our marker stays and stops the build; with the marker it goes."""
    publish_saying(target, "one")
    leftover = place(target)
    leftover.mkdir()
    (leftover / "diary.txt").write_text("mine")
    refused = begin(target, ())
    assert isinstance(refused, Refusal)
    assert "in the way" in refused.message
    assert (leftover / "diary.txt").read_text() == "mine"
    mark_as_ours(leftover)
    publish_saying(target, "two")
    assert said_by(target) == "two"
    assert beside(target) == [previous_of(target).name]


def test_a_half_removed_leftover_is_still_known_as_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A removal that dies leaves the marker for last, so that the next build can end it."""
    folder = tmp_path / "old"
    (folder / "pages").mkdir(parents=True)
    mark_as_ours(folder)

    def die(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "rmtree", die)
    with pytest.raises(KeyboardInterrupt):
        release.discard(folder)
    assert is_ours(folder)


def test_a_folder_that_is_not_ours_is_never_discarded(tmp_path: Path) -> None:
    """Without the marker the removal itself refuses; with it the folder goes."""
    folder = tmp_path / "diary"
    folder.mkdir()
    (folder / "today.txt").write_text("mine")
    with pytest.raises(ValueError, match="no marker"):
        release.discard(folder)
    assert (folder / "today.txt").exists()
    mark_as_ours(folder)
    release.discard(folder)
    assert not folder.exists()


def test_the_release_before_comes_back_and_goes_again(target: Path) -> None:
    """Rolled back twice the site is what it was; of three releases the first is gone, and no more than one is kept."""
    for text in ("one", "two", "three"):
        publish_saying(target, text)
    assert roll_back(target) is None
    assert said_by(target) == "two"
    assert target.stat().st_mode & 0o777 == 0o755
    assert differences(target) == Differences()
    assert roll_back(target) is None
    assert said_by(target) == "three"
    assert beside(target) == [previous_of(target).name]


def test_a_release_equal_to_the_published_one_pushes_none_out(target: Path) -> None:
    """Building again without a change leaves what can be returned to."""
    for text in ("one", "two", "two"):
        publish_saying(target, text)
    assert roll_back(target) is None
    assert said_by(target) == "one"


def test_a_site_that_was_removed_can_be_brought_back_but_comes_not_by_itself(target: Path) -> None:
    """Who removed the site may have had reasons: a build that fails does not show an old one again."""
    publish_saying(target, "one")
    publish_saying(target, "two")
    shutil.rmtree(target)
    publication = begin(target, ())
    assert isinstance(publication, Publication)
    publication.abandon()
    assert not target.exists()
    assert roll_back(target) is None
    assert said_by(target) == "one"


def test_where_nothing_is_kept_the_site_stays(target: Path) -> None:
    """After a first release, and once the kept one was forgotten, there is nothing to return to."""
    publish_saying(target, "one")
    refused = roll_back(target)
    assert isinstance(refused, Refusal)
    assert "none before" in refused.message
    publish_saying(target, "two")
    assert forget(target) is None
    assert isinstance(roll_back(target), Refusal)
    assert (said_by(target), beside(target)) == ("two", [])


@pytest.mark.parametrize("damage", ["half", None])
def test_a_damaged_release_is_not_brought_back(target: Path, damage: str | None) -> None:
    """A file of it that changed or is gone: the site stays, and the message names the file."""
    publish_saying(target, "one")
    publish_saying(target, "two")
    page = previous_of(target) / "index.html"
    page.write_text(damage) if damage else page.unlink()
    refused = roll_back(target)
    assert isinstance(refused, Refusal)
    assert "not as it was published (index.html)" in refused.message
    assert said_by(target) == "two"
    publish_saying(target, "three")
    assert roll_back(target) is None
    assert said_by(target) == "two"


def test_a_build_in_progress_is_not_rolled_back(target: Path) -> None:
    """One at a time may change the site."""
    publish_saying(target, "one")
    publish_saying(target, "two")
    first = begin(target, ())
    assert isinstance(first, Publication)
    assert isinstance(roll_back(target), Refusal)
    assert isinstance(forget(target), Refusal)
    first.abandon()
    assert roll_back(target) is None


def test_a_marker_cut_short_does_not_block_the_next_build(target: Path) -> None:
    """A build killed over its very first file leaves a folder that may still be cleared away."""
    staging_of(target).mkdir()
    (staging_of(target) / ".parley.new").write_text("{")
    publish_saying(target, "one")
    assert said_by(target) == "one"


def foreign_folder(target: Path) -> None:
    target.mkdir()
    (target / "diary.txt").write_text("mine")


def file_in_its_place(target: Path) -> None:
    target.write_text("mine")


def link_to_our_site(target: Path) -> None:
    publish_saying(target.with_name("elsewhere"), "one")
    target.symlink_to(target.with_name("elsewhere"))


def our_site_with_a_diary(target: Path) -> None:
    publish_saying(target, "one")
    (target / "diary.txt").write_text("mine")


def a_marker_that_lies(target: Path) -> None:
    target.mkdir()
    (target / MARKER).write_text('{"made_by": "somebody else"}')


@pytest.mark.parametrize(
    ("prepare", "why"),
    [
        (foreign_folder, "Parley did not make it"),
        (file_in_its_place, "is a file"),
        (link_to_our_site, "symbolic link"),
        (our_site_with_a_diary, "did not write (diary.txt)"),
        (a_marker_that_lies, "Parley did not make it"),
    ],
)
def test_what_is_not_ours_is_refused_and_stays(target: Path, prepare: Callable[[Path], None], why: str) -> None:
    """Nothing in the folder or beside it changes; once it is moved away, the site is published."""
    prepare(target)
    before = files_below(target.parent)
    refused = begin(target, ())
    assert isinstance(refused, Refusal)
    assert why in refused.message
    assert files_below(target.parent) == before
    target.rename(target.with_name("moved away"))
    publish_saying(target, "new")
    assert said_by(target) == "new"


def test_litter_of_the_desktop_is_no_ones_file(target: Path) -> None:
    """What a file manager leaves in any folder it shows stops no build."""
    publish_saying(target, "one")
    (target / ".DS_Store").touch()
    publish_saying(target, "two")
    assert said_by(target) == "two"


@pytest.mark.parametrize("protected", [".", "briefings", "briefings/2025"])
def test_a_folder_that_holds_the_sources_is_refused(tmp_path: Path, protected: str) -> None:
    """Neither a protected folder nor one above it is published into, be it empty or ours; another one is."""
    root = tmp_path / "root"
    (root / protected).mkdir(parents=True)
    mark_as_ours(root)
    refused = begin(root, [root / protected])
    assert isinstance(refused, Refusal)
    assert "holds more than a site" in refused.message
    assert isinstance(begin(tmp_path / "site", [root / protected]), Publication)


def test_a_mount_point_is_refused(tmp_path: Path) -> None:
    """A filesystem of its own cannot be swapped with a folder beside it."""
    refused = next(release._refusals(Path("/proc"), ()), "")
    assert "mount point" in refused
    assert next(release._refusals(tmp_path, ()), None) is None


def test_a_folder_beside_which_nothing_can_be_written_is_refused(tmp_path: Path) -> None:
    """The refusal names the folder; the operating system's word for it follows."""
    (tmp_path / "file").touch()
    refused = begin(tmp_path / "file" / "site", ())
    assert isinstance(refused, Refusal)
    assert "Nothing can be written" in refused.message


def test_two_folders_swap_in_one_step(tmp_path: Path) -> None:
    """Linux and macOS exchange two folders, so that at no moment one of the names is missing."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    (one / "page").touch()
    assert release._exchange(one, other)
    assert files_below(tmp_path).keys() == {"other/page"}
    with pytest.raises(FileNotFoundError):
        release._exchange(one, tmp_path / "nothing")
