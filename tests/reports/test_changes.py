"""What changed since the last compile, in sentences, with the reason why a finding has gone as far
as it is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from audit_core.problems.problem import Where
from audit_core.reports.changes import changes_since_last
from audit_core.reports.compiled_json import compiled_json
from audit_core.returns.moderation import moderate
from audit_core.rounds.panel_decisions import PanelChange
from audit_core.testing.builders import advice, question, round_of, small_theme
from audit_core.testing.pipeline import compiled
from audit_core.testing.text_tables import returns
from audit_core.themes.rules import Share

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audit_core.returns.model import CaseBook

THEME = small_theme(
    question("XX-1.1"),
    rules=(
        Share("poor", "In {n} of {m} records it was not met.", refs=("XX-1.1",), recommend="act"),
    ),
    advice=(advice(),),
)
ROUND = round_of(THEME)
CASE = ROUND.subjects[0].ref
FOUND = """
    | case | agency | XX-1.1  |
    | 1    | police | not_met |
    | 1    | school | met     |
"""


def changed_by_the_panel() -> CaseBook:
    """The one poor answer, which the panel has changed."""
    book = returns(THEME, FOUND, ROUND)
    return moderate(
        book,
        (PanelChange(CASE, "XX-1.1", "police", "Met", "The log has it.", Where()),),
        THEME,
        ROUND,
    )[0]


def corrected() -> CaseBook:
    """Another file in place of the one that had the poor answer."""
    return returns(THEME, FOUND.replace("not_met", "met    "), ROUND)


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (changed_by_the_panel, f"the panel changed XX-1.1 in {CASE}"),
        (corrected, "its rule no longer applies after the returns and decisions since then"),
    ],
)
def test_a_finding_that_has_gone_is_listed_with_its_cause(
    now: Callable[[], CaseBook], why: str, tmp_path: Path
) -> None:
    """The panel will ask the chair why a finding has gone."""
    before = compiled(THEME, returns(THEME, FOUND, ROUND), ROUND)
    (tmp_path / "chair").mkdir()
    (tmp_path / "chair" / "compiled.json").write_bytes(compiled_json(before))
    (gone,) = [finding.id for finding in before.findings]
    sentences = changes_since_last(tmp_path, compiled(THEME, now(), ROUND))
    assert f"Findings no longer found: {gone} ({why})." in sentences
