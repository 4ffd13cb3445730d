"""The closed lists of words a briefing may use, each with its meaning and where the list comes from.

A term's value is what an author types. Its label for readers is in the gettext catalogue, under the vocabulary's
`context`. Its `meaning` feeds the schema, the guide and the vocabulary page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Self


class Vocabulary(StrEnum):
    """A closed list of terms. Each member is `value, meaning`."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        """A member that is its value as text and carries its meaning."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    @classmethod
    @cache
    def context(cls) -> str:
        """The gettext context of the labels: `TruceStatus` is `truce-status`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    @classmethod
    def purpose(cls) -> str:
        """What the list is for and where it comes from: the class's docstring."""
        return " ".join((cls.__doc__ or "").split())


class PublicationStatus(Vocabulary):
    """Whether a briefing may be shown to readers."""

    DRAFT = "draft", "Work in progress; never published."
    PUBLISHED = "published", "Shown to readers, unless an embargo or a later day holds it back."


class Basis(Vocabulary):
    """What a claim rests on. Source: after ICD 203, which tells fact, assumption and judgement apart."""

    FACT = "fact", "Established; sources agree and can be checked."
    REPORTED = "reported", "Said or reported by someone; not established here."
    ASSUMPTION = "assumption", "Taken as given in order to reason on."
    JUDGEMENT = "judgement", "The authors' own assessment."


class ConfidenceLevel(Vocabulary):
    """How well founded a judgement is; it says nothing about how likely a thing is. Source: ICD 203."""

    HIGH = "high", "Good sources that agree, few assumptions."
    MODERATE = "moderate", "Credible sources, but room for another reading."
    LOW = "low", "Scant, poor or contradictory sources."


class PlayerKind(Vocabulary):
    """What sort of actor a player is."""

    PERSON = "person", "A human being."
    STATE = "state", "A state."
    ORGANISATION = "organisation", "An international or non-governmental organisation."
    ARMED_GROUP = "armed_group", "An armed group that is no state's regular force."
    DE_FACTO_AUTHORITY = "de_facto_authority", "An authority that governs territory without wide recognition."
    COALITION = "coalition", "Several states or groups that act together."
    MILITARY_COMMAND = "military_command", "A headquarters or a body of commanders."
    BODY = "body", "A commission, panel, parliament, court or similar body."


class Role(Vocabulary):
    """What a player does in a process; several are possible. Source: after PA-X and the ETH/PRIO ceasefire data."""

    BELLIGERENT = "belligerent", "Fights in the conflict."
    PARTY = "party", "Negotiates as one of the sides."
    SIGNATORY = "signatory", "Signed a text."
    PROXY = "proxy", "Acts for a party that stays in the background."
    MEDIATOR = "mediator", "Leads talks between the sides and may propose terms."
    FACILITATOR = "facilitator", "Helps the sides meet, without proposing terms."
    HOST = "host", "Provides the place."
    PROCESS_GUARANTOR = "process_guarantor", "Vouches for the conduct of the talks."
    SECURITY_GUARANTOR = "security_guarantor", "Promises to act, or to refrain, for another's security."
    BENEFICIARY = "beneficiary", "Is protected by a guarantee."
    MONITOR = "monitor", "Observes whether terms are kept."
    ENFORCER = "enforcer", "May use force or sanctions to uphold terms."
    WITNESS = "witness", "Signed or attended as a witness."
    ENDORSER = "endorser", "Supports a text without being bound by it."
    OBSERVER = "observer", "Is present without a part in decisions."
    ACCOMPANYING = "accompanying", "Accompanies the process at the sides' request."
    EXCLUDED = "excluded", "Is concerned but not at the table."
    SPOILER = "spoiler", "Works against a settlement."


class RelationType(Vocabulary):
    """How one player stands to another."""

    ALLIED_WITH = "allied_with", "Is allied with the other."
    OPPOSES = "opposes", "Opposes the other."
    BACKS = "backs", "Supports the other."
    CONTROLS = "controls", "Directs the other."
    REPRESENTS = "represents", "Speaks for the other."
    PART_OF = "part_of", "Belongs to the other."
    SUCCESSOR_OF = "successor_of", "Took the other's place."


