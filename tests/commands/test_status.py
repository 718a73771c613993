"""Where a round stands, for its chair: a reminder for each late recipient, and one line with the
next step.
"""

from __future__ import annotations

import shutil
from datetime import date
from itertools import pairwise
from typing import Any

import attrs
import pytest
from openpyxl import load_workbook

from audit_core.cli import main
from audit_core.commands.generate import generate
from audit_core.commands.practice import make_practice_forms
from audit_core.commands.status import reminders, status
from audit_core.parsing.personal_identifiers import identifiers_in
from audit_core.rounds.case_references import case_ref
from tests.wordings import shows

pytestmark = pytest.mark.usefixtures("without_papers")

AFTER, BEFORE = date(2026, 4, 1), date(2026, 3, 10)


def test_every_late_recipient_gets_a_reminder(made: Any) -> None:
    """Each reminder names the forms, due date, route and contact, and no child; the partnership is
    not asked whether it knew a child.
    """
    reminders = {
        item.recipient: item.text for item in status(made.folder, made.plugins, AFTER).chase
    }
    assert set(reminders) == {"police", "school", "partnership"}
    for text in reminders.values():
        for part in (
            "due on 23 March 2026",
            f"Where to: {made.opened.round.return_to}.",
            f"Questions: {made.opened.round.contact}.",
        ):
            assert part in text
        assert identifiers_in(text) == ()
    assert (
        f"the forms for {case_ref('DA26A', 1)}, {case_ref('DA26A', 2)} were due"
        in reminders["police"]
    )
    assert reminders["partnership"].startswith(
        "To the partnership. Domestic abuse audit 2026: the form for DA26A was due"
    )
    assert [code for code, text in reminders.items() if "takes two minutes" not in text] == [
        "partnership"
    ]


def test_an_observer_gets_a_reminder_too(made: Any) -> None:
    """An observer of a meeting is not a recipient of case forms, but is reminded as well."""
    (late, *_) = status(made.folder, made.plugins, AFTER).casebook.expected
    (reminder,) = reminders((attrs.evolve(late, recipient="observer"),), made.opened.round, AFTER)
    assert (reminder.recipient, reminder.contact) == ("observer", "")
    assert reminder.text.startswith("To the observer.")


def test_a_reminder_mentions_the_panel_only_before_its_day(made: Any) -> None:
    """A reminder mentions the panel only before the day of the panel."""
    panel = made.opened.round.panel
    texts = [
        next(iter(status(made.folder, made.plugins, day).chase)).text
        for day in (panel, date(2026, 11, 1))
    ]
    assert ["The panel meets on" in text for text in texts] == [True, False]


def test_copies_that_differ_are_to_be_compiled_and_decided(
    made: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Although no return counts yet, the next step is not to add returns that are there already."""
    outputs = []
    for file, answer in ((None, None), ("one.xlsx", "Met"), ("two.xlsx", "Not met")):
        if file:
            made.fill(1, "police", {"DA-1.1": answer}, file=file)
        with pytest.raises(SystemExit):
            main(["status", str(made.folder), "--as-at", "2026-03-10"])
        outputs.append(capsys.readouterr().out.splitlines()[-1])
    assert outputs == [
        f"Next: put returns into {made.folder / 'returns'}",
        *[f"Next: audit compile {made.folder}"] * 2,
    ]


def test_a_lock_file_of_excel_does_not_count_as_a_return(
    made: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder with nothing but lock files still counts as empty."""
    (made.folder / "returns/~$one.xlsx").write_bytes(b"x")
    with pytest.raises(SystemExit):
        main(["status", str(made.folder), "--as-at", "2026-03-10"])
    assert (
        capsys.readouterr().out.splitlines()[-1]
        == f"Next: put returns into {made.folder / 'returns'}"
    )


def test_a_risk_on_a_practice_form_is_reported_as_such(
    made: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """A risk on a practice form is reported as such, as it may be about a real child."""
    make_practice_forms(made.folder, made.plugins)
    book = load_workbook(made.folder / "practice/practice_police.xlsx")
    sheet = book["Start here"]
    next(row for row in sheet.iter_rows() if row[0].value == "S-1")[2].value = "Yes"
    book.save(made.folder / "returns/tried.xlsx")
    with pytest.raises(SystemExit):
        main(["status", str(made.folder), "--as-at", "2026-03-10"])
    assert "SOMEBODY MAY BE AT RISK: a form for practice says so." in capsys.readouterr().out


def test_nobody_is_reminded_before_the_due_date(made: Any) -> None:
    """No reminder is sent for a form before its due date."""
    assert status(made.folder, made.plugins, BEFORE).chase == ()


@pytest.mark.parametrize(
    ("compiled", "sentence"),
    [(0, "not compiled yet"), (1, "compiled once"), (2, "compiled 2 times")],
)
def test_audit_alone_says_how_often_a_round_was_compiled(
    made: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    compiled: int,
    sentence: str,
) -> None:
    """The count is given in everyday words."""
    for case in range(1, compiled + 1):
        made.fill(case, "police", {"DA-1.1": "Met"})
        made.compile()
    monkeypatch.chdir(made.folder)
    with pytest.raises(SystemExit):
        main([])
    assert f"files returned, {sentence}." in capsys.readouterr().out


def test_a_contact_added_late_can_still_reach_the_forms(
    made: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """If forms were made while the contact was still an example, the message says how to replace
    it, and that works.
    """
    with pytest.raises(SystemExit):
        main(["generate", str(made.folder)])
    assert "delete the folder forms and issued.json, and run this again" in " ".join(
        capsys.readouterr().out.split()
    )
    path = made.folder / "round.xlsx"
    book = load_workbook(path)
    next(row for row in book["Round"].iter_rows(min_row=4) if row[0].value == "Contact")[
        1
    ].value = "Audit lead, 01632 960147"
    book.save(path)
    shutil.rmtree(made.folder / "forms")
    (made.folder / "issued.json").unlink()
    generate(made.folder, made.plugins)
    words = load_workbook(next((made.folder / "forms/police").glob("*.xlsx")))["Start here"]
    assert "Whom to ring: Audit lead, 01632 960147." in {
        cell.value for row in words.iter_rows() for cell in row
    }


@pytest.mark.parametrize("command", ["status", "compile", "generate"])
def test_what_stands_beside_the_rows_of_the_round_is_said_each_time(
    made: Any, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """Words that may say that somebody is at risk come before anything else that is wrong."""
    path = made.folder / "round.xlsx"
    book = load_workbook(path)
    book["Cases"]["Z2"] = "The lodger said that nobody had asked"
    book["Words"]["H9"] = "He hits the baby"
    book.save(path)
    with pytest.raises(SystemExit):
        main(
            [command, str(made.folder), "--as-at", "2026-04-01"][
                : 2 if command == "generate" else 4
            ]
        )
    lines = capsys.readouterr().out.splitlines()
    (first, risk) = next(pair for pair in pairwise(lines) if pair[1].lstrip().startswith("!"))
    assert first.endswith("sheet 'Words'")
    assert shows(risk, "round.beside_risk")
    assert "H9" in risk
    assert any("Z2" in line and shows(line, "round.beside") for line in lines)
