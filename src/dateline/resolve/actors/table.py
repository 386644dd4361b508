"""The actors of the world by name: what ``annotate`` and ``claims`` ask about who."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.fold import fold
from dateline.records import Actor, KnownActor
from dateline.resolve.actors import identifying
from dateline.resolve.actors.organs import OrganNames
from dateline.resolve.actors.rows import Row, all_rows, people, states, weak

_DOTTED = re.compile(r"^(?:[A-Za-z]\.)+[A-Za-z]?\.?$")
_HOST = re.compile(
    r"^(?:https?://)?(?:www\.|m\.|edition\.|en\.|english\.)?([\w.-]+\.[a-z]{2,})(?:[/:?#].*)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name as it is written in the tables, and who bears it."""

    written: str
    row: Row


def key(name: str) -> str:
    """``name`` folded and closed up, dots of abbreviations dropped: "U.S. Army" and "US army" are one."""
    return "".join(map(_word_key, name.split())) if " " in name else _word_key(name)


@lru_cache(maxsize=100_000)
def _word_key(word: str) -> str:
    return fold(word.replace(".", "") if _DOTTED.match(word) else word).replace(" ", "")


class ActorTable:
    """Lookups over the tables; implements ``lookups.ActorNames``."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._names: dict[str, list[_Entry]] = defaultdict(list)
        self._starts: set[str] = set()  # of every key, letter by letter
        self._domains: dict[str, Row] = {}
        self._ids: dict[str, Row] = {}
        for row in rows:
            self._add(row)
        self._demonyms = _demonyms(self._ids)
        self._demonym_starts = {found[:end] for found in self._demonyms for end in range(1, len(found) + 1)}
        self.organs = OrganNames(self._owner_at)

    @staticmethod
    @lru_cache(maxsize=1)
    def open() -> ActorTable:
        """The table of the package's TOML files, built once.

        Raises:
            TableError: a table is not TOML or a row does not fit.
        """
        return ActorTable(all_rows())

    def _add(self, row: Row) -> None:
        self._ids.setdefault(row.actor.id, row)
        for written in (row.actor.name, *row.actor.aliases):
            found = key(written)
            self._names[found].append(_Entry(written, row))
            self._starts.update(found[:end] for end in range(1, len(found) + 1))
        for domain in row.domains:
            self._domains.setdefault(domain, row)

    # --- lookups.ActorNames ------------------------------------------------------------------------

    def longest(self, words: Sequence[str], at: int) -> int:
        """Number of words of the longest known actor name that starts at ``words[at]``; 0 if none.

        Names of organs count ("Kenyan interior ministry", "Houthi forces"). Abbreviations match in
        capitals, names with a capital first letter.
        """
        return max(self._span(words, at), self.organs.span(words, at))

    def named(self, name: str) -> KnownActor | None:
        """The actor that bears ``name``, or None; of several a news agency, else the first in the tables."""
        found = self.candidates(name)
        if found:
            return next((actor for actor in found if actor.type == "agency"), found[0])
        return self.organs.actor(name.split())

    def demonym(self, word: str) -> KnownActor | None:
        """The state that "Afghan", "Afghans" or "Kabul" (as a metonym of its government) leads to."""
        return self._demonyms.get(key(word)) if word[:1].isupper() else None

    def state(self, country: str) -> KnownActor | None:
        """The state of a country (ISO 3166 code), or None."""
        return self.by_id(f"state:{country}")

    # --- further questions ---------------------------------------------------------------------------

    def by_id(self, actor: str) -> KnownActor | None:
        """The actor of the tables with that id, or None."""
        row = self._ids.get(actor)
        return row.actor if row else None

    def candidates(self, name: str) -> tuple[KnownActor, ...]:
        """Every actor that bears ``name``, in table order: more than one where an acronym is shared."""
        return tuple(dict.fromkeys(e.row.actor for e in self._entries(name, strict=False)))

    def in_country(self, name: str, country: str | None) -> KnownActor | None:
        """The actor that bears ``name``, one at home in ``country`` (ISO code) before the others."""
        entries = self._entries(name, strict=False)
        at_home = [e for e in entries if country and country in e.row.countries]
        chosen = at_home or entries
        return chosen[0].row.actor if chosen else None

    def agency(self, text: str) -> str | None:
        """The canonical name of the agency, outlet or platform that ``text`` names, or None.

        ``text`` is a credit ("the state news agency SANA", "Reuters news agency"), a host or an address.
        """
        if host := _HOST.match(text.strip()):
            return self._by_host(host.group(1).lower())
        drop = people()["outlet"]
        words = [w for w in text.replace(",", " ").split() if w]
        for first, last in _trimmed(words, drop):
            for entry in self._names.get(key(" ".join(words[first:last])), ()):
                if entry.row.actor.type in ("agency", "outlet", "platform") and _cased(
                    entry.written, words[first:last]
                ):
                    return entry.row.actor.name
        return None

    def is_state_media(self, name: str) -> bool:
        """Whether the agency or outlet ``name`` belongs to a state or speaks for a party that rules."""
        return any(entry.row.state_media for entry in self._names.get(key(name), ()))

    def identify(
        self, mention_name: str, text: str, *, context_country: str | None, person: bool = False
    ) -> Actor:
        """Who a mention means: canonical name, id, type, side and country.

        Args:
            mention_name: the name that ``annotate`` settled on, or the words themselves.
            text: the mention's own words, kept on the result.
            context_country: ISO code of the country that the report speaks of; decides shared acronyms and
                "government forces".
            person: the mention is known to name a person.
        """
        return identifying.identify(self, mention_name, text, context_country, person)

    # --- inside --------------------------------------------------------------------------------------

    def _by_host(self, host: str) -> str | None:
        parts = host.split(".")
        for first in range(len(parts) - 1):
            if row := self._domains.get(".".join(parts[first:])):
                return row.actor.name
        return None

    def _entries(self, name: str, *, strict: bool) -> list[_Entry]:
        words = name.split()
        named = self._names.get(key(name), ())
        found = [entry for entry in named if _counts(entry.written, words, strict=strict)]
        if not found and len(words) > 1 and words[0].lower() == "the":
            return self._entries(" ".join(words[1:]), strict=strict)
        return found

    def _span(self, words: Sequence[str], at: int) -> int:
        """Words of the longest name of the tables at ``at``."""
        joined, found = "", 0
        if not _word_key(words[at]):
            return 0
        for end in range(at, min(at + 14, len(words))):
            part = _word_key(words[end])
            joined += part
            if joined not in self._starts:
                break
            entries = self._names.get(joined, ()) if part else ()
            if any(_counts(e.written, words[at : end + 1], strict=True) for e in entries):
                found = end + 1 - at
        return found

    def _owner_at(self, words: Sequence[str], at: int) -> tuple[int, KnownActor] | None:
        """The state or group whose adjective or name starts at ``at``, with its number of words."""
        begins = _word_key(words[at])
        for length in (3, 2, 1) if not begins or begins in self._demonym_starts else ():
            state = self.demonym(" ".join(words[at : at + length])) if at + length <= len(words) else None
            if state and not _is_seat(words[at : at + length], state):
                return length, state
        length = self._span(words, at)
        if not length:
            return None
        actor = self._entries(" ".join(words[at : at + length]), strict=True)[0].row.actor
        return (length, actor) if actor.type in ("state", "armed group", "government") else None


def _is_seat(words: Sequence[str], state: KnownActor) -> bool:
    """ "Kabul police" are the town's, not the state's."""
    seats = states()[str(state.country)].seats
    return key(" ".join(words)) in {key(seat) for seat in seats}


def _trimmed(words: Sequence[str], drop: frozenset[str]) -> Iterable[tuple[int, int]]:
    """Stretches of ``words`` from the longest on, less words of ``drop`` at either end."""
    spans = [(0, len(words))]
    first, last = 0, len(words)
    while first < last - 1 and fold(words[first]) in drop:
        first += 1
        spans.append((first, last))
    while last - 1 > first and fold(words[last - 1]) in drop:
        last -= 1
        spans += [(0, last), (first, last)]
    return spans


def _counts(written: str, words: Sequence[str], *, strict: bool) -> bool:
    return _cased(written, words) and not (strict and written in weak())


def _cased(written: str, words: Sequence[str]) -> bool:
    """Whether the words are capitalised as the name needs: "US" is not "us", "Nato" may be NATO."""
    text = "".join(words).replace(".", "")
    if written.isupper() and " " not in written and len(written) <= 8:
        return text.isupper() or (len(written) >= 4 and text[:1].isupper() and text[1:].islower())
    return written[:1].islower() or text[:1].isupper() or text[:1].isdigit()


def _demonyms(rows: Mapping[str, Row]) -> dict[str, KnownActor]:
    """Adjectives, nouns, names and seats of the states; the first state to claim a word keeps it."""
    found: dict[str, KnownActor] = {}
    for code, state in states().items():
        actor = rows[f"state:{code}"].actor
        plural = () if state.adjective.endswith(("ese", "ish", "ch", "ss", "s")) else (state.adjective + "s",)
        for word in (state.adjective, *plural, *state.nouns, *state.seats):
            found.setdefault(key(word), actor)
    found[key("Congolese")] = rows["state:CD"].actor  # the larger of the two
    found[key("Dominican")] = rows["state:DO"].actor
    found[key("US")] = found[key("U.S.")] = rows["state:US"].actor
    found[key("UK")] = rows["state:GB"].actor
    return found
