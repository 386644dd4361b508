"""Whom or what pronouns, role nouns and place nouns stand for, within one report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dateline.annotate.holders import party_in
from dateline.annotate.lexicon import roles
from dateline.annotate.names import Named, in_order
from dateline.annotate.parties import possessor, resolve_party
from dateline.annotate.pronouns import mentions as pronouns
from dateline.annotate.scene import FAR, Scene, link, unnamed
from dateline.annotate.sites import resolve_place
from dateline.fold import fold
from dateline.lookups import ActorNames
from dateline.mentions import SPEAKER
from dateline.records import Mention, Sentence, Token
from dateline.syntax import ancestors, kids

NEAR = 2  # sentences back to look for whom "it" and "they" stand for

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


def resolve(sentences: Sequence[Sentence], named: Named, actors: ActorNames) -> tuple[Mention, ...]:
    """The mentions with pronouns added, and with names for those that refer back, each with its reason."""
    full = _full_names(named.mentions)
    scene = Scene(sentences, actors, named)
    for mention in sorted([*named.mentions, *pronouns(sentences)], key=_inner_first):
        scene.settle(_one(scene, mention, full))
    return in_order(scene.settled)


def _inner_first(mention: Mention) -> tuple[int, int, int, int]:
    """Text order; what stands inside a phrase ("its" in "its troops") is settled before the phrase."""
    return (mention.sentence, mention.first, mention.last, mention.head)


def _one(scene: Scene, mention: Mention, full: dict[str, str]) -> Mention:
    if mention.type == "person" and mention.reason != "pronoun":
        return _affiliated(scene, _surname(mention, full))
    if mention.name or mention.members or mention.type in ("time", "outlet"):
        return mention
    if mention.reason == "pronoun":
        return _pronoun(scene, mention)
    return resolve_place(scene, mention) if mention.type == "place" else resolve_party(scene, mention)


def _full_names(mentions: Sequence[Mention]) -> dict[str, str]:
    """Folded name or part of it to the full name; parts that two persons share lead nowhere."""
    found: dict[str, set[str]] = {}
    names = sorted({m.name for m in mentions if m.type == "person" and m.name and " " in m.name})
    for name in names:
        parts = fold(name).split()
        for key in {*parts, fold(name), f"{parts[0]} {parts[-1]}"}:
            found.setdefault(key, set()).add(name)
    return {
        key: min(full, key=lambda name: (len(name), name))
        for key, full in found.items()
        if len(_last_words(full)) == 1
    }


def _last_words(names: Iterable[str]) -> set[str]:
    return {fold(name).split()[-1] for name in names}


def _surname(mention: Mention, full: dict[str, str]) -> Mention:
    name = full.get(fold(mention.name or ""))
    if name is None or name == mention.name:
        return mention
    reason = f"part of the name of {name}, introduced in this report"
    return replace(mention, name=name, entity=f"person:{fold(name)}", reason=reason)


def _affiliated(scene: Scene, person: Mention) -> Mention:
    """A person with the party in the role: that of "its" in "its spokesman, Name", or the one it names."""
    for role in scene.inside(person.sentence):
        if role.entity == person.entity and role.type == "actor":
            owner = possessor(scene, role)
            if owner is not None and owner.name:
                named = f"{role.descriptor} of {owner.name}"
                titled = person.descriptor and role.descriptor != person.descriptor
                told = f"{person.descriptor}, {named}" if titled else named
                return replace(person, descriptor=told, affiliation=owner.name)
    party = party_in(scene, person.descriptor or "")
    return replace(person, affiliation=party.name) if party else person


def _pronoun(scene: Scene, mention: Mention) -> Mention:
    sentence = scene.sentences[mention.sentence]
    token = sentence.tokens[mention.head]
    kind = roles().pronouns[token.text.lower()]
    if kind == "speaker":
        return replace(mention, reason=SPEAKER)
    if (gloss := _gloss(scene, mention)) is not None:
        return (
            link(mention, gloss, "explained in brackets")
            if gloss.name
            else unnamed(mention, gloss, "bracket")
        )
    if token.text.lower() == "it" and token.dep not in ("nsubj", "nsubjpass"):
        return replace(mention, reason="pronoun that may stand for what was said or done")

    some = _partitive(sentence, mention)

    def fits(candidate: Mention) -> bool:
        return _agrees(scene, candidate, kind, some) and not _same_clause(sentence, mention, candidate)

    def single(candidate: Mention) -> bool:
        return kind == "several" and not (_counted(scene, candidate) if some else _many(scene, candidate))

    found = _behind(scene, mention, fits) if kind == "several" else None
    found = found or scene.back(mention, FAR if kind in ("man", "woman") else NEAR, fits, last=single)
    if found is None:
        return replace(mention, reason=f"pronoun without an antecedent before it ({kind})")
    if not found.name and not found.members:
        return unnamed(mention, found, f"pronoun for somebody unnamed: {found.text}")
    linked = link(mention, found, f"pronoun: {found.name} is the nearest before that agrees ({kind})")
    state = scene.known(found) if found.type == "place" else None
    return replace(linked, entity=state.id) if state else linked


def _gloss(scene: Scene, mention: Mention) -> Mention | None:
    """Whom the reporter's bracket behind a pronoun names: "stones at them (the soldiers)"."""
    tokens = scene.sentences[mention.sentence].tokens
    if mention.last + 1 >= len(tokens) or tokens[mention.last].text not in ("(", "["):
        return None
    here = (m for m in scene.named.mentions if m.sentence == mention.sentence and m.first == mention.last + 1)
    return next((m for m in here if m.type in ("actor", "person")), None)


