"""Where things stand: of each process the newest briefing that speaks of a matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue, Process, Snapshot
from generator.links import Target
from generator.model.briefing import Briefing
from generator.model.event import Event
from generator.model.player import Participant
from generator.model.values import PlayerId
from generator.model.vocabulary import ProvenanceAiUse
from generator.views.desk import Desk
from generator.views.parts import DOT, Badge, Line, Link, Value, in_a_row


@dataclass(frozen=True, slots=True)
class Part:
    """A player's part in a process, and the briefing that says so."""

    snapshot: Snapshot
    participant: Participant


@dataclass(frozen=True, slots=True)
class Standing:
    """A process, or a briefing that belongs to none; `snapshots` are newest first, at least one."""

    process: Process | None
    snapshots: tuple[Snapshot, ...]

    @property
    def latest(self) -> Snapshot:
        """The newest briefing."""
        return self.snapshots[0]

    @property
    def link(self) -> Link:
        """The process, or the briefing that stands alone."""
        if self.process:
            return Link(self.process.fields.title, Target(self.process.page))
        return Link(self.latest.briefing.title, Target(self.latest.page))

    @property
    def truce(self) -> Snapshot | None:
        """The newest briefing that speaks of a truce."""
        return self._newest(lambda briefing: briefing.truce)

    @property
    def guarantees(self) -> Snapshot | None:
        """The newest briefing that lists guarantees."""
        return self._newest(lambda briefing: briefing.guarantees)

    @property
    def outlook(self) -> Snapshot | None:
        """The newest briefing with an outlook."""
        return self._newest(lambda briefing: briefing.outlook)

    @property
    def instruments(self) -> Snapshot | None:
        """The newest briefing that lists texts."""
        return self._newest(lambda briefing: briefing.instruments)

    def _newest(self, says: Callable[[Briefing], object]) -> Snapshot | None:
        return next((snapshot for snapshot in self.snapshots if says(snapshot.briefing)), None)

    def parts(self) -> dict[PlayerId, Part]:
        """Each player's part, from the newest briefing that gives it a role, else the newest that lists it."""
        found: dict[PlayerId, Part] = {}
        for snapshot in self.snapshots:
            for participant in snapshot.briefing.players:
                known = found.get(participant.id)
                if known is None or (participant.roles and not known.participant.roles):
                    found[participant.id] = Part(snapshot, participant)
        return found

    def events(self) -> Iterator[tuple[Snapshot, Event]]:
        """Each event of its briefings once, as the newest that lists it tells it."""
        seen: set[str] = set()
        for snapshot in self.snapshots:
            for event in snapshot.briefing.timeline:
                if event.id not in seen:
                    seen.add(event.id)
                    yield snapshot, event


def standing_of(process: Process) -> Standing:
    """Where a process stands."""
    return Standing(process, tuple(reversed(process.snapshots)))


def standings(catalogue: Catalogue) -> tuple[Standing, ...]:
    """Where everything stands, that with the newest briefing first."""
    return tuple(_standing(catalogue, snapshot) for snapshot in catalogue.current)


def _standing(catalogue: Catalogue, snapshot: Snapshot) -> Standing:
    process = catalogue.process_of(snapshot)
    return standing_of(process) if process else Standing(None, (snapshot,))


def day_link(desk: Desk, snapshot: Snapshot, anchor: str = "") -> Link:
    """The day of a briefing, kept on one line, leading to a place on its page."""
    return Link(desk.words.day(snapshot.as_of).replace(" ", "\N{NO-BREAK SPACE}"), Target(snapshot.page, anchor))


def standing_and_day(desk: Desk, snapshot: Snapshot) -> Line:
    """How the process of a briefing stands, and the day for which this one speaks: beside what is compared."""
    process = desk.catalogue.process_of(snapshot)
    about: list[Value] = [desk.badge(process.fields.status)] if process and process.fields.status else []
    return in_a_row((*about, desk.line("As of {day}", day=day_link(desk, snapshot))), DOT)


def overdue(desk: Desk, snapshot: Snapshot) -> Line | None:
    """That a briefing was to be reviewed by now; None where it was not."""
    day = snapshot.briefing.review_by
    if day is None or day >= desk.catalogue.today:
        return None
    return desk.line("It was to be reviewed by {day}.", day=desk.day(day))


def staleness(desk: Desk, snapshot: Snapshot) -> tuple[Line, ...]:
    """That what a briefing says may be out of date, for wherever its words stand for a process; nothing for others."""
    late = overdue(desk, snapshot)
    return (Line((desk.text("This may be out of date."), " ", *late.parts)),) if late else ()


def ai_label(desk: Desk, snapshot: Snapshot) -> tuple[Badge, ...]:
    """The plain label of a briefing that a machine wrote, for wherever its words stand; nothing for others."""
    provenance = snapshot.briefing.provenance
    generated = provenance and provenance.ai_use is ProvenanceAiUse.GENERATED
    return (desk.badge(ProvenanceAiUse.GENERATED),) if generated else ()


def by_name(name: str) -> tuple[str, str]:
    """The key that sorts names as a reader looks for them: accents and capitals count only between equals."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold(), name


def state_names(desk: Desk, codes: tuple[str, ...]) -> str:
    """The names of states, with commas."""
    return desk.listed(desk.words.state(code) for code in codes)
