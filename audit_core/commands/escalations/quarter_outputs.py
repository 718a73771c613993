"""Write a quarter's escalations. No output names a file or sheet, because its name may be a
person's.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import attrs

from audit_core.commands.partnership_defaults import PARTNERSHIP
from audit_core.escalations.log import EscalationReport, Log
from audit_core.escalations.log_writer import sheet_names
from audit_core.escalations.model import QuarterSummary
from audit_core.escalations.quarter_page import escalations_page
from audit_core.escalations.quarter_workbook import build_escalations_workbook
from audit_core.i18n import _
from audit_core.parsing.folding import fold
from audit_core.problems.problem import Where
from audit_core.serialization import to_data

SCHEMA = 2
"""The schema of escalations.json; since 2 it names no file."""


def outputs_of(
    summary: QuarterSummary, logs: Sequence[Log], override: Path | None
) -> dict[str, bytes]:
    """Return the files of a set by name: the page, the workbook, and JSON for programs."""
    shown = _without_file_names(summary, logs)
    data = {
        "schema": SCHEMA,
        "quarter": str(shown.quarter),
        "as_at": shown.as_at.isoformat(),
        "nation": shown.issued.nation,
        "stages": to_data(shown.issued.stages),
        "logs": [
            {"agency": log.code, "sha256": log.sha256, "answer": log.answer, "rows": log.rows}
            for log in logs
        ],
        "states": dict(shown.states),
        "escalations": to_data(shown.escalations),
        "tables": to_data(shown.tables),
        "problems": to_data(shown.problems),
    }
    return {
        "escalations.html": escalations_page(shown, override),
        "escalations.xlsx": build_escalations_workbook(shown),
        "escalations.json": (
            json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True, default=sorted) + "\n"
        ).encode(),
    }


def _without_file_names(summary: QuarterSummary, logs: Sequence[Log]) -> QuarterSummary:
    """Return the quarter with every place named by whose log it is in, instead of by file name."""
    files = {log.file: _("Log of {who}", who=summary.issued.name_of(log.code)) for log in logs}
    sheets = {fold(name) for name in sheet_names()}

    def place(where: Where) -> Where:
        if where.file == PARTNERSHIP:
            return where
        sheet = where.sheet if not where.sheet or fold(where.sheet) in sheets else _("(withheld)")
        return attrs.evolve(
            where,
            file=files.get(where.file, _("A file that is no log of this quarter")),
            sheet=sheet,
        )

    def placed(account: EscalationReport) -> EscalationReport:
        return attrs.evolve(account, where=place(account.where))

    return attrs.evolve(
        summary,
        escalations=tuple(
            attrs.evolve(
                item, told=placed(item.told), also=placed(item.also) if item.also else None
            )
            for item in summary.escalations
        ),
        problems=tuple(
            attrs.evolve(problem, where=place(problem.where)) for problem in summary.problems
        ),
    )
