"""The single values of a briefing: texts, ids, numbers, days, grades. Each comes in as typed text and is typed here.

Those of several fields have no slots, with which it would take twice as long to take them out of where they are kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ClassVar, Self

from babel.core import Locale, UnknownLocaleError
from babel.languages import get_official_languages
from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator.model.address import is_https_address
from generator.model.vocabulary import Credibility, Reliability

SLUG_PATTERN = r"^[a-z0-9][a-z0-9-]{0,79}$"
_NAME_OF_A_LIST = re.compile(r"index|readme|page-[0-9]+")
_NAME_OF_A_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
DAY_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
NUMBER_PATTERN = r"^(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?$"
GRADE_PATTERN = r"^[A-F][1-6]$"


def wrong(code: str, message: str, hint: str = "", mend: str = "") -> PydanticCustomError:
    """An author's mistake in a single value; `code` is the problem's code, `hint` the way out.

    `mend` is what must have been meant, where that is certain.
    """
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint, "mend": mend})


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Made by this function of what an author wrote, which raises what `wrong` makes; any other shape is its business.

    Pydantic's own PlainValidator also works out how the value would be written back, which nobody asks of it: a fifth
    of the time in which a command starts.
    """

    read: Callable[..., Any]

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """A schema that asks the function alone."""
        return core_schema.no_info_plain_validator_function(self.read)


def _text(value: object) -> str:
    if not isinstance(value, str):
        shape = "a list" if isinstance(value, list) else "a mapping"
        hint = "write the text behind the colon"
        key, below = next(iter(value.items())) if isinstance(value, dict) and len(value) == 1 else ("", None)
        if isinstance(below, str):
            hint = f'write the text in quotes if the colon belongs to it: "{shortened(f"{key}: {below}")}"'
        raise wrong("wrong-shape", f"one text is expected here, not {shape}", hint)
    return value


def _one_line(value: object) -> str:
    text = re.sub(r"[ \t\n]+", " ", _text(value)).strip(" ")
    if not text.strip():
        raise wrong("empty-value", "there is no text here", "write the text, or take the key out")
    return text


Text = Annotated[str, ReadBy(_one_line), WithJsonSchema({"type": "string", "minLength": 1})]
"""One line of text; runs of white space count as one space."""


class Prose(str):
    """Paragraphs in the safe prose subset: emphasis, strong, lists, https links, `[@s1]`, `[[ua]]`. Kept as typed."""

    __slots__ = ()

    @classmethod
    def _read(cls, value: object) -> Self:
        if isinstance(value, list):
            hint = "write '|' behind the colon: all that is indented below is then one text, lists in it too"
            raise wrong("wrong-shape", "one text is expected here, not a list", hint)
        if not _text(value).strip():
            raise wrong("empty-value", "there is no text here", "write the text, or take the key out")
        return cls(_text(value))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Text that is not blank, as this class."""
        return core_schema.no_info_plain_validator_function(
            cls._read, json_schema_input_schema=core_schema.str_schema(min_length=1)
        )


class Name(str):
    """A name that other places refer to: lower-case letters a to z, digits and hyphens, at most 80.

    One that names a page is none that the site or a file system keeps for itself.
    """

    __slots__ = ()
    names_a_page: ClassVar[bool] = False

    @classmethod
    def read(cls, value: object) -> Self:
        """The name that was typed; raises PydanticCustomError where it has another form."""
        text = _text(value).strip()
        if not re.match(SLUG_PATTERN, text):
            raise wrong("bad-id", f"'{shortened(text)}' is not an id", *cls._meant(text))
        if cls.names_a_page and (why := _taken_by_others(text)):
            raise wrong("bad-id", f"'{text}' cannot be the name of a page: {why}", "choose another id")
        return cls(text)

    @classmethod
    def _meant(cls, text: str) -> tuple[str, str]:
        """A hint, and the id that must have been meant, where that is certain."""
        return _as_id(text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Text of the slug's form, as this class."""
        return core_schema.no_info_plain_validator_function(
            cls.read, json_schema_input_schema=core_schema.str_schema(pattern=SLUG_PATTERN)
        )


