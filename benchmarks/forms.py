"""Making forms: ours spliced from masters, and rivals that build each from scratch. Each returns
how many it made.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.cell import Cell
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

    from audit_core.commands.open_round import RoundContext
    from audit_core.forms.form import Form
    from benchmarks.measure import Work


def pressed(folder: Path, count: int) -> Work:
    """Every form, and first the masters for them: what `audit generate` does between reading and
    writing files.
    """
    from audit_core.forms.workbook.batch import FormPrinter

    opened, forms = _forms(folder, count)

    def work() -> int:
        press = FormPrinter(opened.theme, opened.round)
        return len([press.form(form) for form in forms])

    return work


def spliced(folder: Path, count: int) -> Work:
    """Every form once its master stands."""
    from audit_core.forms.workbook.batch import FormPrinter

    opened, forms = _forms(folder, count)
    press = FormPrinter(opened.theme, opened.round)
    for form in forms:
        press.form(form)
    return lambda: len([press.form(form) for form in forms])


def openpyxl_forms(folder: Path, count: int) -> Work:
    """The same forms, each built with openpyxl from its first cell to its last."""
    from audit_core.forms.workbook.form_workbook import build_form_workbook

    opened, forms = _forms(folder, count)
    return lambda: len([build_form_workbook(form, opened.theme, opened.round) for form in forms])


def xlsxwriter_forms(folder: Path, count: int) -> Work:
    """Comparable forms by XlsxWriter. They lack defined names, conditional formats and protection,
    which is to its advantage.
    """
    _, forms = _forms(folder, count)
    sketches = sketch(folder)
    return lambda: len([drawn(sketches) for _ in forms])


def _forms(folder: Path, count: int) -> tuple[RoundContext, list[Form]]:
    """The round, and the first `count` of its forms about a case."""
    from audit_core.commands.open_round import open_round
    from audit_core.forms.build import rebuild_form
    from audit_core.plugin_system.manager import load_plugins

    opened = open_round(folder, load_plugins())
    issued = [item for item in opened.issued.forms if item.kind != "partnership"][:count]
    if len(issued) != count:
        msg = f"{len(issued)} forms, not {count}"
        raise ValueError(msg)
    return opened, [rebuild_form(opened.theme, item) for item in issued]


@attrs.frozen
class Sketch:
    """A sheet as XlsxWriter can draw it: cells with the place of their look among `looks`, sizes,
    and rules about what is typed.
    """

    title: str
    cells: tuple[tuple[int, int, object, int], ...]
    looks: tuple[dict[str, object], ...]
    widths: tuple[tuple[str, float], ...]
    heights: tuple[tuple[int, float], ...]
    rules: tuple[tuple[str, dict[str, object]], ...]


def sketch(folder: Path) -> tuple[Sketch, ...]:
    """The sheets of the round's first blank form about a case."""
    from openpyxl import load_workbook

    from audit_core.forms.workbook.form_workbook import build_form_workbook

    opened, (form,) = _forms(folder, 1)
    return tuple(
        _sketched(sheet)
        for sheet in load_workbook(
            BytesIO(build_form_workbook(form, opened.theme, opened.round))
        ).worksheets
    )


def drawn(sketches: tuple[Sketch, ...]) -> bytes:
    """A workbook of these sheets, by XlsxWriter."""
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for drawing in sketches:
        sheet = book.add_worksheet(drawing.title)
        looks = [book.add_format(look) for look in drawing.looks]
        for columns, width in drawing.widths:
            sheet.set_column(columns, width)
        for row, height in drawing.heights:
            sheet.set_row(row, height)
        for row, column, value, look in drawing.cells:
            sheet.write(row, column, value, looks[look])
        for places, rule in drawing.rules:
            sheet.data_validation(places, rule)
    book.close()
    return out.getvalue()


def _sketched(sheet: Worksheet) -> Sketch:
    looks: dict[str, tuple[int, dict[str, object]]] = {}
    cells = tuple(
        (
            cell.row - 1,
            cell.column - 1,
            cell.value,
            looks.setdefault(repr(look), (len(looks), look))[0],
        )
        for row in sheet.iter_rows()
        for cell in row
        if cell.has_style or cell.value is not None
        for look in (_look(cell),)
    )
    widths = tuple(
        (f"{letters}:{letters}", size.width) for letters, size in sheet.column_dimensions.items()
    )
    heights = tuple(
        (row - 1, size.height) for row, size in sheet.row_dimensions.items() if size.height
    )
    rules = tuple(part for rule in sheet.data_validations.dataValidation for part in _rule(rule))
    return Sketch(
        sheet.title, cells, tuple(look for _, look in looks.values()), widths, heights, rules
    )


def _look(cell: Cell) -> dict[str, object]:
    """How a cell looks, in XlsxWriter's words."""
    look: dict[str, object] = {
        "font_name": cell.font.name,
        "font_size": cell.font.sz,
        "bold": bool(cell.font.b),
        "text_wrap": bool(cell.alignment.wrap_text),
    }
    look |= {
        "valign": "top",
        "num_format": cell.number_format,
        "locked": cell.protection.locked,
        "border": int(bool(cell.border.left and cell.border.left.style)),
    }
    if cell.fill.fill_type:
        look["bg_color"] = _colour(cell.fill.fgColor)
    return look


def _colour(colour: Any) -> str:
    return f"#{colour.rgb[-6:]}" if isinstance(colour.rgb, str) else "#FFFFFF"


def _rule(rule: DataValidation) -> Iterator[tuple[str, dict[str, object]]]:
    """What may be typed, for each range: a list, or whatever a formula says."""
    said = str(rule.formula1 or "TRUE")
    if rule.type == "list":
        about: dict[str, object] = {
            "validate": "list",
            "source": said.strip('"').split(",") if said.startswith('"') else f"={said}",
        }
    else:
        about = {"validate": "custom", "value": f"={said}"}
    yield from ((str(places), about) for places in rule.sqref.ranges)
