"""The records that rooms hand to one another: frozen, slotted, typed, and few.

A record is never edited. A later room makes a new record that points back, so that every figure
on every page walks back to characters in a report. Offsets are Python character offsets into
``Report.received_text`` unless a field says otherwise; ``end`` is exclusive. Dates are
``datetime.date`` values in the calendar of the report; ids are strings made from content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

import msgspec

Kind = Literal["control", "fighting", "casualties", "movement", "crossing", "talks", "position"]
Part = Literal["body", "headline", "caption"]
Stance = Literal["asserts", "denies"]
Modality = Literal["fact", "reported", "possible", "planned"]
Precision = Literal["day", "week", "month", "year", "interval", "unknown"]
Confidence = Literal["high", "medium", "low"]

CHANGES: Mapping[str, tuple[str, ...]] = {
    "control": ("gained", "lost", "held", "contested"),
    "fighting": ("clash", "assault", "airstrike", "shelling", "bombing", "siege", "repelled"),
    "casualties": ("killed", "wounded", "captured", "missing", "unspecified"),
    "movement": ("fled", "retreated", "withdrew", "deployed", "displaced", "returned", "surrendered"),
    "crossing": ("open", "closed", "restricted"),
    "talks": ("met", "agreed", "ceasefire", "broke-off"),
    "position": ("pledge", "threat", "warning", "demand", "offer", "assurance", "condemnation", "accusation"),
}  # fmt: skip


# --- acquire -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Received:
    """One report exactly as it came in, with where and when it was got."""

    id: str  # what the sender called it, or the content hash
    digest: str  # SHA-256 of ``content``, hexadecimal
    content: bytes
    media: Literal["text", "html"]
    name: str  # path, line of a JSONL file or address, for messages
    title: str | None = None
    published: str | None = None  # ISO date or date-time as the sender gave it
    url: str | None = None
    outlet: str | None = None
    fetched: str | None = None  # ISO date-time


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that was not used, and why: nothing read is thrown away in silence."""

    stage: str  # the room: "acquire", "read", "annotate", "claims", "resolve"
    reason: str  # what was given, what was expected, the next move
    name: str = ""  # report id or input name
    start: int = 0
    end: int = 0


# --- read --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the page that is not text of the report, and why it was set apart."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, headline or caption to be parsed: ``received_text[start:end]``."""

    start: int
    end: int
    part: Part


@dataclass(frozen=True, slots=True)
class Published:
    """The publication date chosen, from what, and how far to trust it."""

    date: date
    basis: str  # "given", "metadata", "dateline block", "address", "weekday and day of month", ...
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Dateline:
    """``KABUL (Reuters) -``: the place and agency in front of the first sentence."""

    start: int
    end: int
    place: str | None
    agency: str | None
    region: str | None = None  # "Afghanistan" in "HERAT, Afghanistan (AP)"


@dataclass(frozen=True, slots=True)
class Report:
    """What a page says, who published it and when."""

    id: str
    digest: str
    received_text: str
    passages: tuple[Passage, ...]
    furniture: tuple[Furniture, ...] = ()
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    fetched: str | None = None
    language: str = "en"
    published: Published | None = None
    dates_considered: tuple[Published, ...] = ()  # every candidate, best first
    dateline: Dateline | None = None
    credits: tuple[str, ...] = ()  # agencies that the page credits, canonical names, in order
    agency: str | None = None  # whose copy the whole report is, by its dateline, byline or line of credit

    @property
    def text(self) -> str:
        """The cleaned text: the passages, one to a line."""
        return "\n".join(self.received_text[p.start : p.end] for p in self.passages)


# --- annotate ----------------------------------------------------------------------------------


class Token(msgspec.Struct, frozen=True, gc=False):
    """One word of a parsed sentence. ``start`` and ``end`` count from the sentence's start."""

    i: int  # index in the sentence
    text: str
    lemma: str  # lower case
    pos: str  # universal part of speech
    tag: str  # Penn Treebank tag
    dep: str  # spaCy English (ClearNLP) label, "ROOT" for the root
    head: int  # index of the head; a root is its own head
    start: int
    end: int
    ent: str = ""  # the model's entity label, a hint only: names are settled in mentions


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its parse; the parse depends on the sentence's text alone."""

    index: int  # position in the report
    start: int  # offset of its first character in received_text
    text: str
    part: Part
    passage: int  # index into Report.passages: same number, same paragraph
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]  # children[i]: dependents of token i, in order

    @property
    def end(self) -> int:
        return self.start + len(self.text)


MentionType = Literal["actor", "person", "place", "outlet", "time", "other"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a sentence that name or stand for somebody, some place or some time.

    ``first`` and ``last`` are token indices, ``last`` exclusive; ``head`` is the syntactic head.
    ``name`` is the canonical name of what is meant ("Taliban" for "the militants"), or None when
    it is not known; ``entity`` is a stable key ("actor:taliban", "person:tariq arian",
    "geonames:1137807"). ``reason`` says how that was settled, in words.
    """

    sentence: int
    first: int
    last: int
    head: int
    text: str
    type: MentionType
    name: str | None = None
    entity: str | None = None
    reason: str = ""
    members: tuple[str, ...] = ()  # entities, when one word stands for several ("both districts")
    member_names: tuple[str, ...] = ()
    descriptor: str | None = None  # "border crossing", "district", "province", "spokesman", ...
    affiliation: str | None = None  # whose people are meant: "Afghanistan" of "two security officials"
    antecedent: str | None = None  # words before that it stands for, where these name nobody known
    country: str | None = None  # of a place: two letters, that of the likeliest bearer of the name


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report with its sentences parsed and its names and references settled."""

    report: Report
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]  # sorted by (sentence, first, -last)


