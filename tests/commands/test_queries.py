"""Queries to an auditor: words to paste, a workbook that names sheet and cell, and the returned
form left unchanged.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from openpyxl import load_workbook

from audit_core.cli import main
from audit_core.commands.check import check_files
from audit_core.errors import UsageProblem
from audit_core.rounds.case_references import case_ref
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.workbook import Book
from tests.wordings import asks_auditor, shows

pytestmark = pytest.mark.usefixtures("without_papers")

NHS = "Seen by NHS 999 000 0018."


@pytest.fixture
def returned(made: Any) -> Path:
    """A form with a word that is not an answer, an identifier, and most rows blank."""
    path: Path = made.fill(
        1, "police", {"DA-1.1": "sort of", "DA-2.1": ("Met", NHS)}, file="scan 3 (final).xlsx"
    )
    return path


def rows(path: Path) -> list[tuple[Any, ...]]:
    """The queries, as a person reads them."""
    sheet = load_workbook(path)["Queries"]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=4)]


def test_the_workbook_names_sheet_and_cell_and_repeats_no_answer(made: Any, returned: Path) -> None:
    """There is one row for each query in the order of the form, with the question's wording and an
    empty cell for the reply.
    """
    before = returned.read_bytes()
    (checked,) = check_files((returned,), None, made.plugins, queries=True)
    assert (
        checked.queries
        == made.folder.resolve() / f"queries/{case_ref('DA26A', 1)}_police_queries.xlsx"
    )
    found = rows(checked.queries)
    unclear = next(row for row in found if row[3] == "DA-1.1")
    assert unclear[1:3] == ("Questions", "C6")
    assert unclear[4] == next(
        field.label for field in made.form(1, "police").fields if field.ref == "DA-1.1"
    )
    assert unclear[5].startswith("The answer is not one of the choices. Choose one from the list: ")
    assert [row[0] for row in found] == [str(number) for number in range(1, len(found) + 1)]
    assert all(row[6] is None for row in found)
    assert not any("sort of" in str(text) or "999" in str(text) for row in found for text in row)
    assert returned.read_bytes() == before


def test_an_auditor_is_not_referred_to_the_chairs_workbook(
    made: Any, returned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reply asks for an identifier to be replaced and does not mention decisions.xlsx, which
    auditors never see.
    """
    with pytest.raises(SystemExit):
        main(["check", str(returned), "--queries"])
    printed = capsys.readouterr().out
    assert asks_auditor(printed, "form.identifier")
    assert "decisions.xlsx" not in printed
    assert "_police_queries.xlsx" in printed


def test_no_workbook_is_written_without_queries(made: Any, returned: Path) -> None:
    """There is none without --queries or for a file that is not a form."""
    stray = made.folder / "returns/notes.xlsx"
    stray.write_bytes(b"not a workbook")
    assert [item.queries for item in check_files((returned,), None, made.plugins)] == [None]
    assert [item.queries for item in check_files((stray,), None, made.plugins, queries=True)] == [
        None
    ]
    assert not (made.folder / "queries").exists()


