"""The desk at which a view is written: the catalogue, the labels, and one snapshot's sources and items at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from generator import links
from generator.catalogue import Catalogue, Player, Snapshot
from generator.deadlines import Anchors, anchors_of
from generator.links import Target
from generator.model.briefing import Briefing
from generator.model.items import Confidence, Sourced
from generator.model.items import Version as TypedVersion
from generator.model.named import named_items
from generator.model.values import ItemRef, PlayerId, PlayerOrText, SourceRef
from generator.model.values import Prose as TypedProse
from generator.model.vocabulary import Vocabulary
from generator.model.when import Dated, When
from generator.reading.prose import Citation, Paragraph, PlayerLink, Prose, Reference, parse_prose, resolve
from generator.views.pairs import Pair, Pairs
from generator.views.parts import Badge, Frame, Line, Link, Marks, Note, Time, Value, Version, in_a_row
from generator.words import Words, read_words
from generator.yardstick import Yardstick

_NAMES = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Desk:
    """What every view needs at hand: the published catalogue, the labels, and what the site chose."""

    catalogue: Catalogue
    words: Words
    yardstick: Yardstick
    site_name: str
    site_url: str = field(default="", kw_only=True)
    """Absolute, ending with a slash, or empty where the site does not know its address."""
    pairs: Pairs = field(default_factory=Pairs, kw_only=True, compare=False)
    """The pairs of snapshots that were compared at this desk, or at one that was made from it."""

    def text(self, message: str, /, **values: object) -> str:
        """A label."""
        return self.words.text(message, **values)

    def line(self, message: str, /, **values: Value) -> Line:
        """A label in which each `{name}` is replaced by a value, which may be a link."""
        parts = _NAMES.split(self.words.text(message))
        return Line(tuple([values[part] if index % 2 else part for index, part in enumerate(parts) if part]))

    def term(self, term: Vocabulary | None) -> str | None:
        """The label of a term; None stays None."""
        return term and self.words.term(term)

    def badge(self, term: Vocabulary) -> Badge:
        """A term as a badge."""
        return Badge(term, self.words.term(term))

    def terms(self, terms: Iterable[Vocabulary]) -> str:
        """The labels of several terms, with commas."""
        return self.listed(self.words.term(term) for term in terms)

    def listed(self, words: Iterable[str]) -> str:
        """Several words with commas, as the language writes them."""
        return self.text(", ").join(words)

    def labelled(self, label: Value, value: Value) -> Line:
        """A label and what stands behind it, with the colon as the language sets it."""
        return Line((label, self.text(": "), value))

    def with_commas(self, values: Iterable[Value]) -> Line:
        """Several values with commas, as the language writes them."""
        return in_a_row(values, self.text(", "))

    def in_series(self, values: Iterable[Value]) -> Line:
        """Values of which some have commas of their own, with semicolons as the language sets them."""
        return in_a_row(values, self.text("; "))

    def player(self, player: PlayerId | str) -> Link:
        """A player's name, leading to its page."""
        found = self.catalogue.players[player]
        return Link(self.name_of(found), Target(found.page))

    def name_of(self, player: Player) -> str:
        """A player's name; a state without one of its own goes by its name in the page's language."""
        return player.name_in(self.words.language) or self.words.state(player.id)

    def players(self, players: Iterable[PlayerId | str]) -> Line:
        """Several players with commas."""
        return self.with_commas(self.player(player) for player in players)

    def player_or_text(self, value: PlayerOrText) -> Value:
        """A player's link, or the words as typed."""
        return self.player(value.player) if value.player else str(value)

    def briefing(self, snapshot: Snapshot) -> Link:
        """A briefing's title, leading to its page."""
        language = snapshot.briefing.language
        other = "" if language == self.words.language else language
        return Link(snapshot.briefing.title, Target(snapshot.page), other)

    def as_of(self, snapshot: Snapshot) -> Time:
        """The day of a briefing."""
        return self.day(snapshot.as_of)

    def day(self, day: date) -> Time:
        """A day in words."""
        return Time(self.words.day(day), day.isoformat())

    def dated(self, when: Dated) -> Time:
        """A stretch of the calendar in words; an interval has no machine form."""
        return Time(self.words.dated(when), _iso(when))

    def home(self) -> Link:
        """The way back to the first page."""
        return Link(self.text("Home"), Target(links.HOME))

    def setting(self, snapshot: Snapshot) -> Link:
        """What a briefing belongs to: its process, or itself where it names none."""
        process = self.catalogue.process_of(snapshot)
        title = process.title_in(self.words.language) if process else ""
        return Link(title, Target(process.page)) if process else self.briefing(snapshot)

    def list_frame(self, path: str, title: str, lead: str, *crumbs: Link, kind: str = "list", **more: Any) -> Frame:
        """The frame of a page that gathers from many briefings; `lead` is its first sentence."""
        return Frame(path, title, lead, kind, crumbs=(self.home(), *crumbs), here=title, **more)

    def in_language(self, language: str) -> Desk:
        """The same desk with the labels of another language."""
        return Desk(
            self.catalogue,
            read_words(language),
            self.yardstick,
            self.site_name,
            site_url=self.site_url,
            pairs=self.pairs,
        )

    def at(self, snapshot: Snapshot) -> SnapshotDesk:
        """The desk with one snapshot's sources and items at hand."""
        return SnapshotDesk(
            self.catalogue,
            self.words,
            self.yardstick,
            self.site_name,
            snapshot,
            site_url=self.site_url,
            pairs=self.pairs,
        )

    def pair(self, before: Snapshot, after: Snapshot) -> Pair:
        """What differs between two snapshots of a process."""
        return self.pairs.of(self.catalogue, before, after)


