"""Read what one row of decisions.xlsx decides. If anything on a row is wrong, nothing on it
counts.
"""

from __future__ import annotations

import re
from datetime import date

import attrs

from audit_core.parsing.dates import doubt_about
from audit_core.parsing.folding import fold
from audit_core.problems.problem import Problem, Where, problem
from audit_core.rounds.panel_decisions import (
    NOT_IDENTIFYING,
    AgreedGrade,
    ChildAction,
    FindingNote,
    PanelAnswer,
    PanelChange,
    RecommendationDecision,
)
from audit_core.themes.scales import GRADES
from audit_core.workbook_style.labelled_tables import LabelledValue, TableRow

_ANSWERS = frozenset(
    """fine, it is fine, that is fine, all fine, ok, okay, o k, is ok, it is ok, all ok, all right,
    alright, good, safe, yes, yep, y, no, n, none, nobody, na, n a, not applicable, not a name, no
    name, keep, keep it, leave, leave it, as is, as it is, leave as it is, print, print it, clear,
    cleared, allow, allowed, accept, accepted, approve, approved, agree, agreed, done, checked,
    noted, correct, true, false, remove, remove it, delete, delete it, redact, redacted, withhold,
    withheld, hide, change, x, tick, tbc, not sure, do not know""".replace("\n    ", " ").split(
        ", "
    )
)
"""Words by which people say whether a text may be printed: they answer the question, but are not a
role that could replace a name in a sentence.
"""


class DecisionRow:
    """One typed row: its cells by heading, and what is wrong with it. `about` is printed beside the
    cell: the case, F7, R3.
    """

    def __init__(self, line: TableRow, about: str) -> None:
        self.line, self.about = line, about
        self.problems: list[Problem] = []
        self.places: list[tuple[str, Where]] = []

    @property
    def sound(self) -> bool:
        """Whether the row has no error."""
        return not any(each.severity == "error" for each in self.problems)

    def text(self, heading: str) -> str:
        """Return what was typed under a heading, or ""."""
        return self.line.get(heading).text

    def report(self, code: str, where: Where, /, **data: object) -> None:
        """Add a problem with a cell."""
        self.problems.append(problem(code, attrs.evolve(where, ref=self.about), **data))

    def choice(self, heading: str, known: dict[str, str]) -> str:
        """Return the code of a typed word; "" if the cell is blank or, with a problem, if the word
        is not known.
        """
        value = self.line.get(heading)
        if not value:
            return ""
        found = {fold(word): code for word, code in known.items()}.get(fold(value.text), "")
        if not found:
            self.report(
                "decision.bad_value",
                value.where,
                value=value.text,
                label=heading,
                known=", ".join(known),
            )
        return found

    def needs(self, heading: str, decision: str) -> None:
        """Report the empty cell under `heading` if the choice made under `decision` needs it."""
        empty = self.line.get(heading)
        if not empty:
            self.report("decision.empty", empty.where, label=heading, said=self.text(decision))

    def day(self, heading: str, otherwise: str = "decision.bad_date") -> date | None:
        """Return the date in a cell; None if it is blank or, with a problem, not a usable date. A
        date that can be read in two ways is read day first, and reported.
        """
        value: LabelledValue = self.line.get(heading)
        if value and value.moment is None:
            self.report(otherwise, value.where, value=value.text)
        where = attrs.evolve(value.where, ref=self.about)
        doubt = doubt_about(value.moment, where) if value.moment else None
        self.problems += [doubt] if doubt else []
        return None if doubt and doubt.severity == "error" else value.day


def read_grade(row: DecisionRow) -> AgreedGrade:
    """Read a row of Cases. A grade without a reason is no decision, because the report explains
    every grade.
    """
    agreed = row.choice("Agreed grade", {answer.label: answer.code for answer in GRADES.answers})
    if agreed:
        row.needs("Why", "Agreed grade")
    cleared = row.choice("May the board read it?", {"Yes": "yes", "No": "no"}) == "yes"
    return AgreedGrade(
        row.text("Case"),
        agreed,
        row.text("Why"),
        row.text("Dissent"),
        row.text("What it is like to be this child"),
        cleared,
    )


def read_finding(row: DecisionRow) -> FindingNote:
    """Read a row of Across the cases."""
    status = row.choice("Decision", {"Accept": "accepted", "Note": "noted"})
    made = {"accepted": "accepted", "noted": "noted"}.get(status, "proposed")
    return FindingNote(
        row.text("Finding"),
        row.text("Why it happens"),
        row.text("What it means for children"),
        made,  # type: ignore[arg-type]  # one of the three
    )


