"""Parties and people: whole noun phrases, led to whom the tables know."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.annotate.known import Known, Tables, stands_for_government
from dateline.annotate.lexicon import roles
from dateline.annotate.phrases import (
    capital,
    extent,
    noun_heads,
    of_what,
    root,
    with_of,
    without_determiner,
)
from dateline.fold import fold
from dateline.mentions import spanning
from dateline.records import KnownActor, Mention, Sentence, Token
from dateline.syntax import words

MEMBERS = ("armed", "group", "forces", "arms", "government", "side")  # "Taliban fighters" are the Taliban
_PARTITIVES = (
    "dozen",
    "hundred",
    "thousand",
    "score",
    "number",
    "group",
    "ten",
    "million",
    "majority",
    "handful",
)


def find(sentence: Sentence, known: Sequence[Known], taken: Collection[int], tables: Tables) -> list[Mention]:
    """Actors that the sentence names or speaks of; ``taken`` are tokens of persons' names."""
    acting = [hit for hit in known if hit.actor and not (set(range(hit.first, hit.last)) & set(taken))]
    found = organizations(sentence, known, taken, tables)
    covered = {i for m in found for i in range(m.first, m.last)}
    for token in noun_heads(sentence):
        if token.i in covered or token.i in taken:
            continue
        mention = _phrase(sentence, token, acting)
        if mention is not None:
            found.append(mention)
    covered |= {i for m in found for i in range(m.first, m.last)}
    return found + [
        _bare(sentence, hit, hit.actor)
        for hit in acting
        if hit.actor and hit.head not in covered and _acts(sentence, hit)
    ]


def _acts(sentence: Sentence, hit: Known) -> bool:
    if hit.actor is None:
        return False
    if hit.demonym:
        token = sentence.tokens[hit.head]
        if token.dep in ("amod", "compound") and sentence.tokens[token.head].lemma in roles().deeds:
            return True
        return token.tag in ("NNS", "NNPS") or (token.pos == "PROPN" and token.dep in ("nsubj", "nsubjpass"))
    return hit.actor.type != "state" or not hit.places or stands_for_government(sentence, hit)


def _bare(sentence: Sentence, hit: Known, actor: KnownActor) -> Mention:
    """A known name that stands by itself, with its article."""
    first = hit.first
    if first and sentence.tokens[first - 1].text.lower() in ("the", "a"):
        first -= 1
    mention = spanning(sentence, first, hit.last, hit.head, "actor")
    return _known(mention, actor, "name in the actor tables")


def _phrase(sentence: Sentence, token: Token, acting: Sequence[Known]) -> Mention | None:
    """The noun phrase headed by ``token`` when its head is a party's name or a noun for people."""
    own = next((hit for hit in acting if hit.first <= token.i < hit.last and not hit.demonym), None)
    if own is not None and (not _acts(sentence, own) or _place_noun_follows(sentence, own)):
        return None
    group = noun_class(token)
    if own is None and group is None:
        return _partitive(sentence, token, acting)
    if own is None and _is_place_here(sentence, token):
        return None
    first, last = extent(sentence, token.i)
    if own is not None:
        last = max(last, own.last)
    mention = spanning(
        sentence, first, last, token.i, "actor", descriptor=token.lemma if own is None else None
    )
    if own is not None and own.actor is not None:
        return _known(mention, own.actor, "name in the actor tables")
    return _by_owner(sentence, mention, group or "", acting)


def noun_class(token: Token) -> str | None:
    """The class of a noun for parties and people: "armed", "forces", "person", ... or None."""
    table = roles().actors
    return table.get(token.lemma) or table.get(token.text.lower())


def _place_noun_follows(sentence: Sentence, hit: Known) -> bool:
    token = sentence.tokens[hit.head]
    return token.dep == "compound" and sentence.tokens[token.head].lemma in roles().places


def _is_place_here(sentence: Sentence, token: Token) -> bool:
    """ "Tigray state", "the Southern Division": nouns that are also nouns for places, behind a name."""
    return token.lemma in roles().places and token.i > 0 and capital(sentence, token.i - 1)


def _partitive(sentence: Sentence, token: Token, acting: Sequence[Known]) -> Mention | None:
    """ "Dozens of civilians": the phrase is about the people, its head is the count."""
    thing = of_what(sentence, token.i)
    if thing is None or token.lemma not in _PARTITIVES or noun_class(thing) is None:
        return None
    inner = _phrase(sentence, thing, acting)
    if inner is None:
        return None
    first, last = extent(sentence, token.i)[0], with_of(sentence, token.i, token.i + 1)
    last = max(last, inner.last)
    return replace(inner, first=first, last=last, head=token.i, text=words(sentence, first, last))


