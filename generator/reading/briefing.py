"""Data to model: each validation error becomes a problem at its line, in an author's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import dropwhile, takewhile
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.model.base import Section
from generator.model.values import SLUG_PATTERN, shortened, way_to_write_number
from generator.model.vocabulary import InstrumentLinkType, RelationType
from generator.model.walk import Place
from generator.problems import Problem, did_you_mean, is_turned, likely_term, only_meant
from generator.reading.document import Data, Document
from generator.reading.shape import forms_at, keys_at, needs_key

Model = TypeVar("Model", bound=Section)


def read_section(document: Document, model: type[Model], place: Place = ()) -> tuple[Model | None, tuple[Problem, ...]]:
    """The model at a place of the document, or None and every reason why not, each at its line."""
    data = data_at(document.data, place)
    empty = tuple(_empty_places(data)) if _has_empty_place(data) else ()
    strays = {where: _strays(data, where, model) for where in empty}
    problems = [
        _empty_value(document, (*place, *where), strays[where], is_needed=needs_key(model, where))
        for where in empty
        if not _is_spoiled(document, place, where)
    ]
    try:
        section = model.model_validate(data)
    except ValidationError as failure:
        told = _Told(document, model, place, data, (*empty, *(stray for found in strays.values() for stray in found)))
        problems += told.problems(failure.errors(include_url=False))
        return None, tuple(problems)
    return (None if problems else section), tuple(problems)


def data_at(data: Data, place: Place) -> Data:
    """The part of the data at a place, which must be there."""
    for step in place:
        data = data[step]  # type: ignore[index]
    return data


def typed_place(data: Data, place: tuple[int | str, ...]) -> Place:
    """The steps of a place in the model that the author typed.

    Left out are the tags of unions, the fields that a short form stands for, the position in a list of one that is
    written without its dash, and a field that is missing.
    """
    typed: list[str | int] = []
    for step in place:
        if isinstance(data, dict) and step in data:
            data = data[str(step)]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            continue
        typed.append(step)
    return tuple(typed)


def _is_spoiled(document: Document, root: Place, place: Place) -> bool:
    """Whether the text itself was refused here, so that its value says nothing."""
    return document.is_spoiled((*root, *place))


def _has_empty_place(data: Data) -> bool:
    """Whether there is an empty place at all: hardly ever, and this is told without a place for every value."""
    if isinstance(data, str):
        return False
    return data is None or any(map(_has_empty_place, data.values() if isinstance(data, dict) else data))


def _empty_places(data: Data, place: Place = ()) -> Iterator[Place]:
    if data is None:
        yield place
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, below in entries:
        yield from _empty_places(below, (*place, step))


def _strays(data: Data, place: Place, model: type[Section]) -> tuple[Place, ...]:
    """The keys behind one without a value that are unknown beside it and known below it: they were not indented."""
    around = data_at(data, place[:-1]) if place else None
    if not isinstance(around, dict):
        return ()
    keys = list(around)
    beside, below = keys_at(model, place[:-1]), keys_at(model, place)
    following = takewhile(lambda key: key in below and key not in beside, keys[keys.index(str(place[-1])) + 1 :])
    return tuple((*place[:-1], key) for key in following)


def _empty_value(document: Document, place: Place, strays: tuple[Place, ...], *, is_needed: bool) -> Problem:
    if not place:
        return document.problem(place, "empty-value", "there is nothing here", hint="write the fields of this entry")
    if isinstance(place[-1], int):
        return document.problem(
            place, "empty-value", "this list has an empty entry", hint="write it, or take the dash out"
        )
    either = "write one: it cannot be left out" if is_needed else "write one, or take the key out"
    hint = _why_empty(document, place, strays) or either
    return document.problem(place, "empty-value", f"'{place[-1]}' has no value", hint=hint, on="key")


def _why_empty(document: Document, place: Place, strays: tuple[Place, ...]) -> str:
    """What became of the value that was probably typed, and the way out; empty where there was none."""
    if unspaced := re.fullmatch(r"([\w-]+):(?!//)(\S.*)", str(place[-1])):
        return f"behind the colon a space is missing: write '{unspaced[1]}: {shortened(unspaced[2])}'"
    if strays:
        names = ", ".join(f"'{stray[-1]}'" for stray in strays)
        return f"indent what belongs to it: {names}"
    if _is_commented(document, place):
        return "write it, in quotes if it begins with '#': what follows that sign is a comment"
    if whole := _cut_by_comma(document, place):
        in_quotes = f'put a text with a comma in quotes: "{shortened(whole)}"'
        return f"a comma begins a new field here; {way_to_write_number(whole.replace(', ', ',')) or in_quotes}"
    return ""


def _is_commented(document: Document, place: Place) -> bool:
    """Whether a comment stands where the value of a key would."""
    span = document.key_span(place)
    behind = document.lines[span.line - 1][span.column - 1 + span.width :]
    return behind.lstrip(" :").startswith("#")


def _cut_by_comma(document: Document, place: Place) -> str:
    """The whole text whose parts behind a comma are taken for keys without a value, in braces; else nothing."""
    around = data_at(document.data, place[:-1])
    if not isinstance(around, dict) or not _is_cut_off(document, place):
        return ""
    # The thousands of `1,234,567` are two such keys, and each is told of with the whole.
    keys = list(around)
    before = list(dropwhile(lambda key: around[key] is None, reversed(_before(around, str(place[-1])))))
    behind = takewhile(lambda key: _is_cut_off(document, (*place[:-1], key)), keys[len(before) :])
    text = around[before[0]] if before else None
    return ", ".join((text, *behind)) if isinstance(text, str) else ""


def _is_cut_off(document: Document, place: Place) -> bool:
    """Whether a comma alone made a key of what follows it: no colon stands behind that."""
    span = document.key_span(place)
    line = document.lines[span.line - 1]
    before, behind = line[: span.column - 1], line[span.column - 1 + span.width :]
    return before.rstrip().endswith(",") and not behind.lstrip().startswith(":")


def _before(around: dict[str, Data], key: str) -> tuple[str, ...]:
    """The keys of a mapping that stand before this one."""
    return tuple(takewhile(lambda other: other != key, around))


class _Told:
    """The telling of one document's validation errors."""

    def __init__(
        self, document: Document, model: type[Section], root: Place, data: Data, empty: tuple[Place, ...]
    ) -> None:
        self._document, self._model, self._root, self._data, self._empty = document, model, root, data, empty

    def problems(self, errors: list[ErrorDetails]) -> Iterator[Problem]:
        """One problem a cause; what only follows from another error is left out."""
        renamed = dict(self._misspelt(error) for error in errors if error["type"] == "extra_forbidden")
        for error in errors:
            place = typed_place(self._data, error["loc"])
            if error["type"] == "missing" and (place, str(error["loc"][-1])) in renamed.values():
                continue
            if place not in self._empty and not _is_spoiled(self._document, self._root, place):
                yield self._problem(error, place)

    def _misspelt(self, error: ErrorDetails) -> tuple[Place, tuple[Place, str]]:
        """Where an unknown key stands, and the place and name it was probably meant to be."""
        place = typed_place(self._data, error["loc"])
        meant = _meant(did_you_mean(str(place[-1]), keys_at(self._model, place[:-1])))
        return place, (place[:-1], meant or ("id" if self._is_an_id(place) else ""))

    def _is_an_id(self, place: Place) -> bool:
        """Whether an unknown key is all that an entry has, which needs an id: `- us: mediator`."""
        is_alone = len(data_at(self._data, place[:-1]) or ()) == 1
        return is_alone and needs_key(self._model, (*place[:-1], "id")) and bool(re.match(SLUG_PATTERN, str(place[-1])))

    def _problem(self, error: ErrorDetails, place: Place) -> Problem:
        kind = error["type"]
        if kind == "extra_forbidden":
            return self._unknown_key(place)
        if kind == "missing":
            return self._missing_key(place, str(error["loc"][-1]))
        code, message, hint, mend = _TOLD.get(kind, _in_its_own_words)(error)
        on = "key" if "[key]" in error["loc"] else "value"
        return self._document.problem((*self._root, *place), code, message, hint=hint, on=on, mend=mend)

    def _unknown_key(self, place: Place) -> Problem:
        known = keys_at(self._model, place[:-1])
        typed = str(place[-1])
        if typed in known:
            return self._key_of_another_form(place)
        elsewhere = self._elsewhere(place)
        others = f"known here: {', '.join(known)}"
        as_id = f"write 'id: {typed}', and the rest as fields below it" if self._is_an_id(place) else ""
        hint = elsewhere or _either_way(typed, did_you_mean(typed, known)) or as_id or others
        message = f"there is no field '{shortened(typed)}' here"
        meant = only_meant(typed, known)
        taken = data_at(self._data, place[:-1])
        mend = "" if elsewhere or (isinstance(taken, dict) and meant in taken) else meant
        return self._document.problem((*self._root, *place), "unknown-key", message, hint=hint, on="key", mend=mend)

    def _key_of_another_form(self, place: Place) -> Problem:
        """A key that is known here, but does not go with one that stands beside it."""
        typed, forms = str(place[-1]), forms_at(self._model, place[:-1])
        others = [key for form in forms if typed not in form for key in form]
        around = data_at(self._data, place[:-1])
        beside = next((key for key in around if key in others), "") if isinstance(around, dict) else ""
        message = f"'{typed}' does not go with '{beside}'"
        hint = f"keep what goes together: {'; or '.join(', '.join(form) for form in forms)}"
        return self._document.problem((*self._root, *place), "unknown-key", message, hint=hint, on="key")

    def _elsewhere(self, place: Place) -> str:
        """Where a key belongs that stands in the wrong column: below the section before it, or further out."""
        typed, around = str(place[-1]), data_at(self._data, place[:-1])
        for key in reversed(_before(around, typed) if isinstance(around, dict) else ()):
            section = data_at(around, (key,))
            is_free = isinstance(section, str) or (isinstance(section, dict | list) and typed not in section)
            if is_free and typed in keys_at(self._model, (*place[:-1], key)):
                below = (
                    "below that key, and write its text there as a field"
                    if isinstance(section, str)
                    else "as what stands below that"
                )
                return f"it belongs to '{key}': indent it {below}"
        for depth in range(len(place) - 2, -1, -1):
            outer = data_at(self._data, place[:depth])
            if isinstance(outer, dict) and typed not in outer and typed in keys_at(self._model, place[:depth]):
                return f"it belongs beside '{place[depth]}': start it in that column"
        return ""

    def _missing_key(self, place: Place, name: str) -> Problem:
        where = f" in this entry of '{_list_name(place)}'" if _list_name(place) else ""
        hint = f"add '{name}: …'"
        return self._document.problem((*self._root, *place), "missing-key", f"'{name}' is missing{where}", hint=hint)


