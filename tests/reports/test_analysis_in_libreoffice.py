"""analysis.xlsx in another program: its tables, its charts, and links that lead to the right cells,
whatever files and sheets are called.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

import attrs
import pytest

from audit_core.reports.analysis_workbook import build_analysis_workbook
from audit_core.testing.builders import question, small_theme
from audit_core.testing.pipeline import compiled
from audit_core.testing.text_tables import returns
from tests.office import need_office, run_in_office

if TYPE_CHECKING:
    from audit_core.tabulation.compiled import Compiled

ODD = ("from the mailbox/Tom's 2nd try (1) & last.xlsx", "Schule #1 – é.xlsx")
SHEETS = ("Start here", "Tom's answers")
pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def audit_round() -> Compiled:
    """Two returns with file and sheet names as people choose them."""
    theme = small_theme(question("XX-1.1"), question("XX-1.2"))
    book = returns(
        theme,
        "| case | agency | XX-1.1 | XX-1.2 | J-1 |\n| 1 | police | met / log | not_met / note | "
        "good |\n| 2 | school | met / file |  | good |",
    )
    renamed = tuple(
        attrs.evolve(
            ret,
            form=attrs.evolve(
                ret.form,
                file=name,
                entries=tuple(
                    attrs.evolve(
                        entry, at=attrs.evolve(entry.at, file=name, sheet=SHEETS[number % 2])
                    )
                    for number, entry in enumerate(ret.form.entries)
                ),
            ),
        )
        for ret, name in zip(book.returns, ODD, strict=True)
    )
    return compiled(theme, attrs.evolve(book, returns=renamed))


@pytest.fixture(scope="module")
def analysis(audit_round: Compiled, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook where compile puts it, beside the files it links to."""
    need_office()
    folder = tmp_path_factory.mktemp("a round's folder")
    path = folder / "compiled/001/chair/analysis.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(build_analysis_workbook(audit_round))
    for name in ODD:
        (folder / "returns" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "returns" / name).write_bytes(b"")
    return path


def test_tables_and_charts_are_there_without_errors(
    analysis: Path, audit_round: Compiled, tmp_path: Path
) -> None:
    """Each sheet has its table with all rows, each figure has a chart and so do the agencies, and
    no cell shows an error.
    """
    run_in_office("uno_count.py", analysis, tmp_path / "found.json")
    found = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert found["errors"] == []
    assert sorted(title for titles in found["charts"].values() for title in titles) == sorted(
        [*(figure.title for figure in audit_round.figures), "Answers by agency"]
    )
    entries = sum(len(ret.form.entries) for ret in audit_round.casebook.returns)
    assert found["tables"]["Answers"] == 3 + entries
    assert {
        "Matrix",
        "Grades",
        "Counts",
        *(f"Table_{table.id}" for table in audit_round.tables),
    } <= set(found["tables"])


def test_every_link_leads_to_the_cell_its_row_names(
    analysis: Path, audit_round: Compiled, tmp_path: Path
) -> None:
    """LibreOffice resolves and prints the links: each leads to an existing file and to the sheet
    and cell of its answer.
    """
    run_in_office("uno_print.py", tmp_path, analysis)
    printed = re.findall(
        rb"/URI\s*\(((?:[^()\\]|\\.)*)\)", (tmp_path / "analysis.pdf").read_bytes()
    )
    links = [re.sub(r"\\(.)", r"\1", link.decode()) for link in printed]
    places = [place(link, analysis) for link in links if not link.startswith("#")]
    wanted = [
        (entry.at.file, entry.at.sheet, entry.at.cell)
        for ret in audit_round.casebook.returns
        for entry in ret.form.entries
    ]
    assert places[: len(wanted)] == wanted
    assert len(places) == len(wanted) + len(audit_round.scores.grades)


def place(link: str, analysis: Path) -> tuple[str, str, str]:
    """The returned file, sheet and cell that a link leads to."""
    address, _, within = urljoin(analysis.as_uri(), link).partition("#")
    file = Path(unquote(address.removeprefix("file://")))
    assert file.is_file()
    sheet, _, cell = unquote(within).rpartition("!")
    returned = analysis.parents[3] / "returns"
    return file.relative_to(returned).as_posix(), sheet[1:-1].replace("''", "'"), cell
