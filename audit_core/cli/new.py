"""audit new"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from audit_core.cli import output
from audit_core.errors import UsageProblem


@click.command("new")
@click.argument("folder", metavar="DIR", type=output.PATH)
@click.option("--theme", required=True, help="The theme of the audit: see audit themes.")
@click.option(
    "--cases", default=6, show_default=True, type=click.IntRange(0, 200), help="Number of cases."
)
@click.option(
    "--meetings",
    default=3,
    show_default=True,
    type=click.IntRange(0, 50),
    help="Number of meetings to observe, if the theme observes meetings.",
)
@click.option(
    "--agencies",
    default="",
    help="Kinds of agency, such as police,school: one recipient each (default: every kind that the "
    "theme asks).",
)
@output.day_option("--issue", "The day the forms go out (default: today).")
def new_command(
    folder: Path, theme: str, cases: int, meetings: int, agencies: str, issue: date
) -> None:
    """Set up a round in the folder DIR."""
    from audit_core.commands.new import new_round
    from audit_core.commands.partnership_defaults import (
        PARTNERSHIP,
        beside_in_partnership,
        defaults_of,
    )
    from audit_core.plugin_system.manager import load_plugins

    plugins = load_plugins()
    found = plugins.theme(theme)
    if found is None:
        why = plugins.why_missing(theme)
        if why:
            raise UsageProblem("theme.not_loaded", name=theme, why=why)
        raise UsageProblem("theme.unknown", name=theme, known=", ".join(sorted(plugins.themes)))
    kinds = tuple(dict.fromkeys(kind.strip() for kind in agencies.split(",") if kind.strip()))
    usual = defaults_of(folder, plugins)
    audit_round = new_round(folder, found, kinds, cases, meetings, issue, usual)
    taken = f", with the details from {folder.resolve().parent / PARTNERSHIP}" if usual else ""
    click.echo(f"The round {audit_round.code} is set up in {folder}{taken}.")
    output.print_problems(beside_in_partnership(folder, usual, plugins, audit_round))
    click.echo(
        f"Next: open {folder / 'round.xlsx'} in Excel. Check the dates and contacts, name each "
        f"recipient, and say on the Cases sheet who is asked."
    )
    click.echo(f"Then run: audit generate {folder}")
