"""One file a page kind: the catalogue becomes frozen views, plain data that says what a page shows.

Each module has `TEMPLATE`, the name of its template, and `views(desk)`, the pages of its kind: where each will stand,
and what makes its view.
"""

from __future__ import annotations

from generator.views import (
    archive,
    briefing,
    calendar,
    checks_list,
    guarantees,
    home,
    outlook,
    player,
    players,
    process,
    processes,
    reference,
    scorecard,
    source,
    sources,
    tracker,
    truce_terms,
    vocabulary,
)

OF_DOSSIER = (briefing, process, source)
"""The kinds whose pages are made from one dossier: a process with its briefings, or a briefing of no process."""

OF_SITE = (
    home,
    processes,
    players,
    player,
    truce_terms,
    tracker,
    guarantees,
    outlook,
    scorecard,
    calendar,
    sources,
    source,
    archive,
)
"""The kinds whose pages gather from all briefings; a source that several dossiers cite has such a page."""

OF_PARLEY = (vocabulary, reference, checks_list)
"""The kinds whose pages tell of the model and its words, whatever the briefings say."""
