"""Every field of a form with its printed ref: the parts that all themes share, and the questions of
a theme as rows. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import attrs

from audit_core.forms.form import Field, FieldKind, FormSheet, printed_options
from audit_core.forms.kinds.question_kind import QuestionKind
from audit_core.forms.kinds.registry import kind_of
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
KNOWN = N_(
    (
        Option("known", "Known"),
        Option(
            "not_involved", "Known but not involved"
        ),  # no comma: a drop-down would offer its two halves
        Option("not_known", "Not known"),
    )
)


class _Row(NamedTuple):
    """A field of every theme's forms. A ref always keeps its key, so a form that does not use some
    of them skips their numbers.
    """

    ref: str
    key: str
    kind: FieldKind
    label: str
    guide: str = ""
    options: tuple[Option, ...] = ()


_RISK: tuple[_Row, ...] = N_(
    (
        _Row(
            "S-1",
            "concern.now",
            "choice",
            "Is a child or adult at risk right now?",
            "If yes: follow your own safeguarding procedure first. This form is not a "
            "referral and nobody monitors it.",
            NO_YES,
        ),
        _Row(
            "S-2",
            "concern.kind",
            "text",
            "If yes: what kind of risk?",
            "A few words. Never a name.",
        ),
        _Row(
            "S-3", "concern.told", "text", "If yes: who was told?", "Role and agency, never a name."
        ),
        _Row(
            "S-4",
            "concern.when",
            "datetime",
            "If yes: when were they told?",
            "Like 14 Mar 2026 09:10.",
        ),
    )
)
_KNOWN: tuple[_Row, ...] = N_(
    (
        _Row(
            "S-5",
            "known",
            "choice",
            "Was this child known to your agency in the period?",
            "If not, or not involved: fill in S-6 to S-8 and G-1 (last sheet), and send it back.",
            KNOWN,
        ),
        _Row(
            "S-6",
            "nil.searched",
            "text",
            "If not: which records were searched?",
            "The systems, and how many spellings you tried. Do not write the name.",
        ),
        _Row("S-7", "nil.role", "text", "If not: role of the person who searched"),
        _Row("S-8", "nil.date", "date", "If not: date of the search"),
    )
)
_ABOUT: tuple[_Row, ...] = N_(
    (
        _Row("S-9", "about.role", "text", "Your role", "Never a name."),
        _Row(
            "S-10",
            "about.records",
            "text",
            "Which records did you read?",
            "Systems and paper files, and the period read.",
        ),
        _Row("S-11", "about.worker", "choice", "Did you speak to the worker?", options=YES_NO),
        _Row("S-12", "about.manager", "choice", "Did you speak to their manager?", options=YES_NO),
        _Row(
            "S-13",
            "about.involved",
            "choice",
            "Were you involved in this case before?",
            "If yes, somebody else should audit it.",
            YES_NO,
        ),
    )
)
_MEETING: tuple[_Row, ...] = N_(
    (
        _Row("S-M1", "about.meeting_date", "date", "Date of the meeting"),
        _Row(
            "S-M2",
            "about.meeting_kind",
            "text",
            "Kind of meeting",
            "Such as: core group; team around the child review.",
        ),
    )
)
"""Asked only where the round does not know it: which meeting the form is about."""
_RISK_AGAIN: tuple[_Row, ...] = N_(
    (
        _Row(
            "G-1",
            "concern2.now",
            "choice",
            "Now that you have looked: is a child or adult at risk right now?",
            "Asked again, because the records that you have now read may show a risk.",
            NO_YES,
        ),
        _Row(
            "G-2",
            "concern2.kind",
            "text",
            "If yes: what kind of risk?",
            "A few words. Never a name.",
        ),
        _Row(
            "G-3",
            "concern2.told",
            "text",
            "If yes: who was told?",
            "Role and agency, never a name.",
        ),
        _Row(
            "G-4",
            "concern2.when",
            "datetime",
            "If yes: when were they told?",
            "Like 14 Mar 2026 09:10.",
        ),
    )
)
_SIGNED: tuple[_Row, ...] = N_(
    (
        _Row("G-5", "signed.role", "text", "Completed by (role)", "Never a name."),
        _Row("G-6", "signed.date", "date", "Date completed"),
        _Row(
            "G-7",
            "approved.role",
            "text",
            "Approved by (role)",
            "The person who signs off for your agency.",
        ),
        _Row("G-8", "approved.date", "date", "Date approved"),
        _Row(
            "G-9",
            "signed.typed",
            "text",
            "If it was filled in on paper: typed in by (role)",
            "Never a name. Leave it blank if nobody copied it.",
        ),
    )
)


_GRADES: tuple[_Row, ...] = (
    _Row("J-1", "grade.own", "choice", N_("How good was your agency's practice for this child?")),
    _Row("J-2", "grade.own_why", "prose", N_("Why that grade?")),
    _Row(
        "J-3", "grade.together", "choice", N_("How well did agencies work together for this child?")
    ),
    _Row("J-4", "grade.together_why", "prose", N_("Why that grade?")),
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
    limits: Mapping[str, int] | None = None,
    asks: Sequence[str] = (),
) -> tuple[Field, ...]:
    """Return every field of a form that asks these questions, in printed order.

    `asked` holds each question with the role it is asked of, or "". `beside` holds lines from the
    last round by ref, `limits` the time limits of this round by name, and `asks` the keys of what
    the round does not know about the meeting.
    """
    refs = {question.ref for question, _ in asked}
    held = {question.ref: role for question, role in asked}
    recalled = dict(beside)
    return (
        *_start(theme, instrument, asks),
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


def _start(theme: Theme, instrument: Instrument, asks: Sequence[str]) -> Iterator[Field]:
    if instrument.about in {"case", "meeting"}:
        yield from _rows("start", N_("Is anybody at risk right now?"), _RISK, required={"S-1"})
    if instrument.about == "case":
        yield from _rows("start", N_("Was the child known to you?"), _KNOWN, required={"S-5"})
        yield from _rows(
            "start",
            N_("About this audit"),
            _ABOUT,
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
        yield from _rows(
            "start",
            N_("About this form"),
            (*unknown, _ABOUT[0]),
            required={"S-9", *(row.ref for row in unknown)},
        )


def _section(
    theme: Theme, section: Section, refs: set[str], held: dict[str, str], limits: Mapping[str, int]
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
    limits: Mapping[str, int],
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
        _("Answer only if your agency was the {role}.", role=kind_label(held).lower())
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
        for field in _rows(
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
        yield from _rows("sign_off", N_("Before you send this back"), _RISK_AGAIN, required={"G-1"})
    yield from _rows("sign_off", N_("Sign-off"), _SIGNED, required={"G-5", "G-6"})


def _rows(
    sheet: FormSheet, group: str, rows: tuple[_Row, ...], required: set[str]
) -> Iterator[Field]:
    for row in rows:
        yield Field(
            row.ref,
            sheet,
            row.kind,
            _(row.label),
            key=row.key,
            options=printed_options(row.options),
            guide=(_(row.guide),) if row.guide else (),
            required=row.ref in required,
            group=_(group),
        )


def _options(scale: Scale) -> tuple[Option, ...]:
    return tuple(Option(answer.code, answer.label) for answer in scale.answers)
