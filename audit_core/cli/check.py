"""audit check"""

from __future__ import annotations

from pathlib import Path

import click

from audit_core.cli import say


@click.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--round", "folder", type=click.Path(path_type=Path), default=None, help="The round's folder, when the files lie elsewhere.")
@click.option("--queries", is_flag=True, help="Also write the queries as a workbook to send back, into the round's folder queries.")
def command(files: tuple[Path, ...], folder: Path | None, queries: bool) -> int:
    """Say what is missing or not understood in returned files, in words to paste into a reply to the auditor."""
    from audit_core.engine.check import check_files
    from audit_core.plugins import load_plugins

    worst = 0
    for checked in check_files(files, folder, load_plugins(), queries=queries):
        line = checked.reading.ledger
        for concern in checked.reading.concerns:
            told = "" if concern.told else " It does not say who was told: ring the auditor today."
            click.echo(f"SOMEBODY MAY BE AT RISK: {concern.at} says so.{told}")
        if checked.reading.form is None:
            click.echo(f"{line.file}: {checked.refusal}")
            worst = 3
            continue
        asked = checked.asked
        if not asked:
            click.echo(f"{line.file}: complete. Thank you; nothing more is needed.")
            continue
        opening = "Before it can be used in full, please look at the following:" if checked.to_correct else "It is complete, and we have to ask:"
        click.echo(f"{line.file}\nThank you for your return about {line.subject}. {opening}\n")
        say.problems(asked, marks=dict.fromkeys(say.MARKS, "-"))
        closing = "ring us before you change anything on the form" if checked.ring_first else "correct the form itself, save it, and send it again"
        click.echo(f"\nPlease {closing}.\n")
        if checked.queries:
            click.echo(f"The same as a workbook to send back: {checked.queries}\n")
        worst = max(worst, 3 if any(fault.severity == "error" for fault in asked) or checked.reading.concerns else 0)
    return worst
