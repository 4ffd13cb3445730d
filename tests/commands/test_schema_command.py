"""`parley schema` hands over the schema, to the screen or to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from generator.outputs.schema import briefing_schema_json

Parley = Callable[..., Result]


def test_the_schema_is_printed(parley: Parley) -> None:
    """Nothing else is, so that it can be sent on."""
    done = parley("schema")
    assert (done.exit_code, done.stdout, done.stderr) == (0, briefing_schema_json(), "")


def test_the_schema_is_written_to_a_file(parley: Parley, tmp_path: Path) -> None:
    """The same bytes, and silence."""
    done = parley("schema", "-o", str(tmp_path / "briefing.json"))
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "briefing.json").read_bytes() == briefing_schema_json().encode()


def test_a_file_that_cannot_be_written_is_said_kindly(parley: Parley, tmp_path: Path) -> None:
    """That is no fault of ours, so there is no trace."""
    done = parley("schema", "-o", str(tmp_path / "nowhere" / "briefing.json"))
    assert done.exit_code == 2
    assert done.stderr.endswith("cannot be written: No such file or directory.\n")
    assert "Traceback" not in done.stderr


def test_no_site_is_needed(parley: Parley, site: Path) -> None:
    """The schema is the same everywhere."""
    (site / "mkdocs.yml").unlink()
    assert parley("schema").exit_code == 0
