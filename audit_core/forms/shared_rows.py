"""The rows of a form that all themes share, and their fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_core.forms.form import Field, FieldKind, FormSheet
from audit_core.i18n import _
from audit_core.parsing.choices import Option


class SharedRow(NamedTuple):
    """A field of every theme's forms. A ref always keeps its key, so a form that does not use some
    of them skips their numbers.
    """

    ref: str
    key: str
    kind: FieldKind
    label: str
    guide: str = ""
    options: tuple[Option, ...] = ()


def shared_fields(
    sheet: FormSheet, group: str, rows: tuple[SharedRow, ...], required: set[str]
) -> Iterator[Field]:
    """Yield the fields of some rows, as they are printed under the heading of a group."""
    for row in rows:
        yield Field(
            row.ref,
            sheet,
            row.kind,
            _(row.label),
            key=row.key,
            options=printed_options(row.options),
            guide=(_(row.guide),) if row.guide else (),
            required=row.ref in required,
            group=_(group),
        )


def printed_options(options: Sequence[Option]) -> tuple[Option, ...]:
    """Return the framework's own options as they are printed."""
    return tuple(Option(option.code, _(option.label)) for option in options)
