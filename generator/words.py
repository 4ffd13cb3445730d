"""Every label a reader sees, from one gettext catalogue a language; dates and names of states from Unicode CLDR.

The catalogue is `generator/locale/<language>.po`. Sentences and headings stand there under their English text, the
terms of a vocabulary under their value with the vocabulary as context, the theme's labels under the context `theme`,
what is said of a fraction of an hour or a year under the context `fraction`.
A label that is missing there is our mistake and raises KeyError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.core import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from generator.model.values import ItemRef
from generator.model.vocabulary import Vocabulary
from generator.model.when import CalendarDate, Condition, Dated, Relative, When

CATALOGUES = Path(__file__).parent / "locale"
THEME = "theme"
FRACTION = "fraction"

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The labels of one language; `locale` gives its dates and the names of states, `translations` its plurals."""

    locale: Locale
    translations: GNUTranslations
    labels: Mapping[Key, str]
    """Every label there is; of one that counts, the form for one."""

    @property
    def language(self) -> str:
        """The language's tag: `en`, `ar`."""
        return self.locale.language

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self.locale.text_direction)

    def text(self, message: str, /, **values: object) -> str:
        """The label for an English message, with each `{name}` in it replaced by its value."""
        found = self._label(None, message)
        return found.format(**values) if values else found

    def count(self, one: str, many: str, number: int, /) -> str:
        """The label for a number of things, `{n}` in it the number; `one` and `many` are the English forms."""
        self._label(None, one)
        return self.translations.ngettext(one, many, number).format(n=number)

    def measure(self, one: str, many: str, number: Decimal, /) -> str:
        """The label for a length of time or the like, which may be a fraction; `{n}` in it the number as typed.

        Plurals of gettext are those of whole numbers. A fraction has labels of its own, told apart by its whole part:
        French says `1.5 heure` and `2.5 heures`, Ukrainian a form that no whole number takes. Source: CLDR.
        """
        whole = int(number)
        if number == whole:
            self._label(None, one)
            form = self.translations.ngettext(one, many, whole)
        else:
            self._label(FRACTION, one)
            form = self.translations.npgettext(FRACTION, one, many, whole)
        return form.format(n=f"{number:f}")

    def term(self, term: Vocabulary, /) -> str:
        """The label of a vocabulary's term."""
        return self._label(term.context(), str(term))

    def theme(self) -> dict[str, str]:
        """The theme's own labels, by key."""
        return {key: self._label(THEME, key) for key in sorted(key for context, key in self.labels if context == THEME)}

    def _label(self, context: str | None, message: str) -> str:
        found = self.labels.get((context, message))
        if found is None:
            raise KeyError(f"no label for {message!r} in the catalogue of '{self.locale.language}'")
        return found

    def day(self, day: date) -> str:
        """A day in full: `17 August 2025`."""
        return _day(self, day)

    def short_day(self, day: date) -> str:
        """A day in short, for where many stand in a row: `17 Aug 2025`."""
        return _short_day(self, day)

    def short_days(self, first: date, last: date) -> str:
        """Some days in short: `29–30 Nov 2016`."""
        return str(format_interval(first, last, "yMMMd", locale=self.locale))

    def decimal(self, number: Decimal, places: int = 2) -> str:
        """A number with so many decimal places, halves rounded up: `0.67`."""
        rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        return str(format_decimal(rounded, "0." + "0" * places if places else "0", self.locale))

    def month(self, year: int, month: int) -> str:
        """A month: `August 2025`."""
        return format_skeleton("yMMMM", date(year, month, 1), locale=self.locale)

    def short_month(self, year: int, month: int) -> str:
        """A month in short: `Aug 2025`."""
        return format_skeleton("yMMM", date(year, month, 1), locale=self.locale)

    def state(self, code: str) -> str:
        """The name of a state or territory by its ISO code."""
        return _states(self)[code.upper()]

    def language_name(self, tag: str) -> str:
        """The name of a language by its tag: `Ukrainian`; the tag where it has no name."""
        return str(Locale.parse(tag, sep="-").get_display_name(self.locale) or tag)

    def when(self, when: When, title_of: Callable[[ItemRef], str]) -> str:
        """A time in words; `title_of` names the item that a relative time counts from."""
        if isinstance(when, Dated):
            return self.dated(when)
        if isinstance(when, Condition):
            return self.text("once: {event}", event=when.once)
        return self._relative(when, title_of(when.anchor))

    def dated(self, when: Dated) -> str:
        """A stretch of the calendar in words: `about 2025`, `17 August 2025, 13:15 (UTC−04:00)`."""
        if when.moment:
            return f"{self.day(when.moment.date())}, {_clock(when.moment)}"
        if not when.is_interval:
            return self._calendar(when.start)
        return self.text("{start} to {end}", start=self._calendar(when.start), end=self._calendar(when.end))

    def _calendar(self, when: CalendarDate) -> str:
        shown = self._calendar_alone(when)
        if when.approximate and when.uncertain:
            return self.text("about {date}, uncertain", date=shown)
        if when.approximate:
            return self.text("about {date}", date=shown)
        return self.text("{date}, uncertain", date=shown) if when.uncertain else shown

    def _calendar_alone(self, when: CalendarDate) -> str:
        if when.month is None:
            return str(when.year)
        return self.day(when.earliest) if when.day else self.month(when.year, when.month)

    def _relative(self, when: Relative, anchor: str) -> str:
        if when.with_:
            return self.text("together with “{item}”", item=anchor)
        shown = self.text("after “{item}”", item=anchor) if when.after else self.text("before “{item}”", item=anchor)
        amount = self._amount(when)
        return f"{amount} {shown}" if amount else shown

    def _amount(self, when: Relative) -> str:
        if when.hours is not None:
            return self.count("{n} hour", "{n} hours", when.hours)
        if when.days is not None:
            return self.count("{n} day", "{n} days", when.days)
        return self.count("{n} month", "{n} months", when.months) if when.months is not None else ""


