"""The frames of frames.toml, typed, validated and indexed by the word that triggers them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import msgspec

from dateline import tables
from dateline.records import CHANGES, Kind

VERSION = 1


class _Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every construction has: what it claims and where its roles stand."""

    name: str
    kind: Kind
    change: str
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    count: tuple[str, ...] = ()
    unit: str = ""
    needs: tuple[str, ...] = ()


class VerbFrame(_Frame, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A verb, with what must stand around it and where its roles are."""

    lemmas: tuple[str, ...]
    particle: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    object_of: tuple[str, ...] = ()  # the object measures one of these ("most of the victims")
    subject_nouns: tuple[str, ...] = ()
    prep_nouns: tuple[str, ...] = ()
    complement: tuple[str, ...] = ()
    passive_kind: Kind | None = None
    passive_change: str | None = None
    avoid_preps: tuple[str, ...] = ()
    avoid_place_nouns: tuple[str, ...] = ()
    avoid_object: tuple[str, ...] = ()
    only_people: tuple[str, ...] = ()  # these lemmas hold only where the object is a common noun for people
    with_clause: bool = False  # the span runs on over the clause that follows
    speaks: bool = False  # the verb is itself an attribution: its subject is the source
    from_verb: bool = False  # the span begins at the verb
    needs_said: bool = False  # only inside somebody's words


class NounFrame(_Frame, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An event noun that has a place, party or date of its own."""

    lemmas: tuple[str, ...]
    heads: tuple[str, ...] = ()  # nouns that count when one of ``modifiers`` stands before them
    modifiers: tuple[str, ...] = ()
    needs_own: tuple[str, ...] = ()  # one of these must be filled
    only_said: bool = False  # holds only as what a cue of speech is about ("claimed control of")


class StateFrame(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A preposition and a noun that say who holds a place: "under the control of"."""

    name: str
    kind: Kind
    change: str
    preps: tuple[str, ...]
    nouns: tuple[str, ...]
    holder: str = ""  # "subj": the subject holds; otherwise the holder stands beside the noun
    gained_verbs: tuple[str, ...] = ()
    again: tuple[str, ...] = ()


class _Occurrence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    lemmas: tuple[str, ...]


class Frames(msgspec.Struct, frozen=True):
    """All frames by trigger lemma."""

    verbs: Mapping[str, tuple[VerbFrame, ...]]
    nouns: Mapping[str, tuple[NounFrame, ...]]
    states: Mapping[str, tuple[StateFrame, ...]]
    occurrences: frozenset[str]


@cache
def load() -> Frames:
    """The frames, read once.

    Raises:
        tables.TableError: rows are faulty; all faults are named.
    """
    verbs = tables.rows(__package__, "frames.toml", "verb", VerbFrame)
    nouns = tables.rows(__package__, "frames.toml", "noun", NounFrame)
    states = tables.rows(__package__, "frames.toml", "state", StateFrame)
    occurrences = tables.rows(__package__, "frames.toml", "occurrence", _Occurrence)
    _check([*verbs, *nouns, *states])
    by_verb: dict[str, list[VerbFrame]] = defaultdict(list)
    for verb in verbs:
        for lemma in dict.fromkeys(verb.lemmas):
            by_verb[lemma].append(verb)
    by_noun: dict[str, list[NounFrame]] = defaultdict(list)
    for noun in nouns:
        for lemma in dict.fromkeys((*noun.heads, *noun.lemmas)):
            by_noun[lemma].append(noun)
    by_state: dict[str, list[StateFrame]] = defaultdict(list)
    for state in states:
        for lemma in state.nouns:
            by_state[lemma].append(state)
    return Frames(
        verbs={k: tuple(v) for k, v in by_verb.items()},
        nouns={k: tuple(v) for k, v in by_noun.items()},
        states={k: tuple(v) for k, v in by_state.items()},
        occurrences=frozenset(w for o in occurrences for w in o.lemmas),
    )


def _check(frames: list[VerbFrame | NounFrame | StateFrame]) -> None:
    faults = [
        f"  {f.name}: {f.kind} has no change {f.change!r}; it has {', '.join(CHANGES[f.kind])}"
        for f in frames
        if f.change not in CHANGES[f.kind]
    ]
    if faults:
        raise tables.TableError("claims/frames.toml:\n" + "\n".join(faults))
