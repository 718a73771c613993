"""audit plugins"""

from __future__ import annotations

import click

from audit_core.cli import output


@click.command("plugins")
def plugins_command() -> None:
    """List the plugins: where each came from, which hooks it has, and what failed. A plugin can do
    everything that you can do on this computer: install only plugins you trust.
    """
    from audit_core.plugin_system.manager import load_plugins

    plugins = load_plugins()
    output.print_table(
        ("Plugin", "Distribution", "Version", "Hooks"),
        [
            (
                plugin.name,
                plugin.distribution,
                plugin.version,
                ", ".join(plugin.hooks) or ("failed" if plugin.failed else "-"),
            )
            for plugin in plugins.loaded
        ],
    )
    output.print_problems(plugins.problems)
