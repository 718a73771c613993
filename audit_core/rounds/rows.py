"""Read the tables of round.xlsx: recipients, cases and meetings, each row with its problems by
cell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audit_core.parsing.choices import Option, match_choice
from audit_core.parsing.dates import doubt_about, in_words, read_moment
from audit_core.parsing.folding import fold, squeeze_spaces
from audit_core.problems.problem import Problem, Where, problem
from audit_core.rounds.case_references import is_subject_ref
from audit_core.rounds.columns import (
    CLEARED_BY,
    CODE,
    CONTACT,
    EXPECT_WORDS,
    KIND,
    MEETING_DATE,
    MEETING_HEADINGS,
    MEETING_KIND,
    NAME,
    NOTE,
    OBSERVED,
    OWN_DUE,
    PROCEEDINGS,
    RECIPIENT_HEADINGS,
    REFERENCE,
    WITHDRAWN,
    case_headings,
    may_be_missing,
    role_headings,
)
from audit_core.rounds.recipients import Recipient
from audit_core.rounds.round import Expect, Proceedings, Subject
from audit_core.themes.agencies import AGENCY_KINDS, RESPONDENTS, ROLES, Kind
from audit_core.workbook_style.labelled_tables import (
    LabelledValue,
    TableRow,
    headings_of,
    read_table,
    sheet_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from audit_core.themes.theme import Theme
    from audit_core.xlsx.workbook import Book, Sheet

_CLEARED = re.compile(rf"(?:yes\W+)?{CLEARED_BY}\W*\s(.+)", re.IGNORECASE)
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_ROUND_CODE = re.compile(r"[A-Z]{2,4}\d{2}[A-Z]")
_BUILT_IN = frozenset(kind.code for kind in RESPONDENTS)
_EXPECT = {squeeze_spaces(text): pair[0] for pair in EXPECT_WORDS for text in pair}


class RoundRows:
    """The tables of one workbook. Problems are added to `problems` as they are found."""

    def __init__(
        self, book: Book, file: str, theme: Theme | None, code: str, problems: list[Problem]
    ) -> None:
        self._book, self._file, self._theme, self._code = book, file, theme, code
        self._problems = problems
        self._about = {instrument.about for instrument in theme.instruments} if theme else set()
        self._refs: set[str] = set()
        self._issued: date | None = None

    def recipients(self, issued: date | None) -> tuple[Recipient, ...]:
        """Return everybody on the Recipients sheet."""
        kinds = {
            kind.code: kind.label
            for kind in (*AGENCY_KINDS, *(self._theme.kinds if self._theme else ()))
        }
        by_words = {
            squeeze_spaces(word): code for code, label in kinds.items() for word in (label, code)
        }
        found: dict[str, Recipient] = {}
        for line in self._table("Recipients", RECIPIENT_HEADINGS):
            cell, kind, own = line.get(CODE), line.get(KIND), line.get(OWN_DUE)
            code = fold(cell.text)
            if not _CODE.fullmatch(code) or code in {*_BUILT_IN, *map(fold, self._headings())}:
                self._report("round.bad_code", cell.where, code=cell.text)
            if squeeze_spaces(kind.text) not in by_words:
                self._report(
                    "round.unknown_kind",
                    kind.where,
                    kind=kind.text,
                    known=", ".join(kinds.values()),
                )
            if code in found:
                self._report("round.duplicate_recipient", cell.where, code=code)
            recipient = Recipient(
                code,
                by_words.get(squeeze_spaces(kind.text), ""),
                line.get(NAME).text or code,
                line.get(CONTACT).text,
                self._due(own, issued),
            )
            found.setdefault(code, recipient)
        return tuple(found.values())

    def subjects(
        self, recipients: tuple[Recipient, ...], issued: date | None
    ) -> tuple[Subject, ...]:
        """Return cases, meetings and, if the theme has a form about it, the round itself."""
        if self._code and not _ROUND_CODE.fullmatch(self._code):
            self._report("round.bad_round_code", Where(self._file, "Round"), code=self._code)
        codes = {recipient.code: recipient for recipient in recipients}
        self._issued = issued
        subjects = self._cases(codes)
        if "meeting" in self._about:
            subjects += self._meetings()
        if "round" in self._about:
            subjects.append(Subject(self._code, "round", expected=(("partnership", "ask"),)))
        return tuple(subjects)

    def _cases(self, codes: dict[str, Recipient]) -> list[Subject]:
        wanted = [heading for heading in self._headings() if not may_be_missing(heading)]
        lines = self._table("Cases", wanted)
        sheet = sheet_of(self._book, "Cases")
        headings = headings_of(self._book, sheet, self._file, REFERENCE) if sheet else {}
        columns = [heading for heading in headings if heading in codes]
        has_proceedings = fold(PROCEEDINGS) in headings
        for code in codes:
            if headings and code not in columns:
                self._report("round.no_column", Where(self._file, "Cases"), code=code)
        known = {*codes, *map(fold, self._headings()), fold(PROCEEDINGS)}
        for heading, value in headings.items():
            if heading not in known and any(
                squeeze_spaces(line.get(heading).text) in _EXPECT for line in lines
            ):
                self._report(
                    "round.unknown_recipient", value.where, code=value.text, known=", ".join(codes)
                )
        return [
            case
            for line in lines
            if _has_more(line)
            and (case := self._case(line, columns, codes, has_proceedings=has_proceedings))
            is not None
        ]

    def _case(
        self,
        line: TableRow,
        columns: Sequence[str],
        codes: Iterable[str],
        *,
        has_proceedings: bool,
    ) -> Subject | None:
        """Return the case in one row of the Cases sheet."""
        ref = self._ref(line, meeting=False)
        facts, cells = [], []
        for fact in self._theme.facts if self._theme else ():
            cell = line.get(fact.label)
            cells.append((fact.code, cell.where.cell))
            options = [Option(band, band) for band in fact.bands]
            band = match_choice(options, cell.text) if cell else None
            if cell and band is None:
                self._report(
                    "round.unknown_band",
                    cell.where,
                    value=cell.text,
                    label=fact.label,
                    known=", ".join(fact.bands),
                )
            elif band is not None:
                facts.append((fact.code, band[0].code))
        roles = [
            (role.code, code)
            for role in ROLES
            for code in self._holders(self._role(line, role), codes)
        ]
        expected = [(code, expect) for code in columns if (expect := self._expect(line.get(code)))]
        due = self._due(line.get(OWN_DUE), self._issued)
        withdrawn, note = line.get(WITHDRAWN).text, line.get(NOTE).text
        if not ref:
            return None
        return Subject(
            ref,
            "case",
            tuple(facts),
            tuple(roles),
            tuple(expected),
            withdrawn,
            note,
            due,
            tuple(cells),
            *(self._proceedings(line) if has_proceedings else ()),
        )

    def _proceedings(self, line: TableRow) -> tuple[Proceedings, str]:
        """Return whether proceedings are under way about a case, and who cleared its audit, when.

        Whatever is typed and is neither None nor a clearance by somebody on a day counts as not
        cleared.
        """
        cell = line.get(PROCEEDINGS)
        words = " ".join(cell.text.split())
        said = squeeze_spaces(words)
        if not cell or said in {"none", "no"}:
            return ("none" if cell else ""), ""
        if said in {"yes", "notcleared", "yesnotcleared"}:
            return "not_cleared", ""
        cleared = _clearance(words)
        if not cleared:
            self._report("round.unclear_clearance", cell.where)
        return ("cleared" if cleared else "not_cleared"), cleared

    def _due(self, cell: LabelledValue, issued: date | None) -> date | None:
        """Return the due date of one recipient, case or meeting, or None."""
        due = self.day(cell, self._problems) if cell else None
        if due and issued and due < issued:
            self._report("round.dates_out_of_order", cell.where, first="Issue date", second=OWN_DUE)
        return due

    @staticmethod
    def _role(line: TableRow, role: Kind) -> LabelledValue:
        """Return who holds a role, under its heading or an earlier one."""
        cells = map(line.get, role_headings(role))
        return next(filter(None, cells), line.get(role.label))

    def _holders(self, cell: LabelledValue, codes: Iterable[str]) -> list[str]:
        """Return the recipients named for a role: codes separated by commas, semicolons or line
        ends.
        """
        named = dict.fromkeys(
            code for part in re.split(r"[,;\n]", cell.text) if (code := fold(part))
        )
        for code in named:
            if code not in codes:
                self._report(
                    "round.unknown_recipient", cell.where, code=code, known=", ".join(codes)
                )
        return list(named)

    def _expect(self, cell: LabelledValue) -> Expect | None:
        """Return whether a recipient is asked about a case."""
        found = _EXPECT.get(squeeze_spaces(cell.text))
        if cell and found is None:
            self._report("round.unknown_expect", cell.where, value=cell.text)
        return found

    def _meetings(self) -> list[Subject]:
        found = []
        for line in self._table("Meetings", MEETING_HEADINGS):
            observed, day, withdrawn = (
                line.get(OBSERVED),
                line.get(MEETING_DATE),
                line.get(WITHDRAWN).text,
            )
            if not _has_more(line) or (fold(observed.text) == "no" and not withdrawn):
                continue
            if fold(observed.text) not in {"yes", "no"}:
                self._report(
                    "round.unknown_choice",
                    observed.where,
                    value=observed.text,
                    label=OBSERVED,
                    known="Yes, No",
                )
            ref = self._ref(line, meeting=True)
            on = self.day(day, self._problems) if day else None
            facts = (
                ("meeting_date", on.isoformat() if on else ""),
                ("meeting_kind", line.get(MEETING_KIND).text),
            )
            found.append(
                Subject(
                    ref,
                    "meeting",
                    tuple((name, value) for name, value in facts if value),
                    expected=(("observer", "ask"),),
                    withdrawn=withdrawn,
                    note=line.get(NOTE).text,
                    due=self._due(line.get(OWN_DUE), self._issued),
                )
            )
        return found

    def _ref(self, line: TableRow, *, meeting: bool) -> str:
        """Return the reference of a row: one that the program made for this round, used once."""
        cell = line.get(REFERENCE)
        ref = fold(cell.text).upper().replace(" ", "")
        if not ref:
            self._report(
                "round.missing_value",
                cell.where,
                label=REFERENCE,
                remedy="Copy one from a row that is not used.",
            )
        elif (
            not is_subject_ref(ref)
            or not ref.startswith(f"{self._code}-")
            or ("-M" in ref[:-1]) != meeting
        ):
            self._report("round.bad_ref", cell.where, ref=cell.text)
        elif ref in self._refs:
            self._report("round.duplicate_case", cell.where, ref=ref)
        self._refs.add(ref)
        return ref

    def _headings(self) -> tuple[str, ...]:
        """Return the headings of the Cases sheet that are not recipients' codes."""
        return (
            case_headings(self._theme)
            if self._theme
            else (REFERENCE, *(role.label for role in ROLES), WITHDRAWN, NOTE)
        )

    def _table(self, name: str, wanted: Sequence[str]) -> tuple[TableRow, ...]:
        """Return the rows of a required table, after checking that it has every heading the program
        wrote.
        """
        sheet = sheet_of(self._book, name)
        if sheet is None:
            self._report("round.missing_sheet", Where(self._file), sheet=name)
            return ()
        lines = table_with_headings(self._book, sheet, self._file, wanted, self._problems)
        self._problems += not_plain(value for line in lines for value in line.values.values())
        return lines

    def _report(self, code: str, where: Where, /, **data: object) -> None:
        self._problems.append(problem(code, where, **data))

    @staticmethod
    def day(cell: LabelledValue, problems: list[Problem]) -> date | None:
        """Return the day that a cell gives, or None after adding a problem. A date that can be read
        in two ways is read day first, with a warning.
        """
        if cell.moment is None:
            problems.append(problem("round.unknown_date", cell.where))
            return None
        doubt = doubt_about(cell.moment, cell.where)
        problems += [doubt] if doubt else []
        return None if doubt and doubt.severity == "error" else cell.day


