"""A briefing's page, section by section."""

from __future__ import annotations

import json
from functools import cache
from operator import attrgetter

import pytest
from canaries import Cage, Data
from other_values import COULD_BE_ZERO, Leaf, leaves
from sites import briefing, make_site, pages_of

from generator.problems import has_errors

REGISTRY = {"registry/processes.yaml": "talks: {title: River talks}\n"}


def page(**sections: str) -> str:
    """The page of a small briefing with these sections."""
    return pages_of({"offer.yaml": briefing(**sections)})["briefings/offer.md"]


def section(name: str, text: str) -> str:
    """What stands under a heading of the first order."""
    return text.split(f"{{ #{name} }}")[1].split("\n## ", maxsplit=1)[0]


def test_the_bottom_line_stands_before_all_sections() -> None:
    """It is the one thing a reader must know."""
    shown = page(key_points="[{text: Norway made an offer., sources: [s1]}]")
    assert shown.index("Norway proposes a truce.</p>") < shown.index("\n## ")


def test_sections_that_say_nothing_are_left_out() -> None:
    """The smallest briefing has only what it says; the control below has all."""
    headings = [line for line in page().splitlines() if line.startswith("## ")]
    assert headings == [
        "## What happened { #what-happened }",
        "## Players { #players }",
        "## Sources { #sources }",
        "## Cite this briefing { #cite }",
        "## Use the data { #data }",
    ]


def test_sections_stand_in_the_order_of_the_method_page() -> None:
    """Points, story, players, texts, truce, guarantees, outlook, timeline, sources, provenance, and how to use it."""
    shown = page(
        key_points="[{text: An offer.}]",
        why_it_matters="It does.",
        what_next="Talks.",
        instruments="[{id: note, title: The note}]",
        truce="{status: proposed}",
        guarantees="[{id: pledge, title: A pledge}]",
        outlook="{question: Will it hold?}",
        timeline="[{id: meeting, when: 2025-03-01, title: They meet}]",
        provenance="{ai_use: none}",
        updates="[{date: 2025-03-02, kind: minor, summary: Spelling.}]",
    )
    names = [line.split("#")[-1].strip(" }") for line in shown.splitlines() if line.startswith("## ")]
    assert names == [
        "key-points",
        "what-happened",
        "why-it-matters",
        "what-next",
        "players",
        "instruments",
        "truce",
        "guarantees",
        "outlook",
        "timeline",
        "sources",
        "provenance",
        "updates",
        "cite",
        "data",
    ]


@pytest.mark.parametrize(
    ("typed", "figure", "word"),
    [
        ("0", "0", ""),
        ("0.29", "0.29", ""),
        ("5", "5", "Very unlikely"),
        ("35", "35", "Unlikely"),
        ("45.0", "45.0", "Roughly even chance"),
        ("[30, 60]", "30–60", "Unlikely to likely"),
        ("[30, 40]", "30–40", "Unlikely"),
        ("100", "100", ""),
    ],
)
def test_a_likelihood_is_shown_as_typed_with_its_derived_word(typed: str, figure: str, word: str) -> None:
    """Zero and 0.29 too; where the yardstick has no word there is none."""
    scenario = f"{{id: holds, title: It holds, probability: {typed}}}"
    shown = section("outlook", page(outlook=f"{{question: Will it hold?, scenarios: [{scenario}]}}"))
    assert f'<b class="p-figure">{figure}&nbsp;%</b> {word}'.strip() in shown
    assert f'<td role="cell" class="p-num">{figure}</td>' in shown


def test_a_likelihood_and_a_confidence_never_share_a_block() -> None:
    """ICD 203: how likely and how sure are two statements."""
    scenario = "{id: holds, title: It holds, probability: 35, confidence: {level: low, because: one source}}"
    shown = section("outlook", page(outlook=f"{{question: Will it hold?, scenarios: [{scenario}]}}"))
    blocks = [block for block in shown.split("\n\n") if "Low confidence" in block]
    assert len(blocks) == 1
    assert "one source" in blocks[0]
    assert "35" not in blocks[0]


def test_a_scenario_without_a_likelihood_gets_none() -> None:
    """A gap is shown as a gap, not as zero."""
    two = "[{id: a, title: A, probability: 35}, {id: b, title: B}]"
    shown = section("outlook", page(outlook=f"{{question: Which?, scenarios: {two}}}"))
    assert shown.count("p-figure") == 1
    assert "nothing on record" in shown


