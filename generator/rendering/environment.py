"""A view and a template become a page of Markdown.

Every value passes a filter for the place where it lands; what reaches the output bare stops the build (law 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import Protocol

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.compiler import Frame as Scope
from jinja2.nodes import Expr
from markupsafe import Markup

from generator.links import relative_url
from generator.reading.prose import Prose
from generator.rendering.escape import code_block, front_matter, html_block, html_text, markdown_text
from generator.rendering.pictures import picture_svg, sample_svg
from generator.rendering.prose import prose_markdown
from generator.rendering.values import value_html
from generator.store import KEEPING_NOTHING, Results, digest_of
from generator.views.parts import Frame, Link, Value
from generator.words import Words

_page: ContextVar[str] = ContextVar("_page")
"""The page that is being written: where its links are written from. The parts know of it without being made anew."""


class View(Protocol):
    """What a page says; its template has the name of the view's module."""

    @property
    def frame(self) -> Frame:
        """The page's place, title and way back."""


class CompiledTemplates(BytecodeCache):
    """Templates stay compiled while this process lives and their text stays as it is: a preview renders them often.

    Where there are `results` of earlier processes, they are among them.
    """

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}
        self.results: Results = KEEPING_NOTHING

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The digest of where a template stands, also where a folder's name is no text to this system."""
        return digest_of(name, filename)

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was kept of a template; another text than the one it was compiled from is told apart by the bucket."""
        if kept := self._kept.get(bucket.key) or self.results.get(_name(bucket)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template became."""
        self._kept[bucket.key] = bucket.bytecode_to_string()
        self.results.put(_name(bucket), self._kept[bucket.key])


def _name(bucket: Bucket) -> str:
    return f"template {bucket.key} {bucket.checksum}"


compiled_templates = CompiledTemplates()


class Templates(Environment):
    """Templates that show nothing but what `_only_filtered` let through, so nothing of it is escaped a second time."""

    class code_generator_class(CodeGenerator):  # noqa: N801 (Jinja's name)
        """Writes the code of an output without the `escape` around it, which would leave `Markup` as it is."""

        def _output_child_pre(self, node: Expr, frame: Scope, finalize: CodeGenerator._FinalizeInfo) -> None:
            if finalize.src is None or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
                super()._output_child_pre(node, frame, finalize)
            else:
                self.write(f"({finalize.src}")


def make_environment(words: Words, folders: Sequence[Path]) -> Environment:
    """The templates of the first folder that has them, with the filters and the labels of one language."""
    environment = Templates(
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
    before = _page.set(view.frame.path)
    try:
        page = environment.get_template(f"pages/{template}.md.j2").render(view=view, page=view.frame.path)
    finally:
        _page.reset(before)
    while "\n\n\n" in page:  # on a long page several times as quick as one regular expression
        page = page.replace("\n\n\n", "\n\n")
    return page.strip("\n") + "\n"


def _only_filtered(value: object) -> Markup:
    if not isinstance(value, Markup):
        raise TypeError(f"a template shows {value!r} without a filter")
    return value


def _html(value: Value) -> Markup:
    return value_html(value, _page.get())


def _prose(value: Prose) -> Markup:
    return prose_markdown(value, _page.get())


def _href(link: Link) -> Markup:
    return html_text(relative_url(link.target, _page.get()))


def _heading(level: int) -> Markup:
    """The marks of a Markdown heading of a level from 1 to 6."""
    return Markup("#") * level
