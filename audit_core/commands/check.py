"""Check single files: list what is missing or not understood, worded for a reply to the auditor."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs

from audit_core.commands.load_returns import load_returns
from audit_core.commands.open_round import Progress, RoundContext, no_progress, round_context
from audit_core.commands.update_decisions import moderated
from audit_core.errors import UsageProblem
from audit_core.forms.form import in_form_order
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import to_the_auditor
from audit_core.returns.check_report import FileCheck
from audit_core.returns.model import CaseBook, FilledForm, Reading
from audit_core.returns.query_workbook import build_query_workbook
from audit_core.returns.reader import read_return
from audit_core.rounds.case_references import place_key
from audit_core.rounds.folder import QUERIES, RETURNS, ROUND
from audit_core.workbook_style.files import paths_in, read_file

_OF_BLANKS = frozenset(
    {"answer.blank_required", "form.incomplete", "form.not_signed", "form.nil_incomplete"}
)
"""Problems about fields left blank."""


def check_files(
    files: tuple[Path, ...],
    folder: Path | None,
    plugins: Plugins,
    *,
    queries: bool = False,
    as_at: date = date.max,
    progress: Progress = no_progress,
) -> tuple[FileCheck, ...]:
    """Read each file against the round it is in, or the one in `folder`; with `queries`, also write
    a workbook of queries for each.

    Each file is judged together with all returned files, as on `as_at`, because another copy of the
    same form may differ. A folder means every file in it, and a round's folder means its returns.
    Raises UsageProblem where there is no round or no file to check, and CannotWrite where a
    workbook cannot be written.
    """
    meant = {file: _files_of(file) for file in files}
    if empty := [file for file, inside in meant.items() if not inside]:
        raise UsageProblem("file.none_to_check", folder=empty[0])
    found = tuple(
        {
            path.resolve(): (within, path) for inside in meant.values() for within, path in inside
        }.values()
    )
    with round_context(folder or _round_of(files[0]), plugins) as opened:
        context, returns = opened.reading_context(as_at), opened.store.returns.resolve()
        besides = {
            path: read_return(read_file(within, path), context)
            for within, path in found
            if not path.resolve().is_relative_to(returns)
        }
        loaded = load_returns(opened, plugins, as_at, progress, tuple(besides.values()))
        book = moderated(opened, loaded)[0].casebook
        returned = {(one.ledger.file, one.ledger.sha256): one for one in loaded.readings}

        def reading_of(path: Path) -> Reading:
            if path in besides:
                return besides[path]
            file = read_file(returns, path.resolve())
            # one in a hidden folder can be named here, but is no returned file
            return returned.get((file.name, file.sha256)) or read_return(file, context)

        return tuple(
            _checked(path, _with_status(reading_of(path), book), opened, write=queries)
            for _, path in found
        )


def _with_status(reading: Reading, book: CaseBook) -> Reading:
    """Return the reading with its file's status among all returned files.

    Of two copies that differ, what one leaves blank may be in the other, so problems about blanks
    are left out.
    """
    line = next(
        (
            line
            for line in book.ledger
            if (line.file, line.sha256) == (reading.ledger.file, reading.ledger.sha256)
        ),
        reading.ledger,
    )
    problems = tuple(problem for problem in book.problems if problem.where.file == line.file)
    if line.status == "conflict":
        problems = tuple(problem for problem in problems if problem.code not in _OF_BLANKS)
    return attrs.evolve(
        reading,
        ledger=line,
        problems=problems,
        form=None if line.status == "refused" else reading.form,
    )


def _files_of(file: Path) -> tuple[tuple[Path, Path], ...]:
    """Return the files that a path stands for, each with the folder it is named from."""
    if not file.is_dir():
        return ((file.parent, file),)
    folder = file / RETURNS if (file / ROUND).is_file() else file
    return tuple((folder, path) for path in paths_in(folder))


def _checked(path: Path, reading: Reading, opened: RoundContext, *, write: bool) -> FileCheck:
    asked = tuple(
        to_the_auditor(problem)
        for problem in in_form_order(reading.problems)
        if problem.severity != "note"
    )
    checked = FileCheck(path, reading, asked)
    if not write or reading.form is None or not checked.to_correct:
        return checked
    name = query_name(reading.form)
    with opened.store.lock():
        opened.store.archive(name)
        opened.store.write(
            name,
            build_query_workbook(reading.form, (*checked.risks, *checked.others), opened.round),
        )
    return attrs.evolve(checked, queries=opened.store.folder / name)


def query_name(form: FilledForm) -> str:
    """Return the file name for the queries about a form, from its form id."""
    return f"{QUERIES}/{place_key(form.id, 'queries').replace('/', '_').replace(' ', '')}.xlsx"


def _round_of(file: Path) -> Path:
    """Return the nearest folder that holds a round: a folder itself, or one above the file or
    folder.
    """
    for folder in (file.resolve(), *file.resolve().parents):
        if (folder / ROUND).is_file():
            return folder
    raise UsageProblem("file.of_no_round", file=file.name)