def test_contested_versions_stand_side_by_side() -> None:
    """They are never merged into one value."""
    versions = '[{version: From the river., held_by: ["no"]}, {version: From the hills., held_by: [se]}]'
    shown = section("key-points", page(key_points=f"[{{text: The line is disputed., contested: {versions}}}]"))
    assert "From the river." in shown
    assert "From the hills." in shown
    assert shown.index("Norway") < shown.index("From the hills.") < shown.index("Sweden")


def test_a_grade_is_spelled_out() -> None:
    """A reader need not know the Admiralty code."""
    shown = section("sources", page())
    assert "<b>B2</b> Source: Usually reliable. Information: Probably true." in shown


def test_a_source_without_a_grade_says_so() -> None:
    """Silence could be read as trust."""
    assert "Not graded." in section("sources", page(sources="[{id: s1, title: A note}]"))


def test_a_citation_carries_the_number_of_its_source_and_the_place() -> None:
    """In prose and behind items alike."""
    shown = page(
        what_happened='"They met [@s2, para. 4]."',
        key_points='[{text: They met., sources: ["s1, p. 3"]}]',
        sources="[{id: s1, title: One}, {id: s2, title: Two}]",
    )
    assert "They met[\\[2, para. 4\\]](#source-s2)." in shown
    assert '<a class="cite" href="#source-s1">[1, p. 3]</a>' in shown


def test_a_mark_that_stands_in_the_text_is_not_repeated_behind_it() -> None:
    """A key point may cite in its words and list the same source."""
    shown = section("key-points", page(key_points='[{text: "They met [@s1].", sources: [s1]}]'))
    assert shown.count("#source-s1") == 1


def test_ai_generated_content_is_labelled_at_the_top_and_with_who_answers_for_it() -> None:
    """Article 50(4) of the EU AI Act asks for both."""
    shown = page(provenance="{ai_use: generated, editorial_responsibility: The desk}")
    top = shown.split("## ")[0]
    assert "AI-generated content." in top
    assert "Editorial responsibility: The desk." in top
    assert '<p class="p-ai">AI-generated</p>' in section("provenance", shown)


def test_without_ai_there_is_no_label() -> None:
    """The control of the test above."""
    assert "p-ai" not in page(provenance="{ai_use: none, editorial_responsibility: The desk}")


def test_a_briefing_past_its_review_day_says_that_it_may_be_stale() -> None:
    """On the day itself it does not yet."""
    assert 'data-kind="stale"' in page(review_by="2025-03-31")
    assert 'data-kind="stale"' not in page(review_by="2025-04-01")


def test_a_correction_is_announced_at_the_top() -> None:
    """A reader who came before must see it; a minor change is listed at the end alone."""
    assert 'data-kind="correction"' in page(updates="[{date: 2025-03-02, kind: correction, summary: A figure.}]")
    assert 'data-kind="correction"' not in page(updates="[{date: 2025-03-02, kind: minor, summary: A word.}]")


def test_positions_stand_in_a_matrix_of_terms_by_players() -> None:
    """Who has none on a term has a gap there."""
    terms = (
        '[{id: a, title: Fire stops, category: general_ceasefire, positions: {"no": proposes, se: red_line}},'
        " {id: b, title: Guns leave, category: withdrawal, positions: {se: accepts}}]"
    )
    shown = section("truce", page(truce=f"{{terms: {terms}}}")).split("{ #positions }")[1]
    assert shown.count("<tr role=") == 3
    assert 'data-stance="red_line">Red line</span>' in shown
    assert shown.count("nothing on record") == 1


def test_players_bound_differently_are_shown_one_by_one() -> None:
    """Two baselines for one withdrawal must not read as one."""
    binds = '{"no": {line: the river, distance_km: 15.50}, se: {line: the hills}}'
    terms = f"[{{id: a, title: Guns leave, category: withdrawal, binds: {binds}}}]"
    shown = section("truce", page(truce=f"{{terms: {terms}}}"))
    assert "from the river; 15.50 km</li>" in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert "from the hills</li>" in shown


CONTESTED = "[{version: It rejected it, held_by: se, sources: [s1]}]"
HELD = f'positions: {{"no": {{stance: accepts, said_by: se, contested: {CONTESTED}}}}}'
SEEN = (
    'Accepts</span> Said by <a href="../../players/se/">Sweden</a>. Contested: It rejected it\N{NO-BREAK SPACE}· '
    'Held by <a href="../../players/se/">Sweden</a><a class="cite" href="#source-s1">[1]</a>'
)


