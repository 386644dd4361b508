"""A town that one report names without its country is the one that other reports of the case mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.assess import control_as_of
from dateline.records import Claim, Where
from setwise import LEAGUE, TORVIK, case, claim, identified, on, person, report

DAY = date(2031, 5, 6)
OPEN = Where("Torvik", "Torvik", reason="the report does not say in which country")
ELSEWHERE = Where("Kesh", "Kesh", "geo:9", 40.0, 50.0, "XX", "Kesh", None, "city", "exact")


def _taken(name: str, place: Where, *more: Where) -> Claim:
    of = report(f"r{name}", "Torvik was taken.", DAY)
    source = person(f"Ada {name}", f"Ada {name}", "teacher")
    return claim(name, of, "Torvik was taken", "control", "gained", actors=(LEAGUE,), places=(place, *more),
                 when=on(DAY), source=source)  # fmt: skip


def test_reports_that_leave_the_town_open_tell_of_the_same_event() -> None:
    claims = [_taken("a", TORVIK), _taken("b", OPEN)]
    reports = [report(f"r{c.id}", "Torvik was taken.", DAY) for c in claims]
    (event,) = case(reports, claims).events
    assert len(event.origins_for) == 2
    assert event.place == TORVIK


def test_the_words_of_the_report_stay_and_the_reason_is_told() -> None:
    (_, settled) = identified([_taken("a", TORVIK), _taken("b", replace(OPEN, text="the town of Torvik"))])
    (place,) = settled.places
    assert (place.id, place.text) == ("geo:1", "the town of Torvik")
    assert "other reports" in place.reason


def test_a_name_that_the_case_uses_for_two_towns_settles_nothing() -> None:
    other = replace(TORVIK, id="geo:8", country="XX")
    found = identified([_taken("a", TORVIK), _taken("b", other), _taken("c", OPEN)])
    assert found[2].places == (OPEN,)


def test_a_report_on_another_country_alone_keeps_its_own_town() -> None:
    found = identified([_taken("a", TORVIK), _taken("b", OPEN, ELSEWHERE)])
    assert found[1].places == (OPEN, ELSEWHERE)


def test_the_ledger_answers_for_a_town_that_the_asker_leaves_open() -> None:
    claims = [_taken("a", TORVIK)]
    periods = case([report("ra", "Torvik was taken.", DAY)], claims).periods
    assert [p.holder for p in control_as_of(periods, place=OPEN)] == ["Harbour League"]
