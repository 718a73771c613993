"""The panel's pack: an agenda, an A4 page for each case that can be read from across a room, and an
appendix.
"""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from audit_core.chronology.case_chronology import Pattern
from audit_core.documents.environment import Templates
from audit_core.i18n import _
from audit_core.panel.model import ASK, AgendaItem, AgendaSlot, CasePage, Sitting, Voice
from audit_core.parsing.personal_identifiers import identifiers_in
from audit_core.reports.chair_page.html import timeline
from audit_core.returns.model import Expected
from audit_core.rounds.round import Subject
from audit_core.tabulation.compiled import Compiled
from audit_core.tabulation.people import STATE_WORDS
from audit_core.themes.facts import fact_answer

ROOM, ROOM_FULL = 420, 260
"""Characters of children's words that fit on a case's page, and on a full one; the rest is printed
in full in the appendix.
"""
PATTERNS, PATTERNS_FULL, PATTERNS_AT_RISK = 3, 2, 1
"""Sentences about the chronologies that fit on a page, on a full page, and on one that says that
somebody is at risk.
"""
PATTERNS_BY_WEIGHT = ("repeat", "cumulative", "reset", "quiet")
RIGHT_FULL, RIGHT, LEFT = 8, 5, 5
"""Room for a timeline: lanes and agencies' grades in the right column (in smaller and in normal
type), lanes and twice the matters in the left.
"""
FULL_PAGE_CHARACTERS = 450
"""A page with more characters of matters and limits than this is printed in smaller type, as is one
with more than six lanes and grades.
"""


def panel_page(
    sitting: Sitting,
    compiled: Compiled,
    theme_dirs: tuple[Traversable, ...] = (),
    override: Path | None = None,
) -> bytes:
    """Return the pack as one HTML file that opens offline and prints to A4. It contains answers and
    children's words, for the panel only.
    """
    templates = Templates(theme_dirs, override)
    slots = {slot.subject: slot for slot in sitting.agenda if slot.subject}
    values = {
        "round": compiled.round,
        "as_at": compiled.as_at,
        "draft": compiled.draft,
        "agenda": sitting.agenda,
        "pages": sitting.pages,
        "across": sitting.across,
        "fit": lambda voices: tuple(voice for voice in voices if not _unfit(voice)),
        "name": compiled.round.name_of,
        "ask": _ask,
        "state": _state,
        "facts": lambda subject: _facts(subject, compiled),
        "slot": lambda page: slots[page.subject.ref],
        "clock": _clock,
        "shown": words_that_fit,
        "full": _full,
        "unshown": words_left_out,
        "agencies": _agencies,
        "timeline": lambda page: (
            timeline(page.chronicle, compiled.round, templates) if page.chronicle else ""
        ),
        "patterns": _patterns,
        "patterns_id": patterns_table.id if (patterns_table := compiled.table("patterns")) else "",
        "place": _place,
        "aside": _aside,
        "names": lambda codes: ", ".join(map(compiled.round.name_of, codes)),
    }
    return templates.html("panel.html.j2", values).encode("utf-8", errors="replace")


def words_that_fit(page: CasePage) -> tuple[Voice, ...]:
    """Return the children's words that fit on the page, shortest first, without any that may
    identify a person.
    """
    left, found = (ROOM_FULL if _full(page) else ROOM), []
    for voice in sorted(page.voices, key=lambda voice: len(voice.words)):
        if not _unfit(voice) and len(voice.words) <= left:
            left -= len(voice.words)
            found.append(voice)
    return tuple(found)


def words_left_out(page: CasePage) -> tuple[Voice, ...]:
    """Return the children's words that did not fit, except those that may identify a person; the
    appendix prints them in full.
    """
    on_page = words_that_fit(page)
    return tuple(voice for voice in page.voices if voice not in on_page and not _unfit(voice))


def _full(page: CasePage) -> bool:
    """Say whether a page has so much on it that it needs smaller type."""
    to_decide = sum(len(matter.says) + len(matter.note) for matter in page.matters) + sum(
        len(fired.because) for fired in (page.grades.fired if page.grades else ())
    )
    lanes = len(page.chronicle.recipients) if page.chronicle else 0
    return (
        bool(page.concerns) or to_decide > FULL_PAGE_CHARACTERS or lanes + len(_agencies(page)) > 6
    )


def _unfit(voice: Voice) -> bool:
    return voice.suspect or bool(identifiers_in(voice.words))


def _ask(matter: AgendaItem) -> str:
    return _(ASK[matter.weight])


def _state(item: Expected) -> str:
    return _(STATE_WORDS[item.state][0]).lower()


def _clock(slot: AgendaSlot) -> str:
    return f"{slot.begins:%H:%M}"


def _facts(subject: Subject, compiled: Compiled) -> str:
    """Return the case's facts in bands in words, so that the panel knows which case it is about but
    not who the child is.
    """
    known = [(fact.label, subject.fact(fact.code), fact.code) for fact in compiled.theme.facts]
    return "; ".join(
        f"{fact_answer(code, label)}: {fact_answer(code, band)}"
        for label, band, code in known
        if band
    )


def _patterns(page: CasePage) -> tuple[Pattern, ...]:
    """Return as many patterns in the chronologies as fit: repeated attempts before gaps."""
    found = page.chronicle.patterns if page.chronicle else ()
    room = PATTERNS_AT_RISK if page.concerns else PATTERNS_FULL if _full(page) else PATTERNS
    return tuple(sorted(found, key=lambda pattern: PATTERNS_BY_WEIGHT.index(pattern.kind)))[:room]


def _place(page: CasePage) -> Literal["left", "right", "appendix"]:
    """Return where the timeline has room: below the grades, below the matters, or only in the
    appendix.
    """
    lanes = len(page.chronicle.recipients) if page.chronicle else 0
    below = 2 * len(page.matters) + len(page.own) + len(page.agreed[:1]) + len(page.lone[:1])
    if lanes + len(_agencies(page)) <= (RIGHT_FULL if _full(page) else RIGHT):
        return "right"
    return "left" if not _full(page) and below + lanes <= LEFT else "appendix"


def _aside(page: CasePage) -> Literal["left", "right", "appendix"]:
    """Return where the patterns in words have room: below the matters, below the grades, or only in
    the appendix.
    """
    if (
        len(page.matters) + bool(page.concerns) + (len(page.agreed) > 0 and not _full(page))
        <= LEFT - 1
    ):
        return "left"
    return "appendix" if _place(page) == "right" else "right"


def _agencies(page: CasePage) -> tuple[tuple[str, str, str], ...]:
    """Return (recipient, grade of its own practice, grade of working together) for each agency that
    gave either; none if the case is held.
    """
    if page.grades is None or page.held:
        return ()
    own, together = (
        {code: grade for code, grade, _ in given}
        for given in (page.grades.own, page.grades.together)
    )
    return tuple(
        (code, own.get(code, ""), together.get(code, ""))
        for code in dict.fromkeys((*own, *together))
    )
