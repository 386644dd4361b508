"""What a report's words ask the gazetteer: the name, the kind of place, and what it lies in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.fold import fold
from dateline.records import Annotated, Mention, Sentence
from dateline.resolve import spelling
from dateline.resolve.countries import by_demonym
from dateline.resolve.gazetteer import Gazetteer

Wanted = Literal["crossing", "admin1", "admin2", "settlement", "country", "site", "part", "any"]

_KINDS: Mapping[str, Wanted] = {
    **dict.fromkeys(
        ("province", "state", "governorate", "oblast", "region", "department", "prefecture", "voivodeship",
         "krai", "canton", "okrug", "emirate", "republic"),
        "admin1",
    ),
    **dict.fromkeys(
        ("district", "county", "raion", "rayon", "commune", "municipality", "subdistrict", "tehsil", "woreda",
         "cercle", "township", "zone", "territory", "locality", "division"),
        "admin2",
    ),
    **dict.fromkeys(("city", "town", "village", "hamlet", "settlement", "capital", "camp"), "settlement"),
    **dict.fromkeys(("crossing", "checkpoint", "customs", "gate", "terminal"), "crossing"),
    **dict.fromkeys(("country", "nation"), "country"),
    **dict.fromkeys(
        ("airport", "airbase", "airfield", "base", "hospital", "prison", "dam", "port", "plant"), "site"
    ),
    **dict.fromkeys(
        ("north", "south", "east", "west", "northern", "southern", "eastern", "western", "central",
         "northeast", "northwest", "southeast", "southwest", "ne", "nw", "se", "sw", "downtown"),
        "part",
    ),
}  # fmt: skip
# Adjectives of continents and peoples: no country's demonyms, and no places either.
_PEOPLES = frozenset({"european", "african", "asian", "arab", "kurdish", "tuareg"})
_BESIDE = frozenset({"near", "outside", "around", "toward", "towards", "approaching"})
_SIDES = frozenset({
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest",
    "kilometres", "kilometers", "km", "miles", "edge", "edges", "outskirts", "suburbs", "vicinity",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """One mention as a question. ``parents`` are mentions that it is said to lie in, surest first."""

    index: int
    mention: Mention
    name: str  # the place's own name in the mention's words, else the name of its antecedent
    own: bool  # does the mention's text bear the name?
    wanted: Wanted
    inside: tuple[int, ...] = ()  # said outright: "X in Y province", "Y's X"
    beside: tuple[int, ...] = ()  # perhaps: "X, Y"
    near: bool = False  # "outside X", "north of X"


def questions(mentions: Sequence[Mention], annotated: Annotated, names: Gazetteer) -> list[Asked]:
    """The questions of a report's place mentions that bear or stand for a name, in text order."""
    places = [(i, m) for i, m in enumerate(mentions) if m.type == "place" and not m.members]
    groups = [m for m in mentions if m.type == "place" and m.members and m.descriptor]
    spots = {(m.sentence, m.first): i for i, m in places}
    ends = {(m.sentence, m.last): i for i, m in places}
    found = []
    for i, mention in places:
        own = _own_name(mention.text, names)
        river = (mention.entity or "").startswith("site:") and mention.descriptor is None
        if (name := own or mention.name) and not river:
            sentence = annotated.sentences[mention.sentence]
            inside, beside = _parents(mention, sentence, spots, ends)
            state = spelling.state_after([t.text for t in sentence.tokens], mention.first)
            found.append(
                Asked(
                    i,
                    mention,
                    state or name,
                    bool(own),
                    "admin1" if state else _wanted(mention, name, _descriptor(mention, groups)),
                    inside,
                    beside,
                    _is_beside(mention, sentence),
                )
            )
    return found


def _own_name(text: str, names: Gazetteer) -> str | None:
    """The name inside a mention's words: "Zindajan" of "the Zindajan district"; None if there is none."""
    words = text.split()
    while words and _introduces(words[0]):
        words.pop(0)
    generics = spelling.generics()
    if all(fold(word) in generics or word.isdigit() or word.islower() for word in words):
        return None
    if names.named(" ".join(words)):
        return " ".join(words)
    if len(words) > 2 and fold(words[0]) in generics and fold(words[1]) == "of":
        words = words[2:]
    while len(words) > 1 and (
        fold(words[-1]) in generics or words[-1].islower() or words[-1] in ("'s", "’s")
    ):
        words.pop()
    while len(words) > 1 and _KINDS.get(fold(words[0])) == "part" and not names.named(" ".join(words)):
        words.pop(0)
    return " ".join(words).removesuffix("'s").removesuffix("’s")


def _introduces(word: str) -> bool:
    """Is a word before a name no part of it: an article, a number, a common adjective, a nationality?"""
    key = fold(word)
    return key == "the" or key in by_demonym() or key in _PEOPLES or not any(c.isupper() for c in word)


def _descriptor(mention: Mention, groups: Sequence[Mention]) -> str:
    """The mention's own descriptor, or that of the group it stands in: "two districts, X and Y"."""
    around = (g for g in groups if g.sentence == mention.sentence and g.first <= mention.first < g.last)
    return mention.descriptor or next((g.descriptor for g in around if g.descriptor), "")


def _wanted(mention: Mention, name: str, descriptor: str) -> Wanted:
    """The kind of place that the descriptor, or else the words around the name, speak of."""
    said = fold(mention.text)
    around = [word for word in said.split() if word not in fold(name).split()]
    last = said.split()[-1:]
    for words in (fold(descriptor).split(), around):
        if any(_KINDS.get(word) == "crossing" for word in words) or {"border", "post"} <= set(words):
            return "crossing"
        for word in reversed(words):
            if (kind := _KINDS.get(word)) is not None:
                return kind
    kind = _KINDS.get(last[0], "any") if last else "any"
    return "any" if kind in ("site", "part") else kind


def _parents(
    mention: Mention,
    sentence: Sentence,
    spots: Mapping[tuple[int, int], int],
    ends: Mapping[tuple[int, int], int],
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Mentions that ``mention`` is said to lie in: outright, and by a comma alone."""
    tokens, at = sentence.tokens, mention.last
    inside, beside = [], []
    if (
        at < len(tokens)
        and tokens[at].text == ","
        and (i := spots.get((mention.sentence, at + 1))) is not None
    ):
        beside.append(i)
    if at < len(tokens) and tokens[at].text == ",":
        at += 1
    if at < len(tokens) and tokens[at].text.lower() in ("in", "of", "inside"):
        for start in range(at + 1, min(at + 6, len(tokens))):
            if (i := spots.get((mention.sentence, start))) is not None:
                inside.append(i)
                break
            if tokens[start].text in (".", ";", "and"):
                break
    owner = mention.first - 1
    if owner > 0 and tokens[owner].text in ("'s", "’s", "'", "’"):
        inside += [
            ends[key] for key in ((mention.sentence, owner), (mention.sentence, owner + 1)) if key in ends
        ]
    return tuple(inside), tuple(beside)


def _is_beside(mention: Mention, sentence: Sentence) -> bool:
    """Do the words before the mention put the matter outside the place?"""
    before = [t.text.lower() for t in sentence.tokens[max(0, mention.first - 4) : mention.first]]
    before = [w for w in before if w != "the"]
    if before and before[-1] in _BESIDE:
        return True
    return len(before) > 1 and before[-1] in ("of", "from") and bool(_SIDES & set(before[:-1]))
