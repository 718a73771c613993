"""The blank case key: which child each reference means. Completed by hand, sent once by the secure route, and kept elsewhere."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from audit_core.workbook import styles
from audit_core.workbook.heights import row_height
from audit_core.xlsx.finish import finish

if TYPE_CHECKING:
    from audit_core.model.round import Round

WIDTHS = (20.0, 40.0, 24.0, 56.0)
_RULES = (
    "Complete this by hand. Send each agency in the last column its own lines only, once, by your secure route, to its safeguarding lead.",
    "Then take it out of this folder and keep it elsewhere, under lock. It is the only place where a reference meets a name.",
    "Never put it into the returns folder, and never send it together with the forms.",
)


def build_case_key(round_: Round) -> bytes:
    """A workbook with a row for every case and nothing in it about any child."""
    book = styles.new_book(f"{round_.title}: case key", round_.partnership)
    sheet = styles.new_sheet(book, "Case key", f"Case key: {round_.title}", "To be completed by hand and kept apart from everything else.", WIDTHS)
    styles.header(sheet, 3, ("Case", "Child, parents and address (by hand)", "Born (by hand)", "Agencies asked: send each only its own lines"))
    row = 4
    for subject in round_.subjects:
        if subject.kind == "case" and not subject.withdrawn:
            styles.put(sheet, row, 1, subject.ref, bold=True)
            asked = ", ".join(round_.name_of(code) for code, expect in subject.expected if expect == "ask")
            for column, text in ((2, None), (3, None), (4, asked)):
                styles.boxed(styles.put(sheet, row, column, text)).number_format = "@"
            sheet.row_dimensions[row].height = row_height([(asked, WIDTHS[3], 11.0, False)], 48)
            row += 1
    for rule in _RULES:
        styles.put(sheet, row, 1, rule, wrap=False)
        row += 1
    styles.print_setup(sheet, centre=f"{round_.marking}: keep apart from the forms")
    out = BytesIO()
    book.save(out)
    return finish(out.getvalue())
