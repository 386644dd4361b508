"""Which party, body or person a noun like "the rebels", "the ministry" or "his forces" stands for."""

from __future__ import annotations

from dataclasses import replace

from dateline.annotate.actors import organ
from dateline.annotate.groups import nearest_group, only_group
from dateline.annotate.holders import with_role
from dateline.annotate.lexicon import roles
from dateline.annotate.phrases import of_what
from dateline.annotate.scene import (
    FAR,
    OF_STATE,
    Scene,
    adjective,
    apposition,
    content,
    indefinite,
    link,
    main_state,
    unnamed,
)
from dateline.mentions import SPEAKER
from dateline.records import KnownActor, Mention, Token
from dateline.syntax import kids
from dateline.syntax import words as text_of

_NEAR = 3  # sentences back for "both sides"


def resolve_party(scene: Scene, mention: Mention) -> Mention:
    """The mention with whom it stands for, or with the words before that it takes up, where that shows."""
    found = _settled(scene, mention)
    return found if found.name or found.members else _taking_up(scene, found)


def _taking_up(scene: Scene, mention: Mention) -> Mention:
    """A phrase for some party with the fuller words before ("the dissidents": "dissidents of the Front")."""
    sentence = scene.sentences[mention.sentence]
    bare = not any(kids(sentence, mention.head, "amod", "compound", "poss", "prep", "relcl", "nummod"))
    if mention.descriptor is None or not bare or indefinite(sentence, mention):
        return mention

    def fuller(candidate: Mention) -> bool:
        other = scene.sentences[candidate.sentence]
        dressed = any(kids(other, candidate.head, "amod", "compound", "prep")) or bool(candidate.antecedent)
        return candidate.descriptor == mention.descriptor and dressed and not candidate.name

    found = scene.back(mention, FAR, fuller)
    return unnamed(mention, found, f"as {found.text!r} before") if found else mention


def _settled(scene: Scene, mention: Mention) -> Mention:
    sentence = scene.sentences[mention.sentence]
    if (owner := apposition(scene, mention)) is not None:
        return link(mention, owner, f"in apposition to {owner.name}")
    noun = mention.descriptor or ""
    group = "armed" if noun == "man" and possessor(scene, mention) else roles().actors.get(noun)
    if noun == "official":
        mention = _serving(scene, mention)
    if group == "armed" and (only := only_group(scene, mention)) is not None:
        return only
    if group is None or indefinite(sentence, mention):
        return mention
    if (owner := possessor(scene, mention)) is not None and group not in ("person", "people", "media"):
        return _owned(scene, mention, owner, group)
    if (noun == "agency" and "news" in mention.text.lower()) or group == "media":
        return _outlet(scene, mention)
    if group in ("armed", "group"):
        return nearest_group(scene, mention, noun)
    if group in ("government", "forces"):
        return _of_country(scene, mention, group)
    if group == "arms":
        return _same_noun(scene, mention)
    if group == "ministry":
        return _ministry(scene, mention)
    if group == "side":
        return _sides(scene, mention)
    return with_role(scene, mention) if group == "person" else mention


def _serving(scene: Scene, mention: Mention) -> Mention:
    """Security officials and their like, of no body that is named, are those of the report's country."""
    sentence, state = scene.sentences[mention.sentence], main_state(scene)
    told = list(kids(sentence, mention.head, "amod", "compound", "prep", "nmod", "poss"))
    kinds = {t.text.lower() for t in told} | {c.text.lower() for t in told for c in kids(sentence, t.i)}
    own = all(t.text.lower() in roles().serving or t.lemma in roles().serving for t in told)
    if mention.affiliation or state is None or not own or not kinds & (roles().serving - {"senior"}):
        return mention
    return replace(mention, affiliation=state.name)


def possessor(scene: Scene, mention: Mention) -> Mention | None:
    """Whom the possessive in a phrase stands for: "its" in "its troops", "the country's" likewise."""
    sentence = scene.sentences[mention.sentence]
    owners = {t.i for t in kids(sentence, mention.head, "poss")}
    here = (m for m in scene.inside(mention.sentence) if m.head in owners)
    return next(here, None)


