"""The sheet of counts: questions, sections and agencies in one table of numbers, for whoever wants to sort, chart or add them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.words import mark, say
from audit_core.workbook.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit_core.model.compiled import Compiled
    from audit_core.model.results import Tally
    from audit_core.xlsx.rows import Value

_HEADINGS = mark(
    (
        *("Counted by", "Ref", "What", "Met", "Of", "Percent met", "Partly met", "Not met", "Done, not recorded", "No evidence on file"),
        *("Not applicable", "Blank", "Not understood"),
    )
)
_WIDTHS = (14, 18, 60, *(13,) * 10)


def counts(compiled: Compiled) -> Listing:
    """The listing of counts: by question, by section and by agency. The three are of the same answers, and are never added up."""
    columns = tuple(zip((say(heading) for heading in _HEADINGS), _WIDTHS, strict=True))
    purpose = say("The same answers counted three ways: filter the first column before you add anything up.")
    return Listing("Counts", say("Counts"), purpose, columns, tuple(_rows(compiled)))


def _rows(compiled: Compiled) -> Iterator[tuple[Value, ...]]:
    theme, scores = compiled.theme, compiled.scores
    for score in scores.questions:
        question = theme.question(score.ref)
        if question is not None and theme.is_good(score.ref):
            yield _row(say("Question"), score.ref, question.label or question.text, score.tally)
    for instrument in theme.instruments:
        for section in instrument.sections:
            tally = next((tally for name, number, tally in scores.sections if (name, number) == (instrument.name, section.number)), None)
            if tally is not None:
                yield _row(say("Section"), f"{instrument.name} {section.number}", section.title, tally)
    for code, tally in scores.recipients:
        yield _row(say("Agency"), "", compiled.round.name_of(code), tally)


def _row(by: str, ref: str, what: str, tally: Tally) -> tuple[Value, ...]:
    percent: Value = "" if tally.percent is None else round(tally.percent, 1)
    return (
        *(by, ref, what, tally.met, tally.base, percent, tally.partly, tally.not_met, tally.told, tally.no_evidence),
        *(tally.excluded, tally.blank, tally.not_understood),
    )
