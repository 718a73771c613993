"""docs/benchmarks.md: what a full run measured, how to run it, and what each figure means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.lines import as_markdown
from benchmarks.machine import machine, versions
from benchmarks.measure import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.lines import Line

PAGE = ROOT / "docs" / "benchmarks.md"
_PAGE = """# How fast, how lean

Written by `make bench`; every number below was measured by it. {about}

{table}

The number in brackets after each rival's figure is that figure divided by ours: above 1, ours is
faster.

## How it grows

Costs are the processor time of all processes together.

{notes}

## How to run it

    make bench                       # all of it, about a quarter of an hour; writes this page
    make bench RETURNS=100 RUNS=3    # a small one, in a few minutes

It installs pandas, python-calamine and XlsxWriter into `.venv`. A rival that is not installed is
listed as absent. Programs start as they do for users: `PYTHONDONTWRITEBYTECODE` is removed from
the environment.

    make bench AGAINST=81b1f04                        # is any command slower than at that commit?
    make bench AGAINST=81b1f04 PAIRS=5 RETURNS=100    # fewer pairs (of 15), fewer returns (of 300)

This installs both programs in the same way, that commit's and the working tree's, each in its own
environment, and uses only their commands. The earlier program makes a demonstration and a round
of returns for both; then every command runs in pairs, one program after the other, each in a
fresh copy of its folder. For each pair the later program's processor time is divided by the
earlier one's: a machine that is slow for a while slows both. The median of these ratios may be
{most} at most. It takes about half an hour, only prints, and fails if a command is slower.

## What each figure means

Every return is different: its case, its words of evidence. Each run of each task is a separate
process that loads what it needs before the clock starts, so nothing is kept from an earlier run;
the tasks run in turn, and the median counts. One run only: ours at 5,000, memory, and pandas at
1,000. Times are for one return or one form. On one core, and for forms, they are processor times,
which other work on the machine hardly affects; for tasks with several processes, and for whole
commands, they are clock times, which other work does affect. If ours and the openpyxl loop do not
see the same number of cells, or a return is left out, the benchmark fails and prints nothing.

- **openpyxl**: a plain loop, `load_workbook` and `iter_rows(values_only=True)`, that looks at
  every cell and interprets none. The figures for a whole compile are compared with this same
  loop, which only reads. **pandas**: `read_excel(sheet_name=None)`, then `concat`. **calamine**:
  python-calamine, a reader in Rust, every sheet to Python values. For forms, openpyxl and
  **XlsxWriter** build {by_hand} from the first cell to the last: openpyxl the same form as ours,
  XlsxWriter one of the same cells, looks, sizes and rules, and nothing more.
- **the limit**: inflating every part and running Python's expat over it with no handlers. For
  `audit --help` it is `python -c pass`; for memory, what is asked: {each} KiB for each return
  more.
- **read: file to cells**: every cell with its address, kind and value, and formulas, defined
  names, what may be typed, hidden rows.
- **read and understood**: the same file checked, every answer coded and tied to its cell, and
  everything missing or unexpected reported.
- **read + collect + score**: the whole folder, by as many processes as there are cores (one,
  below {enough} files), up to every figure of the round.
- **whole compile**: the command `audit compile` from its start to its end: reports, workbooks,
  data files and `decisions.xlsx` on disk.
- **generate forms**: *masters and all* builds the masters too, one for each shape of form, which
  a small round has to pay as well; *masters standing* is what one form more costs.
- **memory**: the most that the largest single process held resident at once, whether the main
  process or one of its pool, at {small:,} and at {large:,} returns; the difference is divided by
  the number of additional returns. Pages that processes have in common count in each of them.
"""


def about(runs: int) -> str:
    """When, on what and with which versions it was measured."""
    return f"{machine()}; medians of {runs} interleaved runs. Versions: {versions()}."


def write(lines: Sequence[Line], notes: Iterable[str], measured: str) -> None:
    """Keep the results of a full run."""
    from audit_core.processes import RETURNS_FOR_PROCESSES
    from benchmarks.against import MOST
    from benchmarks.figures import BY_HAND, EACH, LARGE, SMALL

    page = _PAGE.format(
        about=measured,
        table=as_markdown(lines),
        notes="\n".join(f"- {note}" for note in notes),
        by_hand=BY_HAND,
        small=SMALL,
        large=LARGE,
        each=EACH,
        enough=RETURNS_FOR_PROCESSES,
        most=MOST,
    )
    PAGE.write_text(page, encoding="utf-8")
