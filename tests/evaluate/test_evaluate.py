"""Claims compared with gold: what counts as the same claim, which fields are right, what is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dateline.cli import commands
from dateline.errors import UsageError
from dateline.evaluate import Groups, as_table, b_cubed, read_gold, read_predicted, score_claims, score_groups
from dateline.evaluate.claims import overlap
from dateline.evaluate.slots import numbers, same_name, slots


def claim(start: int, end: int, kind: str = "control", **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "start": start, "end": end, **fields}


class TestOverlap:
    @pytest.mark.parametrize(
        ("one", "other", "share"),
        [
            ((0, 40), (0, 40), 1.0),
            ((0, 40), (20, 40), 0.5),
            ((0, 40), (30, 70), 0.0),  # a quarter of the shorter one
            ((0, 40), (0, 10), 0.25),  # all of the shorter one, a quarter of the union
            ((0, 50), (0, 10), 0.0),  # a fifth of the union
            ((0, 10), (10, 20), 0.0),
        ],
    )
    def test_half_of_the_shorter_and_a_quarter_of_the_union(
        self, one: tuple[int, int], other: tuple[int, int], share: float
    ) -> None:
        assert overlap(claim(*one), claim(*other)) == share
        assert overlap(claim(*other), claim(*one)) == share


class TestMatching:
    def test_the_best_overlap_goes_first(self) -> None:
        found = score_claims({"d": [claim(0, 20), claim(10, 30)]}, {"d": [claim(10, 29)]})
        assert [p.gold["start"] for p in found.matched if p.gold] == [10]
        assert [p.gold["start"] for p in found.missed if p.gold] == [0]

    def test_of_equal_overlaps_the_later_claims_are_taken(self) -> None:
        twice = [claim(0, 20, change="lost"), claim(0, 20, change="gained")]
        found = score_claims({"d": twice}, {"d": [claim(0, 20, change="gained")]})
        assert found.matched[0].right["change"]
        found = score_claims({"d": [claim(0, 20, change="lost")]}, {"d": twice})
        assert not found.matched[0].right["change"]

    def test_another_kind_or_document_is_no_match(self) -> None:
        found = score_claims(
            {"d": [claim(0, 20)]}, {"d": [claim(0, 20, "fighting")], "not annotated": [claim(0, 20)]}
        )
        assert (found.detected.right, found.detected.predicted, found.detected.gold) == (0, 1, 1)
        assert found.kinds["fighting"].predicted == 1

    def test_a_document_without_predictions_is_all_misses(self) -> None:
        found = score_claims({"d": [claim(0, 20)]}, {})
        assert found.detected.f1 == 0.0
        assert len(found.missed) == 1

    def test_strict_asks_for_change_stance_source_and_place(self) -> None:
        gold = claim(0, 20, change="gained", place="Goma", source="the army", actor="M23")
        right = claim(0, 20, change="gained", places=[{"name": "Goma"}], source={"name": "army"})
        harmless: tuple[dict[str, Any], ...] = ({}, {"actor": {"name": "FARDC"}})
        for wrong in harmless:  # the actor is not asked for
            assert score_claims({"d": [gold]}, {"d": [right | wrong]}).strict.f1 == 1.0
        for wrong in ({"change": "lost"}, {"stance": "denies"}, {"source": None}, {"places": []}):
            assert score_claims({"d": [gold]}, {"d": [right | wrong]}).strict.f1 == 0.0


class TestSlots:
    @pytest.mark.parametrize(
        ("gold", "predicted", "same"),
        [
            ("Sudanese army", {"name": "Sudanese Armed Forces", "text": "the army"}, True),
            ("the town of Bor", {"name": "Bor"}, True),
            ("Zoë Gomez", {"name": "Zoe Gomez"}, True),
            ("Bor", {"name": "Juba"}, False),
            (None, None, True),
            ("the of", None, True),  # nothing but idle words
            (None, {"name": "Juba"}, False),
            (["AFP", "Reuters"], ["Reuters"], True),
        ],
    )
    def test_names_are_compared_by_their_words(self, gold: Any, predicted: Any, same: bool) -> None:
        assert same_name(gold, predicted) is same

    def test_fields_that_gold_leaves_empty_are_not_asked(self) -> None:
        assert slots(claim(0, 1), claim(0, 1, change="gained", actor={"name": "x"})) == {
            "stance": True,
            "source": True,
        }

    def test_a_day_is_asked_only_where_the_event_has_one(self) -> None:
        found = claim(0, 1, when={"start": "2020-03-05"})
        assert slots(claim(0, 1, when="2020-03-05/2020-03-09"), found)["when"]
        assert not slots(claim(0, 1, date="2020-03-04"), found)["when"]
        assert "when" not in slots(claim(0, 1, when="2020-03-04", when_precision="unknown"), found)

    def test_a_figure_is_its_value_or_else_a_bound(self) -> None:
        assert numbers([{"value": None, "low": 100, "high": None}, {"value": 0, "low": 3}]) == {100.0, 0.0}
        assert numbers(None) == set()
        gold = claim(0, 1, quantity={"value": 12, "unit": "killed"})
        assert slots(gold, claim(0, 1, quantity=[{"value": 30}, {"value": 12}]))["quantity"]


class TestAcrossReports:
    def test_b_cubed_of_a_worked_example(self) -> None:
        gold = {"a": 1, "b": 1, "c": 1, "d": 2}
        precision, recall, f1 = b_cubed(gold, {"a": "x", "b": "x", "c": "y", "d": "y"})
        assert precision == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
        assert recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
        assert f1 == pytest.approx(2 * precision * recall / (precision + recall))

    def test_what_is_in_no_group_stands_alone(self) -> None:
        assert b_cubed({"a": 1, "b": 2}, {}) == (1.0, 1.0, 1.0)

    def test_events_and_origins_are_asked_of_matched_claims(self) -> None:
        gold = [claim(0, 9, event="fall", origin="army"), claim(20, 29, event="fall", origin="rebels")]
        found = [claim(0, 9, id="c1"), claim(20, 29, id="c2")]
        score = score_claims({"d": gold}, {"d": found})
        apart = Groups(events={"c1": "e1", "c2": "e2"}, origins={"c1": "o", "c2": "o"})
        told = score_groups(score, {}, apart)
        assert told.events is not None
        assert told.events[:2] == (1.0, 0.5)
        assert told.origins is not None
        assert told.origins.right == 0
        whole = Groups(events={"c1": "e", "c2": "e"}, origins={"c1": "o", "c2": "p"})
        told = score_groups(score, {"d": "f"}, whole)
        assert (told.events, told.families) == ((1.0, 1.0, 1.0), (1.0, 1.0, 1.0))
        assert told.origins is not None
        assert told.origins.right == 1


class TestFiles:
    @pytest.mark.parametrize("text", ["", "[]", '{"claims": [{"doc": "d"}]}', '{"claims": {}}'])
    def test_gold_of_another_form_is_refused_with_its_name(self, text: str, tmp_path: Path) -> None:
        path = tmp_path / "gold.json"
        path.write_text(text)
        with pytest.raises(UsageError, match=r"gold\.json"):
            read_gold(path)

    @pytest.mark.parametrize(
        "text", ["{", "[]", '{"id": "d"}', '{"id": "d", "claims": [{"kind": "control"}]}']
    )
    def test_a_faulty_line_is_named(self, text: str, tmp_path: Path) -> None:
        path = tmp_path / "predicted.jsonl"
        path.write_text('{"id": "a", "claims": []}\n\n' + text)
        with pytest.raises(UsageError, match="line 3"):
            read_predicted(path)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    gold, predicted = tmp_path / "gold.json", tmp_path / "predicted.jsonl"
    claims = [{"doc": "d", "quote": "Rebels took Kidal", **claim(0, 17, change="gained", place="Kidal")}]
    gold.write_text(json.dumps({"claims": [*claims, {"doc": "d", **claim(20, 39, "talks")}]}))
    text = "Rebels took Kidal. Talks were held then."
    line = {"id": "d", "received_text": text, "claims": [claim(0, 17, change="lost", places=[])]}
    predicted.write_text(json.dumps(line))
    return str(gold), str(predicted)


def test_the_command_prints_kinds_slots_and_misses(files: tuple[str, str]) -> None:
    told = CliRunner().invoke(commands, ["evaluate", *files, "--misses", "9"])
    assert told.exit_code == 0
    assert "control     P 1.000 R 1.000 F 1.000  (gold 1)" in told.output
    assert "slot change     0.000  (0 of 1)" in told.output
    assert "detected P 1.000 R 0.500 F 0.667" in told.output
    assert "missed: d talks: 'alks were held then'" in told.output
    assert "slot change,place: d control: 'Rebels took Kidal'; change 'lost', not 'gained'" in told.output


def test_the_command_prints_nothing_but_json_when_asked(files: tuple[str, str]) -> None:
    told = json.loads(CliRunner().invoke(commands, ["evaluate", *files, "--format", "json"]).output)
    assert told["detected"]["recall"] == 0.5
    assert told["slots"]["place"] == {"right": 0, "filled": 1, "accuracy": 0.0}


def test_a_table_of_nothing_divides_by_nothing() -> None:
    assert "detected P 0.000 R 0.000 F 0.000" in as_table(score_claims({}, {}))
