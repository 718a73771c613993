"""Check the panel's decisions against the round: a decision about something that does not exist is
reported with its cell, and not applied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from audit_core.i18n import date_in_words, pluralise
from audit_core.parsing.folding import fold
from audit_core.problems.problem import Problem, Problems, problem
from audit_core.rounds.issued import Issued
from audit_core.rounds.panel_decisions import Decisions, PanelAnswer
from audit_core.tabulation.compiled import Compiled

_LETTER = {"Across the cases": "F", "Recommendations": "R"}
"""The first letter of the printed ids on a sheet."""


def check_decisions(
    decisions: Decisions, compiled: Compiled, issued: Issued, given: frozenset[str] = frozenset()
) -> tuple[Decisions, Problems]:
    """Return the decisions about what exists in this round, and a problem with its cell for every
    other one.

    `given` are all ids ever printed: a decision on one that is no longer found stays in its row,
    and is no problem.
    """
    problems: list[Problem] = []
    decisions = _owners_as_codes(decisions, compiled)

    def known(sheet: str, what: str, key: str, keys: set[str]) -> bool:
        if key not in keys and not (key in given and key[:1] == _LETTER.get(sheet)):
            problems.append(
                problem("decision.unknown", decisions.where(sheet, key), what=what, id=key)
            )
        return key in keys

    codes = {recipient.code for recipient in compiled.round.recipients} | {"partnership"}
    cases = {subject.ref for subject in compiled.round.subjects if subject.kind == "case"}
    findings = {finding.id for finding in compiled.findings}
    recommendations = {item.id for item in compiled.recommendations}
    forms = {form.id for form in issued.forms}
    concerns = _concern_keys(decisions, compiled, forms)
    good = attrs.evolve(
        decisions,
        grades=tuple(
            item for item in decisions.grades if known("Cases", "case", item.subject, cases)
        ),
        findings=tuple(
            item
            for item in decisions.findings
            if known("Across the cases", "finding", item.id, findings)
        ),
        recommendations=tuple(
            item
            for item in decisions.recommendations
            if known("Recommendations", "recommendation", item.id, recommendations)
            and (not item.owner or known("Recommendations", "recipient", item.owner, codes))
        ),
        panel=_panel_answers(decisions, compiled, cases, problems),
        received=tuple(
            item for item in decisions.received if known("Returns", "form", item[0], forms)
        ),
        missing_accepted=tuple(
            item for item in decisions.missing_accepted if known("Returns", "form", item[0], forms)
        ),
        concerns=tuple(
            item for item in decisions.concerns if known("Concerns", "concern", item[0], concerns)
        ),
        child_actions=tuple(
            item
            for item in decisions.child_actions
            if known("Actions for a child", "case", item.subject, cases)
            and known("Actions for a child", "recipient", item.owner, codes)
        ),
    )
    return good, (*problems, *_due_before_panel(good, compiled))


def _owners_as_codes(decisions: Decisions, compiled: Compiled) -> Decisions:
    """Return the decisions with the code of each owner in place of the name that was typed."""
    code_of = compiled.round.code_of
    return attrs.evolve(
        decisions,
        recommendations=tuple(
            attrs.evolve(item, owner=code_of(item.owner)) for item in decisions.recommendations
        ),
        child_actions=tuple(
            attrs.evolve(item, owner=code_of(item.owner)) for item in decisions.child_actions
        ),
    )


def _concern_keys(decisions: Decisions, compiled: Compiled, forms: set[str]) -> set[str]:
    """Return the keys of the concerns that a decision may be about."""
    once = {
        f"concern|{form}|{where}" for form in forms for where in ("start", "sign_off", "beside")
    }  # a concern that is no longer reported stays in its row
    return {item.key for item in compiled.casebook.concerns} | {
        item[0] for item in decisions.concerns if item[0].partition(" #")[0] in once
    }


def _due_before_panel(decisions: Decisions, compiled: Compiled) -> Iterator[Problem]:
    """Report each recommendation that is due before the panel meets."""
    met = compiled.round.panel or compiled.round.due
    for decision in decisions.recommendations:
        if decision.due and decision.due < met:
            yield problem(
                "decision.due_past",
                decisions.where("Recommendations", decision.id),
                id=decision.id,
                day=date_in_words(decision.due),
            )


def _panel_answers(
    decisions: Decisions, compiled: Compiled, cases: set[str], problems: list[Problem]
) -> tuple[PanelAnswer, ...]:
    """Return the panel's answers with their codes; every other one is added to `problems`."""
    answers = (_panel_answer(item, compiled, cases, problems) for item in decisions.panel)
    return tuple(answer for answer in answers if answer is not None)


