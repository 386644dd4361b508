"""The reporting words of English, read from ``cues.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateline import tables
from dateline.records import Stance

_PACKAGE, _FILE = "dateline.claims", "cues.toml"


@dataclass(frozen=True, slots=True)
class Cue:
    """What one reporting verb or noun does: its class, its stance and the shapes of its content."""

    speech: str
    stance: Stance = "asserts"
    takes: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()  # only these nouns make an object speech; empty: any noun
    acts: frozenset[str] = frozenset()  # these nouns make it an act
    subjects: frozenset[str] = frozenset()  # only these nouns speak so; empty: whoever can speak


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of ``cues.toml``, ready to be asked."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, Cue]
    figures: Mapping[str, Cue]
    groups: Mapping[str, frozenset[str]]  # lists of [nouns], [sources], [silence], [handing], [acts]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]  # lists of [phrases], split into words

    def group(self, name: str) -> frozenset[str]:
        """The words of one list."""
        return self.groups[name]


def _fault(where: str, entry: object, wanted: str) -> tables.TableError:
    return tables.TableError(f"{_PACKAGE}/{_FILE}: {where} {entry!r}: expected {wanted}; correct the row")


def _cue(entry: Mapping[str, object], lists: Mapping[str, frozenset[str]]) -> Cue:
    def words(key: str) -> frozenset[str]:
        given = entry.get(key, [])
        if not isinstance(given, list):
            raise _fault(key, entry, "a list of words")
        return frozenset(str(word) for word in given)

    def named(key: str) -> frozenset[str]:
        name = entry.get(key)
        if name is not None and name not in lists:
            raise _fault(key, entry, f"one of the lists {', '.join(sorted(lists))}")
        return lists[str(name)] if name is not None else frozenset()

    stance = entry.get("stance", "asserts")
    if stance not in ("asserts", "denies") or not isinstance(entry.get("class"), str):
        raise _fault("row", entry, 'a class, and a stance of "asserts" or "denies"')
    return Cue(
        speech=str(entry["class"]),
        stance="denies" if stance == "denies" else "asserts",
        takes=words("takes"),
        prepositions=words("prepositions"),
        objects=named("objects"),
        acts=named("except"),
        subjects=named("subjects"),
    )


def _by_lemma(
    entries: list[Mapping[str, object]], lists: Mapping[str, frozenset[str]]
) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, tuple[Cue, ...]] = {}
    for entry in entries:
        cue, lemmas = _cue(entry, lists), entry.get("lemmas")
        if not isinstance(lemmas, list) or not lemmas:
            raise _fault("lemmas", entry, "a list of at least one lemma")
        for lemma in lemmas:
            found[str(lemma)] = (*found.get(str(lemma), ()), cue)
    return found


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of ``cues.toml``, read once.

    Raises:
        TableError: a row is not as described at the head of the file; the message names it.
    """
    table = tables.read(_PACKAGE, _FILE)
    groups: dict[str, frozenset[str]] = {}
    for section in ("nouns", "sources", "silence", "handing", "acts"):
        groups.update({name: frozenset(words) for name, words in table[section].items()})
    return Lexicon(
        verbs=_by_lemma(table["verb"], groups),
        nouns={lemma: cues[0] for lemma, cues in _by_lemma(table["noun"], groups).items()},
        figures={lemma: cues[0] for lemma, cues in _by_lemma(table["figure"], groups).items()},
        groups=groups,
        phrases={
            name: tuple(tuple(phrase.split()) for phrase in phrases)
            for name, phrases in table["phrases"].items()
        },
    )
