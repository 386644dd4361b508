"""The tables of actors, read from TOML into rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from dateline import tables
from dateline.fold import fold
from dateline.records import KnownActor

PACKAGE = "dateline.resolve.actors"
_GROUPS = {
    **dict.fromkeys(("jihadist", "rebel", "militia", "paramilitary", "gang"), "armed group"),
    "authority": "government",
    **dict.fromkeys(("party", "mission", "body", "ngo"), "body"),
    "alliance": "alliance",
}
_MEDIA = {
    "agency": "agency",
    "state-agency": "agency",
    "outlet": "outlet",
    "state-outlet": "outlet",
    "platform": "platform",
}


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of states.toml."""

    name: str
    adjective: str
    attributive: str | None = None
    nouns: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()

    @property
    def style(self) -> str:
        """The word that its organs are named by: "Kenyan", "US"."""
        return self.attributive or self.adjective


@dataclass(frozen=True, slots=True)
class Row:
    """An actor with every country it is at home in and what the tables say besides."""

    actor: KnownActor
    countries: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    state_media: bool = False


@lru_cache(maxsize=1)
def states() -> Mapping[str, State]:
    """The states by ISO code.

    Raises:
        TableError: a row does not fit.
    """
    found = tables.read(PACKAGE, "states.toml")["state"]
    return {code: _state(code, row) for code, row in found.items()}


def _state(code: str, row: Any) -> State:
    try:
        return msgspec.convert(row, State)
    except msgspec.ValidationError as fault:
        raise tables.TableError(f"{PACKAGE}/states.toml, state {code}: {fault} in {row!r}") from fault


@lru_cache(maxsize=1)
def people() -> Mapping[str, frozenset[str]]:
    """The word lists of people.toml, folded."""
    return {
        name: frozenset(fold(w) for w in words) for name, words in tables.read(PACKAGE, "people.toml").items()
    }


@lru_cache(maxsize=1)
def weak() -> frozenset[str]:
    """Names, as written, that count only where an actor or outlet is asked for."""
    return frozenset(
        name for file in ("groups.toml", "media.toml") for name in tables.read(PACKAGE, file).get("weak", ())
    )


def actor_id(name: str) -> str:
    """The stable key of a group, body or outlet: "actor:rapid-support-forces"."""
    return "actor:" + fold(name).replace(" ", "-")


def all_rows() -> Iterator[Row]:
    """Every actor of the tables: states and their forces, then groups, then media."""
    for code, state in states().items():
        yield from _of_state(code, state)
    yield from _named_rows("groups.toml", _GROUPS)
    yield from _named_rows("media.toml", _MEDIA)


def _of_state(code: str, state: State) -> Iterator[Row]:
    side = f"state:{code}"
    palaces = tuple(s for s in state.seats if _is_palace(s))
    yield Row(
        KnownActor(
            side,
            state.name,
            "state",
            state.aliases + palaces,
            code,
            side,
            ("government", "authorities"),
            state.style,
        ),
        (code,),
    )
    if state.forces:
        roles = ("troops", "soldiers", "forces", "army", "military")
        forces = KnownActor(
            f"force:{code}", f"{state.style} forces", "force", state.forces, code, side, roles
        )
        yield Row(forces, (code,))


def _is_palace(seat: str) -> bool:
    """A seat that is no town: it stands for the government wherever it is named."""
    return fold(seat) in people()["palaces"]


def _named_rows(file: str, types: Mapping[str, str]) -> Iterator[Row]:
    table = tables.read(PACKAGE, file)
    sides, roles = table.get("sides", {}), table.get("roles", {})
    for section, kind in types.items():
        for name, values in table[section].items():
            countries = tuple(str(values[0]).split())
            domains = tuple(v for v in values[1:] if "." in v and " " not in v and v == v.lower())
            aliases = tuple(v for v in values[1:] if v not in domains)
            key = actor_id(name)
            actor = KnownActor(
                id=key, name=name, type=kind, aliases=aliases, country=countries[0] if countries else None,
                side=sides.get(name, key), descriptors=tuple(roles.get(section, ())),
            )  # fmt: skip
            yield Row(actor, countries, domains, section.startswith("state-"))
