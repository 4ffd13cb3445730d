"""An author's mistake is a value: where it is, what it is, and the way out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from enum import Enum


class Severity(Enum):
    """How much a problem weighs: an error stops publication, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake at one place in one file.

    `path` is relative to the site's folder, with forward slashes. `line` and `column` count from 1, `column` and
    `width` in characters. `source_line` is the line as typed, so that a report needs no second look at the file.
    `mend` is what to type in place of the marked characters where there is just one way to mend it, else empty.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    width: int = 1
    source_line: str = ""
    mend: str = ""


def in_reading_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without repeats, by file, then place, then code."""
    return tuple(sorted(dict.fromkeys(problems), key=_order))


def _order(problem: Problem) -> tuple[str | int, ...]:
    place = (problem.path, problem.line, problem.column)
    rest = (problem.hint, problem.severity.value, problem.width, problem.source_line, problem.mend)
    return (*place, problem.code, problem.message, *rest)


def warnings_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in their order, those that stop nothing before those that stop publication."""
    return tuple(sorted(problems, key=lambda problem: problem.severity is Severity.ERROR))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything among the problems stops publication."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the closest known word, or an empty string where none is close.

    Closeness is difflib's ratio of at least 0.6, upper and lower case counted as one. A word that says the opposite is
    never offered, however near it is.
    """
    folded, by_folded = word.casefold(), {candidate.casefold(): candidate for candidate in known}
    close = get_close_matches(folded, by_folded, n=3, cutoff=0.6)
    meant = next((name for name in close if not _is_opposite(folded, name)), None)
    return "" if meant is None else f"did you mean '{by_folded[meant]}'?"


def likely_term(word: str, known: Iterable[str]) -> str:
    """A hint that names the term of a closed list that this was probably meant to be, or an empty string.

    Stricter than among names, for a term that only looks alike says another thing (`agrees` is no `rejects`): it begins
    with the same letter, and its difflib ratio is at least 0.8; or it is how the word begins (`factual`).
    """
    folded = _plain(word)
    return did_you_mean(folded, [name for name in known if _is_alike(folded, _plain(name))])


def _is_alike(word: str, term: str) -> bool:
    return word.startswith(term) or (word[:1] == term[:1] and _ratio(word, term) >= 0.8)


def only_meant(word: str, known: Iterable[str]) -> str:
    """The known word that a slip of the fingers made this of, or an empty string where that is not certain.

    Stricter than a hint: it begins with the same letter (`unobserved` is no misspelt `observed`), its difflib ratio is
    at least 0.85, no other word comes near to that, and it says of the same one that it does it (`is_turned`).
    """
    folded, by_plain = _plain(word), {_plain(name): name for name in known}
    if folded in by_plain:
        return by_plain[folded]
    close = get_close_matches(folded, by_plain, n=2, cutoff=0.75)
    is_near = len(close) == 1 and close[0][0] == folded[0] and _ratio(folded, close[0]) >= 0.85
    means_another = is_near and (_is_opposite(folded, close[0]) or is_turned(folded, close[0]))
    return by_plain[close[0]] if is_near and not means_another else ""


def is_turned(word: str, other: str) -> bool:
    """Whether of two words that are near one tells who does it, the other to whom it is done.

    A part of one then ends with `s` and that of the other with `d`: `replaces` and `replaced_by`.
    """
    pairs = zip(_plain(word).split("_"), _plain(other).split("_"), strict=False)
    return any({one[-1:], two[-1:]} == {"d", "s"} for one, two in pairs)


def _ratio(word: str, other: str) -> float:
    return SequenceMatcher(None, other, word).ratio()


# At the beginning of a part; `without` has it at the end.
_NEGATION = re.compile(r"(?<![^\s_-])(?:not|non|no|never|dis|un(?!til)|in|im)[\s_-]?|(?<=with)out")


def _is_opposite(word: str, other: str) -> bool:
    """Whether one of the two comes nearer to the other without a negation that it has."""
    return _negates(word, other) or _negates(other, word)


def _negates(word: str, other: str) -> bool:
    without = (word[: found.start()] + word[found.end() :] for found in _NEGATION.finditer(word))
    return any(_ratio(bare, other) > max(_ratio(word, other), 0.75) for bare in without)


def _plain(word: str) -> str:
    """The word without what hands vary most in: capitals, and what stands between its parts."""
    return re.sub(r"[\s_-]+", "_", word.strip().casefold())
