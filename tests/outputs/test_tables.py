"""The tables say what was typed, as CSV with its data package and as a database."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, validate
from hostile_site import HOSTILE, briefing, desk_of, examples, published, site

from generator.outputs.csv_tables import guarded
from generator.outputs.sqlite_tables import Database
from generator.outputs.tables import TABLES, briefing_rows

RUNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet would run."""
TYPED = (
    ("processes", "title"),
    ("briefings", "title"),
    ("briefings", "what_happened"),
    ("terms", "area"),
    ("positions", "says"),
    ("guarantees", "trigger_event"),
    ("scenarios", "confidence_because"),
    ("events", "place"),
    ("sources", "note"),
)
"""Columns in which a text stands as typed."""


def unguarded(text: str) -> str:
    """What the documentation tells readers of the CSV files to do."""
    return text.removeprefix("'")


def write(files: dict[str, bytes], folder: Path) -> Path:
    """Write the data into a folder, and return the path of its data package."""
    (folder / "data").mkdir()
    for path, content in files.items():
        if path.startswith("data/"):
            (folder / path).write_bytes(content)
    return folder / "data/datapackage.json"


def rows(files: dict[str, bytes], table: str) -> list[dict[str, str]]:
    text = files[f"data/{table}.csv"].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def query(content: bytes, sql: str) -> list[Any]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_says_what_was_typed(text: str) -> None:
    """With the apostrophe off that may stand before it."""
    files = published(site(text))
    assert {unguarded(rows(files, table)[0][column]) for table, column in TYPED} == {text}
    assert json.loads(rows(files, "briefings")[0]["authors"]) == [text]
    assert json.loads(rows(files, "scenarios")[0]["drivers"]) == [text, text]
    assert json.loads(rows(files, "positions")[0]["sources"]) == [f"s1, {text}"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_begins_with_what_a_spreadsheet_runs(text: str) -> None:
    """Whatever stands before it as white space."""
    files = {**site("x"), "first.yaml": briefing(text, f" \n{text}")}
    found = published(files)
    tables = [path.removeprefix("data/").removesuffix(".csv") for path in found if path.endswith(".csv")]
    cells = [cell for table in tables for row in rows(found, table) for cell in row.values()]
    assert [cell for cell in cells if cell.lstrip(" \n").startswith(RUNS)] == []
    assert any(text in cell for cell in cells)


@pytest.mark.parametrize("text", ["=1", " =1", "\n-1", "@a", "+", "-", "'=1", "'x", "＝1", " x"])
def test_what_may_run_is_guarded(text: str) -> None:
    """By one apostrophe, which can be told from one that was typed."""
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["1=1", "a-b", "x'", "[1]", "a@b", "1.10"])
def test_other_texts_stay(text: str) -> None:
    """A sign within a text runs nothing."""
    assert guarded(text) == text


def test_csv_is_rfc_4180() -> None:
    """Lines end in CR LF, a cell with quotes or line ends is quoted, and there is no byte-order mark."""
    content = published({**site("x"), "first.yaml": briefing('a "b"', "one\n\ntwo")})["data/briefings.csv"]
    assert content.startswith(b"slug,")
    assert content.endswith(b"\r\n")
    assert b'"a ""b"""' in content
    assert b'"one\n\ntwo"' in content


def test_figures_have_their_digits_in_csv() -> None:
    """1.10 stays 1.10."""
    files = published(site("x"))
    assert rows(files, "scenarios")[0]["probability_low"] == "1.10"
    assert rows(files, "guarantees")[0]["response_within_hours"] == "1.10"


@pytest.mark.parametrize(
    ("when", "earliest", "latest"),
    [
        ("{after: talks, days: 14}", "2025-09-23", "2025-09-25"),
        ("{before: call}", "", ""),
        ("{once: they agree}", "", ""),
        ("2025-08", "2025-08-01", "2025-08-31"),
    ],
)
def test_the_days_of_an_event_are_worked_out(when: str, earliest: str, latest: str) -> None:
    """Where they can be; `when` has what was typed. What lies before something, nobody knows by how much, has none."""
    files = {**site("x"), "first.yaml": briefing("x").replace("when: 2025-08-01", f"when: {when}")}
    past = next(row for row in rows(published(files), "events") if row["id"] == "past")
    assert (past["earliest"], past["latest"]) == (earliest, latest)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_data_package_is_valid(text: str, tmp_path: Path) -> None:
    """Frictionless reads every row, and types, terms, keys and references hold."""
    package = write(published(site(text)), tmp_path)
    report = validate(str(package))
    assert report.valid, report.flatten(["type", "note"])
    with Package(str(package)).get_resource("scenarios") as resource:
        row = next(iter(resource.row_stream))
    assert (unguarded(row["title"]), row["drivers"], str(row["probability_low"])) == (text, [text, text], "1.10")


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("positions", b"rejects", b"refuses"),
        ("positions", b",us,", b",nobody,"),
        ("events", b"2025-09-09,", b"someday,"),
    ],
)
def test_a_data_package_gone_wrong_is_found(table: str, old: bytes, new: bytes, tmp_path: Path) -> None:
    """A term that is none, a player that is not there, a day that is none; the control of the test before."""
    files = published(site("x"))
    name = f"data/{table}.csv"
    assert old in files[name]
    assert not validate(str(write({**files, name: files[name].replace(old, new, 1)}, tmp_path))).valid


