"""How often somebody may do something: a bucket for each, which fills again by the minute."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network

_KEPT = 10_000  # buckets remembered, the latest used; a forgotten one is full


class Limit:
    """At most ``most`` in a minute for each key, also all at once; safe on one thread."""

    def __init__(self, most: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = max(1, most), clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # what is left, and when

    def wait(self, key: str) -> float:
        """Seconds until ``key`` may do it again; 0 where it may now."""
        return max(0.0, (1.0 - self._left(key)) * 60.0 / self._most)

    def take(self, key: str) -> None:
        """Count one for ``key``."""
        self._buckets[key] = (self._left(key) - 1.0, self._clock())
        self._buckets.move_to_end(key)
        while len(self._buckets) > _KEPT:
            self._buckets.popitem(last=False)

    def _left(self, key: str) -> float:
        left, at = self._buckets.get(key, (float(self._most), 0.0))
        return min(float(self._most), left + (self._clock() - at) * self._most / 60.0)


def network(address: str) -> str:
    """What an address is counted as: itself, or the 64 bits of IPv6 that one customer has."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else str(found)
