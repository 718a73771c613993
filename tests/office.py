"""LibreOffice, started once for all tests of a process that drive it: starting takes a second."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

PEERS = Path(__file__).parent / "peers"
INTERPRETER = Path("/usr/bin/python3")
"""Debian's own, which has uno."""
_running: list[subprocess.Popen[str]] = []


def run_in_office(script: str, *arguments: object) -> None:
    """Run one of the scripts in tests/peers; skips the test where LibreOffice is missing. A script
    that fails is run once more in a new LibreOffice, because an old one may have ended.
    """
    need_office()
    done = _run(script, *arguments)
    if done.returncode:
        _pipe.cache_clear()
        done = _run(script, *arguments)
    assert done.returncode == 0, (done.returncode, done.stderr)


def _run(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [INTERPRETER, PEERS / script, *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"AUDIT_OFFICE": _pipe()},
    )


@cache
def need_office() -> None:
    """Skip the test if LibreOffice cannot be driven."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    if (
        not INTERPRETER.exists()
        or subprocess.run(
            [INTERPRETER, "-c", "import uno"], check=False, capture_output=True
        ).returncode
    ):
        pytest.skip("python3-uno is not installed for /usr/bin/python3")


@cache
def _pipe() -> str:
    """Start LibreOffice, and return the name of the pipe through which it is reached."""
    office = subprocess.Popen(
        [INTERPRETER, PEERS / "uno_office.py"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    _running.append(office)
    assert office.stdout is not None
    return office.stdout.readline().strip()


def end_office() -> None:
    """End it if it runs."""
    for office in _running:
        office.communicate(timeout=60)
