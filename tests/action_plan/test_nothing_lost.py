"""Nothing that was typed in a workbook of the plan is lost: it is read, or told with its place."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from audit_core.action_plan.import_workbook import build_import_workbook, read_import_workbook
from audit_core.action_plan.reader import read_plan_workbook
from audit_core.commands.plan.import_actions import import_actions
from audit_core.workbook_style.unread import printed_texts
from audit_core.xlsx.reader import read_book
from tests.action_plan.conftest import SPRING, Partnership, codes, type_rows
from tests.anywhere import draw_anywhere, type_anywhere

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from audit_core.action_plan.model import TrackedPlan
    from audit_core.problems.problem import Problem
    from tests.anywhere import Read


@pytest.fixture(params=["police", "master"])
def issued(request: pytest.FixtureRequest, mereshire: Partnership) -> tuple[bytes, str]:
    """An owner's workbook and the chair's, with whose it is."""
    return mereshire.sent(request.param).read_bytes(), request.param


def _reader(data: bytes, plan: TrackedPlan, *, word_for_word: bool) -> Read:
    printed = printed_texts(read_book(data))

    def read(copy: bytes) -> tuple[str | None, Collection[Problem]]:
        sha256 = hashlib.sha256(copy).hexdigest()
        returned, problems = read_plan_workbook(
            copy, "back.xlsx", sha256, plan, SPRING, lambda *_which: (printed, word_for_word)
        )
        return repr(returned) if returned else None, problems

    return read


@pytest.mark.parametrize("word_for_word", [True, False])
def test_no_sentence_typed_anywhere_in_a_workbook_is_lost(
    mereshire: Partnership, issued: tuple[bytes, str], word_for_word: bool
) -> None:
    """On an owner's workbook and on the chair's."""
    data, who = issued
    read = _reader(data, mereshire.plan, word_for_word=word_for_word)
    assert type_anywhere(data, f"plan, {who}", read).lost == {}


def test_nothing_drawn_on_a_workbook_is_lost(
    mereshire: Partnership, issued: tuple[bytes, str]
) -> None:
    """What may say that somebody is at risk has a problem of its own."""
    data, who = issued
    read = _reader(data, mereshire.plan, word_for_word=True)
    assert draw_anywhere(data, f"plan, {who}", read)[0] == []
    lost, told = draw_anywhere(data, f"plan, {who}, at risk", read, "He hits the baby")
    assert not lost
    assert "plan.beside_risk" in {each.code for each in told}


def _read_import(copy: bytes) -> tuple[str | None, Collection[Problem]]:
    rows, problems = read_import_workbook(copy, "import.xlsx", {"police": "Police"}, SPRING)
    return repr(rows), problems


def test_no_sentence_typed_anywhere_in_an_import_is_lost() -> None:
    """On the workbook of actions to import."""
    data = build_import_workbook({"police": "Police"})
    assert type_anywhere(data, "import", _read_import).lost == {}


def test_nothing_drawn_on_an_import_is_lost() -> None:
    """Comments, text boxes, shapes, pictures and the footer."""
    data = build_import_workbook({"police": "Police"})
    assert draw_anywhere(data, "import", _read_import)[0] == []


def test_a_workbook_filled_in_where_it_was_issued_is_searched_too(mereshire: Partnership) -> None:
    """The chair may type into the master in plan/issued itself: it is then compared with what
    would be issued now.
    """
    path = mereshire.home / "plan/issued/001/master.xlsx"
    book = load_workbook(path)
    book["Start here"]["B45"] = "The lodger said that nobody had asked"
    book.save(path)
    assert codes(mereshire.merge(path)) == ["plan.beside"]


def test_words_beside_an_import_do_not_stop_it(mereshire: Partnership, tmp_path: Path) -> None:
    """The rows are imported, and the words are told."""
    path = tmp_path / "more.xlsx"
    path.write_bytes(build_import_workbook({"police": "Police"}))
    row = {"Source": "Case review Elm", "What is to be done": "Ask again", "Owner": "Police"}
    type_rows(path, "Actions", {4: row, 80: {}})
    book = load_workbook(path)
    book["Actions"]["Z9"] = "The lodger said that nobody had asked"
    book.save(path)
    done = import_actions(mereshire.home, path, mereshire.plugins, SPRING)
    assert [action.text for action in done.added] == ["Ask again"]
    assert [each.code for each in done.problems][:1] == ["plan.beside"]
    assert done.exit_code == 3
