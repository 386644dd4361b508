"""Which place a noun like "the city", "the crossing" or "both districts" stands for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from dateline.annotate.lexicon import roles
from dateline.annotate.parties import affiliation, possessor
from dateline.annotate.phrases import determiner
from dateline.annotate.scene import FAR, Scene, apposition, indefinite, link, main_state
from dateline.mentions import ADDRESS, INSIDE, on_the_way
from dateline.records import Mention
from dateline.syntax import kids

_CALLED = 3  # and the one that was introduced by the same noun ("the town of X")
_LANDS = ("region", "enclave", "territory", "valley", "peninsula")  # what no division of a state is called by
_BUILT = ("site", "border crossing")
_EVER = FAR * 3  # sentences back to look for the town that a report is about
_NEAR = 2  # mentions that the town named last is worth beside the others


def resolve_place(scene: Scene, mention: Mention) -> Mention:
    sentence = scene.sentences[mention.sentence]
    if mention.text.lower() == "there":
        return _there(scene, mention)
    if (named := apposition(scene, mention)) is not None:
        return link(mention, named, f"in apposition to {named.name}")
    noun = (mention.descriptor or "").split(" ")[-1]
    feature = roles().places.get(noun)
    if feature is None:
        return mention
    if feature in _BUILT and (there := _lies_at(scene, mention)) is not None:
        return link(mention, there, f"{noun} at {there.name}")
    if not indefinite(sentence, mention):
        if determiner(sentence, mention.first) == "this" and feature == "city" and scene.named.written_in:
            return _home(scene, mention)
        if determiner(sentence, mention.first) == "both" or "two" in mention.text.lower().split():
            return _both_countries(scene, mention) if feature == "country" else _both(scene, mention, noun)
        if feature == "country":
            return _country(scene, mention)
        found = None if _plural(scene, mention) else _spoken_of(scene, mention, noun, feature)
        if found is not None:
            return link(mention, found, f"{noun}: the one spoken of before, {found.name}")
        if feature in ("city", "village") and noun != "capital" and not _plural(scene, mention):
            return _home(scene, mention)
    return _of_country(scene, mention, noun, feature)


def _home(scene: Scene, mention: Mention) -> Mention:
    """ "The city" where none was named: the town in which the report was written."""
    home = scene.named.written_in
    if home is None:
        return mention
    reason = f"the town of the dateline, {home.name}"
    return replace(mention, name=home.name, entity=home.id, country=home.country or None, reason=reason)


def _lies_at(scene: Scene, mention: Mention) -> Mention | None:
    """The place at which a site lies by its own words ("the checkpoint at X")."""
    sentence = scene.sentences[mention.sentence]
    near = (p for p in kids(sentence, mention.head, "prep") if p.lemma in ("at", "in"))
    heads = {o.i for p in near for o in kids(sentence, p.i, "pobj")}
    named = (m for m in scene.named.mentions if m.sentence == mention.sentence and m.head in heads)
    return next((m for m in named if m.type == "place" and m.name), None)


def _plural(scene: Scene, mention: Mention) -> bool:
    return scene.sentences[mention.sentence].tokens[mention.head].tag == "NNS"


def _of_country(scene: Scene, mention: Mention, noun: str, feature: str) -> Mention:
    """ "Its northern border", "four Thai provinces": somewhere in a country, where the words say in which.

    What people build elsewhere too (a base, a camp) need not lie in the country whose it is.
    """
    inland = feature in ("city", "village", "admin1", "admin2") and noun != "capital"
    if not inland and noun not in roles().lands:
        return mention
    sentence, owner = scene.sentences[mention.sentence], possessor(scene, mention)
    peoples = (scene.actors.demonym(t.text) for t in kids(sentence, mention.head, "amod", "compound"))
    known = scene.known(owner) if owner and owner.type == "actor" else next(filter(None, peoples), None)
    if known is None or known.type != "state" or not known.country:
        return mention
    return replace(
        mention, name=known.name, entity=f"country:{known.country}", country=known.country,
        reason=f"{INSIDE}: {noun} of {known.name}",
    )  # fmt: skip


def _both_countries(scene: Scene, mention: Mention) -> Mention:
    """ "The two countries": the two that the report speaks of most."""
    states = [s for s in scene.named.states if s.country][:2]
    if len(states) < 2:
        return mention
    return replace(
        mention,
        members=tuple(f"country:{s.country}" for s in states),
        member_names=tuple(s.name for s in states),
        reason="the two countries spoken of most",
    )


def _there(scene: Scene, mention: Mention) -> Mention:
    """The place spoken of last, a town or site before a country."""

    def named(candidate: Mention) -> bool:
        place = candidate.type == "place" and candidate.name is not None
        return place and not candidate.reason.startswith(ADDRESS)

    def small(candidate: Mention) -> bool:
        return named(candidate) and scene.named.features.get(candidate.entity or "") != "country"

    found = scene.back(mention, 1, small) or scene.back(mention, 1, named)
    return link(mention, found, f"there: {found.name}, spoken of last") if found else mention


def _spoken_of(scene: Scene, mention: Mention, noun: str, feature: str) -> Mention | None:
    """The nearest place that the noun can stand for; where a speaker is comes last.

    Of towns the one that the report has spoken of most, unless another stands in the same sentence or
    the one before: reports name many towns and are about one.
    """

    def fits(candidate: Mention) -> bool:
        return _same_kind(scene, candidate, noun, feature)

    def told(candidate: Mention) -> bool:
        return fits(candidate) and not candidate.reason.startswith(ADDRESS)

    if noun == "capital":
        called = scene.back(mention, FAR, lambda m: fits(m) and _is_capital(scene, m))
        if called is not None:
            return called

    def happening(candidate: Mention) -> bool:
        return told(candidate) and not on_the_way(scene.sentences[candidate.sentence], candidate)

    near = next((found for far in (FAR, _EVER) if (found := scene.back(mention, far, happening))), None)
    near = near or scene.back(mention, FAR, fits)
    if near is None or feature not in ("city", "village"):
        return near
    if near.sentence == mention.sentence and _of_those_living_there(scene, near):
        return near
    counts = Counter(m.entity for m in scene.settled if happening(m) and m.sentence <= mention.sentence)
    introduced = {m.entity for m in scene.settled if told(m) and (m.descriptor or "").split(" ")[-1] == noun}
    weights = {
        e: n + (_NEAR if e == near.entity else 0) + (_CALLED if e in introduced else 0)
        for e, n in counts.items()
    }
    best = max(weights, key=lambda e: (weights[e], e == near.entity), default=near.entity)
    return scene.back(mention, _EVER, lambda m: told(m) and m.entity == best) or near


def _of_those_living_there(scene: Scene, place: Mention) -> bool:
    """ "A resident of X said jets had bombed the town"."""
    tokens = scene.sentences[place.sentence].tokens
    token = tokens[place.head]
    return token.dep == "pobj" and tokens[tokens[token.head].head].lemma in roles().lives


def _is_capital(scene: Scene, place: Mention) -> bool:
    known = scene.actors.demonym(place.name or "")
    return (known is not None and known.type == "state") or "capital" in (place.descriptor or "")


def _same_kind(scene: Scene, candidate: Mention, noun: str, feature: str) -> bool:
    """Can the noun stand for the candidate: same descriptor, or a kind of place that its entry is?"""
    if candidate.type != "place" or not candidate.name or candidate.reason.startswith(INSIDE):
        return False
    own = (candidate.descriptor or "").split(" ")[-1]
    if own == noun:
        return True
    described = roles().places.get(own)
    entry = scene.named.features.get(candidate.entity or "", "")
    if feature == "border crossing":
        return described == feature or entry == feature
    if feature in ("city", "village"):
        unlisted = described is None and (candidate.entity or "").startswith("place:")
        return described in ("city", "village") or entry in ("city", "village") or unlisted
    if noun in _LANDS and described is None and entry == "region":
        return True
    return feature in ("admin1", "admin2") and described is None and entry == feature


def _both(scene: Scene, mention: Mention, noun: str) -> Mention:
    """ "Both districts": the last two places that such a noun gathered or described."""
    singular = noun.rstrip("s")
    for candidate in reversed(scene.settled):
        if mention.sentence - candidate.sentence > FAR:
            break
        if len(candidate.members) == 2 and (candidate.descriptor or "").endswith(singular):
            return replace(
                mention,
                members=candidate.members,
                member_names=candidate.member_names,
                reason=f"the two {noun}s named before",
            )
    return mention


def _country(scene: Scene, mention: Mention) -> Mention:
    owner = possessor(scene, mention)
    state = affiliation(scene, owner) if owner else main_state(scene)
    if state is None or state.type != "state":
        return mention
    reason = f"{state.name}, " + (f"that of {owner.name}" if owner else "the country spoken of most")
    return replace(mention, name=state.name, entity=f"country:{state.country}", reason=reason)
