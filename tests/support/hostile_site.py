"""Texts that formats trip over, and a small site in which one of them stands wherever an author may write."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from small_sites import library

from generator.catalogue import make_catalogue
from generator.outputs import plan_files
from generator.reading.files import find_files
from generator.reading.library import read_library
from generator.views.desk import Desk
from generator.words import read_words
from generator.yardstick import ICD_203

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2025, 9, 1, 12, tzinfo=UTC)
SITE_URL = "https://example.org/peace/"

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1 \"quoted\", {braces} }unbalanced{ \\back\\ \\n; 'single'",
    "-2 </script><script>alert(1)</script> <!-- <b>&amp;&lt; ]]> -->",
    "@SUM(A1) 100% & $5 #1 _u_ *b* ~t ^h `code` [a](b) | --- `` '' ?`",
    "'an apostrophe first",
    "ER - BEGIN:VEVENT \\, and; END:VCALENDAR",
    "اتفاق سلام: البند ١، «نص»",
    "Україна й «гарантії» — Київ",
    "和平协议，第五条",
    "🕊️ e\u0301 ＝1+1",
)
"""One line each, as the model keeps it."""


def briefing(text: str, prose: str = "", **header: str) -> str:
    """The YAML of a briefing that says the text everywhere; JSON's strings are YAML's."""
    t, p = json.dumps(text, ensure_ascii=False), json.dumps(prose or text, ensure_ascii=False)
    head = {"as_of": "2025-08-17", "status": "published", "process": "river-line", **header}
    return (
        "\n".join(f"{key}: {value}" for key, value in head.items())
        + f"""
title: {t}
bottom_line: {t}
authors: [{t}]
topics: [{t}]
what_happened: {p}
players:
  - {{id: us, stance: {t}, side: {t}}}
  - {{id: talker, name: {t}, kind: person, wikidata: Q1}}
truce:
  status: proposed
  terms:
    - {{id: halt, title: {t}, category: air_strikes, text: {p}, due: 2025-10-01, binds: [us], area: {t},
       positions: {{us: {{stance: rejects, says: {t}, sources: [{json.dumps(f"s1, {text}", ensure_ascii=False)}]}}}}}}
guarantees:
  - {{id: shield, title: {t}, trigger: {{event: {t}}}, response: {{within_hours: "1.10"}},
     positions: {{talker: demands}}}}
outlook:
  question: {t}
  horizon: 2025-12
  scenarios:
    - {{id: peace, title: {t}, probability: ["1.10", "62.50"], drivers: [{t}, {t}],
       confidence: {{level: low, because: {t}}}}}
timeline:
  - {{id: talks, when: 2025-09-09/2025-09-11, title: {t}, place: {t}, status: tentative, players: [us]}}
  - {{id: call, when: "2025-09-12T13:15:00-04:00", title: {t}, status: scheduled}}
  - {{id: past, when: 2025-08-01, title: {t}, status: held}}
sources:
  - {{id: s1, title: {t}, publisher: {t}, authors: [{t}], note: {t}, grade: F6, url: "https://example.org/a?b=c&d=%22"}}
provenance: {{ai_use: generated, editorial_responsibility: {t}}}
"""
    )


def site(text: str, **more: str) -> dict[str, str]:
    """The files of a site of one briefing and its registry; `more` briefings by slug."""
    process = json.dumps(text, ensure_ascii=False)
    return {
        "registry/processes.yaml": f"river-line: {{title: {process}, countries: [us]}}\n",
        "first.yaml": briefing(text),
        **{f"{slug.replace('_', '-')}.yaml": yaml for slug, yaml in more.items()},
    }


def desk_of(files: dict[str, str], site_url: str = SITE_URL, *, drafts: bool = False) -> Desk:
    """The desk of a site given as text, in which nothing may be wrong."""
    read = library(files)
    assert not read.problems, read.problems
    catalogue = make_catalogue(read, NOW, drafts=drafts)
    return Desk(catalogue, read_words(), ICD_203, "River & Desk", site_url=site_url)


def published(files: dict[str, str], site_url: str = SITE_URL) -> dict[str, bytes]:
    """Every file for machines that a site has, by path."""
    return {file.path: file.content for file in plan_files(desk_of(files, site_url))}


def examples() -> dict[str, bytes]:
    """Every file for machines that the site of this folder has, by path."""
    read = read_library(find_files(ROOT, "briefings").yaml, "briefings")
    desk = Desk(
        make_catalogue(read, datetime(2026, 12, 1, tzinfo=UTC)), read_words(), ICD_203, "Parley", site_url=SITE_URL
    )
    return {file.path: file.content for file in plan_files(desk)}
