"""The sheets Counts, Lateness and Grades of analysis.xlsx, and intervals for questions."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

import attrs

from audit_core.i18n import N_, _
from audit_core.scoring.confidence_interval import LEVEL, clopper_pearson
from audit_core.scoring.percent_met import Tally
from audit_core.scoring.scorecard import TimeResult
from audit_core.tables import Column, Row, Table
from audit_core.tabulation.compiled import Compiled
from audit_core.tabulation.counts import OUTCOMES, WHY_NOT, label
from audit_core.workbook_style.listing import Listing, link_formula, listing_of
from audit_core.xlsx.writer.append_rows import CellInput, clip_to_cell

_COUNTS_HEADINGS = N_(
    (
        "Counted by",
        "Ref",
        "What",
        "Met",
        "Of",
        "Percent met",
        "Partly met",
        "Not met",
        "Done, not recorded",
        "No evidence on file",
        "Not applicable",
        "Blank",
        "Not understood",
    )
)
_COUNTS_WIDTHS = (14, 18, 60, *(13,) * 10)


def counts_listing(compiled: Compiled) -> Listing:
    """Return the counts by question, by section and by agency. All three count the same answers."""
    purpose = _(
        "The same answers are counted in three ways. Filter the first column before adding up."
    )
    return listing_of(
        N_("Counts"), _COUNTS_HEADINGS, _COUNTS_WIDTHS, purpose, _counts_rows(compiled)
    )


def _counts_rows(compiled: Compiled) -> Iterator[tuple[CellInput, ...]]:
    theme, scores = compiled.theme, compiled.scores
    for score in scores.questions:
        question = theme.question(score.ref)
        if question is not None and theme.is_good(score.ref):
            yield _counts_row(
                _("Question"), score.ref, question.label or question.text, score.tally
            )
    for instrument in theme.instruments:
        for section in instrument.sections:
            tally = next(
                (
                    tally
                    for name, number, tally in scores.sections
                    if (name, number) == (instrument.name, section.number)
                ),
                None,
            )
            if tally is not None:
                yield _counts_row(
                    _("Section"), f"{instrument.name} {section.number}", section.title, tally
                )
    for code, tally in scores.recipients:
        yield _counts_row(_("Agency"), "", compiled.round.name_of(code), tally)


def _counts_row(by: str, ref: str, what: str, tally: Tally) -> tuple[CellInput, ...]:
    percent: CellInput = "" if tally.percent is None else round(tally.percent, 1)
    return (
        by,
        ref,
        what,
        tally.met,
        tally.base,
        percent,
        tally.partly,
        tally.not_met,
        tally.told,
        tally.no_evidence,
        tally.excluded,
        tally.blank,
        tally.not_understood,
    )


_LATENESS_HEADINGS = N_(
    (
        "Case",
        "Recipient",
        "Ref",
        "What is timed",
        "Outcome",
        "Took",
        "Limit",
        "Unit",
        "Over the limit by",
        "Not done for at least",
        "Why it was not assessed",
        "Reason given",
        "File",
        "Sheet",
        "Cell",
        "Open at",
    )
)
_LATENESS_WIDTHS = (16, 34, 10, 40, 22, 10, 10, 16, 14, 14, 28, 60, 60, 14, 8, 11)
_UNITS = N_(
    {
        "hours": "hours",
        "working_days": "working days",
        "school_days": "school days",
        "calendar_days": "calendar days",
        "months": "months",
    }
)


def lateness_listing(compiled: Compiled) -> Listing:
    """Return every timed answer, with the reason if it was not assessed."""
    labels = {
        question.ref: question.label or question.text
        for _, _, question in compiled.theme.questions()
    }
    purpose = _(
        "Every timed answer. Times that could not be assessed are neither in time nor late. What "
        "was not done is counted to the end of the period looked at."
    )
    rows = (
        _lateness_row(result, compiled, labels.get(result.ref, ""))
        for result in compiled.scores.times
    )
    formula = link_formula("M", "N", "O")
    return listing_of(N_("Lateness"), _LATENESS_HEADINGS, _LATENESS_WIDTHS, purpose, rows, formula)


def _lateness_row(result: TimeResult, compiled: Compiled, label: str) -> tuple[CellInput, ...]:
    took: CellInput = "" if result.took is None else round(result.took, 2)
    over: CellInput = (
        round(result.took - result.amount, 2)
        if result.took is not None and result.amount is not None and result.took > result.amount
        else ""
    )
    at = result.evidence[0] if result.evidence else None
    return (
        result.subject,
        compiled.round.name_of(result.recipient),
        result.ref,
        label,
        _(OUTCOMES[result.outcome]),
        took,
        "" if result.amount is None else result.amount,
        _(_UNITS[result.unit]),
        over,
        "" if result.at_least is None else int(result.at_least),
        _(WHY_NOT[result.why_not]) if result.why_not else "",
        clip_to_cell(result.reason),
        *((at.file, at.sheet, at.cell, at.cell) if at else ("", "", "", "")),
    )


_NOTE = N_(
    "Lowest and highest: the exact {level}% confidence interval (Clopper-Pearson) for the share of "
    "all cases that could have been chosen. It is shown because these cases were chosen by chance "
    "alone. The base is cases, because returns about one case are not independent. A case counts "
    "as met if every agency that answered met the standard."
)
_REPLACED = N_("Some cases were replaced, so the interval should be read with care.")


def with_intervals(table: Table, compiled: Compiled) -> Table:
    """Add three columns to the table of questions if the round's sample is random; other tables are
    unchanged.
    """
    sampling = compiled.round.sampling
    if table.key != "questions" or not sampling.random:
        return table
    headings = (_("Cases met"), _("Lowest %"), _("Highest %"))
    note = (
        table.note,
        _(_NOTE, level=round(100 * LEVEL)),
        _(_REPLACED) if sampling.replaced else "",
    )
    return attrs.evolve(
        table,
        columns=(*table.columns, *(Column(heading, 1.3, number=True) for heading in headings)),
        rows=tuple(
            attrs.evolve(row, cells=(*row.cells, *_cells(row, compiled))) for row in table.rows
        ),
        note=" ".join(filter(None, note)),
    )


def _cells(row: Row, compiled: Compiled) -> tuple[str, str, str]:
    """Return the cases in which all who answered met a standard, and the interval in percent,
    rounded outwards; dashes if no case has an answer.
    """
    score = compiled.scores.question(row.cells[0])
    cases = {subject.ref for subject in compiled.round.subjects if subject.kind == "case"}
    tallies = [
        tally
        for subject, tally in (score.by_subject if score else ())
        if subject in cases and tally.base
    ]
    if not tallies:
        return ("–",) * 3
    met = sum(tally.met == tally.base for tally in tallies)
    low, high = clopper_pearson(met, len(tallies))
    return (
        _("{n} of {total}", n=met, total=len(tallies)),
        str(floor(100 * low)),
        str(ceil(100 * high)),
    )


_GRADES_HEADINGS = N_(
    (
        "Case",
        "Recipient",
        "What was graded",
        "Grade given",
        "Limit of the case",
        "Better than the limit",
        "Agreed by the panel",
        "File",
        "Sheet",
        "Cell",
        "Open at",
    )
)
_GRADES_WIDTHS = (16, 32, 24, 24, 24, 16, 24, 60, 14, 8, 11)


def grades_listing(compiled: Compiled) -> Listing:
    """Return every grade given by an auditor; empty if the round has no grades."""
    return listing_of(
        N_("Grades"),
        _GRADES_HEADINGS,
        _GRADES_WIDTHS,
        _("Every grade given by an auditor. No grade is calculated from a percentage."),
        _grades_rows(compiled),
        link_formula("H", "I", "J"),
    )


def _grades_rows(compiled: Compiled) -> Iterator[tuple[str, ...]]:
    for case in compiled.scores.grades:
        limit = label(case.limit) if case.limit else case.limit_said
        agreed = label(case.agreed) if case.agreed else _("Not agreed")
        for what, given in ((_("Own practice"), case.own), (_("Working together"), case.together)):
            for code, grade, at in given:
                above = _("Yes") if given is case.own and code in case.above_limit else ""
                yield (
                    case.subject,
                    compiled.round.name_of(code),
                    what,
                    label(grade),
                    limit,
                    above,
                    agreed,
                    at.file,
                    at.sheet,
                    at.cell,
                    at.cell,
                )
