"""``access.json``: who may look at a case over the desk, and who may decide.

It holds names, roles and the SHA-256 of tokens, never a token; tokens are random and long, so a
hash of them cannot be searched. The file is readable by its owner alone.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from dateline.errors import UsageError

ROLES = ("read", "decide", "administer")  # each may what those before it may
_NAME = 80


class Grant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who is let in: by a token, or by name alone where a proxy says who comes."""

    id: str
    name: str
    role: str
    made: datetime
    token: str = ""  # SHA-256 of the token, hexadecimal; empty where there is none


class Access(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All grants of a case, and the key that its sessions are signed with."""

    secret: str = ""
    grants: tuple[Grant, ...] = ()

    def by_token(self, token: str) -> Grant | None:
        """Whose token this is."""
        digest = digested(token)
        return next((g for g in self.grants if g.token and g.token == digest), None)

    def by_name(self, name: str) -> Grant | None:
        """The grant of a person."""
        return next((g for g in self.grants if g.name == name), None)

    def by_id(self, id_: str) -> Grant | None:
        """The grant with an id."""
        return next((g for g in self.grants if g.id == id_), None)


def digested(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def read(path: Path) -> Access:
    """The grants in ``path``; none where there is no such file.

    Raises:
        UsageError: the file is not what this program writes; nobody is let in by it then.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Access)
    except FileNotFoundError:
        return Access()
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise UsageError(f"{path} cannot be used: {fault}. Delete it, and grant access anew.") from fault


def grant(path: Path, name: str, role: str, *, with_token: bool = True) -> str:
    """Let ``name`` in under ``role`` in place of any earlier grant, and return the token; empty without one.

    Raises:
        UsageError: there is no such role, or the name cannot be one.
    """
    name = " ".join(name.split())
    if role not in ROLES:
        raise UsageError(f"{role!r} is not a role. Roles are {', '.join(ROLES)}.")
    if not name or len(name) > _NAME or not name.isprintable():
        raise UsageError(f"{name!r} cannot be the name of a person: give 1 to {_NAME} letters.")
    token = secrets.token_urlsafe(24) if with_token else ""
    made = Grant(secrets.token_hex(4), name, role, datetime.now(UTC), digested(token) if token else "")
    found = read(path)
    others = tuple(g for g in found.grants if g.name != name)
    _write(path, Access(found.secret or secrets.token_urlsafe(32), (*others, made)))
    return token


def revoke(path: Path, name: str) -> None:
    """Let ``name`` in no longer; what they have open ends with their next request.

    Raises:
        UsageError: nobody of that name was let in.
    """
    found = read(path)
    if found.by_name(name) is None:
        known = ", ".join(g.name for g in found.grants) or "nobody"
        raise UsageError(f"{name!r} has no access. Those who have: {known}.")
    _write(path, Access(found.secret, tuple(g for g in found.grants if g.name != name)))


def _write(path: Path, access: Access) -> None:
    """Replace the file at once, never readable by others even for a moment."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:  # noqa: PTH123 the mode is given
            out.write(msgspec.json.format(msgspec.json.encode(access), indent=1) + b"\n")
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
