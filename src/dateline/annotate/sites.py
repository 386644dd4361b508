"""Which place a noun like "the city", "the crossing" or "both districts" stands for."""

from __future__ import annotations

from dataclasses import replace

from dateline.annotate.lexicon import roles
from dateline.annotate.parties import affiliation, possessor
from dateline.annotate.phrases import determiner
from dateline.annotate.scene import FAR, Scene, apposition, indefinite, link, main_state
from dateline.records import Mention


def resolve_place(scene: Scene, mention: Mention) -> Mention:
    sentence = scene.sentences[mention.sentence]
    if (named := apposition(scene, mention)) is not None:
        return link(mention, named, f"in apposition to {named.name}")
    noun = (mention.descriptor or "").split(" ")[-1]
    feature = roles().places.get(noun)
    if feature is None or indefinite(sentence, mention):
        return mention
    if determiner(sentence, mention.first) == "both" or "two" in mention.text.lower().split():
        return _both(scene, mention, noun)
    if feature == "country":
        return _country(scene, mention)
    if sentence.tokens[mention.head].tag == "NNS":
        return mention
    found = scene.back(mention, FAR, lambda m: _same_kind(scene, m, noun, feature))
    if found is None:
        return mention
    return link(mention, found, f"{noun}: the nearest one named before, {found.name}")


def _same_kind(scene: Scene, candidate: Mention, noun: str, feature: str) -> bool:
    """Can the noun stand for the candidate: same descriptor, or a kind of place that its entry is?"""
    if candidate.type != "place" or not candidate.name:
        return False
    own = (candidate.descriptor or "").split(" ")[-1]
    if own == noun:
        return True
    described = roles().places.get(own)
    entry = scene.named.features.get(candidate.entity or "", "")
    if feature == "border crossing":
        return described == feature or entry == feature
    if feature in ("city", "village"):
        return described in ("city", "village") or (described is None and entry in ("city", "village"))
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
