"""Whatever is wrong, one clear sentence says where, what, and what to do; the exit code is right;
nothing is lost.
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

Said = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Said:
    """Run a command: its exit code and everything it printed. Never a traceback."""

    def command(*arguments: object) -> tuple[int, str]:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return int(left.value.code or 0), printed.out + printed.err

    return command


def everywhere(book: Workbook, change: Callable[[str], str]) -> None:
    """Change a text wherever a form holds it: in cells, in properties and at the foot of its
    sheets.
    """
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
    """Type beside a label, in whatever row it stands."""
    row = next(row for row in book[sheet].iter_rows() if row[0].value == label)
    # a cell of an ordinary sheet
    row[column - 1].value = value  # type: ignore[union-attr, assignment]


def test_an_empty_folder(tmp_path: Path, run: Said) -> None:
    """No round: said so, with the command that makes one."""
    code, words = run("compile", tmp_path)
    assert code == 2
    assert "There is no round in" in words
    assert "audit new" in words


def test_a_round_without_returns(made: Any, run: Said) -> None:
    """Nothing has come back: exit 4, and a set with its ledger all the same."""
    code, words = run("compile", made.folder, "--as-at", "2026-03-30")
    assert code == 4
    assert "0 of 5 forms are in" in words
    assert (made.folder / "compiled/001/chair/ledger.csv").is_file()


def test_every_fault_of_round_xlsx_at_once(made: Any, run: Said) -> None:
    """A lost sheet, an unknown theme, kind and date, a case twice: each by sheet and cell, all in
    one go.
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
    for told in (
        "The sheet 'Sampling' is missing.",
        "There is no theme called 'domestic_abuze'.",
        "This is not a date that can be understood.",
        "'polise' is not a kind of agency.",
        "is used twice.",
    ):
        assert told in words
    assert "sheet 'Recipients', cell B4" in words
    assert "sheet 'Cases', cell A5" in words
    assert not (made.folder / "compiled").exists()


def test_an_unknown_recipient(made: Any, run: Said) -> None:
    """A column of the Cases sheet for somebody who is not on the Recipients sheet."""

    def spoil(book: Workbook) -> None:
        cell = next(cell for cell in book["Cases"][3] if cell.value == "school")
        cell.value = "shcool"

    edit(made.folder / "round.xlsx", spoil)
    code, words = run("generate", made.folder)
    assert code == 2
    assert "'shcool' is not on the Recipients sheet." in words


def test_a_theme_that_failed_to_load(made: Any, run: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    """The round's own theme is not there: nothing is compiled, and the plugin is named."""
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
    ("name", "content", "words"),
    [
        ("scan.pdf", b"%PDF-1.7\n", "PDF"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), ".xls"),
        ("form.xlsx", b"", "empty"),
        ("form.xlsx", b"PK\x03\x04 cut short", "damaged"),
        ("letter.docx", None, "Word"),
    ],
)
def test_an_unreadable_or_foreign_file(
    made: Any, run: Said, name: str, content: bytes | None, words: str
) -> None:
    """What it is, and what to send instead; the other returns are compiled."""
    if content is None:
        from docx import Document

        Document().save(str(made.folder / "returns" / name))
    else:
        (made.folder / "returns" / name).write_bytes(content)
    made.fill(1, "police", {"DA-1.1": "Met"})
    code, printed = run("compile", made.folder, "--as-at", "2026-03-30")
    assert code == 3
    assert name in printed
    assert words.lower() in printed.lower()
    assert "1 of 5 forms are in" in printed


def test_a_workbook_that_is_no_form(made: Any, run: Said) -> None:
    """Somebody's own spreadsheet is refused in words, and the round is compiled."""
    book = Workbook()
    book.worksheets[0]["A1"] = "Budget"
    book.save(made.folder / "returns/budget.xlsx")
    code, words = run("compile", made.folder, "--as-at", "2026-03-30")
    assert code == 4
    assert "This is not one of our forms" in words


def test_a_return_of_another_round(made: Any, another: Callable[[str], Any], run: Said) -> None:
    """Its round is named, and where it belongs."""
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
    assert "DA25C" in words