def test_the_examples_are_a_valid_package(tmp_path: Path) -> None:
    """With the size and the hash of each file."""
    report = validate(str(write(examples(), tmp_path)))
    assert report.valid, report.flatten(["type", "note"])


@pytest.mark.parametrize("text", HOSTILE)
def test_the_database_says_what_was_typed(text: str) -> None:
    """There nothing is guarded, for nothing is run."""
    content = published(site(text))["data/parley.sqlite"]
    assert {query(content, f'SELECT "{column}" FROM "{table}"')[0][0] for table, column in TYPED} == {text}
    assert query(content, "SELECT json_extract(authors, '$[0]') FROM briefings") == [(text,)]


def test_the_database_is_sound() -> None:
    """Its pages and its references, and it has a version."""
    content = examples()["data/parley.sqlite"]
    assert query(content, "PRAGMA integrity_check") == [("ok",)]
    assert query(content, "PRAGMA foreign_key_check") == []
    assert query(content, "PRAGMA user_version") == [(1,)]
    joined = (
        "SELECT count(*) FROM positions JOIN terms ON terms.key = positions.term JOIN players ON players.id = player"
    )
    assert query(content, joined)[0][0] > 50


def test_a_database_gone_wrong_is_found() -> None:
    """The checks of SQLite see a broken page and a broken reference; the control of the test before."""
    content = examples()["data/parley.sqlite"]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        connection.execute("UPDATE positions SET player = 'nobody'")
        assert connection.execute("PRAGMA foreign_key_check").fetchall()
    broken = bytearray(content)
    broken[4096 + 3 : 4096 + 5] = b"\xff\xff"
    assert _integrity(bytes(broken)) != [("ok",)]
    assert _integrity(content) == [("ok",)]


def test_a_row_that_refers_to_none_is_our_mistake() -> None:
    """It is seen before the database is published."""
    table, database = next(table for table in TABLES if table.name == "positions"), Database()
    database.add(table.name, [tuple("x" for _ in table.columns)])
    with pytest.raises(sqlite3.IntegrityError, match="row 1 of positions refers to no row of"):
        database.file()


def _integrity(content: bytes) -> list[Any]:
    try:
        return query(content, "PRAGMA integrity_check")
    except sqlite3.DatabaseError as error:
        return [error]


def test_figures_compare_as_numbers() -> None:
    """In the database 62.50 is more than 9 and equals what was typed."""
    content = published(site("x"))["data/parley.sqlite"]
    found = query(content, "SELECT probability_low, probability_high FROM scenarios WHERE probability_high > 9")
    assert [Decimal(str(figure)) for figure in found[0]] == [Decimal("1.10"), Decimal("62.50")]


def test_both_hold_the_same() -> None:
    """Each table has its rows in the one and in the other."""
    files = examples()
    names = [path for path in files if path.endswith(".csv")]
    assert len(names) == 10
    for name in names:
        table = name.removeprefix("data/").removesuffix(".csv")
        counted = query(files["data/parley.sqlite"], f'SELECT count(*) FROM "{table}"')
        assert counted == [(len(rows(files, table)),)]


def test_the_rows_of_a_briefing_hang_on_it_alone() -> None:
    """They are the same beside whatever other briefings, so that they may be kept."""
    alone, among = (desk_of({**site("x"), **more}) for more in ({}, {"second.yaml": briefing("y", as_of="2025-08-20")}))
    of_first = [
        [
            row
            for one in desk.catalogue.snapshots
            if one.slug == "first"
            for _, rows in briefing_rows(one)
            for row in rows
        ]
        for desk in (alone, among)
    ]
    assert of_first[0] == of_first[1]
    assert {type(cell) for row in of_first[0] for cell in row} <= {str, bool, type(None)}
