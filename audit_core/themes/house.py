"""What the framework adds to every theme: its scales, and findings that any audit may have.

A theme takes them with it when forms are issued, so that a round goes on by the rules it was issued
with. The file house-0.1.0.json beside `rounds.issued_theme` holds those of rounds that were issued
before themes carried them.
"""

from __future__ import annotations

from audit_core.i18n import N_
from audit_core.records import record
from audit_core.themes.rules import NotApplicable, Uncounted, Unrecorded
from audit_core.themes.scales import HOUSE_SCALES, Scale

HouseRule = NotApplicable | Uncounted | Unrecorded


@record
class House:
    """The scales that every theme may use, and the rules that apply to every theme."""

    scales: tuple[Scale, ...]
    rules: tuple[HouseRule, ...]

    def scale(self, name: str) -> Scale | None:
        """Return the scale with this name, or None."""
        return next((scale for scale in self.scales if scale.name == name), None)


HOUSE_RULES: tuple[HouseRule, ...] = N_(
    (
        Uncounted(
            "missing-return",
            "{recipient}: no form about {subject} has been returned, so that part of the story is "
            "not known.",
            "missing",
        ),
        Uncounted(
            "copies-differ",
            "{recipient}: two copies of the form about {subject} differ and await the chair's "
            "decision. Neither counts, so that part of the story is not known.",
            "conflict",
        ),
        NotApplicable(
            "mostly-not-applicable",
            "{question} was not applicable {for_how_many} ({n} of {total} answers): the question "
            "may be put to the wrong agencies.",
        ),
        Unrecorded(
            "critical-unrecorded",
            "Nothing is on record about this ({question}): {for_how_many} ({n} of {total} "
            "records).",
            share=0.0,
            at_least=1,
        ),
    )
)
HOUSE = House(HOUSE_SCALES, HOUSE_RULES)
"""Today's."""
