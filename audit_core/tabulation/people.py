"""Tables of returns, cases, grades, recommendations and actions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audit_core.findings.action import POSITION_WORDS, ActionPlan
from audit_core.grouping import grouped
from audit_core.i18n import N_, _, date_in_words
from audit_core.scoring.scorecard import HELD, CaseGrades, Scorecard
from audit_core.tables import Column, Row, Table, Tint, columns, number_columns
from audit_core.tabulation.counts import label
from audit_core.themes.scales import KNOWN_OTHERS

if TYPE_CHECKING:
    from datetime import date

    from audit_core.findings.finding import Recommendation
    from audit_core.returns.model import CaseBook, Doubt
    from audit_core.rounds.round import Round

STATE_WORDS: dict[str, tuple[str, Tint]] = N_(
    {
        "returned": ("Returned", "good"),
        "returned_late": ("Returned late", "middle"),
        "nil": ("Nothing to audit", "neutral"),
        "awaited": ("Not yet due", "neutral"),
        "missing": ("Missing", "poor"),
        "missing_accepted": ("Missing, accepted", "unsure"),
        "conflict": ("Two copies differ", "poor"),
        "waived": ("Waived", "neutral"),
        "not_known": ("Not known", "neutral"),
    }
)
DECISION_WORDS = N_(
    {
        "proposed": "Proposed",
        "accepted": "Accepted",
        "edited": "Accepted, reworded",
        "rejected": "Not accepted",
        "noted": "Noted",
    }
)

_RETURNS = N_(
    (
        "Expected",
        "Returned",
        "Of these late",
        "Nothing to audit",
        "Not yet due",
        "Missing",
        "In conflict",
    )
)
_KNEW_OTHERS = N_("Knew only others")
_RECOMMENDATIONS = N_(("Id", "Recommendation", "For", "Decision"))
_ACTIONS = N_(("Id", "Action", "Who", "By", "How we will know", "Position"))
_GRADES = N_(
    (
        "Case",
        "Each agency on its own practice",
        "Each agency on working together",
        "Limit",
        "Agreed by the panel",
    )
)
_AGREED = N_(("Case", "Agreed", "No better than", "Why", "Dissent"))
_CHANGED = N_(
    ("Case", "Ref", "Agency", "The auditor answered", "The panel answered", "Why", "Dissent")
)
_NOT_ASKED: tuple[str, Tint] = (N_("Not asked"), "neutral")


def table_day(value: date | None) -> str:
    """Return a date as tables print it, "14 Mar 2026", or a dash for None."""
    return date_in_words(value, "table") if value else "–"


def returns_table(casebook: CaseBook, audit_round: Round) -> Table:
    """Return a row for each recipient: forms expected, returned, late, nil, missing and so on, and
    how many of them knew only others of the household, where any did.
    """
    others = Counter(
        ret.id.recipient
        for ret in casebook.returns
        if ret.known in KNOWN_OTHERS and ret.id.reader == 1
    )
    rows = []
    issued = (expected for expected in casebook.expected if expected.form)
    for code, mine in grouped(issued, lambda expected: expected.recipient).items():
        count = Counter(expected.state for expected in mine)
        numbers = (
            len(mine),
            sum(expected.is_back for expected in mine),
            count["returned_late"],
            count["nil"],
            count["awaited"],
            count["missing"] + count["missing_accepted"],
            count["conflict"],
        )
        knew = (others[code],) if others else ()
        rows.append(Row((audit_round.name_of(code), *map(str, (*numbers, *knew)))))
    headings = (
        Column(_("Agency"), 4),
        *number_columns(_RETURNS, 1.2),
        *number_columns((_KNEW_OTHERS,) if others else (), 1.2),
    )
    note = _(
        "A form that says there was nothing to audit counts as returned. It is left out of all "
        "figures about practice."
    )
    if others:
        meant = _(
            "Knew only others: the form is about a brother or sister, or an adult of the "
            "household, because the agency had no record of the child."
        )
        note = f"{note} {meant}"
    return Table("returns", _("Forms expected and returned"), headings, tuple(rows), note)


def cases_table(casebook: CaseBook, audit_round: Round) -> Table:
    """Return the cases by recipients, with the state of each form."""
    states = {
        (item.subject, item.recipient): STATE_WORDS[item.state]
        for item in reversed(casebook.expected)  # of several forms, the first counts
        if item.reader == 1
    }
    codes = [
        *dict.fromkeys(
            item.recipient
            for item in casebook.expected
            if item.reader == 1 and audit_round.recipient(item.recipient)
        )
    ]
    rows = []
    for subject in audit_round.subjects:
        if subject.kind == "case":
            words = [states.get((subject.ref, code), _NOT_ASKED) for code in codes]
            tints = tuple((place, tint) for place, (_, tint) in enumerate(words, start=1))
            rows.append(Row((subject.ref, *(_(word) for word, _tint in words)), tints=tints))
    headings = (Column(_("Case"), 1.4), *(Column(audit_round.name_of(code), 1.4) for code in codes))
    return Table("cases", _("Forms returned for each case"), headings, tuple(rows))


def grades_table(scores: Scorecard, audit_round: Round, doubts: tuple[Doubt, ...] = ()) -> Table:
    """Return each auditor's two grades, the limit and the panel's grade, for every case.

    A held case shows no agency's grade; the evidence of its row is the cells that put it in doubt.
    """
    rows = []
    for case in scores.grades:
        own, together = (
            "; ".join(f"{audit_round.name_of(code)}: {label(grade)}" for code, grade, _ in given)
            for given in (case.own, case.together)
        )
        evidence = tuple(at for _, _, at in (*case.own, *case.together))
        if case.held:
            own, together = _(HELD), ""
            evidence = tuple(
                doubt.at for doubt in doubts if doubt.subject == case.subject and not doubt.said
            )
        agreed = label(case.agreed) if case.agreed else _("Not agreed")
        cells = (case.subject, own or "–", together or "–", _limit(case), agreed)
        rows.append(Row(cells, evidence))
    note = _(
        "An agency's grade is its own judgement; only the panel's grade is agreed. A limit is "
        "the best grade that the theme allows in the circumstances of the case."
    )
    headings = columns(_GRADES, (1.3, 4, 4, 1.6, 1.6))
    return Table("grades", _("Grades, side by side"), headings, tuple(rows), note)


def _limit(case: CaseGrades) -> str:
    return label(case.limit) if case.limit else case.limit_said


def agreed_table(scores: Scorecard) -> Table:
    """Return the panel's grade of each case with the limit, the reason and any dissent."""
    rows = tuple(
        Row((case.subject, label(case.agreed), _limit(case), case.why, case.dissent or "–"))
        for case in scores.grades
        if case.agreed
    )
    headings = columns(_AGREED, (1.4, 1.8, 1.8, 5, 3))
    note = _("Where the panel agreed a better grade than the limit, its reason is given.")
    return Table("agreed", _("What the panel agreed, and why"), headings, rows, note)