def _meant(hint: str) -> str:
    match = re.match(r"did you mean '(.*)'\?", hint)
    return match[1] if match else ""


_TO_ANOTHER = frozenset({"replaces", *InstrumentLinkType, *RelationType})
"""What one does to another: said of the wrong one of the two, it is the reverse of what is meant."""


def _either_way(word: str, hint: str) -> str:
    """The hint; where it may turn round who does it to whom, a word for both."""
    meant = _meant(hint)
    if meant not in _TO_ANOTHER or not is_turned(word, meant):
        return hint
    return f"write '{meant}' if this one does it to the other; if the other does it to this one, write it there"


def _list_name(place: Place) -> str:
    return str(place[-2]) if len(place) > 1 and isinstance(place[-1], int) else str(place[-1]) if place else ""


Telling = tuple[str, str, str, str]
"""Code, message, hint, and what to write instead where that is certain."""


def _in_its_own_words(error: ErrorDetails) -> Telling:
    context = error.get("ctx", {})
    hint, mend = str(context.get("hint", "")), str(context.get("mend", ""))
    return error["type"], str(context.get("message", error["msg"])), hint, mend


def _unknown_term(error: ErrorDetails) -> Telling:
    if not isinstance(error["input"], str):
        return "wrong-shape", "one term is expected here", "write a single word behind the colon", ""
    known = re.findall(r"'([^']*)'", str(error.get("ctx", {}).get("expected", "")))
    word = error["input"]
    hint = _either_way(word, likely_term(word, known)) or f"known terms: {', '.join(known)}"
    return "unknown-term", f"'{shortened(word)}' is not one of the terms here", hint, only_meant(word, known)


