"""What is told of a change besides its values: the names of parts and fields, looked up once a language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from generator.change import Part
from generator.words import Words


@cache
def part_labels(words: Words) -> Mapping[str, str]:
    """What each part of a briefing is called."""
    return {
        Part.BRIEFING: words.text("Briefing"),
        Part.KEY_POINT: words.text("Key points"),
        Part.PLAYER: words.text("Players"),
        Part.INSTRUMENT: words.text("Texts"),
        Part.TRUCE: words.text("Truce"),
        Part.TERM: words.text("Terms"),
        Part.MECHANISM: words.text("Monitoring"),
        Part.GUARANTEE: words.text("Guarantees"),
        Part.OUTLOOK: words.text("Outlook"),
        Part.SCENARIO: words.text("Scenarios"),
        Part.EVENT: words.text("Timeline"),
        Part.SOURCE: words.text("Sources"),
    }


@cache
def field_labels(words: Words) -> Mapping[str, str]:
    """What each field is called whose change is told of."""
    return {
        **_common_labels(words),
        **_story_labels(words),
        **_truce_labels(words),
        **_text_labels(words),
        **_guarantee_labels(words),
        **_outlook_labels(words),
    }


def _common_labels(words: Words) -> Mapping[str, str]:
    return {
        "area": words.text("Area"),
        "basis": words.text("Basis"),
        "confidence": words.text("Confidence"),
        "contested": words.text("Contested"),
        "ends": words.text("Ends"),
        "place": words.text("Place"),
        "players": words.text("Players"),
        "posts": words.text("Offices"),
        "purpose": words.text("Purpose"),
        "recognition": words.text("Recognition"),
        "relations": words.text("Relations"),
        "roles": words.text("Roles"),
        "said_by": words.text("Said by"),
        "side": words.text("Side"),
        "stance": words.text("Where it stands"),
        "starts": words.text("Starts"),
        "status": words.text("Status"),
        "type": words.text("Type"),
        "when": words.text("When"),
    }


def _story_labels(words: Words) -> Mapping[str, str]:
    return {
        "title": words.text("Title"),
        "bottom_line": words.text("Bottom line"),
        "what_happened": words.text("What happened"),
        "why_it_matters": words.text("Why it matters"),
        "what_next": words.text("What next"),
        "topics": words.text("Topics"),
    }


def _truce_labels(words: Words) -> Mapping[str, str]:
    return {
        "binds": words.text("Binds"),
        "category": words.text("Category"),
        "compliance": words.text("Compliance"),
        "composition": words.text("Composition"),
        "depends_on": words.text("Depends on"),
        "due": words.text("Due"),
        "ended": words.text("Ended"),
        "functions": words.text("Functions"),
        "implementation": words.text("Implementation"),
        "limits": words.text("Limits"),
        "means": words.text("Means"),
        "mediated_by": words.text("Mediated by"),
        "mode": words.text("Mode"),
        "negotiation": words.text("Negotiation"),
        "nominated_by": words.text("Nominated by"),
        "public_reporting": words.text("Public reports"),
        "reports_to": words.text("Reports to"),
        "sides": words.text("Sides"),
        "written": words.text("In writing"),
    }


def _text_labels(words: Words) -> Mapping[str, str]:
    return {
        "agreed": words.text("Agreed"),
        "effective": words.text("In effect from"),
        "expires": words.text("Expires"),
        "initialled": words.text("Initialled"),
        "links": words.text("Links"),
        "ratified": words.text("Ratified"),
        "signatures": words.text("Signatures"),
        "signed": words.text("Signed"),
        "stage": words.text("Stage"),
        "supersedes": words.text("Supersedes"),
    }


def _guarantee_labels(words: Words) -> Mapping[str, str]:
    return {
        "actions": words.text("Response"),
        "activation": words.text("Activation"),
        "against": words.text("Against"),
        "automaticity": words.text("Automaticity"),
        "beneficiaries": words.text("Given to"),
        "bindingness": words.text("Bindingness"),
        "decided_by": words.text("Decided by"),
        "domestic_basis": words.text("Domestic basis"),
        "duration": words.text("Duration"),
        "enforcement": words.text("Enforcement"),
        "event": words.text("Trigger"),
        "form": words.text("Form"),
        "in_exchange_for": words.text("In exchange for"),
        "legal_basis": words.text("Legal basis"),
        "obligations": words.text("Obligations"),
        "polarity": words.text("Acts or refrains"),
        "providers": words.text("Given by"),
        "termination_notice": words.text("Notice of termination"),
        "within_hours": words.text("Within"),
    }


def _outlook_labels(words: Words) -> Mapping[str, str]:
    return {
        "base_rate": words.text("Base rate"),
        "by": words.text("To be decided by"),
        "criteria": words.text("Resolved by this rule"),
        "exclusive": words.text("Exactly one comes true"),
        "horizon": words.text("Horizon"),
        "on": words.text("Decided on"),
        "outcome": words.text("Outcome"),
        "question": words.text("Question"),
        "signposts": words.text("Signposts"),
    }
