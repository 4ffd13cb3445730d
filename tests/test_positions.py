"""Who stands where, who moved, what all want and what nobody knows."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.catalogue import Process, Snapshot
from generator.model.briefing import Briefing
from generator.model.process import RegistryProcess
from generator.model.values import PlayerId, Slug
from generator.positions import Positions, moves_of, positions_of


def process(*positions: dict[str, Any], **term: Any) -> Process:
    """A process with one term; each snapshot has these positions on it, a day after the one before."""
    snapshots = (snapshot(day, {"positions": held, **term}) for day, held in enumerate(positions, start=1))
    return Process("talks", RegistryProcess.model_validate({"title": "Talks"}), tuple(snapshots))


def snapshot(day: int, term: dict[str, Any]) -> Snapshot:
    briefing = Briefing.model_validate(
        {
            "title": "Talks",
            "as_of": date(2025, 8, day).isoformat(),
            "status": "published",
            "bottom_line": "They talk.",
            "players": ["us", "ua", "ru"],
            "sources": ["s1"],
            "truce": {"terms": [{"id": "strikes", "title": "Air strikes", "category": "air_strikes", **term}]},
        }
    )
    return Snapshot(Slug(f"day-{day}"), briefing, (), (), "")


def told(found: Positions) -> list[str]:
    """Each move in a line, as they stand."""
    return [f"{move.after.player} {move.before.stance} {move.after.stance}" for move in found.moves]


def test_a_move_is_a_change_of_stance() -> None:
    """Other words for the same stance are none; the newest move stands first."""
    found = positions_of(
        process(
            {"ru": "rejects", "ua": "accepts"},
            {"ru": {"stance": "rejects", "says": "Not now."}, "ua": "demands"},
            {"ru": "accepts_with_conditions", "ua": "demands"},
        )
    )
    assert told(found) == ["ru rejects accepts_with_conditions", "ua accepts demands"]


def test_silence_in_between_is_no_move_and_hides_none() -> None:
    """A snapshot without the position changes nothing; the next one is compared with the last on record."""
    assert moves_of(process({"ru": "rejects"}, {}, {"ru": "rejects"})) == ()
    assert told(positions_of(process({"ru": "rejects"}, {}, {"ru": "accepts"}))) == ["ru rejects accepts"]


def test_a_position_that_the_newest_snapshot_leaves_out_is_a_gap() -> None:
    """It is not held now, and it is still known what it was last."""
    row = positions_of(process({"ru": "rejects", "ua": "accepts"}, {"ua": "accepts"}), (PlayerId("ru"),)).rows[0]
    assert row.gaps == ("ru",)
    cell = row.cells[PlayerId("ru")]
    assert cell.now is None
    assert cell.last
    assert cell.last.stance == "rejects"


def test_common_ground_is_what_all_with_a_position_would_have() -> None:
    """Two at least; one who rejects or is noncommittal is enough to end it."""
    assert positions_of(process({"ru": "accepts", "ua": "demands"})).rows[0].is_common_ground
    assert not positions_of(process({"ua": "demands"})).rows[0].is_common_ground
    assert not positions_of(process({"ru": "rejects", "ua": "demands"})).rows[0].is_common_ground
    assert not positions_of(process({"ru": "noncommittal", "ua": "accepts", "us": "accepts"})).rows[0].is_common_ground


def test_a_side_that_is_silent_leaves_no_common_ground() -> None:
    """Two others in favour do not speak for a side, nor for whomever the term binds."""
    held = {"us": "proposes", "ua": "demands"}
    assert positions_of(process(held)).rows[0].is_common_ground
    assert not positions_of(process(held), (PlayerId("ru"),)).rows[0].is_common_ground
    assert not positions_of(process(held, binds=["ru", "ua"])).rows[0].is_common_ground
    assert positions_of(process({**held, "ru": "accepts"}, binds=["ru"]), (PlayerId("ru"),)).rows[0].is_common_ground


def test_who_holds_a_version_of_what_is_contested_is_no_gap() -> None:
    """Such a player has said where it stands, if not in a word."""
    versions = [{"version": "Elections first.", "held_by": ["ru"]}, {"version": "The border first.", "held_by": ["ua"]}]
    row = positions_of(process({"ua": "accepts"}, contested=versions), (PlayerId("us"), PlayerId("ru"))).rows[0]
    assert row.gaps == ("us",)


def test_conditions_are_said() -> None:
    """Common ground with somebody's conditions is told apart from what all accept."""
    row = positions_of(process({"ru": "accepts_with_conditions", "ua": "demands"})).rows[0]
    assert row.is_common_ground
    assert row.has_conditions


def test_what_is_contested_is_no_common_ground() -> None:
    """Who accepts a term in another version accepts another term."""
    held = {"ru": "accepts", "ua": "accepts"}
    assert not positions_of(process(held, negotiation="contested")).rows[0].is_common_ground
    assert not positions_of(process(held, contested=[{"version": "All of it."}])).rows[0].is_common_ground
    disputed = {"stance": "accepts", "contested": [{"version": "It rejects it."}]}
    assert not positions_of(process(held | {"ru": disputed})).rows[0].is_common_ground
    assert positions_of(process(held)).rows[0].is_common_ground


def test_red_lines_and_gaps() -> None:
    """A red line is named; who said nothing in public is a gap, as is a side that nobody quotes."""
    held = {"ru": "red_line", "ua": "no_public_position"}
    row = positions_of(process(held), (PlayerId("us"), PlayerId("ru"))).rows[0]
    assert row.red_lines == ("ru",)
    assert row.gaps == ("us", "ua")
