"""Reduce a compiled round to what the public may see: aggregates only, without cases, agencies,
answers, evidence and quotations.
"""

from __future__ import annotations

import re

import attrs

from audit_core.findings.action import ActionPlan
from audit_core.findings.finding import Recommendation
from audit_core.i18n import _
from audit_core.parsing.personal_identifiers import WITHHELD
from audit_core.problems.problem import Problems, problem
from audit_core.returns.model import CaseBook
from audit_core.rounds.panel_decisions import Decisions
from audit_core.rounds.round import Sampling
from audit_core.scoring.percent_met import Tally
from audit_core.scoring.scorecard import Overall, Scorecard
from audit_core.tabulation.compiled import Compiled
from audit_core.themes.agencies import AGENCY_KINDS

_WORD = re.compile(r"\w{4,}")
_COMMON = (
    (
        "school primary secondary junior infant academy college nursery centre hospital trust "
        "foundation service services team teams homes house"
    ),
    (
        "north south east west city county borough district council children child young people "
        "family families support public protection"
    ),
)
"""Words in agencies' names that do not identify anybody."""
_NO_SCORES = Scorecard((), (), (), (), Overall(Tally(), None, 0, 0, 0), (), ())


def for_public(board: Compiled) -> Compiled:
    """Return the round as the public may see it: `published` and the partnership's recommendations.
    `board` is the result of `for_board`.

    The value is built from the fields named here, so that fields added later stay out of it.
    Quotations are cleared for the board, not for the public. The marking is for internal papers
    only.
    """
    shown = (item for item in _for_the_partnership(board) if not _names_somebody(item.text, board))
    return Compiled(
        round=attrs.evolve(
            board.round,
            recipients=(),
            subjects=(),
            sampling=Sampling(),
            contact="",
            return_to="",
            marking="",
        ),
        theme=board.theme,
        as_at=board.as_at,
        casebook=CaseBook((), (), ()),
        scores=_NO_SCORES,
        findings=(),
        recommendations=tuple(
            attrs.evolve(item, findings=(), recipients=(), owner="", reason="") for item in shown
        ),
        plan=ActionPlan(()),
        decisions=Decisions(),
        tables=(),
        figures=(),
        chronology=(),
        suspects=(),
        draft=attrs.evolve(board.draft, counted=False),
        published=board.published,
    )


def not_public(board: Compiled) -> Problems:
    """Return a warning for each recommendation kept out of publish/ because its wording names
    somebody.
    """
    return tuple(
        problem("publish.names", id=item.id)
        for item in _for_the_partnership(board)
        if _names_somebody(item.text, board)
    )


def _for_the_partnership(board: Compiled) -> tuple[Recommendation, ...]:
    return tuple(
        item
        for item in board.recommendations
        if item.level == "partnership" and item.status in {"accepted", "edited"}
    )


def _names_somebody(text: str, board: Compiled) -> bool:
    """Return whether a text may identify a person, or names a case or a recipient ("Oakfield
    Academy", but not a kind of agency such as "police").

    One word of a recipient's name is enough ("Oakfield must ..."), unless it is a word for a kind
    of agency or part of the partnership's name.
    """
    kinds = (*AGENCY_KINDS, *board.theme.kinds)
    plain = (
        {_(kind.label).casefold() for kind in AGENCY_KINDS}
        | {kind.label.casefold() for kind in kinds}
        | {kind.code.replace("_", " ") for kind in kinds}
    )
    names = {
        recipient.name
        for recipient in board.round.recipients
        if recipient.name.casefold() not in plain
    }
    common = {
        word
        for text in (*plain, board.round.partnership.casefold(), *_COMMON)
        for word in _WORD.findall(text)
    }
    names |= {
        word for name in names for word in _WORD.findall(name) if word.casefold() not in common
    }
    refs = (subject.ref for subject in board.round.subjects)
    return text == _(WITHHELD) or any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
        for name in (*names, *refs)
    )
