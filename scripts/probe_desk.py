"""Open the desk on the example case and let schemathesis send it what its own description allows, and more.

usage: python scripts/probe_desk.py SCHEMATHESIS [option...]; `make probe` sets it up.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from dateline import building
from dateline.cli.desk import lent
from dateline.desk import shelf
from dateline.desk.app import application, server
from dateline.desk.guard import Door
from dateline.examples import example_reports
from dateline.store import Case

_CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def main() -> int:
    """Build the case, open the desk, and run the probe against it."""
    case = Case.create(Path(tempfile.mkdtemp(prefix="dateline-probe-")) / "case")
    building.add(case, example_reports("islam-qala"), lambda *_: None)
    case.settings_file.write_text("[desk]\ndecisions = 1000000\nadditions = 1000000\n", encoding="utf-8")
    shelf._PATIENCE = 600.0  # what is asked here is whether it fails, not how soon it answers
    app = application(case, lent(), Door())
    app.state.desk.shelf.settled()
    listening = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=server(app).run, kwargs={"sockets": [listening]}, daemon=True).start()
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    command = [sys.argv[1], "run", f"{address}/openapi.json", "--checks", _CHECKS, *sys.argv[2:]]
    env = os.environ | {"NO_COLOR": "1", "SCHEMATHESIS_HOOKS": ""}
    return subprocess.run(command, check=False, env=env).returncode  # noqa: S603 the program that was named


if __name__ == "__main__":
    sys.exit(main())
