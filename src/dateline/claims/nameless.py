"""Phrases that name no place ("a checkpoint", "several villages"): where they lie by what is spoken of."""

from __future__ import annotations

from dataclasses import replace

from dateline import mentions
from dateline.claims.arena import arena
from dateline.claims.nouns import nouns
from dateline.claims.spots import COUNTRY, LAND, TOWN, width
from dateline.records import Annotated, Mention

_OPENING = 3  # sentences
# Different words for a place where one crosses a border.
_BORDER = frozenset(("crossing", "post", "gate", "terminal", "gateway"))


def taken_from(place: Mention) -> str:
    """The reason of a place that the words do not name."""
    return f"{mentions.ELSEWHERE}; the report speaks of {place.name or place.text}"


def settle(place: Mention, here: Mention | None, annotated: Annotated, kind: str) -> Mention:
    """A phrase that names no place ("a checkpoint", "it") lies at ``here``, its words kept.

    Where the report names just one place of the sort that the phrase speaks of ("its main border
    crossing", later "the Ras Jedir crossing"), that one is meant. Several towns are in no one town.
    """
    if _says_enough(place, annotated, kind):
        return place
    if only := _only_one_of_its_sort(place, annotated):
        reason = f"the only {only.descriptor or 'crossing'} that the report names"
        return replace(place, name=only.name, entity=only.entity, reason=reason)
    if _several_towns(place, annotated):
        here = here if here and width(here) == LAND else arena(annotated)
    if here is not None and (place.name is None or _described(place, here)):
        return replace(place, name=here.name, entity=here.entity, reason=taken_from(here))
    border = _sort(place, annotated) == "crossing"
    return replace(place, name=None, entity=None, reason="not named") if border and place.name else place


def _says_enough(place: Mention, annotated: Annotated, kind: str) -> bool:
    """Does it name the place, or gather places that are none in particular?"""
    crossing = _sort(place, annotated) == "crossing" and place.text != (place.name or "")
    wide = (place.reason.startswith(mentions.INSIDE) or crossing) and width(place) > TOWN
    if (place.name is not None and not wide) or place.members:
        return True
    return _plural(place, annotated) and (kind == "control" or (place.name is not None and wide))


def _described(place: Mention, here: Mention) -> bool:
    """The opening describes what is named later: "a key town in the north"."""
    return place.sentence < _OPENING and width(here) < COUNTRY


def _several_towns(place: Mention, annotated: Annotated) -> bool:
    noun = (place.descriptor or "").split()[-1:]
    return _plural(place, annotated) and bool(noun) and noun[0] in nouns("settled")


def _plural(place: Mention, annotated: Annotated) -> bool:
    """Areas and numbers of places are no one place ("areas bordering the lake", "two villages")."""
    tokens = annotated.sentences[place.sentence].tokens[place.first : place.last]
    return annotated.sentences[place.sentence].tokens[place.head].tag in ("NNS", "NNPS") or any(
        t.pos == "NUM" or t.text == "%" for t in tokens
    )


def _only_one_of_its_sort(place: Mention, annotated: Annotated) -> Mention | None:
    sort = _sort(place, annotated)
    if sort is None or _plural(place, annotated):
        return None
    found: dict[str, Mention] = {}
    for m in annotated.mentions:
        named = m.type == "place" and m.name and not m.reason.startswith(mentions.INSIDE)
        if named and _is_sort(m, sort):
            found.setdefault(m.entity or m.name or "", m)
    return next(iter(found.values())) if len(found) == 1 else None


def _is_sort(place: Mention, sort: str) -> bool:
    own = (place.descriptor or "").split()[-1:]
    return own == [sort] or (sort == "crossing" and (place.entity or "").startswith("crossing:"))


def _sort(place: Mention, annotated: Annotated) -> str | None:
    """The noun for the sort of place ("crossing"), if it tells one place from another."""
    noun = (
        (place.descriptor or annotated.sentences[place.sentence].tokens[place.head].lemma).split()[-1].lower()
    )
    words = place.text.lower().split()
    border = noun in _BORDER and ("border" in words or "customs" in words or noun == "crossing")
    return "crossing" if border else noun if noun in nouns("sorts") else None
