"""No parser of what comes from outside fails, whatever it is given; what once broke one is kept here."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from trials.parsers import PARSERS, survives
from trials.seeds import SEEDS

from dateline.read.dates import is_date_line

_FAST = sorted(set(PARSERS) - {"html", "feed", "text", "sources"})
_PIECE = st.one_of(
    st.binary(max_size=12),
    st.text(max_size=6).map(lambda s: s.encode("utf-8", "surrogatepass")),
    st.sampled_from(
        (b"\x00", b"\xed\xa0\x80", b"1e999", b"nan", b"http://[", b"&#x110000;", b'"', b"\\ud800")
    ),
)


@pytest.mark.parametrize("name", _FAST)
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_damaged_input_is_read_or_rejected(name: str, data: st.DataObject) -> None:
    content = data.draw(st.sampled_from(SEEDS[name]))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(at, min(at + 20, len(content))))
        content = content[:at] + data.draw(_PIECE) + content[end:]
    survives(PARSERS[name], content)


def _bundle(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(name, content)
    return made.getvalue()


def _damaged_bundle() -> bytes:
    whole = bytearray(_bundle("a.warc.gz", SEEDS["warc"][1]))
    whole[whole.index(b"PK\x01\x02") + 16] ^= 1  # its check sum
    return bytes(whole)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("feed", SEEDS["feed"][0].replace(b"&amp;", b"&#x110000;")),
        ("feed", SEEDS["feed"][0].replace(b"https://e.test/a", b"http://[e.test/a")),
        ("feed", SEEDS["feed"][1].replace(b"https://e.test/a", b"http://[e.test/a")),
        ("feed", b"<urlset \x00"),
        ("zipped", _damaged_bundle()),
        ("warc", SEEDS["warc"][0].replace(b"Content-Length: ", b"Content-Length: 99999999999999999999999")),
        ("geonames", SEEDS["geonames"][0].replace(b"Lom", b"L\xffm")),
        ("geonames", SEEDS["geonames"][0].replace(b"43.8", b"nan")),
        ("coded", SEEDS["coded"][0].replace(b"X1,07 March 2031", b"X1")),
        ("decisions", b'{"i\x81":"de-1"' + SEEDS["decisions"][0][len(b'{"id":"de-1"') :]),
    ],
)
def test_what_once_broke_a_parser_does_not_again(name: str, content: bytes) -> None:
    survives(PARSERS[name], content)


@pytest.mark.parametrize("unit", ["1", "a.m.", "Mon ", "7 May ", "_", "updated:", "12:00 "])
def test_a_line_of_dates_without_end_is_told_at_once(unit: str) -> None:
    begun = time.process_time()
    assert not is_date_line((unit * 100)[:118] + "x!")
    assert time.process_time() - begun < 1


def test_lines_of_dates_are_still_told() -> None:
    for line in ("Updated: 5/20/2023", "14:30 GMT", "Monday, 7th of March 2031, 2.05 p.m."):
        assert is_date_line(line), line
    assert not is_date_line("Monday, 12 killed")