class InstrumentType(Vocabulary):
    """What sort of text an instrument is."""

    CEASEFIRE = "ceasefire", "A text that stops the fighting."
    ARMISTICE = "armistice", "A formal end of hostilities, short of peace."
    FRAMEWORK = "framework", "Principles for a settlement."
    TREATY = "treaty", "A treaty under international law."
    MEMORANDUM = "memorandum", "A memorandum of understanding or of assurances."
    DECLARATION = "declaration", "A joint or unilateral declaration."
    PROTOCOL = "protocol", "A protocol to another text."
    IMPLEMENTATION = "implementation", "Says how another text is carried out."
    SIDE_LETTER = "side_letter", "A letter beside the main text."
    RESOLUTION = "resolution", "A resolution of an international body."


class InstrumentStage(Vocabulary):
    """The stage of a peace process a text belongs to. Source: PA-X Peace Agreements Database, agreement stages."""

    PRE_NEGOTIATION = "pre_negotiation", "Prepares talks."
    CEASEFIRE = "ceasefire", "Stops or regulates fighting."
    FRAMEWORK_SUBSTANTIVE_PARTIAL = "framework_substantive_partial", "Settles some of the issues."
    FRAMEWORK_SUBSTANTIVE_COMPREHENSIVE = "framework_substantive_comprehensive", "Sets out to settle all the issues."
    IMPLEMENTATION = "implementation", "Carries out an earlier text."
    RENEWAL = "renewal", "Renews or reaffirms an earlier text."
    OTHER = "other", "None of the others."


class InstrumentStatus(Vocabulary):
    """How far a text has come."""

    NON_PAPER = "non_paper", "Circulated without an author's commitment."
    DRAFT = "draft", "Under negotiation."
    INITIALLED = "initialled", "Initialled by negotiators."
    SIGNED = "signed", "Signed."
    RATIFIED = "ratified", "Signed and ratified."
    IN_FORCE = "in_force", "Has effect."
    REJECTED = "rejected", "Turned down."
    SUPERSEDED = "superseded", "Replaced by a later text."
    SUSPENDED = "suspended", "Put on hold."
    TERMINATED = "terminated", "Ended by a party or by agreement."
    LAPSED = "lapsed", "Ran out."


class SignatureCapacity(Vocabulary):
    """In what capacity a text was signed."""

    PARTY = "party", "As a party to the text."
    WITNESS = "witness", "As a witness."
    ENDORSER = "endorser", "As an endorser."
    GUARANTOR = "guarantor", "As a guarantor."


class InstrumentLinkType(Vocabulary):
    """How one text stands to another."""

    IMPLEMENTS = "implements", "Carries out the other."
    AMENDS = "amends", "Changes the other."
    SUPERSEDES = "supersedes", "Replaces the other."
    REAFFIRMS = "reaffirms", "Confirms the other."
    ANNEX_OF = "annex_of", "Is an annex of the other."
    PARALLEL_TO = "parallel_to", "Stands beside the other."


class TruceType(Vocabulary):
    """How much a truce arranges. Source: ETH/PRIO Civil Conflict Ceasefire Dataset."""

    CESSATION = "cessation", "Stops hostilities, no more."
    CESSATION_WITH_COMPLIANCE = "cessation_with_compliance", "Stops hostilities and has ways to see that it holds."
    DEFINITIVE = "definitive", "Ends hostilities for good, with disarmament or the like."


class TruceStatus(Vocabulary):
    """Where a truce stands."""

    FLOATED = "floated", "Talked about."
    PROPOSED = "proposed", "Put forward by someone."
    NEGOTIATING = "negotiating", "Being negotiated."
    AGREED = "agreed", "Agreed, not yet in force."
    IN_FORCE = "in_force", "Has effect."
    SUSPENDED = "suspended", "Put on hold."
    COLLAPSED = "collapsed", "Broke down."
    ENDED = "ended", "Ended as foreseen or by declaration."
    REJECTED = "rejected", "Turned down."


class TrucePurpose(Vocabulary):
    """What a truce is for. Source: ETH/PRIO Civil Conflict Ceasefire Dataset."""

    HUMANITARIAN = "humanitarian", "To let aid in or people out."
    PEACE_PROCESS = "peace_process", "To make or carry out a settlement."
    HOLIDAY = "holiday", "For a religious or public holiday."
    ELECTION = "election", "For an election."
    OTHER = "other", "Another stated purpose."
    UNCLEAR = "unclear", "No purpose can be told."


