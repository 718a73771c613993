"""What is missing on a form."""

from __future__ import annotations

import attrs
import pytest

from audit_core.forms.build import forms_for, issued_form, rebuild_form
from audit_core.records import with_changes
from audit_core.returns.completeness import what_is_missing
from audit_core.returns.context import reading_context
from audit_core.returns.reader import read_return
from audit_core.rounds.issued import Issued
from audit_core.rounds.round import Subject
from audit_core.themes.house import House
from audit_core.themes.scales import HOUSE_SCALES
from audit_core.themes.theme import OnlyIf, Question, Rating, Section
from tests.wordings import shows

NIL = {
    "S-1": "No",
    "G-1": "No",
    "S-5": "Nobody",
    "S-6": "Both systems",
    "S-7": "Records officer",
    "S-8": "14 Mar 2026",
}


def codes_and_refs(reading):
    return [(problem.code, problem.where.ref) for problem in reading.problems]


def test_a_nil_return_needs_only_a_few_answers(form, lay_out, read):
    """With not known, the searches, role, date and both answers on risk, nothing is missing."""
    assert codes_and_refs(read(lay_out(form, NIL))) == []


@pytest.mark.parametrize("typed", ["Not known", "not known", "Unknown to us"])
def test_an_answer_about_the_child_alone_is_confirmed(form, lay_out, read, typed):
    """Earlier forms asked whether the child was known: who answers that may know a parent."""
    assert codes_and_refs(read(lay_out(form, NIL | {"S-5": typed}))) == [
        ("answer.ambiguous", "S-5")
    ]


@pytest.mark.parametrize("blank", ["S-6", "S-7", "S-8"])
def test_a_nil_return_needs_who_searched_where_and_when(form, lay_out, read, blank):
    """Each of the three is asked for."""
    assert codes_and_refs(read(lay_out(form, NIL | {blank: None}))) == [
        ("form.nil_incomplete", blank)
    ]


def test_answers_on_a_nil_return_are_queried(form, lay_out, read):
    """If a form says the child was not known and then has answers, the auditor is asked."""
    assert codes_and_refs(read(lay_out(form, NIL | {"ZZ-1.1": ("Met", "Seen on page 3")}))) == [
        ("form.nil_answered", "S-5")
    ]


def test_a_blank_risk_question_is_asked_for_once(form, full, lay_out, read):
    """The first of its two places is enough."""
    assert codes_and_refs(
        read(lay_out(form, full | {"S-1": None, "S-2": None, "G-1": None, "G-2": None}))
    ) == [("form.risk_unanswered", "S-1")]
    assert codes_and_refs(read(lay_out(form, full | {"G-1": None, "G-2": None}))) == [
        ("form.risk_unanswered", "G-1")
    ]


@pytest.mark.parametrize("blank", ["G-5", "G-6"])
def test_a_form_without_role_or_date_is_not_signed(form, full, lay_out, read, blank):
    """Both are needed."""
    assert codes_and_refs(read(lay_out(form, full | {blank: None}))) == [("form.not_signed", "G-5")]


def test_a_form_under_eighty_per_cent_is_incomplete(form, full, lay_out, read):
    """Seven answers of eight are enough and six are not; each blank one is listed."""
    one = full | {"ZZ-1.1": None}
    assert codes_and_refs(read(lay_out(form, one))) == [("answer.blank_required", "ZZ-1.1")]
    two = one | {"ZZ-1.2": None}
    reading = read(lay_out(form, two))
    assert codes_and_refs(reading) == [
        ("answer.blank_required", "ZZ-1.1"),
        ("answer.blank_required", "ZZ-1.2"),
        ("form.incomplete", ""),
    ]
    assert shows(reading.problems[-1].what, "form.incomplete", answered=6, asked=8)


