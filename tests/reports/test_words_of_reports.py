"""Every fixed text of everything that compile writes for people can be translated: a round in Greek
letters has no English left.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook

from audit_core.commands.compile import CompileOutcome, compile_round
from audit_core.commands.open_round import open_round
from audit_core.i18n import Language, using_language
from audit_core.plugin_system.manager import Plugins
from audit_core.resources import catalogue_texts
from audit_core.returns.read_folder import read_returns_folder
from audit_core.rounds.columns import NOTE
from audit_core.rounds.panel_decisions import NO_LONGER_IN_RESULTS, SHEETS
from tests.greek import Events, english, fill, in_greek, local_round, texts, translate

AGENCIES = ("police", "school", "social_care")
NUMBER = "ΝΗΣ 999 000 0018"
"""From the range that is kept for testing: it belongs to nobody."""
YES = in_greek("Yes")


class Greek(NamedTuple):
    """A round in Greek letters: its folder, its results, and the texts translated on the way that
    are not in the catalogue.
    """

    folder: Path
    done: CompileOutcome
    unknown: list[str]


@pytest.fixture(scope="module")
def greek_round(tmp_path_factory: pytest.TempPathFactory, plugins: Plugins) -> Iterator[Greek]:
    """A round with something of everything, of which the panel has decided a part."""
    with pytest.MonkeyPatch.context() as patch:
        unknown = listen(patch)
        home = tmp_path_factory.mktemp("greek")
        translate(home, plugins, patch)
        folder = local_round(home / "round", plugins, {}, AGENCIES, 8)
        send_back(folder, plugins)
        mix_up(folder)
        compile_round(folder, plugins, date(2026, 3, 30))
        decide(folder)
        yield Greek(
            folder, compile_round(folder, plugins, date(2026, 3, 30), publish=True), unknown
        )


def listen(patch: pytest.MonkeyPatch) -> list[str]:
    """From now on record every translated text that is not in the catalogue."""
    unknown: list[str] = []
    known, gettext, counted = catalogue_texts(), Language.gettext, Language.ngettext

    def heard(speech: Language, text: str) -> str:
        if text not in known:
            unknown.append(text)
        return gettext(speech, text)

    def heard_count(speech: Language, one: str, many: str, count: int) -> str:
        if known.get(one) != many:
            unknown.append(f"{one} / {many}")
        return counted(speech, one, many, count)

    patch.setattr(Language, "gettext", heard)
    patch.setattr(Language, "ngettext", heard_count)
    return unknown


def send_back(folder: Path, plugins: Plugins) -> None:
    """Agencies that disagree; a concern, an identifier, an answer that is not understood; a
    repeated form, a nil return, a missing form, two unknown files.
    """
    for case in range(1, 8):
        for turn, agency in enumerate(AGENCIES):
            if (case, agency) != (7, "school"):
                fill(
                    folder,
                    plugins,
                    agency,
                    case,
                    turn if case % 2 else 0,
                    file=f"{agency}-{case}.xlsx",
                )
    fill(
        folder,
        plugins,
        "police",
        1,
        2,
        {"S-1": (YES, ""), "S-2": ("ΚΙΝΔΥΝΟΣ", ""), "DA-1.1": ("ΤΙ", "")},
        "police-1.xlsx",
        PATTERNS,
    )
    late = {"DA-3.4a": (date(2025, 3, 3), ""), "DA-3.4b": (date(2025, 9, 1), "")}
    fill(folder, plugins, "social_care", 1, 1, late, "social_care-1.xlsx", RESETS)
    fill(
        folder,
        plugins,
        "school",
        2,
        1,
        {"J-2": (f"ΤΕΧΤ {NUMBER}", ""), "J-5": ("", "")},
        "school-2.xlsx",
    )
    fill(folder, plugins, "police", 3, 1, file="police-3 again.xlsx")
    fill(folder, plugins, "police", 4, 0, {"S-5": (in_greek("Nobody"), "")}, "police-4.xlsx")
    (folder / "returns/ΕΝΑ.txt").write_text("ΤΕΧΤ", encoding="utf-8")
    (folder / "returns/ΔΥΟ.xlsx").write_bytes(b"")


def rows(*lines: str) -> Events:
    """Rows of a chronology from "2025-03-04 KIND / what was done"; an invalid date stays as
    typed.
    """
    parts = [(*line.split(" ", 1)[0:1], *line.split(" ", 1)[1].split(" / ")) for line in lines]
    return tuple(
        (date.fromisoformat(day) if day[0].isdigit() else day, "ΤΕΧΤ", kind, "ΤΕΧΤ", "ΤΕΧΤ", done)
        for day, kind, done in parts
    )


PATTERNS = rows(
    *(
        "2025-03-04 INCIDENT / ΤΕΧΤ",
        "2025-03-20 INCIDENT / ΤΕΧΤ",
        "2025-05-06 DECISION / ΤΕΧΤ",
        "2025-07-01 INCIDENT / ΤΕΧΤ",
        "2025-07-03 INCIDENT / ΤΕΧΤ",
    ),
    *(
        "2025-07-09 DECISION / CLOSED",
        "2025-07-15 INCIDENT / ΤΕΧΤ",
        "2025-07-20 ΤΙ / ΤΕΧΤ",
        "2025-09-02 INCIDENT / ΤΕΧΤ",
    ),
    *(f"2025-1{month}-05 CONTACT OR REFERRAL / NFA" for month in (0, 1, 2)),
    *("2026-01-05 CONTACT OR REFERRAL / NFA", "2024-01-05 SCHOOL / ΤΕΧΤ", "ΑΝΟΙΞΗ HEALTH / ΤΕΧΤ"),
)
RESETS = rows(
    "2025-07-09 DECISION / CLOSED",
    "2025-10-05 RISK ASSESSMENT / ΤΕΧΤ",
    "2025-10-20 RISK ASSESSMENT / ΤΕΧΤ",
    "2025-10-22 CHANGE OF WORKER / ΤΕΧΤ",
)


def mix_up(folder: Path) -> None:
    """Give one case another plan in the round than on its forms, as if they were about another
    child.
    """
    book = load_workbook(folder / "round.xlsx")
    columns = {str(cell.value): cell.column for cell in book["Cases"][3]}
    book["Cases"].cell(9, columns["Plan"]).value = "Early help"
    out = BytesIO()
    book.save(out)
    (folder / "round.xlsx").write_bytes(out.getvalue())


def decide(folder: Path) -> None:
    """A panel's entries, some of each kind, so that decided and open items are both printed."""
    book = load_workbook(folder / "decisions.xlsx")

    def typed(sheet: str, row: int, **cells: object) -> None:
        columns = {
            re.sub(r"\W+", "_", str(cell.value)): cell.column
            for cell in book[sheet][3]
            if cell.value
        }
        for heading, value in cells.items():
            # openpyxl takes a date too
            book[sheet].cell(row, columns[heading]).value = value

    case = str(book["Cases"].cell(4, 1).value)
    typed(
        "Cases",
        4,
        Agreed_grade="Good",
        Why="ΤΕΧΤ",
        What_it_is_like_to_be_this_child="ΤΕΧΤ",
        May_the_board_read_it_="Yes",
    )
    typed(
        "Across the cases",
        4,
        Why_it_happens="ΤΕΧΤ",
        What_it_means_for_children="ΤΕΧΤ",
        Decision="Accept",
    )
    typed(
        "Across the cases",
        max(cell.row for cell in book["Across the cases"]["A"] if cell.value),
        Decision="Note",
    )
    typed("Recommendations", 4, Decision="Accept")
    typed("Recommendations", 5, Decision="Edit", Wording_if_edited="ΤΕΧΤ")
    typed("Recommendations", 6, Decision="Reject", Reason="ΤΕΧΤ")
    typed("Actions for a child", 4, Case=case, Owner="police", What="ΤΕΧΤ", Due=date(2026, 4, 2))
    typed("Actions for a child", 5, Case=case, Owner="school", What="ΤΕΧΤ", Due=date(2026, 4, 2))
    out = BytesIO()
    book.save(out)
    (folder / "decisions.xlsx").write_bytes(out.getvalue())


