"""The labels that the sources use, and the catalogue brought up to them: `python tests/support/labels.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from generator.model.vocabulary import vocabularies
from generator.words import CATALOGUES, THEME

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {"text": None, "line": None, "count": (1, 2)}
HEADER = """\
# Labels readers see. A sentence stands under its own English text; an empty msgstr means: as the msgid.
# The terms of a vocabulary stand under their value, the theme's labels under a key. `make labels` keeps the list whole.
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
    return {**dict(_sentences()), **dict.fromkeys(_theme_labels()), **dict.fromkeys(_terms())}


def _sentences() -> Iterator[tuple[Label, str | None]]:
    for file in sorted((ROOT / "generator").rglob("*.py")):
        with file.open("rb") as source:
            for _, message, _, _ in extract("python", source, keywords=KEYWORDS):
                yield ((None, message), None) if isinstance(message, str) else ((None, message[0]), message[1])
    for template in sorted((ROOT / "site_templates").rglob("*.j2")):
        with template.open("rb") as source:
            for _, _, shown, _ in babel_extract(source, ("_",), [], {}):
                yield (None, str(shown)), None


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


def labels_in_catalogue(language: str) -> dict[Label, object]:
    """Every label of a language's catalogue and its translation."""
    found = _read(language)
    return {(message.context, _first(message.id)): message.string for message in found if message.id}


def _first(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _read(language: str) -> Catalog:
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def bring_up_to_date(language: str) -> None:
    """Write the catalogue with just the labels of the sources, keeping the translations there are."""
    old, new = _read(language), Catalog(locale=language)
    for (context, message), plural in sorted(labels_in_sources().items(), key=_order):
        known = old.get(message, context)
        default = message.replace("_", " ").capitalize() if context and context != THEME else ""
        new.add((message, plural) if plural else message, known.string if known else default, context=context)
    with (CATALOGUES / f"{language}.po").open("wb") as file:
        file.write(HEADER.format(language=language, plurals=old.plural_forms).encode())
        write_po(file, new, width=10_000, no_location=True, omit_header=True)


def _order(entry: tuple[Label, str | None]) -> tuple[str, str]:
    (context, message), _ = entry
    return context or "", message.casefold()


if __name__ == "__main__":
    for catalogue in sorted(CATALOGUES.glob("*.po")):
        bring_up_to_date(catalogue.stem)
