from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.catalogue import cited_sources
from generator.checks.shared import cited_by_statement, statements
from generator.model.source import Source
from generator.model.vocabulary import AiUse, Basis, Credibility, Reliability, SourceKind
from generator.problems import Problem
from generator.reading.library import BriefingFile, Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """What is called a `fact` rests on at least one source that can carry it.

    No such source is a text that a machine wrote (`kind: ai_generated` or `ai: generated`), nor one whose reliability
    (F) or credibility (6) cannot be judged.

    Bad:
        key_points: [{text: Both sides signed, basis: fact, sources: [s1]}]
        sources: [{id: s1, title: Digest, kind: ai_generated, grade: F6}]
    Good:
        key_points: [{text: Both sides signed, basis: reported, sources: [s1]}]
        sources: [{id: s1, title: Digest, kind: ai_generated, grade: F6}]
    """
    for file in library.briefings:
        facts = [place for place, statement in statements(file) if statement.basis is Basis.FACT]
        if facts:
            yield from _weak(file, library, facts)


def _weak(file: BriefingFile, library: Library, facts: list[tuple[str | int, ...]]) -> Iterator[Problem]:
    sources = {str(source.id): source for source in cited_sources(file, library)}
    cited = cited_by_statement(file)
    for place in facts:
        names = cited.get(place, ())
        reasons = [_weakness(sources[name]) for name in names if name in sources]
        if reasons and all(reasons) and len(reasons) == len(names):
            told = ", ".join(f"{name} ({why})" for name, why in zip(names, reasons, strict=True))
            message = f"this fact rests only on what cannot carry it: {told}"
            hint = "write 'basis: reported', or cite a source that can be judged"
            yield file.warning((*place, "basis"), "weak-fact", message, hint)


def _weakness(source: Source) -> str:
    """Why a source cannot carry a fact, or an empty text."""
    if source.kind is SourceKind.AI_GENERATED or source.ai is AiUse.GENERATED:
        return "written by a machine"
    grade = source.grade
    if grade and (grade.reliability is Reliability.F or grade.credibility is Credibility.SIX):
        return f"graded {grade}"
    return ""
