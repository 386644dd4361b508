"""The commands as a person uses them: what they print, on which stream, with which exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

import fictional
from dateline.cli import commands, run
from dateline.store import Case
from website import website

ROOT = Path(__file__).parents[1]

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def case(tmp_path: Path) -> str:
    """A case whose tables hold the fictional war."""
    made = Case.create(tmp_path / "war")
    with made.database() as database:
        database.write(fictional.record())
    return str(made.path)


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_has_help_with_an_example(name: str, capsys: Printed) -> None:
    assert run([name, "--help"]) == 0
    text = capsys.readouterr().out
    assert "Example" in text
    assert f"dateline {name}" in text


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from dateline.cli import run; run(['--help']); print([*sys.modules], file=sys.stderr)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr
    assert not {"'spacy'", "'duckdb'", "'numpy'", "'rich'", "'trafilatura'", "'msgspec'"} & set(
        loaded.strip("[]\n").split(", ")
    )


@pytest.mark.parametrize("page", ["command", "export", "record"])
def test_the_references_are_current(page: str) -> None:
    script = [sys.executable, str(ROOT / "scripts" / f"build_{page}_reference.py")]
    made = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    written = (ROOT / "docs" / f"{page}s.md").read_text(encoding="utf-8")
    assert written == made, f"docs/{page}s.md is behind the program: run `make docs`"


def test_the_plan_is_told_step_by_step(capsys: Printed) -> None:
    assert run(["plan"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("given: Extraction")
    assert any("tolls" in line and line.endswith("-> Toll") for line in lines)
    assert run(["plan", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert all(f". {step['step']}" in line for step, line in zip(told["steps"], lines[1:-1], strict=True))
    known = set(told["given"])
    for step in told["steps"]:
        assert known >= set(step["takes"]), step["step"]
        known |= set(step["gives"])
    assert known >= {"Event", "Disagreement", "ControlPeriod", *told["wanted"]}


def test_brief_in_each_format(case: str, capsys: Printed) -> None:
    assert run(["brief", case]) == 0
    assert capsys.readouterr().out.startswith("# Situation brief: war")
    assert run(["brief", case, "--format", "html"]) == 0
    assert capsys.readouterr().out.startswith("<!doctype html>")
    assert run(["brief", case, "--format", "json", "--as-of", "2031-03-05"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["as_of"] == "2031-03-05"
    assert printed.err == ""


def test_the_map_is_written_where_asked(case: str, tmp_path: Path, capsys: Printed) -> None:
    assert run(["brief", case, "--map", str(tmp_path / "map.svg")]) == 0
    svg = (tmp_path / "map.svg").read_text()
    assert "Varna Gate, disputed between" in svg
    assert "GeoNames" in svg
    assert "map written" in capsys.readouterr().err


def test_control_gives_both_holders_by_whose_word(case: str, capsys: Printed) -> None:
    assert run(["control", case, "Varna Gate", "--as-of", "2031-03-05"]) == 0
    text = capsys.readouterr().out
    assert "Northern Front: claimed, since 4 March 2031" in text
    assert "according to Ana Reyes" in text
    assert run(["control", case, "--according-to", "Reyes", "--format", "json"]) == 0
    assert [p["holder"] for p in json.loads(capsys.readouterr().out)] == ["army of Quilia"]
    assert run(["control", case, "--format", "geojson"]) == 0
    assert json.loads(capsys.readouterr().out)["features"][0]["geometry"]["coordinates"] == [44.1, 41.2]


def test_claims_are_filtered_and_written_in_each_format(case: str, capsys: Printed) -> None:
    assert run(["claims", case, "--kind", "casualties", "--format", "jsonl"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [c["quantity"][0]["value"] for c in lines] == [24, 31]
    assert run(["claims", case, "--source", "hospital", "--format", "csv"]) == 0
    assert "at least 31 people were killed" in capsys.readouterr().out
    assert run(["claims", case, "--place", "Varna Gate"]) == 0
    assert "“the rebels held Varna Gate”" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["brief", "{case}", "--as-of", "9 July"], "Write it as 2021-07-09"),
        (["brief", "{case}", "--known", "1999-01-01"], "No report of"),
        (["control", "{case}", "Varna Gat"], "Did you mean Varna Gate"),
        (["control", "{case}", "--according-to", "Ana Reys"], "Did you mean Ana Reyes"),
        (["claims", "{case}", "--source", "nobody at all"], "No claim is by"),
        (["why", "{case}", "e-captur3"], "Did you mean e-capture"),
        (["brief", "{case}/missing"], "There is no case"),
        (["rebuild", "{case}/missing"], "There is no case"),
        (["add", "{case}-new", "no-such-file.txt"], "nothing to add could be read"),
        (["demo", "--example", "atlantis"], "There is no example"),
        (["watch", "{case}", "example.org/rss"], "begins with https://"),
        (["export", "{case}", "--format", "csv", "-o", "{case}"], "holds other files"),
        (["export", "{case}", "--format", "acled", "-o", "{case}"], "is written to a file"),
        (["export", "{case}", "--format", "sqlite", "-o", "/dev/null/a.db"], "export again"),
        (["add", "{case}/who?", "{case}/README.txt"], "cannot hold a case"),
        (["frobnicate"], "No such command"),
        (["brief"], "Missing argument"),
    ],
)
def test_unusable_arguments_end_with_2_and_words(
    arguments: list[str], words: str, case: str, capsys: Printed
) -> None:
    assert run([a.format(case=case) for a in arguments]) == 2
    printed = capsys.readouterr()
    assert words in " ".join(printed.err.split())
    assert "Traceback" not in printed.err
    assert printed.out == ""


def test_check_names_faults_and_ends_with_1(case: str, capsys: Printed) -> None:
    assert run(["check", case]) == 0
    (Path(case) / "decisions.jsonl").write_text("no decision\n")
    assert run(["check", case]) == 1
    assert "decisions.jsonl, line 1" in capsys.readouterr().err


def test_a_fault_of_the_program_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    @click.command()
    def broken() -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setitem(commands.commands, "broken", broken)
    monkeypatch.delenv("DATELINE_DEBUG", raising=False)
    assert run(["broken"]) == 2
    assert "fault of the program: ZeroDivisionError: by nought" in capsys.readouterr().err


def test_watch_names_what_it_cannot_read_and_ends_after_one_round(tmp_path: Path, capsys: Printed) -> None:
    with website() as site:
        assert run(["watch", str(tmp_path / "war"), f"{site.url}/rss.xml", "--once"]) == 1
        assert site.asked == []  # this machine is inside
    told = capsys.readouterr().err
    assert "added 0" in told
    assert "is not in the public internet" in told


def test_an_address_inside_is_refused_and_named(tmp_path: Path, capsys: Printed) -> None:
    assert run(["add", str(tmp_path / "war"), "http://169.254.169.254/latest/meta-data"]) == 2
    told = capsys.readouterr().err
    assert "169.254.169.254 is not in the public internet" in told
    assert "No case was made" in told
    assert not (tmp_path / "war").exists()


def test_a_brief_is_written_as_its_files_name_says(case: str, tmp_path: Path, capsys: Printed) -> None:
    for name, begins in (("b.html", b"<!doctype"), ("b.json", b"{"), ("b.pdf", b"%PDF"), ("b.txt", b"# Sit")):
        assert run(["brief", case, "-o", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert run(["brief", case, "--format", "json", "-o", str(tmp_path / "b.html")]) == 0
    assert (tmp_path / "b.html").read_bytes().startswith(b"{")
    assert capsys.readouterr().out == ""


def test_an_export_is_written_over_an_earlier_one_alone(case: str, tmp_path: Path) -> None:
    for form in ("csv", "parquet"):
        folder = tmp_path / form
        for _ in range(2):
            assert run(["export", case, "--format", form, "-o", str(folder)]) == 0


def test_export_says_what_it_left_out_and_leads_back(case: str, tmp_path: Path, capsys: Printed) -> None:
    assert run(["export", case, "--format", "acled", "-o", str(tmp_path / "out" / "war.csv")]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "left out 1 event: its place is not known" in told.err
    tags = (tmp_path / "out" / "war.csv").read_text()
    assert "profile=acled-lowest" in tags
    assert run(["why", case, "e-capture"]) == 0


@pytest.mark.parametrize("form", ["parquet", "annotations"])
def test_export_of_what_was_known_on_a_day(case: str, tmp_path: Path, capsys: Printed, form: str) -> None:
    assert run(["export", case, "--format", form, "-o", str(tmp_path / "out"), "--known", "2031-03-05"]) == 0
    assert "written to" in capsys.readouterr().err


def test_export_formats_and_profiles_are_those_of_the_rooms() -> None:
    from dateline.assess.tolls import profiles
    from dateline.cli.export import NAMES, PROFILES
    from dateline.export import FORMATS

    assert tuple(FORMATS) == NAMES
    assert set(PROFILES) == set(profiles())


@pytest.mark.parametrize("name", ["map.svg", "tolls.png", "lineage.svg"])
def test_pictures_are_written_by_the_name_of_the_file(
    case: str, tmp_path: Path, capsys: Printed, name: str
) -> None:
    path = tmp_path / name
    assert run(["picture", case, path.stem, "-o", str(path)]) == 0
    assert path.read_bytes().startswith(b"<svg" if path.suffix == ".svg" else b"\x89PNG")
    assert capsys.readouterr().out == ""
    assert run(["picture", case, "map", "-o", str(tmp_path / "map.gif")]) == 2
    assert "neither .svg nor .png" in capsys.readouterr().err


def test_brief_goes_on_paper_and_into_a_file(case: str, tmp_path: Path) -> None:
    for form, begins in (("pdf", b"%PDF"), ("html", b"<!doctype"), ("md", b"# Situation")):
        assert run(["brief", case, "--format", form, "-o", str(tmp_path / form)]) == 0
        assert (tmp_path / form).read_bytes().startswith(begins)
