"""Shots that killed: "was shot and killed", "fatally shot", "shot a man dead" tell one death, no wound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.claims.context import Context
from dateline.claims.hits import Hit
from dateline.claims.nouns import nouns
from dateline.syntax import kids


def without_survivors(context: Context, found: Sequence[Hit]) -> list[Hit]:
    """The hits, a shooting or stabbing that was fatal read as a killing, once."""
    made = list(found)
    for hit in found:
        if hit.kind != "casualties" or hit.change != "wounded" or not _could_kill(context, hit):
            continue
        death = _death(context, hit, found)
        if death is not None and death in made:
            made[made.index(hit)] = _killed(hit, death)
            made.remove(death)
        elif _fatally(context, hit):
            made = [h for h in made if h is hit or h.trigger != hit.trigger or h.kind != hit.kind]
            made[made.index(hit)] = replace(hit, change="killed", unit="killed")
    return made


def _could_kill(context: Context, hit: Hit) -> bool:
    return context.token(hit.trigger).lemma in nouns("shooting")


def _death(context: Context, hit: Hit, found: Sequence[Hit]) -> Hit | None:
    """The killing that the shooting leads to: coordinated with it, of the same people."""
    for verb in kids(context.sentence, hit.trigger, "conj"):
        if any(kids(context.sentence, verb.i, "nsubj", "nsubjpass", "dobj")):
            continue
        for other in found:
            if other.kind == "casualties" and other.change == "killed" and other.trigger == verb.i:
                return other
    return None


def _killed(hit: Hit, death: Hit) -> Hit:
    return replace(
        hit, rule=death.rule, change="killed", unit="killed", places=hit.places or death.places,
        counts=hit.counts or death.counts, targets=hit.targets or death.targets,
        uses=(*hit.uses, death.trigger, *death.uses),
    )  # fmt: skip


def _fatally(context: Context, hit: Hit) -> bool:
    """ "Fatally shot", "shot to death", "shot a man dead" """
    if any(context.token(i).lemma == "death" for i in context.under(hit.trigger, "to")):
        return True
    adverbs = kids(context.sentence, hit.trigger, "advmod")
    dead = (k for t in hit.targets for k in kids(context.sentence, t, "amod", "acomp") if k.i > t)
    return any(t.lemma in nouns("fatally") for t in adverbs) or any(t.lemma == "dead" for t in dead)
