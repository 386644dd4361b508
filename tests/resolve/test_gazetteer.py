"""Names of places: found in text, looked up in any spelling, left alone where they are other words."""

from __future__ import annotations

import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spotting import spotted

from dateline.cli import run
from dateline.resolve import columns, compiling, imported
from dateline.resolve.compiling import Entry
from dateline.resolve.crossings import crossings, named_places
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.geonames import DumpError, import_geonames
from dateline.resolve.matching import kilometres
from dateline.resolve.shard import Shard


@cache
def world() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shelling hit Deir al-Balah and Khan Younis", ["Deir al-Balah", "Khan Younis"]),
        ("Soldiers left Mocimboa da Praia in Cabo Delgado", ["Mocimboa da Praia", "Cabo Delgado"]),
        ("Qamishli and Al-Qamishli", ["Qamishli", "Al-Qamishli"]),
        ("Trade stopped at the Poipet crossing", ["Poipet"]),
        ("troops of the U.S. and the United Kingdom", ["U.S.", "United Kingdom"]),
        ("fighting in North Darfur state", ["North Darfur"]),
        ("El-Obeid , Sana'a and Sana’a", ["El-Obeid", "Sana'a", "Sana’a"]),
    ],
)
def test_names_are_found_whole(text: str, names: list[str]) -> None:
    assert spotted(world(), text) == names


@pytest.mark.parametrize(
    "text",
    [
        "On Monday in March the Police Of course waited",
        "General Ali Hassan and Mr Khan met Ahmed",
        "White House and Red Cross staff",
        "us and them",
        "CAR BOMB KILLS TWELVE PEOPLE",
        "Says Who ?",
    ],
)
def test_ordinary_words_and_persons_are_no_places(text: str) -> None:
    assert spotted(world(), text) == []


def test_a_described_name_is_a_place_even_if_it_is_a_common_word() -> None:
    assert spotted(world(), "in Plateau State") == ["Plateau"]
    assert spotted(world(), "the Rama border crossing") == ["Rama"]


def test_demonyms_name_a_place_only_as_a_region() -> None:
    assert spotted(world(), "Somali and Afghan soldiers") == []
    assert spotted(world(), "in the Somali region") == ["Somali"]


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Ivory Coast", "CI", "country"),
        ("DRC", "CD", "country"),
        ("Wagah", "PK", "border crossing"),
        ("Donbas", "UA", "region"),
        ("Mazar-e Sharif", "AF", "city"),
        ("Severodonetsk", "UA", "city"),
        ("Gaza", "PS", "admin1"),
    ],
)
def test_the_best_known_bearer_comes_first(name: str, country: str, feature: str) -> None:
    first = world().named(name)[0]
    assert (first.country, first.feature) == (country, feature)


@pytest.mark.parametrize(
    ("name", "country", "admin1", "usual"),
    [
        ("Um Ruwaba", "SD", "North Kordofan", "Umm Ruwaba"),
        ("Bulo Burte", "SO", "Hiran", "Buulobarde"),
        ("Chassiv Jar", "UA", "Donetsk", "Chasiv Yar"),
        ("Zenda Jan", "AF", "Herat", "Zindajan"),
        ("Kafranbil", "SY", "Idlib", "Kafranbel"),
    ],
)
def test_other_spellings_are_near(name: str, country: str, admin1: str, usual: str) -> None:
    place = world().near(name, country, admin1).place
    assert place is not None
    assert place.name == usual


def test_a_name_that_nothing_resembles_is_near_to_nothing() -> None:
    assert world().near("Xyzzyville", "SD", "North Darfur").place is None
    assert world().near("Um", "SD", None).place is None


def test_two_alike_far_apart_leave_a_spelling_open() -> None:
    near = world().near("Alyabad", "IR", None)
    assert near.place is None
    assert len(near.candidates) > 1


def test_crossings_join_two_sides_and_lie_by_them() -> None:
    rows = crossings()
    assert len(rows) >= 180
    divisions = {(p.country, p.admin1) for p, _ in named_places() if p.feature == "border crossing"}
    unknown = [
        (country, admin1)
        for country, admin1 in divisions
        if admin1 and not any(p.country == country and p.admin1 == admin1 for p in world().named(admin1))
    ]
    assert unknown == []