def _list_expected(error: ErrorDetails) -> Telling:
    hint = "write [a, b], or each entry on a line of its own behind a dash"
    if isinstance(error["input"], dict) and error["input"]:
        first = shortened(next(iter(error["input"])).lstrip("-"))
        hint = f"begin each entry with a dash, '- {first}: …', and its other lines in the column of '{first}'"
    return "wrong-shape", "a list is expected here", hint, ""


def _mapping_expected(error: ErrorDetails) -> Telling:
    lines = "write 'name: value' lines, indented below the key"
    hint = f"take the dashes or brackets out: {lines}" if isinstance(error["input"], list) else lines
    return "wrong-shape", "fields are expected here", hint, ""


def _too_few(_error: ErrorDetails) -> Telling:
    return "empty-value", "this list is empty", "write at least one entry", ""


def _too_many(error: ErrorDetails) -> Telling:
    limit = error.get("ctx", {}).get("max_length")
    return "too-long", f"at most {limit} entries belong here", f"keep the first {limit}", ""


_TOLD: dict[str, Callable[[ErrorDetails], Telling]] = {
    "enum": _unknown_term,
    "tuple_type": _list_expected,
    "dict_type": _mapping_expected,
    "model_type": _mapping_expected,
    "model_attributes_type": _mapping_expected,
    "too_short": _too_few,
    "too_long": _too_many,
}