def _agrees(scene: Scene, candidate: Mention, kind: str, some: bool = False) -> bool:
    """Number, gender as far as it shows, and sort; unnamed people count, so that they are not passed over.

    ``some``: only those of whom some can be counted ("two of them").
    """
    group = roles().actors.get(candidate.descriptor or "")
    plural = _plural(scene, candidate)
    if kind in ("man", "woman"):
        person = candidate.type == "person" or (candidate.entity or "").startswith("person:")
        unnamed_one = group == "person" and not candidate.name and not plural
        return _may_be(candidate, kind) and (person or unnamed_one)
    if candidate.type == "place":
        return kind == "body" and scene.named.features.get(candidate.entity or "") == "country"
    if (
        candidate.type != "actor"
        or (candidate.entity or "").startswith("person:")
        or _medium(scene, candidate)
    ):
        return False
    if kind == "several":
        return plural or (bool(candidate.entity) and not some)
    collective = group in ("group", "forces", "government", "ministry")
    return bool(candidate.entity or collective) and not (plural and candidate.descriptor)


def _plural(scene: Scene, candidate: Mention) -> bool:
    token = scene.sentences[candidate.sentence].tokens[candidate.head]
    return token.tag in ("NNS", "NNPS") or token.text.lower() in ("they", "them")


def _many(scene: Scene, candidate: Mention) -> bool:
    """Several, by the form of the words or by what they name ("the Houthis", "police", "both sides")."""
    sentence = scene.sentences[candidate.sentence]
    head = sentence.tokens[candidate.head]
    coordinated = any(kids(sentence, candidate.head, "conj")) or head.dep == "conj"
    return _plural(scene, candidate) or coordinated or bool(candidate.members) or head.lemma == "police"


def _partitive(sentence: Sentence, mention: Mention) -> bool:
    """Does the pronoun only give what is counted ("two of them")?"""
    preposition = sentence.tokens[sentence.tokens[mention.head].head]
    above = sentence.tokens[preposition.head]
    return preposition.text.lower() == "of" and above.pos in ("NUM", "DET", "PRON")


def _counted(scene: Scene, candidate: Mention) -> bool:
    return any(kids(scene.sentences[candidate.sentence], candidate.head, "nummod"))


def _medium(scene: Scene, candidate: Mention) -> bool:
    """A platform carries words and does nothing else."""
    known = scene.known(candidate)
    return known is not None and known.type == "platform"


def _behind(scene: Scene, mention: Mention, fits: Callable[[Mention], bool]) -> Mention | None:
    """Whom "they" in an opening clause stands for: the many that the main clause is about.

    "A day after they retook the town, rebels said no": only where nobody before can be meant.
    """
    sentence = scene.sentences[mention.sentence]
    above = next((a for a in ancestors(sentence, mention.head) if a.dep == "ROOT"), None)
    if above is None or above.i < mention.head or scene.back(mention, 0, fits):
        return None
    if scene.back(mention, NEAR, lambda m: fits(m) and _many(scene, m)):
        return None
    heads = {t.i for t in kids(sentence, above.i, "nsubj", "nsubjpass") if t.i > mention.head}
    later = (m for m in scene.named.mentions if m.sentence == mention.sentence and m.head in heads)
    return next((m for m in later if m.type == "actor" and _many(scene, m)), None)


def _may_be(candidate: Mention, kind: str) -> bool:
    """Does the title or role noun allow the pronoun's gender?"""
    role = re.split(r" (?:for|of|at|in|to|with) ", candidate.descriptor or "")[0]
    words = {w.strip(".").lower() for w in role.split()}
    other = _WOMEN if kind == "man" else _MEN
    return not words & other


def _same_clause(sentence: Sentence, mention: Mention, candidate: Mention) -> bool:
    """Subject and object of one verb are two parties, save for reflexives and possessives."""
    token = sentence.tokens[mention.head]
    free = token.dep == "poss" or token.text.lower().endswith(("self", "selves"))
    if candidate.sentence != mention.sentence or free:
        return False
    other = sentence.tokens[candidate.head]
    if other.dep == "nsubj" and other.head in _done_by(sentence, token):
        return True
    clause = next((a.i for a in ancestors(sentence, other.i) if a.pos in ("VERB", "AUX")), None)
    return token.head in (other.head, clause)


def _done_by(sentence: Sentence, token: Token) -> tuple[int, ...]:
    """The verbs whose subject does something to the object ``token``: "troops fought, killing 45 of them"."""
    while token.dep in ("pobj", "prep", "nummod", "quantmod") and token.head != token.i:
        token = sentence.tokens[token.head]
    if token.dep != "dobj":
        return ()
    verb = sentence.tokens[token.head]
    owned = any(kids(sentence, verb.i, "nsubj", "nsubjpass"))
    shared = not owned and verb.dep in ("advcl", "xcomp", "conj", "pcomp")
    return (verb.i, verb.head) if shared else (verb.i,)
