"""Lay out a timeline: months, quiet bands, lanes with their marks, and the legend."""

from __future__ import annotations

import string
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from textwrap import wrap

import attrs

from audit_core.chronology.case_chronology import CaseChronology, CaseEvent, Role
from audit_core.i18n import _, date_in_words, month_in_words
from audit_core.rounds.round import Round

WIDTH, LEFT, END, HEAD = 780, 150, 768, 44
MARK, STEP, PAD, NAME_LINE = 22, 25, 8, 16
NAME_CHARACTERS, NAME_LINES = 19, 3
MONTH_ROOM, WORD_ROOM, WORDS_ROOM = 27, 48, 125
NO_KIND = "–"


@attrs.frozen
class TimelineMark:
    """One event or legend entry: the centre of its mark, its shape and letter, and its description.

    `thick` marks a referral that led to no further action, if there were at least three.
    """

    x: float
    y: float
    shape: MarkShape
    letter: str
    words: str
    thick: bool = False


@attrs.frozen
class Lane:
    """One agency: the place of its lane, and its name in a few lines."""

    y: float
    height: float
    name: tuple[str, ...]


@attrs.frozen
class Stretch:
    """A month of the axis, or a run of quiet months: its place and its name ("" if there is no
    room). `year` is set where a year begins.
    """

    x: float
    width: float
    name: str
    year: str = ""


def months_of(audit_round: Round) -> tuple[Stretch, ...]:
    """Return the months of the period. Narrow months are named only once a quarter."""
    starts = [audit_round.looks_from]
    while (following := _month_after(starts[-1])) <= audit_round.looks_to:
        starts.append(following)
    months = []
    for start, following in zip(
        starts, (*starts[1:], audit_round.looks_to + timedelta(days=1)), strict=True
    ):
        x, end = _x(start, audit_round), _x(following, audit_round)
        name = (
            month_in_words(start, "bare")[:3]
            if end - x >= MONTH_ROOM or (start.month % 3 == 1 and start.day == 1)
            else ""
        )
        months.append(
            Stretch(
                x,
                round(end - x, 1),
                name,
                str(start.year) if start == starts[0] or start.month == 1 else "",
            )
        )
    return tuple(months)


def bands_of(chronicle: CaseChronology, audit_round: Round) -> tuple[Stretch, ...]:
    """Return the runs of quiet months."""
    bands = []
    for pattern in chronicle.of("quiet"):
        x, end = _x(pattern.since, audit_round), _x(pattern.until + timedelta(days=1), audit_round)
        name = _("no entries") if end - x > WORDS_ROOM else _("none") if end - x > WORD_ROOM else ""
        bands.append(Stretch(x, round(end - x, 1), name))
    return tuple(bands)


def lanes_of(
    chronicle: CaseChronology, audit_round: Round
) -> tuple[tuple[Lane, ...], tuple[TimelineMark, ...]]:
    """Return the lanes in the order of the round's recipients, as high as their marks need, and the
    marks.
    """
    letters, roles = letters_of(kind for kind, _ in chronicle.kinds), dict(chronicle.kinds)
    repeated = {at for pattern in chronicle.of("repeat") for at in pattern.evidence}
    order = [recipient.code for recipient in audit_round.recipients]
    lanes, marks = [], []
    y = float(HEAD)
    for code in sorted(
        chronicle.recipients, key=lambda code: order.index(code) if code in order else len(order)
    ):
        placed = list(
            _placed([item for item in chronicle.events if item.recipient == code], audit_round)
        )
        name = tuple(wrap(audit_round.name_of(code), NAME_CHARACTERS))[:NAME_LINES]
        height = 2 * PAD + max(STEP * (1 + max(row for _, row, _ in placed)), NAME_LINE * len(name))
        for x, row, item in placed:
            shape, letter = (
                shape_of(roles.get(item.event.kind, ())),
                letters.get(item.event.kind, NO_KIND),
            )
            marks.append(
                TimelineMark(
                    x,
                    y + PAD + STEP * (row + 0.5),
                    shape,
                    letter,
                    _words(item, audit_round),
                    item.event.at in repeated,
                )
            )
        lanes.append(Lane(y, height, name))
        y += height
    return tuple(lanes), tuple(marks)


