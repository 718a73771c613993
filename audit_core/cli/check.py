"""audit check"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit_core.cli import output

if TYPE_CHECKING:
    from audit_core.returns.check_report import FileCheck


@click.command("check")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True),
)
@click.option(
    "--round",
    "folder",
    type=output.PATH,
    default=None,
    help="The round's folder, if the files are in another place.",
)
@click.option(
    "--queries",
    is_flag=True,
    help="Also write the queries as a workbook to send back, in the folder queries of the round.",
)
@output.day_option("--as-at", "The day by which dates on the forms are judged (default: today).")
def check_command(files: tuple[Path, ...], folder: Path | None, queries: bool, as_at: date) -> int:
    """List what is missing or not understood in returned files, or in all files of a folder,
    worded to be pasted into a reply to the auditor.
    """
    from audit_core.commands.check import check_files
    from audit_core.plugin_system.manager import load_plugins

    with output.progress("Reading") as progress:
        found = check_files(
            files, folder, load_plugins(), queries=queries, as_at=as_at, progress=progress
        )
    for concern in (each for checked in found for each in checked.reading.concerns):
        click.echo(f"SOMEBODY MAY BE AT RISK: {concern.at} says so. {concern.to_do}")
    for checked in found:
        _show(checked)
    return 3 if any(_needs_somebody(checked) for checked in found) else 0


def _needs_somebody(checked: FileCheck) -> bool:
    """Whether a person has to act before this file can count: it is refused, has errors, or says
    that somebody is at risk.
    """
    reading = checked.reading
    return (
        reading.ledger.status == "refused"
        or bool(reading.concerns)
        or any(problem.severity == "error" for problem in checked.asked)
    )


def _show(checked: FileCheck) -> None:
    """Print the reply about one file: what to look at, or that it is complete."""
    line = checked.reading.ledger
    if checked.reading.form is None:
        click.echo(f"{line.file}: {checked.refusal}")
        if checked.reply:
            click.echo(f"  In a reply to the auditor: {checked.reply}")
        return
    if line.status in {"duplicate", "superseded"}:
        click.echo(f"{line.file}: {line.reason} Nothing more is needed.")
        return
    if not checked.asked:
        click.echo(f"{line.file}: complete. Thank you; nothing more is needed.")
        return
    opening = (
        "Before it can be used in full, please look at the following:"
        if checked.to_correct
        else "It is complete, but we have to ask:"
    )
    if checked.to_confirm:
        opening = "It is complete. Please tell us whether we have understood it correctly:"
    click.echo(f"{line.file}\nThank you for your return about {line.subject}. {opening}\n")
    for some in (checked.risks, checked.others):
        output.print_problems(some, marks=dict.fromkeys(output.MARKS, "-"))
    click.echo(f"\nPlease {_what_to_do(checked)}.\n")
    if checked.queries:
        click.echo(f"The same queries as a workbook to send back: {checked.queries}\n")


def _what_to_do(checked: FileCheck) -> str:
    """Return the request at the end of a reply."""
    if checked.ring_first:
        return "ring us before you change anything on the form"
    correct = "correct the form itself, save it, and send it again"
    if checked.to_confirm:
        return f"reply with one line if it is right. If it is not, please {correct}"
    return f"ring us today. Then please {correct}" if checked.reading.concerns else correct
