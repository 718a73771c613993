"""How a form looks and feels to whoever fills it in: contrast, the way through by keyboard, room
for text, links, and what stands on paper.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import TextBlock

from audit_core.forms.workbook.fill import fill_form
from audit_core.forms.workbook.page_breaks import page_height
from audit_core.themes.theme import TickAll, Times
from audit_core.workbook_style.row_heights import text_width
from audit_core.workbook_style.styles import BAND, TINTS
from audit_core.workbook_style.widths import A4_PORTRAIT, SCREEN, pixels
from tests.forms.conftest import one_of_each
from tests.office import run_in_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.forms.conftest import Printed

TEXT, EDGES = 4.5, 3.0
"""The least contrast of text, and of the edges of what is filled in (WCAG 1.4.3 and 1.4.11)."""
FOUR_LINES, THREE_LINES = 4 * 11 * 1.25, 3 * 11 * 1.25
WHITE = "FFFFFF"
UNBROKEN = "\u00a0"


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def seen(each: Printed) -> Iterator[Worksheet]:
    """The sheets a person sees."""
    yield from (sheet for sheet in each.book.worksheets if sheet.sheet_state == "visible")


def behind(cell: Cell) -> str:
    """The colour behind a cell's text."""
    return str(cell.fill.fgColor.rgb)[-6:] if cell.fill.patternType == "solid" else WHITE


def inks(cell: Cell) -> Iterator[str]:
    """The colours of a cell's text, run by run."""
    yield str(cell.font.color.rgb)
    for run in cell.value if isinstance(cell.value, list) else ():
        if isinstance(run, TextBlock):
            yield str(run.font.color.rgb)


def to_fill_in(sheet: Worksheet) -> list[Cell]:
    """The cells that take an answer, row by row: where Tab goes on a protected sheet, in that
    order.
    """
    return [cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked]


def test_contrast_is_computed_as_the_standard_has_it() -> None:
    """Contrast is computed by WCAG's formula: black on white is 21 to 1."""
    assert round(contrast("000000", WHITE), 2) == 21
    assert round(contrast("767676", WHITE), 2) == 4.54


def test_every_text_can_be_read_on_what_is_behind_it(printed: tuple[Printed, ...]) -> None:
    """Titles, guidance, headings, links, answers to choose from: all of it, cell by cell."""
    for each in printed:
        for sheet in seen(each):
            for cell in chain.from_iterable(sheet.iter_rows()):
                if cell.value is not None:
                    assert min(contrast(ink, behind(cell)) for ink in inks(cell)) >= TEXT, (
                        str(each),
                        sheet.title,
                        cell.coordinate,
                    )


def test_every_colour_that_an_answer_brings_can_be_read(printed: tuple[Printed, ...]) -> None:
    """Rules that colour a cell: the text they set on the fill they set, and the word that they look
    for stands in the cell.
    """
    for each in printed:
        rules = [
            rule
            for sheet in seen(each)
            for area in sheet.conditional_formatting
            for rule in area.rules
        ]
        assert rules, each
        for rule in rules:
            ink, fill = str(rule.dxf.font.color.rgb), str(rule.dxf.fill.bgColor.rgb)
            assert contrast(ink, fill) >= TEXT, (str(each), rule.formula)
            assert re.search(r'"\w[^"]*"', rule.formula[0]), (str(each), rule.formula)


def test_the_edge_of_every_cell_to_fill_in_can_be_seen(printed: tuple[Printed, ...]) -> None:
    """On all four sides, against the paper and against every colour an answer may bring."""
    fills = [WHITE, *(fill for _, fill in TINTS.values())]
    for each in printed:
        for sheet in seen(each):
            for cell in to_fill_in(sheet):
                sides = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
                assert all(side.style for side in sides), (str(each), sheet.title, cell.coordinate)
                assert (
                    min(contrast(str(side.color.rgb), fill) for side in sides for fill in fills)
                    >= EDGES
                ), (str(each), sheet.title, cell.coordinate)


