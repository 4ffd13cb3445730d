from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.model.items import KeyPoint
from generator.model.vocabulary import Basis
from generator.model.walk import Place
from generator.problems import Problem
from generator.reading.library import BriefingFile, Library

# Only in small letters: a month is called May, and few sentences begin with "might".
_VAGUE = re.compile(
    r"""\b(?:
        (?:could|may|might) (?!\s+(?:not|only)\b)
      | (?<!if\s)(?<!as\s)(?<!where\s)(?<!when\s)(?<!soon\sas\s) possible (?!\s+to\b)
      | [Pp]ossibly | [Pp]erhaps | [Ll]ikely | [Uu]nlikely | [Pp]robabl[ey] | [Cc]onceivabl[ey] | [Pp]otentially
    )\b""",
    re.VERBOSE,
)
_MIGHT_AS_STRENGTH = re.compile(r"\b(?:military|naval|air|armed|full|its|their|the)\s+$")
# So far from where the word begins, what it is the strength of must stand.
_CLOSE = 40
# What others say, and what is no sentence: quotations, citations, players, addresses. One that is longer is none: the
# end of each would otherwise be looked for through all of a text that has none.
_NOT_THE_AUTHORS_WORDS = re.compile(
    r"""
        "[^"]{0,999}+" | “[^”]{0,999}+” | „[^“”]{0,999}+[“”] | «[^»]{0,999}+» | ‘[^’]{0,999}+’(?!\w)
      | (?<!\w)'[^'\n]{0,99}(?:'\w[^'\n]{0,99}){0,9}'(?!\w)
      | \[@[^\]]{0,999}+\] | \[\[[^\]]{0,999}+\]\] | \]\([^)\s]{0,999}+\)
    """,
    re.VERBOSE,
)


def check(library: Library, _today: date) -> Iterator[Problem]:
    """How likely a thing is, a briefing says in a number: in the scenarios of an outlook, not in words such as "could".

    Asked of `what_next`, of the outlook's text and of key points that are the authors' own judgement, in English, where
    the briefing gives no scenario a probability. What stands in quotation marks is somebody else's word.

    Bad:
        what_next: The ceasefire could break down.
    Good:
        what_next: The ceasefire runs out on Friday. The envoy said that it "could break down".
    """
    for file in library.briefings:
        if not file.briefing.language.startswith("en") or _has_probability(file):
            continue
        for place, text in file.inside.prose:
            found = _first_vague(text.text) if _is_forecast(file, place) else None
            if found:
                message = f"'{found[0]}' leaves open how likely this is"
                hint = "add a scenario with a probability to 'outlook', or say who holds it and put it in quotes"
                within = (found.start(), len(found[0]))
                yield file.warning(place, "vague-likelihood", message, hint, within=within)


def _has_probability(file: BriefingFile) -> bool:
    outlook = file.briefing.outlook
    return outlook is not None and any(scenario.probability for scenario in outlook.scenarios)


def _is_forecast(file: BriefingFile, place: Place) -> bool:
    """Whether a text is one where the authors look ahead in their own name."""
    if place in (("what_next",), ("outlook", "text")):
        return True
    return place[0] == "key_points" and _is_judgement(file.briefing.key_points[int(place[1])])


def _is_judgement(point: KeyPoint) -> bool:
    return point.basis is Basis.JUDGEMENT or (point.basis is None and not point.said_by)


def _first_vague(text: str) -> re.Match[str] | None:
    """The first vague word in the authors' own words."""
    own = _NOT_THE_AUTHORS_WORDS.sub(lambda match: "\0" * len(match[0]), text)
    for found in _VAGUE.finditer(own):
        before = own[max(0, found.start() - _CLOSE) : found.start()]
        if found[0] != "might" or not _MIGHT_AS_STRENGTH.search(before):
            return found
    return None
