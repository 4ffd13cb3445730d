"""How a picture is written: plain SVG, whose every value is escaped and whose every look is a class of the theme."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

from generator.pictures.shapes import Dot, Drawing, Label, Path, Point, Shape
from generator.rendering.escape import html_text
from generator.views.parts import Picture


def picture_svg(picture: Picture) -> Markup:
    """A picture as an image with a title and a description."""
    return Markup(
        '<svg class="p-pic" role="img" aria-labelledby="{0}-title" aria-describedby="{0}-text" '
        'viewBox="0 0 {1} {2}" width="{1}" height="{2}" data-pagefind-ignore="">\n'
        '<title id="{0}-title">{3}</title>\n<desc id="{0}-text">{4}</desc>\n{5}\n</svg>'
    ).format(
        html_text(picture.anchor),
        picture.drawing.width,
        picture.drawing.height,
        html_text(picture.title),
        html_text(picture.description),
        _shapes(picture.drawing),
    )


def sample_svg(drawing: Drawing) -> Markup:
    """A drawing as an ornament beside words, which nobody is told of."""
    return Markup(
        '<svg class="p-pic-sample" viewBox="0 0 {0} {1}" width="{0}" height="{1}" aria-hidden="true" '
        'focusable="false">{2}</svg>'
    ).format(drawing.width, drawing.height, _shapes(drawing))


def _shapes(drawing: Drawing) -> Markup:
    return Markup("\n").join(_shape(shape) for shape in drawing.shapes)


def _shape(shape: Shape) -> Markup:
    match shape:
        case Path():
            return (_AREA if shape.closed else _LINE).format(_classes(shape.kind), _points(shape.points))
        case Dot():
            x, y = shape.centre
            return _DOT.format(_classes(shape.kind), _length(x), _length(y), _length(shape.radius))
        case Label():
            x, y = shape.at
            return _LABEL.format(_classes(shape.kind), _length(x), _length(y), shape.anchor, html_text(shape.text))


_AREA = Markup('<polygon class="{}" points="{}"/>')
_LINE = Markup('<polyline class="{}" points="{}"/>')
_DOT = Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>')
_LABEL = Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>')


def _classes(kind: str) -> Markup:
    return html_text(" ".join(f"p-pic-{name}" for name in kind.split()))


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{_length(x)},{_length(y)}" for x, y in points)


def _length(length: Decimal) -> str:
    return f"{length:f}"
