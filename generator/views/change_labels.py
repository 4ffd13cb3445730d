"""What is told of a change besides its values: the names of parts and fields."""

from __future__ import annotations

from collections.abc import Mapping

from generator.change import Part
from generator.views.desk import Desk


def part_labels(desk: Desk) -> Mapping[str, str]:
    """What each part of a briefing is called."""
    return {
        Part.BRIEFING: desk.text("Briefing"),
        Part.KEY_POINT: desk.text("Key points"),
        Part.PLAYER: desk.text("Players"),
        Part.INSTRUMENT: desk.text("Texts"),
        Part.TRUCE: desk.text("Truce"),
        Part.TERM: desk.text("Terms"),
        Part.MECHANISM: desk.text("Monitoring"),
        Part.GUARANTEE: desk.text("Guarantees"),
        Part.OUTLOOK: desk.text("Outlook"),
        Part.SCENARIO: desk.text("Scenarios"),
        Part.EVENT: desk.text("Timeline"),
        Part.SOURCE: desk.text("Sources"),
    }


def field_labels(desk: Desk) -> Mapping[str, str]:
    """What each field is called whose change is told of."""
    return {
        **_common_labels(desk),
        **_story_labels(desk),
        **_truce_labels(desk),
        **_text_labels(desk),
        **_guarantee_labels(desk),
        **_outlook_labels(desk),
    }


def _common_labels(desk: Desk) -> Mapping[str, str]:
    return {
        "area": desk.text("Area"),
        "basis": desk.text("Basis"),
        "confidence": desk.text("Confidence"),
        "contested": desk.text("Contested"),
        "ends": desk.text("Ends"),
        "place": desk.text("Place"),
        "players": desk.text("Players"),
        "posts": desk.text("Offices"),
        "purpose": desk.text("Purpose"),
        "recognition": desk.text("Recognition"),
        "relations": desk.text("Relations"),
        "roles": desk.text("Roles"),
        "said_by": desk.text("Said by"),
        "side": desk.text("Side"),
        "stance": desk.text("Where it stands"),
        "starts": desk.text("Starts"),
        "status": desk.text("Status"),
        "type": desk.text("Type"),
        "when": desk.text("When"),
    }


def _story_labels(desk: Desk) -> Mapping[str, str]:
    return {
        "title": desk.text("Title"),
        "bottom_line": desk.text("Bottom line"),
        "what_happened": desk.text("What happened"),
        "why_it_matters": desk.text("Why it matters"),
        "what_next": desk.text("What next"),
        "topics": desk.text("Topics"),
    }


def _truce_labels(desk: Desk) -> Mapping[str, str]:
    return {
        "binds": desk.text("Binds"),
        "category": desk.text("Category"),
        "compliance": desk.text("Compliance"),
        "composition": desk.text("Composition"),
        "depends_on": desk.text("Depends on"),
        "due": desk.text("Due"),
        "ended": desk.text("Ended"),
        "functions": desk.text("Functions"),
        "implementation": desk.text("Implementation"),
        "limits": desk.text("Limits"),
        "means": desk.text("Means"),
        "mediated_by": desk.text("Mediated by"),
        "mode": desk.text("Mode"),
        "negotiation": desk.text("Negotiation"),
        "nominated_by": desk.text("Nominated by"),
        "public_reporting": desk.text("Public reports"),
        "reports_to": desk.text("Reports to"),
        "sides": desk.text("Sides"),
        "written": desk.text("In writing"),
    }


def _text_labels(desk: Desk) -> Mapping[str, str]:
    return {
        "agreed": desk.text("Agreed"),
        "effective": desk.text("In effect from"),
        "expires": desk.text("Expires"),
        "initialled": desk.text("Initialled"),
        "links": desk.text("Links"),
        "ratified": desk.text("Ratified"),
        "signatures": desk.text("Signatures"),
        "signed": desk.text("Signed"),
        "stage": desk.text("Stage"),
        "supersedes": desk.text("Supersedes"),
    }


def _guarantee_labels(desk: Desk) -> Mapping[str, str]:
    return {
        "actions": desk.text("Response"),
        "activation": desk.text("Activation"),
        "against": desk.text("Against"),
        "automaticity": desk.text("Automaticity"),
        "beneficiaries": desk.text("Given to"),
        "bindingness": desk.text("Bindingness"),
        "decided_by": desk.text("Decided by"),
        "domestic_basis": desk.text("Domestic basis"),
        "duration": desk.text("Duration"),
        "enforcement": desk.text("Enforcement"),
        "event": desk.text("Trigger"),
        "form": desk.text("Form"),
        "in_exchange_for": desk.text("In exchange for"),
        "legal_basis": desk.text("Legal basis"),
        "obligations": desk.text("Obligations"),
        "polarity": desk.text("Acts or refrains"),
        "providers": desk.text("Given by"),
        "termination_notice": desk.text("Notice of termination"),
        "within_hours": desk.text("Within"),
    }


def _outlook_labels(desk: Desk) -> Mapping[str, str]:
    return {
        "base_rate": desk.text("Base rate"),
        "by": desk.text("To be decided by"),
        "criteria": desk.text("Resolved by this rule"),
        "exclusive": desk.text("Exactly one comes true"),
        "horizon": desk.text("Horizon"),
        "on": desk.text("Decided on"),
        "outcome": desk.text("Outcome"),
        "question": desk.text("Question"),
        "signposts": desk.text("Signposts"),
    }
