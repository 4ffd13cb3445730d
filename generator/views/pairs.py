"""Pairs of snapshots and what differs between them, compared once for the pages of a process that tell of it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.catalogue import Catalogue, Snapshot
from generator.change import Changes, compare
from generator.model.values import Slug

AT_HAND = 1 << 10
"""So many pairs are kept, those that were compared last: each holds much of what both snapshots say."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two snapshots in the versions that were compared, and what differs between them."""

    before: Snapshot
    after: Snapshot
    changes: Changes

    @property
    def in_one_language(self) -> bool:
        """Whether their words could be compared."""
        return self.before.briefing.language == self.after.briefing.language


class Pairs:
    """The pairs compared last, by the slugs of both."""

    def __init__(self) -> None:
        self._compared: dict[tuple[Slug, Slug], Pair] = {}

    def of(self, catalogue: Catalogue, before: Snapshot, after: Snapshot) -> Pair:
        """What differs, in versions of one language where there are such."""
        older, newer = catalogue.in_one_language(before, after)
        key = (older.slug, newer.slug)
        if key not in self._compared:
            if len(self._compared) >= AT_HAND:
                del self._compared[next(iter(self._compared))]
            self._compared[key] = Pair(older, newer, compare(older.briefing, newer.briefing))
        return self._compared[key]
