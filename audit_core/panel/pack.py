"""The panel's pack: an agenda, a page of A4 for each case that can be read from across a room, and
an appendix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from audit_core.documents.environment import Templates
from audit_core.i18n import _
from audit_core.panel.model import ASK
from audit_core.parsing.personal_identifiers import identifiers_in
from audit_core.reports.chair_page.html import timeline
from audit_core.tabulation.people import STATE_WORDS
from audit_core.themes.facts import fact_answer

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from audit_core.chronology.case_chronology import Pattern
    from audit_core.panel.model import AgendaItem, AgendaSlot, CasePage, Sitting, Voice
    from audit_core.returns.model import Expected
    from audit_core.rounds.round import Subject
    from audit_core.tabulation.compiled import Compiled

ROOM, ROOM_FULL = 420, 260
"""Characters of children's words that fit on a case's page (one that is full has less room); what
does not fit stands in the appendix, whole.
"""
PATTERNS, PATTERNS_FULL, PATTERNS_AT_RISK = 3, 2, 1
"""How many sentences on the chronologies a page has room for; one that is full, or says that
somebody is at risk, has room for fewer.
"""
PATTERNS_BY_WEIGHT = ("repeat", "cumulative", "reset", "quiet")
RIGHT_FULL, RIGHT, LEFT = 8, 5, 5
"""Room for a timeline: lanes and agencies' grades in the right column (in smaller type, and else),
lanes and twice the matters in the left.
"""
FULL_PAGE_CHARACTERS = 450
"""Characters of what is to be decided, and of limits, from which a page is printed in smaller type,
as it is with more than six agencies' grades.
"""


def panel_page(
    sitting: Sitting,
    compiled: Compiled,
    theme_dirs: tuple[Traversable, ...] = (),
    override: Path | None = None,
) -> bytes:
    """The pack as one HTML file that opens offline and prints to A4. It holds answers and
    children's words, for the panel alone.
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
    """The children's words that fit on the page: the shortest first, and none that may identify a
    person.
    """
    left, found = (ROOM_FULL if _full(page) else ROOM), []
    for voice in sorted(page.voices, key=lambda voice: len(voice.words)):
        if not _unfit(voice) and len(voice.words) <= left:
            left -= len(voice.words)
            found.append(voice)
    return tuple(found)


def words_left_out(page: CasePage) -> tuple[Voice, ...]:
    """The others, but for those that may identify a person: the appendix has them whole."""
    on_page = words_that_fit(page)
    return tuple(voice for voice in page.voices if voice not in on_page and not _unfit(voice))


def _full(page: CasePage) -> bool:
    """Whether there is so much on a page that it needs smaller type."""
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
    """The case's banded facts in words, so that everybody knows whom they are talking of and nobody
    who it is.
    """
    known = [(fact.label, subject.fact(fact.code), fact.code) for fact in compiled.theme.facts]
    return "; ".join(
        f"{fact_answer(code, label)}: {fact_answer(code, band)}"
        for label, band, code in known
        if band
    )


def _patterns(page: CasePage) -> tuple[Pattern, ...]:
    """What the chronologies add up to, as much as fits: what was tried again and again before what
    is not there.
    """
    found = page.chronicle.patterns if page.chronicle else ()
    room = PATTERNS_AT_RISK if page.concerns else PATTERNS_FULL if _full(page) else PATTERNS
    return tuple(sorted(found, key=lambda pattern: PATTERNS_BY_WEIGHT.index(pattern.kind)))[:room]


def _place(page: CasePage) -> Literal["left", "right", "appendix"]:
    """Where the timeline has room: below the grades, below what is to be decided, or only in the
    appendix.
    """
    lanes = len(page.chronicle.recipients) if page.chronicle else 0
    below = 2 * len(page.matters) + len(page.own) + len(page.agreed[:1]) + len(page.lone[:1])
    if lanes + len(_agencies(page)) <= (RIGHT_FULL if _full(page) else RIGHT):
        return "right"
    return "left" if not _full(page) and below + lanes <= LEFT else "appendix"


def _aside(page: CasePage) -> Literal["left", "right", "appendix"]:
    """Where what happened over time has room, in words: beside what is to be decided, below the
    grades, or only in the appendix.
    """
    if (
        len(page.matters) + bool(page.concerns) + (len(page.agreed) > 0 and not _full(page))
        <= LEFT - 1
    ):
        return "left"
    return "appendix" if _place(page) == "right" else "right"


def _agencies(page: CasePage) -> tuple[tuple[str, str, str], ...]:
    """(recipient, grade of its own practice, grade of working together) for each that gave either;
    nobody, where the case is held.
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
