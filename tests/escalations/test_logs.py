"""Each entry of an agency's log is counted, or a problem names its cell."""

from __future__ import annotations

import json
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from audit_core.cli import main
from audit_core.errors import UsageProblem
from audit_core.escalations.log import Quarter
from audit_core.escalations.quarter_tables import quarter_headline
from audit_core.plugin_system.manager import Plugins
from tests.escalations.conftest import AS_AT, Partnership, row
from tests.typed_blanks import typed_blanks


def test_a_log_names_its_agency_and_prints_the_policy(partnership: Partnership) -> None:
    """Each agency's log names the agency and the period, and the time limit of each stage in the
    partnership's own policy.
    """
    book = load_workbook(partnership.quarter / "forms/police.xlsx")
    texts = [
        str(cell.value) for line in book["Start here"].iter_rows() for cell in line if cell.value
    ]
    assert "AE1/2026Q2/police" in texts
    assert "Escalation log, 1 April to 30 June 2026" in texts
    assert "2. Between managers: an answer within 5 working days" in texts
    assert "4. Independent chair: no limit set" in texts
    offered = [cell.value for cell in book["Lists"]["A"] if cell.value]
    assert offered == ["Children's social care", "School or setting", "Housing"]


@pytest.mark.usefixtures("built_anew")
def test_logs_are_the_same_bytes_and_never_rewritten(partnership: Partnership) -> None:
    """Making the logs again leaves one that an agency may be filling in; made elsewhere they have
    the same bytes.
    """
    path = partnership.quarter / "forms/police.xlsx"
    first = path.read_bytes()
    path.write_bytes(first + b" ")
    partnership.new()
    assert path.read_bytes() == first + b" "
    path.unlink()
    partnership.new()
    assert path.read_bytes() == first


def test_none_reported_and_no_log_are_shown_apart(partnership: Partnership) -> None:
    """An agency that chose none, one whose log came back empty and one that sent nothing are each
    described in words.
    """
    partnership.returned("police", row())
    partnership.returned("housing", says="None to report")
    partnership.returned("school")
    done = partnership.read()
    assert dict(done.watched.states) == {
        "police": "reported",
        "social_care": "missing",
        "school": "says_nothing",
        "housing": "none",
    }
    page = (done.folder / "escalations.html").read_text()
    assert "<strong>None reported</strong> by Housing" in page
    assert "<strong>No log received</strong> from Children&#39;s social care" in page
    assert "<strong>Empty log</strong> from School or setting" in page
    assert "escalation.says_nothing" in partnership.codes(done)


def test_rows_count_even_if_the_log_says_none(partnership: Partnership) -> None:
    """The rows of a log count even if its first sheet says none, and the agency is asked."""
    partnership.returned("police", row(), says="None to report")
    done = partnership.read()
    assert len(done.watched.escalations) == 1
    assert partnership.codes(done) == ["escalation.none_and_some"]


@pytest.mark.parametrize(
    ("typed", "code", "cell"),
    [
        ({"raised": date(1926, 5, 5)}, "escalation.long_ago", "E4"),
        ({"raised": "31/02/2026"}, "answer.date", "E4"),
        ({"raised": "03/04/2026"}, "answer.date_both_ways", "E4"),
        ({"raised": None}, "escalation.missing", "E4"),
        ({"raised": date(2026, 8, 1)}, "escalation.future", "E4"),
        ({"raised": date(2026, 7, 1)}, "escalation.after_quarter", "B4"),
        ({"answered1": date(2026, 5, 1)}, "escalation.out_of_order", "Stages!D4"),
        ({"begun2": date(2026, 5, 1)}, "escalation.out_of_order", "Stages!E4"),
        ({"answered2": date(2026, 5, 9)}, "escalation.no_begin", "Stages!E4"),
        ({"copied": date(2026, 5, 1)}, "escalation.out_of_order", "L4"),
        ({"resolved": "Between practitioners"}, "escalation.resolved_unanswered", "Stages!D4"),
        ({"answered1": "=E4+1"}, "round.not_plain", "Stages!D4"),
        ({"topic": "Everything"}, "escalation.unknown_choice", "G4"),
        ({"side": "Perhaps"}, "escalation.unread", "B4"),
        ({"side": "Perhaps"}, "escalation.unknown_choice", "B4"),
        ({"raised": date(1926, 5, 5)}, "escalation.unread", "E4"),
        ({"raised": datetime(2026, 5, 5, 23, 0)}, "answer.near_midnight", "E4"),  # noqa: DTZ001
        ({"other": "=C5"}, "escalation.unread", "C4"),
        ({"other": "Police"}, "escalation.own_agency", "C4"),
        ({"other": "Dr Example of the surgery"}, "escalation.unknown_agency", "C4"),
        ({"other": "Northshire Hospital"}, "escalation.unknown_agency", "C4"),
        ({"case": "Ann Example"}, "escalation.case_name", "F4"),
        ({"learning": "Mr Example should have been asked."}, "escalation.identifier", "K4"),
    ],
)
def test_each_problem_in_a_log_names_its_cell(
    partnership: Partnership, typed: dict[str, object], code: str, cell: str
) -> None:
    """Each wrong date, order, formula or name in a log is reported with its cell."""
    partnership.returned("police", row(**typed))
    done = partnership.read()
    sheet, _, address = cell.rpartition("!")
    assert (code, sheet or "Escalations", address) in [
        (problem.code, problem.where.sheet, problem.where.cell) for problem in done.problems
    ]
    assert all(problem.where.file == "returns/police.xlsx" for problem in done.problems)
    page = (done.folder / "escalations.html").read_bytes() + (
        done.folder / "escalations.json"
    ).read_bytes()
    assert b"Example" not in page


