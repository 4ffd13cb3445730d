"""A briefing: what is known and judged about one peace process on one day."""

from __future__ import annotations

import pickle
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field, model_validator

from generator.asked import note
from generator.model.base import Section, taken_out
from generator.model.event import Event
from generator.model.guarantee import Guarantee
from generator.model.instrument import Instrument
from generator.model.items import KeyPoint
from generator.model.outlook import Outlook
from generator.model.player import Participant
from generator.model.provenance import Provenance, Update
from generator.model.shelf import Shelf
from generator.model.source import Source
from generator.model.truce import Truce
from generator.model.values import BottomLine, Day, Language, Moment, OneOrMore, ProcessId, Prose, Slug, Text, wrong
from generator.model.vocabulary import PublicationStatus

SUBSTANCE = ("what_happened", "truce", "guarantees", "outlook")

HEAD = (
    "as_of",
    "status",
    "process",
    "slug",
    "previously",
    "language",
    "translation_of",
    "embargo_until",
    "replaces",
)
"""The fields by which briefings are told apart, held back and put in order: they are always at hand."""

OPEN = 1 << 12
"""So many fields of folded briefings are kept open, those that were asked for last."""

_PACKED = "packed"
_CITED = "cited"
_KNOWN_AS = "known_as"


class Briefing(Section):
    """A snapshot: what is known and judged about one peace process on one day."""

    title: Text
    """The headline."""
    as_of: Day
    """The day it describes."""
    status: PublicationStatus
    """`draft` or `published`. What is not `published` is never shown."""
    bottom_line: BottomLine
    """The one thing a reader must know, in at most 400 characters."""
    players: Annotated[tuple[Participant, ...], OneOrMore, Field(min_length=1)]
    """Who takes part."""
    sources: Annotated[tuple[Source, ...], OneOrMore, Field(min_length=1)]
    """How it is known."""
    process: ProcessId | None = None
    """The process it is a snapshot of."""
    slug: Slug | None = None
    """Its name in addresses, where that is not the file's name."""
    previously: Annotated[tuple[Slug, ...], OneOrMore] = ()
    """Former slugs; their addresses lead here."""
    language: Language = "en"
    """The language it is written in."""
    translation_of: Slug | None = None
    """The briefing this is a translation of: of the same day and process, in another language."""
    authors: Annotated[tuple[Text, ...], OneOrMore] = ()
    """Who wrote it."""
    reviewers: Annotated[tuple[Text, ...], OneOrMore] = ()
    """Who reviewed it."""
    topics: Annotated[tuple[Text, ...], OneOrMore] = ()
    """What it is about, in a few words each."""
    embargo_until: Moment | None = None
    """It is held back until this moment. RFC 3339 with its offset."""
    review_by: Day | None = None
    """Past this day the page says that it may be stale."""
    replaces: Slug | None = None
    """The briefing it withdraws and stands in for."""
    key_points: tuple[KeyPoint, ...] = ()
    """The claims a reader should take away."""
    what_happened: Prose | None = None
    """What happened."""
    why_it_matters: Prose | None = None
    """Why it matters."""
    what_next: Prose | None = None
    """What comes next."""
    instruments: tuple[Instrument, ...] = ()
    """The texts: agreements, drafts, letters."""
    truce: Truce | None = None
    """The truce, its terms and how it is monitored."""
    guarantees: tuple[Guarantee, ...] = ()
    """Security guarantees, one row a commitment."""
    outlook: Outlook | None = None
    """An open question and its scenarios."""
    timeline: tuple[Event, ...] = ()
    """What happened when, and what is scheduled."""
    provenance: Provenance | None = None
    """How the briefing came about."""
    updates: Annotated[tuple[Update, ...], OneOrMore] = ()
    """Changes to this snapshot after it was published."""

    @model_validator(mode="after")
    def _has_substance(self) -> Self:
        if not any(getattr(self, section) for section in SUBSTANCE):
            raise wrong("nothing-said", "the briefing says nothing yet", f"add one of {', '.join(SUBSTANCE)}")
        return self

    def folded(self, slug: str) -> Briefing:
        """The same with its head at hand and the rest packed, a fraction as large; each field is opened for who asks.

        That it was asked for is noted (`Asked`), of a briefing of this slug.
        """
        folded = Briefing.model_construct(self.model_fields_set, **{name: getattr(self, name) for name in HEAD})
        for name in BODY:
            folded.__dict__.pop(name, None)
        # The sources stay: a catalogue has those of all briefings at hand, and the same ones.
        folded.__dict__ |= {
            _PACKED: tuple(_packed(getattr(self, name)) for name in _FOLDED),
            _CITED: self.sources,
            _KNOWN_AS: slug,
        }
        return folded

    def laid_on(self, shelf: Shelf) -> Briefing:
        """A folded briefing with what is packed on a shelf; raises OSError where there is no room."""
        laid = shelf.lay([_as_bytes(value) for value in self.__dict__[_PACKED]])
        return taken_out(Briefing, {**self.__dict__, _PACKED: laid}, frozenset(self.model_fields_set))

    if not TYPE_CHECKING:  # whose word is the model's: a field that it lacks is a mistake

        def __getattr__(self, name: str) -> Any:
            """A field that is folded; Python comes here only for what is not at hand."""
            packed, number = self.__dict__.get(_PACKED), _NUMBERS.get(name)
            if packed is None or number is None:
                return super().__getattr__(name)
            note(name, self.__dict__[_KNOWN_AS])
            value = packed[number] if number >= 0 else self.__dict__[_CITED]
            return _opened(value) if isinstance(value, bytes) else value

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, folded or not."""
        if not isinstance(other, Briefing):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in Briefing.model_fields)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in HEAD))


BODY = tuple(name for name in Briefing.model_fields if name not in HEAD)
"""All other fields."""

_FOLDED = tuple(name for name in BODY if name != "sources")
_NUMBERS = {**{name: number for number, name in enumerate(_FOLDED)}, "sources": -1}


def _packed(value: object) -> object:
    """A value as it is folded: what is small already stays as it is."""
    if isinstance(value, str | None) or value == ():
        return value
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), zlib.Z_BEST_SPEED)


def _as_bytes(value: object) -> bytes:
    """A value that is packed, be it only as what could be put into a file."""
    return value if isinstance(value, bytes) else pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


@lru_cache(maxsize=OPEN)
def _opened(packed: bytes) -> Any:
    plain = packed if packed.startswith(pickle.PROTO) else zlib.decompress(packed)
    return pickle.loads(plain)  # noqa: S301  packed above, and kept where only ours is
