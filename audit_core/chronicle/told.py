"""Events as the rules read them, and the small words in which they are counted and named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.words import listed, say, say_count, say_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from audit_core.model.chronicle import CaseEvent, Role
    from audit_core.model.returns import EvidenceRef
    from audit_core.model.round import Round


@attrs.frozen
class Told:
    """One entry with its day, what it stands for, and how its agency and kind are printed. `kind` is "" where somebody made one up."""

    day: date
    who: str
    kind: str
    roles: tuple[Role, ...]
    item: CaseEvent

    @property
    def at(self) -> EvidenceRef:
        """Its cell."""
        return self.item.event.at


def told(events: Iterable[CaseEvent], printed: tuple[str, ...], roles: Mapping[str, tuple[Role, ...]], round_: Round) -> tuple[Told, ...]:
    """The events that have a day, ready to be counted."""
    return tuple(
        Told(day, round_.name_of(item.recipient), kind if kind in printed else "", roles[kind], item)
        for item in events
        for day, kind in ((item.event.day, item.event.kind),)
        if day is not None
    )


def with_role(heard: Iterable[Told], role: Role) -> tuple[Told, ...]:
    """Those that stand for something."""
    return tuple(entry for entry in heard if role in entry.roles)


def by_day(heard: Iterable[Told]) -> dict[date, list[Told]]:
    """Entries by their day, in order. What several agencies tell of one day may be one event: days are counted, and entries beside them."""
    days: dict[date, list[Told]] = {}
    for entry in heard:
        days.setdefault(entry.day, []).append(entry)
    return dict(sorted(days.items()))


def counted(heard: Sequence[Told]) -> str:
    """ "4 entries by 3 agencies on 2 days"."""
    return say(
        "{entries} by {agencies} on {days}",
        entries=_entries(len(heard)),
        agencies=say_count("{count} agency", "{count} agencies", len({entry.item.recipient for entry in heard})),
        days=days_in_words(len(by_day(heard))),
    )


def dated(heard: Sequence[Told]) -> str:
    """A day with those who told of it: "11 March 2025 (Housing)", "14 January 2025 (2 entries by School and Police)"."""
    names = listed(entry.who for entry in heard)
    who = names if len(heard) == 1 else say("{entries} by {names}", entries=_entries(len(heard)), names=names)
    return say("{day} ({who})", day=say_day(heard[0].day), who=who)


def kinds_in(heard: Iterable[Told]) -> str:
    """The kinds of some entries; one that somebody made up is not repeated."""
    kinds = dict.fromkeys(entry.kind for entry in heard)
    return listed((*(kind for kind in kinds if kind), *((say("another kind"),) if "" in kinds else ())))


def days_in_words(count: int) -> str:
    """ "1 day", "3 days"."""
    return say_count("{count} day", "{count} days", count)


def cells(*heard: Told) -> tuple[EvidenceRef, ...]:
    """The cells of some entries, each once."""
    return tuple(dict.fromkeys(entry.at for entry in heard))


def _entries(count: int) -> str:
    return say_count("{count} entry", "{count} entries", count)
