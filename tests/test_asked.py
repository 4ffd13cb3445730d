"""What was asked of briefings is noted, so that what was made of them is made anew where an answer is another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from plans import planned, write
from said import SAID
from sites import briefing

from generator.asked import Answer, Asked, Said, note
from generator.edition import OutputFile, Page, Part
from generator.model.briefing import BODY
from generator.parts import Planned

ANOTHER = "[{id: s1, title: A letter, kind: wire, grade: B2}]"
THIRD = "[{id: s1, title: A call, kind: wire, grade: B2}]"
AHEAD = "[{id: meeting, when: 2026-07-01, title: A meeting, status: scheduled, sources: [s1]}]"
FILES = {
    "registry/processes.yaml": "river: {title: River talks}\n",
    "registry/players.yaml": "envoy: {name: An Envoy, kind: person}\n",
    "a.yaml": briefing(process="river", as_of="2025-02-01", **{name: ways[0] for name, ways in SAID.items()}),
    "b.yaml": briefing(process="river", as_of="2025-01-15", outlook=SAID["outlook"][1], sources=ANOTHER),
    "c.yaml": briefing(as_of="2025-02-15", outlook=SAID["outlook"][0], timeline=AHEAD, sources=THIRD),
}


def said(**says: Mapping[str, str]) -> Said:
    return Said(says)


def test_what_is_asked_for_is_noted_while_it_is_listened_to() -> None:
    """By whoever listens last, and by nobody before or after."""
    here = said(talks=dict.fromkeys("abc", "said"))
    outer, inner = Asked(here), Asked(here)

    def ask() -> str:
        note("a", "talks")
        inner.during(lambda: note("b", "talks"))
        return "made"

    note("c", "talks")
    assert outer.during(ask) == "made"
    note("c", "talks")
    assert (set(outer.answers), set(inner.answers)) == ({"a"}, {"b"})


def test_listening_ends_with_a_mistake() -> None:
    """What raises is no longer listened to."""
    asked = Asked(said(talks={"a": "said"}))
    with pytest.raises(ZeroDivisionError):
        asked.during(lambda: 1 // 0)
    note("a", "talks")
    assert asked.answers == {}


def heard(before: Said, *asked: tuple[str, str]) -> Mapping[str, Answer]:
    """The answers of whoever asks these fields of these briefings."""
    listening = Asked(before)
    for field, slug in asked:
        listening.during(partial(note, field, slug))
    return listening.answers


def test_the_same_is_heard_while_what_was_asked_for_stays() -> None:
    """Another field, or another briefing, may say what it likes."""
    answers = heard(said(one={"a": "x", "b": "y"}, two={"a": "z"}), ("a", "one"))
    assert Asked(said(one={"a": "x", "b": "other"}, two={"a": "other"})).would_hear(answers)
    assert not Asked(said(one={"a": "other", "b": "y"}, two={"a": "z"})).would_hear(answers)
    assert not Asked().would_hear(answers)


def test_who_asks_many_briefings_has_asked_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that not each of them need be noted."""
    monkeypatch.setattr("generator.asked.MANY", 2)
    before = said(one={"a": "x"}, two={"a": "y"}, three={"a": "z"})
    few, many = heard(before, ("a", "one")), heard(before, ("a", "one"), ("a", "two"))
    for third in ("z", "other"):
        after = Asked(said(one={"a": "x"}, two={"a": "y"}, three={"a": third}))
        assert (after.would_hear(few), after.would_hear(many)) == (True, third == "z")


def of_site(plan: Planned) -> Iterator[Part]:
    return (part for part in plan.parts if part.of_site)


def made(plan: Planned, part: Part) -> tuple[list[Page], list[OutputFile]]:
    return [plan.pages.make(path) for path in part.pages.paths], [plan.files.make(path) for path in part.files]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> tuple[Planned, dict[str, object]]:
    """All parts that gather from all briefings, made once."""
    _, _, plan = planned(write(tmp_path_factory.mktemp("before"), FILES))
    return plan, {part.name: made(plan, part) for part in of_site(plan)}


