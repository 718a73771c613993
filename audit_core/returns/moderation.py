"""Stage: answers that the panel changed. Pure: case book and changes in, case book and faults out.

What the auditor typed stays (`raw`, and the cell), and is printed beside what the panel decided;
only what counts is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.i18n import _
from audit_core.problems.problem import problem
from audit_core.returns.model import ChangedAnswer
from audit_core.themes.theme import Rating

if TYPE_CHECKING:
    from audit_core.problems.problem import Problem
    from audit_core.returns.model import CaseBook, Entry, Return
    from audit_core.rounds.panel_decisions import PanelChange
    from audit_core.rounds.round import Round
    from audit_core.themes.scales import Answer
    from audit_core.themes.theme import Theme

AnswerPlace = tuple[str, str, str]
"""A case, a recipient's code, and a printed ref, as they are compared."""


def moderate(
    casebook: CaseBook, changes: tuple[PanelChange, ...], theme: Theme, audit_round: Round
) -> tuple[CaseBook, tuple[Problem, ...]]:
    """The case book with the panel's answers in place of those it changed, and the changes that
    name what does not exist.

    Two different changes of one answer: neither applies. A change to what was answered already is
    no change.
    """
    wanted: dict[AnswerPlace, list[PanelChange]] = {}
    for change in changes:
        wanted.setdefault(
            _place(change.subject, audit_round.code_of(change.recipient), change.ref), []
        ).append(change)
    faults: list[Problem] = []
    changed: list[ChangedAnswer] = []
    returns = tuple(_moderated(ret, wanted, theme, changed, faults) for ret in casebook.returns)
    faults += [
        problem(
            "decision.unknown",
            change.where,
            what=_("answer"),
            id=f"{change.subject} {change.ref} {change.recipient}",
        )
        for left in wanted.values()
        for change in left
    ]
    return attrs.evolve(casebook, returns=returns, changed=tuple(changed)), tuple(faults)


def _moderated(
    ret: Return,
    wanted: dict[AnswerPlace, list[PanelChange]],
    theme: Theme,
    changed: list[ChangedAnswer],
    faults: list[Problem],
) -> Return:
    """One return; the changes that are about it are taken out of `wanted`."""
    if ret.id.reader != 1 or not any(
        place[:2] == (ret.id.subject.casefold(), ret.id.recipient) for place in wanted
    ):
        return ret
    entries = []
    for entry in ret.form.entries:
        about = wanted.pop(_place(ret.id.subject, ret.id.recipient, entry.ref), [])
        answer = _decided(about, entry, theme, faults)
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
    about: list[PanelChange], entry: Entry, theme: Theme, faults: list[Problem]
) -> Answer | None:
    """The one answer that was decided for an entry; None if there is none, or not one."""
    if not about:
        return None
    if len({change.said.casefold() for change in about}) > 1:
        faults.append(
            problem("decision.twice", about[-1].where, id=f"{about[-1].subject} {entry.ref}")
        )
        return None
    question = theme.question(entry.question)
    scale = (
        theme.scale(question.answer.scale)
        if question is not None and isinstance(question.answer, Rating)
        else None
    )
    answers = scale.answers if scale else ()
    found = next((answer for answer in answers if _same(answer.label, about[0].said)), None)
    if found is None:
        known = ", ".join(answer.label for answer in answers) or _(
            "nothing: the panel changes only answers chosen from a list"
        )
        faults.append(
            problem(
                "decision.bad_value",
                about[0].where,
                value=about[0].said,
                label=entry.ref,
                known=known,
            )
        )
    return found


def _place(subject: str, recipient: str, ref: str) -> AnswerPlace:
    return subject.strip().casefold(), recipient, ref.strip().casefold()


def _same(one: str, two: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(two.split()).casefold()
