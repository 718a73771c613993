"""Write one sheet of the plan from its table of columns. Cells to fill in are white and boxed, with
their list or check; the rest are grey.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from audit_core.action_plan.columns import (
    BASE_MARK,
    BASE_SHEET,
    COLUMNS,
    PlanColumn,
    PlanSheet,
    Whose,
    column_label,
)
from audit_core.action_plan.duplicates import likely_duplicates
from audit_core.action_plan.event_text import author, field_text
from audit_core.action_plan.follow_up import measured_lines
from audit_core.action_plan.merging.author_view import issued_fields
from audit_core.action_plan.model import CHAIR, OpenQuestion, PlanAction, TrackedPlan
from audit_core.action_plan.position import counted_position, moved_words, position_words
from audit_core.action_plan.replay import read_field
from audit_core.action_plan.returned import IssuedFields
from audit_core.findings.action import STATUS_WORDS
from audit_core.i18n import N_, _, date_in_words
from audit_core.workbook_style import styles
from audit_core.workbook_style.data_validation import choose_from, dates
from audit_core.workbook_style.row_heights import fit_row
from audit_core.workbook_style.widths import SCREEN, pixels
from audit_core.xlsx.writer.postprocess import workbook_bytes

LISTS = "Lists"
FIRST_ROW = 4
_TINTS = {
    "overdue": "poor",
    "blocked": "poor",
    "at_risk": "middle",
    "done": "good",
    "sustained": "best",
    "withdrawn": "neutral",
}
"""The colour of each position, printed with its words."""
PlanRowTexts = Mapping[str, str]
"""A row by field: dates in ISO 8601, codes or texts."""


def plan_sheet(
    book: Workbook,
    spec: PlanSheet,
    rows: Sequence[PlanRowTexts],
    types: Whose,
    names: Mapping[str, str],
    *,
    least: float = 48,
    tall: bool = False,
) -> Worksheet:
    """Write a sheet. `types` is who fills it in; `names` are the owners by code; `tall` rows leave
    room for what will be typed.
    """
    purpose = (
        _(spec.purpose)
        if rows
        else _("Nothing here at present. {purpose}", purpose=_(spec.purpose))
    )
    sheet = styles.new_sheet(
        book, spec.name, spec.name, purpose, [column.width for column in spec.columns]
    )
    styles.header(sheet, 3, [column.heading for column in spec.columns])
    fit_row(sheet, 3, [(column.heading, column.width) for column in spec.columns], 30, bold=True)
    for number, row in enumerate(rows, start=FIRST_ROW):
        texts = []
        for place, column in enumerate(spec.columns, start=1):
            text = _words(row.get(column.field, ""), column, names)
            if (
                not column.typed and len(text) > styles.MOST_TEXT
            ):  # several texts in one cell; each is printed in full elsewhere
                text = f"{text[: styles.MOST_TEXT - 4]} ..."
            _cell(
                sheet,
                number,
                place,
                row,
                column,
                text,
                white=(types == "chair" and column.typed) or column.whose == types,
            )
            texts.append((text, column.width))
        fit_row(sheet, number, texts, max(least, 78.0) if tall else least)
    last = FIRST_ROW + len(rows) - 1
    if rows:
        for place, column in enumerate(spec.columns, start=1):
            if column.whose == types or (types == "chair" and column.typed):
                _check(
                    sheet,
                    f"{get_column_letter(place)}{FIRST_ROW}:{get_column_letter(place)}{last}",
                    column,
                    names,
                )
        sheet.auto_filter.ref = f"A3:{get_column_letter(len(spec.columns))}{last}"
    sheet.freeze_panes = "B4"
    widths = [column.width for column in spec.columns]
    if pixels(widths) > SCREEN:
        sheet.freeze_panes = "C4"  # which action it is stays in view beside what is only read
        styles.print_beside(sheet, widths, [spec.filled_in_by(types)], again=2)
    return sheet


def _words(text: str, column: PlanColumn, names: Mapping[str, str]) -> str:
    """Return the text of a cell as a person reads it."""
    if column.kind == "choice":
        return dict(column.choices).get(text, text)
    return names.get(text, text) if column.kind == "owner" else text


def _cell(
    sheet: Worksheet,
    row: int,
    place: int,
    values: PlanRowTexts,
    column: PlanColumn,
    text: str,
    *,
    white: bool,
) -> None:
    day = _day(text) if column.kind == "date" else None
    cell = (
        styles.put(sheet, row, place, day)
        if day or not text
        else styles.text_cell(sheet, row, place, text, bold=column.field == "id")
    )
    cell.border = styles.BOX
    if column.kind == "date":
        cell.number_format = styles.DATE
    elif not text and white and column.kind == "text":
        cell.number_format = "@"  # keeps what is typed as text
    if not white:
        cell.fill = styles.fill(styles.LOCKED)
    tint = (
        styles.TINTS.get(_TINTS.get(values.get("position_code", ""), ""))
        if column.field == "position"
        else None
    )
    if tint:
        cell.font, cell.fill = styles.font(colour=tint[0]), styles.fill(tint[1])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # printed as it was typed
        return None


def _check(sheet: Worksheet, area: str, column: PlanColumn, names: Mapping[str, str]) -> None:
    if column.kind == "choice":
        choose_from(sheet, area, [word for _, word in column.choices])
    elif column.kind == "date":
        dates(sheet, area)
    elif column.kind == "owner" and names:
        choose_from(sheet, area, source=f"{LISTS}!$A$1:$A${len(names)}", strict=False)


def lists_sheet(book: Workbook, names: Mapping[str, str]) -> None:
    """Write the owners' names for drop-downs on a hidden sheet."""
    sheet = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    for row, name in enumerate(names.values(), start=1):
        styles.put(sheet, row, 1, name, wrap=False)