def test_a_date_typed_as_text_is_read_day_first(partnership: Partnership) -> None:
    """04/06/2026 is the 4th of June, and the agency is asked to confirm it."""
    partnership.returned("police", row(raised="04/06/2026"))
    assert partnership.read().watched.escalations[0].told.raised == date(2026, 6, 4)


def test_a_row_without_its_day_or_agencies_is_not_counted(partnership: Partnership) -> None:
    """If the day, the other agency or the side is missing, nothing is assumed and the row is
    reported.
    """
    partnership.returned("police", {"Topic": "Sharing information"}, row())
    done = partnership.read()
    assert len(done.watched.escalations) == 1
    assert partnership.codes(done).count("escalation.missing") == 3


def test_a_repeated_row_counts_once(partnership: Partnership) -> None:
    """A copied row is one escalation; two different rows with one ref are two, and both are
    reported.
    """
    partnership.returned(
        "police", row(case="DA26A-01-C"), row(case="DA26A-01-C"), row(case="DA26A-02-M", Ref="E1")
    )
    done = partnership.read()
    assert len(done.watched.escalations) == 2
    assert partnership.codes(done) == ["escalation.twice", "escalation.same_ref"]


def test_a_second_log_of_an_agency_must_agree_with_the_first(partnership: Partnership) -> None:
    """A second copy with the same entries is noted; of two that differ neither counts."""
    partnership.returned("police", row())
    partnership.returned("police", row(), file="copy of police.xlsx")
    assert partnership.codes(partnership.read()) == ["escalation.same_log"]
    partnership.returned("police", row(topic="Immediate safety"), file="copy of police.xlsx")
    done = partnership.read()
    assert dict(done.watched.states)["police"] == "conflict"
    assert done.watched.escalations == ()


def test_a_file_that_is_not_a_log_of_the_quarter_is_reported(
    partnership: Partnership, tmp_path: Path
) -> None:
    """A text file, another kind of workbook and another quarter's log are each named, and the rest
    is read.
    """
    partnership.returned("police", row())
    (partnership.quarter / "returns/notes.xlsx").write_text("not a workbook")
    (partnership.quarter / "returns/round.xlsx").write_bytes(
        (partnership.folder / "partnership.xlsx").read_bytes()
    )
    partnership.new(Quarter(2026, 3))
    other = (partnership.folder / "escalations/2026Q3/forms/school.xlsx").read_bytes()
    (partnership.quarter / "next.xlsx").write_bytes(other)
    done = partnership.read()
    assert sorted(partnership.codes(done)) == [
        "escalation.not_a_log",
        "escalation.other_quarter",
        "file.refused",
    ]
    assert len(done.watched.escalations) == 1


def test_sorted_rows_moved_columns_and_renamed_sheets_do_not_matter(
    partnership: Partnership,
) -> None:
    """The table is found by its headings and the log by its number."""
    path = partnership.returned(
        "police", row(case="DA26A-01-C", answered1=date(2026, 5, 6)), file="log from us (2).xlsx"
    )
    book = load_workbook(path)
    sheet = book["Escalations"]
    sheet.insert_cols(1)
    sheet.insert_rows(5, 3)
    sheet.title = "Ours"
    out = BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())
    account = partnership.read().watched.escalations[0].told
    assert (account.ref, account.case, account.spans[0]) == (
        "E1",
        "DA26A-01-C",
        (date(2026, 5, 5), date(2026, 5, 6)),
    )


