"""A whole round on disk, as a chair lives it: what comes back, what is decided, and what never
changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from audit_core.cli import audit
from audit_core.commands.panel import prepare_panel
from audit_core.errors import Exit, UsageProblem
from audit_core.panel.check_decisions import decisions_in_words
from audit_core.rounds.folder import LOOK


def lines(done: Any) -> list[dict[str, str]]:
    """The lines of a set's answers.csv."""
    import csv
    import io

    return list(
        csv.DictReader(
            io.StringIO(
                (done.folder / "chair/answers.csv").read_text(encoding="utf-8-sig"), newline=""
            )
        )
    )


def data(done: Any) -> dict[str, Any]:
    """A set's compiled.json."""
    import json

    found: dict[str, Any] = json.loads(
        (done.folder / "chair/compiled.json").read_text(encoding="utf-8")
    )
    return found


def test_nothing_usable_still_leaves_a_ledger(made: Any) -> None:
    """With only a stray file, compile says so by its exit code, and the ledger lists the file."""
    (made.folder / "returns/holiday.jpg").write_bytes(b"\xff\xd8\xff\xe0 not a workbook")
    done = made.compile()
    assert done.exit_code == Exit.NOTHING_USABLE
    assert [line["file"] for line in data(done)["ledger"]] == ["holiday.jpg"]


@pytest.mark.usefixtures("without_papers")
def test_a_late_return_changes_counts_but_no_id_and_no_decision(made: Any) -> None:
    """After the panel has decided, one more return comes: figures move, ids and decisions stay."""
    made.fill(1, "police", {"DA-1.1": "Not met", "DA-2.1": "Not met"})
    made.fill(1, "school", {"DA-1.4": "Not met"})
    before = data(made.compile())
    made.decide("Recommendations", before["recommendations"][0]["id"], Decision="Accept")
    made.decide(
        "Cases", before["scores"]["grades"][0]["subject"], Agreed_grade="Good", Why="Heard by all."
    )
    decided = data(made.compile())
    made.fill(2, "police", {"DA-1.1": "Not met", "DA-2.1": "Met", "G-6": date(2026, 3, 27)})
    after = data(made.compile())

    def ids(found: dict[str, Any], group: str) -> dict[str, str]:
        return {item["key"]: item["id"] for item in found[group]}

    for group in ("findings", "recommendations", "actions"):
        both = ids(decided, group).keys() & ids(after, group).keys()
        assert both
        assert all(ids(decided, group)[key] == ids(after, group)[key] for key in both)
    counts = {item["key"]: (item["n"], item["m"]) for item in decided["findings"]}
    assert any(
        counts[item["key"]] != (item["n"], item["m"])
        for item in after["findings"]
        if item["key"] in counts
    )
    assert after["recommendations"][0]["status"] == "accepted"
    assert after["scores"]["grades"][0]["agreed"] == "good"
    assert "returned_late" in {item["state"] for item in after["expected"]}


@pytest.mark.usefixtures("without_papers")
def test_two_copies_that_differ_wait_for_the_chair(made: Any) -> None:
    """Neither counts; the cells that differ are listed; the chair's word settles it."""
    made.fill(1, "police", {"DA-1.1": "Met"}, "one.xlsx")
    made.fill(1, "police", {"DA-1.1": "Not met"}, "two.xlsx")
    made.fill(1, "school", {"DA-1.4": "Met"})
    done = made.compile()
    assert done.exit_code == Exit.PERSON_NEEDED
    assert {line["recipient"] for line in lines(done)} == {"school"}
    sheet = load_workbook(made.folder / "decisions.xlsx")["Conflicts"]
    key = str(sheet["A4"].value)
    assert key.startswith(str(made.form(1, "police").id))
    assert "DA-1.1: Met / Not met" in str(sheet["C4"].value)
    made.decide("Conflicts", key, Which_file_counts="both")
    asked = made.compile()
    (told,) = (fault for fault in asked.problems if fault.where.file == "decisions.xlsx")
    assert (told.code, told.where.sheet, told.where.cell) == (
        "decision.no_such_copy",
        "Conflicts",
        "D4",
    )
    assert told.what == "'both' is not one of the copies of this form."
    assert told.remedy.startswith("Choose one of: one.xlsx, two.xlsx.")
    assert not [
        line for line in decisions_in_words(asked.compiled) if line.startswith("copies decided")
    ]
    made.decide("Conflicts", key, Which_file_counts="two.xlsx")
    settled = made.compile()
    assert "copies decided: 1 form" in decisions_in_words(settled.compiled)
    assert {line["answer"] for line in lines(settled) if line["question"] == "DA-1.1"} == {
        "not_met"
    }