def finish_plan_workbook(book: Workbook, id_: str, marking: str, base: IssuedFields) -> bytes:
    """Return the finished workbook's bytes: set to print, the first sheet on one page, with its id
    on every sheet and the issued values inside.
    """
    book.properties.identifier = id_
    for number, sheet in enumerate(
        sheet for sheet in book.worksheets if sheet.sheet_state == "visible"
    ):
        repeat = "1:3" if number else "1:2"
        styles.print_setup(sheet, repeat=repeat, left=id_, centre=marking)
        if not number:
            sheet.page_setup.fitToHeight = 1
    _base_sheet(book, id_, base)
    return workbook_bytes(book.save)


def _base_sheet(book: Workbook, id_: str, base: IssuedFields) -> None:
    """Write what was issued to a hidden sheet, one plain row per cell."""
    sheet = book.create_sheet(BASE_SHEET)
    sheet.sheet_state = "veryHidden"
    sheet.append([BASE_MARK, id_])
    sheet.append(
        [
            _(
                "This sheet records what was issued, so that the program can see what was "
                "changed. It contains nothing else."
            )
        ]
    )
    sheet.append(["action", "field", "value"])
    row = 4
    for action, fields in base.items():
        for field, value in fields.items():
            for place, text in enumerate((action, field, value), start=1):
                if text:
                    styles.bare_text(sheet.cell(row, place), text)
            row += 1


CONFLICT_KINDS = N_(
    {
        "conflict": "Changed on both sides",
        "not_theirs": "Changed by somebody who may not change it",
        "not_understood": "Not understood",
        "mixed_up": "On a row whose number and wording do not match",
        "from_round": "The round now says something else",
    }
)


def action_row(plan: TrackedPlan, action: PlanAction, on: date) -> PlanRowTexts:
    """Return an action as a row: its fields in event form, and what is worked out from them."""
    return {
        "id": action.id,
        "position_code": counted_position(action, on),
        **{field: read_field(action, field) for field in COLUMNS},
        **computed_texts(plan, action, on),
    }


def open_question_row(plan: TrackedPlan, matter: OpenQuestion) -> PlanRowTexts:
    """Return a cell to decide about as a row: what the plan says now, what came in, and where
    from.
    """
    action = plan.action(matter.action)
    where = ", ".join(filter(None, (matter.file, matter.sheet, matter.cell)))
    who = plan.name_of(matter.by) if matter.by not in {CHAIR} else _("The chair")
    return {
        "id": matter.id,
        "kind_shown": _(CONFLICT_KINDS[matter.kind]),
        "action_shown": matter.action,
        "field_shown": column_label(matter.field),
        "ours_shown": field_text(plan, matter.field, read_field(action, matter.field))
        if action
        else "",
        "theirs_shown": _theirs(plan, matter),
        "from_shown": "\n".join(
            part for part in (who, where, date_in_words(matter.on, "short")) if part
        ),
    }


