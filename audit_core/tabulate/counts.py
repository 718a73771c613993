"""Tables of answers: by section, question, fact, clock and agency, and the three meanings of percent met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.compiled import Column, Row, Table
from audit_core.model.results import Tally
from audit_core.model.scale import GRADES
from audit_core.model.theme import Rating

if TYPE_CHECKING:
    from audit_core.model.results import Scorecard
    from audit_core.model.round import Round
    from audit_core.model.theme import Theme

MET_NOTE = (
    "Met counts as met; partly met, not met, done but not recorded, and no evidence do not. Not applicable, blank and not understood are in neither number."
)
_HEADINGS = ("Met", "Partly", "Not met", "Done but not recorded", "No evidence", "Not applicable", "Blank or unclear")
_NUMBERS = tuple(Column(heading, 1.3, number=True) for heading in _HEADINGS)


def _cells(tally: Tally) -> tuple[str, ...]:
    numbers = (tally.met, tally.partly, tally.not_met, tally.told, tally.no_evidence, tally.excluded, tally.blank + tally.not_understood)
    return tuple(str(number) for number in numbers)


def of(count: int, base: int) -> str:
    """Counts as every table prints them: "5 of 10"; a dash where nothing counts."""
    return f"{count} of {base}" if base else "–"


def percent(value: float | None) -> str:
    """A percentage to the nearest whole number; a dash for none."""
    return f"{value:.0f}%" if value is not None else "–"


def overall(scores: Scorecard) -> Table:
    """The three meanings of "percent of indicators met", each with its base."""
    pooled, all_ = scores.overall.pooled, scores.overall
    met_by_all = 100 * all_.met_by_all / all_.asked_of_all if all_.asked_of_all else None
    rows = (
        Row(("All answers together", of(pooled.met, pooled.base), percent(pooled.percent), "answers that count"), pooled.evidence),
        Row(("Mean of the agencies", f"{all_.agencies} agencies", percent(all_.mean_of_agencies), "agencies with answers that count"), pooled.evidence),
        Row(
            ("Met by every agency that answered", of(all_.met_by_all, all_.asked_of_all), percent(met_by_all), "standards with answers that count"),
            pooled.evidence,
        ),
    )
    note = "Three ways to say how much was met. They answer different questions and are never mixed. " + MET_NOTE
    return Table(
        "overall",
        "How much was met",
        (Column("Measure", 3), Column("Met", 1.5, number=True), Column("Percent", 1, number=True), Column("Out of", 2.5)),
        rows if pooled.base else (),
        note,
    )


def sections(scores: Scorecard, theme: Theme) -> Table:
    """Every section's counts."""
    rows = []
    for instrument in theme.instruments:
        for section in instrument.sections:
            tallies = [
                score.tally
                for score in scores.questions
                if score.instrument == instrument.name and score.section == section.number and theme.is_good(score.ref)
            ]
            tally = sum(tallies, Tally())
            if tally.base or tally.blank:
                rows.append(Row((f"{section.number}. {section.title}", of(tally.met, tally.base), *_cells(tally)[1:]), tally.evidence))
    return Table("sections", "Answers by section", (Column("Section", 4), Column("Met", 1.3, number=True), *_NUMBERS[1:]), tuple(rows), MET_NOTE)


def questions(scores: Scorecard, theme: Theme) -> Table:
    """Every question that has a good answer, with its counts."""
    rows = []
    for score in scores.questions:
        question = theme.question(score.ref)
        if question is not None and theme.is_good(score.ref):
            rows.append(
                Row((score.ref, question.label or question.text, of(score.tally.met, score.tally.base), *_cells(score.tally)[1:]), score.tally.evidence)
            )
    columns = (Column("Ref", 1.1), Column("Standard", 4.5), Column("Met", 1.3, number=True), *_NUMBERS[1:])
    return Table("questions", "Answers by question", columns, tuple(rows), MET_NOTE)


def facts(scores: Scorecard, theme: Theme) -> Table:
    """Questions of fact, which are neither good nor bad: how often each answer was given."""
    rows = []
    for score in scores.questions:
        question = theme.question(score.ref)
        scale = theme.scale(question.answer.scale) if question is not None and isinstance(question.answer, Rating) else None
        if question is None or scale is None or theme.is_good(score.ref):
            continue
        said = dict(score.answers)
        words = "; ".join(f"{answer.label}: {said[answer.code]}" for answer in scale.answers if said.get(answer.code))
        if words:
            rows.append(Row((score.ref, question.text, words), score.tally.evidence))
    return Table(
        "facts",
        "Facts on record",
        (Column("Ref", 1.1), Column("Question", 6), Column("Answers", 4)),
        tuple(rows),
        "Several agencies may answer about one child.",
    )


def times(scores: Scorecard, theme: Theme, round_: Round) -> Table:
    """Every clock: its limit, and how often it was kept."""
    amounts = dict(round_.limits)
    rows = []
    for ref in dict.fromkeys(result.ref for result in scores.times):
        results = [result for result in scores.times if result.ref == ref]
        question, limit = theme.question(ref), theme.time_limit(results[0].limit)
        if question is None or limit is None:
            continue
        amount = amounts.get(limit.name, limit.amount)
        count = {outcome: sum(result.outcome == outcome for result in results) for outcome in ("in_time", "late_explained", "late", "not_assessed")}
        evidence = tuple(at for result in results for at in result.evidence)
        unit = limit.unit.replace("_", " ")
        rows.append(Row((ref, question.label or question.text, f"{amount} {unit}", *(str(count[name]) for name in count)), evidence))
    columns = (
        *(Column("Ref", 1.1), Column("Clock", 4), Column("Limit", 2)),
        *(Column(heading, 1.2, number=True) for heading in ("In time", "Late, with a reason", "Late", "Not assessed")),
    )
    return Table(
        "times",
        "How often it was in time",
        columns,
        tuple(rows),
        "Not assessed: a time is missing from the record. Weekends and bank holidays are not working days.",
    )


def recipients(scores: Scorecard, round_: Round) -> Table:
    """Every agency's counts."""
    rows = tuple(Row((round_.name_of(code), of(tally.met, tally.base), *_cells(tally)[1:]), tally.evidence) for code, tally in scores.recipients)
    return Table("recipients", "Answers by agency", (Column("Agency", 3.5), Column("Met", 1.3, number=True), *_NUMBERS[1:]), rows, MET_NOTE)


def limits(scores: Scorecard) -> Table:
    """Every limit that applies to a case, with its reason."""
    rows = tuple(Row((grades.subject, label(fired.to), fired.because, fired.rule), fired.evidence) for grades in scores.grades for fired in grades.fired)
    columns = (Column("Case", 1.4), Column("No better than", 1.6), Column("Because", 6), Column("Rule", 1.6))
    return Table(
        "limits", "What limits a case's grade", columns, rows, "A limit is a rule of the theme, never a percentage. The panel's grade stands beside it."
    )


def label(grade: str) -> str:
    """A grade in words; a dash for none."""
    answer = GRADES.get(grade)
    return answer.label if answer else "–"
