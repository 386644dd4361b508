"""Connections to public addresses alone: no page, feed or redirection can reach the inside network.

The check is made on the address that is connected to, after the name was looked up, so that neither
a name that points inside nor one that changes between two look-ups gets past it.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

Address = IPv4Address | IPv6Address
Permits = Callable[[Address], bool]

# The last four bytes are an IPv4 address: RFC 6052 (NAT64), RFC 4291 (mapped).
_CARRYING = (ip_network("64:ff9b::/96"), ip_network("::ffff:0:0/96"))
_UNICAST = ip_network("2000::/3")  # whatever else of IPv6 is public is not given out
# What the standard library takes for public and is not, in one release or another.
_INSIDE = tuple(
    ip_network(n)
    for n in (
        "192.0.0.0/24",  # protocol assignments; a cloud answers with its secrets at 192.0.0.192
        "192.88.99.0/24",  # relays of 6to4, given up
        "168.63.129.16/32",  # a cloud's own service to its machines
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",
        "3fff::/20",  # documentation
    )
)


class RefusedError(Exception):
    """An address that must not be connected to."""


def is_public(address: Address) -> bool:
    """Whether ``address`` lies in the public internet, also by the IPv4 address it may carry inside."""
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    unicast = isinstance(address, IPv4Address) or address in _UNICAST
    inside = any(address.version == network.version and address in network for network in _INSIDE)
    return unicast and address.is_global and not address.is_multicast and not inside


def _inner(address: Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if any(address in network for network in _CARRYING):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    isatap = (int(address) >> 32) & 0xFCFFFFFF == 0x5EFE  # RFC 5214, whatever network it stands in
    return IPv4Address(int(address) & 0xFFFFFFFF) if isatap else address.sixtofour


def pool(permits: Permits) -> urllib3.PoolManager:
    """Connections over HTTP and HTTPS to addresses that ``permits`` allows; no proxy is used.

    Connecting to any other raises ``RefusedError``.
    """

    def connect(self: Any) -> socket.socket:
        return _connect(self._dns_host, self.port, self.timeout, permits)

    # urllib3's own seam for what a connection is; `_new_conn` makes the bare socket in both.
    http = type("_Http", (HTTPConnection,), {"_new_conn": connect})
    https = type("_Https", (HTTPSConnection,), {"_new_conn": connect})
    manager = urllib3.PoolManager(num_pools=50, maxsize=1, retries=False)
    manager.pool_classes_by_scheme = {
        "http": type("_HttpPool", (HTTPConnectionPool,), {"ConnectionCls": http}),
        "https": type("_HttpsPool", (HTTPSConnectionPool,), {"ConnectionCls": https}),
    }
    return manager


def _connect(host: str, port: int, timeout: float | None, permits: Permits) -> socket.socket:
    """A socket to the first address of ``host`` that answers; every address must be permitted."""
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    for *_, where in found:
        if not permits(ip_address(str(where[0]).partition("%")[0])):
            told = host if host == where[0] else f"{host} ({where[0]})"
            raise RefusedError(f"{told} is not in the public internet")
    fault: OSError | None = None
    for family, kind, protocol, _, where in found:
        made = socket.socket(family, kind, protocol)
        made.settimeout(timeout)
        try:
            made.connect(where)
        except OSError as failed:
            fault = failed
            made.close()
        else:
            return made
    raise fault or OSError(f"{host} has no address")
