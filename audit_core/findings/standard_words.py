"""The sentence of a finding about a standard: children first, then records, and never one part of
a shortfall without the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_core.findings.standard_counts import CountedStandard
from audit_core.i18n import N_, _, ngettext, plural
from audit_core.scoring.answered import PANEL
from audit_core.themes.rules import FindingKind, Standard
from audit_core.themes.theme import About, Question

_SHORT = N_(
    {
        "not_done": "not done",
        "late": "late",
        "not_met": "not met",
        "differ": "recorded differently by agencies",
        "partly": "met in part",
        "silent": "not on record",
    }
)
"""What a shortfall consists of; each is printed with its number, unless there is only one."""
_ARRANGEMENT = N_(
    {
        "not_met": "{what}",
        "partly": "{what} (in part)",
        "silent": "{what} (nothing on record)",
    }
)
_ALL: dict[About, tuple[str, str]] = {
    "case": plural("for the one child concerned", "for all {count} children"),
    "meeting": plural("at the one meeting observed", "at all {count} meetings"),
    "organisation": plural("in the one organisation asked", "in all {count} organisations"),
}
_BOTH: dict[About, str] = N_(
    {
        "case": "for both children",
        "meeting": "at both meetings",
        "organisation": "in both organisations",
    }
)
_SOME: dict[About, tuple[str, str]] = {
    "case": plural("for {n} of {count} child", "for {n} of {count} children"),
    "meeting": plural("at {n} of {count} meeting", "at {n} of {count} meetings"),
    "organisation": plural("in {n} of {count} organisation", "in {n} of {count} organisations"),
}
_RECORDS = plural("{n} of {count} record", "{n} of {count} records")
_ANSWERS = plural("{n} of {count} answer", "{n} of {count} answers")
_MET_REST: dict[About, tuple[str, str]] = {
    "case": plural("It was met for the other child.", "It was met for the other {count}."),
    "meeting": plural("It was met at the other meeting.", "It was met at the other {count}."),
    "organisation": plural(
        "It was met in the other organisation.", "It was met in the other {count}."
    ),
}
_IN_TIME_REST = plural(
    "It was in time for the other child.", "It was in time for the other {count}."
)
_DECLINED = plural(
    "For one it was not needed or declined.", "For {count} it was not needed or declined."
)
_PART_DECLINED = plural(
    "For one child, part of it was not needed or declined.",
    "For {count} children, part of it was not needed or declined.",
)
_FELL_SHORT: dict[About, tuple[str, str]] = {
    "case": plural("{what} ({count} child)", "{what} ({count} children)"),
    "meeting": plural("{what} ({count} meeting)", "{what} ({count} meetings)"),
    "organisation": plural("{what} ({count} organisation)", "{what} ({count} organisations)"),
}
"""A standard's name, and for how many it fell short: the name alone may read as if it was met."""