def test_a_risk_is_asked_about_first_and_by_telephone(
    made: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """A risk comes before any correction, even if it is further down the form, and the auditor is
    not only asked to send the form again.
    """
    returned = made.fill(1, "police", {"S-1": "No", "DA-1.1": "sort of", "G-1": "y"})
    (checked,) = check_files((returned,), None, made.plugins, queries=True)
    assert checked.queries is not None
    first = rows(checked.queries)[0]
    assert (first[1], first[3]) == ("Sign-off", "G-1")
    assert first[4] == next(
        field.label for field in made.form(1, "police").fields if field.ref == "G-1"
    )
    with pytest.raises(SystemExit):
        main(["check", str(returned)])
    words = capsys.readouterr().out
    assert words.index("(G-1)") < words.index("(DA-1.1)")
    assert words.count("Somebody may be at risk now") == 1
    assert "Please ring us today. Then please correct the form itself" in words


def test_check_accepts_a_folder_or_a_round(
    made: Any, returned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder stands for its files and a round for its returns; each file is named, and anyone at
    risk comes before all of them.
    """
    inner = made.folder / "returns/school"
    inner.mkdir()
    made.fill(1, "school", {"S-1": "Yes"}, file="school/second.xlsx")
    for named, seen in (
        (inner, {"school/second.xlsx"}),
        (made.folder / "returns", {returned.name, "school/second.xlsx"}),
        (made.folder, {returned.name, "school/second.xlsx"}),
    ):
        assert {
            checked.reading.ledger.file for checked in check_files((named,), None, made.plugins)
        } == seen
    with pytest.raises(SystemExit) as left:
        main(["check", str(made.folder)])
    assert left.value.code == 3
    assert capsys.readouterr().out.startswith("SOMEBODY MAY BE AT RISK: school/second.xlsx")


def test_each_returned_file_is_read_once(
    made: Any, returned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of returns takes no longer to check than to read: among all others of the round,
    each has been read already.
    """
    other = made.fill(1, "school", {"S-1": "No"})
    read: list[bytes] = []

    def noted(data: bytes) -> Book:
        read.append(data)
        return read_book(data)

    monkeypatch.setattr("audit_core.returns.reader.read_book", noted)
    check_files((made.folder,), None, made.plugins)
    assert sorted(read) == sorted([returned.read_bytes(), other.read_bytes()])


def test_a_form_in_a_hidden_folder_is_read_if_it_is_named(made: Any, returned: Path) -> None:
    """It is no returned file of the round, but somebody asks about it."""
    hidden = made.folder / "returns/.old/form.xlsx"
    hidden.parent.mkdir()
    returned.rename(hidden)
    (checked,) = check_files((hidden,), None, made.plugins)
    assert checked.reading.ledger.file == ".old/form.xlsx"
    assert checked.reading.form is not None


def test_an_empty_folder_is_reported_and_lock_files_need_no_action(
    made: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder without anything to check is no success, and Excel's lock file asks nothing of
    anybody.
    """
    with pytest.raises(UsageProblem, match="returns") as stopped:
        check_files((made.folder / "returns",), made.folder, made.plugins)
    assert stopped.value.code == "file.none_to_check"
    filled = made.fill(1, "police", {"DA-1.1": "Met"})
    (made.folder / "none").mkdir()
    with pytest.raises(UsageProblem, match="none") as stopped:
        check_files((filled, made.folder / "none"), made.folder, made.plugins)
    assert stopped.value.code == "file.none_to_check"
    assert (
        len(check_files((made.folder, filled, made.folder / "returns"), made.folder, made.plugins))
        == 1
    )
    filled.unlink()
    (made.folder / "returns/~$form.xlsx").write_bytes(b"x")
    with pytest.raises(SystemExit) as left:
        main(["check", str(made.folder / "returns")])
    assert left.value.code == 0
    assert "the lock file that Excel keeps" in capsys.readouterr().out


def test_an_auditor_who_may_have_the_wrong_child_is_asked_to_ring_first(
    made: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody is asked to correct a form that may be about another child; the workbook of queries
    says so as well.
    """
    path = made.folder / "round.xlsx"
    book = load_workbook(path)
    sheet = book["Cases"]
    sheet.cell(
        4, next(cell.column for cell in sheet[3] if str(cell.value).startswith("Age"))
    ).value = "5 to 10"
    book.save(path)
    returned = made.fill(1, "police", {"S-14": "11 to 15"})
    with pytest.raises(SystemExit):
        main(["check", str(returned), "--queries"])
    printed = capsys.readouterr().out
    assert "Please ring us before you change anything on the form." in printed
    assert "correct the form" not in printed
    assert "_police_queries.xlsx" in printed


def without_form_id(made: Any, *, headed: bool, footed: bool = False) -> Path:
    """A form whose Form ID was cleared everywhere, with its headings unless `headed` and its
    footers unless `footed`.
    """
    filled = made.fill(1, "police", {"DA-1.1": "Met"})
    book = load_workbook(filled)
    filled.unlink()
    for cell in (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row):
        if isinstance(cell.value, str) and ("AF1/" in cell.value or (cell.row < 3 and not headed)):
            cell.value = None
    for sheet in () if footed else book.worksheets:
        for foot in (sheet.oddFooter, sheet.evenFooter, sheet.firstFooter):
            foot.left.text = None
    book.properties.identifier = book.properties.keywords = None
    book.custom_doc_props.props.clear()
    path: Path = made.folder / "returns/cleared.xlsx"
    book.save(path)
    return path


def test_a_form_id_in_the_footer_is_enough(made: Any) -> None:
    """If it was cleared from every cell and the properties, the Form ID is still in the printed
    footer.
    """
    (checked,) = check_files(
        (without_form_id(made, headed=False, footed=True),), None, made.plugins
    )
    assert checked.reading.form is not None
    assert str(checked.reading.form.id) == str(made.form(1, "police").id)


def test_a_long_reason_for_refusing_a_file_is_shown_in_full(made: Any) -> None:
    """A form without its Form ID and headings may be about any of the cases, and all of them are
    named.
    """
    (checked,) = check_files((without_form_id(made, headed=False),), None, made.plugins)
    cut = attrs.evolve(
        checked,
        reading=attrs.evolve(
            checked.reading, ledger=attrs.evolve(checked.reading.ledger, reason="This is one of…")
        ),
    )
    assert all(f"{case_ref('DA26A', number)} (police)" in cut.refusal for number in (1, 2))
    assert cut.refusal.endswith("into any empty cell of a copy.")


def test_headings_identify_a_form_and_the_auditor_is_asked(
    made: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """If the headings name one case and agency, the chair is given that Form ID and words for the
    auditor; the form is not counted meanwhile.
    """
    file, form = without_form_id(made, headed=True), made.form(1, "police")
    with pytest.raises(SystemExit):
        main(["check", str(file)])
    printed = capsys.readouterr().out
    assert shows(printed, "file.no_form_id_headed", which=f"{form.id.subject} (police)")
    assert f"type {form.id} into" in printed
    assert asks_auditor(printed, "file.no_form_id_headed")
    assert case_ref("DA26A", 2) not in printed
    (line,) = made.compile().compiled.casebook.ledger
    assert (line.status, line.code) == ("refused", "file.no_form_id_headed")
    book = load_workbook(file)
    book["Judgement"]["H30"] = str(form.id)
    book.save(file)
    assert made.compile().compiled.casebook.ledger[0].form == str(form.id)


def test_a_returned_workbook_of_queries_is_recognised(made: Any, returned: Path) -> None:
    """If the chair puts an auditor's answered queries among the returns, they are reported and
    never taken for the form.
    """
    (checked,) = check_files((returned,), None, made.plugins, queries=True)
    assert checked.queries is not None
    (made.folder / "returns/replies.xlsx").write_bytes(checked.queries.read_bytes())
    line = next(
        line for line in made.compile().compiled.casebook.ledger if line.file == "replies.xlsx"
    )
    assert (line.status, line.code) == ("refused", "file.queries")


def test_two_copies_that_differ_lead_to_one_query(
    made: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither copy is complete, and nobody is asked for what the other copy holds."""
    one, two = (
        made.fill(1, "police", {"DA-1.1": "Met"}, file="one.xlsx"),
        made.fill(1, "police", {"DA-2.1": "Met"}, file="two.xlsx"),
    )
    with pytest.raises(SystemExit) as left:
        main(["check", str(one), str(two)])
    printed = capsys.readouterr().out
    assert left.value.code == 3
    assert (
        printed.count("Please agree on one form that has all the answers, and send only that one.")
        == 2
    )
    assert "Thank you; nothing more" not in printed
    assert not shows(printed, "answer.blank_required")


def test_a_superseded_copy_leads_to_no_query(made: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the fuller copy is asked about, even if the other was brought in from elsewhere."""
    less, more = (
        made.fill(1, "police", {"DA-1.1": "Met"}),
        made.fill(1, "police", {"DA-1.1": "Met", "DA-2.1": "Met"}, file="more.xlsx"),
    )
    elsewhere = made.folder / "less.xlsx"
    elsewhere.write_bytes(less.read_bytes())
    less.unlink()
    with pytest.raises(SystemExit):
        main(["check", str(elsewhere)])
    assert (
        capsys.readouterr().out
        == f"less.xlsx: {more.name} has all of these answers and more, so it is counted instead. "
        f"Nothing more is needed.\n"
    )


def test_check_asks_what_status_asks(made: Any) -> None:
    """A sign-off date in the future is reported by both commands, although the form alone cannot
    show that it is wrong.
    """
    returned = made.fill(1, "police", {"DA-1.1": "Met", "G-6": date(2026, 4, 30)})
    asked = [
        {
            problem.code
            for problem in check_files((returned,), None, made.plugins, as_at=day)[0].asked
        }
        for day in (date(2026, 4, 1), date(2026, 5, 1))
    ]
    assert ["form.future_date" in codes for codes in asked] == [True, False]


def test_a_doubtful_date_asks_only_for_confirmation(
    made: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """An auditor is not asked to send the form again for one date that can be read two ways."""
    nil = {
        "S-1": "No",
        "S-5": "Nobody",
        "S-6": "All systems, two spellings",
        "S-7": "Administrator",
        "S-8": "3/4/2026",
        "G-1": "No",
    }
    filled = made.fill(1, "police", nil)
    with pytest.raises(SystemExit):
        main(["check", str(filled)])
    printed = capsys.readouterr().out
    assert "It is complete. Please tell us whether we have understood it correctly:" in printed
    assert (
        "Please reply with one line if it is right. If it is not, please correct the form itself"
        in printed
    )


def test_nobody_is_asked_to_ring_without_a_risk(
    made: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Corrections are asked for in writing; telephone calls are for children at risk."""
    with pytest.raises(SystemExit):
        main(
            ["check", str(made.fill(1, "police", {"S-1": "No", "G-1": "No", "DA-1.1": "sort of"}))]
        )
    printed = capsys.readouterr().out
    assert "Please correct the form itself, save it, and send it again." in printed
    assert "ring us" not in printed


def test_an_auditor_who_was_involved_is_asked_to_ring(
    made: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody else may have to do the audit, so the auditor is not asked to correct the form."""
    with pytest.raises(SystemExit):
        main(["check", str(made.fill(1, "police", {"S-13": "Yes", "DA-1.1": "Met"}))])
    printed = capsys.readouterr().out
    assert shows(printed, "form.involved")
    assert asks_auditor(printed, "form.involved")
    assert "Please ring us before you change anything on the form." in printed
    assert "correct the form" not in printed
