"""`parley check --fix`: what is mechanical is mended in the files, round after round, until nothing more can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.edition import SiteFolder
    from generator.problems import Problem
    from generator.reading.files import SourceFile

# A mend can bring the next problem to light (`Ukraine` becomes an id, and then is none that is known), rarely twice.
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Mended:
    """The files that changed, by path, with their new bytes, and every problem that was mended in them."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def mended(site: SiteFolder, is_chosen: Callable[[Problem], bool]) -> Mended:
    """What `--fix` would write; nothing is written here."""
    from generator.reading.files import find_files

    told: list[Problem] = []
    files = find_files(site.root, site.briefings).yaml
    before = {file.path: file.raw for file in files}
    for _ in range(ROUNDS):
        changed = dict(_round(files, site.briefings, is_chosen, told))
        if not changed:
            break
        files = tuple(changed.get(file.path, file) for file in files)
    return Mended({file.path: file.raw for file in files if file.raw != before[file.path]}, tuple(told))


def _round(
    files: tuple[SourceFile, ...], folder: str, is_chosen: Callable[[Problem], bool], told: list[Problem]
) -> Iterator[tuple[str, SourceFile]]:
    from generator.reading.files import SourceFile
    from generator.reading.library import read_library
    from generator.reading.mending import mend, mendable

    problems = [problem for problem in read_library(files, folder).problems if is_chosen(problem)]
    for file in files:
        own = mendable(problem for problem in problems if problem.path == file.path)
        after = SourceFile(file.path, mend(file.raw, own)) if own else file
        if own and _text_codes(after) <= _text_codes(file):
            told += own
            yield file.path, after


def _text_codes(file: SourceFile) -> frozenset[str]:
    """What is wrong with the text itself: `UA` and `ua` in one mapping would become the same key twice."""
    from generator.reading.document import parse_document

    return frozenset(problem.code for problem in parse_document(file.path, file.raw)[1])
