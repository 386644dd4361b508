"""Frames found in one sentence: constructions with their roles filled by tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.claims.context import Context, noun_is
from dateline.claims.frames import VERSION, Frames, NounFrame, StateFrame, VerbFrame
from dateline.claims.roles import Arguments, arguments, mistaken_participle
from dateline.records import Kind, Token
from dateline.syntax import conjuncts, kids

_NAMED = ("actor", "person", "outlet")


@dataclass(frozen=True, slots=True)
class Hit:
    """One construction in a sentence, its roles filled with token indices."""

    rule: str
    kind: Kind
    change: str
    trigger: int
    actors: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    counts: tuple[int, ...] = ()
    unit: str = ""
    clause: int | None = None  # the verb that heads the clause, where that is not the trigger
    shared_subject: bool = False
    uses: tuple[int, ...] = ()  # further tokens that state it: "control" in "took control of"
    speaks: bool = False
    needs_said: bool = False
    with_clause: bool = False
    from_verb: bool = False  # the words begin at the verb: "claimed full control of"
    denied: bool = False  # the words themselves deny it ("disowned the bombing")

    @property
    def head(self) -> int:
        return self.trigger if self.clause is None else self.clause


def hits(context: Context, frames: Frames) -> tuple[Hit, ...]:
    """Every construction of ``frames`` in the sentence, best row first where rows compete for a trigger."""
    found: list[Hit] = []
    states = list(_states(context, frames))
    for token in context.sentence.tokens:
        if token.lemma in frames.verbs and _verbal(context, token):
            found.extend(_first(_verb_hits(context, token, frames.verbs[token.lemma])))
        if (noun := _event_noun(token, frames)) is not None:
            found.extend(_first(_noun_hits(context, token, noun, frames)))
    return tuple(_compatible(context, sorted([*states, *found], key=lambda h: h.trigger)))


def _first(candidates: Iterator[Hit]) -> list[Hit]:
    """The best row, and with it further casualties of the same verb ("left 14 dead and 60 injured")."""
    best = next(candidates, None)
    if best is None:
        return []
    further = [h for h in candidates if h.kind == best.kind == "casualties" and h.change != best.change]
    return [best, *further[:1]]


def _event_noun(token: Token, frames: Frames) -> str | None:
    """The event noun that the token is, gerunds in the place of a noun included ("Fighting ... ended")."""
    if token.pos in ("NOUN", "PROPN"):
        return token.lemma if token.lemma in frames.nouns else None
    gerund = token.tag == "VBG" and token.dep in ("nsubj", "nsubjpass", "pobj", "dobj", "conj")
    word = token.text.lower()
    return word if gerund and word in frames.nouns else None


def _verbal(context: Context, token: Token) -> bool:
    if token.pos in ("VERB", "AUX") or token.tag.startswith("VB"):
        return token.dep not in ("amod", "compound")
    if token.dep in ("ROOT", "advcl", "ccomp", "conj", "parataxis") and any(
        kids(context.sentence, token.i, "dobj")
    ):
        return any(kids(context.sentence, token.i, "nsubj"))  # headlines: a verb tagged as a noun
    return mistaken_participle(context.sentence, token) is not None


# --- verbs -------------------------------------------------------------------------------------


def _verb_hits(context: Context, token: Token, frames: Sequence[VerbFrame]) -> Iterator[Hit]:
    given = arguments(context.sentence, token.i)
    ordered = sorted(
        frames,
        key=lambda f: (
            -(3 * bool(f.nouns or f.subject_nouns or f.prep_nouns or f.complement) + bool(f.particle))
        ),
    )
    for frame in ordered:
        hit = _verb_hit(context, token, frame, _with_place(context, token, frame, given))
        if hit is not None:
            yield hit


def _with_place(context: Context, token: Token, frame: VerbFrame, given: Arguments) -> Arguments:
    """The arguments with the place right behind the verb as its object, where the parse lost it."""
    if given.obj or given.passive or frame.nouns or not {"place", "settlement"} & set(frame.object):
        return given
    for behind in (token.i + 1, token.i + 2):
        mention = next(
            (m for m in context.inside(behind, len(context.sentence.tokens), "place") if m.first == behind),
            None,
        )
        if mention is not None and context.token(behind - 1).pos in (
            "VERB",
            "DET",
            "ADV",
            "AUX",
            "NOUN",
            "PRON",
        ):
            return replace(given, obj=(mention.head,))
    return given


def _verb_hit(context: Context, token: Token, frame: VerbFrame, given: Arguments) -> Hit | None:
    used = _dressing(context, token, frame, given)
    if used is None or not _typed(context, token, frame, given):
        return None
    passive_lost = given.passive and frame.passive_change is not None and not frame.nouns
    kind = frame.passive_kind if passive_lost and frame.passive_kind else frame.kind
    change = frame.passive_change if passive_lost and frame.passive_change else frame.change
    actors = _fill(context, given, frame.actor)
    if frame.kind == "casualties":
        actors = _behind(context, actors)
    targets = _fill(context, given, frame.target)
    if passive_lost:
        actors, targets = targets, actors
    hit = Hit(
        rule=f"frames/{frame.name}@{VERSION}",
        kind=kind,
        change=change,
        trigger=token.i,
        actors=actors,
        targets=targets if frame.target[:1] == ("obj",) else _not_places(context, targets),
        places=_places(context, given, frame.place),
        counts=_fill(context, given, frame.count),
        unit=frame.unit,
        clause=mistaken_participle(context.sentence, token),
        shared_subject=given.shared_subject,
        uses=used,
        speaks=frame.speaks,
        needs_said=frame.needs_said,
        with_clause=frame.with_clause or frame.speaks,
        from_verb=frame.from_verb,
    )
    if any(context.token(p).lemma in frame.avoid_place_nouns for p in hit.places):
        return None
    if hit.kind == "talks" and any(_is_press(context, i) for i in hit.targets):
        return None
    return hit if all(_filled(hit, need) for need in frame.needs) else None


def _dressing(context: Context, token: Token, frame: VerbFrame, given: Arguments) -> tuple[int, ...] | None:
    """The words that must stand beside the verb, or None where they do not."""
    used: list[int] = []
    if frame.particle:
        beside = {*given.particles, *(prep for prep, _ in given.preps)}
        if not beside & set(frame.particle):
            return None
    for lemmas, heads in (
        (frame.nouns, (*given.obj, *given.attr)),
        (frame.subject_nouns, (*given.subj, *(given.obj if not given.subj else ()))),
        (frame.prep_nouns, tuple(i for _, objects in given.preps for i in objects)),
    ):
        if not lemmas:
            continue
        fitting = [i for i in heads if _lemma_in(context, i, lemmas)]
        if not fitting:
            return None
        used.extend(fitting)
    if frame.object_of:
        measured = [
            i for i in (*given.obj, *given.attr) if context.token(context.core(i)).lemma in frame.object_of
        ]
        if not measured:
            return None
        used.extend(context.core(i) for i in measured)
    if frame.complement:
        fitting = _complements(context, token, frame.complement, given)
        if not fitting:
            return None
        used.extend(fitting)
    return tuple(used)


def _lemma_in(context: Context, i: int, lemmas: Sequence[str]) -> bool:
    token = context.token(i)
    if token.lemma in lemmas or token.text.lower() in lemmas:
        return True
    # "cease fire", "cease-fire", "car bomb" in two or three tokens
    inner = context.token(context.core(i))
    joined = "".join(context.token(k).text for k in range(max(0, i - 2), i + 1)).lower()
    return inner.lemma in lemmas or any(joined.endswith(lemma) and len(lemma) > 6 for lemma in lemmas)


def _complements(context: Context, token: Token, lemmas: Sequence[str], given: Arguments) -> list[int]:
    near = {k.i for k in kids(context.sentence, token.i)}
    near |= {k.i for o in given.obj for k in kids(context.sentence, o)}
    near |= {k.i for a in given.attr for k in kids(context.sentence, a)}
    near |= {c for i in tuple(near) for c in conjuncts(context.sentence, i)}
    return [
        i
        for i in sorted(near)
        if (context.token(i).lemma in lemmas or context.token(i).text.lower() in lemmas)
        and context.token(i).dep not in ("nsubj", "nsubjpass", "amod", "det")
        and not any(kids(context.sentence, i, "nsubj", "nsubjpass"))
    ]


def _typed(context: Context, token: Token, frame: VerbFrame, given: Arguments) -> bool:
    if frame.object == ("none",):
        if given.obj and not given.passive:
            return False
    elif frame.object:
        optional = "none" in frame.object
        if not given.obj and not optional:
            return False
        if given.obj and not any(context.is_type(i, frame.object) for i in given.obj):
            return False
    unsaid = given.passive and not given.subj and bool(frame.object)  # "the convoy was ambushed"
    if frame.subject and not unsaid and not any(_acts(context, i, frame.subject) for i in given.subj):
        return False
    if any(context.token(i).lemma in frame.avoid_object for i in given.obj):
        return False
    if any(prep in frame.avoid_preps for prep, _ in given.preps):
        return False
    if token.lemma in frame.only_people:
        return any(context.is_type(i, ("people",)) for i in given.obj)
    return True


def _is_press(context: Context, i: int) -> bool:
    """Speaking to the press is no talks."""
    return context.mention(i, "outlet") is not None or context.token(i).lemma in (
        "reporter", "journalist", "media", "press", "agency", "newspaper", "television", "radio", "correspondent", "audience",
    )  # fmt: skip


def _behind(context: Context, subjects: tuple[int, ...]) -> tuple[int, ...]:
    """Who is behind the attack that killed: the attack itself is nobody."""
    found: list[int] = []
    for i in subjects:
        if noun_is(context.token(i).lemma, "attack", "weapon"):
            found += next((f for step in ("by", "poss", "mod") if (f := _beside(context, i, step))), ())
        else:
            found.append(i)
    return tuple(found)


def _acts(context: Context, i: int, types: Sequence[str]) -> bool:
    """A subject of one of the types; a country's name as subject stands for its government."""
    token = context.token(i)
    metonym = token.pos == "PROPN" and ("name" in types or "body" in types)
    return context.is_type(i, types) or token.lemma == "each" or bool(metonym and context.mention(i, "place"))


