"""The JSON Schema of a briefing, for editors that complete and check while one writes.

Authors' scalars are text to Parley, but an editor takes `2025` for a number and `no` for a truth value. So the schema
lets both stand wherever the text typed would do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.model.briefing import SUBSTANCE, Briefing
from generator.model.values import NUMBER_PATTERN, OneOrMore
from generator.model.vocabulary import Vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# It names the schema and never changes; it is no address.
SCHEMA_ID = "urn:parley-briefings:schema:briefing"

# How an editor may type what was written, by what it looks like. The words are those of YAML 1.1, which many still use.
_LOOKS: dict[str, tuple[str, ...]] = {
    "integer": ("1", "2025"),
    "number": ("1.5",),
    "boolean": ("no", "true"),
}
_TRUTHS = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}
_COUNT_PATTERN = r"^(0|[1-9][0-9]{0,17})$"
_OF_LISTS = {"minLength": "minItems", "maxLength": "maxItems"}


def briefing_schema() -> dict[str, Any]:
    """The schema of a briefing's file, JSON Schema 2020-12, each field and each term with its meaning."""
    made = Briefing.model_json_schema(mode="validation", schema_generator=_Generator)
    substance = [{"required": [section]} for section in SUBSTANCE]
    for kind in Vocabulary.__subclasses__():
        if kind.__name__ in made["$defs"]:
            made["$defs"][kind.__name__] |= _explained(kind)
    head = {"$schema": DIALECT, "$id": SCHEMA_ID, "title": "Parley briefing"}
    return {**head, **{key: value for key, value in _mended(made).items() if key not in head}, "anyOf": substance}


def briefing_schema_json() -> str:
    """The schema as text, ending with a line end."""
    return json.dumps(briefing_schema(), indent=2, ensure_ascii=False) + "\n"


class _Generator(GenerateJsonSchema):
    """Says of lists of one what pydantic cannot know."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        """Never: `As Of` above `as_of` tells nobody anything."""
        return False

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """A list that may be written without its dash is its one entry, too."""
        made = super().function_before_schema(schema)
        is_listed = schema["function"]["function"] is OneOrMore.func
        return {"anyOf": [made["items"], made]} if is_listed else made


def _explained(kind: type[Vocabulary]) -> dict[str, Any]:
    """What an editor shows of a list of terms: all of them beside a field, and each beside itself as one chooses."""
    return {"description": "\n".join(_meanings(kind)), "markdownEnumDescriptions": [term.meaning for term in kind]}


def _meanings(vocabulary: type[Vocabulary]) -> Iterator[str]:
    yield f"{vocabulary.purpose()}\n"
    for term in vocabulary:
        yield f"- `{term.value}`: {term.meaning}"


def _mended(schema: Any) -> Any:
    """The schema as an editor meets the text: no field is ever null, and scalars come typed."""
    if isinstance(schema, list):
        return [_mended(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    mended = {key: _mended(value) for key, value in schema.items() if not _is_no_default(key, value)}
    return _described(_typed(_list_bounded(_without_null(mended))))


def _described(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with its description once more as Markdown, which is what it is."""
    description = schema.get("description")
    return {**schema, "markdownDescription": description} if isinstance(description, str) else schema


def _is_no_default(key: str, value: Any) -> bool:
    """Whether this only says that a field may be left out."""
    return key == "default" and value in (None, [], {})


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A key without a value is a mistake in a briefing, so null is no choice; a choice of one is none."""
    options = schema.get("anyOf")
    if not isinstance(options, list):
        return schema
    options = [option for option in options if option != {"type": "null"}]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**options[0], **rest} if len(options) == 1 else {**rest, "anyOf": options}


def _list_bounded(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with bounds that pydantic meant for a list and wrote as bounds of a text."""
    bounds = {_OF_LISTS[key]: value for key, value in schema.items() if key in _OF_LISTS}
    options = schema.get("anyOf", [])
    if not bounds or not (schema.get("type") == "array" or any(_is_list(option) for option in options)):
        return schema
    rest = {key: value for key, value in schema.items() if key not in _OF_LISTS}
    if _is_list(schema):
        return {**rest, **bounds}
    return {**rest, "anyOf": [{**option, **bounds} if _is_list(option) else option for option in options]}


def _is_list(schema: Any) -> bool:
    return isinstance(schema, dict) and schema.get("type") == "array"


def _typed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a scalar, which lets what an editor makes of the text stand beside the text."""
    kind = schema.get("type")
    if kind == "string" and "enum" in schema:
        return _with_truths(schema)
    if kind == "string":
        others = [*_looks_like(schema.get("pattern", ""))]
        return {**schema, "type": [kind, *others]} if others else schema
    if kind in (["number", "string"], ["integer", "string"]):
        return {**schema, "pattern": NUMBER_PATTERN if "number" in kind else _COUNT_PATTERN}
    return schema


def _with_truths(schema: dict[str, Any]) -> dict[str, Any]:
    """The terms, and what an editor takes some of them for, each with its meaning."""
    truths = {_TRUTHS[term]: index for index, term in enumerate(schema["enum"]) if term in _TRUTHS}
    if not truths:
        return schema
    meanings = schema.get("markdownEnumDescriptions", [])
    both = {"enum": [*schema["enum"], *truths], "type": ["string", "boolean"]}
    said = [*meanings, *(meanings[index] for index in truths.values())] if meanings else []
    return {**schema, **both, **({"markdownEnumDescriptions": said} if said else {})}


def _looks_like(pattern: str) -> Iterator[str]:
    for kind, samples in _LOOKS.items():
        if any(re.search(pattern, sample) for sample in samples):
            yield kind
