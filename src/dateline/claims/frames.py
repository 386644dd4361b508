"""The frames of frames.toml, typed, validated and indexed by the word that triggers them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TypeVar

import msgspec

from dateline import tables
from dateline.records import CHANGES, Kind

VERSION = 1

Row = TypeVar("Row")


class _Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every construction has; frames.toml explains each key."""

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
    nouns: frozenset[str] = frozenset()
    object_of: frozenset[str] = frozenset()
    subject_nouns: frozenset[str] = frozenset()
    prep_nouns: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    infinitive: bool = False
    passive_kind: Kind | None = None
    passive_change: str | None = None
    avoid_preps: frozenset[str] = frozenset()
    avoid_place_nouns: frozenset[str] = frozenset()
    avoid_object: frozenset[str] = frozenset()
    avoid_types: frozenset[str] = frozenset()
    avoid_subject: frozenset[str] = frozenset()
    only_people: frozenset[str] = frozenset()
    with_clause: bool = False
    speaks: bool = False
    from_verb: bool = False
    needs_said: bool = False
    alone: bool = False

    def demands(self) -> int:
        """How much must stand beside the verb, by which rows come before others."""
        words = (self.nouns, self.subject_nouns, self.prep_nouns, self.complement)
        return 3 * sum(map(bool, words)) + bool(self.particle) + bool(self.adverbs or self.infinitive)


class NounFrame(_Frame, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An event noun that has a place, party or date of its own."""

    lemmas: tuple[str, ...]
    heads: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    needs_own: tuple[str, ...] = ()
    of_nouns: tuple[str, ...] = ()
    only_said: bool = False


class StateFrame(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A preposition and a noun that say who holds a place: "under the control of"."""

    name: str
    kind: Kind
    change: str
    preps: tuple[str, ...]
    nouns: tuple[str, ...]
    holder: str = ""
    gained_verbs: tuple[str, ...] = ()
    again: tuple[str, ...] = ()


class _Occurrence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    lemmas: tuple[str, ...]
    witnessing: tuple[str, ...] = ()


class Frames(msgspec.Struct, frozen=True):
    """All frames by trigger lemma, verbs with the row that asks for most words first."""

    verbs: Mapping[str, tuple[VerbFrame, ...]]
    nouns: Mapping[str, tuple[NounFrame, ...]]
    states: Mapping[str, tuple[StateFrame, ...]]
    occurrences: frozenset[str]
    witnessing: frozenset[str]  # verbs by whose object somebody tells of an event


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
    return Frames(
        verbs=_by_word((v, v.lemmas) for v in sorted(verbs, key=VerbFrame.demands, reverse=True)),
        nouns=_by_word((n, (*n.heads, *n.lemmas)) for n in nouns),
        states=_by_word((s, s.nouns) for s in states),
        occurrences=frozenset(w for o in occurrences for w in o.lemmas),
        witnessing=frozenset(w for o in occurrences for w in o.witnessing),
    )


def _by_word(rows: Iterable[tuple[Row, tuple[str, ...]]]) -> dict[str, tuple[Row, ...]]:
    """The rows under each of their trigger words, in file order."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row, words in rows:
        for word in dict.fromkeys(words):
            found[word].append(row)
    return {word: tuple(under) for word, under in found.items()}


def _check(frames: Sequence[VerbFrame | NounFrame | StateFrame]) -> None:
    faults = [
        f"  {f.name}: {f.kind} has no change {f.change!r}; it has {', '.join(CHANGES[f.kind])}"
        for f in frames
        if f.change not in CHANGES[f.kind]
    ]
    faults += [
        f"  {name}: the name stands {n} times" for name, n in Counter(f.name for f in frames).items() if n > 1
    ]
    faults += [f"  {f.name}: an event noun's name ends in -noun" for f in frames if _misnamed(f)]
    if faults:
        raise tables.TableError(f"{__package__}/frames.toml has {len(faults)} faults:\n" + "\n".join(faults))


def _misnamed(frame: VerbFrame | NounFrame | StateFrame) -> bool:
    """Hits of event nouns are known by the ending of their rule."""
    return isinstance(frame, NounFrame) != frame.name.endswith("-noun")
