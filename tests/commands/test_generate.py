"""Forms are made for whatever is new, and an issued form is never overwritten."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import attrs
import pytest
from openpyxl import Workbook, load_workbook

from audit_core.cli import main
from audit_core.commands.generate import generate
from audit_core.commands.new import new_round
from audit_core.commands.practice import make_practice_forms
from audit_core.commands.status import status
from audit_core.errors import UsageProblem
from audit_core.parsing.personal_identifiers import identifiers_in
from audit_core.plugin_system.manager import Plugins
from audit_core.rounds.case_references import case_ref
from audit_core.rounds.folder import RoundFolder
from tests.wordings import shows


def edit(made: Any, change: Callable[[Workbook], None]) -> None:
    """Change round.xlsx as the chair would."""
    path = made.folder / "round.xlsx"
    book = load_workbook(path)
    change(book)
    out = BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())


def column(book: Workbook, heading: str) -> int:
    """The number of a column of the Cases sheet."""
    return next(cell.column for cell in book["Cases"][3] if cell.value == heading)


def forms(made: Any) -> dict[str, bytes]:
    """Every form on disk."""
    return {
        path.relative_to(made.folder).as_posix(): path.read_bytes()
        for path in (made.folder / "forms").rglob("*.xlsx")
    }


def issued(made: Any) -> list[dict[str, Any]]:
    """The forms recorded in issued.json."""
    found: list[dict[str, Any]] = json.loads(
        (made.folder / "issued.json").read_text(encoding="utf-8")
    )["forms"]
    return found


def changed_theme(plugins: Plugins, monkeypatch: pytest.MonkeyPatch) -> None:
    """The theme's author corrects a word and publishes a new version."""
    theme = plugins.themes["domestic_abuse"]
    (first, *rest) = theme.instruments
    section, *others = first.sections
    question, *more = section.questions
    mended = attrs.evolve(question, text="Was every child of the household recorded each time?")
    newer = attrs.evolve(section, questions=(mended, *more))
    made = attrs.evolve(
        theme, version="1.1", instruments=(attrs.evolve(first, sections=(newer, *others)), *rest)
    )
    monkeypatch.setitem(plugins.themes, "domestic_abuse", made)


def test_a_second_run_changes_nothing(made: Any) -> None:
    """If every form exists, no byte changes."""
    before = forms(made)
    done = generate(made.folder, made.plugins)
    assert (done.written, done.kept) == ((), 5)
    assert forms(made) == before


def test_a_new_case_gets_its_forms_and_the_others_stay(made: Any) -> None:
    """A third case adds two forms, and the five issued before are unchanged."""
    before = forms(made)

    def add(book: Workbook) -> None:
        sheet = book["Cases"]
        row = next(row for row in range(4, 40) if sheet.cell(row, 1).value == case_ref("DA26A", 3))
        for agency in ("police", "school"):
            sheet.cell(row, column(book, agency)).value = "ask"

    edit(made, add)
    done = generate(made.folder, made.plugins)
    assert len(done.written) == 2
    after = forms(made)
    assert before.items() < after.items()
    assert len(issued(made)) == 7


def test_no_recipient_gets_a_case_it_is_not_listed_for(made: Any) -> None:
    """A second school is added for the second case only, and gets no form for the first."""

    def add(book: Workbook) -> None:
        recipients, cases = book["Recipients"], book["Cases"]
        row = next(row for row in range(4, 40) if not recipients.cell(row, 1).value)
        for place, value in enumerate(
            ("school_riverside", "School or setting", "Riverside"), start=1
        ):
            recipients.cell(row, place).value = value
        spare = next(cell.column for cell in cases[3] if not cell.value)
        cases.cell(3, spare).value = "school_riverside"
        cases.cell(5, spare).value = "ask"

    edit(made, add)
    generate(made.folder, made.plugins)
    assert [path.name for path in (made.folder / "forms/school_riverside").iterdir()] == [
        f"{case_ref('DA26A', 2)}_school_riverside.xlsx"
    ]