def read_recommendation(row: DecisionRow) -> RecommendationDecision | None:
    """Read a row of Recommendations; None if it has no decision word."""
    status = row.choice("Decision", {"Accept": "accepted", "Edit": "edited", "Reject": "rejected"})
    if status == "rejected":
        row.needs("Reason", "Decision")
    elif status == "edited":
        row.needs("Wording if edited", "Decision")
    spare = row.line.get("Wording if edited")
    if status in {"accepted", "rejected"} and spare:
        row.report(
            "decision.spare", spare.where, label="Wording if edited", said=row.text("Decision")
        )
    due, owner = row.day("Due"), row.line.get("Owner")
    if owner:
        row.places.append((f"Recommendations|{owner.text}", owner.where))
    if not status:
        return None
    wording = row.text("Wording if edited") if status == "edited" else ""
    return RecommendationDecision(
        row.text("Recommendation"),
        status,  # type: ignore[arg-type]  # one of the three
        wording,
        owner.text,
        due,
        row.text("Reason"),
    )


def read_concern(row: DecisionRow) -> tuple[str, str, str]:
    """Read a row of Concerns."""
    state = row.choice("State", {"Open": "open", "Closed": "closed"})
    if state == "closed":
        row.needs("Who is dealing with it", "State")
    return row.text("Concern"), row.text("Who is dealing with it"), state or "open"


def read_quotation(row: DecisionRow) -> tuple[str, str] | None:
    """Read a row of Quotations."""
    cleared = row.choice("Clear for the board", {"Yes": "cleared", "No": "not cleared"})
    return (row.text("Quotation"), cleared) if cleared else None


def read_identifier(row: DecisionRow) -> tuple[str, str] | None:
    """Read a row of Identifiers: fine, or the role to print. A word that is an answer and not a
    role is reported, because it would be printed in the text.
    """
    decision = row.line.get("Decision")
    word = " ".join(re.sub(r"[^\w\s]|_", " ", decision.text.casefold()).split())
    if decision.text.strip().casefold() != NOT_IDENTIFYING and (
        word in _ANSWERS or not re.search(r"[^\W\d_]", word)
    ):
        row.report("decision.no_role", decision.where, value=decision.text)
    return row.text("Place"), decision.text


def read_conflict(row: DecisionRow) -> tuple[str, str]:
    """Read a row of Conflicts. Whether the file exists is checked later, with the returns."""
    file = row.line.get("Which file counts")
    row.places.append((f"Conflicts|{row.text('Form')}", file.where))
    return row.text("Form"), file.text


def read_same_child(row: DecisionRow) -> tuple[str, str] | None:
    """Read a row of Same child."""
    answer = row.choice("The same child?", {"Yes": "same", "No": "other"})
    if answer:
        row.needs("Why", "The same child?")
    return (row.text("Form"), answer) if answer else None


def read_late_return(row: DecisionRow) -> tuple[str, date | None, str]:
    """Read a row of Returns: the form, the day it came in, and why the panel proceeds without
    it.
    """
    return row.text("Form"), row.day("Date received"), row.text("Go on without it: why")


def read_panel_answer(row: DecisionRow) -> PanelAnswer | None:
    """Read a row of Panel questions. What the answer means is checked later, with the theme."""
    subject, _, ref = row.text("Question").partition(" ")
    answer = row.line.get("Answer")
    return (
        PanelAnswer(
            subject, ref, answer.text, row.text("Why"), attrs.evolve(answer.where, ref=row.about)
        )
        if answer
        else None
    )


def read_change(row: DecisionRow) -> PanelChange | None:
    """Read a row of Changed answers. Whether the answer exists is checked later, with the
    returns.
    """
    answer = row.line.get("The panel's answer")
    if not any(
        row.text(heading)
        for heading in ("Case", "Ref", "Agency", "The panel's answer", "Why", "Dissent")
    ):
        return None
    row.needs("Why", "The panel's answer")
    where = attrs.evolve(answer.where, ref=row.about)
    return PanelChange(
        row.text("Case"),
        row.text("Ref"),
        row.text("Agency"),
        answer.text,
        row.text("Why"),
        where,
        row.text("Dissent"),
    )


def read_child_action(row: DecisionRow) -> ChildAction | None:
    """Read a row of Actions for a child. An action whose date is not understood still goes to its
    owner.
    """
    what, owner = row.line.get("What"), row.line.get("Owner")
    if not what:
        row.report(
            "round.missing_value",
            what.where,
            label="What",
            remedy="Say what must be done for this child, or delete the row.",
        )
        return None
    row.places.append((f"Actions for a child|{row.text('Case')}", row.line.where))
    row.places.append((f"Actions for a child|{owner.text}", owner.where))
    due, closed = (row.day(heading, "decision.action_date") for heading in ("Due", "Closed"))
    return ChildAction(row.text("Case"), owner.text, what.text, due, closed)
