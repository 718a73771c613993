"""What a timeline says in words: its title, what the picture cannot show, and a description for those who hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.words import listed, say, say_count, say_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit_core.model.chronicle import CaseChronicle
    from audit_core.model.round import Round


def title(chronicle: CaseChronicle) -> str:
    """What it is."""
    return say("What agencies recorded of {case}, month by month", case=chronicle.subject)


def notes(chronicle: CaseChronicle, round_: Round) -> Iterator[str]:
    """The quiet months by name, what a thick edge means, what has no place on the line, and who gave nothing."""
    quiet = [pattern.says for pattern in chronicle.of("quiet")]
    if quiet:
        yield say("Shaded: {sentences}", sentences=" ".join(quiet))
    if chronicle.of("repeat"):
        yield say("Thick edge: led to no further action.")
    left_out = (
        say_count("{count} entry without a date", "{count} entries without a date", len(chronicle.undated)) if chronicle.undated else "",
        say_count("{count} entry from outside the period", "{count} entries from outside the period", len(chronicle.outside)) if chronicle.outside else "",
    )
    if any(left_out):
        yield say("Not on the line: {entries}.", entries=listed(filter(None, left_out)))
    if chronicle.without:
        yield say("No entry is from: {names}.", names=listed(map(round_.name_of, chronicle.without)))


def description(chronicle: CaseChronicle, round_: Round) -> str:
    """How many entries each agency has, when it was decided, and what the notes say."""
    lanes = (
        say_count("{who}: {count} entry.", "{who}: {count} entries.", sum(item.recipient == code for item in chronicle.events), who=round_.name_of(code))
        for code in chronicle.recipients
    )
    roles = dict(chronicle.kinds)
    decided = dict.fromkeys(say_day(item.event.day) for item in chronicle.events if item.event.day and "decision" in roles.get(item.event.kind, ()))
    decisions = (say("Decisions on {days}.", days=listed(decided)),) if decided else ()
    return " ".join((*lanes, *decisions, *notes(chronicle, round_)))