def test_tab_goes_from_answer_to_answer_in_order(printed: tuple[Printed, ...]) -> None:
    """On a protected sheet it visits what is unlocked, row by row: each answer, then its evidence,
    in the order they are printed.
    """
    for each in printed:
        for sheet in seen(each):
            wanted = []
            for field in each.form.fields:
                on, cell = each.cell_of(field)
                if on == sheet.title:
                    wanted += list(
                        dict.fromkeys((cell, f"D{cell[1:]}") if field.evidence else (cell,))
                    )
            if sheet.protection.sheet:
                assert [cell.coordinate for cell in to_fill_in(sheet)] == wanted, (
                    str(each),
                    sheet.title,
                )


def test_a_box_for_prose_opens_at_four_lines_and_every_row_may_grow(
    printed: tuple[Printed, ...],
) -> None:
    """An optional box opens at three. A height is stored for whoever does not compute it, and
    nothing says that it is fixed.
    """
    for each in printed:
        for field in each.form.fields:
            sheet, row = each.rows[field.ref]
            if field.kind == "prose":
                least = FOUR_LINES if field.required else THREE_LINES
                assert each.book[sheet].row_dimensions[row].height >= least, (
                    str(each),
                    field.ref,
                )
        with zipfile.ZipFile(BytesIO(each.data)) as archive:
            parts = [
                archive.read(name)
                for name in archive.namelist()
                if name.startswith("xl/worksheets/sheet")
            ]
        assert parts, each
        assert not any(b"customHeight" in part for part in parts), each


def test_every_sheet_says_what_it_is_and_leads_to_help_and_back(
    printed: tuple[Printed, ...],
) -> None:
    """Its title in A1, what it is for in A2, its headings in row 3; Help and Start here are one
    link away.
    """
    for each in printed:
        for sheet in seen(each):
            told = (str(each), sheet.title)
            assert all(sheet.cell(row, 1).value for row in (1, 2, 3)), told
            assert all(sheet.cell(3, column).value for column in range(1, sheet.max_column + 1)), (
                told
            )
            links = {
                cell.value for cell in chain.from_iterable(sheet.iter_rows()) if cell.hyperlink
            }
            assert {"Help", "Start here"} - {sheet.title} <= links, told


def test_no_heading_of_a_section_is_left_behind_at_the_end_of_a_page(
    printed: tuple[Printed, ...],
) -> None:
    """Where a page ends, the last row on it is not the band of what comes next."""
    for each in printed:
        for sheet in seen(each):
            for last in sheet.row_breaks.brk:
                assert behind(sheet.cell(last.id, 1)) != BAND, (str(each), sheet.title, last.id)


def test_what_is_to_go_on_a_page_fits_on_it(printed: tuple[Printed, ...]) -> None:
    """From break to break the rows are no taller than the paper, so no program has to add a page
    for the last of them.
    """
    for each in printed:
        for sheet in seen(each):
            columns, rows = printed_part(sheet)
            upright = sheet.page_setup.orientation == "portrait"
            room = A4_PORTRAIT.down / 0.9 if upright else page_height(columns)
            ends = [0, *(item.id for item in sheet.row_breaks.brk), rows]
            for above, last in pairwise(ends):
                tall = sum(
                    sheet.row_dimensions[row].height
                    for row in range(above + 1, last + 1)
                    if row != 3 or upright  # the room is below the headings
                )
                assert tall <= room, (str(each), sheet.title, above + 1, last)


def printed_part(sheet: Worksheet) -> tuple[list[float], int]:
    """The widths of the columns that are printed, and the last row that is."""
    found = re.fullmatch(r"'.+'!\$A\$1:\$([A-Z])\$(\d+)", sheet.print_area)
    last = ord(found[1]) - ord("A") + 1 if found else sheet.max_column
    widths = [column.width for column in sheet.column_dimensions.values()]
    return widths[:last], int(found[2]) if found else sheet.max_row


def test_all_that_is_typed_and_the_check_are_on_a_screen_of_1366(
    printed: tuple[Printed, ...],
) -> None:
    """Whoever cannot see the check column never learns what is still to do; the links are in the
    last column, too.
    """
    for each in printed:
        for sheet in seen(each):
            wide = pixels(column.width for column in sheet.column_dimensions.values())
            assert wide <= SCREEN, (str(each), sheet.title, wide)
            assert len(sheet.column_dimensions) == sheet.max_column, (str(each), sheet.title)


