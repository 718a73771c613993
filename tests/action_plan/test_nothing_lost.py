"""Nothing that was typed in a workbook of the plan is lost: it is read, or told with its place."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from openpyxl import load_workbook

from audit_core.action_plan.import_workbook import build_import_workbook, read_import_workbook
from audit_core.action_plan.reader import read_plan_workbook
from audit_core.commands.plan.import_actions import import_actions
from audit_core.workbook_style.unread import printed_texts
from audit_core.xlsx.reader import read_book
from tests.action_plan.conftest import SPRING, Partnership, codes, type_rows
from tests.anywhere import Typed, lost, typed_anywhere


@pytest.mark.parametrize("who", ["police", "master"])
@pytest.mark.parametrize("word_for_word", [True, False])
def test_no_sentence_typed_anywhere_in_a_workbook_is_lost(
    mereshire: Partnership, who: str, word_for_word: bool
) -> None:
    """On 200 places of an owner's workbook and of the chair's."""
    data, plan = mereshire.sent(who).read_bytes(), mereshire.plan
    printed = printed_texts(read_book(data))
    found: Typed = {}
    for copy, typed in typed_anywhere(data, who):
        sha256 = hashlib.sha256(copy).hexdigest()
        returned, problems = read_plan_workbook(
            copy, "back.xlsx", sha256, plan, SPRING, lambda *_which: (printed, word_for_word)
        )
        found |= lost(typed, repr(returned), problems)
    assert found == {}


def test_no_sentence_typed_anywhere_in_an_import_is_lost() -> None:
    """On 200 places of the workbook of actions to import."""
    data, found = build_import_workbook({"police": "Police"}), {}
    for copy, typed in typed_anywhere(data, "import"):
        rows, problems = read_import_workbook(copy, "import.xlsx", {"police": "Police"}, SPRING)
        found |= lost(typed, repr(rows), problems)
    assert found == {}


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