@pytest.mark.usefixtures("without_papers")
def test_one_case_in_two_files_of_a_half_each_is_told_as_that(made: Any) -> None:
    """Two people filled in a part each: neither half counts alone, and nobody is told to throw one
    away. Every cell is listed, or counted.
    """
    first = {f"DA-2.{number}": "Met" for number in range(1, 5)} | {
        "DA-1.1": "Met",
        "DA-1.3": "Met",
        "DA-2.7": "Met",
    }
    made.fill(1, "police", first, "first.xlsx")
    made.fill(
        1,
        "police",
        {"DA-6.1": "Met", "DA-7.4": "Not met", "DA-5.1": "Met", "DA-5.2": "Met", "DA-4.2": "Met"},
        "second.xlsx",
    )
    done = made.compile()
    assert {(line.file, line.status) for line in done.compiled.casebook.ledger} == {
        ("first.xlsx", "conflict"),
        ("second.xlsx", "conflict"),
    }
    (told,) = {
        problem.what.replace("first", "?").replace("second", "?")
        for problem in done.problems
        if problem.code == "file.conflict"
    }
    assert (
        told
        == "?.xlsx is a copy of the same form, and each of the two says something that the other "
        "does not."
    )
    assert all(
        "ask for one form with both" in problem.remedy
        for problem in done.problems
        if problem.code == "file.conflict"
    )
    (conflict,) = done.compiled.casebook.conflicts
    assert {ref.split()[0] for ref, one, two in conflict.cells if "" in {one, two}} >= {
        *first,
        "DA-6.1",
        "DA-7.4",
    }
    listed = str(
        load_workbook(made.folder / "decisions.xlsx")["Conflicts"]["C4"].value
    ).splitlines()
    assert len(listed) == 13
    assert listed[-1] == f"{len(conflict.cells) - 12} more"


def test_a_report_is_a_draft_until_the_last_decision(made: Any) -> None:
    """Cases agreed, findings explained, recommendations decided: then, and only then, DRAFT is
    gone.
    """
    made.fill(1, "police", {"DA-1.1": "Not met", "DA-2.1": "Not met"})
    first = made.compile().compiled
    assert first.draft.is_draft
    for case in first.scores.grades:
        made.decide(
            "Cases",
            case.subject,
            Agreed_grade="Requires improvement",
            Why="Late and thin.",
            What_it_is_like_to_be_this_child="She waits.",
        )
    for item in first.recommendations:
        made.decide("Recommendations", item.id, Decision="Accept")
    for finding in first.findings:
        if finding.high:
            made.decide(
                "Across the cases",
                finding.id,
                Why_it_happens="No time.",
                What_it_means_for_children="They wait.",
                Decision="Accept",
            )
    almost = made.compile().compiled
    assert str(almost.draft) == "DRAFT: 4 questions for the panel not answered"
    for case in first.scores.grades:
        for ref in ("DA-8.2", "DA-8.3"):
            made.decide("Panel questions", f"{case.subject} {ref}", Answer="Met")
    done = made.compile()
    assert str(done.compiled.draft) == ""
    assert decisions_in_words(done.compiled)[:3] == (
        f"grades agreed: {', '.join(case.subject for case in first.scores.grades)}",
        "what it is like to be this child: 2 cases, 0 of them cleared for the board",
        "the panel's own questions: 4 answers",
    )
    assert f"recommendations: {len(first.recommendations)} accepted" in decisions_in_words(
        done.compiled
    )
    assert not any("decision" in problem.code for problem in done.problems)
    assert {item.status for item in done.compiled.recommendations} == {"accepted"}
    assert not any(action.proposed for action in done.compiled.plan.actions)


@pytest.mark.usefixtures("without_papers")
def test_typed_decisions_survive_every_compile(made: Any) -> None:
    """Also the row about something that is no longer found: it stays, and says so."""
    path = made.fill(1, "police", {"DA-1.1": "Not met", "DA-2.1": "Not met"})
    first = made.compile().compiled
    high = next(finding for finding in first.findings if finding.high)
    made.decide("Across the cases", high.id, Why_it_happens="We never looked.")
    path.unlink()
    made.fill(1, "school", {"DA-1.4": "Met"})
    done = made.compile()
    assert not any(problem.code == "decision.unknown" for problem in done.problems)
    sheet = load_workbook(made.folder / "decisions.xlsx")["Across the cases"]
    rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=4)}
    assert "We never looked." in rows[high.id]
    assert any("No longer" in str(value) for value in rows[high.id])


