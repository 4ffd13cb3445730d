"""Sources, and how far each can be trusted."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from generator.model.base import Section, Shorthand
from generator.model.values import (
    AdmiraltyGrade,
    Day,
    Language,
    OneOrMore,
    SourceId,
    Text,
    Url,
    in_quotes,
    nearest_id,
    shortened,
    wrong,
)
from generator.model.vocabulary import AiUse, SourceKind
from generator.model.when import DateText


class SourceFields(Section):
    """What is known of a source."""

    title: Text | None = None
    """Its title, as printed."""
    publisher: Text | None = None
    """Who published it."""
    authors: Annotated[tuple[Text, ...], OneOrMore] = ()
    """Who wrote it."""
    date: DateText | None = None
    """When it was published."""
    url: Url | None = None
    """Where it can be read."""
    archive_url: Url | None = None
    """Where a copy is kept."""
    accessed: Day | None = None
    """When it was last read there."""
    language: Language | None = None
    """Its language."""
    kind: SourceKind | None = None
    """What sort of source it is."""
    grade: AdmiraltyGrade | None = None
    """Its Admiralty grade: reliability, then credibility."""
    ai: AiUse | None = None
    """What part a machine had in writing it."""
    derived_from: Annotated[tuple[SourceId, ...], OneOrMore] = ()
    """Sources it copies or retells, so that a copy is not counted as confirmation."""
    interest: Text | None = None
    """What stake its author has."""
    note: Text | None = None
    """What a reader should know about it."""


class RegistrySource(SourceFields):
    """A source that many briefings share."""

    title: Text
    """Its title, as printed."""


class Source(Shorthand, SourceFields):
    """A source of one briefing. Written as an id alone, it is the registry's."""

    shorthand: ClassVar[str] = "id"

    id: SourceId
    """Its id in this briefing, or in the registry."""

    @classmethod
    def _of_text(cls, text: str) -> dict[str, str]:
        """An id; a title or an address alone has none, and to make one of it would lose what it says."""
        if re.fullmatch(r"\s*[\w-]*\s*|[a-z0-9-]+(\s*[,;]\s*[a-z0-9-]+)+", text, re.ASCII):
            return super()._of_text(text)
        message = f"'{shortened(text)}' is not the id of a source"
        raise wrong("bad-id", message, f"give it an id and a title: {_long_form(text.strip())}")


def _long_form(text: str) -> str:
    """The mapping that says what a title or an address alone does; a title not known is left open."""
    if not re.match(r"https?://|www\.", text):
        return f"{{id: {nearest_id(text) or 's1'}, title: {in_quotes(text)}}}"
    address = text if text.startswith("http") else f"https://{text}"
    host = re.split("[/?#]", address)[2]
    return f"{{id: {nearest_id(host) or 's1'}, title: …, url: {in_quotes(address)}}}"
