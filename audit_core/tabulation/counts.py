"""Tables of answers by section, question, fact, time limit and agency, and the three measures of
percent met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from audit_core.grouping import grouped
from audit_core.i18n import N_, _, amount_of_time, date_in_words, join_words, ngettext
from audit_core.rounds.calendar import WhyNot
from audit_core.rounds.round import Round
from audit_core.rounds.time_limits import limit_in_force
from audit_core.scoring.percent_met import Tally
from audit_core.scoring.scorecard import Scorecard, TimeOutcome, TimeResult, total
from audit_core.tables import Column, Row, Table, number_columns
from audit_core.themes.scales import GRADES, NOT_APPLICABLE
from audit_core.themes.theme import Theme

MET_NOTE = N_(
    "Only answers of met count as met; partly met, not met, done but not recorded, and no evidence "
    "do not. Answers of not applicable, blanks and unclear answers are left out."
)
_HEADINGS = N_(
    (
        "Met",
        "Partly",
        "Not met",
        "Done but not recorded",
        "No evidence",
        "Not applicable",
        "Blank or unclear",
    )
)
OUTCOMES: dict[TimeOutcome, str] = N_(
    {
        "in_time": "In time",
        "late_explained": "Late, with a reason",
        "late": "Late",
        "not_done": "Not done",
        "no_record": "Nothing on record",
        "undated": "Done but date not recorded",
        "declined": "Not needed or declined",
        "not_yet_due": "Not yet due",
        "not_assessed": "Not assessed",
    }
)
"""The outcomes of a timed question, in the order in which they are printed."""
ALWAYS: frozenset[TimeOutcome] = frozenset({"in_time", "late_explained", "late", "not_assessed"})
"""Those that are printed even where there are none."""
WHY_NOT: dict[WhyNot, str] = N_(
    {
        "no_limit": "no national limit, and none set in this round",
        "missing": "a time is missing",
        "unclear": "a time could not be understood",
        "no_time_of_day": "a time of day is missing",
        "out_of_order": "the times are out of order",
        "no_school_calendar": "no school calendar",
        "beyond_calendar": "beyond the calendar of this round",
    }
)


def _numbers() -> tuple[Column, ...]:
    """Return the columns of counts: met out of all answers that count, then every other class."""
    return number_columns(_HEADINGS, 1.3)


def _cells(tally: Tally) -> tuple[str, ...]:
    """Return the cells of a tally in these columns."""
    others = (
        tally.partly,
        tally.not_met,
        tally.told,
        tally.no_evidence,
        tally.excluded,
        tally.blank + tally.not_understood,
    )
    return n_of_m(tally.met, tally.base), *map(str, others)


def n_of_m(count: int, base: int) -> str:
    """Return a count as tables print it: "5 of 10", or a dash where nothing counts."""
    return _("{n} of {total}", n=count, total=base) if base else "–"


def percent(value: float | None) -> str:
    """Return a percentage to the nearest whole number, or a dash for None."""
    return f"{value:.0f}%" if value is not None else "–"


def overall_table(scores: Scorecard) -> Table:
    """Return the one measure of how much was met that papers print."""
    pooled = scores.overall.pooled
    row = (
        _("All answers together"),
        n_of_m(pooled.met, pooled.base),
        percent(pooled.percent),
        _("answers that count"),
    )
    answers = _(
        "They count agencies' answers only. The panel's answers are in the tables by section and "
        "question."
    )
    return _measures("overall", _("How much was met"), scores, (row,), f"{_(MET_NOTE)} {answers}")


def other_measures_table(scores: Scorecard) -> Table:
    """Return two further measures, for whoever wants to compare; papers do not print them."""
    all_ = scores.overall
    met_by_all = 100 * all_.met_by_all / all_.asked_of_all if all_.asked_of_all else None
    agencies = ngettext("{count} agency", "{count} agencies", all_.agencies)
    rows = (
        (
            _("Mean of the agencies"),
            agencies,
            percent(all_.mean_of_agencies),
            _("agencies with answers that count"),
        ),
        (
            _("Met by every agency that answered"),
            n_of_m(all_.met_by_all, all_.asked_of_all),
            percent(met_by_all),
            _("standards with answers that count"),
        ),
    )
    note = _(
        "They measure something different from all answers together, and cannot be compared with "
        "them."
    )
    return _measures("other-measures", _("Other measures of how much was met"), scores, rows, note)


def not_applicable_table(scores: Scorecard, theme: Theme, audit_round: Round) -> Table:
    """Return how often each agency answered "not applicable" to a critical standard. Such an answer
    leaves every count, so it has to be seen.
    """
    critical = {ref for ref, question in theme.by_ref.items() if "critical" in question.flags}
    by_agency = grouped(
        (line for line in scores.answered if line.ref in critical and line.is_answer),
        lambda line: line.recipient,
    )
    rows = []
    for code, lines in sorted(by_agency.items()):
        excluded = [line for line in lines if line.code == NOT_APPLICABLE]
        if excluded:
            refs = ", ".join(sorted({line.ref for line in excluded}))
            cells = (audit_round.name_of(code), n_of_m(len(excluded), len(lines)), refs)
            rows.append(Row(cells, tuple(line.at for line in excluded)))
    return Table(
        "not-applicable",
        _("Critical standards answered not applicable, by agency"),
        (Column(_("Agency"), 3), Column(_("Answers"), 1.5, number=True), Column(_("Standards"), 4)),
        tuple(rows),
        _(
            "Each needs a reason beside it. These answers are left out of all counts of what "
            "was met."
        ),
    )


def _measures(
    key: str, title: str, scores: Scorecard, rows: tuple[tuple[str, ...], ...], note: str
) -> Table:
    pooled = scores.overall.pooled
    return Table(
        key,
        title,
        (
            Column(_("Measure"), 3),
            Column(_("Met"), 1.5, number=True),
            Column(_("Percent"), 1, number=True),
            Column(_("Out of"), 2.5),
        ),
        tuple(Row(cells, pooled.evidence) for cells in rows) if pooled.base else (),
        note,
    )


def sections_table(scores: Scorecard, theme: Theme) -> Table:
    """Return the counts of every section."""
    rows = []
    for _instrument, section, questions in scores.by_section(theme):
        tally = total(questions)
        if tally.base or tally.blank:
            cells = (f"{section.number}. {section.title}", *_cells(tally))
            rows.append(Row(cells, tally.evidence))
    headings = (Column(_("Section"), 4), *_numbers())
    return Table("sections", _("Answers by section"), headings, tuple(rows), _(MET_NOTE))


def questions_table(scores: Scorecard, theme: Theme) -> Table:
    """Return the counts of every question that has a good answer."""
    rows = tuple(
        Row((score.ref, question.name, *_cells(score.tally)), score.tally.evidence)
        for score in scores.questions
        if theme.is_good(score.ref) and (question := theme.question(score.ref)) is not None
    )
    headings = (Column(_("Ref"), 1.1), Column(_("Standard"), 4.5), *_numbers())
    return Table("questions", _("Answers by question"), headings, rows, _(MET_NOTE))


def facts_table(scores: Scorecard, theme: Theme) -> Table:
    """Return how often each answer was given to questions of fact (neither good nor bad)."""
    rows = []
    for score in scores.questions:
        question = theme.question(score.ref)
        scale = theme.scale_of(question)
        if question is None or scale is None or theme.is_good(score.ref):
            continue
        counts = dict(score.answers)
        words = "; ".join(
            f"{answer.label}: {counts[answer.code]}"
            for answer in scale.answers
            if counts.get(answer.code)
        )
        if words:
            rows.append(Row((score.ref, question.text, words), score.tally.evidence))
    headings = (Column(_("Ref"), 1.1), Column(_("Question"), 6), Column(_("Answers"), 4))
    note = _("Several agencies may have answered about the same child.")
    return Table("facts", _("Facts on record"), headings, tuple(rows), note)


def times_table(scores: Scorecard, theme: Theme, audit_round: Round) -> Table:
    """Return every timed question with its limit and how often it was kept."""
    found = Counter(result.outcome for result in scores.times)
    printed = [outcome for outcome in OUTCOMES if outcome in ALWAYS or found[outcome]]
    rows = []
    for ref, results in grouped(scores.times, lambda result: result.ref).items():
        question, limit = theme.question(ref), theme.time_limit(results[0].limit)
        if question is None or limit is None:
            continue
        count = Counter(result.outcome for result in results)
        cells = [str(count[outcome]) for outcome in printed]
        if found["not_done"]:
            cells.append(_not_done_for(results))
        evidence = tuple(at for result in results for at in result.evidence)
        allowed = str(limit_in_force(limit, audit_round))
        rows.append(Row((ref, question.name, allowed, *cells, _why_not(results)), evidence))
    headings = (
        *(Column(_("Ref"), 1.1), Column(_("What was timed"), 4), Column(_("Limit"), 2)),
        *number_columns([OUTCOMES[outcome] for outcome in printed], 1.2),
        *((Column(_("Not done for at least"), 2),) if found["not_done"] else ()),
        Column(_("Why it was not assessed"), 3),
    )
    note = [
        _(
            "Times that could not be assessed count as neither in time nor late. Weekends and bank "
            "holidays are not working days."
        )
    ]
    if found["not_done"]:
        note.append(
            _(
                "Not done: it was past its limit, and still not done at the end of the period "
                "looked at, so it took at least that long."
            )
        )
    if found["declined"] or found["not_yet_due"]:
        note.append(
            _("What was not needed, declined or not yet due counts as neither in time nor late.")
        )
    if any(result.unit == "school_days" for result in scores.times):
        note.append(_("School days are working days within the term dates of this round."))
    if off := sorted(audit_round.days_off_here):
        days = join_words(date_in_words(day) for day in off)
        note.append(_("Also a day off in this round: {days}.", days=days))
    return Table("times", _("How often it was in time"), headings, tuple(rows), " ".join(note))


def _not_done_for(results: Sequence[TimeResult]) -> str:
    """Return how long what was not done had been awaited at the end of the look-back, the longest
    first. Where no start is on record it is not known.
    """
    known = sorted((each.at_least for each in results if each.at_least is not None), reverse=True)
    amounts = [amount_of_time(results[0].unit, int(amount)) for amount in known]
    unknown = sum(each.outcome == "not_done" and each.at_least is None for each in results)
    if unknown:
        amounts.append(ngettext("{count} not known", "{count} not known", unknown))
    return "; ".join(amounts) or "–"


def _why_not(results: Sequence[TimeResult]) -> str:
    """Return why times were not assessed, with counts: "a time is missing: 2; no school calendar:
    1".
    """
    count = Counter(result.why_not for result in results)
    reasons = (
        _("{why}: {count}", why=_(words), count=count[code])
        for code, words in WHY_NOT.items()
        if count[code]
    )
    return "; ".join(reasons) or "–"


def recipients_table(scores: Scorecard, audit_round: Round) -> Table:
    """Return the counts of every agency."""
    rows = tuple(
        Row((audit_round.name_of(code), *_cells(tally)), tally.evidence)
        for code, tally in scores.recipients
    )
    headings = (Column(_("Agency"), 3.5), *_numbers())
    return Table("recipients", _("Answers by agency"), headings, rows, _(MET_NOTE))


def limits_table(scores: Scorecard) -> Table:
    """Return every limit that applies to a case, with its reason."""
    rows = tuple(
        Row((grades.subject, label(fired.to), fired.because, fired.rule), fired.evidence)
        for grades in scores.grades
        for fired in grades.fired
    )
    headings = (
        Column(_("Case"), 1.4),
        Column(_("No better than"), 1.6),
        Column(_("Because"), 6),
        Column(_("Rule"), 1.6, for_chair=True),
    )
    note = _(
        "The theme limits the grade of a case in certain circumstances; a limit is never a "
        "percentage. The panel may still agree a better grade."
    )
    return Table("limits", _("What limits a case's grade"), headings, rows, note)


def label(grade: str) -> str:
    """Return a grade in words, or a dash for none."""
    answer = GRADES.get(grade)
    return _(answer.label) if answer else "–"
