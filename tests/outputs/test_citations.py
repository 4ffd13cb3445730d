"""Reference managers get a citation as it was typed, in each of the three formats and in words."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from csl_schema import CSL_JSON
from hostile_site import HOSTILE, SITE_URL, briefing, desk_of, examples, published, site
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from generator.outputs.bibtex import tex_text
from generator.outputs.plain_text import as_text
from generator.views.citation import cite_view

FOLDER = "briefings/first/"
URL = f"{SITE_URL}{FOLDER}"

# Three commands of LaTeX that the decoder's own table lacks, or takes for an accent.
MORE_LATEX = get_default_latex_context_db()
MORE_LATEX.add_context_category(
    "more",
    prepend=True,
    macros=[
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        MacroTextSpec("textasciicircum", "^"),
    ],
)
DECODER = LatexNodes2Text(latex_context=MORE_LATEX)


def bibtex(files: dict[str, bytes]) -> dict[str, str]:
    library = parse_string(files[f"{FOLDER}cite.bib"].decode())
    assert not library.failed_blocks
    return {field.key: str(field.value) for field in library.entries[0].fields}


def decoded(value: str) -> str:
    """What TeX would print; the braces that keep a title or a name whole are no part of it."""
    return str(DECODER.latex_to_text(value.removeprefix("{").removesuffix("}")))


@pytest.mark.parametrize("text", HOSTILE)
def test_bibtex_says_what_was_typed(text: str) -> None:
    """Title, author, abstract and keywords as TeX prints them."""
    fields = bibtex(published(site(text)))
    assert {decoded(fields[name]) for name in ("title", "author", "abstract", "keywords")} == {text}
    assert (fields["year"], fields["date"], fields["url"]) == ("2025", "2025-08-17", URL)


@pytest.mark.parametrize("sign", "$%&#_")
def test_a_sign_that_tex_would_obey_is_printed(sign: str) -> None:
    """As TeX's own words for it; readers of BibTeX that are no TeX pass over some that lack the backslash."""
    assert tex_text(f"a{sign}b") == f"a\\{sign}b"


@pytest.mark.parametrize("text", HOSTILE)
def test_bibtex_braces_are_balanced(text: str) -> None:
    """BibTeX counts them also behind a backslash."""
    depth, lowest = 0, 0
    for sign in published(site(text))[f"{FOLDER}cite.bib"].decode():
        depth += {"{": 1, "}": -1}.get(sign, 0)
        lowest = min(lowest, depth)
    assert (depth, lowest) == (0, 0)


def test_bibtex_reads_like_bibtex() -> None:
    """An own middleware of the reader's decodes what needs no help."""
    middleware = LatexDecodingMiddleware()
    library = parse_string(
        published(site("Talks & 100% of it"))[f"{FOLDER}cite.bib"].decode(), append_middleware=[middleware]
    )
    entry = library.entries[0]
    assert (entry.entry_type, entry.key, entry["abstract"]) == ("techreport", "first", "Talks & 100% of it")


@pytest.mark.parametrize(("text", "tex"), [("a--b", "a-{}-b"), ("50%", "50\\%"), ("plain", "plain"), ("?`", "?{}`")])
def test_tex_joins_nothing(text: str, tex: str) -> None:
    """Signs that TeX would make one of stay apart."""
    assert tex_text(text) == tex


def test_an_author_is_one_author() -> None:
    """A name with the word that parts names in BibTeX stays whole, and two authors are two."""
    files = published({**site("x"), "first.yaml": briefing("x").replace('authors: ["x"]', "authors: [B and C, D]")})
    assert bibtex(files)["author"] == "{B and C} and {D}"
    assert rispy.loads(files[f"{FOLDER}cite.ris"].decode())[0]["authors"] == ["B and C", "D"]


@pytest.mark.parametrize("text", HOSTILE)
def test_ris_says_what_was_typed(text: str) -> None:
    """One record that is whole."""
    found = rispy.loads(published(site(text))[f"{FOLDER}cite.ris"].decode())
    assert len(found) == 1
    record: dict[str, Any] = dict(found[0])
    assert (record["type_of_reference"], record["urls"], record["year"]) == ("RPRT", [URL], "2025")
    assert {record["title"], record["abstract"], record["authors"][0], record["keywords"][0]} == {text}
    assert record["date"] == "2025/08/17"


@pytest.mark.parametrize("text", HOSTILE)
def test_csl_json_says_what_was_typed(text: str) -> None:
    """A list of one item, its names whole."""
    (item,) = json.loads(published(site(text))[f"{FOLDER}cite.json"])
    assert {item["title"], item["abstract"], item["keyword"], item["author"][0]["literal"]} == {text}
    assert (item["type"], item["URL"], item["issued"]) == ("report", URL, {"date-parts": [[2025, 8, 17]]})


def test_csl_json_has_the_fields_of_its_specification() -> None:
    """Every item of the site of this folder, and of one where each text is hostile."""
    found = {
        path: raw for path, raw in {**examples(), **published(site(HOSTILE[2]))}.items() if path.endswith("cite.json")
    }
    assert len(found) > 15
    for raw in found.values():
        jsonschema.validate(json.loads(raw), CSL_JSON)


@pytest.mark.parametrize(
    "change",
    [{"type": "briefing"}, {"Title": "x"}, {"author": ["A"]}, {"author": [{"name": "A"}]}, {"issued": "2025-08-17"}],
    ids=str,
)
def test_csl_json_gone_wrong_is_found(change: dict[str, Any]) -> None:
    """The control of the test above."""
    (item,) = json.loads(published(site("x"))[f"{FOLDER}cite.json"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{**item, **change}], CSL_JSON)


@pytest.mark.parametrize(
    ("title", "shown"),
    [("Talks resume", "Talks resume."), ("Will they?", "Will they?"), ("اتفاق", "اتفاق.")],
)
def test_a_citation_in_words(title: str, shown: str) -> None:
    """Authors, day, title, site and address."""
    desk = desk_of({**site("x"), "first.yaml": briefing(title).replace(f'authors: ["{title}"]', "authors: [A, B]")})
    view = cite_view(desk, desk.catalogue.snapshots[0])
    assert view is not None
    assert (as_text(view.text), view.url) == (f"A, B (17 August 2025). {shown} River & Desk.", URL)


def test_a_draft_is_not_cited() -> None:
    """Its page, which a preview alone shows, says nothing of how to."""
    draft = {**site("x"), "first.yaml": briefing("x", status="draft")}
    desk = desk_of(draft, drafts=True)
    assert cite_view(desk, desk.catalogue.snapshots[0]) is None
    assert [path for path in published(draft) if path.startswith("briefings/")] == []
