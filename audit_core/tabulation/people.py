"""Tables of returns, cases, grades, recommendations and actions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audit_core.findings.action import POSITION_WORDS, ActionPlan
from audit_core.i18n import N_, _, date_in_words
from audit_core.scoring.scorecard import HELD, Scorecard
from audit_core.tables import Column, Row, Table, Tint
from audit_core.tabulation.counts import label

if TYPE_CHECKING:
    from datetime import date

    from audit_core.findings.finding import Recommendation
    from audit_core.returns.model import CaseBook, Doubt, Expected
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
_ACTIONS = N_(("Id", "Action", "Who", "By", "How we will know", "Position"))
_AGREED = N_(("Case", "Agreed", "No better than", "Why", "Dissent"))
_CHANGED = N_(
    ("Case", "Ref", "Agency", "The auditor answered", "The panel answered", "Why", "Dissent")
)
_NOT_ASKED: tuple[str, Tint] = (N_("Not asked"), "neutral")


def table_day(value: date | None) -> str:
    """Return a date as tables print it, "14 Mar 2026", or a dash for None."""
    return date_in_words(value, "table") if value else "–"


def returns_table(casebook: CaseBook, audit_round: Round) -> Table:
    """Return a row for each recipient: forms expected, returned, late, nil, missing and so on."""
    rows = []
    issued = [expected for expected in casebook.expected if expected.form]
    for code in dict.fromkeys(expected.recipient for expected in issued):
        mine = [expected for expected in issued if expected.recipient == code]
        count = Counter(expected.state for expected in mine)
        back = sum(expected.is_back for expected in mine)
        missing = count["missing"] + count["missing_accepted"]
        numbers = (
            len(mine),
            back,
            count["returned_late"],
            count["nil"],
            count["awaited"],
            missing,
            count["conflict"],
        )
        rows.append(Row((audit_round.name_of(code), *(str(number) for number in numbers))))
    columns = (
        Column(_("Agency"), 4),
        *(Column(_(heading), 1.2, number=True) for heading in _RETURNS),
    )
    return Table(
        "returns",
        _("Forms expected and returned"),
        columns,
        tuple(rows),
        _(
            "A form that says the child was not known counts as returned. It is left out of all "
            "figures about practice."
        ),
    )


def cases_table(casebook: CaseBook, audit_round: Round) -> Table:
    """Return the cases by recipients, with the state of each form."""
    expected = [item for item in casebook.expected if item.reader == 1]
    codes = list(
        dict.fromkeys(
            item.recipient
            for item in expected
            if (recipient := audit_round.recipient(item.recipient)) is not None and recipient
        )
    )
    rows = []
    for subject in (subject for subject in audit_round.subjects if subject.kind == "case"):
        states: list[Expected | None] = [
            next(
                (
                    item
                    for item in expected
                    if item.subject == subject.ref and item.recipient == code
                ),
                None,
            )
            for code in codes
        ]
        words = [STATE_WORDS[state.state] if state else _NOT_ASKED for state in states]
        tints: tuple[tuple[int, Tint], ...] = tuple(
            (place, tint) for place, (_, tint) in enumerate(words, start=1)
        )
        rows.append(Row((subject.ref, *(_(word) for word, _tint in words)), tints=tints))
    return Table(
        "cases",
        _("Forms returned for each case"),
        (Column(_("Case"), 1.4), *(Column(audit_round.name_of(code), 1.4) for code in codes)),
        tuple(rows),
    )


def grades_table(scores: Scorecard, audit_round: Round, doubts: tuple[Doubt, ...] = ()) -> Table:
    """Return each auditor's two grades, the limit and the panel's grade, for every case.

    A held case shows no agency's grade; the evidence of its row is the cells that put it in doubt.
    """
    rows = []
    for case in scores.grades:
        own = "; ".join(
            f"{audit_round.name_of(code)}: {label(grade)}" for code, grade, _ in case.own
        )
        together = "; ".join(
            f"{audit_round.name_of(code)}: {label(grade)}" for code, grade, _ in case.together
        )
        evidence = tuple(at for _, _, at in (*case.own, *case.together))
        if case.held:
            own, together = _(HELD), ""
            evidence = tuple(
                doubt.at for doubt in doubts if doubt.subject == case.subject and not doubt.said
            )
        limit = label(case.limit) if case.limit else case.limit_said
        rows.append(
            Row(
                (
                    case.subject,
                    own or "–",
                    together or "–",
                    limit,
                    label(case.agreed) if case.agreed else _("Not agreed"),
                ),
                evidence,
            )
        )
    columns = (
        Column(_("Case"), 1.3),
        Column(_("Each agency on its own practice"), 4),
        Column(_("Each agency on working together"), 4),
        Column(_("Limit"), 1.6),
        Column(_("Agreed by the panel"), 1.6),
    )
    return Table(
        "grades",
        _("Grades, side by side"),
        columns,
        tuple(rows),
        _(
            "An agency's grade is its own judgement; only the panel's grade is agreed. A limit is "
            "the best grade that the theme allows in the circumstances of the case."
        ),
    )


def agreed_table(scores: Scorecard) -> Table:
    """Return the panel's grade of each case with the limit, the reason and any dissent."""
    rows = tuple(
        Row(
            (
                case.subject,
                label(case.agreed),
                label(case.limit) if case.limit else case.limit_said,
                case.why,
                case.dissent or "–",
            )
        )
        for case in scores.grades
        if case.agreed
    )
    columns = tuple(
        Column(_(heading), width)
        for heading, width in zip(_AGREED, (1.4, 1.8, 1.8, 5, 3), strict=True)
    )
    return Table(
        "agreed",
        _("What the panel agreed, and why"),
        columns,
        rows,
        _("Where the panel agreed a better grade than the limit, its reason is given."),
    )


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
    columns = tuple(
        Column(_(heading), width)
        for heading, width in zip(_CHANGED, (1.5, 1, 2, 1.8, 1.8, 4, 2), strict=True)
    )
    return Table(
        "changed",
        _("Answers that the panel changed"),
        columns,
        rows,
        _("Figures count the panel's answer. The auditor's answer is kept on record."),
    )


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
    columns = (
        Column(_("Id"), 0.8),
        Column(_("Recommendation"), 6),
        Column(_("For"), 2),
        Column(_("Decision"), 1.5),
    )
    return Table("recommendations", _("Recommendations"), columns, rows)


def actions_table(plan: ActionPlan, audit_round: Round) -> Table:
    """Return the action plan as the report prints it."""
    words = dict(POSITION_WORDS)
    rows = tuple(
        Row(
            (
                action.id,
                action.text,
                _("{who} ({role})", who=audit_round.name_of(action.owner), role=action.owner_role),
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
    widths = (0.8, 4, 2.2, 1.3, 3.5, 1.2)
    columns = tuple(
        Column(_(heading), width) for heading, width in zip(_ACTIONS, widths, strict=True)
    )
    return Table("actions", _("Action plan"), columns, rows)
