"""Rules that hold across items and files. Each is one file; its docstring is what an author reads about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from generator.checks import (
    circles,
    date_order,
    duplicate_id,
    duplicate_slug,
    event_past,
    guarantee_gap,
    leans_on_draft,
    one_source_twice,
    own_site,
    phia_gap,
    placeholder,
    player_listed_twice,
    player_redefined,
    previously_taken,
    probability_sum,
    published_in_future,
    refused_link,
    replaces,
    review_overdue,
    scenario_overdue,
    source_without_title,
    term_without_position,
    translation,
    translation_differs,
    translation_figures,
    unknown_item,
    unknown_player,
    unknown_process,
    unknown_source,
    unprintable_text,
    unread_mark,
    unused_source,
    vague_likelihood,
    weak_fact,
)
from generator.problems import Problem, Severity, in_reading_order
from generator.reading.library import Library
from generator.yardstick import ICD_203, PHIA, Yardstick

Check = Callable[[Library, date], Iterator[Problem]]
"""Finds what breaks one rule, in all briefings at once, on a given day."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check, the codes of what it finds and how much that weighs; `only_with` a yardstick, where it asks for one.

    What is `of_originals` is told of them alone: a translation has the same ids, numbers and terms.
    """

    codes: tuple[str, ...]
    severity: Severity
    check: Check
    only_with: Yardstick | None = None
    of_originals: bool = False

    @property
    def text(self) -> str:
        """The rule as an author reads it."""
        return self.check.__doc__ or ""


def _error(check: Check, *codes: str) -> Rule:
    return Rule(codes, Severity.ERROR, check)


def _warning(check: Check, *codes: str, only_with: Yardstick | None = None, of_originals: bool = False) -> Rule:
    return Rule(codes, Severity.WARNING, check, only_with, of_originals)


CHECKS: tuple[Rule, ...] = (
    _error(unknown_player.check, "unknown-player"),
    _error(unknown_source.check, "unknown-source"),
    _error(unknown_item.check, "unknown-item"),
    _error(unknown_process.check, "unknown-process"),
    _error(replaces.check, "unknown-briefing", "replaced-twice"),
    _error(
        translation.check,
        "unknown-original",
        "translation-of-draft",
        "translation-of-translation",
        "translation-of-another",
        "translation-language",
        "translated-twice",
    ),
    _error(translation_differs.check, "translation-differs"),
    _error(leans_on_draft.check, "published-leans-on-draft"),
    _error(duplicate_slug.check, "duplicate-slug"),
    _error(previously_taken.check, "previously-taken"),
    _error(duplicate_id.check, "duplicate-id"),
    _error(player_listed_twice.check, "player-listed-twice"),
    _error(player_redefined.check, "player-redefined"),
    _error(source_without_title.check, "source-without-title"),
    _error(own_site.check, "own-site"),
    _error(placeholder.check, "placeholder"),
    _error(probability_sum.check, "probability-sum"),
    _error(date_order.check, "date-order"),
    _error(circles.check, "circle"),
    _warning(weak_fact.check, "weak-fact", of_originals=True),
    _warning(one_source_twice.check, "one-source-twice", of_originals=True),
    _warning(translation_figures.check, "translation-figures"),
    _warning(unused_source.check, "unused-source", of_originals=True),
    _warning(vague_likelihood.check, "vague-likelihood"),
    _warning(guarantee_gap.check, "guarantee-gap", of_originals=True),
    _warning(term_without_position.check, "term-without-position", of_originals=True),
    _warning(phia_gap.check, "phia-gap", only_with=PHIA, of_originals=True),
    _warning(event_past.check, "event-past", of_originals=True),
    _warning(scenario_overdue.check, "scenario-overdue", of_originals=True),
    _warning(review_overdue.check, "review-overdue"),
    _warning(published_in_future.check, "published-in-future"),
    _warning(refused_link.check, "prose-link-refused"),
    _warning(unread_mark.check, "unread-mark"),
    _warning(unprintable_text.check, "unprintable-text"),
)


def run_checks(library: Library, today: date, yardstick: Yardstick = ICD_203) -> tuple[Problem, ...]:
    """Everything in the library that breaks a rule, in reading order."""
    rules = (rule for rule in CHECKS if rule.only_with in (None, yardstick))
    originals = replace(library, briefings=tuple(one for one in library.briefings if not one.briefing.translation_of))
    return in_reading_order(
        problem for rule in rules for problem in rule.check(originals if rule.of_originals else library, today)
    )
