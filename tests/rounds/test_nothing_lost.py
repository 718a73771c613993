"""Nothing that was typed in round.xlsx or partnership.xlsx, which is alike, is passed over."""

from __future__ import annotations

from datetime import date

from audit_core.commands.new import blank_round, default_kinds
from audit_core.plugin_system.manager import Plugins
from audit_core.rounds.beside import beside_in_round
from audit_core.rounds.reader import read_round
from audit_core.rounds.writer import build_round_workbook
from tests.anywhere import Typed, lost, typed_anywhere


def test_no_sentence_typed_anywhere_in_the_round_is_lost(plugins: Plugins) -> None:
    """On 200 places: it is in the round as read, or told. Where a sentence makes the round
    unusable, that is told.
    """
    theme = plugins.theme("early_help")
    assert theme is not None
    audit_round = blank_round(theme, "EH26A", default_kinds(theme), 3, 2, date(2026, 3, 2))
    data = build_round_workbook(audit_round, theme)
    assert beside_in_round(data, "round.xlsx", audit_round, theme) == ()
    found: Typed = {}
    for copy, typed in typed_anywhere(data, "round", at_once=1):
        read, problems = read_round(copy, "round.xlsx", plugins.theme, (theme.name,))
        if read is not None:
            beside = beside_in_round(copy, "round.xlsx", read, theme)
            found |= lost(typed, repr(read), (*problems, *beside))
    assert found == {}
