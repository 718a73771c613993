"""audit status"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import click

from audit_core.cli import output


@click.command("status")
@output.FOLDER
@output.day_option("--as-at", "The date to report for (default: today).")
def status_command(folder: Path, as_at: date) -> int:
    """Show a round's concerns, which forms are back, which are late, and whom to chase."""
    from audit_core.commands.status import status
    from audit_core.plugin_system.manager import load_plugins
    from audit_core.tabulation.people import STATE_WORDS

    state = status(folder, load_plugins(), as_at)
    audit_round = state.opened.round
    click.echo(
        f"{audit_round.title} ({audit_round.code}), as at {output.screen_date(state.as_at)}. "
        f"Returns due {output.screen_date(audit_round.due)}."
    )
    for concern in state.open_concerns:
        click.echo(output.print_concerns(concern, audit_round))
    for problem in state.mixed_up:
        click.echo(f"MAY NOT BE THE SAME CHILD: {problem}")
    issued = [item for item in state.casebook.expected if item.form]
    count = Counter[str](item.state for item in issued)
    words = "; ".join(
        f"{word.lower()} {count[code]}" for code, (word, _) in STATE_WORDS.items() if count[code]
    )
    click.echo(f"{len(issued)} forms issued: {words or 'none back yet'}.")
    rows = []
    for code in dict.fromkeys(item.recipient for item in issued):
        mine = Counter[str](item.state for item in issued if item.recipient == code)
        back = sum(item.is_back for item in issued if item.recipient == code)
        states = ("returned_late", "nil", "missing", "conflict")
        numbers = (sum(mine.values()), back, *(mine[each] for each in states))
        rows.append((audit_round.name_of(code), *map(str, numbers)))
    if rows:
        output.print_table(
            ("Recipient", "Issued", "Back", "Late", "Nothing to audit", "Missing", "Conflict"), rows
        )
    for reminder in state.chase:
        contact = f" ({reminder.contact})" if reminder.contact else ""
        click.echo(f"\nReminder for {reminder.name}{contact}:\n{reminder.text}")
    others = [problem for problem in state.problems if problem.code != "form.other_child"]
    if others:
        click.echo("")
        output.print_problems(others)
    came = any(line.status != "skipped" for line in state.casebook.ledger)
    click.echo(
        f"Next: audit compile {folder}" if came else f"Next: put returns into {folder / 'returns'}"
    )
    return 3 if state.open_concerns or state.mixed_up else 0
