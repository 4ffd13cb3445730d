"""A dossier: one process with its briefings and their translations, or a single briefing of no process.

A catalogue narrowed to one holds all that the pages of the process and of its briefings are made from, and nothing
else. So these need making anew only when something of that has changed, and may be made anywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from generator.catalogue import Catalogue, CitedSource, Player, Snapshot
from generator.today import Today


def dossiers(catalogue: Catalogue) -> Mapping[str, Catalogue]:
    """The catalogue of each dossier by its name, the one with the newest briefing first.

    Each has a day of its own to ask. Of the sources it has those that nobody else cites; all that its briefings cite
    are found by their ids. Who else mentions a player is not in it.
    """
    together: dict[str, list[Snapshot]] = defaultdict(list)
    for snapshot in catalogue.snapshots:
        together[name_of(snapshot)].append(snapshot)
    return {name: _narrowed(catalogue, snapshots) for name, snapshots in together.items()}


def name_of(snapshot: Snapshot) -> str:
    """The name of the dossier that a briefing belongs to; what kind it is comes first, for parts are told by names."""
    process = snapshot.briefing.process
    return f"process/{process}" if process else f"briefing/{snapshot.original}"


def shared_sources(catalogue: Catalogue) -> tuple[CitedSource, ...]:
    """The sources that more than one dossier cites."""
    return tuple(cited for cited in catalogue.sources if len({name_of(one) for one, _ in cited.where}) > 1)


def nothing_of(catalogue: Catalogue) -> Catalogue:
    """A catalogue without any briefing, for pages that tell of none."""
    return replace(_narrowed(catalogue, ()), sources_by_id={})


def _narrowed(catalogue: Catalogue, snapshots: Sequence[Snapshot]) -> Catalogue:
    slugs = {snapshot.slug for snapshot in snapshots}
    translations = {str(slug): catalogue.translations[slug] for slug in slugs if slug in catalogue.translations}
    versions = (*snapshots, *chain(*translations.values()))
    shown = {version.slug for version in versions}
    processes = {snapshot.briefing.process for snapshot in snapshots if snapshot.briefing.process}
    cited = {
        (str(one.slug), str(source.id)): catalogue.sources_by_id[one.slug, source.id]
        for one in snapshots
        for source in one.sources
    }
    return replace(
        catalogue,
        today=Today(catalogue.today),
        snapshots=tuple(snapshots),
        translations=translations,
        processes={name: catalogue.processes[name] for name in processes},
        players=_with_kin((player for version in versions for player in version.mentioned), catalogue.players),
        appearances={},
        sources=tuple(one for one in _each_once(cited.values()) if all(where.slug in slugs for where, _ in one.where)),
        sources_by_id=cited,
        withdrawn=tuple(one for one in catalogue.withdrawn if one.replaced_by in shown),
        unpublished=(),
    )


def _each_once(sources: Iterable[CitedSource]) -> Iterator[CitedSource]:
    return iter({id(source): source for source in sources}.values())


def _with_kin(names: Iterable[str], players: Mapping[str, Player]) -> dict[str, Player]:
    """These players, and all whom they point to, by their ids."""
    found: dict[str, Player] = {}
    queue = sorted(set(names), reverse=True)
    while queue:
        name = queue.pop()
        if name not in found and name in players:
            found[name] = players[name]
            queue += [str(relation.to) for relation in found[name].relations]
            queue += [str(post.of.player) for post in found[name].posts if post.of and post.of.player]
            queue += [found[name].country or ""]
    return found
