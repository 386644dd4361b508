"""The loaders of public sets, on miniature files of our own in the same formats."""

from __future__ import annotations

import datetime
import gzip
import json
import pickle
from pathlib import Path

import numpy
import pytest
from benchmarks import (
    coreference,
    ecb,
    figures,
    geoparsing,
    gun_violence,
    muc,
    pages,
    polnear,
    stories,
    timeml,
)
from benchmarks.corpus import Document, spread
from click.testing import CliRunner

from dateline.records import Where


class TestFigures:
    def test_rates_of_nothing_are_zero(self) -> None:
        assert figures.f1(0, 0, 0, 0) == (0.0, 0.0, 0.0)
        assert figures.f1(1, 2, 3, 3)[:2] == (0.5, 1.0)
        assert figures.f1(1, 2, 3, 3)[2] == pytest.approx(2 / 3)

    def test_peers_stand_beside_the_measure_they_name(self) -> None:
        told = figures.table(
            [figures.Figure("GeoWebNews", "place F", 0.5), figures.Figure("x", "y", 1234.5, "", "km")]
        )
        assert "0.500     Edinburgh .67" in told
        assert "1,234 km" in told

    def test_every_peer_names_a_set_and_says_by_whom(self) -> None:
        assert all(set(row) == {"data", "measure", "figure", "by"} for row in figures._peers())

    def test_a_sample_is_spread_over_the_whole(self) -> None:
        assert spread(range(10), 5) == [0, 2, 4, 6, 8]
        assert spread(range(3), 5) == spread(range(3), 0) == range(3)


class TestAttributions:
    ANN = (
        "T1\tSource 0 9\tThe mayor\nT2\tCue 10 14\tsaid\nT3\tContent 15 20;30 35\tit ra and on\n"
        "T4\tAttribution 10 14\tsaid\nT5\tDiscard 40 44\tabcd\n"
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    )

    def test_split_spans_count_piece_by_piece(self) -> None:
        assert polnear.read_layer(self.ANN) == polnear.Layer(((0, 9),), ((10, 14),), ((15, 20), (30, 35)))

    def test_the_article_of_an_annotation_is_named_without_the_annotator(self) -> None:
        assert polnear.text_name("gazette_2016-09-12_the-mayor_ab12") == "gazette_2016-09-12_the-mayor"

    def test_characters_and_overlaps(self) -> None:
        gold = polnear.Layer(((0, 10),), ((10, 14), (50, 54)), ())
        found = polnear.Layer(((5, 15),), ((12, 20),), ())
        told = {f.measure: f.value for f in polnear.figures([(gold, found)])}
        assert told["source characters F"] == 0.5
        assert (told["cue overlap P"], told["cue overlap R"]) == (1.0, 0.5)
        assert told["content characters F"] == 0.0


class TestTimes:
    TML = (
        '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2019-06-14">x</TIMEX3></DCT><TEXT>\nTroops '
        '<EVENT eid="e1">left</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2019-06-12">Wednesday</TIMEX3> '
        'after <TIMEX3 tid="t2" type="DURATION" value="P3W">three weeks</TIMEX3> &amp; '
        '<TIMEX3 tid="t3" type="TIME" value="2019-06-12T08:00">8 a.m.</TIMEX3></TEXT></TimeML>'
    )

    def test_marks_stand_at_their_words(self) -> None:
        made, text, marks = timeml.read(self.TML, "mini.tml")
        assert made == datetime.date(2019, 6, 14)
        assert [text[m.start : m.end] for m in marks] == ["Wednesday", "three weeks", "8 a.m."]
        assert [m.value for m in marks] == ["2019-06-12", "P3W", "2019-06-12T08:00"]

    def test_a_file_of_another_kind_is_named(self) -> None:
        with pytest.raises(SystemExit, match=r"notes\.tml"):
            timeml.read("<a/>", "notes.tml")

    def test_a_document_is_scored_by_span_and_value(self) -> None:
        made, text, marks = timeml.read(self.TML, "mini.tml")
        counts, _ = timeml.score(made, text, marks[:2], narrative=False)
        assert (counts["gold"], counts["relaxed"], counts["strict"], counts["value"]) == (2, 2, 2, 2)
        counts, errors = timeml.score(made, text, [timeml.Mark(2, 5, "DATE", "2019")], narrative=False)
        assert counts["relaxed"] == 0
        assert sum(line.startswith("missed") for line in errors) == 1