def test_whether_anybody_is_at_risk_is_asked_on_the_first_screen(
    printed: tuple[Printed, ...],
) -> None:
    """A laptop of 768 pixels shows about 500 of a sheet, below the ribbon and above the taskbar."""
    for each in printed:
        if "S-1" in each.rows:
            sheet, row = each.rows["S-1"]
            tall = sum(each.book[sheet].row_dimensions[above].height for above in range(1, row + 1))
            assert tall / 0.75 <= 500, (str(each), tall)


def test_instructions_stand_in_the_wide_column_and_not_under_answer(
    printed: tuple[Printed, ...],
) -> None:
    """Above the first question nothing is written where answers go."""
    for each in printed:
        sheet = each.book["Start here"]
        first = min(row for name, row in each.rows.values() if name == "Start here")
        assert not [row for row in range(4, first) if sheet.cell(row, 3).value], each
        assert sheet.column_dimensions["B"].width > sheet.column_dimensions["C"].width, each


def test_the_check_column_and_progress_are_not_printed(printed: tuple[Printed, ...]) -> None:
    """They say nothing on paper, and the answers print larger without them."""
    for each in printed:
        for sheet in seen(each):
            columns, rows = printed_part(sheet)
            if sheet.cell(3, sheet.max_column).value == "Check":
                assert len(columns) == sheet.max_column - 1, (str(each), sheet.title)
            if sheet.title == "Start here":
                words = [sheet.cell(row, 2).value for row in range(1, rows + 1)]
                assert "Ready to return?" not in words, each
                assert max(row for name, row in each.rows.values() if name == sheet.title) == rows


