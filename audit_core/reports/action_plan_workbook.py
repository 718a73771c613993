"""action-plan.xlsx: who does what by when, with counts by owner on the first sheet."""

from __future__ import annotations

from collections import Counter

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from audit_core.findings.action import POSITION_WORDS, STATUS_WORDS, ProposedAction, how_known
from audit_core.i18n import N_, _, date_in_words, ngettext
from audit_core.tabulation.compiled import Compiled
from audit_core.workbook_style import styles
from audit_core.workbook_style.data_validation import list_rule
from audit_core.workbook_style.row_heights import fit_row
from audit_core.xlsx.writer.postprocess import workbook_bytes

HEADINGS = N_(
    (
        "Action",
        "What is to be done",
        "Finding and recommendation",
        "Lead agency",
        "Lead (role)",
        "Due",
        "Status",
        "Position",
        "Progress this period",
        "Evidence it helped children",
        "Where we start",
        "How we will know",
        "Chair's decision",
    )
)
WIDTHS = (10.0, 24.5, 29.0, 13.0, 13.5, 12.5, 12.5, 13.0, 15.5, 15.5, 30.0, 50.0, 30.0)
_TYPED = (7, 9, 10)  # columns an agency fills in; the others are the chair's
_START = (34.0, *(14.0 for _ in range(6)))
"""The least columns of the first sheet; there is one more for each position beyond six."""


def build_action_plan_workbook(compiled: Compiled, recipient: str = "") -> bytes:
    """Return the action plan of a round, or of one owner (`recipient`), as a workbook. It holds no
    words of any return.
    """
    audit_round = compiled.round
    book = styles.new_book(
        _("{title}: action plan", title=audit_round.title), audit_round.partnership
    )
    actions = tuple(action for action in compiled.plan.actions if recipient in {"", action.owner})
    _start(book, compiled, actions)
    _plan(book, compiled, actions)
    for sheet, frozen in zip(book.worksheets, ("A4", "C4"), strict=True):
        sheet.freeze_panes = frozen
        styles.print_setup(
            sheet, centre=" · ".join(filter(None, (audit_round.marking, str(compiled.draft))))
        )
    return workbook_bytes(book.save)


def _start(book: Workbook, compiled: Compiled, actions: tuple[ProposedAction, ...]) -> None:
    purpose = _("Position on {day}.", day=date_in_words(compiled.as_at))
    words = dict(POSITION_WORDS)
    positions = [
        position
        for position, _ in POSITION_WORDS
        if any(_position(action) == position for action in actions)
    ]
    title = _("{title}: action plan", title=compiled.round.title)
    proposed = ["Proposed"] if any(action.proposed for action in actions) else []
    widths = (*_START, *(14.0 for _ in (*proposed, *positions)[len(_START) - 2 :]))
    sheet = styles.new_sheet(book, _("Start here"), title, purpose, widths)
    styles.header(
        sheet,
        3,
        [
            _("Lead agency"),
            *map(_, proposed),
            *(_(words[position]) for position in positions),
            _("All"),
        ],
    )
    columns = [*(["proposed"] if proposed else []), *positions]
    row = 4
    for owner in dict.fromkeys(action.owner for action in actions):
        mine = [action for action in actions if action.owner == owner]
        count = Counter("proposed" if action.proposed else action.position for action in mine)
        styles.put(sheet, row, 1, compiled.round.name_of(owner), bold=True)
        for column, name in enumerate(columns, start=2):
            styles.put(sheet, row, column, count[name])
        styles.put(sheet, row, len(columns) + 2, len(mine))
        row += 1
    row += 1
    for text in (
        str(compiled.draft),
        _(
            "Proposed: the panel has not yet decided. Overdue: the due date has passed. At risk: "
            "due within 28 days and not started."
        ),
        _(
            "Done is not sustained: an action is closed on evidence, tested again on a set date, "
            "and then either sustained or reopened."
        ),
        _(
            "This plan is for reading. Please report progress in the workbook that the chair "
            "issues from the partnership's plan."
        ),
        _children(compiled),
    ):
        if text:
            styles.paragraph(sheet, row, text, widths, bold=text == str(compiled.draft))
            row += 1


def _children(compiled: Compiled) -> str:
    total = sum(count for _, count in compiled.plan.for_children)
    if not total:
        return ""
    return ngettext(
        "One further action, for a single child, is on an agency's own list.",
        "A further {count} actions, for single children, are on agencies' own lists.",
        total,
    )


def _position(action: ProposedAction) -> str:
    return "" if action.proposed else action.position


def _plan(book: Workbook, compiled: Compiled, actions: tuple[ProposedAction, ...]) -> None:
    title, purpose = (
        _("Action plan"),
        _("Each row is one action. Grey columns are for the chair."),
    )
    sheet = styles.new_sheet(book, title, title, purpose, WIDTHS)
    styles.header(sheet, 3, [_(heading) for heading in HEADINGS])
    by_key = {item.key: item for item in compiled.recommendations}
    ids = {finding.key: finding.id for finding in compiled.findings}
    positions, statuses = dict(POSITION_WORDS), dict(STATUS_WORDS)
    for row, action in enumerate(actions, start=4):
        item = by_key.get(action.arises_from)
        behind = ", ".join(ids[key] for key in item.findings if key in ids) if item else ""
        why = (
            (
                _("{id}: {text} (from {findings})", id=item.id, text=item.text, findings=behind)
                if behind
                else f"{item.id}: {item.text}"
            )
            if item
            else ""
        )
        position = _("Proposed" if action.proposed else positions[action.position])
        known = how_known(action.measure, action.target, action.evidence)
        owner = compiled.round.name_of(action.owner)
        values = (
            action.id,
            action.text,
            why,
            owner,
            action.owner_role,
            action.due,
            _(statuses[action.status]),
            position,
            "",
            "",
            action.baseline[:1].upper() + action.baseline[1:],
            known,
            "",
        )
        _row(sheet, row, values)
    if actions:
        words = [_(word) for _code, word in STATUS_WORDS]
        rule = list_rule(words, _("Choose one of the five words."))
        rule.add(f"G4:G{len(actions) + 3}")
        sheet.add_data_validation(rule)
        sheet.auto_filter.ref = f"A3:M{len(actions) + 3}"
    styles.print_beside(sheet, WIDTHS, [max(_TYPED)], again=2)


def _row(sheet: Worksheet, row: int, values: tuple[object, ...]) -> None:
    for column, value in enumerate(values, start=1):
        cell = (
            styles.text_cell(sheet, row, column, value)
            if isinstance(value, str) and value
            else styles.put(sheet, row, column, value or None)
        )
        cell.border = styles.BOX
        if column == 6:
            cell.number_format = styles.DATE
        if column not in _TYPED:
            cell.fill = styles.fill(styles.LOCKED)
    widths = zip(values, WIDTHS, strict=True)
    fit_row(sheet, row, [(text, width) for text, width in widths if isinstance(text, str)], 60)
