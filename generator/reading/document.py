"""YAML text to plain data, with the place of every key and value. The only module that knows the YAML library.

Scalars stay strings exactly as typed; the schema gives them types. What YAML allows but a briefing does not (anchors,
aliases, tags, duplicate keys, text cut by a comment, ...) becomes a problem with its place, and so does what YAML does
not allow.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from sys import intern
from typing import Any, NamedTuple, Protocol

import yaml

from generator.problems import Problem, Severity, in_reading_order
from generator.reading import text as texts
from generator.reading.scalars import Place, ScalarMap
from generator.reading.syntax import Explanation, Fault, explain, tab_explanation, unfinished_merge

Location = tuple[str | int, ...]
Data = str | None | list["Data"] | dict[str, "Data"]
_StartEvent = yaml.MappingStartEvent | yaml.SequenceStartEvent
_NodeEvent = yaml.ScalarEvent | _StartEvent

MAX_DEPTH = 24
MAX_NODES = 50_000
MAX_PROBLEMS = 50

# The parser in C is some ten times faster; the one in Python reads the same files where libyaml is not installed.
LOADER: type[yaml.CLoader | yaml.SafeLoader] = getattr(yaml, "CLoader", yaml.SafeLoader)

# A place is kept as five numbers: lines and columns of its start and its end, and the code of its style.
_NUMBERS = 5
_NO_STYLE, _PLAIN = -1, 0
# The end line of a list or mapping whose closing bracket has not been seen, or that has none.
_OPEN_END = -1
_NONE_WORDS = ("", "~", "null")
_CUT = re.compile(r"[ \t]+(#.*)")
_COMMENT = re.compile(r"#.*")
_PROPERTY = re.compile(r"!<[^>\n]*>|[&!][^\s,\[\]{}]*")
_BLANK_REST = re.compile(r"[ \t]*(?:#.*)?$")
_ODD_SPACE = r"[\t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]"
_ODD_INDENT = re.compile(rf" *({_ODD_SPACE})[^\S\n]*")
_ANY_ODD_INDENT = re.compile(rf"\n *{_ODD_SPACE}")
START = "start with `title: ...`"
"""How a briefing begins."""
_CAUSES = frozenset({"alias", "anchor", "tag", "invisible-character", "cut-by-comment", "tab-indentation"})


class _Mark(Protocol):
    """What the marks of both parsers have in common; both count from 0."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


class _At(NamedTuple):
    """A mark of our own."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line; line and column count from 1, column and width in characters."""

    line: int
    column: int
    width: int


class _Index(NamedTuple):
    """Which of a document's places is that of each value, and the maps of the scalars whose inside was asked for."""

    values: dict[Location, int]
    insides: dict[Location, ScalarMap]


