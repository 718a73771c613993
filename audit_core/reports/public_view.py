"""What the public may be given: a value that holds aggregates alone. No case, agency, answer,
evidence or quotation is in it to leak.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from audit_core.findings.action import ActionPlan
from audit_core.i18n import _
from audit_core.parsing.personal_identifiers import WITHHELD
from audit_core.problems.problem import Problem, problem
from audit_core.returns.model import CaseBook
from audit_core.rounds.panel_decisions import Decisions
from audit_core.rounds.round import Sampling
from audit_core.scoring.percent_met import Tally
from audit_core.scoring.scorecard import Overall, Scorecard
from audit_core.tabulation.compiled import Compiled
from audit_core.themes.agencies import AGENCY_KINDS

if TYPE_CHECKING:
    from audit_core.findings.finding import Recommendation

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
"""Words in the names of agencies that name nobody."""
_NO_SCORES = Scorecard((), (), (), (), Overall(Tally(), None, 0, 0, 0), (), ())


def for_public(board: Compiled) -> Compiled:
    """The compiled round as everybody may see it, from what `for_board` made of it: `published`,
    and what the partnership is to do.

    It is made anew from what is named here, so that whatever else the program may come to know
    stays out. A quotation is cleared for
    the board, never for the public, so there is none. The marking is left out: it is not for what
    is published.
    """
    told = (item for item in _for_the_partnership(board) if not _names_somebody(item.text, board))
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
            attrs.evolve(item, findings=(), recipients=(), owner="", reason="") for item in told
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


def not_public(board: Compiled) -> tuple[Problem, ...]:
    """A warning for each recommendation that is kept out of publish/, since its wording names
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
    """Whether a text may identify a person, or names a case, or a recipient by more than its kind
    ("police" is a kind, "Oakfield Academy" is not).

    A part of a recipient's name is enough, unless it is a word for a kind of agency or stands in
    the partnership's own name: "Oakfield must ...".
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
