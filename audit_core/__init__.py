"""A framework for multi-agency case file audits. The names below are those a theme's author may use; all else is ours.

They are loaded when first asked for (PEP 562), so that `import audit_core` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit_core.check import check_theme
    from audit_core.hookspecs import hookimpl
    from audit_core.model.agencies import FACTS, Fact, Kind
    from audit_core.model.children import ChildWords
    from audit_core.model.results import Finding, Recommendation, Scorecard
    from audit_core.model.returns import CaseBook, Return
    from audit_core.model.rules import Advice, Cap, Differ, IfThen, LowestOf, Mismatch, Share
    from audit_core.model.scale import Answer, Scale
    from audit_core.model.theme import (
        Chronology,
        Day,
        Instrument,
        Judgement,
        Number,
        OnlyIf,
        Poll,
        Question,
        Rating,
        Section,
        Theme,
        TickAll,
        TimeLimit,
        Times,
        When,
        Words,
    )
    from audit_core.problems import Problem, Where, problem
    from audit_core.render.writer import ReportWriter

__version__ = "0.1.0"

_HOMES = {
    "audit_core.check": ("check_theme",),
    "audit_core.hookspecs": ("hookimpl",),
    "audit_core.model.agencies": ("FACTS", "Fact", "Kind"),
    "audit_core.model.children": ("ChildWords",),
    "audit_core.model.results": ("Finding", "Recommendation", "Scorecard"),
    "audit_core.model.returns": ("CaseBook", "Return"),
    "audit_core.model.rules": ("Advice", "Cap", "Differ", "IfThen", "LowestOf", "Mismatch", "Share"),
    "audit_core.model.scale": ("Answer", "Scale"),
    "audit_core.model.theme": (
        *("Chronology", "Day", "Instrument", "Judgement", "Number", "OnlyIf", "Poll", "Question", "Rating"),
        *("Section", "Theme", "TickAll", "TimeLimit", "Times", "When", "Words"),
    ),
    "audit_core.problems": ("Problem", "Where", "problem"),
    "audit_core.render.writer": ("ReportWriter",),
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
    "Number",
    "OnlyIf",
    "Poll",
    "Problem",
    "Question",
    "Rating",
    "Recommendation",
    "ReportWriter",
    "Return",
    "Scale",
    "Scorecard",
    "Section",
    "Share",
    "Theme",
    "TickAll",
    "TimeLimit",
    "Times",
    "When",
    "Where",
    "Words",
    "check_theme",
    "hookimpl",
    "problem",
]


def __getattr__(name: str) -> object:
    if name in _HOME_OF:
        return getattr(import_module(_HOME_OF[name]), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
