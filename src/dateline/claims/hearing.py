"""What the words of a speaker are read against: the report, the sentence, who has spoken so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dateline import mentions
from dateline.claims.speakers import Speakers
from dateline.records import Annotated, Mention, Sentence

Agency = Callable[[str], str | None]  # canonical name of a news agency, outlet or platform
SourceType = Literal["person", "body", "document", "media"]


@dataclass(frozen=True, slots=True)
class Hearing:
    """One sentence of a report, with those who spoke before it."""

    annotated: Annotated
    sentence: Sentence
    speakers: Speakers
    agency: Agency

    def headed(self, head: int, *types: str) -> Mention | None:
        """The mention of one of the types that the token heads."""
        return mentions.headed(self.annotated, self.sentence.index, head, *types)


def is_person(mention: Mention) -> bool:
    """A name, or a role that was settled on a named person."""
    return mention.type == "person" or (mention.entity or "").startswith("person:")
