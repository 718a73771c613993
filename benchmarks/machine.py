"""What it was measured on: the day, the machine and the versions, but never whose machine it is."""

from __future__ import annotations

import os
import platform
import re
from contextlib import suppress
from datetime import date
from importlib.metadata import distributions, requires
from pathlib import Path
from xml.parsers.expat import EXPAT_VERSION
from zlib import ZLIB_RUNTIME_VERSION


def machine() -> str:
    """The day, the processor and its cores, the system, Python, and how busy all was before."""
    day = date.today()  # noqa: DTZ011 - a day in print
    load = f"load {os.getloadavg()[0]:.1f} before the start" if hasattr(os, "getloadavg") else ""
    parts = (
        f"{day.day} {day:%B %Y}",
        _processor(),
        f"{os.cpu_count()} cores",
        _system(),
        f"{platform.python_implementation()} {platform.python_version()}",
        load,
    )
    return ", ".join(filter(None, parts))


def versions() -> str:
    """Whatever `audit` and the benchmarks need, as installed, and what the limit is made of."""
    needed = [need for need in requires("audit-core") or () if "'dev'" not in need]
    names = [re.split(r"[^\w.-]", need)[0] for need in needed]
    installed = {one.name.lower().replace("_", "-"): one.version for one in distributions()}
    found = [f"{name} {installed[name]}" for name in names if name in installed]
    return ", ".join((*found, f"expat {EXPAT_VERSION[6:]}", f"zlib {ZLIB_RUNTIME_VERSION}"))


def _processor() -> str:
    """The processor's model, as far as the system says it."""
    with suppress(OSError):
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.M)
        if found:
            return found[1]
    return platform.processor() or platform.machine()


def _system() -> str:
    """The kernel and what it is part of: Linux 6.1.0 of Debian GNU/Linux 12."""
    name = f"{platform.system()} {platform.release()}"
    with suppress(OSError):
        return f"{name} of {platform.freedesktop_os_release()['PRETTY_NAME']}"
    return name
