"""A process's page and the list of processes."""

from __future__ import annotations

from datetime import date, timedelta

from sites import briefing, pages_of

REGISTRY = {"registry/processes.yaml": "talks: {title: River talks}\n"}


def process(**briefings: str) -> str:
    """The page of the process that these briefings are snapshots of."""
    texts = {f"{name}.yaml": text for name, text in briefings.items()}
    return pages_of(REGISTRY | texts)["processes/talks.md"]


def snapshot(day: str, **sections: str) -> str:
    """A snapshot of the process on a day of March 2025."""
    return briefing(process="talks", as_of=f"2025-03-{day}", **sections)


def test_percentages_stand_as_typed() -> None:
    """Zero is shown as 0, and 0.290 keeps its last digit."""
    scenarios = "[{id: a, title: A, probability: 0}, {id: b, title: B, probability: 0.290}]"
    page = process(one=snapshot("01", outlook=f"{{question: Does it hold?, scenarios: {scenarios}}}"))
    assert '<td role="cell" class="p-num">0</td>' in page
    assert '<td role="cell" class="p-num">0.290</td>' in page


def test_a_matter_stands_as_of_the_newest_briefing_that_speaks_of_it() -> None:
    """A truce that the newest briefing leaves out stands with its own day, and its terms lead to that briefing."""
    truce = "{status: agreed, terms: [{id: stop, title: All fire stops, category: general_ceasefire}]}"
    page = process(one=snapshot("01", truce=truce), two=snapshot("20"))
    section = page.split("## Truce")[1].split("## ")[0]
    assert "1 March 2025" in section.replace("\N{NO-BREAK SPACE}", " ")
    assert '<a href="../../briefings/one/#term-stop">All fire stops</a>' in section
    assert "20 March 2025" not in section.replace("\N{NO-BREAK SPACE}", " ")


def test_an_event_stands_once_in_its_newest_wording() -> None:
    """Events with one id in several briefings are one event."""
    event = "[{{id: meeting, title: {}, when: 2025-03-10, sources: [s1]}}]"
    page = process(
        one=snapshot("01", timeline=event.format("The banks are to meet")),
        two=snapshot("20", timeline=event.format("The banks met")),
    )
    assert "The banks met" in page
    assert "The banks are to meet" not in page


def test_a_role_of_an_earlier_briefing_stays_where_the_newest_gives_none() -> None:
    """A player that the newest briefing only names keeps the role it had, as of that day."""
    page = process(one=snapshot("01", players='[{id: "no", roles: mediator}]'), two=snapshot("20", players='["no"]'))
    row = page.split("cap-players")[2]
    assert "Mediator" in row
    assert '<a href="../../briefings/one/#player-no">1\N{NO-BREAK SPACE}March\N{NO-BREAK SPACE}2025</a>' in row


def test_scenarios_without_likelihoods_stand_with_their_outcomes() -> None:
    """Where no likelihood was given there is no empty bar."""
    resolution = "{outcome: yes, on: 2025-03-01, sources: [s1]}"
    scenarios = f"[{{id: a, title: It holds, resolution: {resolution}}}]"
    outlook = f"{{question: Does it hold?, scenarios: {scenarios}}}"
    page = process(one=snapshot("01", outlook=outlook))
    assert "Scenarios and what became of them" in page
    assert "p-bar" not in page
    assert "p-bar" in process(one=snapshot("01", outlook=outlook.replace("It holds", "It holds, probability: 40")))


def test_what_figures_rest_on_stands_where_they_do() -> None:
    """A page that shows the likelihoods says, too, what their briefing says of them."""
    scenarios = "[{id: a, title: It holds, probability: 40}]"
    outlook = f"{{question: Does it hold?, text: The figures are *made up*., scenarios: {scenarios}}}"
    section = process(one=snapshot("01", outlook=outlook)).split("## Outlook")[1].split("\n## ")[0]
    assert "The figures are *made up*." in section


def test_a_bottom_line_past_its_review_is_not_given_as_the_present() -> None:
    """The page says so, as the briefing does; with a day ahead it does not."""
    late = "This may be out of date. It was to be reviewed by"
    assert late in process(one=snapshot("01", review_by="2025-03-05"))
    assert late not in process(one=snapshot("01", review_by="2099-03-05"))


def test_a_relation_counted_from_an_item_of_another_process_stands_without_its_time() -> None:
    """Here nobody knows that item, or another one goes by its id."""
    related = "[se, {id: 'no', relations: [{type: opposes, to: se, when: {after: rite}}]}]"
    rite = "[{{id: rite, title: {}, when: 2025-03-01}}]"
    texts = {
        "one.yaml": briefing(process="talks", players=related, timeline=rite.format("The rite")),
        "two.yaml": briefing(process="other", timeline=rite.format("A mass")),
        "registry/processes.yaml": "talks: {title: River talks}\nother: {title: Sea talks}\n",
    }
    pages = pages_of(texts)
    here, there = (pages[f"processes/{name}.md"].split("cap-picture-ties")[2] for name in ("talks", "other"))
    assert "after “The rite”" in here
    assert "Opposes" in there
    assert "after" not in there


