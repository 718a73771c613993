"""Build themes, rounds and what is issued in a line or two, with defaults for all that a test does
not care about.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from audit_core.forms.build import forms_for, issued_form
from audit_core.forms.form import Form
from audit_core.plugin_system.theme_checks import check_theme
from audit_core.rounds.case_references import case_ref, meeting_ref
from audit_core.rounds.issued import Issued
from audit_core.rounds.recipients import Recipient
from audit_core.rounds.round import Expect, Round, Subject
from audit_core.serialization import fingerprint, to_json
from audit_core.themes.rules import Advice
from audit_core.themes.theme import Chronology, Instrument, Judgement, Question, Section, Theme


def question(
    ref: str, text: str = "", asked_of: tuple[str, ...] = ("police", "school"), **more: Any
) -> Question:
    """Return a question with defaults for all that a test does not care about."""
    words = {
        "good": "It was done in time and the child knew.",
        "look_for": "The record.",
        "met_means": "it was done",
        "label": f"Standard {ref}",
        "topic": "risk",
    }
    return Question(ref, text or f"Was {ref} done?", asked_of=asked_of, **{**words, **more})


def small_theme(
    *questions: Question, name: str = "small", prefix: str = "XX", **more: Any
) -> Theme:
    """Return a theme with one case file of one section; `more` sets rules, limits, advice and other
    fields.
    """
    case_file = Instrument(
        "case_file",
        "Case file",
        "case",
        (Section(1, "The standards", questions),),
        (Chronology(), Judgement()),
    )
    settings: dict[str, Any] = {
        "version": "1.0",
        "title": "Small theme",
        "instruments": (case_file,),
        **more,
    }
    return Theme(name=name, prefix=prefix, **settings)


def advice(id_: str = "act", **more: Any) -> Advice:
    """Return a piece of advice with every field filled in."""
    words: dict[str, Any] = {
        "text": "Agree a standard and keep to it.",
        "topic": "risk",
        "action": "Write the standard.",
        "owner": "partnership",
        "owner_role": "Chair",
        "measure": "Records that meet it",
        "target": "All",
        "evidence": "A dip sample",
    }
    return Advice(id_, **{**words, **more})


def sound(theme: Theme) -> None:
    """Fail, listing every error, unless the theme passes the checks."""
    errors = [
        f"{item.what} {item.remedy}" for item in check_theme(theme) if item.severity == "error"
    ]
    assert not errors, "\n".join(errors)


def round_of(
    theme: Theme, agencies: Iterable[str] = ("police", "school"), cases: int = 2, **more: Any
) -> Round:
    """Return a round of invented cases that asks every agency about every case. An agency is a
    kind, or code:kind.
    """
    recipients = tuple(
        Recipient(*_code_kind(agency), agency.split(":")[0].replace("_", " ").title())
        for agency in agencies
    )
    code = f"{theme.prefix}26A"
    expected: tuple[tuple[str, Expect], ...] = tuple(
        (recipient.code, "ask") for recipient in recipients
    )
    subjects = tuple(
        Subject(case_ref(code, number), "case", expected=expected) for number in range(1, cases + 1)
    )
    settings: dict[str, Any] = {
        "code": code,
        "theme": theme.name,
        "title": f"{theme.title} round",
        "partnership": "Invented Partnership",
        "nation": "England",
        "looks_from": date(2025, 1, 1),
        "looks_to": date(2025, 12, 31),
        "issued": date(2026, 3, 2),
        "due": date(2026, 3, 23),
        "panel": date(2026, 4, 8),
        "recipients": recipients,
        "subjects": subjects,
        "return_to": "secure e-mail",
        "contact": "the audit lead",
        **more,
    }
    return Round(**settings)


def others_of(theme: Theme, meetings: int = 0, own_form: bool = False) -> tuple[Subject, ...]:
    """Return the other subjects of a round: observed meetings and, for the partnership's own form,
    the round itself.
    """
    code = f"{theme.prefix}26A"
    observed = (
        Subject(meeting_ref(code, number), "meeting", expected=(("observer", "ask"),))
        for number in range(1, meetings + 1)
    )
    return (
        *observed,
        *([Subject(code, "round", expected=(("partnership", "ask"),))] if own_form else []),
    )


def issued(theme: Theme, audit_round: Round) -> tuple[Issued, tuple[Form, ...]]:
    """Return what issued.json holds once every form of the round was made, and the forms."""
    print_ = fingerprint(theme)
    forms = forms_for(theme, audit_round, print_)
    kept = tuple(
        issued_form(form, f"forms/{form.id.recipient}/x.xlsx", audit_round) for form in forms
    )
    return Issued(1, audit_round.code, kept, ((print_, to_json(theme)),)), forms


def _code_kind(agency: str) -> tuple[str, str]:
    code, _, kind = agency.partition(":")
    return code, kind or code
