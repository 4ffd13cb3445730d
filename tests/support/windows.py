"""Windows of one browser, each with a context of its own; one that a test left as it was opened is used again, emptied.

To open a window takes as long as most tests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from browsing import Watch
from playwright.sync_api import Browser, BrowserContext, Error, Page

# What cannot be undone on a page, or not without a trace; who asks for its context may do anything.
LASTING = ("add_init_script", "expose_binding", "expose_function", "on", "once", "route")
LASTING_PROPERTIES = ("clock", "context")
MOST = 8
"""So many windows are kept of those that nobody uses just now."""

MEDIA = {
    "color_scheme": "light",
    "contrast": "no-preference",
    "forced_colors": "none",
    "reduced_motion": "no-preference",
}
"""What a page finds of its reader's choices where a test asks for nothing else."""

EMPTY = "localStorage.clear(); sessionStorage.clear()"


@dataclass(frozen=True)
class Window:
    """A window that a test has: its context and page, the settings it was opened with, and who watches it."""

    context: BrowserContext
    page: Page
    settings: Mapping[str, Any]
    watch: Watch


class Windows:
    """The windows of a browser by their settings; see Playwright's `new_context`."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[tuple[BrowserContext, Page]]] = defaultdict(list)
        self._altered: set[Page] = set()
        for name in LASTING:
            setattr(Page, name, self._noting(getattr(Page, name)))
        for name in LASTING_PROPERTIES:
            setattr(Page, name, property(self._noting(getattr(Page, name).fget)))

    def open(self, watch: Watch, settings: Mapping[str, Any]) -> Window:
        """A window with an empty page, watched from now on."""
        free = self._free[_key(settings)]
        context, page = free.pop() if free else self._new(settings)
        watch.attach(context)
        self._altered.discard(page)
        return Window(context, page, settings, watch)

    def give_back(self, window: Window) -> None:
        """Keep a window for another test, if it can be as it was."""
        context, page = window.context, window.page
        window.watch.detach(context)
        is_full = sum(map(len, self._free.values())) >= MOST
        try:
            if is_full or page in self._altered or context.pages != [page] or window.watch.off_origin:
                context.close()
            else:
                self._empty(page, window.settings)
                self._free[_key(window.settings)].append((context, page))
        except Error:  # closed, or no longer to be reached
            context.close()
        self._altered.discard(page)

    def _new(self, settings: Mapping[str, Any]) -> tuple[BrowserContext, Page]:
        context = self._browser.new_context(**settings)
        return context, context.new_page()

    def _empty(self, page: Page, settings: Mapping[str, Any]) -> None:
        """Leave nothing of a test behind; raises what Playwright does where that cannot be."""
        if urlsplit(page.url).scheme == "http":
            page.evaluate(EMPTY)
        elif page.url != "about:blank":
            raise Error("a file or a text may share what it keeps with others")
        page.goto("about:blank")
        page.set_viewport_size(settings["viewport"])
        page.emulate_media(media="null", **{name: settings.get(name, usual) for name, usual in MEDIA.items()})
        page.mouse.move(-10, -10)

    def _noting(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def noting(page: Page, *arguments: Any, **more: Any) -> Any:
            self._altered.add(page)
            return real(page, *arguments, **more)

        return noting


def _key(settings: Mapping[str, Any]) -> str:
    return repr(sorted(settings.items()))
