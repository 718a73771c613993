"""What `audit plan show` and `audit plan merge` print about the plan."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from audit_core.cli import output
from audit_core.i18n import pluralise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from audit_core.action_plan.model import PlanAction, TrackedPlan
    from audit_core.commands.plan.show import PlanOverview


def position_report(shown: PlanOverview) -> None:
    """Print the state of the plan, the most urgent part first."""
    plan, on = shown.plan, shown.on
    click.echo(
        f"{plan.partnership}: action plan, issue {plan.issue}, as at {output.screen_date(on)}. "
        f"{pluralise(len(shown.actions), 'action')}."
    )
    _positions_by_owner(shown)
    for heading, found in _urgent(shown):
        _list(heading, found, plan)
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


def _positions_by_owner(shown: PlanOverview) -> None:
    """Print a table of how many actions each owner has at each position."""
    from audit_core.action_plan.position import counted_position
    from audit_core.findings.action import POSITION_WORDS

    plan = shown.plan
    places = [(code, word) for code, word in POSITION_WORDS if shown.at(code)]
    rows = []
    for owner in sorted({action.owner for action in shown.actions}, key=plan.name_of):
        mine = Counter(
            counted_position(action, shown.on) for action in shown.actions if action.owner == owner
        )
        rows.append(
            (plan.name_of(owner), *(str(mine[code]) for code, _ in places), str(sum(mine.values())))
        )
    output.print_table(("Owner", *(word for _, word in places), "All"), rows)


def _urgent(shown: PlanOverview) -> Iterator[tuple[str, Iterable[tuple[PlanAction, str]]]]:
    """Yield the heading of each list to print, and its actions with a line on each."""
    from audit_core.action_plan.follow_up import measured_lines

    yield "Overdue", ((action, _overdue(action, shown.on)) for action in shown.overdue)
    yield "Blocked", ((action, _in_the_way(action)) for action in shown.at("blocked"))
    yield "Asked for by owners", ((action, _asked(action)) for action in shown.asked)
    yield (
        "Done, according to the owner: for you to close",
        (
            (action, f"still lacks {' and '.join(lacks)}" if lacks else "ready to close")
            for action, lacks in shown.to_close
        ),
    )
    yield (
        "Measured again in a follow-up round",
        (
            (action, " ".join(measured_lines(action)))
            for action in shown.actions
            if not action.is_over and measured_lines(action)
        ),
    )
    yield "Tests that are due", ((action, _test(action)) for action in shown.tests_due)


def _list(heading: str, found: Iterable[tuple[PlanAction, str]], plan: TrackedPlan) -> None:
    lines = list(found)
    if lines:
        click.echo(f"\n{heading} ({len(lines)})")
    for action, says in lines:
        click.echo(f"  {action.id}, {plan.name_of(action.owner)}: {action.text}\n    {says}")


def _in_the_way(action: PlanAction) -> str:
    """Return what the owner said last about a blocked action."""
    if action.notes:
        return action.notes[-1].text
    return "the owner has not said yet what is in the way"


def _test(action: PlanAction) -> str:
    """Return what is to be tested and how, when it is due, and what passes."""
    return (
        f"{action.test_what}: {action.test_how}. Due {_day(action.test_on)}. Passes: "
        f"{action.test_passes}"
    )


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


def _overdue(action: PlanAction, on: date) -> str:
    """When an action was due, how often that moved, and its position if that is not 'overdue'."""
    from audit_core.action_plan.position import counted_position, position_words

    position = counted_position(action, on)
    words = "" if position == "overdue" else position_words(action, on)
    return f"Due {_day(action.due)}. {_moves(action)}{words}".strip()


def _moves(action: PlanAction) -> str:
    times = {0: "", 1: "Moved once. "}.get(len(action.moves), f"Moved {len(action.moves)} times. ")
    return f"{times}First due {_day(action.first_due)}. " if times else ""


def waiting_report(plan: TrackedPlan) -> None:
    """Print how many decisions wait for the chair, and on which sheet of the master."""
    from audit_core.action_plan.duplicates import likely_duplicates

    counts = (
        (
            len(plan.open_matters),
            "cell to decide (sheet To decide)",
            "cells to decide (sheet To decide)",
        ),
        (
            len(plan.open_proposals),
            "new action proposed (sheet New actions)",
            "new actions proposed (sheet New actions)",
        ),
        (
            len(likely_duplicates(plan)),
            "pair that may be the same action (sheet Likely duplicates)",
            "pairs that may be the same action (sheet Likely duplicates)",
        ),
    )
    waiting = "; ".join(pluralise(number, one, many) for number, one, many in counts if number)
    if waiting:
        click.echo(f"\nWaiting for you in the next master: {waiting}.")


def _day(value: date | None) -> str:
    return output.screen_date(value) if value else "no date"
