"""Every file of one compiled set, by audience, as bytes; and our own checks of what was rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.engine.audience import for_agency, for_board
from audit_core.engine.public import for_public, not_public
from audit_core.errors import AuditError, SelfCheckFailed
from audit_core.problems import Problem, problem
from audit_core.render.complete import missing
from audit_core.render.selfcheck import Confidential
from audit_core.render.writer import ReportWriter
from audit_core.render.writers import report_writers
from audit_core.workbook.analysis_book import build_analysis_book
from audit_core.workbook.follow_up_book import build_follow_up_book
from audit_core.workbook.plan_book import build_plan_book

if TYPE_CHECKING:
    from audit_core.engine.open import Opened
    from audit_core.model.compiled import Compiled
    from audit_core.plugins import Plugins

OURS = {
    *("chair/report.html", "chair/analysis.xlsx", "chair/answers.csv", "chair/chronology.csv", "chair/ledger.csv", "chair/compiled.json"),
    *("board/report.docx", "board/briefing.docx", "board/for-children.docx", "board/action-plan.xlsx"),
    *("publish/for-children.docx", "publish/for-children.html", "publish/learning.docx", "publish/learning.html", "publish/counts.csv"),
}
"""The outputs that every set has: one that cannot be written stops the compile."""


def outputs(compiled: Compiled, opened: Opened, plugins: Plugins, *, publish: bool = False) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The files of a set by path within it; those to publish only if asked for.

    Raises SelfCheckFailed when a finding is missing where it should be, or words leak; UsageProblem for a faulty template.
    """
    writers, problems = all_writers(opened, plugins)
    faults = list(problems)
    board = for_board(compiled)
    single = {"chair": compiled, "board": board, "publish": for_public(board)}
    if publish:
        faults += not_public(board)
    views = {recipient.code: for_agency(compiled, board, recipient.code) for recipient in compiled.round.recipients}
    files: dict[str, bytes] = {}
    for writer in writers:
        if writer.audience == "publish" and not publish:
            continue
        if writer.audience == "agencies":
            for code, view in views.items():
                _put(files, f"agencies/{code}/{writer.file}", _written(writer, view, code, faults))
        else:
            _put(files, f"{writer.audience}/{writer.file}", _written(writer, single[writer.audience], "", faults))
    _check(compiled, {**single, **{f"agencies/{code}": view for code, view in views.items()}}, files)
    return files, tuple(dict.fromkeys(faults))


def all_writers(opened: Opened, plugins: Plugins) -> tuple[tuple[ReportWriter, ...], tuple[Problem, ...]]:
    """The writers that templates and workbooks need, and those that plugins offer (the house's data among them); of two with one name the first stands."""
    folders, failed = plugins.template_dirs(opened.theme)
    house = (*report_writers(folders, opened.store.override(), opened.store.look()), *workbooks())
    added, faults = plugins.report_writers()
    kept: dict[tuple[str, str], ReportWriter] = {}
    problems = [*failed, *faults]
    for writer in (*house, *added):
        key = (writer.audience, writer.file)
        if key in kept:
            problems.append(problem("plugin.raised", name=writer.name, hook="audit_report_writers", why=f"{writer.audience}/{writer.file} is already written"))
        else:
            kept[key] = writer
    return tuple(kept.values()), tuple(problems)


def workbooks() -> tuple[ReportWriter, ...]:
    """The outputs that are workbooks."""
    return (
        ReportWriter("analysis", "chair", "analysis.xlsx", lambda compiled, _: build_analysis_book(compiled)),
        ReportWriter("follow-up", "chair", "follow-up.xlsx", lambda compiled, _: build_follow_up_book(compiled)),
        ReportWriter("agency's follow-up", "agencies", "follow-up.xlsx", build_follow_up_book),
        ReportWriter("action plan", "board", "action-plan.xlsx", lambda compiled, _: build_plan_book(compiled)),
        ReportWriter(
            "agency's actions", "agencies", "action-plan.xlsx", lambda compiled, code: build_plan_book(compiled, code) if compiled.plan.actions else None
        ),
    )


def _written(writer: ReportWriter, view: Compiled, code: str, faults: list[Problem]) -> bytes | None:
    """What a writer wrote. A stranger's that fails is named and left out; ours does not fail quietly."""
    if f"{writer.audience}/{writer.file}" in OURS:
        return writer.write(view, code)
    try:
        return writer.write(view, code)
    except AuditError:
        raise
    except Exception as error:
        faults.append(problem("plugin.raised", name=writer.name, hook="audit_report_writers", why=type(error).__name__))
        return None


def _put(files: dict[str, bytes], name: str, data: bytes | None) -> None:
    if data is not None:
        files[name] = data


def _check(compiled: Compiled, views: dict[str, Compiled], files: dict[str, bytes]) -> None:
    """Our own check: what should be in an output is in it, and nothing is where it must not be. `views` are what the files of each folder were made from."""
    confidential = Confidential(compiled)
    for name, data in files.items():
        lost = missing(views[name.rpartition("/")[0]], name, data)
        if lost:
            msg = f"{name} lacks {', '.join(lost[:5])}. Nothing was replaced. {_WHOSE_FAULT}"
            raise SelfCheckFailed(msg)
        leaked = confidential.leaks(name, data)
        if leaked:
            msg = f"{name} would hold what it must not ({', '.join(leaked[:5])}). Nothing was replaced; this is a fault of the program: please report it."
            raise SelfCheckFailed(msg)


_WHOSE_FAULT = "If you or the theme have a template of its own, run: audit templates check. If not, this is a fault of the program: please report it."
