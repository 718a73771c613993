"""What can be wrong with plugins, themes and their templates."""

from __future__ import annotations

from audit_core.problems.wording import Wordings, error, warning

PROBLEMS: Wordings = {
    "plugin.failed": error(
        "The plugin '{name}' ({version}) could not be loaded by audit {ours}: {why}",
        "Everything else still works. Please tell the plugin's author.",
    ),
    "plugin.unknown_hook": error(
        "The plugin '{name}' offers '{hook}', which is not a hook of audit.",
        "Its author should correct the name. Everything else still works.",
    ),
    "plugin.bad_hook": error(
        "The plugin '{name}' has a hook with the wrong signature: {why}",
        "The plugin's author should correct it. Everything else still works.",
    ),
    "plugin.clash": error(
        "Two plugins offer a theme called '{name}': {first} and {second}.",
        "Remove one of them. Until then that theme is not available.",
    ),
    "plugin.bad_theme": error(
        "The theme '{name}' of plugin '{plugin}' has errors: {why}",
        "Its author can list them all with audit_core.check_theme. Until they are corrected, "
        "the theme is not available.",
    ),
    "plugin.raised": error(
        "The plugin '{name}' failed in '{hook}' ({why}).",
        "Its results are left out; everything else was done. Please tell the plugin's author.",
    ),
    "theme.unsound": error("{ref}: {what}", "{remedy}"),
    "theme.weak": warning("{ref}: {what}", "{remedy}"),
}
