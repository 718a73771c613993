"""Prepare a panel: one page a case with the decisions to make, a timed agenda, and a row in
decisions.xlsx for each decision.
"""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import attrs

from audit_core.commands.compile import compile_exit_code
from audit_core.commands.load_returns import load_returns
from audit_core.commands.open_round import Progress, no_progress, round_context
from audit_core.commands.update_decisions import (
    draft_decisions,
    require_readable,
    update_decisions,
    validated_draft,
)
from audit_core.errors import Exit, UsageProblem
from audit_core.findings.register import Register
from audit_core.panel.agenda import agenda, least_minutes
from audit_core.panel.model import Sitting
from audit_core.panel.pack import panel_page
from audit_core.panel.pages import cross_case_findings, panel_pages
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problems
from audit_core.rounds.folder import PANEL
from audit_core.tabulation.compiled import Compiled


@attrs.frozen
class PanelOutcome:
    """What was prepared: the pack and its path, and problems in returns or decisions."""

    compiled: Compiled
    sitting: Sitting
    file: Path
    problems: Problems
    exit_code: Exit


def prepare_panel(
    folder: Path,
    plugins: Plugins,
    as_at: date,
    begins: time,
    minutes: int,
    progress: Progress = no_progress,
) -> PanelOutcome:
    """Write the panel's pack for the round in `folder`, as things stood on `as_at`, for a panel of
    `minutes` that begins at `begins`.

    Raises UsageProblem for a round that cannot be used, one without cases, or a panel too short for
    its cases; CannotWrite when a file cannot be written. An earlier pack is moved to the history.
    """
    with round_context(folder, plugins) as opened, opened.store.lock():
        loaded = load_returns(opened, plugins, as_at, progress)
        require_readable(loaded)
        register = Register(opened.store.register())
        compiled, plugin_problems, unknown = validated_draft(
            opened, loaded, plugins, register, as_at
        )
        pages = panel_pages(compiled)
        if not pages:
            raise UsageProblem("round.no_case_to_hear")
        least = least_minutes(len(pages))
        if minutes < least:
            raise UsageProblem("round.panel_too_short", cases=len(pages), least=least)
        sitting = Sitting(agenda(pages, begins, minutes), pages, cross_case_findings(compiled))
        folders, template_problems = plugins.template_dirs(opened.theme)
        page = panel_page(sitting, compiled, folders, opened.store.override())
        opened.store.write_register(register.ids)
        opened.store.archive(PANEL)
        opened.store.write(PANEL, page)
        not_written = update_decisions(
            opened, compiled, draft_decisions(opened, compiled, loaded.problems)
        )
        problems = tuple(
            dict.fromkeys(
                (
                    *opened.problems,
                    *loaded.problems,
                    *unknown,
                    *plugin_problems,
                    *template_problems,
                    *not_written,
                )
            )
        )
        return PanelOutcome(
            compiled,
            sitting,
            opened.store.folder / PANEL,
            problems,
            compile_exit_code(compiled, (*loaded.problems, *unknown)),
        )
