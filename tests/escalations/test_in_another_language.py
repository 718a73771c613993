"""A log in another language is made, filled in and read back, and the page has no English except
what people typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from audit_core.commands.escalations.new import new_logs
from audit_core.commands.escalations.read import read_logs
from audit_core.commands.new import new_round
from audit_core.escalations.log import Quarter
from audit_core.plugin_system.manager import Plugins
from tests.greek import english, in_greek, texts, translate

SECOND = Quarter(2026, 2)


class _Words(HTMLParser):
    """The text of a page without its style."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag == "style"
        self.found += [value for name, value in attrs if name in {"aria-label", "title"} and value]

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)


@pytest.fixture
def home(tmp_path: Path, plugins: Plugins, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A partnership that uses Greek letters, with its logs made."""
    theme = plugins.theme("domestic_abuse")
    assert theme is not None
    folder = tmp_path / "home"
    new_round(
        folder / "first", theme, ("police", "school", "housing", "gp"), 1, 0, date(2026, 3, 2)
    )
    book = load_workbook(folder / "first/round.xlsx")
    for row in book["Recipients"].iter_rows(min_row=4):
        row[2].value = str(row[0].value or "").upper() or None
    for row in book["Escalation"].iter_rows(min_row=4):
        row[0].value = str(row[0].value).upper() if row[0].value else None
        row[2].value = "ΠΟΛΙΨΥ" if row[0].value else None
    book.save(folder / "partnership.xlsx")
    translate(folder, plugins, monkeypatch)
    new_logs(folder, plugins, SECOND)
    return folder


def test_a_log_is_in_the_partnerships_language(home: Path) -> None:
    """Every text that an agency reads is translated: labels, headings, lists, prompts and
    footers.
    """
    assert (
        english(_without_ids(texts((home / "escalations/2026Q2/forms/police.xlsx").read_bytes())))
        == []
    )


def test_answers_in_another_language_are_read_and_reported(home: Path, plugins: Plugins) -> None:
    """Answers from its own lists, under its own headings, are read as in English, and the page is
    in that language too.
    """
    quarter = home / "escalations/2026Q2"
    book = load_workbook(quarter / "forms/police.xlsx")
    sheet = book.worksheets[1]
    typed = (
        in_greek("Raised it"),
        "SCHOOL",
        None,
        date(2026, 5, 5),
        "ΑΒ-1",
        in_greek("Sharing information"),
    )
    for column, value in enumerate(typed, start=2):
        sheet.cell(4, column).value = value
    book.worksheets[2].cell(4, 4).value = date(2026, 5, 12)  # answered
    out = BytesIO()
    book.save(out)
    (quarter / "returns/police.xlsx").write_bytes(out.getvalue())
    book = load_workbook(quarter / "forms/housing.xlsx")
    next(
        row
        for row in book.worksheets[0].iter_rows()
        if row[0].value == in_greek("Any escalations to report?")
    )[1].value = in_greek("None to report")
    book.save(quarter / "returns/housing.xlsx")
    done = read_logs(home, (), plugins, SECOND, date(2026, 7, 10))
    (only,) = done.watched.escalations
    assert (only.told.receiver, only.told.topic, only.timed[0].timing) == (
        "school",
        "sharing",
        "late",
    )
    assert dict(done.watched.states) == {
        "police": "reported",
        "school": "missing",
        "housing": "none",
        "gp": "missing",
    }
    page = _Words()
    page.feed((done.folder / "escalations.html").read_text())
    assert english(_without_ids(iter(page.found))) == []
    assert english(_without_ids(texts((done.folder / "escalations.xlsx").read_bytes()))) == []


def _without_ids(found: Iterator[str]) -> Iterator[str]:
    """Texts without log numbers, the nation, and the sheets whose names are ids and keys."""
    known = re.compile(r"AE1/\S+|partnership\.xlsx|England|^[TG]\d [a-z]+$|\bQ\d\b")
    return (known.sub("", text) for text in found)