def test_towns_named_with_a_crossing_lie_near_it() -> None:
    far = []
    for place, _ in named_places():
        if place.feature == "border crossing":
            row = next(c for c in crossings() if c.name == place.name)
            towns = [t for n in row.towns for t in world().named(n) if t.country in row.countries]
            if towns and min(kilometres(t, place) for t in towns) > 400:  # the Sahara has few towns
                far.append(place.name)
    assert far == []


def test_an_imported_village_is_found_in_its_district(tmp_path: Path) -> None:
    village = _dump_line(99000001, "Deh-e Testabad", "11", "2002", "PPL")
    gone = _dump_line(99000002, "Kohne Testabad", "11", "2002", "PPLQ")
    with zipfile.ZipFile(tmp_path / "AF.zip", "w") as archive:
        archive.writestr("AF.txt", f"{village}\n{gone}\n")
    assert import_geonames(tmp_path / "AF.zip", tmp_path / "af.bin") == 1
    names = Gazetteer.open([tmp_path / "af.bin"])
    (place,) = names.named("Deh-e Testabad")
    assert (place.admin1, place.admin2, place.feature) == ("Herat", "Injil", "village")
    assert names.longest(["in", "Deh-e", "Testabad", "."], 1) == 2
    assert names.named("Kohne Testabad") == ()


def test_places_added_by_the_command_are_known_to_later_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(imported.SETTING, str(tmp_path / "added"))
    dump = tmp_path / "AF.txt"
    dump.write_text(_dump_line(99000001, "Deh-e Testabad", "11", "2002", "PPL") + "\n", encoding="utf-8")
    assert imported.files() == ()
    assert run(["places", str(dump)]) == 0
    assert Gazetteer.open(imported.files()).named("Deh-e Testabad")[0].admin2 == "Injil"
    dump.write_text("no dump\n", encoding="utf-8")
    assert run(["places", str(dump)]) == 2
    assert [path.name for path in (tmp_path / "added").iterdir()] == ["AF.bin"]


def test_a_file_that_is_no_dump_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "XX.txt").write_text("one\ttwo\n", encoding="utf-8")
    with pytest.raises(DumpError, match="line 1: 2 fields"):
        import_geonames(tmp_path / "XX.txt", tmp_path / "out.bin")
    with pytest.raises(DumpError, match="missing"):
        import_geonames(tmp_path / "none.zip", tmp_path / "out.bin")
    with pytest.raises(columns.ColumnsError, match="import it first"):
        Gazetteer.open([tmp_path / "XX.txt"])


_NAME = st.from_regex(r"[A-Z][a-z]{2,8}( [A-Z][a-z]{1,6})?", fullmatch=True)


@settings(max_examples=20, deadline=None)
@given(st.lists(_NAME, min_size=1, max_size=20, unique=True))
def test_every_place_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    entries = [
        Entry("place", str(i), name, i / 8, -i / 8, "SD", "Kassala", "", i * 10)
        for i, name in enumerate(names)
    ]
    path = tmp_path_factory.mktemp("columns") / "some.bin"
    words: dict[str, list[str]] = {"ordinary": [], "personal": []}
    columns.write(path, compiling.columns(entries, words), "none")
    first = path.read_bytes()
    columns.write(path, compiling.columns(reversed(entries), words), "none")
    assert path.read_bytes() == first
    shard = Shard(path)
    for entry in entries:
        rows, _ = shard.probe(compiling.keys(entry)[0])
        places = [shard.place(row) for row in rows]
        assert (entry.name, entry.population, entry.lat) in [(p.name, p.population, p.lat) for p in places]


def _dump_line(ident: int, name: str, admin1: str, admin2: str, code: str) -> str:
    fields = [str(ident), name, name, "", "34.3", "62.1", "P", code, "AF", "", admin1, admin2]
    return "\t".join([*fields, "", "", "0", "", "", "Asia/Kabul", "2020-01-01"])
