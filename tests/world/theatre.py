"""Where a synthetic war is fought, by whom, and who writes of it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.records import Actor, Where


@dataclass(frozen=True, slots=True)
class Theatre:
    """A country with its towns, its two parties, its newsrooms and the names of its people."""

    country: str
    code: str
    demonym: str
    group: str
    gate: str
    towns: tuple[str, ...]
    agencies: tuple[str, ...]
    outlets: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]

    @property
    def rebels(self) -> Actor:
        """The armed group."""
        return Actor(self.group, f"the {self.group}", f"actor:{self.group.lower()}", "armed group")

    @property
    def army(self) -> Actor:
        """The state, under the name of its army."""
        side = f"country:{self.code}"
        return Actor(
            f"{self.demonym} army", f"the {self.demonym} army", f"{side}/army", "force", side, self.code
        )

    @property
    def _west(self) -> float:
        """Longitude of the western border: no two countries lie near each other."""
        return 10.0 * (sum(map(ord, self.code)) % 17)

    def place(self, at: int) -> Where:
        """A town by its number; beyond the last, the border crossing, then the country itself."""
        if at < len(self.towns):
            name, feature = self.towns[at], "city"
        elif at == len(self.towns):
            name, feature = self.gate, "border crossing"
        else:
            return Where(self.country, self.country, f"country:{self.code}", 0.0, 0.0, self.code,
                         feature="country", precision="exact")  # fmt: skip
        row, column = divmod(at, 6)
        lat, lon = 10 + row * 3.0, self._west + column * 0.5
        key, province = f"town:{self.code}:{at}", f"Province {row}"
        return Where(name, name, key, lat, lon, self.code, province, name, feature, "exact")


@lru_cache(maxsize=1)
def theatres() -> tuple[Theatre, ...]:
    """The theatres of ``theatres.toml``."""
    told = tomllib.loads(Path(__file__).with_name("theatres.toml").read_text(encoding="utf-8"))
    return tuple(
        Theatre(**{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()})  # type: ignore[arg-type]
        for row in told["theatres"]
    )