@pytest.mark.usefixtures("without_papers")
def test_a_decision_about_nothing_is_told_and_nothing_is_lost(made: Any) -> None:
    """An id that does not exist: the cell is named, the row is not applied, and everything else is
    compiled.
    """
    made.fill(1, "police", {"DA-1.1": "Met"})
    made.compile()
    made.decide("Recommendations", "R99", Decision="Accept")
    done = made.compile()
    (told,) = [problem for problem in done.problems if problem.code == "decision.unknown"]
    assert str(told).startswith("decisions.xlsx, sheet 'Recommendations', cell A")
    assert "There is no recommendation 'R99' in this round." in str(told)
    assert done.exit_code == Exit.PERSON_NEEDED


def test_the_panel_answers_its_own_questions(made: Any) -> None:
    """A case question has a row in decisions.xlsx; its answer is counted and leads back to that
    cell.
    """
    made.fill(1, "police", {"DA-1.1": "Met"})
    case = made.form(1, "police").id.subject
    made.compile()
    made.decide(
        "Panel questions", f"{case} DA-8.2", Answer="Not met", Why="Nobody could name a change."
    )
    done = made.compile()
    score = done.compiled.scores.question("DA-8.2")
    assert score is not None
    assert (score.tally.not_met, score.tally.base) == (1, 1)
    assert score.tally.evidence[0].sheet == "Panel questions"
    (line,) = [line for line in lines(done) if line["question"] == "DA-8.2"]
    assert (line["recipient"], line["answer"], line["file"]) == (
        "panel",
        "not_met",
        "decisions.xlsx",
    )
    assert done.compiled.scores.overall.agencies == 1


@pytest.mark.usefixtures("without_papers")
def test_removing_a_return_removes_exactly_its_answers(made: Any) -> None:
    """The other return's lines do not change by a character."""
    made.fill(1, "police", {"DA-1.1": "Met", "J-2": "Because."})
    path = made.fill(1, "school", {"DA-1.4": "Partly met"})
    both = lines(made.compile())
    path.unlink()
    assert lines(made.compile()) == [line for line in both if line["file"] != "school-1.xlsx"]


def test_the_order_and_the_names_of_files_change_nothing_else(
    made: Any, another: Callable[[str], Any]
) -> None:
    """Other names, and so another order: every output is the same but for the names themselves."""
    for place, names in (
        (made, ("a.xlsx", "b.xlsx")),
        (another("other"), ("z.xlsx", "sub folder/c.xlsx")),
    ):
        place.fill(1, "police", {"DA-1.1": "Not met", "DA-2.1": "Met"}, names[0])
        place.fill(1, "school", {"DA-1.4": "Not met"}, names[1])
    one, two = made.compile(), another_compiled(made.folder.parent / "other", made)
    board_one, board_two = (
        {
            path.relative_to(done.folder): path.read_bytes()
            for path in done.folder.rglob("*")
            if path.is_file() and path.parts[-2] != "chair"
        }
        for done in (one, two)
    )
    board_one.pop(Path("manifest.json"))
    board_two.pop(Path("manifest.json"))
    assert board_one == board_two
    renamed = {"z.xlsx": "a.xlsx", "sub folder/c.xlsx": "b.xlsx"}
    assert lines(one) == [{**line, "file": renamed[line["file"]]} for line in lines(two)]


def another_compiled(folder: Path, made: Any) -> Any:
    """The other copy of the round, compiled on the same day."""
    return type(made)(folder, made.plugins).compile()


@pytest.mark.usefixtures("without_papers")
def test_since_the_last_compile_is_told(made: Any) -> None:
    """What is new is said in a sentence; with nothing new, no set is made."""
    made.fill(1, "police", {"DA-1.1": "Met"})
    made.compile()
    made.fill(1, "school", {"DA-1.4": "Not met"})
    done = made.compile()
    assert any("1 more returned" in sentence and "school" in sentence for sentence in done.since)
    assert not made.compile().changed