class TruceSides(Vocabulary):
    """How many sides bind themselves. Source: ETH/PRIO Civil Conflict Ceasefire Dataset."""

    UNILATERAL = "unilateral", "One side declares it."
    BILATERAL = "bilateral", "Two sides agree on it."
    MULTILATERAL = "multilateral", "More than two sides agree on it."


class TermCategory(Vocabulary):
    """What a truce term is about."""

    GENERAL_CEASEFIRE = "general_ceasefire", "An end of all hostilities."
    AIR_STRIKES = "air_strikes", "Attacks from the air."
    LONG_RANGE_FIRES = "long_range_fires", "Missiles and long-range artillery."
    NAVAL = "naval", "Hostilities and movement at sea."
    DRONES = "drones", "Unmanned aircraft and vessels."
    TROOP_MOVEMENT = "troop_movement", "Movement of forces."
    REINFORCEMENT = "reinforcement", "Bringing in more forces or arms."
    FORTIFICATION = "fortification", "Building of positions."
    HEAVY_WEAPONS = "heavy_weapons", "Artillery, rocket launchers, tanks."
    WITHDRAWAL = "withdrawal", "Pulling forces back."
    FOREIGN_FORCES = "foreign_forces", "Forces of other states, and foreign fighters."
    DEMILITARISED_ZONE = "demilitarised_zone", "An area without forces."
    FORCE_LIMITS = "force_limits", "Ceilings on forces or arms."
    DDR = "ddr", "Disarmament, demobilisation and reintegration."
    DEMINING = "demining", "Clearing of mines."
    TERRITORIAL_CONTROL = "territorial_control", "Who holds which territory."
    DISPUTED_STATUS = "disputed_status", "The status of disputed regions."
    BORDER = "border", "Control of a border."
    SECURITY_OF_PARTIES = "security_of_parties", "The safety of the parties themselves."
    DISPUTE_RESOLUTION = "dispute_resolution", "How disputes over the text are settled."
    PRISONERS = "prisoners", "Prisoners, hostages and detainees."
    MISSING = "missing", "The missing and the dead."
    HUMANITARIAN_ACCESS = "humanitarian_access", "Aid and those who bring it."
    DISPLACED = "displaced", "Refugees and displaced people."
    AMNESTY_JUSTICE = "amnesty_justice", "Amnesty, prosecution, transitional justice."
    CONSTITUTIONAL = "constitutional", "Constitutional change and special status."
    ELECTIONS = "elections", "Elections and referendums."
    SANCTIONS = "sanctions", "Sanctions and their lifting."
    ECONOMIC = "economic", "Trade, banking, reconstruction."
    NUCLEAR_SAFETY = "nuclear_safety", "Nuclear plants and materials."
    OTHER = "other", "None of the others."


class TermMode(Vocabulary):
    """What a term does."""

    PROHIBIT = "prohibit", "Forbids something."
    PERMIT = "permit", "Allows something."
    REQUIRE = "require", "Demands something."
    LIMIT = "limit", "Sets a ceiling, floor or area."


class Negotiation(Vocabulary):
    """How far the talks about a term have come; says nothing about what happens on the ground."""

    NOT_RAISED = "not_raised", "Not on the table."
    PROPOSED = "proposed", "Put forward."
    CONTESTED = "contested", "Disputed between the sides."
    AGREED_IN_PRINCIPLE = "agreed_in_principle", "Agreed without a text."
    AGREED_TEXT = "agreed_text", "Its wording is agreed."
    SIGNED = "signed", "Part of a signed text."
    WITHDRAWN = "withdrawn", "Taken off the table."


class Implementation(Vocabulary):
    """How far a term has been carried out. Source: Kroc Institute, levels of implementation, with two additions."""

    NOT_INITIATED = "not_initiated", "Nothing has begun."
    MINIMUM = "minimum", "First steps."
    INTERMEDIATE = "intermediate", "On the way to completion."
    COMPLETE = "complete", "Done."
    REGRESSED = "regressed", "Had been carried out further than now."
    NOT_APPLICABLE = "not_applicable", "Nothing to carry out."