def test_a_timed_question_left_blank_is_reported_once(form, full, lay_out, read):
    """Its rows are one question; if the end is given, an explanation stands for the start."""
    blank = {"ZZ-1.3a": None, "ZZ-1.3b": None, "ZZ-1.3c": None}
    assert codes_and_refs(read(lay_out(form, full | blank))) == [
        ("answer.blank_required", "ZZ-1.3a")
    ]
    assert codes_and_refs(read(lay_out(form, full | {"ZZ-1.3a": None}))) == []


SENT = {"ZZ-1.3a": "14 Mar 2026 09:10", "ZZ-1.3b": "14 Mar 2026 11:10", "ZZ-1.3c": None}
"""A timed question that was answered in time, with nothing beside its dates."""
NEVER = "It was never sent."


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ({}, []),
        ({"ZZ-1.3a": None}, [("answer.date_missing", "ZZ-1.3a")]),
        ({"ZZ-1.3a": (None, "The log has no time.")}, []),
        ({"ZZ-1.3b": None}, [("answer.never_done", "ZZ-1.3b")]),
        ({"ZZ-1.3b": (None, NEVER)}, [("answer.never_done", "ZZ-1.3b")]),
        ({"ZZ-1.3a": None, "ZZ-1.3b": (None, NEVER)}, [("answer.never_done", "ZZ-1.3b")]),
        ({"ZZ-1.3b": "Not done"}, []),
        ({"ZZ-1.3a": None, "ZZ-1.3b": "Not done"}, [("answer.date_missing", "ZZ-1.3a")]),
        ({"ZZ-1.3a": "Nothing on record", "ZZ-1.3b": "Not done"}, []),
        ({"ZZ-1.3a": None, "ZZ-1.3b": "Nothing on record"}, []),
        ({"ZZ-1.3b": "Done but date not recorded"}, []),
        ({"ZZ-1.3b": "Not needed or declined"}, [("answer.say_why", "ZZ-1.3b")]),
        ({"ZZ-1.3b": ("Not needed or declined", "Offered twice; the mother said no.")}, []),
        ({"ZZ-1.3b": ("in the spring", NEVER)}, [("answer.date_or_choice", "ZZ-1.3b")]),
        ({"ZZ-1.3c": "Capacity"}, [("answer.say_why", "ZZ-1.3c")]),
        ({"ZZ-1.3c": ("Capacity", "Nobody was on duty.")}, []),
        ({"ZZ-1.3c": "Not known"}, []),
    ],
)
def test_an_end_without_a_date_says_which_it_is(form, full, lay_out, read, typed, asked):
    """Words do not say whether something was never done, so a blank end is asked about; a choice
    asks for a start and, where it needs them, for words.
    """
    bare = {ref: (answer, "") for ref, answer in SENT.items()}
    assert codes_and_refs(read(lay_out(form, full | bare | typed))) == asked


def test_reasons_and_evidence_are_asked_for_where_needed(form, full, lay_out, read):
    """Not applicable needs a reason and Met needs evidence; No evidence on file needs neither."""
    reading = read(
        lay_out(form, full | {"ZZ-1.1": "n/a", "ZZ-1.2": "Met", "ZZ-2.4": "No evidence on file"})
    )
    assert codes_and_refs(reading) == [
        ("answer.read_as", "ZZ-1.1"),
        ("answer.no_reason", "ZZ-1.1"),
        ("answer.no_evidence", "ZZ-1.2"),
    ]


def test_a_form_about_another_child_is_noticed(form, full, lay_out, read):
    """A fact in bands that differs from the round's is reported first; a blank, or one the round
    does not know, is not.
    """
    reading = read(lay_out(form, full | {"S-14": "11 to 15"}))
    assert codes_and_refs(reading) == [("form.other_child", "S-14")]
    assert shows(reading.problems[0].what, "form.other_child", theirs="11 to 15")
    assert codes_and_refs(read(lay_out(form, full | {"S-5": None}))) == [
        ("answer.blank_required", "S-5")
    ]
    assert codes_and_refs(read(lay_out(form, full | {"S-14": None}))) == [
        ("answer.blank_required", "S-14")
    ]


