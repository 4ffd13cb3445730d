"""Where the templates that travel with Parley are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def packaged_templates(package: Path = _PACKAGE) -> Path:
    """The folder with Parley's own `pages/`, `parts/` and `theme/`.

    `package` is the folder of the import package. A broken installation raises FileNotFoundError.
    """
    places = (package / "site_templates", package.parent / "site_templates")
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"no templates in {' or '.join(map(str, places))}: install parley-briefings again")
