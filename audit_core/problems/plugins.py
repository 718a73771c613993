"""What can be wrong with plugins, themes and their templates."""

from __future__ import annotations

from audit_core.problems.wording import Wording, Wordings

PROBLEMS: Wordings = {
    "plugin.failed": Wording(
        "error",
        "The plugin '{name}' ({version}) could not be loaded by audit {ours}: {why}",
        "Everything else still works. Tell its author.",
    ),
    "plugin.unknown_hook": Wording(
        "error",
        "The plugin '{name}' offers '{hook}', which is not one of our hooks.",
        "Its author should correct the name. Everything else still works.",
    ),
    "plugin.bad_hook": Wording(
        "error",
        "The plugin '{name}' has a hook that does not fit: {why}",
        "Its author should correct it. Everything else still works.",
    ),
    "plugin.clash": Wording(
        "error",
        "Two plugins offer a theme called '{name}': {first} and {second}.",
        "Remove one of them. Until then that theme is not available.",
    ),
    "plugin.bad_theme": Wording(
        "error",
        "The theme '{name}' of plugin '{plugin}' is not sound: {why}",
        "Its author can list every fault with audit_core.check_theme. Until then it is not "
        "available.",
    ),
    "plugin.raised": Wording(
        "error",
        "The plugin '{name}' failed in '{hook}' ({why}).",
        "Its results are left out; everything else was done. Tell its author.",
    ),
    "theme.unsound": Wording("error", "{ref}: {what}", "{remedy}"),
    "theme.weak": Wording("warning", "{ref}: {what}", "{remedy}"),
}
