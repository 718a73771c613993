"""The Help sheet: what the answers mean. Every other sheet links to it."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from audit_core.forms.form import Form
from audit_core.i18n import N_, _
from audit_core.themes.scales import GRADES
from audit_core.themes.theme import Question, Theme
from audit_core.workbook_style import styles
from audit_core.workbook_style.row_heights import row_height

WIDTHS = (46.0, 112.0)
_TIPS = N_(
    (
        (
            "Leaving blank",
            (
                "A blank means that you did not look. If you looked and found nothing, choose the "
                "answer that says so."
            ),
        ),
        (
            "Evidence",
            (
                "What you saw, where it is and its date: 'Contact record, March: asked to see "
                "the child alone'. Not 'see file'."
            ),
        ),
        (
            "Pasting",
            (
                "Use Paste special and choose text. An ordinary paste can lock the cell or change "
                "its list."
            ),
        ),
        (
            "Lateness",
            (
                "If a date is late, say why in the evidence next to it. If the record has no date, "
                "say so there."
            ),
        ),
        (
            "Never type",
            (
                "Names, dates of birth, addresses, telephone numbers, NHS or case numbers. Write "
                "the role: 'mother', 'health visitor'."
            ),
        ),
        (
            "At risk now",
            (
                "This workbook is not a referral and nobody monitors it. Follow your own procedure "
                "first, then record here that you did."
            ),
        ),
    )
)


def help_sheet(book: Workbook, form: Form, theme: Theme) -> None:
    """Write the sheet: the answers of every scale on this form, the grades, how to fill in the
    form, and what Met means for each question. The last is not printed: it would take a page or
    two, and what good looks like is printed beside each question.
    """
    purpose = _("What each answer means, and how to fill this in.")
    sheet = styles.new_sheet(book, _("Help"), _("Help"), purpose, WIDTHS)
    styles.header(sheet, 3, (_("Answer"), _("What it means")))
    scales = [
        *dict.fromkeys(
            scale for ref in form.asked if (scale := theme.scale_of(theme.question(ref)))
        )
    ]
    if any(field.key == "grade.own" for field in form.fields):
        scales.append(theme.scale(GRADES.name) or GRADES)
    row = 4
    for scale in scales:
        row = _band(sheet, row, scale.title)
        for answer in scale.answers:
            asks = _("Say what you saw and where.") if answer.evidence else ""
            row = _line(sheet, row, answer.label, f"{answer.meaning} {asks}".strip(), answer.tint)
    if form.event_kinds:
        row = _band(sheet, row, _("Kinds of event, for the chronology"))
        row = _line(sheet, row, _("Kind"), f"{'; '.join(form.event_kinds)}.", "")
    row = _band(sheet, row, _("How to fill this in"))
    for label, text in _TIPS:
        row = _line(sheet, row, _(label), _(text), "")
    sheet.print_area = f"A1:B{row - 1}"
    for best, questions in _good(form, theme).items():
        row = _band(
            sheet, row, _("What {answer} means, question by question (not printed)", answer=best)
        )
        for question in questions:
            row = _line(
                sheet,
                row,
                f"{question.ref} {question.label}",
                f"{question.met_means[:1].upper()}{question.met_means[1:]}.",
                "",
            )


def _good(form: Form, theme: Theme) -> dict[str, list[Question]]:
    """Group the questions that have a good answer by the label of that answer; for a timed question
    it is "Met".
    """
    found: dict[str, list[Question]] = {}
    for ref in form.asked:
        question = theme.question(ref)
        if question is not None and theme.is_good(ref):
            scale = theme.scale_of(question)
            met = (
                answer.label
                for answer in (scale.answers if scale else ())
                if answer.counts == "met"
            )
            found.setdefault(next(met, _("Met")), []).append(question)
    return found


def _band(sheet: Worksheet, row: int, text: str) -> int:
    styles.band(sheet, row, text, 2)
    return row + 1


def _line(sheet: Worksheet, row: int, label: str, text: str, tint: str) -> int:
    ink, colour = styles.TINTS[tint] if tint and tint != "neutral" else (styles.INK, "")
    name = styles.put(sheet, row, 1, label, bold=True, colour=ink)
    if colour:
        name.fill = styles.fill(colour)
    styles.put(sheet, row, 2, text)
    sheet.row_dimensions[row].height = row_height(
        [(label, WIDTHS[0], 11, True), (text, WIDTHS[1], 11, False)], 20
    )
    return row + 1
