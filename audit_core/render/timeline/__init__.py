"""A case's chronicle as a timeline: months along the top, a lane for each agency, a mark for each event.

A mark has the shape of what its kind stands for and the letter of its kind, so that colour is never the only message.
Decisions run through all lanes; months with nothing from anyone are shaded and named. It is laid out by `lay`, said by
`words` and drawn by the template timeline.svg.j2.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from audit_core.render.charts import drawn
from audit_core.render.timeline.lay import END, HEAD, LEFT, WIDTH, bands_of, keys_of, lanes_of, months_of
from audit_core.render.timeline.words import description, notes, title

if TYPE_CHECKING:
    from audit_core.model.chronicle import CaseChronicle
    from audit_core.model.round import Round
    from audit_core.render.environment import Templates

NOTE_CHARACTERS, NOTE_LINE, KEY_LINE, MARGIN = 106, 19, 26, 4


def timeline_svg(chronicle: CaseChronicle, round_: Round, templates: Templates) -> str:
    """The timeline as an SVG with title and description. Empty for a case that is held, and where nothing has a day in the period."""
    if chronicle.held or not chronicle.events:
        return ""
    lanes, marks = lanes_of(chronicle, round_)
    bottom = lanes[-1].y + lanes[-1].height
    keys = keys_of(chronicle, bottom + KEY_LINE - 2, KEY_LINE)
    said = [line for note in notes(chronicle, round_) for line in wrap(note, NOTE_CHARACTERS)]
    below = keys[-1].y + KEY_LINE + MARGIN
    values = {
        "id": f"line-{chronicle.subject}",
        "title": title(chronicle),
        "description": description(chronicle, round_),
        "months": months_of(round_),
        "bands": bands_of(chronicle, round_),
        "lanes": lanes,
        "marks": marks,
        "decisions": sorted({mark.x for mark in marks if mark.shape.role == "decision"}),
        "keys": keys,
        "notes": tuple((below + NOTE_LINE * place, line) for place, line in enumerate(said)),
        "width": WIDTH,
        "left": LEFT,
        "head": HEAD,
        "bottom": bottom,
        "end": END,
        "height": below + NOTE_LINE * len(said) - MARGIN,
    }
    return templates.html("timeline.svg.j2", values).strip()


def timeline_png(chronicle: CaseChronicle, round_: Round, templates: Templates) -> bytes | None:
    """The same as a PNG; None where there is no timeline."""
    picture = timeline_svg(chronicle, round_, templates)
    return drawn(picture) if picture else None
