"""How the report is divided: findings by the part of the form they are about, recommendations by who has to carry them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from audit_core.model.compiled import Compiled
    from audit_core.model.results import Finding, Recommendation


@attrs.frozen
class Part:
    """A part of the report: its heading ("" for what belongs to no one part of the form), what was done well, and the rest."""

    title: str
    strengths: tuple[Finding, ...]
    others: tuple[Finding, ...]


def by_section(compiled: Compiled, findings: tuple[Finding, ...]) -> tuple[Part, ...]:
    """The findings by section, in printed order, weightiest first within each; last those that belong to no one section.

    The headings of every instrument but the first begin with its title.
    """
    parts = []
    for place, instrument in enumerate(compiled.theme.instruments):
        for section in instrument.sections:
            mine = tuple(finding for finding in findings if (finding.instrument, finding.section) == (instrument.name, section.number))
            parts.append(_part(f"{instrument.title}: {section.title}" if place else section.title, mine))
    placed = {finding.key for part in parts for finding in (*part.strengths, *part.others)}
    parts.append(_part("", tuple(finding for finding in findings if finding.key not in placed)))
    return tuple(part for part in parts if part.strengths or part.others)


def _part(title: str, findings: tuple[Finding, ...]) -> Part:
    others = sorted((finding for finding in findings if finding.kind != "strength"), key=lambda finding: (finding.kind != "priority", not finding.high))
    return Part(title, tuple(finding for finding in findings if finding.kind == "strength"), tuple(others))


def for_agencies(compiled: Compiled, recommendations: tuple[Recommendation, ...]) -> tuple[tuple[str, tuple[Recommendation, ...]], ...]:
    """The recommendations that are not the partnership's, by the name of who has an action on them; those of nobody yet last, under ""."""
    owners: dict[str, set[str]] = {}
    for action in compiled.plan.actions:
        owners.setdefault(action.arises_from, set()).add(action.owner)
    mine = tuple(item for item in recommendations if not item.is_partnerships)
    codes = [*(recipient.code for recipient in compiled.round.recipients), "partnership"]
    groups = [(compiled.round.name_of(code), tuple(item for item in mine if code in owners.get(item.key, ()))) for code in codes]
    nobody = tuple(item for item in mine if not owners.get(item.key))
    return tuple((name, items) for name, items in (*groups, ("", nobody)) if items)
