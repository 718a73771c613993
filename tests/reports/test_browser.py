"""The chair's page in a real browser: it loads completely, obeys its own content policy, and every
link leads somewhere.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter

import pytest

from audit_core.reports.writers import report_writers
from audit_core.tabulation.compiled import Compiled

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)


@pytest.fixture(scope="module")
def shown(result: Compiled, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The page as loaded by the browser, with the browser's complaints."""
    if CHROMIUM is None:
        pytest.skip("no chromium here; .ci/run installs it")
    folder = tmp_path_factory.mktemp("browser")
    page = folder / "report.html"
    writer = next(writer for writer in report_writers() if writer.file == "report.html")
    page.write_bytes(writer.write(result, "") or b"")
    command = (
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        *QUIET,
        f"--user-data-dir={folder / 'profile'}",
        "--enable-logging=stderr",
        "--dump-dom",
        page.as_uri(),
    )
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0
    return done.stdout, done.stderr


@pytest.mark.browser
def test_the_browser_shows_the_whole_page_without_complaint(
    shown: tuple[str, str], result: Compiled
) -> None:
    """Nothing is blocked by the page's own policy, and its last line is shown."""
    page, complaints = shown
    assert not re.findall(r"CONSOLE.*(?:Refused|violates|error)", complaints, re.IGNORECASE)
    assert f"retain for {result.round.retention_months} months" in page
    assert page.count("<svg") == len(result.figures) + sum(
        bool(case.events) for case in result.chronicles
    )


@pytest.mark.browser
def test_every_link_leads_to_one_place_on_the_page(shown: tuple[str, str]) -> None:
    """The targets of contents, findings and tables each exist exactly once, and nothing leads off
    the page.
    """
    page, _ = shown
    targets = Counter(re.findall(r'\sid="([^"]+)"', page))
    links = re.findall(r'\shref="([^"]+)"', page)
    assert links
    assert all(link.startswith("#") for link in links)
    assert {link[1:] for link in links} <= set(targets)
    assert [name for name, count in targets.items() if count > 1] == []
