"""Constructions that a verb states: "seized the town", "took control of", "fell to", "left 14 dead"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from operator import attrgetter

from dateline.claims.context import Context
from dateline.claims.frames import VERSION, Frames, VerbFrame
from dateline.claims.hits import Hit, doers, fill, fill_places, without_places
from dateline.claims.nouns import noun_is, nouns
from dateline.claims.nountypes import is_type
from dateline.claims.roles import Arguments, arguments, mistaken_participle
from dateline.records import Token
from dateline.syntax import conjuncts, kids

Words = frozenset[str]
Find = Callable[[Context, Token, Words, Arguments], list[int]]

_CLAUSES = ("ROOT", "advcl", "ccomp", "conj", "parataxis")
# Parts of speech that may stand between a verb and the place that the parse lost as its object.
_BEFORE_A_PLACE = ("VERB", "DET", "ADV", "AUX", "NOUN", "PRON")
_NOT_OF_FIRMS = ("control", "talks", "position", "fighting")  # what companies do in other words of war
_NO_PREDICATES = ("nsubj", "nsubjpass", "amod", "det")
_BEFORE = ("obj", "prep:into", "prep:to", "prep:in")  # where the verb before has its place
# Types of those whom words are spoken to or of.
_PARTY = ("party", "people", "name", "force")
_WITHIN = ("in", "by", "from", "during")
_CONFINED = ("in", "inside", "at")
_COMPOUND = 6  # letters from which a lemma is sought in words written apart ("cease - fire")


def verb_hits(context: Context, token: Token, frames: Frames) -> Iterator[Hit]:
    """What the verb ``token`` states, the row that asks for most words beside the verb first."""
    rows = frames.verbs.get(token.lemma, ())
    if not rows or not _verbal(context, token):
        return
    for given in _readings(context, token):
        found = (_hit(context, token, frame, _with_place(context, token, frame, given)) for frame in rows)
        hits = [hit for hit in found if hit is not None]
        yield from hits
        if hits:
            return


def _readings(context: Context, token: Token) -> Iterator[Arguments]:
    """The arguments of the verb, and what they may be besides, where it has no object.

    In a headline a past form may be a passive, and everywhere one of a verb that always has an object
    ("Three fighters killed, medics say"). "Flew in 300 men" has its object behind the preposition.
    """
    given = arguments(context.sentence, token.i)
    yield given
    if given.passive or given.obj:
        return
    headline = context.sentence.part != "body" or _is_telegraphic(context)
    if token.tag == "VBD" and given.subj and (headline or _wants_object(context, token)):
        yield replace(given, subj=given.prep("by"), obj=given.subj, passive=True)
    brought = given.prep("in") if token.lemma in nouns("bringing") else ()
    if brought:
        yield replace(given, obj=brought)


def _is_telegraphic(context: Context) -> bool:
    """Is it an item of a list, written like a headline, without a full stop?"""
    return context.sentence.text.rstrip()[-1:].isalnum()


def _wants_object(context: Context, token: Token) -> bool:
    """Is it a verb that is nothing without an object, which no verb beside it has either?"""
    if token.lemma not in nouns("transitive") or token.dep not in _CLAUSES:
        return False
    beside = kids(context.sentence, token.i, "conj")
    return not any(True for verb in beside for _ in kids(context.sentence, verb.i, "dobj"))


def _verbal(context: Context, token: Token) -> bool:
    """Does the token head a clause, whatever the tagger took it for?"""
    if token.pos in ("VERB", "AUX") or token.tag.startswith("VB"):
        return token.dep not in ("amod", "compound")
    sentence = context.sentence
    if any(kids(sentence, token.i, "auxpass")):
        return True  # "was overrun by": a participle tagged as a noun
    if token.dep in _CLAUSES and any(kids(sentence, token.i, "dobj")):
        return any(kids(sentence, token.i, "nsubj"))  # headlines: a verb tagged as a noun
    return mistaken_participle(sentence, token) is not None


def _with_place(context: Context, token: Token, frame: VerbFrame, given: Arguments) -> Arguments:
    """The arguments with the place right behind the verb as its object, where the parse lost it."""
    if given.obj or given.passive or frame.nouns or not {"place", "settlement"} & set(frame.object):
        return given
    for behind in (token.i + 1, token.i + 2):
        places = context.inside(behind, len(context.sentence.tokens), "place")
        mention = next((m for m in places if m.first == behind), None)
        if mention is not None and context.token(behind - 1).pos in _BEFORE_A_PLACE:
            return replace(given, obj=(mention.head,))
    return given


def _hit(context: Context, token: Token, frame: VerbFrame, given: Arguments) -> Hit | None:
    avoided = frame.avoid_subject
    if avoided and any(noun_is(context.token(i).lemma, *avoided) for i in given.subj):
        return None
    if token.dep == "acl" and all(context.token(i).lemma == "those" for i in given.obj) and given.passive:
        return None  # "those killed" are told of elsewhere
    if frame.object and not given.obj and "none" not in frame.object:
        return None
    used = _dressing(context, token, frame, given)
    if used is None or not _typed(context, token, frame, given):
        return None
    turned = given.passive and frame.passive_change is not None and not frame.nouns
    actors, targets = _parties(context, frame, given)
    if turned:
        actors, targets = targets, actors
    hit = Hit(
        rule=f"frames/{frame.name}@{VERSION}",
        kind=(frame.passive_kind if turned else None) or frame.kind,
        change=(frame.passive_change if turned else None) or frame.change,
        trigger=token.i,
        actors=actors,
        targets=targets if _may_be_places(frame) else without_places(context, targets),
        places=_places(context, token, frame, given),
        counts=_counts(context, frame, given, used),
        unit=frame.unit,
        clause=mistaken_participle(context.sentence, token),
        shared_subject=given.shared_subject,
        uses=used,
        speaks=frame.speaks,
        needs_said=frame.needs_said,
        alone=frame.alone,
        with_clause=frame.with_clause or frame.speaks,
        from_verb=frame.from_verb,
    )
    return hit if _holds(context, hit, frame) else None


def _may_be_places(frame: VerbFrame) -> bool:
    """Can a place be the other side: what is attacked, or a country that is asked for something?"""
    return frame.target[:1] == ("obj",) or frame.kind == "position"


def _places(context: Context, token: Token, frame: VerbFrame, given: Arguments) -> tuple[int, ...]:
    """Where; "entered the town and took control" has it with the verb before."""
    found = fill_places(context, given, frame.place)
    if not any(context.names_place(i) for i in found) and (there := _where(context, token)):
        return there
    goes_on = given.shared_subject and token.dep in ("conj", "advcl")
    if found or not (goes_on and frame.nouns and "place" in frame.needs):
        return found
    return fill_places(context, arguments(context.sentence, token.head), _BEFORE)


def _where(context: Context, token: Token) -> tuple[int, ...]:
    """The place that a clause with "where" is about ("from Irbil, where he had taken refuge")."""
    asked = any(k.lemma == "where" for k in kids(context.sentence, token.i, "advmod"))
    about = token.dep == "relcl" and asked and context.mention(token.head, "place") is not None
    return (token.head,) if about else ()


def _parties(context: Context, frame: VerbFrame, given: Arguments) -> tuple[tuple[int, ...], tuple[int, ...]]:
    actors, targets = fill(context, given, frame.actor), fill(context, given, frame.target)
    if frame.actor != ("obj",) and frame.kind != "talks":
        actors = doers(context, actors)
    if frame.kind == "casualties" and not actors:
        actors = doers(context, _attacks(context, given, targets))
    if frame.kind == "position":
        targets = tuple(i for i in targets if is_type(context, i, _PARTY) or context.mention(i, "place"))
    return actors, targets


def _attacks(context: Context, given: Arguments, hurt: tuple[int, ...]) -> tuple[int, ...]:
    """The attack in which people were hurt, with whoever made it ("killed in an ambush by rebels")."""
    beside_verb = (i for prep in _WITHIN for i in given.prep(prep))
    beside_people = (i for head in hurt for i in context.under(head, *_WITHIN))
    found = (i for i in (*beside_verb, *beside_people) if noun_is(context.token(i).lemma, "attack", "weapon"))
    return tuple(dict.fromkeys(found))


def _counts(context: Context, frame: VerbFrame, given: Arguments, used: tuple[int, ...]) -> tuple[int, ...]:
    """What is counted; a complement may bring its own number ("left four dead and 20 injured")."""
    own = (i - 1 for i in used if frame.complement and frame.count and i > 0)
    numbers = tuple(i for i in own if context.token(i).pos == "NUM" and i not in given.obj)
    return numbers or fill(context, given, frame.count)


def _holds(context: Context, hit: Hit, frame: VerbFrame) -> bool:
    if any(context.token(p).lemma in frame.avoid_place_nouns for p in hit.places):
        return False
    if hit.kind == "talks" and any(_is_press(context, i) for i in hit.targets):
        return False
    return all(hit.filled(need) for need in frame.needs)


def _is_press(context: Context, i: int) -> bool:
    return context.mention(i, "outlet") is not None or context.token(i).lemma in nouns("press")


# --- the words that must stand beside the verb ---------------------------------------------------


def _dressing(context: Context, token: Token, frame: VerbFrame, given: Arguments) -> tuple[int, ...] | None:
    """The words that must stand beside the verb, or None where they do not."""
    if frame.particle:
        present = {*given.particles, *(prep for prep, _ in given.preps)}
        if not present & set(frame.particle):
            return None
    used: list[int] = []
    for find, lemmas in _demands(frame):
        found = find(context, token, lemmas, given)
        if not found:
            return None
        used += found
    if frame.infinitive and not _infinitive(context, token, given):
        return None
    return tuple(used)


def _things(context: Context, _: Token, lemmas: Words, given: Arguments) -> list[int]:
    things = (*given.obj, *given.attr)
    return [i for i in things if _lemma_in(context, i, lemmas) and not _is_peaceful(context, i)]


def _owners(context: Context, _: Token, lemmas: Words, given: Arguments) -> list[int]:
    return [i for i in given.subj or given.obj if _lemma_in(context, i, lemmas)]


def _in_phrases(context: Context, _: Token, lemmas: Words, given: Arguments) -> list[int]:
    inside = [i for _, objects in given.preps for i in objects]
    inside += [i for noun in (*inside, *given.obj) for i in context.under(noun, "with", "for", "to")]
    inside += [i for noun in given.attr for i in context.under(noun, "of")]
    return [i for i in inside if _lemma_in(context, i, lemmas)]


def _is_peaceful(context: Context, noun: int) -> bool:
    """A "vaccination campaign", a "board meeting", "talk of a betrayal"."""
    if context.token(noun).tag == "NN" and context.token(noun).lemma == "talk" and context.under(noun, "of"):
        return True
    modifiers = kids(context.sentence, noun, "compound", "amod")
    return any(k.lemma in nouns("peaceful") for k in modifiers)


def _measured(context: Context, _: Token, lemmas: Words, given: Arguments) -> list[int]:
    """What is measured by the things: "the victims" in "most of the victims"."""
    cores = (context.core(i) for i in (*given.obj, *given.attr))
    return [core for core in cores if context.token(core).lemma in lemmas]


def _adverbs(context: Context, token: Token, lemmas: Words, given: Arguments) -> list[int]:
    """Adverbs of the verb, its predicate, a phrase of either or its nouns: "open only to pedestrians"."""
    above = {token.i, *(k.i for k in kids(context.sentence, token.i, "acomp", "prep", "attr", "xcomp"))}
    above |= {k.i for i in tuple(above) for k in kids(context.sentence, i, "prep")}
    above |= {*given.obj, *(o.i for i in tuple(above) for o in kids(context.sentence, i, "pobj"))}
    above |= {k.i for i in tuple(above) for k in kids(context.sentence, i, "conj")}
    return [k.i for i in above for k in kids(context.sentence, i, "advmod") if k.lemma in lemmas]


def _infinitive(context: Context, token: Token, given: Arguments) -> bool:
    """Does the verb ask its object to do something ("told them to leave")?"""
    clauses = (
        k
        for head in (token.i, *given.obj)
        for k in kids(context.sentence, head, "xcomp", "ccomp", "acl", "relcl")
    )
    return any(a.tag == "TO" for clause in clauses for a in kids(context.sentence, clause.i, "aux"))


def _lemma_in(context: Context, i: int, lemmas: Words) -> bool:
    token = context.token(i)
    core = context.token(context.core(i))
    dressed = ("amod", "acl") if core.lemma in ("those", "people") else ("amod",)  # "among those killed"
    participles = kids(context.sentence, core.i, *dressed)
    if any(k.text.lower() in lemmas for k in participles if k.tag in ("VBN", "JJ")):
        return True  # "50 wounded people", "internally displaced people"
    singular = token.lemma.removesuffix("s") if token.tag == "NNPS" else token.lemma  # "Rockets", first word
    if singular in lemmas or token.lemma in lemmas or token.text.lower() in lemmas:
        return True
    if core.lemma in lemmas or core.text.lower() in lemmas:
        return True
    # "cease fire", "cease-fire", "car bomb" in two or three tokens
    joined = "".join(context.token(k).text for k in range(max(0, i - 2), i + 1)).lower()
    return joined.endswith(_long(lemmas))


@cache
def _long(lemmas: Words) -> tuple[str, ...]:
    return tuple(lemma for lemma in lemmas if len(lemma) > _COMPOUND)


def _complements(context: Context, token: Token, lemmas: Words, given: Arguments) -> list[int]:
    """Predicates of the verb or of its object: "dead" in "was found dead", "left ten people dead"."""
    near = {k.i for head in (token.i, *given.obj, *given.attr) for k in kids(context.sentence, head)}
    near |= {c for i in tuple(near) for c in conjuncts(context.sentence, i)}
    return [
        i
        for i in sorted(near)
        if (context.token(i).lemma in lemmas or context.token(i).text.lower() in lemmas)
        and _may_be_predicate(context, token, i)
        and (i in given.attr or not any(kids(context.sentence, i, "nsubj", "nsubjpass")))
    ]


def _may_be_predicate(context: Context, verb: Token, i: int) -> bool:
    """Is it no mere modifier: "shot dead two men", "held the rebels responsible"?"""
    word = context.token(i)
    behind = word.dep == "amod" and verb.i < word.head < i
    return word.dep not in _NO_PREDICATES or i == verb.i + 1 or behind


_kept_demands: dict[str, list[tuple[Find, Words]]] = {}


def _demands(frame: VerbFrame) -> list[tuple[Find, Words]]:
    """What the frame asks for, each with how to look for it."""
    if frame.name not in _kept_demands:
        _kept_demands[frame.name] = [(find, lemmas) for of, find in _DEMANDS if (lemmas := of(frame))]
    return _kept_demands[frame.name]


_DEMANDS: tuple[tuple[Callable[[VerbFrame], Words], Find], ...] = (
    (attrgetter("nouns"), _things),
    (attrgetter("subject_nouns"), _owners),
    (attrgetter("prep_nouns"), _in_phrases),
    (attrgetter("object_of"), _measured),
    (attrgetter("complement"), _complements),
    (attrgetter("adverbs"), _adverbs),
)


# --- of which type its roles must be -------------------------------------------------------------


def _typed(context: Context, token: Token, frame: VerbFrame, given: Arguments) -> bool:
    if not _object_fits(context, frame, given):
        return False
    # "the convoy was ambushed"
    unsaid = given.passive and not given.subj and bool(frame.object or frame.nouns)
    who = _or_counted(frame, frame.subject)
    acting = (
        given.obj if given.passive and "obj" in frame.actor else given.subj
    )  # "troops are locked in combat"
    if who and not unsaid and not any(_acts(context, i, who) for i in acting):
        return False
    if any(context.token(i).lemma in frame.avoid_object for i in given.obj):
        return False
    if _is_avoided(context, frame, given):
        return False
    persons = ("persons", "person") if _kept(context, given) else ("persons",)
    return token.lemma not in frame.only_people or any(is_type(context, i, persons) for i in given.obj)


def _kept(context: Context, given: Arguments) -> bool:
    """Is somebody kept by an armed party or in a place ("was held inside the palace"), not in esteem?"""
    where = (i for prep in _CONFINED for i in given.prep(prep))
    by_force = any(is_type(context, i, ("force",)) for i in given.subj)
    return given.passive and (by_force or any(is_type(context, i, ("place",)) for i in where))


def _is_avoided(context: Context, frame: VerbFrame, given: Arguments) -> bool:
    """Does a word or a type of noun stand beside the verb that the frame does not go with?"""
    if any(word in frame.avoid_preps for word in (*given.particles, *(prep for prep, _ in given.preps))):
        return True
    beside_it = (*given.obj, *(i for _, objects in given.preps for i in objects))
    if any(noun_is(context.token(i).lemma, *frame.avoid_types) for i in beside_it):
        return True
    trading = any(noun_is(context.token(i).lemma, "trading") for i in given.subj)
    return trading and frame.kind in _NOT_OF_FIRMS


def _object_fits(context: Context, frame: VerbFrame, given: Arguments) -> bool:
    if not frame.object:
        return True
    if frame.object == ("none",):
        return given.passive or not given.obj
    if not given.obj:
        return "none" in frame.object
    return any(is_type(context, i, _or_counted(frame, frame.object)) for i in given.obj)


def _or_counted(frame: VerbFrame, types: tuple[str, ...]) -> tuple[str, ...]:
    """The types, and where people are killed or hurt whoever is counted so: "30 cadets"."""
    hurt = frame.kind == "casualties" and bool({"people", "person"} & set(types))
    return (*types, "victims") if hurt else types


def _acts(context: Context, i: int, types: Sequence[str]) -> bool:
    """A subject of one of the types; a country's name as subject stands for its government."""
    token = context.token(i)
    metonym = token.pos == "PROPN" and ("name" in types or "body" in types)
    return (
        is_type(context, i, types) or token.lemma == "each" or bool(metonym and context.mention(i, "place"))
    )
