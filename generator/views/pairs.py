"""Pairs of snapshots and what differs between them: each pair is compared once, however many pages tell of it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.catalogue import Catalogue, Snapshot
from generator.change import Changes, compare
from generator.model.values import Slug


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
    """The pairs compared so far, by the slugs of both."""

    def __init__(self) -> None:
        self._compared: dict[tuple[Slug, Slug], Pair] = {}

    def of(self, catalogue: Catalogue, before: Snapshot, after: Snapshot) -> Pair:
        """What differs, in versions of one language where there are such."""
        older, newer = catalogue.in_one_language(before, after)
        key = (older.slug, newer.slug)
        if key not in self._compared:
            self._compared[key] = Pair(older, newer, compare(older.briefing, newer.briefing))
        return self._compared[key]
