"""Check single files: what is missing or not understood, in words that can be pasted into a reply
to the auditor.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from audit_core.commands.load_returns import load_returns
from audit_core.commands.open_round import round_context
from audit_core.commands.update_decisions import moderated
from audit_core.errors import UsageProblem
from audit_core.forms.form import in_form_order
from audit_core.problems.problem import to_the_auditor
from audit_core.returns.check_report import FileCheck
from audit_core.returns.query_workbook import build_query_workbook
from audit_core.returns.reader import read_return
from audit_core.rounds.case_references import place_key
from audit_core.rounds.folder import QUERIES, RETURNS, ROUND
from audit_core.workbook_style.files import paths_in, read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audit_core.commands.open_round import RoundContext
    from audit_core.plugin_system.manager import Plugins
    from audit_core.returns.model import CaseBook, FilledForm, Reading

_OF_BLANKS = frozenset(
    {"answer.blank_required", "form.incomplete", "form.not_signed", "form.nil_incomplete"}
)
"""What is said of fields left blank."""


def check_files(
    files: tuple[Path, ...],
    folder: Path | None,
    plugins: Plugins,
    *,
    queries: bool = False,
    as_at: date = date.max,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> tuple[FileCheck, ...]:
    """Read each file against the round it lies in, or the one in `folder`, and with `queries` write
    a workbook of what to ask.

    Each is judged beside all that came back, as on `as_at`: another copy of the same form may say
    otherwise. A folder stands for every
    file in it, and a round's folder for its returns. Raises UsageProblem when there is no round to
    check against, or no file to check;
    CannotWrite where a workbook cannot be put in place.
    """
    meant = {file: _meant(file) for file in files}
    if empty := [file for file, inside in meant.items() if not inside]:
        raise UsageProblem("file.none_to_check", folder=empty[0])
    found = tuple(
        {
            path.resolve(): (within, path) for inside in meant.values() for within, path in inside
        }.values()
    )
    with round_context(folder or _round_of(files[0]), plugins) as opened:
        desk, returns = opened.desk(), opened.store.returns.resolve()
        inside = [path.resolve().is_relative_to(returns) for _, path in found]
        readings = [
            read_return(
                read_file(returns, path.resolve()) if lies_there else read_file(within, path), desk
            )
            for (within, path), lies_there in zip(found, inside, strict=True)
        ]
        besides = tuple(
            reading for reading, lies_there in zip(readings, inside, strict=True) if not lies_there
        )
        book = moderated(opened, load_returns(opened, plugins, as_at, progress, besides))[
            0
        ].casebook
        return tuple(
            _checked(path, _beside_the_others(reading, book), opened, write=queries)
            for (_, path), reading in zip(found, readings, strict=True)
        )


def _beside_the_others(reading: Reading, book: CaseBook) -> Reading:
    """The reading, with what became of its file among all that came back.

    Of two copies that differ, what one leaves blank may stand in the other: only that they differ
    is asked, and what is odd in this one.
    """
    line = next(
        (
            line
            for line in book.ledger
            if (line.file, line.sha256) == (reading.ledger.file, reading.ledger.sha256)
        ),
        reading.ledger,
    )
    told = tuple(fault for fault in book.problems if fault.where.file == line.file)
    if line.status == "conflict":
        told = tuple(fault for fault in told if fault.code not in _OF_BLANKS)
    return attrs.evolve(
        reading, ledger=line, problems=told, form=None if line.status == "refused" else reading.form
    )


def _meant(file: Path) -> tuple[tuple[Path, Path], ...]:
    """The files that somebody means by a path, each with the folder it is named from."""
    if not file.is_dir():
        return ((file.parent, file),)
    folder = file / RETURNS if (file / ROUND).is_file() else file
    return tuple((folder, path) for path in paths_in(folder))


def _checked(path: Path, reading: Reading, opened: RoundContext, *, write: bool) -> FileCheck:
    asked = tuple(
        to_the_auditor(fault)
        for fault in in_form_order(reading.problems)
        if fault.severity != "note"
    )
    checked = FileCheck(path, reading, asked)
    if not write or reading.form is None or not checked.to_correct:
        return checked
    name = query_name(reading.form)
    with opened.store.lock():
        opened.store.keep(name)
        opened.store.write(
            name,
            build_query_workbook(reading.form, (*checked.risks, *checked.others), opened.round),
        )
    return attrs.evolve(checked, queries=opened.store.folder / name)


def query_name(form: FilledForm) -> str:
    """Where the queries about a form are written: by the form, whatever its file is called."""
    return f"{QUERIES}/{place_key(form.id, 'queries').replace('/', '_').replace(' ', '')}.xlsx"


def _round_of(file: Path) -> Path:
    """The nearest folder that holds a round, of those above a file, or of a folder and those above
    it.
    """
    for folder in (file.resolve(), *file.resolve().parents):
        if (folder / ROUND).is_file():
            return folder
    raise UsageProblem("file.of_no_round", file=file.name)
