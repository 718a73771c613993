"""Build the workbook of queries about one returned form.

Each query names its sheet and cell and has room for a reply. The form itself is not changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_core.forms.form import QUERIES_MARK
from audit_core.i18n import N_, _
from audit_core.problems.problem import Problem
from audit_core.returns.model import FilledForm
from audit_core.rounds.round import Round
from audit_core.workbook_style import styles
from audit_core.workbook_style.row_heights import row_height
from audit_core.xlsx.writer.postprocess import workbook_bytes

HEADINGS = N_(("No.", "Sheet", "Cell", "Ref", "What it asks", "Our query", "Your reply"))
_WIDTHS = (6.0, 14.0, 9.0, 10.0, 40.0, 43.0, 37.0)


def build_query_workbook(form: FilledForm, queries: Sequence[Problem], audit_round: Round) -> bytes:
    """Return a workbook with the queries in the order given.

    It repeats no answer, because an answer may contain details of a child.
    """
    title = _(
        "Queries about {subject}, {who}",
        subject=form.id.subject,
        who=audit_round.called(form.id.recipient),
    )
    purpose = _(
        "Please correct the form you sent ({file}) and send it again, or reply here. How to "
        "return it: {where}. Questions to: {contact}.",
        file=form.file,
        where=audit_round.return_to,
        contact=audit_round.contact,
    )
    book = styles.new_book(title, audit_round.partnership)
    book.properties.identifier = QUERIES_MARK
    sheet = styles.new_sheet(book, _("Queries"), title, purpose, _WIDTHS)
    styles.header(sheet, 3, [_(heading) for heading in HEADINGS])
    asked = {entry.ref: entry.wording for entry in form.entries}
    for row, query in enumerate(queries, start=4):
        where, words = query.where, f"{query.what} {query.remedy}".strip()
        texts = (
            str(row - 3),
            where.sheet or _("The whole form"),
            where.cell,
            where.ref,
            asked.get(where.ref, ""),
            words,
        )
        for column, text in enumerate(texts, start=1):
            styles.text_cell(sheet, row, column, text).border = styles.BOX
        styles.boxed(styles.put(sheet, row, len(HEADINGS))).number_format = "@"
        sheet.row_dimensions[row].height = row_height(
            [(text, width, 11.0, False) for text, width in zip(texts, _WIDTHS, strict=False)], 48
        )
    sheet.freeze_panes = "A4"
    styles.print_setup(
        sheet,
        left=form.id.subject,
        centre=_(
            "{marking}: audit working paper, not part of the child's record",
            marking=audit_round.marking,
        ),
    )
    return workbook_bytes(book.save)
