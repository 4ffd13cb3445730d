"""The PDF brief: tagged, short, the text as typed, the same bytes at every run."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from printing import SITE_URL, brief_of, desk_of, examples, opened, press, squeezed, text_of, typed_text_of, yaml_line

from generator.outputs.pdf import brief_data, brief_pdf
from generator.outputs.prints import prints
from generator.rendering.press import Press
from generator.rendering.typst import typst_text
from generator.store import KEEPING_NOTHING
from generator.templates_folder import packaged_templates

PATH = pypdfium2.raw.FPDF_PAGEOBJ_PATH
HOSTILE = (
    r"""#include "x" $x^2$ \ @ref ] [ *a* _b_ `c` // d /* e */ -- ~ 'q' "r" <label> = #(1+1) #panic() \u{41} ﬁ 100 %"""
)
UKRAINIAN = "Війна й мир: Їжак, ґанок, Є. Гарантії безпеки для України."
CJK = "停戦合意 和平谈判 휴전 협정 漢字かなカナ"
RIGHT_TO_LEFT = ("يقول المبعوث إن الطرفين وافقا على وقف إطلاق النار", "הסכם הפסקת אש ביניים")
EVERYTHING = (
    "key_points: [{text: 'They *met* twice [@s1].', basis: reported, sources: [s1], confidence: low}]",
    """\
truce:
  status: proposed
  terms:
    - {id: t, title: No strikes, category: air_strikes, binds: [ua], negotiation: agreed_text, compliance: disputed}
""",
    """\
guarantees:
  - {id: g, title: Consult at once, status: signed, providers: [us], trigger: {event: An attack}, bindingness: legal}
""",
    """\
outlook:
  question: Will it hold?
  text: The figures are made up.
  scenarios:
    - {id: a, title: It holds, probability: 35, confidence: {level: high, because: Two texts agree}}
    - {id: b, title: It fails, probability: 65}
""",
    "what_next: They meet again.",
    "provenance: {ai_use: generated, editorial_responsibility: The editors}",
)


def kinds(element: pikepdf.Object) -> Iterator[str]:
    """The kind of each element of a structure tree, in reading order."""
    children: Any = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield str(child.S)
            yield from kinds(child)


def test_a_brief_says_what_matters_in_this_order() -> None:
    """The bottom line comes first, the address of the page last."""
    text = text_of(brief_of(*EVERYTHING))
    opening = ["The sides meet again.", "They met twice", "No strikes", "Agreed text", "Disputed", "Consult at once"]
    outlook = ["The figures are made up.", "It holds", "35", "Unlikely"]
    wanted = [*opening, "An attack", *outlook, "They meet again.", "Text of the agreement", "Read the whole"]
    places = [text.find(words) for words in wanted]
    assert -1 not in places, text
    assert places == sorted(places)
    assert f"{SITE_URL}briefings/talks/" in text


CONTESTED = "contested: [{version: It covers sea.}, {version: It does not.}]"


def test_what_is_contested_or_a_duty_to_refrain_says_so_in_print() -> None:
    """Else "in force" would stand there alone, and a missing trigger would look like a gap."""
    guarantee = f"{{id: g, title: No attack, status: in_force, polarity: negative, {CONTESTED}}}"
    term = f"{{id: t, title: No fire, category: general_ceasefire, {CONTESTED}}}"
    text = text_of(brief_of(f"guarantees: [{guarantee}]", f"truce: {{terms: [{term}]}}"))
    for words in ("No attack – Contested", "In force, Will refrain", "No fire – Contested"):
        assert words in " ".join(text.split())
    plain = guarantee.replace(f", {CONTESTED}", "").replace(", polarity: negative", "")
    assert not {"Contested", "refrain"} & set(text_of(brief_of(f"guarantees: [{plain}]")).split())


def test_a_likelihood_and_a_confidence_share_no_sentence() -> None:
    """ICD 203: the confidence stands under the scenario, in a sentence of its own."""
    outlook: Any = brief_data(desk_of(*EVERYTHING))["outlook"]
    (first, _) = outlook["scenarios"]
    assert first["percent"] == "35"
    assert "Two texts agree" in str(first["confidence"])
    assert "35" not in str(first["confidence"])


def test_an_ai_made_briefing_says_so_in_print() -> None:
    """The label of Art. 50 travels with the sheet."""
    assert "AI-generated" in text_of(brief_of(*EVERYTHING))
    assert "AI-generated" not in text_of(brief_of())


