"""Nothing that was typed in round.xlsx or partnership.xlsx is passed over."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from audit_core.commands.new import blank_round, default_kinds
from audit_core.commands.partnership_defaults import (
    PARTNERSHIP,
    beside_in_partnership,
    defaults_of,
    with_defaults,
)
from audit_core.errors import UsageProblem
from audit_core.rounds.beside import beside_in_round
from audit_core.rounds.reader import read_round
from audit_core.rounds.writer import build_round_workbook
from tests.anywhere import draw_anywhere, type_anywhere

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from audit_core.plugin_system.manager import Plugins
    from audit_core.problems.problem import Problem
    from audit_core.rounds.round import Round
    from audit_core.themes.theme import Theme
    from tests.anywhere import Read


@pytest.fixture(scope="module")
def theme(plugins: Plugins) -> Theme:
    """A theme that observes meetings and counts in school days."""
    found = plugins.theme("early_help")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def audit_round(theme: Theme) -> Round:
    """A round with three cases and two meetings."""
    return blank_round(theme, "EH26A", default_kinds(theme), 3, 2, date(2026, 3, 2))


@pytest.fixture(scope="module")
def data(theme: Theme, audit_round: Round) -> bytes:
    """Its workbook."""
    return build_round_workbook(audit_round, theme)


@pytest.fixture
def read(plugins: Plugins, theme: Theme) -> Read:
    """The round as read, and what is told."""

    def both(copy: bytes) -> tuple[str | None, Collection[Problem]]:
        found, problems = read_round(copy, "round.xlsx", plugins.theme, (theme.name,))
        if found is None:
            return None, problems
        return repr(found), (*problems, *beside_in_round(copy, "round.xlsx", found, theme))

    return both


@pytest.fixture
def read_partnership(plugins: Plugins, audit_round: Round, tmp_path: Path) -> Read:
    """What a new round takes over from the same workbook as partnership.xlsx, and what is told."""

    def both(copy: bytes) -> tuple[str | None, Collection[Problem]]:
        (tmp_path / PARTNERSHIP).write_bytes(copy)
        try:
            usual = defaults_of(tmp_path / "round", plugins)
        except UsageProblem as stopped:
            return None, stopped.problems
        taken = with_defaults(audit_round, usual)
        told = beside_in_partnership(tmp_path / "round", usual, plugins, audit_round)
        return repr(taken), told

    return both


def test_a_round_as_it_was_made_has_nothing_beside(
    theme: Theme, audit_round: Round, data: bytes
) -> None:
    """The references of cases, used and spare, were printed."""
    assert beside_in_round(data, "round.xlsx", audit_round, theme) == ()


def test_no_sentence_typed_anywhere_in_the_round_is_lost(data: bytes, read: Read) -> None:
    """It is in the round as read, or told. Where it makes the round unusable, that is told."""
    assert type_anywhere(data, "round", read).lost == {}


def test_nothing_drawn_on_the_round_is_lost(data: bytes, read: Read) -> None:
    """What may say that somebody is at risk has a problem of its own."""
    assert draw_anywhere(data, "round", read)[0] == []
    lost, told = draw_anywhere(data, "round at risk", read, "He hits the baby")
    assert not lost
    assert "round.beside_risk" in {each.code for each in told}


def test_no_sentence_typed_anywhere_in_the_partnership_is_lost(
    data: bytes, read_partnership: Read
) -> None:
    """It is in the next round, or told."""
    assert type_anywhere(data, "partnership", read_partnership).lost == {}


def test_nothing_drawn_on_the_partnership_is_lost(data: bytes, read_partnership: Read) -> None:
    """Comments, text boxes, shapes, pictures and the footer."""
    assert draw_anywhere(data, "partnership", read_partnership)[0] == []
