"""Who has spoken so far in a report, for the pronouns and short names that come back to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dateline.fold import fold
from dateline.records import Source

_PERSON = frozenset({"he", "she", "him", "her", "his", "who", "i"})
_MANY = frozenset({"they", "them", "their", "we"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source met in the report, with its entity and whether it is more than one person."""

    source: Source
    entity: str | None
    plural: bool = False
    main: bool = True  # spoke in a sentence of the report, not inside the words of another
    sentence: int = -1  # index of the sentence in which he spoke


@dataclass(slots=True)
class Speakers:
    """The speakers of one report in the order in which they spoke."""

    _met: list[Speaker] = field(default_factory=list)
    _newsrooms: list[str] = field(default_factory=list)

    def meet(self, speaker: Speaker) -> None:
        """Remember one more speaker."""
        self._met.append(speaker)

    def hear(self, newsroom: str) -> None:
        """Remember a newsroom that was told something."""
        self._newsrooms.append(newsroom)

    def latest(self) -> Speaker | None:
        """Whoever spoke last."""
        return self._met[-1] if self._met else None

    def behind(self, pronoun: str) -> Speaker | None:
        """The latest speaker whom a pronoun can mean."""
        word = pronoun.lower()
        if word in _PERSON:
            return self._referent(lambda s: s.source.type == "person" and not s.plural)
        if word in _MANY:
            return self._referent(lambda s: s.plural) or self._referent(lambda s: s.source.type == "body")
        return self._referent(lambda s: s.source.type != "person")

    def called(self, name: str) -> Speaker | None:
        """The speaker whose full name ends in ``name`` ("Diallo" for "Awa Diallo")."""
        wanted = fold(name)
        return self._latest_of(
            lambda s: s.source.type == "person" and s.source.name is not None
            and fold(s.source.name) != wanted and fold(s.source.name).endswith(f" {wanted}")
        )  # fmt: skip

    def acting_as(self, noun: str) -> Speaker | None:
        """The latest named speaker whose role has the noun ("the spokesman", "the governor")."""
        return self._latest_of(lambda s: s.source.name is not None and noun in _words(s.source.role))

    def described(self, noun: str) -> Speaker | None:
        """The latest single speaker whom the noun described or named ("the officer", "the mission")."""
        return self._latest_of(
            lambda s: not s.plural and noun in _words(s.source.role, s.source.text, s.source.name)
        )

    def just_before(self, pronoun: str, sentence: int) -> Speaker | None:
        """The speaker of the sentence before, or of this one, if the pronoun can mean him."""
        found = self.behind(pronoun)
        return found if found is not None and found.main and 0 <= sentence - found.sentence <= 1 else None

    def newsroom(self) -> Speaker | None:
        """The latest outlet or agency that was told or reported something."""
        if self._newsrooms:
            name = self._newsrooms[-1]
            return Speaker(Source(name, name, type="media"), None)
        return self._latest_of(lambda s: s.source.type == "media" and s.source.name is not None)

    def _referent(self, suits: Callable[[Speaker], bool]) -> Speaker | None:
        return self._latest_of(lambda s: s.main and suits(s)) or self._latest_of(suits)

    def _latest_of(self, suits: Callable[[Speaker], bool]) -> Speaker | None:
        return next((s for s in reversed(self._met) if suits(s)), None)


def _words(*texts: str | None) -> set[str]:
    return {word for text in texts if text for word in fold(text).split()}