def test_a_return_of_another_version(made: Any, run: Said) -> None:
    """A form whose theme is not one we issued with is refused: never read as the closest."""
    path = made.fill(1, "police", {"DA-1.1": "Met"})
    print_ = made.form(1, "police").id.fingerprint

    edit(path, lambda book: everywhere(book, lambda text: text.replace(print_, "0badc0")))
    code, words = run("compile", made.folder, "--as-at", "2026-03-30")
    assert code == 4
    assert "0badc0" in words or "questions on this form are not the ones we issued" in words


@pytest.mark.parametrize(
    ("spoil", "told"),
    [("other", "belongs to the round NG25B."), ("damaged", "decisions.xlsx cannot be read")],
)
def test_a_decisions_workbook_that_cannot_be_used_is_left_alone(
    made: Any, run: Said, spoil: str, told: str
) -> None:
    """With a copied or damaged decisions.xlsx every decision would be undone: nothing is compiled,
    and it is never written over.
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
        assert told in words
    assert path.read_bytes() == before
    assert [folder.name for folder in (made.folder / "compiled").iterdir()] == ["001"]


def test_a_damaged_issued_json(made: Any, run: Said) -> None:
    """The root of trust is damaged: nothing is read, and the history is pointed to."""
    (made.folder / "issued.json").write_text('{"schema": 1, "round": 3}', encoding="utf-8")
    code, words = run("compile", made.folder)
    assert code == 2
    assert "issued.json is not as this program wrote it" in words
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
    """Whether a text shows anything on a screen: spaces, soft hyphens and what has no width do not,
    and are no answer.
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
def test_every_answer_typed_is_kept_once_or_told(
    made: Any, rating: str, moment: object, text: str, evidence: str, known: str
) -> None:
    """Nothing an auditor typed is lost: it is an answer with its cell, or a problem at
    that cell.
    """
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
    told = {(problem.where.sheet, problem.where.cell) for problem in reading.problems}
    kept = {(entry.at.sheet, entry.at.cell): entry for entry in reading.form.entries}
    for ref, said in (("DA-1.1", rating), ("DA-1.2a", moment), ("J-2", text), ("S-5", known)):
        (entry,) = [entry for entry in kept.values() if entry.ref == ref]
        if can_be_seen(str(said)):
            assert entry.is_answer or (entry.at.sheet, entry.at.cell) in told, (ref, said)
            assert entry.raw or entry.is_answer
    (rated,) = [entry for entry in kept.values() if entry.ref == "DA-1.1"]
    assert " ".join(rated.evidence.split()) == (
        " ".join(evidence.split()) if can_be_seen(evidence) else ""
    )


def test_a_set_that_somebody_took_apart(made: Any, run: Said) -> None:
    """Without its answers a chain still leads to cells; with its data damaged, one sentence says
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
    assert "Compile again" in words


def test_a_compile_says_what_the_chair_must_settle_and_counts_what_auditors_are_to_be_asked(
    made: Any, run: Said
) -> None:
    """A doubt once for its form, whoever is at risk and a refused file in full, the chair's own
    slip by its cell; queries as one line a file.
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
    assert "Ring the auditor today." in words
    assert words.count("This form may be about another child.") == 1
    assert "The form says 0 to 4; the round says 5 to 10." in words
    assert "The form says Male; the round says Female." in words
    assert "PDF" in words
    assert "D4 (DA26A-01-C): 'Splendid' is not a choice" in words
    assert "was left blank" not in words
    assert "is not one of the choices" not in words
    (line,) = [line for line in words.splitlines() if line.startswith("  school-1.xlsx: ")]
    assert line.endswith(" queries, 1 of them not used until corrected")
    whole = run("compile", made.folder, "--as-at", "2026-03-30", "--all")[1]
    assert "was left blank" in whole
    assert "is not one of the choices" in whole
    asked = run("check", made.folder)[1]
    assert "The answer is not one of the choices." in asked


def _band(book: Workbook, heading: str, band: str) -> None:
    """Say which band a case is in, for the first."""
    column = next(cell.column for cell in book["Cases"][3] if cell.value == heading)
    book["Cases"].cell(4, column).value = band