def test_a_form_added_to_a_running_round_asks_what_the_first_ones_asked(
    made: Any, plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The theme has changed since: a case that is added in the middle of a round is asked as the
    others were, so that its answers can be counted with theirs.
    """
    changed_theme(plugins, monkeypatch)
    store = RoundFolder(made.folder)
    issued = store.issued("DA26A")
    first = next(form for form in issued.forms if case_ref("DA26A", 1) in form.id)
    others = tuple(form for form in issued.forms if form != first)
    (made.folder / first.file).unlink()
    store.write_issued(attrs.evolve(issued, forms=others))
    assert len(generate(made.folder, plugins).written) == 1
    assert store.issued("DA26A").forms[-1].id == first.id


def test_changed_wording_reaches_only_forms_that_are_issued_again(
    made: Any, plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --reissue nothing changes; with it, new forms are added beside the old ones, and an
    old return is still read and scored.
    """
    made.fill(1, "police", {"DA-1.1": "Not met"}, "old.xlsx")
    before = forms(made)
    changed_theme(plugins, monkeypatch)
    assert generate(made.folder, plugins).written == ()
    done = generate(made.folder, plugins, reissue=True)
    assert len([name for name in done.written if name.startswith("forms/")]) == 5
    assert before.items() < forms(made).items()
    assert len(issued(made)) == 10
    compiled = type(made)(made.folder, plugins).compile().compiled
    score = compiled.scores.question("DA-1.1")
    assert score is not None
    assert (score.tally.not_met, score.tally.base) == (1, 1)
    assert compiled.casebook.returns[0].form.entries[0].at.file == "old.xlsx"


def test_a_withdrawn_case_needs_a_reason(made: Any) -> None:
    """If its row is deleted, the case is reported and its forms stay expected; with a reason it is
    no longer expected.
    """

    def drop(book: Workbook) -> None:
        book["Cases"].delete_rows(5)

    def withdraw(book: Workbook) -> None:
        sheet = book["Cases"]
        sheet.cell(
            5, next(cell.column for cell in sheet[3] if str(cell.value).startswith("Withdrawn"))
        ).value = "A criminal trial began"

    whole = (made.folder / "round.xlsx").read_bytes()
    edit(made, drop)
    problems = [
        problem
        for problem in generate(made.folder, made.plugins).problems
        if problem.code == "round.withdrawn_without_reason"
    ]
    assert shows(problems[0].what, "round.withdrawn_without_reason", ref=case_ref("DA26A", 2))
    (made.folder / "round.xlsx").write_bytes(whole)
    edit(made, withdraw)
    done = generate(made.folder, made.plugins)
    assert len(done.withdrawn) == 2
    expected = type(made)(made.folder, made.plugins).compile().compiled.casebook.expected
    assert case_ref("DA26A", 2) not in {item.subject for item in expected}
    (made.folder / "round.xlsx").write_bytes(whole)  # the reason is taken out again
    generate(made.folder, made.plugins)
    expected = type(made)(made.folder, made.plugins).compile().compiled.casebook.expected
    assert case_ref("DA26A", 2) in {item.subject for item in expected}


def test_a_case_key_that_was_filled_in_is_never_overwritten(made: Any) -> None:
    """The key is blank but for references, and whatever is added to it stays, even if it cannot be
    read.
    """
    path = made.folder / "case-key.xlsx"
    book = load_workbook(path)
    texts = {
        str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value
    }
    assert case_ref("DA26A", 1) in texts
    path.write_bytes(b"filled in by hand")
    generate(made.folder, made.plugins)
    assert path.read_bytes() == b"filled in by hand"
    assert [file.name for file in made.folder.glob("case-key*")] == ["case-key.xlsx"]


def key_lines(path: Path) -> dict[str, str]:
    """The lines of a case key: the agencies by case."""
    return {
        row[0].value: row[3].value or ""
        for row in load_workbook(path).worksheets[0].iter_rows(min_row=4)
        if row[3].border.top.style
    }


def complete(path: Path) -> None:
    """Write a name into every line, as the chair does."""
    book = load_workbook(path)
    for row in book.worksheets[0].iter_rows(min_row=4):
        if row[3].value:
            row[1].value = "Invented Child"
    book.save(path)


def ask(made: Any, row: int, agency: str, answer: str | None) -> None:
    """Change who is asked about a case on the sheet Cases."""
    edit(made, lambda book: setattr(book["Cases"].cell(row, column(book, agency)), "value", answer))


def run(made: Any) -> None:
    """The command, as it is typed."""
    with pytest.raises(SystemExit):
        main(["generate", str(made.folder)])


def add_a_case(made: Any) -> None:
    """Ask the police about one more case."""

    def add(book: Workbook) -> None:
        cases = book["Cases"]
        row = next(row for row in range(4, 40) if cases.cell(row, 1).value == case_ref("DA26A", 3))
        cases.cell(row, column(book, "police")).value = "ask"

    edit(made, add)


def test_a_blank_case_key_is_updated(made: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """A key that nobody has written into is made again with the case that was added."""
    path = made.folder / "case-key.xlsx"
    two = key_lines(path)
    add_a_case(made)
    run(made)
    police = made.opened.round.name_of("police")
    assert key_lines(path) == two | {case_ref("DA26A", 3): police}
    assert f"{path}: Complete it by hand, send it once" in capsys.readouterr().out
    before = path.read_bytes()
    run(made)
    assert "case-key" not in capsys.readouterr().out
    assert path.read_bytes() == before


def test_changes_to_cases_after_the_key_was_begun_go_into_a_second_key(
    made: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a case is added and an agency was asked about the wrong one, the second key holds only
    these lines, and any agency that may know a child it should not is named.
    """
    path, another = made.folder / "case-key.xlsx", made.folder / "case-key-2.xlsx"
    complete(path)
    before = path.read_bytes()
    add_a_case(made)
    ask(made, 4, "school", None)
    run(made)
    printed = capsys.readouterr().out
    names = made.opened.round.name_of
    assert path.read_bytes() == before
    assert key_lines(another) == {
        case_ref("DA26A", 1): names("police"),
        case_ref("DA26A", 3): names("police"),
    }
    assert (
        f"{another}: only {case_ref('DA26A', 1)}, {case_ref('DA26A', 3)}, new or changed since "
        f"the last key." in printed
    )
    assert shows(printed, "round.key_named", who=names("school"), ref=case_ref("DA26A", 1))
    run(made)
    assert "key" not in capsys.readouterr().out
    assert not (made.folder / "case-key-3.xlsx").exists()


def test_a_removed_case_key_is_followed_by_new_lines_only(made: Any) -> None:
    """If the key is kept elsewhere, the next forms bring only their own lines, and no others are
    sent twice.
    """
    path = made.folder / "case-key.xlsx"
    path.unlink()
    generate(made.folder, made.plugins)
    assert not path.exists()
    add_a_case(made)
    generate(made.folder, made.plugins)
    assert list(key_lines(path)) == [case_ref("DA26A", 3)]


def test_an_agency_waived_later_needs_no_correction(
    made: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """If an agency is waived, or turns out not to know the child, the key stays and nobody has to
    be rung.
    """
    complete(made.folder / "case-key.xlsx")
    ask(made, 4, "school", "waived")
    run(made)
    assert "key" not in capsys.readouterr().out
    assert [file.name for file in made.folder.glob("case-key*")] == ["case-key.xlsx"]


def test_a_cell_cleared_after_the_form_went_out_is_reported(
    made: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """A cleared cell of the sheet Cases is reported with what to do; once waived, it is settled."""
    ask(made, 4, "school", None)
    run(made)
    name = made.opened.round.name_of("school")
    printed = capsys.readouterr().out
    assert shows(printed, "round.no_longer_asked", who=name, ref=case_ref("DA26A", 1))
    ask(made, 4, "school", "waived")
    run(made)
    assert not shows(capsys.readouterr().out, "round.no_longer_asked")


def test_missing_details_are_reported_before_forms_go_out(
    made: Any, plugins: Plugins, tmp_path: Path
) -> None:
    """Placeholders in place of the partnership's own words, whom to ring, and cases without facts
    that would show a mix-up are reported.
    """
    folder = tmp_path / "new"
    new_round(folder, plugins.themes["domestic_abuse"], ("police",), 10, 0, date(2026, 3, 2))
    problems = generate(folder, plugins).problems
    assert [
        problem.what.split("'")[1] for problem in problems if problem.code == "round.placeholder"
    ] == ["Partnership", "Contact"]
    (facts,) = (problem for problem in problems if problem.code == "round.no_facts")
    assert facts.what.count("DA26B-") == 8
    assert "and 2 more" in facts.what


def test_a_case_key_among_the_returns_is_reported_at_once(made: Any) -> None:
    """The file that names the children is recognised and refused, under any name."""
    complete(made.folder / "case-key.xlsx")
    (made.folder / "returns/list.xlsx").write_bytes((made.folder / "case-key.xlsx").read_bytes())
    (line,) = made.compile().compiled.casebook.ledger
    assert (line.status, line.code) == ("refused", "file.case_key")
    assert line.action.startswith("Move it out of the returns folder now")


def test_bank_holidays_are_frozen_with_the_first_forms(made: Any) -> None:
    """A working day when the forms were issued stays a working day."""
    holidays = json.loads((made.folder / "issued.json").read_text(encoding="utf-8"))["holidays"]
    assert "2025-12-25" in holidays
    assert date(2026, 4, 6).isoformat() in holidays


def test_a_round_that_asks_nobody_makes_no_form(made: Any, tmp_path: Path) -> None:
    """If every cell is blank, one sentence says what to do, the exit code is 2 and nothing is
    written.
    """

    def clear(book: Workbook) -> None:
        for agency in ("police", "school"):
            for row in range(4, 30):
                book["Cases"].cell(row, column(book, agency)).value = None

    edit(made, clear)
    (made.folder / "issued.json").unlink()
    with pytest.raises(UsageProblem) as stopped:
        generate(made.folder, made.plugins)
    assert stopped.value.problems[0].code == "round.no_cases"


def test_each_recipient_gets_one_zip_and_a_covering_text(made: Any) -> None:
    """The zip holds that recipient's forms alone; the text says what, by when, where to and whom to
    ask, and names no child.
    """
    with zipfile.ZipFile(made.folder / "forms/police-1.zip") as packed:
        assert packed.namelist() == [
            f"{case_ref('DA26A', number)}_police.xlsx" for number in (1, 2)
        ]
        assert (
            packed.read(packed.namelist()[0])
            == (made.folder / "forms/police" / packed.namelist()[0]).read_bytes()
        )
    words = (made.folder / "forms/police-1.txt").read_text(encoding="utf-8")
    for text in (
        "To Police",
        "Attached is a zip with 2 workbooks",
        "23 March 2026",
        "two minutes",
        "Questions: Audit lead",
        case_ref("DA26A", 1),
    ):
        assert text in words
    assert identifiers_in(words) == ()


def test_a_later_zip_holds_only_new_forms(made: Any) -> None:
    """No form is sent twice."""
    add_a_case(made)
    assert [
        name for name in generate(made.folder, made.plugins).parcels if name.endswith(".zip")
    ] == ["forms/police-2.zip"]
    with zipfile.ZipFile(made.folder / "forms/police-2.zip") as packed:
        assert packed.namelist() == [f"{case_ref('DA26A', 3)}_police.xlsx"]


def test_a_case_can_have_a_due_date_of_its_own(made: Any) -> None:
    """The forms and covering text of a case added late have its own due date, and `status` counts
    from it.
    """

    def add(book: Workbook) -> None:
        sheet, people = book["Cases"], book["Recipients"]
        for number, due in ((3, date(2026, 4, 17)), (4, None)):
            row = next(
                row for row in range(4, 40) if sheet.cell(row, 1).value == case_ref("DA26A", number)
            )
            sheet.cell(row, column(book, "police")).value = "ask"
            sheet.cell(row, column(book, "Own due date")).value = due
        row = next(row for row in range(4, 40) if people.cell(row, 1).value == "police")
        people.cell(row, 5).value = date(2026, 3, 30)

    edit(made, add)
    generate(made.folder, made.plugins)
    due = {
        form["id"].split("/")[1][6:8]: form["due"]
        for form in issued(made)
        if "/police/" in form["id"]
    }
    assert due == {"01": "2026-03-23", "02": "2026-03-23", "03": "2026-04-17", "04": "2026-03-30"}
    words = (made.folder / "forms/police-2.txt").read_text(encoding="utf-8")
    assert "by 17 April 2026" in words
    assert "by 30 March 2026" in words
    late = next(
        item
        for item in status(made.folder, made.plugins, date(2026, 4, 1)).chase
        if item.recipient == "police"
    )
    assert "(23 March 2026)" in late.text
    assert "(30 March 2026)" in late.text
    assert case_ref("DA26A", 3) not in late.text


def test_a_date_that_is_not_a_working_day_is_reported_by_its_cell(made: Any) -> None:
    """Returns due on a Sunday, a panel on Easter Monday and a case due on a Saturday are warnings
    at their cells, and stay as typed.
    """

    def slip(book: Workbook) -> None:
        for row in book["Round"].iter_rows(min_row=4):
            if row[0].value in {"Return by", "Panel date"}:
                row[1].value = (
                    date(2026, 3, 22) if row[0].value == "Return by" else date(2026, 4, 6)
                )
        book["Cases"].cell(4, column(book, "Own due date")).value = date(2026, 4, 18)

    assert not [
        problem
        for problem in generate(made.folder, made.plugins).problems
        if problem.code == "round.day_off"
    ]
    edit(made, slip)
    problems = [
        problem
        for problem in generate(made.folder, made.plugins).problems
        if problem.code == "round.day_off"
    ]
    assert [
        (problem.severity, problem.where.file, problem.where.sheet, problem.what)
        for problem in problems
    ] == [
        ("warning", "round.xlsx", "Round", "'Return by' is 22 March 2026, which is a Sunday."),
        (
            "warning",
            "round.xlsx",
            "Round",
            "'Panel date' is 6 April 2026, which is a bank holiday.",
        ),
        ("warning", "round.xlsx", "Cases", "'Own due date' is 18 April 2026, which is a Saturday."),
    ]
    book = load_workbook(made.folder / "round.xlsx")
    assert [book[problem.where.sheet][problem.where.cell].value.date() for problem in problems] == [
        date(2026, 3, 22),
        date(2026, 4, 6),
        date(2026, 4, 18),
    ]


def test_a_practice_form_says_so_and_is_never_counted(made: Any) -> None:
    """Each recipient gets one about an invented case; issued.json does not list it, and it is
    skipped wherever it turns up.
    """
    before = (made.folder / "issued.json").read_bytes()
    names = make_practice_forms(made.folder, made.plugins)
    assert set(names) == {
        "practice/practice_police.xlsx",
        "practice/practice_school.xlsx",
        "practice/practice_partnership_partnership.xlsx",
    }
    assert (made.folder / "issued.json").read_bytes() == before
    data = (made.folder / "practice/practice_police.xlsx").read_bytes()
    start = load_workbook(BytesIO(data))["Start here"]
    texts = [str(cell.value) for row in start.iter_rows() for cell in row if cell.value]
    assert texts[0].startswith("For practice, never counted.")
    assert any(case_ref("DA26A", 0) in text for text in texts)
    assert "Due back: never, since this form is for practice." in texts
    assert any(text.startswith("Which child: make one up") for text in texts)
    assert not any("told to you by the secure route" in text for text in texts)
    assert not any(case_ref("DA26A", 1) in text for text in texts)
    (made.folder / "returns/anything.xlsx").write_bytes(data)
    assert [
        (line.file, line.status, line.code) for line in made.compile().compiled.casebook.ledger
    ] == [("anything.xlsx", "skipped", "file.practice")]
