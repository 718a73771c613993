"""Make the forms that a round needs and does not have yet. An issued form is never rewritten,
because somebody may be filling it in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from audit_core.commands.case_keys import CaseKeyUpdate, update_case_keys
from audit_core.commands.new import CONTACT, PARTNERSHIP
from audit_core.commands.open_round import (
    Progress,
    RoundContext,
    beside_the_round,
    no_progress,
    round_context,
)
from audit_core.commands.previous_answers import previous_answers
from audit_core.errors import UsageProblem
from audit_core.forms.build import forms_for, issued_form, unknown_about
from audit_core.forms.case_key import to_be_told
from audit_core.forms.form import Form
from audit_core.forms.mailing import build_parcels
from audit_core.forms.workbook.batch import FormPrinter
from audit_core.i18n import first_and_count, join_words
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problem, Problems, Where, problem
from audit_core.rounds.calendar import bank_holidays, calendar_of
from audit_core.rounds.folder import FORMS, ISSUED, RETURNS, ROUND
from audit_core.rounds.form_id import FormId
from audit_core.rounds.issued import Issued, IssuedForm
from audit_core.rounds.reader import days_off
from audit_core.rounds.round import Round, Subject, Terms
from audit_core.rounds.time_limits import limit_in_force, of_another_nation
from audit_core.serialization import fingerprint, to_json
from audit_core.themes.theme import Theme

YEARS_BEFORE = 10
"""How many years before the look-back period bank holidays are kept, because an event may be that
much earlier.
"""


@attrs.frozen
class GeneratedForms:
    """What `generate` did: the forms written, the update of the case key, the parcels, the number
    of forms that already existed (`kept`), withdrawals, and problems for a person to look at.
    """

    round: Round
    written: tuple[str, ...]
    key: CaseKeyUpdate
    parcels: tuple[str, ...]
    kept: int
    withdrawn: tuple[str, ...]
    problems: Problems


def generate(
    folder: Path,
    plugins: Plugins,
    *,
    reissue: bool = False,
    progress: Progress = no_progress,
) -> GeneratedForms:
    """Write every form not yet issued, a parcel for each recipient, the case key, and issued.json.

    Further forms of a round ask what its first ones asked. `reissue` makes new forms where the
    theme has changed since; the old ones are still read.
    Raises UsageProblem for a round that cannot be used, and CannotWrite where a file cannot be
    written.
    """
    with round_context(folder, plugins) as opened:
        return _generate(opened, reissue, progress)


def _generate(opened: RoundContext, reissue: bool, progress: Progress) -> GeneratedForms:
    store, audit_round = opened.store, opened.round
    theme, print_ = _theme_of_forms(opened, reissue)
    recalled, not_found = previous_answers(opened, theme)
    wanted = forms_for(theme, audit_round, print_, recalled)
    _require_cases(wanted, audit_round, opened.issued)
    have = {_slot(kept): kept for kept in opened.issued.forms}
    due = [
        form
        for form in wanted
        if form.id.slot not in have or (reissue and not have[form.id.slot].id.endswith(print_))
    ]
    kept_forms, withdrawn, unexplained = _withdraw(opened.issued, audit_round)
    with store.lock():
        sent = _write_forms(due, opened, theme, progress)
        made = [issued_form(form, name, audit_round) for name, (form, _) in sent.items()]
        themes = (
            opened.issued.themes
            if any(known == print_ for known, _ in opened.issued.themes) or not made
            else (*opened.issued.themes, (print_, to_json(theme)))
        )
        holidays = opened.issued.holidays or bank_holidays(
            audit_round.nation, audit_round.looks_from.year - YEARS_BEFORE, audit_round.due.year + 1
        )
        terms = opened.terms if reissue else audit_round.terms
        store.archive(ISSUED)
        store.write_issued(
            Issued(1, audit_round.code, (*kept_forms, *made), themes, holidays, terms)
        )
        (store.folder / RETURNS).mkdir(exist_ok=True)
        packed = build_parcels(sent, audit_round, store.names(FORMS))
        for name, data in packed.items():
            store.write(name, data)
        written = [item.file for item in made]
        fresh = {form.id.subject for form in due}
        key = update_case_keys(store, audit_round, fresh, first=not opened.issued.forms)
    return GeneratedForms(
        audit_round,
        tuple(written),
        key,
        tuple(packed),
        len(wanted) - len(due),
        withdrawn,
        (
            *opened.problems,
            *beside_the_round(opened),
            *check_before_sending(audit_round, theme, terms),
            *_days_off(opened),
            *not_found,
            *unexplained,
            *no_longer_asked(kept_forms, wanted, audit_round),
            *under_proceedings(audit_round, opened.issued, fresh),
            *key.problems,
        ),
    )


def _require_cases(wanted: Iterable[Form], audit_round: Round, issued: Issued) -> None:
    """Raise UsageProblem if no form would be about a case or a meeting."""
    if not any(
        subject.kind != "round" and not subject.is_out
        for form in wanted
        if (subject := audit_round.subject(form.id.subject))
    ):
        why = tuple(under_proceedings(audit_round, issued, ()))
        raise UsageProblem(
            "round.no_form", why or (problem("round.no_cases", Where(ROUND, "Cases")),)
        )


def _theme_of_forms(opened: RoundContext, reissue: bool) -> tuple[Theme, str]:
    """Return the theme that forms are made with, and its fingerprint: that of the forms already
    issued, if any, so that a round goes on by the rules it began with.
    """
    if opened.issued.themes and not reissue:
        print_ = opened.issued.themes[-1][0]
        return opened.themes[print_], print_
    return opened.installed, fingerprint(opened.installed)


def _write_forms(
    due: Sequence[Form], opened: RoundContext, theme: Theme, progress: Progress
) -> dict[str, tuple[Form, bytes]]:
    """Write the forms that are due; return each, with its bytes, by its file name."""
    store, press = opened.store, FormPrinter(theme, opened.round)
    sent: dict[str, tuple[Form, bytes]] = {}
    for number, form in enumerate(due, start=1):
        name = form_file_name(form)
        if store.read(name) is not None:  # a reissue: the form that went out stays as it is
            name = name.replace(".xlsx", f"_{form.id.fingerprint}.xlsx")
        data = press.form(form)
        store.write(name, data)
        sent[name] = (form, data)
        progress(number, len(due))
    return sent


def _days_off(opened: RoundContext) -> Problems:
    """Report a due date or panel date that is not a working day."""
    audit_round = opened.round
    own = (
        *(recipient.due for recipient in audit_round.recipients),
        *(subject.due for subject in audit_round.subjects),
    )
    last = max(day for day in (audit_round.due, audit_round.panel, *own) if day)
    calendar = calendar_of(
        audit_round, bank_holidays(audit_round.nation, audit_round.issued.year, last.year)
    )
    return tuple(days_off(opened.store.read(ROUND) or b"", ROUND, calendar))


def form_file_name(form: Form) -> str:
    """Return the file name of a form. It is for people only: the reader uses the Form ID inside."""
    instrument = "" if form.id.instrument == "case_file" else f"_{form.id.instrument}"
    reader = f"_reader{form.id.reader}" if form.id.reader > 1 else ""
    name = f"{form.id.subject}_{form.id.recipient}{instrument}{reader}.xlsx"
    return f"{FORMS}/{form.id.recipient}/{name}"


def _slot(kept: IssuedForm) -> tuple[str, str, str, int]:
    form_id = FormId.parse(kept.id)
    return form_id.slot if form_id else ("", "", "", 0)


def _withdraw(
    issued: Issued, audit_round: Round
) -> tuple[tuple[IssuedForm, ...], tuple[str, ...], Problems]:
    """Return the kept forms with withdrawals marked, the ids newly withdrawn, and a problem for
    every issued subject whose row was removed without a reason.
    """
    forms, withdrawn, problems = [], [], []
    for kept in issued.forms:
        ref = _slot(kept)[0]
        subject = audit_round.subject(ref)
        reason = subject.withdrawn if subject else kept.withdrawn
        if subject is None:
            problems.append(
                problem("round.withdrawn_without_reason", Where(ROUND, "Cases"), ref=ref)
            )
        if reason and not kept.withdrawn:
            withdrawn.append(kept.id)
        is_changed = bool(reason) != bool(kept.withdrawn)  # the chair may remove a reason
        forms.append(attrs.evolve(kept, withdrawn=reason) if is_changed else kept)
    return tuple(forms), tuple(withdrawn), tuple(dict.fromkeys(problems))


MAX_NAMED = 8


def check_before_sending(audit_round: Round, theme: Theme, terms: Terms) -> Iterator[Problem]:
    """Report placeholders that were not replaced, and facts or dates that a check or a time limit
    needs.
    """
    left = (
        ("Partnership", audit_round.partnership == PARTNERSHIP),
        ("Contact", audit_round.contact in {"", CONTACT}),
        ("Where returns go", not audit_round.return_to),
    )
    yield from (
        problem("round.placeholder", Where(ROUND, "Round"), label=label)
        for label, is_left in left
        if is_left
    )
    if any(limit.unit == "school_days" for limit in theme.time_limits) and not terms:
        yield problem("round.no_terms", Where(ROUND, "Terms"))
    yield from (
        problem(
            "round.another_nations_limit",
            Where(ROUND, "Round"),
            label=limit.label,
            amount=limit_in_force(limit, audit_round).amount,
            nation=nation,
            here=audit_round.nation,
        )
        for limit, nation in of_another_nation(theme, audit_round)
    )
    with_facts = {
        subject.ref for subject in audit_round.subjects if any(band for _, band in subject.facts)
    }
    without_facts = [
        ref for ref, names in to_be_told(audit_round).items() if names and ref not in with_facts
    ]
    if without_facts:
        yield problem(
            "round.no_facts",
            Where(ROUND, "Cases"),
            refs=join_words(first_and_count(MAX_NAMED, without_facts)),
        )
    unknown = [subject.ref for subject in audit_round.subjects if _is_unknown(subject)]
    if unknown:
        yield problem(
            "round.no_meeting",
            Where(ROUND, "Meetings"),
            refs=join_words(first_and_count(MAX_NAMED, unknown)),
        )


def _is_unknown(subject: Subject) -> bool:
    """Whether nobody can tell from the round which meeting a form is about."""
    return bool(unknown_about(subject)) and not subject.withdrawn


def under_proceedings(
    audit_round: Round, issued: Issued, fresh: Collection[str]
) -> Iterator[Problem]:
    """Report the cases of which proceedings or a review may be under way: of those for which forms
    were just made (`fresh`), the ones nobody has said it of; the ones that are not cleared; and
    those with forms in `issued` that do not say so.
    """
    sent = {_slot(form)[0]: form.record_only for form in issued.forms if not form.withdrawn}
    cases = [case for case in audit_round.subjects if case.kind == "case" and not case.withdrawn]
    stopped = [case.ref for case in cases if case.proceedings == "not_cleared"]
    found = {
        "round.proceedings_blank": [
            case.ref for case in cases if case.proceedings == "" and case.ref in fresh
        ],
        "round.not_cleared_issued": [ref for ref in stopped if ref in sent],
        "round.not_cleared": [ref for ref in stopped if ref not in sent],
        "round.cleared_issued": [
            case.ref
            for case in cases
            if case.proceedings == "cleared" and not sent.get(case.ref, True)
        ],
    }
    for code, refs in found.items():
        if refs:
            named = join_words(first_and_count(MAX_NAMED, refs))
            yield problem(code, Where(ROUND, "Cases"), refs=named)


def no_longer_asked(
    kept: Iterable[IssuedForm], wanted: Iterable[Form], audit_round: Round
) -> Iterator[Problem]:
    """Report issued forms that the Cases sheet no longer asks for without a reason: they would
    count as missing.
    """
    slots = {form.id.slot for form in wanted}
    for form in kept:
        form_id = FormId.parse(form.id)
        subject = audit_round.subject(form_id.subject) if form_id else None
        if form_id is None or subject is None or subject.withdrawn or form_id.slot in slots:
            continue
        if form_id.recipient not in dict(subject.expected):
            yield problem(
                "round.no_longer_asked",
                Where(ROUND, "Cases"),
                ref=subject.ref,
                who=audit_round.name_of(form_id.recipient),
            )
