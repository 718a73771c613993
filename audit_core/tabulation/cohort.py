"""Tables of the cohort: how many cases are in each band of each fact, and how the cases were
chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_core.evidence import EvidenceRef
from audit_core.i18n import N_, _, ngettext
from audit_core.returns.model import CaseBook, Entry
from audit_core.rounds.round import Round, Subject
from audit_core.tables import Column, Row, Table
from audit_core.themes.facts import Fact, fact_answer, may_be_one_child
from audit_core.themes.theme import Theme

_ROUND_BOOK, _CASES = "round.xlsx", "Cases"
_FormAnswers = dict[tuple[str, str], list[Entry]]
"""The forms' answers to the facts in bands, by case and fact."""


def cohort_tables(casebook: CaseBook, theme: Theme, audit_round: Round) -> Table:
    """Return how many cases are in each band of each fact, as round.xlsx gives them. A note marks
    bands without a case, and forms that give another band.
    """
    cases = audit_round.cases
    answers = _form_answers(casebook)
    rows = tuple(row for fact in theme.facts if cases for row in _bands(fact, cases, answers))
    columns = (
        Column(_("Fact"), 2),
        Column(_("Band"), 2.4),
        Column(_("Cases"), 1, number=True),
        Column(_("Note"), 4.6),
    )
    note = _(
        "Facts are shown in bands to reduce the risk of identifying a child; small numbers may "
        "still identify one. They are as set up for the round. A note shows where a form differs."
    )
    return Table("profile", _("The children in these cases"), columns, rows, note)


def sampling_lines(audit_round: Round) -> Table:
    """Return what round.xlsx says about how the cases were chosen, a row for each point; "Not
    stated" where it says nothing.
    """
    chosen = audit_round.sampling
    chance = {None: _("Not stated: treated as not random"), True: _("Yes"), False: _("No")}[
        chosen.random
    ]
    texts = (
        chosen.frame,
        chosen.criterion,
        chosen.method,
        chance,
        chosen.replaced,
        _withdrawn(audit_round),
    )
    rows = tuple(
        Row((_(label), text or _("Not stated")))
        for label, text in zip(_SAMPLING, texts, strict=True)
    )
    note = _("These cases were chosen by chance alone.") if chosen.random else _(_NOT_RANDOM)
    headings = (Column(_("What"), 2.5), Column(_("Details"), 7.5))
    return Table("sample", _("How the cases were chosen"), headings, rows, note)


_NOT_RANDOM = N_(
    "The cases are not a random sample, so no figure here is a rate for the whole area."
)
_SAMPLING = N_(
    (
        "Who could have been chosen",
        "What made a case eligible",
        "How cases were chosen",
        "Chosen by chance alone",
        "Replaced, and why",
        "Withdrawn, and why",
    )
)


def _withdrawn(audit_round: Round) -> str:
    """Return the cases withdrawn after they were chosen, with the chair's reasons."""
    gone = [
        f"{subject.ref}: {subject.withdrawn}"
        for subject in audit_round.subjects
        if subject.kind == "case" and subject.withdrawn
    ]
    return "; ".join(gone) or _("None")


def _form_answers(casebook: CaseBook) -> _FormAnswers:
    found: _FormAnswers = {}
    for ret in casebook.quality:
        for entry in ret.form.entries:
            if entry.fact and entry.is_answer:
                found.setdefault((ret.id.subject, entry.fact), []).append(entry)
    return found


def _bands(fact: Fact, cases: Sequence[Subject], answers: _FormAnswers) -> Iterator[Row]:
    """Yield a row for each band of a fact, and one for the cases where it is not known."""
    gap = (
        _("Gap: no case in this band")
        if all(case.fact(fact.code) for case in cases)
        else _("Gap: no case is known to be in this band")
    )
    for band in (*fact.bands, ""):
        here = [case for case in cases if case.fact(fact.code) == band]
        differing = [
            entry
            for case in here
            for entry in answers.get((case.ref, fact.code), ())
            if entry.code != band
        ]
        covered = any(may_be_one_child(fact.code, band, case.fact(fact.code)) for case in cases)
        notes = [gap] if band and not covered else []
        for other in fact.bands:
            forms = sum(entry.code == other for entry in differing)
            if forms:
                notes.append(
                    ngettext(
                        "{count} form says {band}",
                        "{count} forms say {band}",
                        forms,
                        band=fact_answer(fact.code, other),
                    )
                )
        name = fact_answer(fact.code, band) if band else _("Not known")
        cells = (
            fact_answer(fact.code, fact.label),
            name,
            _("{n} of {total}", n=len(here), total=len(cases)),
            "; ".join(notes) or "–",
        )
        yield Row(cells, (*_places(fact, here), *(entry.at for entry in differing)))


def _places(fact: Fact, cases: Sequence[Subject]) -> tuple[EvidenceRef, ...]:
    """Return the cells of round.xlsx that hold this fact for these cases."""
    found = (dict(case.cells).get(fact.code, "") for case in cases)
    return tuple(EvidenceRef(_ROUND_BOOK, "", _CASES, cell) for cell in found if cell)