def test_stages_belong_to_the_escalation_with_their_ref(partnership: Partnership) -> None:
    """Whichever of the two sheets was sorted: the rows need not stand at the same height."""
    path = partnership.returned(
        "police",
        row(case="DA26A-01-C", answered1=date(2026, 5, 6)),
        row(case="DA26A-02-M", answered1=date(2026, 5, 7)),
    )
    book = load_workbook(path)
    sheet = book["Stages"]
    for column in (1, 4):
        one, other = sheet.cell(4, column), sheet.cell(5, column)
        one.value, other.value = other.value, one.value
    book.save(path)
    found = {
        item.told.ref: item.told.spans[0][1] for item in partnership.read().watched.escalations
    }
    assert found == {"E1": date(2026, 5, 6), "E2": date(2026, 5, 7)}


def test_days_of_stages_beside_a_ref_that_no_escalation_has_are_said(
    partnership: Partnership,
) -> None:
    """An agency that types its own number over a ref on one sheet alone is told which days are not
    counted, and where they are.
    """
    partnership.returned("police", row(Ref="E77", answered1=date(2026, 5, 6)))
    done = partnership.read()
    assert done.watched.escalations[0].told.spans[0][1] is None
    (beside,) = [item for item in done.problems if item.code == "escalation.beside"]
    assert (beside.where.sheet, "D4" in beside.what) == ("Stages", True)


@pytest.mark.parametrize("form", ["kept", "gone"])
def test_a_log_of_an_earlier_layout_is_read_as_it_was(partnership: Partnership, form: str) -> None:
    """It had the days of the stages between the topic and the result, on one sheet."""
    path = partnership.quarter / "forms/police.xlsx"
    book = load_workbook(path)
    sheet, stages = book["Escalations"], book["Stages"]
    sheet.insert_cols(8, amount=stages.max_column - 2)
    for line in stages.iter_rows(min_row=3, min_col=3):
        for cell in line:
            sheet.cell(cell.row, cell.column + 5).value = cell.value
    del book["Stages"]
    sheet["A2"].value = (
        "One escalation per row, in any order. Leave blank any stage that was not reached. "
        "Dates are checked; rows may be added below the last."
    )
    book.save(path)
    values = {**row(case="DA26A-01-C", answered1=date(2026, 5, 6)), "Learning": "Answer sooner."}
    for cell in sheet[3]:
        sheet.cell(4, cell.column).value = values.get(cell.value, sheet.cell(4, cell.column).value)
    book.save(partnership.quarter / "returns/police.xlsx")
    if form == "gone":
        path.unlink()
    done = partnership.read()
    (only,) = done.watched.escalations
    assert (only.told.case, only.told.spans[0], only.told.learning) == (
        "DA26A-01-C",
        (date(2026, 5, 5), date(2026, 5, 6)),
        "Answer sooner.",
    )
    assert partnership.codes(done) == []


def test_a_missing_column_is_reported(partnership: Partnership) -> None:
    """A deleted heading is a problem, not an empty column."""
    path = partnership.returned("police", row())
    book = load_workbook(path)
    book["Escalations"].delete_cols(6)
    book.save(path)
    assert "escalation.missing_heading" in partnership.codes(partnership.read())


def test_the_policy_printed_in_the_logs_applies(partnership: Partnership) -> None:
    """Limits that change after the logs went out apply from the next quarter, and the chair is
    told.
    """
    partnership.returned("police", row(answered1=date(2026, 5, 8)))
    partnership.policy(("Between practitioners", 9))
    done = partnership.read()
    assert done.watched.escalations[0].timed[0].timing == "late"
    assert partnership.codes(done) == ["escalation.policy_changed"]


def test_example_stages_are_labelled_as_examples(
    partnership: Partnership, plugins: Plugins
) -> None:
    """Until the partnership types its own policy, every page says that nobody may be judged by
    it.
    """
    home = partnership.folder
    (home / "partnership.xlsx").write_bytes((home / "first/round.xlsx").read_bytes())
    other = Partnership(home, plugins)
    other.quarter = home / "escalations/2026Q3"
    other.new(Quarter(2026, 3))
    from audit_core.commands.escalations.read import read_logs

    done = read_logs(home, (), plugins, Quarter(2026, 3), date(2026, 8, 1))
    assert "escalation.examples" in [problem.code for problem in done.problems]
    page = (done.folder / "escalations.html").read_text()
    assert "are examples, not this partnership's policy" in page
    assert "This quarter is not over yet" in page


def test_the_same_logs_give_the_same_bytes_and_no_new_set(partnership: Partnership) -> None:
    """Sets are numbered and never overwritten; if nothing has changed, none is written."""
    partnership.returned("police", row())
    first = partnership.read()
    again = partnership.read()
    assert (first.folder.name, again.folder.name, again.changed) == ("001", "001", False)
    partnership.returned("police", row(answered1=date(2026, 5, 6)))
    kept = {path.name: path.read_bytes() for path in first.folder.iterdir()}
    assert partnership.read().folder.name == "002"
    assert {path.name: path.read_bytes() for path in first.folder.iterdir()} == kept