def _by_owner(sentence: Sentence, mention: Mention, group: str, acting: Sequence[Known]) -> Mention:
    """Lead "Taliban fighters" to the Taliban, "Afghan forces" to the forces of Afghanistan."""
    if group in ("forces", "arms") and (owners := _several(sentence, mention, acting)):
        return _of_several(mention, owners)
    owner = _owner(sentence, mention, acting)
    actor = owner.actor if owner else None
    if owner is None or actor is None:
        return replace(mention, reason=f"noun for people or parties ({group})")
    if actor.type == "state":
        return _of_state(sentence, mention, group, owner, actor)
    if actor.type in ("agency", "outlet") and group in ("media", "ministry"):
        return _known(mention, actor, f"{mention.descriptor} by its name")
    if (group in MEMBERS or mention.descriptor == "man") and actor.type not in ("agency", "outlet"):
        return _known(mention, actor, f"{mention.descriptor} of {actor.name}")
    reason = f"{mention.descriptor}, affiliated with {actor.name}"
    return replace(mention, affiliation=actor.name, reason=reason)


def _several(sentence: Sentence, mention: Mention, acting: Sequence[Known]) -> tuple[Known, ...]:
    """The states and groups coordinated before a noun for forces: "Afghan and German soldiers"."""
    inside = [hit for hit in acting if mention.first <= hit.first and hit.last <= mention.head]
    joined = [
        a.actor is not None and b.actor is not None and a.actor.id != b.actor.id
        and words(sentence, a.last, b.first).lower() in ("and", ",", ", and", "&")
        for a, b in pairwise(inside) if a.last < b.first
    ]  # fmt: skip
    return tuple(inside) if joined and all(joined) and len(joined) == len(inside) - 1 else ()


def _of_several(mention: Mention, owners: Sequence[Known]) -> Mention:
    actors = [hit.actor for hit in owners if hit.actor is not None]
    states = [a.type == "state" for a in actors]
    names = [f"{a.adjective or a.name} forces" if s else a.name for a, s in zip(actors, states, strict=True)]
    entities = [f"{a.id}/forces" if s else a.id for a, s in zip(actors, states, strict=True)]
    return replace(
        mention,
        members=tuple(entities),
        member_names=tuple(names),
        reason=f"{mention.descriptor} of several",
    )


def _owner(sentence: Sentence, mention: Mention, acting: Sequence[Known]) -> Known | None:
    """The known party in the phrase, or after "of": "the army of X"."""
    inside = [hit for hit in acting if mention.first <= hit.first and hit.last <= mention.last]
    if inside:
        mixed = any(a.demonym and b.demonym and a.last == b.first for a, b in pairwise(inside))
        return None if mixed else inside[-1]  # "Bosnian Serb forces" are neither country's
    thing = of_what(sentence, mention.head, "of", "from", "with")
    return next((hit for hit in acting if thing and hit.head == thing.i and not hit.demonym), None)


def _of_state(sentence: Sentence, mention: Mention, group: str, owner: Known, state: KnownActor) -> Mention:
    """A government is its state; forces, ministries and people are parts of it, named by their words."""
    if group == "government":
        name = _words_for(sentence, mention, owner)
        return replace(mention, name=name, entity=state.id, reason=f"government of {state.name}")
    if group in ("person", "people", "media", "armed", "group"):  # "Syrian rebels" are no army of Syria's
        return replace(mention, affiliation=state.name, reason=f"{mention.descriptor}, of {state.name}")
    name = _words_for(sentence, mention, owner)
    part = "forces" if group in ("forces", "arms", "side") else organ(_tail(sentence, mention, owner))
    return replace(
        mention, name=name, entity=f"{state.id}/{part}", reason=f"{mention.descriptor} of {state.name}"
    )


def _tail(sentence: Sentence, mention: Mention, owner: Known) -> str:
    """The words of a phrase behind its owner: "interior ministry"."""
    if owner.last <= mention.head:
        first = owner.last
        while first < mention.head and sentence.tokens[first].dep == "case":
            first += 1
        return words(sentence, first, mention.head + 1)
    first = without_determiner(sentence, mention.first, mention.last)
    return words(sentence, first, mention.last)


def _words_for(sentence: Sentence, mention: Mention, owner: Known) -> str:
    """A name made of the phrase's own words behind the state's adjective: "Afghan government forces"."""
    own = words(sentence, owner.first, owner.last)
    state = own if owner.demonym or owner.actor is None else owner.actor.adjective or own
    return f"{plain(state)} {_tail(sentence, mention, owner)}"


def plain(name: str) -> str:
    """A name from a headline in capitals as a sentence would have it."""
    return " ".join(w.capitalize() if w.isupper() and len(w) > 4 else w for w in name.split(" "))


