"""Tables of who: returns, cases, the cohort, grades, recommendations and actions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audit_core.model.compiled import Column, Row, Table
from audit_core.model.plan import POSITION_WORDS
from audit_core.tabulate.counts import label

if TYPE_CHECKING:
    from audit_core.model.plan import ActionPlan
    from audit_core.model.results import Recommendation, Scorecard
    from audit_core.model.returns import CaseBook, Expected
    from audit_core.model.round import Round
    from audit_core.model.scale import Tint
    from audit_core.model.theme import Theme

STATE_WORDS: dict[str, tuple[str, Tint]] = {
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
DECISION_WORDS = {
    "proposed": "Proposed",
    "accepted": "Accepted",
    "edited": "Accepted, reworded",
    "rejected": "Not accepted",
    "noted": "Noted",
}


def day(value: object) -> str:
    """A date as tables print it: 14 Mar 2026."""
    return f"{value:%d %b %Y}" if value else "–"


def returns(casebook: CaseBook, round_: Round) -> Table:
    """For every recipient: forms expected, returned, late, nil and missing."""
    rows = []
    issued = [expected for expected in casebook.expected if expected.form]
    for code in dict.fromkeys(expected.recipient for expected in issued):
        mine = [expected for expected in issued if expected.recipient == code]
        count = Counter(expected.state for expected in mine)
        back = count["returned"] + count["returned_late"] + count["nil"]
        missing = count["missing"] + count["missing_accepted"]
        numbers = (len(mine), back, count["returned_late"], count["nil"], count["awaited"], missing, count["conflict"])
        rows.append(Row((round_.name_of(code), *(str(number) for number in numbers))))
    headings = ("Expected", "Returned", "Of these late", "Nothing to audit", "Not yet due", "Missing", "In conflict")
    columns = (Column("Agency", 4), *(Column(heading, 1.2, number=True) for heading in headings))
    return Table(
        "returns",
        "Forms expected and returned",
        columns,
        tuple(rows),
        "A form that says the child was not known counts as returned, and is in no figure about practice.",
    )


def cases(casebook: CaseBook, round_: Round) -> Table:
    """Cases by recipients: where each form stands."""
    expected = [item for item in casebook.expected if item.reader == 1]
    codes = list(dict.fromkeys(item.recipient for item in expected if (recipient := round_.recipient(item.recipient)) is not None and recipient))
    rows = []
    for subject in (subject for subject in round_.subjects if subject.kind == "case"):
        states: list[Expected | None] = [next((item for item in expected if item.subject == subject.ref and item.recipient == code), None) for code in codes]
        words = [STATE_WORDS[state.state] if state else ("Not asked", "neutral") for state in states]
        tints: tuple[tuple[int, Tint], ...] = tuple((place, tint) for place, (_, tint) in enumerate(words, start=1))
        rows.append(Row((subject.ref, *(word for word, _ in words)), tints=tints))
    return Table("cases", "Where each case stands", (Column("Case", 1.4), *(Column(round_.name_of(code), 1.4) for code in codes)), tuple(rows))


def profile(theme: Theme, round_: Round) -> Table:
    """The banded profile of the cases, with the gaps shown."""
    subjects = [subject for subject in round_.subjects if subject.kind == "case" and not subject.withdrawn]
    rows = []
    for fact in theme.facts:
        count = Counter(subject.fact(fact.code) or "not recorded" for subject in subjects)
        words = "; ".join(f"{band}: {count[band]}" for band in (*fact.bands, "not recorded") if count[band])
        if words:
            rows.append(Row((fact.label, words)))
    return Table(
        "profile", "The children in these cases", (Column("Fact", 2), Column("How many", 6)), tuple(rows), "In bands, so that no child can be picked out."
    )


def grades(scores: Scorecard, round_: Round) -> Table:
    """For every case: each auditor's two grades, the limit and the panel's grade, side by side."""
    rows = []
    for case in scores.grades:
        own = "; ".join(f"{round_.name_of(code)}: {label(grade)}" for code, grade, _ in case.own)
        together = "; ".join(f"{round_.name_of(code)}: {label(grade)}" for code, grade, _ in case.together)
        evidence = tuple(at for _, _, at in (*case.own, *case.together))
        limit = label(case.limit) if case.limit else case.limit_said
        rows.append(Row((case.subject, own or "–", together or "–", limit, label(case.agreed) if case.agreed else "Not agreed"), evidence))
    columns = (
        Column("Case", 1.3),
        Column("Each agency on its own practice", 4),
        Column("Each agency on working together", 4),
        Column("Limit", 1.6),
        Column("Agreed by the panel", 1.6),
    )
    return Table(
        "grades",
        "Grades, side by side",
        columns,
        tuple(rows),
        "An agency's grade is its own judgement; only the panel's is agreed. A limit is the lowest grade that a rule allows.",
    )


def recommendations(put_forward: tuple[Recommendation, ...], round_: Round) -> Table:
    """Every recommendation with what was decided."""
    rows = tuple(
        Row(
            (
                item.id,
                item.text,
                "Partnership" if item.level == "partnership" else ", ".join(map(round_.name_of, item.recipients)) or "Agencies",
                DECISION_WORDS[item.status],
            )
        )
        for item in put_forward
        if item.status != "noted"
    )
    return Table("recommendations", "Recommendations", (Column("Id", 0.8), Column("Recommendation", 6), Column("For", 2), Column("Decision", 1.5)), rows)


def actions(plan: ActionPlan, round_: Round) -> Table:
    """The action plan as the report prints it."""
    words = dict(POSITION_WORDS)
    rows = tuple(
        Row(
            (
                action.id,
                action.text,
                f"{round_.name_of(action.owner)} ({action.owner_role})",
                day(action.due),
                f"From {action.baseline} to: {action.target}",
                "Proposed" if action.proposed else words[action.position],
            )
        )
        for action in plan.actions
    )
    columns = (Column("Id", 0.8), Column("Action", 4), Column("Who", 2.2), Column("By", 1.3), Column("How we will know", 3.5), Column("Position", 1.2))
    return Table("actions", "Action plan", columns, rows)
