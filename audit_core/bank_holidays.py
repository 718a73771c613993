"""Bank holidays of the four nations: the only module that says holidays. They are frozen into issued.json when forms are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_SUBDIVISIONS = {"England": "ENG", "Wales": "WLS", "Scotland": "SCT", "Northern Ireland": "NIR"}


def bank_holidays(nation: str, first: int, last: int) -> tuple[date, ...]:
    """The bank holidays of a nation in the years `first` to `last`, in order."""
    from holidays import country_holidays

    found = country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=range(first, last + 1))
    return tuple(sorted(found))
