"""The case key: which child each reference means, and which agencies must be told. It is completed
by hand and kept apart from the forms.
"""

from __future__ import annotations

from audit_core.i18n import N_
from audit_core.rounds.round import Round

KEY_MARK = "audit-case-key"
"""The identifier in the workbook properties of a case key, so that it is recognised wherever it is
found.
"""
HEADINGS = N_(
    (
        "Case",
        "Child, parents and address (by hand)",
        "Born (by hand)",
        "Agencies asked: send each only its own lines",
    )
)


def to_be_told(audit_round: Round) -> dict[str, tuple[str, ...]]:
    """Return, by case reference, the names of the agencies that are asked about the case."""
    return {
        case.ref: tuple(
            audit_round.name_of(code) for code, expect in case.expected if expect == "ask"
        )
        for case in audit_round.cases
    }


def let_off(audit_round: Round, ref: str) -> frozenset[str]:
    """Return the names of the agencies that are listed for a case but need not answer.

    A case key that still names one of them is not out of date: telling that agency was right at the
    time.
    """
    subject = audit_round.subject(ref)
    return frozenset(
        audit_round.name_of(code)
        for code, expect in (subject.expected if subject else ())
        if expect != "ask"
    )
