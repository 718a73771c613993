"""The demonstration: a whole round, imperfect on purpose, read, compiled and explained as a chair
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


@pytest.fixture(scope="module")
def folder(demo_round: Path) -> Path:
    """The demonstration, made once."""
    return demo_round


@pytest.fixture(scope="module")
def taken(folder: Path) -> LoadedReturns:
    """Everything that came back."""
    plugins = load_plugins()
    return load_returns(open_round(folder, plugins), plugins, AS_AT)


@pytest.fixture(scope="module")
def data(folder: Path) -> dict[str, Any]:
    """compiled.json of the first set."""
    found: dict[str, Any] = json.loads(
        (folder / "compiled/001/chair/compiled.json").read_text(encoding="utf-8")
    )
    return found


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Run a command: its exit code and what it printed."""
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0), capsys.readouterr().out


def test_every_form_stands_where_the_story_puts_it(taken: LoadedReturns) -> None:
    """One is late, two are missing, one says the child was not known; the others are back."""
    states = [item.state for item in taken.casebook.expected if item.form]
    assert {state: states.count(state) for state in sorted(set(states))} == {
        "missing": 2,
        "nil": 1,
        "returned": 24,
        "returned_late": 1,
    }
    waiting = {
        (item.subject[:8], item.recipient, item.state)
        for item in taken.casebook.expected
        if not item.form
    }
    assert waiting == {("DA26A-02", "housing", "waived"), ("DA26A-03", "housing", "not_known")}


def test_every_file_is_one_line_of_the_ledger(taken: LoadedReturns, folder: Path) -> None:
    """A first try gives way to the fuller copy, an exact copy is counted once, a stray text file is
    refused, Excel's own mark is passed over.
    """
    by_file = {line.file: line.status for line in taken.casebook.ledger}
    assert len(by_file) == sum(1 for path in (folder / "returns").rglob("*") if path.is_file())
    assert by_file["social_care/first try - sorry.xlsx"] == "superseded"
    assert by_file["school_oakfield/running order for the panel.txt"] == "refused"
    assert by_file["housing/~$HOUSING.xlsx"] == "skipped"
    assert sorted(by_file.values()).count("duplicate") == 1


