"""Apply the panel's changes of answers to the case book. Pure.

The auditor's text (`raw`) and cell are kept and printed next to the panel's answer; only what
counts is changed.
"""

from __future__ import annotations

import attrs

from audit_core.grouping import grouped
from audit_core.i18n import _
from audit_core.problems.problem import Problem, problem
from audit_core.returns.model import CaseBook, ChangedAnswer, Entry, Return
from audit_core.rounds.panel_decisions import PanelChange
from audit_core.rounds.round import Round
from audit_core.themes.scales import Answer
from audit_core.themes.theme import Theme

AnswerPlace = tuple[str, str, str]
"""(case, recipient code, ref), folded for comparison."""


def moderate(
    casebook: CaseBook, changes: tuple[PanelChange, ...], theme: Theme, audit_round: Round
) -> tuple[CaseBook, tuple[Problem, ...]]:
    """Return the case book with the panel's changes applied, and the problems of those that were
    not.

    If two changes to one answer differ, neither is applied. A change to the answer that is there
    already is ignored.
    """
    wanted = grouped(
        changes,
        lambda change: _place(change.subject, audit_round.code_of(change.recipient), change.ref),
    )
    problems: list[Problem] = []
    changed: list[ChangedAnswer] = []
    returns = tuple(_moderated(ret, wanted, theme, changed, problems) for ret in casebook.returns)
    problems += [
        problem(
            "decision.unknown",
            change.where,
            what=_("answer"),
            id=f"{change.subject} {change.ref} {change.recipient}",
        )
        for left in wanted.values()
        for change in left
    ]
    return attrs.evolve(casebook, returns=returns, changed=tuple(changed)), tuple(problems)


def _moderated(
    ret: Return,
    wanted: dict[AnswerPlace, list[PanelChange]],
    theme: Theme,
    changed: list[ChangedAnswer],
    problems: list[Problem],
) -> Return:
    """Return one return with its changes applied, and remove them from `wanted`."""
    if ret.id.reader != 1 or not any(
        place[:2] == (ret.id.subject.casefold(), ret.id.recipient) for place in wanted
    ):
        return ret
    entries = []
    for entry in ret.form.entries:
        about = wanted.pop(_place(ret.id.subject, ret.id.recipient, entry.ref), [])
        answer = _decided(about, entry, theme, problems)
        if answer is None or answer.code == entry.code:
            entries.append(entry)
            continue
        before, why = entry.label or entry.raw or _("(blank)"), about[0].why
        changed.append(
            ChangedAnswer(
                ret.id.subject,
                ret.id.recipient,
                entry.ref,
                before,
                answer.label,
                why,
                entry.at,
                about[0].dissent,
            )
        )
        note = _(
            "The panel changed this from {before} to {after}: {why}",
            before=before,
            after=answer.label,
            why=why,
        )
        entries.append(
            attrs.evolve(
                entry,
                code=answer.code,
                label=answer.label,
                counts=answer.counts,
                notes=(*entry.notes, note),
            )
        )
    return attrs.evolve(ret, form=attrs.evolve(ret.form, entries=tuple(entries)))


def _decided(
    about: list[PanelChange], entry: Entry, theme: Theme, problems: list[Problem]
) -> Answer | None:
    """Return the panel's answer for an entry, or None if there is none, or if two decisions
    differ.
    """
    if not about:
        return None
    first, last = about[0], about[-1]
    if len({change.said.casefold() for change in about}) > 1:
        problems.append(problem("decision.twice", last.where, id=f"{last.subject} {entry.ref}"))
        return None
    scale = theme.scale_of(theme.question(entry.question))
    answers = scale.answers if scale else ()
    found = next((answer for answer in answers if _same(answer.label, first.said)), None)
    if found is None:
        known = ", ".join(answer.label for answer in answers) or _(
            "nothing: the panel can change only answers chosen from a list"
        )
        problems.append(
            problem(
                "decision.bad_value", first.where, value=first.said, label=entry.ref, known=known
            )
        )
    return found


def _place(subject: str, recipient: str, ref: str) -> AnswerPlace:
    return subject.strip().casefold(), recipient, ref.strip().casefold()


def _same(one: str, two: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(two.split()).casefold()
