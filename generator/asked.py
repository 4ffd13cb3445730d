"""What was asked of briefings while something was made: while the answers stay, it would be made the same again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from functools import cached_property
from typing import NamedTuple, TypeVar

from generator.store import digest_of

Made = TypeVar("Made")

MANY = 1 << 12
"""Where so many briefings were asked for a field, it counts as asked of all: to note each would take more room."""


class Answer(NamedTuple):
    """What briefings said in a field, as a digest: those of which the slugs are noted, or all where none are."""

    slugs: tuple[str, ...]
    digest: str


class Said:
    """What briefings say: a digest for each field, by the slug of each briefing, in an order of theirs."""

    def __init__(self, by_slug: Mapping[str, Mapping[str, str]]) -> None:
        self._by_slug = by_slug
        self._of_all: dict[str, Answer] = {}

    def __contains__(self, slug: str) -> bool:
        return slug in self._by_slug

    def of(self, field: str, slugs: Iterable[str] = ()) -> Answer:
        """What these briefings say in a field; where none are named, what all say."""
        told = tuple(sorted(slugs))
        if not told:
            return self._of_all_in(field)
        return Answer(told, digest_of([self._by_slug.get(slug, {}).get(field) for slug in told]))

    def _of_all_in(self, field: str) -> Answer:
        if field not in self._of_all:
            told = digest_of([(slug, says.get(field)) for slug, says in self._by_slug.items()])
            self._of_all[field] = Answer((), told)
        return self._of_all[field]

    @cached_property
    def digest(self) -> str:
        """Another whenever any briefing says something else."""
        return digest_of([(slug, sorted(says.items())) for slug, says in self._by_slug.items()])


class Asked:
    """The fields that were asked for, and the briefings that were asked; what those have `said` is the answer."""

    def __init__(self, said: Said | None = None) -> None:
        self.said = said or Said({})
        self._slugs: dict[str, set[str]] = {}

    def during(self, make: Callable[[], Made]) -> Made:
        """What is made, with all that is asked for it noted here; what it makes later is not."""
        before = _LISTENING.set(self)
        try:
            return make()
        finally:
            _LISTENING.reset(before)

    def take_note(self, field: str, slug: str) -> None:
        """That a briefing was asked for a field."""
        slugs = self._slugs.setdefault(field, set())
        if len(slugs) < MANY and slug in self.said:
            slugs.add(slug)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What the briefings say in each field that was asked for so far."""
        return {
            field: self.said.of(field, slugs if len(slugs) < MANY else ())
            for field, slugs in sorted(self._slugs.items())
            if slugs
        }

    def would_hear(self, answers: Mapping[str, Answer]) -> bool:
        """Whether who asks the same would have these answers now; to ask this is not to ask a briefing."""
        return all(answer == self.said.of(field, answer.slugs) for field, answer in answers.items())


_LISTENING: ContextVar[Asked | None] = ContextVar("listening", default=None)


def note(field: str, slug: str) -> None:
    """Tell whoever listens that a briefing was asked for a field."""
    asked = _LISTENING.get()
    if asked is not None:
        asked.take_note(field, slug)
