"""A framework for multi-agency case file audits. Authors of themes may use the names below;
everything else is internal.

The names are loaded on first use (PEP 562), so that `import audit_core` is fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit_core.findings.finding import Finding, Recommendation, finding_key
    from audit_core.plugin_system.hookspecs import hookimpl
    from audit_core.plugin_system.theme_checks import check_theme
    from audit_core.problems.problem import Problem, Where, problem
    from audit_core.reports.report_writer import ReportWriter
    from audit_core.returns.model import CaseBook, Return
    from audit_core.scoring.scorecard import Scorecard
    from audit_core.themes.agencies import Kind
    from audit_core.themes.facts import FACTS, Fact
    from audit_core.themes.rules import (
        Advice,
        Cap,
        Differ,
        IfThen,
        LowestOf,
        Mismatch,
        Share,
        Standard,
    )
    from audit_core.themes.scales import Answer, Scale
    from audit_core.themes.theme import (
        Chronology,
        Day,
        Instrument,
        Judgement,
        NationalLimit,
        Number,
        OnlyIf,
        Poll,
        Question,
        Rating,
        Review,
        Section,
        Theme,
        TickAll,
        TimeLimit,
        Times,
        When,
        Words,
    )
    from audit_core.themes.topics import ChildWords

__version__ = "0.2.0"

_HOMES = {
    "audit_core.plugin_system.theme_checks": ("check_theme",),
    "audit_core.plugin_system.hookspecs": ("hookimpl",),
    "audit_core.themes.agencies": ("Kind",),
    "audit_core.themes.facts": ("FACTS", "Fact"),
    "audit_core.themes.topics": ("ChildWords",),
    "audit_core.findings.finding": ("Finding", "Recommendation", "finding_key"),
    "audit_core.scoring.scorecard": ("Scorecard",),
    "audit_core.returns.model": ("CaseBook", "Return"),
    "audit_core.themes.rules": (
        "Advice",
        "Cap",
        "Differ",
        "IfThen",
        "LowestOf",
        "Mismatch",
        "Share",
        "Standard",
    ),
    "audit_core.themes.scales": ("Answer", "Scale"),
    "audit_core.themes.theme": (
        *(
            "Chronology",
            "Day",
            "Instrument",
            "Judgement",
            "NationalLimit",
            "Number",
            "OnlyIf",
            "Poll",
            "Question",
            "Rating",
            "Review",
        ),
        *("Section", "Theme", "TickAll", "TimeLimit", "Times", "When", "Words"),
    ),
    "audit_core.problems.problem": ("Problem", "Where", "problem"),
    "audit_core.reports.report_writer": ("ReportWriter",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "FACTS",
    "Advice",
    "Answer",
    "Cap",
    "CaseBook",
    "ChildWords",
    "Chronology",
    "Day",
    "Differ",
    "Fact",
    "Finding",
    "IfThen",
    "Instrument",
    "Judgement",
    "Kind",
    "LowestOf",
    "Mismatch",
    "NationalLimit",
    "Number",
    "OnlyIf",
    "Poll",
    "Problem",
    "Question",
    "Rating",
    "Recommendation",
    "ReportWriter",
    "Return",
    "Review",
    "Scale",
    "Scorecard",
    "Section",
    "Share",
    "Standard",
    "Theme",
    "TickAll",
    "TimeLimit",
    "Times",
    "When",
    "Where",
    "Words",
    "check_theme",
    "finding_key",
    "hookimpl",
    "problem",
]


def __getattr__(name: str) -> object:
    if name in _HOME_OF:
        return getattr(import_module(_HOME_OF[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
