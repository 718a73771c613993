"""Turn the case book into the compiled round: run the stages in order, add what plugins contribute,
and assign printed ids. The rules themselves are elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.chronology.case_chronology import CaseEvent
from audit_core.chronology.merge_chronologies import merge_chronologies
from audit_core.disclosure.publish import publish
from audit_core.findings.find_all import find_all, findings_in_order, not_held
from audit_core.findings.propose_actions import owners_of, propose_actions
from audit_core.findings.recommendations import decide, recommend
from audit_core.forms.fields import OWN_WORDS
from audit_core.parsing.personal_identifiers import redact, withhold_identifiers
from audit_core.problems.problem import problem
from audit_core.returns.model import CaseBook, digest
from audit_core.rounds.case_references import place_key
from audit_core.scoring.score import score
from audit_core.tabulation.all_tables import all_tables
from audit_core.tabulation.compiled import Compiled, Draft, Suspect

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from audit_core.commands.load_returns import LoadedReturns
    from audit_core.findings.finding import Finding, Recommendation
    from audit_core.findings.register import Register
    from audit_core.plugin_system.manager import Plugins
    from audit_core.problems.problem import Problems
    from audit_core.rounds.panel_decisions import Decisions
    from audit_core.rounds.round import Round
    from audit_core.scoring.scorecard import Scorecard
    from audit_core.themes.theme import Theme


def analyse(
    audit_round: Round,
    theme: Theme,
    holidays: tuple[date, ...],
    loaded: LoadedReturns,
    plugins: Plugins,
    register: Register,
    as_at: date,
) -> tuple[Compiled, Problems]:
    """Return the compiled round, and the problems of plugins. `register` gains an id for every new
    item.
    """
    decisions = loaded.decisions
    scores = score(loaded.casebook, theme, audit_round, decisions, holidays)
    found, problems = _found(scores, loaded.casebook, theme, audit_round, plugins)
    findings = _noted(register.findings(found), decisions)
    proposed, more_problems = plugins.recommendations(theme, findings)
    put_forward = _put_forward(findings, theme, proposed, decisions, register)
    plan = propose_actions(
        put_forward,
        findings,
        theme,
        audit_round,
        decisions,
        as_at,
        _fixed_owners(put_forward, theme, audit_round, register),
        scores.answered,
    )
    plan = attrs.evolve(plan, actions=register.actions(plan.actions))
    chronicles = merge_chronologies(loaded.casebook, theme, audit_round)
    tables, figures = all_tables(
        loaded.casebook, scores, put_forward, plan, theme, audit_round, chronicles
    )
    compiled = Compiled(
        round=audit_round,
        theme=theme,
        as_at=as_at,
        casebook=loaded.casebook,
        scores=scores,
        findings=findings,
        recommendations=put_forward,
        plan=plan,
        decisions=decisions,
        tables=register.tables(tables),
        figures=register.figures(figures),
        chronology=_chronology(loaded),
        suspects=loaded.suspects,
        draft=_draft(scores, findings, put_forward, loaded, theme, audit_round),
        quotable=_quotable(loaded, audit_round),
        lived=_lived(decisions, audit_round),
        shown=_shown(loaded.casebook),
        chronicles=chronicles,
        published=publish(scores, findings, put_forward, theme, audit_round),
    )
    return compiled, (*problems, *more_problems, *_kept_back(decisions, audit_round))


def _found(
    scores: Scorecard, casebook: CaseBook, theme: Theme, audit_round: Round, plugins: Plugins
) -> tuple[tuple[Finding, ...], Problems]:
    """Return all findings in order, those of plugins included, and the problems of plugins."""
    added, problems = plugins.findings(theme, scores, casebook)
    named = (
        attrs.evolve(
            finding,
            says=finding.says.replace("{recipient}", audit_round.name_of(finding.recipient)),
        )
        for finding in added
    )
    found = not_held((*find_all(scores, casebook, theme, audit_round), *named), casebook.held)
    return findings_in_order(found), problems


def _put_forward(
    findings: tuple[Finding, ...],
    theme: Theme,
    proposed: tuple[Recommendation, ...],
    decisions: Decisions,
    register: Register,
) -> tuple[Recommendation, ...]:
    """Return the recommendations with their ids and what the panel decided about them."""
    adopted = register.keys_of(
        "R",
        (decision.id for decision in decisions.recommendations if decision.status != "rejected"),
    )
    return decide(
        register.recommendations(recommend(findings, theme, proposed, adopted)), decisions
    )


def _fixed_owners(
    put_forward: tuple[Recommendation, ...], theme: Theme, audit_round: Round, register: Register
) -> dict[str, tuple[str, ...]]:
    """Return the owners of adopted recommendations by key: fixed on adoption, and kept with the
    ids.
    """
    advice = {item.id: item for item in theme.advice}
    adopted = (
        item for item in put_forward if item.status in {"accepted", "edited"} and not item.owner
    )
    return {
        item.key: register.owners(item.key, owners_of(item, advice.get(item.advice), audit_round))
        for item in adopted
    }


def _noted(findings: tuple[Finding, ...], decisions: Decisions) -> tuple[Finding, ...]:
    """Return the findings with the panel's reason, significance and decision. What was seen once
    becomes something to improve when the panel takes it up.
    """
    notes = {note.id: note for note in decisions.findings}
    return tuple(
        attrs.evolve(
            finding,
            why=note.why,
            so_what=note.so_what,
            status=note.status,
            kind="improvement"
            if finding.kind == "once" and note.status in {"accepted", "edited"}
            else finding.kind,
        )
        if (note := notes.get(finding.id))
        else finding
        for finding in findings
    )


def _draft(
    scores: Scorecard,
    findings: tuple[Finding, ...],
    put_forward: tuple[Recommendation, ...],
    loaded: LoadedReturns,
    theme: Theme,
    audit_round: Round,
) -> Draft:
    described = {grade.subject for grade in loaded.decisions.grades if grade.child}
    cases = [subject.ref for subject in audit_round.cases]
    answered = {(item.subject, item.ref) for item in loaded.decisions.panel}
    return Draft(
        cases_not_agreed=sum(not case.agreed for case in scores.grades),
        recommendations_not_decided=sum(item.status == "proposed" for item in put_forward),
        findings_without_why=sum(
            finding.high
            and finding.kind != "strength"
            and finding.status != "noted"
            and not (finding.why and finding.so_what)
            for finding in findings
        ),
        cases_held=len(loaded.casebook.held),
        cases_without_child=sum(ref not in described for ref in cases),
        questions_open=sum(
            (ref, question.ref) not in answered
            for ref in cases
            for question, _ in theme.for_the_panel()
        ),
    )


def _chronology(loaded: LoadedReturns) -> tuple[CaseEvent, ...]:
    """Return every agency's events by case and date; undated events come last in their case."""
    events = [
        CaseEvent(ret.id.subject, ret.id.recipient, event)
        for ret in loaded.casebook.returns
        for event in ret.form.events
    ]
    return tuple(
        sorted(
            events,
            key=lambda item: (
                item.subject,
                item.event.day is None,
                str(item.event.day),
                item.recipient,
                item.event.ref,
            ),
        )
    )


