"""A briefing in several languages: each page in its own, and everywhere else the original alone."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from sites import briefing, pages_of

REGISTRY = {
    "registry/processes.yaml": "talks: {title: River talks, titles: {fr: Pourparlers du fleuve}}\n",
    "registry/players.yaml": "council: {name: River Council, kind: body, names: {fr: Conseil du fleuve}}\n",
}
TERM = (
    "{id: fire, title: %s, category: general_ceasefire, binds: ['no', se], due: 2025-05-01, positions: {'no': accepts}}"
)
TRUCE = f"{{terms: [{TERM}]}}"
MOVED = TRUCE.replace("accepts", "{stance: rejects, says: %s}")
OUTLOOK = "{question: %s, scenarios: [{id: holds, title: %s, probability: %s}]}"


def original(**more: str) -> str:
    sections = {"players": '["no", se, council]', "process": "talks", "truce": TRUCE % "Fire stops"}
    return briefing(**(sections | more))


def french(**more: str) -> str:
    sections = {
        "title": "Une trêve est proposée",
        "bottom_line": "La Norvège propose une trêve.",
        "what_happened": "La Norvège a fait une offre [@s1].",
        "truce": TRUCE % "Le feu cesse",
        "sources": "[{id: s1, title: Une note, kind: wire, grade: B2}]",
        "language": "fr",
        "translation_of": "one",
    }
    return original(**(sections | more))


def arabic() -> str:
    return french(
        title="اقتراح هدنة", language="ar", bottom_line="تقترح النرويج هدنة.", what_happened="قدمت النرويج عرضًا [@s1]."
    )


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return pages_of(REGISTRY | {"one.yaml": original(), "un.yaml": french(), "wahid.yaml": arabic()})


def front_matter(page: str) -> dict[str, object]:
    lines = page.split("---\n")[1].splitlines()
    return {json.loads(key): json.loads(value) for key, _, value in (line.partition(": ") for line in lines)}


def test_each_page_has_the_labels_names_and_dates_of_its_language(pages: dict[str, str]) -> None:
    """Also those of states, of players and of the process; the author's own words stand as typed."""
    page = pages["briefings/un.md"]
    for words in ("L’essentiel", "1 mai 2025", "Norvège", "Suède", "Conseil du fleuve", "Pourparlers du fleuve"):
        assert words in page
    for words in ("Bottom line", "May 2025", "River Council", "River talks"):
        assert words not in page
        assert words in pages["briefings/one.md"]
    assert "1 مايو 2025" in pages["briefings/wahid.md"]


def test_each_page_says_its_language_and_leads_to_the_others(pages: dict[str, str]) -> None:
    """The front matter for machines, the switch for readers; this page is marked among them."""
    found = front_matter(pages["briefings/un.md"])
    assert found["language"] == found["interface"] == "fr"
    assert found["languages"] == {"en": "briefings/one/", "ar": "briefings/wahid/", "fr": "briefings/un/"}
    assert front_matter(pages["briefings/wahid.md"])["direction"] == "rtl"
    assert 'hreflang="fr" lang="fr" aria-current="page">français</a>' in pages["briefings/un.md"]
    assert 'href="../un/" hreflang="fr" lang="fr">français</a>' in pages["briefings/one.md"]


def test_a_briefing_in_one_language_has_no_switch() -> None:
    """The control of the test above."""
    page = pages_of({"one.yaml": briefing()})["briefings/one.md"]
    assert "p-languages" not in page
    assert "languages" not in front_matter(page)


def test_lists_show_the_original_alone(pages: dict[str, str]) -> None:
    """A translation is no snapshot of its own: no list, no player and no process counts it."""
    for path, page in pages.items():
        if path not in ("briefings/un.md", "briefings/wahid.md"):
            assert "Une trêve" not in page, path
            assert "Conseil du fleuve" not in page, path
    assert pages["archive/2025/index.md"].count("A truce is proposed") == 1


def test_a_name_that_a_translation_gives_stays_on_its_page() -> None:
    """A player is called by its own name everywhere else."""
    players = '["no", se, {id: pact, name: %s, kind: coalition}]'
    site = {
        "one.yaml": original(players=players % "The Pact", process="talks"),
        "un.yaml": french(players=players % "Le Pacte"),
    }
    found = pages_of(REGISTRY | site)
    assert "Le Pacte" in found["briefings/un.md"]
    assert "The Pact" in found["players/pact.md"]
    assert "Le Pacte" not in found["players/pact.md"]


