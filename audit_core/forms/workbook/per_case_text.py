"""The texts that differ between two forms of one shape: the Form ID and a few lines that name the
case, the recipient and the date.
"""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape  # for writing only; no XML is parsed

import attrs

from audit_core.forms.form import Form
from audit_core.forms.workbook.sheet_builder import told_height
from audit_core.i18n import N_, _, date_in_words
from audit_core.rounds.round import Round
from audit_core.themes.agencies import kind_label
from audit_core.themes.theme import Theme
from audit_core.workbook_style.row_heights import row_height, unbroken
from audit_core.workbook_style.styles import literal

LINES = N_(
    {
        "who": "Who and what",
        "due": "Due back",
        "ask": "Whom to ring",
        "id": "Form ID",
    }
)
"""The lines of Start here that differ, with their labels."""
START_WIDTHS = (7.0, 66.0, 28.0, 16.0)
"""The columns of Start here. Without the check they fill a portrait page of A4."""
_TEXTS = ("title", "heading", "place", "purpose", *LINES)
_PURPOSE = N_(
    {
        "": "For {who}: one child, one workbook.",
        "observer": "For {who}: one meeting, one workbook.",
        "partnership": "For {who}: one round, one workbook.",
    }
)


@attrs.frozen
class PerCaseText:
    """The texts by name, the row heights in points of those in LINES, and whether the form is for
    practice.
    """

    texts: dict[str, str]
    heights: dict[str, float]
    practice: bool = False


def per_case_text(
    form: Form, audit_round: Round, theme: Theme, *, practice: bool = False
) -> PerCaseText:
    """Return the texts for one form. A practice form says so wherever it is named, and its id is
    never counted.
    """
    who = audit_round.called(form.id.recipient)
    kind = kind_label(form.kind, theme.kinds)
    subject = form.subject_title
    named = who if who.casefold() == kind.casefold() else f"{who} ({kind})"
    heading = f"{form.title}. {subject}"
    about = subject[:1].lower() + subject[1:] if subject.startswith("Round") else subject
    texts = {
        "id": str(form.id),
        "title": f"{form.title}: {about}",
        "heading": heading,
        "place": f"{subject}, {_which_meeting(form, audit_round) or who}".strip(),
        "purpose": _(_PURPOSE.get(form.kind, _PURPOSE[""]), who=who),
        "who": _who(form, audit_round, named),
        "due": _(
            "{day}. {where}. Any file name is fine.",
            day=date_in_words(form.due, "table"),
            where=audit_round.return_to[:1].upper() + audit_round.return_to[1:],
        ),
        "ask": f"{audit_round.contact}.",
    }
    if practice:
        texts |= {
            "id": f"{form.id}/practice",
            "heading": _("For practice, never counted. {heading}", heading=heading),
            "place": _("For practice, never counted"),
            "due": _("never, since this form is for practice."),
        }
    heights = {
        name: told_height(_(label), texts[name], START_WIDTHS[1]) for name, label in LINES.items()
    }
    in_parts = texts["id"].replace("/", "/ ")  # programs break it after a stroke
    heights["id"] = row_height([(in_parts, START_WIDTHS[2], 11, False)])
    return PerCaseText(texts, heights, practice)


def _who(form: Form, audit_round: Round, named: str) -> str:
    """Return who and what the form is about: for a meeting, which one; otherwise the case, the
    agency and the period of the records.
    """
    subject = audit_round.subject(form.id.subject)
    if subject is not None and subject.kind == "meeting":
        which = _which_meeting(form, audit_round)
        return f"{form.subject_title} ({which})." if which else f"{form.subject_title}."
    return _(
        "{subject}, for {who}. Records from {start} to {end}.",
        subject=form.subject_title,
        who=named,
        start=unbroken(date_in_words(audit_round.looks_from, "table")),
        end=unbroken(date_in_words(audit_round.looks_to, "table")),
    )


def _which_meeting(form: Form, audit_round: Round) -> str:
    """Return the kind and date of the meeting that a form is about, as far as the round knows."""
    subject = audit_round.subject(form.id.subject)
    if subject is None or subject.kind != "meeting":
        return ""
    on = subject.fact("meeting_date")
    day = date_in_words(date.fromisoformat(on), "table") if on else ""
    return ", ".join(filter(None, (subject.fact("meeting_kind"), day)))


BLANK = PerCaseText(
    {name: f"\ue000{name}\ue001" for name in _TEXTS},
    {name: 300 + (2 * place + 1) / 64 for place, name in enumerate(LINES)},
)
"""Placeholders that occur nowhere else: texts with characters from Unicode's private use area, and
heights that no real row has.
"""


def in_place(head: PerCaseText) -> dict[str, str]:
    """Return the replacement for each placeholder of BLANK, escaped for XML."""
    texts = {
        BLANK.texts[name]: escape(text if name == "title" else literal(text))
        for name, text in head.texts.items()
    }
    return texts | {
        f'"{BLANK.heights[name]:.16g}"': f'"{tall:.16g}"' for name, tall in head.heights.items()
    }