class TestPlaces:
    GWN = (
        '<articles><article file="7"><text>Shelling in Oru and Vale.</text><toponyms><toponym>'
        "<type>Literal</type><start>12</start><end>15</end><latitude>4.5</latitude><longitude>30.0</longitude>"
        "</toponym><toponym><type>Non_Toponym</type><start>20</start><end>24</end></toponym></toponyms>"
        "</article></articles>"
    )
    TRN = (
        '<articles><article docid="9"><dltime>2016-12-19</dltime><text>In Vale.</text><toponyms><toponym>'
        "<start>3</start><end>7</end><gaztag><lat>1</lat><lon>2</lon></gaztag></toponym></toponyms></article></articles>"
    )

    def test_both_forms_are_read(self, tmp_path: Path) -> None:
        (tmp_path / "g.xml").write_text(self.GWN)
        (document, marks) = next(geoparsing.read(tmp_path / "g.xml"))
        assert document.text == "Shelling in Oru and Vale."
        assert marks == [
            geoparsing.Toponym(12, 15, True, (4.5, 30.0)),
            geoparsing.Toponym(20, 24, False, None),
        ]
        (tmp_path / "t.xml").write_text(self.TRN)
        (document, marks) = next(geoparsing.read(tmp_path / "t.xml"))
        assert (document.published, marks[0].point) == ("2016-12-19", (1.0, 2.0))

    def test_distance_is_along_the_great_circle(self) -> None:
        degree = geoparsing.distance((0.0, 0.0), Where("x", "x", lat=0.0, lon=1.0))
        assert degree == pytest.approx(111.2, abs=0.1)
        assert geoparsing.distance((0.0, 0.0), Where("x", "x")) is None

    @pytest.mark.model
    @pytest.mark.parametrize(
        ("words", "where", "point", "right"),
        [
            # its own name or people, and a point inside it, wherever the middle is put
            (
                "Canada",
                Where("Canada", "", "country:CA", 60.0, -95.0, "CA", feature="country"),
                (49.3, -123.1),
                True,
            ),
            (
                "Canadian",
                Where("Canada", "", "country:CA", 60.0, -95.0, "CA", feature="country"),
                (60.1, -113.6),
                True,
            ),
            (
                "U.S.",
                Where("United States", "", "country:US", 38.0, -97.0, "US", feature="country"),
                (39.8, -98.5),
                True,
            ),
            # the town that stands for its government is not the country
            (
                "Ottawa",
                Where("Canada", "", "country:CA", 60.0, -95.0, "CA", feature="country"),
                (45.4, -75.7),
                False,
            ),
            (
                "Georgia",
                Where("Georgia", "", "country:GE", 42.0, 43.5, "GE", feature="country"),
                (32.8, -83.5),
                False,
            ),
            ("Goma", Where("Goma", "", "geonames:1", -1.7, 29.2, "CD", feature="city"), (-4.3, 15.3), False),
        ],
    )
    def test_a_land_is_right_anywhere_inside_it(
        self, words: str, where: Where, point: tuple[float, float], right: bool
    ) -> None:
        error = geoparsing._error(point, geoparsing.Located(0, len(words), where, words))
        assert error is not None
        assert error.right is right


class TestGunViolence:
    def test_towns_are_compared_by_name_with_their_other_name(self) -> None:
        def right(city: str, *names: str, county: str | None = None) -> bool:
            return gun_violence._same_city(city, [Where(name, name, admin2=county) for name in names])

        assert right("Brookdale (Oak County)", "Oak County")
        assert right("Brookdale", "Elm", "brookdale")
        assert right("Saint Anne", "St. Anne")
        assert right("Oak (county)", "Brookdale", county="Oak")
        assert not right("Brookdale", "Elm", county="Brookdale")
        assert not right("Brookdale")

    def test_a_pickle_cannot_run_anything(self, tmp_path: Path) -> None:
        class Trap:
            def __reduce__(self) -> tuple[object, tuple[str]]:
                return Path.mkdir, (str(tmp_path / "made"),)

        gun_violence._Plain.loads(pickle.dumps(Trap()))
        assert not (tmp_path / "made").exists()

    def test_dates_and_fields_of_an_article_come_through(self) -> None:
        day = datetime.date(2015, 3, 4)
        content = pickle.dumps({"dct": day, "title": "Two hurt", "content": "Two people were hurt."})
        assert gun_violence._Plain.loads(content)["dct"] == day

    def test_a_folder_without_tables_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(SystemExit, match="holds no table"):
            gun_violence.incidents(tmp_path)