def _fill(context: Context, given: Arguments, paths: Sequence[str]) -> tuple[int, ...]:
    for path in paths:
        found = _along(context, given, path)
        found = tuple(i for i in found if not context.mention(i, "time"))
        if found:
            return found
    return ()


def _places(context: Context, given: Arguments, paths: Sequence[str]) -> tuple[int, ...]:
    """The first role that a named place fills; else the first that any place fills."""
    nameless: tuple[int, ...] = ()
    for path in paths:
        found = tuple(i for i in _along(context, given, path) if context.is_type(i, ("place",)))
        if any(context.names_place(i) for i in found):
            return found
        nameless = nameless or found
    return nameless


def _along(context: Context, given: Arguments, path: str) -> tuple[int, ...]:
    if path.startswith("prep:"):
        return given.prep(path[5:])
    base, _, step = path.partition(".")
    heads = {"subj": given.subj, "obj": given.obj, "iobj": given.iobj, "attr": given.attr}[base]
    if not step:
        return heads
    return tuple(i for head in heads for i in _beside(context, head, step))


def _beside(context: Context, head: int, step: str) -> tuple[int, ...]:
    """Names beside a noun: its possessor, a name in front of it, or the object of a preposition."""
    if step == "self":
        return (head,)
    if step == "poss":
        return tuple(k.i for k in kids(context.sentence, head, "poss"))
    if step == "mod":
        return tuple(
            k.i
            for k in kids(context.sentence, head, "compound", "amod", "nmod")
            if context.mention(k.i, *_NAMED)
        )
    near = context.under(head, step)
    if not near and step in ("between", "by", "against", "with"):
        # "combat outside the town between X and Y": the phrase hangs on the noun before it
        near = tuple(
            o
            for p in kids(context.sentence, head, "prep")
            for k in kids(context.sentence, p.i, "pobj")
            for o in context.under(k.i, step)
        )
    return tuple(i for o in near for i in conjuncts(context.sentence, o))


