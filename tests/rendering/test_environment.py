"""Templates arrange; every value passes a filter, and what is missing stops the build."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, UndefinedError
from markupsafe import Markup

from generator.links import Target
from generator.rendering.environment import CompiledTemplates, make_environment, render
from generator.store import Store
from generator.templates_folder import packaged_templates
from generator.views.parts import Frame, Link
from generator.words import read_words


@dataclass(frozen=True)
class Sample:
    """A view with one text and one link."""

    frame: Frame
    text: str = "A *text*"
    link: Link = field(default_factory=lambda: Link("Ukraine", Target("players/ua.md", "positions")))


def rendered(folder: Path, template: str, text: str = "A *text*") -> str:
    """The page that a template text makes of the sample."""
    (folder / "pages").mkdir(exist_ok=True)
    (folder / "pages/sample.md.j2").write_text(template, encoding="utf-8")
    environment = make_environment(read_words(), (folder, packaged_templates()))
    return render(environment, "sample", Sample(Frame("briefings/talks.md", "Talks", "They met.", "briefing"), text))


def test_a_value_without_a_filter_stops_the_build(tmp_path: Path) -> None:
    """Also a number and a text that would be harmless: law 6 has no exceptions."""
    off = "{% autoescape false %}{{ view.text }}{% endautoescape %}"
    for bare in ("{{ view.text }}", "{{ view.text | length }}", "{{ view.text ~ view.text }}", "{{ view.frame }}", off):
        with pytest.raises(TypeError, match="without a filter"):
            rendered(tmp_path, bare)


def test_a_filtered_value_is_shown(tmp_path: Path) -> None:
    """The control of the test above, for each place a text lands in."""
    assert rendered(tmp_path, "{{ view.text | md }}") == "A \\*text\\*\n"
    assert rendered(tmp_path, "{{ view.text | h }}", "a < b") == "a &lt; b\n"


def test_a_value_that_is_missing_stops_the_build(tmp_path: Path) -> None:
    """A hole in a page would look like nothing to report."""
    with pytest.raises(UndefinedError):
        rendered(tmp_path, "{{ view.nothing | md }}")
    with pytest.raises(KeyError, match="no label"):
        rendered(tmp_path, '{{ _("Not a label") | md }}')


def test_a_link_is_written_from_where_its_page_stands(tmp_path: Path) -> None:
    """The page is two folders below the root once it is built."""
    assert rendered(tmp_path, "{{ view.link | html }}") == '<a href="../../players/ua/#positions">Ukraine</a>\n'
    assert (
        rendered(tmp_path, '<a href="{{ view.link | href }}">x</a>') == '<a href="../../players/ua/#positions">x</a>\n'
    )


def test_a_part_writes_links_from_the_page_it_is_used_on(tmp_path: Path) -> None:
    """A part is made once and serves every page; which one is being written it is told anew."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/sample.md.j2").write_text(
        '{% import "parts/html.j2" as p %}{{ p.jump([view.link]) | block }}', encoding="utf-8"
    )
    environment = make_environment(read_words(), (tmp_path, packaged_templates()))
    for path, address in (("briefings/talks.md", "../../players/ua/#positions"), ("players/ua.md", "#positions")):
        view = Sample(Frame(path, "Talks", "They met.", "briefing"))
        assert f'<a href="{address}">Ukraine</a>' in render(environment, "sample", view)


def test_a_site_overrides_a_template_file_by_file(tmp_path: Path) -> None:
    """Its own part is taken, the others are Parley's."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/item.j2").write_text(
        "{% macro item(text) %}Ours: {{ text | h }}{% endmacro %}", encoding="utf-8"
    )
    shown = rendered(
        tmp_path,
        '{% import "parts/item.j2" as i with context %}{% import "parts/html.j2" as p with context %}'
        "{{ i.item(view.text) }}\n\n{{ p.lead(view.text) | block }}",
        "They met.",
    )
    assert shown == 'Ours: They met.\n\n<p class="p-lead">They met.</p>\n'


def test_blocks_stand_one_blank_line_apart(tmp_path: Path) -> None:
    """However a template spaces them, a page reads like a page typed by hand."""
    assert rendered(tmp_path, "\n\n# One\n\n\n\n\ntwo\n\n\n") == "# One\n\ntwo\n"


def test_a_heading_has_as_many_marks_as_its_level(tmp_path: Path) -> None:
    """Items stand a level deeper below a truce than below a briefing."""
    assert rendered(tmp_path, "{{ 3 | heading }} {{ view.text | md }}", "Terms") == "### Terms\n"


def test_what_is_markup_already_is_not_escaped_again(tmp_path: Path) -> None:
    """A filter refuses it: twice escaped is as wrong as not escaped."""
    with pytest.raises(TypeError):
        rendered(tmp_path, "{{ view.text | h | h }}")
    assert isinstance(Markup("x"), str)


def test_a_template_that_an_earlier_process_compiled_is_not_compiled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is kept while its text stays as it is; another text is compiled."""
    compiled: list[str] = []

    def noted(environment: Environment, source: str, *more: Any, **named: Any) -> Any:
        compiled.append(source)
        return real(environment, source, *more, **named)

    real = Environment.compile
    monkeypatch.setattr(Environment, "compile", noted)
    for text in ("One.", "One.", "Two."):
        (tmp_path / "page.txt").write_text(text)
        of_process = CompiledTemplates()
        of_process.results = Store(tmp_path / "kept")
        environment = Environment(loader=FileSystemLoader(tmp_path), bytecode_cache=of_process)
        assert environment.get_template("page.txt").render() == text
    assert compiled == ["One.", "Two."]


def test_templates_stand_below_a_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    """Such as one that was named on a system with other letters; Python holds its bytes in lone surrogates."""
    folder = tmp_path / os.fsdecode(b"Entw\xfcrfe")
    folder.mkdir()
    assert rendered(folder, "{{ view.text | md }}", "Terms") == "Terms\n"
