"""The licence of the texts and the data: Creative Commons Attribution 4.0 International."""

from __future__ import annotations

from collections.abc import Iterator

from generator.outputs.plans import Plan
from generator.views.desk import Desk

NAME = "CC-BY-4.0"
TITLE = "Creative Commons Attribution 4.0 International"
URL = "https://creativecommons.org/licenses/by/4.0/"

NOTICE = """\
The briefings of {site} and the data made from them

are licensed under {title} ({name}).
{url}

You may copy and change them, for any purpose, if you give credit and say what you changed.
Give credit as: {site}{address}
Each briefing names its authors and how to cite it.

The sources that a briefing cites are under licences of their own.
"""


def of_site(desk: Desk) -> Iterator[Plan]:
    """`data/LICENSE`: the notice."""
    address = f", {desk.site_url}" if desk.site_url else ""
    notice = NOTICE.format(site=desk.site_name, title=TITLE, name=NAME, url=URL, address=address)
    yield "data/LICENSE", notice.encode
