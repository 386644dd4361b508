"""Every export is opened by somebody else's reader, and a row of each leads back to the words."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import io
import json
import sqlite3
import warnings
from pathlib import Path
from typing import Any

import geopandas
import jsonschema
import pyarrow.parquet
import pyogrio
import pytest

import fictional
from dateline import export
from dateline.export import Dossier, sidecar
from dateline.records import Record
from dateline.store.check import check_record

SCHEMA = Path(__file__).with_name("annotation.schema.json")


@pytest.fixture
def dossier() -> Dossier:
    return Dossier("Fictional war", fictional.record(), "latest-official", {"QQ": "Quilia"}, "dateline test")


def words_of(record: Record, claim: str) -> str:
    """The characters in the report that a claim's id leads to."""
    found = next(c for c in record.claims if c.id == claim)
    text = next(r.received_text for r in record.reports if r.id == found.report)
    return text[found.start : found.end]


def test_parquet_opens_in_arrow_with_types_and_descriptions(dossier: Dossier, tmp_path: Path) -> None:
    export.write("parquet", dossier, tmp_path / "tables")
    claims = pyarrow.parquet.read_table(tmp_path / "tables" / "claims.parquet")
    assert claims.num_rows == len(dossier.record.claims)
    assert str(claims.schema.field("when_start").type) == "date32[day]"
    about = json.loads(claims.schema.metadata[b"dateline"])
    assert about["record"] == f"sha256:{dossier.digest}"
    assert set(about["columns"]) == set(claims.column_names)
    row = next(r for r in claims.to_pylist() if r["id"] == "c-24")
    assert words_of(dossier.record, row["id"]) == row["quote"] == "24 people had died in Orlo"


def test_parquet_with_places_is_geoparquet(dossier: Dossier, tmp_path: Path) -> None:
    export.write("parquet", dossier, tmp_path / "tables")
    events = geopandas.read_parquet(tmp_path / "tables" / "events.parquet")
    capture = events.set_index("id").loc["e-capture"]
    assert (capture.geometry.x, capture.geometry.y) == (44.1, 41.2)
    assert events.crs == "OGC:CRS84"
    assert events.set_index("id").loc["e-promise"].geometry is None