def _panel_answer(
    item: PanelAnswer, compiled: Compiled, cases: set[str], problems: list[Problem]
) -> PanelAnswer | None:
    """Return the answer with its code; None, with a problem, if the case or question does not exist
    or the answer is not on its scale.
    """
    question = compiled.theme.question(item.ref)
    scale = compiled.theme.scale_of(question)
    if item.subject not in cases or question is None or question.scope != "case" or scale is None:
        problems.append(
            problem(
                "decision.unknown",
                item.where,
                what="question for the panel",
                id=f"{item.subject} {item.ref}".strip(),
            )
        )
        return None
    code = next(
        (answer.code for answer in scale.answers if fold(answer.label) == fold(item.said)), ""
    )
    if not code:
        known = ", ".join(answer.label for answer in scale.answers)
        problems.append(
            problem("decision.bad_value", item.where, value=item.said, label=item.ref, known=known)
        )
        return None
    return attrs.evolve(item, code=code)


def decisions_in_words(compiled: Compiled) -> tuple[str, ...]:
    """Return a line for each kind of decision that counts in these results, with what it is about;
    none for kinds without decisions.
    """
    made = compiled.decisions
    sentences = [grade for grade in made.grades if grade.child]
    why = [note for note in made.findings if note.why or note.so_what]
    lines = (
        ("grades agreed", _listed(grade.subject for grade in made.grades if grade.grade)),
        (
            "what it is like to be this child",
            _count(
                len(sentences),
                "case",
                f"{sum(grade.cleared for grade in sentences)} of them cleared for the board",
            ),
        ),
        ("the panel's own questions", _count(len(made.panel), "answer")),
        (
            "answers that the panel changed",
            _listed(f"{item.subject} {item.ref}" for item in compiled.casebook.changed),
        ),
        ("findings with a why or a so-what", _listed(note.id for note in why)),
        (
            "findings only noted",
            _listed(note.id for note in made.findings if note.status == "noted"),
        ),
        ("recommendations", _statuses(item.status for item in made.recommendations)),
        (
            "actions for a child",
            _count(
                len(made.child_actions),
                "action",
                f"{sum(item.closed is not None for item in made.child_actions)} of them closed",
            ),
        ),
        ("concerns closed", _count(len(made.closed), "concern")),
        (
            "whether records are about one child",
            _count(sum(bool(doubt.said) for doubt in compiled.casebook.doubts), "form"),
        ),
        ("copies decided", _count(len(compiled.casebook.settled), "form")),
        (
            "quotations cleared",
            _count(sum(words == "cleared" for _, words in made.quotations), "quotation"),
        ),
        (
            "possible identifiers",
            _count(sum(bool(suspect.decision) for suspect in compiled.suspects), "place"),
        ),
        ("dates received", _count(len(made.received), "form")),
        ("proceeding without a return", _count(len(made.missing_accepted), "form")),
    )
    return tuple(f"{what}: {words}" for what, words in lines if words)


def _listed(items: Iterable[str]) -> str:
    return ", ".join(items)


def _count(count: int, noun: str, more: str = "") -> str:
    if not count:
        return ""
    return f"{pluralise(count, noun)}{f', {more}' if more else ''}"


def _statuses(statuses: Iterable[str]) -> str:
    return ", ".join(f"{count} {status}" for status, count in sorted(Counter(statuses).items()))
