"""A process of 200 briefings, as its page is published."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from lxml import html
from sites import briefing

from generator.publishing.build import build_site

COUNT = 200
STANCES = ("rejects", "accepts", "accepts_with_conditions")
SETTINGS = """\
site_name: Long
docs_dir: briefings
theme: {name: material, font: false, language: en}
plugins: [briefings: {print: false}]
markdown_extensions: [attr_list]
"""


def snapshot(number: int) -> str:
    """A briefing in which every position, every likelihood and the timeline is another than in the one before."""
    day = date(2020, 1, 1) + timedelta(days=7 * number)
    terms = ", ".join(
        f"{{id: term-{term}, title: Term {term} of the truce, category: other, due: {{after: accord, days: {term}}},"
        f" positions: {{ru: {STANCES[(number + term) % 3]}, ua: {STANCES[(number // 2 + term) % 3]}}}}}"
        for term in range(8)
    )
    chance = 20 + number % 50
    return briefing(
        process="talks",
        title=f"Briefing {number} of the river talks",
        as_of=str(day),
        players='["no", se, ru, ua]',
        instruments="[{id: accord, title: The accord, type: framework, dates: {signed: 2019-12-01}, sources: [s1]}]",
        truce=f"{{status: negotiating, terms: [{terms}]}}",
        guarantees="[{id: pact, title: A pact, providers: [se], beneficiaries: [ua], sources: [s1]}]",
        outlook=f"{{question: Is it signed?, scenarios: [{{id: signed, title: It is signed, probability: {chance}}}]}}",
        timeline=f"[{{id: round-{number}, title: Round {number} of the talks, when: {day}, sources: [s1]}}]",
    )


@pytest.mark.long
def test_its_page_stays_light_and_leads_to_every_briefing(tmp_path: Path) -> None:
    """Less than 300 KB of HTML; the newest steps stand there in full, the others are one link away."""
    folder = tmp_path / "briefings"
    (folder / "registry").mkdir(parents=True)
    (folder / "registry/processes.yaml").write_text("talks: {title: River talks}\n", encoding="utf-8")
    for number in range(COUNT):
        (folder / f"talks-{number:03}.yaml").write_text(snapshot(number), encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    build_site(tmp_path / "mkdocs.yml", tmp_path / "site", datetime(2026, 1, 1, tzinfo=UTC))
    page = (tmp_path / "site/processes/talks/index.html").read_bytes()
    assert len(page) < 300_000
    root = html.fromstring(page.decode())
    led_to = {link.get("href") for article in root.iter("article") for link in article.iter("a")}
    steps = {f"../../briefings/talks-{number:03}/#changes" for number in range(1, COUNT)}
    assert steps | {f"../../briefings/talks-{number:03}/" for number in range(COUNT)} <= led_to
    assert root.xpath("count(//ol[@class='p-older']/li)") == COUNT - 1 - 10