@dataclass(frozen=True)
class SnapshotDesk(Desk):
    """A desk that knows which sources and items one snapshot means. All targets name the snapshot's own page."""

    snapshot: Snapshot

    @cached_property
    def source_numbers(self) -> Mapping[str, int]:
        """The number of each source in the briefing's list, from 1."""
        return {source.id: number for number, source in enumerate(self.snapshot.sources, start=1)}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The names that the briefing itself gives to players; a translation has them in its language."""
        return {player.id: player.name for player in self.snapshot.briefing.players if player.name}

    def name_of(self, player: Player) -> str:
        """A player's name as the briefing gives it, else the one it has in the briefing's language."""
        language = self.snapshot.briefing.language
        return self._names.get(player.id) or player.name_in(language) or self.words.state(player.id)

    @cached_property
    def items(self) -> Mapping[str, tuple[str, str]]:
        """Title and anchor of each item of the briefing, by id."""
        return item_targets(self.snapshot.briefing)

    @cached_property
    def anchors(self) -> Anchors:
        """What the briefing's times can be counted from: its own items, since it tells of what was known on its day."""
        return anchors_of((self.snapshot.briefing,))

    def cite(self, reference: SourceRef) -> Reference:
        """A citation mark: the source's number, with the place in it."""
        number = self.source_numbers[reference.source]
        label = f"[{number}, {reference.locator}]" if reference.locator else f"[{number}]"
        return Reference(label, Target(self.snapshot.page, f"source-{reference.source}"), "citation")

    def cites(self, references: Iterable[SourceRef]) -> tuple[Reference, ...]:
        """Several citation marks."""
        return tuple(self.cite(reference) for reference in references)

    def prose(self, typed: TypedProse) -> Prose:
        """Prose with its citations and players resolved."""
        return self._resolved(parse_prose(typed))

    def prose_cited(self, typed: TypedProse, references: Iterable[SourceRef]) -> Prose:
        """Prose that ends with the marks of those references that it does not itself cite."""
        prose = parse_prose(typed)
        cited = {(citation.source, citation.locator) for citation in prose.citations()}
        marks = self.cites(one for one in references if (one.source, one.locator) not in cited)
        return _ending_with(self._resolved(prose), marks)

    def _resolved(self, prose: Prose) -> Prose:
        return resolve(prose, cite=self._cited, player=self._named)

    def _cited(self, citation: Citation) -> Reference:
        return self.cite(SourceRef(citation.source, citation.locator))

    def _named(self, link: PlayerLink) -> Reference:
        player = self.catalogue.players[link.player]
        return Reference(link.label or self.name_of(player), Target(player.page), "player")

    def when(self, when: When | None) -> Time | None:
        """A time in words; None stays None."""
        if when is None:
            return None
        return Time(self.words.when(when, self.title_of), _iso(when))

    def title_of(self, item: ItemRef) -> str:
        """The title of an item of the process; its id where readers see none of the briefings that have it."""
        return self.items[item][0] if item in self.items else self._title_elsewhere(item)

    def _title_elsewhere(self, item: ItemRef) -> str:
        """The title that the newest other snapshot of the process gives an item."""
        process = self.catalogue.process_of(self.snapshot)
        language = self.snapshot.briefing.language
        for other in reversed(process.snapshots if process else ()):
            version = self.catalogue.in_language(other, language) or other
            if found := item_targets(version.briefing).get(item):
                return found[0]
        return str(item)

    def item(self, item: ItemRef) -> Value:
        """An item's title, leading to it where it stands on this briefing's page."""
        here = self.items.get(item)
        return Link(here[0], Target(self.snapshot.page, here[1])) if here else self.title_of(item)

    def cited(self, text: Value, sourced: Sourced) -> Line:
        """A value and its citation marks."""
        return Line((text, *self.cites(sourced.sources)))

    def note(self, sourced: Sourced, *, cite: bool = True, confidence: bool = True) -> Note:
        """How a statement is known; `cite` and `confidence` say whether its marks and its confidence belong in it."""
        lines = tuple(self._note_lines(sourced, cite=cite, confidence=confidence))
        return Note(lines, tuple(self.version(version) for version in sourced.contested))

    def _note_lines(self, sourced: Sourced, *, cite: bool, confidence: bool) -> Iterator[Value]:
        if sourced.basis:
            yield self.badge(sourced.basis)
        if sourced.said_by:
            yield self._said_by(sourced.said_by)
        if confidence and sourced.confidence:
            yield self.confidence(sourced.confidence)
        if cite and sourced.sources:
            yield Marks((self.text("Sources:"), " ", *self.cites(sourced.sources)))

    def _said_by(self, chain: tuple[PlayerId, ...]) -> Line:
        speaker = self.player(chain[0])
        if len(chain) > 1:
            return self.line("Said by {speaker}, relayed by {relay}.", speaker=speaker, relay=self.player(chain[1]))
        return self.line("Said by {speaker}.", speaker=speaker)

    def confidence(self, confidence: Confidence) -> Line:
        """A sentence about confidence alone: it never shares one with a likelihood (ICD 203)."""
        label = self.words.term(confidence.level)
        if confidence.because is None:
            return Line((label, "."))
        return self.line("{confidence}: {because}", confidence=label, because=confidence.because)

    def version(self, version: TypedVersion) -> Version:
        """One version of a contested matter, and who holds it."""
        held = self.line("Held by {players}", players=self.players(version.held_by)) if version.held_by else Line(())
        note = Line((*held.parts, *self.cites(version.sources)))
        return Version(version.version, note if note.parts else None)


def item_targets(briefing: Briefing) -> dict[str, tuple[str, str]]:
    """Title and anchor of each item of a briefing that others may name, by id."""
    return {one.id: (one.title, f"{one.kind}-{one.id}") for one in named_items(briefing)}


def _ending_with(prose: Prose, marks: tuple[Reference, ...]) -> Prose:
    """The prose with marks behind its last words; behind a list they stand on a line of their own."""
    if not marks:
        return prose
    *before, last = prose.blocks
    if isinstance(last, Paragraph):
        return Prose((*before, Paragraph((*last.children, *marks))), prose.text)
    return Prose((*prose.blocks, Paragraph(marks)), prose.text)


def _iso(when: When) -> str:
    """The machine form of a time: HTML's `datetime` value, empty where it has none."""
    if not isinstance(when, Dated) or when.is_interval:
        return ""
    return when.moment.isoformat() if when.moment else when.typed.rstrip("~?%")
