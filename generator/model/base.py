"""What every section of a briefing has in common: frozen, closed to unknown keys, documented field by field."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

Taken = TypeVar("Taken", bound="Section")

_GIVEN: dict[frozenset[str], set[str]] = {}


class Section(BaseModel):
    """A mapping in a briefing."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
        populate_by_name=False,
        defer_build=True,  # a section is read as part of another, which has all of its own
    )

    def __reduce__(self) -> tuple[Any, ...]:
        """How it is kept: by what its fields hold, and which of them were given."""
        return taken_out, (type(self), self.__dict__, frozenset(self.__pydantic_fields_set__))


def taken_out(kind: type[Taken], fields: dict[str, Any], given: frozenset[str]) -> Taken:
    """A section that was kept, in half the time that pydantic's own way takes; nothing in it is checked again.

    Which fields were given, one set tells for all sections that are alike. There are few such sets, and with one for
    each a briefing takes half as much room again.
    """
    section = kind.__new__(kind)
    keep = object.__setattr__  # a section itself lets nothing be changed
    keep(section, "__dict__", fields)
    keep(section, "__pydantic_fields_set__", _GIVEN.setdefault(given, set(given)))
    keep(section, "__pydantic_extra__", None)
    keep(section, "__pydantic_private__", None)
    return section


class Shorthand(Section):
    """A mapping that may be written as one word or text, which then is its `shorthand` field."""

    shorthand: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, data: object) -> object:
        return cls._of_text(data) if isinstance(data, str) else data

    @classmethod
    def _of_text(cls, text: str) -> dict[str, str]:
        return {cls.shorthand: text}

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The mapping, or its one field alone."""
        long_form = handler(core_schema)
        properties = handler.resolve_ref_schema(long_form)["properties"]
        return {"anyOf": [properties[cls.shorthand], long_form]}
