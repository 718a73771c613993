"""audit panel: a pack of one page for each case, decisions.xlsx made ready, and what is refused."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, time
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from audit_core.chronology.case_chronology import CaseChronology, CaseEvent, Pattern
from audit_core.cli import audit
from audit_core.commands.panel import prepare_panel
from audit_core.errors import CannotWrite, UsageProblem
from audit_core.evidence import EvidenceRef
from audit_core.panel.agenda import agenda
from audit_core.panel.model import AgendaItem, CasePage, ChildVoice, Sitting, Voice
from audit_core.panel.pack import panel_page, words_left_out, words_that_fit
from audit_core.returns.model import Concern, Event
from audit_core.scoring.scorecard import CaseGrades, FiredLimit
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import compiled
from audit_core.testing.text_tables import returns

AS_AT = date(2026, 3, 30)
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


def prepared(made: Any, minutes: int = 180) -> Any:
    """The pack of a round, as at 30 March 2026."""
    return prepare_panel(made.folder, made.plugins, AS_AT, time(9, 30), minutes)


def test_a_pack_and_the_rows_for_its_decisions_are_written(made: Any) -> None:
    """The ids on the pages match those of the rows in decisions.xlsx, and no set of results is
    written.
    """
    made.fill(1, "police", {"DA-1.1": "Not met", "DA-7.2": "No"})
    made.fill(1, "school", {"DA-7.2": "Yes", "DA-7.3": "Not met"})
    done = prepared(made)
    page = done.file.read_text(encoding="utf-8")
    ids = [
        printed
        for case in done.sitting.pages
        for matter in case.matters
        for printed in matter.ids
        if printed.startswith("F")
    ]
    assert ids
    rows = {
        cell.value
        for cell in load_workbook(made.folder / "decisions.xlsx")["Across the cases"]["A"]
    }
    assert all(printed in page and printed in rows for printed in ids)
    assert not (made.folder / "compiled").exists()
    assert {finding.id for finding in made.compile().compiled.findings if finding.id in ids} == set(
        ids
    )


def test_the_limit_comes_after_the_agreed_grade(made: Any) -> None:
    """The page shows the agencies' grades, then the space for the panel's, and only then what the
    theme's rules allow.
    """
    made.fill(1, "police", {"DA-1.1": "Not met"})
    case = prepared(made).file.read_text(encoding="utf-8").split('<section class="sheet"')[2]
    assert (
        case.index("Its own practice" if "Its own practice" in case else "No auditor gave a grade")
        < case.index("Agreed grade")
        < case.index("theme’s limit")
    )


def test_a_second_pack_keeps_the_first(made: Any) -> None:
    """An earlier pack is kept in the history; an identical one is not kept twice."""
    made.fill(1, "police", {"DA-1.1": "Met"})
    first = prepared(made).file.read_bytes()
    made.fill(1, "school", {"DA-7.2": "Yes"})
    prepared(made)
    kept = list((made.folder / "history").rglob("panel-*.html"))
    assert [path.read_bytes() for path in kept] == [first]


@pytest.mark.parametrize("minutes", [30, 74])
def test_a_panel_too_short_for_its_cases_is_refused(made: Any, minutes: int) -> None:
    """If two cases need 75 minutes, nothing is written and the message says what to type."""
    with pytest.raises(UsageProblem, match="--minutes 75") as stopped:
        prepared(made, minutes)
    assert stopped.value.code == "round.panel_too_short"
    assert not (made.folder / "panel").exists()


def test_another_rounds_decisions_stop_the_pack(made: Any, another: Any) -> None:
    """With another round's decisions.xlsx every decision of this round would be missing from the
    pages.
    """
    made.compile()
    book = load_workbook(made.folder / "decisions.xlsx")
    for row in book["Start here"].iter_rows(min_row=4):
        if row[0].value == "Round code":
            row[1].value = "ZZ26A"
    book.save(made.folder / "decisions.xlsx")
    with pytest.raises(UsageProblem, match=r"decisions\.xlsx") as stopped:
        prepared(made)
    assert stopped.value.code == "decision.unusable"


def test_nothing_is_written_while_another_command_holds_the_round(made: Any) -> None:
    """The lock is the same as for compile."""
    with made.opened.store.lock(), pytest.raises(CannotWrite) as stopped:
        prepared(made)
    assert stopped.value.code == "round.busy"


AT = EvidenceRef("returns/from the secure mailbox/completed (2).xlsx", "00", "Questions", "C12")
LONG = (
    "The records of the Police, Children's Social Care, Health Visiting and the School differ: "
    "whether the school was told before the child was next there."
)
AGENCIES = (
    "police",
    "social_care",
    "health_visiting",
    "school",
    "housing",
    "domestic_abuse_service",
    "midwifery",
    "adult_mental_health",
)
THEME = small_theme(question("XX-1.1", asked_of=AGENCIES))


def crowded(subject: Any, matters: int, agencies: int, lanes: int) -> CasePage:
    """A case with as much on its page as it may have: long decisions, agencies' grades, a child who
    said a great deal, three limits and a chronology.
    """
    matter = AgendaItem(
        "differ",
        LONG,
        "Yes: Police, Health Visiting and School. No: Children's Social Care. Not on record: "
        "Housing and Midwifery.",
        ("F123", "F124"),
        (AT,) * 9,
    )
    given = tuple((code, "requires_improvement", AT) for code in AGENCIES[:agencies])
    fired = tuple(
        FiredLimit(
            str(number),
            "Help was reduced before safety had lasted, or a disagreement was left where it stood.",
            "inadequate",
            (),
        )
        for number in range(3)
    )
    voices = tuple(
        Voice(
            "school",
            f"{number} I counted the stairs and waited until the car had gone before I went "
            f"down to my brother. " * 2,
            AT,
        )
        for number in range(6)
    )
    grades = CaseGrades(subject.ref, given, given, fired, "inadequate", 0, AGENCIES[:agencies])
    events = tuple(
        CaseEvent(
            subject.ref, code, Event("C-1", date(2025, month, 3), "", "", kind, "x", "", "", AT)
        )
        for code in AGENCIES[:lanes]
        for month in range(2, 12, 3)
        for kind in (("Incident", "Decision") if code in AGENCIES[:3] else ("Incident",))
    )
    says = (
        "The third contact or referral with no further action came on 21 May 2025 (Children's "
        "Social Care), after 16 January and 11 March 2025."
    )
    patterns = tuple(
        Pattern("repeat", says, date(2025, 1, 16), date(2025, 5, 21), (AT,)) for _ in range(5)
    )
    chronicle = (
        CaseChronology(subject.ref, events, patterns=patterns, kinds=(("Incident", ("worry",)),))
        if lanes
        else None
    )
    at_risk = Concern(
        AT,
        "",
        "The person causing harm is back in the home, against the order.",
        "Duty manager at the front door; police by 999",
        "16 Mar 2026 09:40",
    )
    own = tuple(
        ChildVoice(
            f"XX-1.{number}",
            "Put together, did agencies act as early as what they knew between them would have "
            "allowed?",
        )
        for number in (8, 9)
    )
    return CasePage(
        subject,
        (matter,) * matters,
        (matter,) * 4,
        voices,
        (),
        grades,
        own,
        chronicle,
        (at_risk,) if matters > 3 else (),
        ("Notification to the school (Police and School)",) * 3,
    )


@pytest.mark.browser
def test_every_case_prints_on_one_page_of_a4(tmp_path: Path) -> None:
    """The pack is an agenda, a page for each case (with its timeline if there is room), and what
    runs across the cases.
    """
    if CHROMIUM is None or shutil.which("pdftotext") is None:
        pytest.skip("no chromium or pdftotext here; .ci/run installs them")
    shapes = [
        (5, 8, 8),
        (5, 4, 4),
        (0, 8, 8),
        (1, 6, 5),
        (3, 3, 3),
        (2, 3, 3),
        (1, 5, 5),
        (4, 6, 0),
        (0, 4, 4),
        (0, 3, 3),
        (1, 2, 4),
    ]
    audit_round = round_of(THEME, AGENCIES, len(shapes))
    facts = (
        ("age_band", "5 to 10"),
        ("sex", "Female"),
        ("siblings", "1 or 2"),
        ("plan", "Child protection"),
    )
    audit_round = attrs.evolve(
        audit_round,
        subjects=tuple(attrs.evolve(subject, facts=facts) for subject in audit_round.subjects),
    )
    result = compiled(
        THEME,
        returns(THEME, "| case | agency | XX-1.1 |\n| 1 | police | met |", audit_round),
        audit_round,
    )
    pages = tuple(
        crowded(subject, *shape)
        for subject, shape in zip(audit_round.subjects, shapes, strict=True)
    )
    file = tmp_path / "panel.html"
    file.write_bytes(panel_page(Sitting(agenda(pages, time(9, 30), 180), pages), result))
    quiet = (
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
    )
    profile, pdf = tmp_path / "profile", tmp_path / "panel.pdf"
    command = (
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        *quiet,
        f"--user-data-dir={profile}",
        f"--print-to-pdf={pdf}",
        "--no-pdf-header-footer",
        file.as_uri(),
    )
    assert subprocess.run(command, capture_output=True, timeout=120, check=False).returncode == 0
    text = subprocess.run(
        ("pdftotext", "-layout", str(pdf), "-"), capture_output=True, text=True, check=True
    ).stdout
    heads = [
        " ".join(page.split()[: 12 + 8])[-60:] for page in text.split("\f")
    ]  # of a page that begins anew, the marking comes first
    begins = [
        next(
            (
                head
                for head in (*(subject.ref for subject in audit_round.subjects), "Across")
                if head in heading
            ),
            heading,
        )
        for heading in heads
    ]
    assert begins[1 : len(shapes) + 2] == [
        *(subject.ref for subject in audit_round.subjects),
        "Across",
    ]
    refs = [subject.ref for subject in audit_round.subjects]
    lasts = [
        line.strip()
        for page in text.split("\f")[len(shapes) + 2 :]
        for line in page.strip().splitlines()[-3:]
    ]
    assert not [
        line for line in lasts if line in refs
    ]  # in the appendix, a heading never stands alone at the foot of a page


def test_long_quotations_and_likely_identifiers_are_left_off_the_page() -> None:
    """The shortest quotations come first, as many as fit; a telephone number is neither on the page
    nor in the appendix; the appendix has the rest in full.
    """
    short, long, name = "I hid.", "I waited. " * 40, "Ring me on 07700 900123."
    voices = tuple(Voice("school", words, AT) for words in (long, short, name, long + "So."))
    page = CasePage(round_of(THEME).subjects[0], (), (), voices, (), None)
    assert [voice.words for voice in words_that_fit(page)] == [short, long]
    assert [voice.words for voice in words_left_out(page)] == [long + "So."]


def test_the_command_prints_when_the_panel_ends_where_the_pack_is_and_what_is_next(
    made: Any,
) -> None:
    """Two cases from half past nine take two hours; an invalid time of day is a usage error, and
    nothing is written.
    """
    made.fill(1, "police", {"DA-1.1": "Not met"})
    wrong = CliRunner().invoke(audit, ["panel", str(made.folder), "--start", "half past nine"])
    assert wrong.exit_code == 2
    assert "Type it like 09:30" in wrong.output
    assert not (made.folder / "panel").exists()
    done = CliRunner().invoke(
        audit,
        ["panel", str(made.folder), "--as-at", "2026-03-30", "--start", "9:30", "--minutes", "120"],
        standalone_mode=False,
    )
    assert done.exception is None
    assert "Agenda: 09:30 to 11:30." in done.output
    assert str(made.folder / "panel" / "panel.html") in done.output
    assert "decisions.xlsx" in done.output.splitlines()[-1]
