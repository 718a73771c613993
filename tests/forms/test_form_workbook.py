"""The forms we send, read with another library: what is printed, what can be typed where, and what
stops a wrong entry.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import attrs
import pytest
from openpyxl import load_workbook

from audit_core.forms.build import form_of
from audit_core.forms.workbook.form_workbook import build_form_workbook
from audit_core.plugin_system.manager import load_plugins
from audit_core.themes.theme import Rating, Times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.forms.conftest import Printed

HEADINGS = ("Ref", "Standard", "Answer", "Evidence", "Check")
CLOCKS = re.compile(r"\b(TODAY|NOW|RAND|INDIRECT|OFFSET)\b", re.IGNORECASE)
FUNCTIONS = re.compile(r"\b([A-Z][A-Z0-9.]+)\(")
PLAIN_FUNCTIONS = {
    "IF", "OR", "AND", "TRIM", "LEN", "SUM", "COUNT", "COUNTIF", "COUNTA",
    "INDEX", "ROW", "MATCH", "ISNUMBER",
}  # fmt: skip
LONGEST_FORMULA = 1_800
NAMED_CELL = re.compile(r"(?:'(?P<sheet>[^']+)'!)?(?<![A-Z])(?P<column>[A-Z]{1,2})(?P<row>[0-9]+)")
MOST_RATED, MOST_TIMED, LONGEST_LIST, LONGEST_PROMPT = 20, 4, 255, 80


def sheets(each: Printed) -> Iterator[Worksheet]:
    """The sheets a person sees."""
    yield from (sheet for sheet in each.book.worksheets if sheet.sheet_state == "visible")


def rules_at(sheet: Worksheet, cell: str) -> list[DataValidation]:
    """The rules for what may be typed into a cell."""
    return [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]


def formulas(each: Printed) -> dict[tuple[str, str], str]:
    """Every formula by sheet and cell."""
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in each.book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def test_there_is_a_form_for_cases_meetings_and_the_partnership(
    library: dict[str, tuple[Printed, ...]],
) -> None:
    """The tests in this file cover every sort of form."""
    sorts = {each.form.id.instrument for forms in library.values() for each in forms}
    assert sorts == {"case_file", "families", "meeting", "partnership"}


def test_every_field_is_printed_once_with_its_ref_and_wording(printed: tuple[Printed, ...]) -> None:
    """The auditor sees what our reader looks for, and no ref occurs twice."""
    for each in printed:
        rows = each.rows
        assert set(rows) == {field.ref for field in each.form.fields}, each
        for field in each.form.fields:
            sheet, row = rows[field.ref]
            assert str(each.book[sheet].cell(row, 2).value).startswith(field.label), (
                str(each),
                field.ref,
            )
        refs = each.printed_refs()
        above = [field.question for field in each.form.fields if field.heading]
        assert (
            len(refs) == len(set(refs)) == len(each.form.fields) + len(above) + each.form.events
        ), each


def test_the_questions_are_headed_ref_standard_rating_evidence_check(
    printed: tuple[Printed, ...],
) -> None:
    """These five headings in this order are a promise to anyone who reads a return."""
    for each in printed:
        heads = [str(cell.value) for cell in each.book["Questions"][3]]
        assert [head.split()[0].strip(":") for head in heads] == list(HEADINGS), each


def test_every_choice_has_a_list_that_blocks_other_answers(printed: tuple[Printed, ...]) -> None:
    """openpyxl's rules stop nothing by default; each cell has one list, with exactly the answers
    and none longer than Excel allows.
    """
    for each in printed:
        for field in each.form.fields:
            sheet, cell = each.cell_of(field)
            rules = rules_at(each.book[sheet], cell)
            if field.options:
                (rule,) = rules
                assert rule.type == "list", (str(each), field.ref)
                # where a date may be typed instead, the list only offers
                assert rule.showErrorMessage is not field.is_date, (str(each), field.ref)
                assert (
                    rule.formula1 == '"' + ",".join(option.label for option in field.options) + '"'
                ), (str(each), field.ref)
            kinds = {"date": "date", "datetime": "date", "number": "whole"}
            assert [rule.type for rule in rules] == (
                ["list"] if field.options else [kinds.get(field.kind, "custom")]
            ), (str(each), field.ref)


def test_every_rule_blocks_explains_itself_and_fits_excel(printed: tuple[Printed, ...]) -> None:
    """Excel would split an answer with a comma in two, and calls a file with a longer list
    damaged.
    """
    for each in printed:
        rules = [
            (sheet, rule)
            for sheet in sheets(each)
            for rule in sheet.data_validations.dataValidation
            if rule.type != "custom"  # cells for words take any
            and rule.showErrorMessage  # and so does a list beside which a date may be typed
        ]
        assert rules, each
        for sheet, rule in rules:
            place = (str(each), sheet.title, str(rule.sqref))
            assert (
                rule.showErrorMessage,
                rule.errorStyle,
                rule.allowBlank,
                bool(rule.showDropDown),
            ) == (True, "stop", True, False), place
            assert rule.showInputMessage, place
            assert len(rule.formula1) <= LONGEST_LIST + 2, place
            assert len(rule.prompt) < LONGEST_PROMPT, place
            assert len(rule.error) <= 255, place
            assert len(rule.errorTitle) <= 32, place
            assert "Clear the cell to leave it blank." in rule.error, place
            assert not rule.formula1.startswith("="), place


def test_only_cells_to_fill_in_can_be_typed_into(printed: tuple[Printed, ...]) -> None:
    """Everything is locked except answers and evidence; the chronology is open, so that rows can be
    pasted and sorted.
    """
    for each in printed:
        for sheet in each.book.worksheets:
            assert sheet.protection.sheet is (sheet.title != "Chronology"), (str(each), sheet.title)
            assert sheet.protection.password is None, (str(each), sheet.title)
        unlocked = {
            (sheet.title, cell.coordinate)
            for sheet in each.book.worksheets
            if sheet.title != "Chronology"
            for row in sheet.iter_rows()
            for cell in row
            if not cell.protection.locked
        }
        assert unlocked == each.inputs(), each


def test_text_can_be_typed_as_text(printed: tuple[Printed, ...]) -> None:
    """A note that begins with a dash or "=" does not become a formula."""
    for each in printed:
        for field in each.form.fields:
            sheet, cell = each.cell_of(field)
            if field.kind in {"text", "prose"}:
                assert each.book[sheet][cell].number_format == "@", (str(each), field.ref)


def test_nothing_is_merged_and_every_sheet_prints_on_a4(printed: tuple[Printed, ...]) -> None:
    """A4, one page wide, with headings on every page, no row taller than Excel allows, and the
    Form ID in the footer. Start here is upright and one page; the others lie.
    """
    for each in printed:
        for sheet in sheets(each):
            place = (str(each), sheet.title)
            start = sheet.title == "Start here"
            assert not sheet.merged_cells.ranges, place
            assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == (
                "portrait" if start else "landscape",
                9,
            ), place
            assert (
                sheet.page_setup.fitToWidth,
                sheet.page_setup.fitToHeight,
                sheet.sheet_properties.pageSetUpPr.fitToPage,
            ) == (1, int(start), True), place
            assert sheet.print_title_rows == "$3:$3", place
            assert sheet.freeze_panes == "A4", place
            assert sheet.oddFooter.left.text == str(each.form.id), place
            middle = sheet.oddHeader.center if start else sheet.oddFooter.center
            assert "not part of the child's record" in middle.text, place
            assert max((row.height or 0) for row in sheet.row_dimensions.values()) <= 409, place


def test_every_formula_has_a_saved_result(
    printed: tuple[Printed, ...],
) -> None:
    """Protected View and telephones calculate nothing, and a form straight from an e-mail must not
    show blanks.
    """
    for each in printed:
        shown = load_workbook(io.BytesIO(each.data), data_only=True)
        for (sheet, cell), formula in formulas(each).items():
            value = shown[sheet][cell].value
            assert value or formula.rstrip(")").endswith('""'), (str(each), sheet, cell, formula)
        with zipfile.ZipFile(io.BytesIO(each.data)) as archive:
            parts = [
                archive.read(name).decode()
                for name in archive.namelist()
                if name.startswith("xl/worksheets/sheet")
            ]
        assert all(len(re.findall(r"</f><v>", part)) == part.count("<f>") for part in parts), each
        assert shown["Start here"].cell(shown["Start here"].max_row, 3).value == str(
            each.form.id
        ), each


def test_no_formula_uses_the_clock_and_all_are_short_and_plain(
    printed: tuple[Printed, ...],
) -> None:
    """A form shows the same whenever it is opened, in every program."""
    for each in printed:
        for place, formula in formulas(each).items():
            bare = re.sub(r'"[^"]*"', "", formula)
            assert not CLOCKS.search(bare), (str(each), place)
            assert set(FUNCTIONS.findall(bare)) <= PLAIN_FUNCTIONS, (str(each), place, formula)
            assert len(formula) < LONGEST_FORMULA, (str(each), place)


def test_no_check_names_a_cell_that_can_be_moved(printed: tuple[Printed, ...]) -> None:
    """A formula follows a cell that is dragged to another row, and would show "Done" beside an
    empty one.
    """
    for each in printed:
        movable = each.inputs()
        for (sheet, cell), formula in formulas(each).items():
            bare = re.sub(r'"[^"]*"', "", formula).replace("$", "")
            named = {
                (place["sheet"] or sheet, f"{place['column']}{place['row']}")
                for place in NAMED_CELL.finditer(bare)
            }
            assert not named & movable, (str(each), sheet, cell, formula)


def test_each_cell_to_fill_in_has_a_rule_that_says_which_it_is(
    printed: tuple[Printed, ...],
) -> None:
    """A rule moves with its cell, so the title of each is the ref, once."""
    for each in printed:
        for field in each.form.fields:
            sheet, cell = each.cell_of(field)
            (rule,) = rules_at(each.book[sheet], cell)
            assert (rule.promptTitle, str(rule.sqref)) == (field.ref, cell), (str(each), field.ref)
            if field.evidence:
                (beside,) = rules_at(each.book[sheet], f"D{cell[1:]}")
                assert beside.promptTitle == f"{field.ref} evidence", (str(each), field.ref)
                assert not beside.showErrorMessage, (str(each), field.ref)


@pytest.mark.usefixtures("built_anew")
def test_the_same_form_has_the_same_bytes(printed: tuple[Printed, ...]) -> None:
    """A form can be compared with the one that was sent."""
    for each in printed:
        assert build_form_workbook(each.form, each.theme, each.round) == each.data, each


def test_only_the_sheet_for_programs_is_hidden_and_it_says_what_it_is(
    printed: tuple[Printed, ...],
) -> None:
    """The sheet holds the Form ID and a row for each field, and nothing about a child."""
    for each in printed:
        states = {sheet.title: sheet.sheet_state for sheet in each.book.worksheets}
        assert {title for title, state in states.items() if state != "visible"} == {"_audit"}, each
        assert states["_audit"] == "veryHidden", each
        rows = list(each.book["_audit"].iter_rows(values_only=True))
        assert rows[0][:2] == ("AUDIT-FORM", str(each.form.id)), each
        assert "nothing about the child" in rows[1][0], each
        assert [(row[0], (row[1], row[2])) for row in rows[3:]] == [
            (field.ref, each.cell_of(field)) for field in each.form.fields
        ], each


def test_a_name_points_to_every_cell_to_fill_in(printed: tuple[Printed, ...]) -> None:
    """Names help to find a field when rows have moved; they have letters, digits and underscores
    only.
    """
    for each in printed:
        targets = {
            (sheet, cell.replace("$", ""))
            for name in each.book.defined_names.values()
            for sheet, cell in name.destinations
        }
        assert targets == each.inputs(), each
        assert all(re.fullmatch(r"AF_\w+", name, re.ASCII) for name in each.book.defined_names), (
            each
        )


def test_no_form_asks_too_much(printed: tuple[Printed, ...]) -> None:
    """A form has at most 20 rated rows and 4 timed questions, and prints its own estimate."""
    for each in printed:
        questions = [each.theme.question(ref) for ref in each.form.asked]
        assert sum(isinstance(question.answer, Rating) for question in questions) <= MOST_RATED, (
            each
        )
        assert sum(isinstance(question.answer, Times) for question in questions) <= MOST_TIMED, each
        words = " ".join(
            str(cell.value)
            for row in each.book["Start here"].iter_rows(max_col=3)
            for cell in row
            if cell.value
        )
        assert f"about {each.form.minutes} minutes" in words, each


def test_the_first_sheet_says_by_when_and_where_to_send_it_and_asks_for_no_name(
    printed: tuple[Printed, ...],
) -> None:
    """What to do comes before any question; a name, date of birth or hospital number is never asked
    for.
    """
    for each in printed:
        words = "\n".join(
            str(cell.value)
            for row in each.book["Start here"].iter_rows(max_col=3)
            for cell in row
            if cell.value
        )
        for wanted in (
            f"{each.form.due:%d %b %Y}",
            each.round.return_to,
            each.round.contact,
            "never type names",
            each.form.subject_title,
            "Ready to return?",
        ):
            assert wanted in words, (str(each), wanted)


def test_file_properties_name_no_person_and_set_the_language(
    printed: tuple[Printed, ...],
) -> None:
    """The properties of a file may be read by programs that publish them."""
    for each in printed:
        properties = each.book.properties
        assert (properties.creator, properties.lastModifiedBy, properties.language) == (
            each.round.partnership,
            None,
            "en-GB",
        ), each
        assert properties.identifier == str(each.form.id), each
        assert (
            properties.title.casefold()
            == f"{each.form.title}: {each.form.subject_title}".casefold()
        ), each
        assert each.book.active.title == "Start here", each


def test_a_practice_form_has_an_id_that_is_never_counted(police: Printed) -> None:
    """Wherever the id is printed, it says practice."""
    book = load_workbook(
        io.BytesIO(build_form_workbook(police.form, police.theme, police.round, practice=True))
    )
    assert book.properties.identifier == book["_audit"]["B1"].value == f"{police.form.id}/practice"
    assert book["Start here"].oddFooter.left.text == f"{police.form.id}/practice"


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "a & b", 'say "yes"'])
def test_what_the_chair_wrote_is_printed_as_written(text: str, police: Printed) -> None:
    """A title, contact or marking that looks like a formula or an error is text, and an ampersand
    can be in a footer.
    """
    audit_round = attrs.evolve(
        police.round, return_to=text, contact=text, marking=text, title=text, partnership=text
    )
    instrument, subject = police.theme.instruments[0], audit_round.subjects[0]
    form = form_of(
        police.theme, audit_round, instrument, subject, "police", 1, police.form.id.fingerprint
    )
    book = load_workbook(io.BytesIO(build_form_workbook(form, police.theme, audit_round)))
    assert {place: formula for place, formula in formulas_of(book).items() if text in formula} == {}
    assert book["Start here"].oddHeader.center.text.startswith(text.replace("&", "&&") + ":")


def formulas_of(book) -> dict[str, str]:
    """The formulas of a workbook's first sheet."""
    return {
        cell.coordinate: str(cell.value)
        for row in book["Start here"].iter_rows()
        for cell in row
        if cell.data_type in {"f", "e"}
    }


def test_help_says_what_met_means_for_each_question(printed: tuple[Printed, ...]) -> None:
    """Every standard of this form has its line on the sheet Help, so that an auditor need not guess
    where the line is.
    """
    themes = load_plugins().themes
    for each in printed:
        theme = themes[each.form.id.theme]
        help_lines = {
            str(row[0].value): str(row[1].value)
            for row in each.book["Help"].iter_rows(min_row=4, max_col=2)
        }
        for ref in each.form.asked:
            question = theme.question(ref)
            if question is not None and theme.is_good(ref):
                assert (
                    help_lines[f"{ref} {question.label}"].lower()
                    == f"{question.met_means}.".lower()
                )
