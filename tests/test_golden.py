"""The exact wording of every output that people read, compared with a copy that a person has
reviewed: tests/golden/.

A change of wording shows here as a difference of two texts. If it is intended, `make golden` writes
new copies: read what changed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from openpyxl import load_workbook

from audit_core.problems.catalogue import PROBLEMS
from audit_core.problems.wording import Wording
from audit_core.reports.public_view import for_public
from audit_core.reports.views import for_agency, for_board
from audit_core.reports.writers import data_writers, report_writers, workbook_writers
from audit_core.tabulation.compiled import Compiled
from tests.disclosure.test_published import made

GOLDEN = Path(__file__).parent / "golden"
OUTPUTS = (
    *("chair/report.html", "chair/ledger.csv"),
    *(
        "board/report.docx",
        "board/briefing.docx",
        "board/for-children.docx",
        "board/action-plan.xlsx",
    ),
    *("agencies/report.docx", "agencies/action-plan.xlsx"),
    *(
        "publish/learning.docx",
        "publish/learning.html",
        "publish/for-children.docx",
        "publish/for-children.html",
        "publish/counts.csv",
    ),
)
LONG = 110


@pytest.fixture(scope="module")
def result() -> Compiled:
    """Nine invented children, three agencies, everything decided."""
    return made(9, 5)


def of_document(data: bytes) -> list[str]:
    """A Word file: one line for each paragraph, with its style first, and for each table row."""
    lines = []
    for block in Document(BytesIO(data)).iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(
                f"{'' if block.style.name == 'Normal' else f'[{block.style.name}] '}{block.text}"
            )
        elif isinstance(block, Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
    return lines


def of_workbook(data: bytes) -> list[str]:
    """A workbook: its sheets, one line for each row."""
    lines = []
    for sheet in load_workbook(BytesIO(data)).worksheets:
        lines.append(f"[{sheet.title}]")
        lines += [
            " | ".join("" if value is None else str(value) for value in row).strip(" |")
            for row in sheet.iter_rows(values_only=True)
        ]
    return lines


class Words(HTMLParser):
    """The text of a page, one line for each separate element."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent = tag == "style"
        if tag in {
            "p",
            "li",
            "tr",
            "div",
            "details",
            "summary",
            "caption",
            "figcaption",
            "text",
            "title",
            "desc",
            "footer",
            "main",
        }:
            self.lines.append("")
        elif re.fullmatch(r"h\d", tag):
            self.lines.append(f"[{tag}] ")
        elif tag in {"td", "th"}:
            self.lines[-1] += " | " if self.lines[-1] else ""

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.lines[-1] += data


def of_page(data: bytes) -> list[str]:
    """The text of a page, without its style and its drawings' lines."""
    page = Words()
    page.feed(data.decode())
    return page.lines


READ: dict[str, Callable[[bytes], list[str]]] = {
    ".docx": of_document,
    ".xlsx": of_workbook,
    ".html": of_page,
    ".csv": lambda data: data.decode("utf-8-sig").splitlines(),
}


def normal(name: str, data: bytes) -> str:
    """The text of an output with white space collapsed, long hashes shortened, empty lines removed
    and long lines folded.
    """
    lines = []
    for line in READ[Path(name).suffix](data):
        words = re.sub(r"\b[0-9a-f]{12,}\b", "(hash)", " ".join(line.split())).split(" ")
        folded = ""
        for word in words:
            if folded and len(folded) + len(word) > LONG:
                lines.append(folded)
                folded = f"    {word}"
            else:
                folded = (
                    f"{folded} {word}".strip()
                    if not folded.startswith("    ")
                    else f"{folded} {word}"
                )
        lines.append(folded)
    return "\n".join(line for line in lines if line.strip()) + "\n"


def written(result: Compiled) -> dict[str, bytes | None]:
    """Every output of the round; the agency is the school."""
    board = for_board(result)
    views = {
        "chair": result,
        "board": board,
        "publish": for_public(board),
        "agencies": for_agency(result, board, "school"),
    }
    writers = (*report_writers(), *data_writers(), *workbook_writers())
    return {
        f"{writer.audience}/{writer.file}": writer.write(views[writer.audience], "school")
        for writer in writers
    }


@pytest.fixture(scope="module")
def outputs(result: Compiled) -> dict[str, bytes | None]:
    """The outputs, written once."""
    return written(result)


@pytest.mark.parametrize("name", OUTPUTS)
def test_each_output_has_its_reviewed_wording(outputs: dict[str, bytes | None], name: str) -> None:
    """The text is compared word for word; run `make golden` after an intended change."""
    data = outputs[name]
    assert data is not None
    assert_as_copied(name, normal(name, data))


def assert_as_copied(name: str, text: str) -> None:
    """Compare a text with its copy, or write the copy if asked to."""
    path = GOLDEN / f"{name.replace('/', '-')}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8").splitlines() == text.splitlines()


def test_every_problem_has_its_reviewed_wording() -> None:
    """The whole catalogue is compared, by code. Wording is checked here alone, so that every other
    test can name the code.
    """
    wordings = "\n".join(
        line for code in sorted(PROBLEMS) for line in of_wording(code, PROBLEMS[code])
    )
    assert_as_copied("problems", f"{wordings}\n")


def of_wording(code: str, wording: Wording) -> list[str]:
    """A problem: its code and severity, and one line for each of its texts."""
    lines = (("", wording.what), ("do: ", wording.remedy), ("auditor: ", wording.to_auditor))
    return [
        f"[{code}] {wording.severity}",
        *(f"    {label}{text}" for label, text in lines if text),
    ]


def test_no_copy_is_without_its_output() -> None:
    """Every file in tests/golden/ is compared."""
    assert {path.name for path in GOLDEN.iterdir()} == {
        "problems.txt",
        *(f"{name.replace('/', '-')}.txt" for name in OUTPUTS),
    }
