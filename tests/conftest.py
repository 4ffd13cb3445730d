"""What holds for every test: how Hypothesis searches, and where figures go."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from proof import Figures, Proof

# A slow machine is no defect, so no test has a deadline. CI tries the same examples each time: a change is judged by
# what it changed, and new examples are looked for at the desk.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--figures FILE` keeps what tests marked `proof` counted."""
    parser.addoption("--figures", type=Path, help="write what the tests marked `proof` tried and what held")


def pytest_configure(config: pytest.Config) -> None:
    """One process collects the figures of all."""
    file = config.getoption("--figures")
    if file and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Figures(file))


@pytest.fixture
def proof(record_property: Callable[[str, object], None]) -> Proof:
    """Takes the figures of the test."""
    return Proof(record_property)