class TestStories:
    FERRY = "The ferry Alba sank off Port Oru with forty aboard. "
    DAM = "Engineers drained the cracked Vellin dam above the town. "

    def _article(self, folder: Path, name: str, event: int, text: str) -> None:
        item = {
            "dId": name, "title": text[:30], "description": None, "text": text * 6,
            "date_publish": "2017-03-04T00:00:00", "newsCluster": {"EventId": event},
        }  # fmt: skip
        (folder / f"{name}.json").write_text(json.dumps(item))

    def test_articles_come_with_their_event_their_title_and_their_day(self, tmp_path: Path) -> None:
        self._article(tmp_path, "a", 7, self.FERRY)
        ((event, document),) = stories.news_cluster(tmp_path)
        assert (event, document.published, document.title) == ("7", "2017-03-04", self.FERRY[:30])

    def test_the_likeness_is_set_on_other_incidents_than_those_scored(self, tmp_path: Path) -> None:
        folder = tmp_path / stories.NEWS_CLUSTER
        folder.mkdir(parents=True)
        for number, text in enumerate((self.FERRY, self.FERRY, self.DAM, self.DAM)):
            for copy in "xyz":
                self._article(folder, f"{number}{copy}", number, f"{text} Paper {copy} was there. ")
        told = stories.news(tmp_path, final=False, limit=0).figures
        assert {f.measure: f.value for f in told}["stories B3 F"] == 1.0
        assert told[0].of.startswith("6 articles")

    def test_incidents_are_dealt_whole(self) -> None:
        document = Document("d", "text")
        tuned, scored = stories._dealt([(name, document) for name in "aabbccd"])
        assert [name for name, _ in tuned] == ["a", "a", "c", "c"]
        assert [name for name, _ in scored] == ["b", "b", "d"]


class TestEventsAcrossArticles:
    XML = (
        '<Document><token t_id="1" sentence="0">Dam</token><token t_id="2" sentence="0">burst</token>'
        '<token t_id="3" sentence="1">It</token><token t_id="4" sentence="1">burst</token>'
        '<token t_id="5" sentence="1">loudly</token><Markables>'
        '<ACTION_OCCURRENCE m_id="1"><token_anchor t_id="2"/></ACTION_OCCURRENCE>'
        '<ACTION_OCCURRENCE m_id="2"><token_anchor t_id="4"/></ACTION_OCCURRENCE>'
        '<NON_HUMAN_PART m_id="3"><token_anchor t_id="1"/></NON_HUMAN_PART>'
        '<ACTION_OCCURRENCE m_id="9" instance_id="ACT1"/></Markables><Relations>'
        '<CROSS_DOC_COREF r_id="7"><source m_id="1"/><target m_id="9"/></CROSS_DOC_COREF></Relations>'
        "</Document>"
    )

    def test_events_of_checked_sentences_come_with_their_chain(self) -> None:
        told = ecb.article(3, "3_1ecb", self.XML, {"0"})
        assert told.sentences == ("Dam burst", "It burst loudly")
        assert told.mentions == (ecb.Mention("3_1ecb/1", ("burst",), "ACT1"),)
        alone = ecb.article(3, "3_1ecb", self.XML, {"0", "1"}).mentions[1]
        assert alone.chain == "3_1ecb/2"

    def test_topics_kept_back_are_not_measured(self, tmp_path: Path) -> None:
        for topic in ("3", "40"):
            (tmp_path / topic).mkdir()
            (tmp_path / topic / f"{topic}_1ecb.xml").write_text(self.XML)
        (tmp_path / ecb.CHECKED).write_text("Topic,File,Sentence Number\n3,1ecb,0\n40,1ecb,0\n40,1ecb,1\n")
        told = ecb.measure(tmp_path, final=False, limit=0).figures
        assert told[0].of == "1 mentions, 1 topics"
        assert ecb.measure(tmp_path, final=True, limit=0).figures[0].of == "2 mentions, 1 topics"

    def test_groupings_are_compared_as_in_the_shared_task(self) -> None:
        gold = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}
        assert coreference.conll(gold, gold) == (1.0, 1.0, 1.0, 1.0)
        found = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 2}
        muc, cubed, entity, mean = coreference.conll(gold, found)
        assert muc == pytest.approx(2 / 3)
        assert cubed == pytest.approx(11 / 15)
        assert entity == pytest.approx(0.8)
        assert mean == pytest.approx((2 / 3 + 11 / 15 + 0.8) / 3)

    def test_groups_are_paired_for_the_greatest_total(self) -> None:
        table = numpy.array([[0.9, 0.8, 0.0], [0.8, 0.1, 0.0]])
        assert coreference.assigned(table) == coreference.assigned(table.T) == pytest.approx(1.6)


