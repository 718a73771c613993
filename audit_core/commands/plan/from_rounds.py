"""Read what the newest results of every round add to the plan: decided actions, and results for
tests that are due.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from audit_core.action_plan.follow_up import FollowUp
from audit_core.action_plan.model import PlanAction
from audit_core.action_plan.retest import LaterRound
from audit_core.commands.compare import side_of
from audit_core.commands.open_round import RoundContext
from audit_core.findings.action import how_known
from audit_core.i18n import _, date_in_words
from audit_core.reports.compiled_set import load_set
from audit_core.scoring.comparison import Met, compare_results, met_of
from audit_core.themes.theme import Theme

RoundResults = tuple[tuple[RoundContext, dict[str, Any]], ...]
"""Rounds, each with compiled.json of its newest set."""


def newest_set(opened: RoundContext) -> dict[str, Any] | None:
    """Return compiled.json of a round's newest set; None where it was never compiled. Raises
    UsageProblem for a damaged one.
    """
    sets = opened.store.sets()
    return load_set(sets[-1]) if sets else None


def tracked_actions(opened: RoundContext, data: dict[str, Any]) -> tuple[PlanAction, ...]:
    """Return the decided actions of a set, under ids that no other round has."""
    audit_round = opened.round
    items = {item["key"]: item for item in data.get("recommendations", ())}
    findings = {item["key"]: item for item in data.get("findings", ())}
    found = []
    for action in data.get("actions", ()):
        if action["proposed"]:
            continue
        item = items.get(action["arises_from"], {})
        behind = [findings[key] for key in item.get("findings", ()) if key in findings]
        due = date.fromisoformat(action["due"])
        found.append(
            PlanAction(
                id=f"{audit_round.code}-{action['id']}",
                text=action["text"],
                owner=action["owner"],
                source=f"{audit_round.code} {audit_round.title}",
                reference=_reference(item, behind),
                round=audit_round.code,
                advice=action["arises_from"],
                why=_why(item, action),
                refs=_refs(behind, opened.theme),
                owner_role=action["owner_role"],
                priority="high" if any(finding["high"] for finding in behind) else "medium",
                measure=how_known(action["measure"], action["target"], action["evidence"]),
                first_due=due,
                due=due,
            )
        )
    return tuple(found)


def _refs(behind: list[dict[str, Any]], theme: Theme) -> tuple[str, ...]:
    """Return the questions of some findings: a finding about several has those of its rule."""
    asked = {rule.id: getattr(rule, "refs", ()) for rule in theme.rules}
    found = (
        (finding["ref"],) if finding["ref"] else asked.get(finding["rule"], ())
        for finding in behind
    )
    return tuple(dict.fromkeys(ref for refs in found for ref in refs))


def _why(item: dict[str, Any], action: dict[str, Any]) -> str:
    """Return the recommendation, and the baseline when it was made."""
    start = (
        _("Where we start: {baseline}", baseline=action["baseline"]) if action["baseline"] else ""
    )
    return "\n".join(filter(None, (item.get("text", ""), start)))


def _reference(item: dict[str, Any], behind: list[dict[str, Any]]) -> str:
    if not item:
        return ""
    ids = ", ".join(finding["id"] for finding in behind)
    return (
        _("{recommendation} from {findings}", recommendation=item["id"], findings=ids)
        if ids
        else str(item["id"])
    )


def follow_ups(rounds: RoundResults, laters: tuple[LaterRound, ...]) -> dict[str, FollowUp]:
    """Return, for each compiled round that follows another, what it says of the plan's actions.
    `laters` are the same rounds as answers to tests.
    """
    before = {opened.round.code: opened.round.follows for opened, _data in rounds}
    advice = {
        f"{opened.round.code}-{action['id']}": str(action["arises_from"])
        for opened, data in rounds
        for action in data.get("actions", ())
    }
    return {
        later.code: FollowUp(
            later.code,
            later.as_at,
            earlier,
            {
                f"{later.code}-{action['id']}": _result(action, data)
                for action in data.get("actions", ())
            },
            advice,
            _advice_found(opened.theme.name, data),
            _met(data, later),
            later.changed,
            bool(later.draft),
        )
        for (opened, data), later in zip(rounds, laters, strict=True)
        if (earlier := _earlier(later.code, before))
    }


def _advice_found(theme: str, data: dict[str, Any]) -> frozenset[tuple[str, str]]:
    """Return the advice that the findings of a set lead to, with each agency they are about."""
    return frozenset(
        (f"{theme}|{finding['recommend']}", code)
        for finding in data.get("findings", ())
        if finding.get("recommend") and finding["kind"] != "once"
        for code in finding.get("recipients") or ("",)
    )


def _met(data: dict[str, Any], later: LaterRound) -> dict[tuple[str, str], Met]:
    """Return the counts of questions that have a good answer, by agency ("" for all) and ref."""
    counts = {("", ref): met for ref, met in later.counts.items()}
    for score in data.get("scores", {}).get("questions", ()):
        for code, tally in score.get("by_recipient", ()):
            if score["ref"] in later.counts:
                counts[code, score["ref"]] = met_of((tally,))
    return counts


def _earlier(code: str, before: Mapping[str, str]) -> frozenset[str]:
    """Return the rounds that a round follows, directly or through another; `before` is what each
    round says that it follows.
    """
    found: set[str] = set()
    code = before.get(code, "")
    while code and code not in found:
        found.add(code)
        code = before.get(code, "")
    return frozenset(found)


def _result(action: dict[str, Any], data: dict[str, Any]) -> str:
    """Return what a follow-up says of an action that is open already: how far short practice still
    is, by when its panel asks for the action, and its recommendation if the panel reworded it.

    Results compiled by version 0.1.0 give only the counts of all agencies together.
    """
    found = action.get("found") or _("{counts}, all agencies together", counts=action["baseline"])
    parts = [
        _("still {found}.", found=found.rstrip(".")),
        _("Due date there: {day}.", day=date_in_words(date.fromisoformat(action["due"]), "short")),
    ]
    for item in data.get("recommendations", ()):
        if item["key"] == action["arises_from"] and item["status"] == "edited":
            parts.append(_("The panel's words: {text}", text=item["text"]))
    return " ".join(parts)


def later_rounds(rounds: RoundResults) -> tuple[LaterRound, ...]:
    """Return what every compiled round can show about the tests of actions, with the questions that
    changed since an earlier round.
    """
    sides = {opened.round.code: side_of(opened, data) for opened, data in rounds}
    return tuple(
        LaterRound(
            opened.round.code,
            opened.theme.name,
            opened.round.issued,
            sides[opened.round.code].as_at,
            data.get("draft", ""),
            sides[opened.round.code].good,
            frozenset(
                (code, ref)
                for code, side in sides.items()
                if code != opened.round.code
                for ref in compare_results(side, sides[opened.round.code]).changed
            ),
        )
        for opened, data in rounds
    )
