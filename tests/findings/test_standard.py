"""What a standard becomes: worked rounds with the finding written by hand first, and the law that
silence never hides a finding.
"""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_core.findings.finding import Finding
from audit_core.problems.problem import Where
from audit_core.reports.template_context import children_in_words
from audit_core.returns.model import Doubt
from audit_core.rounds.panel_decisions import Decisions, PanelAnswer
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import findings, scores
from audit_core.testing.text_tables import returns
from audit_core.themes.rules import Differ, Standard
from audit_core.themes.theme import Instrument, Section, Theme, TimeLimit, Times

TOLD = Standard(
    "school-told",
    short="Schools were not always told of an incident",
    well="Schools were told of an incident",
    refs=("XX-1.1",),
    kind="priority",
    recommend="tell",
)
THEME = small_theme(question("XX-1.1"), question("XX-1.2"), rules=(TOLD,))
CRITICAL = small_theme(question("XX-1.1", flags=("critical",)), rules=(TOLD,))


def table(*answers: str) -> str:
    """One case a row; "met, partly" are the answers of police and school."""
    rows = [
        f"| {case} | {agency} | {code.strip()} |"
        for case, codes in enumerate(answers, start=1)
        for agency, code in zip(("police", "school"), codes.split(","), strict=False)
    ]
    return "\n".join(("| case | agency | XX-1.1 |", *rows))


def found(theme: Theme, *answers: str) -> Finding | None:
    """The finding of the one rule, or None."""
    hits = findings(theme, returns(theme, table(*answers)))
    assert len(hits) <= 1
    return hits[0] if hits else None


SIX = (
    ("met, met", "met, partly", "not_met, met", "no_evidence", "told", "met"),
    "priority",
    (
        "Schools were not always told of an incident: for 4 of 6 children (not met for 1, met in "
        "part for 1, not on record for 2; 4 of 9 records). It was met for the other 2."
    ),
)
WORKED = [
    pytest.param(THEME, *SIX, id="every part of a shortfall is said"),
    pytest.param(
        THEME,
        ("not_met", "not_met", "partly"),
        "priority",
        "Schools were not always told of an incident: for all 3 children (not met for 2, met in "
        "part for 1; 3 of 3 records).",
        id="nobody is left out of all",
    ),
    pytest.param(
        THEME,
        ("met", "met", "met, met", "not_met"),
        "strength",
        "Schools were told of an incident for 3 of 4 children (4 of 5 records). Not met for 1.",
        id="a strength says for whom it was not",
    ),
    pytest.param(
        THEME,
        ("met", "met", "not_met"),
        "once",
        "Schools were not always told of an incident: for 1 of 3 children (not met; 1 of 3 "
        "records). It was met for the other 2.",
        id="one child alone is seen once",
    ),
    pytest.param(
        CRITICAL,
        ("met", "met", "met", "met", "met", "not_met"),
        "priority",
        "Schools were not always told of an incident: for 1 of 6 children (not met; 1 of 6 "
        "records). It was met for the other 5.",
        id="a critical standard unmet for one child is no strength",
    ),
    pytest.param(
        CRITICAL,
        ("met", "met", "met", "met", "met", "no_evidence"),
        "gap",
        "Nothing is on record about this (Standard XX-1.1): for 1 of 6 children (1 of 6 records). "
        "It was met for the other 5.",
        id="a critical standard without a record of one child is a gap",
    ),
    pytest.param(
        THEME,
        ("no_evidence", "told", "met"),
        "gap",
        "Nothing is on record about this (Standard XX-1.1): for 2 of 3 children (2 of 3 records). "
        "It was met for the other child.",
        id="nothing but silence is a gap",
    ),
]


@pytest.mark.parametrize(("theme", "answers", "kind", "says"), WORKED)
def test_a_worked_round_says_what_was_written_by_hand(
    theme: Theme, answers: tuple[str, ...], kind: str, says: str
) -> None:
    """Children are counted first, each once and by the worst of its records; then the records."""
    finding = found(theme, *answers)
    assert finding is not None
    assert (finding.kind, finding.says) == (kind, says)


@pytest.mark.parametrize("answers", [("met", "met"), ("not_applicable", ""), ()])
def test_nothing_is_said_of_too_little(answers: tuple[str, ...]) -> None:
    """Two good records are no strength, and answers that do not count are nothing."""
    assert found(THEME, *answers or ("",)) is None


