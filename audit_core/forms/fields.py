"""Every field of a form with its printed ref: the parts all themes share, and a theme's questions
as rows. Pure.
"""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING, Literal

import attrs

from audit_core.forms.form import Field, FieldKind, FormSheet
from audit_core.i18n import N_, _, amount_of_time, localised
from audit_core.parsing.choices import Option
from audit_core.themes.agencies import kind_label
from audit_core.themes.facts import fact_answer
from audit_core.themes.scales import GRADES
from audit_core.themes.theme import Chronology, Day, Judgement, Number, Poll, Rating, TickAll, Times

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from audit_core.themes.scales import Scale
    from audit_core.themes.theme import Instrument, Question, Section, Theme

POLL_BASE = "answered"
"""The point of a poll's first row: how many people answered."""
OWN_WORDS = "own words"
"""A question with these words in it asks what the child said."""
NO_YES = N_((Option("no", "No"), Option("yes", "Yes")))
YES_NO = N_((Option("yes", "Yes"), Option("no", "No")))
TICK = N_((Option("yes", "Yes"),))
KNOWN = N_(
    (
        Option("known", "Known"),
        Option(
            "not_involved", "Known but not involved"
        ),  # no comma: a drop-down would offer its two halves
        Option("not_known", "Not known"),
    )
)

# (ref, key, kind, label, guide, options). A ref belongs to its key for ever, so numbers skip where
# a form has no use for one.
_Row = tuple[str, str, FieldKind, str, str, tuple[Option, ...]]
_RISK: tuple[_Row, ...] = N_(
    (
        (
            "S-1",
            "concern.now",
            "choice",
            "Is a child or adult at risk right now?",
            (
                "If yes: follow your own safeguarding procedure first. This form is not a referral "
                "and nobody watches it."
            ),
            NO_YES,
        ),
        (
            "S-2",
            "concern.kind",
            "text",
            "If yes: what kind of risk?",
            "A few words. Never a name.",
            (),
        ),
        (
            "S-3",
            "concern.told",
            "text",
            "If yes: who was told?",
            "Role and agency, never a name.",
            (),
        ),
        (
            "S-4",
            "concern.when",
            "datetime",
            "If yes: when were they told?",
            "Like 14 Mar 2026 09:10.",
            (),
        ),
    )
)
_KNOWN: tuple[_Row, ...] = N_(
    (
        (
            "S-5",
            "known",
            "choice",
            "Was this child known to your agency in the period?",
            (
                "If Not known, or Known but not involved: fill in S-6 to S-8, then G-1 on the last "
                "sheet, and send the form back. That is all."
            ),
            KNOWN,
        ),
        (
            "S-6",
            "nil.searched",
            "text",
            "If not: which records were searched?",
            "The systems and the spellings tried, without writing the name.",
            (),
        ),
        ("S-7", "nil.role", "text", "If not: role of the person who searched", "", ()),
        ("S-8", "nil.date", "date", "If not: date of the search", "", ()),
    )
)
_ABOUT: tuple[_Row, ...] = N_(
    (
        ("S-9", "about.role", "text", "Your role", "Never a name.", ()),
        (
            "S-10",
            "about.records",
            "text",
            "Which records did you read?",
            "Systems and paper files, and the period read.",
            (),
        ),
        ("S-11", "about.worker", "choice", "Did you speak to the worker?", "", YES_NO),
        ("S-12", "about.manager", "choice", "Did you speak to their manager?", "", YES_NO),
        (
            "S-13",
            "about.involved",
            "choice",
            "Were you involved in this case before?",
            "If yes, somebody else should audit it.",
            YES_NO,
        ),
    )
)
_RISK_AGAIN: tuple[_Row, ...] = N_(
    (
        (
            "G-1",
            "concern2.now",
            "choice",
            "Now that you have looked: is a child or adult at risk right now?",
            "Asked again because what you found, or did not find, may have shown it.",
            NO_YES,
        ),
        (
            "G-2",
            "concern2.kind",
            "text",
            "If yes: what kind of risk?",
            "A few words. Never a name.",
            (),
        ),
        (
            "G-3",
            "concern2.told",
            "text",
            "If yes: who was told?",
            "Role and agency, never a name.",
            (),
        ),
        (
            "G-4",
            "concern2.when",
            "datetime",
            "If yes: when were they told?",
            "Like 14 Mar 2026 09:10.",
            (),
        ),
    )
)
_SIGNED: tuple[_Row, ...] = N_(
    (
        ("G-5", "signed.role", "text", "Completed by (role)", "Never a name.", ()),
        ("G-6", "signed.date", "date", "Date completed", "", ()),
        (
            "G-7",
            "approved.role",
            "text",
            "Approved by (role)",
            "Whoever signs off for your agency.",
            (),
        ),
        ("G-8", "approved.date", "date", "Date approved", "", ()),
        (
            "G-9",
            "signed.typed",
            "text",
            "If it was filled in on paper: typed in by (role)",
            "Never a name. Leave it blank if nobody copied it.",
            (),
        ),
    )
)


