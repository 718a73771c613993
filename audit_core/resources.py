"""Finds the house templates: in a checkout beside the package, in a wheel inside it."""

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
    """The folder of house templates. A checkout's own comes first, since an editable install has no
    other.
    """
    checkout = Path(__file__).parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "templates").is_dir():
        return checkout / "templates"
    return files("audit_core") / "templates"


@lru_cache(maxsize=1)
def catalogue_texts() -> Mapping[str, str]:
    """Every fixed text of forms and reports in English, with its plural if it is about a number,
    else "".
    """
    template = (files("audit_core") / "messages.pot").read_text(encoding="utf-8")
    found = {_unquoted(one): _unquoted(many) for one, many in _ENTRY.findall(template)}
    return MappingProxyType({one: many for one, many in found.items() if one})


def _unquoted(lines: str) -> str:
    """A text of a PO file, which quotes it line by line as JSON does."""
    return "".join(json.loads(line) for line in lines.splitlines())