def changed_table(casebook: CaseBook, audit_round: Round) -> Table:
    """Return every answer that the panel changed: before, after and why."""
    rows = tuple(
        Row(
            (
                item.subject,
                item.ref,
                audit_round.name_of(item.recipient),
                item.before,
                item.after,
                item.why,
                item.dissent,
            ),
            evidence=(item.at,),
        )
        for item in casebook.changed
    )
    headings = columns(_CHANGED, (1.5, 1, 2, 1.8, 1.8, 4, 2))
    note = _("Figures count the panel's answer. The auditor's answer is kept on record.")
    return Table("changed", _("Answers that the panel changed"), headings, rows, note)


def recommendations_table(put_forward: tuple[Recommendation, ...], audit_round: Round) -> Table:
    """Return every recommendation with the panel's decision."""
    rows = tuple(
        Row(
            (
                item.id,
                item.text,
                _("Partnership")
                if item.is_partnerships
                else ", ".join(map(audit_round.name_of, item.recipients)) or _("Agencies"),
                _(DECISION_WORDS[item.status]),
            )
        )
        for item in put_forward
        if item.status != "noted"
    )
    headings = columns(_RECOMMENDATIONS, (0.8, 6, 2, 1.5))
    return Table("recommendations", _("Recommendations"), headings, rows)


def actions_table(plan: ActionPlan, audit_round: Round) -> Table:
    """Return the action plan as the report prints it."""
    words = dict(POSITION_WORDS)
    rows = tuple(
        Row(
            (
                action.id,
                action.text,
                _("{who} ({role})", who=audit_round.name_of(action.owner), role=action.owner_role)
                if action.owner_role
                else audit_round.name_of(action.owner),
                table_day(action.due),
                _(
                    "Start: {baseline}. Aim: {target}",
                    baseline=action.baseline.rstrip("."),
                    target=action.target,
                ),
                _("Proposed" if action.proposed else words[action.position]),
            )
        )
        for action in plan.actions
    )
    headings = columns(_ACTIONS, (0.8, 4, 2.2, 1.3, 3.5, 1.2))
    return Table("actions", _("Action plan"), headings, rows)
