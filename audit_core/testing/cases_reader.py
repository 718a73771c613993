"""Read cases.md: returns on which each rule and limit of a theme fires, or only just does not.

    ## late-notification

    Fires: XX-1.2, 1 of 2
    | case | agency | XX-1.2a    | XX-1.2b    |
    |------|--------|------------|------------|
    | 1    | police | 2025-05-06 | 2025-06-30 |
    | 2    | police | 2025-05-06 | 2025-05-07 |

    > Schools were told late in 1 of 2 records.

    Falls short: the last day is still in time
    | case | agency | XX-1.2a    | XX-1.2b    |
    |------|--------|------------|------------|
    | 1    | police | 2025-05-06 | 2025-05-13 |

A heading "## " names the rule or limit; its cases follow. A rule "Fires" with the ref and the
counts of its finding: "XX-1.2, 1 of 2", or "3 of 4" where it pools several questions, with "; "
between several findings; the kind of finding may follow: "3 of 4, strength". A limit "Fires" with
the grade that it allows and the number of cells behind it: "inadequate, 3 cells". "Falls short" may
say why. A line "> " is the sentence of a finding. Tables are as in audit_core.testing.text_tables,
and a case may have several. Other lines are prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

import attrs

from audit_core.forms.build import is_asked_of
from audit_core.forms.fields import fields_of
from audit_core.forms.form import Field
from audit_core.testing.text_tables import OWN, ReturnRow, instrument_of, split_cells
from audit_core.themes.agencies import AGENCY_KINDS, RESPONDENTS
from audit_core.themes.scales import NO_RECORD
from audit_core.themes.theme import Instrument, Theme

FINDING = re.compile(r"(?:(\S+), )?(\d+) of (\d+)(?:, (\w+))?")
LIMIT = re.compile(r"(\w+), (\d+) cells?")
DELIMITER = re.compile(r"[|:\s-]+")

Expectation = tuple[str, int, int] | tuple[str, int]
"""The ref, n and m of a finding; or the grade that a limit allows, and the number of cells behind
it.
"""


@attrs.define
class RuleCase:
    """What a rule or limit is expected to make of some returns."""

    rule: str
    at: str
    """Its place in the file: "cases.md:12"."""
    fires: bool
    expected: list[Expectation] = attrs.field(factory=list)
    kinds: list[str] = attrs.field(factory=list)
    """The kinds of the findings, if the file gives them."""
    says: str = ""
    """The sentence of one finding, if the file gives it."""
    rows: list[ReturnRow] = attrs.field(factory=list)


def read_cases(path: Path, theme: Theme) -> tuple[list[RuleCase], list[str]]:
    """Return the cases of a file, and its errors: "cases.md:12: police is not asked XX-1.5"."""
    if not path.is_file():
        return [], [
            f"{path}: no such file; it should have two small tables for each rule and limit"
        ]
    reader = _Reader(theme, path.name)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        reader.read(number, line.strip())
    empty = [f"{case.at}: it has no table" for case in reader.cases if not case.rows]
    return [case for case in reader.cases if case.rows], [*reader.errors, *empty]


class _Reader:
    """The state of reading a file line by line."""

    def __init__(self, theme: Theme, file: str) -> None:
        self.theme, self.file, self.number = theme, file, 0
        self.cases: list[RuleCase] = []
        self.errors: list[str] = []
        self._rule = ""
        self._case: RuleCase | None = None
        self._headings: list[str] = []
        self._limits = {limit.id for limit in theme.limits}
        self._kinds = {kind.code for kind in (*AGENCY_KINDS, *RESPONDENTS, *theme.kinds)}
        self._fields = {each.name: every_field(theme, each) for each in theme.instruments}
        self._refs = {field.ref for fields in self._fields.values() for field in fields}

    def read(self, number: int, line: str) -> None:
        """Read one line."""
        self.number = number
        label, _, what = line.partition(":")
        if line.startswith("|"):
            self._table(line)
            return
        self._headings = []
        if line.startswith("## "):
            self._heading(line.removeprefix("## "))
        elif label in {"Fires", "Falls short"}:
            self._label(label == "Fires", what.strip())
        elif line.startswith(("Fires", "Falls ")):
            self._error("a case begins with 'Fires: ...' or 'Falls short: ...'")
        elif line.startswith("> ") and self._case:
            self._case.says = line.removeprefix("> ")

    def _error(self, what: str) -> None:
        self.errors.append(f"{self.file}:{self.number}: {what}")

    def _heading(self, rule: str) -> None:
        known = [*self._limits, *(each.id for each in self.theme.rules)]
        self._rule, self._case = rule, None
        if rule not in known:
            self._rule = ""
            meant = get_close_matches(rule, known, 1)
            self._error(f"no rule or limit is called '{rule}'{f': {meant[0]}?' if meant else ''}")

    def _label(self, fires: bool, what: str) -> None:
        """Begin a case. Below an unknown rule it is read and discarded."""
        self._case = RuleCase(self._rule, f"{self.file}:{self.number}", fires)
        if self._rule:
            self.cases.append(self._case)
        for part in what.split("; ") if fires and self._rule else ():
            limit, finding = LIMIT.fullmatch(part), FINDING.fullmatch(part)
            if limit and self._rule in self._limits:
                self._case.expected.append((limit[1], int(limit[2])))
            elif finding and self._rule not in self._limits:
                self._case.expected.append((finding[1] or "", int(finding[2]), int(finding[3])))
                self._case.kinds += [finding[4]] if finding[4] else []
            else:
                like = "inadequate, 3 cells" if self._rule in self._limits else "XX-1.1, 2 of 3"
                self._error(f"write 'Fires: {like}', not '{part}'")

    def _table(self, line: str) -> None:
        cells = split_cells(line)
        if self._headings:
            if not DELIMITER.fullmatch(line):
                self._row(cells)
            return
        self._headings = cells
        if self._case is None:
            self._error("this table has no line 'Fires: ...' or 'Falls short' above it")
        if not {"case", "agency"} <= {*cells}:
            self._error("a table has the columns 'case' and 'agency'")
        for ref in sorted({*cells} - OWN - self._refs):
            self._error(f"'{ref}' is not a ref on any form of this theme")

    def _row(self, cells: list[str]) -> None:
        if len(cells) != len(self._headings):
            self._error(f"this row has {len(cells)} cells, and its heading {len(self._headings)}")
            return
        row = dict(zip(self._headings, cells, strict=True))
        errors = list(self._errors_of(row))
        for error in errors:
            self._error(error)
        if self._case and not errors:
            self._case.rows.append(row)

    def _errors_of(self, row: ReturnRow) -> Iterator[str]:
        case, kind = row.get("case", ""), row.get("agency", "").rpartition(":")[2]
        if not case.isdecimal():
            yield f"'{case}' is not the number of a case"
        if kind not in self._kinds:
            yield f"'{kind}' is not a kind of agency"
            return
        fields = self._printed(instrument_of(self.theme, row), kind)
        for ref, cell in row.items():
            if ref in OWN or ref not in self._refs or not cell:
                continue
            if ref not in fields:
                yield f"{kind} is not asked {ref}"
            elif not is_answer(fields[ref], cell):
                codes = ", ".join(option.code for option in fields[ref].options)
                yield f"'{cell}' is not an answer to {ref}{codes and f' ({codes})'}"

    def _printed(self, instrument: Instrument, kind: str) -> dict[str, Field]:
        """Return what is printed on the form of a kind of agency, whatever role it
        holds, by ref.
        """
        questions = [question for _, question in instrument.questions()]
        asked = {each.ref for each in questions if is_asked_of(each, kind, with_roles=True)}
        fields = self._fields[instrument.name]
        return {each.ref: each for each in fields if not each.question or each.question in asked}


def every_field(theme: Theme, instrument: Instrument) -> tuple[Field, ...]:
    """Return every field of an instrument, for all agencies."""
    asked = tuple((question, "") for _, question in instrument.questions())
    return fields_of(theme, instrument, asked)


def is_answer(field: Field, cell: str) -> bool:
    """Whether a cell has a possible answer to a field, or "?" for one that is not understood."""
    answer = cell.partition(" / ")[0].strip()
    if answer == "?" or any(answer in {option.code, option.label} for option in field.options):
        return True
    if field.kind in {"date", "datetime"}:
        return answer == NO_RECORD or is_moment(answer)
    return not field.options and (field.kind != "number" or answer.isdecimal())


def is_moment(text: str) -> bool:
    """Whether a text is an ISO date, with or without a time."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
