"""Write the sheets Terms, Days off, Words and Escalation of round.xlsx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.rounds.columns import (
    CLOSED,
    OFF_HEADINGS,
    OFTEN_RENAMED,
    STAGE_HEADINGS,
    TERM,
    TERM_HEADINGS,
    WORD_HEADINGS,
)
from audit_core.rounds.input_writer import input_area, input_table
from audit_core.themes.agencies import kind_label
from audit_core.themes.nations import NATIONS
from audit_core.workbook_style import data_validation, styles

if TYPE_CHECKING:
    from openpyxl import Workbook

    from audit_core.rounds.round import Round
    from audit_core.themes.theme import Theme

SPARE_ROWS, SPARE_STAGES, SPARE_DAYS = 12, 4, 6
"""Empty rows for more terms and words, stages, and days off."""


def write_terms(book: Workbook, audit_round: Round) -> None:
    """Write the sheet Terms: when schools were open."""
    purpose = (
        "When your schools were open, for limits in school days: a row for each term, half-term "
        "and closure. A single day needs no last day; weekends and bank holidays need no row."
    )
    widths = (24.0, 20.0, 20.0, 90.0)
    sheet = styles.new_sheet(book, "Terms", "Terms", purpose, widths)
    styles.header(sheet, 3, TERM_HEADINGS)
    rows: list[tuple[object, ...]] = [
        *((TERM, *days, "") for days in audit_round.terms.terms),
        *((CLOSED, *days, "") for days in audit_round.terms.closed),
    ]
    rows += [("", None, None, "")] * SPARE_ROWS
    input_table(sheet, rows, widths, days={2, 3})
    data_validation.choose_from(sheet, input_area(1, 1, len(rows)), (TERM, CLOSED))
    data_validation.dates(sheet, input_area(2, 3, len(rows)))


def write_days_off(book: Workbook, audit_round: Round) -> None:
    """Write the sheet Days off: those that the program does not know."""
    purpose = (
        "Days off that the program does not know, such as a bank holiday proclaimed lately: a row "
        "for each. They are no working days and no school days, also for forms already sent."
    )
    widths = (24.0, 20.0, 96.0)
    sheet = styles.new_sheet(book, "Days off", "Days off", purpose, widths)
    styles.header(sheet, 3, OFF_HEADINGS)
    rows: list[tuple[object, ...]] = [(nation, day, "") for nation, day in audit_round.days_off]
    rows += [("", None, "")] * SPARE_DAYS
    input_table(sheet, rows, widths, days={2})
    data_validation.choose_from(sheet, input_area(1, 1, len(rows)), NATIONS)
    data_validation.dates(sheet, input_area(2, 2, len(rows)))


def write_words(book: Workbook, audit_round: Round, theme: Theme) -> None:
    """Write the sheet Words: the partnership's own terms."""
    purpose = (
        "Your own terms, on every form and report from now on. Leave Say empty to keep a term; add "
        "rows as you need them."
    )
    widths = (46.0, 54.0)
    sheet = styles.new_sheet(book, "Words", "Words", purpose, widths)
    styles.header(sheet, 3, WORD_HEADINGS)
    local = dict(audit_round.words)
    kinds = (kind_label(recipient.kind, theme.kinds) for recipient in audit_round.recipients)
    terms = dict.fromkeys((*local, *kinds, *OFTEN_RENAMED))
    spare = [("", "")] * SPARE_ROWS
    input_table(sheet, [*((term, local.get(term, "")) for term in terms), *spare], widths)


def write_stages(book: Workbook, audit_round: Round) -> None:
    """Write the sheet Escalation: the stages of the policy."""
    purpose = (
        "Your escalation policy, stage by stage, for audit escalations. Only this sheet of "
        "partnership.xlsx counts. A blank limit means none."
    )
    widths = (40.0, 29.0, 70.0)
    sheet = styles.new_sheet(book, "Escalation", "Escalation", purpose, widths)
    styles.header(sheet, 3, STAGE_HEADINGS)
    rows = [
        *((stage.name, stage.days, stage.source) for stage in audit_round.stages),
        *[("", None, "")] * SPARE_STAGES,
    ]
    input_table(sheet, rows, widths)
    data_validation.numbers(sheet, input_area(2, 2, len(rows)), most=999)
