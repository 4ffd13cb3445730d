"""Pairs of snapshots: compared once for pages that are made one after the other, and not kept for ever."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from plans import planned, write
from sites import briefing

from generator.views import pairs
from generator.views.pairs import Pairs

DAYS = {
    f"d{day}.yaml": briefing(process="talks", as_of=f"2025-03-0{day}", bottom_line=f"Day {day}.") for day in range(1, 7)
}


def test_a_pair_is_compared_once_and_few_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was compared last is at hand; what was compared before is compared anew, and says the same."""
    desk, _, _ = planned(write(tmp_path, {"registry/processes.yaml": "talks: {title: Talks}\n"} | DAYS))
    following = list(pairwise(reversed(desk.catalogue.snapshots)))
    monkeypatch.setattr(pairs, "AT_HAND", 2)
    kept = Pairs()

    def told() -> list[pairs.Pair]:
        return [kept.of(desk.catalogue, before, after) for before, after in following]

    first = told()
    assert [len(pair.changes.entries) for pair in first] == [1] * 5
    assert kept.of(desk.catalogue, *following[-1]) is first[-1]
    assert kept.of(desk.catalogue, *following[0]) is not first[0]
    assert told() == first
