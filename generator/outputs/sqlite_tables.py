"""The tables as one SQLite database: the same names, and foreign keys that hold.

Lists are JSON arrays, truth values 0 and 1, days text such as `2025-08-17`. Figures are numbers, so that they compare
as numbers; SQLite keeps 15 digits of each. The JSON of a briefing and the CSV have them as typed.

Equal tables give equal bytes: rows are added in one order, and where SQLite notes its own release it says that of a
fixed one.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from tempfile import mkstemp

from generator.outputs.tables import TABLES, Column, Row, Table

# A change that old queries would not survive gets another number.
USER_VERSION = 1
_SETTINGS = (
    "page_size = 4096",
    f"user_version = {USER_VERSION}",
    # Nobody else reads the file, and where it is cut short it is made anew.
    "journal_mode = OFF",
    "synchronous = OFF",
    "cache_size = -16000",  # in KiB
)
_KEYS = {table.name: table.key for table in TABLES}
_INSERTS = {
    table.name: f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608 - our own names
    for table in TABLES
}
_TYPES = {"string": "TEXT", "boolean": "INTEGER", "number": "NUMERIC", "date": "TEXT", "array": "TEXT"}

# Where the file's head has the release of SQLite that last wrote it, and what stands there instead.
# Source: SQLite's file format, "The Database Header".
_RELEASE_AT = 96
_RELEASE = (3_040_000).to_bytes(4, "big")


class Database:
    """The tables as a database, to which rows are added, a few at a time.

    It grows in a temporary file: that of an archive would take a worker more memory than all else it has at hand.
    """

    def __init__(self) -> None:
        descriptor, path = mkstemp()
        self._file = os.fdopen(descriptor, "r+b")
        self._connection = sqlite3.connect(path)
        for setting in _SETTINGS:
            self._connection.execute(f"PRAGMA {setting}")
        self._connection.executescript("".join(map(_definition, TABLES)))
        # It is open, and goes with this process, even one that is killed.
        Path(path).unlink()

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Further rows of a table, which goes by its name."""
        self._connection.executemany(_INSERTS[table], rows)

    def file(self) -> bytes:
        """The database file; nothing can be added any more. Raises IntegrityError where a row refers to none."""
        with self._file as file:
            with closing(self._connection) as connection:
                connection.commit()
                # All at once, which takes half the time of row by row.
                connection.executescript("".join(map(_indexes, TABLES)))
                if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
                    raise sqlite3.IntegrityError(f"row {broken[1]} of {broken[0]} refers to no row of {broken[2]}")
            file.seek(_RELEASE_AT)
            file.write(_RELEASE)
            file.seek(0)
            return file.read()


def _definition(table: Table) -> str:
    columns = ",\n".join(f"  {_column(column, table)}" for column in table.columns)
    return f"CREATE TABLE {_quoted(table.name)} (\n{columns}\n);\n"


def _indexes(table: Table) -> str:
    return "".join(
        f"CREATE INDEX {_quoted(f'{table.name}_{column.name}')} ON {_quoted(table.name)} ({_quoted(column.name)});\n"
        for column in table.columns
        if column.refers_to
    )


def _column(column: Column, table: Table) -> str:
    words = [_quoted(column.name), _TYPES[column.kind]]
    words += ["PRIMARY KEY"] if column.name == table.key else []
    words += ["NOT NULL"] if column.required else []
    if column.refers_to:
        words.append(f"REFERENCES {_quoted(column.refers_to)} ({_quoted(_KEYS[column.refers_to])})")
    return " ".join(words)


def _quoted(name: str) -> str:
    return f'"{name}"'