class Page(HTMLParser):
    """The text of a page that can be read or heard."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in = [tag]
        self.found += [
            value
            for name, value in attrs
            if name in {"title", "alt", "aria-label", "lang", "label", "data-words", "data-only"}
            and value
        ]

    def handle_data(self, data: str) -> None:
        if self._in not in (["style"], ["script"]):
            self.found.append(data.strip())


def of_page(data: bytes) -> list[str]:
    """The words of a page."""
    page = Page()
    page.feed(data.decode())
    return page.found


def of_document(data: bytes) -> Iterator[str]:
    """The text of a Word document: paragraphs, tables, headers, footers, picture descriptions, its
    title and language.
    """
    with zipfile.ZipFile(BytesIO(data)) as packed:
        for name in packed.namelist():
            part = (
                packed.read(name).decode("utf-8", errors="replace") if name.endswith(".xml") else ""
            )
            for paragraph in re.findall(r"<w:p[ >].*?</w:p>", part, re.DOTALL):
                yield "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph))
                yield from re.findall(r'descr="([^"]*)"', paragraph)
            yield from re.findall(r"<dc:(?:title|language)>([^<]*)<", part)


def of_workbook(data: bytes) -> Iterator[str]:
    """The text of a workbook and its charts."""
    yield from texts(data)
    with zipfile.ZipFile(BytesIO(data)) as packed:
        for name in packed.namelist():
            if name.startswith("xl/charts/"):
                yield from re.findall(r"<a:t>([^<]*)</a:t>", packed.read(name).decode())


def words_of(path: Path) -> list[str]:
    """Everything a person can read in a file."""
    read = {".html": of_page, ".docx": of_document, ".xlsx": of_workbook}[path.suffix]
    return [text for text in read(path.read_bytes()) if text]


READ_BACK = (
    *(
        "Start here",
        "Round code",
        NOTE,
        NO_LONGER_IN_RESULTS,
        "concern|",
        "start",
        "police",
        "school",
    ),
    *(
        text
        for sheet in SHEETS
        for text in (
            sheet.name,
            *(word for column in sheet.columns for word in (column.heading, *column.options)),
        )
    ),
)
"""What stands on decisions.xlsx in English, since that is how it is read: sheets, headings, keys,
what can be chosen and recipients' codes.
"""
THE_ROUNDS = re.compile(r"^Plan: |'Early help'|^=HYPERLINK\(.*|round\.xlsx, \w+ 'Cases'|\{\w+\}")
"""What the round's workbook says of a case: its facts are in its own words. And the links of the
analysis, which hold addresses alone.
"""


OUTPUTS = (
    *(
        "chair/report.html",
        "chair/analysis.xlsx",
        "chair/follow-up.xlsx",
        "board/report.docx",
        "board/briefing.docx",
        "board/action-plan.xlsx",
    ),
    *(
        "board/for-children.docx",
        "publish/for-children.docx",
        "publish/for-children.html",
        "publish/learning.html",
    ),
    *(
        "agencies/police/report.docx",
        "agencies/police/action-plan.xlsx",
        "agencies/police/follow-up.xlsx",
        "publish/learning.docx",
    ),
)


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_fixed_text_of_a_report_can_be_translated(greek_round: Greek, name: str) -> None:
    """With every text of the catalogue in Greek letters, no word of ours is in English."""
    left = english(THE_ROUNDS.sub("", text) for text in words_of(greek_round.done.folder / name))
    assert left == [], "\n".join(left)


@pytest.mark.parametrize("name", ["case-key.xlsx", "decisions.xlsx"])
def test_every_fixed_text_of_the_chairs_workbooks_can_be_translated(
    greek_round: Greek, name: str
) -> None:
    """In decisions.xlsx only what is read back stays English: sheets, headings and choices."""
    known = re.compile("|".join(map(re.escape, sorted(READ_BACK, key=len, reverse=True))))
    left = english(known.sub("", text) for text in words_of(greek_round.folder / name))
    assert left == [], "\n".join(left)


def test_every_translated_text_is_in_the_catalogue(greek_round: Greek) -> None:
    """A table that was not marked for translation, or a theme's own text, would be found here."""
    assert greek_round.unknown == []


