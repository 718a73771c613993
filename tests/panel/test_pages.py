"""What a panel has to decide, from small tables of returns: the issues of a case, their order, and
how time is divided between cases.
"""

from __future__ import annotations

from datetime import time
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_core.evidence import EvidenceRef
from audit_core.panel.agenda import MIN_MINUTES, agenda, least_minutes
from audit_core.panel.model import ASK, MAX_AGENDA_ITEMS, AgendaItem, CasePage
from audit_core.panel.pages import cross_case_findings, panel_pages
from audit_core.problems.problem import Where
from audit_core.returns.model import Concern, Conflict, Doubt
from audit_core.rounds.panel_decisions import Decisions, FindingNote, PanelAnswer
from audit_core.rounds.round import Subject
from audit_core.tabulation.compiled import Compiled
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import compiled
from audit_core.testing.text_tables import returns
from audit_core.themes.rules import Cap, Differ, IfThen, Share
from audit_core.themes.theme import Number, Rating, Words

THEME = small_theme(
    question("XX-1.1", label="The child was seen", flags=("critical",)),
    question("XX-1.2", label="Risk was assessed", flags=("critical",)),
    question(
        "XX-1.3",
        label="A disagreement between agencies",
        scope="shared",
        answer=Rating("yes_no"),
        topic="escalation",
    ),
    question("XX-1.4", label="It was escalated", flags=("escalation",)),
    question(
        "XX-1.5",
        label="Incidents on record",
        scope="shared",
        answer=Number("incidents"),
        topic="history",
    ),
    question("XX-1.6", "What did the child say, in their own words?", answer=Words()),
    question("XX-1.7", label="Tidy files"),
    question("XX-1.8", asked_of=("panel",), scope="case"),
    limits=(
        Cap(
            "critical",
            "Two critical standards were Not met.",
            "inadequate",
            flag="critical",
            at_least=2,
        ),
    ),
    rules=(
        Differ("told", "The records of {recipient} do not agree: {question}.", refs=("XX-1.3",)),
        Differ("counts", "The records of {recipient} hold different numbers.", refs=("XX-1.5",)),
        IfThen(
            "left",
            "{recipient} disagreed, and it was not taken further.",
            fact="XX-1.3",
            then="XX-1.4",
        ),
    ),
)
ROUND = round_of(THEME)
ONE, TWO = (subject.ref for subject in ROUND.subjects)
RETURNS = """
    | case | agency | XX-1.1      | XX-1.2      | XX-1.3 | XX-1.4  | XX-1.5 \
        | XX-1.6               | XX-1.7  | J-1  | J-3                  |
    | 1    | police | not_met     | met         | no     | not_met | 3      \
        |                      | not_met | good | good                 |
    | 1    | school | met         | no_evidence | yes    |         | 7      \
        | I hid in the garden. | not_met | good | inadequate           |
    | 2    | police | no_evidence | met         | no     |         | 2      \
        |                      | met     | good | good                 |
    | 2    | school | no_evidence | met         | no     |         | 2      \
        |                      | met     | good | requires_improvement |
"""


def worked_out(decisions: Decisions | None = None) -> Compiled:
    """The compiled round of these returns."""
    return compiled(THEME, returns(THEME, RETURNS, ROUND), ROUND, decisions)


def issues(page: CasePage) -> list[tuple[str, str]]:
    """All issues of a page, as (weight, sentence)."""
    return [(matter.weight, matter.says) for matter in (*page.matters, *page.rest)]


def test_the_issues_of_a_case_are_in_order_of_weight() -> None:
    """Records that differ about a disagreement nobody escalated come first, as one issue; then the
    critical standard, then others. Problems with files are no issue.
    """
    one, _ = panel_pages(worked_out())
    assert issues(one) == [
        ("differ", "School disagreed, and it was not taken further."),
        ("critical", "The child was seen: not met at 1 of 2 agencies."),
        ("differ_less", "The records of Police and School hold different numbers."),
        ("spread", "Agencies' grades for working together are 2 steps apart."),
    ]
    assert one.matters[0].note == "No: Police. Yes: School."
    assert one.matters[1].note == "Not met: Police. Met: School."
    assert [len(matter.ids) for matter in one.matters] == [2, 1, 1, 0]
    assert all(matter.evidence for matter in one.matters)


