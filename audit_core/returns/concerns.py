"""Find concerns that somebody is at risk now, in every workbook that can be opened.

A refused workbook is searched too. A false alarm costs a telephone call and a missed concern may
harm a child, so every answer but a plain "no" is a concern.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from audit_core.evidence import EvidenceRef
from audit_core.forms.fields import NO_YES, RISK_WORDINGS
from audit_core.forms.shared_rows import printed_options
from audit_core.i18n import PLAIN, Language, _, current_language
from audit_core.parsing.cells import raw_text
from audit_core.parsing.choices import PLACEHOLDERS, match_choice
from audit_core.parsing.folding import fold, ref_key
from audit_core.problems.problem import Problem, Where, problem
from audit_core.returns.grid import Grid, GridRow, address, is_aside
from audit_core.returns.model import Concern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audit_core.workbook_style.files import FoundFile
    from audit_core.xlsx.cell import Cell
    from audit_core.xlsx.workbook import Sheet

RiskQuestion = Literal["start", "sign_off"]
_ASKED: dict[str, RiskQuestion] = {"s-1": "start", "g-1": "sign_off"}
_REFS: dict[str, str] = {asked: ref.upper() for ref, asked in _ASKED.items()}
_DETAILS: dict[RiskQuestion, tuple[str, str, str]] = {
    "start": ("s-2", "s-3", "s-4"),
    "sign_off": ("g-2", "g-3", "g-4"),
}
_REMEMBERED = 200  # characters
_WORDING = "at risk right now?"
_AGAIN = ("have looked", "read the file")
_NOTHING = frozenset(
    {
        "none",
        "n/a",
        "na",
        "nil",
        "-",
        "–",
        "no",
        "n",
        "not applicable",
        "none identified",
        "no risk",
        "no risks",
        "no risk identified",
        "no concerns",
        "nobody",
        "no one",
        "no-one",
        "not needed",
        "not required",
        "none needed",
        "see above",
        "as above",
    }
)
"""Texts that people write in the "If yes:" rows when the answer is no."""
_CHECK_WORDS = frozenset({"to do", "done", "act now: fill in", "choose an answer", "check"})
"""Texts of the Check column next to the answer, in a copy whose formulas became plain text."""


def concerns_in(
    grid: Grid, found: FoundFile, form: str, *, by_ref_alone: bool = False
) -> tuple[Concern, ...]:
    """Return every concern in a workbook, one for each cell.

    `by_ref_alone`: the layout is known, so the question is asked only on rows with headings and
    need not be searched for by its wording.
    """
    by_wording = () if by_ref_alone else _by_wording(grid, found, form)
    concerns = (*_by_ref(grid, found, form), *by_wording)
    return tuple({concern.at: concern for concern in concerns}.values())


def concern_problems(concerns: Iterable[Concern]) -> tuple[Problem, ...]:
    """Return a problem for each concern: "form.risk_open" unless the form says who was told, and
    when, or no question asked about it.
    """
    return tuple(map(_problem, concerns))


def _problem(concern: Concern) -> Problem:
    at = concern.at
    where = Where(at.file, at.sheet, at.cell, _REFS.get(concern.where, ""))
    if concern.where == "beside":
        return problem("form.beside_risk", where)
    return problem("form.risk" if concern.told and concern.when else "form.risk_open", where)


def _by_ref(grid: Grid, found: FoundFile, form: str) -> Iterator[Concern]:
    """Yield the concerns on rows with headings.

    If the rows below describe a risk or name who was told, that is a concern whatever the answer.
    """
    for line in grid.answers:
        asked = _ASKED.get(line.key)
        if asked is None:
            continue
        kind, who, when = (_detail(grid, line, key) for key in _DETAILS[asked])
        alarming = [cell for cell in line.cells("answer") if not _says_no(cell)]
        if alarming or any(
            text and fold(text).rstrip(".") not in _NOTHING for text in (kind, who, when)
        ):
            cell = alarming[0].address if alarming else address(line.place("answer"))
            at = EvidenceRef(found.name, found.sha256, line.sheet.name, cell)
            yield Concern(at, form, kind, who, when, asked)


def _by_wording(grid: Grid, found: FoundFile, form: str) -> Iterator[Concern]:
    """Yield the concerns next to the question's wording or ref, on rows without headings or
    a ref.
    """
    now = current_language()
    for sheet, cell, asked in asked_elsewhere(grid, now):
        alarming = _answer_beside(sheet, cell, now)
        if alarming is not None:
            at = EvidenceRef(found.name, found.sha256, sheet.name, alarming.address)
            yield Concern(at, form, "", "", "", asked)


def asked_elsewhere(grid: Grid, now: Language) -> Iterator[tuple[Sheet, Cell, RiskQuestion]]:
    """Yield each cell that asks about risk outside the rows with headings that `_by_ref` reads."""
    known = {(line.sheet.name, line.row) for line in grid.answers if line.key in _ASKED}
    for sheet in grid.book.sheets:
        for cell in () if is_aside(sheet) else sheet.cells.values():
            asked = asked_by(cell.value, now)
            if asked is not None and (sheet.name, cell.row) not in known:
                yield sheet, cell, asked


def asked_by(value: object, now: Language) -> RiskQuestion | None:
    """Return which risk question a cell prints, or None. Short texts are cached."""
    if type(value) is not str:
        return None
    return _asked(value, now) if len(value) <= _REMEMBERED else _asked.__wrapped__(value, now)


@lru_cache(maxsize=4096)
def _asked(text: str, now: Language) -> RiskQuestion | None:
    """Return which risk question a text is, by its ref or its wording in the given language."""
    if len(text) <= 6:
        return _ASKED.get(ref_key(text))
    words = text.casefold()
    if _WORDING in words:
        return "sign_off" if any(again in words for again in _AGAIN) else "start"
    return None if now == PLAIN else _asked_in(now).get(fold(text.partition("\n")[0]))


@lru_cache(maxsize=8)
def _asked_in(_now: Language) -> dict[str, RiskQuestion]:
    """Return the two questions as they are printed with a round's own local terms."""
    return {fold(_(wording)): asked for asked, wording in RISK_WORDINGS}


