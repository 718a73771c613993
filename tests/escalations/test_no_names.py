"""The page holds no names and only case references: text typed by an agency is printed only if it
is one of our own or was checked.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from audit_core.cli import main
from audit_core.commands.escalations.read import QuarterOutcome
from audit_core.rounds.case_references import case_ref
from tests.escalations.conftest import Make, Partnership, row
from tests.planted import holding

OURS = case_ref("DA26A", 1)
CHILD = (
    "Jayden Example",
    "Mrs Example",
    "JAYDEN EXAMPLE",
    "12/03/2015",
    "12 March 2015",
    "07700 900123",
    "943 476 5919",
    "9434765919",
)
"""How a name, a date of birth, a telephone and an NHS number may be typed. All are invented: the
numbers are kept for that.
"""
BORN = date(2015, 3, 12)


@pytest.fixture(scope="module")
def shared(mereshire: Make, tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One partnership whose logs are filled in repeatedly."""
    return mereshire(tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="module")
def headings(shared: Partnership) -> list[str]:
    """The headings above the columns of a log; those of the stages follow."""
    book = load_workbook(shared.quarter / "forms/police.xlsx")
    return [str(cell.value) for cell in (*book["Escalations"][3], *book["Stages"][3][2:])]


def planted_in_every_cell(
    partnership: Partnership, headings: list[str], text: object
) -> QuarterOutcome:
    """The result of reading logs with a text in one column after another, on the first sheet, above
    the table, and in the names of a sheet and the file.
    """
    for old in (partnership.quarter / "returns").iterdir():
        old.unlink()
    beside = len(headings) + 1

    def elsewhere(book: Workbook) -> None:
        for sheet, line, column in (
            ("Start here", 8, 2),
            ("Start here", 9, 2),
            ("Start here", 5, 3),
            ("Escalations", 2, beside),
            ("Escalations", 3, beside),
        ):
            # whatever a person could type
            book[sheet].cell(line, column).value = text
        if isinstance(text, str):
            book["Escalations"].title = text.replace("/", " ")[:31]

    full = row(
        case=OURS,
        Ref="E1",
        safe="Yes",
        outcome="Upheld",
        learning="Answer sooner.",
        answered1=date(2026, 5, 6),
    )
    rows = (
        {**full, "Ref": f"E{number}", heading: text} for number, heading in enumerate(headings, 1)
    )
    name = str(text).replace("/", " ")
    partnership.returned("police", *rows, file=f"Log about {name}.xlsx", more=elsewhere)
    (partnership.quarter / f"returns/Letter about {name}.xlsx").write_text(str(text))
    return partnership.read()


@given(
    child=st.sampled_from(CHILD),
    before=st.sampled_from(("", "Ask ", "We saw ")),
    after=st.sampled_from(("", " was not seen.", "'s plan")),
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_name_or_number_typed_anywhere_is_in_a_written_file(
    shared: Partnership, headings: list[str], child: str, before: str, after: str
) -> None:
    """Whichever cell, sheet name or file name it was typed into, it is not in the page, the
    workbook or the JSON.
    """
    done = planted_in_every_cell(shared, headings, f"{before}{child}{after}")
    assert holding(done.folder, child) == []
    assert holding(done.folder, child.replace("/", " ")) == []
    assert len(done.watched.escalations) > 3


def test_a_date_of_birth_in_a_date_cell_is_not_printed(
    shared: Partnership, headings: list[str]
) -> None:
    """A day years before the quarter cannot belong to an escalation, and is reported by its cell
    alone.
    """
    done = planted_in_every_cell(shared, headings, BORN)
    for words in ("2015-03-12", "12 March 2015", "12 Mar 2015"):
        assert holding(done.folder, words) == []
    assert {
        problem.where.cell for problem in done.problems if problem.code == "escalation.long_ago"
    } >= {
        "E8",
        "C16",
    }


@given(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=9, max_size=20).map(lambda name: f"zq{name}")
)  # no word of the page's own
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_page_holds_nothing_that_anybody_typed(
    shared: Partnership, headings: list[str], typed: str
) -> None:
    """A name in small letters looks like any other word, so no agency's text is ever on the
    page.
    """
    done = planted_in_every_cell(shared, headings, typed)
    assert typed not in (done.folder / "escalations.html").read_text()


