"""Tables that are compared: plain and complete as they stand; with a script they can be narrowed and sorted.

What a row can be found by and where it stands in each order is decided here. The page's script shows and hides rows and
puts them in the order of the ranks; it knows nothing of their meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.links import Target
from generator.model.guarantee import Guarantee
from generator.model.truce import Term
from generator.model.values import PlayerId
from generator.model.vocabulary import Negotiation, Vocabulary
from generator.views.desk import Desk, SnapshotDesk
from generator.views.parts import FileLink, Line, Link, Value
from generator.views.standing import by_name, standing_and_day

Entry = TypeVar("Entry")
Asked_contra = TypeVar("Asked_contra", contravariant=True)

NOT_RECORDED = "not_recorded"
"""The value of what a row has nothing of."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose, and its words."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Facet:
    """What rows can be narrowed by."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """All facets, those that most readers want first, and the orders that rows can be put in."""

    first: tuple[Facet, ...]
    more: tuple[Facet, ...]
    orders: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A line of a cell. Without a value it is a gap, in words; `small` is said in small print."""

    label: str
    value: Value | None
    gap: str = ""
    small: bool = False


def cell(value: Value | None) -> tuple[Part, ...]:
    """A cell of one line; of none where nothing is on record."""
    return () if value is None else (Part("", value),)


def item_head(desk: SnapshotDesk, item: Term | Guarantee, anchor: str) -> Iterator[Part]:
    """An item and the process it belongs to, how that stands and on which day, and whether the item is contested."""
    yield Part("", Link(item.title, Target(desk.snapshot.page, anchor)))
    yield Part("", desk.setting(desk.snapshot), small=True)
    yield Part("", standing_and_day(desk, desk.snapshot), small=True)
    if item.contested:
        yield Part("", desk.badge(Negotiation.CONTESTED), small=True)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row: its head, its cells of several lines each, the values it can be found by, its rank in each order.

    A cell without a line is a gap: nothing is on record. A rank of None is last in every order.
    """

    head: tuple[Part, ...]
    cells: tuple[tuple[Part, ...], ...]
    values: tuple[str, ...] = ()
    ranks: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """A table of such rows; the first of the columns is the rows' heads."""

    anchor: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True, slots=True)
class Criterion(Generic[Asked_contra]):
    """A facet in the making: the options that an entry has; with `gap` one can ask for those that have none."""

    name: str
    label: str
    options: Callable[[Asked_contra], Iterable[Option]]
    gap: str = ""
    order: Callable[[Option], Any] | None = None


