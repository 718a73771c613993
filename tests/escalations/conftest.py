"""A partnership's folder with a quarter's logs, and what an agency would type into one. Every
escalation here is invented.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from shutil import copytree

import pytest
from openpyxl import Workbook, load_workbook

from audit_core.commands.escalations.new import new_logs
from audit_core.commands.escalations.read import QuarterOutcome, read_logs
from audit_core.commands.new import new_round
from audit_core.escalations.log import ANY, Quarter
from audit_core.plugin_system.manager import Plugins
from tests.conftest import Kept

SECOND = Quarter(2026, 2)
AS_AT = date(2026, 7, 10)
ROW: dict[str, object] = {
    "We raised or received it": "Raised it",
    "The other agency": "Children's social care",
    "Date raised": date(2026, 5, 5),
    "Topic": "Level of need or threshold",
}
"""The least that a row has to say."""


class Partnership:
    """A partnership's folder, and what people do with it."""

    def __init__(self, folder: Path, plugins: Plugins) -> None:
        self.folder, self.plugins = folder, plugins
        self.quarter = folder / "escalations/2026Q2"

    def policy(self, *stages: tuple[str, int | None]) -> None:
        """Type the partnership's own stages into partnership.xlsx."""
        book = load_workbook(self.folder / "partnership.xlsx")
        sheet = book["Escalation"]
        for row in range(4, 12):
            name, days = stages[row - 4] if row - 4 < len(stages) else (None, None)
            for column, value in enumerate(
                (name, days, "Escalation policy 2026, section 4" if name else None), start=1
            ):
                sheet.cell(row, column).value = value
        book.save(self.folder / "partnership.xlsx")

    def new(self, quarter: Quarter = SECOND) -> None:
        """Make the logs."""
        new_logs(self.folder, self.plugins, quarter)

    def returned(
        self,
        code: str,
        *rows: Mapping[str, object],
        says: str = "",
        file: str = "",
        more: Callable[[Workbook], object] = lambda _: None,
    ) -> Path:
        """Fill in a log, apply `more` to it, and put it into the returns folder."""
        book = load_workbook(self.quarter / f"forms/{code}.xlsx")
        start = book["Start here"]
        line = next(row for row in start.iter_rows(min_row=4) if row[0].value == ANY)
        line[1].value = says or ("Yes: see the next sheet" if rows else None)
        columns = {
            str(cell.value): (sheet, cell.column)
            for sheet in (book["Stages"], book["Escalations"])
            for cell in sheet[3]
            if cell.value
        }
        for number, row in enumerate(rows, start=4):
            for heading, value in row.items():
                sheet, column = columns[heading]
                sheet.cell(number, column).value = value  # whatever a person could type
        more(book)
        out = BytesIO()
        book.save(out)
        path = self.quarter / "returns" / (file or f"{code}.xlsx")
        path.write_bytes(out.getvalue())
        return path

    def read(self, as_at: date = AS_AT, *files: Path) -> QuarterOutcome:
        """Read the quarter's logs."""
        return read_logs(self.folder, files, self.plugins, SECOND, as_at)

    def codes(self, done: QuarterOutcome) -> list[str]:
        """The codes of the problems, without the one about example stages."""
        return [problem.code for problem in done.problems if problem.code != "escalation.examples"]


Make = Callable[..., Partnership]


@pytest.fixture(scope="session")
def mereshire(kept: Kept, plugins: Plugins) -> Make:
    """mereshire(folder): police, social care, school and housing with logs for the second quarter
    of 2026, made with its own policy or with the example stages.
    """

    def make(home: Path, *, policy: bool) -> None:
        theme = plugins.theme("domestic_abuse")
        assert theme is not None
        new_round(
            home / "first",
            theme,
            ("police", "social_care", "school", "housing"),
            1,
            0,
            date(2026, 3, 2),
        )
        (home / "partnership.xlsx").write_bytes((home / "first/round.xlsx").read_bytes())
        made = Partnership(home, plugins)
        if policy:
            made.policy(
                ("Between practitioners", 2),
                ("Between managers", 5),
                ("Between senior officers", 2),
                ("Independent chair", None),
            )
        made.new()

    def copy(folder: Path, *, policy: bool = True) -> Partnership:
        first = kept.made(("mereshire", policy), partial(make, policy=policy))
        return Partnership(Path(copytree(first, folder / "mereshire")), plugins)

    return copy


@pytest.fixture
def partnership(mereshire: Make, tmp_path: Path) -> Partnership:
    """Such a partnership, for one test alone."""
    return mereshire(tmp_path)


def row(**more: object) -> dict[str, object]:
    """A row of a log; headings are keywords with underscores for spaces."""
    return ROW | {_heading(name): value for name, value in more.items()}


def _heading(name: str) -> str:
    known = {
        "side": "We raised or received it",
        "other": "The other agency",
        "their_ref": "Their ref, if known",
        "raised": "Date raised",
        "case": "Case reference, or none",
        "resolved": "Resolved at which stage",
        "safe": "Child safe meanwhile",
        "copied": "Copied to the partnership on",
        "begun1": "1. Between practitioners: begun",
        "answered1": "1. Between practitioners: answered",
        "begun2": "2. Between managers: begun",
        "answered2": "2. Between managers: answered",
        "begun3": "3. Between senior officers: begun",
        "answered3": "3. Between senior officers: answered",
    }
    return known.get(name, name.replace("_", " ").capitalize())