def test_csv_is_a_valid_data_package(dossier: Dossier, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the reader's own dependencies
        import frictionless

        export.write("csv", dossier, tmp_path / "tables")
        found = frictionless.validate(str(tmp_path / "tables" / "datapackage.json"))
        assert found.valid, found.flatten(["fieldName", "rowNumber", "note"])
        assert {task.name for task in found.tasks} >= {"claims", "events", "event_claims"}


@pytest.mark.parametrize("form", ["geopackage", "geojson"])
def test_a_gis_reads_places_and_what_has_none(dossier: Dossier, tmp_path: Path, form: str) -> None:
    path = tmp_path / ("war.gpkg" if form == "geopackage" else "war.geojson")
    export.write(form, dossier, path)
    layer = {"layer": "events"} if form == "geopackage" else {}
    events = geopandas.read_file(path, **layer).set_index("id")
    capture = events.loc["e-capture"]
    assert (capture.geometry.x, capture.geometry.y) == (44.1, 41.2)
    assert capture["claims"].split() == ["c-denied", "c-driver", "c-fell-1", "c-fell-2"]
    assert events.loc["e-promise"].geometry is None
    assert str(events.crs) == "EPSG:4326"


def test_every_table_is_a_layer_of_the_geopackage(dossier: Dossier, tmp_path: Path) -> None:
    export.write("geopackage", dossier, tmp_path / "war.gpkg")
    layers = {str(name): kind for name, kind in pyogrio.list_layers(tmp_path / "war.gpkg")}
    assert layers["events"] == layers["control"] == "Point"
    claims = pyogrio.read_dataframe(tmp_path / "war.gpkg", layer="claims", read_geometry=False)
    row = claims.set_index("id").loc["c-31"]
    assert words_of(dossier.record, "c-31") == row["quote"]


def test_sqlite_is_searched_and_browsed_in_datasette(dossier: Dossier, tmp_path: Path) -> None:
    export.write("sqlite", dossier, tmp_path / "war.db")
    metadata = json.loads((tmp_path / "war.metadata.json").read_text())
    pages = asyncio.run(_pages(tmp_path / "war.db", metadata, [
        "/war.json", "/war/claims.json?_search=hospital&_shape=array",
        "/war/event_words.json?event=e-capture&_shape=array",
        "/war/claims"]))  # fmt: skip
    tables, found, words, page = pages
    assert {v["name"] for v in json.loads(tables)["views"]} == {"event_words", "who_holds", "disputes"}
    assert [row["id"] for row in json.loads(found)] == ["c-31"]
    rows = json.loads(words)
    assert {row["claim"] for row in rows} == {"c-denied", "c-driver", "c-fell-1", "c-fell-2"}
    assert all(row["quote"] == words_of(dossier.record, row["claim"]) for row in rows)
    assert "one proposition that a report asserts" in page


async def _pages(path: Path, metadata: Any, addresses: list[str]) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the reader's own dependencies
        from datasette.app import Datasette

        served = Datasette([str(path)], metadata=metadata)
        found = [await served.client.get(address) for address in addresses]
        for database in served.databases.values():
            database.close()
    assert [page.status_code for page in found] == [200] * len(found)
    return [page.text for page in found]


def test_disputes_view_puts_each_claim_on_its_side(dossier: Dossier, tmp_path: Path) -> None:
    export.write("sqlite", dossier, tmp_path / "war.db")
    connection = sqlite3.connect(tmp_path / "war.db")
    rows = connection.execute("SELECT id, side, claim FROM disputes ORDER BY id, side").fetchall()
    connection.close()
    assert rows == [("d-denial", "left", "c-fell-1"), ("d-denial", "right", "c-denied"),
                    ("d-number", "left", "c-31"), ("d-number", "right", "c-24")]  # fmt: skip


def test_annotations_fit_the_model_and_select_the_words(dossier: Dossier, tmp_path: Path) -> None:
    export.write("annotations", dossier, tmp_path / "war.jsonld")
    collection = json.loads((tmp_path / "war.jsonld").read_text())
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text())).validate(collection)
    texts = {"sha256:" + hashlib.sha256(r.received_text.encode()).hexdigest(): r.received_text
             for r in dossier.record.reports}  # fmt: skip
    for item in collection["first"]["items"]:
        text = texts[item["target"]["state"]["digest"]]
        quote, position = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    copied = [e for e in collection["prov:hadMember"] if "prov:wasQuotedFrom" in e]
    assert [(e["id"].split("#")[1]) for e in copied] == ["char=0,88"]