class Compliance(Vocabulary):
    """Whether a term is kept."""

    OBSERVED = "observed", "Kept."
    VIOLATED = "violated", "Broken."
    DISPUTED = "disputed", "The sides say different things."
    UNVERIFIED = "unverified", "Nobody has been able to check."


class Stance(Vocabulary):
    """A player's position on a term or a guarantee."""

    DEMANDS = "demands", "Makes it a demand."
    PROPOSES = "proposes", "Puts it forward."
    ACCEPTS = "accepts", "Accepts it."
    ACCEPTS_WITH_CONDITIONS = "accepts_with_conditions", "Accepts it if conditions are met."
    REJECTS = "rejects", "Turns it down."
    RED_LINE = "red_line", "Says it can never be accepted."
    NONCOMMITTAL = "noncommittal", "Has spoken without taking a side."
    NO_PUBLIC_POSITION = "no_public_position", "Has said nothing in public."
    DENIES_BEING_PARTY = "denies_being_party", "Says that it is not a party."


class MonitoringComposition(Vocabulary):
    """Who makes up a monitoring mechanism."""

    NATIONAL = "national", "One party, or its own civil society."
    JOINT_PARTIES = "joint_parties", "The parties together."
    THIRD_STATE = "third_state", "Another state."
    INTERNATIONAL_ORGANISATION = "international_organisation", "An international organisation."
    TRIPARTITE = "tripartite", "Both parties and a third."
    COALITION = "coalition", "Several states together."
    REMOTE_ONLY = "remote_only", "Nobody on the ground."


class MonitoringFunction(Vocabulary):
    """What a monitoring mechanism may do, from watching to enforcing."""

    OBSERVE = "observe", "Watch."
    REPORT = "report", "Report what was seen."
    INVESTIGATE = "investigate", "Look into incidents."
    ATTRIBUTE = "attribute", "Say who was responsible."
    ADJUDICATE = "adjudicate", "Decide whether a term was broken."
    REMEDY = "remedy", "Order that a breach be made good."
    ENFORCE = "enforce", "Compel compliance."


class MonitoringMeans(Vocabulary):
    """With what a mechanism monitors."""

    PATROL = "patrol", "People on foot or in vehicles."
    CHECKPOINT = "checkpoint", "Fixed posts."
    UAV = "uav", "Drones."
    SATELLITE = "satellite", "Satellite images."
    RADAR = "radar", "Radar."
    AERIAL = "aerial", "Crewed aircraft."
    HOTLINE = "hotline", "A line to report incidents."


class MonitoringStatus(Vocabulary):
    """Where a monitoring mechanism stands."""

    PROPOSED = "proposed", "Put forward."
    AGREED = "agreed", "Agreed, not yet at work."
    OPERATING = "operating", "At work."
    SUSPENDED = "suspended", "Put on hold."
    ENDED = "ended", "Ended."


class GuaranteeForm(Vocabulary):
    """In what form a guarantee is given."""

    MUTUAL_DEFENCE_TREATY = "mutual_defence_treaty", "A treaty of mutual defence."
    ARTICLE5_LIKE = "article5_like", "Modelled on Article 5 of the North Atlantic Treaty, outside NATO."
    BILATERAL_AGREEMENT = "bilateral_agreement", "An agreement of two states."
    MULTILATERAL_COMPACT = "multilateral_compact", "A compact of several states."
    POLITICAL_DECLARATION = "political_declaration", "A declaration without legal force."
    DEPLOYED_FORCE = "deployed_force", "Forces stationed on the beneficiary's territory."
    DEMILITARISATION_REGIME = "demilitarisation_regime", "Limits on forces or areas, supervised."
    NEUTRALITY_WITH_GUARANTORS = "neutrality_with_guarantors", "Neutrality that others guarantee."
    UN_RESOLUTION = "un_resolution", "A resolution of the United Nations."
    MEMORANDUM = "memorandum", "A memorandum."
    SIDE_LETTER = "side_letter", "A letter beside another text."


class Polarity(Vocabulary):
    """Whether a guarantor promises to act or to refrain. One row a commitment."""

    POSITIVE = "positive", "Will act."
    NEGATIVE = "negative", "Will refrain."


