"""Read the rows of a log of escalations. What cannot be used is left out and reported with its
cell, and what may name somebody is withheld.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from audit_core.escalations.log import (
    ELSEWHERE,
    OUTCOMES,
    REMOVED_STAGE,
    SAFE,
    SIDES,
    TOPICS,
    EscalationReport,
    IssuedEdition,
    IssuedLogs,
    Quarter,
    Span,
)
from audit_core.escalations.privacy import WithheldTexts, may_name, our_case, our_ref
from audit_core.escalations.renamed_stages import MovedStages, move_to_policy
from audit_core.escalations.stage_days import read_stage_days
from audit_core.escalations.stage_order import day_of, days_out_of_order
from audit_core.i18n import _
from audit_core.parsing.choices import Option, match_choice
from audit_core.parsing.dates import doubt_about, in_words
from audit_core.parsing.folding import fold, squeeze_spaces
from audit_core.problems.problem import Problem, Where, problem
from audit_core.workbook_style.labelled_tables import (
    LabelledValue,
    TableRow,
    headings_of,
    read_table,
    sheet_of,
)
from audit_core.xlsx.address import Place, parse_address
from audit_core.xlsx.workbook import Book, Sheet

YEARS_BEFORE = 2
"""A date more than this many years before the quarter is not a day of an escalation: it is a date
of birth, or a slip.
"""


def chosen_code(
    value: LabelledValue, options: Sequence[tuple[str, str]], label: str, problems: list[Problem]
) -> str:
    """Return the code of a choice, or "" and a problem."""
    if not value:
        return ""
    known = [
        Option(code, text) for code, word in options for text in dict.fromkeys((_(word), word))
    ]  # a log may have been made in another language
    found = match_choice(known, value.text) if value.plain else None
    if found is None:
        problems.append(
            problem(
                "escalation.unknown_choice",
                value.where,
                label=_(label),
                known=", ".join(_(word) for _code, word in options),
            )
        )
        return ""
    return found[0].code


@attrs.define
class LogRows:
    """Reads the rows of one log, and adds their problems to `problems`."""

    book: Book
    file: str
    code: str
    issued: IssuedLogs
    printed: IssuedEdition
    as_at: date
    held: WithheldTexts
    problems: list[Problem]
    cells_read: set[tuple[str, Place]] = attrs.field(factory=set)
    _withheld: dict[str, int] = attrs.field(factory=dict)

    @property
    def _headings(self) -> dict[str, str]:
        return dict(self.printed.columns)

    @property
    def _earliest(self) -> date:
        """The first day that can be a day of an escalation of this quarter."""
        quarter = Quarter.parse(self.issued.quarter)
        return quarter.first.replace(year=quarter.year - YEARS_BEFORE) if quarter else self.as_at

    def read(self) -> tuple[tuple[EscalationReport, ...], int]:
        """Return every escalation reported, and how many rows had anything typed. Identical rows
        count once.
        """
        found: dict[EscalationReport, EscalationReport] = {}
        rows = 0
        refs = set()
        headings = self._headings
        sheets = [sheet for sheet in self.book.sheets if self._headings_on(sheet)]
        if not sheets:
            self._report("escalation.no_table", Where(self.file))
        stages = read_stage_days(self.book, self.file, self.printed.columns, sheets)
        self._count_as_read(stages.headings)
        for sheet in sheets:
            there = self._headings_on(sheet).keys() | stages.keys
            for heading in headings.values():
                if fold(heading) not in there:
                    self._report(
                        "escalation.missing_heading", Where(self.file, sheet.name), heading=heading
                    )
            for row in read_table(self.book, sheet, self.file, headings["side"]):
                if not any(
                    value
                    for heading, value in row.values.items()
                    if heading != fold(headings["ref"])
                ):
                    continue  # only the printed ref: the row was not used
                rows += 1
                line = stages.joined(row)
                report = self._read_row(line)
                cells = [line.get(heading) for heading in headings.values()]
                self._count_as_read(
                    cell for cell in cells if report or cell.where.sheet == sheet.name
                )
                if report is None:
                    continue
                plain = attrs.evolve(
                    report,
                    where=Where(),
                    ref="",
                    withheld=tuple(item for item in report.withheld if item[0] != "ref"),
                )
                if plain in found:
                    self._report("escalation.twice", report.where, cell=found[plain].where.cell)
                elif report.mark("ref") in refs:
                    self._report("escalation.same_ref", report.where, ref=report.printed("ref"))
                found.setdefault(plain, report)
                refs |= {report.mark("ref")} - {""}
        return tuple(found.values()), rows

    def _headings_on(self, sheet: Sheet) -> dict[str, LabelledValue]:
        """Return the headings of a sheet that is a table of escalations. Ours count as read,
        whichever version of the program printed them there.
        """
        there = headings_of(self.book, sheet, self.file, self._headings["side"])
        ours = set(map(fold, self._headings.values()))
        self._count_as_read(value for heading, value in there.items() if heading in ours)
        return there

    def _count_as_read(self, cells: Iterable[LabelledValue]) -> None:
        self.cells_read |= {(cell.where.sheet, parse_address(cell.where.cell)) for cell in cells}

    def _read_row(self, line: TableRow) -> EscalationReport | None:
        """Read one row; None if it does not say which side, which other agency or when, since
        nothing else can supply these.
        """
        self._withheld = {}
        side = self._choice(line, "side", SIDES)
        other = self._other(self._get(line, "other"))
        raised = self._day(line, "raised")
        for key, found in (("side", side), ("other", other), ("raised", raised)):
            if not found:
                value = self._get(line, key)
                code = "escalation.unread" if value else "escalation.missing"
                self._report(code, value.where, label=self._headings[key])
        if raised is None or not side or not other:
            return None
        spans, faulty = self._spans(line, raised)
        stages = tuple(
            (str(number), stage.name) for number, stage in enumerate(self.printed.stages, start=1)
        )
        resolved = self._choice(line, "resolved", stages)
        if resolved and spans[int(resolved) - 1][1] is None and f"answered{resolved}" not in faulty:
            answered = self._get(line, f"answered{resolved}")
            self._report("escalation.resolved_unanswered", answered.where)
        moved = self._by_policy(line, spans, faulty, int(resolved or 0))
        raiser, receiver = (self.code, other) if side == "raised" else (other, self.code)
        return EscalationReport(
            self.code,
            self._ref(line, "ref"),
            raiser,
            receiver,
            raised,
            line.where,
            self._ref(line, "their_ref"),
            self._case(line),
            self._choice(line, "topic", TOPICS),
            moved.spans,
            moved.faulty,
            moved.resolved,
            self._choice(line, "safe", SAFE),
            self._choice(line, "outcome", OUTCOMES),
            self._learning(line),
            self._copied(line, raised),
            tuple(sorted(self._withheld.items())),
        )

    def _choice(self, line: TableRow, key: str, options: Sequence[tuple[str, str]]) -> str:
        return chosen_code(self._get(line, key), options, self._headings[key], self.problems)

    def _get(self, line: TableRow, key: str) -> LabelledValue:
        """Return the value in a column. A formula's last result was not typed by anybody, so it
        does not count as an answer.
        """
        value = line.get(self._headings[key])
        sheet = sheet_of(self.book, value.where.sheet)
        cell = sheet.at(value.where.cell) if sheet and value.where.cell else None
        if cell is not None and cell.kind == "formula":
            return attrs.evolve(value, plain=False, moment=None)
        return value

    def _other(self, value: LabelledValue) -> str:
        """Return the code of the other agency; `ELSEWHERE` for one outside this partnership, whose
        typed name is withheld.
        """
        if not value:
            return ""
        if not value.plain:
            self._report("round.not_plain", value.where)
            return ""
        wanted = squeeze_spaces(value.text)
        code = next(
            (
                agency.code
                for agency in self.issued.agencies
                if wanted in {squeeze_spaces(agency.code), squeeze_spaces(agency.name)}
            ),
            "",
        )
        if code == self.code:
            self._report("escalation.own_agency", value.where)
            return ""
        if not code:
            self._withhold("other", value, "escalation.unknown_agency")
        return code or ELSEWHERE

    def _ref(self, line: TableRow, key: str) -> str:
        """Return a ref as our logs print it; anything else is withheld."""
        value = self._get(line, key)
        ref = our_ref(value.text) if value.plain else ""
        if ref or not value:
            return ref
        return self._withhold(key, value, "escalation.ref", label=self._headings[key])

    def _case(self, line: TableRow) -> str:
        """Return a case reference as our forms print it; anything else is withheld."""
        value = self._get(line, "case")
        if not value or fold(value.text) in {"none", "n/a", "-"}:
            return ""
        ref = our_case(value.text) if value.plain else ""
        return ref or self._withhold("case", value, "escalation.case_name")

    def _learning(self, line: TableRow) -> str:
        """Return what the agency wrote, unless it may identify a person."""
        value = self._get(line, "learning")
        known = (
            *(agency.name for agency in self.issued.agencies),
            *(stage.name for stage in self.issued.stages),
            *(_(word) for _code, word in TOPICS),
        )
        found = may_name(value.text, known)
        if not found:
            return value.text
        what = ", ".join(map(_, found))
        return self._withhold("learning", value, "escalation.identifier", what=what)

    def _withhold(self, key: str, value: LabelledValue, code: str, /, **data: object) -> str:
        """Record a text that is not printed, report its cell, and return "" in its place."""
        self._withheld[key] = self.held.number(value.text)
        self._report(code, value.where, **data)
        return ""

    def _day(self, line: TableRow, key: str) -> date | None:
        """Return the day in a cell, read day first; None if it is blank or, with a problem, cannot
        be right.
        """
        value = self._get(line, key)
        if not value:
            return None
        if not value.plain:
            self._report("round.not_plain", value.where)
        elif value.moment is None or value.day is None:
            self._report("answer.date", value.where)
        elif value.day < self._earliest:
            self._report("escalation.long_ago", value.where, years=YEARS_BEFORE)
        elif value.day > self.as_at:
            days = {"read": in_words(value.day), "as_at": in_words(self.as_at)}
            self._report("escalation.future", value.where, **days)
        else:
            doubt = doubt_about(value.moment, value.where)
            self.problems += [doubt] if doubt else []
            return value.day
        return None

    def _spans(self, line: TableRow, raised: date) -> tuple[tuple[Span, ...], frozenset[str]]:
        """Return the days of every stage, and the keys of those that cannot be used. The first
        stage began when the escalation was raised, unless another day is given.
        """
        spans: list[Span] = []
        faulty: set[str] = set()
        for number in range(1, len(self.printed.stages) + 1):
            begins, answers = f"begun{number}", f"answered{number}"
            begun, answered = self._day(line, begins), self._day(line, answers)
            faulty |= {
                key
                for key, day in ((begins, begun), (answers, answered))
                if day is None and self._get(line, key)
            }
            if begun is None and number == 1 and begins not in faulty:
                begun = raised
            if (
                begun is None
                and begins not in faulty
                and (answered is not None or answers in faulty)
            ):
                self._report("escalation.no_begin", self._get(line, begins).where)
                faulty.add(begins)
            spans.append((begun, answered))
        return tuple(spans), frozenset(faulty | self._out_of_order(line, raised, spans))

    def _by_policy(
        self, line: TableRow, spans: tuple[Span, ...], faulty: frozenset[str], resolved: int
    ) -> MovedStages:
        """Return the spans by the policy's stages: unchanged, unless the log was made with other
        stages. A stage that no longer exists is reported.
        """
        if self.printed.stages == self.issued.stages:
            return MovedStages(spans, faulty, resolved, ())
        moved = move_to_policy(spans, faulty, resolved, self.printed.stages, self.issued.stages)
        keys = [
            key
            for number in moved.gone
            for key in (f"begun{number}", f"answered{number}")
            if self._get(line, key)
        ]
        keys += ["begun1"] if 1 in moved.gone and not keys else []
        keys += ["resolved"] if moved.resolved == REMOVED_STAGE else []
        for key in keys:
            where = self._get(line, key).where
            self._report("escalation.stage_gone", where, quarter=self.issued.quarter)
        return moved

    def _copied(self, line: TableRow, raised: date) -> date | None:
        day = self._day(line, "copied")
        return None if self._out_of_order(line, raised, (), day) else day

    def _out_of_order(
        self, line: TableRow, raised: date, spans: Sequence[Span], copied: date | None = None
    ) -> set[str]:
        """Return the keys of days that are before a day they must follow; each is reported."""
        found = days_out_of_order(raised, spans, copied)
        for first, second in found:
            early, late = (
                in_words(day)
                for key in (first, second)
                if (day := day_of(key, raised, spans, copied))
            )
            self._report(
                "escalation.out_of_order",
                self._get(line, second).where,
                first=self._headings[first],
                second=self._headings[second],
                early=early,
                late=late,
            )
        return {second for _, second in found}

    def _report(self, code: str, where: Where, /, **data: object) -> None:
        self.problems.append(problem(code, where, **data))
