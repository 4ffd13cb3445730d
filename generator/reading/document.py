"""YAML text to plain data, with the place of every key and value. The only module that knows the YAML library.

Scalars stay strings exactly as typed; the schema gives them types. What YAML allows but a briefing does not (anchors,
aliases, tags, duplicate keys, text cut by a comment, ...) becomes a problem with its place, and so does what YAML does
not allow.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from generator.problems import Problem, Severity, in_reading_order
from generator.reading import text as texts
from generator.reading.scalars import Place, ScalarMap
from generator.reading.syntax import Explanation, Fault, explain, tab_explanation

Location = tuple[str | int, ...]
Data = str | None | list["Data"] | dict[str, "Data"]
_StartEvent = yaml.MappingStartEvent | yaml.SequenceStartEvent
_NodeEvent = yaml.ScalarEvent | _StartEvent

MAX_DEPTH = 24
MAX_NODES = 50_000
MAX_PROBLEMS = 50

# The parser in C is some ten times faster; the one in Python reads the same files where libyaml is not installed.
LOADER: type[yaml.CLoader | yaml.SafeLoader] = getattr(yaml, "CLoader", yaml.SafeLoader)

# The end line of a list or mapping whose closing bracket has not been seen, or that has none.
_OPEN_END = -1
_NONE_WORDS = ("", "~", "null")
_CUT = re.compile(r"[ \t]+(#.*)")
_COMMENT = re.compile(r"#.*")
_PROPERTY = re.compile(r"!<[^>\n]*>|[&!][^\s,\[\]{}]*")
_BLANK_REST = re.compile(r"[ \t]*(?:#.*)?$")
_ODD_INDENT = re.compile(r" *([\t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000])[^\S\n]*")
_START = "start with `title: ...`"
_CAUSES = frozenset({"alias", "anchor", "tag", "invisible-character", "cut-by-comment", "tab-indentation"})


class _Mark(Protocol):
    """What the marks of both parsers have in common; both count from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line; line and column count from 1, column and width in characters."""

    line: int
    column: int
    width: int


@dataclass(frozen=True)
class Document:
    """The data of one file and where it stands.

    `lines` are the file's lines with U+FFFD in place of invisible characters, so that every place stays true. No string
    in `data` holds a control character other than a line feed or a tab.
    """

    path: str
    lines: tuple[str, ...]
    data: dict[str, Data]
    _keys: Mapping[Location, Place] = field(repr=False, compare=False)
    _values: Mapping[Location, Place] = field(repr=False, compare=False)
    _spoiled: frozenset[Location] = field(repr=False, compare=False)
    _insides: dict[Location, ScalarMap] = field(default_factory=dict, repr=False, compare=False)

    def key_span(self, location: Location) -> Span:
        """The key at `location`; for a list's item the item, for what is not there its nearest known ancestor."""
        while location and location not in self._keys and location not in self._values:
            location = location[:-1]
        place = self._keys.get(location) or self._values[location]
        return _span(self.lines, place)

    def value_span(self, location: Location) -> Span:
        """The value at `location`, or its first line; for what is not there its nearest known ancestor.

        A value that is left empty has no place of its own: its key stands for it.
        """
        while location not in self._values:
            location = location[:-1]
        place = self._values[location]
        is_empty = place.style == "" and place[:2] == place[2:4]
        return _span(self.lines, self._keys.get(location, place) if is_empty else place)

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
        for place in (*self._keys.values(), *self._values.values()):
            if place.style is not None:
                _blank(lines, place)
        return tuple(found[0].rstrip() for line in lines if (found := _COMMENT.search(line)))

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
        place = (self._keys if on == "key" else self._values).get(location)
        if place is None or place.line != place.end_line or place.style in ("|", ">"):
            return False
        return place.style is not None or self.lines[place.line].startswith("[", place.column)

    def _inside(self, location: Location) -> ScalarMap | None:
        """The map of the scalar's characters, drawn once: a text can hold many citations."""
        if location not in self._insides:
            value, place = self._value_at(location), self._values.get(location)
            if not isinstance(value, str) or place is None:
                return None
            self._insides[location] = ScalarMap(self.lines, place, value)
        return self._insides[location]

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


