"""Make the forms a round needs: new ones only. A form once issued is never rewritten, since somebody may be filling it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.commands.case_key import bring_up_to_date
from audit_core.commands.new import CONTACT, PARTNERSHIP
from audit_core.commands.open_round import at_work
from audit_core.commands.previous_answers import recall
from audit_core.errors import UsageProblem
from audit_core.forms.build import forms_for, keep
from audit_core.forms.case_key import to_be_told
from audit_core.forms.mailing import parcels
from audit_core.forms.workbook.batch import Press
from audit_core.i18n import listed, the_first
from audit_core.problems.problem import Problem, Where, problem
from audit_core.rounds.calendar import Calendar, bank_holidays
from audit_core.rounds.folder import FORMS, ISSUED, RETURNS, ROUND
from audit_core.rounds.ids import FormId
from audit_core.rounds.issued import Issued
from audit_core.rounds.reader import days_off
from audit_core.serialization import fingerprint, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from audit_core.commands.case_key import KeyMade
    from audit_core.commands.open_round import Opened
    from audit_core.forms.form import Form
    from audit_core.plugin_system.manager import Plugins
    from audit_core.rounds.issued import IssuedForm
    from audit_core.rounds.round import Round, Terms
    from audit_core.themes.theme import Theme


YEARS_BEFORE = 10
"""How far before the look-back bank holidays are kept: a clock may begin long before it."""


@attrs.frozen
class Generated:
    """What `generate` did: the forms written, what became of the case key, how many forms were there already, and what needs a person."""

    round: Round
    written: tuple[str, ...]
    key: KeyMade
    parcels: tuple[str, ...]
    kept: int
    withdrawn: tuple[str, ...]
    problems: tuple[Problem, ...]


def generate(folder: Path, plugins: Plugins, *, reissue: bool = False, progress: Callable[[int, int], None] = lambda _done, _all: None) -> Generated:
    """Write every form that is due and not yet issued, a parcel of them for each recipient, the case key, and issued.json.

    `reissue` makes forms anew where the theme's wording has changed; the old ones stay readable. Raises UsageProblem for a
    round that cannot be used, CannotWrite where a file cannot be put in place.
    """
    with at_work(folder, plugins) as opened:
        return _generate(opened, reissue, progress)


def _generate(opened: Opened, reissue: bool, progress: Callable[[int, int], None]) -> Generated:
    store, round_, theme = opened.store, opened.round, opened.installed
    print_ = fingerprint(theme)
    recalled, not_found = recall(opened)
    wanted = forms_for(theme, round_, print_, recalled)
    if not any(subject.kind != "round" and not subject.withdrawn for form in wanted if (subject := round_.subject(form.id.subject))):
        raise UsageProblem("There is no form to make.", (problem("round.no_cases", Where(ROUND, "Cases")),))
    have = {_slot(kept): kept for kept in opened.issued.forms}
    due = [form for form in wanted if form.id.slot not in have or (reissue and not have[form.id.slot].id.endswith(print_))]
    kept_forms, withdrawn, faults = _withdraw(opened.issued, round_)
    with store.lock():
        made, press = [], Press(theme, round_)
        sent: dict[str, tuple[Form, bytes]] = {}
        for number, form in enumerate(due, start=1):
            name = file_name(form)
            if store.read(name) is not None:  # a reissue: the form that went out stays as it is
                name = name.replace(".xlsx", f"_{form.id.fingerprint}.xlsx")
            data = press.form(form)
            store.write(name, data)
            sent[name] = (form, data)
            made.append(keep(form, name, round_))
            progress(number, len(due))
        themes = (
            opened.issued.themes if any(known == print_ for known, _ in opened.issued.themes) or not made else (*opened.issued.themes, (print_, to_json(theme)))
        )
        holidays = opened.issued.holidays or bank_holidays(round_.nation, round_.looks_from.year - YEARS_BEFORE, round_.due.year + 1)
        terms = opened.terms if reissue else round_.terms
        store.keep(ISSUED)
        store.write_issued(Issued(1, round_.code, (*kept_forms, *made), themes, holidays, terms))
        (store.folder / RETURNS).mkdir(exist_ok=True)
        packed = parcels(sent, round_, store.names(FORMS))
        for name, data in packed.items():
            store.write(name, data)
        written = [item.file for item in made]
        fresh = {form.id.subject for form in due}
        key = bring_up_to_date(store, round_, fresh, first=not opened.issued.forms)
    return Generated(
        round_,
        tuple(written),
        key,
        tuple(packed),
        len(wanted) - len(due),
        withdrawn,
        (
            *opened.problems,
            *before_sending(round_, theme, terms),
            *_days_off(opened),
            *not_found,
            *faults,
            *no_longer_asked(kept_forms, wanted, round_),
            *key.problems,
        ),
    )


def _days_off(opened: Opened) -> tuple[Problem, ...]:
    """A form that is due, or a panel that meets, on a day when nobody is at work."""
    round_ = opened.round
    own = (*(recipient.due for recipient in round_.recipients), *(subject.due for subject in round_.subjects))
    last = max(day for day in (round_.due, round_.panel, *own) if day)
    calendar = Calendar(frozenset(bank_holidays(round_.nation, round_.issued.year, last.year)))
    return tuple(days_off(opened.store.read(ROUND) or b"", ROUND, calendar))


def file_name(form: Form) -> str:
    """Where a form is written. The name is for people only: reading goes by the Form ID inside."""
    instrument = "" if form.id.instrument == "case_file" else f"_{form.id.instrument}"
    reader = f"_reader{form.id.reader}" if form.id.reader > 1 else ""
    return f"{FORMS}/{form.id.recipient}/{form.id.subject}_{form.id.recipient}{instrument}{reader}.xlsx"


def _slot(kept: IssuedForm) -> tuple[str, str, str, int]:
    form_id = FormId.parse(kept.id)
    return form_id.slot if form_id else ("", "", "", 0)


def _withdraw(issued: Issued, round_: Round) -> tuple[tuple[IssuedForm, ...], tuple[str, ...], tuple[Problem, ...]]:
    """The kept forms with withdrawals marked; a subject that is gone without a reason is a problem, and stays."""
    forms, withdrawn, faults = [], [], []
    for kept in issued.forms:
        subject = round_.subject(_slot(kept)[0])
        if subject is None:
            faults.append(problem("round.withdrawn_without_reason", Where(ROUND, "Cases"), ref=_slot(kept)[0]))
            forms.append(kept)
        elif subject.withdrawn and not kept.withdrawn:
            withdrawn.append(kept.id)
            forms.append(attrs.evolve(kept, withdrawn=subject.withdrawn))
        elif kept.withdrawn and not subject.withdrawn:  # the chair took the reason out again
            forms.append(attrs.evolve(kept, withdrawn=""))
        else:
            forms.append(kept)
    return tuple(forms), tuple(withdrawn), tuple(dict.fromkeys(faults))


MOST_NAMED = 8


def before_sending(round_: Round, theme: Theme, terms: Terms) -> Iterator[Problem]:
    """What still says what this program put there, and what is missing for a check or a clock to work."""
    left = (
        ("Partnership", round_.partnership == PARTNERSHIP),
        ("Contact", round_.contact in {"", CONTACT}),
        ("Where returns go", not round_.return_to),
    )
    yield from (problem("round.placeholder", Where(ROUND, "Round"), label=label) for label, is_left in left if is_left)
    if any(limit.unit == "school_days" for limit in theme.time_limits) and not terms:
        yield problem("round.no_terms", Where(ROUND, "Terms"))
    said = {subject.ref for subject in round_.subjects if any(band for _, band in subject.facts)}
    unsaid = [ref for ref, names in to_be_told(round_).items() if names and ref not in said]
    if unsaid:
        yield problem("round.no_facts", Where(ROUND, "Cases"), refs=listed(the_first(MOST_NAMED, unsaid)))


def no_longer_asked(kept: Iterable[IssuedForm], wanted: Iterable[Form], round_: Round) -> Iterator[Problem]:
    """Forms that went out and that the sheet Cases asks for no more, without a word about why: they would count as missing."""
    slots = {form.id.slot for form in wanted}
    for form in kept:
        form_id = FormId.parse(form.id)
        subject = round_.subject(form_id.subject) if form_id else None
        if form_id is None or subject is None or subject.withdrawn or form_id.slot in slots:
            continue
        if form_id.recipient not in dict(subject.expected):
            yield problem("round.no_longer_asked", Where(ROUND, "Cases"), ref=subject.ref, who=round_.name_of(form_id.recipient))
