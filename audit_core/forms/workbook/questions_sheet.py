"""The questions sheet: what is asked, how it is answered, the evidence, and what each row still
needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import attrs
from openpyxl import Workbook

from audit_core.forms.form import HEADINGS, Field, Form, form_sheet_title
from audit_core.forms.formulas import quoted, shown
from audit_core.forms.kinds.registry import kind_of
from audit_core.forms.workbook.page_breaks import PageBlock, break_pages, page_height
from audit_core.forms.workbook.sheet_builder import (
    ONE_LINE,
    PADDING,
    SHORT_PROSE,
    FormSheetBuilder,
    is_known,
    text_height,
    to_choose,
)
from audit_core.i18n import N_, _
from audit_core.themes.scales import Scale
from audit_core.themes.theme import Theme
from audit_core.workbook_style import styles
from audit_core.workbook_style.row_heights import MAX_ROW_HEIGHT

WIDTHS = (10.0, 87.0, 18.0, 31.0, 13.0)
"""The question is the widest, since its guidance makes the row tall; evidence grows downwards."""
CHECK = 5
_SEEN = N_(
    {
        "": "Evidence: what you saw, and where (document and date)",
        "observer": "Evidence: what you saw and heard",
    }
)


def questions_sheet(
    book: Workbook, form: Form, theme: Theme, place: str, nil: Sequence[str]
) -> FormSheetBuilder:
    """Write the sheet, with a row or rows for every question and for the box at the end of each
    section.

    `nil` are the answers to S-5 on Start here that make it a nil return. `place` says which case
    and agency the form is for.
    """
    title = form_sheet_title("questions")
    purpose = _(
        "Answer every row, then say what you saw and where. A blank means you did not look. "
        "Refs are not consecutive: you see only the questions for you."
    )
    sheet = styles.new_sheet(book, title, f"{form.title}. {place}", purpose, WIDTHS)
    evidence = _(_SEEN.get(form.kind, _SEEN[""]))
    styles.header(
        sheet,
        3,
        tuple(evidence if name == "evidence" else _(heading) for name, heading in HEADINGS),
    )
    page = FormSheetBuilder(sheet, WIDTHS)
    scales = _scales(form, theme)
    top = " ".join(_answers(form, theme, scales))
    if top:
        styles.put(sheet, page.row, 2, top, colour=styles.GREY)
        height = text_height(top, (), WIDTHS[1], bold=False) + PADDING
        sheet.row_dimensions[page.row].height = height
        page.row += 1
    blocks: list[PageBlock] = []
    fields = tuple(
        _with_choices(field, scales) for field in form.fields if field.sheet == "questions"
    )
    for group, of_group in groupby(fields, key=lambda field: field.group):
        begins = True
        for _question, rows in groupby(of_group, key=lambda field: field.question or "box"):
            first = page.row
            if begins:
                page.band(group)
            _rows(page, tuple(rows), theme, nil)
            blocks.append(PageBlock(first, page.tall(first, page.row - 1)))
            begins = False
    if top:  # it is on the first page only
        blocks[0] = PageBlock(4, page.tall(4, blocks[0].row - 1) + blocks[0].height)
    break_pages(sheet, blocks, page_height(page.printed))
    page.tint_checks("E", page.row)
    tints = dict.fromkeys(
        (answer.label, answer.tint)
        for scale in scales
        for answer in scale.answers
        if answer.tint != "neutral" or answer.reason
    )
    page.tint_answers("C", page.row, tuple(tints))
    return page


def _scales(form: Form, theme: Theme) -> tuple[Scale, ...]:
    """Return the scales used on this form, the most used first."""
    used = Counter(scale for ref in form.asked if (scale := theme.scale_of(theme.question(ref))))
    return tuple(scale for scale, _ in used.most_common())


def _answers(form: Form, theme: Theme, scales: Sequence[Scale]) -> Iterator[str]:
    """Yield the answers that most rows take, and what the last date of a question may have in its
    place, so that they can be read on paper too.
    """
    if scales:
        yield _(
            "The answers, unless a row says otherwise: {answers}.",
            answers="; ".join(answer.label for answer in scales[0].answers),
        )
    ends = theme.house_now.scale("ends")
    if ends and any(theme.by_ref[ref].is_timed for ref in form.asked):
        yield _(
            "If the last date is missing: {choices}.",
            choices="; ".join(answer.label for answer in ends.answers),
        )


def _with_choices(field: Field, scales: Sequence[Scale]) -> Field:
    """Return the field with its answers below its wording, if they differ from those of
    most rows.
    """
    labels = [option.label for option in field.options]
    usual = [answer.label for answer in scales[0].answers] if scales else []
    if field.kind != "rating" or labels == usual:
        return field
    return attrs.evolve(field, guide=(*field.guide, to_choose(labels)))


def _rows(page: FormSheetBuilder, rows: Sequence[Field], theme: Theme, nil: Sequence[str]) -> None:
    """Write the rows of one question, or of the box at the end of a section."""
    if rows[0].kind == "prose":
        _prose(page, rows[0])
        return
    shows = _("If it was you") if rows[0].held else _("To do")
    formula = kind_of(theme.by_ref[rows[0].question], theme).check(quoted(shows))
    if nil:
        is_nil = is_known(nil, form_sheet_title("start"))
        formula = f"=IF({is_nil},{shown('Not needed')},{formula[1:]})"
    if rows[0].heading:
        page.heading(rows[0])
        page.check(CHECK, formula, shows)
        page.end_row(_height(rows[0], heading=True))
    for field in rows:
        page.question(field)
        page.answer(field)
        page.proof(field)
        if not rows[0].heading:
            page.check(CHECK, formula, shows)
        page.end_row(_height(field))


def _height(field: Field, *, heading: bool = False) -> float:
    """Return the height of the row of a question, or of its heading: the wording in bold, then the
    guidance beneath it.
    """
    if field.kind == "prose":
        return SHORT_PROSE
    text, guide = (
        (field.heading, field.guide)
        if heading
        else (field.label, () if field.heading else field.guide)
    )
    needed = text_height(text, guide, WIDTHS[1], bold=heading or not field.point) + PADDING
    return min(MAX_ROW_HEIGHT, max(ONE_LINE, needed))


def _prose(page: FormSheetBuilder, field: Field) -> None:
    page.question(field)
    idle = styles.put(page.sheet, page.row, 3, "–", colour=styles.GREY)
    idle.fill = styles.fill(styles.LOCKED)
    page.answer(field, 4)
    page.evidence[field.ref] = page.answers[field.ref]
    page.optional(CHECK)
    page.end_row(_height(field), box=True)
