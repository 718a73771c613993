"""Read decisions.xlsx: what the panel typed. A faulty row counts as undecided and is told by its cell; it never stops anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.intake.days import in_words
from audit_core.intake.sheet_table import headings_of, labelled, sheet_of, table
from audit_core.intake.values import FIRST_YEAR, LAST_YEAR
from audit_core.intake.words import fold
from audit_core.model.decisions import GONE, SHEETS, STRUCK, AgreedGrade, ChildAction, Decisions, FindingNote, PanelAnswer, PanelChange, RecommendationDecision
from audit_core.model.round_sheets import NOTE
from audit_core.model.scale import GRADES
from audit_core.model.theme import Rating
from audit_core.problems import Problem, Where, problem
from audit_core.xlsx.read import read_book
from audit_core.xlsx.refused import WHAT_IT_MEANS, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from audit_core.intake.sheet_table import Line, Value
    from audit_core.model.compiled import Compiled
    from audit_core.model.decisions import DecisionSheet
    from audit_core.model.form import Issued
    from audit_core.xlsx.book import Book, Sheet

_LETTER = {"Across the cases": "F", "Recommendations": "R"}
"""How the printed ids on a sheet begin."""
Typed = dict[str, tuple[dict[str, str], ...]]
"""By sheet: the typed rows as text by heading."""


def read_decisions(data: bytes, file: str, round_code: str) -> tuple[Decisions, tuple[Problem, ...]]:
    """What was decided, and everything wrong with it. A workbook of another round decides nothing."""
    try:
        book = read_book(data)
    except Refused as refused:
        return Decisions(), (problem("decision.unreadable", Where(file), why=WHAT_IT_MEANS[refused.code][0]),)
    start = sheet_of(book, "Start here")
    said = labelled(book, start, file).get("round code") if start else None
    if said is not None and said.text != round_code:
        return Decisions(), (problem("decision.other_round", said.where, other=said.text),)
    return _Reader(book, file).read()


def typed_rows(data: bytes | None) -> Typed:
    """Every typed row of a decisions workbook as text, so that it survives when the workbook is made anew.

    Under STRUCK stand the headings, one a line, of cells that somebody struck through.
    """
    if data is None:
        return {}
    try:
        book = read_book(data)
    except Refused:
        return {}
    found: Typed = {}
    for spec in SHEETS:
        sheet = _sheet(book, spec)
        columns = [column.heading for column in spec.columns]
        typed = [column.heading for column in spec.columns if column.typed]
        rows = table(book, sheet, "", columns[0]) if sheet else ()
        found[spec.name] = tuple(_texts(line, (*columns, NOTE), typed) for line in rows if any(line.get(heading) for heading in typed) or _own_note(line))
    return found


def _texts(line: Line, columns: Sequence[str], typed: Sequence[str]) -> dict[str, str]:
    """A row as text by heading."""
    texts = {heading: line.get(heading).text for heading in columns}
    struck = [heading for heading in typed if line.get(heading) and not line.get(heading).plain]
    return texts | {STRUCK: "\n".join(struck)} if struck else texts


def _own_note(line: Line) -> bool:
    """Whether the note beside a row is the chair's, not ours."""
    return bool(line.get(NOTE)) and line.get(NOTE).text != GONE


def _sheet(book: Book, spec: DecisionSheet) -> Sheet | None:
    """The sheet of some decisions: by its name, or by its headings where somebody gave it another name."""
    named = sheet_of(book, spec.name)
    if named is not None:
        return named
    wanted = {fold(column.heading) for column in spec.columns}
    return next((sheet for sheet in book.sheets if wanted <= headings_of(book, sheet, "", spec.columns[0].heading).keys()), None)


