"""Parts of the formulas of the Check column.

They depend on the cells for answers and evidence only, never on the clock. Evidence shorter than
ten characters does not count.

No formula names an answer cell: a formula follows a cell that is dragged to another row, and would
then show "Done" beside an empty answer. It takes the cell of its own row, or so many rows below it,
from the whole column instead, or that of a ref: see `cell_below` and `cell_of_ref`.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_core.i18n import _


def cell_below(column: str, rows: int = 0) -> str:
    """Return the cell of a column on the row of the formula, or so many rows below it.

    It is the cell that stands there, whatever was dragged to or from it.
    """
    return f"INDEX(${column}:${column},ROW(){f'+{rows}' if rows else ''})"


CELL = cell_below("C")
"""The answer on the row of the formula."""


def cell_of_ref(ref: str, sheet: str = "") -> str:
    """Return the answer cell on the row of a ref, as a formula finds it whatever was dragged."""
    place = f"'{sheet}'!" if sheet else ""
    return f'INDEX({place}$C:$C,MATCH("{ref}",{place}$A:$A,0))'


def area_below(column: str, rows: Sequence[int]) -> str:
    """Return the cells of a column from the first to the last of so many rows below the formula."""
    return f"{cell_below(column, rows[0])}:{cell_below(column, rows[-1])}"


def among(value: str, labels: Sequence[str]) -> str:
    """Return a formula that tests whether a value is one of these texts, ignoring case."""
    texts = ",".join(f'"{quoted(label)}"' for label in labels)
    return f"ISNUMBER(MATCH({value},{{{texts}}},0))" if labels else "FALSE"


def is_explained(rows: Sequence[int]) -> str:
    """Return a formula that tests whether there is evidence so many rows below it, beside any of
    the answers.
    """
    each = [f"LEN(TRIM({cell_below('D', row)}))>9" for row in rows]
    return each[0] if len(each) == 1 else f"OR({','.join(each)})"


def is_unexplained(row: int) -> str:
    """Return a formula that tests whether there is no evidence so many rows below it."""
    return f"LEN(TRIM({cell_below('D', row)}))<10"


def shown(text: str) -> str:
    """Return a text of ours, translated, as a formula holds it."""
    return shown_as(_(text))


def shown_as(text: str) -> str:
    """Return a text as it is printed, as a formula holds it."""
    return f'"{quoted(text)}"'


def quoted(text: str) -> str:
    """Return a text as it is written between the quotation marks of a formula."""
    return text.replace('"', '""')
