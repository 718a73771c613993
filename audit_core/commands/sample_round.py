"""Make an invented round of any theme, with every question answered by everybody who is asked, so
that every template has something to print.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import attrs

from audit_core.commands.analyse import analyse
from audit_core.commands.load_returns import LoadedReturns
from audit_core.commands.new import blank_round
from audit_core.evidence import EvidenceRef
from audit_core.findings.register import Register
from audit_core.forms.build import forms_for, kinds_asked
from audit_core.forms.form import Field, Form
from audit_core.plugin_system.manager import load_plugins
from audit_core.returns.model import (
    CaseBook,
    Entry,
    Event,
    Expected,
    FilledForm,
    LedgerLine,
    Return,
)
from audit_core.rounds.panel_decisions import (
    AgreedGrade,
    Decisions,
    FindingNote,
    RecommendationDecision,
)
from audit_core.rounds.round import Round, Sampling
from audit_core.serialization import fingerprint
from audit_core.tabulation.compiled import Compiled
from audit_core.themes.scales import GRADES
from audit_core.themes.theme import Theme

CASES, MEETINGS = 14, 2
_FROM, _ISSUED, _AS_AT = date(2025, 1, 6), date(2026, 3, 2), date(2026, 3, 30)
_ROLES = ("lead_professional", "plan_member")


def sample_round(theme: Theme, *, decided: bool, cases: int = CASES) -> Compiled:
    """Return a compiled round of `theme`: either nothing is decided yet, or everything is accepted
    and agreed.
    """
    audit_round = _round(theme, cases)
    returns = tuple(
        _return(theme, form, number)
        for number, form in enumerate(forms_for(theme, audit_round, fingerprint(theme)))
    )
    ledger = tuple(
        LedgerLine(
            ret.form.file,
            ret.form.sha256,
            "accepted",
            "Read.",
            "",
            "",
            str(ret.id),
            ret.id.subject,
            ret.id.recipient,
        )
        for ret in returns
    )
    expected = tuple(
        Expected(
            str(ret.id),
            ret.id.subject,
            ret.id.recipient,
            ret.id.instrument,
            1,
            audit_round.due,
            "returned",
            None,
            ret.form.file,
        )
        for ret in returns
    )
    loaded = LoadedReturns(CaseBook(returns, ledger, expected), Decisions(), (), ())
    no_plugins, register = load_plugins(()), Register({})
    compiled, _ = analyse(audit_round, theme, (), loaded, no_plugins, register, _AS_AT)
    if decided:
        compiled, _ = analyse(
            audit_round,
            theme,
            (),
            attrs.evolve(loaded, decisions=_everything(compiled)),
            no_plugins,
            register,
            _AS_AT,
        )
    return compiled


def _round(theme: Theme, cases: int) -> Round:
    kinds = dict.fromkeys(
        kind
        for instrument in theme.instruments
        for kind in kinds_asked(theme, instrument)
        if kind not in {"partnership", "observer"}
    )
    roles = tuple((role, next(iter(kinds))) for role in _ROLES if kinds)
    blank = blank_round(theme, f"{theme.prefix}99Z", tuple(kinds), cases, MEETINGS, _ISSUED)
    subjects = tuple(
        attrs.evolve(
            subject,
            facts=tuple((fact.code, fact.bands[number % len(fact.bands)]) for fact in theme.facts),
            roles=roles,
        )
        if subject.kind == "case"
        else subject
        for number, subject in enumerate(blank.subjects, start=1)
        if subject.kind != "round"
    )
    return attrs.evolve(
        blank,
        title=f"{theme.title} sample",
        partnership="Sample Partnership",
        looks_from=_FROM,
        looks_to=date(2025, 12, 31),
        panel=None,
        subjects=subjects,
        contact="the audit lead",
        return_to="secure e-mail",
        limits=(),
        sampling=Sampling(
            "Every open case", "Open for six months", "By hand", "None", random=False
        ),
    )


def _return(theme: Theme, form: Form, number: int) -> Return:
    name = f"{form.id.subject} {form.id.recipient}.xlsx"
    badly = form.id.subject[-3] in "37"
    entries = tuple(
        _entry(theme, field, name, number + place, badly=badly)
        for place, field in enumerate(form.fields)
    )
    filled = FilledForm(
        form.id, form.kind, name, name.encode().hex(), entries, tuple(_events(form, name))
    )
    return Return(filled, "known", None, form.due)


def _entry(theme: Theme, field: Field, file: str, turn: int, *, badly: bool) -> Entry:
    at = EvidenceRef(file, file.encode().hex(), field.sheet, f"C{turn + 4}")
    asked = theme.question(field.question)
    code, label = _answer(field, turn, badly=badly)
    scale = theme.scale_of(asked)
    answer = scale.get(code) if scale else None
    return Entry(
        field.ref,
        field.question,
        field.key,
        field.kind,
        field.label,
        code,
        at,
        label,
        label or code,
        answer.counts if answer else "excluded",
        field.point,
        field.section,
        asked.scope if asked else "agency",
        held=field.held,
    )


def _answer(field: Field, turn: int, *, badly: bool) -> tuple[str, str]:
    """Return a code and its label: mostly the best answer, less often where the case was handled
    `badly`. Nobody is at risk, and dates follow one another.
    """
    if field.key in {"known", "concern.now", "concern2.now"}:
        option = next(
            option
            for option in field.options
            if option.code == ("known" if field.key == "known" else "no")
        )
        return option.code, option.label
    if field.options and not field.is_date:
        option = field.options[turn // 3 % len(field.options) if badly or turn % 3 == 0 else 0]
        return option.code, option.label
    if field.kind == "date":
        return (_FROM + timedelta(days=turn)).isoformat(), ""
    if field.kind == "datetime":
        return f"{(_FROM + timedelta(days=turn)).isoformat()}T10:00", ""
    return ("4" if field.kind == "number" else "text"), "Sample words." if field.kind in {
        "text",
        "prose",
    } else ""


def _events(form: Form, file: str) -> Iterator[Event]:
    if form.events:
        for place, kind in enumerate(form.event_kinds[:3]):
            at = EvidenceRef(file, file.encode().hex(), "chronology", f"B{place + 4}")
            day = _FROM + timedelta(days=40 * place)
            yield Event(
                f"C-{place + 1}",
                day,
                day.isoformat(),
                "Record",
                kind,
                "Something happened.",
                "Frightened",
                "Nothing",
                at,
            )


def _everything(compiled: Compiled) -> Decisions:
    """Return the decisions of a panel that agrees with everything."""
    grades = [answer.code for answer in GRADES.answers]
    return Decisions(
        grades=tuple(
            AgreedGrade(
                case.subject,
                grades[place % 2 + 1],
                "As discussed.",
                child=f"Sample words of a child ({place + 1}).",
                cleared=True,
            )
            for place, case in enumerate(compiled.scores.grades)
        ),
        findings=tuple(
            FindingNote(finding.id, "Time was short.", "Children waited.", "accepted")
            for finding in compiled.findings
        ),
        recommendations=tuple(
            RecommendationDecision(item.id, "accepted")
            for item in compiled.recommendations
            if item.status == "proposed"
        ),
    )
