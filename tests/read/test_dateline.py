from __future__ import annotations

import pytest
from read_agencies import agencies

from dateline.read.dateline import find_dateline


@pytest.mark.parametrize(
    ("text", "place", "region", "agency", "rest"),
    [
        ("KHARTOUM (Reuters) – Shells fell.", "Khartoum", None, "Reuters", "Shells fell."),
        ("GOMA, Congo (AP) — Rebels left.", "Goma", "Congo", "AP", "Rebels left."),
        ("SELMA, Ala. (AP) Officers found him.", "Selma", "Ala", "AP", "Officers found him."),
        ("Qamishli, Syria — Guards fled.", "Qamishli", "Syria", None, "Guards fled."),
        ("(CNN) — A port was hit.", None, None, "CNN", "A port was hit."),
        ("May 3 (UPI) — A port was hit.", None, None, "UPI", "A port was hit."),
        ("Monday, 3 May 2021 (YJC) _Guards fled.", None, None, "YJC", "Guards fled."),
        ("GENEVA/BAMAKO, 12 May (Xinhua) -- Aid came.", "Geneva/Bamako", None, "Xinhua", "Aid came."),
        ("MOSCOW, July 8. /TASS/. Talks began.", "Moscow", None, "TASS", "Talks began."),
        ("MOSCOW. July 8 (Interfax) - Talks began.", "Moscow", None, "Interfax", "Talks began."),
        ("New Delhi, Jul 9 (PTI) Two men died.", "New Delhi", None, "PTI", "Two men died."),
        ("[Nairobi] Aid reached the camp.", "Nairobi", None, None, "Aid reached the camp."),
        ("PORT-AU-PRINCE: Gangs attacked.", "Port-Au-Prince", None, None, "Gangs attacked."),
        ("N'DJAMENA (Agence France-Presse) - Fire.", "N'Djamena", None, "AFP", "Fire."),
        ("Jammu/Lahore — Nov 14: Shells fell.", "Jammu/Lahore", None, None, "Shells fell."),
        ("Jammu — Shells: two fell.", "Jammu", None, None, "Shells: two fell."),
        (
            "San José del Guaviare, Colombia — “We fled.”",
            "San José del Guaviare",
            "Colombia",
            None,
            "“We fled.”",
        ),
        ("Damascus (Some New Agency) – Guards fled.", "Damascus", None, "Some New Agency", "Guards fled."),
        ("ADDIS ABABA, Ethiopia, Nov. 4 (Xinhua) -- War.", "Addis Ababa", "Ethiopia", "Xinhua", "War."),
    ],
)
def test_a_dateline_gives_place_region_and_agency_and_is_taken_off(
    text: str, place: str | None, region: str | None, agency: str | None, rest: str
) -> None:
    head = find_dateline(text, agencies)
    assert head is not None
    assert (head.place, head.region, head.agency) == (place, region, agency)
    assert text[head.length :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "Gaza City — home to half a million people — was shelled.",
        "The army (AP) – as it calls itself – denied it.",
        "The Shield Brigade (SB) said its men had left.",
        "On Tuesday (9 May) – The town fell.",
        "General Abdel Fattah al-Burhan said the army held the base.",
        "He said: The town is ours.",
        "NATO said that two jets had crossed the border.",
        "UNICEF-run schools in Cox's Bazar were closed.",
    ],
)
def test_the_beginning_of_a_sentence_is_no_dateline(text: str) -> None:
    assert find_dateline(text, agencies) is None