def _taken_by_others(text: str) -> str:
    """Who keeps the name for itself; an empty text where nobody does."""
    if _NAME_OF_A_LIST.fullmatch(text):
        return "the site's lists have that name"
    return "Windows keeps that name for a device" if _NAME_OF_A_DEVICE.fullmatch(text) else ""


def _as_id(text: str) -> tuple[str, str]:
    """A hint with the id closest to the text, and that id where only spaces and capitals stood in the way."""
    if re.search(r"[a-z0-9]\s*[,;]\s*[a-z0-9]", text):
        return _as_list(part.strip() for part in re.split("[,;]", text.strip("() ")))
    suggestion = nearest_id(text)
    rule = "lower-case letters a to z, digits and hyphens, at most 80"
    is_certain = re.match(r"^[A-Za-z0-9][A-Za-z0-9 _-]{0,79}$", text)
    return (f"{rule}: write '{suggestion}'" if suggestion else rule), (suggestion if is_certain else "")


def _as_list(parts: Iterable[str]) -> tuple[str, str]:
    return f"write several as a list, with commas between: [{shortened(', '.join(parts))}]", ""


def nearest_id(text: str) -> str:
    """The id closest to a text, empty where it has no letter or digit that an id may have."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:80].rstrip("-")


def in_quotes(text: str) -> str:
    """The text as YAML reads it back, in double quotes; cut with an ellipsis where it is long."""
    return json.dumps(shortened(text, 120), ensure_ascii=False)


def shortened(text: str, length: int = 60) -> str:
    """The text, cut with an ellipsis where it is longer than `length` characters: behind a word that is not early."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    words = cut.rpartition(" ")[0]
    return f"{words if len(words) > length // 2 else cut}…"


class Slug(Name):
    """The name of a briefing, unique on the site; also its address."""

    __slots__ = ()
    names_a_page = True

    @classmethod
    def _meant(cls, text: str) -> tuple[str, str]:
        """The name of a file stands for its briefing; not for certain, as that may have another slug."""
        stem = re.sub(r".*[/\\]|\.ya?ml$", "", text)
        if stem == text or not nearest_id(stem):
            return _as_id(text)
        return f"a briefing is named by its slug, mostly its file's name without .yaml: write '{nearest_id(stem)}'", ""


class ItemId(Name):
    """The name of an item in a briefing; it stays the same from one snapshot to the next."""

    __slots__ = ()


class ItemRef(Name):
    """The id of an item of the same process."""

    __slots__ = ()


class SourceId(Name):
    """The id of a source, in the briefing or in the registry."""

    __slots__ = ()
    names_a_page = True

    @classmethod
    def _meant(cls, text: str) -> tuple[str, str]:
        """Of several words never certain: they may be a title, which an id does not say."""
        hint, meant = _as_id(text)
        return hint, "" if " " in text else meant


class ProcessId(Name):
    """The id of a process in the registry."""

    __slots__ = ()
    names_a_page = True


class PlayerId(Name):
    """The id of a player: a lower-case ISO 3166-1 code for a state, else an id from the registry or the briefing."""

    __slots__ = ()
    names_a_page = True

    @classmethod
    def _meant(cls, text: str) -> tuple[str, str]:
        """A state that is called by its name is meant by its code; capitals that others go by too are not certain."""
        if re.fullmatch(r"(?:[A-Za-z]\.)+", text):
            return cls._meant(text.replace(".", ""))
        code = text.lower()
        if either := either_state(code):
            return either, ""
        if other := _ABBREVIATED_ALIKE.get(code):
            own = f"{other} has an id of its own, such as '{nearest_id(other.removeprefix('the '))}'"
            return f"write '{code}' for {_names_by_code()[code]}; {own}", ""
        code = _codes_by_name().get(text.casefold(), "")
        if code:
            return f"a state is its code: write '{code}'", code
        states = _states_in(text)
        return _as_list(states) if len(states) > 1 else _as_id(text)