def organizations(
    sentence: Sentence, known: Sequence[Known], taken: Collection[int], tables: Tables
) -> list[Mention]:
    """Bodies that no table knows, by the words their names are made of ("X Liberation Front")."""
    blocked = {
        i for hit in known if hit.actor and hit.actor.type != "state" for i in range(hit.first, hit.last)
    }
    found, at = [], 0
    while at < len(sentence.tokens):
        last = _run(sentence, at, blocked | set(taken))
        if last - at > 1 and _organization_name(sentence, at, last):
            organization = _organization(sentence, at, last, tables)
            owner = next((hit for hit in known if hit.last == at and hit.actor and not hit.demonym), None)
            found.append(_organ_of_party(sentence, organization, owner) if owner else organization)
        at = max(last, at + 1)
    return found


def _run(sentence: Sentence, at: int, blocked: Collection[int]) -> int:
    """End of a stretch of capitalized words with "of", "for", "the", "'s" between them."""
    last = end = at
    while end < len(sentence.tokens) and end not in blocked:
        token = sentence.tokens[end]
        if capital(sentence, end):
            last = end + 1
        elif (
            last == at
            or end - last > 2
            or token.text.lower() not in ("of", "for", "the", "'s", "’s", "and", "to")
            or (token.text.lower() == "to" and not _names_body(sentence, at, last))
        ):
            break
        end += 1
    return last


def _names_body(sentence: Sentence, first: int, last: int) -> bool:
    """Is a body told of already: "Committee to Protect X", not "lost Kidal to the Northern Front"?"""
    return any(t.text in roles().first or t.text in roles().last for t in sentence.tokens[first:last])


def _organization_name(sentence: Sentence, first: int, last: int) -> bool:
    tokens = sentence.tokens
    if sentence.part == "headline" and all(t.text.isupper() for t in tokens if t.text.isalpha()):
        return False
    ends = tokens[last - 1].text in roles().last and tokens[last - 1].pos == "PROPN"
    return ends or (tokens[first].text in roles().first and tokens[first].pos == "PROPN")


def _organization(sentence: Sentence, first: int, last: int, tables: Tables) -> Mention:
    """A body by its own name; a ministry is an organ of the state that stands before it or after "of"."""
    head = root(sentence, first, last)
    name = words(sentence, first, last)
    start = first - 1 if first and sentence.tokens[first - 1].text.lower() == "the" else first
    ministry = next((w for w in ("ministry", "department") if w in name.lower().split()), None)
    mention = spanning(sentence, start, last, head, "actor", name=name, descriptor=ministry)
    if (listed := tables.actor(name)) is not None:
        return _known(mention, listed, "name in the actor tables")
    state = _state_in(sentence, first, last, tables)
    if state is not None:
        entity = f"{state[0].id}/{organ(name, state[1])}"
        if ministry and state[0].adjective and name.startswith(f"{state[0].name} "):
            name = f"{state[0].adjective}{name.removeprefix(state[0].name)}"
        return replace(mention, name=name, entity=entity, reason=f"organ of {state[0].name}")
    if ministry:
        return replace(mention, name=None, reason="ministry of a state not named here")
    return replace(mention, entity=f"actor:{fold(name)}", reason="name made like that of an organization")


def _organ_of_party(sentence: Sentence, mention: Mention, owner: Known) -> Mention:
    """A ministry that is a party's own, not a country's: "the X Ministry of ..." of an armed group."""
    party = owner.actor
    if party is None or party.type in ("state", "agency", "outlet") or mention.descriptor is None:
        return mention
    first = (
        owner.first - 1
        if owner.first and sentence.tokens[owner.first - 1].text.lower() == "the"
        else owner.first
    )
    return replace(
        mention,
        first=first,
        text=words(sentence, first, mention.last),
        name=words(sentence, owner.first, mention.last),
        entity=f"{party.id}/{organ(words(sentence, owner.last, mention.last))}",
        reason=f"organ of {party.name}",
    )


def _state_in(sentence: Sentence, first: int, last: int, tables: Tables) -> tuple[KnownActor, str] | None:
    """The state named in the phrase, with the word that names it."""
    for i in range(first, last):
        word = sentence.tokens[i].text
        state = tables.actors.demonym(word) or tables.actors.named(word)
        if state is not None and state.type == "state":
            return state, word
    return None


def organ(name: str, owner: str = "") -> str:
    """A key for a part of a state: its words without owner and small words, spelt the British way."""
    dropped = {*fold(owner).split(), "of", "the", "for", "s", "and"}
    words_left = [w.replace("defense", "defence") for w in fold(name).split() if w not in dropped]
    return " ".join(sorted(words_left))


def _known(mention: Mention, actor: KnownActor, reason: str) -> Mention:
    return replace(
        mention,
        type="outlet" if actor.type in ("agency", "outlet") else "actor",
        name=actor.name,
        entity=actor.id,
        reason=reason,
    )