# --- claims ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of received_text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """Whoever is answerable for the words."""

    name: str | None
    text: str
    role: str | None = None
    affiliation: str | None = None
    anonymous: bool = False
    count: int | None = None  # "two officials" is 2
    type: Literal["person", "body", "document", "media"] = "person"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody is said to have said something: source, cue and what was said.

    ``content`` holds (sentence index, first token, last token exclusive) stretches.
    """

    sentence: int
    cue: Span
    cue_head: int  # token index of the cue's head word in ``sentence``; if continued, in the one before
    speech: str  # class of the cue in the lexicon: "say", "deny", "vow", "warn", "report", ...
    source: Source
    source_head: int | None  # token index of the source's head in ``sentence``, None if elsewhere
    source_entity: str | None
    content: tuple[tuple[int, int, int], ...]
    via: tuple[str, ...] = ()  # outermost first
    stance: Stance = "asserts"
    style: str = "clausal"  # clausal, inverted, parenthetical, according, quote, continued, headline, passive
    confirmed: bool = True  # False for "has not confirmed", "could not be verified"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with bounds. ``high`` None is open ("more than 100"); ``of`` is the denominator."""

    value: float | None
    low: float | None
    high: float | None
    unit: str  # "killed", "wounded", "districts", "percent", "people", ...
    text: str
    of: float | None = None
    named: bool = False  # nobody counted: people told one by one ("a driver and a nurse"), perhaps not all


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as read from the words, before who, where and when are looked up."""

    kind: Kind
    change: str | None
    start: int
    end: int
    sentence: int
    part: Part
    actors: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    time: Mention | None = None
    quantities: tuple[Quantity, ...] = ()
    stance: Stance = "asserts"
    modality: Modality = "fact"
    source: Source | None = None
    via: tuple[str, ...] = ()
    cue: Span | None = None
    denies: int | None = None  # index into the report's statements
    total: str | None = None  # words by which it counts for a war or a long period ("since then")
    notes: tuple[str, ...] = ()
    rule: str = ""  # name and version of the rule: "frames/capture@1"


# --- resolve -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer or of the table of crossings."""

    id: str  # "geonames:1137807", "crossing:islam-qala", "country:AF", "admin1:AF.11"
    name: str
    lat: float
    lon: float
    country: str  # ISO 3166 two letters
    admin1: str | None = None  # name of the first-order division
    admin2: str | None = None
    feature: str = "city"  # "city", "village", "border crossing", "admin1", "admin2", "country", ...
    population: int = 0
    other_country: str | None = None  # the other side of a border crossing


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A row of the actor tables: an armed group, state, ministry, agency or outlet of the world."""

    id: str  # "actor:taliban"
    name: str
    type: str  # "armed group", "state", "ministry", "force", "alliance", "body", "agency", "outlet"
    aliases: tuple[str, ...] = ()
    country: str | None = None
    side: str | None = None
    descriptors: tuple[str, ...] = ()  # role nouns that suit it: "militants", "insurgents", "rebels"
    adjective: str | None = None  # what is of a state is called so: "Afghan" in "Afghan forces"


@dataclass(frozen=True, slots=True)
class Where:
    """A place that a claim speaks of: resolved, or the words alone with their candidates."""

    name: str
    text: str
    id: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    feature: str | None = None
    precision: Literal["exact", "near", "within", "unresolved"] = "unresolved"
    reason: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Words that tell a time, not yet set against a calendar; offsets count from the text searched."""

    start: int
    end: int
    text: str
    form: str  # "date", "weekday", "month", "length" (a duration), "since", "shift" ("two days ago"), ...


