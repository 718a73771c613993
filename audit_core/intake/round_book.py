"""Read round.xlsx: the whole round, or every fault in it at once, by sheet and cell."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from audit_core.intake.sheet_table import Value, labelled, sheet_of, table
from audit_core.intake.words import fold
from audit_core.model.agencies import KINDS, ROLES
from audit_core.model.ids import is_subject_ref
from audit_core.model.round import Recipient, Round, Sampling, Subject
from audit_core.problems import Problem, Where, problem
from audit_core.xlsx.read import read_book
from audit_core.xlsx.refused import WHAT_IT_MEANS, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from audit_core.intake.sheet_table import Line
    from audit_core.model.round import Expect
    from audit_core.model.theme import Theme
    from audit_core.xlsx.book import Book

_EXPECT: dict[str, Expect] = {"ask": "ask", "not known": "not_known", "not_known": "not_known", "waived": "waived"}
_NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
_NEEDED = ("Round", "Recipients", "Cases", "Sampling")


def read_round(data: bytes, file: str, theme_of: Callable[[str], Theme | None], known_themes: Sequence[str]) -> tuple[Round | None, tuple[Problem, ...]]:
    """The round that a workbook describes, and everything wrong with it. There is no round where an error makes it unusable."""
    try:
        book = read_book(data)
    except Refused as refused:
        return None, (problem("round.unreadable", Where(file), why=WHAT_IT_MEANS[refused.code][0]),)
    return _Reader(book, file, theme_of, known_themes).read()


class _Reader:
    """Reads one workbook, gathering faults on the way."""

    def __init__(self, book: Book, file: str, theme_of: Callable[[str], Theme | None], known_themes: Sequence[str]) -> None:
        self.book, self.file = book, file
        self.theme_of, self.known_themes = theme_of, known_themes
        self.faults: list[Problem] = []

    def read(self) -> tuple[Round | None, tuple[Problem, ...]]:
        """The round and its faults."""
        for name in _NEEDED:
            if sheet_of(self.book, name) is None:
                self.fault("round.missing_sheet", Where(self.file), sheet=name)
        settings, sampling = self.lines("Round"), self.lines("Sampling")
        theme = self.theme(settings)
        recipients = self.recipients(theme)
        round_ = self.round(settings, sampling, theme, recipients, self.subjects(theme, recipients, settings))
        failed = any(fault.severity == "error" for fault in self.faults)
        return (None if failed else round_), tuple(self.faults)

    def fault(self, code: str, where: Where, /, **data: object) -> None:
        """Note a fault."""
        self.faults.append(problem(code, where, **data))

    def lines(self, name: str) -> dict[str, Value]:
        """The labelled answers of a sheet."""
        sheet = sheet_of(self.book, name)
        return labelled(self.book, sheet, self.file) if sheet else {}

    def rows(self, name: str, first: str) -> tuple[Line, ...]:
        """The rows of a table."""
        sheet = sheet_of(self.book, name)
        return table(self.book, sheet, self.file, first) if sheet else ()

    def theme(self, settings: dict[str, Value]) -> Theme | None:
        """The round's theme, or a fault."""
        said = settings.get("theme")
        if said is None:
            return None
        theme = self.theme_of(said.text.strip())
        if theme is None:
            self.fault("round.unknown_theme", said.where, name=said.text, known=", ".join(self.known_themes) or "none is installed")
        return theme

    def recipients(self, theme: Theme | None) -> tuple[Recipient, ...]:
        """Everybody on the Recipients sheet."""
        kinds = {kind.code for kind in (*KINDS, *(theme.kinds if theme else ()))}
        found: list[Recipient] = []
        for line in self.rows("Recipients", "Code"):
            code, kind = line.get("Code"), line.get("Kind")
            if not re.fullmatch(r"[a-z][a-z0-9_]*", code.text):
                self.fault("round.bad_code", code.where, code=code.text)
            if kind.text not in kinds:
                self.fault("round.unknown_kind", kind.where, kind=kind.text, known=", ".join(sorted(kinds)))
            if code.text in {other.code for other in found}:
                self.fault("round.duplicate_recipient", code.where, code=code.text)
            due = line.get("Own due date")
            found.append(Recipient(code.text, kind.text, line.get("Name").text or code.text, line.get("Contact").text, self.day(due) if due else None))
        return tuple(found)

    def subjects(self, theme: Theme | None, recipients: tuple[Recipient, ...], settings: dict[str, Value]) -> tuple[Subject, ...]:
        """Cases, meetings and the round itself, as far as the theme has an instrument about them."""
        about = {instrument.about for instrument in theme.instruments} if theme else set()
        codes = {recipient.code for recipient in recipients}
        cases = [self.case(line, theme, codes) for line in self.rows("Cases", "Reference")]
        meetings = [self.meeting(line) for line in self.rows("Meetings", "Reference")] if "meeting" in about else []
        for ref, times in Counter(subject.ref for subject in (*cases, *meetings)).items():
            if times > 1:
                line = [line for name in ("Cases", "Meetings") for line in self.rows(name, "Reference") if line.get("Reference").text == ref][-1]
                self.fault("round.duplicate_case", line.where, ref=ref)
        code = settings.get("round code")
        whole = [Subject(code.text, "round", expected=(("partnership", "ask"),))] if code and "round" in about else []
        return (*cases, *meetings, *whole)

    def case(self, line: Line, theme: Theme | None, codes: set[str]) -> Subject:
        """One row of the Cases sheet."""
        ref = self.ref(line)
        facts = []
        for fact in theme.facts if theme else ():
            said = line.get(fact.label)
            band = next((band for band in fact.bands if fold(band) == fold(said.text)), "")
            if said and not band:
                self.fault("round.unknown_band", said.where, value=said.text, label=fact.label, known=", ".join(fact.bands))
            if band:
                facts.append((fact.code, band))
        roles = [(role.code, code) for role in ROLES for code in self.holders(line.get(role.label), codes)]
        columns = [heading for heading in line.values if heading in codes]
        expected = [(code, expect) for code in columns if (expect := self.expect(line.get(code)))]
        return Subject(ref, "case", tuple(facts), tuple(roles), tuple(expected), line.get("Withdrawn: why").text, line.get("Note").text)

    def holders(self, said: Value, codes: set[str]) -> list[str]:
        """The recipients named for a role: codes divided by commas."""
        named = [code.strip() for code in re.split(r"[,;\n]", said.text) if code.strip()]
        for code in named:
            if code not in codes:
                self.fault("round.unknown_recipient", said.where, code=code, known=", ".join(sorted(codes)))
        return named

    def expect(self, said: Value) -> Expect | None:
        """Whether a recipient is asked about a case."""
        if not said:
            return None
        found = _EXPECT.get(fold(said.text))
        if found is None:
            self.fault("round.unknown_expect", said.where, value=said.text)
        return found

    def meeting(self, line: Line) -> Subject:
        """One row of the Meetings sheet."""
        return Subject(self.ref(line), "meeting", expected=(("observer", "ask"),), withdrawn=line.get("Withdrawn: why").text, note=line.get("Note").text)

    def ref(self, line: Line) -> str:
        """A reference that this program made."""
        said = line.get("Reference")
        text = said.text.upper().replace(" ", "")
        if not is_subject_ref(text):
            self.fault("round.bad_ref", said.where, ref=said.text)
        return text

    def day(self, said: Value | None) -> date | None:
        """The date a cell holds, or a fault."""
        if said is None or not said:
            return None
        if said.day is None:
            self.fault("round.unknown_date", said.where)
        return said.day

    def round(
        self, settings: dict[str, Value], sampling: dict[str, Value], theme: Theme | None, recipients: tuple[Recipient, ...], subjects: tuple[Subject, ...]
    ) -> Round | None:
        """The round, once everything on its first sheet is there."""

        def text(label: str) -> str:
            said = settings.get(fold(label))
            return said.text if said else ""

        days = {label: self.day(settings.get(fold(label))) for label in ("Look-back from", "Look-back to", "Issue date", "Return by", "Panel date")}
        for label in ("Round code", "Title", "Look-back from", "Look-back to", "Issue date", "Return by"):
            said = settings.get(fold(label))
            if settings and (said is None or not said):
                where = said.where if said else Where(self.file, "Round")
                self.fault("round.missing_value", where, label=label, remedy="Fill it in, like the other lines of this sheet.")
        for first, second in (("Look-back from", "Look-back to"), ("Issue date", "Return by"), ("Return by", "Panel date")):
            one, two = days[first], days[second]
            if one and two and one > two:
                self.fault("round.dates_out_of_order", settings[fold(second)].where, first=first, second=second)
        nation = self.choice(settings, "Nation", _NATIONS) or "England"
        grades = self.choice(settings, "Grades used", ("Yes", "No")) != "No"
        chosen = self.choice(sampling, "Random sample", ("Yes", "No")) == "Yes"
        months = text("Retention months")
        limits = self.limits(settings, theme)
        start, end, issue, due = (days[label] for label in ("Look-back from", "Look-back to", "Issue date", "Return by"))
        if theme is None or start is None or end is None or issue is None or due is None:
            return None
        words = {label: said.text for label, said in sampling.items()}
        return Round(
            code=text("Round code"), theme=theme.name, title=text("Title"), partnership=text("Partnership"),
            nation=nation,  # type: ignore[arg-type]  # one of the four, checked above
            looks_from=start, looks_to=end, issued=issue, due=due, recipients=recipients, subjects=subjects, panel=days["Panel date"],
            contact=text("Contact"), return_to=text("Where returns go"), marking=text("Marking") or "OFFICIAL-SENSITIVE", grades=grades,
            retention_months=int(months) if months.isdigit() else 24, follows=text("Follows round"),
            sampling=Sampling(
                words.get("how many children could have been chosen", ""), words.get("criterion", ""), words.get("how they were chosen", ""),
                words.get("replaced cases and why", ""), chosen,
            ),
            limits=limits,
        )  # fmt: skip

    def choice(self, lines: dict[str, Value], label: str, options: tuple[str, ...]) -> str:
        """One of the options, "" where the cell is blank, or a fault."""
        said = lines.get(fold(label))
        if said is None or not said:
            return ""
        found = next((option for option in options if fold(option) == fold(said.text)), "")
        if not found:
            self.fault("round.unknown_choice", said.where, value=said.text, label=label, known=", ".join(options))
        return found

    def limits(self, settings: dict[str, Value], theme: Theme | None) -> tuple[tuple[str, int], ...]:
        """The round's own time limits."""
        found = []
        for limit in theme.time_limits if theme else ():
            label = f"Time limit: {limit.label} ({limit.unit.replace('_', ' ')})"
            said = settings.get(fold(label))
            if said is None or not said:
                continue
            if not said.text.isdigit():
                self.fault("round.unknown_choice", said.where, value=said.text, label=label, known="a whole number")
                continue
            found.append((limit.name, int(said.text)))
        return tuple(found)
