"""Find what a panel may have to decide about one case."""

from __future__ import annotations

from collections.abc import Iterator

from audit_core.findings.agreement import compare_accounts
from audit_core.findings.differ import who_said_what
from audit_core.findings.finding import Finding
from audit_core.i18n import N_, _, first_and_count, join_words, ngettext
from audit_core.panel.model import AgendaItem, Weight
from audit_core.rounds.round import Subject
from audit_core.scoring.scorecard import Answered
from audit_core.tabulation.compiled import Compiled
from audit_core.themes.rules import Differ, IfThen, Standard
from audit_core.themes.scales import COUNTED, SILENT

_ALWAYS = {"escalation", "step_down"}
"""Topics on which a difference between records has full weight even if the question is not flagged
as critical: escalation, and stepping down.
"""
GRADES_APART = 2
"""The panel hears both agencies if their grades for working together are this many steps apart."""
_ANSWER_WORDS = N_(
    {
        "not_met": "Not met",
        "partly": "Partly met",
        "told": "Done but not recorded",
        "no_evidence": "No evidence on file",
    }
)


def agenda_items(subject: Subject, compiled: Compiled) -> Iterator[AgendaItem]:
    """Yield every matter of a case, unranked. A held case has only the question whether its records
    are about one child, and its returns.
    """
    held = subject.ref in compiled.casebook.held
    yield from _not_one_child(subject, compiled)
    yield from _copies(subject, compiled)
    if not held:
        yield from _findings(subject, compiled)
        yield from _differences(subject, compiled)
        yield from _critical(subject, compiled)
        yield from _spread(subject, compiled)
    yield from _missing(subject, compiled)


def _not_one_child(subject: Subject, compiled: Compiled) -> Iterator[AgendaItem]:
    for doubt in compiled.casebook.doubts:
        if doubt.subject == subject.ref and not doubt.said:
            note = " ".join(doubt.differences)
            who = compiled.round.name_of(doubt.recipient)
            yield AgendaItem(
                "same_child",
                _("The form from {who} may be about another child.", who=who),
                note,
                (),
                (doubt.at,),
            )


def _copies(subject: Subject, compiled: Compiled) -> Iterator[AgendaItem]:
    forms = {
        item.form: item.recipient
        for item in compiled.casebook.expected
        if item.subject == subject.ref
    }
    for conflict in compiled.casebook.conflicts:
        if conflict.form in forms:
            who = compiled.round.name_of(forms[conflict.form])
            refs = join_words(first_and_count(6, [ref for ref, _, _ in conflict.cells]))
            yield AgendaItem(
                "copies",
                _("Two copies from {who} differ, and neither counts.", who=who),
                _("They differ at {refs}.", refs=refs),
            )


def _findings(subject: Subject, compiled: Compiled) -> Iterator[AgendaItem]:
    """Yield what was found about this case alone: records that differ, and what should have
    followed and did not.

    If records differ on a fact and what should have followed it did not happen, that is one matter.
    """
    found = [
        finding
        for finding in compiled.findings
        if finding.subject == subject.ref and finding.status != "noted"
    ]
    facts = {rule.id: rule.fact for rule in compiled.theme.rules if isinstance(rule, IfThen)}
    differ = {finding.ref: finding for finding in found if finding.kind == "differ"}
    for finding in found:
        if finding.kind == "priority":
            fact = differ.pop(facts.get(finding.rule, ""), None)
            if fact is None:
                yield AgendaItem(
                    "priority", finding.says, finding.note, (finding.id,), finding.evidence
                )
            else:
                evidence = tuple(dict.fromkeys((*fact.evidence, *finding.evidence)))
                yield AgendaItem(
                    _weight_of(fact, compiled),
                    finding.says,
                    fact.note,
                    (fact.id, finding.id),
                    evidence,
                )
    for finding in differ.values():
        yield AgendaItem(
            _weight_of(finding, compiled),
            finding.says,
            finding.note,
            (finding.id,),
            finding.evidence,
        )