def test_stix_is_parsed_and_a_denial_is_an_opinion_on_what_it_denies(
    dossier: Dossier, tmp_path: Path
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the reader's own dependencies
        import stix2

        export.write("stix", dossier, tmp_path / "war.json")
        bundle = stix2.parse((tmp_path / "war.json").read_text())
    objects = {o.id: o for o in bundle.objects}
    refs = {ref for o in bundle.objects for ref in o.get("object_refs", [])}
    assert refs <= objects.keys()
    (opinion,) = [o for o in bundle.objects if o.type == "opinion"]
    denied = objects[opinion.object_refs[0]]
    assert denied.external_references[1].external_id == "c-fell-1"
    assert denied.content == words_of(dossier.record, "c-fell-1")


def test_followthemoney_takes_every_entity(dossier: Dossier, tmp_path: Path) -> None:
    pytest.importorskip("icu", reason="followthemoney needs ICU, which pip cannot bring on every machine")
    model = pytest.importorskip("followthemoney").model
    export.write("followthemoney", dossier, tmp_path / "war.ftm.json")
    entities = {}
    for line in (tmp_path / "war.ftm.json").read_text().splitlines():
        data = json.loads(line)
        entity = model.get_proxy(data)
        entity.schema.validate(data)
        clean = model.get_proxy(data, cleaned=False).to_dict()["properties"]
        assert clean.keys() == data["properties"].keys(), data
        entities[entity.id] = entity
    assert {e.schema.name for e in entities.values()} >= {
        "Article",
        "Event",
        "Mention",
        "Note",
        "Organization",
    }
    (event,) = [e for e in entities.values() if e.first("recordId", quiet=True) == "e-capture"]
    notes = [e for e in entities.values() if e.schema.name == "Note" and e.first("entity") == event.id]
    told = {word for note in notes for word in note.get("notes") if word.startswith("claim ")}
    assert told == {"claim c-denied", "claim c-driver", "claim c-fell-1", "claim c-fell-2"}
    assert entities[notes[0].first("proof")].schema.name == "Article"


@pytest.mark.parametrize("form", ["acled", "ged", "polecat", "geojson"])
def test_the_sidecar_gives_back_the_whole_record(dossier: Dossier, tmp_path: Path, form: str) -> None:
    path = tmp_path / "war.csv"
    left = export.write(form, dossier, path)
    assert sidecar.read(sidecar.beside(path)) == dossier.record
    lines = [json.loads(line) for line in sidecar.beside(path).read_text().splitlines()]
    told = {line["row"]["id"] for line in lines if "row" in line}
    assert told | {one.id for one in left} >= {e.id for e in dossier.record.events}
    assert all(one.why for one in left)


@pytest.mark.parametrize("form", sorted(export.FORMATS))
def test_the_same_record_gives_the_same_bytes(dossier: Dossier, tmp_path: Path, form: str) -> None:
    first, second = tmp_path / "a" / "war.x", tmp_path / "b" / "war.x"
    for path in (first, second):
        export.write(form, dossier, path)
    files = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*") if p.is_file())
    assert files
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


@pytest.mark.parametrize("form", sorted(export.FORMATS))
def test_an_empty_case_can_be_exported(tmp_path: Path, form: str) -> None:
    empty = Dossier("Nothing", Record(), "latest-official", {}, "dateline test")
    assert export.write(form, empty, tmp_path / "nothing.x") in ((), [])


@pytest.mark.parametrize("form", sorted(export.FORMATS))
def test_texts_can_be_kept_at_home(dossier: Dossier, tmp_path: Path, form: str) -> None:
    export.write(form, dossier.without_texts(), tmp_path / "war.x")
    told = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    assert b"The regional hospital in Orlo said" not in told


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(dossier: Dossier, tmp_path: Path) -> None:
    from dataclasses import replace

    reports = tuple(replace(r, outlet='=HYPERLINK("x")') for r in dossier.record.reports)
    hostile = replace(dossier, record=replace(dossier.record, reports=reports))
    export.write("csv", hostile, tmp_path / "tables")
    export.write("acled", hostile, tmp_path / "acled.csv")
    for name, column in (("tables/reports.csv", "outlet"), ("acled.csv", "source")):
        rows = list(csv.DictReader(io.StringIO((tmp_path / name).read_text())))
        assert {row[column] for row in rows} == {'\'=HYPERLINK("x")'}


def test_the_record_itself_is_in_order() -> None:
    assert not list(check_record(fictional.record()))


def test_an_export_that_was_cut_short_is_done_again_and_files_of_others_stay(
    dossier: Dossier, tmp_path: Path
) -> None:
    tables = tmp_path / "tables"
    export.write("csv", dossier, tables)
    before = {path.name: path.read_bytes() for path in tables.iterdir()}
    (tables / "notes.txt").touch()
    (tables / "claims.csv").unlink()
    (tmp_path / "tables.part").mkdir()
    export.write("csv", dossier, tables)
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == before | {"notes.txt": b""}
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]
