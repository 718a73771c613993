"""The questions sheet: what is asked, how it is rated, the evidence, and what each row still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.pagebreak import Break

from audit_core.model.form import HEADINGS, sheet_title
from audit_core.model.theme import Rating
from audit_core.words import say
from audit_core.workbook import styles
from audit_core.workbook.heights import LINE, MOST, line_count
from audit_core.workbook.page import PROSE_LINES, Page, is_nil, quoted

if TYPE_CHECKING:
    from openpyxl import Workbook

    from audit_core.model.form import Field, Form
    from audit_core.model.theme import Theme

WIDTHS = (9.5, 60.0, 20.0, 60.0, 17.0)
PAGE = 575.0  # points of rows on a printed page, below the repeated headings


def questions_sheet(book: Workbook, form: Form, theme: Theme, known: str) -> Page:
    """Write the sheet; every question and every section's last box has its row. `known` is the start sheet's S-5, if it has one."""
    sheet = styles.new_sheet(
        book,
        sheet_title("questions"),
        form.title,
        say(
            "Rate every row, then say what you saw and where. Help says what Met means for each. "
            "A blank means not looked at. Refs skip: you see only what you are asked."
        ),
        WIDTHS,
    )
    styles.header(sheet, 3, tuple(say(heading) for _, heading in HEADINGS))
    page = Page(sheet, WIDTHS)
    fields = tuple(field for field in form.fields if field.sheet == "questions")
    group, used = "", 0.0
    for place, field in enumerate(fields):
        if field.group != group:
            group = field.group
            tall = 22 + sum(_height(other) for other in fields if other.group == group)
            if place and used + tall > PAGE:  # a section that does not fit below the last begins a page
                sheet.row_breaks.append(Break(id=page.row - 1))
                used = 0.0
            used = (used + tall) % PAGE
            page.band(group)
        if field.kind == "prose":
            _prose(page, field)
        else:
            _row(page, field, fields[place:], theme, known)
    page.tint_checks("E", page.row)
    page.tint_answers("C", page.row, _tints(form, theme))
    return page


def _row(page: Page, field: Field, rest: tuple[Field, ...], theme: Theme, known: str) -> None:
    page.question(field)
    page.answer(field)
    if field.evidence:
        page.proof(field)
    same = tuple(other for other in rest if other.question == field.question)
    if field.guide or field.kind == "rating":  # the first row of a question
        formula, shows = _check(page.row, field, len(same), theme)
        if known:
            formula = f"""=IF({is_nil(f"'{sheet_title('start')}'!{known}")},"{quoted(say("Not needed"))}",{formula[1:]})"""
        page.check(5, formula, shows)
    page.sheet.row_dimensions[page.row].height = _height(field)
    page.row += 1


def _height(field: Field) -> float:
    """The height of a question's row: the wording in bold, then the guidance, one below the other."""
    if field.kind == "prose":
        return PROSE_LINES * 11 * LINE + 7
    texts = ((field.label, 11.0, True), *((line, 10.0, False) for line in field.guide))
    tall = sum(line_count(text, WIDTHS[1], size, bold=bold) * size * LINE for text, size, bold in texts)
    return min(MOST, max(22.0, tall + 9))


def _prose(page: Page, field: Field) -> None:
    page.question(field)
    idle = styles.put(page.sheet, page.row, 3, "–", colour=styles.GREY)
    idle.fill = styles.fill(styles.LOCKED)
    page.answer(field, 4)
    page.evidence[field.ref] = page.answers[field.ref]
    page.sheet.row_dimensions[page.row].height = _height(field)
    page.row += 1


def _check(row: int, field: Field, rows: int, theme: Theme) -> tuple[str, str]:
    """The formula of a row's check and what it shows while blank. It looks at answers only, never at the clock."""
    answer, proof = f"C{row}", f"LEN(TRIM(D{row}))"
    shows = say("If it was you") if field.held else say("To do")
    todo, done, see_it, why_so, choose = (quoted(text) for text in (shows, say("Done"), say("Add evidence"), say("Say why"), say("Choose an answer")))
    if field.kind == "rating":
        question = theme.question(field.question)
        scale = theme.scale(question.answer.scale) if question is not None and isinstance(question.answer, Rating) else None
        answers = scale.answers if scale else ()
        why = _among(answer, [item.label for item in answers if item.reason])
        see = _among(answer, [item.label for item in answers if item.evidence])
        rest = f'IF(AND({see},{proof}<10),"{see_it}","{done}")'
        rest = f'IF(AND({why},{proof}<10),"{why_so}",{rest})'
        return f'=IF(TRIM({answer})="",IF({proof}>9,"{choose}","{todo}"),{rest})', shows
    if field.kind in {"date", "datetime"} and field.point:
        return f'=IF(COUNTA(C{row}:C{row + rows - 1})=0,IF({proof}<10,"{todo}","{done}"),"{done}")', shows
    if field.kind == "tick":
        return f'=IF(COUNTIF(C{row}:C{row + rows - 1},"{quoted(say("Yes"))}")=0,IF({proof}<10,"{todo}","{done}"),"{done}")', shows
    return f'=IF(TRIM({answer})="",IF({proof}<10,"{todo}","{done}"),"{done}")', shows


def _among(cell: str, labels: list[str]) -> str:
    return "OR(" + ",".join(f'TRIM({cell})="{quoted(label)}"' for label in labels) + ")" if labels else "FALSE"


def _tints(form: Form, theme: Theme) -> tuple[tuple[str, str], ...]:
    """The colour of every answer that any question of this form offers."""
    questions = (theme.question(ref) for ref in form.asked)
    scales = {question.answer.scale for question in questions if question is not None and isinstance(question.answer, Rating)}
    answers = (answer for name in sorted(scales) for answer in getattr(theme.scale(name), "answers", ()))
    return tuple(dict.fromkeys((answer.label, answer.tint) for answer in answers if answer.tint != "neutral" or answer.reason))
