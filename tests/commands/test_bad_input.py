"""For every kind of bad input one clear sentence says where, what and what to do; the exit code is
right and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from audit_core.cli import main
from audit_core.returns.reader import read_return
from audit_core.rounds.case_references import case_ref
from audit_core.workbook_style.files import FoundFile
from tests.wordings import asks, count, shows

pytestmark = pytest.mark.usefixtures("without_papers")

Said = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Said:
    """The exit code of a command and everything it printed, which is never a traceback."""

    def command(*arguments: object) -> tuple[int, str]:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return int(left.value.code or 0), printed.out + printed.err

    return command


def everywhere(book: Workbook, change: Callable[[str], str]) -> None:
    """Replace a text everywhere a form holds it: in cells, properties and page footers."""
    for sheet in book.worksheets:
        for cell in (
            cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)
        ):
            cell.value = change(cell.value)
        for foot in (sheet.oddFooter, sheet.evenFooter, sheet.firstFooter):
            foot.left.text = change(foot.left.text or "") or None
    for text in ("identifier", "keywords"):
        setattr(book.properties, text, change(str(getattr(book.properties, text))))
    for item in book.custom_doc_props.props:
        item.value = change(str(item.value))


def edit(path: Path, change: Callable[[Workbook], None]) -> None:
    """Change a workbook as a person would."""
    book = load_workbook(path)
    change(book)
    out = BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())


def put(book: Workbook, sheet: str, label: str, value: object, column: int = 2) -> None:
    """Type beside a label, in whichever row it is."""
    row = next(row for row in book[sheet].iter_rows() if row[0].value == label)
    # a cell of an ordinary sheet
    row[column - 1].value = value


def test_an_empty_folder_is_refused_with_the_next_command(tmp_path: Path, run: Said) -> None:
    """Without a round, the command that creates one is named."""
    code, words = run("compile", tmp_path)
    assert code == 2
    assert shows(words, "round.not_found", folder=tmp_path)


def test_a_round_without_returns_still_writes_its_ledger(made: Any, run: Said) -> None:
    """If no return has come, the exit code is 4 and a set with its ledger is written."""
    code, words = run("compile", made.folder, "--as-at", "2026-03-30")
    assert code == 4
    assert "0 of 5 forms are in" in words
    assert (made.folder / "compiled/001/chair/ledger.csv").is_file()


def test_all_problems_of_round_xlsx_are_reported_at_once(made: Any, run: Said) -> None:
    """A missing sheet, an unknown theme, kind and date, and a repeated case are all reported by
    sheet and cell.
    """

    def spoil(book: Workbook) -> None:
        del book["Sampling"]
        put(book, "Round", "Theme", "domestic_abuze")
        put(book, "Round", "Return by", "soon")
        recipients = book["Recipients"]
        recipients["B4"] = "polise"
        cases = book["Cases"]
        cases["A5"] = cases["A4"].value

    edit(made.folder / "round.xlsx", spoil)
    code, words = run("compile", made.folder)
    assert code == 2
    assert shows(words, "round.missing_sheet", sheet="Sampling")
    assert shows(words, "round.unknown_theme", name="domestic_abuze")
    assert shows(words, "round.unknown_date")
    assert shows(words, "round.unknown_kind", kind="polise")
    assert shows(words, "round.duplicate_case", ref=case_ref("DA26A", 1))
    assert "sheet 'Recipients', cell B4" in words
    assert "sheet 'Cases', cell A5" in words
    assert not (made.folder / "compiled").exists()


def test_a_column_for_an_unknown_recipient_is_reported(made: Any, run: Said) -> None:
    """A column of the Cases sheet for a recipient who is not on the Recipients sheet is
    reported.
    """

    def spoil(book: Workbook) -> None:
        cell = next(cell for cell in book["Cases"][3] if cell.value == "school")
        cell.value = "shcool"

    edit(made.folder / "round.xlsx", spoil)
    code, words = run("generate", made.folder)
    assert code == 2
    assert shows(words, "round.unknown_recipient", code="shcool")


def test_a_theme_that_failed_to_load_stops_the_compile(
    made: Any, run: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the round's theme cannot be loaded, nothing is compiled and the plugin is named."""
    from importlib.metadata import entry_points

    from audit_core.plugin_system import manager

    monkeypatch.setattr(
        manager,
        "entry_points",
        lambda group: [
            entry for entry in entry_points(group=group) if "domestic" not in entry.name
        ],
    )
    code, words = run("compile", made.folder)
    assert code == 2
    assert "domestic_abuse" in words
    assert not (made.folder / "compiled").exists()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("scan.pdf", b"%PDF-1.7\n", "file.pdf"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "file.ole"),
        ("form.xlsx", b"", "file.empty"),
        ("form.xlsx", b"PK\x03\x04 cut short", "file.damaged"),
        ("letter.docx", None, "file.docx"),
    ],
)
def test_an_unreadable_or_foreign_file_is_refused(
    made: Any, run: Said, name: str, content: bytes | None, kind: str
) -> None:
    """The message says what the file is and what to send instead; the other returns are
    compiled.
    """
    if content is None:
        from docx import Document

        Document().save(str(made.folder / "returns" / name))
    else:
        (made.folder / "returns" / name).write_bytes(content)
    made.fill(1, "police", {"DA-1.1": "Met"})
    code, printed = run("compile", made.folder, "--as-at", "2026-03-30")
    assert code == 3
    assert name in printed
    assert shows(printed, kind)
    assert "1 of 5 forms are in" in printed


