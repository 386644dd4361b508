"""One gazetteer file in memory: names looked up by bisection, rows made into places when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from dateline.records import Place
from dateline.resolve import columns
from dateline.resolve.columns import Texts
from dateline.resolve.compiling import KINDS, SCALE
from dateline.resolve.countries import middles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SETTLEMENTS = ("place", "capital", "village")
VILLAGE = 2_000  # known population below which a place is called a village


class Shard:
    """The places of one file: the bundled world, or a country that the user has imported."""

    def __init__(self, path: Path) -> None:
        found, self.about = columns.read(path)
        missing = {"keys", "key_end", "key_row", "divisions", "printed", "ordinary", "personal"} - set(found)
        if missing:
            raise columns.ColumnsError(f"{path} lacks {sorted(missing)}: build or import it again")
        self._numbers = cast("Mapping[str, NDArray[np.uint32]]", found)
        self._texts = cast("Mapping[str, Texts]", found)
        self._keys = self._texts["keys"]
        self._ordered: tuple[NDArray[np.intp], NDArray[np.uint32]] | None = None  # see _by_division
        self.ordinary = frozenset(self._texts["ordinary"][:])
        self.personal = frozenset(self._texts["personal"][:])
        self.probe = lru_cache(maxsize=50_000)(self._probe)

    def _probe(self, key: str) -> tuple[tuple[int, ...], bool]:
        """The rows that bear the folded name ``key``, and whether longer names begin with its words."""
        raw = key.encode()
        at = self._keys.find(raw)
        rows = self._rows(at) if at < len(self._keys) and self._keys.raw(at) == raw else ()
        further = self._keys.find(raw + b" ")
        more = further < len(self._keys) and self._keys.raw(further).startswith(raw + b" ")
        return rows, more

    def _rows(self, key: int) -> tuple[int, ...]:
        ends = self._numbers["key_end"]
        start = int(ends[key - 1]) if key else 0
        return tuple(int(row) for row in self._numbers["key_row"][start : int(ends[key])])

    def is_capital(self, row: int) -> bool:
        """Is the row the capital of its country?"""
        return KINDS[int(self._numbers["kind"][row])] == "capital"

    def is_printed(self, row: int) -> bool:
        """Is the row's name one that newspapers print, not a transliteration for scholars?"""
        return bool(self._numbers["printed"][row])

    def place(self, row: int) -> Place:
        """The row as a record."""
        kind = KINDS[int(self._numbers["kind"][row])]
        country, admin1, admin2 = self._texts["divisions"][int(self._numbers["division"][row])].split("\t")
        population = int(self._numbers["population"][row])
        lat, lon = int(self._numbers["lat"][row]) / SCALE, int(self._numbers["lon"][row]) / SCALE
        if kind == "country":
            lat, lon = middles().get(country, (lat, lon))
        return Place(
            _identity(kind, self._texts["ident"][row]),
            self._texts["name"][row],
            lat,
            lon,
            country,
            admin1 or None,
            admin2 or None,
            _feature(kind, population),
            population,
        )

    def area(self, country: str, admin1: str | None) -> tuple[list[str], list[int]]:
        """Every folded name inside a country, or inside one division of it, and the row of each."""
        import numpy as np

        prefix = f"{country}\t{admin1}\t" if admin1 else f"{country}\t"
        divisions = self._texts["divisions"]
        first, last = divisions.find(prefix.encode()), divisions.find(prefix.encode() + b"\xff")
        order, of = self._by_division()
        start, end = np.searchsorted(of, np.array([first, last], of.dtype)).tolist()
        hits = np.sort(order[start:end])
        keys = np.searchsorted(self._numbers["key_end"], hits, side="right")
        return self._keys.many(keys), self._numbers["key_row"][hits].tolist()

    def _by_division(self) -> tuple[NDArray[np.intp], NDArray[np.uint32]]:
        """Names in the order of their rows' divisions, and those divisions; made once it is asked for."""
        import numpy as np

        if self._ordered is None:
            divisions = self._numbers["division"][self._numbers["key_row"]]
            order = np.argsort(divisions, kind="stable")
            self._ordered = order, divisions[order]
        return self._ordered


def _identity(kind: str, ident: str) -> str:
    if kind in _SETTLEMENTS:
        return f"geonames:{ident}" if ident.isdigit() else f"town:{ident}"
    return f"{kind}:{ident}"


def _feature(kind: str, population: int) -> str:
    if kind in _SETTLEMENTS:
        return "village" if kind == "village" or 0 < population < VILLAGE else "city"
    return kind