@pytest.mark.parametrize(
    ("asked", "strengths"),
    [(3, ["Standard XX-1.2: met for all 3 children (3 of 3 records)."]), (2, [])],
    ids=["for three children", "for two, which is too little"],
)
def test_a_question_met_throughout_is_a_strength_beside_those_that_were_not(
    asked: int, strengths: list[str]
) -> None:
    """Of several questions of one rule, each makes at most one finding, and none is lost in it."""
    rule = attrs.evolve(TOLD, refs=("XX-1.1", "XX-1.2"))
    theme = small_theme(question("XX-1.1"), question("XX-1.2"), rules=(rule,))
    rows = "".join(
        f"| {case} | police | {told} | {'met' if case <= asked else ''} |\n"
        for case, told in ((1, "not_met"), (2, "partly"), (3, "met"))
    )
    first, *rest = findings(theme, returns(theme, f"| case | agency | XX-1.1 | XX-1.2 |\n{rows}"))
    assert (first.kind, first.ref) == ("priority", "")
    assert (first.n, first.m, first.records) == (2, 3, (2, 3 if strengths else 5))
    assert "Standard XX-1.1" in first.says
    assert [finding.says for finding in rest] == strengths
    assert {(finding.kind, finding.ref, finding.recommend) for finding in rest} <= {
        ("strength", "XX-1.2", "")
    }


def test_a_contradiction_between_records_is_said_as_that() -> None:
    """Where a shared fact is recorded as met and as not met, nobody is said not to have done it."""
    theme = small_theme(question("XX-1.1", scope="shared"), rules=(TOLD,))
    finding = found(theme, "met, not_met", "met", "met, not_met")
    assert finding is not None
    assert "(recorded differently by agencies; 2 of 5 records)" in finding.says


def test_what_one_record_has_done_in_time_is_not_said_to_be_not_done() -> None:
    """The same holds for a clock; what falls short of another question is still said as that."""
    theme = small_theme(
        question("XX-1.1", scope="shared", answer=Times(("asked", "done"), "wait")),
        question("XX-1.2", scope="shared"),
        rules=(attrs.evolve(TOLD, refs=("XX-1.1", "XX-1.2")),),
        time_limits=(TimeLimit("wait", "From asking to doing", 10, "calendar_days"),),
    )
    text = """
        | case | agency | XX-1.1a    | XX-1.1b    | XX-1.2  |
        | 1    | police | 2025-06-02 | not_done   | met     |
        | 1    | school | 2025-06-02 | 2025-06-04 | met     |
        | 2    | police | 2025-06-02 | not_done   | not_met |
        | 2    | school | 2025-06-02 | 2025-06-04 | not_met |
    """
    (finding,) = findings(theme, returns(theme, text))
    assert "(not met for 1, recorded differently by agencies for 1; 4 of 8 records)" in finding.says


def test_the_panels_own_answers_stand_beside_the_agencies() -> None:
    """They do not raise or lower the count on which the panel itself decides."""
    theme = small_theme(
        question("XX-1.1"),
        question("XX-1.2", scope="case", asked_of=("panel",)),
        rules=(Standard("both", "It was not always so", "It was so", ("XX-1.1", "XX-1.2")),),
    )
    audit_round = round_of(theme, ("police",), 2)
    where = Where("decisions.xlsx", "Panel", "D2")
    said = tuple(
        PanelAnswer(case.ref, "XX-1.2", "Not met", "", where, "not_met")
        for case in audit_round.cases
    )
    book = returns(theme, table("partly", "not_met"), audit_round)
    alone, beside = (
        findings(theme, book, audit_round, Decisions(panel=panel))[0] for panel in ((), said)
    )
    assert (alone.n, alone.m) == (beside.n, beside.m) == (2, 2)
    assert beside.says == f"{alone.says} In the panel's own answers it was met for none."


def test_a_held_case_is_in_no_part_of_a_sentence_about_children() -> None:
    """One of its forms may be about another child, so it is not among those that declined either,
    and a sentence that counts children counts the records of the same children.
    """
    theme = small_theme(
        question("XX-1.1", flags=("timed",), answer=Times(("asked", "done"), "wait")),
        question("XX-1.2"),
        rules=(TOLD,),
        time_limits=(TimeLimit("wait", "From asking to doing", 10, "calendar_days"),),
    )
    text = """
        | case | agency | XX-1.1a    | XX-1.1b                  | XX-1.2  |
        | 1    | police | 2025-06-02 | not_done                 | met     |
        | 2    | police | 2025-06-02 | not_done                 | met     |
        | 3    | police | 2025-06-02 | declined / Offered twice | not_met |
    """
    book = returns(theme, text)
    form = book.returns[2].form
    doubt = Doubt(str(form.id), form.id.subject, "police", form.entries[0].at, ())
    book = attrs.evolve(book, doubts=(doubt,))
    (finding,) = findings(theme, book)
    assert "declined" not in finding.says
    score = scores(theme, book).question("XX-1.2")
    assert score is not None
    assert children_in_words(score) == "for 2 of 2 children (2 of 2 records)"


def test_a_finding_continues_those_that_it_took_the_place_of() -> None:
    """Ids printed by rules that it names, and by itself while it made a finding for each child or
    one about several questions, lead to it. Of a rule that is still there, only those about its
    own question do.
    """
    rule = attrs.evolve(TOLD, was=("done-well", "facts"))
    facts = Differ("facts", "Records do not agree", ("XX-1.2",), per="rule")
    theme = small_theme(question("XX-1.1"), question("XX-1.2"), rules=(rule, facts))
    finding = found(theme, "not_met", "not_met")
    assert finding is not None
    assert finding.key == "small|school-told|case_file|XX-1.1||"
    assert finding.continues == (
        "small|done-well|case_file|XX-1.1|",
        "small|done-well|case_file||",
        "small|facts|case_file|XX-1.1|",
        "small|school-told|case_file|XX-1.1|",
        "small|school-told|case_file||",
    )


