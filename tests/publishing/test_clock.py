"""A clock that is behind publishes nothing: what readers could see does not vanish without a word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from command_line import MKDOCS_YML, SMALLEST, write_site
from proof import Proof
from small_site import files_below

from generator.cli import main
from generator.publishing import clock, staged_site
from generator.publishing.build import build_site
from generator.publishing.manifest import not_before
from generator.publishing.stops import CannotPublish

EMBARGO = datetime(2026, 4, 1, 13, tzinfo=UTC)
BEHIND = [datetime(1970, 1, 1, tzinfo=UTC), datetime(2000, 1, 1, tzinfo=UTC), EMBARGO - timedelta(microseconds=1)]
PROMISE = "A clock that is behind takes nothing back"


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """A site with one briefing that was embargoed, published after that."""
    embargoed = f"{SMALLEST}embargo_until: {EMBARGO.isoformat()}\n"
    root = write_site(tmp_path / "root", {"open.yaml": SMALLEST, "talks.yaml": embargoed})
    (root / "mkdocs.yml").write_text(MKDOCS_YML.replace("[briefings]", "[briefings: {print: false}]"))
    build_site(root / "mkdocs.yml", None, EMBARGO + timedelta(days=1))
    return root / "mkdocs.yml"


@pytest.mark.proof
def test_a_clock_that_is_behind_leaves_the_site_as_it_is(settings: Path, proof: Proof) -> None:
    """Each time the build is refused with the reason and a way out; not a byte of the site changes."""
    site = settings.parent / "site"
    before = files_below(site)
    assert (site / "briefings" / "talks" / "index.html").exists()
    held = 0
    for now in BEHIND:
        with pytest.raises(CannotPublish, match="2026-04-01 13:00 UTC: it would disappear again"):
            build_site(settings, None, now)
        held += files_below(site) == before
    proof.held(PROMISE, len(BEHIND), held)


@pytest.mark.proof
def test_without_the_look_at_the_clock_the_briefing_vanishes(
    settings: Path, monkeypatch: pytest.MonkeyPatch, proof: Proof
) -> None:
    """The control: the same builds then take the page away."""
    monkeypatch.setattr(staged_site, "clock_behind", lambda *_: None)
    fired = 0
    for now in BEHIND:
        build_site(settings, None, now)
        fired += not (settings.parent / "site" / "briefings" / "talks" / "index.html").exists()
    proof.fired(PROMISE, len(BEHIND), fired)


def test_an_older_state_can_be_built_elsewhere(settings: Path) -> None:
    """Where nothing newer stands, any moment will do: so a build of long ago can be repeated."""
    elsewhere = settings.parent / "then"
    build_site(settings, elsewhere, EMBARGO - timedelta(days=1))
    assert not (elsewhere / "briefings" / "talks").exists()
    assert not_before(elsewhere) == datetime(2025, 8, 16, 10, tzinfo=UTC)  # the day begins at UTC+14
    assert not_before(settings.parent / "site") == EMBARGO


def test_an_embargo_set_anew_takes_a_page_back(settings: Path) -> None:
    """By a clock that is right an editor may still withdraw what was out."""
    talks = settings.parent / "briefings" / "talks.yaml"
    talks.write_text(talks.read_text().replace(EMBARGO.isoformat(), "2031-01-01T00:00:00Z"))
    build_site(settings, None, EMBARGO + timedelta(days=2))
    assert not (settings.parent / "site" / "briefings" / "talks").exists()


@pytest.mark.parametrize("command", ["build", "check", "due"])
def test_a_clock_before_this_version_was_made_is_told(
    settings: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """A machine that lost its time asks for it; the moment that SOURCE_DATE_EPOCH names is taken as it is."""
    monkeypatch.chdir(settings.parent)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(clock, "EARLIEST", datetime.now(UTC) + timedelta(days=1))
    refused = CliRunner().invoke(main, [command])
    assert refused.exit_code == 2
    assert "Set the clock" in refused.output
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int((EMBARGO + timedelta(days=3)).timestamp())))
    assert CliRunner().invoke(main, [command]).exit_code in (0, 1)


def test_the_site_builder_s_own_command_asks_for_the_time_too(settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under `mkdocs build`, as well: nothing is built by a clock of 1970."""
    from mkdocs.config import load_config

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(clock, "EARLIEST", datetime.now(UTC) + timedelta(days=1))
    config = load_config(str(settings))
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.raises(CannotPublish, match="Set the clock"):
        config.plugins.on_config(config)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(CannotPublish, match="not a number of seconds"):
        config.plugins.on_config(config)
    config.plugins.on_shutdown()


def test_a_moment_that_is_named_by_nothing_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a workflow sets the variable to an empty text."""
    before = datetime.now(UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert before <= clock.now() <= datetime.now(UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1756728000")
    assert clock.now() == datetime(2025, 9, 1, 12, tzinfo=UTC)
