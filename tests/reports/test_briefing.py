"""The practitioners' briefing: seven parts on one page, from what the panel accepted, and about no
single child.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from io import BytesIO

import attrs
import pytest
from docx import Document

from audit_core.commands.sample_round import sample_round
from audit_core.plugin_system.manager import load_plugins
from audit_core.reports.briefing import briefing_values
from audit_core.reports.completeness_check import missing_parts
from audit_core.reports.views import for_board
from audit_core.reports.writers import report_writers
from audit_core.tabulation.compiled import Compiled
from tests.office import run_in_office

PARTS = (
    "Why it matters",
    "What we looked at",
    "What we found",
    "Good practice",
    "What needs to change",
    "What to do now",
    "Where to find out more",
)
THEMES = ("domestic_abuse", "early_help", "neglect")


def briefing(result: Compiled) -> bytes:
    """The document as compile would write it for the board."""
    (writer,) = (writer for writer in report_writers() if writer.file == "briefing.docx")
    return writer.write(for_board(result), "") or b""


@cache
def decided(name: str) -> Compiled:
    """A round of a theme with every decision made."""
    theme = load_plugins().theme(name)
    assert theme is not None
    return sample_round(theme, decided=True)


@cache
def draft(name: str) -> Compiled:
    """A round of a theme with nothing decided."""
    theme = load_plugins().theme(name)
    assert theme is not None
    return sample_round(theme, decided=False)


@cache
def wordy() -> Compiled:
    """A round whose panel writes at length."""
    result = decided("domestic_abuse")
    long = " ".join(["Children waited for somebody to ask them what they had seen and heard."] * 4)
    findings = tuple(attrs.evolve(finding, so_what=long) for finding in result.findings)
    return attrs.evolve(
        result,
        findings=findings,
        recommendations=tuple(
            attrs.evolve(item, text=f"{item.text} {long}") for item in result.recommendations
        ),
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How many pages LibreOffice prints of each theme's briefing, a long one and a draft."""
    if shutil.which("pdfinfo") is None:
        pytest.skip("poppler (pdfinfo) is not installed")
    folder = tmp_path_factory.mktemp("briefings")
    rounds = {name: decided(name) for name in THEMES} | {
        "wordy": wordy(),
        "draft": draft("domestic_abuse"),
    }
    for name, result in rounds.items():
        (folder / f"{name}.docx").write_bytes(briefing(result))
    run_in_office("uno_print.py", folder, *sorted(folder.glob("*.docx")))
    printed = {
        name: subprocess.run(
            ("pdfinfo", str(folder / f"{name}.pdf")),
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout
        for name in rounds
    }
    return {name: int(re.findall(r"Pages:\s+(\d+)", words)[0]) for name, words in printed.items()}


@pytest.mark.parametrize("name", THEMES)
def test_the_briefing_has_seven_parts_in_order(name: str) -> None:
    """The headings are numbered, each with some text below it."""
    paragraphs = Document(BytesIO(briefing(decided(name)))).paragraphs
    headings = [paragraph.text for paragraph in paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == [f"{number}. {part}" for number, part in enumerate(PARTS, start=1)]
    kinds = [paragraph.style.name == "Heading 1" for paragraph in paragraphs if paragraph.text]
    assert not any(one and next_ for one, next_ in zip(kinds, (*kinds[1:], True), strict=True))


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", THEMES)
def test_the_briefing_fits_on_one_page(name: str, pages: dict[str, int]) -> None:
    """This holds for every theme with its longest sentences."""
    assert pages[name] == 1


@pytest.mark.libreoffice
def test_long_sentences_do_not_make_the_briefing_longer(pages: dict[str, int]) -> None:
    """If the panel writes at length there are fewer points on the page, with the number of those
    left to the report.
    """
    assert pages["wordy"] == 1
    assert len(briefing_values(for_board(wordy()))["found"]) < len(
        briefing_values(for_board(decided("domestic_abuse")))["found"]
    )
    words = "\n".join(
        paragraph.text for paragraph in Document(BytesIO(briefing(wordy()))).paragraphs
    )
    assert re.search(r"\d+ more points that the panel accepted are in the full report", words)


@pytest.mark.libreoffice
def test_a_draft_fits_on_one_page_too(pages: dict[str, int]) -> None:
    """Everything that is open is listed twice: at the head of the page and under the title."""
    assert pages["draft"] == 1


def test_only_accepted_findings_are_in_the_briefing() -> None:
    """If one finding of many is accepted, it alone is shown, without any recommendation that is
    only proposed.
    """
    proposed = draft("neglect")
    one = next(
        finding
        for finding in proposed.findings
        if finding.kind == "priority" and not finding.subject and not finding.recipient
    )
    decisions = attrs.evolve(
        proposed,
        findings=tuple(
            attrs.evolve(finding, status="accepted") if finding == one else finding
            for finding in proposed.findings
        ),
    )
    values = briefing_values(for_board(decisions))
    assert (values["found"], values["well"], values["change"]) == ((one.says,), (), ())


def test_no_single_child_or_agency_is_in_the_briefing() -> None:
    """Findings about one case or one agency are left to the report, and nobody is quoted."""
    result = decided("domestic_abuse")
    first, case = result.findings[0], result.round.cases[0].ref
    alone = attrs.evolve(first, key="one", subject=case, says="This is about one child alone.")
    result = attrs.evolve(result, findings=(*result.findings, alone))
    words = "\n".join(
        paragraph.text for paragraph in Document(BytesIO(briefing(result))).paragraphs
    )
    assert not [subject.ref for subject in result.round.subjects if subject.ref in words]
    assert "Sample words of a child" not in words
    about_one = [
        finding.says for finding in result.findings if finding.subject or finding.recipient
    ]
    assert about_one
    assert not [says for says in about_one if says in words]


def test_the_completeness_check_notices_a_lost_point() -> None:
    """If a point chosen for the page is not on it, nothing is written."""
    board = for_board(decided("neglect"))
    (lost, *_) = missing_parts(board, "board/briefing.docx", briefing(decided("early_help")))
    assert briefing_values(board)["found"][0].startswith(lost.strip("'"))
