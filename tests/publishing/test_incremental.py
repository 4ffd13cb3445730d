"""Building on what earlier builds have kept gives the same site, byte for byte, as building from nothing.

`make test-long` tries 200 sequences of changes, `make test` a few.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from noting import noting
from said import SAID
from sites import briefing
from small_site import files_below

from generator import store
from generator.asked import Asked
from generator.publishing import build as build_module
from generator.publishing.build import build_site
from generator.publishing.part_writer import PartWriter
from generator.publishing.stops import BriefingsHaveProblems
from generator.reading.library import Library
from generator.store import KeptFile, Store

PROCESSES = ("river", "sea", "")
DAYS = ("2025-01-01", "2025-02-01", "2025-03-01", "2025-04-03")
TEXTS = ("Norway made an offer [@s1].", "Sweden *agreed* [@s1, p. 2; @s2].", "[[se]] and [[envoy]] met [@s1].")
SOURCES = (
    "[{id: s1, kind: wire, grade: B2}, {id: s2, title: A note}]",
    "[{id: s1, kind: official_statement, grade: A1, date: 2025-01-01}, {id: s2, title: A letter}]",
    "[s1, {id: s2, title: A letter, derived_from: s1}]",
)
TERMS = ("", *(f"truce: {said}\n" for said in SAID["truce"]))
FIELDS = sorted(SAID.keys() - {"players", "sources"})
PLACES = ("pages/processes.md.j2", "theme/partials/footer.html")
SETTINGS = """\
site_name: {name}
site_url: https://desk.example/
docs_dir: briefings
theme: {{name: material, font: false}}
plugins: [{{briefings: {{print: false, yardstick: {yardstick}}}}}]
markdown_extensions: [attr_list, tables]
nav: [index.md, players/index.md, guarantees.md]
"""
REGISTRY = {
    "players": "envoy: {{name: {name}, kind: person, country: se}}\n",
    "processes": "river: {{title: {name} talks}}\nsea: {{title: Sea talks}}\n",
    "sources": (
        "s1: {{title: {name} on file, kind: analysis, grade: C3, derived_from: tape}}\n"
        "tape: {{title: {name} on tape}}\n"
    ),
}
HIDDEN = ("draft", "embargo", "future")


def damage(folder: Path, number: int, how: Callable[[bytes], bytes]) -> bool:
    """Spoil one of the files that are kept; False where there is none."""
    kept = sorted(path for path in folder.rglob("*") if path.is_file())
    if not kept:
        return False
    chosen = kept[number % len(kept)]
    content = how(chosen.read_bytes())
    chosen.unlink()
    chosen.write_bytes(content)
    return True


class Changes(RuleBasedStateMachine):
    """A site that changes as sites do; after each change it is built twice."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.root = self.folder / "site of ours"
        self.now = datetime(2025, 4, 1, 12, tzinfo=UTC)
        self.number = 0
        self.name, self.yardstick = "Desk", "icd-203"

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        for name in REGISTRY:
            self._register(name, "Alva")
        self._settings()
        for process, day in zip(("river", "river", "sea", ""), DAYS, strict=True):
            self._write(process, day, TEXTS[0], SOURCES[0], TERMS[1])
        self._compare()

    @rule(
        process=st.sampled_from(PROCESSES),
        day=st.sampled_from(DAYS),
        text=st.sampled_from(TEXTS),
        sources=st.sampled_from(SOURCES),
        terms=st.sampled_from(TERMS),
    )
    def add(self, process: str, day: str, text: str, sources: str, terms: str) -> None:
        """A new briefing, on a day that its process is free."""
        while any(f"process: {process}\n" in one and f"as_of: {day}\n" in one for one in self._typed()):
            day = str(date.fromisoformat(day) + timedelta(days=1))
        self._write(process, day, text, sources, terms)
        self._compare()

    @rule(
        which=st.integers(0),
        text=st.sampled_from(TEXTS),
        terms=st.sampled_from(TERMS),
        sources=st.sampled_from(SOURCES),
    )
    def edit(self, which: int, text: str, terms: str, sources: str) -> None:
        """A briefing says something else; its file may be as large as before."""
        path = self._briefing(which)
        typed = path.read_text()
        process = next((one for one in PROCESSES if one and f"process: {one}\n" in typed), "")
        day = next(line.removeprefix("as_of: ") for line in typed.splitlines() if line.startswith("as_of: "))
        self._write(process, day, text, sources, terms, path)
        self._compare()

    @rule(which=st.integers(0), name=st.sampled_from(FIELDS), way=st.integers(0, 1))
    def say(self, which: int, name: str, way: int) -> None:
        """A briefing says something else in one field, or something where it had none."""
        path = self._briefing(which)
        others = [line for line in path.read_text().splitlines() if not line.startswith(f"{name}:")]
        path.write_text("\n".join([*others, f"{name}: {SAID[name][way]}", ""]))
        self._compare()

    @rule(which=st.integers(0))
    def rename(self, which: int) -> None:
        """A briefing gets another address."""
        path = self._briefing(which)
        path.rename(self._new())
        self._compare()

    @precondition(lambda self: len(self._briefings()) > 2)
    @rule(which=st.integers(0))
    def delete(self, which: int) -> None:
        """A briefing goes."""
        self._briefing(which).unlink()
        self._compare()

    @rule(which=st.integers(0), how=st.sampled_from(HIDDEN))
    def hold_back(self, which: int, how: str) -> None:
        """A briefing is held back: as a draft, or for a time."""
        path = self._briefing(which)
        lines = {
            "draft": ("status: published", "status: draft"),
            "embargo": ("status: published", "status: published\nembargo_until: 2025-04-03T08:00:00+02:00"),
            "future": ("as_of: 2025-03-01", "as_of: 2025-04-03"),
        }
        old, new = lines[how]
        if "embargo_until" not in path.read_text():
            path.write_text(path.read_text().replace(old, new))
        self._compare()

    @rule(days=st.integers(1, 3))
    def wait(self, days: int) -> None:
        """Time passes: embargoes end, terms fall due, reviews are late."""
        self.now += timedelta(days=days)
        self._compare()

    @rule(which=st.integers(0))
    def replace_one(self, which: int) -> None:
        """A briefing withdraws another one, and is due for review."""
        files = self._briefings()
        path, other = files[which % len(files)], files[(which + 1) % len(files)]
        if path != other and "replaces" not in path.read_text() + other.read_text():
            path.write_text(path.read_text() + f"replaces: {other.stem}\nreview_by: 2025-04-02\n")
        self._compare()

    @rule(name=st.sampled_from(sorted(REGISTRY)), said=st.sampled_from(["Alva", "Bo", "Cleo"]))
    def register(self, name: str, said: str) -> None:
        """A registry says something else."""
        self._register(name, said)
        self._compare()

    @rule(name=st.sampled_from(["Desk", "Bureau"]), yardstick=st.sampled_from(["icd-203", "phia"]))
    def choose(self, name: str, yardstick: str) -> None:
        """The settings are others."""
        self.name, self.yardstick = name, yardstick
        self._settings()
        self._compare()

    @rule(
        text=st.sampled_from(["One.", "Two."]),
        place=st.sampled_from(PLACES),
    )
    def dress(self, text: str, place: str) -> None:
        """A template of the site's own."""
        path = self.root / "site_templates" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        page = '{% import "parts/html.j2" as p %}\n{{ p.opening(view.frame) }}\n\n'
        path.write_text(f"{page}{text}\n" if place.startswith("pages") else f"<p>{text}</p>\n")
        self._compare()

    @rule(number=st.integers(0), how=st.sampled_from(["cut", "turn", "empty"]))
    def spoil(self, number: int, how: str) -> None:
        """Something that was kept is cut short or damaged."""
        spoilt: dict[str, Callable[[bytes], bytes]] = {
            "cut": lambda content: content[: len(content) // 2],
            "turn": lambda content: content[:-1] + bytes([content[-1] ^ 1]) if content else b"",
            "empty": lambda _: b"",
        }
        damage(self.root / ".cache", number, spoilt[how])
        self._compare()

    @rule()
    def forget(self) -> None:
        """All that was kept is gone."""
        shutil.rmtree(self.root / ".cache", ignore_errors=True)
        self._compare()

    @rule(which=st.integers(0))
    def blunder(self, which: int) -> None:
        """A briefing has a mistake, and then none."""
        path = self._briefing(which)
        typed = path.read_text()
        path.write_text(typed.replace("players:", "playerz:"))
        before = files_below(self.root / "site")
        with pytest.raises(BriefingsHaveProblems):
            build_site(self.root / "mkdocs.yml", None, self.now)
        assert files_below(self.root / "site") == before
        path.write_text(typed)
        self._compare()

    def _compare(self) -> None:
        """Both builds publish the same, or neither publishes anything: a change may leave a briefing with an error."""
        clean = self.folder / "clean"
        shutil.copytree(self.root, clean, ignore=shutil.ignore_patterns(".cache", ".site*", "site"))
        published = [self._built(folder) for folder in (self.root, clean)]
        ours, theirs = files_below(self.root / "site"), files_below(clean / "site")
        shutil.rmtree(clean)
        assert published[0] == published[1]
        if not published[0]:
            return
        assert ours.keys() == theirs.keys()
        assert [name for name in ours if ours[name] != theirs[name]] == []

    def _built(self, root: Path) -> bool:
        """Build a site; False where errors in its briefings stand in the way."""
        try:
            build_site(root / "mkdocs.yml", None, self.now)
        except BriefingsHaveProblems:
            return False
        return True

    def _write(self, process: str, day: str, text: str, sources: str, terms: str, path: Path | None = None) -> None:
        named = {"process": process} if process else {}
        made = briefing(as_of=day, what_happened=f'"{text}"', sources=sources, players='["no", se, envoy]', **named)
        path = path or self._new()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made + terms, encoding="utf-8")

    def _new(self) -> Path:
        self.number += 1
        return self.root / "briefings" / f"talks-{self.number}.yaml"

    def _briefings(self) -> list[Path]:
        return sorted((self.root / "briefings").glob("*.yaml"))

    def _typed(self) -> list[str]:
        return [path.read_text() for path in self._briefings()]

    def _briefing(self, which: int) -> Path:
        files = self._briefings()
        return files[which % len(files)]

    def _register(self, name: str, said: str) -> None:
        path = self.root / "briefings" / "registry" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(REGISTRY[name].format(name=said), encoding="utf-8")

    def _settings(self) -> None:
        text = SETTINGS.format(name=self.name, yardstick=self.yardstick)
        (self.root / "mkdocs.yml").write_text(text, encoding="utf-8")


