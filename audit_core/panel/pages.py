"""Stage: turn a compiled round into what its panel has to decide, ranked. Pure: compiled round in,
pages out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from audit_core.findings.agreement import Comparison, compare_accounts
from audit_core.findings.finding import Finding
from audit_core.forms.fields import OWN_WORDS
from audit_core.i18n import _, join_words
from audit_core.panel.agenda_items import agenda_items
from audit_core.panel.model import ASK, MAX_AGENDA_ITEMS, CasePage, ChildVoice, CrossCasePage, Voice
from audit_core.parsing.folding import fold
from audit_core.returns.model import Concern, Entry, Return
from audit_core.rounds.form_id import FormId
from audit_core.rounds.round import Subject
from audit_core.tabulation.compiled import Compiled


def panel_pages(compiled: Compiled) -> tuple[CasePage, ...]:
    """Return a page for each case that is not withdrawn, in order of reference: the five weightiest
    matters, then the rest.

    Matters are ranked by kind, in the order of `ASK`, then by how much evidence they have; equal
    ones keep their printed order.
    """
    return tuple(_page(subject, compiled) for subject in compiled.round.cases)


def _page(subject: Subject, compiled: Compiled) -> CasePage:
    ranks = {weight: place for place, weight in enumerate(ASK)}
    matters = sorted(
        agenda_items(subject, compiled),
        key=lambda matter: (ranks[matter.weight], -len(matter.evidence)),
    )
    agreed, lone = _of_one_mind(subject.ref, compiled)
    return CasePage(
        subject=subject,
        matters=tuple(matters[:MAX_AGENDA_ITEMS]),
        rest=tuple(matters[MAX_AGENDA_ITEMS:]),
        voices=_own_words(subject.ref, compiled),
        expected=tuple(item for item in compiled.casebook.expected if item.subject == subject.ref),
        grades=next((case for case in compiled.scores.grades if case.subject == subject.ref), None),
        own=_own(subject.ref, compiled),
        concerns=_open_concerns(subject.ref, compiled),
        chronicle=next((item for item in compiled.chronicles if item.subject == subject.ref), None),
        agreed=agreed,
        lone=lone,
        once=tuple(
            item for item in compiled.findings if item.kind == "once" and subject.ref in item.short
        ),
        answered=tuple(
            (score.recipient, _("{n} of {m} answered", n=score.answered, m=score.asked))
            for score in compiled.scores.returns
            if score.subject == subject.ref and score.asked and not score.shows_rate
        ),
    )


def _own(subject: str, compiled: Compiled) -> tuple[ChildVoice, ...]:
    """Return the panel's own questions about a case, with its answers."""
    answers = {item.ref: item.code for item in compiled.decisions.panel if item.subject == subject}
    found = []
    for question, scale in compiled.theme.for_the_panel():
        answer = scale.get(answers.get(question.ref, ""))
        found.append(ChildVoice(question.ref, question.text, answer.label if answer else ""))
    return tuple(found)


def _of_one_mind(subject: str, compiled: Compiled) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the shared facts on which the records of a case agree, and the less important ones
    that only one record has. None for a held case.
    """
    if subject in compiled.casebook.held:
        return (), ()
    found = list(compare_accounts(compiled.casebook, compiled.theme, compiled.round, subject))

    def with_names(item: Comparison, codes: Iterable[str]) -> str:
        names = join_words(compiled.round.name_of(code) for code in dict.fromkeys(codes))
        return f"{item.question.label or item.question.text} ({names})"

    agreed = tuple(with_names(item, item.witnesses) for item in found if item.kind == "agreement")
    return agreed, tuple(
        with_names(item, (code for code, _ in item.answers))
        for item in found
        if item.kind == "one_sided" and not item.matters
    )


def _open_concerns(subject: str, compiled: Compiled) -> tuple[Concern, ...]:
    closed = compiled.decisions.closed
    found = (concern for concern in compiled.casebook.concerns if concern.key not in closed)
    return tuple(
        concern
        for concern in found
        if (form := FormId.parse(concern.form)) is not None and form.subject == subject
    )


def _voices(
    compiled: Compiled, returns: Iterable[Return], is_wanted: Callable[[Entry], bool]
) -> tuple[Voice, ...]:
    """Return what was written in the wanted boxes of some returns. Identical words are returned
    once.
    """
    suspect = {item.at for item in compiled.suspects if not item.is_fine}
    found: dict[str, Voice] = {}
    for ret in returns:
        for entry in ret.form.entries:
            if is_wanted(entry) and entry.code == "text":
                voice = Voice(ret.id.recipient, entry.raw, entry.at, entry.at in suspect)
                found.setdefault(fold(entry.raw), voice)
    return tuple(found.values())


def _own_words(subject: str, compiled: Compiled) -> tuple[Voice, ...]:
    """Return what each record has of the child's own words. None for a held case: the words may be
    two children's.
    """
    if subject in compiled.casebook.held:
        return ()
    returns = (
        ret for ret in compiled.casebook.quality if ret.id.subject == subject and ret.id.reader == 1
    )
    return _voices(compiled, returns, lambda entry: OWN_WORDS in entry.wording)


HELPED = "helped."
"""The beginning of the key of a section's last box; the section's number follows."""


def cross_case_findings(compiled: Compiled) -> tuple[CrossCasePage, ...]:
    """Return the sections of each instrument, in printed order, that have a high finding or
    anything in their last box.

    Noted findings and strengths are left out, because the panel need not ask why. Identical
    words by two auditors are printed once.
    """
    found = []
    for instrument in compiled.theme.instruments:
        for section in instrument.sections:
            findings = tuple(
                item
                for item in compiled.findings
                if _weighty(item)
                and (item.instrument, item.section) == (instrument.name, section.number)
            )
            voices = _helped(instrument.name, section.number, compiled)
            if findings or voices:
                found.append(CrossCasePage(section.title, findings, voices))
    rest = tuple(
        item
        for item in compiled.findings
        if _weighty(item) and not any(item in part.findings for part in found)
    )
    return (*found, *((CrossCasePage("", rest, ()),) if rest else ()))


def _weighty(finding: Finding) -> bool:
    return finding.high and finding.kind != "strength" and finding.status != "noted"


def _helped(instrument: str, section: int, compiled: Compiled) -> tuple[Voice, ...]:
    """Return what auditors wrote in the last box of a section."""
    returns = (
        ret
        for ret in compiled.casebook.quality
        if ret.id.instrument == instrument and ret.id.reader == 1
    )
    return _voices(compiled, returns, lambda entry: entry.key == f"{HELPED}{section}")
