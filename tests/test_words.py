"""Every label a reader sees stands in the catalogue, and dates are said in words."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from labels import labels_in_catalogue, labels_in_sources, one_number_forms, start, untranslated

from generator.model.values import ItemRef
from generator.model.vocabulary import InstrumentStage, Stance, TermCategory
from generator.model.when import Condition, Relative, read_dated
from generator.words import CATALOGUES, ENGLISH, FRACTION, THEME, languages, read_words

LANGUAGES = sorted(file.stem for file in CATALOGUES.glob("*.po"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_just_the_labels_that_the_sources_show(language: str) -> None:
    """A missing label would stop a build, an unused one would be translated for nobody: `make labels` mends both."""
    assert set(labels_in_catalogue(language)) == set(labels_in_sources())


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {ENGLISH}))
def test_every_label_is_translated(language: str) -> None:
    """An English word on a French page is a label nobody wrote; each form of a plural counts."""
    assert untranslated(language) == []


def test_a_label_without_words_is_found() -> None:
    """The control of the test above: English says most of its sentences under the sentence itself."""
    assert (None, "Bottom line") in untranslated(ENGLISH)


def test_the_languages_have_their_plurals() -> None:
    """Ukrainian has three forms and Arabic six; the catalogue of a new language is started with its own."""
    assert {"fr", "uk", "ar"} <= set(languages())
    assert [start(language).num_plurals for language in ("fr", "uk", "ar", "cs")] == [2, 3, 6, 3]


def test_labels_are_found_in_code_templates_theme_and_vocabularies() -> None:
    """The control of the test above: one known label of each origin is found."""
    found = set(labels_in_sources())
    assert {
        (None, "Bottom line"),
        (None, "Horizon: {when}."),
        ("theme", "search_open"),
        ("stance", "red_line"),
    } <= found


def test_every_placeholder_of_a_label_survives_translation() -> None:
    """A translation that drops `{name}` would drop a word of an author's."""
    english = labels_in_catalogue(ENGLISH)
    for language in LANGUAGES:
        for (context, message), translation in labels_in_catalogue(language).items():
            forms = [translation] if isinstance(translation, str) else list(translation)
            for form, text in enumerate(forms):
                is_counted = len(forms) > 1 and context != FRACTION
                spelled_out = {"{n}"} if is_counted and form in one_number_forms(language) else set()
                typed = str(english[context, message]) if context == THEME else message
                wanted, found = placeholders(typed), placeholders(text)
                assert not text or wanted - spelled_out <= found, text
                assert found <= wanted | ({"{n}"} if len(forms) > 1 else set()), text


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


def test_only_a_form_of_one_number_may_spell_it_out() -> None:
    """Arabic says "two hours" in one word; what stands for many numbers must show which it is."""
    assert one_number_forms("ar") == {0, 1, 2}
    assert one_number_forms("uk") == set()


def test_a_label_that_is_missing_is_our_mistake() -> None:
    """It raises at once, and names the label."""
    with pytest.raises(KeyError, match="no label for 'Not a label'"):
        read_words().text("Not a label")


def test_a_term_has_its_label() -> None:
    """An author types `red_line`, a reader sees words."""
    assert read_words().term(Stance.RED_LINE) == "Red line"
    assert read_words().term(TermCategory.AMNESTY_JUSTICE) == "Amnesty and justice"
    assert read_words().term(InstrumentStage.PRE_NEGOTIATION) == "Pre-negotiation"


def test_a_value_with_braces_is_shown_as_typed() -> None:
    """Only the label's own braces are filled in."""
    assert read_words().text("once: {event}", event="{date}") == "once: {date}"


@pytest.mark.parametrize(
    ("number", "shown"), [("0", "0 days"), ("1", "1 day"), ("1.50", "1.50 days"), ("14", "14 days")]
)
def test_a_number_of_things_is_shown_as_typed(number: str, shown: str) -> None:
    """Also zero, and a fraction with the digits it was typed with."""
    assert read_words().measure("{n} day", "{n} days", Decimal(number)) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2025-08-18", "18 August 2025"),
        ("2025-08", "August 2025"),
        ("2025", "2025"),
        ("2025~", "about 2025"),
        ("2025-08?", "August 2025, uncertain"),
        ("2025-08-18%", "about 18 August 2025, uncertain"),
        ("2025-08-15/2025-08-18", "15 August 2025 to 18 August 2025"),
        ("2025/2026~", "2025 to about 2026"),
        ("2015-02-15T00:00:00+02:00", "15 February 2015, 00:00 (UTC+02:00)"),
        ("2025-08-18T13:15:09-04:00", "18 August 2025, 13:15:09 (UTC−04:00)"),
        ("2025-08-18T13:15:00Z", "18 August 2025, 13:15 (UTC)"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_was_typed(typed: str, shown: str) -> None:
    """No more precise, no less, and a moment keeps its own offset."""
    assert read_words().dated(read_dated(typed)) == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"after": "signing", "days": "14"}, "14 days after “The signing”"),
        ({"before": "signing", "hours": "1"}, "1 hour before “The signing”"),
        ({"after": "signing", "months": "0"}, "0 months after “The signing”"),
        ({"after": "signing"}, "after “The signing”"),
        ({"with": "signing"}, "together with “The signing”"),
    ],
)
def test_a_relative_time_names_the_item_it_counts_from(fields: dict[str, str], shown: str) -> None:
    """Zero months are months too."""
    titles = {ItemRef("signing"): "The signing"}
    assert read_words().when(Relative.model_validate(fields), titles.__getitem__) == shown


