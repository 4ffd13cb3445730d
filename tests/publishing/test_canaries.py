"""What is held back leaves no trace: not a word, not a name, not a byte of the published tree is different for it."""

from __future__ import annotations

import base64
import gzip
import json
import re
import sqlite3
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from canaries import MARK, Cage, Data, sightings
from proof import Proof
from sites import briefing as small_briefing
from sites import make_site
from small_site import PIXEL, files_below

from generator.publishing.build import build_site
from generator.publishing.plain import plain_site
from generator.publishing.stops import Stop

NOW = datetime(2025, 4, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
EMBARGO = "2025-04-01T09:00:00-04:00"  # an hour after NOW

MKDOCS_YML = """\
site_name: River Desk
site_url: https://example.org/peace/
docs_dir: briefings
theme: {name: material, font: false, language: en}
plugins: [briefings]
markdown_extensions: [attr_list, tables]
nav: [index.md, about.md]
"""
PROMISE = "A canary of what is held back: not a byte of it in the site, in any wrapping"
COLOURS = ("draft", "embargoed", "future", "withdrawn", "sketch", "orphan")
OPEN = Cage("open")
OPEN_BRIEFING = OPEN.briefing(replaces="old-talks")
OPEN_REGISTRY = OPEN.registry()
OLD_TALKS = {"slug": "old-talks", "previously": None}


@dataclass(frozen=True)
class Secrets:
    """The files of a site that must not show, by path below its briefings folder, and the registries they use."""

    briefings: Mapping[str, Data]
    registries: tuple[Mapping[str, Data], ...]


def translation(original: Data, cage: Cage, **changed: str) -> Data:
    """A translation into French: the original with other canaries in its texts; names and addresses stay."""

    def translated(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: below if key == "symbol" else translated(below) for key, below in value.items()}
        if isinstance(value, list):
            return [translated(below) for below in value]
        is_text = " " in value and not re.match(r"[a-z]+, ", value)
        return re.sub(rf"{MARK}[a-z]+(?=[0-9])", f"{MARK}{cage.colour}", value) if is_text else value

    own = {"slug": cage.slug, "previously": [f"{cage.slug}-before"], "language": "fr", "status": "published"}
    kept = {key: value for key, value in original.items() if key not in ("replaces", "embargo_until")}
    return {**translated(kept), **own, "translation_of": original["slug"], **changed}


def secrets() -> Secrets:
    """A briefing of each kind that is held back, each with registry entries that it alone uses."""
    cages = {colour: Cage(colour) for colour in COLOURS}
    briefings = {
        "draft": cages["draft"].briefing(status="draft", replaces=OPEN.slug),
        "embargoed": cages["embargoed"].briefing(embargo_until=EMBARGO, process=OPEN.process, as_of="2025-02-04"),
        "future": cages["future"].briefing(as_of="2025-04-03"),
        "withdrawn": cages["withdrawn"].briefing(**OLD_TALKS),
    }
    for name in ("embargoed", "future"):
        briefings[name]["updates"][0]["date"] = briefings[name]["as_of"]
    briefings["sketch"] = translation(OPEN_BRIEFING, cages["sketch"], status="draft")
    briefings["orphan"] = translation(briefings["embargoed"], cages["orphan"])
    return Secrets(briefings, tuple(cage.registry() for cage in cages.values()))


def write(folder: Path, briefings: Mapping[str, Data], registries: tuple[Mapping[str, Data], ...]) -> Path:
    """A site with these briefings and registries; its settings."""
    place = folder / "briefings"
    (place / "registry").mkdir(parents=True)
    (place / "about.md").write_text("# About\n\n![A map](map.png)\n", encoding="utf-8")
    (place / "map.png").write_bytes(PIXEL)
    for name, data in briefings.items():
        (place / f"{name}.yaml").write_text(json.dumps(data, indent=1), encoding="utf-8")
    for name in ("players", "processes", "sources"):
        entries = {key: entry for registry in registries for key, entry in registry[name].items()}
        (place / "registry" / f"{name}.yaml").write_text(json.dumps(entries, indent=1), encoding="utf-8")
    (folder / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    return folder / "mkdocs.yml"


def write_with_secrets(folder: Path) -> Path:
    """The site that holds much back: pictures beside a draft, too, one by the name of a picture that is shown."""
    hidden = secrets()
    settings = write(folder, {"open": OPEN_BRIEFING, **hidden.briefings}, (OPEN_REGISTRY, *hidden.registries))
    (folder / "briefings" / "drafts").mkdir()
    for name in (f"{MARK}draft-map.png", "drafts/map.png"):
        (folder / "briefings" / name).write_bytes(with_comment(PIXEL, f"{MARK}draftpicture"))
    return settings


def write_without(folder: Path) -> Path:
    """The same site when none of it was ever written: of what was withdrawn only the address is known."""
    old = Cage("old").briefing(**OLD_TALKS)
    return write(folder, {"open": OPEN_BRIEFING, "withdrawn": old}, (OPEN_REGISTRY, Cage("old").registry()))


def with_comment(png: bytes, text: str) -> bytes:
    """The picture with a compressed comment (PNG's `zTXt`) before its end."""
    content = b"Comment\0\0" + zlib.compress(text.encode())
    chunk = struct.pack(">I", len(content)) + b"zTXt" + content + struct.pack(">I", zlib.crc32(b"zTXt" + content))
    return png[:-12] + chunk + png[-12:]


def built(settings: Path, now: datetime = NOW) -> Path:
    """The published tree."""
    return build_site(settings, None, now).site_dir


@pytest.fixture(scope="module")
def with_secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(write_with_secrets(tmp_path_factory.mktemp("with")))


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(write_without(tmp_path_factory.mktemp("without")))


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same briefings when each may be seen."""
    hidden = secrets()
    briefings = {name: {**data, "status": "published"} for name, data in hidden.briefings.items()}
    briefings["open"] = {key: value for key, value in OPEN_BRIEFING.items() if key != "replaces"}
    briefings["draft"].pop("replaces")
    settings = write(tmp_path_factory.mktemp("released"), briefings, (OPEN_REGISTRY, *hidden.registries))
    return built(settings, LATER)


def colour_of(token: str) -> str:
    return next((colour for colour in ("open", *COLOURS) if token.startswith(MARK + colour)), token)


@pytest.mark.proof
def test_nothing_held_back_is_seen(with_secrets: Path, proof: Proof) -> None:
    """Only the open briefing's canaries are in the tree, and those are seen in every format there is."""
    seen = sightings(with_secrets)
    assert [one for one in seen if colour_of(one.token) != "open"] == []
    in_all = len(tokens_held_back())
    proof.held(PROMISE, in_all, in_all)
    looks = {(PurePosixPath(one.file).suffix, one.look) for one in seen}
    assert looks >= {
        *((suffix, "plain") for suffix in (".html", ".md", ".json", ".csv", ".xml", ".ics", ".bib", ".ris", ".txt")),
        (".sqlite", "sqlite"),
        (".pdf", "pdf"),
        (".pf_fragment", "gzip"),
        (".pf_index", "gzip"),
        (".pf_filter", "gzip"),
        ("", "plain"),  # the manifest, `.parley`
        (".html", "name"),
        (".png", "name"),
    }


def test_what_is_held_back_changes_no_byte(with_secrets: Path, without: Path) -> None:
    """The tree is the same, file by file and byte by byte, as that of a site in which nothing of it was written."""
    one, other = files_below(with_secrets), files_below(without)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    assert len(one) > 60


@pytest.mark.proof
def test_each_kind_is_seen_once_it_is_released(released: Path, without: Path, proof: Proof) -> None:
    """Published, the same briefings fill every format with their canaries: the search would have seen them."""
    seen = sightings(released)
    held_back = tokens_held_back()
    proof.fired(PROMISE, len(held_back), len(held_back & {one.token for one in seen}))
    for colour in COLOURS:
        suffixes = {PurePosixPath(one.file).suffix for one in seen if colour_of(one.token) == colour}
        wanted = {".html", ".md", ".json", ".csv", ".sqlite", ".bib", ".ris", ".pdf", ".pf_fragment", ".pf_index"}
        assert wanted <= suffixes, colour
    before, after = files_below(without), files_below(released)
    cards = [name for name in after if name.endswith("card.png")]
    assert len(cards) == 1 + len(COLOURS)
    assert len({after[name] for name in cards}) == len(cards)
    assert before["data/parley.sqlite"] != after["data/parley.sqlite"]


def tokens_held_back() -> set[str]:
    """Every canary that a site with secrets has and must not show."""
    hidden = json.dumps([dict(secrets().briefings), [dict(one) for one in secrets().registries]])
    return {token for token in re.findall(rf"{MARK}[a-z]+[0-9]+", hidden) if colour_of(token) != "open"}


def test_most_fields_are_published(released: Path) -> None:
    """Nearly every field shows somewhere once published, so that a field that is not seen is one that is held back."""
    cage = Cage("draft")
    cage.briefing()
    cage.registry()
    seen = {one.token for one in sightings(released)}
    unseen = {place for token, place in cage.places.items() if token not in seen}
    assert len(unseen) < len(cage.places) / 10, unseen


def test_an_export_holds_nothing_back_but_what_must_be(tmp_path: Path) -> None:
    """`parley export markdown` writes the same files with and without what is held back."""
    one = plain_site(write_with_secrets(tmp_path / "with"), NOW).files
    other = plain_site(write_without(tmp_path / "without"), NOW).files
    assert one == other
    assert any(OPEN.slug in name for name in one)


@pytest.mark.parametrize(
    "wrapped",
    [
        gzip.compress(f"{MARK}draft001".encode()),
        base64.b64encode(f"x{MARK}draft001".encode()),
        base64.b64encode(f"xy{MARK}draft001".encode()),
        base64.b64encode(f"xyz{MARK}draft001".encode()),
        f"{MARK}draft001".encode("utf-16-be"),
        f"{MARK}draft001".upper().encode(),
        with_comment(PIXEL, f"{MARK}draft001"),
    ],
    ids=["gzip", "base64", "base64 + 1", "base64 + 2", "utf-16", "capitals", "png"],
)
def test_a_canary_is_seen_in_every_wrapping(tmp_path: Path, wrapped: bytes) -> None:
    """Packed, in base64 at any place, in wide letters, in capitals, in a picture's comment."""
    (tmp_path / "file").write_bytes(wrapped)
    assert sightings(tmp_path)
    (tmp_path / "file").write_bytes(PIXEL)
    assert not sightings(tmp_path)


def test_a_canary_is_seen_in_a_row_and_in_a_name(tmp_path: Path) -> None:
    """A table's row, and a path."""
    base = sqlite3.connect(tmp_path / "base")
    base.execute("CREATE TABLE t (word)")
    base.execute("INSERT INTO t VALUES (?)", (f"{MARK}draft001",))
    base.commit()
    base.close()
    (tmp_path / f"{MARK}draft002").touch()
    assert {one.look for one in sightings(tmp_path)} >= {"sqlite", "name"}


def pages(embargo: str, now: datetime, **more: str) -> set[str]:
    """The pages of a site with one embargoed briefing beside another."""
    files = {"talks.yaml": small_briefing(), "next.yaml": small_briefing(embargo_until=embargo, **more)}
    return {page.path for page in make_site(files, now).pages}


@pytest.mark.parametrize("embargo", [EMBARGO, "2025-04-01T13:00:00Z", "2025-04-02T03:00:00+14:00"])
def test_an_embargo_ends_at_its_second(embargo: str) -> None:
    """Up to the last microsecond the page is not there; from the moment on it is. Offsets count."""
    end = datetime(2025, 4, 1, 13, tzinfo=UTC)
    assert "briefings/next.md" not in pages(embargo, end - timedelta(microseconds=1))
    assert "briefings/next.md" in pages(embargo, end)


@pytest.mark.parametrize("now", [NOW, NOW.replace(year=1970)])
def test_a_clock_that_runs_backwards_hides_again(now: datetime) -> None:
    """A briefing that was out is held back again where the clock says that its moment is still to come."""
    assert "briefings/next.md" in pages(EMBARGO, LATER)
    assert "briefings/next.md" not in pages(EMBARGO, now)


def test_the_clock_is_read_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Under `mkdocs build` the moment is taken once: a clock that jumps in mid-build cannot split an edition."""
    from mkdocs.config import load_config

    from generator.publishing import clock

    asked: list[datetime] = []

    def read() -> datetime:
        asked.append(NOW - timedelta(days=len(asked)))
        return asked[-1]

    monkeypatch.setattr(clock, "now", read)
    settings = write_without(tmp_path)
    config = load_config(str(settings))
    config.plugins.on_startup(command="build", dirty=False)
    config.plugins.on_config(config)
    config.plugins.on_shutdown()
    assert asked == [NOW]


def test_a_moment_without_an_offset_is_our_mistake() -> None:
    """A naive moment is never taken for some zone's: nothing is made."""
    with pytest.raises(TypeError):
        pages(EMBARGO, NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    "moment",
    [
        "2025-04-01T09:00:00",
        "2025-04-01",
        "2025-04-01T09:00:00-25:00",
        "2025-04-01T09:00:00-04:99",
        "2025-04-01T09:00:00 EST",
        "2025-13-01T09:00:00Z",
        "2025-02-30T09:00:00Z",
        "2025-04-01T25:00:00Z",
        "0000-04-01T09:00:00Z",
        "1743512400",
        "tomorrow",
        "٢٠٢٥-04-01T09:00:00Z",
        "''",
    ],
)
def test_a_bad_moment_stops_the_press(moment: str, tmp_path: Path) -> None:
    """An embargo nobody can read is an error at its line, and nothing at all is published."""
    edition = make_site({"talks.yaml": small_briefing(), "next.yaml": small_briefing(embargo_until=moment)}, LATER)
    (problem,) = [one for one in edition.problems if one.path == "briefings/next.yaml"]
    assert problem.line == small_briefing(embargo_until=moment).splitlines().index(f"embargo_until: {moment}") + 1
    assert (problem.code, edition.pages.paths, edition.files.paths) == (problem.code, (), ())
    assert problem.code in ("bad-moment", "empty-value")


def test_a_bad_day_stops_the_press(tmp_path: Path) -> None:
    """So does a day that no calendar has, and the old site stands as it was."""
    settings = write_without(tmp_path)
    site = built(settings)
    before = files_below(site)
    (tmp_path / "briefings" / "next.yaml").write_text(small_briefing(as_of="2025-02-30"), encoding="utf-8")
    with pytest.raises(Stop) as stopped:
        build_site(settings, None, LATER)
    assert stopped.value.exit_code == 1
    assert files_below(site) == before


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59Z"])
def test_a_moment_at_the_end_of_time_holds_back(moment: str) -> None:
    """The last moments a calendar has are in the future, whatever the offset does to them."""
    assert "briefings/next.md" not in pages(moment, LATER)


def test_a_moment_at_the_beginning_of_time_has_passed() -> None:
    """The first moments have passed, also where their offset leads before the calendar."""
    assert "briefings/next.md" in pages("0001-01-01T00:00:00+14:00", LATER, as_of="0001-01-01")


def test_the_last_day_of_all_is_held_back() -> None:
    """A briefing as of the last day is neither shown nor too much for the calendar."""
    assert "briefings/next.md" not in pages("9999-12-31T00:00:00Z", LATER, as_of="9999-12-31")
