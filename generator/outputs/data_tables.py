"""The tables in both formats, CSV files and a database, put together of what each briefing adds to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import NamedTuple, TypeAlias

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
"""The rows of so many briefings are written at once, which takes two thirds of the time of one by one."""


class Added(NamedTuple):
    """Rows by the name of their table, and the same as lines of its CSV file."""

    rows: Mapping[str, list[Row]]
    lines: Mapping[str, bytes]


AddedBy: TypeAlias = Callable[[Snapshot], Added]


def added_by(snapshot: Snapshot) -> Added:
    """What a briefing adds, which hangs on nothing else."""
    return _added(briefing_rows(snapshot))


def _added(found: Iterable[tuple[Table, list[Row]]]) -> Added:
    told = [(table, rows) for table, rows in found if rows]
    return Added(
        {table.name: rows for table, rows in told}, {table.name: lines_of(table, rows) for table, rows in told}
    )


def of_site(desk: Desk, added: AddedBy = added_by) -> Iterator[Plan]:
    """`data/<table>.csv` for each table, `data/datapackage.json` and `data/parley.sqlite`.

    All are written when one is asked for, into temporary files, so that no more than one is at hand at a time.
    """
    written: dict[str, Callable[[], bytes]] = {}

    def content(path: str) -> bytes:
        if path not in written:
            written.update(_written(desk, added))
        return written.pop(path)()

    for path in (*(_csv(table.name) for table in TABLES), PACKAGE, DATABASE):
        yield path, partial(content, path)


def _written(desk: Desk, added: AddedBy) -> dict[str, Callable[[], bytes]]:
    """What gives each of the files, by path. Rows are let go as soon as they are written."""
    csv_files, database = {table.name: CsvFile(table) for table in TABLES}, Database()
    every = chain([_added(site_rows(desk))], map(added, desk.catalogue.snapshots))
    for some in in_batches(every, lambda _: 1, TOGETHER):
        for table in TABLES:
            csv_files[table.name].add(b"".join(one.lines.get(table.name, b"") for one in some))
            database.add(table.name, chain.from_iterable(one.rows.get(table.name, ()) for one in some))
    return {
        **{_csv(name): file.file for name, file in csv_files.items()},
        PACKAGE: made_already(json_text(data_package(desk, csv_files)).encode()),
        DATABASE: database.file,
    }


def _csv(table: str) -> str:
    return f"data/{table}.csv"