def parse_document(path: str, raw: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document and the problems of its text; no document where it has no mapping that can be relied on."""
    text, problem = texts.decode(path, raw)
    if text is None:
        return None, (problem,) if problem else ()
    reader = _Reader(path, text)
    reader.read()
    return reader.document(), in_reading_order(reader.problems)


def _blank(lines: list[str], place: Place) -> None:
    """Take a scalar out of the lines, in which every other character stays where it is."""
    for number in range(place.line, min(place.end_line + 1, len(lines))):
        start = place.column if number == place.line else 0
        end = place.end_column if number == place.end_line else len(lines[number])
        lines[number] = lines[number][:start] + " " * (end - start) + lines[number][end:]


def _span(lines: tuple[str, ...], place: Place) -> Span:
    """The place as a stretch of its first line, at least one character wide."""
    line_end = len(lines[place.line].rstrip())
    end = place.end_column if place.end_line == place.line else line_end
    return Span(place.line + 1, place.column + 1, max(end - place.column, 1))


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is being filled, and what becomes of the value that comes next in it."""

    data: list[Data] | dict[str, Data]
    location: Location
    is_live: bool = True  # False below a key that was refused: the data reaches no document
    is_quiet: bool = False  # True inside of what was reported as a whole
    key: str | None = None  # the key whose value comes next; None where a key comes next
    keeps_value: bool = True
    hushes_value: bool = False
    first_lines: dict[str, int] = field(default_factory=dict)

    @property
    def wants_key(self) -> bool:
        return isinstance(self.data, dict) and self.key is None

    def expect(self, key: str, *, keeps: bool, hushes: bool = False) -> None:
        self.key, self.keeps_value, self.hushes_value = key, keeps, hushes


class _Reader:
    """Builds the data of one file from the parser's events, one after the other, on a stack of its own."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = tuple(texts.reveal(text).split("\n"))
        self.problems: list[Problem] = []
        self._raw = text
        self._root: list[Data] = []
        self._frames: list[_Frame] = []
        self._keys: dict[Location, Place] = {}
        self._values: dict[Location, Place] = {}
        self._spoiled: set[Location] = set()
        self._nodes = 0
        self._documents = 0
        self._last: Place | None = None
        self._is_verbatim = bytearray(len(self.lines))
        self._is_past_end = False
        self._is_stopped = False
        self._is_whole = False

    def document(self) -> Document | None:
        """The document, if the file was read to its end and is a mapping."""
        data = self._root[0] if self._root else None
        if not self._is_whole or not isinstance(data, dict):
            return None
        return Document(self.path, self.lines, data, self._keys, self._values, frozenset(self._spoiled))

    def read(self) -> None:
        """Goes through the file once; afterwards `problems` and `document()` are complete."""
        self._check_characters()
        text = "\n".join(self._without_directives())
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
        for event in yaml.parse(text, Loader=LOADER):
            self._take(event)
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
        if not texts.INVISIBLE.search(self._raw):
            return
        for line, source in enumerate(self._raw.split("\n")):
            for column, run in texts.invisible_runs(source):
                message = f"{texts.character_name(run[0])} cannot be seen, and can hide or change what a text says"
                self._report(Explanation(line, column, message, "delete it", "invisible-character", len(run)))

    def _without_directives(self) -> list[str]:
        """The lines with directives before the document made comments, each reported."""
        lines = list(self.lines)
        for number, line in enumerate(lines):
            if line.startswith("%"):
                self._report(_directive(number, line))
                lines[number] = "#" + line[1:]
            elif line.strip() and not line.lstrip().startswith("#"):
                break
        return lines

    def _check_indentation(self, end: int) -> None:
        """Reports the first line before `end` that a tab or special space indents; in quotes and block text it may."""
        for number, line in enumerate(self.lines[:end]):
            odd = _ODD_INDENT.match(line)
            if odd and odd.end() < len(line) and not self._is_verbatim[number]:
                self._report(_indent_explanation(number, odd))
                return

    def _check_root(self) -> None:
        if self.problems:
            return
        if not self._root:
            self._report(Explanation(0, 0, "the file is empty", _START, "empty-file"))
        elif not isinstance(self._root[0], dict):
            self._report(self._root_explanation())

    def _root_explanation(self) -> Explanation:
        place = self._values[()]
        if self._root[0] is None:
            return Explanation(0, 0, "the file is empty", _START, "empty-file")
        kind = "a list" if isinstance(self._root[0], list) else "only a text"
        message = f"the file is {kind}, where it should be lines of `key: value`"
        return Explanation(place.line, place.column, message, _START, "not-a-mapping", len(self.lines[place.line]))

    # --- Events

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._take_scalar(event)
            case yaml.MappingStartEvent():
                self._open(event, {})
            case yaml.SequenceStartEvent():
                self._open(event, [])
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close(event)
            case yaml.AliasEvent():
                self._take_alias(event)
            case yaml.DocumentStartEvent():
                self._start_document(event)
            case yaml.DocumentEndEvent():
                self._end_document(event)

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
        place, is_marked = self._place(event)
        if not self._count(place):
            return
        self._last = place
        self._note_verbatim(place)
        value = self._clean(event.value, place) if place.style == '"' else event.value
        if place.style == "" and value:
            self._check_cut(place)
        if self._wants_key():
            self._take_key(value, place)
        else:
            self._put(None if place.style == "" and value in _NONE_WORDS else value, place, is_spoiled=is_marked)

    def _note_verbatim(self, place: Place) -> None:
        """Remembers the lines of quoted and block text below its first: their indentation is the author's."""
        end = place.end_line + (1 if place.end_column else 0)
        if place.style and end > place.line + 1:
            self._is_verbatim[place.line + 1 : end] = bytes([1]) * (end - place.line - 1)

    def _wants_key(self) -> bool:
        return bool(self._frames) and self._frames[-1].wants_key

    def _count(self, place: Place) -> bool:
        """Counts a node; False where it is one too many."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            message = f"the file has more than {MAX_NODES:,} values"
            self._stop(place.line, place.column, "too-many-values", message)
        return not self._is_stopped

    def _take_key(self, key: str, place: Place) -> None:
        """Decides what becomes of the value below this key."""
        frame = self._frames[-1]
        if refused := _key_complaint(frame, key, place):
            code, message, hint = refused
            width = _span(self.lines, place).width
            if code == "duplicate-key" and (above := self._empty_above(frame, place)):
                hint = f"indent it if it belongs to '{_short(above)}' above; else keep one of the two"
                self._spoiled.add((*frame.location, above))
            self._report(Explanation(place.line, place.column, message, hint, code, width))
            self._refuse_key(frame, key, code)
            return
        frame.expect(key, keeps=True)
        frame.first_lines[key] = place.line + 1
        if frame.is_live:
            self._keys[(*frame.location, key)] = place

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
        if is_merge and frame.is_live and frame.location:
            self._spoiled.add(frame.location)

    def _take_alias(self, event: yaml.AliasEvent) -> None:
        place = Place(*self._position(event.start_mark), *self._position(event.end_mark), "*")
        if not self._count(place):
            return
        message = f"'*{_short(event.anchor or '')}' is a YAML alias, which briefings do not use"
        hint = 'write the value out; if it is text, put the whole text in quotes: "..."'
        width = place.end_column - place.column
        self._report(Explanation(place.line, place.column, message, hint, "alias", width))
        if self._wants_key():
            self._frames[-1].expect("", keeps=False)
        else:
            self._put(None, place, is_spoiled=True)

    def _open(self, event: _StartEvent, data: list[Data] | dict[str, Data]) -> None:
        place, _ = self._place(event)
        if not self._count(place):
            return
        if len(self._frames) == MAX_DEPTH:
            message = f"lists and mappings stand more than {MAX_DEPTH} deep in each other here"
            self._stop(place.line, place.column, "too-deep", message)
            return
        if self._wants_key():
            self._open_in_key(place, data)
            return
        is_quiet = self._is_silenced()
        location, is_live = self._put(data, place, is_spoiled=False)
        self._frames.append(_Frame(data, location, is_live, is_quiet))

    def _open_in_key(self, place: Place, data: list[Data] | dict[str, Data]) -> None:
        kind = "list" if isinstance(data, list) else "mapping"
        message = f"a {kind} in brackets stands where a key should be"
        hint = 'put the key in quotes: "...": value; if it is all one text, put quotes around it'
        self._report(Explanation(place.line, place.column, message, hint, "non-scalar-key"))
        self._frames[-1].expect("", keeps=False)
        self._frames.append(_Frame(data, (), is_live=False, is_quiet=True))

    def _close(self, event: yaml.MappingEndEvent | yaml.SequenceEndEvent) -> None:
        """Ends a list or mapping; one in brackets now shows where its closing bracket is."""
        frame = self._frames.pop()
        line, column = self._position(event.end_mark)
        if frame.is_live and self.lines[line].endswith(("]", "}"), 0, column):
            place = self._values[frame.location]
            self._values[frame.location] = place._replace(end_line=line, end_column=column)

    def _put(self, value: Data, place: Place, *, is_spoiled: bool) -> tuple[Location, bool]:
        """Stores a value where it belongs; returns its location and whether that is part of the document."""
        location, is_live = self._next_location()
        if is_live:
            self._values[location] = place
            if is_spoiled:
                self._spoiled.add(location)
        self._store(value)
        return location, is_live

    def _next_location(self) -> tuple[Location, bool]:
        if not self._frames:
            return (), True
        frame = self._frames[-1]
        if isinstance(frame.data, list):
            return (*frame.location, len(frame.data)), frame.is_live
        return (*frame.location, frame.key or ""), frame.is_live and frame.keeps_value

    def _store(self, value: Data) -> None:
        if not self._frames:
            self._root.append(value)
            return
        frame = self._frames[-1]
        if isinstance(frame.data, list):
            frame.data.append(value)
            return
        if frame.keeps_value and frame.key is not None:
            frame.data[frame.key] = value
        frame.key = None

    # --- Places

    def _place(self, event: _NodeEvent) -> tuple[Place, bool]:
        """Where a node stands without its anchor and tag, and whether it has one; both are reported."""
        start, end = self._position(event.start_mark), self._position(event.end_mark)
        is_marked = event.anchor is not None or event.tag is not None
        if is_marked:
            start = self._skip_properties(start, end)
        if isinstance(event, yaml.ScalarEvent):
            return Place(*start, *end, event.style or ""), is_marked
        return Place(*start, _OPEN_END, 0, None), is_marked

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

    def _clean(self, value: str, place: Place) -> str:
        """The value without the invisible characters that escapes in double quotes can make; the first is reported."""
        hidden = texts.INVISIBLE.search(value)
        if not hidden:
            return value
        clean = texts.reveal(value)
        if self._is_silenced():
            return clean
        line, column = ScalarMap(self.lines, place, clean).position(hidden.start())
        message = f"this makes {texts.character_name(hidden.group())}, which can hide or change what a text says"
        self._report(Explanation(line, column, message, "delete it", "invisible-character"))
        return clean

    def _check_cut(self, place: Place) -> None:
        """Reports a comment behind a plain value: YAML drops it without a word, and often it was part of the text."""
        cut = _CUT.match(self.lines[place.end_line], place.end_column)
        if not cut:
            return
        start = place.column if place.line == place.end_line else 0
        kept = self.lines[place.end_line][start : place.end_column].strip()
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
            after=self._last,
        )

    def _position(self, mark: _Mark | None) -> tuple[int, int]:
        """The mark's line and column, drawn into the file: the parser may put its end one line below."""
        if mark is None:
            return 0, 0
        if mark.line >= len(self.lines):
            return len(self.lines) - 1, len(self.lines[-1])
        return mark.line, min(mark.column, len(self.lines[mark.line]))

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
            problem.line in lines or (problem.line == above and problem.code in ("cut-by-comment", "tab-indentation"))
            for problem in self.problems
            if problem.code in _CAUSES
        )


def _key_complaint(frame: _Frame, key: str, place: Place) -> tuple[str, str, str] | None:
    """Code, message and hint for a key that its mapping cannot have."""
    if not key.strip():
        return "empty-key", "there is no key before this colon", "write the key"
    if key == "<<" and not place.style:
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
