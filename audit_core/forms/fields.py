"""Every field of a form with its printed ref: the parts that all themes share, and the questions of
a theme as rows. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import attrs

from audit_core.forms.form import Field
from audit_core.forms.kinds.question_kind import QuestionKind
from audit_core.forms.kinds.registry import kind_of
from audit_core.forms.shared_rows import SharedRow, shared_fields
from audit_core.forms.who_was_known import who_was_known
from audit_core.i18n import N_, _
from audit_core.parsing.choices import Option
from audit_core.themes.agencies import kind_label
from audit_core.themes.facts import fact_answer
from audit_core.themes.scales import GRADES, Scale
from audit_core.themes.theme import Chronology, Instrument, Judgement, Question, Section, Theme

OWN_WORDS = "own words"
"""A question whose text contains these words asks what the child said."""
NO_YES = N_((Option("no", "No"), Option("yes", "Yes")))
YES_NO = N_((Option("yes", "Yes"), Option("no", "No")))


_RISK: tuple[SharedRow, ...] = N_(
    (
        SharedRow(
            "S-1",
            "concern.now",
            "choice",
            "Is a child or adult at risk right now?",
            "If yes: follow your own safeguarding procedure first. This form is not a "
            "referral and nobody monitors it.",
            NO_YES,
        ),
        SharedRow(
            "S-2",
            "concern.kind",
            "text",
            "If yes: what kind of risk?",
            "A few words. Never a name.",
        ),
        SharedRow(
            "S-3", "concern.told", "text", "If yes: who was told?", "Role and agency, never a name."
        ),
        SharedRow(
            "S-4",
            "concern.when",
            "datetime",
            "If yes: when were they told?",
            "Like 14 Mar 2026 09:10.",
        ),
    )
)
_ABOUT: tuple[SharedRow, ...] = N_(
    (
        SharedRow("S-9", "about.role", "text", "Your role", "Never a name."),
        SharedRow(
            "S-10",
            "about.records",
            "text",
            "Which records did you read?",
            "Systems and paper files, and the period read.",
        ),
        SharedRow("S-11", "about.worker", "choice", "Did you speak to the worker?", options=YES_NO),
        SharedRow(
            "S-12", "about.manager", "choice", "Did you speak to their manager?", options=YES_NO
        ),
        SharedRow(
            "S-13",
            "about.involved",
            "choice",
            "Were you involved in this case before?",
            "If yes, somebody else should audit it.",
            YES_NO,
        ),
    )
)
_SPOKEN_TO = frozenset({"about.worker", "about.manager"})
_MEETING: tuple[SharedRow, ...] = N_(
    (
        SharedRow("S-M1", "about.meeting_date", "date", "Date of the meeting"),
        SharedRow(
            "S-M2",
            "about.meeting_kind",
            "text",
            "Kind of meeting",
            "Such as: core group; team around the family review.",
        ),
    )
)
"""Asked only where the round does not know it: which meeting the form is about."""
_RISK_AGAIN: tuple[SharedRow, ...] = N_(
    (
        SharedRow(
            "G-1",
            "concern2.now",
            "choice",
            "Now that you have looked: is a child or adult at risk right now?",
            "Asked again, because the records that you have now read may show a risk.",
            NO_YES,
        ),
        SharedRow(
            "G-2",
            "concern2.kind",
            "text",
            "If yes: what kind of risk?",
            "A few words. Never a name.",
        ),
        SharedRow(
            "G-3",
            "concern2.told",
            "text",
            "If yes: who was told?",
            "Role and agency, never a name.",
        ),
        SharedRow(
            "G-4",
            "concern2.when",
            "datetime",
            "If yes: when were they told?",
            "Like 14 Mar 2026 09:10.",
        ),
    )
)
_SIGNED: tuple[SharedRow, ...] = N_(
    (
        SharedRow("G-5", "signed.role", "text", "Completed by (role)", "Never a name."),
        SharedRow("G-6", "signed.date", "date", "Date completed"),
        SharedRow(
            "G-7",
            "approved.role",
            "text",
            "Approved by (role)",
            "The person who signs off for your agency.",
        ),
        SharedRow("G-8", "approved.date", "date", "Date approved"),
        SharedRow(
            "G-9",
            "signed.typed",
            "text",
            "If it was filled in on paper: typed in by (role)",
            "Never a name. Leave it blank if nobody copied it.",
        ),
    )
)


_GRADES: tuple[SharedRow, ...] = (
    SharedRow(
        "J-1", "grade.own", "choice", N_("How good was your agency's practice for this child?")
    ),
    SharedRow("J-2", "grade.own_why", "prose", N_("Why that grade?")),
    SharedRow(
        "J-3", "grade.together", "choice", N_("How well did agencies work together for this child?")
    ),
    SharedRow("J-4", "grade.together_why", "prose", N_("Why that grade?")),
)


RISK_WORDINGS: tuple[tuple[Literal["start", "sign_off"], str], ...] = (
    ("start", _RISK[0].label),
    ("sign_off", _RISK_AGAIN[0].label),
)
"""The question whether somebody is at risk, on the first sheet and on the last, as English texts
for `_`.
"""


def fields_of(
    theme: Theme,
    instrument: Instrument,
    asked: Sequence[tuple[Question, str]],
    beside: Sequence[tuple[str, str]] = (),
    limits: Mapping[str, str] | None = None,
    asks: Sequence[str] = (),
    *,
    record_only: bool = False,
) -> tuple[Field, ...]:
    """Return every field of a form that asks these questions, in printed order.

    `asked` holds each question with the role it is asked of, or "". `beside` holds lines from the
    last round by ref, `limits` what is said about each time limit of this round by name, and `asks`
    the keys of what the round does not know about the meeting. A `record_only` form does not ask
    whether anybody was spoken to.
    """
    refs = {question.ref for question, _ in asked}
    held = {question.ref: role for question, role in asked}
    recalled = dict(beside)
    return (
        *_start(theme, instrument, asks, record_only=record_only),
        *(
            _with_recalled(field, recalled)
            for section in instrument.sections
            if refs & {question.ref for question in section.questions}
            for field in _section(theme, section, refs, held, limits or {})
        ),
        *_judgement(theme, instrument),
        *_sign_off(instrument),
    )


def _with_recalled(field: Field, recalled: Mapping[str, str]) -> Field:
    """Return the first field of a question with the lines recalled from the last round below its
    guidance.
    """
    lines = recalled.get(field.question, "") if field.guide else ""
    return attrs.evolve(field, guide=(*field.guide, *lines.split("\n"))) if lines else field


def event_rows(instrument: Instrument) -> tuple[int, tuple[str, ...]]:
    """Return how many rows the chronology has and the kinds of event it offers; (0, ()) if the
    instrument has no chronology.
    """
    sheet = next((sheet for sheet in instrument.sheets if isinstance(sheet, Chronology)), None)
    return (sheet.rows, sheet.kinds) if sheet else (0, ())


def _start(
    theme: Theme, instrument: Instrument, asks: Sequence[str], *, record_only: bool
) -> Iterator[Field]:
    if instrument.about in {"case", "meeting"}:
        yield from shared_fields(
            "start", N_("Is anybody at risk right now?"), _RISK, required={"S-1"}
        )
    if instrument.about == "case":
        yield from who_was_known(theme)
        yield from shared_fields(
            "start",
            N_("About this audit"),
            tuple(row for row in _ABOUT if not (record_only and row.key in _SPOKEN_TO)),
            required={"S-9", "S-10", "S-11", "S-12", "S-13"},
        )
        for number, fact in enumerate(theme.facts, start=14):
            options = tuple(Option(band, fact_answer(fact.code, band)) for band in fact.bands)
            ask = fact.ask or fact_answer(fact.code, fact.label)
            yield Field(
                f"S-{number}",
                "start",
                "choice",
                ask,
                key=f"fact.{fact.code}",
                options=options,
                required=True,
                group=_("The child, so that a mix-up is noticed"),
            )
    else:
        unknown = tuple(row for row in _MEETING if row.key in asks)
        yield from shared_fields(
            "start",
            N_("About this form"),
            (*unknown, _ABOUT[0]),
            required={"S-9", *(row.ref for row in unknown)},
        )


def _section(
    theme: Theme, section: Section, refs: set[str], held: dict[str, str], limits: Mapping[str, str]
) -> Iterator[Field]:
    group = f"{section.number}. {section.title}"
    for question in section.questions:
        if question.ref in refs:
            yield from _question(theme, section, question, held[question.ref], group, limits)
    if section.helped:
        yield Field(
            f"W-{section.number}",
            "questions",
            "prose",
            _("What helped, or got in the way?"),
            key=f"helped.{section.number}",
            section=section.number,
            group=group,
        )


def _question(
    theme: Theme,
    section: Section,
    question: Question,
    held: str,
    group: str,
    limits: Mapping[str, str],
) -> Iterator[Field]:
    """Yield the rows of one question: one row, or one for each point in time, option to tick or
    count. The first has the guidance and, if there are several, the question as its heading.
    """
    kind = kind_of(question, theme, limits)
    guide = _guide(kind, held)
    heading = question.text if kind.has_heading else ""
    for place, row in enumerate(kind.rows()):
        first = place == 0
        yield Field(
            row.ref, "questions", row.kind, row.label,
            question=question.ref, point=row.point, section=section.number, options=row.options,
            guide=guide if first else (), heading=heading if first else "",
            required=first and not held, evidence=True, held=held, group=group,
        )  # fmt: skip


def _guide(kind: QuestionKind[Any], held: str) -> tuple[str, ...]:
    """Return the lines of guidance below a question."""
    question = kind.question
    role = (
        _("Only if your agency held this role: {role}.", role=kind_label(held).lower())
        if held
        else ""
    )
    lines = (
        role,
        _("Good looks like: {good}", good=question.good),
        _("Look for: {records}", records=question.look_for),
        kind.how_to_answer(),
    )
    return tuple(line for line in lines if line)


def _judgement(theme: Theme, instrument: Instrument) -> Iterator[Field]:
    sheet = next((sheet for sheet in instrument.sheets if isinstance(sheet, Judgement)), None)
    if sheet is None:
        return
    if instrument.about == "case":
        options = _options(theme.scale(GRADES.name) or GRADES)
        for field in shared_fields(
            "judgement", N_("Your judgement"), _GRADES, required={"J-1", "J-2", "J-3", "J-4"}
        ):
            yield attrs.evolve(field, options=options) if field.kind == "choice" else field
    for number, prompt in enumerate(sheet.prompts, start=5):
        yield Field(
            f"J-{number}",
            "judgement",
            "prose",
            prompt,
            key=f"prose.{number}",
            required=True,
            group=_("In your own words"),
        )


def _sign_off(instrument: Instrument) -> Iterator[Field]:
    if instrument.about in {"case", "meeting"}:
        yield from shared_fields(
            "sign_off", N_("Before you send this back"), _RISK_AGAIN, required={"G-1"}
        )
    yield from shared_fields("sign_off", N_("Sign-off"), _SIGNED, required={"G-5", "G-6"})


def _options(scale: Scale) -> tuple[Option, ...]:
    return tuple(Option(answer.code, answer.label) for answer in scale.answers)
