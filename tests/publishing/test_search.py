"""The search index of a built site: put together of what Pagefind reads group by group, and the same as if at once."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from noting import noting
from small_site import files_below

from generator.publishing import pagefind, search, search_index
from generator.publishing.pagefind import FOLDER, SearchIndexError, read, read_index, unpacked
from generator.publishing.search import write_search_index
from generator.store import KEEPING_NOTHING, Store

WORDS = ("truce", "café", "cafe", "Évian", "évian", "naïve", "1995", "перемир'я", "هدنة", "ceasefire", "re-entry")
KEYS = ("kind", "summary", "date")


def page(text: str, language: str = "en", told: str = "", mark: str = "data-pagefind-body") -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><title>Of the head</title></head><body><nav>Around it</nav>'
        f'<article class="p" {mark}><h1>Title</h1>{told}<p>{text}</p></article><footer>Below it</footer></body></html>'
    )


def write(folder: Path, pages: Mapping[str, str]) -> Path:
    for path, content in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return folder


def told(site: Path) -> dict[str, Any]:
    """All that the index of a site tells, by language; pages by their address, for their order is nobody's business."""
    folder = site / FOLDER
    languages = json.loads((folder / "pagefind-entry.json").read_bytes())["languages"]
    return {language: _told(folder, language, listed) for language, listed in languages.items()}


def _told(folder: Path, language: str, listed: Mapping[str, Any]) -> dict[str, Any]:
    index = read_index(folder, language, listed["hash"])
    files = [(folder / "fragment" / f"{name}.pf_fragment", count) for name, count in index.pages]
    shown = [(json.loads(unpacked(file.read_bytes())), count) for file, count in files]
    urls = [fragment["url"] for fragment, _ in shown]
    version, _, chunks, _, sorts, _ = read(folder / f"pagefind.{listed['hash']}.pf_meta")

    def at(pages: Sequence[Any]) -> dict[str, Any]:
        numbers = accumulate(step for step, *_ in pages)
        return {urls[number]: places for number, (_, *places) in zip(numbers, pages, strict=True)}

    return {
        "version": version,
        "count": listed["page_count"],
        "pages": dict(zip(urls, shown, strict=True)),
        "words": {word: (at(pages), {form: at(those) for form, those in forms}) for word, pages, forms in index.words},
        "bounds": [bounds for *bounds, _ in chunks],
        "filters": {
            name: {value: sorted(urls[number] for number in pages) for value, pages in values.items()}
            for name, values in index.filters.items()
        },
        "fields": index.fields,
        "sorts": [(name, [shown[number][0]["meta"].get("date") for number in pages]) for name, pages in sorts],
    }


def at_once(site: Path, folder: Path) -> dict[str, Any]:
    """What Pagefind tells when it reads all pages of a site in one run."""
    write(folder, {path: content.decode() for path, content in files_below(site).items() if path.endswith(".html")})
    pagefind.run(folder)
    return told(folder)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page in one of two languages with words, weights, facets, and some of what pages tell of themselves."""
    attribute = '<span data-pagefind-{}="{}[data-value]" data-value="{}"></span>'
    chosen = draw(st.lists(st.sampled_from(KEYS), unique=True))
    values = {"kind": draw(st.sampled_from(WORDS)), "summary": draw(st.sampled_from(WORDS)), "date": "2 May 1995"}
    marks = [attribute.format("meta", key, values[key]) for key in chosen]
    marks += [attribute.format("filter", "year", year) for year in draw(st.sets(st.sampled_from("123")))]
    weight = draw(st.sampled_from(["", ' data-pagefind-weight="3"']))
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=12)))
    mark = draw(st.sampled_from(["data-pagefind-body", "data-pagefind-body", ""]))
    more = draw(st.sampled_from(["", "", "<article>Another</article>", "<p data-pagefind-body>One more</p>"]))
    return page(f"{text}<b{weight}>{text}</b>{more}", draw(st.sampled_from(["en", "fr"])), "".join(marks), mark)


@settings(max_examples=25, deadline=None)
@given(found=st.lists(st.tuples(pages(), st.integers(0, 3)), min_size=1, max_size=8), always=pages())
def test_groups_make_the_index_that_one_run_makes(
    tmp_path_factory: pytest.TempPathFactory, found: list[tuple[str, int]], always: str
) -> None:
    """Whatever the pages and however they are grouped, the index tells all that Pagefind's own would."""
    folder = tmp_path_factory.mktemp("found")
    marked = page(f"Here {always.count('truce')}")
    site = write(
        folder / "site", {"index.html": marked, **{f"p{at}/index.html": one for at, (one, _) in enumerate(found)}}
    )
    groups = {
        group: tuple(f"p{at}/index.html" for at, (_, own) in enumerate(found) if own == group) for group in range(3)
    }
    write_search_index(site, groups.values())
    assert told(site) == at_once(site, folder / "whole")


