"""Domestic abuse: a theme of the audit framework. The hooks are thin; what the theme is stands in
the modules beside this one.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from audit_core import hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

    from audit_core import Theme


@hookimpl
def audit_themes() -> Iterable[Theme]:
    """Offer the theme. It is imported here, so that listing plugins stays quick."""
    from audit_theme_domestic_abuse.theme import THEME

    return (THEME,)


@hookimpl
def audit_template_dirs(theme: Theme) -> Iterable[Traversable] | None:
    """Offer this theme's own templates, and nothing for another's."""
    return (files(__name__) / "templates",) if theme.name == "domestic_abuse" else None
