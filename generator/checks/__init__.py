"""Rules that hold across items and files. Each is one file; its docstring is what an author reads about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any

from generator.checks import (
    circles,
    date_order,
    duplicate_id,
    duplicate_slug,
    event_past,
    guarantee_gap,
    leans_on_draft,
    listed_twice,
    mark_in_plain_text,
    one_source_twice,
    outcome_without_day,
    outcomes_contradict,
    own_site,
    phia_gap,
    placeholder,
    player_listed_twice,
    player_redefined,
    players_in_a_row,
    previously_taken,
    probability_fraction,
    probability_sum,
    published_in_future,
    refused_link,
    replaces,
    review_overdue,
    same_day,
    scenario_overdue,
    source_redefined,
    source_without_title,
    term_without_position,
    told_too_soon,
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
from generator.store import KEEPING_NOTHING, Results, digest_of, kept_or_made
from generator.workers import spread
from generator.yardstick import ICD_203, PHIA, Yardstick

Check = Callable[[Library, date], Iterator[Problem]]
"""Finds what breaks one rule, in all briefings at once, on a given day."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check, the codes of what it finds and how much that weighs; `only_with` a yardstick, where it asks for one.

    What is `of_originals` is told of them alone: a translation has the same ids, numbers and terms. What is
    `of_one_file` is found in a briefing whatever the others say, from it, the registry, the site's address and the day;
    what such a rule asks of the registry, or of all briefings together, is a check of its own, `shared`.
    """

    codes: tuple[str, ...]
    severity: Severity
    check: Check
    only_with: Yardstick | None = None
    of_originals: bool = False
    of_one_file: bool = False
    shared: Check | None = None

    @property
    def text(self) -> str:
        """The rule as an author reads it."""
        return self.check.__doc__ or ""


def _error(check: Check, *codes: str, **more: Any) -> Rule:
    return Rule(codes, Severity.ERROR, check, **more)


def _warning(check: Check, *codes: str, **more: Any) -> Rule:
    return Rule(codes, Severity.WARNING, check, **more)


CHECKS: tuple[Rule, ...] = (
    _error(unknown_player.check, "unknown-player"),
    _error(unknown_source.check, "unknown-source", of_one_file=True, shared=unknown_source.check_shared),
    _error(unknown_item.check, "unknown-item"),
    _error(unknown_process.check, "unknown-process"),
    _error(replaces.check, "unknown-briefing", "replaced-twice"),
    _error(same_day.check, "same-day"),
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
    _error(leans_on_draft.check, "published-leans-on-draft", "item-not-shown"),
    _error(duplicate_slug.check, "duplicate-slug"),
    _error(previously_taken.check, "previously-taken"),
    _error(duplicate_id.check, "duplicate-id", of_one_file=True),
    _error(player_listed_twice.check, "player-listed-twice", of_one_file=True),
    _error(player_redefined.check, "player-redefined"),
    _error(source_redefined.check, "source-redefined", of_one_file=True),
    _error(source_without_title.check, "source-without-title", of_one_file=True),
    _error(own_site.check, "own-site", of_one_file=True, shared=own_site.check_shared),
    _error(placeholder.check, "placeholder", of_one_file=True),
    _error(probability_sum.check, "probability-sum", of_one_file=True),
    _error(outcomes_contradict.check, "outcomes-contradict", of_originals=True, of_one_file=True),
    _error(date_order.check, "date-order", of_one_file=True, shared=date_order.check_shared),
    _error(told_too_soon.check, "told-too-soon", of_one_file=True),
    _error(circles.check, "circle", of_one_file=True, shared=circles.check_shared),
    _warning(probability_fraction.check, "probability-fraction", of_originals=True, of_one_file=True),
    _warning(weak_fact.check, "weak-fact", of_originals=True, of_one_file=True),
    _warning(one_source_twice.check, "one-source-twice", of_originals=True, of_one_file=True),
    _warning(listed_twice.check, "listed-twice", of_one_file=True, shared=listed_twice.check_shared),
    _warning(translation_figures.check, "translation-figures"),
    _warning(unused_source.check, "unused-source", of_originals=True, of_one_file=True),
    _warning(vague_likelihood.check, "vague-likelihood", of_one_file=True),
    _warning(guarantee_gap.check, "guarantee-gap", of_originals=True, of_one_file=True),
    _warning(term_without_position.check, "term-without-position", of_originals=True, of_one_file=True),
    _warning(phia_gap.check, "phia-gap", only_with=PHIA, of_originals=True, of_one_file=True),
    _warning(event_past.check, "event-past", of_originals=True),
    _warning(scenario_overdue.check, "scenario-overdue", of_originals=True),
    _warning(outcome_without_day.check, "outcome-without-day", of_originals=True, of_one_file=True),
    _warning(review_overdue.check, "review-overdue"),
    _warning(published_in_future.check, "published-in-future", of_one_file=True),
    _warning(refused_link.check, "prose-link-refused", of_one_file=True),
    _warning(unread_mark.check, "unread-mark", of_one_file=True),
    _warning(mark_in_plain_text.check, "mark-in-plain-text", of_one_file=True),
    _warning(
        players_in_a_row.check,
        "players-in-a-row",
        of_originals=True,
        of_one_file=True,
        shared=players_in_a_row.check_shared,
    ),
    _warning(unprintable_text.check, "unprintable-text", of_one_file=True),
)


def run_checks(
    library: Library, today: date, yardstick: Yardstick = ICD_203, results: Results = KEEPING_NOTHING
) -> tuple[Problem, ...]:
    """Everything in the library that breaks a rule, in reading order.

    What `results` have kept of a briefing is not looked for again: of one whose file is as it was, only what others can
    change.
    """
    rules = [rule for rule in CHECKS if rule.only_with in (None, yardstick)]
    alone = [rule for rule in rules if rule.of_one_file]
    found: list[Iterable[Problem]] = [_found([rule for rule in rules if not rule.of_one_file], library, today)]
    found += [rule.shared(library, today) for rule in alone if rule.shared]
    found += _in_each_file(alone, library, today, _around(library, today, yardstick), results)
    return in_reading_order(chain.from_iterable(found))


def _in_each_file(
    rules: Iterable[Rule], library: Library, today: date, around: str, results: Results
) -> Iterable[tuple[Problem, ...]]:
    """What rules of one file find in each; several workers look."""
    files = library.briefings
    keys = [f"checked {file.path} {file.digest} {around}" for file in files]

    def look(index: int) -> tuple[Problem, ...]:
        # What a close look takes goes with this copy of the file.
        return tuple(_found(rules, replace(library, briefings=(replace(files[index]),)), today))

    return kept_or_made(results, keys, lambda missing: spread(look, missing))


def _found(rules: Iterable[Rule], library: Library, today: date) -> Iterator[Problem]:
    originals = replace(library, briefings=tuple(one for one in library.briefings if not one.briefing.translation_of))
    for rule in rules:
        yield from rule.check(originals if rule.of_originals else library, today)


def _around(library: Library, today: date, yardstick: Yardstick) -> str:
    """The digest of all but a briefing itself that rules of one file ask."""
    registries = (library.players, library.processes, library.sources)
    shared = [(registry.path, registry.digest) for registry in registries]
    return digest_of(shared, library.site_url, yardstick.name, today.isoformat())
