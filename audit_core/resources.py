"""Find the framework's own templates and texts: beside the package in a checkout, inside it in a
wheel.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

_LINES = r'((?:".*"\n)+)'
_ENTRY = re.compile(rf"^msgid {_LINES}(?:msgid_plural {_LINES})?", re.MULTILINE)


def house_templates() -> Traversable:
    """Return the folder of the framework's own templates. A checkout comes first, since an editable
    install has no copy.
    """
    checkout = Path(__file__).parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "templates").is_dir():
        return checkout / "templates"
    return files("audit_core") / "templates"


@lru_cache(maxsize=1)
def catalogue_texts() -> Mapping[str, str]:
    """Return every fixed English text of forms and reports with its plural, or "" if it
    has none.
    """
    template = (files("audit_core") / "messages.pot").read_text(encoding="utf-8")
    found = {_unquoted(one): _unquoted(many) for one, many in _ENTRY.findall(template)}
    return MappingProxyType({one: many for one, many in found.items() if one})


def _unquoted(lines: str) -> str:
    """Return a text of a PO file, which quotes it line by line as JSON does."""
    return "".join(json.loads(line) for line in lines.splitlines())