def _states_in(text: str) -> list[str]:
    """The states in a text that is nothing but their codes or names, with a sign or `and` between; or codes alone.

    Which state is meant by a code that may mean two is asked of each one.
    """
    parts = re.split(r"\s*[,;/&]\s*|\s+and\s+", text)
    parts = parts if len(parts) > 1 else text.split()
    codes = [_codes_by_name().get(part.casefold()) or part.lower() for part in parts]
    return codes if all(either_state(code) or code.upper() in territories() for code in codes) else []


def either_state(code: str) -> str:
    """What is asked back of a code by which authors mean the one state or the other; empty of any other."""
    either = "write 'gb' for the United Kingdom, 'ua' for Ukraine, whose language is 'uk'"
    return either if code == "uk" else ""


# Who else goes by the capitals of a state's code.
_ABBREVIATED_ALIKE = {
    "al": "the Arab League",
    "aq": "al-Qaeda",
    "as": "al-Shabaab",
    "au": "the African Union",
    "ga": "the General Assembly",
    "is": "the Islamic State",
    "na": "the Northern Alliance",
    "ni": "Northern Ireland",
    "pa": "the Palestinian Authority",
    "rs": "Republika Srpska",
    "sc": "the Security Council",
    "sg": "the Secretary-General",
}


@cache
def _names_by_code() -> dict[str, str]:
    names = Locale("en").territories
    return {code.lower(): str(names[code]) for code in territories()}


@cache
def _codes_by_name() -> dict[str, str]:
    """The code of each state by its name, and by what one is called as often."""
    return {name.casefold(): code for code, name in _names_by_code().items()} | {"usa": "us"}


class PlayerOrText(str):
    """A player's id, or plain words where nobody in the registry fits. What has the form of an id is taken as one."""

    __slots__ = ()

    @property
    def player(self) -> PlayerId | None:
        """The player's id, where this is one."""
        return PlayerId(self) if re.match(SLUG_PATTERN, self) else None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """One line of text, as this class."""
        return core_schema.no_info_plain_validator_function(
            lambda value: cls(_one_line(value)), json_schema_input_schema=core_schema.str_schema(min_length=1)
        )


@dataclass(frozen=True)
class SourceRef:
    """A source and the place in it: `s2, art. 4` is source `s2` at `art. 4`."""

    source: str
    locator: str = ""

    @property
    def typed(self) -> str:
        """As an author types it."""
        return f"{self.source}, {self.locator}" if self.locator else self.source


def _source_ref(value: object) -> SourceRef:
    name, _, locator = _one_line(value).partition(",")
    if not re.match(SLUG_PATTERN, name.strip()):
        hint = 'write the id first, and a place with it in quotes: "s1, art. 4"'
        raise wrong("bad-id", f"'{shortened(name)}' is not a source's id", hint)
    return SourceRef(name.strip(), locator.strip())


Reference = Annotated[
    SourceRef,
    ReadBy(_source_ref),
    WithJsonSchema({"type": "string", "pattern": r"^[a-z0-9][a-z0-9-]{0,79}\s*(,.*)?$"}),
]
"""A source's id, optionally with a comma and a place in it."""


EXAMPLE_DAY = "year-month-day: 2025-08-18"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*"
_YEAR, _DAY_OF_MONTH = r"(?P<year>[0-9]{4})", r"(?P<day>[0-9]{1,2})"
_OTHER_DATES = (
    rf"{_YEAR}[-/. ](?P<month>[0-9]{{1,2}})[-/. ]{_DAY_OF_MONTH}",
    rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})",
    rf"(?P<first>[0-9]{{1,2}})[-/.] ?(?P<second>[0-9]{{1,2}})[-/.] ?{_YEAR}",
    rf"{_DAY_OF_MONTH}\.? {_MONTH_NAME}\.? {_YEAR}",
    rf"{_MONTH_NAME}\.? {_DAY_OF_MONTH},? {_YEAR}",
)


def with_hyphens(text: str) -> str:
    """The text with a hyphen in place of each dash or minus, which some editors make of it unasked."""
    return re.sub("[\u2010-\u2015\u2212]", "-", text)


