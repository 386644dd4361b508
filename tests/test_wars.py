"""Small wars of invented groups, outlets and people, read by the whole program as an analyst reads them.

Nothing of them stands in any table: a group is known by its own words, a town by the country spoken of.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dateline.cli import run

pytestmark = pytest.mark.model

Json = Mapping[str, Any]
WARS = Path(__file__).parent / "wars"


def brief_of(name: str, folder: Path, capsys: pytest.CaptureFixture[str], *flags: str) -> Json:
    """The brief of a war."""
    case = folder / name
    if not case.exists():
        assert run(["add", str(case), str(WARS / f"{name}.jsonl")]) == 0
    capsys.readouterr()
    assert run(["brief", str(case), "--format", "json", *flags]) == 0
    told: Json = json.loads(capsys.readouterr().out)
    return told


def event(told: Json, change: str, place: str) -> Json:
    """The one event of a change of control at a place."""
    (found,) = [
        e
        for e in told["events"]
        if (e["kind"], e["change"]) == ("control", change) and e["place"]["name"] == place
    ]
    return dict(found)


def sources(event: Json, side: str) -> set[tuple[str, str]]:
    """Who speaks for or against an event, and since when."""
    return {(o["source"], o["first_reported"]) for o in event["origins"][side]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the cases are made, once each."""
    return tmp_path_factory.mktemp("wars")


def test_a_capture_that_is_denied_and_granted_two_days_later(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = brief_of("cabo-front", folder, capsys)
    capture = event(told, "gained", "Mocímboa da Praia")
    assert (capture["status"], capture["actors"]) == ("conceded", ["Cabo Front"])
    assert {
        ("three humanitarian workers", "2029-04-12"),
        ("Two residents", "2029-04-13"),
        ("Alberto Nhampossa", "2029-04-14"),  # spelt Nyampossa there
    } <= sources(capture, "for")
    assert ("Alberto Nhampossa", "2029-04-12") in sources(capture, "against")
    workers = next(o for o in capture["origins"]["for"] if o["source"] == "three humanitarian workers")
    assert set(workers["carriers"]) == {"coast-0412", "planalto-0412"}
    assert any("a concession" in d["why"] and capture["id"] in d["events"] for d in told["disagreements"])


def test_a_group_is_one_however_its_men_are_called(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = brief_of("cabo-front", folder, capsys)
    whole = [p for p in told["control"] if p["place"]["name"] in ("Mocímboa da Praia", "Palma")]
    assert {p["holder"] for p in whole} == {"Cabo Front"}


def test_who_calls_a_fall_untrue_denies_it_though_he_names_no_group(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = brief_of("cabo-front", folder, capsys)
    capture = event(told, "gained", "Palma")
    assert capture["status"] == "disputed"
    assert sources(capture, "against") == {("Joaquim Chilundo", "2029-04-15")}
    assert capture["place"]["country"] == "MZ"


def test_two_parties_count_the_dead_of_one_of_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = brief_of("cabo-front", folder, capsys)
    (toll,) = [t for t in told["tolls"] if t["victims"] == "Cabo Front"]
    assert (toll["low"], toll["high"]) == (3, 62)
    assert [d["type"] for d in told["disagreements"] if d["why"].endswith("three against 62.")] == ["number"]


def test_a_toll_rises_by_three_sources(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = brief_of("cabo-front", folder, capsys)
    town = "Mocímboa da Praia"
    at = {e["id"]: e["place"]["name"] for e in told["events"] if e["place"]}
    (toll,) = [t for t in told["tolls"] if at[t["event"]] == town and t["category"] == "killed"]
    assert (toll["best"], len(toll["set_aside"])) == (19, 2)


def test_before_the_concession_was_known_the_town_was_disputed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = brief_of("cabo-front", folder, capsys, "--known", "2029-04-13")
    assert event(told, "gained", "Mocímboa da Praia")["status"] == "disputed"


def test_a_body_that_owns_its_loss_concedes_what_its_spokesman_denied(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = brief_of("salween", folder, capsys)
    capture = event(told, "gained", "Myawaddy")
    assert capture["status"] == "conceded"
    assert {o["source"] for o in capture["origins"]["against"]} == {"Kyaw Linn"}  # Kyaw Lin, elsewhere
    assert ("Myanmar government", "2030-06-05") in sources(capture, "for")
    (held,) = [p for p in told["control"] if p["place"]["name"] == "Myawaddy" and p["valid_to"] is None]
    assert (held["holder"], held["status"]) == ("Salween People's Army", "held")


def test_the_fall_of_a_countrys_town_is_not_that_of_the_country(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = brief_of("salween", folder, capsys)
    assert not [p for p in told["control"] if p["place"]["name"] == "Myanmar"]


def test_those_killed_by_the_subject_of_a_sentence_are_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = brief_of("salween", folder, capsys)
    (toll,) = [t for t in told["tolls"] if t["victims"] == "Salween People's Army"]
    assert (toll["low"], toll["high"]) == (6, 45)
    assert "number" in {d["type"] for d in told["disagreements"]}


def test_a_bridge_that_was_closed_and_reopened_two_days_later_is_not_disputed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = brief_of("salween", folder, capsys)
    assert {c["place"]["name"] for c in told["crossings"]} == {"Friendship Bridge"}
    about = [d for d in told["disagreements"] if "Friendship Bridge" in d["why"]]
    assert [d["type"] for d in about] == ["superseded"]