RISK_WORDINGS: tuple[tuple[Literal["start", "sign_off"], str], ...] = (
    ("start", _RISK[0][3]),
    ("sign_off", _RISK_AGAIN[0][3]),
)
"""The question whether somebody is at risk, on the first sheet and on the last: English texts, to
be `say`d.
"""


def fields_of(
    theme: Theme,
    instrument: Instrument,
    asked: Sequence[tuple[Question, str]],
    beside: Sequence[tuple[str, str]] = (),
    limits: Mapping[str, int] | None = None,
) -> tuple[Field, ...]:
    """Every field of a form that asks these questions (each with the role it is asked of, or ""),
    in printed order.

    `beside` is what stands beside a question from the last round, by ref; `limits` this round's own
    time limits, by name.
    """
    refs = {question.ref for question, _ in asked}
    held = {question.ref: role for question, role in asked}
    recalled = dict(beside)
    return (
        *_start(theme, instrument),
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
    """A field with what is recalled of the last round below its guidance: on the first row of its
    question.
    """
    lines = recalled.get(field.question, "") if field.guide else ""
    return attrs.evolve(field, guide=(*field.guide, *lines.split("\n"))) if lines else field


def event_rows(instrument: Instrument) -> tuple[int, tuple[str, ...]]:
    """How many rows the chronology has, and the kinds it offers; none where the instrument has no
    chronology.
    """
    sheet = next((sheet for sheet in instrument.sheets if isinstance(sheet, Chronology)), None)
    return (sheet.rows, sheet.kinds) if sheet else (0, ())


def _start(theme: Theme, instrument: Instrument) -> Iterator[Field]:
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
        yield from _rows("start", N_("About this form"), _ABOUT[:1], required={"S-9"})


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
    """The rows of one question: one, or one for each point in time or option to tick."""
    how = _how_to_answer(theme, question, limits)
    role = (
        _("Answer only if your agency was the {role}.", role=kind_label(held).lower())
        if held
        else ""
    )
    guide = tuple(
        line
        for line in (
            role,
            _("Good looks like: {good}", good=question.good),
            _("Look for: {records}", records=question.look_for),
            how,
        )
        if line
    )

    def row(
        ref: str,
        kind: FieldKind,
        label: str,
        *,
        point: str = "",
        options: tuple[Option, ...] = (),
        first: bool = True,
        heading: str = "",
    ) -> Field:
        return Field(
            ref, "questions", kind, label,
            question=question.ref, point=point, section=section.number, options=options,
            guide=guide if first else (), heading=heading, required=first and not held, evidence=True, held=held, group=group,
        )  # fmt: skip

    answer = question.answer
    if isinstance(answer, Rating):
        scale = theme.scale(answer.scale)
        yield row(question.ref, "rating", question.text, options=_options(scale) if scale else ())
    elif isinstance(answer, Times):
        for place, point in enumerate(answer.points):
            heading = question.text if place == 0 else ""
            yield row(
                f"{question.ref}{ascii_lowercase[place]}",
                answer.precision,
                point_label(point),
                point=point,
                first=place == 0,
                heading=heading,
            )
    elif isinstance(answer, TickAll):
        for place, option in enumerate(answer.options):
            heading = question.text if place == 0 else ""
            options = said_options(TICK)
            yield row(
                f"{question.ref}{ascii_lowercase[place]}",
                "tick",
                localised(option),
                point=option,
                options=options,
                first=place == 0,
                heading=heading,
            )
    elif isinstance(answer, Poll):
        yield row(
            f"{question.ref}a",
            "number",
            _("How many people answered this"),
            point=POLL_BASE,
            heading=question.text,
        )
        for place, option in enumerate(answer.options, start=1):
            yield row(
                f"{question.ref}{ascii_lowercase[place]}",
                "number",
                localised(option),
                point=option,
                first=False,
            )
    else:
        yield row(
            question.ref,
            "number"
            if isinstance(answer, Number)
            else "date"
            if isinstance(answer, Day)
            else "text",
            question.text,
        )


def _how_to_answer(theme: Theme, question: Question, limits: Mapping[str, int]) -> str:
    """What a question of several rows asks for, and the time limit it is held against in this
    round.
    """
    answer = question.answer
    if isinstance(answer, TickAll):
        return _("Choose Yes for each that is true; leave the others blank.")
    if isinstance(answer, Poll):
        return _("A number in each row; 0 is a number. The rows below are parts of the first.")
    if not isinstance(answer, Times):
        return ""
    limit = theme.time_limit(answer.limit)
    asks = _("A date in each row; leave blank what your record does not hold.")
    if limit is None:
        return asks
    amount = amount_of_time(limit.unit, limits.get(limit.name, limit.amount))
    return f"{asks} {_('Time limit in this audit: {amount}.', amount=amount)}"


def point_label(point: str) -> str:
    """A point in time as printed: "sent" -> "Sent"."""
    return localised(point.replace("_", " ").capitalize())


def _judgement(theme: Theme, instrument: Instrument) -> Iterator[Field]:
    sheet = next((sheet for sheet in instrument.sheets if isinstance(sheet, Judgement)), None)
    if sheet is None:
        return
    if instrument.about == "case":
        options = _options(theme.scale(GRADES.name) or GRADES)
        yield Field(
            "J-1",
            "judgement",
            "choice",
            _("How good was your agency's practice for this child?"),
            key="grade.own",
            options=options,
            required=True,
            group=_("Your judgement"),
        )
        yield Field(
            "J-2",
            "judgement",
            "prose",
            _("Why that grade?"),
            key="grade.own_why",
            required=True,
            group=_("Your judgement"),
        )
        yield Field(
            "J-3",
            "judgement",
            "choice",
            _("How well did agencies work together for this child?"),
            key="grade.together",
            options=options,
            required=True,
            group=_("Your judgement"),
        )
        yield Field(
            "J-4",
            "judgement",
            "prose",
            _("Why that grade?"),
            key="grade.together_why",
            required=True,
            group=_("Your judgement"),
        )
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
    for ref, key, kind, label, guide, options in rows:
        said = (_(guide),) if guide else ()
        yield Field(
            ref,
            sheet,
            kind,
            _(label),
            key=key,
            options=said_options(options),
            guide=said,
            required=ref in required,
            group=_(group),
        )


def said_options(options: Sequence[Option]) -> tuple[Option, ...]:
    """House options as they are printed."""
    return tuple(Option(option.code, _(option.label)) for option in options)


def _options(scale: Scale) -> tuple[Option, ...]:
    return tuple(Option(answer.code, answer.label) for answer in scale.answers)