def _theirs(plan: TrackedPlan, matter: OpenQuestion) -> str:
    """Return what came in. For an answer to a requested date, name the date, since another may have
    been asked for since.
    """
    says = field_text(plan, matter.field, matter.theirs) or _("(empty)")
    return (
        _("{answer}: to {day}", answer=says, day=field_text(plan, "asked_due", matter.asked))
        if matter.asked
        else says
    )


def proposal_rows(plan: TrackedPlan) -> list[PlanRowTexts]:
    """Return the new actions that are not decided yet."""
    return [
        {
            "id": item.id,
            "text": item.text,
            "why": item.why,
            "owner": item.by,
            "role": item.role,
            "due": item.due,
        }
        for item in plan.open_proposals
    ]


def pair_rows(plan: TrackedPlan) -> list[PlanRowTexts]:
    """Return the pairs of actions that may be the same."""
    return [
        {
            "id": f"{one.id} + {two.id}",
            **{
                name: f"{each.source}, {plan.name_of(each.owner)}\n{each.text}"
                for name, each in (("first_shown", one), ("second_shown", two))
            },
        }
        for one, two in likely_duplicates(plan)
    ]


def history_rows(plan: TrackedPlan, actions: Iterable[PlanAction]) -> list[PlanRowTexts]:
    """Return every note and every moved date, newest first."""
    found = []
    for action in actions:
        for place, note in enumerate(action.notes):
            found.append((note.on, action.id, place, author(plan, note.by), note.text))
        for place, move in enumerate(action.moves):
            says = _(
                "Due date moved from {before} to {after}. {why}",
                before=_day_text(move.before),
                after=_day_text(move.after),
                why=move.why,
            ).strip()
            found.append((move.on, action.id, 10_000 + place, _("The chair"), says))
    found.sort(key=lambda item: (-item[0].toordinal(), item[1], item[2]))
    return [
        {"on": on.isoformat(), "id": id_, "by": by, "text": text} for on, id_, _, by, text in found
    ]


def _day_text(day: date | None) -> str:
    return date_in_words(day, "short") if day else _("no date")


def computed_texts(plan: TrackedPlan, action: PlanAction, on: date) -> dict[str, str]:
    """Return the texts worked out for an action as at a day, by column."""
    return {name: make(plan, action, on) for name, make in _SHOWN.items()}


def printed_base(plan: TrackedPlan, on: date) -> dict[str, dict[str, str]]:
    """Return what a workbook keeps inside: every field as issued, and the worked-out texts as
    printed.
    """
    return {
        action.id: base | computed_texts(plan, action, on)
        for action, base in zip(plan.actions, issued_fields(plan).values(), strict=True)
    }


def source_of(action: PlanAction) -> str:
    """Return where an action comes from, and why: "DA26A Domestic abuse audit, R3 from F1, F7" with
    the recommendation and what rounds that followed found below it.
    """
    lines = (
        ", ".join(filter(None, (action.source, action.reference))),
        action.why,
        *measured_lines(action),
        _("It follows {id}.", id=action.follows) if action.follows else "",
        f"{action.gone}." if action.gone else "",
    )
    return "\n".join(filter(None, lines))


def _noted(action: PlanAction) -> str:
    """Return the newest line of the history, with its date."""
    return (
        f"{date_in_words(action.notes[-1].on, 'short')}: {action.notes[-1].text}"
        if action.notes
        else ""
    )


def _day_shown(day: date | None) -> str:
    return date_in_words(day, "short") if day else ""


_SHOWN: dict[str, Callable[[TrackedPlan, PlanAction, date], str]] = {
    "why_shown": lambda _plan, action, _on: source_of(action),
    "noted": lambda _plan, action, _on: _noted(action),
    "moved": lambda _plan, action, _on: moved_words(action),
    "position": lambda _plan, action, on: position_words(action, on),
    "text_shown": lambda _plan, action, _on: action.text,
    "owner_shown": lambda plan, action, _on: plan.name_of(action.owner),
    "due_shown": lambda _plan, action, _on: _day_shown(action.due),
    "test_what_shown": lambda _plan, action, _on: action.test_what,
    "test_on_shown": lambda _plan, action, _on: _day_shown(action.test_on),
    "test_passes_shown": lambda _plan, action, _on: action.test_passes,
    "status_shown": lambda _plan, action, _on: _(dict(STATUS_WORDS)[action.status]),
}
