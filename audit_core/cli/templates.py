"""audit templates"""

from __future__ import annotations

from pathlib import Path

import click

from audit_core.errors import Exit


@click.group("templates")
def templates_command() -> None:
    """Check the wording of reports. `audit templates check [DIR]` fills in every template from a
    sample.
    """


@templates_command.command("check")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
def templates_check(folder: Path | None) -> int:
    """Fill in every template from a sample: the built-in ones, each theme's, and your own.

    DIR is a round, the folder that holds your rounds, or a folder of templates. If you leave it out
    in a round's folder, that round is used.
    """
    from audit_core.commands.templates import check_templates
    from audit_core.plugin_system.manager import load_plugins
    from audit_core.rounds.folder import ROUND

    checked = check_templates(
        load_plugins(), Path() if folder is None and Path(ROUND).is_file() else folder
    )
    whose = ""
    for item in checked:
        if item.whose != whose:
            whose = item.whose
            click.echo(whose)
        click.echo(f"  {item.name}: {'' if item.problems else 'fine'}".rstrip())
        for problem in item.problems:
            line = f"line {problem.where.line}: " if problem.where.line else ""
            click.echo(f"    ! {line}{problem.what} {problem.remedy}")
    to_correct = [item.name for item in checked if item.problems]
    if to_correct:
        click.echo(
            f"{len(to_correct)} of {len(checked)} templates need correcting: "
            f"{', '.join(to_correct)}."
        )
        return int(Exit.UNUSABLE)
    click.echo(f"All {len(checked)} templates are fine.")
    return int(Exit.COMPLETE)