def day_meant(text: str) -> str:
    """The day that another way of writing means, as `2025-08-18`; empty where it may mean two, or none.

    Which of `8/9/2025` is the month depends on who wrote it, so that is not guessed; in `18.8.2025` it is plain.
    """
    plain = re.sub("(?<=[0-9])(?:st|nd|rd|th)(?![a-z])", "", with_hyphens(text.strip().lower()))
    found = next((match for form in _OTHER_DATES if (match := re.fullmatch(form, plain))), None)
    if not found:
        return ""
    day, month = _day_and_month(found.groupdict())
    try:
        return date(int(found["year"]), month, day).isoformat()
    except ValueError:
        return ""


def month_meant(text: str) -> str:
    """The month that is called by its English name, as `2025-08`; empty where there is none."""
    found = re.fullmatch(rf"{_MONTH_NAME}\.?,? {_YEAR}", text.strip().lower())
    return f"{found['year']}-{_MONTHS.index(found['name']) + 1:02}" if found else ""


def _day_and_month(parts: dict[str, str]) -> tuple[int, int]:
    """Day and month, 0 and 0 where it cannot be said which is which."""
    if "name" in parts:
        return int(parts["day"]), _MONTHS.index(parts["name"]) + 1
    if "first" not in parts:
        return int(parts["day"]), int(parts["month"])
    first, second = int(parts["first"]), int(parts["second"])
    if first > 12 or first == second:
        return first, second
    return (second, first) if second > 12 else (0, 0)


def read_day(value: object) -> date:
    """A calendar day typed as `2025-08-18`."""
    text = _text(value).strip()
    try:
        if re.match(DAY_PATTERN, text):
            return date.fromisoformat(text)
    except ValueError:
        raise wrong("bad-date", f"there is no day {text}", "check month and day") from None
    mend = day_meant(text)
    raise wrong("bad-date", f"'{shortened(text)}' is not a date", f"write {mend or EXAMPLE_DAY}", mend)


Day = Annotated[date, ReadBy(read_day), WithJsonSchema({"type": "string", "format": "date", "pattern": DAY_PATTERN})]
"""A calendar day, `2025-08-18`."""


def is_tellable(day: date) -> bool:
    """Whether a calendar can tell of a day: in any time zone there is a day before it and one after it."""
    return date.min.year < day.year < date.max.year


def tellable(day: date, code: str = "bad-date") -> date:
    """The day, which must be one that a calendar can tell of; `code` is that of the problem where it is not."""
    if is_tellable(day):
        return day
    raise wrong(code, f"no calendar tells of the year {day.year:04}", "write the year that is meant, or no date")


MOMENT_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-5][0-9])$"


def read_moment(value: object) -> datetime:
    """A moment typed as RFC 3339 with its offset: `2025-08-18T13:15:00-04:00`. A moment without offset is refused."""
    text = _text(value).strip()
    hint = "write date, time and offset: 2025-08-18T13:15:00-04:00, or Z for UTC"
    if not re.match(MOMENT_PATTERN, text):
        mend = with_hyphens(text) if re.match(MOMENT_PATTERN, with_hyphens(text)) else ""
        way_out = f"write {mend}" if mend else hint
        raise wrong("bad-moment", f"'{shortened(text)}' is not a moment with an offset", way_out, mend)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise wrong("bad-moment", f"there is no moment {text}", hint) from None


Moment = Annotated[datetime, ReadBy(read_moment), WithJsonSchema({"type": "string", "pattern": MOMENT_PATTERN})]
"""A moment with its offset from UTC, RFC 3339."""


def read_number(value: object) -> Decimal:
    """A number as typed: digits, at most one decimal point; never a float."""
    text = _text(value).strip()
    if not re.match(NUMBER_PATTERN, text):
        hint = way_to_write_number(text) or "write digits only, the unit goes elsewhere"
        raise wrong("bad-number", f"'{shortened(text)}' is not a number", hint)
    return Decimal(text)


