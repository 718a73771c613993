"""Read the returns folder and decisions.xlsx; shared by check, status and compile."""

from __future__ import annotations

from datetime import date

import attrs

from audit_core.commands.open_round import Progress, RoundContext, no_progress
from audit_core.panel.decisions_reader import read_decisions
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import RISK, Problem, Problems
from audit_core.processes import gc_paused
from audit_core.returns.casebook import build_casebook
from audit_core.returns.model import CaseBook, Reading, Return
from audit_core.returns.read_folder import read_returns_folder
from audit_core.rounds.case_references import place_key
from audit_core.rounds.folder import DECISIONS
from audit_core.rounds.panel_decisions import Decisions
from audit_core.tabulation.compiled import Suspect


@attrs.frozen
class LoadedReturns:
    """All returns, the decisions that apply to them, texts that may identify a person, and problems
    in either. `readings` are those of the returns folder, file by file.
    """

    casebook: CaseBook
    decisions: Decisions
    suspects: tuple[Suspect, ...]
    problems: Problems
    readings: tuple[Reading, ...] = ()


def load_returns(
    opened: RoundContext,
    plugins: Plugins,
    as_at: date,
    progress: Progress = no_progress,
    besides: tuple[Reading, ...] = (),
) -> LoadedReturns:
    """Read every file of the returns folder, and decisions.xlsx. Problems are collected, and
    nothing is written.

    `besides` are readings of files in other places, treated as if they were in the returns folder.
    """
    with gc_paused():  # many long-lived objects are made
        decisions, unreadable = load_decisions(opened)
        context = opened.reading_context(as_at)
        readings = read_returns_folder(opened.store.returns, context, progress)
        casebook = build_casebook(
            (*readings, *besides), opened.round, opened.issued, decisions, as_at
        )
        odd = tuple(
            problem
            for ret in casebook.quality
            for problem in plugins.check_return(
                opened.themes.get(ret.id.fingerprint, opened.theme), ret
            )
        )
        suspects = suspects_in(casebook.returns, decisions)
        problems = tuple(
            problem
            for problem in (*casebook.problems, *odd)
            if not _is_decided(problem, casebook, suspects, decisions)
        )
        return LoadedReturns(
            attrs.evolve(casebook, problems=problems), decisions, suspects, unreadable, readings
        )


def _is_decided(
    found: Problem, casebook: CaseBook, suspects: tuple[Suspect, ...], decisions: Decisions
) -> bool:
    """Whether a person has already decided about what a problem points to: a concern that was
    closed, a text that was cleared, a doubt about the child.
    """
    place = (found.where.file, found.where.sheet, found.where.cell)
    if found.code == "form.identifier":
        return any(
            suspect.decision and (suspect.at.file, suspect.at.sheet, suspect.at.cell) == place
            for suspect in suspects
        )
    if found.code == "form.other_child":
        return any(doubt.said and doubt.at.file == found.where.file for doubt in casebook.doubts)
    if found.code in RISK:
        closed = decisions.closed
        return any(
            concern.key in closed and (concern.at.file, concern.at.sheet, concern.at.cell) == place
            for concern in casebook.concerns
        )
    return False


def load_decisions(opened: RoundContext) -> tuple[Decisions, Problems]:
    """Return the decisions in decisions.xlsx and its faulty rows; no decisions where the file does
    not exist yet.
    """
    data = opened.store.read(DECISIONS)
    if data is None:
        return Decisions(), ()
    return read_decisions(data, DECISIONS, opened.round.code)


def suspects_in(returns: tuple[Return, ...], decisions: Decisions) -> tuple[Suspect, ...]:
    """Return every place in the accepted returns where the text may identify a person, with the
    decision about it; the text itself is not kept.
    """
    made = dict(decisions.identifiers)
    found = []
    for ret in returns:
        for one in ret.form.suspicions:
            key = f"{place_key(ret.id, one.ref)}/{one.at.cell} {one.digest}"
            found.append(Suspect(key, one.at, one.ref, one.what, str(ret.id), made.get(key, "")))
    return tuple(sorted(found, key=lambda place: place.key))