class _Reader:
    """Reads one workbook, gathering decisions, where each stands, and faults."""

    def __init__(self, book: Book, file: str) -> None:
        self.book, self.file = book, file
        self.faults: list[Problem] = []
        self.places: list[tuple[str, Where]] = []
        self._rows: dict[str, tuple[Line, ...]] = {}

    def read(self) -> tuple[Decisions, tuple[Problem, ...]]:
        """Everything that was decided."""
        decisions = Decisions(
            grades=tuple(filter(None, (self.grade(line) for line in self.rows("Cases")))),
            findings=tuple(filter(None, (self.finding(line) for line in self.rows("Across the cases")))),
            recommendations=tuple(filter(None, (self.recommendation(line) for line in self.rows("Recommendations")))),
            conflicts=self.pairs("Conflicts", "Which file counts"),
            received=tuple((line.get("Form").text, day) for line in self.rows("Returns") if (day := self.day(line.get("Date received")))),
            concerns=tuple(filter(None, (self.concern(line) for line in self.rows("Concerns")))),
            identifiers=self.pairs("Identifiers", "Decision"),
            quotations=tuple(filter(None, (self.quotation(line) for line in self.rows("Quotations")))),
            same_child=tuple(filter(None, (self.same_child(line) for line in self.rows("Same child")))),
            missing_accepted=self.pairs("Returns", "Go on without it: why"),
            panel=tuple(filter(None, (self.panel_answer(line) for line in self.rows("Panel questions")))),
            changes=tuple(filter(None, (self.change(line) for line in self.rows("Changed answers")))),
            child_actions=tuple(filter(None, (self.child_action(line) for line in self.rows("Actions for a child")))),
        )
        return attrs.evolve(decisions, places=tuple(self.places)), tuple(self.faults)

    def rows(self, name: str) -> tuple[Line, ...]:
        """The rows of a sheet that can be used: without a cell that is struck through, and without two that decide one thing in two ways."""
        if name not in self._rows:
            spec = next(spec for spec in SHEETS if spec.name == name)
            lines = [line for line in self._table(spec) if self._plain(line, spec)]
            self._rows[name] = tuple(lines if spec.columns[0].typed else self._once(lines, spec))
        return self._rows[name]

    def _table(self, spec: DecisionSheet) -> tuple[Line, ...]:
        """The rows of a sheet, which has every heading that we wrote. A sheet that is gone decides nothing."""
        sheet = _sheet(self.book, spec)
        if sheet is None:
            return ()
        first = spec.columns[0].heading
        found = headings_of(self.book, sheet, self.file, first)
        for column in spec.columns:
            if fold(column.heading) not in found:
                self.fault("round.missing_heading", Where(self.file, sheet.name), heading=column.heading)
        return table(self.book, sheet, self.file, first)

    def _plain(self, line: Line, spec: DecisionSheet) -> bool:
        """Whether nothing typed in a row is struck through or an error."""
        odd = [said for column in spec.columns if column.typed and (said := line.get(column.heading)) and not said.plain]
        for said in odd:
            self.fault("round.not_plain", said.where)
        return not odd

    def _once(self, lines: Sequence[Line], spec: DecisionSheet) -> list[Line]:
        """The rows on which something was typed, one for each thing decided about."""
        first, typed = spec.columns[0].heading, [column.heading for column in spec.columns if column.typed]
        by_key: dict[str, list[Line]] = {}
        for line in lines:
            if line.get(first) and any(line.get(heading) for heading in typed):
                by_key.setdefault(line.get(first).text, []).append(line)
        kept = []
        for key, same in by_key.items():
            self.places.append((f"{spec.name}|{key}", same[0].get(first).where))
            if len({tuple(line.get(heading).text for heading in typed) for line in same}) > 1:
                self.fault("decision.twice", same[-1].get(first).where, id=key)
            else:
                kept.append(same[0])
        return kept

    def fault(self, code: str, where: Where, /, **data: object) -> None:
        """Note a fault."""
        self.faults.append(problem(code, where, **data))

    def pairs(self, name: str, heading: str) -> tuple[tuple[str, str], ...]:
        """(key, what was typed) for one column of a sheet."""
        first = next(spec for spec in SHEETS if spec.name == name).columns[0].heading
        return tuple((line.get(first).text, line.get(heading).text) for line in self.rows(name) if line.get(heading))

    def choice(self, line: Line, heading: str, known: dict[str, str]) -> str:
        """What a typed word means, "" where nothing was typed, or a fault."""
        said = line.get(heading)
        if not said:
            return ""
        found = {fold(word): code for word, code in known.items()}.get(fold(said.text), "")
        if not found:
            self.fault("decision.bad_value", said.where, value=said.text, label=heading, known=", ".join(known))
        return found

    def day(self, said: Value) -> date | None:
        """The date a cell holds, None where it is blank, or a fault; one that could be read in two ways is day first, and told."""
        if said and said.day is None:
            self.fault("decision.bad_value", said.where, value=said.text, label="a date", known="a date like 14 Mar 2026")
        elif said.day and not FIRST_YEAR <= said.day.year <= LAST_YEAR:
            self.fault("answer.far_date", said.where, read=in_words(said.day))
            return None
        elif said.day and said.both_ways:
            self.fault("answer.date_both_ways", said.where, read=in_words(said.day))
        return said.day

    def grade(self, line: Line) -> AgreedGrade | None:
        """A row of Cases."""
        known = {answer.label: answer.code for answer in GRADES.answers}
        grade = self.choice(line, "Agreed grade", known)
        if line.get("Agreed grade") and not grade:
            return None
        why = line.get("Why")
        if grade and not why:
            self.fault("decision.no_reason", line.get("Agreed grade").where, id=line.get("Case").text)
        cleared = self.choice(line, "May the board read it?", {"Yes": "yes", "No": "no"}) == "yes"
        return AgreedGrade(line.get("Case").text, grade, why.text, line.get("Dissent").text, line.get("What it is like to be this child").text, cleared)

    def finding(self, line: Line) -> FindingNote | None:
        """A row of Findings."""
        status = self.choice(line, "Decision", {"Accept": "accepted", "Note": "noted"})
        if line.get("Decision") and not status:
            return None
        known = {"accepted": "accepted", "noted": "noted"}
        return FindingNote(
            line.get("Finding").text,
            line.get("Why it happens").text,
            line.get("What it means for children").text,
            known.get(status, "proposed"),  # type: ignore[arg-type]  # one of the three
        )

    def recommendation(self, line: Line) -> RecommendationDecision | None:
        """A row of Recommendations; one without a decision word is not yet decided."""
        status = self.choice(line, "Decision", {"Accept": "accepted", "Edit": "edited", "Reject": "rejected"})
        key, wording, reason = line.get("Recommendation").text, line.get("Wording if edited").text, line.get("Reason").text
        if not status:
            return None
        if (status == "rejected" and not reason) or (status == "edited" and not wording):
            self.fault("decision.no_reason", line.get("Decision").where, id=key)
        due, owner = self.day(line.get("Due")), line.get("Owner")
        if line.get("Due") and due is None:
            return None
        if owner:
            self.places.append((f"Recommendations|{owner.text}", owner.where))
        made = "accepted" if status == "edited" and not wording else status
        return RecommendationDecision(key, made, wording if status == "edited" else "", owner.text, due, reason)  # type: ignore[arg-type]  # one of the three

    def concern(self, line: Line) -> tuple[str, str, str] | None:
        """A row of Concerns."""
        state = self.choice(line, "State", {"Open": "open", "Closed": "closed"})
        who = line.get("Who is dealing with it")
        if state == "closed" and not who:
            self.fault("decision.no_reason", line.get("State").where, id="this concern: say who dealt with it")
            return None
        return line.get("Concern").text, who.text, state or "open"

    def quotation(self, line: Line) -> tuple[str, str] | None:
        """A row of Quotations."""
        said = self.choice(line, "Clear for the board", {"Yes": "cleared", "No": "not cleared"})
        return (line.get("Quotation").text, said) if said else None

    def same_child(self, line: Line) -> tuple[str, str] | None:
        """A row of Same child."""
        said = self.choice(line, "The same child?", {"Yes": "same", "No": "other"})
        if said and not line.get("Why"):
            self.fault("decision.no_reason", line.get("The same child?").where, id=line.get("Case").text)
        return (line.get("Form").text, said) if said else None

    def panel_answer(self, line: Line) -> PanelAnswer | None:
        """A row of Panel questions; what the answer means is known only with the theme."""
        subject, _, ref = line.get("Question").text.partition(" ")
        said, why = line.get("Answer"), line.get("Why")
        return PanelAnswer(subject, ref, said.text, why.text, said.where) if said else None

    def change(self, line: Line) -> PanelChange | None:
        """A row of Changed answers; whether there is such an answer is known only with the returns. Without a reason nothing is changed."""
        parts = [line.get(heading) for heading in ("Case", "Ref", "Agency", "The panel's answer", "Why")]
        if not any(parts):
            return None
        if not parts[-1]:
            self.fault("decision.no_reason", parts[3].where, id=f"{parts[0].text} {parts[1].text}".strip())
            return None
        subject, ref, recipient, said, why = (part.text for part in parts)
        return PanelChange(subject, ref, recipient, said, why, parts[3].where)

    def child_action(self, line: Line) -> ChildAction | None:
        """A row of Actions for a child. A date that is not understood does not keep the action from its owner."""
        what, owner = line.get("What"), line.get("Owner")
        if not what:
            self.fault("round.missing_value", what.where, label="What", remedy="Say what must be done for this child, or delete the row.")
            return None
        self.places.append((f"Actions for a child|{line.get('Case').text}", line.where))
        self.places.append((f"Actions for a child|{owner.text}", owner.where))
        due, closed = self.day(line.get("Due")), self.day(line.get("Closed"))
        return ChildAction(line.get("Case").text, line.get("Owner").text, line.get("What").text, due, closed)