def way_to_write_number(text: str) -> str:
    """A hint for a number with other signs than a decimal point, by what is likely; empty where it is no number.

    Three digits behind a comma are thousands (`1,500`), any other number of them decimals (`15,5`).
    """
    bare = re.sub("^0+(?=[0-9])", "", text)
    if bare != text and re.match(NUMBER_PATTERN, bare):
        return f"write {bare}: a number does not begin with a zero"
    number = _number_meant(text)
    return f"write {number}: thousands have no sign between them, and the decimal sign is a point" if number else ""


def _number_meant(text: str) -> str:
    text = re.sub(r"(?<=[0-9])[ \u00a0\u202f'’](?=[0-9]{3}(?![0-9]))", "", text)
    if re.fullmatch(r"[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?|[0-9]+,[0-9]+", text):
        text = text.replace(".", "").replace(",", ".")
    return text if re.match(NUMBER_PATTERN, text) else ""


Number = Annotated[Decimal, ReadBy(read_number), WithJsonSchema({"type": ["number", "string"], "minimum": 0})]
"""A number that is zero or more, kept as typed: 1.10 stays 1.10."""


def _read_count(value: object) -> int:
    number = read_number(value)
    if number != number.to_integral_value() or "." in str(number):
        raise wrong("bad-number", f"'{value}' is not a whole number", "write digits only")
    return int(number)


Count = Annotated[int, ReadBy(_read_count), WithJsonSchema({"type": ["integer", "string"], "minimum": 0})]
"""A whole number that is zero or more."""


_FLAGS = ("true", "false")
_FLAG_WORDS = dict.fromkeys(("true", "yes", "on"), "true") | dict.fromkeys(("false", "no", "off"), "false")


def _read_flag(value: object) -> bool:
    text = _text(value).strip()
    if text in _FLAGS:
        return text == "true"
    mend = _FLAG_WORDS.get(text.lower(), "")
    raise wrong("bad-flag", f"'{shortened(text)}' is neither true nor false", "write true or false", mend)


Flag = Annotated[bool, ReadBy(_read_flag), WithJsonSchema({"enum": [True, False, "true", "false"]})]
"""`true` or `false`."""


@dataclass(frozen=True)
class Probability:
    """A likelihood in percent: a point where `low` equals `high`, else a range. Decimal, as typed."""

    low: Decimal
    high: Decimal

    @property
    def is_range(self) -> bool:
        """Whether two figures were typed."""
        return self.low != self.high


_WAY_TO_WRITE_PERCENT = "write percent as a number, 35, or as a range, [30, 40]"
_PERCENT = r"(?:%|per ?cent)"


def _read_percent(value: object) -> Decimal:
    if isinstance(value, str) and (percent := re.fullmatch(rf"([0-9., ]+){_PERCENT}", value.strip())):
        bare = percent[1].strip()
        mend = bare if re.match(NUMBER_PATTERN, bare) else ""
        hint = f"write {mend or _number_meant(bare) or bare}"
        raise wrong("bad-number", f"'{value.strip()}' is a number with its unit", hint, mend)
    if isinstance(value, str) and not re.match(NUMBER_PATTERN, value.strip()):
        raise _no_percent(value.strip())
    number = read_number(value)
    if number > 100:
        raise wrong("bad-probability", f"{number} is more than 100 percent", "write a number from 0 to 100")
    return number


def _no_percent(text: str) -> PydanticCustomError:
    """What was typed in place of a number: often a word, or a range with a dash."""
    ends = re.fullmatch(rf"([0-9.]+)\s*{_PERCENT}?\s*(?:-|–|to|\.\.)\s*([0-9.]+)\s*{_PERCENT}?", text)
    is_range = ends and all(re.match(NUMBER_PATTERN, end) for end in ends.groups())
    mend = f"[{ends[1]}, {ends[2]}]" if ends and is_range and Decimal(ends[1]) < Decimal(ends[2]) else ""
    either = way_to_write_number(text) or _WAY_TO_WRITE_PERCENT
    hint = f"write {mend}" if mend else either
    return wrong("bad-number", f"'{shortened(text)}' is not a number", hint, mend)


