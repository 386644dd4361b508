"""A synthetic press archive of about so many reports, with the truth behind it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from dateline.records import Extraction
from world.press import Page, Press
from world.theatre import Theatre, theatres
from world.war import Happening, Statement, War, wage


@dataclass(frozen=True, slots=True)
class World:
    """Pages with their claims, and the wars that they tell of."""

    pages: tuple[Page, ...]
    wars: tuple[War, ...]

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """Everything that happened in any of the wars."""
        return tuple(h for war in self.wars for h in war.happenings)

    @property
    def told(self) -> Mapping[str, Statement]:
        """The statement behind each claim, by claim id."""
        return {claim: said for page in self.pages for claim, said in page.told.items()}

    def extractions(self) -> tuple[Extraction, ...]:
        """What rooms that read without a mistake would hand over."""
        return tuple(Extraction(page.report, page.claims) for page in self.pages)

    def lines(self) -> str:
        """The reports alone, as lines of JSON for the whole program."""
        return "".join(
            json.dumps({"id": p.report.id, "text": p.report.received_text, "outlet": p.report.outlet,
                        "published": str(p.report.published.date) if p.report.published else None}) + "\n"
            for p in self.pages
        )  # fmt: skip


def generate(seed: int, reports: int, *, days: int = 60) -> World:
    """At least ``reports`` pages, war after war; the same seed gives the same world."""
    random = Random(seed)  # noqa: S311
    pages: list[Page] = []
    wars: list[War] = []
    while len(pages) < reports:
        number = len(wars)
        prefix = f"w{number:02d}-"
        wars.append(wage(theatre(number), random, days, prefix))
        pages.extend(Press(wars[-1], random, prefix).publish())
    return World(tuple(pages), tuple(wars))


def theatre(number: int) -> Theatre:
    """The theatres in turn, from the second turn on under codes of their own: no two wars share a place."""
    turn, at = divmod(number, len(theatres()))
    theatre = theatres()[at]
    return (
        replace(theatre, code=f"{theatre.code}{turn}", group=f"{theatre.group} {turn + 1}")
        if turn
        else theatre
    )