def test_the_brief_is_tagged_and_named_as_pdf_ua_asks() -> None:
    """Language, title, tags and headings: what a screen reader needs. Typst's own check of PDF/UA-1 has passed."""
    pdf = opened(brief_of(yaml_line("title", UKRAINIAN), "language: uk", *EVERYTHING))
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "uk"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    meta = pdf.open_metadata()
    assert (meta["dc:title"], meta["pdfuaid:part"]) == (UKRAINIAN, "1")
    found = list(kinds(pdf.Root.StructTreeRoot))
    assert found.index("/H1") < found.index("/H2")
    assert {"/Table", "/TH", "/TD", "/L", "/LI", "/Link"} <= set(found)


def test_typst_refuses_what_is_not_accessible() -> None:
    """The control of the check above: a document without a title is no PDF/UA."""
    with pytest.raises(typst.TypstError, match="title"):
        typst.compile(b"Hello", format="pdf", pdf_standards=["ua-1"])


def test_each_example_fits_on_two_sheets() -> None:
    """An ordinary briefing is read on the way to a meeting."""
    for desk in examples():
        assert len(opened(brief_pdf(desk, press())).pages) <= 2, desk.snapshot.slug


@pytest.mark.parametrize("text", [HOSTILE, UKRAINIAN, CJK, "Émigré Ελλάδα հայ ქართული አማርኛ", "हिन्दी 😀 👩‍👩‍👧 龘"])
def test_text_is_set_as_typed(text: str) -> None:
    """In title, bottom line, prose and a source, whatever it would mean to Typst, whether or not a font has it."""
    source = f"sources: [{{id: s1, title: {yaml_line('', text)[2:]}}}]"
    prose = text.translate({ord(sign): None for sign in "\\*_[]"})
    pdf = brief_of(yaml_line("title", text), yaml_line("bottom_line", text), yaml_line("what_next", prose), source)
    found = typed_text_of(pdf)
    assert found.count(squeezed(text)) >= 3
    assert squeezed(prose) in found


def test_text_that_is_evaluated_is_not_as_typed(tmp_path: Path) -> None:
    """The control of the test above: a template that evaluates what is typed is found out."""
    (tmp_path / "print").mkdir()
    template = (packaged_templates() / "print" / "brief.typ").read_text(encoding="utf-8")
    careless = template.replace(
        "#heading(level: 1, data.title)", '#heading(level: 1, eval(data.title, mode: "markup"))'
    )
    (tmp_path / "print" / "brief.typ").write_text(careless, encoding="utf-8")
    desk = desk_of(yaml_line("title", "Sum #(40+2)"))
    assert "Sum42" in typed_text_of(brief_pdf(desk, Press((tmp_path, packaged_templates()), KEEPING_NOTHING)))
    assert "Sum42" not in typed_text_of(brief_pdf(desk, press()))


@pytest.mark.parametrize("text", RIGHT_TO_LEFT)
def test_text_from_right_to_left_reads_as_typed(text: str) -> None:
    """PDFium, which reads in the order of the script, finds the words one after the other."""
    assert text in text_of(brief_of("language: ar", yaml_line("title", text)))
    assert text[::-1] not in text_of(brief_of("language: ar", yaml_line("title", text)))


def test_a_date_stays_whole_beside_latin_words() -> None:
    """From right to left a source is told part by part, whatever runs from left to right in it."""
    source = "sources: [{id: s1, title: An agreement, publisher: United Nations, date: 2022-11-02}]"
    assert "· 2 نوفمبر 2022 ·" in text_of(brief_of("language: ar", source))


@pytest.mark.parametrize("points", range(34, 46))
def test_the_address_is_never_alone_on_a_sheet(points: int) -> None:
    """Wherever the sheet ends, the provenance stands with it."""
    lines = (f"key_points: [{', '.join(['{text: They met.}'] * points)}]", "provenance: {ai_use: generated}")
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(brief_of(*lines))]
    (with_address,) = (page for page in pages if "Read the whole" in page)
    assert "Provenance" in with_address


@pytest.mark.parametrize(
    ("tag", "printed"),
    [("zh-Hant", "zh"), ("pt-BR", "pt-BR"), ("es-419", "es"), ("fil", "fil"), ("sr-Latn-RS", "sr-RS")],
)
def test_any_language_can_be_printed(tag: str, printed: str) -> None:
    """Of a tag the sheet names the language and the country, which is all its voice needs."""
    assert str(opened(brief_of(f"language: {tag}")).Root.Lang) == printed


def test_vowel_signs_stay_with_their_letters() -> None:
    """Each letter is set with its signs, from the right; a reader that puts a sign elsewhere does so itself."""
    title = "وقّعت اتفاقًا مؤقّتًا، موعدًا محدّدًا سارٍ كتابٌ"
    found = typed_text_of(brief_of("language: ar", yaml_line("title", title)))
    letters = re.findall(r".[\u064b-\u0652]*", found)
    assert squeezed(title) in "".join(reversed(letters))
    assert squeezed(title) not in "".join(reversed(found))


