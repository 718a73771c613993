"""Drop-downs and checks for whole columns. Each blocks a wrong entry, says what to enter instead,
and lets the cell be cleared.
"""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from audit_core.i18n import N_, _

INLINE = 255
"""The longest list in characters that a rule can hold itself; Excel refuses a file with a longer
one.
"""
MOST_TITLE, MOST_MESSAGE = 32, 250
"""The longest title and text of a rule in characters, in any language: Excel repairs a file with
longer ones.
"""
BLANK = N_("Clear the cell to leave it blank.")


def choose_from(
    sheet: Worksheet,
    area: str,
    options: Sequence[str] = (),
    *,
    source: str = "",
    hint: str = "",
    strict: bool = True,
) -> None:
    """Add a drop-down to an area: of `options`, or of the cells `source` ("Lists!$A$1:$A$9").

    Nothing is added for options that a drop-down cannot hold (one with a comma, or too many): they
    can still be typed. With `strict` off, other entries can be typed too.
    """
    text = ",".join(options)
    if not source and (
        not text or len(text) > INLINE or any("," in option or '"' in option for option in options)
    ):
        return
    rule = DataValidation(type="list", formula1=source or f'"{text}"', allow_blank=True)
    known = (
        _("Choose one of: {answers}.", answers="; ".join(options))
        if 0 < len(text) < 150
        else _("Choose one from the list.")
    )
    _add(sheet, rule, area, _("Please choose from the list"), known, hint, strict=strict)


def list_rule(options: Sequence[str], error: str) -> DataValidation:
    """Return a rule that allows only these options, with the message for any other entry."""
    rule = DataValidation(
        type="list", formula1=f'"{",".join(options)}"', allow_blank=True, showErrorMessage=True
    )
    refuses(rule, _("Please choose from the list"), error)
    return rule


def dates(sheet: Worksheet, area: str, hint: str = "") -> None:
    """Allow only dates from 1990 to 2050."""
    rule = DataValidation(
        type="date", operator="between", formula1="32874", formula2="55153", allow_blank=True
    )
    _add(
        sheet,
        rule,
        area,
        _("Please type a date"),
        _("Type it like {example}.", example="14 Mar 2026"),
        hint or _("Like {example}.", example="14 Mar 2026"),
    )


def numbers(sheet: Worksheet, area: str, most: int = 9999) -> None:
    """Allow only whole numbers from 0 to `most`."""
    rule = DataValidation(
        type="whole", operator="between", formula1="0", formula2=str(most), allow_blank=True
    )
    _add(
        sheet,
        rule,
        area,
        _("Please type a number"),
        _("Type a whole number from 0 to {most}.", most=most),
        "",
    )


def refuses(rule: DataValidation, title: str, error: str) -> None:
    """Set the message that is shown when a rule refuses an entry."""
    rule.errorStyle, rule.errorTitle, rule.error = "stop", title[:MOST_TITLE], error[:MOST_MESSAGE]


def _add(
    sheet: Worksheet,
    rule: DataValidation,
    area: str,
    title: str,
    error: str,
    hint: str,
    *,
    strict: bool = True,
) -> None:
    rule.showErrorMessage = strict
    refuses(rule, title, f"{error} {_(BLANK)}")
    if hint:
        rule.showInputMessage, rule.prompt = True, hint[:MOST_MESSAGE]
    rule.add(area)
    sheet.add_data_validation(rule)
