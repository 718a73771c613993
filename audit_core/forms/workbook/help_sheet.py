"""The Help sheet: what the answers mean. Every other sheet links to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from audit_core.forms.form import Form
from audit_core.i18n import N_, _
from audit_core.themes.scales import GRADES, Scale
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


_LATENESS = N_(
    (
        (
            "If something was late, choose the reason in the row below its dates, and say more "
            "beside it. If there is no date, choose what the record shows."
        ),
        (
            "If a date is late, say why in the evidence next to it. If the record has no date, "
            "say so there."
        ),
    )
)
"""The tip for a form on which a reason can be chosen, and for one from before it could."""


def help_sheet(book: Workbook, form: Form, theme: Theme) -> None:
    """Write the sheet: the answers of every scale on this form, the grades, how to fill in the
    form, and what Met means for each question. The last is not printed: it would take a page or
    two, and what good looks like is printed beside each question. Nor is what may stand in place of
    a date, which is printed there too.
    """
    purpose = _("What each answer means, and how to fill this in.")
    sheet = styles.new_sheet(book, _("Help"), _("Help"), purpose, WIDTHS)
    styles.header(sheet, 3, (_("Answer"), _("What it means")))
    questions = [theme.by_ref[ref] for ref in form.asked]
    scales = [*dict.fromkeys(scale for each in questions if (scale := theme.scale_of(each)))]
    if any(field.key == "grade.own" for field in form.fields):
        scales.append(theme.scale(GRADES.name) or GRADES)
    row = 4
    for scale in scales:
        row = _scale(sheet, row, scale, scale.title)
    if form.event_kinds:
        row = _band(sheet, row, _("Kinds of event, for the chronology"))
        row = _line(sheet, row, _("Kind"), f"{'; '.join(form.event_kinds)}.", "")
    row = _band(sheet, row, _("How to fill this in"))
    for label, text in (
        *_TIPS[:3],
        (N_("Lateness"), _LATENESS[not theme.house_now.scale("ends")]),
        *_TIPS[3:],
    ):
        row = _line(sheet, row, _(label), _(text), "")
    sheet.print_area = f"A1:B{row - 1}"
    for scale in _in_place_of_dates(theme, questions):
        row = _scale(sheet, row, scale, _("{title} (not printed)", title=scale.title))
    for best, asked in _good(form, theme).items():
        row = _band(
            sheet, row, _("What {answer} means, question by question (not printed)", answer=best)
        )
        for question in asked:
            row = _line(
                sheet,
                row,
                f"{question.ref} {question.label}",
                f"{question.met_means[:1].upper()}{question.met_means[1:]}.",
                "",
            )


def _in_place_of_dates(theme: Theme, questions: Sequence[Question]) -> Iterator[Scale]:
    """Yield what can be chosen in a timed question, if there is one."""
    if any(question.is_timed for question in questions):
        for name in ("ends", "late_reasons"):
            if scale := theme.house_now.scale(name):
                yield scale


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


def _scale(sheet: Worksheet, row: int, scale: Scale, title: str) -> int:
    row = _band(sheet, row, title)
    for answer in scale.answers:
        asks = _("Say what you saw and where.") if answer.evidence else ""
        row = _line(sheet, row, answer.label, f"{answer.meaning} {asks}".strip(), answer.tint)
    return row


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
