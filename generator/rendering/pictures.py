"""How a picture is written: plain SVG, whose every value is escaped and whose every look is a class of the theme."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

from generator.pictures.shapes import Dot, Drawing, Label, Path, Point, Shape
from generator.rendering.escape import escaped
from generator.views.parts import Picture


def picture_svg(picture: Picture) -> Markup:
    """A picture as an image with a title and a description."""
    anchor, drawing = escaped(picture.anchor), picture.drawing
    width, height = f"{drawing.width:d}", f"{drawing.height:d}"
    return Markup(  # noqa: S704
        f'<svg class="p-pic" role="img" aria-labelledby="{anchor}-title" aria-describedby="{anchor}-text" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" data-pagefind-ignore="">\n'
        f'<title id="{anchor}-title">{escaped(picture.title)}</title>\n'
        f'<desc id="{anchor}-text">{escaped(picture.description)}</desc>\n{_shapes(drawing)}\n</svg>'
    )


def sample_svg(drawing: Drawing) -> Markup:
    """A drawing as an ornament beside words, which nobody is told of."""
    width, height = f"{drawing.width:d}", f"{drawing.height:d}"
    return Markup(  # noqa: S704
        f'<svg class="p-pic-sample" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'aria-hidden="true" focusable="false">{_shapes(drawing)}</svg>'
    )


def _shapes(drawing: Drawing) -> str:
    return "\n".join([_shape(shape) for shape in drawing.shapes])


def _shape(shape: Shape) -> str:
    """A shape as an element, in which everything is escaped."""
    look = _classes(shape.kind)
    match shape:
        case Path():
            element = "polygon" if shape.closed else "polyline"
            return f'<{element} class="{look}" points="{_points(shape.points)}"/>'
        case Dot():
            x, y = map(_length, shape.centre)
            return f'<circle class="{look}" cx="{x}" cy="{y}" r="{_length(shape.radius)}"/>'
        case Label():
            x, y = map(_length, shape.at)
            text = escaped(shape.text)
            return f'<text class="{look}" x="{x}" y="{y}" text-anchor="{escaped(shape.anchor)}">{text}</text>'


def _classes(kind: str) -> str:
    return escaped(" ".join([f"p-pic-{name}" for name in kind.split()]))


def _points(points: Sequence[Point]) -> str:
    return " ".join([f"{_length(x)},{_length(y)}" for x, y in points])


def _length(length: Decimal) -> str:
    return f"{length:f}"
