"""JSON of ours is what the standard library writes, sign for sign."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hostile_site import HOSTILE

from generator.outputs.json_text import json_text

SIGNS = "".join(map(chr, (*range(0x300), 0x2028, 0x2029, 0xFEFF, 0xFFFD, 0xFFFF, 0x1F600)))


@pytest.mark.parametrize(
    "data",
    [
        {},
        [],
        {"a": {}, "b": [], "c": ()},
        ["x", True, False, 0, -1, 10**20],
        {"a": [{"b": {"c": ["d", ["e"]]}}, ("f", "g")], "": ""},
        {SIGNS: SIGNS},
        {text: [text, {text: text}] for text in HOSTILE},
    ],
)
def test_it_is_what_the_library_writes(data: Any) -> None:
    """Indented by one space a level, signs beyond ASCII as they are."""
    assert json_text(data) == json.dumps(data, indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("value", [None, 1.5, float("nan"), {"a": {1, 2}}, [b"x"], {1: "a"}])
def test_what_has_no_place_in_our_data_is_refused(value: object) -> None:
    """Rather than written in some way."""
    with pytest.raises(TypeError):
        json_text(value)
