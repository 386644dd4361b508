"""Making mentions, and lookups over those of an annotated report, for the rooms that read claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import zip_longest

from dateline.records import Annotated, Mention, MentionType, Report, Sentence
from dateline.syntax import words

# How the reason of a place begins when the words do not name it themselves.
ELSEWHERE = "not said in the clause"  # taken from what the report speaks of
ADDRESS = "where the speaker is"  # "police in X said": not by itself where something happened
SERVES = f"{ADDRESS} and serves"  # of what is said without a place it is the likeliest
NATIONALS = "people of a country"  # "15 Russians" who died are not Russia
SPEAKER = "the speaker's own side"  # "our forces", "we": whose, only the attribution says
INSIDE = "named inside the phrase"  # "two villages near X" are not X
# Reasons of a time beside its own words.
COUNTED_FROM = "what the time counts from"  # "a day after rebels seized it" dates the seizure a day earlier
CARRIED = "the sentence before tells the day"
SINCE = "what has lasted since then"  # "have died since the assault began on Wednesday"

_WAYS = ("to", "toward", "towards", "for", "via", "through")


def spanning(
    sentence: Sentence, first: int, last: int, head: int, type: MentionType, *, reason: str = "",
    name: str | None = None, entity: str | None = None, descriptor: str | None = None,
    members: tuple[str, ...] = (), member_names: tuple[str, ...] = (), country: str | None = None,
) -> Mention:  # fmt: skip
    """A mention of the tokens ``first`` to ``last`` (exclusive), with the words as they stand there."""
    text = words(sentence, first, last)
    return Mention(
        sentence.index, first, last, head, text, type, name, entity, reason, members, member_names,
        descriptor, country=country,
    )  # fmt: skip


_SEAS = ("ocean", "sea", "gulf", "strait", "coast", "border", "bend", "river")
_GATHERED = ("regroup", "gather", "assemble", "rally", "shelter", "muster")


def on_the_way(sentence: Sentence, place: Mention) -> bool:
    """Is a place only where people go, or where they ended ("fled to X", "regrouped in X")?"""
    token = sentence.tokens[place.head]
    while token.dep == "conj":
        token = sentence.tokens[token.head]
    first = min(place.first, token.i)
    while first and sentence.tokens[first - 1].text[:1].isupper():
        first -= 1  # a name that the parse has not kept together ("to Dar As Salam")
    behind = sentence.tokens[first - 1].text.lower() if first else ""
    if token.dep != "pobj":
        return behind in _WAYS
    above = sentence.tokens[token.head]
    verb = sentence.tokens[above.head].lemma
    led = above.text.lower() in _WAYS or behind in _WAYS
    return (led and verb != "be") or verb in _GATHERED  # "has been to X": was there


def of_outlet(report: Report) -> list[str]:
    """Words of the outlet's name that may tell its country; a sea borders many ("Indian Ocean Post")."""
    words = (report.outlet or "").split()
    return [w for w, behind in zip_longest(words, words[1:], fillvalue="") if behind.lower() not in _SEAS]


class MentionIndex:
    """The mentions of one report by sentence and head, built once."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._sentence: dict[int, list[Mention]] = defaultdict(list)
        self._head: dict[tuple[int, int], list[Mention]] = defaultdict(list)
        for mention in sorted(mentions, key=lambda m: (m.sentence, m.first, -m.last)):
            self._sentence[mention.sentence].append(mention)
            self._head[mention.sentence, mention.head].append(mention)

    def at(self, sentence: int, token: int) -> Mention | None:
        """The largest mention headed by ``token``, else the largest that covers it, else None."""
        headed = self._head.get((sentence, token))
        if headed:
            return max(headed, key=_size)
        covering = [m for m in self._sentence.get(sentence, ()) if m.first <= token < m.last]
        return max(covering, key=_size, default=None)

    def headed(self, sentence: int, token: int, *types: str) -> Mention | None:
        """The largest mention whose head is ``token``, of one of ``types`` (any if none is given)."""
        found = [m for m in self._head.get((sentence, token), ()) if not types or m.type in types]
        return max(found, key=_size, default=None)

    def within(self, sentence: int, first: int, last: int, *types: str) -> tuple[Mention, ...]:
        """The mentions that lie inside tokens ``first`` to ``last`` (exclusive), in text order."""
        return tuple(
            m
            for m in self._sentence.get(sentence, ())
            if first <= m.first and m.last <= last and (not types or m.type in types)
        )


def _size(mention: Mention) -> int:
    return mention.last - mention.first


class _Latest:
    """The index of the report asked about last: callers walk one report at a time."""

    def __init__(self) -> None:
        self._held: tuple[tuple[Mention, ...], MentionIndex] = ((), MentionIndex(()))

    def of(self, mentions: tuple[Mention, ...]) -> MentionIndex:
        held = self._held
        if held[0] is not mentions:
            self._held = held = (mentions, MentionIndex(mentions))
        return held[1]


_latest = _Latest()


def index(annotated: Annotated) -> MentionIndex:
    """The index over a report's mentions, built on the first question about the report."""
    return _latest.of(annotated.mentions)


def at(annotated: Annotated, sentence: int, token: int) -> Mention | None:
    """The largest mention headed by ``token``, else the largest that covers it, else None."""
    return index(annotated).at(sentence, token)


def headed(annotated: Annotated, sentence: int, token: int, *types: str) -> Mention | None:
    """The largest mention whose head is ``token``, of one of ``types`` (any if none is given)."""
    return index(annotated).headed(sentence, token, *types)


def within(annotated: Annotated, sentence: int, first: int, last: int, *types: str) -> tuple[Mention, ...]:
    """The mentions that lie inside tokens ``first`` to ``last`` (exclusive), in text order."""
    return index(annotated).within(sentence, first, last, *types)
