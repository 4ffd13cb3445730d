"""What the YAML parser could not read, said in plain words with a way out.

Each rule below knows one kind of slip by the parser's message and by the text around it. The first that recognises the
fault explains it; the parsers in C and in Python word some messages differently, and the rules know both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.reading.scalars import Place

_TEXT_IN_QUOTES = 'if it is text, put the whole text in quotes: "..."'
_ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_CURLY_QUOTE = re.compile(r":\s+[\u2018-\u201f\u00ab]")
_BULLET = re.compile(r"\s*((?:[\u2022\u2023\u25e6\u00b7\u25aa\u2013\u2014*]|[0-9]{1,3}[.)])(?=\s)|-(?=[a-z_]+:\s))")
_MERGE_MARK = re.compile(r"(<{7}|>{7}|\|{7})( .*)?|={7}")
_NO_SPACE_AFTER_COLON = re.compile(r"\s*(- )?[\w-]+:(?=\S)")
_ODD_SPACE_AFTER_COLON = re.compile(rf"\s*(- )?[\w-]+:[{_ODD_SPACES}]")


@dataclass(frozen=True, slots=True)
class Fault:
    """Where and why the parser stopped; lines and columns count from 0.

    `opened` is where the thing began that the parser was reading (`context`), `after` is the last scalar before it.
    """

    lines: Sequence[str]
    what: str
    line: int
    column: int
    context: str = ""
    opened: tuple[int, int] = (0, 0)
    after: Place | None = None

    @property
    def text(self) -> str:
        return self.lines[self.line]

    @property
    def character(self) -> str:
        return self.text[self.column : self.column + 1]

    @property
    def starts_line(self) -> bool:
        return not self.text[: self.column].strip()

    @property
    def opener(self) -> str:
        line, column = self.opened
        return self.lines[line][column : column + 1]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The words for a fault, and the place (from 0) that an author should look at."""

    line: int
    column: int
    message: str
    hint: str
    code: str = "yaml-syntax"
    width: int = 1


def explain(fault: Fault) -> Explanation:
    """What went wrong, by the first rule that knows."""
    found = (rule(fault) for rule in _RULES)
    return next((explanation for explanation in found if explanation), _unknown(fault))


def _tab(fault: Fault) -> Explanation | None:
    if "tab character" not in fault.what and not (fault.character == "\t" and "cannot start" in fault.what):
        return None
    return tab_explanation(fault.line, fault.text.index("\t"))


def tab_explanation(line: int, column: int) -> Explanation:
    """The words for a tab that stands where only spaces may indent."""
    return Explanation(
        line,
        column,
        "a tab is used to indent; YAML indents with spaces only",
        "replace the tabs at the start of lines by spaces, two a level",
        code="tab-indentation",
    )


def unfinished_merge(lines: Sequence[str]) -> Explanation | None:
    """The words for the first mark that a merge left in a file, where it left any; all its marks are one mistake.

    A line `=======` alone is none for certain: Markdown underlines a heading with it.
    """
    marks = [number for number, line in enumerate(lines) if _MERGE_MARK.fullmatch(line)]
    if not any(lines[number][0] in "<>" for number in marks):
        return None
    return _merge_explanation(marks[0], lines[marks[0]])


def _merge_explanation(line: int, mark: str) -> Explanation:
    return Explanation(
        line,
        0,
        "a merge was left unfinished here: two versions of this part stand below each other",
        "keep one version, or what is right of both, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`",
        code="unfinished-merge",
        width=len(mark),
    )


def _open_quote(fault: Fault) -> Explanation | None:
    if "quoted scalar" not in fault.context or not re.search("end of stream|document", fault.what):
        return None
    message = f"the quote {fault.opener} opened here is never closed"
    return Explanation(*fault.opened, message, f"write {fault.opener} where the text ends")


def _escape(fault: Fault) -> Explanation | None:
    if "quoted scalar" not in fault.context:
        return None
    column = max(fault.text.rfind("\\", 0, fault.column + 1), 0)
    message = "in double quotes a backslash starts a special character, and this is none that YAML knows"
    return Explanation(fault.line, column, message, "write the backslash twice, or use single quotes: '...'", width=2)


def _late_quote(fault: Fault) -> Explanation | None:
    """A forgotten closing quote runs on to the next quote in the file; what follows there then makes no sense."""
    quote = fault.after
    if quote is None or not quote.style or quote.style not in "'\"":
        return None
    if not quote.line < quote.end_line == fault.line:
        return None
    message = f"the quote {quote.style} opened here closes only on line {quote.end_line + 1}, with more text behind it"
    return Explanation(quote.line, quote.column, message, f"write {quote.style} where the text ends")


