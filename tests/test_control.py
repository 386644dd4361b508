"""Who holds a place, asked on the command line, by day, knowledge and word. All of it is fictional."""

from __future__ import annotations

import json

import pytest

from dateline.cli import run

pytestmark = pytest.mark.model

Printed = pytest.CaptureFixture[str]
SAID = {
    ("dune-1", "Dune Courier", "2031-03-05"): (
        "The Sahel Dawn Front captured Ségou Region on Tuesday, two security officials told Reuters."
    ),
    ("harbour-1", "Harbour Radio", "2031-03-06"): (
        "A truck driver said the Sahel Dawn Front captured Ségou Region on Tuesday. Shelling killed three "
        "people in Markala on Wednesday, a nurse said."
    ),
    ("river-1", "River Post", "2031-03-09"): (
        "The Malian army denied that it had lost Ségou Region. The region is still under the control of the "
        "army, army spokesman Modibo Keita said on Friday."
    ),
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A case of three reports about one province, one of which names a town there."""
    folder = tmp_path_factory.mktemp("control")
    names = ("id", "outlet", "published")
    rows = [dict(zip(names, page, strict=True)) | {"text": text} for page, text in SAID.items()]
    (folder / "reports.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert run(["add", str(folder / "case"), str(folder / "reports.jsonl")]) == 0
    return str(folder / "case")


@pytest.mark.parametrize(
    "town", ["Markala", "Niono"]
)  # a report names the one, the gazetteer alone the other
def test_a_town_of_which_nothing_is_told_follows_its_province(town: str, case: str, capsys: Printed) -> None:
    assert run(["control", case, town, "--known", "2031-03-06"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(town)
    assert "Sahel Dawn Front: held, since 4 March 2031" in told
    assert "follows from Ségou: reported captured" in told


def test_what_follows_from_a_province_leads_to_the_words(case: str, capsys: Printed) -> None:
    assert run(["control", case, "Markala", "--format", "json"]) == 0
    periods = json.loads(capsys.readouterr().out)
    assert {p["holder"] for p in periods} == {"Sahel Dawn Front", "Malian forces"}
    assert run(["why", case, periods[0]["id"]]) == 0
    assert "Ségou Region" in capsys.readouterr().out


def test_day_knowledge_and_word_combine(case: str, capsys: Printed) -> None:
    def holders(*flags: str) -> dict[str, str]:
        assert run(["control", case, "Ségou", "--format", "json", *flags]) == 0
        return {p["holder"]: p["status"] for p in json.loads(capsys.readouterr().out)}

    both = {"Sahel Dawn Front": "claimed", "Malian forces": "claimed"}
    assert holders("--as-of", "2031-03-09") == both
    assert holders("--as-of", "2031-03-09", "--known", "2031-03-08") == {"Sahel Dawn Front": "held"}
    assert holders("--as-of", "2031-03-09", "--known", "2031-03-09", "--according-to", "Keita") == {
        "Malian forces": "claimed"
    }
    assert holders("--as-of", "2031-03-09", "--known", "2031-03-09", "--according-to", "reuters") == {
        "Sahel Dawn Front": "claimed"
    }
    assert holders("--as-of", "2031-03-03") == {}


def test_a_word_not_yet_heard_holds_nothing(case: str, capsys: Printed) -> None:
    flags = ["--as-of", "2031-03-09", "--known", "2031-03-07", "--according-to", "Keita"]
    assert run(["control", case, "Ségou", *flags]) == 2
    assert "Nobody called 'Keita' says who holds a place" in capsys.readouterr().err


def test_a_town_elsewhere_is_not_answered_from_the_province(case: str, capsys: Printed) -> None:
    assert run(["control", case, "Gao"]) == 2
    assert "No report speaks of a place called 'Gao'" in capsys.readouterr().err
