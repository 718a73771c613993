"""audit status"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from audit_core.cli import output


@click.command("status")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option(
    "--as-at",
    type=output.DateParam(),
    default=None,
    help="The date to report for (default: today).",
)
def status_command(folder: Path, as_at: object) -> int:
    """Show a round's concerns, which forms are back, which are late, and whom to chase."""
    from datetime import date

    from audit_core.commands.status import status
    from audit_core.plugin_system.manager import load_plugins
    from audit_core.tabulation.people import STATE_WORDS

    standing = status(folder, load_plugins(), as_at if isinstance(as_at, date) else output.today())
    audit_round = standing.opened.round
    click.echo(
        f"{audit_round.title} ({audit_round.code}), as at {output.screen_date(standing.as_at)}. "
        f"Returns due {output.screen_date(audit_round.due)}."
    )
    for concern in standing.open_concerns:
        click.echo(output.print_concerns(concern, audit_round))
    for fault in standing.mixed_up:
        click.echo(f"MAY NOT BE THE SAME CHILD: {fault}")
    issued = [item for item in standing.casebook.expected if item.form]
    count: Counter[str] = Counter(item.state for item in issued)
    words = "; ".join(
        f"{word.lower()} {count[state]}" for state, (word, _) in STATE_WORDS.items() if count[state]
    )
    click.echo(f"{len(issued)} forms issued: {words or 'none back yet'}.")
    rows = []
    for code in dict.fromkeys(item.recipient for item in issued):
        mine = Counter(item.state for item in issued if item.recipient == code)
        back = sum(item.is_back for item in issued if item.recipient == code)
        rows.append(
            (
                audit_round.name_of(code),
                str(sum(mine.values())),
                str(back),
                str(mine["returned_late"]),
                str(mine["nil"]),
                str(mine["missing"]),
                str(mine["conflict"]),
            )
        )
    if rows:
        output.print_table(
            ("Recipient", "Issued", "Back", "Late", "Nothing to audit", "Missing", "Conflict"), rows
        )
    for reminder in standing.chase:
        contact = f" ({reminder.contact})" if reminder.contact else ""
        click.echo(f"\nReminder for {reminder.name}{contact}:\n{reminder.text}")
    others = [fault for fault in standing.problems if fault.code != "form.other_child"]
    if others:
        click.echo("")
        output.print_problems(others)
    came = any(line.status != "skipped" for line in standing.casebook.ledger)
    click.echo(
        f"Next: audit compile {folder}" if came else f"Next: put returns into {folder / 'returns'}"
    )
    return 3 if standing.open_concerns or standing.mixed_up else 0
