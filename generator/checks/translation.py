from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.checks.shared import is_draft
from generator.problems import Problem, did_you_mean
from generator.reading.library import BriefingFile, Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """`translation_of` names the original: another briefing of the same day and process, in another language.

    An original is no translation itself, and has one translation in each language. A published translation is one of a
    published original.

    Bad:
        language: fr
        translation_of: no-such-briefing
    Good:
        language: fr
        process: ukraine-talks
        translation_of: first-version
    """
    originals: dict[str, BriefingFile] = {file.slug: file for file in library.briefings}
    broken = {file.slug for file in library.broken}
    first: dict[tuple[str, str], BriefingFile] = {}
    for file in library.briefings:
        slug = file.briefing.translation_of
        if slug is None or slug in broken:
            continue
        if slug not in originals:
            yield _problem(file, "unknown-original", f"no briefing '{slug}'", _way_out(slug, originals))
            continue
        yield from _against(file, originals[slug])
        one = first.setdefault((slug, file.briefing.language), file)
        if one is not file:
            message = f"'{slug}' is translated into '{file.briefing.language}' already, in {one.path}"
            yield _problem(file, "translated-twice", message, "keep one of the two")


def _against(file: BriefingFile, original: BriefingFile) -> Iterator[Problem]:
    """What keeps the one briefing from being a translation of the other."""
    here, there = file.briefing, original.briefing
    if there.translation_of:
        hint = f"write 'translation_of: {there.translation_of}'" if there.translation_of != file.slug else ""
        yield _problem(file, "translation-of-translation", f"'{original.slug}' is a translation itself", hint)
    elif here.language == there.language:
        message = f"{original.path} is written in '{there.language}' as well"
        yield _problem(file, "translation-language", message, "write which language this is in, as in 'language: fr'")
    if is_draft(original) and not is_draft(file):
        hint = f"publish {original.path} first, or make this a draft too"
        yield _problem(file, "translation-of-draft", f"'{original.slug}' is a draft", hint)
    for field in ("as_of", "process"):
        ours, theirs = getattr(here, field), getattr(there, field)
        if ours != theirs:
            said = f"'{field}: {theirs}'" if theirs else f"no {field}"
            message = f"{original.path} has {said}, so that this is no translation of it"
            yield file.error((field,), "translation-of-another", message, f"write {said}" if theirs else "")


def _problem(file: BriefingFile, code: str, message: str, hint: str) -> Problem:
    return file.error(("translation_of",), code, message, hint)


def _way_out(slug: str, known: Mapping[str, BriefingFile]) -> str:
    renamed: dict[str, str] = {old: file.slug for file in known.values() for old in file.briefing.previously}
    if slug in renamed:
        return f"it is called '{renamed[slug]}' now"
    return did_you_mean(slug, sorted(known)) or "write the slug of the original: its file's name without .yaml"
