"""What `audit` takes, up to each stage of its work. Each returns how much it saw or made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.measure import returned

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.measure import Work


def cells(folder: Path, count: int) -> Work:
    """From file to cells, one return after the other."""
    from audit_core.xlsx.reader import read_book

    paths = returned(folder, count)
    return lambda: sum(
        len(sheet.cells) for path in paths for sheet in read_book(path.read_bytes()).sheets
    )


def understood(folder: Path, count: int) -> Work:
    """From file to answers: checked, coded, and each with its cell. What is seen are the returns
    that were accepted.
    """
    from audit_core.commands.open_round import open_round
    from audit_core.plugin_system.manager import load_plugins
    from audit_core.processes import gc_paused
    from audit_core.returns.reader import read_return
    from audit_core.rounds.folder import RETURNS
    from audit_core.workbook_style.files import read_file

    paths, desk = returned(folder, count), open_round(folder, load_plugins()).reading_context()

    def work() -> int:
        with gc_paused():  # as around all readings of a round
            return sum(
                read_return(read_file(folder / RETURNS, path), desk).form is not None
                for path in paths
            )

    return work


def scored(folder: Path, count: int) -> Work:
    """Read by as many processes as `audit` takes, collected, and every figure worked out. What is
    seen are the returns in the figures.
    """
    from audit_core.commands.load_returns import load_returns
    from audit_core.commands.open_round import open_round
    from audit_core.demo.invented_round import AS_AT
    from audit_core.plugin_system.manager import load_plugins
    from audit_core.scoring.score import score

    plugins = load_plugins()
    opened = open_round(folder, plugins)

    def work() -> int:
        taken = load_returns(opened, plugins, AS_AT)
        score(taken.casebook, opened.theme, opened.round, taken.decisions, opened.issued.holidays)
        return len(taken.casebook.returns)

    return _all_of(folder, count, work)


def compiled(folder: Path, count: int) -> Work:
    """A whole compile in this process, for its memory: every output is written. What is seen are
    the returns in it.
    """
    from audit_core.commands.compile import compile_round
    from audit_core.demo.invented_round import AS_AT
    from audit_core.plugin_system.manager import load_plugins

    plugins = load_plugins()
    return _all_of(
        folder, count, lambda: len(compile_round(folder, plugins, AS_AT).compiled.casebook.returns)
    )


def _all_of(folder: Path, count: int, work: Work) -> Work:
    """Work that takes in a whole folder: it has to hold as many returns as are said."""
    there = len(returned(folder))
    if there != count:
        msg = f"{there} returns, not {count}"
        raise ValueError(msg)
    return work
