"""follow-up.xlsx: actions for single children with their due dates. Each agency gets its own; the
chair gets all.
"""

from __future__ import annotations

from audit_core.i18n import N_, _
from audit_core.tabulation.compiled import Compiled
from audit_core.workbook_style import styles
from audit_core.workbook_style.row_heights import fit_row
from audit_core.xlsx.writer.postprocess import workbook_bytes

HEADINGS = N_(
    (
        "Case",
        "Who",
        "What is to be done",
        "Due",
        "Closed",
        "What was done, and when (yours to fill in)",
    )
)
WIDTHS = (14.0, 24.0, 50.0, 13.0, 13.0, 45.0)


def build_follow_up_workbook(compiled: Compiled, recipient: str = "") -> bytes | None:
    """Return the actions for single children as a workbook: one recipient's, or all for the chair.
    None if there are no actions.
    """
    actions = [item for item in compiled.decisions.child_actions if recipient in {"", item.owner}]
    if not actions:
        return None
    audit_round = compiled.round
    book = styles.new_book(
        _("{title}: follow-up for single children", title=audit_round.title),
        audit_round.partnership,
    )
    title = _("{title}: follow-up", title=audit_round.title)
    purpose = _(
        "Actions that the panel decided for single children. They are in no report. Please tell "
        "the chair when each is done."
    )
    sheet = styles.new_sheet(book, _("Follow-up"), title, purpose, WIDTHS)
    styles.header(sheet, 3, [_(heading) for heading in HEADINGS])
    for row, item in enumerate(actions, start=4):
        values = (
            item.subject,
            audit_round.name_of(item.owner),
            item.text,
            item.due,
            item.closed,
            None,
        )
        for column, value in enumerate(values, start=1):
            cell = (
                styles.text_cell(sheet, row, column, value)
                if isinstance(value, str) and value
                else styles.put(sheet, row, column, value)
            )
            cell.border = styles.BOX
            if column in {4, 5}:
                cell.number_format = styles.DATE
        fit_row(sheet, row, [(item.text, WIDTHS[2])], 34)
    sheet.freeze_panes = "A4"
    styles.print_setup(
        sheet,
        centre=_(
            "{marking}: for this agency only" if recipient else "{marking}: for the chair",
            marking=audit_round.marking,
        ),
    )
    return workbook_bytes(book.save)
