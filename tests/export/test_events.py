"""Columns exact to the letter, and codes that say no more than the claims do."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import fictional
from dateline import export
from dateline.export import Dossier, acled, codes, ged, polecat
from dateline.export.happening import Happening, is_civilian, is_unspecified
from dateline.records import CHANGES, Actor, Claim, Event, Origin, Record, Toll, When, Where

ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 "
    "assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region "
    "country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale notes "
    "fatalities tags timestamp"
)
GED = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id "
    "conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a "
    "side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date "
    "source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 "
    "latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec "
    "date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
)
POLECAT = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|"
    "Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|"
    "Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|"
    "Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|"
    "Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|"
    "Story People|Story Organizations|Story Locations|Language|Version"
)

SUDAN = Where(
    "El Fasher", "the town", "geonames:373303", 13.63, 25.35, "SD", "North Darfur", None, "city", "exact"
)
ARMY = Actor("Sudanese army", "the army", "force:SD/army", "force", "state:SD", "SD")
RSF = Actor("Rapid Support Forces", "the paramilitaries", "actor:rsf", "armed group", "actor:rsf", "SD")
ERITREA = Actor("Eritrean forces", "Eritrean forces", "force:ER", "force", "state:ER", "ER")
CIVILIANS = Actor("civilians", "31 civilians", "civilians", "civilians")
PEOPLE = Actor("people", "31 people", "civilians", "civilians")


def happening(
    kind: Any, change: str, actor: Actor | None = None, target: Actor | None = None, **fields: Any
) -> Happening:
    """An event of one claim at El Fasher, and its toll of 31 dead where people were killed."""
    report = fictional.record().reports[0]
    day = When(date(2031, 3, 4), date(2031, 3, 4), "day", "Tuesday", "weekday")
    claim = Claim(
        "c-1", report.id, kind, change, 0, 4, report.received_text[:4],
        actors=(actor,) if actor else (), targets=(target,) if target else (), places=(SUDAN,), when=day,
    )  # fmt: skip
    claim = replace(claim, **{k: v for k, v in fields.items() if k in ("stance", "modality", "actors")})
    origin = Origin("o-1", "a trader", None, (report.id,), date(2031, 3, 5), ("c-1",), "one")
    place, when = fields.get("place", SUDAN), fields.get("when", day)
    event = Event("ev-00000000000000ff", kind, change, "Something", place, when,
                  (actor.name,) if actor else (), (origin,), (), (report.id,), "single-origin",
                  ("c-1",))  # fmt: skip
    toll = Toll(
        "to-1", event.id, "killed", "people", 24, 31, fields.get("high", 40), "ged-range", ("c-1",), (), ""
    )
    record = Record(reports=(report,), claims=(claim,), origins=(origin,), events=(event,),
                    tolls=(toll,) if change == "killed" else ())  # fmt: skip
    return Happening(Dossier("war", record, "ged-range", {"SD": "Sudan"}, "dateline test"), event)


def test_columns_are_those_of_the_data_sets() -> None:
    assert [c.name for c in acled.COLUMNS] == ACLED.split()
    assert [c.name for c in ged.COLUMNS] == GED.split()
    assert [c.name for c in polecat.COLUMNS] == POLECAT.split("|")
    assert (len(acled.COLUMNS), len(ged.COLUMNS), len(polecat.COLUMNS)) == (31, 49, 40)


def test_every_correspondence_is_of_a_kind_and_change_that_claims_have() -> None:
    for kind, change in codes.codes():
        assert change in CHANGES[kind]
    types = codes.lists()["acled_types"]
    told = {c.acled for c in codes.codes().values() if c.acled} - {"territory", "violence", "captivity"}
    assert told | set(codes.lists()["acled"].values()) == set(types)
    assert {c.plover for c in codes.codes().values() if c.plover} <= set(codes.lists()["quads"])


@pytest.mark.parametrize(
    ("kind", "change", "actor", "target", "expected"),
    [
        ("control", "gained", ARMY, RSF, "Government regains territory"),
        ("control", "gained", RSF, ARMY, "Non-state actor overtakes territory"),
        ("control", "gained", ERITREA, ARMY, "Non-state actor overtakes territory"),
        ("control", "lost", ARMY, None, "Non-state actor overtakes territory"),
        ("control", "lost", RSF, None, "Government regains territory"),
        ("control", "lost", RSF, ARMY, "Government regains territory"),
        ("control", "held", ARMY, None, None),
        ("fighting", "clash", ARMY, RSF, "Armed clash"),
        ("fighting", "assault", RSF, CIVILIANS, "Attack"),
        ("fighting", "shelling", RSF, None, "Shelling/artillery/missile attack"),
        ("casualties", "killed", RSF, CIVILIANS, "Attack"),
        ("casualties", "killed", RSF, ARMY, "Armed clash"),
        ("casualties", "captured", RSF, CIVILIANS, "Abduction/forced disappearance"),
        ("casualties", "captured", ARMY, RSF, "Arrests"),
        ("movement", "fled", CIVILIANS, None, None),
        ("talks", "ceasefire", ARMY, RSF, "Agreement"),
        ("position", "threat", ARMY, RSF, None),
    ],
)
def test_acled_sub_events(
    kind: str, change: str, actor: Actor, target: Actor | None, expected: str | None
) -> None:
    assert acled.sub_event(happening(kind, change, actor, target)) == expected


def row(module: Any, found: Happening) -> dict[str, Any]:
    return {c.name: c.value(found) for c in module.COLUMNS}


def test_an_acled_row_in_full() -> None:
    found = row(acled, happening("casualties", "killed", RSF, CIVILIANS))
    assert found["event_id_cnty"] == "SDN00000000000000ff"
    assert (found["event_date"], found["time_precision"]) == (date(2031, 3, 4), 1)
    assert (found["actor1"], found["inter1"]) == ("Rapid Support Forces", "Rebel group")
    assert (found["actor2"], found["inter2"]) == ("Civilians (Sudan)", "Civilians")
    assert found["interaction"] == "Rebel group-Civilians"
    assert found["civilian_targeting"] == "Civilian targeting"
    assert (found["iso"], found["region"], found["country"]) == (729, "Northern Africa", "Sudan")
    assert (found["fatalities"], found["geo_precision"]) == (31, 1)
    assert "killed=24 to 40" in found["tags"]
    assert "claims=c-1" in found["tags"]
    assert found["timestamp"] == 1930435200  # 5 March 2031, by another program's reckoning


def test_soldiers_of_another_state_are_external_forces() -> None:
    assert row(acled, happening("fighting", "clash", ERITREA, RSF))["inter1"] == "External/Other forces"
    assert row(acled, happening("fighting", "clash", ARMY, RSF))["inter1"] == "State forces"


def test_a_ged_row_in_full() -> None:
    found = row(ged, happening("casualties", "killed", ARMY, CIVILIANS))
    assert found["relid"] == "ev-00000000000000ff"
    assert found["type_of_violence"] == 3
    assert (found["side_a"], found["gwnoa"], found["side_b"]) == ("Government of Sudan", 625, "Civilians")
    assert (found["best"], found["high"], found["low"]) == (31, 40, 24)
    assert found["deaths_civilians"] == 31
    assert found["deaths_a"] + found["deaths_b"] + found["deaths_civilians"] + found["deaths_unknown"] == 31
    assert (found["where_prec"], found["date_prec"], found["event_clarity"]) == (1, 1, 1)
    assert found["date_start"] == "2031-03-04 00:00:00.000"
    assert (found["country_id"], found["region"], found["code_status"]) == (625, "Africa", "Clear")


def test_people_of_whom_nothing_is_told_are_of_unknown_status() -> None:
    found = row(ged, happening("casualties", "killed", ARMY, PEOPLE, high=None))
    assert found["deaths_unknown"] == 31
    assert found["type_of_violence"] is None
    assert found["code_status"] == "check type of violence; check deaths: the highest count is open"
    assert (found["best"], found["high"]) == (31, 31)
    assert is_unspecified(PEOPLE)
    assert not is_unspecified(CIVILIANS)
    assert not is_civilian(RSF)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(4, 4, 1), (4, 5, 2), (4, 9, 2), (4, 10, 3), (4, 11, 4), (1, 31, 4)],
)
def test_ged_date_precision(start: int, end: int, expected: int) -> None:
    when = When(date(2031, 3, start), date(2031, 3, end), "interval", "then", "told")
    assert ged.date_precision(happening("casualties", "killed", when=when)) == expected


@pytest.mark.parametrize(
    ("feature", "precision", "expected"),
    [("city", "exact", 1), ("city", "within", 2), ("admin2", "exact", 3), ("admin1", "exact", 4),
     ("country", "exact", 6)],
)  # fmt: skip
def test_ged_where_precision(feature: str, precision: Any, expected: int) -> None:
    place = replace(SUDAN, feature=feature, precision=precision)
    assert ged.where_precision(happening("casualties", "killed", place=place)) == expected


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"), [(-90, -180, 1), (34.53, 69.17, 179779), (90, 180, 259200)]
)
def test_prio_grid_cells(latitude: float, longitude: float, cell: int) -> None:
    assert ged.grid_cell(latitude, longitude) == cell


def test_a_polecat_row_has_types_modes_and_a_cameo_code() -> None:
    found = happening("control", "gained", RSF, ARMY)
    cells = row(polecat, found)
    assert (cells["Event Type"], cells["Event Mode"], cells["Quad Code"]) == ("COERCE", "seize", 4)
    assert (cells["Primary Actor Sector"], cells["Primary Recipient Sector"]) == ("REB", "MIL")
    assert (cells["GeoNames ID"], cells["Recipient COW"]) == ("373303", 625)
    assert {c.name: c.value(found) for c in polecat.CAMEO}["CAMEO"] == "192"


@pytest.mark.parametrize("form", ["acled", "ged", "polecat"])
@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"stance": "denies"}, "only denied"),
        ({"modality": "planned"}, "only planned"),
        ({"place": None}, "place is not known"),
        ({"place": replace(SUDAN, lat=None, lon=None)}, "place is not known"),
    ],
)
def test_what_nobody_says_happened_there_is_left_out(
    tmp_path: Path, form: str, fields: dict[str, Any], why: str
) -> None:
    found = happening("casualties", "killed", RSF, CIVILIANS, **fields)
    (left,) = export.write(form, found.dossier, tmp_path / "war.csv")
    assert why in left.why
    assert len((tmp_path / "war.csv").read_text().splitlines()) == 1


def test_a_reader_of_csv_gets_the_columns_back(tmp_path: Path) -> None:
    found = happening("casualties", "killed", RSF, CIVILIANS)
    export.write("polecat", found.dossier, tmp_path / "war.tsv")
    with (tmp_path / "war.tsv").open(newline="") as lines:
        (told,) = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert told["Event ID"] == found.event.id
    assert None not in told