def test_a_critical_standard_without_any_evidence_is_a_gap() -> None:
    """If no agency has evidence it is a gap; if another agency found it met, there is nothing to
    decide. Grades one step apart are no issue.
    """
    _, two = panel_pages(worked_out())
    assert issues(two) == [("gap", "The child was seen: nothing on record at any agency.")]


def test_the_childs_words_and_the_panels_questions_are_on_the_page() -> None:
    """The page shows whose record has the words and in which cell, and the panel's answers to its
    own questions.
    """
    one, two = panel_pages(
        worked_out(
            Decisions(
                panel=(PanelAnswer(TWO, "XX-1.8", "Met", "", Where("decisions.xlsx"), "met"),)
            )
        )
    )
    assert [(voice.recipient, voice.words, voice.at.file) for voice in one.voices] == [
        ("school", "I hid in the garden.", "school-1.xlsx")
    ]
    assert [(item.ref, item.said) for page in (one, two) for item in page.own] == [
        ("XX-1.8", ""),
        ("XX-1.8", "Met"),
    ]


def test_agreement_between_records_is_shown_and_needs_no_decision() -> None:
    """In the second case both records say that nobody disagreed, and count two incidents."""
    one, two = panel_pages(worked_out())
    assert one.agreed == ()
    assert two.agreed == (
        "A disagreement between agencies (Police and School)",
        "Incidents on record (Police and School)",
    )


def test_a_concern_is_on_the_page_of_its_case_until_it_is_closed() -> None:
    """A concern on the school's form about the first case is on that case's page alone, and on none
    once the chair has closed it.
    """
    book = returns(THEME, RETURNS, ROUND)
    form = str(next(ret for ret in book.returns if ret.id.recipient == "school").id)
    concern = Concern(
        EvidenceRef("school-1.xlsx", "00", "Start here", "C11"),
        form,
        "He is back in the home.",
        "Duty manager",
        "2026-03-16T09:40",
    )
    result = compiled(THEME, attrs.evolve(book, concerns=(concern,)), ROUND)
    assert [page.concerns for page in panel_pages(result)] == [(concern,), ()]
    closed = attrs.evolve(
        result,
        decisions=attrs.evolve(
            result.decisions, concerns=((concern.key, "Duty manager", "closed"),)
        ),
    )
    assert [page.concerns for page in panel_pages(closed)] == [(), ()]


def test_a_mostly_blank_form_is_an_issue() -> None:
    """Two good grades above a form with few answers are not a good case: the page says how much was
    answered.
    """
    (page,) = panel_pages(
        compiled(
            THEME,
            returns(
                THEME, "| case | agency | XX-1.1 |\n| 1 | police | met |\n| 1 | school | met |"
            ),
        )
    )
    assert ("gap", "Police answered 1 of 5 questions.") in issues(page)


def test_a_finding_that_was_only_noted_is_no_issue() -> None:
    """A finding that the panel has only noted is not a matter on the case's page."""
    finding = next(finding for finding in worked_out().findings if finding.rule == "counts")
    one, _ = panel_pages(worked_out(Decisions(findings=(FindingNote(finding.id, status="noted"),))))
    assert "differ_less" not in [weight for weight, _ in issues(one)]


def test_a_case_that_may_not_be_one_child_raises_only_that_question() -> None:
    """Its agencies are not compared until it is decided; differing copies and missing forms are
    still listed.
    """
    at = EvidenceRef("school-1.xlsx", "00", "Start here", "C20")
    form = next(
        ret for ret in returns(THEME, RETURNS, ROUND).returns if ret.id.recipient == "school"
    ).id
    doubt = Doubt(str(form), ONE, "school", at, (("Age band:", "0 to 4", "11 to 15"),))
    book = attrs.evolve(
        returns(THEME, RETURNS, ROUND),
        doubts=(doubt,),
        conflicts=(
            Conflict("k", str(form), ("a.xlsx", "b.xlsx"), (("XX-1.1", "Met", "Not met"),)),
        ),
    )
    one, two = panel_pages(compiled(THEME, book, ROUND))
    assert issues(one) == [
        ("same_child", "The form from School may be about another child."),
        ("copies", "Two copies from School differ, and neither counts."),
    ]
    assert one.matters[0].note == "Age band: The form says 0 to 4; the round says 11 to 15."
    assert issues(two)


