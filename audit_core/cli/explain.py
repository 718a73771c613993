"""audit explain"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit_core.cli import output

if TYPE_CHECKING:
    from audit_core.commands.explain import Link


@click.command("explain")
@click.argument("printed", metavar="ID")
@output.FOLDER
@click.option(
    "--case",
    default="",
    metavar="REF",
    help="With a question's ref: show only the answers about this case.",
)
@click.option("--all", "everything", is_flag=True, help="List every cell, however many there are.")
def explain_command(printed: str, folder: Path, case: str, everything: bool) -> None:
    """Trace a printed reference (F7, R3, A2, T1), or a question's ref (DA-2.2), back to files and
    cells.
    """
    from audit_core.commands.explain import MAX_CELLS_LISTED, explain

    _show(explain(folder, printed, case), 0, None if everything else MAX_CELLS_LISTED)


def _show(link: Link, depth: int, most: int | None) -> None:
    indent = "  " * depth
    click.echo(f"{indent}{f'{link.id}: ' if link.id else ''}{link.what}. {link.says}")
    for cell in link.cells[:most]:
        ref = f" ({cell.ref})" if cell.ref else ""
        words = f": {cell.answer}" if cell.answer else ""
        click.echo(f"{indent}    {cell.place}{ref}{words}")
    if link.gone:
        click.echo(f"{indent}    {link.gone}")
    if most is not None and len(link.cells) > most:
        click.echo(f"{indent}    and {len(link.cells) - most} more cells (--all lists them)")
    for behind in link.arises_from:
        _show(behind, depth + 1, most)
