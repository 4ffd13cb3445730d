"""The one-way rule: a module imports only what lies below it, and each foreign library has its one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "generator"

# From the ground up. A module may import from its own package and from any layer below; neighbours in one layer are
# strangers. A name may stand here before its module is written.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("problems", "store"),
    ("asked", "today"),
    ("edition", "links", "templates_folder", "version"),
    ("model",),
    ("typefaces", "words", "workers"),
    ("reading",),
    ("catalogue", "change", "yardstick"),
    ("deadlines", "dossiers", "positions", "sequence", "translation"),
    ("questions",),
    ("pictures", "scores"),
    ("checks",),
    ("checking", "due", "explanations", "reference"),
    ("views",),
    ("rendering",),
    ("outputs",),
    ("parts",),
    ("pipeline",),
    ("report", "starter"),
    ("reports",),
    ("publishing",),
    ("commands",),
    ("cli",),
)

# A foreign package, and the modules or packages that may import it: one, but for YAML, which authors write briefings in
# and the site builder its settings.
DOORS: Mapping[str, tuple[str, ...]] = {
    "distributed": ("generator.publishing.executors",),
    "markdown": ("generator.publishing.files",),
    "material": ("generator.publishing",),
    "mkdocs": ("generator.publishing",),
    "properdocs": ("generator.publishing",),
    "ruamel": ("generator.reading.formatting",),
    "typst": ("generator.rendering.press",),
    "yaml": ("generator.reading.document", "generator.publishing.plain"),
}

Sources = Mapping[str, str]


def sources_of(package: Path) -> dict[str, str]:
    """Each module's full name and its text; a package goes by its own name."""
    files = sorted(package.rglob("*.py"))
    dotted = {file: ".".join(file.relative_to(package.parent).with_suffix("").parts) for file in files}
    return {dotted[file].removesuffix(".__init__"): file.read_text(encoding="utf-8") for file in files}


def imported_names(source: str, known: Sources) -> Iterator[str]:
    """Every module that the source imports, wherever in it; `from a import b` is `a.b` where that is a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            full = (f"{base}.{alias.name}" for alias in node.names)
            yield from (name if name in known else base for name in full)


def part_of(module: str) -> str:
    """The part of the house that a module belongs to: `generator.reading.prose` is `reading`, the package itself ``."""
    return module.partition(".")[2].partition(".")[0]


def layer_of(part: str) -> int | None:
    """How high the part lies, or None for a part that has no place yet."""
    return next((height for height, layer in enumerate(LAYERS) if part in layer), None)


def is_within(module: str, home: str) -> bool:
    return module == home or module.startswith(f"{home}.")


def misplaced(module: str, imported: str) -> str | None:
    """What is wrong with one module's import of another, or None."""
    doors = DOORS.get(imported.partition(".")[0])
    if doors and not any(is_within(module, door) for door in doors):
        return f"{module} imports {imported}, which only {' and '.join(doors)} may"
    if imported.startswith("."):
        return f"{module} imports {imported}, not by its full name"
    return climbing(module, imported) if is_within(imported, "generator") else None


def climbing(module: str, imported: str) -> str | None:
    """What is wrong with an import inside the house, or None: it stays in its part or goes down."""
    here, there = part_of(module), part_of(imported)
    if here == there or not there:
        return None
    height, other = layer_of(here), layer_of(there)
    if height is None or other is None:
        return f"{module} imports {imported}, and one of them has no place in LAYERS"
    return f"{module} imports {imported}, which is not below it" if other >= height else None


def cycle_in(graph: Mapping[str, set[str]]) -> Iterator[str]:
    """A sentence on one cycle of imports, where there is one."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield f"a cycle: {' <- '.join(error.args[1])}"


def violations(sources: Sources) -> list[str]:
    """Every import that breaks the rule, every part without a place, and a cycle of modules where there is one."""
    imports = {module: set(imported_names(source, sources)) for module, source in sources.items()}
    unplaced = sorted({part_of(module) for module in sources if layer_of(part_of(module)) is None} - {""})
    wrong = (misplaced(module, name) for module in sorted(imports) for name in sorted(imports[module]))
    inside = {module: {name for name in names if name in sources} for module, names in imports.items()}
    return [
        *(f"{part} has no place in LAYERS" for part in unplaced),
        *filter(None, wrong),
        *cycle_in(inside),
    ]


def test_the_house_keeps_the_rule() -> None:
    """No module imports upward, in a circle, or a library through another's door."""
    assert violations(sources_of(PACKAGE)) == []


def test_every_module_is_seen() -> None:
    """The rule is checked on the house as it stands: modules and packages, at every depth."""
    sources = sources_of(PACKAGE)
    assert {"generator", "generator.problems", "generator.reading"} <= sources.keys()
    assert len(sources) == len(list(PACKAGE.rglob("*.py")))


def test_no_part_has_two_places() -> None:
    """A part in two layers would be above and below itself."""
    parts = [part for layer in LAYERS for part in layer]
    assert len(parts) == len(set(parts))


GROUND = {
    "generator": "",
    "generator.problems": "import dataclasses",
    "generator.model": "",
    "generator.model.player": "from generator.problems import Problem",
    "generator.reading": "",
    "generator.reading.document": "import yaml\nfrom generator.model import player",
    "generator.publishing": "",
    "generator.publishing.plugin": "from mkdocs.plugins import BasePlugin",
    "generator.commands": "",
    "generator.commands.serve": "import generator.publishing.plugin",
}


def test_a_sound_house_has_no_violation() -> None:
    """Imports that go down, stay in a part or use their own door are all allowed."""
    assert violations(GROUND) == []


@pytest.mark.parametrize(
    ("module", "source", "complaint"),
    [
        ("generator.links", "from generator.model import player", "imports generator.model.player, which is not below"),
        ("generator.problems", "import generator.model", "imports generator.model, which is not below it"),
        (
            "generator.problems",
            "def later():\n    import generator.cli",
            "imports generator.cli, which is not below it",
        ),
        ("generator.links", "from generator.words import Words", "imports generator.words, which is not below it"),
        ("generator.model.truce", "from generator import reading", "imports generator.reading, which is not below it"),
        ("generator.model.truce", "from .player import Player", "imports .player, not by its full name"),
        ("generator.commands.serve", "from mkdocs.commands import serve", "only generator.publishing may"),
        ("generator.rendering.theme", "import material", "only generator.publishing may"),
        ("generator.reading.files", "from yaml import CParser", "only generator.reading.document and"),
        ("generator.reading.documents", "import yaml", "only generator.reading.document and"),
        ("generator.attic", "", "attic has no place in LAYERS"),
    ],
)
def test_each_violation_is_found(module: str, source: str, complaint: str) -> None:
    """One bad module in a sound house is named, with what is wrong; it alone."""
    found = violations({**GROUND, module: source})
    assert len(found) == 1
    assert complaint in found[0]
    assert part_of(module) in found[0]


def test_a_circle_inside_a_part_is_found() -> None:
    """Two modules of one part that import each other are a cycle, though no layer is crossed."""
    circle = {
        "generator.views.players": "from generator.views import process",
        "generator.views.process": "from generator.views.players import view",
    }
    assert violations({**GROUND, **circle}) == [
        "a cycle: generator.views.players <- generator.views.process <- generator.views.players"
    ]