def test_returns_are_never_written_to(made: Any) -> None:
    """Compile and status read the returns folder; not a byte or a name in it changes."""
    made.fill(1, "police", {"DA-1.1": "met "})
    (made.folder / "returns/notes.txt").write_text("ring the school", encoding="utf-8")
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in (made.folder / "returns").rglob("*")
    }
    made.compile()
    assert {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in (made.folder / "returns").rglob("*")
    } == before


def test_what_may_be_published_is_written_only_on_request(made: Any) -> None:
    """`publish/` holds learning in words, and is not there unless it was asked for."""
    made.fill(1, "police", {"DA-1.1": "Met"})
    assert not (made.compile().folder / "publish").exists()
    wanted = ["for-children.docx", "for-children.html", "learning.docx", "learning.html"]
    assert (
        sorted(path.name for path in (made.compile(publish=True).folder / "publish").iterdir())
        == wanted
    )


@pytest.mark.usefixtures("without_papers")
def test_a_concern_is_found_in_a_file_that_is_refused(
    made: Any, another: Callable[[str], Any]
) -> None:
    """A form of another round does not belong here, and what it says about a child at risk is still
    told first.
    """
    elsewhere = another("elsewhere")
    path = elsewhere.fill(1, "police", {"S-1": "Yes", "S-2": "Alone at home"})
    foreign = path.read_bytes()
    book = load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "DA26A" in cell.value:
                    cell.value = cell.value.replace("DA26A", "DA25C")
    book.properties.identifier = str(book.properties.identifier or "").replace("DA26A", "DA25C")
    book.properties.keywords = str(book.properties.keywords or "").replace("DA26A", "DA25C")
    for item in book.custom_doc_props.props:
        item.value = str(item.value).replace("DA26A", "DA25C")
    target = made.folder / "returns/other.xlsx"
    book.save(target)
    assert target.read_bytes() != foreign
    done = made.compile()
    (line,) = data(done)["ledger"]
    assert line["status"] == "refused"
    assert len(done.compiled.casebook.concerns) == 1


@pytest.mark.usefixtures("without_papers")
@pytest.mark.parametrize("agency", ["police", "school"])
def test_nil_returns_are_in_the_return_rate_and_in_no_figure(made: Any, agency: str) -> None:
    """Not known to this agency: returned, and out of every figure about practice."""
    made.fill(
        1,
        agency,
        {"S-5": "Nobody", "S-6": "All systems", "S-7": "Officer", "S-8": date(2026, 3, 9)},
    )
    made.fill(2, "police", {"DA-1.1": "Met"})
    found = data(made.compile())
    assert "nil" in {item["state"] for item in found["expected"]}
    assert found["scores"]["overall"]["pooled"]["met"] == 1


@pytest.mark.parametrize(
    ("decision", "printed"),
    [
        ("", "[withheld: the text may identify a person]"),
        ("fine", "Mrs Invented fetched me."),
        ("ok", "[withheld: the text may identify a person]"),
        ("the neighbour", "the neighbour fetched me."),
    ],
)
def test_a_cleared_quotation_leaves_only_as_the_chair_decided(
    made: Any, decision: str, printed: str
) -> None:
    """A child's words with a name in them: withheld, printed as they stand, or with a role in the
    name's place.
    """
    from docx import Document

    made.fill(1, "school", {"DA-1.4": "Met", "J-7": "Mrs Invented fetched me."})
    made.compile()
    (suspect,) = made.compile().compiled.suspects
    rows = load_workbook(made.folder / "decisions.xlsx")["Quotations"].iter_rows(
        min_row=4, max_col=1, values_only=True
    )
    made.decide(
        "Quotations", next(key for (key,) in rows if "/J-7 " in str(key)), Clear_for_the_board="Yes"
    )
    if decision:
        made.decide("Identifiers", suspect.key, Decision=decision)
    done = made.compile()
    words = [
        paragraph.text
        for paragraph in Document(str(done.folder / "board/report.docx")).paragraphs
        if paragraph.style.name == "Quote"
    ]
    assert words == [printed]

    made.fill(1, "school", {"DA-1.4": "Met", "J-7": "Mrs Somebody Else fetched me."})
    again = made.compile()
    assert not [text for _, text in again.compiled.quotable]