def _bracket(fault: Fault) -> Explanation | None:
    if "flow sequence" not in fault.context and "flow mapping" not in fault.context:
        return None
    opener = fault.opener
    closer = "]" if opener == "[" else "}"
    if fault.character and fault.character in "]}":
        message = f"'{fault.character}' closes what '{opener}' opened"
        return Explanation(fault.line, fault.column, message, f"write '{closer}' here")
    if fault.line > fault.opened[0] or not fault.text[fault.column :].strip():
        message = f"the bracket '{opener}' opened here is not closed"
        return Explanation(*fault.opened, message, f"write '{closer}' where it ends; text with brackets goes in quotes")
    message = f"between '{opener}' and '{closer}' a comma is missing before this"
    hint = "put a comma between the items, and quotes around a text with commas, colons or brackets"
    return Explanation(fault.line, fault.column, message, hint)


def _bullet(fault: Fault) -> Explanation | None:
    """`*` names something to YAML; any other bullet is read as part of a key, and the line below makes no sense."""
    above = fault.after.line if fault.after and "mapping values" in fault.what else None
    line = fault.line if "alias" in fault.context else above
    if line is None or not (bullet := _BULLET.match(fault.lines[line])):
        return None
    lacking = " without a space behind it" if bullet[1] == "-" else ""
    message = f"'{bullet[1]}' does not begin a list item{lacking}"
    hint = f"write '- ' in place of '{bullet[1]}'"
    return Explanation(line, bullet.start(1), message, hint, width=len(bullet[1]))


def _fence(fault: Fault) -> Explanation | None:
    if fault.character != "`" or not fault.text.lstrip().startswith("```"):
        return None
    message = "this line belongs to Markdown, not to YAML: it fences code"
    hint = "delete it, and the one that closes the fence"
    return Explanation(fault.line, fault.column, message, hint, width=len(fault.text.strip()))


def _odd_start(fault: Fault) -> Explanation | None:
    if "cannot start any token" not in fault.what:
        return None
    message = f"text cannot start with '{fault.character}' unless it stands in quotes"
    return Explanation(fault.line, fault.column, message, 'put the whole text in quotes: "..."')


def _percent(fault: Fault) -> Explanation | None:
    if "a directive" not in fault.context:
        return None
    hint = "indent it, if it continues the text above; else put it in quotes"
    return Explanation(*fault.opened, "a line cannot start with '%'", hint)


def _mark_start(fault: Fault) -> Explanation | None:
    if not re.search("an alias|an anchor|a tag", fault.context):
        return None
    message = f"text cannot start with '{fault.opener}' unless it stands in quotes"
    return Explanation(*fault.opened, message, 'put the whole text in quotes: "..."')


def _block_header(fault: Fault) -> Explanation | None:
    if "block scalar" not in fault.context:
        return None
    message = f"behind '{fault.opener}' the text starts on the next line"
    hint = f"start the text on the line below, indented; or put quotes around it if '{fault.opener}' is part of it"
    return Explanation(*fault.opened, message, hint)


def _colon(fault: Fault) -> Explanation | None:
    if "mapping values are not allowed" not in fault.what:
        return None
    if _CURLY_QUOTE.search(fault.text[: fault.column]):
        message = "a colon and a space end the text here: curly quotes are none to YAML"
        return Explanation(fault.line, fault.column, message, 'write straight quotes around the text: "..."')
    if re.search(r":\s", fault.text[: fault.column]):
        message = "a colon and a space inside a text end it here"
        return Explanation(fault.line, fault.column, message, 'put the whole text in quotes: "..."')
    before = fault.after
    if before and not fault.lines[before.line][: before.column].strip(" -") and before.line < fault.line:
        return _missing_colon(fault.lines, before.line)
    return _key_in_text(fault)


def _missing_colon(lines: Sequence[str], line: int) -> Explanation:
    text = lines[line]
    column = len(text) - len(text.lstrip())
    width = max(len(text.strip()), 1)
    if _MERGE_MARK.fullmatch(text):
        return _merge_explanation(line, text)
    if odd := _ODD_SPACE_AFTER_COLON.match(text):
        message = "behind this colon stands a special space that YAML does not count as one"
        return Explanation(line, odd.end() - 1, message, "delete it and type an ordinary space")
    if colon := _NO_SPACE_AFTER_COLON.match(text):
        return Explanation(line, colon.end() - 1, "behind this colon a space is missing", "write `key: value`")
    message = "this line is no `key: value`, and no part of the text above"
    hint = "write a colon and a space behind the key; or, if it continues the text above, indent it"
    return Explanation(line, column, message, hint, width=width)


