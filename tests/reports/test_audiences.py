"""Another audience is one record: its outputs have a folder, hold what it may see, and stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from audit_core.commands import outputs, purge_inventory
from audit_core.reports import audiences
from audit_core.reports.audiences import AUDIENCES, Audience
from audit_core.reports.report_writer import ReportWriter
from audit_core.reports.writers import workbook_writers
from audit_core.tabulation.compiled import Compiled

REGION = Audience("region", lambda views, _: views.public)


def evidence_of(compiled: Compiled, _code: str) -> bytes:
    """A plugin's output: how many returns its readers can see."""
    return f"{len(compiled.casebook.returns)} returns".encode()


def test_an_audience_of_its_own_gets_a_folder_and_only_what_it_may_see(
    made_after: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A regional board reads what the public may read; the chair, beside it, reads everything. A
    writer for an audience that does not exist is reported and left out.
    """
    made = made_after(lambda made: made.fill(1, "police", {"DA-7.3": "Met"}))
    for module in (audiences, outputs):
        monkeypatch.setattr(module, "AUDIENCES", (*AUDIENCES, REGION))
    added = tuple(
        ReportWriter("count", name, "count.txt", evidence_of)
        for name in ("region", "chair", "moon")
    )
    monkeypatch.setattr(outputs, "workbook_writers", lambda: (*workbook_writers(), *added))
    done = made.compile()
    assert (done.folder / "region/count.txt").read_bytes() == b"0 returns"
    assert (done.folder / "chair/count.txt").read_bytes() == b"1 returns"
    assert "plugin.raised" in {each.code for each in done.problems}
    assert purge_inventory._in_newest(["region", "count.txt"]) == "stays"
    assert purge_inventory._in_newest(["chair", "count.txt"]) == "chair"
