"""analysis.xlsx and action-plan.xlsx: every answer with its cell, every action complete, typed text
as text, and no text of returns in the plan.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import attrs
import pytest
from openpyxl import load_workbook

from audit_core.forms.case_key import to_be_told
from audit_core.forms.case_key_workbook import build_case_key_workbook
from audit_core.parsing.personal_identifiers import identifiers_in
from audit_core.reports.action_plan_workbook import build_action_plan_workbook
from audit_core.reports.analysis_workbook import build_analysis_workbook
from audit_core.rounds.panel_decisions import ChildAction, Decisions, RecommendationDecision
from audit_core.testing.builders import advice, question, round_of, small_theme
from audit_core.testing.pipeline import compiled
from audit_core.testing.text_tables import returns
from audit_core.themes.rules import Share
from audit_core.themes.theme import TimeLimit, Times, Words
from audit_core.workbook_style.listing import unique

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from audit_core.tabulation.compiled import Compiled

NUMBER = "Rang 07700 900123 in March"  # set aside by Ofcom for invented people
PLACE = """&SUBSTITUTE(cell,"#","%23")&"#'"&SUBSTITUTE(cell,"'","''")&"'!"&cell,cell)"""
LINKS = {
    f'=HYPERLINK("../../../returns/"{PLACE}',
    f'=HYPERLINK(IF(cell="","../../../","../../../returns/"){PLACE}',
}
"""The only formulas that may be in the analysis: links, made of cells of their own rows."""
THEME = small_theme(
    question("XX-1.1"),
    question("XX-1.2", "What did the child say?", answer=Words()),
    rules=(
        Share(
            "poor",
            "In {n} of {m} records {question} was not met.",
            refs=("XX-1.1",),
            recommend="act",
            high=True,
        ),
    ),
    advice=(advice(owner="found", level="agency"),),
)
RETURNS = f"""
    | case | agency | XX-1.1                   | XX-1.2       | J-1  |
    | 1    | police | not_met / {NUMBER}     | =HYPERLINK() | good |
    | 1    | school | not_met / =1+1           | -            |      |
    | 2    | school | met / @SUM(A1)           | +44          |      |