def test_a_condition_is_said_in_the_authors_words() -> None:
    """It has no date, so none is made up."""
    assert read_words().when(Condition(once="elections are held"), str) == "once: elections are held"


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("en", {"0.5": "0.5 hours", "1": "1 hour", "1.0": "1.0 hour", "1.5": "1.5 hours", "2": "2 hours"}),
        ("fr", {"0": "0 heure", "1": "1 heure", "2": "2 heures", "1.5": "1.5 heure", "2.5": "2.5 heures"}),
        ("uk", {"1": "1 година", "2": "2 години", "5": "5 годин", "11": "11 годин", "21": "21 година"}),
        ("uk", {"0.5": "0.5 години", "1.5": "1.5 години", "5.5": "5.5 години"}),
        ("ar", {"1": "ساعة واحدة", "2": "ساعتان", "3": "3 ساعات", "11": "11 ساعة", "100": "100 ساعة"}),
        ("ar", {"0.5": "0.5 ساعة", "1.5": "1.5 ساعة", "2.5": "2.5 ساعة", "3.5": "3.5 ساعة"}),
    ],
)
def test_each_language_counts_in_its_own_way(language: str, numbers: dict[str, str]) -> None:
    """Where a form says the number in a word, a fraction takes another: one and a half is not two."""
    for number, shown in numbers.items():
        assert read_words(language).measure("{n} hour", "{n} hours", Decimal(number)) == shown


def test_a_fraction_takes_a_form_of_its_own() -> None:
    """Ukrainian has three ways to say whole days, and none of them fits one and a half."""
    days = [read_words("uk").measure("{n} day", "{n} days", Decimal(number)) for number in ("1", "2", "5", "1.5")]
    assert days == ["1 день", "2 дні", "5 днів", "1.5 дня"]


def test_what_is_only_counted_has_no_label_for_a_fraction() -> None:
    """The mistake would be ours: there is no half a briefing."""
    with pytest.raises(KeyError, match=r"no label for '\{n\} briefing'"):
        read_words().measure("{n} briefing", "{n} briefings", Decimal("1.5"))


@pytest.mark.parametrize(
    ("language", "day", "short_day", "state"),
    [
        ("en", "17 August 2025", "17 Aug 2025", "Ukraine"),
        ("fr", "17 août 2025", "17 août 2025", "Ukraine"),
        ("uk", "17 серпня 2025\u202fр.", "17 серп. 2025\u202fр.", "Україна"),
        ("ar", "17 أغسطس 2025", "17 أغسطس 2025", "أوكرانيا"),
    ],
)
def test_days_and_states_are_named_in_each_language(language: str, day: str, short_day: str, state: str) -> None:
    """The names are CLDR's; a month never stands as a number."""
    words = read_words(language)
    assert words.day(date(2025, 8, 17)) == day
    assert words.short_day(date(2025, 8, 17)) == short_day
    assert words.state("ua") == state
    assert words.dated(read_dated("2025-08-17")) == day


@pytest.mark.parametrize(("language", "name"), [("en", "Ukrainian"), ("fr", "ukrainien"), ("uk", "українська")])
def test_languages_are_named_in_each_language(language: str, name: str) -> None:
    """A reader of sources need not know tags."""
    assert read_words(language).language_name("uk") == name


def test_a_day_has_its_month_in_words() -> None:
    """8/9 would be read two ways."""
    assert read_words().day(date(2025, 9, 8)) == "8 September 2025"
    assert read_words().short_day(date(2025, 9, 8)) == "8 Sept 2025"
    assert read_words().short_days(date(2016, 11, 29), date(2016, 11, 30)) == "29–30 Nov 2016"


@pytest.mark.parametrize(("number", "shown"), [("0.6035", "0.60"), ("0.005", "0.01"), ("1", "1.00")])
def test_a_score_has_two_places(number: str, shown: str) -> None:
    """Halves are rounded up."""
    assert read_words().decimal(Decimal(number)) == shown


def test_a_state_that_is_none_has_no_name() -> None:
    """The mistake is ours then: rules let no such player through."""
    assert read_words().state("no") == "Norway"
    with pytest.raises(KeyError):
        read_words().state("xq")
