"""The author's guide is true: each example is clean, or has exactly the problem that is shown below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from small_sites import BASE, TODAY, problems_in

from generator.explanations import EXPLANATIONS
from generator.report import problems_as_text

ROOT = Path(__file__).resolve().parent.parent
GUIDE = sorted((ROOT / "briefings/guide").glob("*.md"))
EXAMPLE = re.compile(r"^```yaml\n(.*?)^```$(?:\n\n^```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)
PLAYERS = """\
northern-council: {name: Northern Council, kind: de_facto_authority}
southern-assembly: {name: Southern Assembly, kind: de_facto_authority}
"""
BASE_OF_GUIDE = BASE | {"players": "players: [northern-council, southern-assembly, no]"}


@dataclass(frozen=True)
class Shown:
    """An example of a page: its YAML, and what `parley check` is said to tell of it."""

    page: str
    number: int
    text: str
    told: str

    @property
    def name(self) -> str:
        return f"{self.page}-{self.number}"


def examples() -> Iterator[Shown]:
    for page in GUIDE:
        found = EXAMPLE.findall(page.read_text(encoding="utf-8"))
        yield from (Shown(page.stem, number, text, told) for number, (text, told) in enumerate(found, start=1))


EXAMPLES = list(examples())


def files_of(shown: Shown) -> dict[str, str]:
    """The site of an example: a registry, a whole briefing, or lines put into one."""
    registry = {
        "registry/players.yaml": PLAYERS,
        "registry/processes.yaml": "river-line: {title: Talks on the river line}\n",
    }
    if shown.text.startswith("# briefings/registry/players.yaml"):
        return registry | {"registry/players.yaml": PLAYERS + shown.text}
    entries = {entry.partition(":")[0]: entry for entry in re.findall(r"^\S.*\n(?:[ ].*\n|\n)*", shown.text, re.M)}
    whole = BASE.keys() <= entries.keys()
    lines = shown.text if whole else "".join(f"{entry.strip()}\n" for entry in (BASE_OF_GUIDE | entries).values())
    return registry | {path_of(shown): lines}


def path_of(shown: Shown) -> str:
    return shown.told.partition(":")[0].removeprefix("briefings/") or "2025/talks.yaml"


def told_of(shown: Shown) -> str:
    return problems_as_text(problems_in(files_of(shown), TODAY))


@pytest.mark.parametrize("shown", EXAMPLES, ids=lambda shown: shown.name)
def test_an_example_of_the_guide_is_what_it_is_said_to_be(shown: Shown) -> None:
    """Without a warning, or with the very lines that stand below it."""
    assert told_of(shown) == shown.told.rstrip("\n")


def test_the_guide_has_examples_of_both_kinds() -> None:
    """The search for them finds them, also those that show a problem, and nothing in YAML's marks is passed over."""
    assert len(EXAMPLES) > 25
    assert len([shown for shown in EXAMPLES if shown.told]) >= 4
    assert sum(page.read_text(encoding="utf-8").count("```yaml") for page in GUIDE) == len(EXAMPLES)


def test_an_example_that_is_wrong_is_found() -> None:
    """A slip in an example is told, and so is a problem that is shown otherwise than it is."""
    assert "unknown-term" in told_of(Shown("talks", 1, "truce: {status: agred}\n", ""))
    assert told_of(Shown("talks", 1, "topics: [prisoners]\n", "")) == ""


def test_the_codes_that_the_guide_names_exist() -> None:
    """A link to a check leads to one."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in GUIDE)
    codes = re.findall(r"parley explain ([a-z-]+)|#check-([a-z-]+)", text)
    assert codes
    assert {first or second for first, second in codes} <= EXPLANATIONS.keys()


def test_the_tables_of_grades_are_those_of_the_vocabulary() -> None:
    """The guide has the scales at hand, in the words of the model."""
    from generator.model.vocabulary import Credibility, Reliability

    text = (ROOT / "briefings/guide/judging.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| ([A-F]) \| (.+?) \| ([1-6]) \| (.+?) \|$", text)
    assert [(letter, figure) for letter, _, figure, _ in rows] == list(zip("ABCDEF", "123456", strict=True))
    assert [str(term) for term in Reliability] == [letter for letter, *_ in rows]
    assert [str(term) for term in Credibility] == [figure for _, _, figure, _ in rows]


def test_every_page_of_the_guide_is_in_the_navigation() -> None:
    """In that of this site, and each says in its front matter what it is."""
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    section = next(entry["Write"] for entry in nav if "Write" in entry)
    listed = [path for entry in section for path in entry.values()]
    pages = {f"guide/{page.name}" for page in GUIDE} | {"guide/reference.md", "guide/checks.md"}
    assert set(listed) == pages
    assert len(listed) == len(pages)
    for page in GUIDE:
        head = next(yaml.safe_load_all(page.read_text(encoding="utf-8").split("\n---\n")[0]))
        assert head["title"] in page.read_text(encoding="utf-8").split("\n---\n")[1]
        assert head["description"].endswith(".")
        assert head["search"] == {"body": True, "kind": "Guide", "weight": "0.2"}
