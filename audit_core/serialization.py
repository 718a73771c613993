"""Convert values to JSON and back: the only module that uses cattrs. A problem in a file is
reported with its path in that file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import attrs
from cattrs import Converter, transform_error
from cattrs.gen import make_dict_unstructure_fn, override
from cattrs.strategies import configure_tagged_union

from audit_core.errors import UsageProblem
from audit_core.records import is_later
from audit_core.themes.rules import (
    Cap,
    Differ,
    IfThen,
    LowestOf,
    Mismatch,
    NotApplicable,
    Share,
    Standard,
    Uncounted,
    Unrecorded,
)
from audit_core.themes.theme import AnswerKind, Chronology, Judgement, Theme

_T = TypeVar("_T")

# Every union of records that a theme may hold, distinguished in JSON by the name of the class.
_UNIONS: tuple[Any, ...] = (
    AnswerKind,
    Chronology | Judgement,
    Cap | LowestOf,
    Standard | Share | Differ | IfThen | Mismatch,
    NotApplicable | Uncounted | Unrecorded,
)


def _strict(kind: type) -> Any:
    def check(value: object, _: object) -> object:
        if type(value) is not kind and not (kind is float and type(value) is int):
            raise TypeError(f"expected {kind.__name__}")
        return value

    return check


def _has_later_fields(kind: Any) -> bool:
    return attrs.has(kind) and any(map(is_later, attrs.fields(kind)))


def _without_defaults_of_later_fields(
    kind: Any, converter: Converter
) -> Callable[[Any], dict[str, Any]]:
    omitted: dict[str, Any] = {
        field.name: override(omit_if_default=True)
        for field in attrs.fields(kind)
        if is_later(field)
    }
    return make_dict_unstructure_fn(kind, converter, **omitted)


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=False)
    converter.register_unstructure_hook_factory(
        _has_later_fields, lambda kind: _without_defaults_of_later_fields(kind, converter)
    )
    for kind in (str, int, float, bool):
        converter.register_structure_hook(kind, _strict(kind))
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    for union in _UNIONS:
        configure_tagged_union(union, converter, tag_name="is")
    return converter


_CONVERTER = _converter()


def to_data(value: object, kind: Any = None) -> Any:
    """Return a value as plain dicts, lists, strings and numbers. `kind` gives the type if it is a
    union.
    """
    return _CONVERTER.unstructure(value, unstructure_as=kind)


def to_json(value: object) -> str:
    """Return a value as JSON text, indented, with sorted keys and a line end. Equal values give
    equal text.
    """
    return json.dumps(to_data(value), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def from_data(kind: type[_T], data: object, name: str) -> _T:
    """Return the value that `data` describes. Raises UsageProblem with the file (`name`) and the
    path of the first five problems.
    """
    try:
        return _CONVERTER.structure(data, kind)
    except Exception as error:
        faults = "; ".join(transform_error(error)[:5])
        raise UsageProblem("file.not_as_written", file=name, faults=faults) from None


def from_json(kind: type[_T], text: str, name: str) -> _T:
    """Return the value that JSON text describes. Raises UsageProblem as `from_data` does, and for
    text that is not JSON.
    """
    try:
        data = json.loads(text)
    except ValueError:
        raise UsageProblem("file.not_json", file=name) from None
    return from_data(kind, data, name)


def fingerprint(theme: Theme) -> str:
    """Return the first six hex digits of the SHA-256 of a theme's JSON: it changes with any word of
    the theme.
    """
    text = json.dumps(to_data(theme), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:6]
