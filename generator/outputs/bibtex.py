"""A briefing's citation as BibTeX, for bibliographies set with TeX.

Text stays Unicode; what TeX would read as a command is written as one that prints it. Braces are written as commands
too, since BibTeX counts them wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalogue import Snapshot
from generator.links import url_of
from generator.outputs.plans import Plan
from generator.views.citation import Citation, citation
from generator.views.desk import Desk

_COMMANDS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$%&#_"},
}
_SIGN = re.compile("[{}]".format("".join(map(re.escape, _COMMANDS))))
# TeX joins these with what follows: `--` would print a dash, two quotes a double one, `?` and a grave a turned `?`.
_JOINING = re.compile(r"[-'`,<>](?=[-'`,<>])|[!?](?=`)")


def of_briefing(desk: Desk, snapshot: Snapshot) -> Iterator[Plan]:
    """`briefings/<slug>/cite.bib`."""
    yield f"{url_of(snapshot.page)}cite.bib", lambda: bibtex(citation(desk, snapshot)).encode()


def bibtex(cited: Citation) -> str:
    """The citation as a technical report, which every style knows; biblatex reads it as a report."""
    # A second pair of braces keeps a name whole and a title in its own capitals.
    fields = {
        "author": " and ".join(f"{{{tex_text(author)}}}" for author in cited.authors),
        "title": f"{{{tex_text(cited.title)}}}",
        "institution": f"{{{tex_text(cited.publisher)}}}",
        "year": f"{cited.day:%Y}",
        "month": f"{cited.day.month}",
        "date": cited.day.isoformat(),
        "url": cited.url,
        "langid": cited.language,
        "keywords": ", ".join(map(tex_text, cited.topics)),
        "abstract": tex_text(cited.abstract),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@techreport{{{cited.key},\n{lines}}}\n"


def tex_text(text: str) -> str:
    """The text as TeX prints it, sign for sign."""
    return _SIGN.sub(lambda sign: _COMMANDS[sign[0]], _JOINING.sub(r"\g<0>\0", text)).replace("\0", "{}")
