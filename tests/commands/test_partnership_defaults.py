"""What a partnership types once in partnership.xlsx beside its rounds is taken over by every new
round.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from audit_core.cli import main
from audit_core.plugin_system.manager import Plugins
from audit_core.rounds.reader import read_round


def run(*arguments: object) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


@pytest.fixture
def partnership(tmp_path: Path) -> Path:
    """A folder for rounds, with a completed round.xlsx copied to partnership.xlsx."""
    run(
        "new",
        tmp_path / "first",
        "--theme",
        "neglect",
        "--agencies",
        "police,school",
        "--issue",
        "2026-03-02",
    )
    book = load_workbook(tmp_path / "first/round.xlsx")
    details = {
        "Partnership": "Mereshire Safeguarding Children Partnership",
        "Nation": "Wales",
        "Contact": "Audit lead, 01632 960123",
        "Marking": "OFFICIAL",
    }
    for row in book["Round"].iter_rows(min_row=4):
        row[1].value = details.get(str(row[0].value), row[1].value)
    for row in book["Recipients"].iter_rows(min_row=4):
        if row[0].value == "police":
            row[2].value, row[3].value = "Mereshire Police", "Review officer"
    next(row for row in book["Words"].iter_rows(min_row=4) if row[0].value == "carer")[
        1
    ].value = "caregiver"
    out = BytesIO()
    book.save(out)
    (tmp_path / "partnership.xlsx").write_bytes(out.getvalue())
    return tmp_path


def test_a_new_round_takes_over_the_partnerships_details(
    partnership: Path, plugins: Plugins, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names, contacts, nation, marking and words are filled in; dates, cases and the theme are the
    round's own.
    """
    assert (
        run(
            "new",
            partnership / "second",
            "--theme",
            "early_help",
            "--agencies",
            "police,early_help",
            "--issue",
            "2026-09-01",
        )
        == 0
    )
    assert "with the details from" in capsys.readouterr().out
    audit_round, problems = read_round(
        (partnership / "second/round.xlsx").read_bytes(),
        "round.xlsx",
        plugins.theme,
        ("early_help",),
    )
    assert audit_round is not None
    assert problems == ()
    assert (
        audit_round.partnership,
        audit_round.nation,
        audit_round.contact,
        audit_round.marking,
    ) == (
        "Mereshire Safeguarding Children Partnership",
        "Wales",
        "Audit lead, 01632 960123",
        "OFFICIAL",
    )
    assert audit_round.words == (("carer", "caregiver"),)
    assert [(item.name, item.contact) for item in audit_round.recipients] == [
        ("Mereshire Police", "Review officer"),
        ("Early help service", ""),
    ]
    assert (audit_round.theme, audit_round.issued.isoformat()) == ("early_help", "2026-09-01")


@pytest.mark.parametrize(
    ("issue", "nation", "due", "panel"),
    [
        ("2026-11-27", "England", "2026-12-18", "2027-01-04"),  # New Year's Day is a Friday
        (
            "2026-11-27",
            "Scotland",
            "2026-12-18",
            "2027-01-05",
        ),  # 2 January is a Saturday: the Monday after is a bank holiday there
        (
            "2026-03-07",
            "England",
            "2026-03-30",
            "2026-04-13",
        ),  # everything set up on a Saturday falls on Saturdays
        ("2026-03-04", "England", "2026-03-25", "2026-04-08"),
    ],
)
def test_the_default_dates_of_a_new_round_are_working_days_of_its_nation(
    issue: str, nation: str, due: str, panel: str, partnership: Path, plugins: Plugins
) -> None:
    """No return is due on a Saturday and no panel is on New Year's Day: such a date moves to the
    next working day.
    """
    book = load_workbook(partnership / "partnership.xlsx")
    next(row for row in book["Round"].iter_rows(min_row=4) if row[0].value == "Nation")[
        1
    ].value = nation
    book.save(partnership / "partnership.xlsx")
    assert (
        run(
            "new",
            partnership / "second",
            "--theme",
            "early_help",
            "--agencies",
            "police",
            "--issue",
            issue,
        )
        == 0
    )
    audit_round, _ = read_round(
        (partnership / "second/round.xlsx").read_bytes(),
        "round.xlsx",
        plugins.theme,
        ("early_help",),
    )
    assert audit_round is not None
    assert (str(audit_round.due), str(audit_round.panel)) == (due, panel)


def without_sampling(data: bytes) -> bytes:
    """A copy with one sheet deleted."""
    book = load_workbook(BytesIO(data))
    del book["Sampling"]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("spoil", [lambda _: b"not a workbook", without_sampling])
def test_an_unusable_partnership_workbook_is_reported(
    partnership: Path, spoil: Callable[[bytes], bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """Its problems are reported, and no folder is created."""
    path = partnership / "partnership.xlsx"
    path.write_bytes(spoil(path.read_bytes()))
    assert run("new", partnership / "third", "--theme", "neglect") == 2
    assert "partnership.xlsx" in capsys.readouterr().err
    assert not (partnership / "third").exists()
