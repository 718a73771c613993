"""audit purge"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit_core.cli import output
from audit_core.errors import UsageProblem
from audit_core.i18n import pluralise

if TYPE_CHECKING:
    from datetime import date

    from audit_core.commands.purge import PurgePlan


@click.command("purge")
@output.FOLDER
@click.option("--yes", is_flag=True, help="Delete without asking.")
@click.option(
    "--as-at",
    type=output.DateParam(),
    default=None,
    help="Show what would be past its date on that day. Nothing is deleted.",
)
def purge_command(folder: Path, yes: bool, as_at: date | None) -> int:
    """List what is past its retention date in a round and, if you confirm, delete it. Counts, the
    plan and the board's papers stay.
    """
    from audit_core.commands.purge import plan_purge, purge
    from audit_core.plugin_system.manager import load_plugins

    if yes and as_at is not None:
        raise UsageProblem("purge.only_ahead")
    plugins, today = load_plugins(), output.today()
    plan = plan_purge(folder, plugins)
    _show(plan, as_at or today)
    if not yes:
        may = not plan.round.hold and plan.is_due(today) and (plan.going or plan.is_begun)
        if not may or as_at is not None:
            return 0
        if not _confirmed(plan):
            click.echo(f"Nothing was deleted. To do it: audit purge {folder} --yes")
            return 3
    purge(folder, plugins, today)
    click.echo(
        f"Deleted: {pluralise(len(plan.going), 'file')}. What was deleted, and by which rule, is "
        f"recorded in {folder / 'purged.json'}."
    )
    _show_strangers(plan)
    click.echo(
        "Please delete copies in other places yourself: back-ups, mailboxes, the recycle bin of a "
        "shared drive, and copies that agencies and panel members kept."
    )
    return 0


def _show(plan: PurgePlan, day: date) -> None:
    """Print how long the round is kept, and what a purge would delete."""
    audit_round = plan.round
    click.echo(
        f"{audit_round.title} ({audit_round.code}) is kept until "
        f"{output.screen_date(audit_round.keep_until)}: {plan.rule}."
    )
    if plan.before:
        click.echo(
            f"It was purged on {output.screen_date(plan.before.on)}."
            if plan.before.done
            else f"A purge was begun on {output.screen_date(plan.before.on)} but not finished."
        )
    if audit_round.hold:
        click.echo(
            f"HELD: round.xlsx says 'Keep until told otherwise': {audit_round.hold}. Nothing "
            f"can be deleted until that cell is empty."
        )
        return
    if not plan.is_due(day):
        click.echo(f"Nothing is past its date on {output.screen_date(day)}.")
        return
    if plan.going:
        _show_going(plan, day)
    else:
        click.echo("There is nothing left to delete.")
    _show_strangers(plan)


def _show_going(plan: PurgePlan, day: date) -> None:
    """Print what would be deleted, by kind and with what that means, and what stays."""
    from audit_core.rounds.purge_record import FILE_CATEGORIES, KEPT

    click.echo(f"Past its date on {output.screen_date(day)}, to be deleted for good:")
    for kind, label, meaning in FILE_CATEGORIES:
        sizes = [item.size for item in plan.going if item.kind == kind]
        if sizes:
            click.echo(
                f"  {label}: {pluralise(len(sizes), 'file')}, {_size(sum(sizes))}. {meaning}"
            )
    if plan.open_for_children:
        actions = pluralise(plan.open_for_children, "action")
        click.echo(
            f"NOT CLOSED in decisions.xlsx: {actions} for a single child. Ask each agency what "
            f"happened to them now: after the purge you can no longer look them up."
        )
    if plan.untold:
        click.echo(
            "NOT KNOWN whether every action for a single child is closed: part of decisions.xlsx "
            "cannot be read. Check it yourself before it is deleted."
        )
        output.print_problems(plan.untold)
    if plan.kept_set:
        click.echo(f"What stays, in compiled/{plan.kept_set} and beside it:")
        for line in KEPT:
            click.echo(f"  {line}")
    else:
        click.echo("This round was never compiled, so none of its figures will be left.")
    if plan.unread:
        click.echo(
            f"{pluralise(plan.unread, 'file', 'files')} in returns/ not counted in the newest "
            f"results: compile first, if they should be."
        )


def _show_strangers(plan: PurgePlan) -> None:
    """Print the files that are not this program's, by folder: a person must look at each, because
    any of them may be about a child.
    """
    if not plan.strangers:
        return
    click.echo(
        f"Not deleted: {pluralise(len(plan.strangers), 'file that', 'files that')} this "
        f"program did not make or does not recognise:"
    )
    by_folder: dict[str, list[str]] = {}
    for name in plan.strangers:
        folder, _, last = name.rpartition("/")
        by_folder.setdefault(f"{folder}/" if folder else "beside round.xlsx", []).append(last)
    for folder, names in by_folder.items():
        click.echo(f"  {folder}: {', '.join(names)}")
    click.echo(
        "THEY MAY CONTAIN A CHILD'S DETAILS. Look at each yourself, and delete what is past its "
        "date: a purge never deletes them."
    )


def _size(count: int) -> str:
    return (
        f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{max(1, round(count / 1000))} kB"
    )


def _confirmed(plan: PurgePlan) -> bool:
    """Whether somebody at a terminal typed the round's code."""
    if not sys.stdin.isatty():
        return False
    typed = click.prompt(
        f"To delete all that, type the round's code ({plan.round.code})",
        default="",
        show_default=False,
    )
    return bool(typed.strip().upper() == plan.round.code)
