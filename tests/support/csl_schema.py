"""What an item of CSL-JSON may say, as a JSON Schema of the fields and types that CSL 1.0.2 lists.

Source: Citation Style Language, Specification 1.0.2, Appendix III "Types" and IV "Variables"; the shape of names and
dates as in its input format (csl-data.json).
"""

from __future__ import annotations

from typing import Any


def _listed(names: str) -> list[str]:
    return names.split()


TYPES = _listed("""
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
""")
TEXTS = _listed("""
    abstract annote archive archive_collection archive_location archive-place authority call-number citation-key
    citation-label collection-title container-title container-title-short dimensions division DOI event-place
    event-title genre ISBN ISSN jurisdiction keyword language license medium note original-publisher
    original-publisher-place original-title part-title PMCID PMID publisher publisher-place references reviewed-genre
    reviewed-title scale source status title title-short URL volume-title year-suffix
""")
NUMBERS = _listed("""
    chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number version
    volume
""")
DATES = ("accessed", "available-date", "event-date", "issued", "original-date", "submitted")
NAMES = _listed("""
    author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator
""")

NAME: dict[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        part: {"type": "string", "minLength": 1}
        for part in ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
    },
}
DATE: dict[str, Any] = {
    "type": "object",
    "required": ["date-parts"],
    "additionalProperties": False,
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        },
    },
}
CSL_JSON: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": ["string", "number"]},
            "type": {"enum": TYPES},
            **{name: {"type": "string"} for name in TEXTS},
            **{name: {"type": ["string", "number"]} for name in NUMBERS},
            **{name: {**DATE} for name in DATES},
            **{name: {"type": "array", "minItems": 1, "items": NAME} for name in NAMES},
        },
    },
}
