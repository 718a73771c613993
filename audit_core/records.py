"""The records a theme is made of: frozen attrs classes whose constructors check the types of their
arguments.

A mistake of a theme's author (such as a string where a tuple belongs) is reported at once, with
class and field.
"""

from __future__ import annotations

from operator import attrgetter
from types import UnionType
from typing import (
    Any,
    Literal,
    TypeVar,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs

_T = TypeVar("_T")


LATER = "later"
"""Marks, in a field's metadata, one that was added after rounds had been issued."""


def later(*, default: Any) -> Any:
    """Return a field that was added to a record after rounds had been issued with it.

    While it has its default it is left out of JSON, so that a theme without it keeps its
    fingerprint, and themes of earlier rounds read as they were written.
    """
    return attrs.field(default=default, metadata={LATER: True})


def is_later(field: attrs.Attribute[Any]) -> bool:
    """Whether a field was made by `later`."""
    return LATER in field.metadata


@dataclass_transform(frozen_default=True, field_specifiers=(attrs.field, later))
def record(cls: type[_T]) -> type[_T]:
    """Make `cls` a frozen attrs class that raises TypeError, naming class and field, for a value of
    the wrong type.
    """
    return attrs.frozen(cls, field_transformer=_with_check)


def with_changes(value: _T, **fields: Any) -> _T:
    """Return a copy of a record with some fields changed, checked like any other."""
    # records are attrs classes, which mypy cannot see through the decorator
    found: _T = attrs.evolve(value, **fields)  # type: ignore[misc]
    return found


def _with_check(_: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    return [
        field.evolve(validator=_check) if field.validator is None else field for field in fields
    ]


_HINTS: dict[type, dict[str, Any]] = {}
"""The resolved type hints of each class: filled once for each, then never changed."""


def _hints(cls: type) -> dict[str, Any]:
    if cls not in _HINTS:
        _HINTS[cls] = get_type_hints(cls)
    return _HINTS[cls]


def _check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    expected = _hints(type(instance))[attribute.name]
    if not is_of_type(value, expected):
        name = (
            getattr(instance, "ref", None)
            or getattr(instance, "id", None)
            or getattr(instance, "name", None)
        )
        which = (
            f" ({name})"
            if isinstance(name, str) and name and attribute.name not in {"ref", "id", "name"}
            else ""
        )
        msg = (
            f"{type(instance).__name__}{which}: {attribute.name} should be {_words(expected)}, "
            f"not {type(value).__name__}"
        )
        if expected is not str and isinstance(value, str) and get_origin(expected) is tuple:
            msg += f"; write ({value!r},) with its comma"
        raise TypeError(msg)


def is_of_type(value: object, expected: Any) -> bool:
    """Whether `value` is of the type in a type hint. Handles plain classes, None, unions, literals
    and tuples.
    """
    origin = get_origin(expected)
    if expected is Any:
        return True
    if origin is Literal:
        return value in get_args(expected)
    if origin in (Union, UnionType):
        return any(is_of_type(value, option) for option in get_args(expected))
    if origin is tuple:
        return _fits_tuple(value, get_args(expected))
    if expected is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if expected is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, origin or expected)


def _fits_tuple(value: object, inner: tuple[Any, ...]) -> bool:
    if not isinstance(value, tuple):
        return False
    if len(inner) == 2 and inner[1] is Ellipsis:
        return all(is_of_type(item, inner[0]) for item in value)
    return len(value) == len(inner) and all(
        is_of_type(item, kind) for item, kind in zip(value, inner, strict=True)
    )


def _words(expected: Any) -> str:
    origin = get_origin(expected)
    if origin is Literal:
        return "one of " + ", ".join(map(str, get_args(expected)))
    if origin in (Union, UnionType):
        return " or ".join(_words(option) for option in get_args(expected))
    if origin is tuple:
        return "a tuple of " + ", ".join(
            _words(item) for item in get_args(expected) if item is not Ellipsis
        )
    return str(getattr(expected, "__name__", expected))


def lean(cls: type[_T]) -> type[_T]:
    """Make instances of an attrs class pickle as a call of its constructor, which must take each
    field in order.
    """
    # mypy does not know that cls is an attrs class; its decorator has already run
    fields = attrgetter(*(field.name for field in attrs.fields(cls)))  # type: ignore[arg-type]

    def reduced(self: _T) -> tuple[type[_T], tuple[object, ...]]:
        return cls, fields(self)

    cls.__reduce__ = reduced  # type: ignore[assignment, method-assign]
    return cls