def _answer_beside(sheet: Sheet, cell: Cell, now: Language) -> Cell | None:
    """Return the cell to the right that says yes, or the nearest one that says anything but no."""
    answers = sorted(
        (
            other
            for other in sheet.cells.values()
            if other.row == cell.row
            and other.column > cell.column
            and asked_by(other.value, now) is None
            and not is_check_word(raw_text(other))
            and other.kind != "formula"
        ),
        key=lambda other: other.column,
    )
    says_yes = next((other for other in answers if _choice(other) == "yes"), None)
    near = [other for other in answers[:1] if other.column <= cell.column + 2]
    return says_yes or next((other for other in near if not _says_no(other)), None)


def is_check_word(text: str) -> bool:
    """Return whether a text is one of the Check column's own."""
    return (len(text) <= _REMEMBERED and fold(text) in _CHECK_WORDS) or text in _check_words_in(
        current_language()
    )


@lru_cache(maxsize=8)
def _check_words_in(_now: Language) -> frozenset[str]:
    """Return these texts as they are printed in the language of the round."""
    return frozenset(map(_, ("To do", "Done", "ACT NOW: fill in", "Choose an answer")))


def _says_no(cell: Cell) -> bool:
    """Return whether a cell is a plain no or a placeholder. A formula is neither, even if it shows
    "No".
    """
    text = fold(raw_text(cell))
    return not text or text in PLACEHOLDERS or text in {"none", "nil"} or _choice(cell) == "no"


def _choice(cell: Cell) -> str:
    text = raw_text(cell)
    chosen = match_choice(NO_YES, text) or match_choice(printed_options(NO_YES), text)
    return chosen[0].code if chosen else ""


def _detail(grid: Grid, beside: GridRow, key: str) -> str:
    """Return the answer on the row with ref `key` on the same sheet, or ""."""
    lines = (line for line in grid.answers if line.key == key and line.sheet is beside.sheet)
    return next((line.text("answer").strip() for line in lines), "")