def test_an_index_of_many_files_is_that_of_one_run(tmp_path: Path) -> None:
    """Words are cut into files where Pagefind cuts them, and each is asked for by the same bounds."""
    some = " ".join(f"{first}{number}" for number in range(6000) for first in ("ab", "abc", "zé"))
    site = write(tmp_path / "site", {"index.html": page(some), "b.html": page(some), "c.html": page("zz")})
    write_search_index(site, [("b.html",)])
    here = told(site)
    assert len(here["en"]["bounds"]) > 2
    assert here == at_once(site, tmp_path / "whole")


def test_pages_are_sorted_by_their_day(tmp_path: Path) -> None:
    """The order of days holds across groups; a page without one is in none."""
    date = '<span data-value="{0}" data-pagefind-sort="date[data-value]"></span>'
    shown = '<span data-pagefind-meta="date[data-value]" data-value="{0}"></span>'
    days = {"a": "2015-02-12", "b/index": "1995-11-21", "c": "", "d": "2020-01-01", "e": "1995-11-21"}
    site = write(
        tmp_path / "site",
        {f"{name}.html": page(name, told=(date + shown).format(day) if day else "") for name, day in days.items()},
    )
    write_search_index(site, [("d.html", "a.html"), ("b/index.html",)])
    assert told(site)["en"]["sorts"] == [("date", ["1995-11-21", "1995-11-21", "2015-02-12", "2020-01-01"])]
    assert told(site) == at_once(site, tmp_path / "whole")


def test_marks_of_citations_part_no_words(tmp_path: Path) -> None:
    """What is quoted is found across them, and no excerpt shows their numbers; the name of a source stays."""
    cited = 'Both banks agree<a class="cite" href="#source-s">[1]</a><a href="../b/#source-t">[2, p. 4]</a> on a line'
    site = write(tmp_path / "site", {"a.html": page(f'{cited}: see <a href="#source-s">A text</a>.')})
    write_search_index(site)
    content, _ = told(site)["en"]["pages"]["/a.html"]
    assert content["content"] == "Title. Both banks agree on a line: see A text."
    assert {"1", "2", "4"}.isdisjoint(told(site)["en"]["words"])


def test_a_page_is_found_under_its_own_address(tmp_path: Path) -> None:
    """Blanks and letters of any language in a path are kept."""
    site = write(tmp_path / "site", {"über uns/index.html": page("one"), "b c.html": page("two")})
    write_search_index(site)
    assert set(told(site)["en"]["pages"]) == {"/über uns/", "/b c.html"}


