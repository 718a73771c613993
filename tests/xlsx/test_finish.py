"""The final pass over openpyxl's output."""

import io
import re
import time
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from audit_core.xlsx.reader import read_book
from audit_core.xlsx.refusals import Refused
from audit_core.xlsx.writer.postprocess import finish_workbook_bytes

VALUES = {
    ("Start here", "B3"): "To do",
    ("Start here", "B4"): 0.0,
    ("Start here", "B5"): True,
    ("Ques & tions", "C2"): "a < b & \u201cc\u201d",
}


def build() -> bytes:
    """A workbook with everything that a form has."""
    book = openpyxl.Workbook()
    start = book.active
    start.title = "Start here"
    start["A1"], start["A2"], start["A3"] = "  Start <here> & now\n", "Start here", 3
    start["A4"], start["A5"] = datetime(2026, 3, 4), True  # noqa: DTZ001 - as typed
    start["B3"], start["B4"], start["B5"] = '=IF(A1="","To do","<Done>")', "=COUNTA(A1:A9)", "=A5"
    start["C1"] = CellRichText(TextBlock(InlineFont(b=True), "Standard "), "good looks like & more")
    start["D1"] = "Start here"
    start["D1"].font, start["D1"].alignment = Font(bold=True), Alignment(wrap_text=True)
    start["E1"] = "== not a formula"
    start["E1"].data_type = "s"
    start.row_dimensions[1].height = 44.5
    start.row_dimensions[2].height = 30
    start["A1"].comment = Comment("a note", "us")
    questions = book.create_sheet("Ques & tions")
    questions.append(["Ref", "Rating", "Check"])
    questions.append(["DA-1.1", None, "=B2"])
    questions.add_table(Table(displayName="T", ref="A1:C2"))
    rule = DataValidation(type="list", formula1='"Met,Not met"', showErrorMessage=True)
    rule.add("B2")
    questions.add_data_validation(rule)
    questions.protection.sheet = True
    book.create_sheet("_audit").sheet_state = "veryHidden"
    book.defined_names["AF_q"] = openpyxl.workbook.defined_name.DefinedName(
        "AF_q", attr_text="'Ques & tions'!$B$2"
    )
    book.properties.creator = "A partnership"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {info.filename: packed.read(info) for info in packed.infolist()}


def test_every_value_style_and_rule_is_kept() -> None:
    """openpyxl reads the same workbook before and after: values, fonts, heights, notes, tables,
    rules, names and states.
    """
    before, after = (
        openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
        for data in (build(), finish_workbook_bytes(build(), values=VALUES))
    )
    assert before.sheetnames == after.sheetnames
    for name in before.sheetnames:
        one, other = before[name], after[name]
        assert [[cell.value for cell in row] for row in one.iter_rows()] == [
            [cell.value for cell in row] for row in other.iter_rows()
        ]
        assert [[cell.style_id for cell in row] for row in one.iter_rows()] == [
            [cell.style_id for cell in row] for row in other.iter_rows()
        ]
        assert {row: dimension.height for row, dimension in one.row_dimensions.items()} == {
            row: dimension.height for row, dimension in other.row_dimensions.items()
        }
        assert one.sheet_state == other.sheet_state
        assert one.protection.sheet == other.protection.sheet
        assert list(one.tables) == list(other.tables)
        assert [rule.sqref for rule in one.data_validations.dataValidation] == [
            rule.sqref for rule in other.data_validations.dataValidation
        ]
    assert after["Start here"]["A1"].comment.text == "a note"
    assert after.defined_names["AF_q"].attr_text == "'Ques & tions'!$B$2"
    assert after.properties.creator == "A partnership"


def test_our_reader_sees_the_same_cells_before_and_after() -> None:
    """Sharing texts and saving results changes only the results."""
    before, after = read_book(build()), read_book(finish_workbook_bytes(build(), values=VALUES))
    for one, other in zip(before.sheets, after.sheets, strict=True):
        assert one.cells.keys() == other.cells.keys()
        for place, cell in one.cells.items():
            expected = VALUES.get((one.name, cell.address), cell.value)
            assert other.cells[place].value == expected
            assert other.cells[place].formula == cell.formula
            assert other.cells[place].kind == cell.kind
    assert after.notices == ()


