"""Briefings at random, as authors write them: data made from the model's own annotations, and many ways to write it."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from hypothesis import strategies as st

from generator.model.base import Section, Shorthand
from generator.model.briefing import Briefing
from generator.model.values import Grade, Name, PlayerOrText, Probability, Prose, SourceRef
from generator.model.vocabulary import Vocabulary
from generator.model.when import Dated

NAMES = st.sampled_from(("fr", "no", "on", "ru", "ua", "us", "river-line", "s1", "0e1"))
TEXTS = st.one_of(
    st.sampled_from(
        (
            "The line holds.",
            "Minsk: the package",
            "Resolution #2202 stands, they say",
            "- not a list",
            "12:30",
            "yes",
            "null",
            "1.10",
            "\"quoted\" and 'quoted'",
            "déjà vu — اتفاق, 和平",
            "long " * 40 + "end",
            "{braces} [and brackets]",
            "a\\b",
        )
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12),
)
PROSE = st.one_of(
    TEXTS, st.sampled_from(("One [@s1].\n\n- two\n- three\n", "# no heading\nsecond line", "  indented\nnot\n\n"))
)
LEAVES: dict[object, st.SearchStrategy[str | list[str]]] = {
    bool: st.sampled_from(("true", "false")),
    int: st.sampled_from(("0", "14")),
    str: TEXTS,
    Prose: PROSE,
    PlayerOrText: NAMES | TEXTS,
    Decimal: st.sampled_from(("0", "1.10", "35")),
    date: st.sampled_from(("2025-08-17", "2024-02-29")),
    datetime: st.sampled_from(("2025-08-18T13:15:00-04:00", "2025-08-18 13:15Z")),
    Dated: st.sampled_from(("2025-08-17", "2025-08", "2025~", "2025-08-15/2025-08-18", "2025-08-18T13:15:00Z")),
    Probability: st.one_of(st.sampled_from(("0", "35", "62.5")), st.just(["30", "40"])),
    Grade: st.sampled_from(("A1", "F6")),
    SourceRef: st.sampled_from(("s1", "s2, art. 4")),
}
FIXED: dict[str, st.SearchStrategy[str]] = {
    "language": st.sampled_from(("en", "no", "zh-Hant")),
    "country": st.sampled_from(("no", "ua")),
    "url": st.just("https://example.org/a?b=c#d"),
    "archive_url": st.just("https://example.org/a?b=c#d"),
    "wikidata": st.just("Q212"),
    "sha256": st.just("ab" * 32),
    "countries": st.sampled_from(("no", "ua")),
    "min": st.just("1"),
    "max": st.just("2"),
}


def _bare(annotation: Any) -> Any:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation


def _values(annotation: Any, depth: int) -> st.SearchStrategy[Any]:
    """Typed text, lists and mappings of an annotation, as an author writes them."""
    kind = _bare(annotation)
    if kind in LEAVES:
        return LEAVES[kind]
    inner = get_args(kind)
    if get_origin(kind) in (Union, UnionType):
        return st.one_of(*(_values(one, depth) for one in inner if one is not NoneType))
    if get_origin(kind) is tuple:
        return st.lists(_values(inner[0], depth), min_size=1, max_size=2)
    if get_origin(kind) is dict:
        return st.dictionaries(NAMES, _values(inner[1], depth), min_size=1, max_size=2)
    if issubclass(kind, Name):
        return NAMES
    if issubclass(kind, Vocabulary):
        return st.sampled_from([str(term) for term in kind])
    return _sections(kind, depth)


@cache
def _sections(kind: type[Section], depth: int) -> st.SearchStrategy[Any]:
    if kind.__name__ == "Relative":
        return st.just({"after": "talks", "days": "14"})
    if kind.__name__ == "Condition":
        return st.builds(lambda text: {"once": text}, TEXTS)
    fields = {field.alias or name: field for name, field in kind.model_fields.items()}
    required = {key: _field(key, field, depth) for key, field in fields.items() if field.is_required()}
    others = {key: _field(key, field, depth) for key, field in fields.items() if not field.is_required()}
    if depth == 0:
        return st.fixed_dictionaries(required) if required else st.just({next(iter(others)): "x"})
    long = st.fixed_dictionaries(required, optional=others).filter(bool)
    if issubclass(kind, Shorthand) and set(required) <= {kind.shorthand}:
        return st.one_of({**required, **others}[kind.shorthand], long)
    return long


def _field(key: str, field: Any, depth: int) -> st.SearchStrategy[Any]:
    return FIXED[key] if key in FIXED else _values(field.annotation, max(depth - 1, 0))


def briefings() -> st.SearchStrategy[dict[str, Any]]:
    """The data of briefings that can be read; references in them may lead nowhere."""
    base = _sections(Briefing, 3)
    return base.map(lambda data: {**data, "what_happened": data.get("what_happened", "They met.")}).filter(_is_read)


def _is_read(data: dict[str, Any]) -> bool:
    try:
        Briefing.model_validate(data)
    except ValueError:
        return False
    return True


@st.composite
def written(draw: st.DrawFn, changed: st.SearchStrategy[dict[str, str]] = st.just({})) -> str:  # noqa: B008
    """A briefing as YAML, each part of it in one of the ways there are, with comments in between.

    `changed` holds texts that stand in place of the briefing's own, by their top-level keys.
    """
    data = {**draw(briefings()), **draw(changed)}
    keys = draw(st.permutations(list(data)))
    return "".join(_entry(draw, key, data[key], 0) for key in keys)


def _entry(draw: st.DrawFn, key: str, value: Any, indent: int) -> str:
    comment = draw(st.sampled_from(("", "", "", "# a remark\n", "#odd   remark\n", "\n")))
    before = " " * indent + comment if comment.startswith("#") else comment
    return f"{before}{' ' * indent}{key}:{_value(draw, value, indent)}"


def _value(draw: st.DrawFn, value: Any, indent: int) -> str:
    """What stands behind a colon or dash, with its line end."""
    if isinstance(value, str):
        return f" {_scalar(draw, value, indent)}\n"
    if draw(st.integers(0, 3)) == 0:
        return f" {_in_brackets(draw, value)}\n"
    step = draw(st.sampled_from((2, 4)))
    if isinstance(value, dict):
        return "\n" + "".join(_entry(draw, key, below, indent + step) for key, below in value.items())
    dash = " " * (indent + draw(st.sampled_from((0, 2)) if indent == 0 else st.just(2)))
    return "\n" + "".join(f"{dash}-{_value(draw, below, len(dash))}" for below in value)


def _in_brackets(draw: st.DrawFn, value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_in_brackets(draw, below)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_in_brackets(draw, below) for below in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _scalar(draw: st.DrawFn, text: str, indent: int) -> str:
    ways = [json.dumps(text, ensure_ascii=False)]
    if "\n" not in text and "\\" not in text:
        ways.append("'" + text.replace("'", "''") + "'")
    if re.fullmatch(r"[A-Za-z0-9][\w.~ -]*[\w.]|\w", text) and not re.search(r" #|: ", text) and text != "null":
        ways.append(text)
    if "\n" in text and not text.startswith((" ", "\n")):
        lines = text.rstrip("\n").split("\n")
        chomp = "-" if text == text.rstrip("\n") else "" if text == text.rstrip("\n") + "\n" else None
        if chomp is not None:
            pad = " " * (indent + 2)
            ways.append(f"|{chomp}\n" + "\n".join(pad + line if line else "" for line in lines))
    return draw(st.sampled_from(ways))
