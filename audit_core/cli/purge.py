"""audit purge"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit_core.cli import say
from audit_core.errors import UsageProblem

if TYPE_CHECKING:
    from datetime import date

    from audit_core.engine.purge import Plan


@click.command("purge")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Delete without asking.")
@click.option("--as-at", type=say.Day(), default=None, help="Look ahead: what would go by that day. Nothing is deleted before its day has come.")
def command(folder: Path, yes: bool, as_at: object) -> int:
    """When a round's time has come, list what goes and, if you confirm, delete it. Counts, the plan and the board's papers stay."""
    from datetime import date

    from audit_core.engine.purge import plan_purge, purge
    from audit_core.plugins import load_plugins

    if yes and as_at is not None:
        raise UsageProblem("--as-at only looks ahead: nothing was deleted. Leave it out to delete what is past its date today.")
    plugins, today = load_plugins(), say.today()
    plan = plan_purge(folder, plugins)
    _show(plan, as_at if isinstance(as_at, date) else today)
    if not yes:
        may = not plan.round.hold and plan.is_due(today) and (plan.going or plan.is_begun)
        if not may or as_at is not None:
            return 0
        if not _confirmed(plan):
            click.echo(f"Nothing was deleted. To do it: audit purge {folder} --yes")
            return 3
    record = purge(folder, plugins, today)
    click.echo(f"Deleted: {len(record.gone)} files. What went, and by which rule, is in {folder / 'purged.json'}.")
    click.echo("Copies elsewhere are yours to clear: back-ups, mail boxes, the waste bin of a shared drive, and what agencies and panel members kept.")
    return 0


def _show(plan: Plan, day: date) -> None:
    """What would go, what that means, and what stays."""
    from audit_core.model.purge import KEPT, KINDS

    round_ = plan.round
    click.echo(f"{round_.title} ({round_.code}) is kept until {say.day(round_.keep_until)}: {plan.rule}.")
    if plan.before:
        click.echo(f"It was purged on {say.day(plan.before.on)}." if plan.before.done else f"A purge was begun on {say.day(plan.before.on)} and not finished.")
    if round_.hold:
        click.echo(f"HELD: round.xlsx says 'Keep until told otherwise': {round_.hold}. Nothing can be deleted until that cell is empty.")
        return
    if not plan.is_due(day):
        click.echo(f"Nothing is past its date on {say.day(day)}.")
        return
    if not plan.going:
        click.echo("There is nothing left to delete.")
        return
    click.echo(f"Past its date on {say.day(day)}, to be deleted for good:")
    for kind, label, meaning in KINDS:
        sizes = [item.size for item in plan.going if item.kind == kind]
        if sizes:
            click.echo(f"  {label}: {len(sizes)} file{'' if len(sizes) == 1 else 's'}, {_size(sum(sizes))}. {meaning}")
    if plan.kept_set:
        click.echo(f"What stays, in compiled/{plan.kept_set} and beside it:")
        for line in KEPT:
            click.echo(f"  {line}")
    else:
        click.echo("This round was never compiled, so no figure of it will be left.")
    if plan.unread:
        files = f"{plan.unread} file{' is' if plan.unread == 1 else 's are'}"
        click.echo(f"{files} in returns/ that the newest set has not counted: run audit compile first, if they should be.")
    if plan.strangers:
        more = f" and {len(plan.strangers) - 5} more" if len(plan.strangers) > 5 else ""
        click.echo(f"Not this program's, and left alone; look through them yourself: {', '.join(plan.strangers[:5])}{more}.")


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{max(1, round(count / 1000))} kB"


def _confirmed(plan: Plan) -> bool:
    """Whether somebody at a terminal typed the round's code."""
    if not sys.stdin.isatty():
        return False
    typed = click.prompt(f"To delete all that, type the round's code ({plan.round.code})", default="", show_default=False)
    return bool(typed.strip().upper() == plan.round.code)
