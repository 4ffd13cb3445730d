"""The tables in both formats: CSV files and a database, written from the same rows as these are made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from generator.outputs.csv_tables import CsvFiles
from generator.outputs.plans import Plan
from generator.outputs.sqlite_tables import Database
from generator.outputs.tables import TABLES, all_rows
from generator.views.desk import Desk

DATABASE = "data/parley.sqlite"


def of_site(desk: Desk) -> Iterator[Plan]:
    """`data/<table>.csv` for each table, `data/datapackage.json` and `data/parley.sqlite`."""
    written = cache(partial(_written, desk))

    def content(path: str) -> bytes:
        return written()[path]

    for path in (*(f"data/{table.name}.csv" for table in TABLES), "data/datapackage.json", DATABASE):
        yield path, partial(content, path)


def _written(desk: Desk) -> dict[str, bytes]:
    """All of the files by path. Rows are let go as soon as they are written."""
    csv_files, database = CsvFiles(), Database()
    for table, rows in all_rows(desk):
        csv_files.add(table, rows)
        database.add(table, rows)
    return {**csv_files.files(desk), DATABASE: database.file()}
