"""The words of the briefings and what each means: made from the model, never written twice."""

from __future__ import annotations

from dataclasses import dataclass

from generator import links
from generator.model.vocabulary import Vocabulary, vocabularies
from generator.views.desk import Desk
from generator.views.parts import BEHIND_BRIEFINGS, Frame, SearchRecord
from generator.views.plans import one_page

TEMPLATE = "vocabulary"


@dataclass(frozen=True, slots=True)
class WordView:
    """A term's label, the word authors type, and its meaning."""

    label: str
    typed: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ListView:
    """One vocabulary: its name, what it is for and where it comes from, and its terms."""

    anchor: str
    title: str
    purpose: str
    words: tuple[WordView, ...]


@dataclass(frozen=True, slots=True)
class VocabularyView:
    """Every vocabulary."""

    frame: Frame
    lists: tuple[ListView, ...]


def _name(desk: Desk) -> str:
    return desk.text("Vocabulary")


@one_page(links.VOCABULARY, _name)
def views(desk: Desk) -> VocabularyView:
    """The one page of words."""
    lead = desk.text("The words these briefings use for roles, stances, terms and grades, and where they come from.")
    search = SearchRecord(desk.text("About"), lead, weight=BEHIND_BRIEFINGS)
    about = desk.list_frame(links.VOCABULARY, _name(desk), lead, kind="prose", search=search)
    return VocabularyView(about, tuple(_list(desk, vocabulary) for vocabulary in vocabularies()))


def _list(desk: Desk, vocabulary: type[Vocabulary]) -> ListView:
    words = tuple(WordView(desk.words.term(term), str(term), term.meaning) for term in vocabulary)
    title = vocabulary.context().replace("-", " ")
    return ListView(f"words-{vocabulary.context()}", title[:1].upper() + title[1:], vocabulary.purpose(), words)
