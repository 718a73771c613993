"""Logs made with example stages are made again once the partnership has typed its policy, and logs
returned before are still read.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from audit_core.cli import main
from audit_core.commands.escalations.new import NewLogs, new_logs
from audit_core.rounds.escalation_policy import EXAMPLE_STAGES
from tests.escalations.conftest import SECOND, Make, Partnership, row
from tests.wordings import asks

POLICY = (("Between practitioners", 1), ("Professionals meeting", 4), ("Independent chair", 10))


@pytest.fixture
def examples(mereshire: Make, tmp_path: Path) -> Partnership:
    """A partnership that made its logs before typing its policy, so that they have the example
    stages.
    """
    return mereshire(tmp_path, policy=False)


def made(partnership: Partnership) -> NewLogs:
    """The result of `new`."""
    return new_logs(partnership.folder, partnership.plugins, SECOND)


def stages_printed(path: Path) -> list[str]:
    """The stages on the first sheet of a log."""
    texts = [
        str(cell.value)
        for line in load_workbook(path)["Start here"].iter_rows()
        for cell in line
        if cell.value
    ]
    return [text for text in texts if re.match(r"\d\. ", text)]


def test_the_message_about_example_stages_says_how_to_replace_them(
    examples: Partnership, capsys: pytest.CaptureFixture[str]
) -> None:
    """After typing its own stages and running `new`, every log has them and the message is gone."""
    problems = examples.read().problems
    (examples_problem,) = [problem for problem in problems if problem.code == "escalation.examples"]
    examples.policy(*POLICY)
    (typed,) = [
        problem for problem in examples.read().problems if problem.code.startswith("escalation.")
    ]
    assert typed.code == "escalation.policy_typed"
    for problem in (examples_problem, typed):
        command = re.search(r"audit (escalations new [^.:]*)", problem.remedy)
        assert command
        assert command[1].strip() == "escalations new --quarter 2026Q2"
    with pytest.raises(SystemExit) as left:
        main(["escalations", "new", str(examples.folder), "--quarter", "2026Q2"])
    assert not left.value.code
    printed = capsys.readouterr().out
    assert "4 logs were made again with the stages that you have typed" in printed
    assert stages_printed(examples.quarter / "forms/police.xlsx") == [
        "1. Between practitioners: an answer within 1 working day",
        "2. Professionals meeting: an answer within 4 working days",
        "3. Independent chair: an answer within 10 working days",
    ]
    done = examples.read()
    assert [problem.code for problem in done.problems] == []
    assert "are examples" not in (done.folder / "escalations.html").read_text()


def test_the_earlier_logs_are_kept(examples: Partnership) -> None:
    """The history keeps them unchanged, since somebody may have begun to fill one in."""
    path = examples.quarter / "forms/police.xlsx"
    first = path.read_bytes()
    examples.policy(*POLICY)
    made(examples)
    assert path.read_bytes() != first
    assert first in [
        kept.read_bytes() for kept in (examples.quarter / "history").rglob("police-*.xlsx")
    ]
    again = path.read_bytes()
    assert made(examples).anew == ()
    assert path.read_bytes() == again
    assert examples.read().problems == ()


def test_a_returned_log_is_kept_and_timed_by_the_policy(
    examples: Partnership,
) -> None:
    """If a stage has the same name, its days are timed by the policy's limit; the chair is told
    which agencies returned the earlier log.
    """
    examples.returned("police", row(answered1=date(2026, 5, 7)), file="from the police.xlsx")
    first = (examples.quarter / "forms/police.xlsx").read_bytes()
    examples.policy(*POLICY)
    done = made(examples)
    assert (examples.quarter / "forms/police.xlsx").read_bytes() == first
    assert (done.anew, done.back) == (
        ("forms/social_care.xlsx", "forms/school.xlsx", "forms/housing.xlsx"),
        ("Police",),
    )
    read = examples.read()
    (only,) = read.watched.escalations
    assert [(item.days, item.timing) for item in only.timed] == [(2, "late")]
    assert [problem.code for problem in read.problems] == ["escalation.earlier_stages"]


def test_a_stage_missing_from_the_policy_is_reported_and_not_timed(
    examples: Partnership,
) -> None:
    """The stage is reported by its cell, and its place in the list is not used to guess another."""
    days = {
        "begun2": date(2026, 5, 7),
        "answered2": date(2026, 5, 8),
        "resolved": "Between managers",
        "outcome": "Upheld",
    }
    examples.returned("police", row(answered1=date(2026, 5, 6), **days))
    examples.policy(*POLICY)
    made(examples)
    read = examples.read()
    (only,) = read.watched.escalations
    assert [(item.number, item.timing) for item in only.timed] == [(1, "in_time")]
    assert not only.is_open
    assert {
        (problem.code, problem.where.cell)
        for problem in read.problems
        if problem.severity != "note"
    } == {
        ("escalation.stage_gone", "E4"),
        ("escalation.stage_gone", "F4"),
        ("escalation.stage_gone", "H4"),
    }
    assert "-1" not in (read.folder / "escalations.html").read_text()


def test_a_stage_followed_by_an_unknown_one_is_not_timed(examples: Partnership) -> None:
    """If an escalation went to a stage that is not in the policy, the first stage ended and does
    not count as open.
    """
    examples.returned("police", row(begun2=date(2026, 5, 7)))
    examples.policy(*POLICY)
    made(examples)
    assert [item.timing for item in examples.read().watched.escalations[0].timed] == [
        "not_assessed"
    ]


def test_an_earlier_log_and_a_new_one_describe_one_escalation(examples: Partnership) -> None:
    """One agency reports it in the earlier log and the other in the new one: each column finds its
    stage by name.
    """
    day = {"4. Independent chair: begun": date(2026, 5, 20)}
    examples.returned("police", row(case="DA26A-01-C", answered1=date(2026, 5, 6)) | day)
    examples.policy(*POLICY)
    made(examples)
    examples.returned(
        "social_care",
        row(side="Received it", other="Police", case="DA26A-01-C")
        | {
            "3. Independent chair: answered": date(2026, 5, 22),
            "3. Independent chair: begun": date(2026, 5, 20),
        },
    )
    (only,) = examples.read().watched.escalations
    assert only.also is not None
    assert [(item.number, item.days) for item in only.timed] == [(1, 1), (3, 2)]
    assert only.differences == ()


def test_a_log_removed_from_the_folder_is_made_again(examples: Partnership) -> None:
    """The message about an earlier log that was returned says how the agency can get a new one."""
    path = examples.returned("police", row(begun2=date(2026, 5, 7)))
    examples.policy(*POLICY)
    made(examples)
    (problem,) = [
        problem for problem in examples.read().problems if problem.code == "escalation.stage_gone"
    ]
    assert asks(problem.remedy, "escalation.stage_gone")
    path.unlink()
    assert made(examples).anew == ("forms/police.xlsx",)
    assert stages_printed(examples.quarter / "forms/police.xlsx")[1].startswith(
        "2. Professionals meeting"
    )


def test_changed_examples_without_a_source_are_still_examples(examples: Partnership) -> None:
    """The logs are made again with the changed stages, and still labelled as examples."""
    book = load_workbook(examples.folder / "partnership.xlsx")
    book["Escalation"].cell(4, 2).value = 9
    book.save(examples.folder / "partnership.xlsx")
    assert len(made(examples).anew) == 4
    assert [problem.code for problem in examples.read().problems] == ["escalation.examples"]


def test_a_printed_policy_is_not_replaced(partnership: Partnership) -> None:
    """Agencies have been told it, so the new policy applies from the next quarter's logs, as the
    message says.
    """
    before = (partnership.quarter / "forms/police.xlsx").read_bytes()
    partnership.policy(("Between practitioners", 9))
    done = made(partnership)
    assert (done.anew, [problem.code for problem in done.problems]) == (
        (),
        ["escalation.policy_changed"],
    )
    assert (partnership.quarter / "forms/police.xlsx").read_bytes() == before


def test_a_quarter_from_an_earlier_version_is_still_read(examples: Partnership) -> None:
    """issued.json of an earlier version has no list of earlier stages."""
    import json

    path = examples.quarter / "issued.json"
    data = json.loads(path.read_text())
    del data["earlier"]
    path.write_text(json.dumps(data))
    examples.policy(*POLICY)
    assert len(made(examples).anew) == 4
    assert EXAMPLE_STAGES[1].name == "Between managers"