def _lived(decisions: Decisions, audit_round: Round) -> tuple[tuple[str, str], ...]:
    """Return what it is like to be the child, by case, where the panel cleared it for the board."""
    return tuple(
        (grade.subject, withhold_identifiers(grade.child))
        for grade in decisions.grades
        if grade.child and grade.cleared and grade.subject not in audit_round.record_only
    )


def _quotable(loaded: LoadedReturns, audit_round: Round) -> tuple[tuple[str, str], ...]:
    """Return the quotations that the panel cleared to leave the chair's folder, with their case;
    none of a case about which proceedings or a review are under way.
    """
    cleared = {key for key, decision in loaded.decisions.quotations if decision == "cleared"}
    quoted = []
    for ret in loaded.casebook.quality if cleared else ():
        if ret.id.subject in audit_round.record_only:
            continue
        for entry in ret.form.entries:
            if f"{place_key(ret.id, entry.ref)} {digest(entry.raw)}" in cleared:
                suspects = [suspect for suspect in loaded.suspects if suspect.at == entry.at]
                quoted.append((ret.id.subject, _quoted(entry.raw, suspects)))
    return tuple(quoted)


def _shown(book: CaseBook) -> tuple[int, int]:
    """Count the cases in which a record has the child's own words, and the cases in which a
    returned form asked for them.
    """
    own = {
        ret.id.subject
        for ret in book.quality
        for entry in ret.form.entries
        if OWN_WORDS in entry.wording and entry.code == "text"
    }
    asked = {
        ret.id.subject
        for ret in book.quality
        if any(OWN_WORDS in entry.wording for entry in ret.form.entries)
    }
    return len(own), len(asked)


def _kept_back(decisions: Decisions, audit_round: Round) -> Problems:
    """Report what the panel cleared for the board of a case of which nothing may leave."""
    cleared = (
        *(("Cases", grade.subject, grade.subject) for grade in decisions.grades if grade.cleared),
        *(
            ("Quotations", key, key.split("/")[0])
            for key, decision in decisions.quotations
            if decision == "cleared"
        ),
    )
    return tuple(
        problem("decision.record_only", decisions.where(sheet, key), ref=ref)
        for sheet, key, ref in cleared
        if ref in audit_round.record_only
    )


def _quoted(text: str, suspects: Sequence[Suspect]) -> str:
    """Return a cleared quotation: unchanged where nothing in it is suspect or the chair said it is
    fine; with the role the chair gave; otherwise with the suspect text withheld.
    """
    if all(suspect.is_fine for suspect in suspects):
        return text
    return (
        redact(text, suspects[0].decision)
        if all(suspect.decision for suspect in suspects)
        else withhold_identifiers(text)
    )
