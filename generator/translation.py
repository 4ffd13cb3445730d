"""Where a translation says something else than its original: everything but its words must be the same.

Two snapshots are compared by `change.py`, which asks what is new; a text in another language is new in every sentence.
Here the question is what a translator may not touch: ids, numbers, days, terms, who is meant, what is cited.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.change import FIELDS, How
from generator.model.base import Section
from generator.model.briefing import Briefing
from generator.model.player import Participant
from generator.model.source import Source
from generator.model.values import PlayerOrText, Probability, Prose, SourceRef
from generator.model.walk import Place
from generator.model.when import Dated
from generator.reading.prose import parse_prose

CODED = frozenset({"archive_url", "country", "language", "symbol", "url", "wikidata"})
"""Fields of plain text that no translator rewords: addresses, codes, signs of documents."""

ITS_OWN = frozenset({(Participant, "name"), (Source, "title"), (Source, "note"), (Source, "interest")})
"""Words that an original may leave to the registry, and a translation then has in its own language."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place of the translation and what stands there in both; None where nothing does."""

    place: Place
    original: object
    translation: object


def differences(original: Briefing, translation: Briefing) -> Iterator[Difference]:
    """What the translation has otherwise than in other words, in the order of the model.

    Left out is what is about the briefing as a publication: its slug, authors, provenance and updates.
    """
    apart = {name for name, how in FIELDS[Briefing].items() if how is How.APART}
    return _in_section(original, translation, (), apart)


def _in_section(original: Section, translation: Section, place: Place, apart: set[str]) -> Iterator[Difference]:
    for name, field in type(original).model_fields.items():
        is_its_own = (type(original), name) in ITS_OWN and getattr(original, name) is None
        if name not in apart and not is_its_own:
            here = (*place, field.alias or name)
            yield from _in_value(getattr(original, name), getattr(translation, name), here, name in CODED)


def _in_value(original: Any, translation: Any, place: Place, is_coded: bool = False) -> Iterator[Difference]:
    if isinstance(original, Section) and type(original) is type(translation):
        yield from _in_section(original, translation, place, set())
    elif isinstance(original, tuple) and isinstance(translation, tuple):
        yield from _in_list(original, translation, place)
    elif isinstance(original, dict) and isinstance(translation, dict):
        yield from _in_entries(original, dict(translation), place)
    elif not (_is_words(original) and _is_words(translation) and not is_coded) and original != translation:
        yield Difference(place, original, translation)


def _is_words(value: object) -> bool:
    """Whether a value is text to be translated, and no id."""
    return type(value) is str or isinstance(value, Prose) or (isinstance(value, PlayerOrText) and not value.player)


def _in_list(original: Sequence[Any], translation: Sequence[Any], place: Place) -> Iterator[Difference]:
    """Entries with an id are told by it, words by their place in the list; of all others the order does not count."""
    names = [_name(entry) for entry in (*original, *translation)]
    if None not in names:
        places = {_name(entry): (*place, index) for index, entry in enumerate(translation)}
        olds, news = {_name(one): one for one in original}, {_name(one): one for one in translation}
        yield from _in_pairs(olds, news, {name: places.get(name, place) for name in (*olds, *news)})
    elif len(original) != len(translation):
        yield Difference(place, original, translation)
    else:
        for index, (one, other) in enumerate(zip(original, translation, strict=True)):
            yield from _in_value(one, other, (*place, index))


def _name(entry: object) -> object:
    """What tells an entry from the others of its list; None where only its place does."""
    if isinstance(entry, Section):
        return getattr(entry, "id", None)
    if isinstance(entry, SourceRef):
        return entry.source
    return None if _is_words(entry) else entry


def _in_entries(original: Mapping[Any, Any], translation: Mapping[Any, Any], place: Place) -> Iterator[Difference]:
    yield from _in_pairs(original, translation, {name: (*place, name) for name in (*original, *translation)})