def keys_of(chronicle: CaseChronology, top: float, line: float) -> tuple[TimelineMark, ...]:
    """Return the legend: the letter of each kind that occurs, decisions first."""
    letters, there = (
        letters_of(kind for kind, _ in chronicle.kinds),
        {item.event.kind for item in chronicle.events},
    )
    shown = sorted(
        ((kind, roles) for kind, roles in chronicle.kinds if kind in there),
        key=lambda pair: SHAPES.index(shape_of(pair[1])),
    )
    named = [(shape_of(roles), letters[kind], kind) for kind, roles in shown]
    named += [(shape_of(()), NO_KIND, _("no kind given"))] if "" in there else []
    keys: list[TimelineMark] = []
    x, y = 14.0, top
    for shape, letter, name in named:
        width = 46 + 6.9 * len(name)
        if x > 14 and x + width > WIDTH:
            x, y = 14.0, y + line
        keys.append(TimelineMark(round(x, 1), y, shape, letter, name))
        x += width
    return tuple(keys)


def _placed(
    events: Sequence[CaseEvent], audit_round: Round
) -> Iterator[tuple[float, int, CaseEvent]]:
    """Yield the x position of each event of a lane, and its row: the first in which it covers no
    other.
    """
    ends: list[float] = []
    for item in events:
        if item.event.day is None:
            continue
        middle = (
            _x(item.event.day, audit_round) + _x(item.event.day + timedelta(days=1), audit_round)
        ) / 2
        x = round(min(max(middle, LEFT + MARK / 2), END - MARK / 2), 1)
        row = next((row for row, end in enumerate(ends) if x - end >= MARK + 2), len(ends))
        ends[row : row + 1] = [x]
        yield x, row, item


def _words(item: CaseEvent, audit_round: Round) -> str:
    day = date_in_words(item.event.day, "short") if item.event.day else ""
    return _(
        "{day}, {who}: {kind}",
        day=day,
        who=audit_round.name_of(item.recipient),
        kind=item.event.kind or _("no kind given"),
    )


def _x(day: date, audit_round: Round) -> float:
    """Return the x position at which a day begins."""
    return round(
        LEFT
        + (day - audit_round.looks_from).days
        * (END - LEFT)
        / ((audit_round.looks_to - audit_round.looks_from).days + 1),
        1,
    )


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


@attrs.frozen
class MarkShape:
    """The role it shows, its outline around 0,0 (an SVG path), its fill, the colour of its letter,
    and how far the letter's baseline is below the centre.
    """

    role: str
    path: str
    fill: str
    ink: str
    base: float = 4.5


_DARK, _LIGHT = "#FFFFFF", "#0B0C0C"
SHAPES = (
    MarkShape("decision", "M-11,-11H11V11H-11Z", "#1F3A5F", _DARK),
    MarkShape("worry", "M0,-12L12.5,10.5H-12.5Z", "#B8474A", _DARK, 7.5),
    MarkShape("referral", "M-11,0A11,11 0 1 1 11,0A11,11 0 1 1 -11,0Z", "#FDE4D7", _LIGHT),
    MarkShape("assessment", "M0,-13L13,0L0,13L-13,0Z", "#CFE4DC", _LIGHT),
    MarkShape("change", "M-6.5,-11H6.5L12.5,0L6.5,11H-6.5L-12.5,0Z", "#FFE08A", _LIGHT),
    MarkShape("", "M-10,-8.5H10V8.5H-10Z", "#FFFFFF", _LIGHT),
)
"""In the order of the legend; the last is for kinds without a role."""


def shape_of(roles: Collection[Role]) -> MarkShape:
    """Return the shape of a kind with these roles."""
    return next(shape for shape in SHAPES if shape.role in roles or not shape.role)


_SMALL = 2
"""Short words (or, of) do not give the letter of a kind if a longer word can."""


def letters_of(kinds: Iterable[str]) -> dict[str, str]:
    """Return a capital letter for each kind, in order: the first letter of one of its words, or any
    of its letters, or any free letter.
    """
    given: dict[str, str] = {}
    for kind in kinds:
        given[kind] = next(
            (letter for letter in _candidates(kind) if letter not in given.values()), "?"
        )
    return given


def _candidates(kind: str) -> Iterator[str]:
    yield from (word[0].upper() for word in kind.split() if len(word) > _SMALL)
    yield from (letter.upper() for letter in kind if letter.isalpha())
    yield from (*string.ascii_uppercase, *string.digits)
