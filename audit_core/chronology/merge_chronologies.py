"""Stage: combine agencies' chronologies of each case and find patterns in them. Pure: case book,
theme and round in, one CaseChronology for each case out.

The patterns are our own (docs/sources.md; the rules are in patterns.py): months without an entry
(`quiet`), repeated referrals with no further action (`repeat`), work that was restarted (`reset`),
and worries around decisions (`cumulative`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from audit_core.chronology.case_chronology import CaseChronology, CaseEvent, Pattern, Role
from audit_core.chronology.events import NormalisedEvent, kinds_of, normalise_events, roles_of
from audit_core.chronology.patterns import cumulative, quiet_months, quiet_runs, repeats, resets
from audit_core.returns.model import CaseBook
from audit_core.rounds.round import Round, Subject
from audit_core.themes.theme import Theme


def merge_chronologies(
    casebook: CaseBook, theme: Theme, audit_round: Round
) -> tuple[CaseChronology, ...]:
    """Return the combined chronology of each case that is not withdrawn. The order of the returns
    does not matter.
    """
    counted: dict[str, list[CaseEvent]] = {}
    beside: dict[str, list[CaseEvent]] = {}
    for ret in casebook.returns:
        side = beside if ret.is_nil or ret.id.reader != 1 else counted
        side.setdefault(ret.id.subject, []).extend(
            CaseEvent(ret.id.subject, ret.id.recipient, event) for event in ret.form.events
        )
    printed = kinds_of(theme)
    kinds = dict.fromkeys(
        (*printed, *(item.event.kind for events in counted.values() for item in events))
    )
    roles = {kind: roles_of(kind) for kind in kinds}
    return tuple(
        _case(
            subject,
            events_in_order(counted.get(subject.ref, ())),
            events_in_order(beside.get(subject.ref, ())),
            printed,
            roles,
            audit_round,
            held=subject.ref in casebook.held,
        )
        for subject in audit_round.cases
    )


def events_in_order(events: Iterable[CaseEvent]) -> tuple[CaseEvent, ...]:
    """Sort events by day, then by agency and place in its file. Events without a day come last."""
    return tuple(
        sorted(
            events,
            key=lambda item: (
                item.event.day is None,
                str(item.event.day),
                item.recipient,
                item.event.ref,
                item.event.at,
            ),
        )
    )


def _case(
    subject: Subject,
    events: tuple[CaseEvent, ...],
    beside: tuple[CaseEvent, ...],
    printed: tuple[str, ...],
    roles: dict[str, tuple[Role, ...]],
    audit_round: Round,
    *,
    held: bool,
) -> CaseChronology:
    dated = [(item.event.day, item) for item in events if item.event.day]
    inside = tuple(
        item for day, item in dated if audit_round.looks_from <= day <= audit_round.looks_to
    )
    kinds = dict.fromkeys((*printed, *(item.event.kind for item in events)))
    quiet = () if held or not inside else quiet_months({day for day, _ in dated}, audit_round)
    known = {item.recipient for item in events}
    normalised = normalise_events(inside, printed, roles, audit_round)
    return CaseChronology(
        subject=subject.ref,
        events=inside,
        undated=tuple(item for item in events if item.event.day is None),
        outside=tuple(
            item for day, item in dated if not audit_round.looks_from <= day <= audit_round.looks_to
        ),
        beside=beside,
        quiet=quiet,
        patterns=() if held else _patterns(quiet, normalised),
        without=tuple(code for code, _ in subject.expected if code not in known),
        kinds=tuple((kind, roles[kind]) for kind in kinds if kind),
        held=held,
    )


def _patterns(quiet: tuple[date, ...], events: Sequence[NormalisedEvent]) -> tuple[Pattern, ...]:
    return (*quiet_runs(quiet, events), *repeats(events), *resets(events), *cumulative(events))
