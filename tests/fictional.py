"""A small fictional war, as records: what the rooms before store and publish would hand over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from dateline.records import (
    Actor,
    Claim,
    ControlPeriod,
    CopyLink,
    CrossingStatus,
    Disagreement,
    Event,
    Origin,
    Passage,
    Published,
    Quantity,
    Record,
    Rejection,
    Report,
    Source,
    Toll,
    When,
    Where,
)

GATE = Where(
    "Varna Gate",
    "the crossing",
    "crossing:varna-gate",
    41.2,
    44.1,
    "QQ",
    "Westmark",
    "Varna",
    "border crossing",
    "exact",
    "named in full above",
)
ORLO = Where("Orlo", "Orlo", "geonames:900001", 41.9, 44.9, "QQ", "Westmark", None, "city", "exact")
MAYBE = Where("Upper Mill", "Upper Mill", candidates=("geonames:7", "geonames:8"), reason="two of that name")

NORTH = Actor("Northern Front", "the rebels", "actor:northern-front", "armed group")
ARMY = Actor("army of Quilia", "the army", "actor:army-of-quilia", "force", "country:QQ", "QQ")

TEXTS = {
    "courier-1": (
        "Rebels take Varna Gate\nTwo border officers told Agence Delta that Varna Gate had fallen to the "
        "rebels on Tuesday. Ana Reyes, a spokeswoman for the interior ministry, denied it and said the "
        "crossing was still under the army's control.",
        "Morning Courier",
    ),
    "tribune-1": (
        "Two border officers told Agence Delta that Varna Gate had fallen to the rebels on Tuesday. "
        "The regional hospital in Orlo said at least 31 people were killed in shelling.",
        "Tribune <b>of</b> Orlo | east",
    ),
    "harbour-1": (
        "A truck driver said the rebels held Varna Gate. The governor said 24 people had died in Orlo. "
        "The Northern Front promised safe passage for traders.",
        None,
    ),
}


def record() -> Record:
    """The whole record of the fictional war."""
    reports = tuple(_report(name, text, outlet) for name, (text, outlet) in sorted(TEXTS.items()))
    claims = _claims()
    fell = Origin(
        "o-officers",
        "two border officers",
        "Agence Delta",
        ("courier-1", "tribune-1"),
        date(2031, 3, 5),
        ("c-fell-1", "c-fell-2"),
        "two outlets, one text, one claim-holder",
    )
    driver = Origin(
        "o-driver", "a truck driver", None, ("harbour-1",), date(2031, 3, 6), ("c-driver",), "one outlet"
    )
    reyes = Origin(
        "o-reyes",
        "Ana Reyes",
        "Agence Delta",
        ("courier-1",),
        date(2031, 3, 5),
        ("c-denied", "c-held"),
        "one outlet, one claim-holder",
    )
    hospital = Origin(
        "o-hospital", "regional hospital", None, ("tribune-1",), date(2031, 3, 5), ("c-31",), "one"
    )
    governor = Origin("o-governor", "governor", None, ("harbour-1",), date(2031, 3, 6), ("c-24",), "one")
    front = Origin("o-front", "Northern Front", None, ("harbour-1",), date(2031, 3, 6), ("c-passage",), "one")
    day = When(date(2031, 3, 4), date(2031, 3, 4), "day", "Tuesday", "weekday before publication")
    capture = Event(
        "e-capture",
        "control",
        "gained",
        "Capture of Varna Gate",
        GATE,
        day,
        ("Northern Front",),
        (fell, driver),
        (replace(reyes, claim_ids=("c-denied",)),),
        ("courier-1", "harbour-1", "tribune-1"),
        "disputed",
        ("c-denied", "c-driver", "c-fell-1", "c-fell-2"),
    )
    shelling = Event(
        "e-shelling",
        "casualties",
        "killed",
        "Deaths in Orlo",
        ORLO,
        None,
        (),
        (hospital, governor),
        (),
        ("harbour-1", "tribune-1"),
        "corroborated",
        ("c-24", "c-31"),
    )
    promise = Event(
        "e-promise",
        "position",
        "pledge",
        "Promise",
        None,
        None,
        ("Northern Front",),
        (front,),
        (),
        ("harbour-1",),
        "single-origin",
        ("c-passage",),
    )
    return Record(
        reports=reports,
        claims=claims,
        copies=(CopyLink("tribune-1", 0, 88, "courier-1", 23, 111, 1.0, "verbatim"),),
        origins=(driver, front, governor, hospital, fell, reyes),
        events=(capture, promise, shelling),
        disagreements=(
            Disagreement(
                "d-denial",
                "denial",
                ("e-capture",),
                ("c-fell-1",),
                ("c-denied",),
                "Ana Reyes denies what two border officers told Agence Delta",
            ),
            Disagreement(
                "d-number",
                "number",
                ("e-shelling",),
                ("c-31",),
                ("c-24",),
                "31 and 24 are counts of the same dead on the same day",
            ),
        ),
        tolls=(
            Toll(
                "t-1",
                "e-shelling",
                "killed",
                "people",
                24.0,
                31.0,
                None,
                "latest-official",
                ("c-24", "c-31"),
                (),
                "the hospital counts at least 31, the governor 24",
            ),
        ),
        control=(
            ControlPeriod(
                "cp-rebels.20310305",
                GATE,
                "Northern Front",
                "claimed",
                (fell, driver),
                date(2031, 3, 4),
                None,
                date(2031, 3, 5),
                date(2031, 3, 6),
                "reported captured",
                ("c-fell-1", "c-driver"),
            ),
            ControlPeriod(
                "cp-army.20310305",
                GATE,
                "army of Quilia",
                "claimed",
                (reyes,),
                None,
                None,
                date(2031, 3, 5),
                date(2031, 3, 5),
                "said to hold it",
                ("c-held",),
            ),
        ),
        crossings=(
            CrossingStatus(
                "cs-1",
                GATE,
                "closed",
                (driver,),
                date(2031, 3, 4),
                date(2031, 3, 6),
                date(2031, 3, 6),
                ("c-driver",),
            ),
        ),
        rejections=(Rejection("claims", "a sentence without a finite verb", "courier-1", 0, 22),),
    )


def _report(name: str, text: str, outlet: str | None) -> Report:
    day = date(2031, 3, 6) if name.startswith("harbour") else date(2031, 3, 5)
    return Report(
        name,
        "0" * 64,
        text,
        (Passage(0, len(text), "body"),),
        outlet=outlet,
        published=Published(day, "given", "high"),
    )


def _claims() -> tuple[Claim, ...]:
    officers = Source(None, "Two border officers", "border officer", "Quilia", anonymous=True, count=2)
    reyes = Source("Ana Reyes", "Ana Reyes", "spokeswoman for the interior ministry")
    day = When(date(2031, 3, 4), date(2031, 3, 4), "day", "Tuesday", "weekday before publication")
    fell: dict[str, Any] = {
        "actors": (NORTH,),
        "places": (GATE,),
        "when": day,
        "source": officers,
        "via": ("Agence Delta",),
    }
    words = "Varna Gate had fallen to the rebels on Tuesday"
    return tuple(
        sorted(
            (
                _claim("c-fell-1", "courier-1", words, "control", "gained", **fell),
                _claim("c-fell-2", "tribune-1", words, "control", "gained", **fell),
                _claim(
                    "c-denied",
                    "courier-1",
                    "denied it",
                    "control",
                    "gained",
                    actors=(NORTH,),
                    places=(GATE,),
                    source=reyes,
                    via=("Agence Delta",),
                    stance="denies",
                    denies="c-fell-1",
                ),
                _claim(
                    "c-held",
                    "courier-1",
                    "the crossing was still under the army's control",
                    "control",
                    "held",
                    actors=(ARMY,),
                    places=(GATE,),
                    source=reyes,
                    via=("Agence Delta",),
                ),
                _claim(
                    "c-driver",
                    "harbour-1",
                    "the rebels held Varna Gate",
                    "control",
                    "held",
                    actors=(NORTH,),
                    places=(GATE,),
                    source=Source(None, "A truck driver", "truck driver", anonymous=True),
                ),
                _claim(
                    "c-31",
                    "tribune-1",
                    "at least 31 people were killed in shelling",
                    "casualties",
                    "killed",
                    places=(ORLO,),
                    quantities=(Quantity(31, 31, None, "killed", "at least 31"),),
                    source=Source("regional hospital", "The regional hospital", type="body"),
                ),
                _claim(
                    "c-24",
                    "harbour-1",
                    "24 people had died in Orlo",
                    "casualties",
                    "killed",
                    places=(ORLO,),
                    quantities=(Quantity(24, 24, 24, "killed", "24"),),
                    source=Source(None, "The governor", "governor"),
                ),
                _claim(
                    "c-passage",
                    "harbour-1",
                    "promised safe passage for traders",
                    "position",
                    "pledge",
                    actors=(NORTH,),
                    places=(MAYBE,),
                    source=Source("Northern Front", "The Northern Front"),
                ),
            ),
            key=lambda c: c.id,
        )
    )


def _claim(id_: str, report: str, quote: str, kind: Any, change: str, **fields: Any) -> Claim:
    start = TEXTS[report][0].index(quote)
    end = start + len(quote)
    return Claim(id_, report, kind, change, start, end, quote, rule="frames/test@1", **fields)
