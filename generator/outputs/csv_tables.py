"""The tables as CSV, with a Frictionless data package that says what each column means.

RFC 4180 in UTF-8: commas, quotes where they are needed, CR LF. A cell without a value is empty, a list is a JSON array.

A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`. So a text of which that may be said is written with an
apostrophe before it, as is one that itself begins with an apostrophe. Whoever reads the files takes one apostrophe off
the beginning of a text, where there is one, and has the text as typed. Lists, figures and days never have one.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, partial

from generator.outputs import licence
from generator.outputs.plans import Plan
from generator.outputs.tables import NAMES, Cell, Column, Table, tables
from generator.views.desk import Desk

# White space may go before the sign: some programs take it off first. The last four are the signs in full width.
_DANGEROUS = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\s']")

_ABOUT = (
    "What the briefings say, as tables. A list is a JSON array. Prose is the text as typed, with citations such as "
    "[@source]. A text that a spreadsheet might run as a formula, and one that begins with an apostrophe, has one more "
    "apostrophe before it: take one off to have the text as typed."
)


def of_site(desk: Desk) -> Iterator[Plan]:
    """`data/<table>.csv` for each table, and `data/datapackage.json`."""
    found = cache(lambda: tables(desk))
    written = cache(lambda: {table.name: table_csv(table) for table in found()})
    for name in NAMES:
        yield f"data/{name}.csv", partial(lambda name: written()[name], name)
    yield "data/datapackage.json", lambda: _json(data_package(desk, found(), written()))


def _json(data: object) -> bytes:
    return f"{json.dumps(data, indent=1, ensure_ascii=False)}\n".encode()


def table_csv(table: Table) -> bytes:
    """The table with a row of column names."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode()


def _cell(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return f"{cell:f}"
        case date():
            return cell.isoformat()
        case tuple():
            return json.dumps(cell, ensure_ascii=False)
        case _:
            return guarded(cell)


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet might run it, or where it begins with one."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def data_package(desk: Desk, found: tuple[Table, ...], written: Mapping[str, bytes]) -> dict[str, object]:
    """What the tables are, for programs. Source: Frictionless Data Package 1.0."""
    keys = {table.name: table.key for table in found}
    home = {"homepage": desk.site_url} if desk.site_url else {}
    return {
        "profile": "tabular-data-package",
        "name": "parley-briefings",
        "title": desk.site_name,
        "description": _ABOUT,
        **home,
        "licenses": [{"name": licence.NAME, "path": licence.URL, "title": licence.TITLE}],
        "resources": [_resource(table, written[table.name], keys) for table in found],
    }


def _resource(table: Table, content: bytes, keys: Mapping[str, str]) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": table.key,
            "foreignKeys": [_foreign_key(column, keys) for column in table.columns if column.refers_to],
        },
    }


def _field(column: Column) -> dict[str, object]:
    demands: dict[str, object] = {"required": True} if column.required else {}
    demands |= {"enum": list(column.terms)} if column.terms else {}
    return {
        "name": column.name,
        "type": column.kind,
        "description": column.meaning,
        **({"constraints": demands} if demands else {}),
    }


def _foreign_key(column: Column, keys: Mapping[str, str]) -> dict[str, object]:
    return {
        "fields": column.name,
        "reference": {"resource": column.refers_to, "fields": keys[column.refers_to]},
    }
