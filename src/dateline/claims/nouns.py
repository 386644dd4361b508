"""The nouns of nouns.toml: what common nouns stand for, and lists of nouns that behave alike."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from dateline import tables


@cache
def _table() -> Mapping[str, Any]:
    return tables.read(__package__, "nouns.toml")


@cache
def _type(name: str) -> frozenset[str]:
    return frozenset(_table()["types"][name])


@cache
def types() -> tuple[str, ...]:
    """The names of all types."""
    return tuple(_table()["types"])


@cache
def nouns(name: str) -> frozenset[str]:
    """The lemmas of one of the ``[lists]`` of nouns.toml."""
    return frozenset(_table()["lists"][name])


@cache
def is_doer(lemma: str) -> bool:
    """Does the ending of a noun that no list has say that it is somebody: "founder", "policewoman"?"""
    return lemma.endswith(tuple(_table()["agent_endings"])) and lemma not in nouns("things")


def noun_is(lemma: str, *types: str) -> bool:
    """Does the lemma belong to one of the types of nouns.toml?"""
    return any(lemma in _type(t) for t in types)
