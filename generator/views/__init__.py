"""One file a page kind: the catalogue becomes frozen views, plain data that says what a page shows.

Each module has `TEMPLATE`, the name of its template, and `views(desk)`, the pages of its kind.
"""

from __future__ import annotations

from generator.views import archive, briefing, calendar, guarantees, outlook, sources, truce_terms, vocabulary

PAGE_KINDS = (
    briefing,
    truce_terms,
    guarantees,
    outlook,
    calendar,
    sources,
    archive,
    vocabulary,
)
"""Every page kind, in the order the site is written."""
