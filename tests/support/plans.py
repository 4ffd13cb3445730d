"""A site of YAML texts that is planned as a build plans it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from generator.catalogue import make_catalogue
from generator.checking import check_site
from generator.edition import Settings, SiteFolder
from generator.parts import Planned, Workshop, plan_parts
from generator.views.desk import Desk
from generator.words import read_words
from generator.yardstick import ICD_203

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SETTINGS = Settings("Desk", "https://desk.example/", print_outputs=False)


def write(folder: Path, files: Mapping[str, str]) -> SiteFolder:
    """Write the texts by their path below the folder of briefings."""
    for name, text in files.items():
        path = folder / "briefings" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return SiteFolder(folder, "briefings")


def planned(site: SiteFolder) -> tuple[Desk, Workshop, Planned]:
    """What is planned, with the desk and the workshop for it; the site must hold no error."""
    checked = check_site(site, NOW, SETTINGS)
    assert [one for one in checked.problems if one.severity.value == "error"] == []
    desk = Desk(make_catalogue(checked.library, NOW), read_words(), ICD_203, "Desk", site_url=SETTINGS.site_url)
    workshop = Workshop(site, SETTINGS)
    return desk, workshop, plan_parts(workshop, desk, desk, checked.library)
