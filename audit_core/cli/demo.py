"""audit demo"""

from __future__ import annotations

from pathlib import Path

import click


@click.command("demo")
@click.argument("folder", metavar="[DIR]", default="demo", type=click.Path(path_type=Path))
def demo_command(folder: Path) -> None:
    """Run a whole domestic abuse round of invented cases in the folder DIR: forms, returns,
    results.
    """
    from audit_core.commands.demo import demo
    from audit_core.plugin_system.manager import load_plugins

    for path, what in demo(folder, load_plugins(), say=click.echo):
        click.echo(f"  {path}: {what}")
