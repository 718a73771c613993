"""The CSV files are as docs/data.md promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audit_core.reports.csv_files import ANSWERS, CHRONOLOGY, LEDGER
from audit_core.reports.public_pages import COLUMNS

DOCS = (Path(__file__).parents[2] / "docs/data.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("answers.csv", ANSWERS),
        ("chronology.csv", CHRONOLOGY),
        ("ledger.csv", LEDGER),
        ("counts.csv", COLUMNS),
    ],
)
def test_every_column_is_documented_in_order(heading: str, columns: tuple[str, ...]) -> None:
    """A column missing from the page, or in another place, would surprise those who read by it."""
    section = DOCS.partition(f"## {heading}")[2].partition("\n## ")[0]
    first = {}
    for place, name in enumerate(re.findall(r"`([a-z0-9_]+)`", section)):
        first.setdefault(name, place)
    assert [name for name in columns if name not in first] == []
    assert sorted(columns, key=lambda name: first[name]) == list(columns)


def test_the_columns_of_answers_csv_are_the_promised_ones() -> None:
    """The columns of the first edition always come first."""
    promised = (
        "schema,round,theme,theme_version,instrument,subject,recipient,agency_kind,reader,form,section,question,scope,kind,wording,answer,label,raw,"
        "counts,evidence,file,sheet,cell,file_sha256,notes"
    )
    assert ANSWERS[:25] == tuple(promised.split(","))