def check_decisions(decisions: Decisions, compiled: Compiled, issued: Issued, given: frozenset[str] = frozenset()) -> tuple[Decisions, tuple[Problem, ...]]:
    """The decisions about what exists in this round; each other one is a fault with its cell, and is not applied.

    `given` are the ids ever printed: a decision on one that is no longer found waits in its row, and is no fault.
    """
    faults: list[Problem] = []

    def known(sheet: str, what: str, key: str, keys: set[str]) -> bool:
        if key not in keys and not (key in given and key[:1] == _LETTER.get(sheet)):
            faults.append(problem("decision.unknown", decisions.where(sheet, key), what=what, id=key))
        return key in keys

    codes = {recipient.code for recipient in compiled.round.recipients} | {"partnership"}
    cases = {subject.ref for subject in compiled.round.subjects if subject.kind == "case"}
    findings = {finding.id for finding in compiled.findings}
    recommendations = {item.id for item in compiled.recommendations}
    forms = {form.id for form in issued.forms}
    concerns = {item.key for item in compiled.casebook.concerns}
    once = {f"concern|{form}|{where}" for form in forms for where in ("start", "sign_off")}  # a concern that was said, and no longer is, waits in its row
    concerns |= {item[0] for item in decisions.concerns if item[0].partition(" #")[0] in once}
    owned = tuple(attrs.evolve(item, owner=compiled.round.code_of(item.owner)) for item in decisions.recommendations)
    for_children = tuple(attrs.evolve(item, owner=compiled.round.code_of(item.owner)) for item in decisions.child_actions)
    good = attrs.evolve(
        decisions,
        grades=tuple(item for item in decisions.grades if known("Cases", "case", item.subject, cases)),
        findings=tuple(item for item in decisions.findings if known("Across the cases", "finding", item.id, findings)),
        recommendations=tuple(
            item
            for item in owned
            if known("Recommendations", "recommendation", item.id, recommendations)
            and (not item.owner or known("Recommendations", "recipient", item.owner, codes))
        ),
        panel=tuple(answer for item in decisions.panel if (answer := _panel_answer(item, compiled, cases, faults)) is not None),
        received=tuple(item for item in decisions.received if known("Returns", "form", item[0], forms)),
        missing_accepted=tuple(item for item in decisions.missing_accepted if known("Returns", "form", item[0], forms)),
        concerns=tuple(item for item in decisions.concerns if known("Concerns", "concern", item[0], concerns)),
        child_actions=tuple(
            item
            for item in for_children
            if known("Actions for a child", "case", item.subject, cases) and known("Actions for a child", "recipient", item.owner, codes)
        ),
    )
    return good, tuple(faults)


def _panel_answer(item: PanelAnswer, compiled: Compiled, cases: set[str], faults: list[Problem]) -> PanelAnswer | None:
    """The answer with its code, or a fault: for a case or question that is not there, or an answer that is not on its scale."""
    question = compiled.theme.question(item.ref)
    scale = compiled.theme.scale(question.answer.scale) if question is not None and isinstance(question.answer, Rating) else None
    if item.subject not in cases or question is None or question.scope != "case" or scale is None:
        faults.append(problem("decision.unknown", item.where, what="question for the panel", id=f"{item.subject} {item.ref}".strip()))
        return None
    code = next((answer.code for answer in scale.answers if fold(answer.label) == fold(item.said)), "")
    if not code:
        known = ", ".join(answer.label for answer in scale.answers)
        faults.append(problem("decision.bad_value", item.where, value=item.said, label=item.ref, known=known))
        return None
    return attrs.evolve(item, code=code)
