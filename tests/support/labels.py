"""The labels that the sources use, and the catalogues brought up to them: `python tests/support/labels.py`.

With a language's tag (`python tests/support/labels.py fr`) it starts the catalogue of that language, every label empty.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from gettext import c2py
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from generator.model.vocabulary import vocabularies
from generator.words import CATALOGUES, ENGLISH, FRACTION, THEME

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {"text": None, "line": None, "count": (1, 2), "measure": (1, 2)}
HEADER = """\
# Labels readers see. A sentence stands under its own English text{empty}.
# The terms of a vocabulary stand under their value, the theme's labels under a key; a fraction has labels of its own,
# by the plural of its whole part. `make labels` keeps the list whole.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"

"""

Label = tuple[str | None, str]


def labels_in_sources() -> dict[Label, str | None]:
    """Every label that the sources show, by context and message, with its plural where it has one."""
    return {**dict(_sentences()), **dict(_fractions()), **dict.fromkeys(_theme_labels()), **dict.fromkeys(_terms())}


def _sentences() -> Iterator[tuple[Label, str | None]]:
    for message in _messages_of_code(KEYWORDS):
        yield ((None, message), None) if isinstance(message, str) else ((None, message[0]), message[1])
    for template in sorted((ROOT / "site_templates").rglob("*.j2")):
        with template.open("rb") as source:
            for _, _, shown, _ in babel_extract(source, ("_",), [], {}):
                yield (None, str(shown)), None


def _fractions() -> Iterator[tuple[Label, str | None]]:
    for message in _messages_of_code({"measure": (1, 2)}):
        yield (FRACTION, message[0]), message[1]


def _messages_of_code(keywords: Mapping[str, Any]) -> Iterator[str | tuple[str, ...]]:
    """What the methods of these names are asked for: a message, or one for one thing and one for many."""
    for file in sorted((ROOT / "generator").rglob("*.py")):
        with file.open("rb") as source:
            yield from (message for _, message, _, _ in extract("python", source, keywords=keywords))


def _theme_labels() -> Iterator[Label]:
    """Keys the theme asks for by name, and those it puts together from a beginning."""
    known = {key for context, key in labels_in_catalogue("en") if context == THEME}
    for file in sorted((ROOT / "site_templates/theme").rglob("*.html")):
        for key in re.findall(r"""\bword\(["']([a-z_]+)["']""", file.read_text(encoding="utf-8")):
            yield from ((THEME, name) for name in known if name.startswith(key) and key.endswith("_"))
            yield from () if key.endswith("_") else ((THEME, key),)
    for name in re.findall(r"name: (scheme_[a-z]+)", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")):
        yield THEME, name


def _terms() -> Iterator[Label]:
    for vocabulary in vocabularies():
        yield from ((vocabulary.context(), str(term)) for term in vocabulary)


def labels_in_catalogue(language: str) -> dict[Label, str | tuple[str, ...]]:
    """Every label of a language's catalogue and its translation."""
    found = _read(language)
    return {(message.context, _first(message.id)): _said(message) for message in found if message.id}


def _first(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _said(message: Message) -> str | tuple[str, ...]:
    return message.string if isinstance(message.string, str) else tuple(message.string or ())


def untranslated(language: str) -> list[Label]:
    """The labels that have no words, or not all of their plural forms, in a language's catalogue."""
    found = _read(language)
    return [
        (message.context, _first(message.id))
        for message in found
        if message.id and not all([message.string] if isinstance(message.string, str) else _forms(message, found))
    ]


def _forms(message: Message, catalogue: Catalog) -> list[str]:
    """All forms that a language's plural has, an empty text for one that is missing."""
    given = list(message.string or ())
    return given + [""] * (catalogue.num_plurals - len(given))


def one_number_forms(language: str) -> set[int]:
    """The forms of a language's plural that stand for one number alone, which they may say in a word."""
    form_of = c2py(start(language).plural_expr)
    forms = [form_of(number) for number in range(1000)]
    return {form for form in forms if forms.count(form) == 1}


def start(language: str) -> Catalog:
    """A catalogue without labels, with the plural of its language."""
    return Catalog(locale=language)


def _read(language: str) -> Catalog:
    """The catalogue of a language; an empty one where it has none yet."""
    path = CATALOGUES / f"{language}.po"
    if not path.exists():
        return start(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def bring_up_to_date(language: str) -> None:
    """Write the catalogue with just the labels of the sources, keeping the translations there are."""
    old, new = _read(language), start(language)
    for (context, message), plural in sorted(labels_in_sources().items(), key=_order):
        known = old.get(message, context)
        is_term = context not in (None, FRACTION, THEME)
        default = message.replace("_", " ").capitalize() if language == ENGLISH and is_term else ""
        new.add((message, plural) if plural else message, known.string if known else default, context=context)
    with (CATALOGUES / f"{language}.po").open("wb") as file:
        empty = "; an empty msgstr means: as the msgid" if language == ENGLISH else ""
        file.write(HEADER.format(language=language, plurals=new.plural_forms, empty=empty).encode())
        write_po(file, new, width=10_000, no_location=True, omit_header=True)


def _order(entry: tuple[Label, str | None]) -> tuple[str, str]:
    (context, message), _ = entry
    return context or "", message.casefold()


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(file.stem for file in CATALOGUES.glob("*.po")):
        bring_up_to_date(name)
