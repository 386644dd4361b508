"""From rows of places to the columns of a gazetteer file: used by the build script and the importer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.fold import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KINDS = ("place", "admin1", "admin2", "country", "capital", "village")
SCALE = 10_000  # coordinates are kept as whole ten-thousandths of a degree, about ten metres
LONGEST_KEY = 48

_LATIN = re.compile("^[\x20-\u024f\u02b0-\u02ff\u0300-\u036f\u1e00-\u1eff\u2010-\u201f\u2032]+$")
# In these countries a newspaper writes "Qamishli" where GeoNames has "Al Qamishli".
_ARABIC = frozenset({
    "AE", "BH", "DJ", "DZ", "EG", "IL", "IQ", "JO", "KM", "KW", "LB", "LY",
    "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SO", "SY", "TD", "TN", "YE",
})  # fmt: skip
_ARTICLE = re.compile("^(al|el|ar|as|ash|ad|an|at|az) ")
_CODE = re.compile(r"^[A-Z0-9]{1,5}$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a gazetteer before it is packed.

    ``ident`` is the GeoNames number of a place, the code of a division ("AF.11", "AF.11.2008") or
    the ISO code of a country; ``admin1`` and ``admin2`` are names, empty where not known. ``printed``
    is False where ``name`` is a transliteration for scholars, which no newspaper prints.
    """

    kind: str  # one of KINDS
    ident: str
    name: str
    lat: float
    lon: float
    country: str
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    names: tuple[str, ...] = ()  # every other spelling, in any script
    printed: bool = True


def keys(entry: Entry) -> list[str]:
    """The folded names by which an entry is found: Latin script only, codes left out, sorted.

    GeoNames writes machine romanisations of other scripts without a capital ("bafumuto"); no
    newspaper prints them, so they are left out.
    """
    named = [n for n in entry.names if _LATIN.match(n) and n != n.lower()]
    if entry.kind != "country":  # "DRC" is a name, "KBL" a code of an airport
        named = [n for n in named if not _CODE.match(n)]
    folded = {fold(name) for name in (entry.name, *named)}
    if entry.country in _ARABIC:
        folded |= {bare for key in folded if len(bare := _ARTICLE.sub("", key)) > 4}
    return sorted(key for key in folded if 1 < len(key) <= LONGEST_KEY)


def columns(
    entries: Iterable[Entry], words: Mapping[str, Iterable[str]]
) -> dict[str, Sequence[str] | NDArray[np.generic]]:
    """The columns of a gazetteer file; ``words`` holds the lists "ordinary" and "personal".

    Entries are sorted, so their order does not matter. Of a word list only the words that occur in
    some place name are kept.
    """
    import numpy as np

    rows = sorted(
        entries, key=lambda e: (e.country, KINDS.index(e.kind), e.admin1, e.admin2, e.ident.zfill(12))
    )
    divisions = sorted({_division(row) for row in rows})
    number = {division: i for i, division in enumerate(divisions)}
    index = _index(rows)
    found = {word for key in index for word in key.split()}
    return {
        "kind": np.array([KINDS.index(row.kind) for row in rows], dtype="<u1"),
        "ident": [row.ident for row in rows],
        "name": [row.name for row in rows],
        "printed": np.array([row.printed for row in rows], dtype="<u1"),
        "lat": np.array([round(row.lat * SCALE) for row in rows], dtype="<i4"),
        "lon": np.array([round(row.lon * SCALE) for row in rows], dtype="<i4"),
        "population": np.array([row.population for row in rows], dtype="<u4"),
        "division": np.array([number[_division(row)] for row in rows], dtype="<u4"),
        "divisions": divisions,
        "keys": sorted(index),
        "key_end": np.cumsum([len(index[key]) for key in sorted(index)]).astype("<u4"),
        "key_row": np.array([i for key in sorted(index) for i in index[key]], dtype="<u4"),
        **{name: sorted(found & set(listed)) for name, listed in words.items()},
    }


def _division(row: Entry) -> str:
    return f"{row.country}\t{row.admin1}\t{row.admin2}"


def _index(rows: Sequence[Entry]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        for key in keys(row):
            index[key].append(i)
    return index
