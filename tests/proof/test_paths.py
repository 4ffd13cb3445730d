"""No name leads out of the site: what could is refused at its line, and a build writes nothing outside its target."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import faults
import pytest
from proof import Proof
from sites import briefing, make_site
from small_site import files_below

from generator.edition import Edition
from generator.model import values
from generator.publishing import release
from generator.publishing.standing import KEPT_IN
from generator.reading import files
from generator.reading.files import find_files

NAMES = "A hostile name of a briefing, a former one, a player, a process or a source: refused at its line"
FILE_NAMES = "A file, folder or link of a hostile name is not read"
WRITES = "A build writes below its target alone"
# Ways out, names of devices and of the site's own pages, twins by case and by letters that look or count the same.
HOSTILE = (
    *(
        "..",
        ".",
        "../x",
        "../../etc/passwd",
        "/etc/passwd",
        "a/b",
        "a\\b",
        "..\\x",
        "%2e%2e%2fx",
        "a%2fb",
        "~root",
        "C:x",
    ),
    *(
        "\\\\host\\x",
        "file:x",
        "a b",
        "-a",
        "a.",
        "a\u2044b",
        "a\uff0fb",
        "\u2025",
        "a\u200bb",
        "a\u202eb",
        "a\nb",
        "a\tb",
    ),
    *(
        "con",
        "nul",
        "aux",
        "prn",
        "com1",
        "lpt9",
        "index",
        "page-2",
        "CON",
        "Index",
        "TALKS",
        "ta\u0142ks",
        "tall\u212as",
    ),
    *("e\u0301", "\u00e9", "\uff41", "a" * 81, "", "<a>", "a?b", "a#b", "a*b", "a|b", '"', "'", "$(id)", "`id`"),
)
PLACES = ("slug", "previously", "player", "process", "source")


def site_naming(place: str, name: str) -> Mapping[str, str]:
    """A site that is sound but for one name."""
    text = json.dumps(name)
    sources = f"[{{id: {text}, title: A note, kind: wire, grade: B2}}]" if place == "source" else None
    changed = {
        "slug": {"slug": text},
        "previously": {"previously": f"[{text}]"},
        "player": {"players": f"[se, {text}]"},
        "process": {"process": text},
        "source": {"sources": sources or "", "what_happened": "They met."},
    }[place]
    entry = {"player": "{name: N, kind: person}", "process": "{title: P, countries: [se]}"}.get(place)
    registry = {f"registry/{place}s.yaml".replace("processs", "processes"): f"{text}: {entry}\n"} if entry else {}
    return {"talks.yaml": briefing(**changed), **registry}


def lines_of(edition: Edition) -> list[int]:
    return [problem.line for problem in edition.problems if problem.severity.name == "ERROR"]


@pytest.mark.proof
def test_hostile_names_are_refused_at_their_line(proof: Proof) -> None:
    """Nothing at all is made of a site with one of them."""
    taken = []
    for place in PLACES:
        for name in HOSTILE:
            edition = make_site(site_naming(place, name))
            if not lines_of(edition) or len(edition.pages) or len(edition.files):
                taken.append((place, name))
    assert taken == []
    proof.held(NAMES, len(PLACES) * len(HOSTILE), len(PLACES) * len(HOSTILE) - len(taken))


@pytest.mark.parametrize("place", PLACES)
def test_a_sound_name_is_taken(place: str) -> None:
    """What refuses the others is their name."""
    assert lines_of(make_site(site_naming(place, "river-2"))) == []


@pytest.mark.proof
def test_without_the_form_of_names_they_lead_out(monkeypatch: pytest.MonkeyPatch, proof: Proof) -> None:
    """The control: with any text for a name, pages and redirects climb out of the site."""
    monkeypatch.setattr(values, "SLUG_PATTERN", r"(?s).*")
    monkeypatch.setattr(values, "_taken_by_others", lambda _: "")
    ways_out = ("../../etc/passwd", "../x", "..")
    sites = [site_naming(place, name) for place in ("slug", "process") for name in ways_out]
    # What was read once is remembered by its text: a comment makes it another.
    tried = [make_site({path: f"# Control\n{text}" for path, text in site.items()}) for site in sites]
    proof.fired(NAMES, len(tried), sum(any(map(climbs, paths_of(edition))) for edition in tried))


def paths_of(edition: Edition) -> list[str]:
    return [*(page.path for page in edition.pages), *edition.files.paths]


def climbs(path: str) -> bool:
    return ".." in PurePosixPath(path).parts or path.startswith("/")


BAD_FILES = ("con.yaml", "NUL.yaml", "aux.md", "Talks.yaml", "e\u0301.yaml", "a\u202eb.yaml", "a:b.yaml", "c\nd.yaml")
LINKS = {"link.yaml": "../../secret.yaml", "up": "../..", "absolute.yaml": "{outside}/secret.yaml"}


@pytest.fixture
def site_of_hostile_names(tmp_path: Path) -> Path:
    """A site with two sound briefings, and all that must not be read beside them."""
    below = tmp_path / "site" / "briefings"
    below.mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("title: Secret\n")
    (below / "talks.yaml").write_text("title: Talks\n")
    (below / "\u00e9.yaml").write_text("title: Accent\n")
    for name in BAD_FILES:
        (below / name).write_text("title: Bad\n")
    for name, target in LINKS.items():
        (below / name).symlink_to(target.format(outside=tmp_path))
    return tmp_path / "site"


@pytest.mark.proof
def test_hostile_file_names_are_not_read(site_of_hostile_names: Path, proof: Proof) -> None:
    """Devices, twins by case and by accents, links, invisible letters: each is told, none is read."""
    found = find_files(site_of_hostile_names)
    read = {PurePosixPath(file.path).name for file in (*found.yaml, *found.markdown)}
    assert len(read & {"talks.yaml", "Talks.yaml"}) == 1
    assert len(read) == 2
    assert not any(b"Secret" in file.raw for file in found.yaml)
    proof.held(FILE_NAMES, len(BAD_FILES) + len(LINKS), len(found.problems))


@pytest.mark.proof
def test_without_a_look_at_names_the_files_are_read(
    site_of_hostile_names: Path, monkeypatch: pytest.MonkeyPatch, proof: Proof
) -> None:
    """Only links are stopped once more, where a file is opened."""
    monkeypatch.setattr(files, "_wrong_name", lambda _: None)
    monkeypatch.setattr(files, "_twin", lambda *_: None)
    found = find_files(site_of_hostile_names)
    read = len(found.yaml) + len(found.markdown) - 2
    assert read == len(BAD_FILES)
    proof.fired(FILE_NAMES, len(BAD_FILES), read)


FLUSHES = ("parley.fsync", "parley._flush_filesystem")


def written_outside(folder: Path, *options: str) -> tuple[int, set[str]]:
    """How many steps a release made on the file system, and what of it lies outside of its target and our folders."""
    command = [sys.executable, faults.__file__, str(folder), "build", "kill", "--order", *options]
    steps = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    target = folder / "base/site"
    beside = (release.staging_of(target), release.previous_of(target), release.removed_of(target))
    ours = (target, *beside, target.parent / KEPT_IN.parts[0])
    lock = str(release._lock_file(target))
    named = {path for event, path in steps if path.startswith("/") and event not in FLUSHES} - {lock}
    outside = {path for path in named if not any(Path(path).is_relative_to(one) for one in ours)}
    return len(steps), {path for path in outside if not is_known(path, folder)}


def is_known(path: str, folder: Path) -> bool:
    """What a process does anywhere: it says nothing into the void, and Python keeps what it compiled."""
    return path in ("/dev/null", str(folder / "base")) or path.endswith(".pyc") or "/__pycache__" in path


@pytest.mark.proof
def test_a_build_writes_below_its_target_alone(tmp_path: Path, proof: Proof) -> None:
    """Each file and folder it makes, moves or removes is the target's or one of ours beside it."""
    steps, outside = written_outside(tmp_path)
    assert outside == set()
    assert steps > 100
    proof.held(WRITES, steps, steps - len(outside))


@pytest.mark.proof
def test_a_file_written_elsewhere_is_seen(tmp_path: Path, proof: Proof) -> None:
    """The control: one file beside the target."""
    _, outside = written_outside(tmp_path, "--stray")
    assert outside == {str(tmp_path / "base/stray")}
    proof.fired(WRITES, 1, len(outside))


def test_a_target_that_is_a_link_is_never_followed(tmp_path: Path) -> None:
    """Where the site, or a folder of ours beside it, is a link, nothing is written to where it leads."""
    (tmp_path / "elsewhere").mkdir()
    places = (Path, release.staging_of, release.previous_of, release.outgoing_of, release.removed_of)
    for number, place in enumerate(places):
        target = tmp_path / str(number) / "site"
        target.parent.mkdir()
        place(target).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
        assert isinstance(release.begin(target, ()), release.Refusal)
        assert isinstance(release.roll_back(target), release.Refusal)
    assert files_below(tmp_path / "elsewhere") == {}
