"""The demonstration's page for the chair in a real browser, as somebody uses it: filters, keyboard,
links, print and phone; and axe-core's checks.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.reports.driver import CHROMIUM, DRIVER, Browser, browser

if TYPE_CHECKING:
    from collections.abc import Iterator

AXE = Path(__file__).parents[1] / "peers/node_modules/axe-core/axe.min.js"
SHOWN = (
    "return [...document.querySelectorAll(arguments[0])]"
    ".filter((item) => item.checkVisibility()).map((item) => item.id)"
)
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(demo_round: Path) -> Path:
    """The demonstration's report for the chair."""
    return demo_round / "compiled/001/chair/report.html"


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests in this file."""
    if not (CHROMIUM and DRIVER):
        pytest.skip("no chromium, or no chromedriver, here; .ci/run installs them")
    with browser(tmp_path_factory.mktemp("window")) as opened:
        yield opened


@pytest.fixture
def shown(window: Browser, page: Path) -> Iterator[Browser]:
    """The freshly opened page; whatever a test checks, the browser must have nothing to complain
    about.
    """
    window.open(page)
    yield window
    assert window.logged() == []


def visible(shown: Browser, which: str) -> list[str]:
    """The ids of what is visible, open or closed."""
    found: list[str] = shown.script(SHOWN, which)
    return found


def announced(shown: Browser) -> str:
    """What the page announces about how much is shown."""
    words: str = shown.script("return document.querySelector('[role=status]').textContent")
    return words


def choose(shown: Browser, name: str, value: str) -> None:
    """Choose from one of the lists."""
    shown.script(
        "const list = document.querySelector(`select[name=${arguments[0]}]`);"
        "list.value = arguments[1]; list.dispatchEvent(new Event('change', {bubbles: true}))",
        name,
        value,
    )


def test_a_filter_shows_matching_items_and_announces_how_many(shown: Browser) -> None:
    """Filters by kind, agency and section work alone and together, and everything can be shown
    again.
    """
    everything = visible(shown, ".finding")
    assert (
        announced(shown)
        == f"Findings shown: {len(everything)} of {len(everything)}. Returns shown: 26 of 26."
    )
    choose(shown, "kind", "strength")
    strengths = visible(shown, ".finding")
    assert strengths == [
        item
        for item in everything
        if "Strength:"
        in str(shown.script("return document.getElementById(arguments[0]).textContent", item))
    ]
    assert visible(shown, ".group h3") == ["kind-strength"]
    choose(shown, "agency", "police")
    assert (
        announced(shown)
        == f"Findings shown: 2 of {len(everything)}. Returns shown: 6 of 26. Only: Mereshire "
        f"Police; Strengths."
    )
    assert set(visible(shown, ".finding")) < set(strengths)
    columns = shown.script(
        "return [...document.querySelectorAll('#matrix ~ .grid thead th')].filter((item) => "
        "item.checkVisibility()).map((item) => item.textContent)"
    )
    assert columns == ["Case", "Mereshire Police", "All together"]
    choose(shown, "kind", "")
    choose(shown, "section", "case_file-2")
    shown.script("document.querySelector('[data-open=yes]').click()")
    refs = shown.script(
        "return [...document.querySelectorAll('.return[open] tbody tr')].filter((row) => "
        "row.checkVisibility()).map((row) => row.cells[0].textContent)"
    )
    assert refs
    assert {ref.split(".")[0] for ref in refs} == {"DA-2"}
    shown.script("document.querySelector('button[type=reset]').click()")
    assert visible(shown, ".finding") == everything


def test_everything_works_by_keyboard(shown: Browser) -> None:
    """Tab reaches the lists, letters choose, Tab again reaches findings, Enter opens one, and its
    cells can be followed.
    """
    shown.script("document.querySelector('select[name=agency]').focus()")
    shown.press("Tab", "Tab")
    assert shown.script("return document.activeElement.name") == "kind"
    shown.press("S", "t", "r", "Tab")
    assert "Only: Strengths." in announced(shown)
    assert shown.script("return document.activeElement.type") == "reset"
    shown.script("document.querySelector('.finding:not([hidden]) summary').focus()")
    shown.press("Enter")
    assert (
        shown.script("return document.querySelector('.finding[open]').id")
        == visible(shown, ".finding")[0]
    )
    shown.press("Tab", "Tab", "Enter")
    target = shown.script("return document.querySelector(':target').id")
    assert re.fullmatch(r"c\d+", target)
    assert visible(shown, f"#{target}") == [target]


def test_a_link_leads_to_a_cell_even_if_a_filter_hides_it(shown: Browser) -> None:
    """A figure's cells are in every agency's returns: the filter is cleared, and the page says
    so.
    """
    choose(shown, "agency", "housing")
    place = shown.script(
        "return [...document.querySelectorAll('.behind a')].find((link) => "
        "document.querySelector(link.hash).closest('[hidden]')).hash"
    )
    shown.script('document.querySelector(`.behind a[href="${arguments[0]}"]`).click()', place)
    assert visible(shown, place) == [place[1:]]
    assert "Only:" not in announced(shown)
    row = shown.script("return document.querySelector(arguments[0]).innerText", place)
    assert re.search(r"[A-Z]+-[\w.]+\s.*\b[A-Z]+[0-9]+", row, re.DOTALL)


def test_every_matrix_cell_leads_to_the_answers_of_its_form(shown: Browser) -> None:
    """Every link on the page leads somewhere on it."""
    links = shown.script(
        "return [...document.querySelectorAll('.grid tbody a')].map((link) => link.hash)"
    )
    assert len(links) == 25
    assert all(
        shown.script("return document.querySelector(arguments[0]).matches('.return')", link)
        for link in links
    )
    assert (
        shown.script(
            "return [...document.links].filter((link) => "
            "!document.getElementById(link.hash.slice(1))).map((link) => link.href)"
        )
        == []
    )


def test_without_scripts_everything_is_shown_and_there_are_no_filters(
    window: Browser, page: Path
) -> None:
    """Nothing depends on the script."""
    findings = page.read_text(encoding="utf-8").count('class="finding"')
    window.devtools("Emulation.setScriptExecutionDisabled", value=True)
    try:
        window.open(page)
        assert visible(window, "#filters") == []
        assert len(visible(window, ".finding")) == findings > 0
        assert len(visible(window, ".return")) == 26
    finally:
        window.devtools("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="no pdftotext here; .ci/run installs it"
)
def test_the_printed_page_has_what_is_shown_and_names_the_filter(
    shown: Browser, tmp_path: Path
) -> None:
    """On A4 findings are opened with their evidence, what the filter hides is left out, and opened
    returns are printed too.
    """
    whole = paper(shown, tmp_path)
    assert re.search(r"Findings shown: (\d+) of \1\.", whole)
    assert "Only the returns that were open" in whole
    evidence = shown.script(
        "return document.querySelector('.finding .pre:nth-child(5)').textContent"
    )
    assert " ".join(evidence.split())[:40] in whole
    assert "Show everything" not in whole
    choose(shown, "kind", "strength")
    choose(shown, "agency", "police")
    shown.script("document.querySelector('.return:not([hidden])').open = true")
    part = paper(shown, tmp_path)
    assert "Only: Mereshire Police; Strengths." in part
    assert "rule children-missed" in whole
    assert "rule children-missed" not in part
    assert "Children recorded at every incident" in part.split("Every answer, return by return")[1]
    sizes = subprocess.run(
        ["pdfinfo", tmp_path / "page.pdf"], capture_output=True, text=True, check=True
    ).stdout
    assert "(A4)" in sizes


def paper(shown: Browser, folder: Path) -> str:
    """The text of the printed page, on one line."""
    (folder / "page.pdf").write_bytes(shown.printed())
    done = subprocess.run(
        ["pdftotext", "-layout", folder / "page.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    return " ".join(done.stdout.split())


def test_nothing_is_cut_off_on_paper(shown: Browser) -> None:
    """At the width of A4 within its margins no table or chart is wider than the page."""
    shown.devtools("Emulation.setEmulatedMedia", media="print")
    shown.devtools(
        "Emulation.setDeviceMetricsOverride",
        width=680,
        height=1000,
        deviceScaleFactor=1,
        mobile=False,
    )
    try:
        shown.script(
            "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
        )
        beyond = "(item) => item.getBoundingClientRect().right > 681"
        wide = f"[...document.querySelectorAll('table, svg, p, li, dd')].filter({beyond})"
        assert shown.script(f"return {wide}.map((item) => item.outerHTML.slice(0, 80))") == []
    finally:
        shown.devtools("Emulation.setEmulatedMedia", media="")
        shown.devtools("Emulation.clearDeviceMetricsOverride")


@pytest.mark.parametrize("width", [320, 400, 640])
def test_a_phone_or_an_enlarged_page_scrolls_in_one_direction_only(
    shown: Browser, width: int
) -> None:
    """At 1280 pixels and 200 or 400 per cent only tables scroll sideways, each within itself (WCAG
    2.2, 1.4.10).
    """
    shown.devtools(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=800,
        deviceScaleFactor=1,
        mobile=True,
    )
    try:
        assert shown.script("return document.documentElement.scrollWidth") <= width
    finally:
        shown.devtools("Emulation.clearDeviceMetricsOverride")


def violations(shown: Browser, *but: str) -> list[Any]:
    """What axe-core finds with its full set of rules, except a few."""
    shown.script(AXE.read_text(encoding="utf-8"))
    found: list[Any] = shown.later(
        "const [but, done] = arguments;"
        "const rules = Object.fromEntries(but.map((rule) => [rule, {enabled: false}]));"
        "const found = (each) => [each.id, each.nodes.map((node) => node.html.slice(0, 200))];"
        "axe.run({rules}).then((all) => done(all.violations.map(found)))",
        but,
    )
    return found


@pytest.mark.skipif(not AXE.exists(), reason="no axe-core here; make test fetches it with npm")
@pytest.mark.parametrize("colours", ["light", "forced"])
def test_axe_finds_no_violation(shown: Browser, colours: str) -> None:
    """The page is checked in its own colours and in forced dark ones; axe cannot see forced colours
    and assumes the page's own.
    """
    forced = colours == "forced"
    features = [
        {"name": "prefers-color-scheme", "value": "dark" if forced else "light"},
        {"name": "forced-colors", "value": "active" if forced else "none"},
    ]
    shown.devtools("Emulation.setEmulatedMedia", features=features)
    try:
        assert violations(shown, *(("color-contrast",) if forced else ())) == []
        assert (
            shown.script(
                "return getComputedStyle(document.querySelector('.mark')).forcedColorAdjust"
            )
            == "auto"
        )
    finally:
        shown.devtools("Emulation.setEmulatedMedia", features=[])


@pytest.mark.slow
@pytest.mark.skipif(not AXE.exists(), reason="no axe-core here; make test fetches it with npm")
@pytest.mark.parametrize("width", [1280, 400])
def test_axe_finds_no_violation_in_opened_content(shown: Browser, width: int) -> None:
    """Findings, answers, cells of tables and a case are opened with a filter set, on a desktop and
    on a phone.
    """
    shown.devtools(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=900,
        deviceScaleFactor=1,
        mobile=width < 900,
    )
    try:
        choose(shown, "agency", "police")
        shown.script(
            "for (const each of document.querySelectorAll('.finding, .return, .numbers')) "
            "each.open = !each.hidden"
        )
        shown.script(
            "for (const which of ['.case', '#T8 ~ .cells, .cells']) "
            "document.querySelector(which).open = true"
        )
        assert violations(shown) == []
    finally:
        shown.devtools("Emulation.clearDeviceMetricsOverride")