def test_files_read_in_other_processes_use_the_same_language(
    greek_round: Greek, plugins: Plugins
) -> None:
    """Each process of the pool uses the round's language."""
    opened = open_round(greek_round.folder, plugins)
    with using_language(opened.speech):
        alone, together = (
            read_returns_folder(
                opened.store.returns,
                opened.reading_context(),
                lambda _done, _all: None,
                processes=number,
            )
            for number in (1, 2)
        )
    assert together == alone
    assert any(
        problem.what == in_greek("This question was left blank.")
        for reading in together
        for problem in reading.problems
    )


def test_no_key_depends_on_a_translated_text(greek_round: Greek) -> None:
    """Otherwise a corrected translation would give every finding another id."""
    compiled = greek_round.done.compiled
    keyed = (
        *compiled.findings,
        *compiled.recommendations,
        *compiled.plan.actions,
        *compiled.tables,
        *compiled.figures,
    )
    assert [item.key for item in keyed if not item.key.isascii()] == []


def test_dates_are_in_the_rounds_language_too(greek_round: Greek) -> None:
    """Month names are translated."""
    assert f"30 {in_greek('March')} 2026" in "\n".join(
        words_of(greek_round.done.folder / "board/report.docx")
    )


def test_the_round_has_something_of_everything_to_translate(greek_round: Greek) -> None:
    """Otherwise the tests above would prove little."""
    compiled, book = greek_round.done.compiled, greek_round.done.compiled.casebook
    assert {finding.kind for finding in compiled.findings} >= {
        "priority",
        "differ",
        "improvement",
        "strength",
        "gap",
    }
    assert {item.status for item in compiled.recommendations} >= {
        "accepted",
        "edited",
        "rejected",
        "proposed",
        "noted",
    }
    assert {line.status for line in book.ledger} >= {
        "accepted",
        "accepted_with_notes",
        "refused",
        "conflict",
    }
    assert {item.state for item in book.expected} >= {"returned", "nil", "missing", "conflict"}
    assert {finding.status for finding in compiled.findings} >= {"noted", "accepted"}
    assert compiled.lived
    assert compiled.suspects
    assert book.concerns
    assert book.held
    assert compiled.draft.is_draft
    assert {table.key for table in compiled.tables} >= {
        "profile",
        "grades",
        "limits",
        "overall",
        "facts",
        "times",
        "actions",
    }
    assert {figure.key for figure in compiled.figures} == {"sections", "grades"}
    assert compiled.plan.for_children
    assert {pattern.kind for pattern in compiled.chronicles[0].patterns} == {
        "quiet",
        "repeat",
        "reset",
        "cumulative",
    }
    assert compiled.chronicles[0].undated
    assert compiled.chronicles[0].outside
    assert any(case.limit for case in compiled.scores.grades)
