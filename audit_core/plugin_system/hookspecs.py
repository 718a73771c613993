"""The contract with plugins. Every hook is listed in docs/hooks.md with its exact signature, and
has a test of its name.

Hooks add; nothing a plugin returns can change what another returned. Plugins are called one by one,
in the order of their names. A hook that fails is reported and left out, and the rest continues.
Arguments never have defaults.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources.abc import Traversable

import pluggy

from audit_core.findings.finding import Finding, Recommendation
from audit_core.problems.problem import Problem
from audit_core.reports.report_writer import ReportWriter
from audit_core.returns.model import CaseBook, Return
from audit_core.scoring.scorecard import Scorecard
from audit_core.themes.theme import Theme

PROJECT = "audit"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def audit_themes() -> Iterable[Theme]:
    """Offer themes.

    When: once, when plugins are loaded.
    Return: the themes of this plugin. Each is checked; a theme with errors is reported by name and
    refused, and the others still load. None means: none.

    Example::

        @hookimpl
        def audit_themes():
            from my_theme.theme import THEME

            return [THEME]
    """
    return ()


@hookspec
def audit_check_return(theme: Theme, ret: Return) -> Iterable[Problem] | None:
    """Report problems with one return that no general rule can find.

    When: in `check`, `status` and `compile`, once for every accepted return that is not a nil
    return.
    Arguments: the theme the form was issued with, and the return with all its entries and their
    cells.
    Return: problems, made with `audit_core.problem`, addressed to the cell. None means: no
    problems.

    Example::

        @hookimpl
        def audit_check_return(theme, ret):
            late = ret.entry("DA-1.2", "sent")
            if theme.name == "domestic_abuse" and late is not None and late.is_blank:
                yield problem("answer.blank_required", Where(late.at.file, late.at.sheet,
                late.at.cell, late.ref))
    """


@hookspec
def audit_findings(
    theme: Theme, scorecard: Scorecard, casebook: CaseBook
) -> Iterable[Finding] | None:
    """Add findings that the theme's declared rules cannot express.

    When: in `compile`, once, after every rule of the theme has been applied.
    Arguments: the round's theme, all its figures, and all its returns.
    Return: findings with a key of `audit_core.findings.finding.finding_key` and the cells behind
    them. {recipient} in `says`
    is replaced by the printed name of the recipient. None means: none.

    Example::

        @hookimpl
        def audit_findings(theme, scorecard, casebook):
            for score in scorecard.questions:
                if score.tally.excluded > score.tally.base:
                    yield Finding(key=..., kind="gap", rule="mostly-not-applicable", says=...,
                    theme=theme.name)
    """


@hookspec
def audit_recommendations(
    theme: Theme, findings: tuple[Finding, ...]
) -> Iterable[Recommendation] | None:
    """Propose recommendations beyond the advice that the theme's rules name.

    When: in `compile`, once, after every finding is known.
    Arguments: the round's theme, and all findings with their printed ids.
    Return: recommendations; each names the keys of the findings behind it. None means: none.

    Example::

        @hookimpl
        def audit_recommendations(theme, findings):
            missing = [finding.key for finding in findings if finding.rule == "missing-return"]
            if missing:
                yield Recommendation(key=..., advice="returns", text="Ask ...",
                findings=tuple(missing), ...)
    """


@hookspec
def audit_template_dirs(theme: Theme) -> Iterable[Traversable] | None:
    """Offer folders of templates for a theme: its findings.md.j2 and the files it includes.

    When: whenever something is rendered for this theme.
    Return: folders (`importlib.resources.files(...)`), searched in this order, after the
    round's own templates and before those of the framework. None means: none for this theme.

    Example::

        @hookimpl
        def audit_template_dirs(theme):
            if theme.name == "neglect":
                return [files("audit_theme_neglect") / "templates"]
            return None
    """


@hookspec
def audit_report_writers() -> Iterable[ReportWriter]:
    """Offer further outputs of compile.

    When: in `compile`, once.
    Return: report writers, each with its audience and file name. A clash of file names within an
    audience is reported, and the later writer is left out. None means: none.

    Example::

        @hookimpl
        def audit_report_writers():
            return [ReportWriter("headline", "board", "headline.txt", lambda compiled, code:
            b"...")]
    """
    return ()
