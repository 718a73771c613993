"""Read the text, date or time in a cell that a person typed into."""

from __future__ import annotations

from datetime import date, datetime

from audit_core.parsing.dates import FIRST_YEAR, LAST_YEAR, Moment, in_words, read_moment
from audit_core.parsing.folding import is_blank
from audit_core.problems.problem import Problem, Where, problem
from audit_core.xlsx.cell import Cell
from audit_core.xlsx.serial_dates import serial_to_datetime

_ERRORS = ("#N/A", "#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NULL!", "#BUSY!", "#SPILL!")
_QUOTED = 200
"""Characters of what a formula shows that a problem quotes."""
PRINTS = 1500
"""Characters that fit in a printed cell, since a row is at most 409 points high. The rest is cut
off.
"""


def raw_text(cell: Cell | None, epoch_1904: bool = False) -> str:
    """Return what was typed, as text; "" for a blank cell.

    A number has no ".0", a percentage its sign, a date is in words, a time is 09:10, a formula has
    its "=".
    """
    if cell is None:
        return ""
    if cell.kind == "formula":
        return f"={cell.formula}"
    if type(cell.value) is float:
        return number_in_words(cell, cell.value, epoch_1904)
    if type(cell.value) is bool:
        return "TRUE" if cell.value else "FALSE"
    return str(cell.value if cell.value is not None else "")


def number_in_words(cell: Cell, value: float, epoch_1904: bool) -> str:
    """Return the number in a cell as the cell shows it, because that is what a person meant."""
    moment = serial_to_datetime(value, epoch_1904) if cell.is_date else None
    if moment and value < 1:  # a time without a day
        return f"{moment:%H:%M}"
    if moment and cell.shown == "no_day":
        return in_words(moment.date()).partition(" ")[2]
    if moment:
        return in_words(_lean(moment))
    if cell.shown.startswith("%"):
        return f"{100 * value:.{cell.shown[1:]}f}%"
    return f"{value:.15g}"


def shown_text(cell: Cell | None, epoch_1904: bool = False) -> str:
    """Return what a person sees in a cell: of a formula, the result saved with it.

    It is "" for a blank cell, an error, and a formula without a result.
    """
    if cell is None or cell.kind == "error":
        return ""
    if cell.kind != "formula":
        return raw_text(cell, epoch_1904)
    text = "" if cell.value is None else raw_text(cell._replace(kind="text"), epoch_1904)
    return "" if is_blank(text) or text.startswith(_ERRORS) else text


def is_picture(cell: Cell, *, pictures_in_cells: bool) -> bool:
    """Return whether a cell shows a picture. Programs that do not know of pictures in cells see an
    error there, or a formula of the program that wrote it.
    """
    if cell.kind == "formula" and "DISPIMG(" in (cell.formula or ""):
        return True
    return pictures_in_cells and cell.kind in {"error", "formula"} and cell.value == "#VALUE!"


def text_problems(
    cell: Cell, raw: str, where: Where, *, pictures_in_cells: bool = False
) -> tuple[Problem, ...]:
    """Return the problems of a text that is kept: evidence, or an answer in words. `raw` is what
    the cell shows.
    """
    found = []
    if is_picture(cell, pictures_in_cells=pictures_in_cells):
        found.append(problem("answer.picture", where))
    elif cell.kind == "error":
        found.append(problem("answer.error", where))
    elif cell.kind == "formula":
        shown = raw if len(raw) <= _QUOTED else f"{raw[:_QUOTED]}…"
        found.append(
            problem("answer.formula_kept", where, shown=shown)
            if raw
            else problem("answer.formula", where)
        )
    if cell.struck or cell.partly_struck:
        found.append(problem("answer.struck_text", where))
    if len(raw) > PRINTS:
        found.append(problem("answer.too_long", where))
    return tuple(found)


def moment_of(cell: Cell, raw: str, *, epoch_1904: bool) -> Moment | None:
    """Return the date, or date and time, in a cell: a real date, or a text that can be read
    as one. A cell that shows a month or a year has no day, and a percentage is no date.
    """
    if type(cell.value) is not float:
        return read_moment(raw) if cell.kind == "text" else None
    found = serial_to_datetime(cell.value, epoch_1904)
    if (
        found is None
        or cell.shown
        or cell.value < 1
        or not (cell.is_date or FIRST_YEAR <= found.year <= LAST_YEAR)
    ):
        return None  # a number below 1 is a time without a day
    return Moment(_lean(found))


def _lean(moment: datetime) -> date | datetime:
    """Return a date without its midnight: a cell with a whole day number holds no time."""
    return moment if moment.time() != datetime.min.time() else moment.date()