# Many pages speak of the same few days and states, and a locale works out each name anew.


@lru_cache(maxsize=1 << 12)
def _day(words: Words, day: date) -> str:
    return format_date(day, "long", words.locale)


@lru_cache(maxsize=1 << 12)
def _short_day(words: Words, day: date) -> str:
    return format_skeleton("yMMMd", day, locale=words.locale)


@cache
def _states(words: Words) -> Mapping[str, str]:
    return {str(code): str(name) for code, name in words.locale.territories.items()}


def _clock(moment: datetime) -> str:
    """The time of day with its offset: `13:15 (UTC−04:00)`."""
    offset = moment.strftime("%z")
    sign = "−" if offset.startswith("-") else "+"
    clock = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    return f"{clock} (UTC)" if offset == "+0000" else f"{clock} (UTC{sign}{offset[1:3]}:{offset[3:]})"


ENGLISH = "en"
_TERRITORIES = {ENGLISH: "GB"}  # British dates: 17 August 2025


@lru_cache
def languages() -> tuple[str, ...]:
    """The languages that have a catalogue of labels, English first."""
    found = {file.stem for file in CATALOGUES.glob("*.po")}
    return (ENGLISH, *sorted(found - {ENGLISH}))


@lru_cache
def read_words(language: str = ENGLISH) -> Words:
    """The labels of a language, read from its catalogue; English for a language that has none."""
    language = language.partition("-")[0]
    if language not in languages():
        return read_words()
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    binary = BytesIO()
    write_mo(binary, catalogue)
    binary.seek(0)
    translations = GNUTranslations(binary)
    keys = ((message.context, _first(message.id)) for message in catalogue if message.id)
    labels = {(context, message): _translated(translations, context, message) for context, message in keys}
    return Words(Locale(language, _TERRITORIES.get(language)), translations, labels)


def _first(message: str | Sequence[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _translated(translations: GNUTranslations, context: str | None, message: str) -> str:
    return translations.gettext(message) if context is None else translations.pgettext(context, message)
