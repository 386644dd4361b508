"""The desk under fifty readers and five deciders on loopback: no error, no lost decision, flat memory."""

from __future__ import annotations

import http.client
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from dateline import building
from dateline.examples import example_reports
from dateline.store import Case, access, decisions
from trials.outcome import Outcome

READERS, DECIDERS = 50, 5
_MINUTES, _SHORT = 10.0, 0.2
_GROWTH = 1.15  # how much memory and open files the last quarter may have of what the second had
_FORM = "application/x-www-form-urlencoded"


@dataclass
class Heard:
    """What came of the requests so far; every list is only added to."""

    seconds: list[float] = field(default_factory=list)
    decided: list[float] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)  # what each decision says
    errors: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)  # KiB
    files: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Client:
    """Somebody with a token before the desk, over one connection."""

    connection: http.client.HTTPConnection
    token: str

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        """Status and text of what is answered."""
        sent = {"Authorization": f"Bearer {self.token}", "Content-Type": _FORM, "Accept": "text/html"}
        self.connection.request(method, path, body, sent)
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode("utf-8")


def run(*, short: bool = False, minutes: float | None = None) -> list[Outcome]:
    """Open a desk on the example case and let everybody work for ten minutes, or for some seconds."""
    lasts = (minutes or (_SHORT if short else _MINUTES)) * 60
    with tempfile.TemporaryDirectory(prefix="dateline-load-") as folder:
        case, tokens = _case(Path(folder) / "case")
        heard = _worked(case, tokens, lasts)
        kept = {d.why for d in decisions.known(case.decisions)}
        faults = list(decisions.check(case.decisions))
    lost = [why for why in heard.acknowledged if why not in kept]
    _tell(heard, lasts)
    return _outcomes(heard, lost, faults, lasts)


def _case(path: Path) -> tuple[Case, list[str]]:
    case = Case.create(path)
    building.add(case, example_reports("islam-qala"), lambda *_: None)
    tokens = [access.grant(case.access, f"reader {n}", "read") for n in range(READERS)]
    tokens += [access.grant(case.access, f"decider {n}", "decide") for n in range(DECIDERS)]
    return case, tokens