def _read_probability(value: object) -> Probability:
    if isinstance(value, dict):
        raise wrong("bad-probability", "a number or a range is expected here", _WAY_TO_WRITE_PERCENT)
    if not isinstance(value, list):
        point = _read_percent(value)
        return Probability(point, point)
    if len(value) != 2:
        hint = "write [30, 40], the lower first; decimals stand behind a point: 62.5"
        raise wrong("bad-probability", f"a range has two figures, not {len(value)}", hint)
    low, high = _read_range(value)
    if low >= high:
        raise wrong("bad-probability", f"the range runs from {low} to {high}", "write the lower figure first")
    return Probability(low, high)


def _read_range(figures: list[object]) -> tuple[Decimal, Decimal]:
    """Both figures; signs of percent behind them are told of the range as a whole."""
    bare = [figure.strip().removesuffix("%").strip() if isinstance(figure, str) else "" for figure in figures]
    if bare != [figure.strip() if isinstance(figure, str) else "" for figure in figures]:
        meant = f"[{', '.join(_number_meant(figure) or figure for figure in bare)}]"
        is_certain = all(re.match(NUMBER_PATTERN, figure) for figure in bare)
        raise wrong("bad-number", "the figures carry signs", f"write {meant}", meant if is_certain else "")
    low, high = map(_read_percent, figures)
    return low, high


Likelihood = Annotated[
    Probability,
    ReadBy(_read_probability),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["number", "string"], "minimum": 0, "maximum": 100},
                {"type": "array", "items": {"type": ["number", "string"]}, "minItems": 2, "maxItems": 2},
            ]
        }
    ),
]
"""Percent from 0 to 100: `35`, or a range `[30, 40]`."""


@dataclass(frozen=True)
class Grade:
    """An Admiralty grade: how reliable the source is, and how credible what it says, judged apart."""

    reliability: Reliability
    credibility: Credibility

    def __str__(self) -> str:
        """The grade as typed, `B2`."""
        return f"{self.reliability}{self.credibility}"


def _read_grade(value: object) -> Grade:
    text = _text(value).strip()
    if not re.match(GRADE_PATTERN, text):
        tidy = re.sub(r"[^A-Z0-9]", "", text.upper())
        hint = f"write {tidy}" if re.match(GRADE_PATTERN, tidy) else "a letter A to F and a digit 1 to 6: B2"
        raise wrong("bad-grade", f"'{shortened(text)}' is not an Admiralty grade", hint, hint.partition("write ")[2])
    return Grade(Reliability(text[0]), Credibility(text[1]))  # type: ignore[call-arg]


AdmiraltyGrade = Annotated[Grade, ReadBy(_read_grade), WithJsonSchema({"type": "string", "pattern": GRADE_PATTERN})]
"""Admiralty code: reliability A to F, then credibility 1 to 6, as in B2."""


def _read_url(value: object) -> str:
    text = _text(value).strip()
    if not is_https_address(text):
        meant = _address_meant(text)
        hint = f"write {meant}, if it opens there" if meant else "write it in full: https://example.org/page"
        raise wrong("bad-url", f"'{shortened(text)}' is not an https address", hint)
    return text


def _address_meant(text: str) -> str:
    """The address without what stands around it, and with what its beginning lacks; empty where that makes none."""
    bare = re.sub(r"^[<(\"'\u201c\u201d\u2018\u2019«„]+|[>)\"'\u201c\u201d\u2018\u2019»]+$", "", text)
    meant = "https://" + re.sub(r"^(?:https?:)?/*", "", bare, flags=re.IGNORECASE)
    is_whole = "/" in bare or bare.startswith("www.")  # a file's name has a dot, too
    return meant if is_whole and is_https_address(meant) else ""