def test_two_builds_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """openpyxl writes the time into its files; after the pass two builds at different times are
    byte for byte the same.
    """
    first = finish_workbook_bytes(build(), values=VALUES)
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 90_000)
    late = build()
    changed = re.sub(
        rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ",
        b"2031-01-01T00:00:00Z",
        parts(late)["docProps/core.xml"],
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, part in reversed(parts(late).items()):
            packed.writestr(name, changed if name == "docProps/core.xml" else part)
    assert out.getvalue() != late
    assert finish_workbook_bytes(out.getvalue(), values=VALUES) == first


def test_a_second_pass_changes_nothing() -> None:
    """Finishing what is finished gives the same bytes."""
    once = finish_workbook_bytes(build(), values=VALUES)
    assert finish_workbook_bytes(once) == once


def test_texts_are_shared_and_stored_once() -> None:
    """No inline text is left, equal texts share a place, spaces are kept, and the table is declared
    where programs look.
    """
    after = parts(finish_workbook_bytes(build()))
    assert not any(
        b"inlineStr" in part or b"<is>" in part
        for name, part in after.items()
        if "worksheets/" in name
    )
    table = after["xl/sharedStrings.xml"]
    assert table.count(b">Start here<") == 1
    assert b'xml:space="preserve"' in table
    assert b"sharedStrings.xml" in after["[Content_Types].xml"]
    assert b'Target="sharedStrings.xml"' in after["xl/_rels/workbook.xml.rels"]
    uses = sum(part.count(b't="s"') for name, part in after.items() if "worksheets/sheet" in name)
    assert f'count="{uses}"'.encode() in table


def test_rows_keep_their_height_and_may_grow() -> None:
    """customHeight, which stops a row from growing while someone types, is removed; the height
    itself stays; both can be kept on request.
    """
    sheet = parts(finish_workbook_bytes(build()))["xl/worksheets/sheet1.xml"]
    assert b"customHeight" not in sheet
    assert b'ht="44.5"' in sheet
    assert (
        b'customHeight="1"'
        in parts(finish_workbook_bytes(build(), auto_height=False))["xl/worksheets/sheet1.xml"]
    )


def test_targets_are_relative() -> None:
    """Absolute targets, which some programs cannot follow, become relative, and each still leads to
    a part.
    """
    after = parts(finish_workbook_bytes(build()))
    links = {name: part.decode() for name, part in after.items() if name.endswith(".rels")}
    assert links
    for name, part in links.items():
        assert 'Target="/' not in part
        folder = name.rpartition("_rels/")[0]
        for target in re.findall(r'Target="([^"]+)"', part):
            steps: list[str] = []
            for step in (folder + target).split("/"):
                steps = steps[:-1] if step == ".." else [*steps, step]
            assert "/".join(steps) in after, (name, target)


def test_dates_and_order_are_fixed() -> None:
    """Members are sorted and dated 1980, and the properties have the fixed date or a requested
    one.
    """
    data = finish_workbook_bytes(build())
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.namelist() == sorted(packed.namelist())
        assert packed.namelist()[0] == "[Content_Types].xml"
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert parts(data)["docProps/core.xml"].count(b"2000-01-01T00:00:00Z") == 2
    assert (
        parts(finish_workbook_bytes(build(), stamp="2026-03-04T00:00:00Z"))[
            "docProps/core.xml"
        ].count(b"2026-03-04T00:00:00Z")
        == 2
    )


def test_saved_results_are_shown_without_calculation() -> None:
    """openpyxl, asked for saved results only, shows ours, each with its own type."""
    book = openpyxl.load_workbook(
        io.BytesIO(finish_workbook_bytes(build(), values=VALUES)), data_only=True
    )
    assert {key: book[key[0]][key[1]].value for key in VALUES} == VALUES
    assert (
        openpyxl.load_workbook(io.BytesIO(finish_workbook_bytes(build())), data_only=True)[
            "Start here"
        ]["B3"].value
        is None
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({("Start here", "A1"): "x"}, "without a formula"),
        ({("Start here", "Z9"): "x"}, "without a formula"),
        ({("No such", "B3"): "x"}, "without a formula"),
        ({("Start here", "B3"): float("nan")}, "finite"),
    ],
)
def test_a_result_for_a_cell_without_a_formula_is_refused(
    values: dict[tuple[str, str], str | float], words: str
) -> None:
    """A wrong address is found when the form is built, rather than leaving a blank cell in every
    form.
    """
    with pytest.raises(ValueError, match=words):
        finish_workbook_bytes(build(), values=values)


def test_a_file_that_is_not_a_workbook_is_refused() -> None:
    """The pass reads with the same checks as the reader."""
    with pytest.raises(Refused):
        finish_workbook_bytes(b"PK\x03\x04 not a workbook")