def says_of(
    rule: Standard,
    questions: Sequence[Question],
    about: About,
    kind: FindingKind,
    counted: CountedStandard,
    panel: CountedStandard,
    declined: int,
) -> str:
    """Return the whole sentence. `panel` holds the panel's own answers, `declined` says for how
    many children it was not needed or declined.
    """
    if about == "round":
        return _of_arrangements(rule, questions, kind, counted)
    timed = all(question.is_timed for question in questions)
    if kind == "strength":
        first = _(
            "{well} {of} ({records}).",
            well=rule.well,
            of=_of(about, counted.met, counted),
            records=_records(about, len(counted.lines_met), counted),
        )
        rest = _parts(counted, alone=False)
        sentences = [first, f"{rest[:1].upper()}{rest[1:]}." if rest else ""]
    else:
        what = _nothing_on_record(questions) if kind == "gap" else _short(rule, questions)
        parts = [_parts(counted), _records(about, len(counted.lines_short), counted)]
        first = _(
            "{short}: {of} ({parts}).",
            short=what,
            of=_of(about, counted.short, counted),
            parts="; ".join(parts[1:] if kind == "gap" else parts),
        )
        met = len(counted.met)
        rest = ngettext(*(_IN_TIME_REST if timed else _MET_REST[about]), met) if met else ""
        sentences = [first, _by_question(questions, about, counted), rest]
    sentences += [
        ngettext(*(_PART_DECLINED if len(questions) > 1 else _DECLINED), declined)
        if declined
        else "",
        _panels(about, panel) if panel.classes else "",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _short(rule: Standard, questions: Sequence[Question]) -> str:
    """Return what fell short: the rule's words or, if only one of its questions is left, that
    question alone.
    """
    if len(questions) == 1 and len(rule.refs) > 1:
        return _("Short of the standard ({question})", question=questions[0].name)
    return rule.short


def _nothing_on_record(questions: Sequence[Question]) -> str:
    if len(questions) > 1:
        return _("Nothing is on record about some standards")
    return _("Nothing is on record about this ({question})", question=questions[0].name)


def _by_question(questions: Sequence[Question], about: About, counted: CountedStandard) -> str:
    """Return which of several questions fell short, each for how many children."""
    short = [
        ngettext(*_FELL_SHORT[about], counted.short_by_question[question.ref], what=question.name)
        for question in questions
        if question.ref in counted.short_by_question
    ]
    return _("Short of the standard: {what}.", what="; ".join(short)) if len(questions) > 1 else ""


def strength_of_question(question: Question, about: About, counted: CountedStandard) -> str:
    """Return the sentence of a question that was met for all children."""
    return _(
        "{what}: met {of} ({records}).",
        what=question.name,
        of=_of(about, counted.met, counted),
        records=_records(about, len(counted.lines_met), counted),
    )


def _of_arrangements(
    rule: Standard, questions: Sequence[Question], kind: FindingKind, counted: CountedStandard
) -> str:
    """Return what is and is not in place, by name: the partnership answers once for itself."""
    names = {question.ref: question.name for question in questions}
    if kind == "strength":
        return _(
            "{well}: {what}.", well=rule.well, what="; ".join(names[ref] for ref in counted.met)
        )
    what = "; ".join(
        _(_ARRANGEMENT[name], what=names[ref]) for name in _ARRANGEMENT for ref in counted.of(name)
    )
    first = _("{short}: {what}.", short=rule.short, what=what)
    met = "; ".join(names[ref] for ref in counted.met)
    return " ".join((first, _("In place: {what}.", what=met))) if met else first


def _of(about: About, some: Sequence[str], counted: CountedStandard) -> str:
    return for_how_many(about, len(some), len(counted.classes))


def for_how_many(about: About, some: int, base: int) -> str:
    """Return of how many children, meetings or organisations something is said: "for 4 of 6
    children".
    """
    if about not in _SOME:
        return _("in the partnership's own form")
    if some == base == 2:
        return _(_BOTH[about])
    words = _ALL if some == base else _SOME
    return ngettext(*words[about], base, n=some)


def _parts(counted: CountedStandard, *, alone: bool = True) -> str:
    """Return what the shortfall consists of, the worst first: "not met for 1, met in part for 2";
    with `alone`, a single part has no number.
    """
    parts = [(name, len(some)) for name in _SHORT if (some := counted.of(name))]
    if alone and len(parts) == 1:
        return _(_SHORT[parts[0][0]])
    return ", ".join(_("{what} for {n}", what=_(_SHORT[name]), n=n) for name, n in parts)


def _records(about: About, number: int, counted: CountedStandard) -> str:
    """Return how many records are behind it; what the panel answered itself, and what was seen at
    a meeting, is on no record.
    """
    is_seen = about == "meeting" or counted.lines[0].recipient == PANEL
    words = _ANSWERS if is_seen else _RECORDS
    return ngettext(*words, len(counted.lines), n=number)


def _panels(about: About, panel: CountedStandard) -> str:
    """Return what the panel itself answered, which is in no count of the agencies."""
    return (
        _("In the panel's own answers: met {of}.", of=_of(about, panel.met, panel))
        if panel.met
        else _("In the panel's own answers it was met for none.")
    )
