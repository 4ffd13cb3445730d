"""What differs between two snapshots: case by case, and in general."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sections import altered, sections

from generator.change import FIELDS, PARTS, Change, How, Kind, compare, subjects_of
from generator.model.base import Section
from generator.model.briefing import Briefing
from generator.model.truce import Binding
from generator.model.vocabulary import Weight
from generator.model.when import Dated
from generator.outputs.plain_data import as_data
from generator.reading.document import parse_document

CASES = Path(__file__).resolve().parent / "cases" / "changes"

BASE = {
    "title": "Talks resume",
    "as_of": "2025-08-17",
    "status": "published",
    "bottom_line": "The sides meet again.",
    "players": ["us", "ua", "ru"],
    "what_happened": "Both sides met.",
    "sources": [{"id": "s1", "title": "Text of the agreement"}],
}
"""A small briefing; a case lays its sections over it."""


def read(sections: dict[str, Any]) -> Briefing:
    return Briefing.model_validate({**BASE, **sections})


def told(change: Change) -> str:
    """A change in one line: its weight and kind, what it is about, what it was and what it is now."""
    subject = " ".join(filter(None, (change.subject.part, change.subject.id, ".".join(change.field))))
    return f"{change.weight} {change.kind} {subject}: {value(change.before)} -> {value(change.after)}"


def value(said: object) -> str:
    if said in (None, ()):
        return "nothing"
    data = as_data(said)
    if isinstance(data, dict) and "title" in data:
        return str(data["title"])
    return data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yaml")):
        document, problems = parse_document(file.name, file.read_bytes())
        assert document, problems
        yield pytest.param(document.data, id=file.stem)


@pytest.mark.parametrize("case", tuple(cases()))
def test_a_pair_of_snapshots_shows_just_the_changes_it_says(case: dict[str, Any]) -> None:
    """Each case lays two sets of sections over one small briefing and lists every change between them."""
    changes = compare(read(case.get("older") or {}), read(case.get("newer") or {}))
    assert [told(change) for change in changes.entries] == (case.get("expect") or [])
    weights = [Weight(line.split()[0]) for line in case.get("expect") or []]  # type: ignore[call-arg]
    assert changes.weight is Weight.heaviest(weights)


def test_there_are_cases_enough() -> None:
    """The cases above are found, among them some without any change."""
    found = [case.values[0] for case in cases()]
    assert len(found) >= 25
    assert any(not case.get("expect") for case in found)


def test_every_subject_is_found_by_its_part_and_id() -> None:
    """A change leads back to what it is about, in any version of the briefing."""
    for case in cases():
        newer = read(case.values[0].get("newer") or {})
        found = subjects_of(newer)
        for change in compare(read(case.values[0].get("older") or {}), newer).entries:
            if change.kind is not Kind.REMOVED and (change.subject.id or change.field):
                assert (change.subject.part, change.subject.id) in found


# ---- every field of the model ----


def below(section: type[Section]) -> Iterator[type[Section]]:
    """A section's class and those of all sections below it."""
    yield section
    for field in section.model_fields.values():
        yield from (found for kind in kinds_in(field.annotation) for found in below(kind))


def kinds_in(annotation: Any) -> Iterator[type[Section]]:
    if isinstance(annotation, type) and issubclass(annotation, Section):
        yield annotation
    for inner in get_args(annotation):
        yield from kinds_in(inner)


NOT_COMPARED = {
    "as_of",
    "status",
    "process",
    "slug",
    "previously",
    "language",
    "translation_of",
    "authors",
    "reviewers",
    "embargo_until",
    "review_by",
    "replaces",
    "provenance",
    "updates",
}
"""What tells of the briefing as a publication, not of the process."""


def compared_sections() -> set[type[Section]]:
    """Every section of a briefing but those below a field that is not compared."""
    kept = [field for name, field in Briefing.model_fields.items() if name not in NOT_COMPARED]
    return {Briefing} | {found for field in kept for kind in kinds_in(field.annotation) for found in below(kind)}


def test_every_field_of_the_model_is_compared_or_named_as_not_compared() -> None:
    """A new section or field stops here until somebody says how it is compared."""
    assert set(FIELDS) == compared_sections()
    for section, fields in FIELDS.items():
        assert set(fields) == set(section.model_fields), section.__name__


