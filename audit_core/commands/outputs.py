"""Write every file of one compiled set, by audience, as soon as it is made, and check what was
rendered.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

import attrs

from audit_core.commands.update_decisions import DecisionsDraft, draft_decisions
from audit_core.errors import AuditError, SelfCheckFailed
from audit_core.problems.problem import Problem, problem
from audit_core.processes import processes_for, run_in_processes
from audit_core.reports.action_plan_workbook import build_action_plan_workbook
from audit_core.reports.analysis_workbook import build_analysis_workbook
from audit_core.reports.audiences import for_agency, for_board
from audit_core.reports.completeness_check import missing_parts
from audit_core.reports.follow_up_workbook import build_follow_up_workbook
from audit_core.reports.leak_check import Confidential
from audit_core.reports.public_view import for_public, not_public
from audit_core.reports.report_writer import ReportWriter
from audit_core.reports.writers import report_writers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from audit_core.commands.open_round import RoundContext
    from audit_core.plugin_system.manager import Plugins
    from audit_core.rounds.folder import Building
    from audit_core.tabulation.compiled import Compiled

OWN_OUTPUTS = {
    *(
        "chair/report.html",
        "chair/analysis.xlsx",
        "chair/answers.csv",
        "chair/chronology.csv",
        "chair/ledger.csv",
        "chair/compiled.json",
    ),
    *(
        "board/report.docx",
        "board/briefing.docx",
        "board/for-children.docx",
        "board/action-plan.xlsx",
    ),
    *(
        "chair/follow-up.xlsx",
        "agencies/report.docx",
        "agencies/action-plan.xlsx",
        "agencies/follow-up.xlsx",
    ),
    *(
        "publish/for-children.docx",
        "publish/for-children.html",
        "publish/learning.docx",
        "publish/learning.html",
        "publish/counts.csv",
    ),
}
"""The program's own outputs: if one cannot be written, the compile stops."""


@attrs.frozen
class WrittenOutputs:
    """The hashes of a set's files by name, problems of plugins, and decisions.xlsx as it should be
    now.
    """

    digests: Mapping[str, str]
    problems: tuple[Problem, ...]
    decisions: DecisionsDraft | None


@attrs.frozen
class _Part:
    """The result of one piece of work: hashes by name, problems, and files that failed a check."""

    digests: dict[str, str] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)
    wrong: list[SelfCheckFailed] = attrs.field(factory=list)
    decisions: DecisionsDraft | None = None


def outputs(
    compiled: Compiled,
    opened: RoundContext,
    plugins: Plugins,
    building: Building,
    faults: tuple[Problem, ...] = (),
    *,
    publish: bool = False,
) -> WrittenOutputs:
    """Write the files of a set; those for publication only if `publish`. `faults` are the problems
    of reading returns and decisions (see `draft_decisions`).

    For a large round, several processes write, each its own files. Raises SelfCheckFailed when a
    finding is missing from an output or confidential words leak into one; UsageProblem for a faulty
    template; CannotWrite.
    """
    writers, problems = all_writers(opened, plugins)
    at_work = _Work(compiled, building)
    kept_out = not_public(at_work.board) if publish else ()
    works: list[Callable[[], _Part]] = [
        partial(at_work.write, writer)
        for writer in writers
        if writer.audience in {"chair", "board"}
    ]
    works.append(lambda: _Part(decisions=draft_decisions(opened, compiled, faults)))
    works += [
        partial(at_work.write_for, code, writers)
        for code in (recipient.code for recipient in compiled.round.recipients)
    ]
    works += [
        partial(at_work.write, writer)
        for writer in writers
        if writer.audience == "publish" and publish
    ]
    parts = run_in_processes(works, processes_for(len(compiled.casebook.returns)))
    wrong = [failed for part in parts for failed in part.wrong]
    if wrong:
        raise wrong[0]
    digests = {name: digest for part in parts for name, digest in part.digests.items()}
    told = dict.fromkeys(
        (*problems, *kept_out, *(fault for part in parts for fault in part.problems))
    )
    return WrittenOutputs(
        digests, tuple(told), next((part.decisions for part in parts if part.decisions), None)
    )