class TestMuc:
    KEY = (
        "\n0.  MESSAGE: ID                     DEV-MUC3-0007 (US)\n1.  MESSAGE: TEMPLATE               1\n"
        "2.  INCIDENT: DATE                  04 MAY 90 / 05 MAY 90\n"
        "3.  INCIDENT: LOCATION              FREDONIA: PORT ALMA (CITY)\n"
        '21. HUM TGT: NUMBER                 5: "SAILORS"\n'
        '                                    14-: "DOCKERS"\n'
        '23. HUM TGT: EFFECT OF INCIDENT     DEATH: "SAILORS"\n'
        '                                    INJURY: "DOCKERS"\n24. HUM TGT: TOTAL NUMBER           19\n'
        "\n0.  MESSAGE: ID                     DEV-MUC3-0008 (US)\n1.  MESSAGE: TEMPLATE               *\n"
        "2.  INCIDENT: DATE                  *\n"
    )

    def test_answers_are_read_and_articles_without_incident_left_out(self) -> None:
        keys = muc.read_keys(self.KEY)
        assert list(keys) == ["DEV-MUC3-0007"]
        assert dict(keys["DEV-MUC3-0007"].answers) == {
            "date": [frozenset({"1990-05-04", "1990-05-05"})],
            "place": [frozenset({"port alma"})],
            "number dead": [frozenset({"5"})],
            "number wounded": [frozenset({"14"})],
        }

    def test_texts_take_their_day_from_the_wire_heading(self) -> None:
        raw = (
            "\nDEV-MUC3-0007 (US)\n\n   PORT ALMA, 5 MAY 90 (AGENCY) -- FIVE\nSAILORS DIED.\n\n   NO MORE.\n"
        )
        (document,) = muc.read_texts(raw)
        assert (document.id, document.published) == ("DEV-MUC3-0007", "1990-05-05")
        assert document.text.endswith("FIVE SAILORS DIED.\n\nNO MORE.")


class TestPages:
    def test_shares_count_four_words_at_a_time(self) -> None:
        assert pages.shares("a b c d e", "a b c d x") == (0.5, 0.5)
        assert pages.shares("a b", "a b") == (1.0, 1.0)
        assert pages.shares("", "a b c d") == (0.0, None)

    def test_a_page_is_read_from_its_packed_file(self, tmp_path: Path) -> None:
        body = "The ferry between the two islands stopped on Monday after a storm broke its ramp. " * 4
        (tmp_path / "html").mkdir()
        (tmp_path / "html" / "p.html.gz").write_bytes(
            gzip.compress(f"<html><body><p>{body}</p></body></html>".encode())
        )
        (tmp_path / "ground-truth.json").write_text(json.dumps({"p": {"articleBody": body, "url": "u"}}))
        told = {f.measure: f.value for f in pages.measure(tmp_path, final=False, limit=0).figures}
        assert told["4-gram F"] > 0.9


def test_a_path_without_the_set_is_refused(tmp_path: Path) -> None:
    from benchmarks.__main__ import main

    told = CliRunner().invoke(main, ["--no-gold", "--no-speed", "--muc", str(tmp_path)])
    assert told.exit_code == 2
    assert "holds nothing to measure" in told.output
