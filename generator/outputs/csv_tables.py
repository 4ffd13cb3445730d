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
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from tempfile import TemporaryFile
from typing import Any

from generator.outputs import licence
from generator.outputs.tables import TABLES, Cell, Column, Kind, Row, Table
from generator.views.desk import Desk

# White space may go before the sign: some programs take it off first. The last four are the signs in full width.
_DANGEROUS = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\s']")

_ABOUT = (
    "What the briefings say, as tables. A list is a JSON array. Prose is the text as typed, with citations such as "
    "[@source]. A text that a spreadsheet might run as a formula, and one that begins with an apostrophe, has one more "
    "apostrophe before it: take one off to have the text as typed."
)


class CsvFile:
    """A table as a file, to which lines are added, a few at a time. It grows in a temporary file."""

    def __init__(self, table: Table) -> None:
        self._file = TemporaryFile()  # noqa: SIM115  closed where it is given out
        self._digest = hashlib.sha256()
        self.add(_lines([[column.name for column in table.columns]]))

    def add(self, lines: bytes) -> None:
        """Further lines."""
        self._file.write(lines)
        self._digest.update(lines)

    @property
    def size(self) -> int:
        """The bytes it has."""
        return self._file.tell()

    @property
    def sha256(self) -> str:
        """The SHA-256 of these."""
        return self._digest.hexdigest()

    def file(self) -> bytes:
        """What it holds; nothing can be added any more."""
        with self._file as file:
            file.seek(0)
            return file.read()


def lines_of(table: str, rows: Iterable[Row]) -> bytes:
    """Rows of a table, which goes by its name, as lines of its file."""
    writes = _WRITES[table]
    return _lines(
        [write(cell) if write and cell is not None else cell for write, cell in zip(writes, row, strict=True)]
        for row in rows
    )


def _lines(rows: Iterable[Sequence[Cell]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode()


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet might run it, or where it begins with one."""
    return f"'{text}" if _DANGEROUS.match(text) else text


_WRITTEN: Mapping[Kind, Callable[[Any], str]] = {"string": guarded, "boolean": lambda cell: "true" if cell else "false"}
"""How a cell is written that is not written as it is, by the kind of its column."""
_WRITES = {table.name: [_WRITTEN.get(column.kind) for column in table.columns] for table in TABLES}


def data_package(desk: Desk, written: Mapping[str, CsvFile]) -> dict[str, object]:
    """What the tables are, for programs, each as it was written. Source: Frictionless Data Package 1.0."""
    keys = {table.name: table.key for table in TABLES}
    home = {"homepage": desk.site_url} if desk.site_url else {}
    return {
        "profile": "tabular-data-package",
        "name": "parley-briefings",
        "title": desk.site_name,
        "description": _ABOUT,
        **home,
        "licenses": [{"name": licence.NAME, "path": licence.URL, "title": licence.TITLE}],
        "resources": [_resource(table, written[table.name], keys) for table in TABLES],
    }


def _resource(table: Table, written: CsvFile, keys: Mapping[str, str]) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.size,
        "hash": f"sha256:{written.sha256}",
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