def test_a_workbook_that_is_not_a_form_is_refused(made: Any, run: Said) -> None:
    """Somebody's own spreadsheet is refused with a message, and the round is compiled."""
    book = Workbook()
    book.worksheets[0]["A1"] = "Budget"
    book.save(made.folder / "returns/budget.xlsx")
    code, words = run("compile", made.folder, "--as-at", "2026-03-30")
    assert code == 4
    assert shows(words, "file.not_a_form")


def test_a_return_of_another_round_is_refused(
    made: Any, another: Callable[[str], Any], run: Said
) -> None:
    """The message names the round to which the return belongs."""
    path = another("elsewhere").fill(1, "police", {"DA-1.1": "Met"})

    edit(
        path,
        lambda book: everywhere(
            book, lambda text: text.replace("DA26A-01-C", "DA25C-01-A").replace("DA26A", "DA25C")
        ),
    )
    (made.folder / "returns/other.xlsx").write_bytes(path.read_bytes())
    code, words = run("compile", made.folder, "--as-at", "2026-03-30")
    assert code == 4
    assert "other.xlsx" in words
    assert shows(words, "file.other_round", round="DA25C")


def test_a_return_of_another_version_is_refused(made: Any, run: Said) -> None:
    """A form with a version of the theme that was never issued is refused, not read as the
    closest.
    """
    path = made.fill(1, "police", {"DA-1.1": "Met"})
    print_ = made.form(1, "police").id.fingerprint

    edit(path, lambda book: everywhere(book, lambda text: text.replace(print_, "0badc0")))
    code, words = run("compile", made.folder, "--as-at", "2026-03-30")
    assert code == 4
    assert shows(words, "file.wrong_fingerprint")


@pytest.mark.parametrize(
    ("spoil", "problem", "values"),
    [
        ("other", "decision.other_round", {"other": "NG25B"}),
        ("damaged", "decision.unreadable", {}),
    ],
)
def test_an_unusable_decisions_workbook_stops_the_compile(
    made: Any, run: Said, spoil: str, problem: str, values: dict[str, str]
) -> None:
    """If decisions.xlsx is copied or damaged, nothing is compiled and it is not overwritten, as its
    decisions would be lost.
    """
    made.fill(1, "police", {"DA-1.1": "Not met"})
    made.compile()
    path = made.folder / "decisions.xlsx"
    if spoil == "other":
        edit(path, lambda book: put(book, "Start here", "Round code", "NG25B"))
    else:
        path.write_bytes(path.read_bytes()[:900])
    before = path.read_bytes()
    for _ in range(2):
        code, words = run("compile", made.folder, "--as-at", "2026-03-30")
        assert code == 2
        assert shows(words, problem, **values)
    assert path.read_bytes() == before
    assert [folder.name for folder in (made.folder / "compiled").iterdir()] == ["001"]


def test_a_damaged_issued_json_stops_everything(made: Any, run: Said) -> None:
    """If issued.json is damaged, nothing is read, and the message points to the history."""
    (made.folder / "issued.json").write_text('{"schema": 1, "round": 3}', encoding="utf-8")
    code, words = run("compile", made.folder)
    assert code == 2
    assert shows(words, "file.not_as_written", file="issued.json")
    assert "round" in words


