"""A sheet of a form while it is written: where each field is, what formulas show at first, and
which cells have drop-downs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from audit_core.forms.form import witness_title
from audit_core.forms.formulas import among, cell_of_ref, quoted
from audit_core.i18n import N_, _
from audit_core.workbook_style import styles
from audit_core.workbook_style.data_validation import BLANK, INLINE, MOST_MESSAGE, refuses
from audit_core.workbook_style.row_heights import LINE, line_count, row_height, unbroken

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from audit_core.forms.form import Field

PADDING = 5.0
"""Points of a row beyond its text, half of them above it."""
PROSE, SHORT_PROSE = 58.0, 44.0
"""Points of a box for prose before anybody types: four lines, and three for an optional one."""
ONE_LINE, _BAND = 19.0, 18.0
CHECKS = N_(
    (
        ("To do", "todo"),
        ("Add evidence", "middle"),
        ("Say why", "middle"),
        ("Choose an answer", "todo"),
        ("Type a date", "todo"),
        ("Date or choice?", "todo"),
        ("Type a number", "todo"),
        ("Out of order: say why", "middle"),
        ("Date missing: why?", "middle"),
        ("Only one can be true", "middle"),
        ("Ring us first", "poor"),
        ("ACT NOW: fill in", "poor"),
        ("Says No above: check", "poor"),
    )
)
"""What a check shows while something is left to do, and its colour."""


class FormSheetBuilder:
    """One sheet of a form. `answers` and `evidence` hold the cells of each ref, `values` what each
    formula shows at first, `print_to` the last row that is printed (0 for all).
    """

    def __init__(self, sheet: Worksheet, widths: tuple[float, ...]) -> None:
        self.sheet = sheet
        self.widths = widths
        self.row = 4
        self.answers: dict[str, str] = {}
        self.evidence: dict[str, str] = {}
        self.values: dict[str, str | int] = {}
        self.print_to = 0

    def band(self, text: str) -> None:
        """Write a section band."""
        styles.band(self.sheet, self.row, text, len(self.widths))
        self.sheet.row_dimensions[self.row].height = _BAND
        self.row += 1

    def line(self, label: str, text: str, *, link: str = "", height: float = 0) -> Cell:
        """Write a line of information: a label and a text, with a link on the label if `link` names
        a place. `height` is for a text that differs from form to form.
        """
        styles.put(self.sheet, self.row, 2, label, bold=True)
        cell = styles.put(self.sheet, self.row, 3, text)
        if link:
            label_cell = self.sheet.cell(self.row, 2)
            label_cell.hyperlink = f"#{link}"
            label_cell.font = Font(name="Arial", size=11, underline="single", color="0F385C")
        self.sheet.row_dimensions[self.row].height = height or row_height(
            [(label, self.widths[1], 11, True), (text, self.widths[2], 11, False)]
        )
        self.row += 1
        return cell

    def told(self, label: str, text: str, *, height: float = 0) -> None:
        """Write a line of instruction below "Question", with its label in bold before it. `height`
        is for a text that differs from form to form.
        """
        cell = styles.put(self.sheet, self.row, 2)
        cell.alignment = styles.WRAPPED_MIDDLE
        strong, plain = (
            InlineFont(rFont="Arial", sz=11, b=bold, color=styles.INK) for bold in (True, False)
        )
        cell.value = CellRichText(
            TextBlock(strong, f"{label}: "), TextBlock(plain, styles.literal(text))
        )
        self.sheet.row_dimensions[self.row].height = height or told_height(
            label, text, self.widths[1]
        )
        self.row += 1

    @property
    def printed(self) -> tuple[float, ...]:
        """The widths of the columns that are printed: all but the check, the last, which says
        nothing on paper.
        """
        return self.widths[:-1]

    def print_area(self) -> str:
        """Return the cells that are printed."""
        return f"A1:{get_column_letter(len(self.printed))}{self.print_to or self.row - 1}"

    def tall(self, first: int, last: int) -> float:
        """Return the height of some rows in points."""
        return sum(float(self.sheet.row_dimensions[row].height) for row in range(first, last + 1))

    def question(self, field: Field) -> None:
        """Write the printed ref and wording of a field, with its guidance in the same cell so that
        a screen reader stops once.
        """
        self.wording(
            field.ref, field.label, () if field.heading else field.guide, bold=not field.point
        )

    def heading(self, field: Field) -> None:
        """Write the row above the rows of one question: its ref, wording and guidance, with nothing
        to fill in.
        """
        self.wording(field.question, field.heading, field.guide)
        for column in (3, 4):
            cell = styles.put(self.sheet, self.row, column)
            cell.fill, cell.border = styles.fill(styles.LOCKED), styles.RULE

    def wording(self, ref: str, text: str, guide: tuple[str, ...], *, bold: bool = True) -> None:
        """Write a ref, and a wording with its guidance."""
        name = styles.put(self.sheet, self.row, 1, ref, bold=True, colour=styles.GREY)
        cell = styles.put(self.sheet, self.row, 2, text, bold=bold)
        name.border = cell.border = styles.RULE
        if guide:
            strong, plain = (
                InlineFont(rFont="Arial", sz=11, b=bold, color=styles.INK),
                InlineFont(rFont="Arial", sz=10, color=styles.GREY),
            )
            cell.value = CellRichText(
                TextBlock(strong, text), TextBlock(plain, "\n" + "\n".join(guide))
            )
            cell.font = Font(name="Arial", size=10, color=styles.GREY)

    def answer(self, field: Field, column: int = 3) -> Cell:
        """Write and return the answer cell of a field, with the drop-down or check for its kind."""
        cell = styles.boxed(styles.put(self.sheet, self.row, column))
        title = witness_title(field.ref)
        self.answers[field.ref] = cell.coordinate
        if field.options and field.point and field.kind != "tick":
            cell.alignment = styles.ON_ONE_LINE  # its row has the height of a date
        labels = tuple(option.label for option in field.options)
        if field.is_date:
            cell.number_format = styles.DATE if field.kind == "date" else styles.DATETIME
            self._dates(cell, title, labels, with_time=field.kind == "datetime")
        elif labels:
            self._choose(cell, title, labels)
        elif field.kind == "number":
            self._numbers(cell, title)
        else:
            cell.number_format = "@"
            self._witness(cell, title)
        return cell

    def proof(self, field: Field, column: int = 4) -> Cell:
        """Write and return the evidence cell of a field."""
        cell = styles.boxed(styles.put(self.sheet, self.row, column))
        cell.number_format = "@"
        self._witness(cell, witness_title(field.ref, evidence=True))
        self.evidence[field.ref] = cell.coordinate
        return cell

    def check(self, column: int, formula: str, shows: str) -> None:
        """Write the check of a row: a formula, and what it shows in a blank form."""
        cell = styles.formula(self.sheet, self.row, column, formula)
        cell.border = styles.RULE
        self.values[cell.coordinate] = shows

    def optional(self, column: int) -> None:
        """Mark a row that may stay blank."""
        styles.put(
            self.sheet, self.row, column, _("Optional"), colour=styles.GREY
        ).border = styles.RULE

    def end_row(self, height: float, *, box: bool = False) -> None:
        """Set the height of a row in points, and go to the next. Its texts are in the middle, with
        room above and below; beside a `box` for prose they begin at its top.
        """
        self.sheet.row_dimensions[self.row].height = height
        for cell in () if box else self.sheet[self.row]:
            if not cell.alignment.shrink_to_fit:
                cell.alignment = styles.WRAPPED_MIDDLE
        self.row += 1

    def tint_checks(self, column: str, last: int) -> None:
        """Colour the checks that are outstanding; "Done" stays plain."""
        area = f"{column}4:{column}{last}"
        for word, tint in CHECKS:
            rule = CellIsRule(operator="equal", formula=[f'"{quoted(_(word))}"'], **_look(tint))
            self.sheet.conditional_formatting.add(area, rule)

    def tint_answers(self, column: str, last: int, words: tuple[tuple[str, str], ...]) -> None:
        """Colour answers by their label: `words` holds (label, tint)."""
        area = f"{column}4:{column}{last}"
        for word, tint in words:
            rule = FormulaRule(formula=[f'TRIM({column}4)="{quoted(word)}"'], **_look(tint))
            self.sheet.conditional_formatting.add(area, rule)

    def _choose(self, cell: Cell, title: str, labels: tuple[str, ...]) -> None:
        """Add a drop-down, unless the list is too long or a label contains a comma or quotation
        mark. Such an answer is typed, and checked when the form is returned.
        """
        text = ",".join(labels)
        if len(text) > INLINE or any("," in label or '"' in label for label in labels):
            self._witness(cell, title)
            return
        self._allow(
            cell,
            title,
            _("Please choose from the list"),
            _("Choose one of: {answers}.", answers="; ".join(labels))[:200],
            f"{_('Choose from the list.')} {_(BLANK)}",
            type="list",
            formula1=f'"{text}"',
        )

    def _dates(
        self, cell: Cell, title: str, labels: tuple[str, ...] = (), *, with_time: bool
    ) -> None:
        """Let a cell take a date or, from a drop-down that refuses nothing, what stands for one."""
        example = "14 Mar 2026 09:10" if with_time else "14 Mar 2026"
        like = _("Type it like {example}.", example=example)
        if labels:
            rule = DataValidation(type="list", formula1=f'"{",".join(labels)}"', allow_blank=True)
            rule.promptTitle, rule.showInputMessage = title, True
            rule.prompt = f"{like} {_('If there is no date, choose from the list.')}"[:MOST_MESSAGE]
            self._add(cell, rule)
            return
        self._allow(
            cell,
            title,
            _("Please type a date"),
            like,
            like,
            type="date",
            operator="between",
            formula1="32874",  # 1990
            formula2="55153",  # 2050
        )

    def _numbers(self, cell: Cell, title: str) -> None:
        self._allow(
            cell,
            title,
            _("Please type a number"),
            _("Type a whole number, such as 3."),
            _("A whole number. Write 0 if there were none."),
            type="whole",
            operator="between",
            formula1="0",
            formula2="999",
        )

    def _allow(
        self, cell: Cell, title: str, refused: str, refusal: str, prompt: str, **limits: Any
    ) -> None:
        """Let a cell take only what is within `limits`, as openpyxl names them. Any other entry is
        refused with a title and a text, and the prompt is shown before, beneath `title`.

        Each cell has a rule of its own, which moves with it: see `witness_title`.
        """
        rule = DataValidation(allow_blank=True, promptTitle=title, **limits)
        # openpyxl shows neither message unless asked to
        rule.showErrorMessage = rule.showInputMessage = True
        refuses(rule, refused, f"{refusal} {_(BLANK)}")
        rule.prompt = prompt[:MOST_MESSAGE]
        self._add(cell, rule)

    def _witness(self, cell: Cell, title: str) -> None:
        """Give a cell for words a rule that refuses nothing and shows nothing, but has a title."""
        formula = f'LEN("{title}")>0'
        self._add(
            cell,
            DataValidation(allow_blank=True, type="custom", formula1=formula, promptTitle=title),
        )

    def _add(self, cell: Cell, rule: DataValidation) -> None:
        rule.add(cell)
        self.sheet.add_data_validation(rule)


def to_choose(labels: Sequence[str]) -> str:
    """Return the line that lists the choices, so that they can be read on paper. A short answer is
    never split across lines.
    """
    return _("Choose: {answers}.", answers="; ".join(map(unbroken, labels)))


def is_known(labels: Sequence[str], sheet: str = "") -> str:
    """Return the part of a formula that tests whether S-5, "who was known", has one of these
    answers. `sheet` is that of S-5, if it is another.
    """
    return among(f"TRIM({cell_of_ref('S-5', sheet)})", labels)


def _look(tint: str) -> dict[str, Any]:
    """Return the font and fill of a tint, as conditional formats take them."""
    text, colour = styles.TINTS[tint]
    return {"font": Font(color=text, bold=True), "fill": styles.tint(colour)}


def text_height(text: str, guide: Iterable[str], width: float, *, bold: bool = True) -> float:
    """Return the height in points of a wording, in bold unless said, with its guidance beneath."""
    texts = ((text, 11.0, bold), *((line, 10.0, False) for line in guide))
    return sum(line_count(line, width, size, bold=bold) * size * LINE for line, size, bold in texts)


def told_height(label: str, text: str, width: float) -> float:
    """Return the height in points of the row of an instruction."""
    return line_count(f"{label}: {text}", width, 11) * 11 * LINE + PADDING