def test_somebody_at_risk_is_told_first(
    taken: LoadedReturns, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The concern is found, and stands above everything else in `audit status`."""
    (concern,) = taken.casebook.concerns
    assert concern.form.split("/")[2] == "health_visiting"
    _, words = said(capsys, "status", str(folder), "--as-at", "2026-03-30")
    assert words.splitlines()[1].startswith(
        "SOMEBODY MAY BE AT RISK in case DA26A-04-G: Mereshire Health Visiting says so ("
    )


def test_the_problems_are_the_slips_we_put_in_and_no_others(taken: LoadedReturns) -> None:
    """A partial return, an ambiguous date, a number that may identify a child, an auditor who was
    involved: nothing else is asked of auditors.
    """
    told = {problem.code for problem in taken.casebook.problems if problem.severity != "note"}
    assert told == {
        "form.incomplete",
        "answer.blank_required",
        "answer.date_both_ways",
        "form.risk",
        "form.identifier",
        "form.involved",
        "file.refused",
    }


def test_records_that_differ_are_a_finding_that_says_who_said_what(data: dict[str, Any]) -> None:
    """The school disagreed with a decision; the others say that nobody did."""
    differ = next(
        item
        for item in data["findings"]
        if item["kind"] == "differ"
        and item["ref"] == "DA-7.2"
        and item["subject"].startswith("DA26A-02")
    )
    assert differ["note"].endswith("Yes: Riverside Academy.")
    left = next(
        item
        for item in data["findings"]
        if item["rule"] == "disagreed-and-left" and item["subject"].startswith("DA26A-02")
    )
    assert left["kind"] == "priority"


def test_delivered_on_saturday_and_read_on_monday_is_a_difference(data: dict[str, Any]) -> None:
    """In the fourth case the police count a notification as received when it was delivered, the
    school when somebody read it.
    """
    differ = next(item for item in data["findings"] if item["rule"] == "times-differ")
    assert differ["subject"].startswith("DA26A-04")
    assert (
        differ["note"]
        == "Received 27 Sep 2025 11:32: Mereshire Police. Received 29 Sep 2025 08:05: Oakfield "
        "Primary School."
    )


def test_what_is_written_by_hand_is_read_as_it_was_meant(taken: LoadedReturns) -> None:
    """A rating in small letters with a space behind it, and a date as text in British order, say
    what the auditor meant.
    """
    typed = next(
        ret
        for ret in taken.casebook.returns
        if ret.id.subject.startswith("DA26A-03") and ret.id.recipient == "police"
    )
    rating, moment = typed.entry("DA-1.1"), typed.entry("DA-1.2", "incident")
    assert rating is not None
    assert (rating.raw, rating.code) == ("met ", "met")
    assert moment is not None
    assert (moment.raw, moment.code) == ("10/07/2025 20:15", "2025-07-10T20:15")


def test_evidence_speaks_of_its_own_question() -> None:
    """No sentence stands beside two questions, and none is about a question, or an answer, that the
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


def test_the_agencies_tell_one_story(taken: LoadedReturns) -> None:
    """What two chronologies of one case both hold, they hold on the same day; most agencies sent
    one.
    """
    days: dict[tuple[str, str], set[object]] = {}
    for ret in taken.casebook.returns:
        for event in ret.form.events:
            days.setdefault((ret.id.subject, event.what), set()).add(event.day)
    assert {what: found for what, found in days.items() if len(found) > 1} == {}
    with_events = [ret for ret in taken.casebook.returns if ret.form.events]
    assert len(with_events) * 4 > len(taken.casebook.returns) * 3


def test_what_may_identify_a_child_is_in_no_folder_but_the_chairs(folder: Path) -> None:
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


def test_nobody_is_named_in_what_was_written(folder: Path) -> None:
    """Invented auditors write roles, as they are asked to."""
    rows = csv.DictReader(
        io.StringIO(
            (folder / "compiled/001/chair/answers.csv").read_text(encoding="utf-8-sig"), newline=""
        )
    )
    assert not [
        row["cell"] for row in rows if NAME in identifiers_in(row["evidence"] + " " + row["raw"])
    ]


def test_every_printed_id_can_be_followed(
    folder: Path, data: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each finding, recommendation, action, table and figure leads to cells, or says that it rests
    on what did not come back.
    """
    for group in ("findings", "recommendations", "actions", "tables", "figures"):
        for item in data[group]:
            code, words = said(capsys, "explain", item["id"], str(folder))
            assert code == 0
            assert words.startswith(f"{item['id']}: ")
    _, words = said(capsys, "explain", "A1", str(folder))
    assert re.search(
        r"R\d+: Recommendation.*\n +F\d+: Finding.*\n +\S.*sheet 'Questions', cell [CD]\d+", words
    )


def test_a_question_can_be_followed_to_every_answer(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a panel the ref of a critical standard stands beside the case: its answers are wanted,
    each with its cell; its times are part of it.
    """
    _, words = said(capsys, "explain", "da-2.2", str(folder), "--case", "DA26A-04-G")
    assert words.startswith("DA-2.2: Question. Where risk was high, ")
    assert re.search(
        r"police/\S.*, sheet 'Questions', cell C\d+ \(DA-2.2\): Mereshire Police: Not met", words
    )
    assert "DA26A-01" not in words
    _, words = said(capsys, "explain", "DA-1.2", str(folder))
    assert "(DA-1.2a)" in words
    assert "DA26A-01-C. 6 answers" in words
    with pytest.raises(UsageProblem, match=r"DA-9\.9 .* A1 ") as stopped:
        explain(folder, "DA-9.9")
    assert stopped.value.code == "set.no_such_id"


def test_compiling_again_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same inputs and the same day: no new set, and it says so."""
    code, words = said(capsys, "compile", str(folder), "--as-at", "2026-03-30")
    assert code == 3
    assert "Nothing has changed since 001." in words
    assert [path.name for path in (folder / "compiled").iterdir()] == ["001"]


@pytest.mark.usefixtures("built_anew")
def test_the_same_demonstration_anywhere_is_the_same_to_the_byte(
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
    """A folder with something in it is left alone, in one sentence."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageProblem) as stopped:
        demo(tmp_path, load_plugins(), say=lambda _: None)
    assert stopped.value.code == "demo.not_empty"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_reply_to_an_auditor_says_what_is_missing_and_where(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`audit check` addresses the auditor, lists cells in reading order, and leaves the file as it
    is.
    """
    path = next((folder / "returns/health_visiting").glob("*05*"))
    before = path.read_bytes()
    code, words = said(capsys, "check", str(path))
    assert code == 0
    assert "Thank you for your return about DA26A-05" in words
    cells = [int(number) for number in re.findall(r"C(\d+) \(DA-", words)]
    assert cells == sorted(cells)
    assert words.index("'Questions'") < words.index("'Judgement'")
    assert path.read_bytes() == before


def test_a_reply_about_a_child_at_risk_says_so_first(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One form says that somebody is at risk: checking it says so before anything else, and asks
    for a person.
    """
    path = next((folder / "returns/health_visiting").glob("*04*"))
    code, words = said(capsys, "check", str(path))
    assert code == 3
    assert words.startswith("SOMEBODY MAY BE AT RISK")
    assert "ring us" in words
    assert "correct the form" not in words