def tried(sequences: int, *, anew: bool) -> None:
    """Try as many sequences, others each time or the ones that are always tried."""
    chosen = settings(
        max_examples=sequences,
        derandomize=not anew,
        database=None,
        stateful_step_count=4,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    run_state_machine_as_test(Changes, settings=chosen)


def test_building_on_what_is_kept_is_building_from_nothing() -> None:
    """A few sequences of changes."""
    tried(3, anew=False)


@pytest.mark.long
@pytest.mark.parametrize("part", range(8))
def test_two_hundred_sequences_of_changes(part: int) -> None:
    """As many as the promise is made for, in parts that can be tried side by side."""
    tried(25, anew=True)


def test_a_page_that_is_kept_under_the_wrong_key_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: where a digest leaves out what a briefing says, the old page is published again."""
    from generator import parts

    monkeypatch.setattr(parts, "_digests", partial(forgetful, parts._digests))
    seen(lambda changes: changes.edit(0, TEXTS[1], TERMS[2], SOURCES[0]))


def test_a_page_that_did_not_hear_what_was_asked_for_it_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: where nobody listens, what gathers from all briefings is published as it was."""
    monkeypatch.setattr(Asked, "during", lambda _, make: make())
    seen(lambda changes: changes.say(0, "title", 1))


def forgetful(digests: Callable[..., Any], dossiers: Any, library: Library, workshop: str) -> Any:
    """The digests of parts, as though all files of briefings held the same."""
    same = replace(library, briefings=tuple(replace(file, digest="") for file in library.briefings))
    return digests(dossiers, same, workshop)


def seen(change: Callable[[Changes], None]) -> None:
    """A change after which the site that was built on what is kept is another."""
    changes = Changes()
    try:
        changes.begin()
        with pytest.raises(AssertionError):
            change(changes)
    finally:
        changes.teardown()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site of two briefings that was built."""
    (tmp_path / "briefings").mkdir()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS.format(name="Desk", yardstick="icd-203"))
    for name in ("first", "second"):
        (tmp_path / "briefings" / f"{name}.yaml").write_text(briefing(title=f"The {name} meeting"))
    build(tmp_path)
    return tmp_path


def build(root: Path, settings: str = "mkdocs.yml", site_dir: str = "site") -> None:
    build_site(root / settings, root / site_dir, datetime(2025, 4, 1, 12, tzinfo=UTC))


def say(root: Path, bottom_line: str) -> None:
    (root / "briefings" / "first.yaml").write_text(briefing(title="The first meeting", bottom_line=bottom_line))


@pytest.mark.parametrize("step", [1, 3])
def test_what_another_build_removes_meanwhile_is_made_anew(
    root: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Every file that is about to be handed out, or every third: the site is the same, and the next one, too."""
    before, calls = files_below(root / "site"), count()
    gone: list[str] = []

    def remove(store: Store, kept: KeptFile, _: object) -> None:
        if next(calls) % step == 0:
            gone.append(kept.sha256)
            Path(store._file(kept.sha256)).unlink(missing_ok=True)

    with monkeypatch.context() as patch:
        noting(patch, Store, "hand_out", remove)
        build(root)
    assert gone
    assert files_below(root / "site") == before
    build(root)
    assert files_below(root / "site") == before


def test_sites_of_one_folder_leave_each_other_what_they_publish(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each finds all its parts when it is built again."""
    monkeypatch.setattr(store, "SPARED", -1)
    (root / "other.yml").write_text(SETTINGS.format(name="Bureau", yardstick="icd-203"))
    build(root, "other.yml", "other")
    made: list[str] = []
    noting(monkeypatch, PartWriter, "_make", lambda _, part: made.append(part.name))
    build(root)
    build(root, "other.yml", "other")
    assert made == []


def test_what_was_replaced_goes_with_the_last_release_that_has_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is kept as long as the release before is, and not longer."""
    monkeypatch.setattr(store, "SPARED", -1)
    found = []
    for said in ("Nobody met.", "Somebody met.", "All met."):
        say(root, said)
        build(root)
        found.append(b"Nobody met." in b"".join(files_below(root / ".cache" / "parley" / "files").values()))
    assert found == [True, True, False]


def test_a_template_behind_a_link_is_read_anew(root: Path, tmp_path: Path) -> None:
    """As Jinja reads it: through a link to its folder."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / "site_templates" / "theme").mkdir(parents=True)
    (root / "site_templates" / "theme" / "partials").symlink_to(elsewhere)
    for said in ("Once.", "Twice."):
        (elsewhere / "footer.html").write_text(f"<p>{said}</p>")
        build(root)
        pages = [page for path, page in files_below(root / "site").items() if path.endswith("/index.html")]
        assert all(f"<p>{said}</p>".encode() in page for page in pages)


def test_a_site_that_is_out_is_not_called_a_failure(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though what it was made from cannot be noted down any more."""

    def refuse(*_: object) -> None:
        raise FileNotFoundError

    say(root, "Nobody met.")
    monkeypatch.setattr(PartWriter, "keep", refuse)
    monkeypatch.setattr(Store, "tidy", refuse)
    monkeypatch.setattr(build_module, "made_from", refuse)
    build(root)
    assert b"Nobody met." in (root / "site" / "briefings" / "first" / "index.html").read_bytes()
