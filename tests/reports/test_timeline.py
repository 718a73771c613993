"""The timeline: every dated event has its place, each kind its letter, and a text says what is
shown.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_core.chronology.case_chronology import CaseChronology
from audit_core.documents.environment import Templates
from audit_core.plugin_system.manager import Plugins
from audit_core.reports.leak_check import text_in
from audit_core.reports.timeline import timeline_png, timeline_svg
from audit_core.reports.timeline_layout import END, LEFT, lanes_of, letters_of
from audit_core.reports.views import for_board
from audit_core.reports.writers import report_writers
from audit_core.rounds.round import Round
from audit_core.tabulation.compiled import Compiled
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import compiled
from audit_core.testing.text_tables import chronicles, returns
from audit_core.themes.theme import Theme

THEME = small_theme(question("XX-1.1", asked_of=("all",)))
AGENCIES = ("police", "school", "social_care", "housing")
ROUND = round_of(THEME, AGENCIES, 1)
STORY = """
| case | agency      | date       | kind                | what           | child  | done           |
| 1    | police      | 2025-01-03 | Incident            | Zebra came.    | Hid.   | Logged.        |
| 1    | police      | 2025-01-05 | Incident            | Zebra again.   | Hid.   | Logged.        |
| 1    | school      | 2025-02-05 | Contact or referral | Rang about it. | Tired. | NFA            |
| 1    | school      | 2025-03-05 | Contact or referral | Rang again.    | Tired. | NFA            |
| 1    | school      | 2025-04-05 | Contact or referral | Rang again.    | Tired. | NFA            |
| 1    | social_care | 2025-08-20 | Decision            | Plan made.     | Heard. | Weekly visits. |
| 1    | social_care | 2025-12-31 | A kind <of> "ours"  | Odd.           |        |                |
| 1    | social_care | some day   | Visit               | Undated visit. |        |                |
"""


def the_case(text: str = STORY, audit_round: Round = ROUND) -> CaseChronology:
    """The chronicle of the only case."""
    (case,) = chronicles(THEME, text, audit_round)
    return case


def drawing(case: CaseChronology, audit_round: Round = ROUND) -> ET.Element:
    """The timeline as parsed XML, so that it is well-formed whatever was typed."""
    # our own picture
    return ET.fromstring(timeline_svg(case, audit_round, Templates()))  # noqa: S314


def words_of(picture: ET.Element) -> list[str]:
    """Every text printed in a picture."""
    return [element.text or "" for element in picture.iter("{http://www.w3.org/2000/svg}text")]


def test_each_event_has_a_mark_with_its_day_agency_and_kind() -> None:
    """Seven dated events have seven marks, and no agency's text is in the picture."""
    picture = drawing(the_case())
    titles = [element.text for element in picture.iter("{http://www.w3.org/2000/svg}title")][1:]
    assert len(titles) == 7
    assert "3 Jan 2025, Police: Incident" in titles
    assert 'Social Care: A kind <of> "ours"' in str(titles)
    assert not re.search("Zebra|Tired|Weekly", timeline_svg(the_case(), ROUND, Templates()))


def test_quiet_months_are_shaded_and_named() -> None:
    """A run that is wide enough has its label inside; every run is named below."""
    words = words_of(drawing(the_case()))
    assert "no entries" in words
    assert (
        "Shaded: No agency recorded anything from May to July 2025. No agency recorded anything "
        "from September to November 2025." in " ".join(words)
    )


def test_what_is_not_on_the_line_is_listed_below_it() -> None:
    """The text below mentions an undated entry, an agency without entries, and what a thick edge
    means.
    """
    words = words_of(drawing(the_case()))
    assert "Not on the line: 1 entry without a date." in words
    assert "No entries from: Housing." in words
    assert "Thick edge: led to no further action." in words


def test_a_picture_can_be_read_aloud() -> None:
    """Its title names the case; its description counts entries and names decisions and quiet
    months.
    """
    picture = drawing(the_case())
    description = picture.find("{http://www.w3.org/2000/svg}desc")
    assert picture.get("role") == "img"
    assert description is not None
    assert str(description.text).startswith(
        "Police: 2 entries. School: 3 entries. Social Care: 2 entries. Decisions on 20 August "
        "2025. Shaded: No agency"
    )