class Obligation(Vocabulary):
    """What a guarantor promises. Source: ATOP (Alliance Treaty Obligations and Provisions), with additions."""

    DEFEND = "defend", "Defend the beneficiary."
    CONSULT = "consult", "Consult with the beneficiary."
    NONAGGRESSION = "nonaggression", "Not attack."
    NEUTRALITY = "neutrality", "Stay neutral."
    ARM = "arm", "Supply arms."
    TRAIN = "train", "Train forces."
    INTELLIGENCE = "intelligence", "Share intelligence."
    FINANCE = "finance", "Give money."
    SANCTION = "sanction", "Impose sanctions on an attacker."
    DEPLOY = "deploy", "Station forces."
    SEEK_UNSC_ACTION = "seek_unsc_action", "Seek action by the UN Security Council."


class Activation(Vocabulary):
    """When a guarantee begins to bind."""

    IMMEDIATE = "immediate", "At once."
    ON_CEASEFIRE = "on_ceasefire", "When a ceasefire begins."
    ON_REQUEST = "on_request", "When the beneficiary asks."
    OTHER = "other", "Otherwise, as the text says."


class Automaticity(Vocabulary):
    """How much choice a guarantor keeps."""

    AUTOMATIC = "automatic", "Must act."
    DISCRETIONARY = "discretionary", "Decides for itself."
    COLLECTIVE_DECISION = "collective_decision", "The guarantors decide together."
    CONSULT_ONLY = "consult_only", "Must consult, no more."


class Bindingness(Vocabulary):
    """What kind of commitment a guarantee is."""

    LEGAL = "legal", "Binding under law."
    POLITICAL = "political", "Binding politically only."
    MIXED = "mixed", "Parts of both."
    DISPUTED = "disputed", "The sides disagree on it."


class DomesticBasis(Vocabulary):
    """How a guarantee is anchored at the guarantor's home."""

    RATIFIED = "ratified", "Ratified by parliament."
    EXECUTIVE = "executive", "Given by the executive alone."
    PARLIAMENTARY_VOTE = "parliamentary_vote", "Backed by a vote short of ratification."
    PENDING = "pending", "Not yet decided."
    UNKNOWN = "unknown", "Not known."


class GuaranteeStatus(Vocabulary):
    """Where a guarantee stands."""

    FLOATED = "floated", "Talked about."
    OFFERED = "offered", "Put forward by a guarantor."
    NEGOTIATING = "negotiating", "Being negotiated."
    SIGNED = "signed", "Signed, not yet in force."
    IN_FORCE = "in_force", "Has effect."
    INVOKED = "invoked", "Has been called upon."
    BREACHED = "breached", "Has been broken."
    LAPSED = "lapsed", "No longer has effect."


class SignpostDirection(Vocabulary):
    """Whether a signpost, once seen, speaks for or against its scenario."""

    TOWARD = "toward", "Speaks for the scenario."
    AWAY = "away", "Speaks against the scenario."


class Outcome(Vocabulary):
    """How a scenario was resolved."""

    YES = "yes", "It happened."
    NO = "no", "It did not happen."
    AMBIGUOUS = "ambiguous", "The criteria do not decide."
    VOID = "void", "The question lost its meaning."


class EventStatus(Vocabulary):
    """Where an event stands."""

    SCHEDULED = "scheduled", "Announced for its time."
    TENTATIVE = "tentative", "Considered, not fixed."
    HELD = "held", "Took place."
    POSTPONED = "postponed", "Put off."
    CANCELLED = "cancelled", "Called off."


class SourceKind(Vocabulary):
    """What sort of source it is."""

    PRIMARY_TEXT = "primary_text", "The text itself: an agreement, a resolution."
    OFFICIAL_STATEMENT = "official_statement", "A statement by someone in office."
    WIRE = "wire", "A news agency or newspaper."
    ANALYSIS = "analysis", "An analysis."
    DATASET = "dataset", "A data set."
    SOCIAL = "social", "Social media."
    AI_GENERATED = "ai_generated", "Text generated by a machine."
    OTHER = "other", "None of the others."


class Reliability(Vocabulary):
    """How reliable a source is, judged apart from what it says. Source: Admiralty code."""

    A = "A", "Completely reliable."
    B = "B", "Usually reliable."
    C = "C", "Fairly reliable."
    D = "D", "Not usually reliable."
    E = "E", "Unreliable."
    F = "F", "Reliability cannot be judged."


