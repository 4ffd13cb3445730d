"""The tables as one SQLite database: the same names, and foreign keys that hold.

Lists are JSON arrays, truth values 0 and 1, days text such as `2025-08-17`. Figures are numbers, so that they compare
as numbers; SQLite keeps 15 digits of each. The JSON of a briefing and the CSV have them as typed.

Equal tables give equal bytes: the database is written at one go, and where SQLite notes its own release it says that of
a fixed one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from decimal import Decimal

from generator.outputs.plans import Plan
from generator.outputs.tables import Cell, Column, Table, tables
from generator.views.desk import Desk

# A change that old queries would not survive gets another number.
USER_VERSION = 1
_PAGE_SIZE = 4096
_TYPES = {"string": "TEXT", "boolean": "INTEGER", "number": "NUMERIC", "date": "TEXT", "array": "TEXT"}

# Where the file's head has the release of SQLite that last wrote it, and what stands there instead.
# Source: SQLite's file format, "The Database Header".
_RELEASE_AT = slice(96, 100)
_RELEASE = (3_040_000).to_bytes(4, "big")


def of_site(desk: Desk) -> Iterator[Plan]:
    """`data/parley.sqlite`."""
    yield "data/parley.sqlite", lambda: database(tables(desk))


def database(found: tuple[Table, ...]) -> bytes:
    """The tables as a database file."""
    keys = {table.name: table.key for table in found}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
        connection.execute(f"PRAGMA user_version = {USER_VERSION}")
        connection.execute("PRAGMA foreign_keys = ON")
        for table in found:
            connection.executescript(_definition(table, keys))
            places = ", ".join("?" * len(table.columns))
            rows = ([_stored(cell) for cell in row] for row in table.rows)
            connection.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({places})", rows)  # noqa: S608 - our own names
        connection.commit()
        connection.execute("VACUUM")
        written = bytearray(connection.serialize())
    written[_RELEASE_AT] = _RELEASE
    return bytes(written)


def _definition(table: Table, keys: Mapping[str, str]) -> str:
    columns = ",\n".join(f"  {_column(column, table, keys)}" for column in table.columns)
    indexed = [column.name for column in table.columns if column.refers_to]
    indexes = (
        f"CREATE INDEX {_quoted(f'{table.name}_{name}')} ON {_quoted(table.name)} ({_quoted(name)});"
        for name in indexed
    )
    return "\n".join((f"CREATE TABLE {_quoted(table.name)} (\n{columns}\n);", *indexes))


def _column(column: Column, table: Table, keys: Mapping[str, str]) -> str:
    words = [_quoted(column.name), _TYPES[column.kind]]
    words += ["PRIMARY KEY"] if column.name == table.key else []
    words += ["NOT NULL"] if column.required else []
    if column.refers_to:
        words.append(f"REFERENCES {_quoted(column.refers_to)} ({_quoted(keys[column.refers_to])})")
    return " ".join(words)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _stored(cell: Cell) -> str | int | None:
    match cell:
        case bool():
            return int(cell)
        case Decimal():
            return f"{cell:f}"
        case date():
            return cell.isoformat()
        case tuple():
            return json.dumps(cell, ensure_ascii=False)
        case _:
            return cell if cell is None else str(cell)