def test_the_letters_are_drawn_in_the_png() -> None:
    """Another letter gives another picture, which shows that the font is there."""
    one, other = the_case(), the_case(STORY.replace("Incident", "Health  "))
    assert timeline_png(one, ROUND, Templates()) != timeline_png(other, ROUND, Templates())


@pytest.mark.parametrize("theme", ["domestic_abuse", "early_help", "neglect"])
def test_each_kind_of_event_has_its_own_letter(plugins: Plugins, theme: str) -> None:
    """Marks can be told apart without colour."""
    found = plugins.theme(theme)
    assert isinstance(found, Theme)
    (kinds,) = {
        sheet.kinds
        for instrument in found.instruments
        for sheet in instrument.sheets
        if hasattr(sheet, "kinds")
    }
    letters = letters_of(kinds)
    assert len(set(letters.values())) == len(kinds)
    assert all(letter.casefold() in kind.casefold() for kind, letter in letters.items())


@settings(deadline=None)
@given(st.lists(st.integers(0, 1500), min_size=1, max_size=15), st.integers(20, 1500))
def test_no_mark_covers_another_or_leaves_the_line(days: list[int], length: int) -> None:
    """This holds however many events fall together and however long the period is."""
    audit_round = attrs.evolve(ROUND, looks_to=ROUND.looks_from + timedelta(days=length))
    rows = "\n".join(
        f"| 1 | police | {date(2025, 1, 1) + timedelta(days=day % (length + 1))} | Incident | a |"
        for day in days
    )
    lanes, marks = lanes_of(
        the_case(f"| case | agency | date | kind | what |\n{rows}", audit_round), audit_round
    )
    assert len(marks) == len(days)
    assert all(
        LEFT <= mark.x <= END and lanes[0].y < mark.y < lanes[0].y + lanes[0].height
        for mark in marks
    )
    for place, mark in enumerate(marks):
        assert all(
            abs(mark.x - other.x) >= 24 or abs(mark.y - other.y) >= 24 for other in marks[:place]
        )


def test_a_held_case_has_no_timeline() -> None:
    """A case without any dated event has none either."""
    assert timeline_svg(attrs.evolve(the_case(), held=True), ROUND, Templates()) == ""
    assert timeline_png(CaseChronology("XX26A-01-A"), ROUND, Templates()) is None


@pytest.fixture(scope="module")
def compiled_story() -> Compiled:
    """The round with this story."""
    return compiled(THEME, returns(THEME, "", ROUND, STORY), ROUND)


def page_of(result: Compiled) -> str:
    """The chair's page."""
    writer = next(writer for writer in report_writers() if writer.file == "report.html")
    return (writer.write(result, "") or b"").decode()


def test_the_chairs_page_has_the_timeline_the_sentences_and_every_row(
    compiled_story: Compiled,
) -> None:
    """The third referral is shown with its rows, and the undated visit is in a table of its own."""
    page = page_of(compiled_story)
    assert (
        "came on 5 April 2025 (School), after 5 February 2025 (School) and 5 March 2025 (School)."
        in page
    )
    assert "(School C-1, C-2, C-3)" in page
    assert (
        page.index("Undated visit.")
        > page.index("Events without a readable date")
        > page.index("Weekly visits.")
    )
    assert 'id="line-' in page


def test_a_held_case_says_so_and_lists_its_rows(compiled_story: Compiled) -> None:
    """No sentence combines agencies that may mean two children."""
    (case,) = compiled_story.chronicles
    page = page_of(
        attrs.evolve(
            compiled_story, chronicles=(attrs.evolve(case, held=True, patterns=(), quiet=()),)
        )
    )
    assert "answers, grades and chronologies are not combined until you have decided" in page
    assert "Weekly visits." in page
    assert 'id="line-' not in page


def test_the_board_sees_numbers_of_patterns_and_no_events(compiled_story: Compiled) -> None:
    """The board's table has counts; no date, kind or text of an event is in its papers."""
    board = for_board(compiled_story)
    assert board.chronicles == ()
    table = board.table("patterns")
    assert table is not None
    assert table.rows[0].cells[1:] == ("8", "3", "6", "1", "0", "1")
    writer = next(
        writer
        for writer in report_writers()
        if (writer.audience, writer.file) == ("board", "report.docx")
    )
    words = text_in(writer.write(board, "") or b"")
    assert "What the combined chronologies show" in words
    assert not re.search("Zebra|5 April 2025|No agency recorded anything from|Weekly", words)
