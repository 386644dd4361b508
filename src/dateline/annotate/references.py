"""Whom or what pronouns, role nouns and place nouns stand for, within one report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from dateline.annotate.actors import organ
from dateline.annotate.lexicon import roles
from dateline.annotate.names import Named, in_order
from dateline.annotate.phrases import determiner
from dateline.annotate.pronouns import mentions as pronouns
from dateline.fold import fold
from dateline.records import ActorNames, KnownActor, Mention, Sentence
from dateline.syntax import ancestors, kids

FAR = 8  # sentences back to look for whom a noun stands for
NEAR = 2  # the same for a pronoun
_WOMEN = {
    "mrs",
    "ms",
    "miss",
    "lady",
    "dame",
    "queen",
    "princess",
    "spokeswoman",
    "woman",
    "girl",
    "chairwoman",
}
_MEN = {
    "mr",
    "sir",
    "lord",
    "king",
    "prince",
    "spokesman",
    "man",
    "boy",
    "chairman",
    "imam",
    "mullah",
    "sheikh",
}
_DEFINITE = ("the", "this", "that", "these", "those", "both", "its", "their", "his", "her")


@dataclass(slots=True)
class Scene:
    """What has been settled so far, oldest first; the latest state of a walk through the report."""

    sentences: Sequence[Sentence]
    actors: ActorNames
    named: Named
    settled: list[Mention] = field(default_factory=list)

    def known(self, mention: Mention) -> KnownActor | None:
        """The row of the tables that a settled mention leads to."""
        return self.actors.named(mention.name) if mention.name else None

    def back(self, mention: Mention, far: int, fits: Callable[[Mention], bool]) -> Mention | None:
        """The best earlier mention that fits: nearest sentence first, subjects before the rest."""
        for distance in range(far + 1):
            here = [
                m
                for m in self.settled
                if m.sentence == mention.sentence - distance and _before(m, mention) and fits(m)
            ]
            if here:
                return min(here, key=lambda m: (_rank(self.sentences[m.sentence], m), _nearness(m, distance)))
        return None


def _inner_first(mention: Mention) -> tuple[int, int, int, int]:
    """Text order; what stands inside a phrase ("its" in "its troops") is settled before the phrase."""
    return (mention.sentence, mention.first, mention.last, mention.head)


def _before(candidate: Mention, mention: Mention) -> bool:
    return (candidate.sentence, candidate.last) <= (mention.sentence, mention.first)


def _rank(sentence: Sentence, mention: Mention) -> int:
    dep = sentence.tokens[mention.head].dep
    return 0 if dep in ("nsubj", "nsubjpass") else 1


def _nearness(mention: Mention, distance: int) -> int:
    """In the same sentence the last mentioned is nearest; in an earlier one its first is its topic."""
    return -mention.first if distance == 0 else mention.first


def resolve(sentences: Sequence[Sentence], named: Named, actors: ActorNames) -> tuple[Mention, ...]:
    """The mentions with pronouns added, and with names for those that refer back, each with its reason."""
    full = _full_names(named.mentions)
    scene = Scene(sentences, actors, named)
    for mention in sorted([*named.mentions, *pronouns(sentences)], key=_inner_first):
        scene.settled.append(_one(scene, mention, full))
    return in_order(scene.settled)


def _one(scene: Scene, mention: Mention, full: dict[str, str]) -> Mention:
    if mention.type == "person" and mention.reason != "pronoun":
        return _surname(mention, full)
    if mention.name or mention.members or mention.type in ("time", "outlet"):
        return mention
    if mention.reason == "pronoun":
        return _pronoun(scene, mention)
    return _place(scene, mention) if mention.type == "place" else _actor(scene, mention)


def _link(mention: Mention, other: Mention, reason: str) -> Mention:
    return replace(
        mention,
        name=other.name,
        entity=other.entity,
        members=other.members,
        member_names=other.member_names,
        reason=reason,
    )


# --- persons -------------------------------------------------------------------------------------


def _full_names(mentions: Sequence[Mention]) -> dict[str, str]:
    """Folded name or part of it to the full name; parts that two persons share lead nowhere."""
    found: dict[str, set[str]] = {}
    names = sorted({m.name for m in mentions if m.type == "person" and m.name and " " in m.name})
    for name in names:
        parts = fold(name).split()
        for key in {*parts, fold(name), f"{parts[0]} {parts[-1]}"}:
            found.setdefault(key, set()).add(name)
    return {key: min(full, key=len) for key, full in found.items() if len(_last_words(full)) == 1}


def _last_words(names: Iterable[str]) -> set[str]:
    return {fold(name).split()[-1] for name in names}


def _surname(mention: Mention, full: dict[str, str]) -> Mention:
    name = full.get(fold(mention.name or ""))
    if name is None or name == mention.name:
        return mention
    reason = f"part of the name of {name}, introduced in this report"
    return replace(mention, name=name, entity=f"person:{fold(name)}", reason=reason)


# --- parties -------------------------------------------------------------------------------------


def _actor(scene: Scene, mention: Mention) -> Mention:
    sentence = scene.sentences[mention.sentence]
    if (owner := _apposition(scene, mention)) is not None:
        return _link(mention, owner, f"in apposition to {owner.name}")
    noun = mention.descriptor or ""
    group = roles().actors.get(noun)
    if group is None or _indefinite(sentence, mention):
        return mention
    if (owner := _possessor(scene, mention)) is not None and group != "person":
        return _owned(scene, mention, owner, group)
    if (noun == "agency" and "news" in mention.text.lower()) or group == "media":
        return _outlet(scene, mention)
    if group in ("armed", "group"):
        return _armed(scene, mention, noun)
    if group in ("government", "forces"):
        return _of_country(scene, mention, group)
    if group == "ministry":
        return _ministry(scene, mention)
    if group == "side":
        return _sides(scene, mention)
    return _role(scene, mention) if group == "person" else mention


def _apposition(scene: Scene, mention: Mention) -> Mention | None:
    """The name to which a role phrase stands in apposition ("Name, spokesman for ...")."""
    token = scene.sentences[mention.sentence].tokens[mention.head]
    if token.dep != "appos":
        return _apposed(scene, mention)
    at = (m for m in scene.settled if m.sentence == mention.sentence and m.first <= token.head < m.last)
    return next((m for m in at if m.name and m.type in ("person", mention.type)), None)


def _apposed(scene: Scene, mention: Mention) -> Mention | None:
    """The name that stands in apposition to a phrase ("the capital, Name")."""
    sentence = scene.sentences[mention.sentence]
    heads = {t.i for t in kids(sentence, mention.head, "appos")}
    here = (m for m in scene.named.mentions if m.sentence == mention.sentence and m.head in heads and m.name)
    return next((m for m in here if m.type in ("person", mention.type)), None)


def _indefinite(sentence: Sentence, mention: Mention) -> bool:
    """A phrase with "a", a number or no determiner brings in somebody new; bare role nouns are generic."""
    return determiner(sentence, mention.first) not in _DEFINITE


def _possessor(scene: Scene, mention: Mention) -> Mention | None:
    """Whom the possessive that opens a phrase stands for ("its" in "its troops")."""
    inside = (m for m in scene.settled if m.sentence == mention.sentence and m.first == mention.first)
    return next((m for m in inside if m.head == m.first and "pronoun" in m.reason), None)


def _owned(scene: Scene, mention: Mention, owner: Mention, group: str) -> Mention:
    """ "Its troops", "his forces": of the state or group that the possessive leads to, or its owner leads."""
    party = scene.known(owner) or _affiliation(scene, owner)
    if party is None:
        return replace(mention, reason=f"{mention.descriptor} of {owner.name or 'somebody not settled'}")
    reason = f"{mention.descriptor} of {party.name}, for which {owner.text!r} stands"
    if party.type != "state":
        return replace(mention, name=party.name, entity=party.id, reason=reason)
    if group == "government":
        return replace(
            mention, name=f"{adjective(party, scene.actors)} government", entity=party.id, reason=reason
        )
    name = (
        f"{adjective(party, scene.actors)} {' '.join(_content(scene.sentences[mention.sentence], mention))}"
    )
    part = "forces" if group in ("forces", "armed") else organ(mention.descriptor or "")
    return replace(mention, name=name, entity=f"{party.id}/{part}", reason=reason)


def _affiliation(scene: Scene, owner: Mention) -> KnownActor | None:
    """The party in a person's role ("Iranian" in "Iranian Foreign Minister"), or the state of an organ."""
    state = next((s for s in scene.named.states if (owner.entity or "").startswith(s.id + "/")), None)
    if state is not None or owner.type != "person":
        return state
    for person in scene.settled:
        if person.entity == owner.entity and person.descriptor:
            words = person.descriptor.split()
            for at in range(len(words)):
                long = scene.actors.longest(words, at)
                known = scene.actors.named(" ".join(words[at : at + long])) if long else None
                if known := known or scene.actors.demonym(words[at]):
                    return known
    return None