def test_an_item_that_readers_do_not_see_yet_goes_by_its_id() -> None:
    """A briefing that waits for some hours more is no reason to publish nothing."""
    waiting = snapshot("01", timeline="[{id: rite, title: The rite, when: 2025-03-01}]")
    pointing = snapshot("20", timeline="[{id: start, title: Start, when: {after: rite}}]")
    embargoed = f"{waiting}embargo_until: 2025-04-01T18:00:00Z\n"
    pages = [pages_of({"one.yaml": one, "two.yaml": pointing, **REGISTRY}) for one in (waiting, embargoed)]
    before, after = (page["briefings/two.md"] for page in reversed(pages))
    assert "after “rite”" in before
    assert "after “The rite”" in after


def test_a_relation_of_another_time_is_none_of_the_process() -> None:
    """Who speaks for a state years later does not do so here; without a day nobody knows that it does not hold."""

    def told(when: str) -> bool:
        players = f"envoy: {{name: The Envoy, kind: person, relations: [{{type: represents, to: se{when}}}]}}\n"
        site = REGISTRY | {"registry/players.yaml": players, "one.yaml": snapshot("01", players="[envoy, se]")}
        return "picture-ties" in pages_of(site)["processes/talks.md"]

    assert told("")
    assert told(", when: 2025")
    assert not told(", when: 2031")
    assert not told(", when: 2019-05-01")


def test_how_a_truce_ended_follows_its_day() -> None:
    """The day first, then the sentence, which may have a stop of its own."""
    truce = "{status: ended, ended: {how: One side left., when: 2025-03-02}}"
    page = pages_of(REGISTRY | {"one.yaml": snapshot("03", truce=truce)})["briefings/one.md"]
    assert '<time datetime="2025-03-02">2 March 2025</time>: One side left.' in page


def test_a_contested_position_is_contested_wherever_it_is_told() -> None:
    """Now, before a move, last on record, and as a red line."""

    def told(day: str, **stances: str) -> str:
        held = (f"{name}: {{stance: {one}, contested: [{{version: Not so}}]}}" for name, one in stances.items())
        term = f"{{id: stop, title: Fire stops, category: general_ceasefire, positions: {{{', '.join(held)}}}}}"
        return snapshot(day, players="[{id: se, roles: party}, {id: fr, roles: party}]", truce=f"{{terms: [{term}]}}")

    page = process(one=told("01", se="accepts", fr="accepts"), two=told("20", se="red_line"))
    accepts = '<span class="p-badge" data-stance="accepts">Accepts</span>'
    contested = '<span class="p-badge" data-status="contested">Contested</span>'
    assert f"Contested: Not so\N{NO-BREAK SPACE}· Was {accepts} {contested} on" in page
    assert f"Last on record: {accepts} {contested}, " in page
    assert f"Sweden</a> {contested}" in page.split("Red lines")[1].partition("</dd>")[0]


def test_two_hundred_briefings_stay_readable() -> None:
    """They are listed by year, the newest twenty with their bottom lines, in less than 300 KB."""
    first = date(2024, 1, 1)
    site = {
        f"day-{number}.yaml": briefing(
            process="talks",
            as_of=str(first + timedelta(days=2 * number)),
            bottom_line=f"Bottom line {number} {'x' * 300}",
            timeline=f"[{{id: event-{number}, title: Event {number}, when: 2024-01-01, sources: [s1]}}]",
        )
        for number in range(200)
    }
    page = pages_of(REGISTRY | site)["processes/talks.md"]
    assert len(page.encode()) < 300_000
    assert page.count("<p>Bottom line") == 1 + 20
    assert page.count('href="../../briefings/day-0/"') == 1
    assert "### 2024 { #year-2024 }" in page
    assert "100 earlier events stand on the pages of the briefings." in page


def test_the_list_shows_each_process_with_its_newest_bottom_line() -> None:
    """The card says the newest bottom line, the day and how many briefings there are."""
    site = {"one.yaml": snapshot("01"), "two.yaml": snapshot("20", bottom_line="The banks agree.")}
    page = pages_of(REGISTRY | site)["processes/index.md"]
    assert "<p>The banks agree.</p>" in page
    assert "Norway proposes a truce." not in page
    assert "2\N{NO-BREAK SPACE}briefings" in page


def test_drafts_leave_no_trace() -> None:
    """A process with drafts alone has no page, and its players have none."""
    pages = pages_of(REGISTRY | {"one.yaml": snapshot("01", status="draft")})
    assert "processes/talks.md" not in pages
    assert not any(path.startswith("players/") and path != "players/index.md" for path in pages)
    assert "processes/talks.md" in pages_of(REGISTRY | {"one.yaml": snapshot("01")})
