"""Topics: what files show beside what was seen at meetings, each with its own scale and base."""

from __future__ import annotations

import attrs
import pytest

from audit_core.plugin_system.manager import Plugins
from audit_core.tabulation.topic_tables import topics_table
from audit_core.testing.builders import question, small_theme
from audit_core.testing.pipeline import scores
from audit_core.testing.text_tables import returns
from audit_core.themes.theme import Instrument, Rating, Section

FILES = small_theme(question("XX-1.1", topic="voice"), question("XX-1.2", topic="risk"))
VISIT = Instrument(
    "visit",
    "Visit",
    "case",
    (
        Section(
            1,
            "Visits",
            (
                question("XX-2.1", topic="voice", answer=Rating("seen")),
                question("XX-2.2", topic="plan"),
            ),
        ),
    ),
)
THEME = attrs.evolve(FILES, instruments=(*FILES.instruments, VISIT))


def test_files_and_meetings_are_shown_together_and_never_added_up() -> None:
    """Files show that the child was heard in two of two, meetings in none of two. A topic in only
    one instrument is not compared.
    """
    files = returns(
        FILES,
        "| case | agency | XX-1.1 | XX-1.2 |\n| 1 | police | met | met |\n| 2 | school | met | |",
    )
    visits = returns(
        attrs.evolve(THEME, instruments=(VISIT,)),
        "| case | agency | XX-2.1 | XX-2.2 |\n| 1 | police | not_seen | met |\n| 2 | school | "
        "in_part | |",
    )
    book = attrs.evolve(files, returns=(*files.returns, *visits.returns))
    table = topics_table(scores(THEME, book), THEME)
    assert [row.cells for row in table.rows] == [
        ("The child's voice and daily life", "2 of 2", "0 of 2")
    ]
    assert [column.heading for column in table.columns] == ["Topic", "Case file", "Visit"]
    assert len(table.rows[0].evidence) == 4


@pytest.mark.parametrize("topic", ["step_up", "step_down", "escalation", "voice"])
def test_the_three_themes_share_topics_about_thresholds(plugins: Plugins, topic: str) -> None:
    """Stepping up, stepping down, escalation and the child's voice are in each theme, so that they
    can be compared.
    """
    for name in ("domestic_abuse", "neglect", "early_help"):
        theme = plugins.theme(name)
        assert theme is not None
        assert any(asked.topic == topic for _, _, asked in theme.questions()), name