def _owned(scene: Scene, mention: Mention, owner: Mention, group: str) -> Mention:
    """ "Its troops", "his forces": of the state or group that the possessive leads to, or its owner leads."""
    if owner.reason == SPEAKER:
        return replace(mention, reason=SPEAKER)
    party = scene.known(owner) or affiliation(scene, owner)
    if party is None:
        return replace(mention, reason=f"{mention.descriptor} of {owner.name or 'somebody not settled'}")
    reason = f"{mention.descriptor} of {party.name}, for which {owner.text!r} stands"
    if party.type != "state":
        return replace(mention, name=party.name, entity=party.id, reason=reason)
    if group == "government":
        return replace(
            mention, name=f"{adjective(party, scene.actors)} government", entity=party.id, reason=reason
        )
    name = f"{adjective(party, scene.actors)} {' '.join(content(scene.sentences[mention.sentence], mention))}"
    part = "forces" if group in ("forces", "armed", "arms") else organ(mention.descriptor or "")
    return replace(mention, name=name, entity=f"{party.id}/{part}", reason=reason)


def affiliation(scene: Scene, owner: Mention) -> KnownActor | None:
    """The party in a person's role ("Iranian" in "Iranian Foreign Minister"), or the state of an organ."""
    state = next((s for s in scene.named.states if (owner.entity or "").startswith(s.id + "/")), None)
    if state is not None or (owner.type != "person" and not owner.affiliation):
        return state
    if owner.affiliation and (party := scene.actors.named(owner.affiliation)):
        return party
    ruler = False
    for person in scene.settled:
        if person.entity != owner.entity or person.entity is None:
            continue
        if person.affiliation and (party := scene.actors.named(person.affiliation)):
            return party
        if person.descriptor:
            words = person.descriptor.split()
            ruler = ruler or any(word.lower() in roles().of_state for word in words)
            for at in range(len(words)):
                long = scene.actors.longest(words, at)
                known = scene.actors.named(" ".join(words[at : at + long])) if long else None
                if known := known or scene.actors.demonym(words[at]):
                    return known
    return main_state(scene) if ruler else _leads(scene, owner)


def _leads(scene: Scene, owner: Mention) -> KnownActor | None:
    """The armed group whose fighters the report calls the person's ("his Wagner men")."""
    for mention in reversed(scene.settled):
        if mention.type == "actor" and mention.name and owner.entity:
            whose = possessor(scene, mention)
            known = scene.known(mention)
            if whose and whose.entity == owner.entity and known and known.type == "armed group":
                return known
    return None


def _outlet(scene: Scene, mention: Mention) -> Mention:
    """ "The news agency": the outlet or agency named last."""
    inside = scene.sentences[mention.sentence].tokens[mention.first : mention.last]
    if any(t.pos == "PROPN" or t.tag == "NNS" or t.dep == "poss" for t in inside):
        return mention
    found = scene.back(mention, FAR, lambda m: m.type == "outlet" and m.name is not None)
    if found is None:
        return mention
    return replace(
        link(mention, found, f"{mention.descriptor}: the one named before, {found.name}"), type="outlet"
    )


def _of_country(scene: Scene, mention: Mention, group: str) -> Mention:
    """The government, the army: of the state whose own was named last, else of the main one."""
    forces = group == "forces"
    sentence = scene.sentences[mention.sentence]
    modifiers = [t for t in sentence.tokens[mention.first : mention.head] if t.dep != "det"]
    if any(t.text.lower() in roles().below or _particular(t) for t in modifiers):
        return mention
    own = any(t.lemma in roles().national for t in modifiers)

    def fits(candidate: Mention) -> bool:
        part = _state_part(scene, candidate.entity or "")
        own = roles().actors.get(candidate.descriptor or "") == group
        return candidate.type == "actor" and own and part == ("forces" if forces else "")

    found = None if forces and own else scene.back(mention, FAR, fits)
    nouns = content(sentence, mention)
    if nouns == ["force"] and scene.back(mention, _NEAR, lambda m: "police" in m.text.lower().split()):
        nouns = ["police"]
    if found is None:
        state, reason = main_state(scene), "the country spoken of most"
    else:
        base = (found.entity or "").partition("/")[0]
        state = next((s for s in scene.named.states if s.id == base), None)
        reason = f"as {found.text!r} before"
    if state is None:
        return mention
    name = f"{adjective(state, scene.actors)} {' '.join(nouns)}"
    entity = f"{state.id}/forces" if forces else state.id
    return replace(
        mention, name=name, entity=entity, reason=f"{mention.descriptor} of {state.name}, {reason}"
    )


def _same_noun(scene: Scene, mention: Mention) -> Mention:
    """ "The convoy": the one whose owner was told ("an army convoy")."""
    if any(kids(scene.sentences[mention.sentence], mention.head, "compound", "amod")):
        return mention if not _of_army(scene, mention) else _of_country(scene, mention, "forces")

    def owned(candidate: Mention) -> bool:
        return candidate.descriptor == mention.descriptor and candidate.name is not None

    found = scene.back(mention, FAR, owned)
    return link(mention, found, f"as {found.text!r} before") if found else mention