def test_equal_sites_get_equal_indexes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In whatever order groups come and are read, and whatever settings of Pagefind lie around; another text does."""
    texts = {f"{name}.html": page(f"Both banks agree on {name}.") for name in "abcd"}
    groups = [("a.html", "b.html"), ("c.html",)]
    one, other, third = tmp_path / "one", tmp_path / "other", tmp_path / "third"
    write_search_index(write(one, texts), groups)
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "fr")
    monkeypatch.setattr(search, "BATCH", 1)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pagefind.yml").write_text("force_language: fr\n")
    write_search_index(write(other, texts), reversed(groups))
    write_search_index(write(third, {**texts, "d.html": page("Neither agrees.")}), groups)
    assert files_below(one) == files_below(other) != files_below(third)


def test_only_groups_with_another_page_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of the others makes the same index as a reading of all."""
    read: list[tuple[str, ...]] = []
    noting(monkeypatch, search, "_read", lambda _, groups, **__: read.extend(groups))
    store, groups = Store(tmp_path / "store"), [("a.html", "b.html"), ("c.html",)]
    site = write(tmp_path / "site", {f"{name}.html": page(name) for name in "abcd"})
    changes: tuple[dict[str, str], ...] = ({}, {}, {"b.html": page("changed")})
    for change in changes:
        shutil.rmtree(site / "pagefind", ignore_errors=True)
        write_search_index(write(site, change), groups, store=store)
    assert read == [*groups, ("d.html",), ("a.html", "b.html")]
    clean = write(tmp_path / "clean", {p: c.decode() for p, c in files_below(site).items() if p.endswith(".html")})
    write_search_index(clean, groups)
    assert told(site) == told(clean)


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Two contents whose digests begin alike have files of their own; equal ones share theirs."""
    seen: dict[str, bytes] = {}
    contents = (str(number).encode() for number in range(1 << 17))
    pairs = ((content, seen.setdefault(search_index._digest(content)[:7], content)) for content in contents)
    content, alike = next((content, alike) for content, alike in pairs if content != alike)
    files = search_index._Files(tmp_path, "en", "pf_index", KEEPING_NOTHING)
    names = [files.write(alike), files.write(content), files.write(alike)]
    assert (names[0], len(names[0]), len(names[1])) == (names[2], 10, 11)
    assert sorted(file.read_bytes() for file in tmp_path.iterdir()) == sorted([alike, content])


def test_where_nothing_is_marked_all_is_found(tmp_path: Path) -> None:
    """A theme of one's own that marks no content has whole pages found; one mark, and only those that have it."""
    site = write(tmp_path / "site", {"a.html": page("Here", mark=""), "b.html": page("There", mark="")})
    write_search_index(site)
    assert told(site) == at_once(site, tmp_path / "whole")
    assert told(site)["en"]["pages"].keys() == {"/a.html", "/b.html"}
    shutil.rmtree(site / "pagefind")
    write(site, {"b.html": page("There")})
    write_search_index(site)
    assert told(site)["en"]["pages"].keys() == {"/b.html"}


def test_the_site_may_stand_below_a_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    """Such as one that was named on a system with other letters: Pagefind's program refuses such a name."""
    site = write(tmp_path / os.fsdecode(b"Entw\xfcrfe") / "site", {"a.html": page("Here")})
    write_search_index(site)
    assert told(site)["en"]["pages"].keys() == {"/a.html"}


def test_a_site_without_any_page_to_find_says_why(tmp_path: Path) -> None:
    """It is no index that finds nothing."""
    site = write(tmp_path / "site", {"a.html": '<html lang="en"><body data-pagefind-ignore="all">Here</body></html>'})
    with pytest.raises(SearchIndexError, match="kept out of it"):
        write_search_index(site)


def test_a_failed_index_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own words come through."""
    monkeypatch.setattr(pagefind, "program", lambda: Path(sys.executable))
    with pytest.raises(SearchIndexError, match="Pagefind gave up: unknown option --site"):
        write_search_index(write(tmp_path / "site", {"index.html": page("Here")}))


def test_a_missing_program_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the way out."""

    def missing(_: str) -> None:
        raise ModuleNotFoundError

    monkeypatch.setattr(pagefind, "import_module", missing)
    with pytest.raises(SearchIndexError, match=r"pip install 'pagefind\[bin\]'"):
        write_search_index(write(tmp_path / "site", {"index.html": page("Here")}))
