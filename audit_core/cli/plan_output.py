"""How `audit plan` says where the plan stands."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from audit_core.cli import output
from audit_core.i18n import pluralise

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from audit_core.action_plan.model import PlanAction, TrackedPlan
    from audit_core.commands.plan.show import PlanOverview


def position_report(shown: PlanOverview) -> None:
    """Where the plan stands, the most pressing first."""
    from audit_core.action_plan.position import counted_position, position_words
    from audit_core.findings.action import POSITION_WORDS

    plan, on = shown.plan, shown.on
    click.echo(
        f"{plan.partnership}: action plan, issue {plan.issue}, as at {output.screen_date(on)}. "
        f"{pluralise(len(shown.actions), 'action')}."
    )
    places = [(code, word) for code, word in POSITION_WORDS if shown.at(code)]
    rows = []
    for owner in sorted({action.owner for action in shown.actions}, key=plan.name_of):
        mine = Counter(
            counted_position(action, on) for action in shown.actions if action.owner == owner
        )
        rows.append(
            (plan.name_of(owner), *(str(mine[code]) for code, _ in places), str(sum(mine.values())))
        )
    output.print_table(("Owner", *(word for _, word in places), "All"), rows)
    _list(
        "Overdue",
        (
            (
                action,
                f"Due {_day(action.due)}. "
                f"{_moves(action)}{'' if counted_position(action, on) == 'overdue' else position_words(action, on)}".strip(),
            )
            for action in shown.overdue
        ),
        plan,
    )
    _list(
        "Blocked",
        (
            (action, action.notes[-1].text if action.notes else "no word yet on what is in the way")
            for action in shown.at("blocked")
        ),
        plan,
    )
    _list("Asked by owners", ((action, _asked(action)) for action in shown.asked), plan)
    _list(
        "Done, says the owner: for you to close",
        (
            (action, f"still lacks {' and '.join(lacks)}" if lacks else "ready to close")
            for action, lacks in shown.to_close
        ),
        plan,
    )
    _list(
        "Tests that are due",
        (
            (
                action,
                (
                    f"{action.test_what}: {action.test_how}. Due {_day(action.test_on)}. Passes: "
                    f"{action.test_passes}"
                ),
            )
            for action in shown.tests_due
        ),
        plan,
    )
    coming = sorted(
        action.test_on
        for action in shown.actions
        if action.is_closed and not action.test_result and action.test_on and action.test_on > on
    )
    if coming:
        click.echo(
            f"\n{pluralise(len(coming), 'test')} still to come, the next on "
            f"{output.screen_date(coming[0])}."
        )
    waiting_report(plan)


def _list(heading: str, found: Iterable[tuple[PlanAction, str]], plan: TrackedPlan) -> None:
    lines = list(found)
    if lines:
        click.echo(f"\n{heading} ({len(lines)})")
    for action, says in lines:
        click.echo(f"  {action.id}, {plan.name_of(action.owner)}: {action.text}\n    {says}")


def _asked(action: PlanAction) -> str:
    answers = {"in_part": "Accepts it in part", "not_accepted": "Does not accept it"}
    parts = []
    if action.answer in answers:
        parts.append(f"{answers[action.answer]}: {_reason(action.answer_why)}.")
    if action.asked_due:
        parts.append(
            f"Asks for {_day(action.asked_due)} instead of {_day(action.due)}: "
            f"{_reason(action.asked_why)}."
        )
    return " ".join(parts)


def _reason(text: str) -> str:
    return text.rstrip(".") or "no reason given"


def _moves(action: PlanAction) -> str:
    times = {0: "", 1: "Moved once. "}.get(len(action.moves), f"Moved {len(action.moves)} times. ")
    return f"{times}First due {_day(action.first_due)}. " if times else ""


def waiting_report(plan: TrackedPlan) -> None:
    """What the chair has to decide, and on which sheet."""
    from audit_core.action_plan.duplicates import likely_duplicates

    counts = (
        (
            len(plan.open_matters),
            "cell to decide about (sheet To decide)",
            "cells to decide about (sheet To decide)",
        ),
        (
            len(plan.open_proposals),
            "new action proposed (sheet New actions)",
            "new actions proposed (sheet New actions)",
        ),
        (
            len(likely_duplicates(plan)),
            "pair that may be one action (sheet Likely duplicates)",
            "pairs that may be one action (sheet Likely duplicates)",
        ),
    )
    waiting = "; ".join(pluralise(number, one, many) for number, one, many in counts if number)
    if waiting:
        click.echo(f"\nWaiting for you in the next master: {waiting}.")


def _day(value: date | None) -> str:
    return output.screen_date(value) if value else "no date"
