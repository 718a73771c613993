"""Stage: turn findings into proposed recommendations, few enough to act on. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from audit_core.findings.finding import Finding, Recommendation
from audit_core.i18n import N_, _
from audit_core.rounds.panel_decisions import Decisions
from audit_core.themes.theme import Theme

MAX_RECOMMENDATIONS = 8
"""The most partnership recommendations put forward; longer lists are seldom acted on
(docs/sources.md, "Recommendations").
"""
NOT_PUT_FORWARD = N_("Not among the eight put forward. It can be taken up in decisions.xlsx.")


def recommend(
    findings: tuple[Finding, ...],
    theme: Theme,
    added: Iterable[Recommendation] = (),
    adopted: frozenset[str] = frozenset(),
) -> tuple[Recommendation, ...]:
    """Return one recommendation for each piece of advice that findings name, most important first.

    At most eight for the partnership are put forward; the rest are noted with a reason. `added`
    are recommendations proposed by plugins. Findings that the panel noted lead to none. `adopted`
    holds the keys of recommendations the panel has adopted: they stay even if a corrected return
    removes every finding behind them.
    """
    by_key = {finding.key: finding for finding in findings}
    proposed = []
    for advice in theme.advice:
        behind = [
            finding
            for finding in findings
            if finding.recommend == advice.id
            and finding.status != "noted"
            and finding.kind != "once"
        ]
        key = f"{theme.name}|{advice.id}"
        if behind or key in adopted:
            proposed.append(
                Recommendation(
                    key=key,
                    advice=advice.id,
                    text=advice.text,
                    topic=advice.topic,
                    level=advice.level,
                    findings=tuple(finding.key for finding in behind),
                    recipients=tuple(
                        sorted({code for finding in behind for code in finding.recipients})
                    ),
                    owner_role=advice.owner_role,
                )
            )
    ranked = sorted(
        (*proposed, *added),
        key=lambda item: (item.level != "partnership", *_weight(item, by_key), item.key),
    )
    place = 0
    put = []
    for item in ranked:
        place += item.level == "partnership"
        beyond = item.level == "partnership" and place > MAX_RECOMMENDATIONS
        put.append(
            attrs.evolve(item, status="noted", reason=_(NOT_PUT_FORWARD)) if beyond else item
        )
    return tuple(put)


def decide(
    recommendations: tuple[Recommendation, ...], decisions: Decisions
) -> tuple[Recommendation, ...]:
    """Return the recommendations with the panel's decisions, matched by printed id."""
    made = {decision.id: decision for decision in decisions.recommendations}
    decided = []
    for item in recommendations:
        decision = made.get(item.id)
        if decision is None:
            decided.append(item)
            continue
        decided.append(
            attrs.evolve(
                item,
                status=decision.status,
                text=decision.text or item.text,
                owner=decision.owner or item.owner,
                owner_role=""
                if decision.owner
                else item.owner_role,  # a role belongs to the agency that was proposed
                due=decision.due or item.due,
                reason=decision.reason,
            )
        )
    return tuple(decided)


def _weight(item: Recommendation, by_key: dict[str, Finding]) -> tuple[int, int, int]:
    """Return the sort key: most priority findings first, then high findings, then most answers."""
    behind = [by_key[key] for key in item.findings if key in by_key]
    return (
        -sum(finding.kind == "priority" for finding in behind),
        -sum(finding.high for finding in behind),
        -sum(finding.n for finding in behind),
    )
