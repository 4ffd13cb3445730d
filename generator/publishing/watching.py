"""A preview learns of a save from the system at once, where MkDocs looks at every file twice a second.

MkDocs 1.x is frozen, and tests hold what is used of it here.
"""

from __future__ import annotations

import gc
from functools import partial
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent
from watchdog.observers import Observer

# Not that a file was opened and read, which a build does itself.
SAVES = [FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
SETTLED = 0.05
"""Seconds without a further save after which a build begins; editors save in several steps."""


def follow_saves(server: LiveReloadServer) -> None:
    """Have the server, which has not begun to watch, be told of saves."""
    watched = dict(server._watched_paths)
    for path in watched:
        server.unwatch(path)
    observer: Any = Observer()
    observer.schedule = partial(observer.schedule, event_filter=SAVES)
    server.observer = observer
    server.build_delay = SETTLED
    for path in watched:
        server.watch(path)


def build_in_one_go(server: LiveReloadServer) -> None:
    """Have the server build at a save without looking for garbage, which waits until the page is there.

    All briefings stay in memory, and each such look is one at all of them: it would double the time of a save.
    """
    build = server.builder

    def builder() -> None:
        gc.disable()
        try:
            build()
        finally:
            gc.enable()

    server.builder = builder
