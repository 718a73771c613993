"""How fast returns are read, beside rivals measured in the same run: python benchmarks/reading.py [RETURNS] [RUNS]

Ours reads, checks and understands every answer; a plain openpyxl loop only looks at cells; the limit is inflating the parts
and running expat over them with no handlers. Each figure is the median of interleaved runs, as a ratio to openpyxl's.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from openpyxl import load_workbook

from audit_core.engine.demo import filled
from audit_core.engine.demo_round import demo_round
from audit_core.engine.generate import generate
from audit_core.engine.open import open_round
from audit_core.intake.folder import FoundFile
from audit_core.intake.read import read_return
from audit_core.plugins import load_plugins
from audit_core.store import ROUND, write_whole
from audit_core.workbook.round_book import build_round_book

if TYPE_CHECKING:
    from collections.abc import Callable

    from audit_core.intake.read import Desk


def sample(count: int) -> tuple[list[bytes], Desk]:
    """`count` returned forms, from the demonstration, over and over; and what reading them takes."""
    plugins = load_plugins()
    theme = plugins.themes["domestic_abuse"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "round"
        write_whole(folder / ROUND, build_round_book(demo_round(theme), theme))
        generate(folder, plugins)
        opened = open_round(folder, plugins)
        forms = [data for file, data in filled(opened) if file.endswith(".xlsx") and data.startswith(b"PK")]
        return [forms[place % len(forms)] for place in range(count)], opened.desk()


def ours(forms: list[bytes], desk: Desk) -> None:
    """Read every form into its entries."""
    for place, data in enumerate(forms):
        read_return(FoundFile(f"{place}.xlsx", data), desk)


def openpyxl_loop(forms: list[bytes]) -> None:
    """Load every form and look at each cell."""
    for data in forms:
        for sheet in load_workbook(BytesIO(data)).worksheets:
            for row in sheet.iter_rows(values_only=True):
                any(value is not None for value in row)


def limit(forms: list[bytes]) -> None:
    """Inflate every part and parse it, keeping nothing."""
    for data in forms:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            for name in packed.namelist():
                if name.endswith(".xml"):
                    expat.ParserCreate().Parse(packed.read(name), True)


def timed(work: Callable[[], None]) -> float:
    """Seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print one table."""
    count, runs = (int(sys.argv[1]) if len(sys.argv) > 1 else 100), (int(sys.argv[2]) if len(sys.argv) > 2 else 3)
    forms, desk = sample(count)
    rivals: dict[str, Callable[[], None]] = {
        "a plain openpyxl loop": lambda: openpyxl_loop(forms),
        "audit: read and understood": lambda: ours(forms, desk),
        "the limit: inflate and expat": lambda: limit(forms),
    }
    took: dict[str, list[float]] = {name: [] for name in rivals}
    for _ in range(runs):
        for name, work in rivals.items():
            took[name].append(timed(work))
    base = statistics.median(took["a plain openpyxl loop"])
    print(f"{count} returns, median of {runs} interleaved runs on one core")  # noqa: T201 - a script that prints
    for name, seconds in took.items():
        median = statistics.median(seconds)
        print(f"{name:32} {median:8.2f} s  {1000 * median / count:7.2f} ms each  {base / median:6.1f} x openpyxl")  # noqa: T201 - as above


if __name__ == "__main__":
    main()