@pytest.mark.parametrize(
    ("typed", "code", "cell"),
    [
        ({"Ref": "Mrs Example"}, "escalation.ref", "A4"),
        ({"Ref": "MP/2026/14"}, "escalation.ref", "A4"),
        ({"their_ref": "jayden"}, "escalation.ref", "D4"),
        ({"case": "JAYDEN EXAMPLE 12/03/2015"}, "escalation.case_name", "F4"),
        ({"case": "LCS 1234567"}, "escalation.case_name", "F4"),
        ({"case": OURS[:-1] + ("A" if OURS[-1] != "A" else "B")}, "escalation.case_name", "F4"),
        ({"other": "jayden's new school"}, "escalation.unknown_agency", "C4"),
        ({"learning": "Ask JAYDEN first."}, "escalation.identifier", "K4"),
        ({"learning": "He was seen on 3 May."}, "escalation.identifier", "K4"),
    ],
)
def test_a_withheld_text_is_reported_by_its_cell(
    partnership: Partnership, typed: dict[str, object], code: str, cell: str
) -> None:
    """The row still counts, and a notice replaces the text."""
    partnership.returned("police", row(**typed))
    done = partnership.read()
    assert (code, cell) in [(problem.code, problem.where.cell) for problem in done.problems]
    assert len(done.watched.escalations) == 1
    page = (done.folder / "escalations.html").read_text()
    assert code == "escalation.unknown_agency" or "(withheld)" in page
    assert f"Log of Police, sheet &#39;Escalations&#39;, cell {cell}" in page


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("e 7", "E7"),
        ("E-7", "E7"),
        ("E07", "E7"),
        (OURS.lower(), OURS),
        (OURS.replace("-", " \u2013 "), OURS),
    ],
)
def test_our_own_references_are_printed_in_their_usual_form(
    partnership: Partnership, typed: str, printed: str
) -> None:
    """Spaces, dashes and small letters do not make a different ref."""
    partnership.returned("police", row(**({"Ref": typed} if printed == "E7" else {"case": typed})))
    done = partnership.read()
    account = done.watched.escalations[0].told
    assert printed in (account.ref, account.case)
    assert partnership.codes(done) == []


def test_withheld_texts_still_match_and_differ(
    partnership: Partnership,
) -> None:
    """Equal texts are recognised as equal although they are not shown, so that no figure changes
    because a text is withheld.
    """
    partnership.returned(
        "police",
        row(case="LCS 1"),
        row(case="LCS 2"),
        row(other="Northshire Hospital"),
        row(other="Southshire Hospital"),
    )
    partnership.returned(
        "social_care",
        row(side="Received it", other="Police", case="lcs-1", raised=date(2026, 5, 8)),
    )
    done = partnership.read()
    assert len(done.watched.escalations) == 4
    assert sum(item.also is not None for item in done.watched.escalations) == 1


def test_different_case_numbers_of_two_agencies_are_queried(partnership: Partnership) -> None:
    """Two different numbers may mean the same child, so they are counted as two and the agencies
    are asked.
    """
    partnership.returned("police", row(case="NICHE 1"))
    partnership.returned("social_care", row(side="Received it", other="Police", case="LCS 2"))
    done = partnership.read()
    assert len(done.watched.escalations) == 2
    assert "escalation.maybe_same" in partnership.codes(done)


def test_learning_is_in_the_workbook_and_the_page_says_so(partnership: Partnership) -> None:
    """It is printed as written, unless it looks like a person."""
    partnership.returned(
        "police",
        row(learning="Early Help should be asked first."),
        row(case=OURS, learning="Ask Jayden first."),
    )
    done = partnership.read()
    book = load_workbook(done.folder / "escalations.xlsx")
    texts = [
        str(cell.value) for line in book["T7 learning"].iter_rows() for cell in line if cell.value
    ]
    assert "Early Help should be asked first." in texts
    assert "(withheld)" in texts
    page = (done.folder / "escalations.html").read_text()
    assert "asked first" not in page
    assert "T7 learning" in page


def test_the_terminal_names_the_file(
    partnership: Partnership, capsys: pytest.CaptureFixture[str]
) -> None:
    """The chair has to find the file; shared outputs do not name it."""
    partnership.returned("police", row(case="LCS 1"), file="Log about Jayden.xlsx")
    with pytest.raises(SystemExit):
        main(["escalations", "read", str(partnership.folder), "--as-at", "2026-07-10"])
    assert "Log about Jayden.xlsx" in capsys.readouterr().out
    assert holding(partnership.quarter / "compiled", "Jayden") == []


def test_two_logs_that_differ_are_both_reported(partnership: Partnership, tmp_path: Path) -> None:
    """The page names the agency and the terminal names the files."""
    partnership.returned("police", row(), file="Jayden one.xlsx")
    partnership.returned("police", row(topic="Immediate safety"), file="Jayden two.xlsx")
    done = partnership.read()
    assert sorted(
        problem.where.file for problem in done.problems if problem.code == "escalation.two_logs"
    ) == ["returns/Jayden one.xlsx", "returns/Jayden two.xlsx"]
    assert holding(done.folder, "Jayden") == []
