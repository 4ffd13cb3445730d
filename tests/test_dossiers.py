"""A page that is made from a dossier alone is the page that the whole catalogue would give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from plans import planned, write
from sites import briefing

from generator.catalogue import Catalogue
from generator.dossiers import dossiers, nothing_of, shared_sources
from generator.edition import Edition, LatePages, Pages, Part, SiteFolder
from generator.outputs import files_beside, plan_files
from generator.today import Today
from generator.views.kinds import OF_DOSSIER

SHARED = "[{id: s1, title: A note, kind: wire, grade: B2}, {id: s2, title: A letter, derived_from: [s1], kind: wire}]"
FILES = {
    "registry/processes.yaml": "river: {title: River talks}\nsea: {title: Sea talks}\n",
    "registry/players.yaml": (
        "envoy: {name: An Envoy, kind: person, relations: [{type: represents, to: council}]}\n"
        "council: {name: A Council, kind: body, relations: [{type: part_of, to: league}]}\n"
        "league: {name: A League, kind: organisation, country: se}\n"
    ),
    "a.yaml": briefing(process="river", as_of="2025-01-01", players='["no", envoy]', sources=SHARED),
    "b.yaml": briefing(process="river", as_of="2025-02-01", previously="[old-b]", replaces="gone", sources=SHARED),
    "b-fr.yaml": briefing(process="river", as_of="2025-02-01", translation_of="b", language="fr", sources=SHARED),
    "c.yaml": briefing(
        process="sea", as_of="2025-01-15", players="[se, fr]", what_happened="It met [@s2].", sources=SHARED
    ),
    "d.yaml": briefing(title="A meeting", review_by="2025-03-20"),
    "gone.yaml": briefing(title="Withdrawn", as_of="2024-12-01"),
}


@pytest.fixture(params=["made up", "examples"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> SiteFolder:
    """A site with all that leads from one dossier to another, and the example briefings."""
    if request.param == "examples":
        return SiteFolder(Path(__file__).resolve().parents[1], "briefings")
    return write(tmp_path, FILES)


def test_pages_are_those_of_the_whole_catalogue(site: SiteFolder) -> None:
    """Of briefings, processes and sources, in all languages: no word differs."""
    desk, workshop, plan = planned(site)
    pages = workshop.pages(OF_DOSSIER, desk, desk, frozenset(plan.files.paths))
    whole = dict(page for page in pages if not isinstance(page, LatePages))
    assert len(whole) > 4
    assert {path: plan.pages.make(path) for path in whole} == {path: make() for path, make in whole.items()}


def test_files_are_those_of_the_whole_catalogue(site: SiteFolder) -> None:
    """And there are as many."""
    desk, workshop, plan = planned(site)
    whole = plan_files(desk, workshop.of_briefing)
    assert sorted(plan.files.paths) == sorted(whole.paths)
    beside = [path for path, _ in files_beside(desk, workshop.of_briefing)]
    assert [plan.files.make(path) for path in beside] == [whole.make(path) for path in beside]


def test_each_page_and_file_belongs_to_one_part(site: SiteFolder) -> None:
    """None is made twice, and none is forgotten."""
    _, _, plan = planned(site)
    assert sorted(path for part in plan.parts for path in part.pages.paths) == sorted(plan.pages.paths)
    assert sorted(path for part in plan.parts for path in part.files) == sorted(plan.files.paths)
    assert len({part.name for part in plan.parts}) == len(plan.parts)


def test_a_process_may_be_called_as_another_part_is(tmp_path: Path) -> None:
    """The part that tells of the model is called 'parley', and a process may be, too."""
    files = {
        "registry/processes.yaml": "parley: {title: Talks about talks}\n",
        "a.yaml": briefing(process="parley"),
        "parley.yaml": briefing(title="A meeting"),
    }
    _, _, plan = planned(write(tmp_path, files))
    names = [part.name for part in plan.parts]
    assert {"parley", "process/parley", "briefing/parley"} <= {*names}
    assert len({*names}) == len(names)


def test_two_parts_of_one_name_are_refused() -> None:
    """Else the one would be published in place of the other."""
    with pytest.raises(AssertionError, match="several have one: talks"):
        Edition(parts=(Part("talks", Pages(), ()), Part("sea", Pages(), ()), Part("talks", Pages(), ())))


def digests(folder: Path, files: Mapping[str, str]) -> dict[str, str]:
    _, _, plan = planned(write(folder, files))
    return {part.name: part.digest for part in plan.parts}


@pytest.mark.parametrize(
    ("name", "text", "changed"),
    [
        ("c.yaml", FILES["c.yaml"] + "why_it_matters: It does.\n", {"process/sea"}),
        (
            "b-fr.yaml",
            FILES["b-fr.yaml"].replace("Norway made an offer", "La Norvège a fait une offre"),
            {"process/river"},
        ),
        ("registry/processes.yaml", "river: {title: River talks}\nsea: {title: Talks at sea}\n", {"process/sea"}),
        ("registry/players.yaml", FILES["registry/players.yaml"].replace("A League", "The League"), {"process/river"}),
        ("e.yaml", briefing(title="Another meeting"), {"briefing/e"}),
        # What others make of a source is told where it is cited.
        ("c.yaml", FILES["c.yaml"].replace("A letter", "Another letter"), {"process/sea", "process/river"}),
    ],
)
def test_a_digest_changes_with_what_the_part_is_made_from(
    tmp_path: Path, name: str, text: str, changed: set[str]
) -> None:
    """And with nothing else."""
    before = digests(tmp_path / "before", FILES)
    after = digests(tmp_path / "after", {**FILES, name: text})
    of_dossiers = {one for one in after if one.startswith(("process/", "briefing/"))}
    assert {one for one in of_dossiers if after[one] != before.get(one)} == changed
    assert before["parley"] == after["parley"]


def test_a_digest_changes_with_what_a_shared_source_was_made_from(tmp_path: Path) -> None:
    """Though no briefing names that."""
    registry = "reprint: {title: Reprint, derived_from: wire}\nwire: {title: Wire}\n"
    files = FILES | {"e.yaml": briefing(what_happened="It met [@reprint].", sources="[reprint]")}
    before = digests(tmp_path / "before", {**files, "registry/sources.yaml": registry})
    after = digests(tmp_path / "after", {**files, "registry/sources.yaml": registry.replace("Wire", "Cable")})
    changed = {one for one in after if after[one] != before[one]}
    assert {one for one in changed if one.startswith(("process/", "briefing/"))} == {"briefing/e"}
    assert "pages sources" in changed


def test_a_dossier_is_a_process_or_a_briefing_of_none(tmp_path: Path) -> None:
    """The one with the newest briefing comes first, and translations stand with their originals."""
    desk, _, _ = planned(write(tmp_path, FILES))
    found = dossiers(desk.catalogue)
    assert list(found) == ["briefing/d", "process/river", "process/sea"]
    assert [one.slug for versions in found["process/river"].versions for one in versions] == ["b", "b-fr", "a"]
    assert list(found["process/river"].processes) == ["river"]
    assert {"no", "se", "envoy", "council", "league"} <= found["process/river"].players.keys()
    assert "fr" not in found["process/river"].players


def test_a_source_that_several_dossiers_cite_is_no_single_one_s(tmp_path: Path) -> None:
    """But each finds it by the id it has there."""
    desk, _, _ = planned(write(tmp_path, FILES))
    shared = shared_sources(desk.catalogue)
    assert {cited.title for cited in shared} == {"A note", "A letter"}
    for dossier in dossiers(desk.catalogue).values():
        assert not set(map(id, shared)) & set(map(id, dossier.sources))
        assert all(
            (one.slug, source.id) in dossier.sources_by_id for one in dossier.snapshots for source in one.sources
        )


def test_each_dossier_asks_a_day_of_its_own(tmp_path: Path) -> None:
    """So that each tells for itself how long it is right: a review that is due makes another page."""
    _, _, plan = planned(write(tmp_path, FILES))
    by_name = {part.name: part for part in plan.parts}
    for name in ("briefing/d", "process/sea"):
        for path in by_name[name].pages.paths:
            plan.pages.make(path)
    d, sea = by_name["briefing/d"].today, by_name["process/sea"].today
    assert d is not None
    assert sea is not None
    assert (d.since.isoformat(), sea.since < d.since) == ("2025-03-21", True)


def test_nothing_has_no_briefing(tmp_path: Path) -> None:
    """The pages that tell of the model are made from it."""
    desk, _, _ = planned(write(tmp_path, FILES))
    nothing: Catalogue = nothing_of(desk.catalogue)
    assert (nothing.snapshots, nothing.players, nothing.processes, nothing.sources) == ((), {}, {}, ())
    assert isinstance(nothing.today, Today)
    assert replace(nothing, today=desk.catalogue.today).today == desk.catalogue.today
