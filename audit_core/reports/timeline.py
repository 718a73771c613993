"""Draw the timeline of a case: months along the top, a lane for each agency, a mark for each event.

The shape of a mark shows the role of its kind and the letter the kind, so that the meaning does not
depend on colour. Decisions are lines through all lanes; months without an entry are shaded and
named. timeline_layout places everything, and the template timeline.svg.j2 draws it.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from audit_core.chronology.case_chronology import CaseChronology
from audit_core.documents.charts import drawing_of
from audit_core.documents.environment import Templates
from audit_core.i18n import _, date_in_words, join_words, ngettext
from audit_core.reports.timeline_layout import (
    END,
    HEAD,
    LEFT,
    WIDTH,
    bands_of,
    keys_of,
    lanes_of,
    months_of,
)
from audit_core.rounds.round import Round

NOTE_CHARACTERS, NOTE_LINE, KEY_LINE, MARGIN = 106, 19, 26, 4


def timeline_svg(chronicle: CaseChronology, audit_round: Round, templates: Templates) -> str:
    """Return the timeline as an SVG with title and description; "" for a held case or if no event
    has a day in the period.
    """
    if chronicle.held or not chronicle.events:
        return ""
    lanes, marks = lanes_of(chronicle, audit_round)
    bottom = lanes[-1].y + lanes[-1].height
    keys = keys_of(chronicle, bottom + KEY_LINE - 2, KEY_LINE)
    lines = [
        line
        for note in timeline_notes(chronicle, audit_round)
        for line in wrap(note, NOTE_CHARACTERS)
    ]
    below = keys[-1].y + KEY_LINE + MARGIN
    values = {
        "id": f"line-{chronicle.subject}",
        "title": timeline_title(chronicle),
        "description": timeline_description(chronicle, audit_round),
        "months": months_of(audit_round),
        "bands": bands_of(chronicle, audit_round),
        "lanes": lanes,
        "marks": marks,
        "decisions": sorted({mark.x for mark in marks if mark.shape.role == "decision"}),
        "keys": keys,
        "notes": tuple((below + NOTE_LINE * place, line) for place, line in enumerate(lines)),
        "width": WIDTH,
        "left": LEFT,
        "head": HEAD,
        "bottom": bottom,
        "end": END,
        "height": below + NOTE_LINE * len(lines) - MARGIN,
    }
    return templates.html("timeline.svg.j2", values).strip()


def timeline_png(
    chronicle: CaseChronology, audit_round: Round, templates: Templates
) -> bytes | None:
    """Return the timeline as a PNG, or None if there is none."""
    picture = timeline_svg(chronicle, audit_round, templates)
    return drawing_of(picture) if picture else None


def timeline_title(chronicle: CaseChronology) -> str:
    """Return the title of a timeline."""
    return _("What agencies recorded about {case}, month by month", case=chronicle.subject)


def timeline_notes(chronicle: CaseChronology, audit_round: Round) -> Iterator[str]:
    """Yield the notes below a timeline: the quiet months, the thick edge, entries without a place
    on the line, and agencies without an entry.
    """
    quiet = [pattern.says for pattern in chronicle.of("quiet")]
    if quiet:
        yield _("Shaded: {sentences}", sentences=" ".join(quiet))
    if chronicle.of("repeat"):
        yield _("Thick edge: led to no further action.")
    left_out = (
        ngettext(
            "{count} entry without a date", "{count} entries without a date", len(chronicle.undated)
        )
        if chronicle.undated
        else "",
        ngettext(
            "{count} entry from outside the period",
            "{count} entries from outside the period",
            len(chronicle.outside),
        )
        if chronicle.outside
        else "",
    )
    if any(left_out):
        yield _("Not on the line: {entries}.", entries=join_words(filter(None, left_out)))
    if chronicle.without:
        yield _(
            "No entries from: {names}.",
            names=join_words(map(audit_round.name_of, chronicle.without)),
        )


def timeline_description(chronicle: CaseChronology, audit_round: Round) -> str:
    """Return the description for screen readers: entries by agency, days of decisions, notes."""
    lanes = (
        ngettext(
            "{who}: {count} entry.",
            "{who}: {count} entries.",
            sum(item.recipient == code for item in chronicle.events),
            who=audit_round.name_of(code),
        )
        for code in chronicle.recipients
    )
    roles = dict(chronicle.kinds)
    decided = dict.fromkeys(
        date_in_words(item.event.day)
        for item in chronicle.events
        if item.event.day and "decision" in roles.get(item.event.kind, ())
    )
    decisions = (_("Decisions on {days}.", days=join_words(decided)),) if decided else ()
    return " ".join((*lanes, *decisions, *timeline_notes(chronicle, audit_round)))