ARRANGEMENTS = small_theme(
    instruments=(
        Instrument(
            "partnership",
            "Itself",
            "round",
            (
                Section(
                    1,
                    "In place",
                    tuple(
                        question(f"XX-P.{number}", scope="partnership", asked_of=("partnership",))
                        for number in range(1, 6)
                    ),
                ),
            ),
        ),
    ),
    rules=(
        Standard(
            "arrangements",
            short="The partnership does not yet have in place",
            well="The partnership has in place",
            refs=("XX-P.1", "XX-P.2", "XX-P.3", "XX-P.4", "XX-P.5"),
        ),
    ),
)


@pytest.mark.parametrize(
    ("answers", "kind", "says"),
    [
        (
            "met | partly | not_met | |",
            "improvement",
            (
                "The partnership does not yet have in place: Standard XX-P.3; Standard XX-P.2 (in "
                "part). In place: Standard XX-P.1."
            ),
        ),
        (
            "met | met | met | met | not_met",
            "improvement",
            (
                "The partnership does not yet have in place: Standard XX-P.5. In place: Standard "
                "XX-P.1; Standard XX-P.2; Standard XX-P.3; Standard XX-P.4."
            ),
        ),
        (
            "met | met | met | |",
            "strength",
            "The partnership has in place: Standard XX-P.1; Standard XX-P.2; Standard XX-P.3.",
        ),
    ],
    ids=["some", "all but one", "all that were answered"],
)
def test_the_partnerships_arrangements_are_named(answers: str, kind: str, says: str) -> None:
    """The partnership answers once, so its arrangements are counted and named, not children; one
    that is missing is hidden by no number of others.
    """
    text = f"""
        | case | agency      | XX-P.1 | XX-P.2 | XX-P.3 | XX-P.4 | XX-P.5 |
        | 1    | partnership | {answers} |
    """
    (finding,) = findings(ARRANGEMENTS, returns(ARRANGEMENTS, text))
    assert (finding.kind, finding.says) == (kind, says)


def test_the_panels_answers_alone_are_no_records() -> None:
    """A standard that only the panel judges is counted in its answers."""
    theme = small_theme(question("XX-1.1", scope="case", asked_of=("panel",)), rules=(TOLD,))
    text = "| case | agency | XX-1.1 |\n| 1 | panel | not_met |\n| 2 | panel | partly |"
    (finding,) = findings(theme, returns(theme, text))
    assert finding.says == (
        "Schools were not always told of an incident: for both children (not met for 1, met in "
        "part for 1; 2 of 2 answers)."
    )


def test_records_that_differ_are_one_finding_for_all_children() -> None:
    """It says for how many of the children that agencies share, and who said what of each."""
    theme = small_theme(
        question("XX-1.1", scope="shared"),
        rules=(
            Differ(
                "differ", "Records do not agree on this", ("XX-1.1",), per="rule", was=("times",)
            ),
        ),
    )
    book = returns(theme, table("met, not_met", "met, met", "met, not_met"))
    (finding,) = findings(theme, book)
    assert finding.says == (
        "Records do not agree on this: for 2 of 3 children about whom two or more agencies "
        "answered (Standard XX-1.1 for 2)."
    )
    assert len(finding.short) == 2
    assert "small|times|case_file|XX-1.1|" in finding.continues
    assert finding.note.count("Met: Police. Not met: School.") == 2


CODES = ("met", "partly", "not_met", "told", "no_evidence", "not_applicable", "")
ROUNDS = st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)), min_size=1, max_size=7)


@settings(max_examples=60, deadline=None)
@given(ROUNDS, st.sampled_from((THEME, CRITICAL)), st.data())
def test_silence_never_hides_a_finding_and_never_raises_a_share_met(
    answers: list[tuple[str, str]], theme: Theme, data: st.DataObject
) -> None:
    """Whichever Not met is replaced by No evidence: every finding but a strength stays, none
    becomes a strength, and no share met rises.
    """
    silenced = [
        tuple(
            "no_evidence" if code == "not_met" and data.draw(st.booleans()) else code
            for code in pair
        )
        for pair in answers
    ]
    before, after = (
        returns(theme, table(*(", ".join(pair) for pair in rows))) for rows in (answers, silenced)
    )
    kinds = [
        {finding.key: finding.kind for finding in findings(theme, book)} for book in (before, after)
    ]
    assert kinds[0].keys() == kinds[1].keys()
    assert all((kinds[0][key] == "strength") is (kinds[1][key] == "strength") for key in kinds[0])
    shares = [scores(theme, book).overall.pooled.percent or 0 for book in (before, after)]
    assert shares[1] <= shares[0]
