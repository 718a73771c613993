"""Stage: turn recommendations into actions with an owner, a due date, a measure and a position.
Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from audit_core.findings.action import ActionPlan, ProposedAction, by_date
from audit_core.findings.finding import Finding, Recommendation
from audit_core.findings.shortfall import Cells, shortfall
from audit_core.i18n import _
from audit_core.rounds.panel_decisions import Decisions
from audit_core.rounds.round import Round
from audit_core.scoring.scorecard import Answered
from audit_core.themes.rules import Advice
from audit_core.themes.theme import Theme

DUE_DAYS = 90
NOBODY: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def propose_actions(
    recommendations: tuple[Recommendation, ...],
    findings: tuple[Finding, ...],
    theme: Theme,
    audit_round: Round,
    decisions: Decisions,
    as_at: date,
    owners: Mapping[str, tuple[str, ...]] = NOBODY,
    answered: Iterable[Answered] = (),
) -> ActionPlan:
    """Return the action plan: one action for each owner of every recommendation that is not
    rejected or noted.

    Due dates count from the panel (or the day returns were due), so that compiling again does not
    move them. `owners` holds the owners fixed when a recommendation was adopted, by its key, so
    that a later return does not move an action to another owner. `answered` are the answers behind
    the findings: an agency's action starts from its own. Recommendations without an action, and
    actions without a recommendation, are listed for the panel to correct.
    """
    cells = {line.at: line for line in answered}
    by_key = {finding.key: finding for finding in findings}
    advice = {item.id: item for item in theme.advice}
    actions = [
        action
        for item in recommendations
        if item.status not in {"rejected", "noted"}
        for action in _actions(
            item,
            advice.get(item.advice),
            [by_key[key] for key in item.findings if key in by_key],
            theme,
            cells,
            audit_round,
            as_at,
            (item.owner,)
            if item.owner
            else owners.get(item.key) or owners_of(item, advice.get(item.advice), audit_round),
        )
    ]
    without_action, without_recommendation = orphans(recommendations, tuple(actions))
    return ActionPlan(
        tuple(actions),
        without_action,
        without_recommendation,
        tuple(
            sorted(
                Counter(
                    item.owner for item in decisions.child_actions if item.closed is None
                ).items()
            )
        ),
    )


def orphans(
    recommendations: tuple[Recommendation, ...], actions: tuple[ProposedAction, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys of recommendations without an action, and of actions without a current
    recommendation.

    Rejected and noted recommendations need no action.
    """
    led_to = {action.arises_from for action in actions}
    live = {item.key for item in recommendations if item.status not in {"rejected", "noted"}}
    return tuple(sorted(live - led_to)), tuple(
        sorted(action.key for action in actions if action.arises_from not in live)
    )


def _actions(
    item: Recommendation,
    advice: Advice | None,
    behind: list[Finding],
    theme: Theme,
    cells: Cells,
    audit_round: Round,
    as_at: date,
    owners: tuple[str, ...],
) -> Iterator[ProposedAction]:
    due = item.due or (audit_round.panel or audit_round.due) + timedelta(
        days=advice.due_days if advice else DUE_DAYS
    )
    for owner in owners:
        yield ProposedAction(
            key=f"{item.key}|{owner}",
            text=advice.action if advice else item.text,
            arises_from=item.key,
            owner=owner,
            owner_role=item.owner_role,
            due=due,
            measure=advice.measure
            if advice
            else _("The findings of the missing audits are reported to the panel."),
            baseline=shortfall(behind, owner, theme, cells, audit_round.code),
            found=shortfall(behind, owner, theme, cells),
            target=advice.target if advice else _("Every form returned."),
            evidence=advice.evidence if advice else _("The returned forms."),
            position="not_started"
            if item.status == "proposed"
            else by_date("not_started", due, as_at),
            proposed=item.status == "proposed",
        )


def owners_of(item: Recommendation, advice: Advice | None, audit_round: Round) -> tuple[str, ...]:
    """Return the owners of a recommendation: as decided, the agencies its findings are about, every
    recipient of a kind, or the partnership.

    Empty if the advice names a kind of agency that is not in the round; the panel must then name
    an owner.
    """
    if item.owner:
        return (item.owner,)
    if advice is None or advice.owner == "found":
        known = {recipient.code for recipient in audit_round.recipients}
        return tuple(code for code in item.recipients if code in known) or ("partnership",)
    if advice.owner == "partnership":
        return ("partnership",)
    return tuple(
        recipient.code for recipient in audit_round.recipients if recipient.kind == advice.owner
    )
