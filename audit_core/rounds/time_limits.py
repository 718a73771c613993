"""The time limits of a round: its nation's or the theme's, unless the chair set one of its own."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from audit_core.i18n import N_, _, amount_of_time, join_words
from audit_core.rounds.round import Round
from audit_core.themes.nations import NATIONS
from audit_core.themes.theme import LOCAL_STANDARD, Theme, TimeLimit, Unit

NO_LIMIT = N_("no national limit, and none set in this round")


@attrs.frozen
class LimitInForce:
    """A time limit as it applies in a round. `amount` is None if there is none; `is_own` says that
    the chair set another than the nation's or the theme's.
    """

    amount: int | None
    unit: Unit
    is_own: bool = False

    def __str__(self) -> str:
        if self.amount is None:
            return _(NO_LIMIT)
        amount = amount_of_time(self.unit, self.amount)
        return _("{amount}, set by this round", amount=amount) if self.is_own else amount


def own_limits(theme: Theme) -> tuple[tuple[str, int], ...]:
    """Return the theme's own time limits, which a new round begins with; nations' are not typed
    into it.
    """
    return tuple(
        (limit.name, limit.amount) for limit in theme.time_limits if limit.amount is not None
    )


def limit_in_force(limit: TimeLimit, audit_round: Round) -> LimitInForce:
    """Return what a time limit of the round's theme is in this round."""
    national = limit.national_in(audit_round.nation)
    given = (
        LimitInForce(national.amount, national.unit)
        if national
        else LimitInForce(limit.amount, limit.unit)
    )
    typed = dict(audit_round.limits).get(limit.name)
    if typed is None:
        return given
    unit = dict(audit_round.limit_units).get(limit.name, limit.unit)
    return given if (typed, unit) == (given.amount, given.unit) else LimitInForce(typed, unit, True)


def limits_on_forms(theme: Theme, audit_round: Round) -> dict[str, str]:
    """Return what the forms of a round print about each time limit of its theme, by name."""
    return {
        limit.name: limit_on_form(limit_in_force(limit, audit_round)) for limit in theme.time_limits
    }


def limit_on_form(limit: LimitInForce) -> str:
    """Return the sentence about a time limit that a form prints."""
    if limit.amount is None:
        return f"{str(limit)[:1].upper()}{str(limit)[1:]}."
    return _("Time limit in this audit: {amount}.", amount=limit)


def where_from(limit: TimeLimit) -> str:
    """Return where a time limit of a theme comes from, nation by nation, for the chair and for
    themes' authors.
    """
    if not limit.national:
        if limit.amount is None:
            return "No national limit; set your own."
        if limit.source == LOCAL_STANDARD:
            return "Local standard; set your own if it differs."
        return f"{limit.source[:1].upper()}{limit.source[1:]}."
    rules = [
        f"{each.nation}: {amount_of_time(each.unit, each.amount)} ({each.source}; {each.dated})."
        for each in limit.national
    ]
    without = [nation for nation in NATIONS if limit.national_in(nation) is None]
    return " ".join(
        [*rules, *([f"{join_words(without)}: no national limit; set your own."] if without else [])]
    )


def of_another_nation(theme: Theme, audit_round: Round) -> Iterator[tuple[TimeLimit, str]]:
    """Yield each time limit that the round sets to what holds in another nation, with that nation:
    earlier versions typed England's into every round.
    """
    for limit in theme.time_limits:
        own = limit_in_force(limit, audit_round)
        for each in limit.national if own.is_own else ():
            if (each.amount, each.unit) == (own.amount, own.unit):
                yield limit, each.nation
