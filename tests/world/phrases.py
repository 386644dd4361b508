"""Statements and background put into sentences, each sentence with the words that make its claim."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from random import Random

from world.theatre import Theatre
from world.war import BEGIN, Statement


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence; where it tells a statement, the words of the claim and whether they name the day."""

    text: str
    told: Statement | None = None
    quote: str = ""
    dated: bool = False
    credited: bool = False  # it says which newsroom was told


@lru_cache(maxsize=1)
def phrases() -> dict[str, dict[str, list[str]]]:
    """The tables of ``phrases.toml``."""
    return tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))


def tell(said: Statement, theatre: Theatre, random: Random) -> Line:
    """A statement as one sentence, in one of many wordings."""
    words = phrases()["words"]
    dated = said.act == "toll" or (
        said.act == "taken" and (said.when != said.told - 1 or random.random() < 0.8)
    )
    clause = random.choice(phrases()["clauses"][_wording(said)]).format(**_slots(said, theatre, dated))
    text, credited = clause, False
    source = said.speaker.source
    if source:
        credited = said.channel in theatre.agencies and random.random() < 0.5
        frame = "denied" if said.act == "denied" else "told" if credited else "said"
        who = _who(said)
        told = random.choice(phrases()["frames"][frame]).format(
            clause=clause, Clause=_upper(clause), who=who, Who=_upper(who), channel=said.channel,
            speech=random.choice(words["speech"]), tail=_filled(random.choice(words["tail"]), random),
        )  # fmt: skip
        text = told.replace(",,", ",").replace(",.", ".")
        credited = credited and frame == "told"
    quote = clause if clause in text else _upper(clause)
    return Line(text, said, quote, dated, credited)


def _wording(said: Statement) -> str:
    if said.act == "toll":
        return "both" if said.wounded else "killed"
    return said.act


def _slots(said: Statement, theatre: Theatre, dated: bool) -> dict[str, str]:
    rebels, army = theatre.rebels.text, theatre.army.text
    by, other = (rebels, army) if said.by == "rebels" else (army, rebels)
    when = BEGIN + timedelta(days=said.when or 0)
    fighters = said.by == "army"
    return {
        "by": by, "other": other, "place": theatre.place(said.place).name,
        "on": f" on {when:%A}" if dated else "",
        "killed": f"at least {said.killed}" if said.open_ended else str(said.killed),
        "wounded": str(said.wounded),
        "victims": f"{theatre.group} fighters" if fighters else "civilians",
    }  # fmt: skip


def _who(said: Statement) -> str:
    source = said.speaker.source
    if source is None or source.name is None:
        return source.text if source else ""
    return (
        f"{source.name}, {_article(source.role)},"
        if said.speaker.side is None
        else f"{source.role} {source.name}"
    )


def _article(role: str | None) -> str:
    return f"{'an' if role and role[0] in 'aeiou' else 'a'} {role}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def background(random: Random) -> Line:
    """A sentence of colour that claims nothing."""
    return Line(_filled(random.choice(phrases()["background"]["frames"]), random))


def setting(theatre: Theatre, random: Random) -> Line:
    """A sentence that says which country's war it is, as reports do somewhere."""
    told = phrases()["background"]
    frame = random.choice(told["settings"])
    return Line(frame.format(country=theatre.country, year=random.choice(told["year"])))


def _filled(frame: str, random: Random) -> str:
    """A frame with its slots of background filled at random."""
    told = phrases()["background"] | {"had": phrases()["words"]["had"]}
    slots = {
        part: random.choice(choices) for part, choices in told.items() if part not in ("frames", "settings")
    }
    return frame.format(**slots, **{_upper(part): _upper(words) for part, words in slots.items()})


def reword(line: Line) -> Line:
    """The sentence with synonyms put for some of its words."""
    text, quote = _swap(line.text), _swap(line.quote)
    return Line(text, line.told, quote, line.dated, line.credited) if quote in text else line


def _swap(text: str) -> str:
    table = phrases()["synonyms"]
    pattern = re.compile(r"\b(" + "|".join(sorted(table, key=len, reverse=True)) + r")\b")
    return pattern.sub(lambda found: str(table[found.group()]), text)
