"""Nothing that was typed in a log is lost: it is read, or told with its place."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import attrs

from audit_core.commands.escalations.open_quarter import issued_of
from audit_core.escalations.log_reader import read_log
from audit_core.escalations.privacy import WithheldTexts
from audit_core.rounds.folder import RoundFolder
from audit_core.workbook_style.unread import printed_texts
from audit_core.xlsx.reader import read_book
from tests.anywhere import Typed, lost, typed_anywhere
from tests.escalations.conftest import AS_AT, ROW, SECOND, Make


def test_no_sentence_typed_anywhere_in_a_log_is_lost(mereshire: Make, tmp_path: Any) -> None:
    """On 200 places of a log with one escalation: what is read of a row is reported, used or
    withheld, with its cell.
    """
    home = mereshire(tmp_path, policy=True)
    data = home.returned("police", ROW).read_bytes()
    blank = (home.quarter / "forms/police.xlsx").read_bytes()
    issued = issued_of(RoundFolder(home.quarter), SECOND)
    assert issued is not None
    printed = printed_texts(read_book(blank))
    found: Typed = {}
    for copy, typed in typed_anywhere(data, "log"):
        sha256 = hashlib.sha256(copy).hexdigest()
        log, problems = read_log(
            copy,
            "police.xlsx",
            sha256,
            issued,
            AS_AT,
            WithheldTexts(),
            lambda *_which: (printed, True),
        )
        read = json.dumps(attrs.asdict(log), default=str) if log else ""
        found |= lost(typed, read, problems)
    assert found == {}