def test_each_field_of_a_body_is_said_in_two_ways() -> None:
    assert SAID.keys() == set(BODY)


@pytest.mark.parametrize("name", sorted(set(BODY) - {"sources"}))
def test_what_gathers_from_all_hangs_on_the_fields_it_asks_for(
    name: str, tmp_path: Path, before: tuple[Planned, dict[str, object]]
) -> None:
    """Where another field has changed, it would be made the same again; where this one has, something is anew."""
    changed = FILES["a.yaml"].replace(f"{name}: {SAID[name][0]}\n", f"{name}: {SAID[name][1]}\n")
    anew = made_anew({**FILES, "a.yaml": changed}, tmp_path, before)
    assert "files tables" in anew
    assert name == "players" or len(anew) < len(before[1])


@pytest.mark.parametrize(
    ("file", "name"), [("b.yaml", "title"), ("c.yaml", "outlook"), ("c.yaml", "bottom_line"), ("c.yaml", "timeline")]
)
def test_what_gathers_from_all_hangs_on_the_briefings_it_asks(
    file: str, name: str, tmp_path: Path, before: tuple[Planned, dict[str, object]]
) -> None:
    """Where another briefing has changed, it would be made the same again."""
    lines = [line for line in FILES[file].splitlines() if not line.startswith(f"{name}: ")]
    anew = made_anew({**FILES, file: "\n".join([*lines, f"{name}: {SAID[name][1]}", ""])}, tmp_path, before)
    assert "files tables" in anew
    assert len(anew) < len(before[1])


def made_anew(files: Mapping[str, str], folder: Path, before: tuple[Planned, dict[str, object]]) -> set[str]:
    """The parts that would hear other answers of these files; all others that gather from all come out the same."""
    old, outcome = before
    assert files != FILES
    _, _, new = planned(write(folder, dict(files)))
    anew = set()
    for part, then in zip(of_site(new), of_site(old), strict=True):
        if part.digest == then.digest and part.asked.would_hear(then.asked.answers):
            assert made(new, part) == outcome[part.name], part.name
        else:
            anew.add(part.name)
    return anew


def test_the_first_page_hangs_on_no_older_bottom_line(
    tmp_path: Path, before: tuple[Planned, dict[str, object]]
) -> None:
    """Nor do others that show the newest of a process alone; the archive shows all."""
    older = FILES["b.yaml"].replace("bottom_line: ", "bottom_line: Not yet. ")
    anew = made_anew({**FILES, "b.yaml": older}, tmp_path, before)
    assert anew >= {"pages archive", "files tables", "files database"}
    assert not anew & {"pages home", "pages processes"}


@pytest.mark.parametrize(
    ("name", "anew"),
    [
        ("reviewers", {"files tables", "files database"}),
        (
            "outlook",
            {
                *("pages outlook", "pages scorecard", "pages home", "pages calendar"),
                *("files feeds", "files calendar", "files tables", "files database"),
            },
        ),
        ("guarantees", {"pages guarantees", "pages player", "files feeds", "files tables", "files database"}),
    ],
)
def test_a_field_is_asked_for_where_it_is_shown(
    name: str, anew: set[str], before: tuple[Planned, dict[str, object]]
) -> None:
    """And nowhere else."""
    old, _ = before
    assert {part.name for part in of_site(old) if name in part.asked.answers} == anew


def test_a_page_whose_head_names_a_file_hangs_on_whether_there_is_one(tmp_path: Path) -> None:
    """Though no field that tells so was asked for the page: the site has a calendar once there is a day to tell."""
    plans = []
    for name, truce in zip(("without", "with"), SAID["truce"], strict=True):
        files = {"a.yaml": briefing(truce=truce, players='["no", se]')}
        plans.append(planned(write(tmp_path / name, files))[2])
    assert ["calendar.ics" in plan.files for plan in plans] == [False, True]
    digests = [{part.name: part.digest for part in of_site(plan)} for plan in plans]
    assert digests[0]["pages calendar"] != digests[1]["pages calendar"]
