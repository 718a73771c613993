"""S-5 to S-8 of a form about a case: who was known to the agency and, if nobody, what was
searched.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from audit_core.forms.form import Field
from audit_core.forms.shared_rows import SharedRow, shared_fields
from audit_core.i18n import N_
from audit_core.parsing.choices import Option
from audit_core.themes.scales import KNOWN
from audit_core.themes.theme import Theme

_KNOWN_BEFORE = N_(
    (
        Option("known", "Known"),
        Option(
            "not_involved", "Known but not involved"
        ),  # no comma: a drop-down would offer its two halves
        Option("not_known", "Not known"),
    )
)
"""The choices of S-5 in rounds that were issued before the framework had the scale of who was
known.
"""
_WHO_WAS_KNOWN: tuple[SharedRow, ...] = N_(
    (
        SharedRow(
            "S-5",
            "known",
            "choice",
            "Who in the household was known to your agency in the period?",
            "Choose the first that fits. If nobody or not involved: S-6 to S-8, G-1 (last sheet).",
        ),
        SharedRow(
            "S-6",
            "nil.searched",
            "text",
            "If nobody or not involved: systems searched, for whom, spellings tried",
        ),
        SharedRow(
            "S-7",
            "nil.role",
            "text",
            "If nobody or not involved: role of the person who searched",
        ),
        SharedRow("S-8", "nil.date", "date", "If nobody or not involved: date of the search"),
    )
)
_WAS_CHILD_KNOWN: tuple[SharedRow, ...] = N_(
    (
        SharedRow(
            "S-5",
            "known",
            "choice",
            "Was this child known to your agency in the period?",
            "If not, or not involved: fill in S-6 to S-8 and G-1 (last sheet), and send it back.",
            _KNOWN_BEFORE,
        ),
        SharedRow(
            "S-6",
            "nil.searched",
            "text",
            "If not: which records were searched?",
            "The systems, and how many spellings you tried. Do not write the name.",
        ),
        SharedRow("S-7", "nil.role", "text", "If not: role of the person who searched"),
        SharedRow("S-8", "nil.date", "date", "If not: date of the search"),
    )
)
"""What those rounds ask instead."""


def who_was_known(theme: Theme) -> Iterator[Field]:
    """Yield S-5 to S-8: who was known or, by a theme from before that was asked, whether the child
    was.
    """
    scale = theme.house_now.scale(KNOWN.name)
    if scale is None:
        group = N_("Was the child known to you?")
        yield from shared_fields("start", group, _WAS_CHILD_KNOWN, required={"S-5"})
        return
    options = tuple(Option(answer.code, answer.label) for answer in scale.answers)
    for field in shared_fields(
        "start", N_("Who was known to you?"), _WHO_WAS_KNOWN, required={"S-5"}
    ):
        yield attrs.evolve(field, options=options) if field.key == "known" else field