RATINGS = st.sampled_from(
    [
        "Met",
        "met ",
        "NOT MET",
        "Partly met",
        "Done but not recorded",
        "N/A",
        "yes",
        "perhaps",
        "Met?",
        "3",
        "=1+1",
        "",
    ]
)
DATES = st.sampled_from(
    [date(2025, 5, 1), "1 May 2025", "01/05/2025 09:00", "last week", "31/02/2025", ""]
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60)
INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def can_be_seen(text: str) -> bool:
    """Whether a text shows anything on a screen; spaces, soft hyphens and characters of no width do
    not.
    """
    return bool(text.translate(INVISIBLE).strip())


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(rating="Met", moment="", text="\xad", evidence="\u200b \xad", known="Known")
@given(
    rating=RATINGS,
    moment=DATES,
    text=TEXTS,
    evidence=TEXTS,
    known=st.sampled_from(["Known", "known", "dunno"]),
)
def test_every_typed_answer_is_kept_once_or_reported(
    made: Any, rating: str, moment: object, text: str, evidence: str, known: str
) -> None:
    """Whatever an auditor typed becomes an answer with its cell or a problem at that cell."""
    path = made.fill(
        1,
        "police",
        {
            "DA-1.1": (rating, evidence),
            "DA-1.2a": (moment, ""),
            "J-2": (text, ""),
            "S-5": (known, ""),
        },
    )
    content = path.read_bytes()
    reading = read_return(FoundFile(path.name, content), made.opened.reading_context())
    assert reading.form is not None
    reported = {(problem.where.sheet, problem.where.cell) for problem in reading.problems}
    kept = {(entry.at.sheet, entry.at.cell): entry for entry in reading.form.entries}
    for ref, value in (("DA-1.1", rating), ("DA-1.2a", moment), ("J-2", text), ("S-5", known)):
        (entry,) = [entry for entry in kept.values() if entry.ref == ref]
        if can_be_seen(str(value)):
            assert entry.is_answer or (entry.at.sheet, entry.at.cell) in reported, (ref, value)
            assert entry.raw or entry.is_answer
    (rated,) = [entry for entry in kept.values() if entry.ref == "DA-1.1"]
    assert " ".join(rated.evidence.split()) == (
        " ".join(evidence.split()) if can_be_seen(evidence) else ""
    )


def test_an_incomplete_set_is_explained_as_far_as_possible(made: Any, run: Said) -> None:
    """Without answers.csv a chain still leads to cells; if its data are damaged, one sentence says
    what to do.
    """
    made.fill(1, "police", {"DA-1.1": "Not met", "DA-2.1": "Not met"})
    chair = made.compile().folder / "chair"
    (chair / "answers.csv").unlink()
    code, words = run("explain", "F1", made.folder)
    assert code == 0
    assert "police-1.xlsx, sheet 'Questions', cell C6" in words
    (chair / "compiled.json").write_text("{", encoding="utf-8")
    code, words = run("explain", "F1", made.folder)
    assert code == 2
    assert shows(words, "set.damaged", file="chair/compiled.json")


def test_compile_lists_what_the_chair_must_do_and_counts_the_queries(made: Any, run: Said) -> None:
    """A doubt is shown once for its form; concerns and refused files are shown in full, and the
    chair's own mistakes by cell; queries are one line for each file.
    """
    edit(
        made.folder / "round.xlsx",
        lambda book: [_band(book, "Age band", "5 to 10"), _band(book, "Sex", "Female")],
    )
    made.fill(
        1,
        "police",
        {
            "S-1": "Yes",
            "S-2": "Alone with an armed adult",
            "DA-1.1": "Met",
            "S-14": "0 to 4",
            "S-15": "Male",
        },
    )
    made.fill(1, "school", {"DA-1.4": "Perhaps"})
    (made.folder / "returns/scan.pdf").write_bytes(b"%PDF-1.7\n")
    made.compile()
    made.decide("Cases", case_ref("DA26A", 1), Agreed_grade="Splendid")
    code, words = run("compile", made.folder, "--as-at", "2026-03-30")
    assert code == 3
    assert words.count("SOMEBODY MAY BE AT RISK") == 1
    assert asks(words, "form.risk_open")
    assert count(words, "form.doubt") == 1
    assert "The form says 0 to 4; the round says 5 to 10." in words
    assert "The form says Male; the round says Female." in words
    assert shows(words, "file.pdf")
    assert "D4 (DA26A-01-C)" in words
    assert shows(words, "decision.bad_value", value="Splendid")
    assert not shows(words, "answer.blank_required")
    assert not shows(words, "answer.not_understood")
    (line,) = [line for line in words.splitlines() if line.startswith("  school-1.xlsx: ")]
    assert line.endswith(" queries, 1 of them not used until corrected")
    whole = run("compile", made.folder, "--as-at", "2026-03-30", "--all")[1]
    assert shows(whole, "answer.blank_required")
    assert shows(whole, "answer.not_understood")
    assert shows(run("check", made.folder)[1], "answer.not_understood")


def _band(book: Workbook, heading: str, band: str) -> None:
    """Choose the age band of the first case."""
    column = next(cell.column for cell in book["Cases"][3] if cell.value == heading)
    book["Cases"].cell(4, column).value = band


def test_dates_on_a_form_are_judged_by_the_day_that_is_named(made: Any, capsys: Any) -> None:
    """A date in the future is asked about; seen from a later day it is an ordinary date."""
    path = made.fill(1, "police", {"G-6": date(2026, 5, 5)})
    asked = []
    for day in ("2026-04-20", "2026-06-20"):
        with pytest.raises(SystemExit):
            main(["check", str(path), "--as-at", day])
        asked.append("(G-6)" in capsys.readouterr().out)
    assert asked == [True, False]
