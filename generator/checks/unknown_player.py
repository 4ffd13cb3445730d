from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from generator.checks.shared import defined_players, is_draft, is_state, once_each, unknown
from generator.model.values import either_state, territories
from generator.problems import Problem, did_you_mean
from generator.reading.library import BriefingFile, Library
from generator.reading.references import Mention
from generator.words import read_words


def check(library: Library, _today: date) -> Iterator[Problem]:
    """Every player that is named is known.

    Known are the states, by their lower-case ISO code; the players of the registry; and those that this very briefing
    defines in its `players`, with at least `name` and `kind`. What another briefing defines is known there alone.

    Bad:
        players: [us, uk]
    Good:
        players: [us, gb]

    Bad:
        players: [us, {id: northern-council, roles: [party]}]
    Good:
        players: [us, {id: northern-council, name: Northern Council, kind: body, roles: [party]}]
    """
    directory = _Directory(library)
    for file in library.briefings:
        defined = defined_players(file)
        strange = {name for name in file.names.players if not directory.knows(name, defined)}
        for found in once_each(_listed_first(file.mentions("players", strange))):
            hint = directory.hint(found[0], file, defined)
            yield unknown(file.error, file.line, found, "player", hint)
    yield from _in_registry(library, directory)


def _listed_first(mentions: Iterable[Mention]) -> Iterable[Mention]:
    """The mentions with those of the list of players first: that is where a player is mended."""
    return sorted(mentions, key=lambda mention: mention.place[:1] != ("players",))


def _in_registry(library: Library, directory: _Directory) -> Iterator[Problem]:
    registry = library.players
    for references in registry.references.values():
        strange = (mention for mention in references.players if not directory.knows(mention.name))
        for found in once_each(strange):
            yield unknown(registry.error, registry.line, found, "player", directory.hint(found[0]))


class _Directory:
    """Who is known where."""

    def __init__(self, library: Library) -> None:
        self._registry = library.players
        self._known: dict[str, bool] = {}
        self._names = {_folded(entry.name): name for name, entry in library.players.entries.items()} | _states()
        self._elsewhere: dict[str, list[BriefingFile]] = defaultdict(list)
        for file in library.briefings:
            for name in defined_players(file):
                self._elsewhere[name].append(file)

    def knows(self, name: str, defined: frozenset[str] = frozenset()) -> bool:
        if name not in self._known:
            self._known[name] = is_state(name) or self._registry.may_hold(name)
        return self._known[name] or name in defined

    def hint(self, mention: Mention, file: BriefingFile | None = None, defined: Iterable[str] = ()) -> str:
        """The way out: who is meant, or where to define it."""
        name = mention.name
        if name in self._elsewhere:
            return self._move_hint(name)
        if either := either_state(name):
            return either
        if lacking := _lacking(file, name):
            return f"to define it here, add {lacking}"
        if _folded(name) in self._names:
            return f"did you mean '{self._names[_folded(name)]}'?"
        # A code is near to any short word: of a longer one it is no likely slip.
        codes = sorted(territories()) if len(name) <= 3 else ()
        known = (*self._registry.entries, *defined, *(code.lower() for code in codes))
        return did_you_mean(name, known) or self._define_hint(mention)

    def _move_hint(self, name: str) -> str:
        definer = next((file for file in self._elsewhere[name] if not is_draft(file)), self._elsewhere[name][0])
        draft = "the draft " if is_draft(definer) else ""
        return f"only {draft}{definer.path} defines it, for itself: move it to {self._registry.path}"

    def _define_hint(self, mention: Mention) -> str:
        words = ", or begin with a capital letter if these are plain words" if mention.or_words else ""
        return f"add it to {self._registry.path}, or to 'players' here with name and kind{words}"


def _lacking(file: BriefingFile | None, name: str) -> str:
    """What an entry in place still needs to define its player, where it has begun to."""
    entry = next((player for player in file.briefing.players if player.id == name), None) if file else None
    if entry is None or not entry.model_fields_set - {"id", "roles", "side", "stance", "sources"}:
        return ""
    return " and ".join(key for key in ("name", "kind") if not getattr(entry, key))


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    """Codes of the states by their English names."""
    english = read_words()
    return {_folded(english.state(code)): code.lower() for code in sorted(territories())}