def _worked(case: Case, tokens: list[str], lasts: float) -> Heard:
    command = [sys.executable, "-m", "dateline", "serve", str(case.path), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as desk:  # noqa: S603 this program
        assert desk.stderr is not None  # noqa: S101 asked for above
        port = int(re.search(r":(\d+)/", desk.stderr.readline())[1])  # type: ignore[index]
        threading.Thread(target=desk.stderr.read, daemon=True).start()
        try:
            return _loaded(port, desk.pid, tokens, lasts)
        finally:
            desk.terminate()


def _loaded(port: int, pid: int, tokens: list[str], lasts: float) -> Heard:
    pages, claims = _pages(port, tokens[0])
    heard, ends = Heard(), time.monotonic() + lasts
    work: list[tuple[Callable[..., None], tuple[object, ...]]] = [(_read, (pages,))] * READERS
    work += [(_decide, (claims[n::DECIDERS],)) for n in range(DECIDERS)]
    threads = [
        threading.Thread(target=_at_work, args=(port, token, n, ends, heard, *job))
        for n, (token, job) in enumerate(zip(tokens, work, strict=True))
    ]
    for thread in threads:
        thread.start()
    while time.monotonic() < ends:
        time.sleep(2)
        heard.memory.append(_memory(pid))
        heard.files.append(len(list(Path(f"/proc/{pid}/fd").iterdir())))
    for thread in threads:
        thread.join(180)
    return heard


def _pages(port: int, token: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The addresses that readers go to, and (event, claim) pairs to decide about."""
    client = Client(http.client.HTTPConnection("127.0.0.1", port, timeout=120), token)
    while (answer := client.ask("GET", "/?format=json"))[0] == 503:
        time.sleep(0.5)
    events = [e["id"] for e in json.loads(answer[1])["events"]]
    rows = [
        (e, r)
        for e in events
        for r in json.loads(client.ask("GET", f"/event/{e}?format=json")[1])["claim_rows"]
    ]
    client.connection.close()
    reports = sorted({r["report"] for _, r in rows})
    pages = [
        "/",
        "/places",
        "/sources",
        "/disagreements",
        "/coverage",
        "/review",
        "/decisions",
        "/search?q=border",
    ]
    pages += [f"/event/{e}" for e in events] + [f"/report/{quote(r, safe='')}" for r in reports]
    return pages, [(e, r["id"]) for e, r in rows]


def _at_work(
    port: int,
    token: str,
    number: int,
    ends: float,
    heard: Heard,
    do: Callable[..., None],
    given: tuple[object, ...],
) -> None:
    """One person at work until the end; a fault of the connection is an error, and they come again."""
    chance = random.Random(number)  # noqa: S311 the same walk each time
    client = Client(http.client.HTTPConnection("127.0.0.1", port, timeout=120), token)
    while time.monotonic() < ends:
        try:
            do(client, chance, heard, *given)
        except (OSError, http.client.HTTPException) as fault:
            heard.errors.append(f"{type(fault).__name__}: {fault}")
            client.connection.close()  # the next request opens it again
        time.sleep(chance.uniform(1.0, 3.0))
    client.connection.close()


def _read(client: Client, chance: random.Random, heard: Heard, pages: list[str]) -> None:
    begun, page = time.monotonic(), chance.choice(pages)
    status, _ = client.ask("GET", page)
    heard.seconds.append(time.monotonic() - begun)
    if status != 200:
        heard.errors.append(f"{status} for {page}")


def _decide(client: Client, chance: random.Random, heard: Heard, claims: list[tuple[str, str]]) -> None:
    event, claim = chance.choice(claims)
    target = f"claim:{claim}"
    _, page = client.ask("GET", f"/event/{event}")
    form = re.search(r'name="form" value="([0-9a-f]+)"', page)
    seen = re.search(rf'value="{re.escape(target)}"><input type="hidden" name="seen" value="([^"]*)"', page)
    if not form or not seen:  # merged or split meanwhile, or folded under another
        return
    why, begun = f"{claim} at {time.monotonic_ns()}", time.monotonic()
    fields = {
        "form": form[1],
        "seen": seen[1],
        "target": target,
        "action": "note",
        "why": why,
        "back": "/review",
    }
    status, text = client.ask("POST", "/decide", urlencode(fields))
    heard.decided.append(time.monotonic() - begun)
    if status == 303:
        heard.acknowledged.append(why)
    else:
        heard.errors.append(f"{status} for a decision: {text[-300:]}")


def _memory(pid: int) -> int:
    """Resident memory of a process in KiB."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    return int(found[1]) if found else 0


def _tell(heard: Heard, lasts: float) -> None:
    """The figures behind the rows, on standard error."""
    told = {
        "minutes": round(lasts / 60, 1),
        "pages": len(heard.seconds),
        "page, median and 95th percentile, ms": _shares(heard.seconds),
        "decisions acknowledged": len(heard.acknowledged),
        "decision, median and 95th percentile, ms": _shares(heard.decided),
        "memory by quarter, MiB": [round(m / 1024) for m in _quarters(heard.memory)],
        "open files by quarter": [round(f) for f in _quarters(heard.files)],
        "errors": heard.errors[:10],
    }
    sys.stderr.write(json.dumps(told, indent=1) + "\n")


def _shares(seconds: list[float]) -> list[int]:
    ordered = sorted(seconds) or [0.0]
    return [round(ordered[int(len(ordered) * share)] * 1000) for share in (0.5, 0.95)]


def _quarters(measured: list[int]) -> list[float]:
    size = max(1, len(measured) // 4)
    return [statistics.mean(measured[n * size : (n + 1) * size] or [0]) for n in range(4)]


def _outcomes(heard: Heard, lost: list[str], faults: list[str], lasts: float) -> list[Outcome]:
    for_ = f"{READERS} readers and {DECIDERS} deciders for {lasts / 60:g} minutes"
    asked, made = len(heard.seconds) + len(heard.decided), len(heard.acknowledged)
    _, first, _, last = _quarters(heard.memory)  # in the first quarter pages are remembered
    _, early, _, late = _quarters(heard.files)
    flat = last <= first * _GROWTH and late <= early * _GROWTH
    grown = f"memory {first / 1024:.0f} MiB in the second quarter, {last / 1024:.0f} in the last"
    return [
        Outcome("load", f"{for_}: pages and decisions asked for", asked, asked - len(heard.errors)),
        Outcome("load", f"{for_}: decisions acknowledged", made, made - len(lost) - len(faults)),
        Outcome("load", f"{for_}: {grown}", 1, int(flat), "nothing" if flat else "memory"),
    ]
