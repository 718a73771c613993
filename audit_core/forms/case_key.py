"""The case key: which child each reference means, and which agencies are to be told. Completed by
hand, and kept apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.i18n import N_

if TYPE_CHECKING:
    from audit_core.rounds.round import Round

KEY_MARK = "audit-case-key"
"""What the properties of a key say, so that it is known wherever it turns up."""
HEADINGS = N_(
    (
        "Case",
        "Child, parents and address (by hand)",
        "Born (by hand)",
        "Agencies asked: send each only its own lines",
    )
)


def to_be_told(audit_round: Round) -> dict[str, tuple[str, ...]]:
    """By the reference of each case, the names of the agencies that are asked about it."""
    return {
        subject.ref: tuple(
            audit_round.name_of(code) for code, expect in subject.expected if expect == "ask"
        )
        for subject in audit_round.subjects
        if subject.kind == "case" and not subject.withdrawn
    }


def let_off(audit_round: Round, ref: str) -> frozenset[str]:
    """The names of the agencies that are listed for a case and need not answer: whoever was told of
    the child before knew it rightly.
    """
    subject = audit_round.subject(ref)
    return frozenset(
        audit_round.name_of(code)
        for code, expect in (subject.expected if subject else ())
        if expect != "ask"
    )
