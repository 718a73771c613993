"""Finds the house templates: in a checkout beside the package, in a wheel inside it."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def house_templates() -> Traversable:
    """The folder of house templates. A checkout's own comes first, since an editable install has no other."""
    checkout = Path(__file__).parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "templates").is_dir():
        return checkout / "templates"
    return files("audit_core") / "templates"


@lru_cache(maxsize=1)
def catalogue_texts() -> frozenset[str]:
    """Every fixed text of forms and reports, in English."""
    return frozenset(json.loads((files("audit_core") / "words.json").read_text(encoding="utf-8")))
