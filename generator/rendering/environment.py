"""A view and a template become a page of Markdown.

Every value passes a filter for the place where it lands; what reaches the output bare stops the build (law 6).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from generator.links import relative_url
from generator.reading.prose import Prose
from generator.rendering.escape import code_block, front_matter, html_block, html_text, markdown_text
from generator.rendering.pictures import picture_svg, sample_svg
from generator.rendering.prose import prose_markdown
from generator.rendering.values import value_html
from generator.views.parts import Frame, Link, Value
from generator.words import Words


class View(Protocol):
    """What a page says; its template has the name of the view's module."""

    @property
    def frame(self) -> Frame:
        """The page's place, title and way back."""


class CompiledTemplates(BytecodeCache):
    """Templates stay compiled while this process lives and their text stays as it is: a preview renders them often."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was kept of a template; another text than the one it was compiled from is told apart by the bucket."""
        if kept := self._kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template became."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


compiled_templates = CompiledTemplates()


def make_environment(words: Words, folders: Sequence[Path]) -> Environment:
    """The templates of the first folder that has them, with the filters and the labels of one language."""
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_only_filtered,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled_templates,
    )
    environment.filters.update(
        md=markdown_text,
        h=html_text,
        html=_html,
        href=_href,
        prose=_prose,
        block=html_block,
        svg=picture_svg,
        sample=sample_svg,
        heading=_heading,
        front_matter=front_matter,
        code=code_block,
    )
    environment.globals.update(_=words.text)
    return environment


def render(environment: Environment, template: str, view: View) -> str:
    """The page that a view and its template make, with one blank line between blocks."""
    page = environment.get_template(f"pages/{template}.md.j2").render(view=view, page=view.frame.path)
    return re.sub(r"\n{3,}", "\n\n", page).strip("\n") + "\n"


def _only_filtered(value: object) -> Markup:
    if not isinstance(value, Markup):
        raise TypeError(f"a template shows {value!r} without a filter")
    return value


@pass_context
def _html(context: Context, value: Value) -> Markup:
    return value_html(value, context["page"])


@pass_context
def _prose(context: Context, value: Prose) -> Markup:
    return prose_markdown(value, context["page"])


@pass_context
def _href(context: Context, link: Link) -> Markup:
    return html_text(relative_url(link.target, context["page"]))


def _heading(level: int) -> Markup:
    """The marks of a Markdown heading of a level from 1 to 6."""
    return Markup("#") * level
