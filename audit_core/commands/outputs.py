"""Write every file of one compiled set, by audience, as soon as it is made, and check what was
rendered.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

import attrs

from audit_core.commands.update_decisions import DecisionsDraft, draft_decisions
from audit_core.documents.word.reference_check import check_look
from audit_core.errors import AuditError, SelfCheckFailed, UsageProblem
from audit_core.grouping import grouped
from audit_core.problems.problem import Problem, Problems, problem
from audit_core.processes import processes_for, run_in_processes
from audit_core.reports.audiences import AUDIENCES, Audience, Views, audience_of
from audit_core.reports.completeness_check import missing_parts
from audit_core.reports.leak_check import Confidential
from audit_core.reports.public_view import not_public
from audit_core.reports.report_writer import ReportWriter
from audit_core.reports.writers import own_outputs, report_writers, workbook_writers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from audit_core.commands.open_round import RoundContext
    from audit_core.plugin_system.manager import Plugins
    from audit_core.rounds.folder import Building, RoundFolder
    from audit_core.tabulation.compiled import Compiled


@attrs.frozen
class WrittenOutputs:
    """The hashes of a set's files by name, problems of plugins, and decisions.xlsx as it should be
    now.
    """

    digests: Mapping[str, str]
    problems: Problems
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
    unread: Problems,
    *,
    publish: bool,
) -> WrittenOutputs:
    """Write the files of a set; those for publication only if `publish`. `unread` are the problems
    of reading returns and decisions (see `draft_decisions`).

    For a large round, several processes write, each its own files. Raises SelfCheckFailed when a
    finding is missing from an output or confidential words leak into one; UsageProblem for a faulty
    template; CannotWrite.
    """
    writers, problems = all_writers(opened, plugins)
    at_work = _Work(compiled, building)
    kept_out = not_public(at_work.views.board) if publish else ()
    wanted = [audience for audience in AUDIENCES if publish or not audience.on_request]
    by_audience = grouped(writers, lambda writer: writer.audience)
    works: list[Callable[[], _Part]] = [
        partial(at_work.write, audience, (writer,))
        for audience in wanted
        if not audience.each_agency
        for writer in by_audience.get(audience.name, ())
    ]
    works.append(lambda: _Part(decisions=draft_decisions(opened, compiled, unread)))
    works += [
        partial(at_work.write, audience, by_audience.get(audience.name, ()), recipient.code)
        for audience in wanted
        if audience.each_agency
        for recipient in compiled.round.recipients
    ]
    parts = run_in_processes(works, processes_for(len(compiled.casebook.returns)))
    wrong = [failed for part in parts for failed in part.wrong]
    if wrong:
        raise wrong[0]
    digests = {name: digest for part in parts for name, digest in part.digests.items()}
    found = (each for part in parts for each in part.problems)
    decisions = next((part.decisions for part in parts if part.decisions), None)
    return WrittenOutputs(digests, tuple(dict.fromkeys((*problems, *kept_out, *found))), decisions)


class _Work:
    """Write one set. What several files need is made on first use, once in each process."""

    def __init__(self, compiled: Compiled, building: Building) -> None:
        self._building, self._own = building, own_outputs()
        self.views = Views(compiled)

    @cached_property
    def _confidential(self) -> Confidential:
        return Confidential(self.views.compiled)

    def write(self, audience: Audience, writers: Sequence[ReportWriter], code: str = "") -> _Part:
        """Write some files for one audience, or for one agency."""
        part, view = _Part(), audience.view(self.views, code)
        folder = f"{audience.name}/{code}" if code else audience.name
        for writer in writers:
            self._put(part, f"{folder}/{writer.file}", writer, view, code)
        return part

    def _put(self, part: _Part, name: str, writer: ReportWriter, view: Compiled, code: str) -> None:
        data = self._written(writer, view, code, part.problems)
        if data is None:
            return
        wrong = [*self._wrong(view, name, data)]
        part.wrong.extend(wrong)
        if not wrong:
            part.digests[name] = self._building.put(name, data)

    def _written(
        self, writer: ReportWriter, view: Compiled, code: str, problems: list[Problem]
    ) -> bytes | None:
        """Return what a writer wrote. A plugin's writer that fails is reported and left out; the
        program's own errors are raised.
        """
        try:
            return writer.write(view, code)
        except Exception as error:
            if isinstance(error, AuditError) or f"{writer.audience}/{writer.file}" in self._own:
                raise
            problems.append(_of_writer(writer, type(error).__name__))
            return None

    def _wrong(self, view: Compiled, name: str, data: bytes) -> Iterator[SelfCheckFailed]:
        """Check that an output has everything it should, and nothing confidential. `view` is what
        the file was made from.
        """
        lost = missing_parts(view, name, data)
        if lost:
            yield SelfCheckFailed("set.lacks", file=name, lost=", ".join(lost[:5]))
        audience = audience_of(name.partition("/")[0])
        may_leak = audience is None or not audience.sees_everything
        leaked = self._confidential.leaks(name, data) if may_leak else ()
        if leaked:
            yield SelfCheckFailed("set.leaks", file=name, leaked=", ".join(leaked[:5]))


def all_writers(
    opened: RoundContext, plugins: Plugins
) -> tuple[tuple[ReportWriter, ...], Problems]:
    """Return the writers for templates and workbooks, and those that plugins offer; of two with the
    same audience and file, the first is kept. A writer for an unknown audience is left out.
    """
    folders, failed = plugins.template_dirs(opened.theme)
    store = opened.store
    house = report_writers(folders, store.override(), _look_of(store))
    added, unfit = plugins.report_writers()
    kept: dict[tuple[str, str], ReportWriter] = {}
    problems = [*failed, *unfit]
    for writer in (*house, *workbook_writers(), *added):
        if audience_of(writer.audience) is None:
            problems.append(_of_writer(writer, f"there is no audience {writer.audience}"))
        elif kept.setdefault((writer.audience, writer.file), writer) is not writer:
            why = f"{writer.audience}/{writer.file} is already written"
            problems.append(_of_writer(writer, why))
    return tuple(kept.values()), tuple(problems)


def _look_of(store: RoundFolder) -> bytes | None:
    """Return the Word file whose styles reports take, or None.

    Raises UsageProblem, which names the file, if no report can be written with it.
    """
    path = store.reference_doc()
    look = store.read(str(path)) if path else None
    if look is None:
        return None
    try:
        check_look(look)
    except UsageProblem:
        raise UsageProblem("file.look_kept", file=path) from None
    return look


def _of_writer(writer: ReportWriter, why: str) -> Problem:
    """Return the problem of a plugin's writer."""
    return problem("plugin.raised", name=writer.name, hook="audit_report_writers", why=why)