def test_at_most_five_issues_are_on_the_page() -> None:
    """The five weightiest are shown, and the rest are kept in order."""
    many = tuple(question(f"XX-2.{number}", flags=("critical",)) for number in range(1, 9))
    theme = small_theme(*many)
    refs = " | ".join(item.ref for item in many)
    book = returns(
        theme,
        f"| case | agency | {refs} |\n| 1 | police | {' | '.join(['not_met'] * 8)} |\n| 1 | "
        f"school | {' | '.join(['met'] * 7)} | not_met |",
    )
    (page,) = panel_pages(compiled(theme, book))
    assert (len(page.matters), len(page.rest)) == (MAX_AGENDA_ITEMS, 3)
    assert page.matters[0].says == "Standard XX-2.8: not met at 2 of 2 agencies."


def test_reasons_are_gathered_beside_the_findings() -> None:
    """Each part of the form has its high findings and what auditors wrote helped or got in the way,
    once; strengths and noted findings have no reasons.
    """
    theme = small_theme(
        question("XX-1.1"),
        rules=(
            Share("poor", "{n} of {m} poor.", refs=("XX-1.1",), high=True),
            Share(
                "well",
                "{n} of {m} well.",
                refs=("XX-1.1",),
                counts=("met",),
                kind="strength",
                high=True,
            ),
        ),
    )
    table = """
        | case | agency | XX-1.1  | W-1                       |
        | 1    | police | not_met | Two systems, two logins.  |
        | 1    | school | met     | two systems,  two logins. |
        | 2    | police | not_met |                           |
        | 2    | school | met     | We knew whom to ring.     |
    """
    (part,) = cross_case_findings(compiled(theme, returns(theme, table)))
    assert [finding.says for finding in part.findings] == ["2 of 4 poor."]
    assert (part.title, [(voice.recipient, voice.words) for voice in part.said]) == (
        "The standards",
        [("police", "Two systems, two logins."), ("school", "We knew whom to ring.")],
    )
    aside = Decisions(findings=(FindingNote(part.findings[0].id, status="noted"),))
    (part,) = cross_case_findings(compiled(theme, returns(theme, table), None, aside))
    assert part.findings == ()


def test_every_kind_of_issue_has_a_question_for_the_panel() -> None:
    """Each weight has a question."""
    assert all(sentence.endswith(".") for sentence in ASK.values())


def pages(*matters: int) -> list[CasePage]:
    """A page for each number of issues."""
    return [
        CasePage(
            Subject(f"XX26A-{place:02}-A", "case"),
            tuple(AgendaItem("critical", "x") for _ in range(count)),
            (),
            (),
            (),
            None,
        )
        for place, count in enumerate(matters, start=1)
    ]


def test_a_panel_of_three_hours_has_time_for_six_cases() -> None:
    """The break is in the middle, a case with five issues has more than twice the time of one
    without, and the panel ends on time.
    """
    slots = agenda(pages(5, 0, 2, 3, 5, 1), time(9, 30), 180)
    assert [slot.subject[-4:-2] or slot.title.split(":")[0] for slot in slots] == [
        *("Welcome", "01", "02", "03", "Break", "04", "05", "06"),
        *("Across the cases", "Recommendations", "What happens next"),
    ]
    by_case = {slot.subject[-4:-2]: slot.minutes for slot in slots if slot.subject}
    assert by_case["01"] > 2 * by_case["02"]
    assert slots[-1].begins == time(12, 25)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=20), st.integers(0, 300), st.times())
def test_every_minute_is_allotted_exactly_once(matters: list[int], more: int, begins: time) -> None:
    """Whatever the cases and the length, slots follow each other and add up, and no case has less
    than it needs.
    """
    minutes = least_minutes(len(matters)) + more
    slots = agenda(pages(*matters), begins, minutes)
    assert sum(slot.minutes for slot in slots) == minutes
    assert all(slot.minutes >= MIN_MINUTES for slot in slots)
    for one, after in pairwise(slots):
        assert (
            60 * one.begins.hour
            + one.begins.minute
            + one.minutes
            - 60 * after.begins.hour
            - after.begins.minute
        ) % 1440 == 0


def test_a_panel_that_is_too_short_is_refused() -> None:
    """A panel one minute shorter than its cases need is refused."""
    with pytest.raises(ValueError, match="short"):
        agenda(pages(1, 1), time(9), least_minutes(2) - 1)