def test_a_page_from_right_to_left_begins_at_the_right() -> None:
    """The reader's own setting for such pages, and the language for its voice."""
    pdf = opened(brief_of("language: ar", yaml_line("title", RIGHT_TO_LEFT[0])))
    assert str(pdf.Root.Lang) == "ar"
    assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"


@pytest.mark.parametrize(("language", "free"), [("en", (30, 0)), ("ar", (0, 30))])
def test_a_likelihood_is_drawn_from_where_reading_begins(language: str, free: tuple[int, int]) -> None:
    """As on the page, nought is at the right where lines run from there; what is free tells the side."""
    scenarios = "[{id: a, title: It holds, probability: [30, 100]}, {id: b, title: It fails, probability: [0, 70]}]"
    outlook = f"outlook: {{question: And now?, scenarios: {scenarios}}}"
    panel, drawn = bars(brief_of(f"language: {language}", outlook))[:2]
    width = (panel[1] - panel[0]) / 100
    assert (round((drawn[0] - panel[0]) / width), round((panel[1] - drawn[1]) / width)) == free


def bars(made: bytes) -> list[tuple[float, float]]:
    """Where the boxes of likelihoods begin and end, from left to right: each bar's own, then what it shows."""
    drawn = [one.get_bounds() for page in pypdfium2.PdfDocument(made) for one in page.get_objects(filter=[PATH])]
    return [(left, right) for left, bottom, right, top in drawn if round(top - bottom) == 5]


def test_a_character_that_no_font_has_shows_as_a_box() -> None:
    """It must not vanish: the box is in the print, and its text can still be copied."""
    fonts = {str(font.BaseFont) for page in opened(brief_of(yaml_line("title", "😀"))).pages for font in fonts_of(page)}
    assert any("ParleyMissing" in name for name in fonts)
    fonts = {str(font.BaseFont) for page in opened(brief_of()).pages for font in fonts_of(page)}
    assert not any("ParleyMissing" in name for name in fonts)


def fonts_of(page: pikepdf.Page) -> list[pikepdf.Object]:
    return list(page.Resources.Font.values())


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_any_text_can_be_printed(text: str) -> None:
    """No character stops the press, not even those that PDF/UA forbids."""
    desk = desk_of()
    briefing = desk.snapshot.briefing.model_copy(update={"title": text, "bottom_line": text, "topics": (text,)})
    made = brief_pdf(replace(desk, snapshot=replace(desk.snapshot, briefing=briefing)), press())
    assert made.startswith(b"%PDF-")


def test_what_is_no_character_shows_as_unknown() -> None:
    """PDF/UA forbids some of these, and others would vanish."""
    assert typst_text("a\x00b\ufeffc\ufffed\U0001ffffe\ufdd0") == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd"
    assert unicodedata.category("\U0001ffff") == "Cn"


def test_equal_briefings_give_equal_bytes_in_another_process() -> None:
    """No clock, no font of the machine, no order of a set."""
    script = "import sys, printing; sys.stdout.buffer.write(printing.brief_of('title: Equal'))"
    support = str(Path(__file__).parents[1] / "support")
    again = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        cwd=support,
        env={"PYTHONPATH": f"{support}/../.."},
    )
    assert again.stdout == brief_of("title: Equal")
    assert again.stdout != brief_of("title: Other")


def test_a_site_overrides_a_template_file_by_file(tmp_path: Path) -> None:
    """Its own `brief.typ` is used with Parley's `parts.typ`."""
    (tmp_path / "print").mkdir()
    own = '#import "parts.typ": *\n#set document(title: data.title)\n#set text(lang: "en")\nOurs: #data.title'
    (tmp_path / "print" / "brief.typ").write_text(own, encoding="utf-8")
    found = typed_text_of(brief_pdf(desk_of(), Press((tmp_path, packaged_templates()), KEEPING_NOTHING)))
    assert found == "Ours:Talksresume"


def test_a_brief_without_a_site_address_bears_none() -> None:
    """A site that does not know where it will be says nothing of it."""
    desk = replace(desk_of(), site_url="")
    assert "Read the whole" not in text_of(brief_pdf(desk, press()))


def test_brief_and_card_stand_beside_the_page() -> None:
    """Each published briefing has both, and nothing else is printed."""
    desk = desk_of()
    planned = dict(prints(press())(desk, desk.snapshot))
    assert list(planned) == ["briefings/talks/brief.pdf", "briefings/talks/card.png"]
    assert [make()[:4] for make in planned.values()] == [b"%PDF", b"\x89PNG"]
