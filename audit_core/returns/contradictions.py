"""Find answers that another answer on the same form rules out. Pure.

The auditor is asked about both. The ruled-out answer is not counted until one of them is corrected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from audit_core.i18n import _
from audit_core.problems.problem import Problem, problem
from audit_core.returns.model import CaseBook, Entry, Return
from audit_core.themes.scales import NOT_APPLICABLE, NOT_UNDERSTOOD
from audit_core.themes.theme import Question, Theme

CODES = frozenset({"answer.contradicts", "answer.contradicted"})


@attrs.frozen
class Contradiction:
    """Two answers of one form that cannot both be right.

    `held` applies only if `leading` had a different answer. `words` are the parts of the problem's
    message: how to correct either answer, and what follows from the first.
    """

    leading: Entry
    held: Entry
    words: Mapping[str, str]

    @property
    def problems(self) -> tuple[Problem, Problem]:
        """The question to the auditor, at the cell of each answer."""
        words = {**self.words, "said": self.leading.label, "here": self.held.label}
        return (
            problem("answer.contradicted", self.leading.where, ref=self.held.ref, **words),
            problem("answer.contradicts", self.held.where, ref=self.leading.ref, **words),
        )


def contradictions(entries: Sequence[Entry], theme: Theme) -> Iterator[Contradiction]:
    """Yield every contradiction on a form.

    A leading answer that is blank or was not understood contradicts nothing.
    """
    if not theme.conditional:
        return
    refs = {ref for question, only_if in theme.conditional for ref in (question.ref, only_if.ref)}
    answered = {
        entry.question: entry for entry in entries if entry.question in refs and entry.is_answer
    }
    for question, only_if in theme.conditional:
        leading, held = answered.get(only_if.ref), answered.get(question.ref)
        if (
            leading is None
            or held is None
            or leading.code in only_if.answers
            or held.code == NOT_APPLICABLE
        ):
            continue
        words = {
            "otherwise": only_if.otherwise or _("this could not apply"),
            "answers": f" {_('or')} ".join(
                _labels(theme, theme.by_ref.get(only_if.ref), only_if.answers)
            ),
            "not_applicable": "".join(_labels(theme, question, (NOT_APPLICABLE,))),
        }
        yield Contradiction(leading, held, words)


def without_contradicted(casebook: CaseBook, themes: Mapping[str, Theme], theme: Theme) -> CaseBook:
    """Return the case book with every contradicted answer excluded and its problems up to date.

    `themes` are those the forms were issued with, by fingerprint; `theme` is used for any other
    form. Call it after `moderate`: a change by the panel may resolve a contradiction that was found
    when the form was read, or create one.
    """
    held: list[Return] = []
    asked: list[Problem] = []
    for ret in casebook.returns:
        issued = themes.get(ret.id.fingerprint, theme)
        found = () if ret.is_nil else tuple(contradictions(ret.form.entries, issued))
        asked += (each for contradiction in found for each in contradiction.problems)
        held.append(_without(ret, found) if found else ret)
    files = {ret.form.file for ret in held}
    others = tuple(
        each for each in casebook.problems if each.code not in CODES or each.where.file not in files
    )
    return attrs.evolve(casebook, returns=tuple(held), problems=(*others, *asked))


def _without(ret: Return, found: Sequence[Contradiction]) -> Return:
    """Return the return with each `held` answer as not understood, and a note that says why.

    The text that was typed is kept.
    """
    notes = {
        each.held.ref: _(
            "Not counted, because {ref} is answered {said}.",
            ref=each.leading.ref,
            said=each.leading.label,
        )
        for each in found
    }
    entries = tuple(
        attrs.evolve(
            entry,
            code=NOT_UNDERSTOOD,
            label="",
            counts="excluded",
            notes=(*entry.notes, notes[entry.ref]),
        )
        if entry.ref in notes
        else entry
        for entry in ret.form.entries
    )
    return attrs.evolve(ret, form=attrs.evolve(ret.form, entries=entries))


def _labels(theme: Theme, question: Question | None, codes: Sequence[str]) -> tuple[str, ...]:
    scale = theme.scale_of(question)
    return tuple(answer.label for answer in scale.answers if answer.code in codes) if scale else ()
