"""What lies on a shelf is read as it was laid there, by this process and its copies."""

from __future__ import annotations

import os
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import workers
from generator.model.shelf import Shelf
from generator.workers import spread

pieces = st.lists(st.binary(max_size=40), min_size=1, max_size=6)


@given(st.lists(pieces, max_size=5))
def test_each_piece_is_read_as_it_was_laid(rows: list[list[bytes]]) -> None:
    """However many lie there before and behind it, the empty ones too."""
    shelf = Shelf()
    laid = [shelf.lay(row) for row in rows]
    assert [[one[number] for number in range(len(row))] for one, row in zip(laid, rows, strict=True)] == rows


def test_copies_of_a_process_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several at once, and none writes what this process has written."""
    monkeypatch.setattr(workers, "processors", lambda: 2)
    shelf = Shelf()
    laid = [shelf.lay([str(number).encode() * 100]) for number in range(100)]
    assert list(spread(lambda number: laid[number][0], range(100))) == [laid[number][0] for number in range(100)]
    assert os.fstat(shelf._file).st_size == sum(len(one[0]) for one in laid)


def test_a_shelf_is_not_sent_elsewhere() -> None:
    """There its file would be another one."""
    with pytest.raises(TypeError, match="stays with its process"):
        pickle.dumps(Shelf().lay([b"a"]))
