"""Read the chronology: one event for every row in which something was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from audit_core.evidence import EvidenceRef
from audit_core.parsing.cells import moment_of, shown_text, text_problems
from audit_core.parsing.dates import DateWindow, doubt_about
from audit_core.parsing.folding import fold, fold_printed
from audit_core.problems.problem import Problem, Where, problem
from audit_core.returns.grid import EVENT_ROLES, GridRow, address
from audit_core.returns.model import Event
from audit_core.workbook_style.files import FoundFile
from audit_core.xlsx.cell import Cell


def events_in(
    lines: Iterable[GridRow],
    found: FoundFile,
    kinds: Sequence[str],
    window: DateWindow,
    *,
    epoch_1904: bool,
) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """Return the events of a chronology in the order of its rows, and their problems. `window` says
    which dates are to be expected.

    The same row twice is one event; if the row has no ref, only when its copy is on another sheet.
    Two different rows with the same ref are both kept and reported.
    """
    events: list[Event] = []
    problems: list[Problem] = []
    seen: dict[str, set[tuple[str, ...]]] = {}
    added: dict[tuple[str, ...], str] = {}  # the sheet of each event without a ref
    for line in lines:
        if line.is_empty(EVENT_ROLES):  # most are
            continue
        cells = {role: line.cells(role) for role in EVENT_ROLES}
        if not any(cells.values()):
            continue
        event, wrong = _event(line, cells, found, kinds, window, epoch_1904=epoch_1904)
        texts = (event.date_raw, event.source, event.kind, event.what, event.child, event.done)
        content = tuple(map(fold, texts))
        if not event.ref and added.setdefault(content, line.sheet.name) != line.sheet.name:
            continue
        before = seen.setdefault(event.ref, set()) if event.ref else set()
        if content in before:
            continue
        problems += wrong
        if before:
            at = event.at
            problems.append(
                problem("answer.twice", Where(found.name, at.sheet, at.cell, event.ref))
            )
        before.add(content)
        events.append(event)
    return tuple(events), tuple(problems)


def _event(
    line: GridRow,
    cells: dict[str, tuple[Cell, ...]],
    found: FoundFile,
    kinds: Sequence[str],
    window: DateWindow,
    *,
    epoch_1904: bool,
) -> tuple[Event, tuple[Problem, ...]]:
    ref = line.key.upper()

    def where(cell: Cell) -> Where:
        return Where(found.name, line.sheet.name, cell.address, ref)

    texts = {
        role: "\n".join(shown_text(cell, epoch_1904) for cell in filled)
        for role, filled in cells.items()
    }
    first = next(filled[0] for role in ("what", *EVENT_ROLES) if (filled := cells[role]))
    day, problems = _day(cells["date"], texts["date"], where, window, epoch_1904=epoch_1904)
    for role, code in (("date", "event.no_date"), ("what", "event.no_words")):
        # a column without its heading is reported as unread instead
        if not cells[role] and (place := line.place(role)) is not None:
            problems.append(problem(code, Where(found.name, line.sheet.name, address(place), ref)))
    for role in EVENT_ROLES[1:]:
        for cell in cells[role]:
            problems += text_problems(cell, shown_text(cell, epoch_1904), where(cell))
    kind = next((known for known in kinds if fold_printed(known) == fold(texts["kind"])), "")
    if kinds and not kind:
        problems += (
            problem("event.kind", where(cell), kinds="; ".join(kinds)) for cell in cells["kind"][:1]
        )

    event = Event(
        ref,
        day,
        texts["date"],
        texts["source"],
        kind or texts["kind"],
        texts["what"],
        texts["child"],
        texts["done"],
        EvidenceRef(found.name, found.sha256, line.sheet.name, first.address),
        tuple(dict.fromkeys(each.what for each in problems)),
    )
    return event, tuple(problems)


def _day(
    cells: Sequence[Cell],
    raw: str,
    where: Callable[[Cell], Where],
    window: DateWindow,
    *,
    epoch_1904: bool,
) -> tuple[date | None, list[Problem]]:
    """Return the date of a row, or None, and its problems. A row without a date is still an
    event.
    """
    if not cells:
        return None, []
    cell = cells[0]
    moment = (
        moment_of(cell, raw, epoch_1904=epoch_1904) if len(cells) == 1 and not cell.struck else None
    )
    if moment is None:
        return None, [problem("answer.date", where(cell))]
    doubt = doubt_about(moment, where(cell), window)
    if doubt is None:
        return moment.day, []
    return None if doubt.severity == "error" else moment.day, [doubt]
