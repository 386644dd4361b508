"""The bundled examples answer the questions that were written down for them, from the brief alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from dateline.cli import run
from dateline.fold import fold

pytestmark = pytest.mark.model

Json = Mapping[str, Any]
EXAMPLES = Path(__file__).parent.parent / "examples"
CASES = ("goma", "islam-qala")
QUESTIONS = [
    (case, number)
    for case in CASES
    for number in range(len(json.loads((EXAMPLES / case / "expected.json").read_text("utf-8"))["questions"]))
]
# Questions whose answer hangs on a sentence that is not yet read as it is meant, with that sentence's matter.
UNREAD: Mapping[tuple[str, int], str] = {
    ("goma", 6): "the figure of nine, given earlier; soldiers who are told as their country's forces",
    ("goma", 9): "four percent of the national territory being under occupation, whose is not said",
    ("islam-qala", 0): "the copy in the Kestrel Daily, which only storms the crossing and gives a trade gate",
}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Each example as a case of its own."""
    found = {}
    for name in CASES:
        found[name] = tmp_path_factory.mktemp(name) / "case"
        assert run(["add", str(found[name]), str(EXAMPLES / name / "reports")]) == 0
    return found


Ask = Callable[..., Json]


@pytest.mark.parametrize(("case", "number"), QUESTIONS)
def test_a_question_of_an_example_is_answered(
    case: str, number: int, cases: Mapping[str, Path], capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    if (case, number) in UNREAD:
        request.node.add_marker(pytest.mark.xfail(reason=UNREAD[case, number], strict=True))
    asked = json.loads((EXAMPLES / case / "expected.json").read_text("utf-8"))["questions"][number]

    def brief(**options: str) -> Json:
        capsys.readouterr()
        flags = [word for name, value in options.items() for word in (f"--{name.replace('_', '-')}", value)]
        assert run(["brief", str(cases[case]), "--format", "json", *flags]) == 0
        answer: Json = json.loads(capsys.readouterr().out)
        return answer

    checks = {
        "event": _event, "reversal": _reversal, "withdrawn": _withdrawn, "control": _control, "toll": _toll,
        "disagreement": _disagreement, "crossing": _crossing,
    }  # fmt: skip
    (kind,) = [k for k in checks if k in asked]
    assert checks[kind](asked, brief), f"{asked['q']} {asked['answer']}"


def _like(wanted: str, told: str | None) -> bool:
    """Whether every word of a name stands in another, whatever its number ("official", "officials")."""
    words = {w.rstrip("s") for w in fold(told or "").split()}
    return {w.rstrip("s") for w in fold(wanted).split()} <= words


def _at(item: Json, place: str | None) -> bool:
    return place is None or _like(place, (item["place"] or {}).get("name"))


def _event(asked: Json, brief: Ask) -> bool:
    wanted = asked["event"]
    return any(
        event["kind"] == wanted["kind"]
        and event["change"] == wanted["change"]
        and _at(event, wanted["place"])
        and any(_like(wanted["actor"], actor) for actor in event["actors"])
        and (event["when"] or {}).get("start") == wanted["when"]
        and all(any(_is_origin(o, w) for o in event["origins"]["for"]) for w in asked["for"])
        and all(any(_is_origin(o, w) for o in event["origins"]["against"]) for w in asked["against"])
        for event in brief()["events"]
    )


def _is_origin(origin: Json, wanted: Json) -> bool:
    return (
        _like(wanted["source"], origin["source"])
        and wanted.get("channel", origin["channel"]) == origin["channel"]
        and set(wanted.get("carriers", origin["carriers"])) == set(origin["carriers"])
        and wanted.get("reported", origin["first_reported"]) == origin["first_reported"]
    )


def _reversal(asked: Json, brief: Ask) -> bool:
    wanted = asked["reversal"]
    for event in brief()["events"]:
        said = {
            side: [
                o["first_reported"] for o in event["origins"][side] if _like(wanted["source"], o["source"])
            ]
            for side in ("against", "for")
        }
        conceded = event["status"] == "conceded" and _at(event, wanted["place"])
        if conceded and wanted["from"] in said["against"] and wanted["to"] in said["for"]:
            return True
    return False


def _withdrawn(asked: Json, brief: Ask) -> bool:
    """Whether the report's claim and the words that take it back stand against each other in one event."""
    wanted = asked["withdrawn"]
    for event in brief()["events"]:
        carriers = {
            side: {c for o in event["origins"][side] for c in o["carriers"]} for side in ("for", "against")
        }
        if (
            _at(event, wanted["place"])
            and wanted["report"] in carriers["for"]
            and wanted["by"] in carriers["against"]
        ):
            return True
    return False


def _control(asked: Json, brief: Ask) -> bool:
    wanted = asked["control"]
    told = brief(as_of=wanted["as_of"], known=wanted["known"])["control"]
    holders = {p["holder"] for p in told if fold(wanted["place"]) == fold(p["place"]["name"])}
    return bool(holders) and all(any(_like(w, h) for w in wanted["holders"]) for h in holders)


def _toll(asked: Json, brief: Ask) -> bool:
    """Whether a toll ends where it is known to; counts it has outgrown may be set aside, not forgotten."""
    wanted, told = asked["toll"], brief()
    places = {event["id"]: event for event in told["events"]}
    for toll in told["tolls"]:
        right = toll["category"] == wanted["category"] and _at(places[toll["event"]], wanted["place"])
        victims = "victims" not in wanted or _like(wanted["victims"], toll["victims"])
        best = toll["best"] == wanted.get("best", toll["best"]) and toll["high"] == wanted["high"]
        if right and victims and best and (toll["low"] == wanted["low"] or toll["set_aside"]):
            return True
    return False


def _disagreement(asked: Json, brief: Ask) -> bool:
    wanted = asked["disagreement"]
    told = " ".join(d["why"] for d in brief()["disagreements"] if d["type"] == wanted["type"])
    words = {"4": "four", "6": "six"}
    return all(str(n) in told or words.get(str(n), str(n)) in fold(told) for n in wanted["figures"])


def _crossing(asked: Json, brief: Ask) -> bool:
    wanted = asked["crossing"]
    return any(
        _at(found, wanted["place"]) and found["state"] == wanted["state"]
        for found in brief(as_of=wanted["as_of"])["crossings"]
    )
