"""audit escalations"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit_core.cli import output
from audit_core.errors import UsageProblem
from audit_core.i18n import pluralise

if TYPE_CHECKING:
    from datetime import date

    from audit_core.escalations.log import LogState, Quarter


@click.group("escalations")
def escalations_command() -> None:
    """Monitor escalations by quarter: send logs, and report who raised what, how soon it was
    answered and with what result.
    """


@escalations_command.command("new")
@output.FOLDER
@click.option(
    "--quarter",
    default="",
    metavar="2026Q2",
    help="The quarter, by calendar year (default: the current one).",
)
@click.option(
    "--due",
    type=output.DateParam(),
    default=None,
    help="When logs are due (default: ten working days after the quarter).",
)
def escalations_new(folder: Path, quarter: str, due: date | None) -> None:
    """Make a log for every agency in partnership.xlsx. An existing log is replaced only if it has
    the example stages and you have typed your own since.
    """
    from audit_core.commands.escalations.new import new_logs
    from audit_core.escalations.log import Quarter
    from audit_core.plugin_system.manager import load_plugins

    asked = _quarter(quarter) or Quarter.of(output.today())
    done = new_logs(folder, load_plugins(), asked, due)
    kept = f" {done.kept} already existed." if done.kept else ""
    click.echo(
        f"{done.quarter} ({done.quarter.days}): {pluralise(len(done.written), 'log')} made, due "
        f"{output.screen_date(done.due)}.{kept}"
    )
    for name in done.written:
        click.echo(f"  {done.folder / name}")
    if due and due != done.due:
        click.echo(
            f"This quarter's logs were first made with the due date "
            f"{output.screen_date(done.due)}, which stays."
        )
    if done.anew:
        click.echo(
            f"{pluralise(len(done.anew), 'log was', 'logs were')} made again with the stages "
            f"that you have typed. Please send them again:"
        )
        for name in done.anew:
            click.echo(f"  {done.folder / name}")
        click.echo(
            f"  The earlier versions are in {done.folder / 'history'}. They are still read if an "
            f"agency returns one."
        )
    if done.back:
        click.echo(
            f"Already returned with the example stages: {', '.join(done.back)}. These logs count, "
            f"but a stage that your policy does not have is not timed."
        )
    output.print_problems(done.problems)
    click.echo(
        f"Next: send each agency its log, and put the returned logs into "
        f"{done.folder / 'returns'}. Then run:"
    )
    click.echo(f"  audit escalations read {folder} --quarter {done.quarter}")


@escalations_command.command("read")
@click.argument(
    "paths", metavar="[DIR] [FILE...]", nargs=-1, type=click.Path(path_type=Path, exists=True)
)
@click.option(
    "--quarter",
    default="",
    metavar="2026Q2",
    help="The quarter (default: the newest that has logs).",
)
@output.day_option(
    "--as-at", "The date to report for (default: today). It is printed on every page."
)
@click.option("--all", "everything", is_flag=True, help="Show every note as well.")
def escalations_read(paths: tuple[Path, ...], quarter: str, as_at: date, everything: bool) -> int:
    """Read the returned logs, time every stage, and write a page and a workbook for the quarter."""
    from audit_core.commands.escalations.read import read_logs
    from audit_core.escalations.model import LOG_STATES
    from audit_core.escalations.quarter_tables import quarter_headline
    from audit_core.plugin_system.manager import load_plugins

    files = [path for path in paths if not path.is_dir()]
    folders = [path for path in paths if path.is_dir()] or [Path()]
    if len(folders) > 1:
        raise UsageProblem("escalation.one_folder")
    done = read_logs(folders[0], files, load_plugins(), _quarter(quarter), as_at)
    summary = done.watched
    back = sum(state != "missing" for _, state in summary.states)
    click.echo(
        f"{summary.quarter} ({summary.quarter.days}), as at "
        f"{output.screen_date(summary.as_at)}: {back} of {len(summary.states)} logs are in."
    )
    for line in quarter_headline(summary.escalations, summary.problems):
        click.echo(line)
    states: tuple[LogState, ...] = ("none", "missing", "says_nothing", "conflict")
    for state in states:
        names = [summary.issued.name_of(code) for code in summary.codes(state)]
        if names:
            click.echo(f"{LOG_STATES[state][0]}: {', '.join(names)}.")
    output.print_problems(done.problems, everything=everything)
    if not done.changed:
        click.echo(f"Nothing has changed since {done.folder.name}.")
    click.echo(f"Results: {done.folder}")
    click.echo("  escalations.html: the quarter on one page, to read or to print")
    click.echo("  escalations.xlsx: every table and chart, to sort and filter")
    return int(done.exit_code)


def _quarter(text: str) -> Quarter | None:
    from audit_core.escalations.log import Quarter

    if not text:
        return None
    found = Quarter.parse(text)
    if found is None:
        raise UsageProblem("escalation.no_quarter", text=text)
    return found
