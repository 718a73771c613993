"""The demonstration: a whole round, deliberately imperfect, read, compiled and explained as a chair
would.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from audit_core.cli import main
from audit_core.commands.demo import demo
from audit_core.commands.explain import explain
from audit_core.commands.load_returns import LoadedReturns, load_returns
from audit_core.commands.open_round import open_round
from audit_core.demo.evidence_texts import EVIDENCE
from audit_core.demo.invented_round import AS_AT
from audit_core.errors import UsageProblem
from audit_core.parsing.personal_identifiers import NAME, identifiers_in
from audit_core.plugin_system.manager import load_plugins
from audit_core.themes.theme import Rating
from tests.typed_blanks import typed_blanks


@pytest.fixture(scope="module")
def folder(demo_round: Path) -> Path:
    """The demonstration, created once."""
    return demo_round


@pytest.fixture(scope="module")
def intake(folder: Path) -> LoadedReturns:
    """Everything that was returned, as read."""
    plugins = load_plugins()
    return load_returns(open_round(folder, plugins), plugins, AS_AT)


@pytest.fixture(scope="module")
def data(folder: Path) -> dict[str, Any]:
    """compiled.json of the first set."""
    found: dict[str, Any] = json.loads(
        (folder / "compiled/001/chair/compiled.json").read_text(encoding="utf-8")
    )
    return found


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit code of a command and what it printed."""
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0), capsys.readouterr().out


def test_every_form_is_where_the_story_puts_it(intake: LoadedReturns) -> None:
    """One form is late, two are missing, one says that the child was not known, and the others are
    returned.
    """
    states = [item.state for item in intake.casebook.expected if item.form]
    assert {state: states.count(state) for state in sorted(set(states))} == {
        "missing": 2,
        "nil": 1,
        "returned": 24,
        "returned_late": 1,
    }
    waiting = {
        (item.subject[:8], item.recipient, item.state)
        for item in intake.casebook.expected
        if not item.form
    }
    assert waiting == {("DA26A-02", "housing", "waived"), ("DA26A-03", "housing", "not_known")}


def test_every_file_is_one_line_of_the_ledger(intake: LoadedReturns, folder: Path) -> None:
    """An early copy is superseded by a fuller one, an exact copy is counted once, a text file is
    refused, and Excel's lock file is skipped.
    """
    by_file = {line.file: line.status for line in intake.casebook.ledger}
    assert len(by_file) == sum(1 for path in (folder / "returns").rglob("*") if path.is_file())
    assert by_file["social_care/first try - sorry.xlsx"] == "superseded"
    assert by_file["school_oakfield/running order for the panel.txt"] == "refused"
    assert by_file["housing/~$HOUSING.xlsx"] == "skipped"
    assert sorted(by_file.values()).count("duplicate") == 1


