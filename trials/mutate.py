"""Sound inputs of every kind, damaged at random: no parser may fail, or take long."""

from __future__ import annotations

import os
import random
import sys
import time

from trials.outcome import Outcome
from trials.parsers import PARSERS, survives
from trials.seeds import SEEDS

_BITS = (
    b"\x00", b"\xff", b"\xed\xa0\x80", b"&#x110000;", b"&#0;", b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"nan",
    b"9999-99-99", b"1e999", b"inf", b"-1", b'"', b"{", b"[", b"\n", b"\r", b"\t", b"\xe2\x80\xae", b"http://[",
    b"://", b"%", b"\\ud800", b"null", b"true", b"1" * 40, b"<url>", b"<!--", b"<?x?>", b" " * 50,
)  # fmt: skip
_MOST = 5.0  # seconds of work for one input
_COUNT = 3_000  # inputs of each kind


def run(*, short: bool) -> list[Outcome]:
    """So many inputs of each kind, the same each time."""
    tried = survived = 0
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)  # libraries have much to say about such input
    wrong = []
    try:
        for name, parser in PARSERS.items():
            chance = random.Random(name)  # noqa: S311 the same trials each time
            count = 30 if short else _COUNT // 10 if name in ("html", "feed") else _COUNT
            for _ in range(count):
                content = damaged(chance, name)
                before = time.process_time()
                tried += 1
                try:
                    survives(parser, content)
                    survived += time.process_time() - before < _MOST
                except Exception as fault:
                    wrong.append(f"{name}: {type(fault).__name__}: {fault}: {content[:2000]!r}\n")
    finally:
        os.dup2(kept, 2)
    sys.stderr.writelines(wrong)
    told = f"an input of each of {len(PARSERS)} kinds damaged at random (limit {_MOST:g} s each)"
    return [Outcome("mutate", told, tried, survived, "nothing: each is read or rejected with a reason")]


def damaged(chance: random.Random, name: str) -> bytes:
    """A sound input with some bytes changed, left out, repeated or put in."""
    content = bytearray(chance.choice(SEEDS[name]))
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(content) + 1)
        how = chance.randrange(5)
        if how == 0 and content:
            content[at % len(content)] = chance.randrange(256)
        elif how == 1:
            content[at:at] = chance.choice(_BITS)
        elif how == 2:
            del content[at : at + chance.randint(1, 30)]
        elif how == 3:
            begin = chance.randrange(len(content) + 1)
            content[at:at] = content[begin : begin + chance.randint(1, 60)]
        else:
            content[at : at + chance.randint(1, 8)] = chance.choice(_BITS)
    return bytes(content)
