"""The nouns, titles and pronouns of ``roles.toml``, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline import tables


@dataclass(frozen=True, slots=True)
class Roles:
    """Which words stand for whom: lemma to class, place noun to feature, and the rest as sets."""

    actors: Mapping[str, str]  # "militant" -> "armed"
    places: Mapping[str, str]  # "district" -> "admin2"
    of_kinds: frozenset[str]  # place nouns that name their own kind before "of"
    lands: frozenset[str]  # areas that belong to the country whose they are said to be
    below: frozenset[str]  # modifiers of governments that are not the country's
    anybody: frozenset[str]  # nouns for armed people that suit any of them
    telling: frozenset[str]  # nouns for armed people that say of which sort
    national: frozenset[str]  # modifiers of forces that are the country's own
    titles: frozenset[str]
    pronouns: Mapping[str, str]  # "he" -> "man"
    last: frozenset[str]  # last words of organizations' names
    armed: frozenset[str]  # those of them that bodies under arms have
    first: frozenset[str]
    speaking: frozenset[str]  # verbs whose subject is a government
    spoken_to: frozenset[str]  # verbs whose object is a government
    prepositions: frozenset[str]
    alike: Mapping[str, frozenset[str]]  # noun for a role to all nouns of like meaning
    ranks: frozenset[str]  # words that make it another role: "deputy"
    serving: frozenset[str]  # what officials of a state are called by: "security", "intelligence"
    leaders: frozenset[str]  # nouns for who leads a body
    of_state: frozenset[str]  # words that make a role one of the state: "president", "army"
    civil: frozenset[str]  # modifiers of groups that bear no arms
    deeds: frozenset[str]  # what states do, named after them: "Israeli strikes"
    owned: frozenset[str]  # what governments have or do, named after their capitals
    local: frozenset[str]  # who is of one town alone
    dwellers: frozenset[str]  # who lives in what is named behind "of"
    verges: frozenset[str]  # what only towns have, before "of" ("the outskirts of X")
    aiming: frozenset[str]  # verbs behind which "at" leads to whom or what it goes, or where one works
    lives: frozenset[str]  # who tells of the place that is said to be theirs
    nameless: frozenset[str]  # what streets and sides are called by
    broad: frozenset[str]  # what whole seas and continents are called by
    locating: frozenset[str]  # prepositions that places follow
    leading: frozenset[str]  # prepositions that places follow behind a word for going
    going: frozenset[str]
    taken: frozenset[str]  # verbs whose object is a place
    held: frozenset[str]  # those of them whose object is nothing else
    stormed: frozenset[str]  # those of them that nobody does to a person
    won: frozenset[str]  # those of them whose object is a place where a force is the subject
    caught: frozenset[str]  # those of them whose object is then a place or a person
    befalling: frozenset[str]  # what happens somewhere: "killed in X"
    striking: frozenset[str]  # what is done to a place or a party: "the attack on X"
    besetting: frozenset[str]  # what is done to a place: "the shelling of X"
    personal: frozenset[str]  # verbs whose object is a person
    kin: frozenset[str]  # nouns whose owner is a person ("X's son")


@cache
def roles() -> Roles:
    """The table, read once.

    Raises:
        TableError: a noun stands in two classes of one section.
    """
    table = tables.read(__package__, "roles.toml")
    return Roles(
        actors=_turned(table["actors"]),
        places=_turned(table["places"]),
        of_kinds=frozenset(table["of"]["kinds"]),
        lands=frozenset(table["lands"]["nouns"]),
        below=frozenset(table["below"]["modifiers"]),
        anybody=frozenset(table["below"]["anybody"]),
        telling=frozenset(table["below"]["telling"]),
        national=frozenset(table["below"]["national"]),
        titles=frozenset(table["titles"]["words"]),
        pronouns=table["pronouns"],
        last=frozenset(table["organizations"]["last"]),
        armed=frozenset(table["organizations"]["armed"]),
        first=frozenset(table["organizations"]["first"]),
        speaking=frozenset(table["metonyms"]["verbs"]),
        spoken_to=frozenset(table["metonyms"]["objects"]),
        prepositions=frozenset(table["metonyms"]["prepositions"]),
        alike={n: frozenset(group) for group in table["alike"]["nouns"] for n in group},
        ranks=frozenset(table["alike"]["ranks"]),
        serving=frozenset(table["alike"]["serving"]),
        leaders=frozenset(table["alike"]["leaders"]),
        of_state=frozenset(table["alike"]["of_state"]),
        civil=frozenset(table["below"]["civil"]),
        deeds=frozenset(table["metonyms"]["deeds"]),
        owned=frozenset(table["metonyms"]["owned"]),
        **{key: frozenset(values) for key, values in table["standing"].items()},
    )


def _turned(section: Mapping[str, Any]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    twice: list[str] = []
    for key, lemmas in section.items():
        for lemma in lemmas:
            if lemma in found:
                twice.append(f"{lemma!r} under {found[lemma]!r} and {key!r}")
            found[lemma] = key
    if twice:
        raise tables.TableError("roles.toml: words may stand once in a section: " + "; ".join(twice))
    return found
