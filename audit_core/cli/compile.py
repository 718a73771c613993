"""audit compile"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit_core.cli import output
from audit_core.i18n import pluralise

if TYPE_CHECKING:
    from datetime import date

    from audit_core.commands.compile import CompileOutcome
    from audit_core.reports.triage import Triage
    from audit_core.tabulation.compiled import Compiled


@click.command("compile")
@output.FOLDER
@output.day_option(
    "--as-at", "The date to compile for (default: today). It is printed on every output."
)
@click.option(
    "--reference",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="A Word file of yours whose styles the reports use.",
)
@click.option(
    "--publish",
    is_flag=True,
    help="Also write publish/: papers that may be published, with totals and no small numbers.",
)
@click.option("--all", "everything", is_flag=True, help="Show every query, and every note as well.")
def compile_command(
    folder: Path, as_at: date, publish: bool, reference: Path | None, everything: bool
) -> int:
    """Turn the returns into findings, recommendations and an action plan."""
    from audit_core.commands.compile import compile_round
    from audit_core.plugin_system.manager import load_plugins

    with output.progress("Reading returns") as progress:
        look = reference.read_bytes() if reference is not None else None
        done = compile_round(folder, load_plugins(), as_at, progress, publish=publish, look=look)
    _print_returns(done.compiled)
    _print_queries(done, folder, everything)
    _print_decided(done.compiled)
    _print_results(done)
    _print_open(done.compiled, folder)
    return int(done.exit_code)


def _print_returns(compiled: Compiled) -> None:
    """Print the concerns that are still open, and how many forms are in."""
    closed = compiled.decisions.closed
    for concern in compiled.casebook.concerns:
        if concern.key not in closed:
            click.echo(output.print_concerns(concern, compiled.round))
    issued = [item for item in compiled.casebook.expected if item.form]
    back = sum(item.is_back for item in issued)
    click.echo(
        f"{compiled.round.title} ({compiled.round.code}), as at "
        f"{output.screen_date(compiled.as_at)}: {back} of {len(issued)} forms are in."
    )


def _print_queries(done: CompileOutcome, folder: Path, everything: bool) -> None:
    """Print every problem, or those for the chair and the number of queries about each file."""
    from audit_core.reports.triage import triage

    if everything:
        output.print_problems(done.problems, everything=True)
    else:
        _print_triage(triage(done.problems, done.compiled.casebook), folder)


def _print_triage(found: Triage, folder: Path) -> None:
    """Print the problems for the chair in full, and the number of queries about each file."""
    output.print_problems(found.full)
    if not found.asked:
        return
    click.echo(
        f"Queries for the auditors who filled in these files. To word them for a reply, run: "
        f"audit check {folder} (or give the path of one file)"
    )
    for item in found.asked:
        unused = f", {item.unused} of them not used until corrected" if item.unused else ""
        click.echo(f"  {item.file}: {pluralise(item.count, 'query', 'queries')}{unused}")


def _print_decided(compiled: Compiled) -> None:
    """Print how many texts may identify a person, and which decisions were applied."""
    from audit_core.panel.check_decisions import decisions_in_words

    suspect = sum(not place.decision for place in compiled.suspects)
    if suspect:
        click.echo(
            f"{pluralise(suspect, 'text')} may identify a person. The board sees none of "
            f"them until you decide on the Identifiers sheet of decisions.xlsx."
        )
    taken = decisions_in_words(compiled)
    if taken:
        click.echo("Applied from decisions.xlsx, as last saved:")
        for line in taken:
            click.echo(f"  {line}")


def _print_results(done: CompileOutcome) -> None:
    """Print where the results are, what each is for, and what changed since the last compile."""
    if not done.changed:
        click.echo(f"Nothing has changed since {done.folder.name}.")
    click.echo(f"Results: {done.folder}")
    for path, what in (
        ("chair/report.html", "read this first: everything, with its evidence"),
        ("chair/analysis.xlsx", "every figure and answer, to sort and filter"),
        ("board/report.docx", "the paper for the board"),
        ("board/action-plan.xlsx", "the action plan"),
        ("board/briefing.docx", "one page for practitioners, in seven parts"),
        ("publish", "papers that may be published, with totals and no small numbers"),
        ("agencies", "a report and actions for each agency, with only its own answers"),
    ):
        if (done.folder / path).exists():
            click.echo(f"  {path}: {what}")
    for sentence in done.since:
        click.echo(f"Since the last compile: {sentence}")


def _print_open(compiled: Compiled, folder: Path) -> None:
    """Print what the panel has still to decide, or the next command if nothing is open."""
    open_ = compiled.undecided_findings
    if open_:
        open_words = pluralise(open_, "finding is", "findings are")
        click.echo(
            f"{open_words} neither accepted nor noted. The briefing, the page for children and "
            f"publish/ include only accepted findings."
        )
    if compiled.draft.is_draft:
        click.echo(f"{compiled.draft}. Decide in {folder / 'decisions.xlsx'}, then compile again.")
    else:
        decided = "The rest is decided" if open_ else "Everything is decided"
        click.echo(f"{decided}: the reports are no longer drafts. Next: audit plan issue {folder}")
