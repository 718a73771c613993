"""audit plan issue, merge, import and show"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from audit_core.cli import output
from audit_core.cli.plan_output import position_report, waiting_report
from audit_core.i18n import pluralise

_WITHIN = click.option(
    "--in",
    "folder",
    metavar="DIR",
    default=".",
    type=output.PATH,
    help="A round's folder, or the folder that holds your rounds.",
)
_DAY = output.day_option("--as-at", "The date it is done (default: today).")


@click.group("plan")
def plan_command() -> None:
    """Keep the partnership's action plan: issue it, merge returned workbooks, import other actions,
    see what is overdue.
    """


@plan_command.command("issue", short_help="Write the master and one workbook for each owner.")
@output.FOLDER
@_DAY
def plan_issue(folder: Path, as_at: date) -> int:
    """Add what the rounds decided, and write the master and one workbook for each owner."""
    from audit_core.commands.plan.issue import issue_plan
    from audit_core.plugin_system.manager import load_plugins

    done = issue_plan(folder, load_plugins(), as_at)
    plan = done.plan
    click.echo(
        f"{plan.partnership}: action plan, issue {plan.issue}, as at "
        f"{output.screen_date(plan.issued_on or output.today())}."
    )
    click.echo(f"{pluralise(len(plan.actions), 'action')}, {done.added} new.")
    if done.measured:
        click.echo(
            f"{pluralise(done.measured, 'result')} of a follow-up round attached to open actions "
            "(no second action was added)."
        )
    output.print_problems(done.problems, everything=True)
    if not done.changed:
        click.echo("Nothing has changed since it was issued.")
    click.echo(f"Workbooks: {done.folder}")
    for name in done.files:
        what = (
            "yours: every action, and what is to be decided"
            if name == "master.xlsx"
            else f"for {plan.name_of(name.removesuffix('.xlsx'))}, its own actions only"
        )
        click.echo(f"  {name}: {what}")
    click.echo(
        f"Next: send each owner its workbook. Put the returned workbooks into "
        f"{done.folder.parent.parent / 'returned'}, then: audit plan merge --in {folder}"
    )
    return int(done.exit_code)


@plan_command.command("merge", short_help="Merge returned workbooks, cell by cell.")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=output.PATH)
@_WITHIN
@_DAY
def plan_merge(files: tuple[Path, ...], folder: Path, as_at: date) -> int:
    """Merge returned workbooks, cell by cell (all of plan/returned, if none is named)."""
    from audit_core.commands.plan.merge import merge_files
    from audit_core.plugin_system.manager import load_plugins

    done = merge_files(folder, files, load_plugins(), as_at)
    words = {
        "already": "already merged; nothing was changed",
        "refused": "not merged: see below",
        "skipped": "passed over",
    }
    for line in done.files:
        if line.state == "merged":
            who = "the chair's master" if line.by == "chair" else done.plan.name_of(line.by)
            more = (
                (line.decided, pluralise(line.decided, "decision")),
                (line.added, pluralise(line.added, "new action")),
            )
            done_too = (says for number, says in more if number)
            parts = (
                pluralise(line.applied, "cell") + " changed",
                pluralise(line.noted, "note") + " added",
                *done_too,
                f"{line.waits} waiting for you",
            )
            click.echo(f"{line.file}: {who}, issue {line.issue}. {', '.join(parts)}.")
        elif line.state != "already" or files:
            click.echo(f"{line.file}: {words[line.state]}.")
    if not done.files:
        click.echo(
            "There is nothing to merge: put returned workbooks into plan/returned, or name "
            "the files."
        )
    output.print_problems(done.problems, everything=True)
    waiting_report(done.plan)
    click.echo(
        f"Next: audit plan show {folder}; audit plan issue {folder} writes the next master and "
        f"workbooks."
    )
    return int(done.exit_code)


@plan_command.command(
    "import", short_help="Add actions from case reviews, task groups and inspections."
)
@click.argument("file", metavar="FILE", type=output.PATH)
@_WITHIN
@_DAY
@click.option(
    "--blank", is_flag=True, help="Write an empty workbook to FILE instead, ready to be filled in."
)
def plan_import(file: Path, folder: Path, as_at: date, blank: bool) -> int:
    """Add actions from a case review, a task group or an inspection, typed into a
    simple workbook.
    """
    from audit_core.commands.plan.import_actions import import_actions, write_blank
    from audit_core.plugin_system.manager import load_plugins

    if blank:
        write_blank(folder, file, load_plugins())
        click.echo(
            f"Empty workbook: {file}\nNext: fill in a row for each action, then: audit plan "
            f"import {file} --in {folder}"
        )
        return 0
    if not file.is_file():
        raise click.BadParameter(
            f"There is no file {file}. Write an empty one with: audit plan import --blank {file}",
            param_hint="FILE",
        )
    done = import_actions(folder, file, load_plugins(), as_at)
    click.echo(f"{pluralise(len(done.added), 'action')} imported.")
    for action in done.added:
        click.echo(
            f"  {action.id}: "
            f"{action.source}{f', {action.reference}' if action.reference else ''}. "
            f"{done.plan.name_of(action.owner)}: {action.text}"
        )
    output.print_problems(done.problems, everything=True)
    for one, two in done.alike:
        click.echo(
            f"These may be the same action: {one.id} and {two.id}. Decide on the sheet Likely "
            f"duplicates of the next master."
        )
    click.echo(f"Next: audit plan issue {folder}")
    return int(done.exit_code)


@plan_command.command(
    "show", short_help="Show what is overdue, asked for, done, to be tested, to decide."
)
@output.FOLDER
@_DAY
@click.option("--owner", default="", help="Only this owner's actions, by code or name.")
@click.option("--sub-group", default="", help="Only this sub-group's actions.")
@click.option(
    "--action",
    "id_",
    default="",
    metavar="ID",
    help="One action's whole history, with the cells it was typed in.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
def plan_show(
    folder: Path, as_at: date, owner: str, sub_group: str, id_: str, as_json: bool
) -> int:
    """Show what is overdue, asked for by owners, done, to be tested, and waiting for you."""
    from audit_core.commands.plan.history import action_history
    from audit_core.commands.plan.show import show_plan
    from audit_core.plugin_system.manager import load_plugins

    if id_:
        action, owner, steps = action_history(folder, load_plugins(), id_)
        click.echo(f"{action.id}, {owner}: {action.text}")
        for step in steps:
            click.echo(
                f"  {output.screen_date(step.on)}, {step.who}: "
                f"{step.says}{f' [{step.where}]' if step.where else ''}"
            )
        return 0
    shown = show_plan(folder, load_plugins(), as_at, owner, sub_group)
    if as_json:
        click.echo(json.dumps(shown.as_data(), ensure_ascii=False, indent=1, sort_keys=True))
    else:
        position_report(shown)
        output.print_problems(shown.problems, everything=True)
    return int(shown.exit_code)
