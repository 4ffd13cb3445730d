"""The questions of the outlooks, each followed through the snapshots of its process.

Outlooks of a process ask one question where they share a scenario's id: an id means the same in every snapshot, while
the wording of a question may change. An outlook without scenarios goes by its wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.catalogue import Catalogue, Process, Snapshot
from generator.model.outlook import Outlook, Resolution, Scenario
from generator.model.values import ItemId, Probability
from generator.model.vocabulary import Outcome
from generator.model.when import Dated


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as one snapshot puts it."""

    snapshot: Snapshot
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class Figure:
    """How likely one snapshot calls a scenario."""

    snapshot: Snapshot
    probability: Probability

    @property
    def as_of(self) -> date:
        """The day from which it stands."""
        return self.snapshot.as_of


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a scenario, and the snapshot that says so."""

    snapshot: Snapshot
    resolution: Resolution
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Question:
    """A question and every snapshot that asks it, oldest first; there is at least one."""

    asked: tuple[Asked, ...]

    @property
    def first(self) -> Snapshot:
        """The snapshot that asks it first."""
        return self.asked[0].snapshot

    @property
    def latest(self) -> Snapshot:
        """The newest snapshot that asks it."""
        return self.asked[-1].snapshot

    @property
    def outlook(self) -> Outlook:
        """The newest outlook that asks it."""
        return self.asked[-1].outlook

    @property
    def is_exclusive(self) -> bool:
        """Whether exactly one of several scenarios comes true."""
        return self.outlook.exclusive and len(self.scenarios) > 1

    @property
    def horizon(self) -> date | None:
        """The last day the question looks to, where the calendar has one."""
        horizon = self.outlook.horizon
        return horizon.latest if isinstance(horizon, Dated) else None

    @property
    def scenarios(self) -> tuple[tuple[Scenario, Snapshot], ...]:
        """Each scenario as the newest snapshot has it, with that snapshot: those still asked about first."""
        found: dict[ItemId, tuple[Scenario, Snapshot]] = {}
        for asked in reversed(self.asked):
            for scenario in asked.outlook.scenarios:
                found.setdefault(scenario.id, (scenario, asked.snapshot))
        return tuple(found.values())

    def history(self, scenario: ItemId) -> tuple[Figure, ...]:
        """Every figure given for a scenario, oldest first."""
        return tuple(
            Figure(asked.snapshot, one.probability)
            for asked in self.asked
            for one in asked.outlook.scenarios
            if one.id == scenario and one.probability
        )

    def decision(self, scenario: ItemId) -> Decision | None:
        """What became of a scenario, as the newest snapshot tells that states an outcome; None while none does."""
        for asked in reversed(self.asked):
            for one in asked.outlook.scenarios:
                if one.id == scenario and one.resolution and one.resolution.outcome:
                    return Decision(asked.snapshot, one.resolution, one.resolution.outcome)
        return None

    def decided_on(self, scenario: ItemId) -> date | None:
        """The day of a scenario's outcome; None while it is open.

        Where no day is stated it is the day the outcome was due, or that on which a snapshot first told an outcome, if
        that was earlier: what is said then is no forecast any more. Of an outcome in the very snapshot that asked first
        nobody knows when it was told. Once one scenario of an exclusive question came true, all are decided.
        """
        decision = self.decision(scenario) or (self._came_true() if self.is_exclusive else None)
        if decision is None:
            return None
        if decision.resolution.on:
            return decision.resolution.on
        due = decision.resolution.by or self.horizon or decision.snapshot.as_of
        told = self._first_told(None if self.is_exclusive else scenario)
        return min(due, told) if told > self.first.as_of else due

    def _first_told(self, scenario: ItemId | None) -> date:
        """The day on which an outcome was first told, of one scenario or of any; an update is told on its own day."""
        asked = next(
            asked
            for asked in self.asked
            for one in asked.outlook.scenarios
            if scenario in (None, one.id) and one.resolution and one.resolution.outcome
        )
        updates = asked.snapshot.briefing.updates
        return max(asked.snapshot.as_of, *(update.date for update in updates)) if updates else asked.snapshot.as_of

    def _came_true(self) -> Decision | None:
        decisions = (self.decision(scenario.id) for scenario, _ in self.scenarios)
        return next((one for one in decisions if one and one.outcome is Outcome.YES), None)


def questions(catalogue: Catalogue) -> tuple[Question, ...]:
    """Every question on record, that asked last first."""
    found = [question for process in catalogue.processes.values() for question in questions_of(process)]
    alone = (one for one in catalogue.snapshots if one.briefing.process is None)
    found += [question for snapshot in alone for question in _followed((snapshot,))]
    return tuple(sorted(found, key=lambda one: (-one.latest.as_of.toordinal(), one.first.slug)))


def questions_of(process: Process) -> tuple[Question, ...]:
    """Every question of a process, in the order in which they were first asked."""
    return tuple(_followed(process.snapshots))


Thread = tuple[set[str], list[Asked]]
"""What a question is known by, and who asks it."""


def _followed(snapshots: Iterable[Snapshot]) -> Iterator[Question]:
    """The questions of snapshots, which are oldest first."""
    found: list[Thread] = []
    for snapshot in snapshots:
        if outlook := snapshot.briefing.outlook:
            found = _with(found, _names(outlook), Asked(snapshot, outlook))
    for _, asked in found:
        yield Question(tuple(sorted(asked, key=lambda one: one.snapshot.as_of)))


def _with(found: list[Thread], names: set[str], asked: Asked) -> list[Thread]:
    """The questions with one more outlook; where it shares names with two of them, they are one from now on."""
    same = [one for one in found if one[0] & names]
    others = [one for one in found if not one[0] & names]
    joined = [earlier for _, members in same for earlier in members]
    return [*others, (names.union(*(known for known, _ in same)), [*joined, asked])]


def _names(outlook: Outlook) -> set[str]:
    """What a question is known by: its scenarios' ids, or its wording, which no id looks like."""
    return {str(scenario.id) for scenario in outlook.scenarios} or {f"? {outlook.question}"}
