"""Tab-separated text in POLECAT's 40 columns, with PLOVER event types and modes, and CAMEO codes beside it.

Columns and order: the files of the POLECAT dataset (Harvard Dataverse, doi 10.7910/DVN/AJGVIT). Types,
modes and their correspondence with CAMEO: the PLOVER code book and the table of 2021 by its authors. The
rows are no POLECAT data. POLECAT's marks for nothing ("None") are followed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dateline.export import codes, sidecar
from dateline.export.happening import Happening, is_state, sorted_out
from dateline.export.shape import Cell, Column, Dossier, LeftOut, always, joined
from dateline.records import Actor
from dateline.spreadsheet import written

_NOTHING = "None"


def code_of(h: Happening) -> codes.Code | None:
    """The row of the table of correspondence, where PLOVER has a type."""
    found = codes.codes().get((h.event.kind, h.event.change))
    return found if found and found.plover else None


def _code(h: Happening) -> codes.Code:
    found = code_of(h)
    if found is None:
        raise ValueError(f"{h.event.kind}/{h.event.change} has no PLOVER type")
    return found


def _names(actor: Actor | None, which: str) -> Cell:
    return str(getattr(actor, which)) if actor else _NOTHING


def _country(h: Happening, actor: Actor | None) -> str:
    return h.dossier.countries.get(actor.country, actor.country) if actor and actor.country else _NOTHING


def _cow(actor: Actor | None) -> Cell:
    known = codes.countries().get(actor.country) if actor and actor.country else None
    return known.cow if known and known.cow else _NOTHING


def _sector(actor: Actor | None) -> str:
    if actor is None:
        return _NOTHING
    return str(codes.lists()["sectors"].get(actor.type, "GOV" if is_state(actor) else "UNK"))


def _geonames(h: Happening) -> str:
    id_ = (h.where and h.where.id) or ""
    return id_.removeprefix("geonames:") if id_.startswith("geonames:") else _NOTHING


def _of_story(h: Happening, types: tuple[str, ...]) -> str:
    actors = [a for c in h.claims for a in (*c.actors, *c.targets)]
    return joined([a.name for a in actors if a.type in types]) or _NOTHING


def _people(h: Happening) -> str:
    spoke = [c.source.name for c in h.claims if c.source and c.source.type == "person"]
    return joined([*spoke, *(n for n in [_of_story(h, ("person",))] if n != _NOTHING)]) or _NOTHING


def _party(side: str, title: str) -> tuple[Column, ...]:
    """The eight columns of the actor or the recipient."""

    def who(h: Happening) -> Actor | None:
        return h.side_a if side == "side_a" else h.side_b

    primary = f"Primary {title} Sector"
    return (
        Column(f"{title} Name", "text", "canonical name", lambda h: _names(who(h), "name")),
        Column(f"{title} Country", "text", "its country", lambda h: _country(h, who(h))),
        Column(f"{title} COW", "text", "number of that country in Correlates of War", lambda h: _cow(who(h))),
        Column(
            primary,
            "text",
            "MIL, REB, GOV, CVL, MED, IGO or UNK, by the actor's type",
            lambda h: _sector(who(h)),
        ),
        Column(f"{title} Sectors", "text", "as the primary one", lambda h: _sector(who(h))),
        Column(f"{title} Title", "text", "None: roles stand with sources", always(_NOTHING)),
        Column(f"{title} Name Raw", "text", "the report's words", lambda h: _names(who(h), "text")),
        Column(f"Wikipedia {title} ID", "text", "None: not known", always(_NOTHING)),
    )


COLUMNS: tuple[Column, ...] = (
    Column("Event ID", "text", "the event's id, for `dateline why`", lambda h: h.event.id),
    Column("Event Date", "date", "first day on which it may have happened", lambda h: h.start),
    Column("Event Type", "text", "PLOVER type, by the table of correspondence", lambda h: _code(h).plover),
    Column("Event Mode", "text", "PLOVER mode", lambda h: _code(h).mode or _NOTHING),
    Column("Intensity", "text", "None: the dataset's own scale", always(_NOTHING)),
    Column(
        "Quad Code",
        "integer",
        "1 verbal, 2 material cooperation; 3 verbal, 4 material conflict",
        lambda h: codes.lists()["quads"][str(_code(h).plover)],
    ),
    Column("Contexts", "text", "PLOVER contexts", lambda h: _code(h).context or _NOTHING),
    *_party("side_a", "Actor"),
    *_party("side_b", "Recipient"),
    Column("Placename", "text", "the place's usual name", lambda h: h.where.name),
    Column(
        "City",
        "text",
        "the same where it is a town",
        lambda h: h.where.name if h.where.feature in ("city", "village") else _NOTHING,
    ),
    Column("District", "text", "second division", lambda h: h.where.admin2 or _NOTHING),
    Column("Province", "text", "first division", lambda h: h.where.admin1 or _NOTHING),
    Column("Country", "text", "name of the country", lambda h: h.country_name or _NOTHING),
    Column("Latitude", "number", "degrees, WGS 84", lambda h: h.where.lat),
    Column("Longitude", "number", "degrees, WGS 84", lambda h: h.where.lon),
    Column("GeoNames ID", "text", "number in GeoNames", _geonames),
    Column("Raw Placename", "text", "the report's words for the place", lambda h: h.where.text),
    Column("Feature Type", "text", "what the place is", lambda h: h.where.feature or _NOTHING),
    Column(
        "Source", "text", "outlets that carry it", lambda h: joined([r.outlet for r in h.reports]) or _NOTHING
    ),
    Column(
        "Publication Date",
        "date",
        "day of the first report",
        lambda h: min((r.published.date for r in h.reports if r.published), default=h.start),
    ),
    Column("Story People", "text", "persons who spoke or took part", _people),
    Column(
        "Story Organizations",
        "text",
        "other parties",
        lambda h: _of_story(
            h, ("armed group", "force", "ministry", "government", "state", "body", "alliance", "agency")
        ),
    ),
    Column(
        "Story Locations",
        "text",
        "places of its claims",
        lambda h: joined([w.name for c in h.claims for w in c.places]) or _NOTHING,
    ),
    Column(
        "Language", "text", "of the reports", lambda h: joined([r.language for r in h.reports]) or _NOTHING
    ),
    Column("Version", "text", "the program that made the row", lambda h: h.dossier.program),
)

CAMEO: tuple[Column, ...] = (
    COLUMNS[0],
    Column("CAMEO", "text", "the nearest CAMEO 1.1 code", lambda h: _code(h).cameo or _NOTHING),
    Column("Status", "text", "the event's status", lambda h: h.event.status),
    Column(
        "Origins For", "integer", "independent origins that assert it", lambda h: len(h.event.origins_for)
    ),
    Column("Origins Against", "integer", "that deny it", lambda h: len(h.event.origins_against)),
    Column("Claims", "text", "ids of its claims", lambda h: joined(h.event.claim_ids, " ")),
)


def write(dossier: Dossier, path: Path) -> Sequence[LeftOut]:
    """Write the table, ``NAME.cameo.tsv`` and the sidecar; return the events without a row."""
    fit, left = sorted_out(dossier)
    kept = [h for h in fit if code_of(h)]
    left += [
        LeftOut("events", h.event.id, codes.reason("polecat", h.event.kind)) for h in fit if not code_of(h)
    ]
    for columns, target in ((COLUMNS, path), (CAMEO, path.with_name(f"{path.stem}.cameo.tsv"))):
        lines = [[c.name for c in columns], *([_cell(c.value(h)) for c in columns] for h in kept)]
        target.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8", newline="")
    traced = [
        sidecar.Traced(h.event.id, "events", h.event.id, h.event.claim_ids, {"tolls": h.tolls}) for h in kept
    ]
    sidecar.write(dossier, path, form="polecat", rows=traced, left=left)
    return left


def _cell(cell: Cell) -> str:
    """A cell without the characters that separate cells; the files of the dataset quote nothing."""
    return " ".join(written(cell).split())
