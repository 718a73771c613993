"""The blank case key: which child each reference means. Completed by hand, sent once by the secure route, and kept elsewhere."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from audit_core.workbook import styles
from audit_core.xlsx.finish import finish

if TYPE_CHECKING:
    from audit_core.model.round import Round

WIDTHS = (20.0, 40.0, 24.0, 40.0)
_RULES = (
    "Complete this by hand. Send it once, by your secure route, to the safeguarding lead of each agency that audits the case.",
    "Then take it out of this folder and keep it elsewhere, under lock. It is the only place where a reference meets a name.",
    "Never put it into the returns folder, and never send it together with the forms.",
)


def build_case_key(round_: Round) -> bytes:
    """A workbook with a row for every case and nothing in it about any child."""
    book = styles.new_book(f"{round_.title}: case key", round_.partnership)
    sheet = styles.new_sheet(book, "Case key", f"Case key: {round_.title}", "To be completed by hand and kept apart from everything else.", WIDTHS)
    styles.header(sheet, 3, ("Case", "Child, parents and address (by hand)", "Born (by hand)", "Agencies that were sent this line (by hand)"))
    row = 4
    for subject in round_.subjects:
        if subject.kind == "case" and not subject.withdrawn:
            styles.put(sheet, row, 1, subject.ref, bold=True)
            for column in (2, 3, 4):
                styles.boxed(styles.put(sheet, row, column)).number_format = "@"
            sheet.row_dimensions[row].height = 48
            row += 1
    for rule in _RULES:
        styles.put(sheet, row, 1, rule, wrap=False)
        row += 1
    styles.print_setup(sheet, centre=f"{round_.marking}: keep apart from the forms")
    out = BytesIO()
    book.save(out)
    return finish(out.getvalue())