def _clearance(words: str) -> str:
    """Return by whom and when an audit was cleared: "police SIO on 14 Mar 2026", from "Cleared by
    police SIO on 14 Mar 2026"; "" if a text does not give both.
    """
    said = _CLEARED.fullmatch(words)
    parts = said[1].split() if said else []
    for place in range(1, len(parts)):
        moment = read_moment(" ".join(parts[place:]))
        role = " ".join(parts[:place]).removesuffix(" on").rstrip(",;: ")
        if moment is not None and role and role.casefold() != "on":
            return f"{role} on {in_words(moment.day)}"
    return ""


def table_with_headings(
    book: Book, sheet: Sheet, file: str, wanted: Sequence[str], problems: list[Problem]
) -> tuple[TableRow, ...]:
    """Return the rows of the table with these headings. A problem is added for each heading that is
    missing, under its earlier name too; the table is found by the first.
    """
    headings = headings_of(book, sheet, file, wanted[0])
    earlier = {role.label: role_headings(role)[-1] for role in ROLES}
    problems += [
        problem("round.missing_heading", Where(file, sheet.name), heading=heading)
        for heading in wanted
        if not {fold(heading), fold(earlier.get(heading, heading))} & headings.keys()
    ]
    return read_table(book, sheet, file, wanted[0])


def not_plain(values: Iterable[LabelledValue]) -> list[Problem]:
    """Return a problem for each value that is an error or struck through."""
    return [problem("round.not_plain", value.where) for value in values if not value.plain]


def _has_more(line: TableRow) -> bool:
    """Whether anything but the reference was typed: rows with only a reference are spare."""
    return any(value for heading, value in line.values.items() if heading != fold(REFERENCE))
