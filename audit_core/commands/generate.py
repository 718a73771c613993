"""Make the forms a round needs: new ones only. A form once issued is never rewritten, since
somebody may be filling it in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.commands.case_keys import update_case_keys
from audit_core.commands.new import CONTACT, PARTNERSHIP
from audit_core.commands.open_round import round_context
from audit_core.commands.previous_answers import previous_answers
from audit_core.errors import UsageProblem
from audit_core.forms.build import forms_for, issued_form
from audit_core.forms.case_key import to_be_told
from audit_core.forms.mailing import build_parcels
from audit_core.forms.workbook.batch import FormPrinter
from audit_core.i18n import first_and_count, join_words
from audit_core.problems.problem import Problem, Where, problem
from audit_core.rounds.calendar import Calendar, bank_holidays
from audit_core.rounds.folder import FORMS, ISSUED, RETURNS, ROUND
from audit_core.rounds.form_id import FormId
from audit_core.rounds.issued import Issued
from audit_core.rounds.reader import days_off
from audit_core.serialization import fingerprint, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from audit_core.commands.case_keys import CaseKeyUpdate
    from audit_core.commands.open_round import RoundContext
    from audit_core.forms.form import Form
    from audit_core.plugin_system.manager import Plugins
    from audit_core.rounds.issued import IssuedForm
    from audit_core.rounds.round import Round, Terms
    from audit_core.themes.theme import Theme


YEARS_BEFORE = 10
"""How far before the look-back bank holidays are kept: a clock may begin long before it."""


@attrs.frozen
class GeneratedForms:
    """What `generate` did: the forms written, what became of the case key, how many forms were
    there already, and what needs a person.
    """

    round: Round
    written: tuple[str, ...]
    key: CaseKeyUpdate
    parcels: tuple[str, ...]
    kept: int
    withdrawn: tuple[str, ...]
    problems: tuple[Problem, ...]


def generate(
    folder: Path,
    plugins: Plugins,
    *,
    reissue: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> GeneratedForms:
    """Write every form that is due and not yet issued, a parcel of them for each recipient, the
    case key, and issued.json.

    `reissue` makes forms anew where the theme's wording has changed; the old ones stay readable.
    Raises UsageProblem for a
    round that cannot be used, CannotWrite where a file cannot be put in place.
    """
    with round_context(folder, plugins) as opened:
        return _generate(opened, reissue, progress)


def _generate(
    opened: RoundContext, reissue: bool, progress: Callable[[int, int], None]
) -> GeneratedForms:
    store, audit_round, theme = opened.store, opened.round, opened.installed
    print_ = fingerprint(theme)
    recalled, not_found = previous_answers(opened)
    wanted = forms_for(theme, audit_round, print_, recalled)
    if not any(
        subject.kind != "round" and not subject.withdrawn
        for form in wanted
        if (subject := audit_round.subject(form.id.subject))
    ):
        raise UsageProblem("round.no_form", (problem("round.no_cases", Where(ROUND, "Cases")),))
    have = {_slot(kept): kept for kept in opened.issued.forms}
    due = [
        form
        for form in wanted
        if form.id.slot not in have or (reissue and not have[form.id.slot].id.endswith(print_))
    ]
    kept_forms, withdrawn, faults = _withdraw(opened.issued, audit_round)
    with store.lock():
        made, press = [], FormPrinter(theme, audit_round)
        sent: dict[str, tuple[Form, bytes]] = {}
        for number, form in enumerate(due, start=1):
            name = form_file_name(form)
            if store.read(name) is not None:  # a reissue: the form that went out stays as it is
                name = name.replace(".xlsx", f"_{form.id.fingerprint}.xlsx")
            data = press.form(form)
            store.write(name, data)
            sent[name] = (form, data)
            made.append(issued_form(form, name, audit_round))
            progress(number, len(due))
        themes = (
            opened.issued.themes
            if any(known == print_ for known, _ in opened.issued.themes) or not made
            else (*opened.issued.themes, (print_, to_json(theme)))
        )
        holidays = opened.issued.holidays or bank_holidays(
            audit_round.nation, audit_round.looks_from.year - YEARS_BEFORE, audit_round.due.year + 1
        )
        terms = opened.terms if reissue else audit_round.terms
        store.keep(ISSUED)
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
            *check_before_sending(audit_round, theme, terms),
            *_days_off(opened),
            *not_found,
            *faults,
            *no_longer_asked(kept_forms, wanted, audit_round),
            *key.problems,
        ),
    )


def _days_off(opened: RoundContext) -> tuple[Problem, ...]:
    """A form that is due, or a panel that meets, on a day when nobody is at work."""
    audit_round = opened.round
    own = (
        *(recipient.due for recipient in audit_round.recipients),
        *(subject.due for subject in audit_round.subjects),
    )
    last = max(day for day in (audit_round.due, audit_round.panel, *own) if day)
    calendar = Calendar(
        frozenset(bank_holidays(audit_round.nation, audit_round.issued.year, last.year))
    )
    return tuple(days_off(opened.store.read(ROUND) or b"", ROUND, calendar))


def form_file_name(form: Form) -> str:
    """Where a form is written. The name is for people only: reading goes by the Form ID inside."""
    instrument = "" if form.id.instrument == "case_file" else f"_{form.id.instrument}"
    reader = f"_reader{form.id.reader}" if form.id.reader > 1 else ""
    return f"{FORMS}/{form.id.recipient}/{form.id.subject}_{form.id.recipient}{instrument}{reader}.xlsx"


def _slot(kept: IssuedForm) -> tuple[str, str, str, int]:
    form_id = FormId.parse(kept.id)
    return form_id.slot if form_id else ("", "", "", 0)


def _withdraw(
    issued: Issued, audit_round: Round
) -> tuple[tuple[IssuedForm, ...], tuple[str, ...], tuple[Problem, ...]]:
    """The kept forms with withdrawals marked; a subject that is gone without a reason is a problem,
    and stays.
    """
    forms, withdrawn, faults = [], [], []
    for kept in issued.forms:
        subject = audit_round.subject(_slot(kept)[0])
        if subject is None:
            faults.append(
                problem("round.withdrawn_without_reason", Where(ROUND, "Cases"), ref=_slot(kept)[0])
            )
            forms.append(kept)
        elif subject.withdrawn and not kept.withdrawn:
            withdrawn.append(kept.id)
            forms.append(attrs.evolve(kept, withdrawn=subject.withdrawn))
        elif kept.withdrawn and not subject.withdrawn:  # the chair took the reason out again
            forms.append(attrs.evolve(kept, withdrawn=""))
        else:
            forms.append(kept)
    return tuple(forms), tuple(withdrawn), tuple(dict.fromkeys(faults))


MAX_NAMED = 8


def check_before_sending(audit_round: Round, theme: Theme, terms: Terms) -> Iterator[Problem]:
    """What still says what this program put there, and what is missing for a check or a clock to
    work.
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
    said = {
        subject.ref for subject in audit_round.subjects if any(band for _, band in subject.facts)
    }
    unsaid = [ref for ref, names in to_be_told(audit_round).items() if names and ref not in said]
    if unsaid:
        yield problem(
            "round.no_facts",
            Where(ROUND, "Cases"),
            refs=join_words(first_and_count(MAX_NAMED, unsaid)),
        )


def no_longer_asked(
    kept: Iterable[IssuedForm], wanted: Iterable[Form], audit_round: Round
) -> Iterator[Problem]:
    """Forms that went out and that the sheet Cases asks for no more, without a word about why: they
    would count as missing.
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
