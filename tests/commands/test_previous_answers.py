"""In a round that follows another, a recipient's earlier answers and open actions are shown beside
the question and marked as such.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import attrs
import pytest
from openpyxl import load_workbook

from audit_core.commands.compile import compile_round
from audit_core.commands.generate import generate
from audit_core.commands.new import new_round
from audit_core.commands.open_round import open_round
from audit_core.forms.build import rebuild_form
from audit_core.forms.workbook.fill import fill_form

pytestmark = pytest.mark.usefixtures("without_papers")

ANSWERS = "Last round (DA26A), your agency's answers in all cases: Not met 2."


def adopt_an_action(made: Any) -> None:
    """A round in which the police missed children twice and the panel adopted an action about
    it.
    """
    for case in (1, 2):
        made.fill(case, "police", {"DA-1.1": "Not met", "DA-2.1": "Met"})
    first = made.compile().compiled
    item = next(
        item
        for item in first.recommendations
        if any(key.split("|")[1] == "children-missed" for key in item.findings)
    )
    made.decide("Recommendations", item.id, Decision="Accept")
    made.compile()


@pytest.fixture
def followed(made_after: Callable[..., Any]) -> Any:
    """The earlier round, compiled with its action."""
    return made_after(adopt_an_action)


def follow(
    made: Any,
    monkeypatch: pytest.MonkeyPatch,
    *what: str,
    name: str = "next",
    follows: str = "DA26A",
) -> tuple[Path, Any]:
    """A round a year later in a folder beside it, with its forms made; the theme recalls `what`."""
    monkeypatch.setitem(
        made.plugins.themes,
        "domestic_abuse",
        attrs.evolve(made.plugins.themes["domestic_abuse"], recall=what),
    )
    folder = made.folder.parent / name
    new_round(
        folder, made.plugins.themes["domestic_abuse"], ("police", "school"), 1, 0, date(2027, 3, 1)
    )
    book = load_workbook(folder / "round.xlsx")
    next(row for row in book["Round"].iter_rows() if row[0].value == "Follows round")[
        1
    ].value = follows
    out = BytesIO()
    book.save(out)
    (folder / "round.xlsx").write_bytes(out.getvalue())
    return folder, generate(folder, made.plugins)


def wordings(folder: Path, agency: str) -> dict[str, str]:
    """The wording of every question on an agency's form, by ref."""
    (path,) = (folder / "forms" / agency).glob("*.xlsx")
    return {
        str(row[0].value): str(row[1].value)
        for row in load_workbook(path)["Questions"].iter_rows(min_row=4)
        if row[0].value
    }


def test_an_agencys_earlier_answers_and_open_actions_are_shown(
    followed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The police see their own counts and open action; the school sees nothing of the police's."""
    folder, done = follow(followed, monkeypatch, "answers", "actions")
    police, school = wordings(folder, "police"), wordings(folder, "school")
    assert ANSWERS in police["DA-1.1"]
    assert "Open action A" in police["DA-1.1"]
    assert " of DA26A, due " in police["DA-1.1"]
    assert "Last round (DA26A), your agency's answers in all cases: Met 2." in police["DA-2.1"]
    assert not any("DA26A" in text for text in school.values())
    assert not any(problem.code.startswith("round.follows") for problem in done.problems)


def test_a_theme_decides_what_is_recalled(followed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A theme may recall actions without answers, which could influence new ones, or nothing at
    all.
    """
    shown = wordings(follow(followed, monkeypatch, "actions", name="actions")[0], "police")[
        "DA-1.1"
    ]
    assert ("Open action A" in shown, ANSWERS in shown) == (True, False)
    assert not any(
        "DA26A" in text
        for text in wordings(follow(followed, monkeypatch, name="nothing")[0], "police").values()
    )


def test_a_form_with_recalled_lines_is_read_like_any_other(
    followed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The recalled lines are stored with the form, so that it can be made again unchanged, and its
    answers count.
    """
    folder, _ = follow(followed, monkeypatch, "answers", "actions")
    opened = open_round(folder, followed.plugins)
    issued = next(item for item in opened.issued.forms if "/police/" in item.id)
    assert dict(issued.beside)["DA-1.1"].startswith(ANSWERS)
    form = rebuild_form(opened.installed, issued)
    blank = next((folder / "forms/police").glob("*.xlsx")).read_bytes()
    typed = {
        "S-1": "No",
        "S-5": "The child",
        "G-1": "No",
        "G-5": "Manager",
        "G-6": date(2027, 3, 20),
    }
    filled = fill_form(
        blank,
        form,
        {ref: (answer, "") for ref, answer in typed.items()}
        | {"DA-1.1": ("Met", "Each child is named in each record.")},
    )
    (folder / "returns/police.xlsx").write_bytes(filled)
    done = compile_round(folder, followed.plugins, date(2027, 3, 30))
    assert (
        next(
            entry.code
            for ret in done.compiled.casebook.returns
            for entry in ret.form.entries
            if entry.ref == "DA-1.1"
        )
        == "met"
    )


def test_a_changed_question_recalls_no_answers(
    followed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the wording differs, the earlier answers were to another question."""
    theme = followed.plugins.themes["domestic_abuse"]
    (first, *rest) = theme.instruments
    section, *others = first.sections
    sections = (
        attrs.evolve(
            section,
            questions=(
                attrs.evolve(section.questions[0], text="Is every child named each time?"),
                *section.questions[1:],
            ),
        ),
        *others,
    )
    monkeypatch.setitem(
        followed.plugins.themes,
        "domestic_abuse",
        attrs.evolve(theme, instruments=(attrs.evolve(first, sections=sections), *rest)),
    )
    shown = wordings(follow(followed, monkeypatch, "answers")[0], "police")
    assert "DA26A" not in shown["DA-1.1"]
    assert "DA26A" in shown["DA-2.1"]


def test_a_missing_earlier_round_is_reported(
    followed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If its folder is elsewhere, the forms are made without it and the chair is asked to move
    it.
    """
    _, done = follow(followed, monkeypatch, "actions", follows="DA19A")
    assert [
        problem.code for problem in done.problems if problem.code.startswith("round.follows")
    ] == ["round.follows_not_found"]


def test_an_action_is_recalled_as_the_partnerships_plan_has_it(
    followed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the date was moved in the plan, the form shows the new one; once withdrawn in the plan,
    the action is not shown.
    """
    from audit_core.action_plan.model import PlanEvent
    from audit_core.action_plan.plan_folder import PlanFolder
    from audit_core.action_plan.replay import replay
    from audit_core.commands.plan.issue import issue_plan

    home = followed.folder.parent
    (home / "plan").mkdir()
    (action,) = issue_plan(home, followed.plugins, date(2026, 4, 20)).plan.actions
    store = PlanFolder(home)

    def happen(field: str, after: str) -> None:
        events = (
            *store.events(),
            PlanEvent("set", date(2026, 7, 1), "chair", action.id, field, after=after),
        )
        store.append(events[-1:], replay(events))

    happen("due", "2026-12-24")
    assert (
        ", due 24 Dec 2026: "
        in wordings(follow(followed, monkeypatch, "actions", name="moved")[0], "police")["DA-1.1"]
    )
    happen("decision_why", "The law changed")
    happen("decision", "withdrawn")
    assert (
        "Open action"
        not in wordings(follow(followed, monkeypatch, "actions", name="over")[0], "police")[
            "DA-1.1"
        ]
    )
