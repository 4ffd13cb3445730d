"""Every kind of page, by what its pages are made from."""

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