class Credibility(Vocabulary):
    """How credible the information is, judged apart from who says it. Source: Admiralty code."""

    ONE = "1", "Confirmed by other sources."
    TWO = "2", "Probably true."
    THREE = "3", "Possibly true."
    FOUR = "4", "Doubtful."
    FIVE = "5", "Improbable."
    SIX = "6", "Truth cannot be judged."


class AiUse(Vocabulary):
    """What part a machine had in writing a source."""

    NONE = "none", "None."
    ASSISTED = "assisted", "A person wrote it with help of a machine."
    GENERATED = "generated", "A machine wrote it."
    UNKNOWN = "unknown", "Not known."


class ProvenanceAiUse(Vocabulary):
    """What part a machine had in writing this briefing. Source: after the EU AI Act, Article 50(4)."""

    NONE = "none", "None."
    ASSISTED = "assisted", "People wrote it with help of a machine."
    GENERATED = "generated", "A machine wrote it."


class UpdateKind(Vocabulary):
    """What a change to a published snapshot was."""

    SUBSTANTIVE = "substantive", "A judgement or a fact changed."
    CORRECTION = "correction", "A mistake was mended."
    MINOR = "minor", "Wording or spelling."


class ProcessStatus(Vocabulary):
    """Where a process stands."""

    PREPARING = "preparing", "Talks about talks."
    ACTIVE = "active", "Talks or implementation go on."
    STALLED = "stalled", "Nothing moves."
    SUSPENDED = "suspended", "Put on hold by a party."
    CONCLUDED = "concluded", "Ended with a settlement that stands."
    COLLAPSED = "collapsed", "Broke down."


class Icd203Word(Vocabulary):
    """Words for a likelihood, derived from its number. Source: Intelligence Community Directive 203 (2015)."""

    ALMOST_NO_CHANCE = "almost_no_chance", "From 1 to under 5 percent."
    VERY_UNLIKELY = "very_unlikely", "From 5 to under 20 percent."
    UNLIKELY = "unlikely", "From 20 to under 45 percent."
    ROUGHLY_EVEN_CHANCE = "roughly_even_chance", "From 45 to under 55 percent."
    LIKELY = "likely", "From 55 to under 80 percent."
    VERY_LIKELY = "very_likely", "From 80 to under 95 percent."
    ALMOST_CERTAIN = "almost_certain", "From 95 to 99 percent."


class PhiaWord(Vocabulary):
    """Words for a likelihood, derived from its number; between two ranges is none. Source: PHIA yardstick (UK)."""

    REMOTE_CHANCE = "remote_chance", "From 0 to 5 percent."
    HIGHLY_UNLIKELY = "highly_unlikely", "From 10 to 20 percent."
    UNLIKELY = "unlikely", "From 25 to 35 percent."
    REALISTIC_POSSIBILITY = "realistic_possibility", "From 40 to under 50 percent."
    LIKELY = "likely", "From 55 to 75 percent."
    HIGHLY_LIKELY = "highly_likely", "From 80 to 90 percent."
    ALMOST_CERTAIN = "almost_certain", "From 95 to 100 percent."


class Weight(Vocabulary):
    """How much has changed between two briefings of a process, derived from the two."""

    SUBSTANTIVE = "substantive", "A fact or a judgement is another one."
    MINOR = "minor", "The words or the sources are others, the facts and judgements are the same."
    NONE = "none", "Nothing has changed."

    @classmethod
    def heaviest(cls, weights: Iterable[Weight]) -> Weight:
        """The heaviest of several; none of none."""
        return min(weights, key=list(cls).index, default=cls.NONE)


class DeadlineState(Vocabulary):
    """How a deadline stands, derived from the day it falls on and from what briefings record of its term."""

    MET = "met", "A briefing of that day or earlier records the term as complete."
    MISSED = "missed", "A briefing from after that day records the term as not complete."
    DONE = "done", "The term is complete; no briefing says whether it was so in time."
    DUE = "due", "The day has not passed."
    PASSED = "passed", "The day has passed; no briefing says whether the term was complete by then."
    WAITING = "waiting", "No day can be worked out, because what it waits on has none."


def vocabularies() -> tuple[type[Vocabulary], ...]:
    """Every vocabulary, in the order of this file."""
    return tuple(Vocabulary.__subclasses__())