def test_the_workbook_has_every_table_with_a_native_chart(partnership: Partnership) -> None:
    """Stages, topics and agencies each have a table and a chart; the page is self-contained."""
    partnership.returned("police", row())
    done = partnership.read()
    book = load_workbook(done.folder / "escalations.xlsx")
    assert {"T1 logs", "T2 stages", "T3 topics", "T4 pairs", "T5 each"} <= set(book.sheetnames)
    assert [len(book[name]._charts) for name in ("G1 stages", "G2 topics", "G3 agencies")] == [
        1,
        1,
        1,
    ]
    page = (done.folder / "escalations.html").read_text()
    assert page.count("<svg") == 3
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    data = json.loads((done.folder / "escalations.json").read_text())
    assert data["states"]["police"] == "reported"


def test_the_commands_report_what_they_did(
    partnership: Partnership, capsys: pytest.CaptureFixture[str]
) -> None:
    """`new` and `read` run from the command line, and say so if there is nothing to work on."""

    def run(*arguments: object) -> int:
        with pytest.raises(SystemExit) as left:
            main(["escalations", *map(str, arguments)])
        return int(left.value.code or 0)

    assert run("new", partnership.folder, "--quarter", "2026Q2") == 0
    assert "0 logs made, due 14 July 2026. 4 already existed." in capsys.readouterr().out
    assert run("new", partnership.folder, "--quarter", "2026Q2", "--due", "2026-07-20") == 0
    assert "first made with the due date 14 July 2026, which stays" in capsys.readouterr().out
    assert run("read", partnership.folder, "--as-at", "2026-07-10") == 4
    path = partnership.returned("housing", says="None to report")
    assert run("read", partnership.folder, "--as-at", "2026-07-10") == 0
    assert "None reported: Housing." in capsys.readouterr().out
    assert run("read", partnership.folder, path, "--as-at", "2026-07-10") == 0
    assert run("read", partnership.folder, "--quarter", "spring") == 2
    assert run("read", partnership.folder, "--quarter", "2025Q1") == 2
    assert run("new", partnership.folder / "escalations") == 2
    assert "There is no partnership.xlsx" in capsys.readouterr().err


def test_a_quarter_that_has_not_begun_cannot_be_read(partnership: Partnership) -> None:
    """Logs cannot be read as at a day before their quarter."""
    with pytest.raises(UsageProblem) as stopped:
        partnership.read(date(2026, 3, 1))
    assert stopped.value.code == "escalation.not_begun"
    assert partnership_last() < AS_AT


def partnership_last() -> date:
    """The last day of the quarter under test."""
    return Quarter(2026, 2).last


def test_accounts_that_differ_on_a_childs_safety_come_first(
    partnership: Partnership,
) -> None:
    """If the police say that the child is safe and social care that it is not, the page begins with
    the case and shows both answers with their agencies.
    """
    same = {"case": "DA26A-01-C", "raised": date(2026, 5, 5), "begun1": date(2026, 5, 5)}
    partnership.returned("police", row(**same, safe="Yes"))
    partnership.returned("social_care", row(side="Received it", other="Police", **same, safe="No"))
    watched = partnership.read().watched
    first, second, *_ = quarter_headline(watched.escalations, watched.problems)
    assert first == "In 1 escalation the child was not safe meanwhile: ask today what was done."
    assert (
        second
        == "In 1 escalation the two agencies disagree about whether the child was safe meanwhile."
    )
    each = next(table for table in watched.tables if table.key == "each")
    assert "Police: Yes\nChildren's social care: No" in each.rows[0].cells


def test_rows_that_cannot_be_read_do_not_count_as_none(partnership: Partnership) -> None:
    """If an agency wrote its own words into the first column nothing can be counted, and the page
    does not say that none was reported.
    """
    partnership.returned("police", row(side="Yes we did"))
    watched = partnership.read().watched
    assert watched.escalations == ()
    (sentence,) = quarter_headline(watched.escalations, watched.problems)
    assert sentence.startswith(
        "1 row of the logs is not used, or only in part, until it is corrected"
    )


def test_no_blank_cell_of_a_log_has_a_type(partnership: Partnership) -> None:
    """A log can be saved by programs that make a zero of a typed blank."""
    assert list((partnership.folder / "escalations").rglob("*.xlsx"))
    assert list(typed_blanks(partnership.folder / "escalations")) == []