def test_a_contested_position_is_seen_to_be_one() -> None:
    """On a term and on a guarantee, with its versions and who said so."""
    terms = f"[{{id: stop, title: Fire stops, category: general_ceasefire, {HELD}}}]"
    shown = page(truce=f"{{terms: {terms}}}", guarantees=f"[{{id: pledge, title: A pledge, {HELD}}}]")
    assert SEEN in section("truce", shown)
    assert SEEN in section("guarantees", shown)


def test_where_a_player_stands_may_be_contested() -> None:
    """The marks of the sources stand behind the words that they vouch for, before the versions."""
    players = f"[{{id: se, stance: For it, sources: [s1], basis: reported, contested: {CONTESTED}}}, 'no']"
    row = section("players", page(players=players)).split("</tr>")[1]
    assert row.index("For it") < row.index("#source-s1") < row.index("Reported") < row.index("Contested: It rejected")


def test_how_a_limit_is_known_stands_behind_it() -> None:
    """A leaked figure does not read as one that is established."""
    known = "basis: reported, said_by: 'no', confidence: {level: low, because: One leak}"
    limits = f"[{{what: guns, min: 0, max: 4, unit: pieces, {known}}}]"
    terms = f"[{{id: guns, title: Guns go, category: heavy_weapons, limits: {limits}}}]"
    shown = section("truce", page(truce=f"{{terms: {terms}}}")).split("guns: 0 to 4")[1].partition("</dd>")[0]
    assert shown.index("Reported") < shown.index("Said by") < shown.index("Low confidence: One leak")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Renewable", "Renewable"),
        ("{years: 10}", "10 years"),
        ("{text: Renewable, years: 10, days: 5}", "Renewable (10 years, 5 days)"),
        ("{text: 10 years and renewable, years: 10}", "10 years and renewable"),
        ("{text: 110 years at most, years: 10}", "110 years at most (10 years)"),
    ],
)
def test_a_duration_has_its_words_and_its_figures(typed: str, shown: str) -> None:
    """Figures that the words name already are told once."""
    pledge = f"[{{id: pledge, title: A pledge, duration: {typed}, termination_notice: {typed}}}]"
    assert section("guarantees", page(guarantees=pledge)).count(f"<dd>{shown}</dd>") == 2


def test_where_a_guarantee_holds_is_told_without_what_triggers_it() -> None:
    """The area stands alone where no event is on record."""
    shown = section("guarantees", page(guarantees="[{id: pledge, title: A pledge, trigger: {area: the river}}]"))
    assert "<dt>Trigger</dt>\n<dd>Area: the river</dd>" in shown


def test_every_word_of_a_briefing_is_on_its_page() -> None:
    """What is known of a player in whatever process stands on the player's own page; the id of a key point on none."""
    cage = Cage("open")
    typed = json.dumps(cage.briefing())
    registries = {f"registry/{name}.yaml": json.dumps(entries) for name, entries in cage.registry().items()}
    pages = pages_of({"all.yaml": typed} | registries)
    words = {token: place for token, place in cage.places.items() if token in typed and place.startswith("briefing.")}
    elsewhere = {place for token, place in words.items() if token not in pages[f"briefings/{cage.slug}.md"]}
    nowhere = {place for token, place in words.items() if not any(token in text for text in pages.values())}
    assert len(words) > 100
    assert nowhere == {"briefing.key_points.id"}
    assert all(place.startswith("briefing.players.") for place in elsewhere - nowhere)


CAGE = Cage("open")
EVERYTHING = CAGE.briefing()
ELSEWHERE = {
    "players.aliases.as_printed",
    "players.posts.from",
    "players.relations.type",
    "outlook.scenarios.resolution.on",
    "status",
}
"""What stands on a player's own page or on the scorecard; a draft has no page."""


def shown_of(data: Data) -> str:
    """The page of the briefing with every field."""
    registries = {f"registry/{name}.yaml": json.dumps(entries) for name, entries in CAGE.registry().items()}
    edition = make_site({"all.yaml": json.dumps(data)} | registries)
    assert not has_errors(edition.problems)
    return edition.pages.make(f"briefings/{CAGE.slug}.md").markdown


@cache
def all_shown() -> str:
    """The page as it is before anything is altered."""
    return shown_of(EVERYTHING)