def test_only_what_is_about_the_publication_is_not_compared() -> None:
    """Nothing about the process is left out."""
    apart = {(section, name) for section, fields in FIELDS.items() for name in fields if fields[name] is How.APART}
    assert apart == {(Briefing, name) for name in NOT_COMPARED}


def test_judgements_are_substantive() -> None:
    """A control of the table: what a reader must hear of is marked as judged, or as a list of its own."""
    table = [(f"{section.__name__}.{name}", how) for section in FIELDS for name, how in FIELDS[section].items()]
    judged = {name for name, how in table if how is How.JUDGED}
    assert judged >= {
        "Position.stance",
        "Scenario.probability",
        "Resolution.outcome",
        "Truce.status",
        "Term.negotiation",
        "Term.implementation",
        "Term.compliance",
        "Guarantee.status",
        "Instrument.status",
        "Event.status",
        "Trigger.decided_by",
    }
    listed = {name for name, how in table if how is How.LISTED}
    assert listed >= {"Guarantee.providers", "Participant.roles", "Term.contested", "Instrument.supersedes"}


# ---- in general ----

BRIEFINGS = sections(Briefing)


def canonical(value: object, how: How = How.JUDGED) -> object:
    """What counts of a value, written independently of the comparison: no order of lists, no fields set apart."""
    if isinstance(value, Dated):
        return value.start, value.end, value.moment
    if isinstance(value, Section):
        return canonical_section(value)
    if isinstance(value, dict):
        return {player: canonical(entry) for player, entry in value.items()}
    if how is How.BY_PLAYER and isinstance(value, tuple):
        return {player: canonical(Binding()) for player in value}
    if isinstance(value, tuple):
        entries = [canonical(entry) for entry in value]
        return (entries if how is How.JUDGED else sorted(entries, key=repr)) or None
    return value


def canonical_section(section: Section) -> object:
    fields = FIELDS[type(section)]
    said = {name: canonical(getattr(section, name), how) for name, how in fields.items() if how is not How.APART}
    inside = {name: getattr(section, name) for name, how in fields.items() if how is How.INSIDE}
    empty = {name for name, inner in inside.items() if type(inner) not in PARTS and says_nothing(said[name])}
    return {name: entry for name, entry in said.items() if name not in empty}


def says_nothing(said: object) -> bool:
    """Whether this is a section without a value."""
    return said is None or (isinstance(said, dict) and not any(entry is not None for entry in said.values()))


def shuffled(section: Any, draw: Any) -> Any:
    """The same section with all its lists in another order, at every depth; the chain of who said it stays."""
    if isinstance(section, Section):
        names = (name for name in FIELDS.get(type(section), {}) if name != "said_by")
        return section.model_copy(update={name: shuffled(getattr(section, name), draw) for name in names})
    if isinstance(section, dict):
        return {player: shuffled(section[player], draw) for player in draw(st.permutations(list(section)))}
    if isinstance(section, tuple):
        return tuple(draw(st.permutations([shuffled(entry, draw) for entry in section])))
    return section


@given(BRIEFINGS)
def test_a_snapshot_does_not_differ_from_itself(briefing: Briefing) -> None:
    """Nothing is made up: no change, of no weight."""
    assert compare(briefing, briefing.model_copy(deep=True)).entries == ()
    assert compare(briefing, briefing).weight is Weight.NONE


@given(BRIEFINGS, st.data())
def test_a_mere_reorder_is_nothing(briefing: Briefing, data: st.DataObject) -> None:
    """The order of a list says nothing, in no section."""
    assert compare(briefing, shuffled(briefing, data.draw)).entries == ()


@given(BRIEFINGS, st.data())
def test_snapshots_differ_just_where_what_they_say_differs(briefing: Briefing, data: st.DataObject) -> None:
    """Nothing is lost: whatever is said otherwise, at any depth, is a change; and nothing else is."""
    other = data.draw(altered(briefing))
    assert bool(compare(briefing, other).entries) == (canonical(briefing) != canonical(other))


@given(BRIEFINGS, BRIEFINGS)
def test_the_way_back_undoes_each_change(one: Briefing, other: Briefing) -> None:
    """What came one way goes the other way, and weighs on the whole the same when it is changed, not added."""
    there, back = compare(one, other).entries, compare(other, one).entries
    assert bool(there) == bool(back)
    came = sorted(repr(change.after) for change in there if change.kind is Kind.ADDED and not change.field)
    went = sorted(repr(change.before) for change in back if change.kind is Kind.REMOVED and not change.field)
    assert came == went
