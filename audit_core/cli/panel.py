"""audit panel"""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import click

from audit_core.cli import output


@click.command("panel")
@output.FOLDER
@output.day_option("--as-at", "The date to prepare it for (default: today).")
@click.option(
    "--start", default="09:30", show_default=True, metavar="HH:MM", help="When the panel begins."
)
@click.option(
    "--minutes",
    default=180,
    show_default=True,
    type=click.IntRange(30, 600),
    help="How long the panel lasts, in minutes.",
)
def panel_command(folder: Path, as_at: date, start: str, minutes: int) -> int:
    """Prepare the panel: a timed agenda, and one page a case with the decisions to make."""
    from audit_core.commands.panel import prepare_panel
    from audit_core.plugin_system.manager import load_plugins

    try:
        begins = time.fromisoformat(start if len(start) > 4 else f"0{start}")
    except ValueError:
        raise click.BadParameter(
            f"'{start}' is not a time of day. Type it like 09:30.", param_hint="--start"
        ) from None
    with output.progress("Reading returns") as progress:
        done = prepare_panel(folder, load_plugins(), as_at, begins, minutes, progress)
    pages = done.sitting.pages
    matters = sum(len(page.matters) for page in pages)
    more = sum(len(page.rest) for page in pages)
    audit_round, day = done.compiled.round, output.screen_date(done.compiled.as_at)
    click.echo(
        f"{audit_round.title} ({audit_round.code}), as at {day}: {len(pages)} cases, {matters} "
        f"matters to decide."
    )
    for page in pages:
        if page.subject.ref in done.compiled.casebook.held:
            click.echo(
                f"MAY NOT BE THE SAME CHILD: {page.subject.ref}. Its agencies are not "
                f"compared until that is decided."
            )
    output.print_problems(done.problems)
    if more:
        click.echo(f"{more} lesser {'matter is' if more == 1 else 'matters are'} in the appendix.")
    last = done.sitting.agenda[-1]
    end = last.begins.hour * 60 + last.begins.minute + last.minutes
    click.echo(f"Agenda: {begins:%H:%M} to {end // 60 % 24:02}:{end % 60:02}.")
    click.echo(f"Pack: {done.file}")
    click.echo(
        "  Open it in a browser: it prints on A4, one page a case, and can be shown on a screen. "
        "It is for the panel only."
    )
    click.echo(
        f"Next: type the panel's decisions into {folder / 'decisions.xlsx'}, then: audit compile "
        f"{folder}"
    )
    return int(done.exit_code)
