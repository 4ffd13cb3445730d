"""A preview learns of a save from the system at once, where MkDocs looks at every file twice a second."""

from __future__ import annotations

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