@pytest.mark.usefixtures("without_papers")
def test_closing_a_concern_never_closes_the_next(made: Any) -> None:
    """The chair closed what was said first; the agency sends the form again and says something
    else: it is open, and first.
    """
    made.fill(
        1,
        "police",
        {"S-1": "Yes", "S-2": "An old worry", "S-3": "Duty manager", "S-4": "16 Mar 2026 09:40"},
    )
    (concern,) = made.compile().compiled.casebook.concerns
    made.decide("Concerns", concern.key, Who_is_dealing_with_it="Team manager", State="Closed")
    done = made.compile()
    assert done.exit_code == Exit.COMPLETE
    assert not any(problem.code.startswith("form.risk") for problem in done.problems)
    made.fill(
        1,
        "police",
        {
            "S-1": "Yes",
            "S-2": "Alone with an armed adult today",
            "S-3": "Duty manager",
            "S-4": "20 Mar 2026 09:40",
        },
    )
    assert made.compile().exit_code == Exit.PERSON_NEEDED


def test_an_action_for_one_child_reaches_its_agency_and_no_report(made: Any) -> None:
    """It stands on that agency's own list with its date, in no other file for board or agencies,
    and the report only counts it.
    """
    from audit_core.reports.leak_check import text_in

    made.fill(1, "police", {"DA-1.1": "Met"})
    done = made.compile()
    case = made.form(1, "police").id.subject
    made.decide(
        "Actions for a child",
        case,
        Owner="school",
        What="Ring the nursery about the locked gate",
        Due=date(2026, 4, 2),
    )
    done = made.compile()
    holding = {
        path.relative_to(done.folder).as_posix()
        for path in done.folder.rglob("*")
        if path.is_file() and "Ring the nursery about the locked gate" in text_in(path.read_bytes())
    }
    assert holding == {"agencies/school/follow-up.xlsx", "chair/follow-up.xlsx"}
    assert "One further action, for a single child, is on its agency's own dated list" in " ".join(
        text_in((done.folder / "board/report.docx").read_bytes()).split()
    )


def test_words_of_our_own_in_an_answer_stop_nothing(made: Any) -> None:
    """An auditor's role may be worded as the theme words an owner's: that is no leak."""
    made.fill(1, "police", {"DA-1.1": "Not met", "S-9": "Head of public protection"})
    assert made.compile().folder.name == "001"


