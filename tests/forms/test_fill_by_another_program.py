"""Forms filled in with LibreOffice, as an auditor would: every answer comes back as typed, and the
checks beside the rows are right.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from audit_core.cli import main
from audit_core.forms.build import issued_form, rebuild_form
from audit_core.returns.context import reading_context
from audit_core.returns.reader import read_return
from audit_core.rounds.issued import Issued
from audit_core.workbook_style.files import FoundFile
from audit_core.xlsx.reader import read_book
from tests.conftest import answers_of
from tests.forms.conftest import Printed, one_of_each
from tests.office import need_office, run_in_office

if TYPE_CHECKING:
    from audit_core.forms.form import Field
    from audit_core.returns.model import Reading
    from audit_core.xlsx.workbook import Book

pytestmark = pytest.mark.libreoffice
EVIDENCE = "Seen on page 3 of the record, March"
TRICKY = (
    "=not a formula",
    "- seen at visit",
    "007",
    "3/4",
    "+44",
    "TRUE",
    "1e5",
    "@home",
    "two\nlines",
    'said "no" & left',
    "  spaces  inside",
    "é ü ß – ’",
    "'quoted",
)
"""Texts that spreadsheets love to change: each is typed into a cell for words."""
CHECKS = {"Questions": 5, "Start here": 4, "Judgement": 4, "Sign-off": 4}


class Peer:
    """The police's form, filled in by LibreOffice in several ways, each as a workbook and as our
    reader reads it.
    """

    def __init__(self, police: Printed, folder: Path) -> None:
        self.police, self.folder = police, folder
        self.rows = police.rows

    def typed(self, answers: dict[str, Any]) -> list[tuple[str, str, object]]:
        """The cells to type into, for answers by ref; a pair is an answer and its evidence."""
        cells: list[tuple[str, str, object]] = []
        for field in self.police.form.fields:
            given = answers.get(field.ref)
            if given is None:
                continue
            value, beside = given if isinstance(given, tuple) else (given, "")
            sheet, cell = self.police.cell_of(field)
            if value != "":
                cells.append(
                    (sheet, cell, f"'{value}" if field.kind in {"text", "prose"} else value)
                )
            if beside:
                cells.append((sheet, f"D{cell[1:]}", f"'{beside}"))
        return cells

    def book(self, name: str) -> Book:
        """A filled-in form as LibreOffice saved it."""
        return read_book((self.folder / f"{name}.xlsx").read_bytes())

    def reading(self, name: str) -> Reading:
        """The form as our reader reads it."""
        form, theme, audit_round = self.police.form, self.police.theme, self.police.round
        desk = reading_context(
            audit_round,
            Issued(1, audit_round.code, (issued_form(form, "x.xlsx", audit_round),)),
            {form.id.fingerprint: theme},
            rebuild_form,
        )
        data = (self.folder / f"{name}.xlsx").read_bytes()
        return read_return(FoundFile(f"{name}.xlsx", data, hashlib.sha256(data).hexdigest()), desk)

    def checks(self, name: str) -> dict[str, str]:
        """What the check of every row shows, by ref; rows without a check are left out."""
        book = self.book(name)
        found = {}
        above = {field.ref for field in self.police.form.fields if field.heading}
        for ref, (sheet, row) in self.rows.items():
            beside = row - (ref in above)  # or beside the question, above its first row
            cell = book.sheet(sheet).cells.get((beside, CHECKS[sheet]))
            if cell is not None and cell.kind == "formula":
                found[ref] = str(cell.value or "")
        return found

    def progress(self, name: str) -> dict[str, tuple[object, object]]:
        """The lines of "How far you are" by label: what is answered, and how much is left."""
        sheet = self.book(name).sheet("Start here")
        labels = {
            str(cell.value): row for (row, column), cell in sheet.cells.items() if column == 2
        }
        wanted = ("Start here", "Questions", "Judgement", "Sign-off", "Ready to return?")
        shown = {
            label: tuple(sheet.cells.get((labels[label], column)) for column in (3, 4))
            for label in wanted
        }
        return {
            label: tuple(None if cell is None else cell.value for cell in cells)
            for label, cells in shown.items()
        }


UNSAID = ("S-2", "S-3", "S-4", "S-8", "G-2", "G-3", "G-4")
"""What stays blank where nobody is at risk and the child was known."""


def complete(police: Printed) -> dict[str, Any]:
    """An answer to everything."""
    answers: dict[str, Any] = {}
    words, number = 0, -1
    for field in police.form.fields:
        number += field.kind != "choice" or not field.question
        beside = EVIDENCE if field.evidence else ""
        if field.kind in {"text", "prose"}:
            answers[field.ref] = TRICKY[words % len(TRICKY)]
            words += 1
        else:
            answers[field.ref] = (_answer(field, number), beside)
    return (
        answers
        | {
            "S-1": "No",
            "S-5": "The child",
            "S-13": "No",
            "G-1": "No",
            "G-6": "20/03/2026",
            "G-8": "21/03/2026",
            "DA-4.9g": None,  # no strategy discussion: not together with who took part
        }
        | dict.fromkeys(UNSAID)
    )


def fill_in(jobs: list[dict[str, Any]], folder: Path) -> None:
    """Have LibreOffice fill in all of them."""
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    run_in_office("uno_fill.py", folder / "jobs.json")


def _answer(field: Field, number: int) -> object:
    if field.options and not field.is_date:
        return field.options[number % len(field.options)].label
    return {"number": 3, "date": "14/03/2026", "datetime": "14/03/2026 09:10"}[field.kind]


@pytest.fixture(scope="module")
def rated(police: Printed) -> list[str]:
    """The refs of the rated rows that are asked of the police in any case."""
    return [field.ref for field in police.form.fields if field.kind == "rating" and not field.held]


@pytest.fixture(scope="module")
def ways(police: Printed, rated: list[str]) -> dict[str, dict[str, Any]]:
    """The answers typed in each way of filling in the form."""
    part = {
        rated[0]: ("Met", ""), rated[1]: ("Met", EVIDENCE), rated[2]: ("Not applicable", ""),
        rated[3]: ("", EVIDENCE), rated[4]: (" Met ", "short"),
        rated[6]: ("Not met", ""),
        "S-1": "Yes", "S-3": "Duty manager", "S-9": "Detective sergeant",
    }  # fmt: skip
    nil = {
        "S-1": "No",
        "S-5": "Nobody",
        "S-6": "All systems",
        "S-7": "Clerk",
        "S-8": "12/03/2026",
        "G-1": "No",
    }
    odd = {
        "S-1": "y",
        "G-1": "No",
        "G-3": "Duty manager",
        "S-14": "about 5",
        "S-13": "Yes",
        rated[1]: ("Maybe", EVIDENCE),
        "G-6": "'in March",
        "DA-1.2a": "14/03/2026 09:10",
        "DA-1.2b": "13/03/2026 09:10",
        "DA-1.2c": "14/03/2026 09:20",
        "DA-2.6": "'two",
    }
    started = {"S-5": "Known but not involved"}
    late = {
        f"DA-1.2{letter}": f"1{day}/03/2026 09:10" for letter, day in zip("abc", "239", strict=True)
    }
    late["DA-1.2d"] = "Capacity"
    return {
        "blank": {},
        "part": part,
        "complete": complete(police),
        "not asked again": complete(police) | {"G-1": None},
        "nil": nil,
        "started": started,
        "odd": odd,
        "explained": odd | {"DA-1.2b": ("13/03/2026 09:10", EVIDENCE)},
        "one date": {"DA-1.2b": "13/03/2026 09:10"},
        "one date, explained": {"DA-1.2a": "13/03/2026 09:10", "DA-1.2c": ("", EVIDENCE)},
        "no date, explained": {"DA-1.2b": ("", EVIDENCE)},
        "not done": {"DA-1.2a": "13/03/2026 09:10", "DA-1.2c": "Not done"},
        "not done, no start": {"DA-1.2c": "Not done"},
        "no start on record": {"DA-1.2a": "Nothing on record", "DA-1.2c": "Not done"},
        "nothing on record": {"DA-1.2c": "Nothing on record"},
        "declined": {"DA-1.2c": "Not needed or declined"},
        "declined, explained": {"DA-1.2c": ("Not needed or declined", EVIDENCE)},
        "end in words": {"DA-1.2a": "13/03/2026 09:10", "DA-1.2c": ("'never", EVIDENCE)},
        "late": late,
        "late, explained": late | {"DA-1.2d": ("Capacity", EVIDENCE)},
    }


@pytest.fixture(scope="module")
def peer(
    police: Printed,
    library: dict[str, tuple[Printed, ...]],
    ways: dict[str, dict[str, Any]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Peer:
    """Everything, done in one session of LibreOffice, which takes seconds to start."""
    need_office()
    folder = tmp_path_factory.mktemp("peer")
    made = Peer(police, folder)
    (folder / "form.xlsx").write_bytes(police.data)
    jobs = [
        {
            "source": str(folder / "form.xlsx"),
            "target": str(folder / f"{name}.xlsx"),
            "cells": made.typed(answers),
        }
        for name, answers in ways.items()
    ]
    events = [
        ("Chronology", f"{column}{row}", value)
        for row, values in enumerate(
            (
                ("14/03/2026", "'Our record", "Visit", "'Seen at home"),
                ("28/02/2026", "'Our record", "Meeting", "'=Met"),
            ),
            start=4,
        )
        for column, value in zip("BCDE", values, strict=True)
    ]
    jobs.append(
        {
            "source": str(folder / "form.xlsx"),
            "target": str(folder / "events.xlsx"),
            "cells": events,
            "sort": ["Chronology", "A4:G18", 1],
        }
    )
    for name, forms in library.items():
        for number, each in enumerate(one_of_each(forms)):
            (folder / f"{name}-{number}-sent.xlsx").write_bytes(each.data)
            jobs.append(
                {
                    "source": str(folder / f"{name}-{number}-sent.xlsx"),
                    "target": str(folder / f"{name}-{number}.xlsx"),
                    "cells": [],
                }
            )
    fill_in(jobs, folder)
    return made


def test_every_answer_comes_back_as_typed(peer: Peer, ways: dict[str, dict[str, Any]]) -> None:
    """Text comes back word for word, whatever a spreadsheet could take it for; choices, dates,
    times and numbers keep their types.
    """
    reading = peer.reading("complete")
    assert [str(problem) for problem in reading.problems] == []
    entries = {entry.ref: entry for entry in reading.form.entries}
    fields = {field.ref: field for field in peer.police.form.fields}
    for ref, given in ways["complete"].items():
        field = fields[ref]
        if given is None or field.kind == "tick":
            continue
        value, beside = given if isinstance(given, tuple) else (given, "")
        entry = entries[ref]
        if field.kind in {"text", "prose"}:
            assert (entry.code, entry.raw) == ("text", value), ref
        elif field.options and not field.is_date:
            assert entry.code == next(
                option.code for option in field.options if option.label == value
            ), ref
        else:
            day = f"2026-03-{value[:2]}" if isinstance(value, str) else ""
            expected = {"number": "3", "date": day, "datetime": f"{day}T09:10"}[field.kind]
            assert entry.code == expected, ref
        assert entry.evidence == beside, ref


def test_a_blank_form_comes_back_blank(peer: Peer) -> None:
    """Opened and saved by another program, a blank form holds no answer."""
    reading = peer.reading("blank")
    assert {entry.code for entry in reading.form.entries} == {"blank"}
    assert (reading.form.events, reading.concerns) == ((), ())


def test_a_sorted_chronology_keeps_each_event_whole(peer: Peer) -> None:
    """Rows may be sorted: the events are the same, word for word."""
    events = peer.reading("events").form.events
    assert sorted(
        (event.day.isoformat(), event.source, event.kind, event.what) for event in events
    ) == [
        ("2026-02-28", "Our record", "Meeting", "=Met"),
        ("2026-03-14", "Our record", "Visit", "Seen at home"),
    ]


def test_a_form_as_sent_shows_what_it_would_calculate(
    peer: Peer, library: dict[str, tuple[Printed, ...]]
) -> None:
    """The results that we write into a form equal those that a program calculates, formula by
    formula.
    """
    for name, forms in library.items():
        for number, each in enumerate(one_of_each(forms)):
            sent, worked_out = read_book(each.data), peer.book(f"{name}-{number}")
            for sheet in sent.sheets:
                for place, cell in sheet.cells.items():
                    if cell.kind == "formula":
                        other = worked_out.sheet(sheet.name).cells[place]
                        assert (other.value or "") == (cell.value or ""), (
                            each,
                            sheet.name,
                            cell.address,
                            cell.formula,
                        )


def test_a_blank_form_shows_how_much_there_is_to_do(peer: Peer) -> None:
    """Every line of progress starts at nothing, and the lines add up."""
    progress = peer.progress("blank")
    left = [
        int(progress[label][1]) for label in ("Start here", "Questions", "Judgement", "Sign-off")
    ]
    assert min(left) > 0
    assert all(
        progress[label][0] == "0 done"
        for label in ("Start here", "Questions", "Judgement", "Sign-off")
    )
    assert progress["Ready to return?"][0] == f"Not yet: {sum(left)} to do"
    assert set(peer.checks("blank").values()) <= {"To do", "If it was you", ""}


def test_a_half_completed_form_says_what_each_row_needs(peer: Peer, rated: list[str]) -> None:
    """Met or Not met without evidence, Not applicable without a reason, evidence without an answer,
    and a risk nobody was told of each have a message.
    """
    checks = peer.checks("part")
    assert [checks[ref] for ref in rated[:7]] == [
        "Add evidence",
        "Done",
        "Say why",
        "Choose an answer",
        "Add evidence",
        "To do",
        "Add evidence",
    ]
    assert [checks[ref] for ref in ("S-1", "S-2", "S-3", "S-4", "S-5", "S-9")] == [
        "Done",
        "ACT NOW: fill in",
        "Done",
        "ACT NOW: fill in",
        "To do",
        "Done",
    ]
    todo = sum(
        text in {"To do", "Add evidence", "Say why", "Choose an answer", "ACT NOW: fill in"}
        for text in checks.values()
    )
    assert peer.progress("part")["Ready to return?"][0] == f"Not yet: {todo} to do"


def test_a_complete_form_says_once_that_it_is_ready(peer: Peer) -> None:
    """Everything is done and nothing is to do."""
    assert {
        ref: text for ref, text in peer.checks("complete").items() if text not in {"Done", ""}
    } == {}
    progress = peer.progress("complete")
    assert progress["Ready to return?"][0] == "Yes: save it and send it back"
    assert [
        int(progress[label][1]) for label in ("Start here", "Questions", "Judgement", "Sign-off")
    ] == [0, 0, 0, 0]


def test_a_form_is_not_ready_until_risk_is_answered_again(peer: Peer) -> None:
    """With everything else answered, risk on the first sheet included, one thing is left to do at
    sign-off.
    """
    assert peer.progress("not asked again")["Ready to return?"][0] == "Not yet: 1 to do"
    assert [ref for ref, text in peer.checks("not asked again").items() if text == "To do"] == [
        "G-1"
    ]


def test_a_nil_return_asks_for_four_things_only(peer: Peer) -> None:
    """A nil return asks for the searches made, role, date and the question about risk; it asks no
    question and no judgement.
    """
    assert peer.progress("nil")["Ready to return?"][0] == "Yes: save it and send it back"
    assert [peer.progress("nil")[label][0] for label in ("Questions", "Judgement")] == [
        "Not needed",
        "Not needed",
    ]
    assert [str(problem) for problem in peer.reading("nil").problems] == []


def test_an_answer_that_would_be_refused_or_queried_is_not_done(
    peer: Peer, rated: list[str]
) -> None:
    """An answer not on the list, a date and a number in words, times in the wrong order and an
    involved auditor are shown at once. Anything but a plain No asks what was done about the risk. A
    reason settles the order of times.
    """
    wanted = dict.fromkeys(("S-1", "S-14", rated[1]), "Choose an answer") | {
        "S-2": "ACT NOW: fill in",
        "S-13": "Ring us first",
    }
    wanted |= {"G-6": "Type a date", "DA-1.2a": "Out of order: say why", "DA-2.6": "Type a number"}
    checks = peer.checks("odd")
    assert {ref: checks[ref] for ref in wanted} == wanted
    assert peer.checks("odd")["G-3"] == "Says No above: check"
    assert peer.checks("explained")["DA-1.2a"] == "Done"


@pytest.mark.parametrize(
    ("way", "shows"),
    [
        ("one date", "Date or choice?"),
        ("one date, explained", "Date or choice?"),
        ("no date, explained", "Date or choice?"),
        ("end in words", "Date or choice?"),
        ("not done", "Done"),
        ("not done, no start", "Date missing: why?"),
        ("no start on record", "Done"),
        ("nothing on record", "Done"),
        ("declined", "Say why"),
        ("declined, explained", "Done"),
        ("late", "Say why"),
        ("late, explained", "Done"),
    ],
)
def test_an_end_is_a_date_or_a_choice_and_some_choices_need_words(
    peer: Peer, way: str, shows: str
) -> None:
    """Words beside a blank end do not say whether it was done; declined and late ask why."""
    assert peer.checks(way)["DA-1.2a"] == shows


def test_gnumeric_calculates_the_same_checks(peer: Peer, ways: dict[str, dict[str, Any]]) -> None:
    """The checks use nothing that only one program knows."""
    if shutil.which("ssconvert") is None:
        pytest.skip("Gnumeric (ssconvert) is not installed")
    for name in ways:
        target = peer.folder / f"{name} by Gnumeric.xlsx"
        command = ["ssconvert", "--recalc", str(peer.folder / f"{name}.xlsx"), str(target)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        assert peer.checks(target.stem) == peer.checks(name), name
        assert peer.progress(target.stem) == peer.progress(name), name


def test_a_nil_return_says_which_searches_it_needs(peer: Peer) -> None:
    """If nothing was known, the three lines about the search are to do and the questions are
    not.
    """
    checks = peer.checks("started")
    assert [checks[ref] for ref in ("S-1", "S-6", "S-7", "S-8", "S-9", "G-1")] == [
        "To do",
        "To do",
        "To do",
        "To do",
        "Not needed",
        "To do",
    ]
    assert {text for ref, text in checks.items() if ref.startswith("DA-")} == {"Not needed"}


def test_check_and_compile_give_what_was_typed(
    made: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A round's own form is filled in but for one answer: the reply asks for that cell alone, and
    answers.csv has every text and evidence as typed.
    """
    need_office()
    form = made.form(1, "police")
    sent = made.folder / f"forms/police/{form.id.subject}_police.xlsx"
    data = sent.read_bytes()
    peer = Peer(
        Printed(
            form,
            made.plugins.themes["domestic_abuse"],
            made.opened.round,
            data,
            load_workbook(sent),
        ),
        tmp_path,
    )
    answers = complete(peer.police) | {
        "J-2": "Every incident was recorded, and each child was seen the same week."
    }
    left = next(field for field in form.fields if field.kind == "rating" and not field.held)
    del answers[left.ref]
    returned = made.folder / "returns/back.xlsx"
    event = [
        ("Chronology", "B4", "14/03/2026"),
        ("Chronology", "C4", "'Our record"),
        ("Chronology", "E4", "'Seen at home"),
    ]
    fill_in(
        [{"source": str(sent), "target": str(returned), "cells": [*peer.typed(answers), *event]}],
        tmp_path,
    )
    with pytest.raises(SystemExit):
        main(["check", str(returned)])
    sheet, cell = peer.police.cell_of(left)
    asked = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  - ")]
    assert asked == [
        f"  - {cell} ({left.ref}): This question was left blank. Please fill it in."
    ], sheet
    done = made.compile()
    rows = {row["question"]: row for row in answers_of(done)}
    fields = {field.ref: field for field in form.fields}
    for ref, given in answers.items():
        value, beside = given if isinstance(given, tuple) else (given, "")
        if given is None or ref not in rows or fields[ref].kind == "tick":
            continue
        assert rows[ref]["evidence"] == beside, ref
        if fields[ref].options and not fields[ref].is_date:
            assert rows[ref]["label"] == value, ref
        elif fields[ref].kind in {"text", "prose"}:
            assert rows[ref]["raw"] == (f"'{value}" if value[0] in "=-+@" else value), ref
    assert rows[left.ref]["answer"] == "blank"
    assert len(set(rows) & set(answers)) > len(answers) / 2
    assert "Seen at home" in (done.folder / "chair/chronology.csv").read_text(encoding="utf-8-sig")
