from __future__ import annotations

import hashlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_agencies import agencies

from dateline.read import date_from_siblings, read
from dateline.records import Received, Rejection, Report

BODY = (
    "The army shelled the hill above Sela on Monday, three residents said.\n"
    "A spokesman for the army denied that and said its guns had been silent for a week.\n"
    "The hospital in the town has taken in nine wounded people since the morning.\n"
)


def received(
    content: str | bytes,
    name: str = "r",
    *,
    html: bool = False,
    published: str | None = None,
    url: str | None = None,
    fetched: str | None = None,
) -> Received:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    digest = hashlib.sha256(data).hexdigest()
    media = "html" if html else "text"
    return Received(name, digest, data, media, f"{name}.in", published=published, url=url, fetched=fetched)  # type: ignore[arg-type]


def report_of(source: Received) -> Report:
    report = read(source, agencies=agencies)
    assert isinstance(report, Report), report
    return report


def day_of(text: str, **given: str) -> tuple[str | None, str]:
    report = report_of(received(text, **given))  # type: ignore[arg-type]
    published = report.published
    return (published.date.isoformat(), published.basis) if published else (None, "")


PAGE = """<html lang="en"><head><title>Rebels take Goma airport | The Lake Post</title>
<meta property="og:site_name" content="The Lake Post"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2025-01-28T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Rebels take Goma airport</h1>
<figure><img src="a.jpg"><figcaption>Smoke rises over the runway on Monday (Ali Noor/AP)</figcaption></figure>
<p>GOMA, Congo (AP) — Rebels took the airport on Monday, two residents said by telephone.</p>
<p>The army denied it and said that fighting had gone on in the night around the runway.</p>
<script>alert("x")</script></article></body></html>"""


def test_a_page_gives_text_title_outlet_byline_date_and_caption() -> None:
    report = report_of(received(PAGE, html=True))
    assert report.title == "Rebels take Goma airport"
    assert (report.outlet, report.byline) == ("The Lake Post", "Jane Doe")
    assert report.published is not None
    assert (report.published.date, report.published.basis) == (date(2025, 1, 28), "metadata of the page")
    parts = [(report.received_text[p.start : p.end].split()[0], p.part) for p in report.passages]
    assert parts == [("Rebels", "headline"), ("Smoke", "caption"), ("Rebels", "body"), ("The", "body")]
    assert report.credits == ("AP",)
    assert "alert" not in report.received_text


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (received("<html><body><script>1</script></body></html>", html=True), "HTML without text"),
        (received("<div>" * 50_000, html=True), "HTML without text"),
        (received("… — !!!"), "no words"),
        (received("Share\nTweet\nSkip to content\nAdvertisement"), "nothing but page furniture"),
        (received("Les rebelles ont pris la ville de Goma dans la nuit, selon des habitants qui ont fui "
                  "vers la frontière avec leurs enfants et des bagages."), "French"),
        (received("Los rebeldes tomaron la ciudad por la noche, según los vecinos que huyeron hacia la "
                  "frontera con sus hijos."), "Spanish"),
        (received("Войска вошли в город ночью, сообщили жители по телефону."), "Cyrillic"),
        (received("دخل المسلحون المدينة ليلا وقال سكان إنهم فروا"), "Arabic letters"),
        (received("Waasi waliingia katika mji wa Goma usiku, wakaazi wa mji huo walisema kwa simu na "
                  "kuongeza kuwa hali ya usalama ni mbaya."), "Swahili"),
    ],
)  # fmt: skip
def test_what_is_no_english_report_is_rejected_with_the_reason(source: Received, words: str) -> None:
    found = read(source, agencies=agencies)
    assert isinstance(found, Rejection)
    assert words in found.reason
    assert "r.in" in found.reason


def test_text_in_other_encodings_is_read() -> None:
    words = "Soldiers left Bogotá’s airport, the mayor said on Sunday in a statement to the press.\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert report_of(received(words.encode(encoding))).received_text == words


def test_zero_characters_and_lone_surrogates_keep_their_places() -> None:
    text = "The port\x00 of Tarin was hit\ud800 by rockets on Sunday, its harbour master said."
    report = report_of(received(text))
    assert len(report.received_text) == len(text)
    report.received_text.encode("utf-8")


def test_line_breaks_are_kept_as_they_came() -> None:
    text = "Army takes Sela hill\r\n\r\n" + BODY.replace("\n", "\r\n")
    report = report_of(received(text))
    assert report.received_text == text
    assert [report.received_text[p.start : p.end][-1] for p in report.passages] == ["l", ".", ".", "."]


def test_the_sender_s_date_comes_first_and_nonsense_is_passed_over() -> None:
    block = "Army takes Sela hill\n3 May 2021\n" + BODY
    assert day_of(block, published="2021-05-04T08:00:00+03:00") == ("2021-05-04", "given")
    assert day_of(block, published="yesterday") == ("2021-05-03", "dateline block")


def test_a_site_s_today_is_not_the_date_of_the_report() -> None:
    told = BODY.replace("on Monday", "on Monday, May 3")
    assert day_of("Tuesday, March 5, 2024\nArmy takes Sela hill\n" + told)[0] != "2024-03-05"
    both = "Tuesday, March 5, 2024\nArmy takes Sela hill\nMay 4, 2021\n" + told
    assert day_of(both) == ("2021-05-04", "dateline block")
    fetched = "Army takes Sela hill\nMarch 5, 2024\n" + BODY
    assert day_of(fetched, fetched="2024-03-05T12:00:00Z", url="https://p.example/2021/05/04/sela") == (
        "2021-05-04",
        "address",
    )


