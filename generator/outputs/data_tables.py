"""The tables in both formats, CSV files and a database, put together of what each briefing adds to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import TypeAlias, TypeVar

from generator.catalogue import Snapshot
from generator.edition import made_already
from generator.outputs.csv_tables import CsvFile, data_package, lines_of
from generator.outputs.json_text import json_text
from generator.outputs.plans import Plan
from generator.outputs.sqlite_tables import Database
from generator.outputs.tables import TABLES, Row, Table, briefing_rows, site_rows
from generator.views.desk import Desk
from generator.workers import in_batches

PACKAGE = "data/datapackage.json"
DATABASE = "data/parley.sqlite"

TOGETHER = 200
"""What so many briefings add is written at once, which takes two thirds of the time of one by one."""

Rows: TypeAlias = Mapping[str, list[Row]]
"""Rows by the name of their table."""
Lines: TypeAlias = Mapping[str, bytes]
"""The same as lines of its CSV file."""
Added = TypeVar("Added", Rows, Lines)


class Tables:
    """What each briefing adds to the tables, which hangs on nothing but the briefing."""

    def rows(self, snapshot: Snapshot) -> Rows:
        """What a briefing adds to the database."""
        return _by_name(briefing_rows(snapshot))

    def lines(self, snapshot: Snapshot) -> Lines:
        """What a briefing adds to the CSV files."""
        return _as_lines(self.rows(snapshot))


def _by_name(found: Iterable[tuple[Table, list[Row]]]) -> Rows:
    return {table.name: rows for table, rows in found if rows}


def _as_lines(rows: Rows) -> Lines:
    return {name: lines_of(name, of_table) for name, of_table in rows.items()}


def of_site_as_csv(desk: Desk, tables: Tables) -> Iterator[Plan]:
    """`data/<table>.csv` for each table, and `data/datapackage.json`.

    All are written when one is asked for, into temporary files, so that no more than one is at hand at a time.
    """
    written: dict[str, Callable[[], bytes]] = {}

    def content(path: str) -> bytes:
        if path not in written:
            written.update(_written(desk, tables))
        return written.pop(path)()

    for path in (*(_csv(table.name) for table in TABLES), PACKAGE):
        yield path, partial(content, path)


def _written(desk: Desk, tables: Tables) -> dict[str, Callable[[], bytes]]:
    """What gives each of the files, by path. Lines are let go as soon as they are written."""
    files = {table.name: CsvFile(table) for table in TABLES}
    for some in _in_turn(_as_lines(_by_name(site_rows(desk))), map(tables.lines, desk.catalogue.snapshots)):
        for name, file in files.items():
            file.add(b"".join(lines.get(name, b"") for lines in some))
    package = made_already(json_text(data_package(desk, files)).encode())
    return {**{_csv(name): file.file for name, file in files.items()}, PACKAGE: package}


def of_site_as_database(desk: Desk, tables: Tables) -> Iterator[Plan]:
    """`data/parley.sqlite`, in which rows stand in order of time.

    So it begins at the other end than the CSV files, and where both are made at once and keep what briefings add, each
    makes about a half for both.
    """

    def content() -> bytes:
        written = Database()
        for some in _in_turn(_by_name(site_rows(desk)), map(tables.rows, reversed(desk.catalogue.snapshots))):
            for table in TABLES:
                written.add(table.name, chain.from_iterable(rows.get(table.name, ()) for rows in some))
        return written.file()

    yield DATABASE, content


def _in_turn(of_site: Added, of_briefings: Iterable[Added]) -> Iterator[list[Added]]:
    """What the briefings share, and then what each adds, so many at a time."""
    return in_batches(chain([of_site], of_briefings), lambda _: 1, TOGETHER)


def _csv(table: str) -> str:
    return f"data/{table}.csv"
