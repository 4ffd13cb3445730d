"""Problems as SARIF 2.1.0, which code scanning and editors read.

Source: OASIS, "Static Analysis Results Interchange Format".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from generator.explanations import Explained, explained
from generator.links import check_address
from generator.problems import Problem
from generator.reports.github import sentence
from generator.reports.gitlab import fingerprinted

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"


def sarif(problems: Sequence[Problem], version: str, site_url: str = "") -> str:
    """One run as a JSON object in ASCII: the rules that were broken, with their text, and each result.

    A rule has the address at which the site tells it, where `site_url` is known.
    """
    codes = tuple(dict.fromkeys(sorted(problem.code for problem in problems)))
    rules = [_rule(code, explained(code), check_address(code, site_url)) for code in codes]
    results = [_result(problem, codes.index(problem.code), name) for problem, name in fingerprinted(problems)]
    driver = {"name": "Parley", "semanticVersion": version, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(code: str, rule: Explained | None, address: str) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    told = {"id": code, "shortDescription": {"text": rule.sentence}, "help": {"text": rule.text}}
    return {**told, "helpUri": address} if address else told


def _result(problem: Problem, rule: int, fingerprint: str) -> dict[str, Any]:
    region = {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endColumn": problem.column + problem.width,
        **({"snippet": {"text": _marked(problem)}} if problem.source_line else {}),
    }
    file = {"uri": quote(problem.path), "uriBaseId": ROOT}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": sentence(problem)},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
        "partialFingerprints": {"parley/v1": fingerprint},
        **({"fixes": list(_fixes(problem, file, region))} if problem.mend else {}),
    }


def _marked(problem: Problem) -> str:
    return problem.source_line[problem.column - 1 : problem.column - 1 + problem.width]


def _fixes(problem: Problem, file: dict[str, str], region: dict[str, Any]) -> Iterable[dict[str, Any]]:
    deleted = {key: value for key, value in region.items() if key != "snippet"}
    change = {"deletedRegion": deleted, "insertedContent": {"text": problem.mend}}
    text = f"Write {problem.mend}"
    yield {"description": {"text": text}, "artifactChanges": [{"artifactLocation": file, "replacements": [change]}]}