def _differences(subject: Subject, compiled: Compiled) -> Iterator[AgendaItem]:
    """Yield the facts on which the records of this case differ, where the theme has one finding for
    all cases together.
    """
    together = {
        ref: rule
        for rule in compiled.theme.rules
        if isinstance(rule, Standard) or (isinstance(rule, Differ) and rule.per == "rule")
        for ref in rule.refs
    }
    ids = {finding.rule: finding.id for finding in compiled.findings if finding.short}
    for item in compare_accounts(compiled.casebook, compiled.theme, compiled.round, subject.ref):
        rule = together.get(item.question.ref)
        if rule is None or not item.matters:
            continue
        critical = "critical" in item.question.flags
        if critical and isinstance(rule, Standard):
            continue  # it has a matter of its own: see _critical
        is_weighty = critical or rule.high or item.question.topic in _ALWAYS
        yield AgendaItem(
            "differ" if is_weighty else "differ_less",
            _(
                "{what}: the records of {names} do not agree.",
                what=item.question.name,
                names=join_words(compiled.round.name_of(code) for code in item.witnesses),
            ),
            who_said_what(item, compiled.round),
            tuple(filter(None, (ids.get(rule.id, ""),))),
            tuple(dict.fromkeys(entry.at for _unused, entry in item.accounts)),
        )


def _weight_of(finding: Finding, compiled: Compiled) -> Weight:
    question = compiled.theme.question(finding.ref)
    weighty = (
        finding.high
        or finding.topic in _ALWAYS
        or (question is not None and "critical" in question.flags)
    )
    return "differ" if weighty else "differ_less"


def _critical(subject: Subject, compiled: Compiled) -> Iterator[AgendaItem]:
    """Yield each critical standard that an agency found not met, with what every agency found; and
    those with nothing on record at any agency.
    """
    critical = {
        question.ref: question.label or question.text
        for _, _, question in compiled.theme.questions()
        if "critical" in question.flags
    }
    by_ref: dict[str, list[Answered]] = {}
    for line in compiled.scores.answered:
        if (
            line.subject == subject.ref
            and line.ref in critical
            and line.counts in COUNTED
            and line.is_answer
        ):
            by_ref.setdefault(line.ref, []).append(line)
    reported = {
        finding.ref
        for finding in compiled.findings
        if finding.subject == subject.ref and finding.kind in {"differ", "priority"}
    }
    for ref, lines in by_ref.items():
        if ref in reported:
            continue
        poor = [line for line in lines if line.counts == "not_met"]
        unknown = [line for line in lines if line.counts in SILENT]
        if poor:
            says = _(
                "{standard}: not met at {n} of {m}.",
                standard=critical[ref],
                n=len(poor),
                m=_agencies(len(lines)),
            )
            yield AgendaItem(
                "critical", says, _answers(lines, compiled), (ref,), tuple(line.at for line in poor)
            )
        elif unknown and len(unknown) == len(lines):
            says = _("{standard}: nothing on record at any agency.", standard=critical[ref])
            yield AgendaItem(
                "gap", says, _answers(lines, compiled), (ref,), tuple(line.at for line in unknown)
            )


def _agencies(count: int) -> str:
    return ngettext("{count} agency", "{count} agencies", count)


def _answers(lines: list[Answered], compiled: Compiled) -> str:
    """ "Not met: Police, School. Met: Health." """
    groups: dict[str, list[str]] = {}
    for line in lines:
        words = _(_ANSWER_WORDS[line.counts]) if line.counts in _ANSWER_WORDS else _("Met")
        groups.setdefault(words, []).append(compiled.round.name_of(line.recipient))
    return " ".join(
        _("{answer}: {names}.", answer=answer, names=", ".join(names))
        for answer, names in groups.items()
    )


def _spread(subject: Subject, compiled: Compiled) -> Iterator[AgendaItem]:
    """Yield a matter if agencies' grades for working together are far apart. Only this grade is
    about the same thing for every agency, so only here is a difference meaningful.
    """
    case = next((case for case in compiled.scores.grades if case.subject == subject.ref), None)
    if case is not None and case.spread >= GRADES_APART:
        says = ngettext(
            "Agencies' grades for working together are {count} step apart.",
            "Agencies' grades for working together are {count} steps apart.",
            case.spread,
        )
        yield AgendaItem("spread", says, "", (), tuple(at for _, _, at in case.together))


def _missing(subject: Subject, compiled: Compiled) -> Iterator[AgendaItem]:
    for score in compiled.scores.returns:
        if score.subject == subject.ref and score.asked and not score.shows_rate:
            who = compiled.round.name_of(score.recipient)
            yield AgendaItem(
                "gap",
                _("{who} answered {n} of {m} questions.", who=who, n=score.answered, m=score.asked),
            )
    missing = [
        item
        for item in compiled.casebook.expected
        if item.subject == subject.ref and item.state == "missing"
    ]
    if missing:
        names = ", ".join(dict.fromkeys(compiled.round.name_of(item.recipient) for item in missing))
        yield AgendaItem("gap", _("Nothing has been returned by {names}.", names=names))
