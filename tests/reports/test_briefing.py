"""The practitioners' briefing: seven parts on one page, from what the panel accepted, and about no
child.
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
from audit_core.reports.audiences import for_board
from audit_core.reports.briefing import briefing_values
from audit_core.reports.completeness_check import missing_parts
from audit_core.reports.writers import report_writers
from audit_core.tabulation.compiled import Compiled

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
    """The document, as compile would write it for the board."""
    (writer,) = (writer for writer in report_writers() if writer.file == "briefing.docx")
    return writer.write(for_board(result), "") or b""


@cache
def decided(name: str) -> Compiled:
    """A round of a theme with everything decided."""
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
    """How many pages LibreOffice prints of each theme's briefing, of a wordy one and of a draft."""
    if shutil.which("soffice") is None or shutil.which("pdfinfo") is None:
        pytest.skip("LibreOffice (soffice) or pdfinfo is not installed")
    folder = tmp_path_factory.mktemp("briefings")
    rounds = {name: decided(name) for name in THEMES} | {
        "wordy": wordy(),
        "draft": draft("domestic_abuse"),
    }
    for name, result in rounds.items():
        (folder / f"{name}.docx").write_bytes(briefing(result))
    command = (
        "soffice",
        f"-env:UserInstallation=file://{folder / 'office'}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    )
    subprocess.run(
        (*command, *(str(folder / f"{name}.docx") for name in rounds)),
        capture_output=True,
        timeout=180,
        check=True,
    )
    told = {
        name: subprocess.run(
            ("pdfinfo", str(folder / f"{name}.pdf")),
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout
        for name in rounds
    }
    return {name: int(re.findall(r"Pages:\s+(\d+)", words)[0]) for name, words in told.items()}


@pytest.mark.parametrize("name", THEMES)
def test_it_has_the_seven_parts_in_their_order(name: str) -> None:
    """Numbered headings, each with something under it."""
    paragraphs = Document(BytesIO(briefing(decided(name)))).paragraphs
    headings = [paragraph.text for paragraph in paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == [f"{number}. {part}" for number, part in enumerate(PARTS, start=1)]
    kinds = [paragraph.style.name == "Heading 1" for paragraph in paragraphs if paragraph.text]
    assert not any(one and next_ for one, next_ in zip(kinds, (*kinds[1:], True), strict=True))


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", THEMES)
def test_it_fits_on_one_page(name: str, pages: dict[str, int]) -> None:
    """Every theme's own sentences at their fullest."""
    assert pages[name] == 1


@pytest.mark.libreoffice
def test_long_sentences_do_not_make_it_longer(pages: dict[str, int]) -> None:
    """A panel that writes at length gets fewer points on the page, and is told how many stand in
    the report.
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
    """With everything that is open said twice: at the head of the page and under the title."""
    assert pages["draft"] == 1


def test_only_what_the_panel_accepted_stands_on_it() -> None:
    """One finding accepted of many: it alone, and no recommendation that is only proposed."""
    proposed = draft("neglect")
    one = next(
        finding
        for finding in proposed.findings
        if finding.kind == "priority" and not finding.subject and not finding.recipient
    )
    told = attrs.evolve(
        proposed,
        findings=tuple(
            attrs.evolve(finding, status="accepted") if finding == one else finding
            for finding in proposed.findings
        ),
    )
    values = briefing_values(for_board(told))
    assert (values["found"], values["well"], values["change"]) == ((one.says,), (), ())


def test_no_child_and_no_single_agency_stands_on_it() -> None:
    """Findings about one case or one agency are left to the report; nobody is quoted."""
    result = decided("domestic_abuse")
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


def test_our_own_check_would_see_a_point_that_is_lost() -> None:
    """What was chosen for the page has to be on it, or nothing is put in place."""
    board = for_board(decided("neglect"))
    (lost, *_) = missing_parts(board, "board/briefing.docx", briefing(decided("early_help")))
    assert briefing_values(board)["found"][0].startswith(lost.strip("'"))