def _in_pairs(
    original: Mapping[Any, Any], translation: Mapping[Any, Any], places: Mapping[Any, Place]
) -> Iterator[Difference]:
    for name in dict.fromkeys((*original, *translation)):
        one, other = original.get(name), translation.get(name)
        if one is None or other is None:
            yield Difference(places[name], one and name, other and name)
        elif not isinstance(one, SourceRef):  # where in a source is said in words: "para. 4"
            yield from _in_value(one, other, places[name])


def shown(value: object) -> str:
    """A value as its author typed it, or nearly so."""
    if isinstance(value, Dated):
        return value.typed
    if isinstance(value, Probability):
        return f"[{value.low}, {value.high}]" if value.is_range else str(value.low)
    if isinstance(value, Section):
        return "a mapping"
    if isinstance(value, tuple):
        return "1 entry" if len(value) == 1 else f"{len(value)} entries"
    return str(value)


# ---- inside the words ----


@dataclass(frozen=True, slots=True)
class Marks:
    """What a text in any language holds alike: figures, sources it cites, players it leads to."""

    figures: frozenset[str]
    sources: frozenset[str]
    players: frozenset[str]


def marks_of(text: str) -> Marks:
    """The marks of a text. A figure is its digits, whatever stands between thousands or before decimals."""
    prose = parse_prose(text) if isinstance(text, Prose) else None
    return Marks(
        figures=frozenset(_figures(text)),
        sources=frozenset(one.source for one in prose.citations()) if prose else frozenset(),
        players=frozenset(one.player for one in prose.players()) if prose else frozenset(),
    )


def figures_apart(original: str, translation: str) -> tuple[list[str], list[str]]:
    """The figures that only the one text holds, and those that only the other does.

    Up to twelve a figure may be a word in one of the languages, so that such a one counts only against another.
    """
    here, there = marks_of(original).figures, marks_of(translation).figures
    gone, come = sorted(here - there, key=_size), sorted(there - here, key=_size)
    if gone and come:
        return gone, come
    return [one for one in gone if _size(one) > _IN_WORDS], [one for one in come if _size(one) > _IN_WORDS]


def _size(figure: str) -> tuple[int, str]:
    """What orders figures as numbers are, of any length: Python reads no number of more than 4,300 digits."""
    digits = figure.lstrip("0")
    return len(digits), digits


_IN_WORDS = (2, "12")
_NAMES = re.compile(r"\[@[^\]]*\]|\[\[[a-z0-9-]+\|?|\]\(https:[^)]*\)")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")
_BETWEEN_DIGITS = re.compile("(?<=\\d)[.,'\u2019\u00a0\u2009\u202f\u066b\u066c](?=\\d)")


def _figures(text: str) -> Iterator[str]:
    """Each figure in digits of ASCII; ids and addresses hold none."""
    bare = _GROUPED.sub(lambda found: found[0].replace(" ", ""), _NAMES.sub(" ", text))
    for found in re.findall(r"\d+", _BETWEEN_DIGITS.sub("", bare)):
        yield "".join(str(unicodedata.digit(digit)) for digit in found)


def texts_of_both(original: Section, translation: Section) -> Iterator[tuple[Place, str, str]]:
    """Each text that both have, with its place in the translation: the original's words, then the translation's."""
    return _texts(original, translation, ())


def _texts(original: Any, translation: Any, place: Place) -> Iterator[tuple[Place, str, str]]:
    if _is_words(original) and _is_words(translation):
        yield place, original, translation
    elif isinstance(original, Section) and type(original) is type(translation):
        for name, field in type(original).model_fields.items():
            yield from _texts(getattr(original, name), getattr(translation, name), (*place, field.alias or name))
    elif isinstance(original, dict) and isinstance(translation, dict):
        for name in original.keys() & translation.keys():
            yield from _texts(original[name], translation[name], (*place, name))
    elif isinstance(original, tuple) and isinstance(translation, tuple):
        yield from _texts_of_lists(original, translation, place)


def _texts_of_lists(original: Any, translation: Any, place: Place) -> Iterator[tuple[Place, str, str]]:
    by_name = {_name(entry): entry for entry in original if _name(entry) is not None}
    for index, entry in enumerate(translation):
        other = by_name.get(_name(entry)) if by_name else original[index] if index < len(original) else None
        yield from _texts(other, entry, (*place, index))