def test_a_concern_comes_first(
    intake: LoadedReturns, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The concern is found and comes before everything else in `audit status`."""
    (concern,) = intake.casebook.concerns
    assert concern.form.split("/")[2] == "health_visiting"
    _, words = run(capsys, "status", str(folder), "--as-at", "2026-03-30")
    assert words.splitlines()[1].startswith(
        "SOMEBODY MAY BE AT RISK in case DA26A-04-G: Mereshire Health Visiting says so ("
    )


def test_only_the_planned_mistakes_are_reported(intake: LoadedReturns) -> None:
    """The only queries are a partial return, an ambiguous date, a number that may identify a child
    and an auditor who was involved.
    """
    reported = {problem.code for problem in intake.casebook.problems if problem.severity != "note"}
    assert reported == {
        "form.incomplete",
        "answer.blank_required",
        "answer.date_both_ways",
        "form.risk",
        "form.identifier",
        "form.involved",
        "file.refused",
    }


def test_records_that_differ_are_a_finding_with_each_agencys_answer(data: dict[str, Any]) -> None:
    """The school says that it disagreed with a decision, and the others say that nobody did."""
    (differ,) = (item for item in data["findings"] if item["kind"] == "differ")
    about = accounts(differ, "DA26A-02")
    assert [each for each in about if each.endswith("Yes: Riverside Academy.")]
    left = next(item for item in data["findings"] if item["rule"] == "not-escalated")
    assert left["kind"] == "priority"
    assert [child for child in left["short"] if child.startswith("DA26A-02")]


def test_a_notification_read_two_days_after_delivery_is_a_difference(data: dict[str, Any]) -> None:
    """In the fourth case the police count a notification as received when it was delivered, the
    school when it was read.
    """
    (differ,) = (item for item in data["findings"] if item["kind"] == "differ")
    assert (
        "Received 27 Sep 2025 11:32: Mereshire Police. Received 29 Sep 2025 08:05: Oakfield "
        "Primary School." in accounts(differ, "DA26A-04")
    )


def accounts(finding: dict[str, Any], case: str) -> list[str]:
    """Who gave which answers about a case, fact by fact, as the note of a finding says."""
    parts = re.split(r"(DA26A-\d\d-[A-Z]) – ", finding["note"])
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return [answers.strip() for child, answers in pairs if child.startswith(case)]


def test_handwritten_variations_are_understood(intake: LoadedReturns) -> None:
    """A rating in small letters with a trailing space and a date as text in British order are read
    as the auditor meant them.
    """
    typed = {
        ret.id.recipient: ret
        for ret in intake.casebook.returns
        if ret.id.subject.startswith("DA26A-03")
    }
    rating = typed["police"].entry("DA-1.1")
    moment = typed["social_care"].entry("DA-1.8", "incident")
    assert rating is not None
    assert (rating.raw, rating.code) == ("met ", "met")
    assert moment is not None
    assert (moment.raw, moment.code) == ("10/07/2025 20:15", "2025-07-10T20:15")


def test_evidence_is_about_its_own_question() -> None:
    """No evidence is used for two questions, and none is about a question or an answer that the
    theme does not have.
    """
    theme = load_plugins().theme("domestic_abuse")
    assert theme is not None
    refs: dict[str, set[str]] = {}
    for key, answers in EVIDENCE.items():
        question = theme.question(key.split()[0])
        assert question is not None, key
        assert isinstance(question.answer, Rating), key
        scale = theme.scale(question.answer.scale)
        assert scale is not None, key
        assert set(answers) <= {answer.code for answer in scale.answers}, key
        for text in (text for texts in answers.values() for text in texts if text):
            refs.setdefault(text, set()).add(question.ref)
    assert {text: found for text, found in refs.items() if len(found) > 1} == {}


def test_agencies_agree_on_the_events_they_share(intake: LoadedReturns) -> None:
    """Events that are in two chronologies of one case have the same date, and most agencies sent a
    chronology.
    """
    days: dict[tuple[str, str], set[object]] = {}
    for ret in intake.casebook.returns:
        for event in ret.form.events:
            days.setdefault((ret.id.subject, event.what), set()).add(event.day)
    assert {what: found for what, found in days.items() if len(found) > 1} == {}
    with_events = [ret for ret in intake.casebook.returns if ret.form.events]
    assert len(with_events) * 4 > len(intake.casebook.returns) * 3


def test_an_identifier_stays_in_the_chairs_folder(folder: Path) -> None:
    """The NHS test number that was typed is in answers.csv and in nothing for the board or an
    agency.
    """
    from audit_core.reports.leak_check import text_in

    number = "999 000 0018"
    assert number in text_in((folder / "compiled/001/chair/answers.csv").read_bytes())
    others = [
        path
        for path in (folder / "compiled/001").rglob("*")
        if path.is_file() and "chair" not in path.parts and path.name != "manifest.json"
    ]
    assert len(others) > 10
    assert not [path for path in others if number in text_in(path.read_bytes())]


def test_no_text_names_a_person(folder: Path) -> None:
    """Invented auditors write roles, as the form asks."""
    rows = csv.DictReader(
        io.StringIO(
            (folder / "compiled/001/chair/answers.csv").read_text(encoding="utf-8-sig"), newline=""
        )
    )
    assert not [
        row["cell"] for row in rows if NAME in identifiers_in(row["evidence"] + " " + row["raw"])
    ]


def test_every_printed_reference_can_be_explained(
    folder: Path, data: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each finding, recommendation, action, table and figure leads to cells, or says that it rests
    on what was not returned.
    """
    for group in ("findings", "recommendations", "actions", "tables", "figures"):
        for item in data[group]:
            code, words = run(capsys, "explain", item["id"], str(folder))
            assert code == 0
            assert words.startswith(f"{item['id']}: ")
    _, words = run(capsys, "explain", "A1", str(folder))
    assert re.search(
        r"R\d+: Recommendation.*\n +F\d+: Finding.*\n +\S.*sheet 'Questions', cell [CD]\d+", words
    )


def test_a_question_can_be_traced_to_every_answer(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The ref of a critical standard beside a case leads to all its answers with their cells, and
    to its times.
    """
    _, words = run(capsys, "explain", "da-2.2", str(folder), "--case", "DA26A-04-G")
    assert words.startswith("DA-2.2: Question. Where risk was high, ")
    assert re.search(
        r"police/\S.*, sheet 'Questions', cell C\d+ \(DA-2.2\): Mereshire Police: Not met", words
    )
    assert "DA26A-01" not in words
    _, words = run(capsys, "explain", "DA-1.2", str(folder))
    assert "(DA-1.2a)" in words
    assert "DA26A-01-C. 6 answers" in words
    with pytest.raises(UsageProblem, match=r"DA-9\.9 .* A1 ") as stopped:
        explain(folder, "DA-9.9")
    assert stopped.value.code == "set.no_such_id"


def test_compiling_again_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the same inputs and day no new set is written, and the command says so."""
    code, words = run(capsys, "compile", str(folder), "--as-at", "2026-03-30")
    assert code == 3
    assert "Nothing has changed since 001." in words
    assert [path.name for path in (folder / "compiled").iterdir()] == ["001"]


@pytest.mark.usefixtures("built_anew")
def test_the_demonstration_is_the_same_everywhere_byte_for_byte(
    folder: Path, tmp_path: Path
) -> None:
    """Forms, returns and results do not depend on the clock, the folder or the hash seed."""
    demo(tmp_path / "again", load_plugins(), say=lambda _: None)
    wanted = {
        path.relative_to(folder): path.read_bytes()
        for name in ("forms", "returns", "compiled/001")
        for path in (folder / name).rglob("*")
        if path.is_file()
    }
    assert wanted
    assert [
        name
        for name, content in wanted.items()
        if (tmp_path / "again" / name).read_bytes() != content
    ] == []


def test_a_demonstration_overwrites_nothing(tmp_path: Path) -> None:
    """A folder that is not empty is left alone, with one sentence."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageProblem) as stopped:
        demo(tmp_path, load_plugins(), say=lambda _: None)
    assert stopped.value.code == "demo.not_empty"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_reply_to_an_auditor_lists_what_is_missing_and_where(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`audit check` addresses the auditor, lists cells in reading order, and leaves the file
    unchanged.
    """
    path = next((folder / "returns/health_visiting").glob("*05*"))
    before = path.read_bytes()
    code, words = run(capsys, "check", str(path))
    assert code == 0
    assert "Thank you for your return about DA26A-05" in words
    cells = [int(number) for number in re.findall(r"C(\d+) \(DA-", words)]
    assert cells == sorted(cells)
    assert words.index("'Questions'") < words.index("'Judgement'")
    assert path.read_bytes() == before


def test_a_reply_about_a_child_at_risk_says_so_first(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """If a form says that somebody is at risk, checking it says so before anything else and asks
    for a telephone call.
    """
    path = next((folder / "returns/health_visiting").glob("*04*"))
    code, words = run(capsys, "check", str(path))
    assert code == 3
    assert words.startswith("SOMEBODY MAY BE AT RISK")
    assert "ring us" in words
    assert "correct the form" not in words


def test_no_blank_cell_of_any_workbook_has_a_type(folder: Path) -> None:
    """Forms, round.xlsx, the case key, decisions.xlsx and every workbook of the results can be
    opened and saved by programs that make a zero of a typed blank, or fail on it.
    """
    written = {path.name for path in folder.rglob("*.xlsx")}
    assert {"round.xlsx", "decisions.xlsx", "analysis.xlsx", "action-plan.xlsx"} <= written
    assert list(typed_blanks(folder)) == []