def _outlet(scene: Scene, mention: Mention) -> Mention:
    """ "The news agency": the outlet or agency named last."""
    found = scene.back(mention, FAR, lambda m: m.type == "outlet" and m.name is not None)
    if found is None:
        return mention
    return replace(
        _link(mention, found, f"{mention.descriptor}: the one named before, {found.name}"), type="outlet"
    )


def _armed(scene: Scene, mention: Mention, noun: str) -> Mention:
    """An armed group or alliance whose own descriptors allow the noun, else any armed group."""

    def fits(candidate: Mention) -> bool:
        known = scene.known(candidate)
        if (
            not candidate.name
            or candidate.type != "actor"
            or (known is not None and known.type not in _groups(noun))
        ):
            return False
        return known is not None or _made_up(candidate)

    def described(candidate: Mention) -> bool:
        known = scene.known(candidate)
        return known is not None and _fits_noun(known, noun)

    found = scene.back(mention, FAR, described) or scene.back(mention, FAR, fits)
    if found is None:
        return mention
    return _link(mention, found, f"{noun}: the nearest group before that it can stand for, {found.name}")


def _groups(noun: str) -> tuple[str, ...]:
    if noun in ("bloc", "alliance", "coalition", "organization", "organisation", "network"):
        return ("alliance", "armed group", "body")
    return ("armed group",)