@pytest.mark.usefixtures("without_papers")
def test_an_answer_of_an_older_theme_is_still_counted(
    made: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The theme drops a question after it was asked; its answers stay in the figures and behind
    their limits.
    """
    import attrs

    from audit_core.commands.generate import generate

    made.fill(1, "police", {"DA-1.1": "Not met"})
    theme = made.plugins.themes["domestic_abuse"]
    (first, *rest) = theme.instruments
    section, *others = first.sections
    newer = attrs.evolve(section, questions=section.questions[1:])
    changed = attrs.evolve(
        theme, version="2.0", instruments=(attrs.evolve(first, sections=(newer, *others)), *rest)
    )
    monkeypatch.setitem(made.plugins.themes, "domestic_abuse", changed)
    generate(made.folder, made.plugins, reissue=True)
    score = type(made)(made.folder, made.plugins).compile().compiled.scores.question("DA-1.1")
    assert score is not None
    assert (score.tally.not_met, score.tally.base) == (1, 1)


@pytest.mark.usefixtures("without_papers")
def test_a_chronology_is_read_without_its_refs_and_never_lost_in_silence(made: Any) -> None:
    """The sheet may be pasted and sorted. Without the Ref column its events are read; without any
    headings, that is said.
    """
    from io import BytesIO

    path = made.fill(1, "police", {"DA-1.1": "Met"})

    def read(change: Any) -> Any:
        book = load_workbook(BytesIO(path_bytes))
        sheet = book["Chronology"]
        sheet["B4"], sheet["E4"] = date(2025, 3, 4), "Officers came and the child was awake"
        change(sheet)
        out = BytesIO()
        book.save(out)
        path.write_bytes(out.getvalue())
        return made.compile()

    path_bytes = path.read_bytes()
    done = read(lambda sheet: sheet.delete_cols(1))
    assert [item.event.what for item in done.compiled.chronology] == [
        "Officers came and the child was awake"
    ]
    done = read(lambda sheet: sheet.delete_rows(3))
    assert done.compiled.chronology == ()
    assert "form.sheet_unread" in {problem.code for problem in done.problems}


@pytest.mark.usefixtures("without_papers")
def test_an_agency_let_off_after_its_form_went_out_is_not_waited_for(made: Any) -> None:
    """The chair changes ask to waived: no gap, no reminder, one line in the table of returns."""
    made.fill(1, "police", {"DA-1.1": "Met"})
    path = made.folder / "round.xlsx"
    book = load_workbook(path)
    sheet = book["Cases"]
    school = next(cell.column for cell in sheet[3] if cell.value == "school")
    sheet.cell(4, school).value = "waived"
    book.save(path)
    done = type(made)(made.folder, made.plugins).compile()
    case = made.form(1, "school").id.subject
    states = [
        item.state
        for item in done.compiled.casebook.expected
        if (item.subject, item.recipient) == (case, "school")
    ]
    assert states == ["waived"]
    assert not [
        finding
        for finding in done.compiled.findings
        if finding.rule == "missing-return"
        and (finding.subject, finding.recipient) == (case, "school")
    ]


@pytest.mark.usefixtures("without_papers")
def test_a_form_that_is_not_due_yet_is_awaited_and_no_gap(made: Any) -> None:
    """Compiled the day after the forms went out: nothing is missing."""
    from audit_core.commands.compile import compile_round

    made.fill(1, "police", {"DA-1.1": "Met", "G-6": date(2026, 3, 3)})
    compiled = compile_round(made.folder, made.plugins, date(2026, 3, 3)).compiled
    assert {item.state for item in compiled.casebook.expected} == {"returned", "awaited"}
    assert not [finding for finding in compiled.findings if finding.rule == "missing-return"]


@pytest.mark.usefixtures("without_papers")
def test_a_case_that_is_gone_from_the_round_is_told(made: Any) -> None:
    """Its answers still count, so somebody has to say why its row is gone."""
    made.fill(2, "police", {"DA-1.1": "Met"})
    path = made.folder / "round.xlsx"
    book = load_workbook(path)
    book["Cases"].delete_rows(5)
    book.save(path)
    done = type(made)(made.folder, made.plugins).compile()
    assert "round.withdrawn_without_reason" in {problem.code for problem in done.problems}


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_hash_seed_and_the_time_zone_change_no_byte(made: Any, seed: str) -> None:
    """Compiled by another process, with another seed and zone: the same set, so nothing has
    changed.
    """
    import os
    import subprocess
    import sys

    made.fill(1, "police", {"DA-1.1": "Not met", "DA-2.1": "Met", "DA-7.2": "Yes"})
    made.fill(1, "school", {"DA-1.4": "Not met", "DA-7.2": "No"})
    made.compile()
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "TZ": "Pacific/Kiritimati" if seed == "1" else "America/Adak",
    }
    command = (
        sys.executable,
        "-m",
        "audit_core",
        "compile",
        str(made.folder),
        "--as-at",
        "2026-03-30",
    )
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "Nothing has changed since 001." in done.stdout, done.stdout + done.stderr


@pytest.mark.usefixtures("without_papers")
def test_an_adopted_action_keeps_its_owner_and_its_id(made: Any) -> None:
    """Adopted for the police; a corrected return takes the finding away, and another agency's adds
    one: A-numbers and owners stand.
    """
    made.fill(
        1,
        "police",
        {"DA-3.1": "Not met"}
        if "DA-3.1" in made.form(1, "police").asked
        else {"DA-5.1": "Not met"},
    )
    first = made.compile().compiled
    owned = {
        action.arises_from: (action.id, action.owner)
        for action in first.plan.actions
        if action.owner == "police"
    }
    assert owned
    for item in first.recommendations:
        if item.key in owned:
            made.decide("Recommendations", item.id, Decision="Accept")
    adopted = {
        action.key: (action.id, action.owner)
        for action in made.compile().compiled.plan.actions
        if action.arises_from in owned
    }
    made.fill(
        1,
        "police",
        {"DA-5.1": "Met", "DA-3.1": "Met"}
        if "DA-3.1" in made.form(1, "police").asked
        else {"DA-5.1": "Met"},
    )
    after = {
        action.key: (action.id, action.owner)
        for action in made.compile().compiled.plan.actions
        if action.arises_from in owned
    }
    assert after == adopted


def test_a_form_that_is_all_but_empty_counts_as_returned_and_the_chair_is_told(made: Any) -> None:
    """Nothing answered, and signed: it came back, its agency is not chased, and the list of what
    needs the chair has it with how much is answered.
    """
    made.fill(1, "school", {})
    made.fill(
        2,
        "police",
        {
            field.ref: field.options[0].label
            for field in made.form(2, "police").fields
            if field.question and field.options
        },
    )
    done = made.compile()
    (item,) = [item for item in done.compiled.casebook.expected if item.file == "school-1.xlsx"]
    form = made.form(1, "school")
    asked = len(form.asked) - len(
        form.if_held
    )  # one that is put to whoever held a role was not asked
    page = (done.folder / "chair/report.html").read_text(encoding="utf-8")
    told = " ".join(
        re.sub(
            "<[^>]+>",
            "",
            page.partition("What needs you before the panel meets")[2].partition("</div>")[0],
        ).split()
    )
    assert item.state == "returned"
    assert (
        "1 form counts as returned, but less than 80 % of it is answered, "
        "so no rate is shown for it:" in told
    )
    assert (
        f"{item.subject}, School or setting: 0 of {asked} questions are answered. (school-1.xlsx)"
        in told
    )
    assert "police-2.xlsx" not in told


@pytest.mark.parametrize(
    ("told", "when", "to_do"),
    [
        ("", "", "Ring the auditor today: the form does not say who was told."),
        (
            "Duty manager",
            "",
            "Ring the auditor today: the form says who was told (Duty manager), but not when.",
        ),
        (
            "Duty manager",
            "16 Mar 2026 09:40",
            "Told: Duty manager, 16 Mar 2026 09:40. Make sure today that this was done.",
        ),
    ],
)
def test_what_to_do_about_somebody_at_risk_is_said_in_the_same_words_everywhere(
    made: Any, told: str, when: str, to_do: str
) -> None:
    """On the chair's page, in the panel's pack, by status and by check. Where nobody was told,
    ringing comes first.
    """
    path = made.fill(1, "police", {"S-1": "Yes", "S-3": told, "S-4": when})
    page = (made.compile().folder / "chair/report.html").read_text(encoding="utf-8")
    pack = prepare_panel(
        made.folder, made.plugins, date(2026, 3, 30), time(9, 30), 180
    ).file.read_text(encoding="utf-8")
    for command in (
        ["status", str(made.folder)],
        ["check", str(path), "--round", str(made.folder)],
    ):
        assert to_do in CliRunner().invoke(audit, command).output
    assert to_do in page
    assert pack.count(to_do) == 2  # on the first page, and on the page of the case
    assert "not said" not in page + pack


def test_blanks_whose_rows_were_lost_are_each_told_by_their_own_question(made: Any) -> None:
    """The column of answers was deleted: every question of that form is blank, and behind a figure
    stands its own ref, not that of the last one.
    """
    path = made.fill(1, "school", {"DA-7.3": "Met"})
    made.fill(2, "police", {"DA-7.3": "Met"})
    book = load_workbook(path)
    book["Questions"].protection.sheet = False
    book["Questions"].delete_cols(3)
    book.save(path)
    done = made.compile()
    lost = [
        entry
        for ret in done.compiled.casebook.returns
        for entry in ret.form.entries
        if entry.at.missing
    ]
    assert len({entry.at for entry in lost}) == len(lost) > 9
    assert str(lost[0].at) == f"school-1.xlsx: the row of {lost[0].ref} was not found"
    page = (done.folder / "chair/report.html").read_text(encoding="utf-8")
    links = dict(
        re.findall(r'<a href="#(c\d+)">DA26A-01-C School or setting (DA-[\d.]+)</a>', page)
    )
    rows = dict(re.findall(r'<tr id="(c\d+)"[^>]*><td class="id">(DA-[\d.]+)[a-z]?</td>', page))
    assert len(links) > 9
    assert {anchor: rows[anchor] for anchor in links} == links


def test_a_bad_word_file_is_refused_before_it_is_kept(made: Any) -> None:
    """The look that the round had stays. A round that keeps a bad file, from an earlier version or
    put there by hand, says which file it is and what to do.
    """
    kept = made.folder / LOOK
    for bad in (b"not a Word file", b"PK\x03\x04 broken"):
        with pytest.raises(UsageProblem) as stopped:
            made.compile(look=bad)
        assert stopped.value.code == "file.look"
        assert not kept.exists()
    kept.write_bytes(b"not a Word file")
    with pytest.raises(UsageProblem) as stopped:
        made.compile()
    assert stopped.value.code == "file.look_kept"
    assert str(kept) in str(stopped.value)
    assert not list((made.folder / "compiled").glob("0*"))