"""
ROUND = round_of(
    THEME, title="=Our round", partnership="=Partnership", marking="OFFICIAL & SENSITIVE"
)


def chair(decisions: Decisions | None = None) -> Compiled:
    """The compiled round."""
    return compiled(THEME, returns(THEME, RETURNS, ROUND), ROUND, decisions)


@pytest.fixture(scope="module")
def analysis() -> Workbook:
    """The analysis as openpyxl reads it."""
    return load_workbook(io.BytesIO(build_analysis_workbook(chair())))


def words_of(book: Workbook) -> list[str]:
    """Every text of a workbook."""
    return [
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]


def lines(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows below the headings, by heading; for an Excel table, the rows in it."""
    last = {
        int(table.ref.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        for table in sheet.tables.values()
    }
    heads = [cell.value for cell in sheet[3]]
    return [
        dict(zip(heads, values, strict=True))
        for values in sheet.iter_rows(4, max(last, default=None), values_only=True)
        if any(values)
    ]


def test_every_answer_is_in_the_analysis_with_its_cell(analysis: Workbook) -> None:
    """There is one row for each field of each return, and each leads back to a file, sheet and
    cell.
    """
    entries = [
        (ret.id.subject, entry.ref, entry.at.file, entry.at.cell)
        for ret in chair().casebook.returns
        for entry in ret.form.entries
    ]
    rows = lines(analysis["Answers"])
    assert [(row["Case"], row["Ref"], row["File"], row["Cell"]) for row in rows] == entries
    assert all(str(row["Open at"]).startswith("=HYPERLINK(") for row in rows)
    answer = next(row for row in rows if row["Ref"] == "XX-1.1" and row["File"] == "police-1.xlsx")
    assert (answer["Answer"], answer["Counts as"], answer["Evidence"], answer["Recipient"]) == (
        "Not met",
        "not met",
        NUMBER,
        "Police",
    )


def test_text_that_looks_like_a_formula_stays_text(analysis: Workbook) -> None:
    """Text from auditors and the chair is never calculated, even after somebody has edited the
    cell.
    """
    cells = [cell for sheet in analysis for row in sheet.iter_rows() for cell in row]
    formulas = [cell for cell in cells if cell.data_type in {"f", "e"}]
    assert {re.sub(rf"[A-Z]+{cell.row}\b", "cell", cell.value) for cell in formulas} == LINKS
    typed = {
        cell.value: cell.quotePrefix
        for cell in cells
        if cell not in formulas and str(cell.value)[:1] in "=@+" and cell.value
    }
    assert {"=HYPERLINK()", "=1+1", "@SUM(A1)", "+44", "=Our round: analysis"} <= set(typed)
    assert all(typed.values())


def test_a_likely_identifier_is_flagged_until_marked_fine() -> None:
    """The chair sees the text with a note that it may not be passed on; the note names the kind,
    not the words.
    """
    book = chair()
    (place,) = book.suspects
    for decision, note in (
        ("", "May identify a person: "),
        ("fine", ""),
        ("the house", "May identify a person: "),
    ):
        decided = attrs.evolve(book, suspects=(attrs.evolve(place, decision=decision),))
        rows = lines(load_workbook(io.BytesIO(build_analysis_workbook(decided)))["Answers"])
        notes = {str(row["Notes"] or "") for row in rows if row["Evidence"] == NUMBER}
        assert notes == {f"{note}{place.what}" if note else ""}
        assert not any(row["Notes"] for row in rows if row["Evidence"] != NUMBER)


def test_every_table_and_figure_has_its_sheet_and_a_link_to_it(analysis: Workbook) -> None:
    """The first sheet lists them all, and each chart is beside its numbers."""
    book = chair()
    listed = {
        str(cell.value): cell.hyperlink.location or cell.hyperlink.target
        for cell in analysis["Start here"]["A"][3:]
        if cell.hyperlink
    }
    assert set(listed) == set(analysis.sheetnames) - {"Start here"}
    assert all(place.lstrip("#") == f"'{name}'!A4" for name, place in listed.items())
    assert {name for name in listed if " " not in name} == {
        "Matrix",
        "Findings",
        "Answers",
        "Grades",
        "Counts",
    }
    for figure in book.figures:
        (sheet,) = [sheet for sheet in analysis if sheet.title.startswith(f"{figure.id} ")]
        with_chart = [
            line for line in lines(sheet) if any(value is not None for value in line.values())
        ]
        assert len(with_chart) == len(figure.bars)
    names = zipfile.ZipFile(io.BytesIO(build_analysis_workbook(book))).namelist()
    assert sum(name.startswith("xl/charts/chart") for name in names) == len(book.figures) + 1
    assert [line["What is counted"] for line in lines(analysis["Answers by agency"])] == [
        "Police",
        "School",
    ]


def test_every_sheet_is_a_table_that_can_be_sorted_and_filtered(
    analysis: Workbook,
) -> None:
    """Excel repairs or refuses a table whose headings differ from its cells, are empty or repeated,
    or that has merged cells; nothing is locked.
    """
    names = []
    for sheet in analysis.worksheets[1:]:
        (table,) = sheet.tables.values()
        names.append(table.displayName.casefold())
        heads = [str(cell.value) for cell in sheet[table.ref][0]]
        assert heads == [column.name for column in table.tableColumns]
        assert len({head.casefold() for head in heads}) == len(heads)
        assert all(heads)
        assert table.autoFilter.ref == table.ref
        assert sheet.auto_filter.ref is None
        assert sheet.freeze_panes in {"A4", "B4"}
    assert len(set(names)) == len(names)
    assert not any(re.fullmatch(r"[a-z]{1,3}\d+", name) for name in names)  # T5 would be a cell
    assert not any(sheet.merged_cells.ranges or sheet.protection.sheet for sheet in analysis)
    assert all(
        sheet.page_setup.paperSize == 9 and sheet.print_title_rows == "$1:$3" for sheet in analysis
    )


def test_two_agencies_of_one_name_keep_a_column_each() -> None:
    """A table's headings must differ, ignoring capitals."""
    assert unique(["Case", "Oak School", "OAK  school", "", "oak school", "Case"]) == [
        *("Case", "Oak School", "OAK school (2)", "Column 4", "oak school (3)", "Case (2)")
    ]


def test_the_matrix_shows_each_forms_state_and_how_much_was_met(
    analysis: Workbook,
) -> None:
    """The cell says it in words; met and asked for each case are numbers."""
    first, second = ROUND.subjects[:2]
    rows = {row["Case"]: row for row in lines(analysis["Matrix"])}
    assert rows[first.ref] == {
        "Case": first.ref,
        "Police": "Returned: 0 of 1 met",
        "School": "Returned: 0 of 1 met",
        "Met": 0,
        "Of": 2,
    }
    assert rows[second.ref]["School"] == "Returned: 1 of 1 met"


def test_counts_are_numbers_in_three_groupings(analysis: Workbook) -> None:
    """By question, section and agency, the same answers are counted."""
    rows = lines(analysis["Counts"])
    for by in ("Question", "Section", "Agency"):
        mine = [row for row in rows if row["Counted by"] == by]
        assert (sum(row["Met"] for row in mine), sum(row["Of"] for row in mine)) == (1, 3)


def test_every_grade_has_a_row_with_its_cell(analysis: Workbook) -> None:
    """The limit and the panel's agreed grade are beside it, never mixed with it."""
    (row,) = lines(analysis["Grades"])
    assert (
        row["Recipient"],
        row["What was graded"],
        row["Grade given"],
        row["Agreed by the panel"],
    ) == ("Police", "Own practice", "Good", "Not agreed")
    assert row["File"] == "police-1.xlsx"


def test_how_late_each_timed_answer_was_is_a_number_with_its_reason() -> None:
    """In time, late and not assessed are distinguished; not assessed has no duration, not
    nought.
    """
    limit = TimeLimit("told", "Telling the next agency", 24, "hours")
    theme = small_theme(
        question(
            "XX-1.1",
            flags=("timed",),
            answer=Times(("sent", "received"), "told", precision="datetime"),
        ),
        time_limits=(limit,),
    )
    table = """
        | case | agency | XX-1.1a          | XX-1.1b          | XX-1.1c |
        | 1    | police | 2025-03-03T09:00 | 2025-03-03T11:30 |         |
        | 2    | police | 2025-03-03T09:00 | 2025-03-05T10:00 | capacity / The office was closed. |
        | 3    | police | 2025-03-03T09:00 |                  |         |
    """
    rows = lines(
        load_workbook(io.BytesIO(build_analysis_workbook(compiled(theme, returns(theme, table)))))[
            "Lateness"
        ]
    )
    found = [
        tuple(
            row[name]
            for name in (
                "Outcome",
                "Took",
                "Limit",
                "Unit",
                "Over the limit by",
                "Why it was not assessed",
                "Reason given",
            )
        )
        for row in rows
    ]
    assert found == [
        ("In time", 2.5, 24, "hours", None, None, None),
        ("Late, with a reason", 49, 24, "hours", 25, None, "Capacity: The office was closed."),
        ("Not assessed", None, 24, "hours", None, "a time is missing", None),
    ]


def test_findings_have_their_counts_and_cells(analysis: Workbook) -> None:
    """A figure can be traced to cells without the program."""
    (finding,) = chair().findings
    (row,) = lines(analysis["Findings"])
    assert (row["Id"], row["What it says"], row["Count"], row["Of"]) == (
        finding.id,
        finding.says,
        finding.n,
        finding.m,
    )
    assert str(row["Cells behind it"]).splitlines() == [str(at) for at in finding.evidence]


def test_a_finding_with_many_cells_says_how_many_are_not_listed() -> None:
    """Nothing is cut without saying so, and nought is a number, not a blank."""
    book = chair()
    many = attrs.evolve(book.findings[0], evidence=book.findings[0].evidence * 25, n=0)
    (row,) = lines(
        load_workbook(io.BytesIO(build_analysis_workbook(attrs.evolve(book, findings=(many,)))))[
            "Findings"
        ]
    )
    assert str(row["Cells behind it"]).splitlines()[-1] == "and 38 more: audit explain F1"
    assert row["Count"] == 0


def test_control_characters_and_escapes_do_not_stop_the_analysis() -> None:
    """Whatever was in a file can be written."""
    book = chair()
    first = book.casebook.returns[0]
    entry = attrs.evolve(
        first.form.entries[0], code="text", label="", raw="bell\x07 and _x0041_ and \ud800"
    )
    odd = attrs.evolve(first, form=attrs.evolve(first.form, entries=(entry,)))
    data = build_analysis_workbook(
        attrs.evolve(book, casebook=attrs.evolve(book.casebook, returns=(odd,)))
    )
    from audit_core.xlsx.reader import read_book

    texts = {str(cell.value) for cell in read_book(data).sheet("Answers").cells.values()}
    assert "bell\ufffd and _x0041_ and \ufffd" in texts


@pytest.mark.parametrize("build", [build_analysis_workbook, build_action_plan_workbook])
def test_the_same_round_gives_the_same_bytes(build) -> None:
    """The bytes do not depend on the clock, the machine or the order of sets."""
    assert build(chair()) == build(chair())


DECIDED = Decisions(
    recommendations=(
        RecommendationDecision("R1", "edited", "=Agree one standard", "", None, "clearer"),
    ),
    child_actions=(
        ChildAction("XX26A-01-M", "school", f"Ring the parent: {NUMBER}", date(2026, 4, 1)),
    ),
)


@pytest.fixture(scope="module")
def plan() -> Workbook:
    """The plan after its recommendation was decided."""
    return load_workbook(io.BytesIO(build_action_plan_workbook(chair(DECIDED))))


def test_every_action_is_complete_in_its_row(plan: Workbook) -> None:
    """Who, what, by when, what it arises from and how its effect will be known need no other
    place.
    """
    book = chair(DECIDED)
    rows = lines(plan["Action plan"])
    assert [row["Action"] for row in rows] == [action.id for action in book.plan.actions]
    for row, action in zip(rows, book.plan.actions, strict=True):
        assert str(row["Finding and recommendation"]) == "R1: =Agree one standard (from F1)"
        assert (row["Lead agency"], row["Lead (role)"]) == (
            ROUND.name_of(action.owner),
            action.owner_role,
        )
        assert row["Due"].date() == action.due
        assert action.measure in str(row["How we will know"])
    assert {action.owner for action in book.plan.actions} == {"police", "school"}


def test_the_counts_on_the_first_sheet_match_the_rows(plan: Workbook) -> None:
    """Each owner is listed once, and the last column has the total."""
    rows = [row for row in lines(plan["Start here"]) if row["All"] is not None]
    owners = [row["Lead agency"] for row in lines(plan["Action plan"])]
    assert {str(row["Lead agency"]): row["All"] for row in rows} == {
        owner: owners.count(owner) for owner in owners
    }


def test_no_text_of_any_return_is_in_the_plan(plan: Workbook) -> None:
    """The board sees it: no evidence, file names or identifiers; actions for one child are only
    counted.
    """
    words = words_of(plan)
    assert not [text for text in words if identifiers_in(text)]
    assert not [text for text in words if NUMBER in text or ".xlsx" in text or "HYPERLINK" in text]
    assert "One further action, for a single child, is on an agency's own list." in words


def test_typed_text_in_the_plan_is_never_a_formula(plan: Workbook) -> None:
    """A recommendation may begin with "="."""
    assert not [
        cell.coordinate
        for sheet in plan
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type in {"f", "e"}
    ]
    assert plan["Start here"]["A1"].value == "=Our round: action plan"
    foot, head = plan["Start here"].oddFooter.center, plan["Start here"].oddHeader.center
    assert str(foot.text or head.text).startswith("OFFICIAL && SENSITIVE")


def test_what_every_page_says_does_not_run_into_the_page_number(plan: Workbook) -> None:
    """All that a draft still lacks is longer than the foot of a page has room for."""
    for sheet in plan:
        assert "DRAFT" in sheet.oddHeader.center.text
        assert sheet.oddFooter.center.text is None


def test_an_agency_gets_its_own_actions_only() -> None:
    """Its part of the plan names no other agency's action."""
    own = load_workbook(io.BytesIO(build_action_plan_workbook(chair(DECIDED), "school")))
    assert {row["Lead agency"] for row in lines(own["Action plan"])} == {"School"}
    assert "Police" not in words_of(own)


def test_a_status_is_chosen_from_a_list_that_blocks_other_text(plan: Workbook) -> None:
    """What agencies send back can be counted."""
    (rule,) = plan["Action plan"].data_validations.dataValidation
    assert (rule.type, rule.showErrorMessage, rule.errorStyle) == ("list", True, "stop")
    assert len(rule.formula1) <= 257
    assert str(rule.sqref) == f"G4:G{3 + len(chair(DECIDED).plan.actions)}"


def test_a_plan_without_actions_is_still_a_workbook() -> None:
    """A round with nothing to do can be shown."""
    theme = attrs.evolve(THEME, rules=())
    book = compiled(theme, returns(theme, RETURNS, ROUND), ROUND)
    assert load_workbook(io.BytesIO(build_action_plan_workbook(book)))["Action plan"].max_row == 3
    assert "Findings" in load_workbook(io.BytesIO(build_analysis_workbook(book))).sheetnames


def test_the_case_key_has_a_row_for_every_case_and_nothing_about_a_child() -> None:
    """It has references and the agencies each line may be sent to, none for a withdrawn case, and
    is completed by hand and kept elsewhere.
    """
    first, second = ROUND.subjects
    round_names = [ROUND.name_of(code) for code, expect in first.expected if expect == "ask"]
    audit_round = attrs.evolve(
        ROUND, subjects=(first, attrs.evolve(second, withdrawn="moved away"))
    )
    sheet = load_workbook(
        io.BytesIO(build_case_key_workbook(audit_round, to_be_told(audit_round)))
    )["Case key"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(4, max_col=4)]
    assert rows[0] == [first.ref, None, None, ", ".join(round_names)]
    assert second.ref not in {row[0] for row in rows}
    assert build_case_key_workbook(audit_round, to_be_told(audit_round)) == build_case_key_workbook(
        audit_round, to_be_told(audit_round)
    )