def _fits_noun(known: KnownActor, noun: str) -> bool:
    return any(fold(word) in (noun, f"{noun}s") for word in known.descriptors)


def _made_up(candidate: Mention) -> bool:
    """A body that no table knows, under a name such as bodies under arms have."""
    last = (candidate.name or "").split(" ")[-1]
    return (
        (candidate.entity or "").startswith("actor:")
        and candidate.descriptor is None
        and last in roles().armed
    )


def _of_country(scene: Scene, mention: Mention, group: str) -> Mention:
    """The government, the army: those named before, else those of the country most spoken of."""
    forces = group == "forces"

    def fits(candidate: Mention) -> bool:
        entity = candidate.entity or ""
        return candidate.type == "actor" and _state_part(scene, entity) == ("forces" if forces else "")

    found = scene.back(mention, FAR, fits)
    if found is not None:
        return _link(mention, found, f"{mention.descriptor}: that named before, {found.name}")
    state = _state(scene)
    if state is None:
        return mention
    noun = " ".join(_content(scene.sentences[mention.sentence], mention))
    entity = f"{state.id}/forces" if forces else state.id
    name = f"{adjective(state, scene.actors)} {noun}"
    return replace(mention, name=name, entity=entity, reason=f"of {state.name}, the country spoken of most")


def _state_part(scene: Scene, entity: str) -> str | None:
    """ "" for a state itself, "forces" for its forces, None for what is no state."""
    base, _, part = entity.partition("/")
    state = any(base == known.id for known in scene.named.states)
    return part if state else None


def _state(scene: Scene) -> KnownActor | None:
    """The state in whose country the report plays: the one it speaks of most."""
    return next(iter(scene.named.states), None)


def adjective(state: KnownActor, actors: ActorNames) -> str:
    """The word for what is of a state: the first alias that is its demonym, else its name."""
    return next((a for a in state.aliases if a != state.name and _is_demonym(a, state, actors)), state.name)


def _is_demonym(alias: str, state: KnownActor, actors: ActorNames) -> bool:
    known = actors.demonym(alias)
    return (
        known is not None and known.id == state.id and alias.endswith(("an", "ish", "ese", "i", "ian", "ic"))
    )


def _content(sentence: Sentence, mention: Mention) -> list[str]:
    inside = sentence.tokens[mention.first : mention.last]
    return [t.text for t in inside if t.pos in ("NOUN", "PROPN") or t.i == mention.head]


def _ministry(scene: Scene, mention: Mention) -> Mention:
    """The ministry named last, of the same portfolio where one is given; else that of the country."""
    sentence = scene.sentences[mention.sentence]
    words = organ(" ".join(_content(sentence, mention))).split()

    def fits(candidate: Mention) -> bool:
        name = organ(candidate.name or "")
        ministry = roles().actors.get(candidate.descriptor or "") == "ministry"
        return candidate.type == "actor" and bool(name) and ministry and all(word in name for word in words)

    found = scene.back(mention, FAR, fits)
    if found is not None:
        return _link(mention, found, f"{mention.descriptor}: the one named before, {found.name}")
    state = _state(scene)
    if len(words) < 2 or state is None:
        return mention
    name = f"{adjective(state, scene.actors)} {' '.join(_content(sentence, mention))}"
    reason = f"of {state.name}, the country spoken of most"
    return replace(mention, name=name, entity=f"{state.id}/{' '.join(words)}", reason=reason)


