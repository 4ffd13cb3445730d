"""`parley explain`: what a problem's code means, and how to write it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.commands.common import Cannot

if TYPE_CHECKING:
    from generator.explanations import Explained


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain a problem by its CODE, with a bad and a good example.

    Without CODE, list every one with its rule in a sentence.
    """
    from generator.explanations import EXPLANATIONS, explained
    from generator.problems import did_you_mean
    from generator.reading.text import spelt_out

    if code is None:
        click.echo("\n".join(map(_line, EXPLANATIONS.values())))
        return
    rule = explained(code)
    if rule is None:
        hint = did_you_mean(code, EXPLANATIONS) or "`parley explain` lists them all."
        raise Cannot(f"No problem has the code '{code}': {hint}")
    click.echo(f"{rule.code} ({rule.severity.value})\n\n{spelt_out(rule.text)}")


def _line(rule: Explained) -> str:
    return f"{rule.code:<26} {rule.severity.value:<8} {rule.sentence}"
