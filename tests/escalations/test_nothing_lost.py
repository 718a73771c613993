"""Nothing that was typed in a log is lost: it is read, or told with its place."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import attrs
import pytest

from audit_core.commands.escalations.open_quarter import issued_of
from audit_core.escalations.log_reader import read_log
from audit_core.escalations.privacy import WithheldTexts
from audit_core.rounds.folder import RoundFolder
from audit_core.workbook_style.unread import printed_texts
from audit_core.xlsx.reader import read_book
from tests.anywhere import draw_anywhere, type_anywhere
from tests.escalations.conftest import AS_AT, ROW, SECOND, Make

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from audit_core.problems.problem import Problem
    from tests.anywhere import Read


@pytest.fixture
def log(mereshire: Make, tmp_path: Path) -> tuple[bytes, Read]:
    """A log with one escalation, and how it is read: what is read of a row is reported, used or
    withheld, with its cell.
    """
    home = mereshire(tmp_path, policy=True)
    data = home.returned("police", ROW).read_bytes()
    printed = printed_texts(read_book((home.quarter / "forms/police.xlsx").read_bytes()))
    issued = issued_of(RoundFolder(home.quarter), SECOND)
    assert issued is not None

    def read(copy: bytes) -> tuple[str | None, Collection[Problem]]:
        sha256 = hashlib.sha256(copy).hexdigest()
        as_printed = lambda *_which: (printed, True)  # noqa: E731 - what the reader asks for
        found, problems = read_log(
            copy, "police.xlsx", sha256, issued, AS_AT, WithheldTexts(), as_printed
        )
        return json.dumps(attrs.asdict(found), default=str) if found else None, problems

    return data, read


def test_no_sentence_typed_anywhere_in_a_log_is_lost(log: tuple[bytes, Read]) -> None:
    """In a log with one escalation."""
    data, read = log
    assert type_anywhere(data, "log", read).lost == {}


def test_nothing_drawn_on_a_log_is_lost(log: tuple[bytes, Read]) -> None:
    """What may say that somebody is at risk has a problem of its own."""
    data, read = log
    assert draw_anywhere(data, "log", read)[0] == []
    lost, told = draw_anywhere(data, "log at risk", read, "He hits the baby")
    assert not lost
    assert "escalation.beside_risk" in {each.code for each in told}
