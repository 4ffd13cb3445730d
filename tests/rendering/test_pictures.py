"""Pictures are written as plain SVG: escaped, named, without a style or a script."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.pictures.shapes import Dot, Drawing, Label, Path
from generator.rendering.escape import shown
from generator.rendering.pictures import picture_svg, sample_svg
from generator.views.parts import Picture

ORIGIN = (Decimal(0), Decimal(0))


def picture_of(text: str) -> str:
    """The SVG of a picture in which a text stands wherever one can."""
    shapes = (
        Path((ORIGIN, (Decimal("10.5"), Decimal(100))), "line series-1"),
        Path((ORIGIN,), "band", closed=True),
        Dot(ORIGIN, Decimal(4), "marker"),
        Label(ORIGIN, text, "name series-1", "end"),
    )
    return picture_svg(Picture("picture-q", text, text, Drawing(400, 240, shapes)))


def written(text: str) -> etree._Element:
    """The same, read as XML."""
    return etree.fromstring(picture_of(text))


def test_a_picture_is_an_image_with_a_name_and_a_description() -> None:
    """Who does not see it is told what it is and what it says."""
    svg = written("Is it signed?")
    named = {element.get("id"): element.text for element in svg if element.get("id")}
    assert svg.get("role") == "img"
    assert named == {svg.get("aria-labelledby"): "Is it signed?", svg.get("aria-describedby"): "Is it signed?"}


def test_looks_are_classes_of_the_theme() -> None:
    """No colour, no style: the theme follows scheme, paper and forced colours."""
    svg = written("x")
    assert [element.get("class") for element in svg if element.get("class")] == [
        "p-pic-line p-pic-series-1",
        "p-pic-band",
        "p-pic-marker",
        "p-pic-name p-pic-series-1",
    ]
    allowed = {"class", "points", "cx", "cy", "r", "x", "y", "text-anchor", "id"}
    assert {str(name) for element in svg for name in element.attrib} <= allowed


def test_lengths_are_written_in_full() -> None:
    """A hundred is never `1E+2`."""
    assert [line.get("points") for line in written("x").iter("polyline")] == ["0,0 10.5,100"]


@given(st.text(st.characters(exclude_characters="\ufffe\uffff")))  # which XML, that reads it here, has no word for
def test_any_text_stays_text(text: str) -> None:
    """What an author typed becomes no element, whatever it holds, and breaks no HTML block."""
    svg = written(text)
    assert len(svg) == 6
    assert "\n\n" not in picture_of(text)
    assert [svg[place].text or "" for place in (0, 1, -1)] == [shown(text)] * 3


def test_a_sample_is_told_to_nobody() -> None:
    """The words beside it say the same."""
    svg = etree.fromstring(sample_svg(Drawing(36, 14, (Dot(ORIGIN, Decimal(4), "marker"),))))
    assert (svg.get("aria-hidden"), svg.get("role")) == ("true", None)
