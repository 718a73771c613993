"""Read the properties of a workbook: identifier, keywords, title and so on, and custom ones."""

from __future__ import annotations

from functools import partial

from audit_core.xlsx.reader.package import Container
from audit_core.xlsx.reader.xml_parser import Attributes, Budget, parse
from audit_core.xlsx.text import clean

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties "
_DC = "http://purl.org/dc/elements/1.1/ "
_TERMS = "http://purl.org/dc/terms/ "
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties "
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes "
_CORE_NAMES = {
    **{
        _DC + name: name
        for name in ("creator", "description", "identifier", "language", "subject", "title")
    },
    **{
        _CORE + name: name
        for name in (
            "category",
            "contentStatus",
            "keywords",
            "lastModifiedBy",
            "revision",
            "version",
        )
    },
    **{_TERMS + name: name for name in ("created", "modified")},
}
_VALUE_TYPES = (
    "lpwstr",
    "lpstr",
    "bstr",
    "i1",
    "i2",
    "i4",
    "i8",
    "int",
    "ui1",
    "ui2",
    "ui4",
    "ui8",
    "uint",
    "r4",
    "r8",
    "decimal",
    "bool",
    "date",
    "filetime",
)


def read_core(container: Container, part: str, budget: Budget) -> dict[str, str]:
    """Return the core properties by name ("identifier", "keywords", "title", "creator" ...).

    If a property is there twice, the first is used.
    """
    found: dict[str, str] = {}
    text: list[str] = []

    starts = dict.fromkeys(_CORE_NAMES, lambda _: text.clear())
    ends = {element: partial(_keep, found, name, text) for element, name in _CORE_NAMES.items()}
    parse(container.blocks(part), _CORE + "coreProperties", starts, ends, text, budget)
    return found


def read_custom(container: Container, part: str, budget: Budget) -> dict[str, str]:
    """Return the custom properties as "custom:name". All values are texts."""
    found: dict[str, str] = {}
    text: list[str] = []
    name = ""

    def begin(attributes: Attributes) -> None:
        nonlocal name
        name = clean(attributes.get("name", ""))[0]

    starts = {
        _CUSTOM + "property": begin,
        **{_VALUES + kind: lambda _: text.clear() for kind in _VALUE_TYPES},
    }
    ends = {_VALUES + kind: (lambda: _keep(found, f"custom:{name}", text)) for kind in _VALUE_TYPES}
    parse(container.blocks(part), _CUSTOM + "Properties", starts, ends, text, budget)
    return found


def _keep(found: dict[str, str], name: str, text: list[str]) -> None:
    if words := clean("".join(text))[0]:
        found.setdefault(name, words)