Url = Annotated[str, ReadBy(_read_url), WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https://"})]
"""An https address."""


def _matching(pattern: str, code: str, what: str, hint: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = _text(value).strip()
        if not re.match(pattern, text):
            raise wrong(code, f"'{shortened(text)}' is not {what}", hint)
        return text

    return read


def _read_country(value: object) -> str:
    text = _text(value).strip()
    if text.upper() not in territories():
        hint = either_state(text.lower()) or "write the two-letter ISO code: ua, fr, no"
        raise wrong("bad-country", f"'{shortened(text)}' is no country code", hint)
    if text != text.lower():
        raise wrong("bad-country", f"'{text}' is not in lower case", f"write {text.lower()}", text.lower())
    return text


def territories() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes, upper case, as CLDR lists territories. Source: Unicode CLDR through Babel."""
    return _TERRITORIES


# What CLDR lists besides ISO 3166-1: groupings, pseudo-territories and codes that are only reserved.
_NOT_STATES = frozenset(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"])
_TERRITORIES = frozenset(
    code for code in map(str, Locale("en").territories) if re.match(r"^[A-Z]{2}$", code) and code not in _NOT_STATES
)

Country = Annotated[str, ReadBy(_read_country), WithJsonSchema({"type": "string", "pattern": "^[a-z]{2}$"})]
"""A lower-case ISO 3166-1 alpha-2 code."""

Wikidata = Annotated[
    str,
    ReadBy(_matching(r"^Q[1-9][0-9]{0,11}$", "bad-wikidata", "a Wikidata item", "write Q and digits: Q212")),
    WithJsonSchema({"type": "string", "pattern": "^Q[1-9][0-9]{0,11}$"}),
]
"""A Wikidata item, `Q212`."""


# BCP 47's shape, of which Babel would take more than a tag: an encoding, a variant, nearly any text behind an "@".
_LANGUAGE_TAG = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


def _as_written(tag: str) -> str:
    """A tag in the letters of BCP 47, so that two ways to write one are one: en, zh-Hant, pt-BR, ca-valencia."""
    letters = {2: str.upper, 4: str.title}
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(letters.get(len(one), str.lower)(one) for one in rest)])


def _read_language(value: object) -> str:
    text = _text(value).strip()
    if tag := _as_tag(text):
        return tag
    raise wrong("bad-language", f"'{shortened(text)}' is no language tag", *_language_meant(text))


def _as_tag(text: str) -> str:
    """The tag as it is written; empty where the text is none that is known."""
    if not re.fullmatch(_LANGUAGE_TAG, text, re.ASCII):
        return ""
    with suppress(ValueError, UnknownLocaleError, TypeError):
        Locale.parse(text, sep="-")
        return _as_written(text)
    return ""


def _language_meant(text: str) -> tuple[str, str]:
    """A hint, and the tag where it is certain: of a language's English name, or with underscores for hyphens.

    The code of a state (`ua` for `uk`) is a slip as likely, but a state may have several languages.
    """
    meant = _tags_by_name().get(text.casefold(), "") or _as_tag(text.replace("_", "-"))
    if meant:
        return f"write {meant}", meant
    spoken = get_official_languages(text.upper()) if text.upper() in territories() else ()
    if spoken:
        return f"'{text}' is a country; a language of it is {' or '.join(spoken)}", ""
    return "write a BCP 47 tag: en, fr, uk, ar", ""


@cache
def _tags_by_name() -> dict[str, str]:
    return {str(name).casefold(): _as_written(tag.replace("_", "-")) for tag, name in Locale("en").languages.items()}


Language = Annotated[
    str,
    ReadBy(_read_language),
    WithJsonSchema({"type": "string", "pattern": _LANGUAGE_TAG}),
]
"""A language, BCP 47: `en`, `uk`, `zh-Hant`."""

Sha256 = Annotated[
    str,
    ReadBy(_matching(r"^[0-9a-f]{64}$", "bad-digest", "a SHA-256 digest", "write its 64 hexadecimal digits")),
    WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{64}$"}),
]
"""A SHA-256 digest, 64 lower-case hexadecimal digits."""


def _listed(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


OneOrMore = BeforeValidator(_listed)
"""Lets a list of one be written without its dash."""


def _at_most(length: int) -> AfterValidator:
    def check(text: str) -> str:
        if len(text) > length:
            raise wrong("too-long", f"this has {len(text)} characters", f"{length} at most: cut {len(text) - length}")
        return text

    return AfterValidator(check)


BottomLine = Annotated[Text, _at_most(400), WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 400})]
"""One line of text of at most 400 characters."""