def test_a_date_in_numbers_is_read_the_way_the_text_tells() -> None:
    told = BODY.replace("on Monday", "on Monday, 3 May")
    assert day_of("Army takes Sela hill\n04/05/2021\n" + told)[0] == "2021-05-04"
    assert day_of("Army takes Sela hill\n05/04/2021\n" + told)[0] == "2021-05-04"


def test_the_dateline_s_day_takes_its_year_from_what_else_is_known() -> None:
    text = "SELA, May 3 (Xinhua) -- " + BODY
    published = report_of(received(text, fetched="2021-06-01")).published
    assert published is not None
    assert (published.date, published.basis) == (date(2021, 5, 3), "dateline, year inferred")


def test_a_missing_year_is_inferred_from_weekday_anniversary_and_full_dates() -> None:
    weekday = BODY.replace("on Monday", "on Monday, May 3")
    assert day_of(weekday, fetched="2022-01-01")[0] == "2021-05-03"
    ten = weekday + "It came on the eve of the 10th anniversary of Fukushima, a disaster far away.\n"
    assert day_of(ten)[0] == "2021-05-03"
    after = weekday + "It came 18 years after the 2003 invasion of the neighbouring country.\n"
    assert day_of(after)[0] == "2021-05-03"
    full = BODY.replace("on Monday", "on Monday, May 3, 2021")
    assert day_of(full) == ("2021-05-03", "last full date in the text")


def test_days_ahead_and_days_of_history_date_no_report() -> None:
    text = BODY + "The truce of the valley has held since 4 June 2016 and runs until 30 September 2031.\n"
    assert day_of(text)[0] is None


def test_a_picture_s_credit_is_not_the_story_s() -> None:
    text = (
        "Army takes Sela hill\n"
        + BODY
        + "Smoke over Sela (Ana Ruiz/Reuters)\n"
        + BODY.replace("Sela", "Mora")
    )
    assert report_of(received(text)).credits == ()
    told = text + "A guard told Agence France-Presse that Reuters' office was hit.\nWith inputs from AP\n"
    assert report_of(received(told)).credits == ("AP", "AFP")


def test_an_agency_that_nobody_knows_is_credited_by_its_name() -> None:
    text = BODY + "The road was mined, the Sela Watch news agency reported.\n"
    assert report_of(received(text)).credits == ("Sela Watch",)


def test_siblings_date_a_report_whatever_the_order() -> None:
    carried = "Guards at the Mora post said that the convoy had turned back before dawn without a fight. "
    dated = report_of(received(carried + BODY, "dated", published="2021-05-04"))
    carrier = report_of(received("In other words:\n" + carried + "They saw no soldiers.", "carrier"))
    stranger = report_of(
        received("Farmers in Upper Tolo say the locusts have left after a dry week.", "other")
    )
    found = date_from_siblings([carrier, stranger, dated])
    assert found == date_from_siblings([dated, carrier, stranger])
    assert list(found) == ["carrier"]
    assert found["carrier"].date == date(2021, 5, 4)
    assert found["carrier"].basis == "reports that carry the same copy (dated)"


def test_a_sibling_gives_the_year_to_a_day_that_the_report_tells() -> None:
    carried = "Guards at the Mora post said that the convoy had turned back before dawn without a fight. "
    dated = report_of(received(carried + BODY, "dated", published="2021-05-05"))
    carrier = report_of(received(carried + "It had left the capital on May 4, they said.", "carrier"))
    assert date_from_siblings([dated, carrier])["carrier"].date == date(2021, 5, 4)


def test_a_day_at_the_head_takes_the_year_of_the_other_reports() -> None:
    note = report_of(
        received("PRESS NOTE\nHarbour clinic, 3 February\n\nThe wards are full and cold.", "note")
    )
    near = report_of(received(BODY, "near", published="2025-01-28"))
    old = report_of(received(BODY, "old", published="2019-06-01"))
    assert note.published is None
    assert date_from_siblings([near, note])["note"].date == date(2025, 2, 3)
    assert "note" not in date_from_siblings([old, note])
    assert "note" not in date_from_siblings([old, near, note])


def test_the_day_in_a_masthead_is_the_reports_own() -> None:
    carried = "Guards at the Mora post said that the convoy had turned back before dawn without a fight. "
    dated = report_of(received(carried + BODY, "dated", published="2021-05-07"))
    paper = report_of(received("Mora Live - Western Sela, Tuesday 4 May\n\n" + carried + BODY, "paper"))
    assert date_from_siblings([dated, paper])["paper"].date == date(2021, 5, 4)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([*BODY.split(), "\n", "(AP)", "—", "Photo:", "3/4/2021", "\r\n"]),
            st.text(max_size=8),
        )
    )
)
def test_whatever_comes_in_every_stretch_lies_in_the_text(words: list[str]) -> None:
    found = read(received(" ".join(words)), agencies=agencies)
    if isinstance(found, Report):
        for passage in found.passages:
            assert found.received_text[passage.start : passage.end].strip()
        assert all(0 <= f.start < f.end <= len(found.received_text) for f in found.furniture)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Reuters", "Reuters"),
        ("Source: AFP", "AFP"),
        ("Additional reporting by Reuters", None),
        ("With inputs from AFP", None),
        ("Reuters/AFP", None),
    ],
)
def test_a_whole_report_is_the_copy_of_the_one_agency_that_it_credits(line: str, agency: str | None) -> None:
    assert report_of(received(f"{BODY}\n{line}\n")).agency == agency