@pytest.mark.parametrize(
    ("theirs", "codes"), [("Family help", []), ("Early help", ["form.other_child"])]
)
def test_family_help_is_no_other_child(form, full, lay_out, read, theme, theirs, codes):
    """One agency's record may say family help where the round still says child in need."""
    plan = next(field.ref for field in form.fields if field.key == "fact.plan")
    reading = read(lay_out(form, full | {plan: theirs}))
    child = Subject("ZZ26A-01-B", "case", facts=(("plan", "Child in need"),))
    found = what_is_missing("return.xlsx", form, reading.form.entries, theme, child)
    assert [each.code for each in found if each.code == "form.other_child"] == codes


def test_a_question_for_a_role_nobody_held_may_be_blank(theme, audit_round, lay_out, as_file):
    """ "Answer only if you held this role" may be blank if nobody did; an answer still counts."""
    asked = Question(
        "ZZ-3.1",
        "Did the lead professional bring the family together?",
        "They did.",
        "Minutes.",
        ("lead_professional",),
    )
    instrument = attrs.evolve(
        theme.instruments[0],
        sections=(*theme.instruments[0].sections[:1], Section(3, "Lead", (asked,))),
    )
    other = attrs.evolve(theme, instruments=(instrument,))
    form = forms_for(other, audit_round, "abc123")[0]
    desk = reading_context(
        audit_round,
        Issued(1, "ZZ26A", (issued_form(form, "x.xlsx", audit_round),)),
        {"abc123": other},
        rebuild_form,
    )
    assert form.if_held == (("ZZ-3.1", "lead_professional"),)
    blank = read_return(as_file(lay_out(form, {})), desk)
    assert ("answer.blank_required", "ZZ-3.1") not in codes_and_refs(blank)
    assert blank.ledger.reason.startswith("Read: 0 of 4")
    answered = read_return(
        as_file(lay_out(form, {"ZZ-3.1": ("Met", "Minutes of the meeting")})), desk
    )
    assert answered.ledger.reason.startswith("Read: 1 of 5")
    entry = next(entry for entry in answered.form.entries if entry.ref == "ZZ-3.1")
    assert (entry.held, entry.counts) == ("lead_professional", "met")


def test_an_auditor_who_was_involved_is_reported(form, full, lay_out, read):
    """The form asks such an auditor to ring first, and the returned form is queried."""
    assert codes_and_refs(read(lay_out(form, full | {"S-13": "Yes"}))) == [
        ("form.involved", "S-13")
    ]
    assert codes_and_refs(read(lay_out(form, full | {"S-13": "No"}))) == []