def _not_places(context: Context, indices: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(i for i in indices if not context.mention(i, "place") or context.mention(i, *_NAMED))


def _filled(hit: Hit, need: str) -> bool:
    return bool({"actor": hit.actors, "target": hit.targets, "place": hit.places, "count": hit.counts}[need])


# --- states ------------------------------------------------------------------------------------


def _states(context: Context, frames: Frames) -> Iterator[Hit]:
    for noun in context.sentence.tokens:
        for frame in frames.states.get(noun.lemma, ()):
            prep = context.token(noun.head)
            if noun.dep != "pobj" or prep.lemma not in frame.preps:
                continue
            hit = _state_hit(context, frame, noun, prep)
            if hit is not None:
                yield hit
                break


def _state_hit(context: Context, frame: StateFrame, noun: Token, prep: Token) -> Hit | None:
    verb = context.token(prep.head)
    if verb.pos in ("VERB", "AUX"):
        given = arguments(context.sentence, verb.i)
        subjects = given.obj if (given.obj and verb.lemma not in ("be", "remain", "stay")) else given.subj
    else:
        given, subjects = None, (verb.i,)
    of_what = bool(_beside(context, noun.i, "of")) and not any(
        kids(context.sentence, noun.i, "det", "poss", "compound")
    )
    if (
        prep.lemma == "in"
        and noun.lemma in ("control", "charge", "command", "possession")
        and of_what != (frame.holder == "subj")
    ):
        return None
    if frame.holder == "subj":
        holders, places = subjects, (*_beside(context, noun.i, "of"), *(given.prep("of") if given else ()))
    else:
        holders, places = _holders(context, noun), subjects
    places = tuple(
        p for p in places if context.is_type(p, ("place", "settlement")) or context.token(p).pos == "PRON"
    )
    if not holders or not places:
        return None
    if given is None and not _names_place(context, verb.i):
        return None
    words = {k.lemma for k in kids(context.sentence, verb.i)} | {
        k.lemma for k in kids(context.sentence, noun.i)
    }
    words |= {t.lemma for t in context.sentence.tokens[noun.i : noun.i + 4]} & set(frame.again)
    gained = verb.lemma in frame.gained_verbs or bool(words & set(frame.again))
    return Hit(
        rule=f"frames/{frame.name}@{VERSION}",
        kind=frame.kind,
        change="gained" if gained else frame.change,
        trigger=noun.i,
        actors=holders,
        places=places,
        counts=places,
        unit="noun",
        clause=verb.i,
        uses=(prep.i, *holders),
        shared_subject=bool(given and given.shared_subject),
    )


def _holders(context: Context, noun: Token) -> tuple[int, ...]:
    for step in ("poss", "of"):
        found = _beside(context, noun.i, step)
        if found:
            return found
    return tuple(
        k.i
        for k in kids(context.sentence, noun.i, "compound", "amod", "nmod")
        if context.mention(k.i) or noun_is(k.lemma, "force", "body", "holder")
    )


def _names_place(context: Context, i: int) -> bool:
    return context.mention(i, "place") is not None or context.token(i).lemma in (
        "rest",
        "half",
        "most",
        "part",
    )


# --- nouns -------------------------------------------------------------------------------------


def _noun_hits(context: Context, token: Token, noun: str, frames: Frames) -> Iterator[Hit]:
    if token.dep in ("compound", "amod", "nmod"):
        return
    if any(
        k.lemma in ("few", "no", "any", "many", "most", "every", "such", "another")
        for k in kids(context.sentence, token.i, "det", "amod")
    ):
        return
    modifiers = {k.lemma for k in kids(context.sentence, token.i, "compound", "amod", "nmod")}
    modifiers |= {part for m in modifiers for part in m.split("-")}
    rows = sorted(frames.nouns[noun], key=lambda f: not (f.heads and noun in f.heads))
    for frame in rows:
        specific = noun in frame.heads and bool(modifiers & set(frame.modifiers))
        if specific or noun in frame.lemmas:
            hit = _noun_hit(context, token, frame, frames)
            if hit is not None:
                yield hit


def _noun_hit(context: Context, token: Token, frame: NounFrame, frames: Frames) -> Hit | None:
    verb = _occurrence(context, token, frames)
    actors = _first_filled(context, token, verb, frame.actor, ("force", "body", "name", "people"))
    targets = _first_filled(context, token, verb, frame.target, ("force", "body", "name", "people"))
    places = _first_filled(context, token, verb, frame.place, ("place",))
    counts = _first_filled(context, token, verb, frame.count, ("people", "force", "name", "number"))
    hit = Hit(
        rule=f"frames/{frame.name}@{VERSION}",
        kind=frame.kind,
        change=frame.change,
        trigger=token.i,
        actors=_not_places(context, actors),
        targets=_not_places(context, targets),
        places=places,
        counts=counts,
        unit=frame.unit,
        clause=verb,
        needs_said=frame.only_said,
    )
    if not _enough(context, hit, frame):
        return None
    return hit


def _first_filled(
    context: Context, token: Token, verb: int | None, steps: Sequence[str], types: Sequence[str]
) -> tuple[int, ...]:
    for step in steps:
        found = tuple(i for i in _beside(context, token.i, step) if context.is_type(i, types))
        if not found and verb is not None and step not in ("self", "poss", "mod"):
            found = tuple(
                i for i in arguments(context.sentence, verb).prep(step) if context.is_type(i, types)
            )
        if found:
            return found
    return ()


def _occurrence(context: Context, token: Token, frames: Frames) -> int | None:
    head = context.token(token.head)
    if (
        token.dep in ("nsubj", "nsubjpass", "attr")
        and head.lemma in frames.occurrences
        and head.pos in ("VERB", "AUX")
    ):
        return head.i
    if token.dep == "dobj" and head.lemma in ("see", "report"):
        return head.i
    for child in kids(context.sentence, token.i, "relcl", "acl"):
        if child.lemma in frames.occurrences:
            return child.i
    return None


def _enough(context: Context, hit: Hit, frame: NounFrame) -> bool:
    filled = all(_filled(hit, need) for need in frame.needs)
    filled = filled or bool(frame.alternative_needs and all(_filled(hit, n) for n in frame.alternative_needs))
    if not filled:
        return False
    measured = lasting(context, hit.trigger) is not None
    if frame.needs_own and not measured and not any(_filled(hit, need) for need in frame.needs_own):
        return False
    first, last = context.extent(hit.trigger)
    dated = bool(context.inside(first, last, "time")) or measured
    if _taken_up(context, hit) and not dated:
        return False
    if frame.needs:
        return True
    return bool(
        hit.places
        or hit.actors
        or hit.targets
        or dated
        or (hit.clause is not None and frame.kind == "fighting")
    )


def lasting(context: Context, noun: int) -> int | None:
    """The noun of time that measures an event ("a week of fighting"), or None."""
    token = context.token(noun)
    prep = context.token(token.head)
    if token.dep != "pobj" or prep.lemma != "of":
        return None
    measure = context.token(prep.head)
    return (
        measure.i if measure.lemma in ("hour", "day", "night", "week", "month", "year", "weekend") else None
    )


def _taken_up(context: Context, hit: Hit) -> bool:
    """Does the noun only take up something already told ("the offensive", "their assault on it")?"""
    if hit.clause is not None or hit.kind not in ("fighting", "movement", "talks"):
        return False
    determiners = [k for k in kids(context.sentence, hit.trigger, "det", "poss")]
    pronoun = any(k.dep == "poss" and k.tag == "PRP$" for k in determiners)
    return pronoun or any(k.lemma in ("the", "this", "that", "these", "those") for k in determiners)


# --- which hits can stand together ----------------------------------------------------------------


def _compatible(context: Context, found: list[Hit]) -> Iterator[Hit]:
    """Hits without those that only restate part of another: a role, a cause, an object of speech."""
    taken = {i for h in found for i in h.uses}
    verbs = [h for h in found if context_free_verb(h)]
    stated = {h.clause for h in found if h.clause is not None and h.kind == "control"}
    seen: set[tuple[int, str, str]] = set()
    for hit in found:
        if (hit.trigger, hit.kind, hit.change) in seen or hit.trigger in stated:
            continue
        seen.add((hit.trigger, hit.kind, hit.change))
        if hit.rule.split("/")[1].split("@")[0].endswith("-noun"):
            if hit.trigger in taken:
                continue
            filled = {i for v in verbs for i in (*v.actors, *v.targets)}
            if hit.trigger in filled or _cause(context, hit, verbs):
                continue
        yield hit


def _cause(context: Context, hit: Hit, verbs: Sequence[Hit]) -> bool:
    """Is the event only the cause inside a casualty clause ("were wounded in clashes")?"""
    token = context.token(hit.trigger)
    if token.dep in ("nsubj", "agent") and any(
        v.kind == "casualties" and token.head == v.trigger for v in verbs
    ):
        return True
    prep = context.token(token.head)
    if prep.dep == "agent" and any(v.kind == "casualties" and prep.head == v.trigger for v in verbs):
        return True
    if context.token(hit.trigger).dep != "pobj" or prep.lemma not in ("in", "during", "by", "from", "amid"):
        return False
    return any(v.kind == "casualties" and prep.head in (v.trigger, v.head, *v.targets) for v in verbs)


def context_free_verb(hit: Hit) -> bool:
    """Is the hit a verb's, not an event noun's?"""
    return not hit.rule.split("@")[0].endswith("-noun")


def moved(hit: Hit, **changes: object) -> Hit:
    """The hit with fields replaced."""
    return replace(hit, **changes)  # type: ignore[arg-type]
