"""What the program is made of is pinned, known and free to use."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def licences() -> ModuleType:
    spec = importlib.util.spec_from_file_location("licences", ROOT / "scripts" / "build_licence_list.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-aleph.lock", "requirements-audit.lock"])
def test_every_dependency_is_pinned_by_version_and_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-zA-Z0-9])", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).strip())
    assert len(entries) > 5
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z0-9,-]+\])?==\S+ \\\n", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


def test_the_licence_of_every_dependency_is_known(licences: ModuleType) -> None:
    assert [name for name, _ in licences.pinned() if not licences.licence(name)] == []
    written = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    assert written == licences.listing(), "docs/licences.md is behind the lock: run `make docs`"


def test_what_users_install_may_be_used_and_passed_on(licences: ModuleType) -> None:
    strict = re.compile(
        r"\bA?GPL|\bGNU (?:Affero )?General|SSPL|BUSL|Commons Clause|Proprietary|Other/", re.IGNORECASE
    )
    allowed = re.compile(r" OR |Artistic|MPL|LGPL")  # one of several may be chosen
    told = {name: licences.licence(name) for name in licences.needed()}
    assert len(told) > 20
    strictly = {name: says for name, says in told.items() if strict.search(says) and not allowed.search(says)}
    assert strictly == {}