@dataclass(frozen=True, slots=True)
class Ordering(Generic[Asked_contra]):
    """An order in the making: the key an entry is sorted by, exact; None stands last."""

    name: str
    label: str
    key: Callable[[Asked_contra], Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What an entry is found by, and its ranks."""

    values: tuple[str, ...]
    ranks: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Compared(Generic[Entry]):
    """Entries with what each is found by; there are no filters where there is but one entry."""

    filters: Filters | None
    rows: tuple[tuple[Entry, Found], ...]


@dataclass(frozen=True, slots=True)
class Comparison(Generic[Entry]):
    """How entries are compared: what they are found by, `first` what most readers want, and their orders."""

    criteria: tuple[Criterion[Entry], ...]
    orderings: tuple[Ordering[Entry], ...]
    first: tuple[str, ...]

    def of(self, entries: Sequence[Entry]) -> Compared[Entry]:
        """The entries compared."""
        facets, found = found_by(entries, self.criteria, self.orderings)
        filters = Filters(
            first=tuple(facet for facet in facets if facet.name in self.first),
            more=tuple(facet for facet in facets if facet.name not in self.first),
            orders=tuple(Option(ordering.name, ordering.label) for ordering in self.orderings),
        )
        return Compared(filters if len(entries) > 1 else None, tuple(zip(entries, found, strict=True)))


def found_by(
    entries: Sequence[Entry], criteria: Sequence[Criterion[Entry]], orderings: Sequence[Ordering[Entry]]
) -> tuple[tuple[Facet, ...], tuple[Found, ...]]:
    """The facets that tell entries apart, and for each entry what it is found by."""
    options = {one.name: [_options(one, entry) for entry in entries] for one in criteria}
    facets = tuple(facet for one in criteria if len((facet := _facet(one, options[one.name])).options) > 1)
    named = {facet.name for facet in facets}
    ranks = list(zip(*(_ranks(entries, ordering) for ordering in orderings), strict=True))
    return facets, tuple(
        Found(
            tuple(
                f"{name}:{option.value}" for name, each in options.items() if name in named for option in each[place]
            ),
            ranks[place],
        )
        for place in range(len(entries))
    )


def _options(criterion: Criterion[Entry], entry: Entry) -> tuple[Option, ...]:
    found = tuple(criterion.options(entry))
    return found or ((Option(NOT_RECORDED, criterion.gap),) if criterion.gap else ())


def _facet(criterion: Criterion[Entry], options: Iterable[Iterable[Option]]) -> Facet:
    """The facet with each option once, in the criterion's order or by its words; the gap stands last."""
    each = {option.value: option for found in options for option in found}
    order = criterion.order or (lambda option: by_name(option.label))
    gap = each.pop(NOT_RECORDED, None)
    return Facet(criterion.name, criterion.label, (*sorted(each.values(), key=order), *([gap] if gap else [])))


def _ranks(entries: Sequence[Entry], ordering: Ordering[Entry]) -> list[int | None]:
    keys = [ordering.key(entry) for entry in entries]
    place = {key: rank for rank, key in enumerate(sorted({key for key in keys if key is not None}))}
    return [None if key is None else place[key] for key in keys]


def in_vocabulary(vocabulary: type[Vocabulary]) -> Callable[[Option], int]:
    """The order of a vocabulary's options: that of the vocabulary."""
    place: Mapping[str, int] = {str(term): index for index, term in enumerate(vocabulary)}
    return lambda option: place[option.value]


def place_in(term: Vocabulary | None) -> int | None:
    """The place of a term in its vocabulary, to sort by; None stays None."""
    return None if term is None else list(type(term)).index(term)


@dataclass(frozen=True, slots=True)
class Criteria:
    """Makes the criteria that tables share, in the words of a desk."""

    desk: Desk

    @property
    def gap(self) -> str:
        """How to ask for what has nothing on record."""
        return self.desk.text("Not recorded")

    def process(self, here: Callable[[Entry], SnapshotDesk]) -> Criterion[Entry]:
        """By the process an entry belongs to; `here` is the desk of its briefing."""
        return Criterion(
            "process", self.desk.text("Process"), lambda one: (of_link(here(one).setting(here(one).snapshot)),)
        )

    def term(
        self, name: str, label: str, vocabulary: type[Vocabulary], term: Callable[[Entry], Vocabulary | None]
    ) -> Criterion[Entry]:
        """By a term, the options in the order of its vocabulary."""
        order = in_vocabulary(vocabulary)
        return Criterion(name, label, lambda one: of_term(self.desk, term(one)), self.gap, order)

    def players(self, name: str, label: str, players: Callable[[Entry], Iterable[PlayerId | str]]) -> Criterion[Entry]:
        """By each of some players."""
        return Criterion(name, label, lambda one: map(of_link, map(self.desk.player, players(one))), self.gap)

    def flag(self, name: str, label: str, flag: Callable[[Entry], bool]) -> Criterion[Entry]:
        """By yes or no."""
        yes, no = Option("yes", self.desk.text("yes")), Option("no", self.desk.text("no"))
        return Criterion(name, label, lambda one: (yes if flag(one) else no,))


def of_term(desk: Desk, term: Vocabulary | None) -> Iterable[Option]:
    """The option of a term; none of None."""
    return () if term is None else (Option(str(term), desk.words.term(term)),)


def of_link(link: Link) -> Option:
    """The option of what has a page of its own."""
    return Option(value_of(link.target.page.removesuffix(".md").rpartition("/")[2]), link.text)


def value_of(text: str) -> str:
    """Words as a value: one word, the same at every build."""
    return "_".join(text.casefold().split())


def whole_as_data(desk: Desk, file: str) -> Line:
    """Where all rows of a table stand as data; `file` is the file's place below the site's root."""
    return desk.line("All rows as data: {file}.", file=FileLink("CSV", file))