class _Work:
    """Write one set. What several files need is made on first use, once in each process."""

    def __init__(self, compiled: Compiled, building: Building) -> None:
        self._compiled, self._building = compiled, building

    @cached_property
    def board(self) -> Compiled:
        """The round as the board may see it."""
        return for_board(self._compiled)

    @cached_property
    def _public(self) -> Compiled:
        return for_public(self.board)

    @cached_property
    def _confidential(self) -> Confidential:
        return Confidential(self._compiled)

    def write(self, writer: ReportWriter) -> _Part:
        """Write one file for the chair, the board or the public."""
        part = _Part()
        view = (
            self._compiled
            if writer.audience == "chair"
            else self.board
            if writer.audience == "board"
            else self._public
        )
        self._put(part, f"{writer.audience}/{writer.file}", writer, view, "")
        return part

    def write_for(self, code: str, writers: tuple[ReportWriter, ...]) -> _Part:
        """Write all files for one agency."""
        part, view = _Part(), for_agency(self._compiled, self.board, code)
        for writer in writers:
            if writer.audience == "agencies":
                self._put(part, f"agencies/{code}/{writer.file}", writer, view, code)
        return part

    def _put(self, part: _Part, name: str, writer: ReportWriter, view: Compiled, code: str) -> None:
        data = _written(writer, view, code, part.problems)
        wrong = [] if data is None else [*self._wrong(view, name, data)]
        part.wrong.extend(wrong)
        if data is not None and not wrong:
            part.digests[name] = self._building.put(name, data)

    def _wrong(self, view: Compiled, name: str, data: bytes) -> Iterator[SelfCheckFailed]:
        """Check that an output has everything it should, and nothing confidential. `view` is what
        the file was made from.
        """
        lost = missing_parts(view, name, data)
        if lost:
            yield SelfCheckFailed("set.lacks", file=name, lost=", ".join(lost[:5]))
        leaked = () if name.startswith("chair/") else self._confidential.leaks(name, data)
        if leaked:
            yield SelfCheckFailed("set.leaks", file=name, leaked=", ".join(leaked[:5]))


def all_writers(
    opened: RoundContext, plugins: Plugins
) -> tuple[tuple[ReportWriter, ...], tuple[Problem, ...]]:
    """Return the writers for templates and workbooks, and those that plugins offer; of two with the
    same audience and file, the first is kept.
    """
    folders, failed = plugins.template_dirs(opened.theme)
    house = (
        *report_writers(folders, opened.store.override(), opened.store.reference_doc()),
        *workbooks(),
    )
    added, faults = plugins.report_writers()
    kept: dict[tuple[str, str], ReportWriter] = {}
    problems = [*failed, *faults]
    for writer in (*house, *added):
        key = (writer.audience, writer.file)
        if key in kept:
            problems.append(
                problem(
                    "plugin.raised",
                    name=writer.name,
                    hook="audit_report_writers",
                    why=f"{writer.audience}/{writer.file} is already written",
                )
            )
        else:
            kept[key] = writer
    return tuple(kept.values()), tuple(problems)


def workbooks() -> tuple[ReportWriter, ...]:
    """Return the writers of workbooks."""
    return (
        ReportWriter(
            "analysis",
            "chair",
            "analysis.xlsx",
            lambda compiled, _: build_analysis_workbook(compiled),
        ),
        ReportWriter(
            "follow-up",
            "chair",
            "follow-up.xlsx",
            lambda compiled, _: build_follow_up_workbook(compiled),
        ),
        ReportWriter("agency's follow-up", "agencies", "follow-up.xlsx", build_follow_up_workbook),
        ReportWriter(
            "action plan",
            "board",
            "action-plan.xlsx",
            lambda compiled, _: build_action_plan_workbook(compiled),
        ),
        ReportWriter(
            "agency's actions",
            "agencies",
            "action-plan.xlsx",
            lambda compiled, code: (
                build_action_plan_workbook(compiled, code) if compiled.plan.actions else None
            ),
        ),
    )


def _written(
    writer: ReportWriter, view: Compiled, code: str, faults: list[Problem]
) -> bytes | None:
    """Return what a writer wrote. A plugin's writer that fails is reported and left out; the
    program's own errors are raised.
    """
    if f"{writer.audience}/{writer.file}" in OWN_OUTPUTS:
        return writer.write(view, code)
    try:
        return writer.write(view, code)
    except AuditError:
        raise
    except Exception as error:
        faults.append(
            problem(
                "plugin.raised",
                name=writer.name,
                hook="audit_report_writers",
                why=type(error).__name__,
            )
        )
        return None