@pytest.mark.parametrize(
    "leaf", [leaf for leaf in leaves(EVERYTHING) if leaf.name not in ELSEWHERE], ids=attrgetter("name")
)
def test_every_figure_day_and_word_of_a_vocabulary_is_on_its_page(leaf: Leaf) -> None:
    """Another value makes another page; zero and false are not taken for nothing."""
    values = [None, leaf.other(EVERYTHING)] if leaf.kind in COULD_BE_ZERO else [leaf.other(EVERYTHING)]
    pages = {all_shown(), *(shown_of(leaf.put(EVERYTHING, value)) for value in values)}
    assert len(pages) == 1 + len(values)


def test_there_are_figures_days_and_words_enough() -> None:
    """The control of the test above."""
    found = [leaf.name for leaf in leaves(EVERYTHING)]
    assert len(found) > 80
    assert {"guarantees.response.within_hours", "truce.monitoring.public_reporting"} | ELSEWHERE <= {*found}


def test_a_player_in_a_process_page_and_its_neighbours_are_reached() -> None:
    """Breadcrumbs lead up, previous and next lead along the process."""
    texts = {f"{day}.yaml": briefing(process="talks", as_of=f"2025-03-0{day}") for day in (1, 2, 3)}
    shown = pages_of(REGISTRY | texts)["briefings/2.md"]
    assert '<a href="../../processes/talks/">River talks</a>' in shown
    assert 'rel="prev" href="../1/"' in shown
    assert 'rel="next" href="../3/"' in shown


def test_a_draft_has_no_page_and_no_neighbour_leads_to_it() -> None:
    """In a preview it has one, marked; that is the control."""
    texts = {
        "1.yaml": briefing(process="talks", as_of="2025-03-01"),
        "2.yaml": briefing(process="talks", as_of="2025-03-02", status="draft", title="Hidden"),
    }
    published, preview = pages_of(REGISTRY | texts), pages_of(REGISTRY | texts, drafts=True)
    assert "briefings/2.md" not in published
    assert not any("Hidden" in text for text in published.values())
    assert 'data-kind="draft"' in preview["briefings/2.md"]


COUNTED = """
  - {id: signing, when: 2025-03-10, title: They sign}
  - {id: exchange, when: {after: signing, days: 3}, title: Prisoners go home}
  - {id: vote, when: {after: campaign, days: 3}, title: A vote}
  - {id: campaign, when: {once: they agree}, title: A campaign}
"""


def test_a_day_that_is_counted_from_another_stands_beside_it() -> None:
    """An event has it in its place with the working below; one that waits on something without a day is as typed."""
    _, _, exchange, vote, *_ = section("timeline", page(timeline=COUNTED)).split("<li")
    assert '<p class="p-when"><time datetime="2025-03-13">13 March 2025</time></p>' in exchange
    assert '3 days after “They sign” (<time datetime="2025-03-10">10 March 2025</time>) = <time' in exchange
    assert '<p class="p-when">3 days after “A campaign”</p>' in vote


def test_the_days_of_texts_and_terms_are_worked_out() -> None:
    """The working leads from what is counted to the day, by as many steps as it takes."""
    terms = "[{id: guns, title: Guns go, category: heavy_weapons, due: {with: leave}}, "
    terms += "{id: leave, title: They leave, category: withdrawal, due: {after: accord, months: 1}}]"
    accord = "[{id: accord, title: The accord, dates: {signed: 2025-01-31, expires: {after: accord, months: 120}}}]"
    shown = page(instruments=accord, truce=f"{{terms: {terms}}}")
    assert '= <time datetime="2035-01-31">31 January 2035</time></dd>' in section("instruments", shown)
    due = section("truce", shown).split("Guns go")[1]
    assert '= <time datetime="2025-02-28">28 February 2025</time>; together with “They leave” (due' in due


def test_a_search_reads_no_label_whose_marks_it_leaves_out() -> None:
    """An excerpt with "Sources:" and nothing behind it would look cut off."""
    terms = "[{id: guns, title: Guns go, category: heavy_weapons, basis: fact, sources: [s1]}]"
    shown = section("truce", page(truce=f"{{terms: {terms}}}"))
    assert '<span><span data-pagefind-ignore>Sources: <a class="cite" href="#source-s1">[1]</a></span></span>' in shown
    resolution = "{criteria: They sign., by: 2025-12-31, sources: [s1]}"
    scenarios = f"[{{id: talk, title: They talk, probability: 60, resolution: {resolution}}}]"
    shown = page(outlook=f"{{question: What next?, exclusive: false, scenarios: {scenarios}}}")
    assert "<div data-pagefind-ignore><dt>According to</dt>" in shown
    assert "<div><dt>To be decided by</dt>" in shown
