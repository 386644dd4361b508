from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from dateline.acquire import Archive
from dateline.records import Received


def report(words: str, name: str, outlet: str | None = None) -> Received:
    content = words.encode()
    digest = hashlib.sha256(content).hexdigest()
    return Received(
        name, digest, content, "text", f"in/{name}", outlet=outlet, fetched="2023-04-16T08:00:00Z"
    )


KHARTOUM = report("Shelling was heard in Khartoum.", "a.txt", "The Nile Wire")
OMDURMAN = report("A bridge in Omdurman was closed.", "b.txt")


def open_at(path: Path) -> Archive:
    return Archive(path, clock=lambda: datetime(2023, 4, 16, 9, tzinfo=UTC))


def filled(path: Path) -> Archive:
    archive = open_at(path)
    assert archive.keep(OMDURMAN)
    assert archive.keep(KHARTOUM)
    return archive


def test_what_was_kept_comes_back_as_it_came_sorted_by_id(tmp_path: Path) -> None:
    filled(tmp_path / "archive")
    again = open_at(tmp_path / "archive")
    assert [r.content for r in again] == [KHARTOUM.content, OMDURMAN.content]
    assert next(iter(again)) == KHARTOUM
    assert (tmp_path / "archive" / KHARTOUM.digest[:2] / KHARTOUM.digest).read_bytes() == KHARTOUM.content
    line = json.loads((tmp_path / "archive" / "log.jsonl").read_text().splitlines()[1])
    assert (line["outlet"], line["received"]) == ("The Nile Wire", "2023-04-16T09:00:00+00:00")


def test_adding_the_same_twice_changes_nothing(tmp_path: Path) -> None:
    archive = filled(tmp_path)
    before = (tmp_path / "log.jsonl").read_bytes()
    assert not archive.keep(KHARTOUM)
    assert not open_at(tmp_path).keep(OMDURMAN)
    assert (tmp_path / "log.jsonl").read_bytes() == before


def test_the_same_words_from_two_outlets_are_two_reports(tmp_path: Path) -> None:
    archive = filled(tmp_path)
    assert archive.keep(report("Shelling was heard in Khartoum.", "c.txt", "Another"))
    assert len(archive) == 3


def test_an_id_always_means_one_text(tmp_path: Path) -> None:
    archive = filled(tmp_path)
    other = report("Quiet returned to Khartoum.", "a.txt")
    assert archive.keep(other)
    assert not archive.keep(other)
    assert [r.id for r in archive] == ["a.txt", f"a.txt~{other.digest[:8]}", "b.txt"]


def test_two_writers_see_each_other(tmp_path: Path) -> None:
    one, two = open_at(tmp_path), open_at(tmp_path)
    assert one.keep(KHARTOUM)
    assert not two.keep(KHARTOUM)
    assert two.keep(OMDURMAN)
    assert not one.keep(OMDURMAN)
    assert one.verify() == []


def test_an_intact_archive_has_nothing_to_say(tmp_path: Path) -> None:
    assert filled(tmp_path).verify() == []
    assert open_at(tmp_path / "new").verify() == []


def test_altered_and_missing_contents_are_named(tmp_path: Path) -> None:
    archive = filled(tmp_path)
    (tmp_path / KHARTOUM.digest[:2] / KHARTOUM.digest).write_text("All was quiet.")
    (tmp_path / OMDURMAN.digest[:2] / OMDURMAN.digest).unlink()
    missing, altered = archive.verify()
    assert (missing.name, altered.name) == ("b.txt", "a.txt")
    assert "is missing" in missing.reason
    assert "was altered" in altered.reason
    assert list(archive) == []
    assert archive.keep(report("New.", "n.txt"))


def test_an_altered_log_line_is_named_by_its_number(tmp_path: Path) -> None:
    archive = filled(tmp_path)
    log = tmp_path / "log.jsonl"
    log.write_text(log.read_text().replace("The Nile Wire", "The Nile Star"))
    assert [found.name for found in archive.verify()] == [f"{log}:2", KHARTOUM.digest]


def test_a_removed_log_line_shows(tmp_path: Path) -> None:
    archive = filled(tmp_path)
    archive.keep(report("Third.", "c.txt"))
    log = tmp_path / "log.jsonl"
    first, _, third = log.read_text().splitlines()
    log.write_text(f"{first}\n{third}\n")
    reasons = [found.reason for found in archive.verify()]
    assert len(reasons) == 2
    assert "before line 2" in reasons[0]
    assert "no line of" in reasons[1]


def test_a_torn_last_line_is_told_and_gone_past_by_the_next_write(tmp_path: Path) -> None:
    filled(tmp_path)
    log = tmp_path / "log.jsonl"
    torn = log.read_bytes()[:-40]
    log.write_bytes(torn)
    archive = open_at(tmp_path)
    assert ["no line of" in found.reason for found in archive.verify()] == [True]
    assert ["line 2" in told for told in archive.leftovers()] == [True]
    assert archive.keep(KHARTOUM)
    assert log.read_bytes().startswith(torn + b"\n")  # nothing is ever taken away
    assert archive.verify() == []
    assert ["line 2" in told for told in archive.leftovers()] == [True]
    assert len(archive) == 2


def test_a_write_that_was_cut_off_before_its_line_is_no_fault(tmp_path: Path) -> None:
    archive = filled(tmp_path)
    late = report("Late news.", "late.txt")
    part = tmp_path / late.digest[:2] / f"{late.digest}.part"
    part.parent.mkdir()
    part.write_bytes(late.content[:4])
    assert archive.verify() == []
    assert [str(part) in told for told in archive.leftovers()] == [True]
    assert archive.keep(late)
    assert (archive.verify(), archive.leftovers()) == ([], [])


def test_a_content_that_has_not_got_its_name_yet_is_read_all_the_same(tmp_path: Path) -> None:
    archive = filled(tmp_path)
    path = tmp_path / KHARTOUM.digest[:2] / KHARTOUM.digest
    path.rename(path.with_suffix(".part"))
    assert (archive.verify(), archive.leftovers()) == ([], [])
    assert [r.content for r in archive] == [KHARTOUM.content, OMDURMAN.content]
    assert not archive.keep(KHARTOUM)
    assert path.read_bytes() == KHARTOUM.content


def test_adding_a_report_again_mends_its_content(tmp_path: Path) -> None:
    archive = filled(tmp_path)
    (tmp_path / KHARTOUM.digest[:2] / KHARTOUM.digest).write_text("All was quiet.")
    (tmp_path / OMDURMAN.digest[:2] / OMDURMAN.digest).unlink()
    assert [archive.keep(KHARTOUM), archive.keep(OMDURMAN)] == [False, False]
    assert archive.verify() == []


def test_a_lost_line_break_loses_no_report(tmp_path: Path) -> None:
    filled(tmp_path)
    log = tmp_path / "log.jsonl"
    log.write_bytes(log.read_bytes()[:-1])
    archive = open_at(tmp_path)
    assert not archive.keep(KHARTOUM)
    assert archive.verify() == []
    assert len(archive) == 2


def test_a_log_line_cannot_point_outside(tmp_path: Path) -> None:
    archive = filled(tmp_path)
    with (tmp_path / "log.jsonl").open("a") as log:
        log.write(json.dumps({"id": "x", "digest": "../../etc/passwd"}) + "\n")
    assert [found.name for found in archive.verify()] == [f"{tmp_path / 'log.jsonl'}:3"]