def test_a_translation_tells_the_likelihoods_up_to_its_day() -> None:
    """Not those of later snapshots, and none where there was no earlier one."""
    site = {
        "one.yaml": original(outlook=OUTLOOK % ("Does it hold?", "It holds", 40)),
        "un.yaml": french(outlook=OUTLOOK % ("Tient-elle ?", "Elle tient", 40)),
        "two.yaml": original(as_of="2025-03-05", outlook=OUTLOOK % ("Does it hold?", "It holds", 70)),
        "deux.yaml": french(
            as_of="2025-03-05", translation_of="two", outlook=OUTLOOK % ("Tient-elle ?", "Elle tient", 70)
        ),
    }
    found = pages_of(REGISTRY | site)
    assert "Probabilité jusqu’ici" not in found["briefings/un.md"]
    assert "Probabilité jusqu’ici" in found["briefings/deux.md"]
    assert "Likelihood so far" in found["briefings/two.md"]


def test_what_changed_is_told_against_the_translation_of_the_briefing_before() -> None:
    """Words of another language would all be new; without a translation before, the originals are compared."""
    later = {
        "two.yaml": original(as_of="2025-03-05", truce=MOVED % ("Fire stops", "Not yet.")),
        "deux.yaml": french(as_of="2025-03-05", translation_of="two", truce=MOVED % ("Le feu cesse", "Pas encore.")),
    }
    alone = changes_in(pages_of(REGISTRY | {"one.yaml": original()} | later)["briefings/deux.md"])
    assert "Des faits ou des jugements ont changé depuis A truce is proposed" in alone
    assert "Norvège, sur Le feu cesse avant Accepte maintenant Rejette Pas encore." in alone
    assert "Reformulé" not in alone
    both = changes_in(pages_of(REGISTRY | {"one.yaml": original(), "un.yaml": french()} | later)["briefings/deux.md"])
    assert both == alone.replace("A truce is proposed", "Une trêve est proposée")


def changes_in(page: str) -> str:
    """The words of the section on what changed."""
    section = page.split("{ #changes }")[1].split("\n## ", maxsplit=1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", section)).split())


def test_two_originals_in_different_languages_are_compared_by_their_facts() -> None:
    """The newest briefing before is meant, whatever its language; words are not compared, and that is said."""
    moved_on = french(as_of="2025-03-05", truce=MOVED % ("Le feu cesse", "Pas encore.")).replace(
        "translation_of: one\n", ""
    )
    site = {
        "one.yaml": original(),
        "deux.yaml": moved_on,
        "trois.yaml": moved_on.replace("Une trêve est proposée", "Rien de neuf").replace("03-05", "03-06"),
        "four.yaml": original(as_of="2025-03-07", truce=MOVED % ("Fire stops", "Not yet.")),
    }
    pages = pages_of(REGISTRY | site)
    moved, same = changes_in(pages["briefings/deux.md"]), changes_in(pages["briefings/four.md"])
    assert "Norvège, sur Le feu cesse avant Accepte maintenant Rejette" in moved
    assert "seuls les faits sont comparés" in moved
    assert "Reformulé" not in moved
    assert "No fact has changed since Rien de neuf" in same
    assert "only facts are compared" in same
    assert "seuls les faits" not in changes_in(pages["briefings/trois.md"])


def test_arabic_lists_have_arabic_commas(pages: dict[str, str]) -> None:
    """Also between links."""
    assert "النرويج</bdi></a>، <a" in pages["briefings/wahid.md"]


BOUND = (
    "{terms: [{id: fire, title: T, category: general_ceasefire, binds: {se: {line: the road, note: by night}},"
    " due: {days: 3, after: pact}, limits: [{what: Patrols, max: 4}]}]}"
)
PACT = "[{id: pact, title: P, links: [{type: implements, to: old}]}, {id: old, title: Old}]"


@pytest.mark.parametrize(
    ("language", "colon", "semicolon"),
    [("fr", "\N{NO-BREAK SPACE}: ", "\N{NARROW NO-BREAK SPACE}; "), ("ar", ": ", "؛ ")],
)
def test_colons_and_semicolons_are_those_of_the_language(language: str, colon: str, semicolon: str) -> None:
    """French sets a space before both, Arabic has a semicolon of its own."""
    own = french(language=language, truce=BOUND, instruments=PACT)
    page = pages_of(REGISTRY | {"one.yaml": original(truce=BOUND, instruments=PACT), "un.yaml": own})["briefings/un.md"]
    text = unescape(re.sub(r"<[^>]+>", "", page.partition("\n# ")[2]))
    assert f"{semicolon}by night" in text
    assert f"Patrols{colon}" in text
    assert f"{colon}Old" in text


def test_words_that_run_from_right_to_left_stand_apart_in_a_line() -> None:
    """An Arabic title among English words moves neither the comma nor the day behind it."""
    page = pages_of({"one.yaml": briefing(title="اقتراح هدنة", language="ar")})["archive/2025/index.md"]
    assert "<bdi>اقتراح هدنة</bdi>" in page
    assert "<bdi>" not in pages_of({"one.yaml": briefing()})["archive/2025/index.md"]
