"""Read an agency's log of escalations: every row as it was reported, or a problem that names the
cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.escalations.log import (
    ANY,
    ELSEWHERE,
    LOG_ID,
    OUTCOMES,
    REMOVED_STAGE,
    REPORT,
    SAFE,
    SIDES,
    TOPICS,
    EscalationReport,
    Log,
    Quarter,
)
from audit_core.escalations.privacy import may_name, our_case, our_ref
from audit_core.escalations.renamed_stages import MovedStages, move_to_policy
from audit_core.escalations.stage_order import day_of, days_out_of_order
from audit_core.i18n import _
from audit_core.parsing.choices import Option, match_choice
from audit_core.parsing.dates import in_words
from audit_core.parsing.folding import fold, squeeze_spaces
from audit_core.problems.problem import Where, problem
from audit_core.workbook_style.labelled_tables import (
    LabelledValue,
    headings_of,
    labelled,
    read_table,
)
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.refusals import Refused, refused_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from audit_core.escalations.log import IssuedEdition, IssuedLogs, Span
    from audit_core.escalations.privacy import WithheldTexts
    from audit_core.problems.problem import Problem
    from audit_core.workbook_style.labelled_tables import TableRow
    from audit_core.xlsx.workbook import Book, Sheet

_BETWEEN = "\n"
YEARS_BEFORE = 2
"""A date more than this many years before the quarter is not a day of an escalation: it is a date
of birth, or a slip.
"""


def read_log(
    data: bytes, file: str, sha256: str, issued: IssuedLogs, as_at: date, held: WithheldTexts
) -> tuple[Log | None, tuple[Problem, ...]]:
    """Return what a log reports, as at `as_at`, and its problems; None for a file that is not a log
    of this quarter.

    Text that is not one of our refs, or may name somebody, is withheld and reported with its cell:
    `held` records only whether two such texts are equal.
    """
    try:
        book = read_book(data)
    except Refused as refused:
        return None, (refused_file(refused.code, file),)
    code, edition, fault = _whose(book, file, issued)
    printed = issued.printed(edition)
    if fault is not None or printed is None:
        return None, (
            fault or problem("escalation.not_issued", Where(file), quarter=issued.quarter),
        )
    faults: list[Problem] = (
        [problem("escalation.earlier_stages", Where(file))] if edition < issued.edition else []
    )
    rows = _Rows(book, file, code, issued, printed, as_at, held, faults)
    told, count = rows.read()
    log = Log(code, file, sha256, _answer(book, file, faults), told, count)
    if log.answer == "none" and log.rows:
        faults.append(problem("escalation.none_and_some", Where(file), count=log.rows))
    if log.state == "says_nothing":
        faults.append(problem("escalation.says_nothing", Where(file)))
    return log, tuple(faults)


def agency_of_log(data: bytes, issued: IssuedLogs) -> str:
    """Return the code of the agency whose log of this quarter a file is; "" for any other file."""
    try:
        return _whose(read_book(data), "", issued)[0]
    except Refused:
        return ""


def _whose(book: Book, file: str, issued: IssuedLogs) -> tuple[str, int, Problem | None]:
    """Return whose log it is, and of which edition, by the id in it, whatever the file is
    called.
    """
    texts = (*(sheet.cells.texts(_BETWEEN) for sheet in book.sheets), *book.properties.values())
    ids = sorted({found for text in texts if "AE1/" in text for found in LOG_ID.findall(text)})
    if not ids:
        return "", 0, problem("escalation.not_a_log", Where(file))
    if len(ids) > 1:
        return "", 0, problem("escalation.two_ids", Where(file))
    _, quarter, code, *edition = ids[0].split("/")
    if quarter != issued.quarter:
        return "", 0, problem("escalation.other_quarter", Where(file), quarter=quarter)
    if all(agency.code != code for agency in issued.agencies):
        return "", 0, problem("escalation.not_issued", Where(file), quarter=quarter)
    return code, int(edition[0]) if edition else 1, None


def _answer(book: Book, file: str, faults: list[Problem]) -> str:
    """Return the answer on the first sheet: "none", "some", or "" if it is blank."""
    for sheet in book.sheets:
        said = labelled(book, sheet, file).get(fold(_(ANY)))
        if said:
            return _chosen(said, REPORT, ANY, faults)
    return ""


def _chosen(
    said: LabelledValue, options: Sequence[tuple[str, str]], label: str, faults: list[Problem]
) -> str:
    """Return the code of a choice, or "" and a problem."""
    if not said:
        return ""
    known = [
        Option(code, text) for code, word in options for text in dict.fromkeys((_(word), word))
    ]  # a log may have been made in another language
    found = match_choice(known, said.text) if said.plain else None
    if found is None:
        faults.append(
            problem(
                "escalation.unknown_choice",
                said.where,
                label=_(label),
                known=", ".join(_(word) for _code, word in options),
            )
        )
        return ""
    return found[0].code


class _Rows:
    """Reads the rows of one log, and adds their problems to `faults`."""

    def __init__(
        self,
        book: Book,
        file: str,
        code: str,
        issued: IssuedLogs,
        printed: IssuedEdition,
        as_at: date,
        held: WithheldTexts,
        faults: list[Problem],
    ) -> None:
        self._book, self._file, self._code, self._issued, self._as_at, self._faults = (
            book,
            file,
            code,
            issued,
            as_at,
            faults,
        )
        self._headings, self._stages = dict(printed.columns), printed.stages
        self._known = (
            *(agency.name for agency in issued.agencies),
            *(stage.name for stage in issued.stages),
            *(_(word) for _code, word in TOPICS),
        )
        quarter = Quarter.parse(issued.quarter)
        self._earliest = (
            quarter.first.replace(year=quarter.year - YEARS_BEFORE) if quarter else as_at
        )
        self._held = held
        self._withheld: dict[str, int] = {}
        self._sheet: Sheet | None = None

    def read(self) -> tuple[tuple[EscalationReport, ...], int]:
        """Return every escalation reported, and how many rows had anything typed. Identical rows
        count once.
        """
        found: dict[EscalationReport, EscalationReport] = {}
        rows = 0
        refs: dict[str, EscalationReport] = {}
        sheets = [sheet for sheet in self._book.sheets if self._headings_on(sheet)]
        if not sheets:
            self._fault("escalation.no_table", Where(self._file))
        for sheet in sheets:
            self._sheet = sheet
            there = self._headings_on(sheet)
            for heading in self._headings.values():
                if fold(heading) not in there:
                    self._fault(
                        "escalation.missing_heading", Where(self._file, sheet.name), heading=heading
                    )
            for line in read_table(self._book, sheet, self._file, self._headings["side"]):
                if not any(
                    value
                    for heading, value in line.values.items()
                    if heading != fold(self._headings["ref"])
                ):
                    continue  # a printed ref alone: nobody has used the row
                rows += 1
                told = self._told(line)
                if told is None:
                    continue
                plain = attrs.evolve(
                    told,
                    where=Where(),
                    ref="",
                    withheld=tuple(item for item in told.withheld if item[0] != "ref"),
                )
                if plain in found:
                    self._fault("escalation.twice", told.where, cell=found[plain].where.cell)
                elif told.mark("ref") in refs:
                    self._fault("escalation.same_ref", told.where, ref=told.printed("ref"))
                found.setdefault(plain, told)
                if told.mark("ref"):
                    refs.setdefault(told.mark("ref"), told)
        return tuple(found.values()), rows

    def _headings_on(self, sheet: Sheet) -> dict[str, LabelledValue]:
        return headings_of(self._book, sheet, self._file, self._headings["side"])

    def _told(self, line: TableRow) -> EscalationReport | None:
        """Read one row; None if it does not say which side, which other agency or when, since
        nothing else can supply these.
        """
        self._withheld = {}
        side = self._choice(line, "side", SIDES)
        other = self._other(self._get(line, "other"))
        raised = self._day(line, "raised")
        for key, found in (("side", side), ("other", other), ("raised", raised)):
            if not found:
                said = self._get(line, key)
                self._fault(
                    "escalation.unread" if said else "escalation.missing",
                    said.where,
                    label=self._headings[key],
                )
        if raised is None or not side or not other:
            return None
        spans, faulty = self._spans(line, raised)
        stages = tuple(
            (str(number), stage.name) for number, stage in enumerate(self._stages, start=1)
        )
        resolved = self._choice(line, "resolved", stages)
        if resolved and spans[int(resolved) - 1][1] is None and f"answered{resolved}" not in faulty:
            self._fault(
                "escalation.resolved_unanswered", self._get(line, f"answered{resolved}").where
            )
        stood = self._by_policy(line, spans, faulty, int(resolved or 0))
        raiser, receiver = (self._code, other) if side == "raised" else (other, self._code)
        ref, their_ref, case = (
            self._ref(line, "ref"),
            self._ref(line, "their_ref"),
            self._case(line),
        )
        topic, safe, outcome = (
            self._choice(line, key, options)
            for key, options in (("topic", TOPICS), ("safe", SAFE), ("outcome", OUTCOMES))
        )
        learning, copied = self._learning(line), self._copied(line, raised)
        return EscalationReport(
            self._code, ref, raiser, receiver, raised, line.where, their_ref, case, topic,
            stood.spans, stood.faulty, stood.resolved, safe, outcome, learning, copied,
            tuple(sorted(self._withheld.items())),
        )  # fmt: skip

    def _choice(self, line: TableRow, key: str, options: Sequence[tuple[str, str]]) -> str:
        return _chosen(self._get(line, key), options, self._headings[key], self._faults)

    def _get(self, line: TableRow, key: str) -> LabelledValue:
        """Return the value in a column. A formula's last result does not count as an answer,
        because nobody typed it.
        """
        value = line.get(self._headings[key])
        cell = self._sheet.at(value.where.cell) if self._sheet and value.where.cell else None
        return (
            attrs.evolve(value, plain=False, day=None)
            if cell is not None and cell.kind == "formula"
            else value
        )

    def _other(self, said: LabelledValue) -> str:
        """Return the code of the other agency; `ELSEWHERE` for one outside this partnership, whose
        typed name is withheld.
        """
        if not said:
            return ""
        if not said.plain:
            self._fault("round.not_plain", said.where)
            return ""
        wanted = squeeze_spaces(said.text)
        code = next(
            (
                agency.code
                for agency in self._issued.agencies
                if wanted in {squeeze_spaces(agency.code), squeeze_spaces(agency.name)}
            ),
            "",
        )
        if code == self._code:
            self._fault("escalation.own_agency", said.where)
            return ""
        if not code:
            self._withhold("other", said, "escalation.unknown_agency")
        return code or ELSEWHERE

    def _ref(self, line: TableRow, key: str) -> str:
        """Return a ref as our logs print it; anything else is withheld."""
        said = self._get(line, key)
        ref = our_ref(said.text) if said.plain else ""
        return (
            ref
            if ref or not said
            else self._withhold(key, said, "escalation.ref", label=self._headings[key])
        )

    def _case(self, line: TableRow) -> str:
        """Return a case reference as our forms print it; anything else is withheld."""
        said = self._get(line, "case")
        if not said or fold(said.text) in {"none", "n/a", "-"}:
            return ""
        ref = our_case(said.text) if said.plain else ""
        return ref or self._withhold("case", said, "escalation.case_name")

    def _learning(self, line: TableRow) -> str:
        """What somebody wrote, unless it may identify a person."""
        said = self._get(line, "learning")
        found = may_name(said.text, self._known)
        return (
            self._withhold("learning", said, "escalation.identifier", what=", ".join(map(_, found)))
            if found
            else said.text
        )

    def _withhold(self, key: str, said: LabelledValue, code: str, /, **data: object) -> str:
        """Nothing, in place of a text that is not printed; which one it is, and a fault at its
        cell.
        """
        self._withheld[key] = self._held.number(said.text)
        self._fault(code, said.where, **data)
        return ""

    def _day(self, line: TableRow, key: str) -> date | None:
        """Return the day in a cell, read day first; None if it is blank or, with a problem, cannot
        be right.
        """
        said = self._get(line, key)
        if not said:
            return None
        if not said.plain:
            self._fault("round.not_plain", said.where)
        elif said.day is None:
            self._fault("answer.date", said.where)
        elif said.day < self._earliest:
            self._fault("escalation.long_ago", said.where, years=YEARS_BEFORE)
        elif said.day > self._as_at:
            self._fault(
                "escalation.future",
                said.where,
                read=in_words(said.day),
                as_at=in_words(self._as_at),
            )
        else:
            if said.both_ways:
                self._fault("answer.date_both_ways", said.where, read=in_words(said.day))
            return said.day
        return None

    def _spans(self, line: TableRow, raised: date) -> tuple[tuple[Span, ...], frozenset[str]]:
        """Return the days of every stage, and the keys of those that cannot be used. The first
        stage began when the escalation was raised, unless another day is given.
        """
        spans: list[Span] = []
        faulty: set[str] = set()
        for number in range(1, len(self._stages) + 1):
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
                self._fault("escalation.no_begin", self._get(line, begins).where)
                faulty.add(begins)
            spans.append((begun, answered))
        return tuple(spans), frozenset(faulty | self._out_of_order(line, raised, spans))

    def _by_policy(
        self, line: TableRow, spans: tuple[Span, ...], faulty: frozenset[str], resolved: int
    ) -> MovedStages:
        """Return the spans by the policy's stages: unchanged, unless the log was made with other
        stages. A stage that no longer exists is reported.
        """
        if self._stages == self._issued.stages:
            return MovedStages(spans, faulty, resolved, ())
        moved = move_to_policy(spans, faulty, resolved, self._stages, self._issued.stages)
        keys = [
            key
            for number in moved.gone
            for key in (f"begun{number}", f"answered{number}")
            if self._get(line, key)
        ]
        keys += ["begun1"] if 1 in moved.gone and not keys else []
        for key in (*keys, *(["resolved"] if moved.resolved == REMOVED_STAGE else [])):
            self._fault(
                "escalation.stage_gone", self._get(line, key).where, quarter=self._issued.quarter
            )
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
            names = {"first": self._headings[first], "second": self._headings[second]}
            self._fault(
                "escalation.out_of_order",
                self._get(line, second).where,
                **names,
                early=early,
                late=late,
            )
        return {second for _, second in found}

    def _fault(self, code: str, where: Where, /, **data: object) -> None:
        self._faults.append(problem(code, where, **data))
