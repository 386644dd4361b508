"""The whole walk on real rooms: reports in, a case, its brief out; the same whatever the order."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from dateline import building
from dateline.cli import run
from dateline.store import Case

pytestmark = pytest.mark.model

Printed = pytest.CaptureFixture[str]

_LEAD = "GOMA, Congo (Reuters) - M23 rebels captured the town of Sake on Thursday"
_WIRE = f"{_LEAD}, two army officers told Reuters.\n\n"
_DENIAL = (
    "A spokesman for the army, Colonel Jean Mbuyi, denied the report and said Sake was still under the "
    "control of government forces.\n"
)
_DEAD = "At least 14 civilians were killed in shelling near the town, the provincial hospital said.\n"
_REPORTS = {
    "a.txt": _WIRE + _DENIAL,
    "b.txt": _WIRE + _DEAD,
    "c.txt": "Residents said fighting between the army and M23 rebels continued around Sake on Friday.\n",
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    lines = [
        json.dumps(
            {"id": name, "text": text, "outlet": f"Outlet {name[0]}", "published": f"2031-02-{21 + i}"}
        )
        for i, (name, text) in enumerate(_REPORTS.items())
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def quiet(what: str, done: int, total: int) -> None:
    """A step that tells nobody."""


def test_extract_gives_a_line_for_each_input_in_order_and_quotes_equal_spans(
    reports: Path, capsys: Printed
) -> None:
    with reports.open("a", encoding="utf-8") as lines:
        lines.write('{"id": "broken", \n')
        lines.write(
            '{"id": "last", "text": "Rebels captured the city of Bukavu on Friday, officials said."}\n'
        )
    assert run(["extract", str(reports)]) == 1
    printed = capsys.readouterr()
    found = [json.loads(line) for line in printed.out.splitlines()]
    assert [f["id"] for f in found][:3] == ["a.txt", "b.txt", "c.txt"]
    assert found[-1]["id"] == "last"
    assert len(found) == 5
    assert found[3]["rejections"]
    assert "rejected" in printed.err
    for line in found:
        for claim in line["claims"]:
            assert line["received_text"][claim["start"] : claim["end"]] == claim["quote"]
    assert {c["kind"] for c in found[0]["claims"]} == {"control"}


def test_adding_the_same_reports_twice_changes_nothing(reports: Path, tmp_path: Path) -> None:
    case = Case.create(tmp_path / "war")
    first = building.add(case, [reports], quiet)
    record, log = case.record(), (case.archive / "log.jsonl").read_bytes()
    second = building.add(case, [reports], quiet)
    assert (len(first.added), len(second.added), len(second.skipped)) == (3, 0, 3)
    assert case.record() == record
    assert (case.archive / "log.jsonl").read_bytes() == log


def test_one_by_one_all_at_once_and_rebuilt_give_the_same_record(reports: Path, tmp_path: Path) -> None:
    whole, parts = Case.create(tmp_path / "whole"), Case.create(tmp_path / "parts")
    building.add(whole, [reports], quiet)
    for number, line in enumerate(reversed(reports.read_text(encoding="utf-8").splitlines())):
        one = tmp_path / f"{number}.jsonl"
        one.write_text(line, encoding="utf-8")
        building.add(parts, [one], quiet)
    assert parts.record() == whole.record()
    before = whole.record()
    whole.forget_tables()
    building.rebuild(whole, quiet)
    assert whole.record() == before


def test_the_number_of_workers_changes_nothing(reports: Path, tmp_path: Path) -> None:
    text = reports.read_text(encoding="utf-8")
    many = [
        json.loads(line) | {"id": f"{n}-{i}"} for n in range(12) for i, line in enumerate(text.splitlines())
    ]
    reports.write_text("".join(json.dumps(line) + "\n" for line in many), encoding="utf-8")
    one, two = Case.create(tmp_path / "one"), Case.create(tmp_path / "two")
    building.add(one, [reports], quiet, workers=1)
    building.add(two, [reports], quiet, workers=2)
    assert len(one.record().reports) == 36
    assert two.record() == one.record()


def test_the_seed_of_hashing_changes_nothing(tmp_path: Path) -> None:
    """Sets are walked in another order in each process, unless it is told otherwise."""
    told = "Nora Osman and Deqa Osman ran. Police said Osman was killed. Hawa Osman fled to Port Vela."
    report = tmp_path / "report.txt"
    report.write_text(told, encoding="utf-8")
    lines = {
        subprocess.run(
            [sys.executable, "-m", "dateline", "extract", str(report)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(lines) == 1


def test_damage_to_a_page_is_told_and_healed_when_the_page_comes_back(reports: Path, tmp_path: Path) -> None:
    case = Case.create(tmp_path / "war")
    building.add(case, [reports], quiet)
    before = case.record()
    [page] = [p for p in case.archive.glob("??/*") if "denied" in p.read_text()]
    content = page.read_bytes()
    page.unlink()
    damaged = building.rebuild(case, quiet)
    assert ["is missing" in r.reason for r in damaged if r.stage == "acquire"] == [True]
    page.write_bytes(content)
    building.update(case, quiet)
    assert case.record() == before


def test_reports_that_are_known_are_not_read_again(reports: Path, tmp_path: Path) -> None:
    case = Case.create(tmp_path / "war")
    building.add(case, [reports], quiet)
    extra = tmp_path / "d.txt"
    extra.write_text("Rebels captured the city of Bukavu on Friday 28 February 2031, officials said.")
    steps: list[tuple[str, int, int]] = []
    building.add(case, [extra], lambda *step: steps.append(step))
    assert {total for what, _, total in steps if what in ("reading", "extracting claims")} == {1}


def test_the_case_answers_and_its_record_is_sound(reports: Path, tmp_path: Path, capsys: Printed) -> None:
    path = str(tmp_path / "war")
    assert run(["add", path, str(reports)]) == 0
    assert run(["check", path]) == 0
    capsys.readouterr()
    assert run(["brief", path, "--format", "json"]) == 0
    events = json.loads(capsys.readouterr().out)["events"]
    taken = next(e for e in events if e["kind"] == "control" and e["change"] == "gained")
    assert taken["status"] == "disputed"
    assert [o["carriers"] for o in taken["origins"]["for"]] == [["a.txt", "b.txt"]]
    assert run(["why", path, taken["id"]]) == 0
    assert "«" in capsys.readouterr().out


def test_known_leaves_out_what_was_published_later(reports: Path, tmp_path: Path, capsys: Printed) -> None:
    path = str(tmp_path / "war")
    run(["add", path, str(reports)])
    capsys.readouterr()
    assert run(["brief", path, "--known", "2031-02-21", "--format", "json"]) == 0
    coverage = json.loads(capsys.readouterr().out)["coverage"]
    assert [c["report_ids"] for c in coverage] == [["a.txt"]]


def test_a_kept_record_has_every_part(reports: Path, tmp_path: Path) -> None:
    case = Case.create(tmp_path / "war")
    building.add(case, [reports], quiet)
    record = case.record()
    filled = {f.name for f in fields(record) if getattr(record, f.name)}
    assert {"reports", "claims", "copies", "origins", "events", "disagreements", "tolls", "control"} <= filled


def test_a_count_of_the_whole_war_is_told_apart_from_the_toll_of_an_event(
    tmp_path: Path, capsys: Printed
) -> None:
    path, source = str(tmp_path / "war"), tmp_path / "sirte.txt"
    source.write_text(
        "TRIPOLI, Libya, 6 January 2031 - Three soldiers were killed in an air strike in Sirte on Sunday, "
        "the army said.\n\nThe offensive in Libya began last April. "
        "The UN says more than 280 civilians have died since then.\n"
    )
    run(["add", path, str(source)])
    capsys.readouterr()
    assert run(["brief", path, "--format", "json"]) == 0
    tolls = json.loads(capsys.readouterr().out)["tolls"]
    assert {(t["scope"], t["low"]) for t in tolls} == {("event", 3), ("campaign", 280)}
    assert run(["brief", path]) == 0
    assert "Libya, “since then”" in capsys.readouterr().out
