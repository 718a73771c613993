"""audit compile"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit_core.cli import output
from audit_core.i18n import pluralise

if TYPE_CHECKING:
    from audit_core.reports.triage import Triage


@click.command("compile")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option(
    "--as-at",
    type=output.DateParam(),
    default=None,
    help="The day to compile for; today, if left out. It is printed on every output.",
)
@click.option(
    "--reference",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="A Word file of yours whose look the reports take.",
)
@click.option(
    "--publish",
    is_flag=True,
    help="Also write publish/: what may be published, from aggregates, small numbers left out.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Show everything there is to ask, and every note as well.",
)
def compile_command(
    folder: Path, as_at: object, publish: bool, reference: Path | None, everything: bool
) -> int:
    """Turn the returns into findings, recommendations and an action plan."""
    from datetime import date

    from audit_core.commands.compile import compile_round
    from audit_core.panel.check_decisions import decisions_in_words
    from audit_core.plugin_system.manager import load_plugins
    from audit_core.reports.triage import triage

    with output.progress("Reading returns") as progress:
        look = reference.read_bytes() if reference is not None else None
        done = compile_round(
            folder,
            load_plugins(),
            as_at if isinstance(as_at, date) else output.today(),
            progress,
            publish=publish,
            look=look,
        )
    compiled, book = done.compiled, done.compiled.casebook
    closed = compiled.decisions.closed
    for concern in book.concerns:
        if concern.key not in closed:
            click.echo(output.print_concerns(concern, compiled.round))
    issued = [item for item in book.expected if item.form]
    back = sum(item.is_back for item in issued)
    click.echo(
        f"{compiled.round.title} ({compiled.round.code}), as at "
        f"{output.screen_date(compiled.as_at)}: {back} of {len(issued)} forms are in."
    )
    if everything:
        output.print_problems(done.problems, everything=True)
    else:
        _tell(triage(done.problems, book), folder)
    suspect = sum(not place.decision for place in compiled.suspects)
    if suspect:
        click.echo(
            f"{pluralise(suspect, 'text')} may identify a person. The board reads none until "
            f"you decide, on the Identifiers sheet of decisions.xlsx."
        )
    taken = decisions_in_words(compiled)
    if taken:
        click.echo("From decisions.xlsx, as it was last saved:")
        for line in taken:
            click.echo(f"  {line}")
    if not done.changed:
        click.echo(f"Nothing has changed since {done.folder.name}.")
    click.echo(f"Results: {done.folder}")
    for path, what in (
        ("chair/report.html", "read this first: everything, with its evidence"),
        ("chair/analysis.xlsx", "every figure and answer, to sort and filter"),
        ("board/report.docx", "the paper for the board"),
        ("board/action-plan.xlsx", "the action plan"),
        ("board/briefing.docx", "one page for practitioners, in seven parts"),
        ("publish", "what may be published: from aggregates, small numbers left out"),
        ("agencies", "a report and actions for each agency, holding only its own"),
    ):
        if (done.folder / path).exists():
            click.echo(f"  {path}: {what}")
    for sentence in done.since:
        click.echo(f"Since the last compile: {sentence}")
    open_ = sum(finding.status == "proposed" for finding in compiled.findings)
    if open_:
        open_words = pluralise(open_, "finding is", "findings are")
        click.echo(
            f"{open_words} neither accepted nor noted. The briefing, the page for children and "
            f"publish/ say only what is accepted."
        )
    if compiled.draft.is_draft:
        click.echo(f"{compiled.draft}. Decide in {folder / 'decisions.xlsx'}, then compile again.")
    else:
        click.echo(
            f"Everything is decided: the reports are no longer drafts. Next: audit plan issue "
            f"{folder}"
        )
    return int(done.exit_code)


def _tell(found: Triage, folder: Path) -> None:
    """What needs the chair, in full; and for each file how much there is to ask whoever filled it
    in.
    """
    output.print_problems(found.full)
    if not found.asked:
        return
    click.echo(
        f"To ask whoever filled these in. What to ask, in words for a reply, says: audit check "
        f"{folder} (or the path of one file)"
    )
    for item in found.asked:
        unused = f", {item.unused} of them not used until mended" if item.unused else ""
        click.echo(f"  {item.file}: {pluralise(item.count, 'thing')}{unused}")
