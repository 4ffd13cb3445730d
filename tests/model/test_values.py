"""Single values: what authors type, and what is kept of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.model import values

ACCEPTED: list[tuple[Any, Any, Any]] = [
    (values.Text, "  two\n words ", "two words"),
    (values.Prose, "two\n\nparagraphs ", "two\n\nparagraphs "),
    (values.ItemId, " river-line ", "river-line"),
    (values.PlayerOrText, "Each  party", "Each party"),
    (values.Number, "1.10", Decimal("1.10")),
    (values.Number, "0", Decimal(0)),
    (values.Count, "14", 14),
    (values.Flag, "true", True),
    (values.Flag, "false", False),
    (values.Likelihood, "0.29", values.Probability(Decimal("0.29"), Decimal("0.29"))),
    (values.Likelihood, ["30", "40"], values.Probability(Decimal(30), Decimal(40))),
    (values.Reference, "s2, art. 4, par. 1", values.SourceRef("s2", "art. 4, par. 1")),
    (values.Reference, "s2", values.SourceRef("s2")),
    (values.Country, "no", "no"),
    (values.Language, "zh-Hant", "zh-Hant"),
    *((values.Language, typed, tag) for typed, tag in (("FR", "fr"), ("pt-br", "pt-BR"), ("ZH-hANT", "zh-Hant"))),
    (values.Text, "L\u2019accord\u00a0: 1\u202f500\n soldats ", "L\u2019accord\u00a0: 1\u202f500 soldats"),
    (values.Wikidata, "Q212", "Q212"),
    (values.Url, "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
]

REFUSED: list[tuple[Any, Any, str, str]] = [
    *((values.Text, text, "empty-value", "write the text") for text in ("  ", "\u00a0")),
    (values.Text, ["a"], "wrong-shape", "write the text"),
    (values.Prose, {"a": "b"}, "wrong-shape", 'in quotes if the colon belongs to it: "a: b"'),
    *((values.Text, {"a": below}, "wrong-shape", "behind the colon") for below in ({"b": "c"}, ["b"], None)),
    (values.ItemId, "River Line", "bad-id", "write 'river-line'"),
    (values.ItemId, "a" * 81, "bad-id", "at most 80"),
    (values.Number, "1e5", "bad-number", "digits only"),
    (values.Number, "٣", "bad-number", "digits only"),
    (values.Number, "1000 men", "bad-number", "digits only"),
    (values.Number, "1,000", "bad-number", "write 1000:"),
    (values.Number, "15,5", "bad-number", "write 15.5:"),
    (values.Number, "1.234.567,8", "bad-number", "write 1234567.8:"),
    (values.Number, "04", "bad-number", "write 4: a number does not begin with a zero"),
    (values.Number, "00", "bad-number", "write 0:"),
    (values.Count, "1.5", "bad-number", "digits only"),
    (values.Likelihood, "05", "bad-number", "write 5:"),
    (values.Flag, "yes", "bad-flag", "write true or false"),
    (values.Likelihood, "35%", "bad-number", "write 35"),
    (values.Likelihood, "101", "bad-probability", "from 0 to 100"),
    (values.Likelihood, ["40", "30"], "bad-probability", "lower figure first"),
    (values.Likelihood, ["40"], "bad-probability", "write [30, 40]"),
    (values.Reference, "Source two", "bad-id", "write the id first"),
    (values.Day, "18.8.2025", "bad-date", "2025-08-18"),
    (values.Day, "2025-02-30", "bad-date", "check month and day"),
    (values.Day, "2025\u201308\u201318", "bad-date", "write 2025-08-18"),
    (values.Moment, "2025-08-18T13:15:00", "bad-moment", "offset"),
    (values.Moment, "2025-08-18T13:15:00\u221204:00", "bad-moment", "write 2025-08-18T13:15:00-04:00"),
    (values.Moment, "2025-08-18T25:15:00Z", "bad-moment", "offset"),
    (values.AdmiraltyGrade, "b-2", "bad-grade", "write B2"),
    (values.AdmiraltyGrade, "G1", "bad-grade", "A to F"),
    (values.Country, "uk", "bad-country", "'gb' for the United Kingdom, 'ua' for Ukraine"),
    (values.Country, "zz", "bad-country", "ISO"),
    (values.Country, "UA", "bad-country", "write ua"),
    (values.Language, "xx-nonsense", "bad-language", "BCP 47"),
    *((values.Language, text, "bad-language", "BCP 47") for text in ("en.utf8", "en@../../x", "root", 'en."><b>')),
    (values.Language, "ua", "bad-language", "uk"),
    (values.Language, "Ukrainian", "bad-language", "write uk"),
    (values.Language, "en_US", "bad-language", "write en-US"),
    (values.Wikidata, "212", "bad-wikidata", "Q212"),
    (values.Url, "http://example.org", "bad-url", "write https://example.org, if it opens there"),
    (values.Url, "\u201chttps://example.org/a\u201d", "bad-url", "write https://example.org/a,"),
    (values.Url, "<www.example.org>", "bad-url", "write https://www.example.org,"),
    (values.Url, "report.pdf", "bad-url", "in full"),
    (values.Url, "https://user@example.org", "bad-url", "https://"),
    *(
        (kind, "index", "bad-id", "another")
        for kind in (values.Slug, values.ProcessId, values.PlayerId, values.SourceId)
    ),
    (values.PlayerId, "(ua, ru, us)", "bad-id", "[ua, ru, us]"),
    *((values.PlayerId, text, "bad-id", "[ua, ru]") for text in ("ua ru", "UA/RU", "ua & ru", "ua and ru")),
    (values.PlayerId, "Ukraine; Russia", "bad-id", "[ua, ru]"),
    (values.PlayerId, "USA, UK", "bad-id", "[us, uk]"),
    (values.PlayerId, "UK", "bad-id", "'gb' for the United Kingdom, 'ua' for Ukraine"),
    (values.PlayerId, "U.S.", "bad-id", "write 'us'"),
    (values.PlayerId, "Trinidad & Tobago", "bad-id", "write 'tt'"),
    (values.Slug, "con", "bad-id", "another"),
    (values.PlayerId, "page-2", "bad-id", "another"),
    (values.Url, "javascript:alert(1)", "bad-url", "https://"),
    (values.Sha256, "abc", "bad-digest", "64"),
    (values.BottomLine, "x" * 401, "too-long", "cut 1"),
]


@pytest.mark.parametrize(("kind", "typed", "kept"), ACCEPTED)
def test_a_value_is_kept_as_it_is_meant(kind: Any, typed: Any, kept: Any) -> None:
    """Numbers keep their digits, texts their words."""
    value = TypeAdapter(kind).validate_python(typed)
    assert value == kept
    assert str(value) == str(kept)


@pytest.mark.parametrize(("kind", "typed", "code", "hint"), REFUSED)
def test_a_value_of_another_form_is_refused_with_a_way_out(kind: Any, typed: Any, code: str, hint: str) -> None:
    """The error carries the problem's code, and a hint that says what to write."""
    with pytest.raises(ValidationError) as failure:
        TypeAdapter(kind).validate_python(typed)
    (error,) = failure.value.errors()
    assert error["type"] == code
    assert hint in error["ctx"]["hint"]


@pytest.mark.parametrize(("typed", "player"), [("ua", "ua"), ("northern-council", "northern-council"), ("Kyiv", None)])
def test_what_looks_like_an_id_is_a_player(typed: str, player: str | None) -> None:
    """Plain words are told from an id by a capital letter or a space."""
    assert values.PlayerOrText(typed).player == player


def test_states_are_the_states() -> None:
    """ISO's codes, and Kosovo's user-assigned one, without groupings and reserved codes."""
    assert {"UA", "FR", "NO", "GB", "PS", "XK"} <= values.territories()
    assert not {"EU", "UN", "UK", "ZZ", "AC", "001"} & values.territories()
    assert len(values.territories()) == 250
