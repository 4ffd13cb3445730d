"""Which Parley this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def version_of_ours() -> str:
    """The version of the installed package, or what stands for it in a folder that is not installed."""
    try:
        return version("parley-briefings")
    except PackageNotFoundError:
        return "0.0.0"