def _sides(scene: Scene, mention: Mention) -> Mention:
    """ "Both sides": the two parties named last."""
    text = mention.text.lower()
    if "both" not in text and "two" not in text:
        return mention
    pair: dict[str, Mention] = {}
    for candidate in reversed(scene.settled):
        near = mention.sentence - candidate.sentence <= NEAR + 1
        if near and candidate.type == "actor" and candidate.name and candidate.entity:
            pair.setdefault(candidate.entity.partition("/")[0], candidate)
        if len(pair) == 2:
            first, second = sorted(pair.values(), key=lambda m: (m.sentence, m.first))
            return replace(
                mention,
                members=(first.entity or "", second.entity or ""),
                member_names=(first.name or "", second.name or ""),
                reason="the two parties named last",
            )
    return mention


def _role(scene: Scene, mention: Mention) -> Mention:
    """ "The spokesman", "the commander": the last person whose role has the noun."""
    noun = mention.descriptor or ""

    def fits(candidate: Mention) -> bool:
        role = fold(candidate.descriptor or "").split()
        return candidate.type == "person" and noun in role

    found = scene.back(mention, FAR, fits)
    return _link(mention, found, f"the {noun} named before") if found else mention


# --- places --------------------------------------------------------------------------------------


def _place(scene: Scene, mention: Mention) -> Mention:
    sentence = scene.sentences[mention.sentence]
    if (named := _apposition(scene, mention)) is not None:
        return _link(mention, named, f"in apposition to {named.name}")
    noun = (mention.descriptor or "").split(" ")[-1]
    feature = roles().places.get(noun)
    if feature is None or _indefinite(sentence, mention):
        return mention
    if determiner(sentence, mention.first) == "both" or "two" in mention.text.lower().split():
        return _both(scene, mention, noun)
    if feature == "country":
        return _country(scene, mention)
    found = scene.back(mention, FAR, lambda m: _same_kind(scene, m, noun, feature))
    if found is None:
        return mention
    return _link(mention, found, f"{noun}: the nearest one named before, {found.name}")


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
    state = _state(scene)
    if state is None:
        return mention
    reason = f"{state.name}, the country spoken of most"
    return replace(mention, name=state.name, entity=f"country:{state.country}", reason=reason)


# --- pronouns ------------------------------------------------------------------------------------


def _pronoun(scene: Scene, mention: Mention) -> Mention:
    sentence = scene.sentences[mention.sentence]
    kind = roles().pronouns[sentence.tokens[mention.head].text.lower()]

    def fits(candidate: Mention) -> bool:
        return _agrees(scene, candidate, kind) and not _same_clause(sentence, mention, candidate)

    found = scene.back(mention, FAR if kind in ("man", "woman") else NEAR, fits)
    if found is None:
        return replace(mention, reason=f"pronoun without an antecedent before it ({kind})")
    if not found.name:
        return replace(mention, reason=f"pronoun for somebody unnamed: {found.text}")
    linked = _link(mention, found, f"pronoun: {found.name} is the nearest before that agrees ({kind})")
    state = scene.known(found) if found.type == "place" else None
    return replace(linked, entity=state.id) if state else linked


def _agrees(scene: Scene, candidate: Mention, kind: str) -> bool:
    """Number, gender as far as it shows, and sort; unnamed people count, so that they are not passed over."""
    group = roles().actors.get(candidate.descriptor or "")
    token = scene.sentences[candidate.sentence].tokens[candidate.head]
    plural = token.tag in ("NNS", "NNPS")
    if kind in ("man", "woman"):
        return _may_be(candidate, kind) and (
            candidate.type == "person" or (group == "person" and not candidate.name and not plural)
        )
    if candidate.type == "place":
        return kind == "body" and scene.named.features.get(candidate.entity or "") == "country"
    if candidate.type != "actor" or (candidate.entity or "").startswith("person:"):
        return False
    if kind == "several":
        return plural or bool(candidate.entity)
    return bool(candidate.entity) and group not in ("armed", "people") and not (plural and group == "forces")


def _may_be(candidate: Mention, kind: str) -> bool:
    """Does the title or role noun allow the pronoun's gender?"""
    words = {w.strip(".").lower() for w in (candidate.descriptor or "").split()}
    other = _WOMEN if kind == "man" else _MEN
    return not words & other


def _same_clause(sentence: Sentence, mention: Mention, candidate: Mention) -> bool:
    """Subject and object of one verb are two parties, save for reflexives and possessives."""
    token = sentence.tokens[mention.head]
    free = token.dep == "poss" or token.text.lower().endswith(("self", "selves"))
    if candidate.sentence != mention.sentence or free:
        return False
    other = sentence.tokens[candidate.head]
    return token.head == other.head or any(
        a.i == token.head for a in ancestors(sentence, other.i) if a.pos == "VERB"
    )