def _key_in_text(fault: Fault) -> Explanation:
    column = len(fault.text) - len(fault.text.lstrip())
    message = "this line is indented as if it continued the text above, but it has a key of its own"
    hint = f"start it in the same column as the keys it belongs with; {_TEXT_IN_QUOTES}"
    return Explanation(fault.line, column, message, hint, width=max(fault.column - column, 1))


def _simple_key(fault: Fault) -> Explanation | None:
    return _missing_colon(fault.lines, fault.opened[0]) if "find expected ':'" in fault.what else None


def _dash(fault: Fault) -> Explanation | None:
    if "sequence entries are not allowed" not in fault.what:
        return None
    message = "a list starts on the line below its key, not beside it"
    hint = f"move '- ...' to the next line, indented; {_TEXT_IN_QUOTES}"
    return Explanation(fault.line, fault.column, message, hint)


def _empty_place(fault: Fault) -> Explanation | None:
    if "node content" not in fault.what and "mapping keys are not allowed" not in fault.what:
        return None
    if fault.character == ":":
        return _no_key(fault)
    message = f"a value cannot start with '{fault.character}'"
    return Explanation(fault.line, fault.column, message, f"delete it; {_TEXT_IN_QUOTES}")


def _no_key(fault: Fault) -> Explanation:
    return Explanation(fault.line, fault.column, "there is no key before this colon", "write the key", code="empty-key")


def _after_the_end(fault: Fault) -> Explanation | None:
    if "<document start>" not in fault.what:
        return None
    if not fault.starts_line:
        return _trailing_text(fault)
    message = "this line starts further left than the first line of the file, or stands behind its end"
    return Explanation(fault.line, fault.column, message, "start every top-level key in the first column")


def _misplaced(fault: Fault) -> Explanation | None:
    """Something else stands where the next key or list item should start."""
    if not re.search("expected key|'-' indicator|<block end>", fault.what):
        return None
    return _misplaced_line(fault) if fault.starts_line else _trailing_text(fault)


def _misplaced_line(fault: Fault) -> Explanation:
    place = (fault.line, fault.column)
    if fault.character == ":":
        return _no_key(fault)
    if fault.line and fault.lines[fault.line - 1].lstrip().startswith("#"):
        message = "the comment above ends the text, so that this line belongs to nothing"
        return Explanation(*place, message, "move the comment above the text or below it")
    if re.match(r"-(\s|$)", fault.text[fault.column :]):
        message = "this list item stands where a key should be"
        return Explanation(*place, message, "indent it to the column of the list's other items, below the list's key")
    if "block collection" in fault.context and fault.column == fault.opened[1]:
        message = "this line stands in the column of a list but does not start with '- '"
        return Explanation(*place, message, "write '- ' before it, or start it in the column of its own keys")
    message = "this line is indented differently from every line it could belong with"
    return Explanation(*place, message, "start it in the same column as the keys or items it belongs with")


def _trailing_text(fault: Fault) -> Explanation:
    before = fault.text[: fault.column].rstrip()[-1:]
    if fault.text[fault.column :].rstrip() == ",":
        return Explanation(fault.line, fault.column, "a comma at the end of a line means nothing here", "delete it")
    if before in ("'", '"'):
        message = f"the quote {before} before this ends the text, but the line goes on"
        other = "'" if before == '"' else '"'
        return Explanation(fault.line, fault.column, message, f"put {other} around the whole text instead")
    message = f"after '{before}' nothing more can follow on this line"
    return Explanation(fault.line, fault.column, message, _TEXT_IN_QUOTES)


def _unknown(fault: Fault) -> Explanation:
    message = f"this cannot be read as YAML ({fault.what})"
    hint = "check the quotes, brackets, colons and indentation here and on the line above"
    return Explanation(fault.line, fault.column, message, hint)


_RULES: tuple[Callable[[Fault], Explanation | None], ...] = (
    _tab,
    _open_quote,
    _escape,
    _late_quote,
    _bracket,
    _fence,
    _bullet,
    _odd_start,
    _percent,
    _mark_start,
    _block_header,
    _colon,
    _simple_key,
    _dash,
    _empty_place,
    _after_the_end,
    _misplaced,
)
