"""What is planned, feared, asked, or only sounds like war is not put down as having happened."""

from __future__ import annotations

import pytest
from claims_world import read

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "The army plans to retake Bama.",
        "Whoever holds Goma controls the lake.",
        "The army has not commented on the loss of the base at Tessit.",
        "The soldiers reached the ridge without capturing Lessa.",
        "If the rebels take Goma, the region will burn.",
        "Troops advanced in order to capture the bridge at Irpin.",
        "Troops have begun an operation to retake Bunia from the rebels, the army said.",
        "The general said his men would recapture Wad Madani.",
        "The rebels tried to seize the airport at Kisangani.",
        "Insurgents failed to capture Mocimboa da Praia.",
        "The army nearly lost Wau.",
        "The army seeks control of the oilfields.",
        "Did the rebels capture Walikale?",
        "Some 2,000 soldiers are stationed in Menaka.",
        "Mubi is a stronghold of the insurgents.",
        "The ceremony took place in Juba on Friday.",
        "Diplomats held talks in Doha.",
        "Villagers have lost hope in Ituri.",
        "The minister took office in Bamako.",
        "Students took part in a rally in Dhaka.",
        "The opposition lost the election in Harare.",
        "The team won the match in Lagos.",
        "They control their emotions.",
        "The state controls the price of bread.",
        "The bank took control of the company.",
    ],
)
def test_no_place_changes_hands(text: str) -> None:
    assert [s.kind for s in read(text).statements if s.kind == "control"] == []


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not say how many of its men had died at Lessa.",
        "It was unclear how many people were killed in Lessa.",
        "The envoys rose without signing a truce.",
        "The president sacked the army chief.",
        "Firefighters fought the blaze in Athens.",
        "Students took part in a rally in Dhaka.",
        "Unless the garrison surrenders, the fort will be stormed.",
        "The summit will take place in Nairobi.",
        "Officials hope to reopen the bridge.",
        "The actor won an award in Cannes.",
        "Thousands gathered in the square in Tbilisi.",
        "The rebels could take Bukavu within days, analysts fear.",
        "The army may withdraw from Wau next month.",
        "Officials fear an attack on Port Sudan.",
        "The threat of an attack on the port remains high.",
        "Further clashes in Tripoli are likely.",
        "An attack on Maiduguri now seems unlikely.",
        "The rebels' leaders were born in exile.",
        "Analysts said the offensive was a sign of weakness.",
        "Doctors are battling an outbreak of cholera in Harare.",
        "The government launched a vaccination campaign in Kano.",
        "He had a heart attack in Nairobi.",
        "The mayor came under fire over the contract.",
        "The senator fired back at his critics.",
        "The candidate withdrew from the race.",
        "The company withdrew the product from the market.",
        "He died of cancer in 2011.",
        "Students returned to class on Monday.",
        "The president returned from a trip to China.",
        "The company promised new jobs.",
        "The fire is out of control.",
        "The jail held some 1,450 people.",
        "Wolves killed 40 lambs on the farm.",
        "The cuts killed 300 jobs.",
        "The court killed off four appeals.",
    ],
)
def test_nothing_is_claimed(text: str) -> None:
    assert read(text).statements == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Did the rebels capture Walikale?", "a question"),
        ("The army plans to retake Bama.", "a purpose or plan"),
        ("If the rebels take Goma, the region will burn.", "a condition"),
        ("The army nearly lost Wau.", "a near miss"),
        ("Uganda will withdraw its troops from Bunia next month.", "a prediction"),
    ],
)
def test_what_is_set_aside_says_why(text: str, reason: str) -> None:
    (only,) = read(text).rejections
    assert reason in only.reason
    assert 0 <= only.start < only.end <= len(text)