@dataclass(frozen=True, slots=True)
class Document:
    """The data of one file and where it stands.

    `text` is the file's text with U+FFFD in place of invisible characters, so that every place stays true. No string
    in `data` holds a control character other than a line feed or a tab.
    """

    path: str
    text: str = field(repr=False)
    data: dict[str, Data] = field(hash=False)
    _numbers: array[int] = field(repr=False, compare=False)
    """The places of `data` in its order, each key's before its value's."""
    _spoiled: frozenset[Location] = field(repr=False, compare=False)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text."""
        return _lines(self.text)

    def key_span(self, location: Location) -> Span:
        """The key at `location`; for a list's item the item, for what is not there its nearest known ancestor."""
        location = self._known(location)
        return _span(self.lines, self._key_place(location) or self._value_place(location))

    def value_span(self, location: Location) -> Span:
        """The value at `location`, or its first line; for what is not there its nearest known ancestor.

        A value that is left empty has no place of its own: its key stands for it.
        """
        location = self._known(location)
        place = self._value_place(location)
        is_empty = place.style == "" and place[:2] == place[2:4]
        return _span(self.lines, (self._key_place(location) if is_empty else None) or place)

    def span_within(self, location: Location, start: int, length: int) -> Span:
        """`length` characters from `start` of the scalar at `location`; where it holds none, all of the value.

        Exact but for white space that YAML folds; what runs over a line's end is marked up to there.
        """
        inside = self._inside(location)
        if inside is None:
            return self.value_span(location)
        line, column = inside.position(start)
        last_line, last_column = inside.position(start + max(length, 1) - 1)
        end = last_column + 1 if last_line == line else len(self.lines[line])
        return Span(line + 1, column + 1, max(end - column, 1))

    def comments(self) -> tuple[str, ...]:
        """Every comment of the file from its `#` on, in reading order."""
        lines = list(self.lines)
        for number in range(len(self._numbers) // _NUMBERS):
            place = _drawn(self.lines, self._numbers, number)
            if place.style is not None:
                _blank(lines, place)
        return tuple(found[0].rstrip() for line in lines if (found := _COMMENT.search(line)))

    def block_lines(self) -> frozenset[int]:
        """The lines, counted from 0, of the texts behind `|` and `>`, in which every space and blank line counts."""
        places = (_drawn(self.lines, self._numbers, number) for number in range(len(self._numbers) // _NUMBERS))
        blocks = (place for place in places if place.style in ("|", ">"))
        return frozenset(number for place in blocks for number in range(place.line + 1, _last(self.lines, place) + 1))

    def is_spoiled(self, location: Location) -> bool:
        """Whether the value here was already reported as unreadable, so that a second complaint would be noise."""
        return any(location[:length] in self._spoiled for length in range(len(location) + 1))

    def problem(
        self,
        location: Location,
        code: str,
        message: str,
        *,
        hint: str = "",
        severity: Severity = Severity.ERROR,
        on: str = "value",
        within: tuple[int, int] | None = None,
        mend: str = "",
    ) -> Problem:
        """A problem at a key (`on="key"`), a value, or `within` a text: from this character on, so many.

        `mend` is what to write there instead; it is passed on only where all that it stands for is marked.
        """
        if within is not None:
            span = self.span_within(location, *within)
        else:
            span = self.key_span(location) if on == "key" else self.value_span(location)
        source_line = self.lines[span.line - 1]
        mend = mend if within is None and self._is_marked_whole(location, on) else ""
        return Problem(self.path, span.line, span.column, code, message, hint, severity, span.width, source_line, mend)

    def _is_marked_whole(self, location: Location, on: str) -> bool:
        """Whether the place was typed, on one line, so that what is marked there is all of it."""
        if location not in _index(self).values:
            return False
        place = self._key_place(location) if on == "key" else self._value_place(location)
        if place is None or place.line != place.end_line or place.style in ("|", ">"):
            return False
        return place.style is not None or self.lines[place.line].startswith("[", place.column)

    def _inside(self, location: Location) -> ScalarMap | None:
        """The map of the scalar's characters, drawn once: a text can hold many citations."""
        insides = _index(self).insides
        if location not in insides:
            value = self._value_at(location)
            if not isinstance(value, str):
                return None
            insides[location] = ScalarMap(self.lines, self._value_place(location), value)
        return insides[location]

    def _known(self, location: Location) -> Location:
        """The location, or its nearest ancestor that is there."""
        values = _index(self).values
        while location not in values:
            location = location[:-1]
        return location

    def _value_place(self, location: Location) -> Place:
        return _drawn(self.lines, self._numbers, _index(self).values[location])

    def _key_place(self, location: Location) -> Place | None:
        """Where the key of a value is, which was noted just before it; an entry of a list has none."""
        if not location or isinstance(location[-1], int):
            return None
        return _drawn(self.lines, self._numbers, _index(self).values[location] - 1)

    def _value_at(self, location: Location) -> Data:
        value: Data = self.data
        for step in location:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value


def parse_document(path: str, raw: bytes, start: str = START) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document and the problems of its text; no document where it has no mapping that can be relied on.

    `start` says how such a file begins, to whoever began it otherwise.
    """
    text, problem = texts.decode(path, raw)
    if text is None:
        return None, (problem,) if problem else ()
    reader = _Reader(path, text, start)
    reader.read()
    return reader.document(), in_reading_order(reader.problems)


INDEXED = 32
"""Of so many documents it stays known where each value is, the last used ones: most are never asked."""


@lru_cache(maxsize=INDEXED)
def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))


@lru_cache(maxsize=INDEXED)
def _index(document: Document) -> _Index:
    index = _Index({}, {})
    _number(document.data, (), count(), index.values)
    return index


def _number(data: Data, location: Location, numbers: Iterator[int], found: dict[Location, int]) -> None:
    """Numbers all values below a location: their places were noted in the order of the data, a key's before its own."""
    found[location] = next(numbers)
    if isinstance(data, dict):
        for key, below in data.items():
            next(numbers)
            _number(below, (*location, key), numbers, found)
    elif isinstance(data, list):
        for position, below in enumerate(data):
            _number(below, (*location, position), numbers, found)


def _numbers(start: _Mark, event: yaml.NodeEvent) -> tuple[int, int, int, int, int]:
    """The place of a node as it is kept; a list or mapping is open until its end is seen."""
    end = event.end_mark
    assert end is not None
    if isinstance(event, yaml.ScalarEvent):
        return start.line, start.column, end.line, end.column, ord(event.style) if event.style else _PLAIN
    if isinstance(event, yaml.AliasEvent):
        return start.line, start.column, end.line, end.column, ord("*")
    return start.line, start.column, _OPEN_END, 0, _NO_STYLE


def _drawn(lines: tuple[str, ...], numbers: Sequence[int], index: int = 0) -> Place:
    """The place that was noted as the so many-eth."""
    line, column, end_line, end_column, code = numbers[index * _NUMBERS : (index + 1) * _NUMBERS]
    end = (end_line, end_column) if end_line == _OPEN_END else _drawn_into(lines, end_line, end_column)
    return Place(*_drawn_into(lines, line, column), *end, _style(code))


def _style(code: int) -> str | None:
    return None if code == _NO_STYLE else chr(code) if code else ""


def _drawn_into(lines: tuple[str, ...], line: int, column: int) -> tuple[int, int]:
    """The place where the file has it: the parser may put its end one line below."""
    if line >= len(lines):
        return len(lines) - 1, len(lines[-1])
    return line, min(column, len(lines[line]))


def _blank(lines: list[str], place: Place) -> None:
    """Take a scalar out of the lines, in which every other character stays where it is."""
    for number in range(place.line, min(place.end_line + 1, len(lines))):
        start = place.column if number == place.line else 0
        end = place.end_column if number == place.end_line else len(lines[number])
        lines[number] = lines[number][:start] + " " * (end - start) + lines[number][end:]


def _last(lines: tuple[str, ...], place: Place) -> int:
    """The last line of a block text; the blank lines below it are its own only where its mark has a plus."""
    end = place.end_line if place.end_column else place.end_line - 1
    keeps_all = "+" in lines[place.line][place.column : place.column + 3]
    while not keeps_all and end > place.line and not lines[end]:
        end -= 1
    return end


def _span(lines: tuple[str, ...], place: Place) -> Span:
    """The place as a stretch of its first line, at least one character wide."""
    line_end = len(lines[place.line].rstrip())
    end = place.end_column if place.end_line == place.line else line_end
    return Span(place.line + 1, place.column + 1, max(end - place.column, 1))


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is being filled, and what becomes of the value that comes next in it."""

    data: list[Data] | dict[str, Data]
    step: str | int = ""  # its key or its position in the frame around it
    noted: int = 0  # where its place was noted
    is_live: bool = True  # False below a key that was refused: the data reaches no document
    is_quiet: bool = False  # True inside of what was reported as a whole
    key: str | None = None  # the key whose value comes next; None where a key comes next
    keeps_value: bool = True
    hushes_value: bool = False
    first_lines: dict[str, int] = field(default_factory=dict)

    @property
    def next_step(self) -> str | int:
        return len(self.data) if isinstance(self.data, list) else self.key or ""

    def expect(self, key: str, *, keeps: bool, hushes: bool = False) -> None:
        self.key, self.keeps_value, self.hushes_value = key, keeps, hushes


class _Reader:
    """Builds the data of one file from the parser's events, one after the other, on a stack of its own."""

    def __init__(self, path: str, text: str, start: str) -> None:
        self.path = path
        self._start_hint = start
        self.problems: list[Problem] = []
        self._raw = text
        self._text = texts.reveal(text)
        self.lines = tuple(self._text.split("\n"))
        self._root: list[Data] = []
        self._frames: list[_Frame] = []
        self._numbers = array("i")
        self._spoiled: set[Location] = set()
        self._nodes = 0
        self._documents = 0
        self._last: tuple[_Mark, yaml.ScalarEvent] | None = None
        self._with_hash = frozenset(number for number, line in enumerate(self.lines) if "#" in line)
        self._has_odd_indents = _ANY_ODD_INDENT.search(f"\n{self._text}") is not None
        self._is_verbatim = bytearray(len(self.lines))
        self._is_past_end = False
        self._is_stopped = False
        self._is_whole = False

    def document(self) -> Document | None:
        """The document, if the file was read to its end and is a mapping."""
        data = self._root[0] if self._root else None
        if not self._is_whole or not isinstance(data, dict):
            return None
        return Document(self.path, self._text, data, self._numbers, frozenset(self._spoiled))

    def read(self) -> None:
        """Goes through the file once; afterwards `problems` and `document()` are complete."""
        self._check_characters()
        if merge := unfinished_merge(self.lines):
            self._report(merge)
            return
        text = self._without_directives()
        try:
            self._take_events(text)
        except yaml.MarkedYAMLError as error:
            self._report_fault(self._fault(error))
            return
        self._check_indentation(len(self.lines))
        self._check_root()
        self._is_whole = not self._is_stopped

    def _take_events(self, text: str) -> None:
        """Takes the events of the first document, up to a limit that stops the reading."""
        take: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._take_scalar,
            yaml.MappingStartEvent: lambda event: self._open(event, {}),
            yaml.SequenceStartEvent: lambda event: self._open(event, []),
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._take_alias,
            yaml.DocumentStartEvent: self._start_document,
            yaml.DocumentEndEvent: self._end_document,
        }
        for event in yaml.parse(text, Loader=LOADER):
            if type(event) in take:
                take[type(event)](event)
            if self._is_stopped or self._is_past_end:
                return

    # --- Problems

    def _report(self, explanation: Explanation) -> None:
        """Adds a problem unless the place lies in what was already reported as a whole."""
        if self._is_silenced() or self._is_stopped:
            return
        if len(self.problems) == MAX_PROBLEMS:
            message = f"{MAX_PROBLEMS} problems are enough for one reading"
            self._stop(explanation.line, explanation.column, "too-many-problems", message)
            return
        self.problems.append(self._problem(explanation))

    def _problem(self, found: Explanation) -> Problem:
        """The explanation as a problem whose place lies in the file, whatever the parser says about its end."""
        line = min(found.line, len(self.lines) - 1)
        source = self.lines[line]
        column = min(found.column, len(source)) if line == found.line else len(source)
        width = max(1, min(found.width, len(source) - column))
        return Problem(
            self.path, line + 1, column + 1, found.code, found.message, found.hint, width=width, source_line=source
        )

    def _stop(self, line: int, column: int, code: str, message: str) -> None:
        """Adds the problem that ends the reading of this file."""
        hint = "correct what is reported and check again; the rest of the file was not read"
        self.problems.append(self._problem(Explanation(line, column, message, hint, code)))
        self._is_stopped = True

    def _is_silenced(self) -> bool:
        frame = self._frames[-1] if self._frames else None
        return frame is not None and (frame.is_quiet or (frame.key is not None and frame.hushes_value))

    # --- The text itself

    def _check_characters(self) -> None:
        """Reports characters that cannot be seen; the parser gets U+FFFD in their places."""
        if self._text == self._raw:
            return
        for line, source in enumerate(self._raw.split("\n")):
            for column, run in texts.invisible_runs(source):
                message = f"{texts.character_name(run[0])} cannot be seen, and can hide or change what a text says"
                self._report(Explanation(line, column, message, "delete it", "invisible-character", len(run)))

    def _without_directives(self) -> str:
        """The text with directives before the document made comments, each reported."""
        lines = list(self.lines)
        for number, line in enumerate(lines):
            if line.startswith("%"):
                self._report(_directive(number, line))
                lines[number] = "#" + line[1:]
            elif line.strip() and not line.lstrip().startswith("#"):
                break
        return "\n".join(lines)

    def _check_indentation(self, end: int) -> None:
        """Reports the first line before `end` that a tab or special space indents; in quotes and block text it may."""
        for number, line in enumerate(self.lines[:end] if self._has_odd_indents else ()):
            odd = _ODD_INDENT.match(line)
            if odd and odd.end() < len(line) and not self._is_verbatim[number]:
                self._report(_indent_explanation(number, odd))
                return

    def _check_root(self) -> None:
        if self.problems:
            return
        if not self._root:
            self._report(Explanation(0, 0, "the file is empty", self._start_hint, "empty-file"))
        elif not isinstance(self._root[0], dict):
            self._report(self._root_explanation())

    def _root_explanation(self) -> Explanation:
        place = _drawn(self.lines, self._numbers)
        if self._root[0] is None:
            return Explanation(0, 0, "the file is empty", self._start_hint, "empty-file")
        kind = "a list" if isinstance(self._root[0], list) else "only a text"
        message = f"the file is {kind}, where it should be lines of `key: value`"
        return Explanation(
            place.line, place.column, message, self._start_hint, "not-a-mapping", len(self.lines[place.line])
        )

    # --- Events

    def _start_document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents == 1:
            return
        self._is_past_end = True
        line, column = self._position(event.start_mark)
        message = "a second YAML document starts here; a file holds one briefing"
        hint = "delete the line, or move what follows to a file of its own"
        self._report(Explanation(line, column, message, hint, "several-documents", 3))

    def _end_document(self, event: yaml.DocumentEndEvent) -> None:
        """Stops before a directive behind the document: the parser needs quadratic time for many of them."""
        start, _ = self._position(event.start_mark)
        for number in range(start, len(self.lines)):
            if self.lines[number].startswith("%"):
                self._is_past_end = True
                self._report(_directive(number, self.lines[number]))
                return

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        start, is_marked = self._start(event)
        if not self._count(start):
            return
        self._last = (start, event)
        value, style = event.value, event.style or ""
        if style:
            value = self._clean(value, start, event) if style == '"' else value
            self._note_verbatim(start, event)
        elif value and event.end_mark and event.end_mark.line in self._with_hash:
            self._check_cut(start, event)
        if self._wants_key():
            self._take_key(value, start, event)
        else:
            self._put(None if style == "" and value in _NONE_WORDS else value, start, event, is_spoiled=is_marked)

    def _note_verbatim(self, start: _Mark, event: yaml.ScalarEvent) -> None:
        """Remembers the lines of quoted and block text below its first: their indentation is the author's."""
        if self._has_odd_indents:
            place = self._place(start, event)
            end = place.end_line + (1 if place.end_column else 0)
            if end > place.line + 1:
                self._is_verbatim[place.line + 1 : end] = bytes([1]) * (end - place.line - 1)

    def _wants_key(self) -> bool:
        frame = self._frames[-1] if self._frames else None
        return frame is not None and frame.key is None and isinstance(frame.data, dict)

    def _count(self, start: _Mark) -> bool:
        """Counts a node; False where it is one too many."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            message = f"the file has more than {MAX_NODES:,} values"
            self._stop(start.line, start.column, "too-many-values", message)
        return not self._is_stopped

    def _take_key(self, key: str, start: _Mark, event: yaml.ScalarEvent) -> None:
        """Decides what becomes of the value below this key."""
        frame = self._frames[-1]
        if refused := _key_complaint(frame, key, event):
            code, message, hint = refused
            place = self._place(start, event)
            width = _span(self.lines, place).width
            if code == "duplicate-key" and (above := self._empty_above(frame, place)):
                hint = f"indent it if it belongs to '{_short(above)}' above; else keep one of the two"
                self._spoiled.add((*self._location(), above))
            self._report(Explanation(place.line, place.column, message, hint, code, width))
            self._refuse_key(frame, key, code)
            return
        frame.expect(intern(key), keeps=True)  # the same few hundred keys stand in every file
        frame.first_lines[key] = start.line + 1
        if frame.is_live:
            self._note(start, event)

    def _empty_above(self, frame: _Frame, place: Place) -> str:
        """The key on the line above, where it has no value: what follows was probably meant to be indented."""
        data = frame.data
        lines = frame.first_lines.items()
        above = next((key for key, line in lines if line == place.line), "")
        return above if isinstance(data, dict) and data.get(above, "") is None else ""

    def _refuse_key(self, frame: _Frame, key: str, code: str) -> None:
        """Drops the value that follows. What a merge key would have brought is missing: that is no second mistake."""
        is_merge = code == "merge-key"
        frame.expect(key, keeps=False, hushes=is_merge)
        if is_merge and frame.is_live and self._location():
            self._spoiled.add(self._location())

    def _take_alias(self, event: yaml.AliasEvent) -> None:
        start = _At(*self._position(event.start_mark))
        if not self._count(start):
            return
        message = f"'*{_short(event.anchor or '')}' is a YAML alias, which briefings do not use"
        hint = 'write the value out; if it is text, put the whole text in quotes: "..."'
        width = self._position(event.end_mark)[1] - start.column
        self._report(Explanation(start.line, start.column, message, hint, "alias", width))
        if self._wants_key():
            self._frames[-1].expect("", keeps=False)
        else:
            self._put(None, start, event, is_spoiled=True)

    def _open(self, event: _StartEvent, data: list[Data] | dict[str, Data]) -> None:
        start, _ = self._start(event)
        if not self._count(start):
            return
        if len(self._frames) == MAX_DEPTH:
            message = f"lists and mappings stand more than {MAX_DEPTH} deep in each other here"
            self._stop(start.line, start.column, "too-deep", message)
            return
        if self._wants_key():
            self._open_in_key(start, data)
            return
        is_quiet = self._is_silenced()
        step = self._frames[-1].next_step if self._frames else ""
        noted = len(self._numbers)
        is_live = self._put(data, start, event, is_spoiled=False)
        self._frames.append(_Frame(data, step, noted, is_live, is_quiet))

    def _open_in_key(self, start: _Mark, data: list[Data] | dict[str, Data]) -> None:
        kind = "list" if isinstance(data, list) else "mapping"
        message = f"a {kind} in brackets stands where a key should be"
        hint = 'put the key in quotes: "...": value; if it is all one text, put quotes around it'
        self._report(Explanation(start.line, start.column, message, hint, "non-scalar-key"))
        self._frames[-1].expect("", keeps=False)
        self._frames.append(_Frame(data, is_live=False, is_quiet=True))

    def _close(self, event: yaml.MappingEndEvent | yaml.SequenceEndEvent) -> None:
        """Ends a list or mapping; one in brackets now shows where its closing bracket is."""
        frame = self._frames.pop()
        line, column = self._position(event.end_mark)
        if frame.is_live and self.lines[line].endswith(("]", "}"), 0, column):
            self._numbers[frame.noted + 2], self._numbers[frame.noted + 3] = line, column

    def _put(self, value: Data, start: _Mark, event: yaml.NodeEvent, *, is_spoiled: bool) -> bool:
        """Stores a value where it belongs; returns whether that is part of the document."""
        frame = self._frames[-1] if self._frames else None
        is_live = frame is None or (frame.is_live and frame.keeps_value)
        if is_live:
            self._note(start, event)
            if is_spoiled:
                self._spoiled.add((*self._location(), frame.next_step) if frame else ())
        if frame is None:
            self._root.append(value)
        elif isinstance(frame.data, list):
            frame.data.append(value)
        else:
            if frame.keeps_value and frame.key is not None:
                frame.data[frame.key] = value
            frame.key = None
        return is_live

    def _location(self) -> Location:
        """Where the list or mapping stands that is being filled."""
        return tuple(frame.step for frame in self._frames[1:])

    # --- Places

    def _start(self, event: _NodeEvent) -> tuple[_Mark, bool]:
        """Where a node begins behind its anchor and tag, and whether it has one; both are reported."""
        if event.anchor is None and event.tag is None and event.start_mark is not None:
            return event.start_mark, False
        start = self._skip_properties(self._position(event.start_mark), self._position(event.end_mark))
        return _At(*start), True

    def _note(self, start: _Mark, event: yaml.NodeEvent) -> None:
        """Keeps the place of a value or key of the document as it was told; it is drawn when it is asked for."""
        self._numbers.extend(_numbers(start, event))

    def _place(self, start: _Mark, event: yaml.NodeEvent) -> Place:
        return _drawn(self.lines, _numbers(start, event))

    def _skip_properties(self, start: tuple[int, int], end: tuple[int, int]) -> tuple[int, int]:
        """Reports the anchor and the tag at `start`; returns where the node itself starts, at most `end`."""
        line, column = start
        while (line, column) < end and (found := _PROPERTY.match(self.lines[line], column)):
            self._report(_property_explanation(line, found))
            column = found.end()
            while line < end[0] and _BLANK_REST.match(self.lines[line], column):
                line, column = line + 1, 0
            column = _skip_blanks(self.lines[line], column)
        return min((line, column), end)

    def _clean(self, value: str, start: _Mark, event: yaml.ScalarEvent) -> str:
        """The value without the invisible characters that escapes in double quotes can make; the first is reported."""
        hidden = texts.INVISIBLE.search(value)
        if not hidden:
            return value
        clean = texts.reveal(value)
        if self._is_silenced():
            return clean
        line, column = ScalarMap(self.lines, self._place(start, event), clean).position(hidden.start())
        message = f"this makes {texts.character_name(hidden.group())}, which can hide or change what a text says"
        self._report(Explanation(line, column, message, "delete it", "invisible-character"))
        return clean

    def _check_cut(self, start: _Mark, event: yaml.ScalarEvent) -> None:
        """Reports a comment behind a plain value: YAML drops it without a word, and often it was part of the text."""
        place = self._place(start, event)
        cut = _CUT.match(self.lines[place.end_line], place.end_column)
        if not cut:
            return
        begin = place.column if place.line == place.end_line else 0
        kept = self.lines[place.end_line][begin : place.end_column].strip()
        message = f"YAML reads from ' #' on as a comment: it keeps '{_short(kept)}' and drops '{_short(cut[1])}'"
        hint = "put the whole text in quotes, or the comment on a line of its own"
        self._report(Explanation(place.end_line, cut.start(1), message, hint, "cut-by-comment", len(cut[1])))

    # --- Syntax errors

    def _fault(self, error: yaml.MarkedYAMLError) -> Fault:
        line, column = self._position(error.problem_mark)
        return Fault(
            lines=self.lines,
            what=error.problem or "",
            line=line,
            column=column,
            context=error.context or "",
            opened=self._position(error.context_mark or error.problem_mark),
            after=self._place(*self._last) if self._last else None,
        )

    def _position(self, mark: _Mark | None) -> tuple[int, int]:
        """The mark's line and column, drawn into the file: the parser may put its end one line below."""
        return _drawn_into(self.lines, mark.line, mark.column) if mark else (0, 0)

    def _report_fault(self, fault: Fault) -> None:
        """Reports what the parser could not read, unless it only follows from what is reported already."""
        self._frames.clear()
        found = explain(fault)
        self._check_indentation(found.line + 1)
        if not self._follows(fault, found):
            self._report(found)

    def _follows(self, fault: Fault, found: Explanation) -> bool:
        """Whether a cause was reported on the lines of the fault, or just above a line that makes no sense."""
        lines = {fault.line + 1, found.line + 1}
        above = fault.line if fault.starts_line else None
        return any(
            problem.line in lines or (problem.line == above and (problem.code == "cut-by-comment" or _indents(problem)))
            for problem in self.problems
            if problem.code in _CAUSES
        )


def _indents(problem: Problem) -> bool:
    """Whether the problem is one of what stands before a line's first character."""
    return not problem.source_line[: problem.column - 1].strip()


def _key_complaint(frame: _Frame, key: str, event: yaml.ScalarEvent) -> tuple[str, str, str] | None:
    """Code, message and hint for a key that its mapping cannot have."""
    if not key.strip():
        return "empty-key", "there is no key before this colon", "write the key"
    if key == "<<" and not event.style:
        return "merge-key", "'<<' is a YAML merge key, which briefings do not use", "write the values out"
    if key in frame.first_lines:
        message = f"the key '{_short(key)}' is already on line {frame.first_lines[key]}"
        return "duplicate-key", message, "keep one of the two"
    return None


def _directive(line: int, text: str) -> Explanation:
    message = f"'{_short(text)}' is a YAML directive, which briefings do not use"
    return Explanation(line, 0, message, "delete this line; if it is text, indent it", "directive", len(text))


def _indent_explanation(line: int, odd: re.Match[str]) -> Explanation:
    if odd[1] == "\t":
        return tab_explanation(line, odd.start(1))
    message = f"{texts.character_name(odd[1])} is used to indent; YAML indents with ordinary spaces only"
    return Explanation(line, odd.start(1), message, "delete it and type ordinary spaces", "invisible-character")


def _property_explanation(line: int, found: re.Match[str]) -> Explanation:
    """The words for an anchor or a tag: technical YAML, or more often a text that starts with `&` or `!`."""
    code = "anchor" if found[0].startswith("&") else "tag"
    message = f"'{_short(found[0])}' is a YAML {code}, which briefings do not use"
    hint = 'delete it; if it is text, put the whole text in quotes: "..."'
    return Explanation(line, found.start(), message, hint, code, len(found[0]))


def _skip_blanks(line: str, column: int) -> int:
    while line.startswith((" ", "\t"), column):
        column += 1
    return column


def _short(text: str) -> str:
    """The text on one line, in at most 40 characters."""
    line = " ".join(text[:200].split())
    return line if len(line) <= 40 else line[:39].rstrip() + "…"
