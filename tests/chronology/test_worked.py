"""Worked examples: chronologies with the sentences they must lead to, written by hand before the
program was.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs
import pytest

from audit_core.chronology.events import led_to_nothing, roles_of
from audit_core.chronology.merge_chronologies import merge_chronologies
from audit_core.i18n import Language, using_language
from audit_core.returns.model import Doubt
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.text_tables import chronicles, returns
from audit_core.themes.theme import Theme

THEME = small_theme(question("XX-1.1", asked_of=("all",)))

STORY = Path(__file__).with_name("story.txt").read_text(encoding="utf-8")
"""The chronology of one case, an entry a line."""
THIRD = (
    "The third contact or referral with no further action came on 21 July 2025 (School), "
    "after 14 January 2025 (2 entries by School and Social Care) and 11 March 2025 (Housing)."
)
SENTENCES = (
    "No agency recorded anything from April to June 2025.",
    "No agency recorded anything in August 2025.",
    THIRD,
    (
        "A new assessment began on 2 July 2025 (Social Care), after the one on 20 March 2025 "
        "(Social Care), with no decision recorded between them."
    ),
    "Change of plan or worker: 2 July 2025 (Social Care) and 1 October 2025 (Social Care).",
    "Incident: 4 entries by 2 agencies on 3 days before the first decision, on 9 September 2025.",
    (
        "Incident: 2 entries by 2 agencies on 2 days between the decisions of 9 September 2025 "
        "and 17 November 2025."
    ),
    (
        "There was a decision to close or step down on 17 November 2025 (Social Care), 18 days "
        "after this entry: Incident, 30 October 2025 (School)."
    ),
    (
        "There was a decision to close or step down on 17 November 2025 (Social Care). This "
        "entry came 14 days later: Incident, 1 December 2025 (Police)."
    ),
)


def sentences_of(theme: Theme, text: str) -> list[str]:
    """The sentences about the first case of a chronology."""
    return [pattern.says for pattern in chronicles(theme, text)[0].patterns]


def test_a_whole_case_gives_exactly_these_sentences() -> None:
    """The chronology of a whole case gives exactly these sentences."""
    assert tuple(sentences_of(THEME, STORY)) == SENTENCES


def test_entries_without_a_date_in_the_period_are_kept_apart() -> None:
    """Entries without a date in the period are listed apart and lead to no sentence."""
    (case,) = chronicles(THEME, STORY)
    assert [item.event.what for item in case.undated] == ["Flat in disorder."]
    assert [item.event.what for item in case.outside] == ["Absent all week."]
    assert len(case.events) == 18


def test_every_sentence_keeps_the_cells_it_comes_from() -> None:
    """The third referral rests on four rows in three files; a quiet run rests on the last row
    before it and the first after it.
    """
    (case,) = chronicles(THEME, STORY)
    cells = {
        pattern.says: sorted(f"{at.file} {at.cell}" for at in pattern.evidence)
        for pattern in case.patterns
    }
    assert cells[THIRD] == [
        "housing-1.xlsx E4",
        "school-1.xlsx E4",
        "school-1.xlsx E6",
        "social_care-1.xlsx E4",
    ]
    assert cells[SENTENCES[1]] == ["police-1.xlsx E7", "school-1.xlsx E6"]
    assert all(pattern.evidence for pattern in case.patterns)


def test_no_sentence_quotes_an_agency() -> None:
    """Sentences contain neither what was typed about the child nor a kind of event that an agency
    made up.
    """
    text = """
        | case | agency | date       | kind                        | what        | child | done  |
        | 1    | police | 2025-01-03 | Incident at the green house | Zebra broke | Zebra | Zebra |
        | 1    | school | 2025-01-20 | Incident                    | Zebra       | Zebra | Zebra |
        | 1    | school | 2025-03-20 | Decision                    | Zebra       | Zebra | Zebra |
    """
    sentences = sentences_of(THEME, text)
    assert (
        "Incident and other event: 2 entries by 2 agencies on 2 days before the first "
        "decision, on 20 March 2025." in sentences
    )
    assert not any("Zebra" in sentence or "green" in sentence for sentence in sentences)


def test_one_event_reported_by_three_agencies_counts_as_one_day() -> None:
    """Three entries about one Saturday are not three incidents, so no sentence says that incidents
    accumulated.
    """
    text = """
        | case | agency      | date       | kind     | what |
        | 1    | police      | 2025-05-10 | Incident | a    |
        | 1    | school      | 2025-05-10 | Incident | b    |
        | 1    | social_care | 2025-05-10 | Incident | c    |
        | 1    | social_care | 2025-05-12 | Decision | d    |
    """
    assert not any("entries" in sentence for sentence in sentences_of(THEME, text))


def test_a_period_without_any_decision_is_reported() -> None:
    """A sentence reports incidents in a period without any decision."""
    text = """
        | case | agency | date       | kind     | what |
        | 1    | police | 2025-05-10 | Incident | a    |
        | 1    | police | 2025-05-24 | Incident | b    |
        | 1    | police | 2025-06-10 | Incident | c    |
        | 1    | school | 2025-06-10 | Incident | d    |
        | 1    | school | 2025-07-10 | Incident | e    |
    """
    assert (
        sentences_of(THEME, text)[-1]
        == "Incident: 5 entries by 2 agencies on 4 days, and no decision is recorded in the period."
    )


def test_incidents_after_the_last_decision_are_reported() -> None:
    """A sentence reports two more incidents after the plan was made without a further decision."""
    text = """
        | case | agency | date       | kind     | what       | done |
        | 1    | school | 2025-05-10 | Decision | Plan made. |      |
        | 1    | police | 2025-06-24 | Incident | b          |      |
        | 1    | police | 2025-07-10 | Incident | c          |      |
    """
    assert (
        sentences_of(THEME, text)[-1]
        == "Incident: 2 entries by 1 agency on 2 days after the last decision, on 10 May 2025."
    )


def test_a_fourth_referral_has_a_sentence_of_its_own() -> None:
    """The sentence about a fourth referral does not repeat the first two."""
    months = ("02", "03", "04", "05")
    rows = "\n".join(
        f"| 1 | police | 2025-{month}-03 | Contact or referral | a | No further action |"
        for month in months
    )
    sentences = sentences_of(THEME, f"| case | agency | date | kind | what | done |\n{rows}")
    assert [sentence for sentence in sentences if "further action" in sentence] == [
        (
            "The third contact or referral with no further action came on 3 April 2025 (Police), "
            "after 3 February 2025 (Police) and 3 March 2025 (Police)."
        ),
        "The fourth contact or referral with no further action came on 3 May 2025 (Police).",
    ]


def test_a_completed_assessment_is_not_counted_as_another_start() -> None:
    """An assessment begun in March and completed in May is one; an assessment after a decision is
    another.
    """
    text = """
        | case | agency      | date       | kind       | what                  | done              |
        | 1    | social_care | 2025-03-03 | Assessment | Assessment begun.     |                   |
        | 1    | social_care | 2025-05-06 | Assessment | Assessment completed. |                   |
        | 1    | social_care | 2025-05-20 | Decision   | Plan made.            |                   |
        | 1    | social_care | 2025-09-03 | Assessment | New assessment.       |                   |
    """
    assert not any("assessment" in sentence for sentence in sentences_of(THEME, text))


def test_a_case_that_may_be_two_children_is_not_combined() -> None:
    """A held case keeps its events and has no sentence, no quiet month and no timeline."""
    audit_round = round_of(THEME, ("school", "social_care", "police", "housing"), 1)
    book = returns(THEME, "", audit_round, STORY)
    doubt = Doubt(
        "AF1",
        audit_round.subjects[0].ref,
        "police",
        book.returns[0].form.entries[0].at,
        (("Sex", "Male", "Female"),),
    )
    (case,) = merge_chronologies(attrs.evolve(book, doubts=(doubt,)), THEME, audit_round)
    assert case.held
    assert (case.patterns, case.quiet) == ((), ())
    assert len(case.events) == 18


def test_nil_returns_and_second_readers_are_listed_apart() -> None:
    """Nil returns and second readers are listed and not counted."""
    audit_round = round_of(THEME, ("school", "police"), 1)
    theme = THEME
    rows = """
        | case | agency | known     | reader |
        | 1    | police | not_known | 1      |
        | 1    | school | known     | 2      |
    """
    text = """
        | case | agency | date       | kind     | what |
        | 1    | police | 2025-05-10 | Incident | a    |
        | 1    | school | 2025-06-10 | Incident | b    |
    """
    (case,) = merge_chronologies(returns(theme, rows, audit_round, text), theme, audit_round)
    assert [item.event.what for item in case.beside] == ["a", "b"]
    assert (case.events, case.patterns, case.quiet) == ((), (), ())
    assert case.without == ("school", "police")


def test_a_part_of_a_month_is_never_called_quiet() -> None:
    """A period from 15 March to 20 June has two whole months, one of them empty."""
    audit_round = round_of(
        THEME, ("police",), 1, looks_from=date(2025, 3, 15), looks_to=date(2025, 6, 20)
    )
    text = """
        | case | agency | date       | kind  | what |
        | 1    | police | 2025-04-10 | Visit | a    |
        | 1    | police | 2025-03-02 | Visit | b    |
    """
    (case,) = chronicles(THEME, text, audit_round)
    assert case.quiet == (date(2025, 5, 1),)
    assert [pattern.says for pattern in case.patterns] == [
        "No agency recorded anything in May 2025."
    ]


def test_a_quiet_run_across_new_year_names_both_years() -> None:
    """The sentence names the run from November 2024 to January 2025."""
    audit_round = round_of(
        THEME, ("police",), 1, looks_from=date(2024, 10, 1), looks_to=date(2025, 2, 28)
    )
    text = """
        | case | agency | date       | kind  | what |
        | 1    | police | 2024-10-10 | Visit | a    |
        | 1    | police | 2025-02-02 | Visit | b    |
    """
    (case,) = chronicles(THEME, text, audit_round)
    assert (
        case.patterns[0].says == "No agency recorded anything from November 2024 to January 2025."
    )


def test_no_month_is_quiet_if_no_agency_gave_a_dated_event() -> None:
    """No month is called quiet if no agency gave a dated event."""
    (case,) = chronicles(
        THEME, "| case | agency | date | kind | what |\n| 1 | police | | Visit | a |"
    )
    assert (case.quiet, case.patterns, len(case.undated)) == ((), (), 1)


@pytest.mark.parametrize(
    ("done", "ended"),
    [
        ("No further action.", True),
        ("NFA", True),
        ("nfa'd by the front door", True),
        ("Contact closed.", True),
        ("Closed", True),
        ("Mother was signposted to the food bank", True),
        ("Threshold not met; letter sent.", True),
        ("Did not meet the threshold.", True),
        ("Not accepted: no role for us", True),
        ("Advice only", True),
        ("Not closed; strategy meeting called.", False),
        ("We did not agree to no further action.", False),
        ("Not for NFA", False),
        ("It was never closed.", False),
        ("She disclosed more", False),
        ("No further action until the strategy meeting", False),
        ("To be closed if attendance is better", False),
        ("NFA by police. Assessment begun by social care.", False),
        ("Police: no further action; no assessment begun.", True),
        ("Referral closed, then reopened after the school rang.", False),
        ("Assessment agreed", False),
        ("", False),
    ],
)
def test_no_further_action_is_recognised_in_plain_words(done: str, ended: bool) -> None:
    """Plain words are recognised, but not where they are negated, postponed or withdrawn."""
    assert led_to_nothing("The school rang.", done) is ended


def test_a_kind_of_event_can_mean_that_nothing_was_done() -> None:
    """The neglect theme has a kind of its own for events in which no action followed."""
    assert roles_of("Referral closed with no action") == ("referral", "nothing")


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        ("Incident", ("worry",)),
        ("Concern", ("worry",)),
        ("Home conditions", ("worry",)),
        ("Contact or referral", ("referral",)),
        ("Assessment", ("assessment",)),
        ("Risk assessment", ("assessment",)),
        ("New worker or assessment", ("change",)),
        ("Change of plan or worker", ("change",)),
        ("Change of lead professional", ("change",)),
        ("Change of plan", ("decision", "change")),
        ("Decision", ("decision",)),
        ("Step down", ("decision", "down")),
        ("Step up", ("decision",)),
        ("Visit or direct work", ()),
        ("Health", ()),
        ("", ()),
    ],
)
def test_each_kind_of_event_has_its_meaning(kind: str, roles: tuple[str, ...]) -> None:
    """The kinds of our themes are understood, and so are those of any theme that uses the same
    words.
    """
    assert roles_of(kind) == roles


def test_kinds_in_a_partnerships_own_words_keep_their_meaning() -> None:
    """If a referral is called a request, a third request is still reported."""
    with using_language(Language(local=(("referral", "request"),))):
        assert roles_of("Contact or request") == ("referral",)