@pytest.fixture(scope="module")
def paper(
    library: dict[str, tuple[Printed, ...]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """Every form as LibreOffice prints it: its pages as pdftotext -bbox has them, by form."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler (pdftotext) is not installed")
    folder = tmp_path_factory.mktemp("paper")
    forms = {
        f"{number:02d}": each for number, each in enumerate(chain.from_iterable(library.values()))
    }
    for name, each in forms.items():
        (folder / f"{name}.xlsx").write_bytes(each.data)
    run_in_office("uno_print.py", folder, *sorted(folder.glob("*.xlsx")))
    pages = {}
    for name, each in forms.items():
        text = subprocess.run(
            ["pdftotext", "-bbox", folder / f"{name}.pdf", "-"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        pages[str(each)] = text.split("<page ")[1:]
    return pages


@pytest.mark.libreoffice
def test_a_form_prints_on_ten_pages_at_most_and_start_here_on_one(
    paper: dict[str, list[str]],
) -> None:
    """Twenty pages for one child are not filled in on paper."""
    for form, pages in paper.items():
        assert len(pages) <= 10, (form, len(pages))
        first = ['height="841' in page for page in pages]  # upright: only Start here
        assert first == [True] + [False] * (len(pages) - 1), form


@pytest.mark.libreoffice
def test_guidance_is_printed_at_nine_points_or_more(paper: dict[str, list[str]]) -> None:
    """Guidance is what is smallest on a form. A word's size follows from its width in Arial."""
    wanted = {"Good", "looks", "Look", "Choose:", "following", "safeguarding", "whether"}
    word = re.compile(r'xMin="([\d.]+)"[^>]*xMax="([\d.]+)"[^>]*>([^<]+)<')
    for form, pages in paper.items():
        for number, page in enumerate(pages, start=1):
            for left, right, text in word.findall(page):
                if text in wanted:
                    size = (float(right) - float(left)) / text_width(text, 1)
                    assert size >= 8.9, (form, number, text, size)  # 9, as a printer rounds it


def test_an_answer_of_a_few_words_is_never_broken(printed: tuple[Printed, ...]) -> None:
    """No line of what can be chosen ends, or begins, with half an answer: "Looked" and, below it,
    "after".
    """
    words = "\n".join(
        str(cell.value)
        for each in printed
        for row in each.book["Start here"].iter_rows()
        for cell in row
        if cell.value
    )
    assert ["Looked after." in words, f"Looked{UNBROKEN}after." in words] == [False, True]


def test_one_line_says_why_numbers_skip_and_one_what_can_be_answered(
    printed: tuple[Printed, ...],
) -> None:
    """Whoever sees DA-2.2 follow DA-1.8 need not ask; and whoever has only the paper can answer."""
    for each in printed:
        sheet = each.book["Questions"]
        assert (
            "Refs are not consecutive: you see only the questions for you." in sheet["A2"].value
        ), each
        words = "\n".join(
            str(cell.value) for (cell,) in sheet.iter_rows(min_col=2, max_col=2) if cell.value
        ).replace(UNBROKEN, " ")
        for field in each.form.fields:
            if field.kind == "rating":
                assert "; ".join(option.label for option in field.options) in words, (
                    str(each),
                    field.ref,
                )


def test_a_row_has_room_above_its_text_and_a_box_is_filled_from_its_top(
    printed: tuple[Printed, ...],
) -> None:
    """Ref, wording, answer, evidence and check of a row stand in the middle together; beside a box
    for prose all begin at the top.
    """
    for each in printed:
        for field in each.form.fields:
            sheet, row = each.rows[field.ref]
            found = {cell.alignment.vertical for cell in each.book[sheet][row]}
            wanted = "top" if field.kind == "prose" else "center"
            assert found == {wanted}, (str(each), field.ref)


def test_a_row_of_a_filled_form_is_as_tall_as_what_was_typed(police: Printed) -> None:
    """The demonstration shows a form as a program leaves it, with nothing cut off."""
    field = next(field for field in police.form.fields if field.evidence)
    sheet, row = police.rows[field.ref]
    filled = load_workbook(
        BytesIO(fill_form(police.data, police.form, {field.ref: (None, "Seen at school. " * 30)}))
    )
    heights = [book[sheet].row_dimensions[row].height for book in (police.book, filled)]
    assert heights[1] > 2 * heights[0]


def test_times_and_ticks_have_a_shape_of_their_own(printed: tuple[Printed, ...]) -> None:
    """The question stands once above its rows, which say in a word what each is for; how to answer
    is said there.
    """
    for each in printed:
        sheet = each.book["Questions"]
        for ref in each.form.asked:
            question = each.theme.question(ref)
            if question is None or not isinstance(question.answer, Times | TickAll):
                continue
            fields = [field for field in each.form.fields if field.question == ref]
            first = each.rows[fields[0].ref][1]
            assert [each.rows[field.ref][1] for field in fields] == list(
                range(first, first + len(fields))
            ), (str(each), ref)
            above = str(sheet.cell(first - 1, 2).value)
            assert above.startswith(question.text), (str(each), ref)
            how = (
                "Type each date"
                if isinstance(question.answer, Times)
                else "Choose Yes for each that is true"
            )
            assert how in above, (str(each), ref)
            assert not re.search(r"\b1 \w+ ?\w*s\b", above.rpartition("Time limit")[2]), (
                str(each),
                ref,
            )


def test_what_an_answer_asks_for_is_checked_beside_it(printed: tuple[Printed, ...]) -> None:
    """The best answer and the worst ask for evidence, "Not applicable" for a reason: each label
    stands in the check of its row.
    """
    for each in printed:
        for field in each.form.fields:
            question = each.theme.question(field.question)
            scale = each.theme.scale(getattr(question.answer, "scale", "")) if question else None
            if scale is None or scale.direction == "none":
                continue
            check = each.book["Questions"].cell(each.rows[field.ref][1], 5).value
            reasons, _, rest = check.partition('"Say why"')
            proofs = rest.partition('"Add evidence"')[0]
            for answer in scale.answers:
                assert answer.counts not in {"met", "not_met"} or f'"{answer.label}"' in proofs, (
                    str(each),
                    field.ref,
                    answer.label,
                )
                assert answer.counts != "excluded" or f'"{answer.label}"' in reasons, (
                    str(each),
                    field.ref,
                    answer.label,
                )


def test_whom_to_ring_and_when_it_is_due_stand_on_lines_of_their_own(
    printed: tuple[Printed, ...],
) -> None:
    """Ten seconds are enough: each of the five things to know is found by its label, above the
    first question.
    """
    for each in printed:
        sheet = each.book["Start here"]
        lines = {
            label: text
            for row in range(4, 13)
            for label, _, text in [str(sheet.cell(row, 2).value).partition(": ")]
        }
        assert lines["Fill it in"].startswith(f"about {each.form.minutes} minutes, "), each
        assert lines["Due back"] == (
            f"{each.form.due:%d %b %Y}. {each.round.return_to}. Any file name is fine."
        ), each
        assert lines["Whom to ring"] == f"{each.round.contact}.", each


def test_the_estimate_says_that_reading_the_record_comes_first(
    printed: tuple[Printed, ...],
) -> None:
    """An auditor who plans an hour for a case needs two or three."""
    for each in printed:
        if each.form.id.instrument == "case_file":
            (line,) = [
                cell.value
                for (cell,) in each.book["Start here"].iter_rows(max_row=12, min_col=2, max_col=2)
                if str(cell.value).startswith("Fill it in")
            ]
            assert "after reading the record, which often takes one to two hours" in line, each


@pytest.fixture(scope="module")
def measured(
    library: dict[str, tuple[Printed, ...]], tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Printed, dict[str, Any]]]:
    """One form of every sort with what LibreOffice makes of it; the last is a case file with ten
    lines typed into J-2.
    """
    folder = tmp_path_factory.mktemp("measured")
    forms = [each for forms in library.values() for each in one_of_each(forms)]
    typed = next(each for each in forms if each.form.id.instrument == "case_file")
    jobs = []
    for number, each in enumerate([*forms, typed]):
        (folder / f"{number}.xlsx").write_bytes(each.data)
        asked = [each.cell_of(field) for field in each.form.fields if field.options]
        jobs.append(
            {
                "source": str(folder / f"{number}.xlsx"),
                "target": str(folder / f"{number}.json"),
                "cells": [],
                "asked": asked,
            }
        )
    jobs[-1]["cells"] = [["Judgement", "C6", "\n".join("abcdefghij")]]
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    run_in_office("uno_measure.py", folder / "jobs.json")
    return [
        (each, json.loads((folder / f"{number}.json").read_text(encoding="utf-8")))
        for number, each in enumerate([*forms, typed])
    ]


@pytest.mark.libreoffice
def test_libreoffice_would_make_no_row_taller(
    measured: list[tuple[Printed, dict[str, Any]]],
) -> None:
    """Row by row, the height it would choose is not more than ours: nothing is clipped, nothing
    overlaps, at any zoom.
    """
    for each, found in measured[:-1]:
        for sheet, rows in found["rows"].items():
            low = [(row, ours, theirs) for row, ours, theirs in rows if theirs > ours + 0.5]
            assert not low, (str(each), sheet, low)


@pytest.mark.libreoffice
def test_a_row_grows_while_somebody_types(measured: list[tuple[Printed, dict[str, Any]]]) -> None:
    """Ten lines typed into a box of five make a row of ten."""
    _, grown, _ = measured[-1][1]["rows"]["Judgement"][5]
    assert grown >= 2.5 * FOUR_LINES - 11


@pytest.mark.libreoffice
def test_every_drop_down_blocks_in_a_loaded_form(
    measured: list[tuple[Printed, dict[str, Any]]],
) -> None:
    """A program may set a cell past its rule, as LibreOffice's own interface does; the rule it
    loaded stops a person, and shows its list.
    """
    for each, found in measured:
        fields = [field for field in each.form.fields if field.options]
        assert fields or each.form.id.instrument == "families", each  # which holds numbers only
        for field, (kind, stops, shows, offered) in zip(fields, found["rules"], strict=True):
            stops_all = not field.is_date
            assert (kind, stops, shows) == ("LIST", stops_all, True), (str(each), field.ref)
            assert re.findall(r'[^";,]+', offered) == [option.label for option in field.options], (
                str(each),
                field.ref,
            )
