from __future__ import annotations

import pytest

from dateline.annotate.tokens import is_name, smooth


def known(word: str) -> bool:
    return word in {"Iran", "Iraq", "Russia", "Russian", "Israel", "Gaza", "US"}


@pytest.mark.parametrize(
    "word", ["Tall-e-Zard", "Umm-Qasr", "al-Shabaab", "Al-Bab", "Noor-ul-Haq", "ez-Zor", "Bosnia-Herzegovina"]
)
def test_hyphenated_names_are_one_word(word: str) -> None:
    assert is_name(word.split("-"), known=known)


@pytest.mark.parametrize(
    "word",
    [
        "Russian-led",
        "rebel-held",
        "Rebel-Held",
        "Iran-Iraq",
        "US-Backed",
        "war-torn",
        "15-month",
        "Cease-Fire",
    ],
)
def test_compounds_are_not_names(word: str) -> None:
    assert not is_name(word.split("-"), known=known)


def test_markup_is_smoothed_and_offsets_lead_back() -> None:
    text = "near\u00a0\u00a0Umm\u2011Qasr\u200b today"
    smoothed = smooth(text)
    assert smoothed.text == "near Umm-Qasr today"
    at = smoothed.text.index("Umm")
    assert text[smoothed.at[at] : smoothed.at[at + 7] + 1] == "Umm\u2011Qasr"