def test_an_answer_that_another_rules_out_is_queried_at_both_cells(
    theme, audit_round, lay_out, as_file
):
    """If nobody disagreed and the disagreement was not escalated, the form is not complete, and
    both cells say so.
    """
    fact = Question(
        "ZZ-3.1",
        "Did any agency disagree?",
        "It is said.",
        "Minutes.",
        ("police",),
        answer=Rating("yes_no"),
    )
    follows = Question(
        "ZZ-3.2",
        "Was it taken further?",
        "It was.",
        "E-mails.",
        ("police",),
        only_if=OnlyIf("ZZ-3.1", ("yes",)),
    )
    instrument = attrs.evolve(
        theme.instruments[0], sections=(Section(3, "Challenge", (fact, follows)),)
    )
    other = attrs.evolve(theme, instruments=(instrument,))
    form = forms_for(other, audit_round, "abc123")[0]
    desk = reading_context(
        audit_round,
        Issued(1, "ZZ26A", (issued_form(form, "x.xlsx", audit_round),)),
        {"abc123": other},
        rebuild_form,
        lambda _name: as_file(lay_out(form)).data,
    )
    reading = read_return(
        as_file(lay_out(form, {"ZZ-3.1": "No", "ZZ-3.2": ("Not met", "No disagreement on file")})),
        desk,
    )
    asked = [
        (problem.code, problem.where.ref, problem.where.cell)
        for problem in reading.problems
        if problem.code.startswith("answer.contradict")
    ]
    cells = {entry.ref: entry.at.cell for entry in reading.form.entries}
    assert asked == [
        ("answer.contradicted", "ZZ-3.1", cells["ZZ-3.1"]),
        ("answer.contradicts", "ZZ-3.2", cells["ZZ-3.2"]),
    ]
    nil = read_return(as_file(lay_out(form, NIL | {"ZZ-3.1": "No", "ZZ-3.2": "Not met"})), desk)
    assert codes_and_refs(nil) == [("form.nil_answered", "S-5")]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("", "answer.date_missing"),
        ("It was never sent in the period.", "answer.never_done"),
        ("Not done: it was never sent in the period.", ""),
        ("Offered in May, and declined by the mother.", ""),
        ("There is nothing on record about it.", ""),
    ],
)
def test_an_old_form_is_asked_what_its_words_mean(
    theme, forms, audit_round, full, lay_out, as_file, words, asked
):
    """An end without a date beside words may never have been done; a form that was issued before it
    could be chosen is asked until its words say so.
    """
    old = with_changes(theme, house=House(HOUSE_SCALES[:5], ()))
    form = forms_for(old, audit_round, "01d01d")[0]
    issued = Issued(1, audit_round.code, (issued_form(form, "x.xlsx", audit_round),))
    blank = {"x.xlsx": as_file(lay_out(form)).data}
    desk = reading_context(audit_round, issued, {"01d01d": old}, rebuild_form, blank.get)
    typed = {ref: answer for ref, answer in full.items() if ref != "ZZ-1.3c"} | {
        "ZZ-1.3a": ("14 Mar 2026 09:10", ""),
        "ZZ-1.3b": (None, words),
    }
    reading = read_return(as_file(lay_out(form, typed)), desk)
    assert codes_and_refs(reading) == ([(asked, "ZZ-1.3b")] if asked else [])


def test_a_nil_return_that_says_somebody_was_known_is_asked_about(form, lay_out, read):
    """The mother holds a tenancy: the landlord who never met the child has something to audit."""
    knew = "Tenancy system. The mother holds a tenancy with us and was seen four times."
    asked = [("form.nil_somebody_known", "S-6")]
    assert codes_and_refs(read(lay_out(form, NIL | {"S-6": knew}))) == asked
    assert codes_and_refs(read(lay_out(form, NIL | {"S-6": "Tenancy system, both parents"}))) == []


def test_words_elsewhere_on_a_nil_return_are_looked_at_too(form, lay_out, read):
    """Whatever is typed beside a question, but not who searched."""
    beside = NIL | {"ZZ-1.1": (None, "Father was on licence to us")}
    assert codes_and_refs(read(lay_out(form, beside))) == [("form.nil_somebody_known", "ZZ-1.1")]
    assert (
        codes_and_refs(read(lay_out(form, NIL | {"S-7": "Family support worker, seen by"}))) == []
    )


def test_known_but_not_involved_is_asked_about_only_if_somebody_still_is(form, lay_out, read):
    """That the household was known in other years is what the answer says."""
    nil = NIL | {"S-5": "Known but not involved"}
    assert codes_and_refs(read(lay_out(form, nil | {"S-6": "Mother was seen in 2019"}))) == []
    assert codes_and_refs(read(lay_out(form, nil | {"S-6": "Mother is a tenant of ours"}))) == [
        ("form.nil_somebody_known", "S-6")
    ]


@pytest.mark.parametrize("known", ["A brother or sister", "A parent or carer or other adult"])
def test_an_agency_that_knew_only_others_is_asked_the_questions(form, full, lay_out, read, known):
    """Its blank questions are asked for; facts about the child may be missing from its record."""
    others = full | {"S-5": known, "S-14": None, "ZZ-1.1": None}
    assert codes_and_refs(read(lay_out(form, others))) == [("answer.blank_required", "ZZ-1.1")]
    assert ("answer.blank_required", "S-14") in codes_and_refs(
        read(lay_out(form, full | {"S-14": None}))
    )
