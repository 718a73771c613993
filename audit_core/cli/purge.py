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
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Delete without asking.")
@click.option(
    "--as-at",
    type=output.DateParam(),
    default=None,
    help="Look ahead: what would go by that day. Nothing is deleted before its day has come.",
)
def purge_command(folder: Path, yes: bool, as_at: object) -> int:
    """When a round's time has come, list what goes and, if you confirm, delete it. Counts, the plan
    and the board's papers stay.
    """
    from datetime import date

    from audit_core.commands.purge import plan_purge, purge
    from audit_core.plugin_system.manager import load_plugins

    if yes and as_at is not None:
        raise UsageProblem("purge.only_ahead")
    plugins, today = load_plugins(), output.today()
    plan = plan_purge(folder, plugins)
    _show(plan, as_at if isinstance(as_at, date) else today)
    if not yes:
        may = not plan.round.hold and plan.is_due(today) and (plan.going or plan.is_begun)
        if not may or as_at is not None:
            return 0
        if not _confirmed(plan):
            click.echo(f"Nothing was deleted. To do it: audit purge {folder} --yes")
            return 3
    purge(folder, plugins, today)
    click.echo(
        f"Deleted: {pluralise(len(plan.going), 'file')}. What went, and by which rule, is in "
        f"{folder / 'purged.json'}."
    )
    _say_strangers(plan)
    click.echo(
        "Copies elsewhere are yours to clear: back-ups, mail boxes, the waste bin of a shared "
        "drive, and what agencies and panel members kept."
    )
    return 0


def _show(plan: PurgePlan, day: date) -> None:
    """How long the round is kept, and what would become of it."""
    audit_round = plan.round
    click.echo(
        f"{audit_round.title} ({audit_round.code}) is kept until "
        f"{output.screen_date(audit_round.keep_until)}: {plan.rule}."
    )
    if plan.before:
        click.echo(
            f"It was purged on {output.screen_date(plan.before.on)}."
            if plan.before.done
            else f"A purge was begun on {output.screen_date(plan.before.on)} and not finished."
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
    _say_strangers(plan)


def _show_going(plan: PurgePlan, day: date) -> None:
    """What would go by kind, what that means, and what stays."""
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
            f"became of them: after this, nobody here can."
        )
    if plan.untold:
        click.echo(
            "NOBODY CAN TELL whether every action for a single child is closed: decisions.xlsx "
            "cannot be read whole. Look into it before it goes."
        )
        output.print_problems(plan.untold)
    if plan.kept_set:
        click.echo(f"What stays, in compiled/{plan.kept_set} and beside it:")
        for line in KEPT:
            click.echo(f"  {line}")
    else:
        click.echo("This round was never compiled, so no figure of it will be left.")
    if plan.unread:
        click.echo(
            f"{pluralise(plan.unread, 'file is', 'files are')} in returns/ that the newest set "
            f"has not counted: compile first, if they should be."
        )


def _say_strangers(plan: PurgePlan) -> None:
    """What is not ours, by folder: somebody has to look, since any of it may be about a child."""
    if not plan.strangers:
        return
    click.echo(
        f"Not ours: left. {pluralise(len(plan.strangers), 'file that', 'files that')} this "
        f"program did not make, or does not know:"
    )
    by_folder: dict[str, list[str]] = {}
    for name in plan.strangers:
        folder, _, last = name.rpartition("/")
        by_folder.setdefault(f"{folder}/" if folder else "beside round.xlsx", []).append(last)
    for folder, names in by_folder.items():
        click.echo(f"  {folder}: {', '.join(names)}")
    click.echo(
        "THEY MAY HOLD A CHILD'S DETAILS. Look at each yourself, and delete what is past its "
        "time: no purge will."
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
