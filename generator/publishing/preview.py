"""What a preview shows while a briefing is broken: the last good pages, with what is wrong above them."""

from __future__ import annotations

import re
from html import escape

from generator.edition import Edition, Page, Pages
from generator.problems import Problem, has_errors
from generator.report import counted, problems_as_text
from generator.words import read_words

SHOWN = 20
_BODY = re.compile(r"<body[^>]*>")
_BOX = (
    "position:relative;z-index:9;margin:0;padding:.8rem 1.2rem;max-height:60vh;overflow:auto;"
    "background:#7a1f1f;color:#fff;font:14px/1.45 sans-serif"
)


def first_edition(problems: tuple[Problem, ...]) -> Edition:
    """A home page alone, for a preview that begins while a briefing is broken: there are no pages to keep up yet."""
    page = Page(
        "index.md", "# Not built yet\n\nMend what is listed above and save: the pages then appear here.\n", "Home"
    )
    return Edition(pages=Pages.of([page]), problems=problems, words=read_words().theme())


def with_problems(html: str, problems: tuple[Problem, ...]) -> str:
    """The page with the errors at its top, as the terminal shows them; as it is where there are none."""
    errors = tuple(problem for problem in problems if has_errors((problem,)))
    if not errors:
        return html
    return _BODY.sub(lambda body: body[0] + _box(errors), html, count=1)


def _box(errors: tuple[Problem, ...]) -> str:
    shown = escape(problems_as_text(errors[:SHOWN]))
    more = f"\nand {len(errors) - SHOWN} more: parley check" if len(errors) > SHOWN else ""
    heading = f"{counted(len(errors), 'error')} in the briefings. These are the last good pages."
    text = f'<pre style="white-space:pre-wrap;margin:.5rem 0 0;font:13px/1.4 monospace">{shown}{more}</pre>'
    return f'<div id="parley-problems" role="alert" style="{_BOX}"><strong>{heading}</strong>{text}</div>'
