"""Who comes to the desk, and what they may: by a session, a token, or the word of a trusted proxy."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookies import CookieError, SimpleCookie
from pathlib import Path

from dateline.desk.problem import RefusedError
from dateline.errors import UsageError
from dateline.store import access
from dateline.store.access import Access, Grant

COOKIE = "dateline_session"
LASTS = 30 * 86_400  # seconds that a session is good for
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who may ask; ``name`` is empty for whoever opened the desk."""

    name: str = ""
    role: str = "administer"

    def may(self, role: str) -> bool:
        """Whether they may what ``role`` may."""
        return access.ROLES.index(self.role) >= access.ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Proxies:
    """The reverse proxies that are believed when they say who comes, and the header they say it in."""

    networks: tuple[Network, ...] = ()
    header: str = "x-forwarded-user"

    @classmethod
    def read(cls, given: Sequence[str], header: str) -> Proxies:
        """From addresses or networks as a person writes them.

        Raises:
            UsageError: one is neither.
        """
        try:
            return cls(tuple(ipaddress.ip_network(g) for g in given), header.strip().lower())
        except ValueError as fault:
            raise UsageError(f"--proxy: {fault}. Give an address such as 10.0.0.5.") from fault

    def trusts(self, address: str) -> bool:
        """Whether a connection from ``address`` is one of a trusted proxy."""
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self.networks)


@dataclass
class Visitors:
    """Those who are let in: the owner by the token of this run, others by the grants of the case."""

    path: Path  # access.json
    token: str
    proxies: Proxies = field(default_factory=Proxies)
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def __post_init__(self) -> None:
        owner = Grant("owner", "", "administer", datetime.now(UTC), access.digested(self.token))
        self._owner, self._read, self._stamp = owner, Access(), 0

    def by_token(self, token: str) -> Grant | None:
        """Whose token this is."""
        found = self._owner if access.digested(token) == self._owner.token else None
        return found or self._access().by_token(token)

    def by_proxy(self, address: str, values: Sequence[str]) -> Visitor | None:
        """Whom a trusted proxy names; None where no proxy names anybody.

        Raises:
            RefusedError: it names several, or somebody to whom nothing was granted.
        """
        if not values or not self.proxies.trusts(address):
            return None
        if len(values) > 1:
            raise RefusedError(400, f"The proxy sent {self.proxies.header} more than once.")
        name = values[0].encode("latin-1").decode("utf-8", "replace").strip()
        grant = self._access().by_name(name)
        if grant is None:
            raise RefusedError(403, f"{name or 'Nobody'} has no access to this case. Ask its owner.")
        return Visitor(grant.name, grant.role)

    def by_session(self, cookies: str) -> Visitor | None:
        """Whose session the cookies bear; None where it is none, has ended, or access was taken back."""
        id_, _, rest = _cookie(cookies).partition(".")
        until, _, mark = rest.partition(".")
        grant = self._owner if id_ == "owner" else self._access().by_id(id_)
        if grant is None or not until.isdecimal() or int(until) < time.time():
            return None
        genuine = hmac.compare_digest(self._mark(grant, until), mark)
        return Visitor(grant.name, grant.role) if genuine else None

    def session(self, grant: Grant) -> str:
        """The cookie's value for a new session; it does not hold the token."""
        until = str(int(time.time()) + LASTS)
        return f"{grant.id}.{until}.{self._mark(grant, until)}"

    def _mark(self, grant: Grant, until: str) -> str:
        key = self._access().secret or self.secret
        told = f"{grant.id}.{until}.{grant.token}"
        return hmac.new(key.encode(), told.encode(), "sha256").hexdigest()

    def _access(self) -> Access:
        """The grants as they are now, also when they are changed while the desk is open."""
        stamp = self.path.stat().st_mtime_ns if self.path.exists() else 0
        if stamp != self._stamp:
            try:
                self._read = access.read(self.path)
            except UsageError:  # nobody but the owner is let in by a file that cannot be read
                self._read = Access()
            self._stamp = stamp
        return self._read


def _cookie(text: str) -> str:
    try:
        found = SimpleCookie(text).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found and found.value.isascii() else ""