def _of_army(scene: Scene, mention: Mention) -> bool:
    """ "An army convoy" is of the country's army."""
    sentence = scene.sentences[mention.sentence]
    return any(t.lemma in OF_STATE for t in kids(sentence, mention.head, "compound", "amod"))


def _particular(token: Token) -> bool:
    """A modifier that tells one government or army from the country's own ("Muslim-led", "Tripoli-based")."""
    return token.text[:1].isupper() or (token.text.endswith(("-led", "-based", "-backed", "-installed")))


def _state_part(scene: Scene, entity: str) -> str | None:
    """ "" for a state itself, "forces" for its forces, None for what is no state."""
    base, _, part = entity.partition("/")
    state = any(base == known.id for known in scene.named.states)
    return part if state else None


def _ministry(scene: Scene, mention: Mention) -> Mention:
    """The ministry named last, of the same portfolio where one is given; else that of the country."""
    title = _portfolio(scene, mention) or " ".join(content(scene.sentences[mention.sentence], mention))
    words = organ(title).split()

    def fits(candidate: Mention) -> bool:
        name = organ(candidate.name or "").split()
        ministry = roles().actors.get(candidate.descriptor or "") == "ministry"
        return candidate.type == "actor" and bool(name) and ministry and all(word in name for word in words)

    seat = _seat(scene, mention)
    found = scene.back(mention, FAR, fits) if seat is None else None
    if found is not None:
        return link(mention, found, f"{mention.descriptor}: the one named before, {found.name}")
    state = seat or main_state(scene)
    if len(words) < 2 or state is None or mention.descriptor not in ("ministry", "department"):
        return mention
    name = f"{adjective(state, scene.actors)} {title}"
    reason = f"of {state.name}, {'where it sits' if seat else 'the country spoken of most'}"
    return replace(mention, name=name, entity=f"{state.id}/{' '.join(words)}", reason=reason)


def _seat(scene: Scene, mention: Mention) -> KnownActor | None:
    """The state whose capital a ministry is said to sit in: "the foreign ministry in Baku"."""
    sentence = scene.sentences[mention.sentence]
    towns = [
        town
        for where in kids(sentence, mention.head, "prep")
        if where.lemma == "in"
        for town in kids(sentence, where.i, "pobj")
    ]
    return next((s for town in towns if (s := scene.actors.demonym(town.text))), None)


def _portfolio(scene: Scene, mention: Mention) -> str | None:
    """ "Ministry of foreign affairs", whether or not the mention runs on to its end; None without "of"."""
    sentence = scene.sentences[mention.sentence]
    told = of_what(sentence, mention.head)
    named = told and any(m.head == told.i and m.sentence == sentence.index for m in scene.named.mentions)
    return None if told is None or named else text_of(sentence, mention.head, told.i + 1)


def _sides(scene: Scene, mention: Mention) -> Mention:
    """ "Both sides": the two parties named last, none of them of this clause ("it urged both sides")."""
    text = mention.text.lower()
    if "both" not in text and "two" not in text:
        return mention
    pair: dict[str, Mention] = {}
    for candidate in reversed(scene.settled):
        near = mention.sentence - candidate.sentence <= _NEAR
        if near and candidate.sentence != mention.sentence and (side := _fighting_side(scene, candidate)):
            pair.setdefault(side, candidate)
        if len(pair) == 2:
            first, second = sorted(pair.values(), key=lambda m: (m.sentence, m.first))
            return replace(
                mention,
                members=(first.entity or "", second.entity or ""),
                member_names=tuple(m.name or m.antecedent or m.text for m in (first, second)),
                reason="the two parties named last",
            )
    return mention


def _fighting_side(scene: Scene, candidate: Mention) -> str | None:
    """The side that a mention is of: a state or an armed group; bodies, media and persons are none."""
    if candidate.type != "actor" or not candidate.name or not candidate.entity:
        armed = roles().actors.get(candidate.descriptor or "") == "armed"
        return candidate.antecedent or candidate.text if armed and candidate.reason != SPEAKER else None
    base = candidate.entity.partition("/")[0]
    if any(base == state.id for state in scene.named.states):
        return base
    known = scene.known(candidate)
    if known is None or known.type not in ("armed group", "state", "force", "government"):
        return None
    return known.side or known.id