@dataclass(frozen=True, slots=True)
class When:
    """When the event happened: an interval of whole days, ``end`` inclusive."""

    start: date | None
    end: date | None
    precision: Precision
    text: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or is acted upon, with the mention's own words kept."""

    name: str
    text: str
    id: str | None = None
    type: str = "unknown"  # "state", "ministry", "armed group", "force", "person", "civilians", ...
    side: str | None = None  # id of the party it belongs to
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition that a report asserts, repeats or denies, with everything looked up."""

    id: str
    report: str
    kind: Kind
    change: str | None
    start: int
    end: int
    quote: str
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    places: tuple[Where, ...] = ()
    when: When | None = None
    quantities: tuple[Quantity, ...] = ()
    stance: Stance = "asserts"
    modality: Modality = "fact"
    part: Part = "body"
    source: Source | None = None
    via: tuple[str, ...] = ()
    cue: Span | None = None
    denies: str | None = None
    total: str | None = None  # words by which it counts for a war or a long period ("since then")
    notes: tuple[str, ...] = ()
    rule: str = ""


# --- lineage, events, assess ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CopyLink:
    """A passage of one report that is carried from, or shared with, another."""

    report: str
    start: int
    end: int
    other: str
    other_start: int
    other_end: int
    similarity: float  # 0 to 1
    how: Literal["verbatim", "edited"]


@dataclass(frozen=True, slots=True)
class Story:
    """Reports that tell of one incident, whoever wrote them and whatever they say of it."""

    id: str
    reports: tuple[str, ...]
    first: date | None  # days on which they were published
    last: date | None


@dataclass(frozen=True, slots=True)
class Origin:
    """A (source, channel) pair: one independent statement, whoever carried it."""

    id: str
    source: str | None  # canonical name, or the words for an unnamed source; None: the outlet itself
    channel: str | None  # agency or outlet that got it
    carriers: tuple[str, ...]  # report ids, sorted
    first_reported: date | None
    claim_ids: tuple[str, ...]
    why: str  # one sentence


@dataclass(frozen=True, slots=True)
class Event:
    """Claims that speak of one happening."""

    id: str
    kind: Kind
    change: str | None
    title: str
    place: Where | None
    when: When | None
    actors: tuple[str, ...]
    origins_for: tuple[Origin, ...]
    origins_against: tuple[Origin, ...]
    carriers: tuple[str, ...]
    status: Literal["single-origin", "corroborated", "disputed", "conceded", "superseded", "unattributed"]
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims that differ, typed, with the sentence that says why it was typed so."""

    id: str
    type: Literal["denial", "number", "superseded", "scope", "date", "place", "holder", "apparent"]
    event_ids: tuple[str, ...]
    left: tuple[str, ...]  # claim ids
    right: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Toll:
    """Dead, wounded, captured or missing: low, best, high, and on whose word.

    A toll of a "campaign" is a cumulative count of a war or a long period, for a land or a place; its event
    is the counting of that period.
    """

    id: str
    event_id: str
    category: str  # "killed", "wounded", ...
    victims: str
    low: float | None
    best: float | None
    high: float | None
    profile: str
    claim_ids: tuple[str, ...]
    set_aside: tuple[str, ...]
    why: str
    scope: Literal["event", "campaign"] = "event"


@dataclass(frozen=True, slots=True)
class ControlPeriod:
    """Who holds a place, according to whom, from when to when, and since when that is known."""

    id: str
    place: Where
    holder: str
    status: Literal["held", "claimed", "contested", "denied"]
    according_to: tuple[Origin, ...]
    valid_from: date | None
    valid_to: date | None
    known_from: date | None
    last_heard: date | None
    basis: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CrossingStatus:
    """Whether a border crossing, road, port or airport is open, according to whom."""

    id: str
    place: Where
    state: Literal["open", "closed", "restricted"]
    according_to: tuple[Origin, ...]
    valid_from: date | None
    known_from: date | None
    last_heard: date | None
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A claim as it was when an analyst decided about it: its words, and where they stood."""

    report: str
    digest: str  # SHA-256 of the report as received
    start: int
    end: int
    quote: str
    claim: str  # id
    kind: str
    group: int = 0  # which side of a merge, a split or a repetition


@dataclass(frozen=True, slots=True)
class Decision:
    """What an analyst decided, anchored on words as well as on ids."""

    id: str
    at: datetime
    by: str
    action: str  # "accept", "reject", "correct", "duplicate", "merge", "split", "note", "grade", "undo"
    target: str  # "claim:ID", "event:ID", "source:NAME", "decision:ID"
    quote: str | None = None
    why: str = ""
    payload: Mapping[str, str] = field(default_factory=dict)
    anchors: tuple[Anchor, ...] = ()
    before: str = ""  # SHA-256 of the line before it in decisions.jsonl
    seal: str = ""  # SHA-256 of its own line with an empty seal; empty in lines of before seals were given


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a decision when the record was derived."""

    id: str  # of the decision
    decision: Decision
    state: Literal["applied", "lost", "undone"]  # lost: its words are not there any more
    why: str
    left: tuple[str, ...] = ()  # claims that are now read from its words
    right: tuple[str, ...] = ()  # those of the other side of a merge, a split or a repetition


@dataclass(frozen=True, slots=True)
class Regrouping:
    """Claims that belong to one event, or that belong to two, as an analyst decided."""

    together: bool
    left: tuple[str, ...]  # claim ids
    right: tuple[str, ...]


# --- store, publish ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading what was received: the report, or why there is none."""

    report: Report | None = None
    rejection: Rejection | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """One report as far as the rooms that take one report at a time bring it."""

    report: Report
    claims: tuple[Claim, ...] = ()
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that follows from the reports of a case, each part sorted by its own order."""

    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    copies: tuple[CopyLink, ...] = ()
    origins: tuple[Origin, ...] = ()
    events: tuple[Event, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    tolls: tuple[Toll, ...] = ()
    control: tuple[ControlPeriod, ...] = ()
    crossings: tuple[CrossingStatus, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
