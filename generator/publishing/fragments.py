"""Parts of the theme's page that are the same on many pages, each rendered once for equal inputs.

A template of ours names all that such a part is made of, by the macro of `partials/once.html`:
`{% call once("footer", home, words) %}…{% endcall %}`. It holds no other template but icons, so whoever replaces a
template of the theme replaces its promise, too.
"""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Undefined

MOST = 1024
"""So many are kept; what a site's templates name beyond is rendered each time."""


class Fragments:
    """What was rendered in one build, by its inputs."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str | int, ...], tuple[tuple[object, ...], str]] = {}

    def once(self, *inputs: object, caller: Callable[[], str]) -> str:
        """What `caller` renders, asked once for the same inputs: equal texts, and of all else the very same objects.

        An input that is not defined, as where a site's own template brings no `words`, vouches for nothing.
        """
        if any(isinstance(value, Undefined) for value in inputs):
            return caller()
        key = tuple(value if isinstance(value, str) else id(value) for value in inputs)
        if key not in self._kept:
            rendered = caller()
            if len(self._kept) >= MOST:
                return rendered
            # The inputs are kept with it, or another object could come to have the identity of one.
            self._kept[key] = (inputs, rendered)
        return self._kept[key][1]
