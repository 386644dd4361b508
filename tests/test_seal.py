"""A sealed case holds the names nowhere, in no spelling, and its records still fit together."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import fictional
from dateline.cli import run
from dateline.export import FORMATS
from dateline.fold import fold
from dateline.records import Anchor, Decision, Outcome, Record
from dateline.seal import Withheld, withheld
from dateline.seal.names import applied
from dateline.store import Case, check, decisions

SPELT = (
    "REYES; ana-reyes; Reyes\u2019s; A\u0144a R\u00e9yes; An\u00adaReyes; #AnaReyes; Ana\nReyes; "
    "Re\u200byes; Reyes'; reyes@ministry.example"
)
NAMES = ("reyes", "anareyes")
KEY = bytes(range(32))


def whole() -> Record:
    """The fictional war, with a spokeswoman who is named in every place that there is for a name."""
    found = fictional.record()
    reports = tuple(
        replace(
            report,
            received_text=f"{report.received_text} {SPELT} https://courier.example/ana-reyes-denies",
            title="What Ana Reyes denied",
            url="https://courier.example/2031/ana-reyes-denies",
            byline="Ana Reyes",
        )
        for report in found.reports
    )
    events = tuple(replace(e, title=f"{e.title} (Reyes)") for e in found.events)
    claim = next(c for c in found.claims if c.id == "c-denied")
    decided = _decided(
        Anchor(claim.report, "0" * 64, claim.start, claim.end, claim.quote, claim.id, claim.kind)
    )
    outcome = Outcome(decided.id, decided, "applied", "as Reyes said", ("c-denied",))
    return replace(found, reports=reports, events=events, outcomes=(outcome,))


def _decided(anchor: Anchor) -> Decision:
    return Decision(
        "de-1", datetime(2031, 3, 7, tzinfo=UTC), "Ana Reyes", "correct", "claim:c-denied", anchor.quote,
        "Ms. Reyes told me",
        {"field": "source", "value": json.dumps({"name": "Ana Reyes"}), "was": "Reyes"}, (anchor,),
    )  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    made = Case.create(tmp_path_factory.mktemp("seal") / "ana-reyes-case")
    made.settings_file.write_text('title = "The Reyes file"\nwatch = ["Orlo"]\n[grades]\n"Ana Reyes" = "C"\n')
    record = whole()
    with made.database() as database:
        database.write(record)
    decisions.append(made.decisions, record.outcomes[0].decision)
    return made


@pytest.fixture(scope="module")
def sealed(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Case:
    out = tmp_path_factory.mktemp("sealed") / "out"
    key = out.parent / "key"
    assert run(["seal", str(case.path), str(out), "--name", "Ana Reyes", "--key", str(key)]) == 0
    return Case.open(out)


def everything(folder: Path) -> Iterator[tuple[str, str]]:
    """Every name and every text in a folder, also inside zips, databases, Parquet files and PDFs."""
    for path in sorted(folder.rglob("*")):
        yield str(path), path.name
        if path.is_file():
            content = path.read_bytes()
            yield str(path), content.decode("utf-8", "replace")
            yield from ((str(path), text) for text in _inside(path, content))


def _inside(path: Path, content: bytes) -> Iterator[str]:
    if content[:2] == b"\x1f\x8b":
        yield gzip.decompress(content).decode("utf-8", "replace")
    if content[:2] == b"PK":
        with zipfile.ZipFile(path) as packed:
            yield from (packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    if content.startswith(b"SQLite format 3"):
        with sqlite3.connect(path) as lite:
            yield "\n".join(lite.iterdump())
    if content[8:12] == b"DUCK":
        with duckdb.connect(str(path), read_only=True) as tables:
            for (name,) in tables.execute("SELECT table_name FROM information_schema.tables").fetchall():
                yield repr(tables.execute(f'SELECT * FROM "{name}"').fetchall())  # noqa: S608 names of tables
    if content.startswith(b"PAR1"):
        with duckdb.connect() as reader:
            yield repr(reader.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall())
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            yield zlib.decompress(stream).decode("utf-8", "replace")
        except zlib.error:
            continue


def named(folder: Path, names: Sequence[str] = NAMES) -> list[str]:
    """Where a name stands, however it is spelt: letters alone are compared."""
    return [
        where
        for where, text in everything(folder)
        if any(name in fold(re.sub("[\u00ad\u200b]", "", text)).replace(" ", "") for name in names)
    ]


def test_the_case_itself_holds_the_name(case: Case) -> None:
    assert {Path(where).name for where in named(case.path)} >= {"case.duckdb", "decisions.jsonl", "case.toml"}


def test_a_sealed_case_holds_the_name_nowhere(sealed: Case) -> None:
    assert named(sealed.path) == []


@pytest.mark.parametrize("form", [*sorted(FORMATS), "html", "md", "json", "pdf", "site", "picture"])
def test_nothing_that_is_made_of_a_sealed_case_holds_the_name(
    sealed: Case, tmp_path: Path, form: str
) -> None:
    case, out = str(sealed.path), tmp_path / "out"
    if form == "followthemoney":
        pytest.importorskip("followthemoney")
    if form in FORMATS:
        assert run(["export", case, "--format", form, "-o", str(out / "made")]) == 0
    elif form == "site":
        assert run(["publish", case, str(out)]) == 0
    elif form == "picture":
        assert run(["picture", case, "tolls", "-o", str(out.with_suffix(".svg"))]) == 0
    else:
        assert run(["brief", case, "--length", "full", "-o", str(tmp_path / f"brief.{form}")]) == 0
    assert len(list(everything(tmp_path))) > 1
    assert named(tmp_path) == []


def test_the_records_of_a_sealed_case_fit_together(case: Case, sealed: Case) -> None:
    before, after = case.record(), sealed.record()
    assert list(check(sealed)) == []
    assert run(["check", str(sealed.path)]) == 0
    for part in ("reports", "claims", "origins", "events", "disagreements", "tolls", "control", "crossings"):
        assert len(getattr(after, part)) == len(getattr(before, part)), part
        assert not {i.id for i in getattr(after, part)} & {i.id for i in getattr(before, part)}, part
    denied = next(c for c in after.claims if c.stance == "denies")
    assert denied.source is not None
    assert denied.source.name is not None
    assert re.fullmatch("Person-[A-Z2-7]{10}", denied.source.name)
    assert any(denied.source.name in r.received_text for r in after.reports)
    assert {e.status for e in after.events} == {e.status for e in before.events}


def test_decisions_come_along_without_who_made_them(sealed: Case) -> None:
    found = decisions.known(sealed.decisions)
    assert [d.action for d in found] == ["correct"]
    assert found[0].by.startswith("Analyst-")
    claim = next(c for c in sealed.record().claims if c.id == found[0].anchors[0].claim)
    assert found[0].anchors[0].quote == claim.quote
    assert found[0].target == f"claim:{claim.id}"


def test_it_says_that_it_is_sealed(sealed: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["brief", str(sealed.path)]) == 0
    assert "(sealed)" in capsys.readouterr().out.splitlines()[0]
    assert json.loads((sealed.path / "sealed.json").read_text())["withheld"]


def test_the_same_key_gives_the_same_pseudonyms_and_another_gives_others() -> None:
    record = whole()
    told = [withheld(record, ["Ana Reyes"], key).text("Reyes said") for key in (KEY, KEY, bytes(32))]
    assert told[0] == told[1] != told[2]


def test_without_a_key_the_pseudonyms_are_found_in_no_dictionary(case: Case, tmp_path: Path) -> None:
    outs = [tmp_path / "one", tmp_path / "two"]
    for out in outs:
        assert run(["seal", str(case.path), str(out), "--name", "Ana Reyes"]) == 0
    one, two = ({e.id for e in Case(out).record().events} for out in outs)
    assert not one & two


def test_all_persons_who_are_sources_and_all_outlets_can_go(case: Case, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(["seal", str(case.path), str(out), "--sources", "--outlets"]) == 0
    assert named(out, (*NAMES, "agencedelta", "morningcourier", "tribuneborlo")) == []
    assert any("Northern Front" in a.name for c in Case(out).record().claims for a in c.actors)


def test_blank_leaves_nothing_to_tell_one_name_from_another(case: Case, tmp_path: Path) -> None:
    assert run(["seal", str(case.path), str(tmp_path / "out"), "--name", "Ana Reyes", "--blank"]) == 0
    assert any(c.source and c.source.name == "[withheld]" for c in Case(tmp_path / "out").record().claims)


def test_the_place_of_a_withheld_name_has_no_coordinates(case: Case, tmp_path: Path) -> None:
    assert run(["seal", str(case.path), str(tmp_path / "out"), "--name", "Varna Gate"]) == 0
    assert named(tmp_path / "out", ("varnagate",)) == []
    places = {w.name: w.lat for c in Case(tmp_path / "out").record().claims for w in c.places}
    assert all(lat is None for name, lat in places.items() if name.startswith("Name-"))


@pytest.mark.parametrize("where", ["there", "key"])
def test_what_would_harm_is_refused(case: Case, tmp_path: Path, where: str) -> None:
    (tmp_path / "there").mkdir()
    out = tmp_path / ("there" if where == "there" else "new")
    key = [] if where == "there" else ["--key", str(out / "key")]
    assert run(["seal", str(case.path), str(out), *key]) == 2
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "text", ["Rey said", "The reyesian school", "Ana went home with Anabel", "the Grey Estate", "Layana Reys"]
)
def test_other_words_are_left_alone(text: str) -> None:
    names = Withheld(KEY, spellings={"ana reyes": "Person-1", "reyes": "Person-1"})
    assert names.text(text) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Oleh O'Brien", "OBRIEN, O\u2019Brien and o'brien's men"),
        ("Zo\u00eb M\u00fcller-L\u00fcdenscheidt", "Zoe Muller L\u00fcdenscheidt; M\u00fcller"),
        (
            "\u041e\u043b\u0435\u0433 \u041a\u043e\u0432\u0430\u043b\u044c",
            "Oleg Koval\u2019 and \u041a\u041e\u0412\u0410\u041b\u042c",
        ),
        ("Abd al-Karim Haddad", "Abdalkarim Haddad, al-Karim"),
    ],
)
def test_a_name_is_found_in_other_letters_and_marks(name: str, text: str) -> None:
    made = withheld(Record(), [name], KEY).text(text)
    assert not any(part in fold(made) for part in fold(name).split() if len(part) > 3)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    parts=some.lists(
        some.sampled_from(
            [
                "Ana Reyes",
                "REYES",
                "told",
                "\u2019s",
                " ",
                "\n",
                "x@y.example",
                "https://a.example/reyes",
                "ana-reyes",
                "e",
            ]
        )
    ),
    cut=some.tuples(some.integers(0, 60), some.integers(0, 60)),
)
def test_wherever_a_quote_begins_and_ends_it_stays_the_words_of_its_report(
    parts: list[str], cut: tuple[int, int]
) -> None:
    from dateline.seal.rewrite import _Text

    text = "".join(parts)
    names = withheld(Record(), ["Ana Reyes"], KEY)
    cuts = names.cuts(text)
    moved = _Text(cuts, applied(text, cuts))
    start, end = sorted(min(c, len(text)) for c in cut)
    quote = moved.after[moved.start(start) : moved.end(end)]
    assert moved.start(start) <= moved.end(end) <= len(moved.after)
    assert not names.left(moved.after)
    untouched = not any(a < end and start < b for a, b, _ in cuts)
    assert not untouched or quote == text[start:end]
