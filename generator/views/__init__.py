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

PAGE_KINDS = (
    home,
    briefing,
    processes,
    process,
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
    vocabulary,
    reference,
    checks_list,
)
"""Every page kind, in the order the site is written."""
