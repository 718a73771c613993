"""Printed ids (F7, R3, A2, T1, G1): each is given to one key, and never changed or reused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audit_core.findings.action import ProposedAction
    from audit_core.findings.finding import Finding, Recommendation
    from audit_core.tables import Figure, Table

_ID = re.compile(r"([FRATG])(\d+)")


class Register:
    """The printed ids of a round by key. A new key gets the next number of its letter."""

    def __init__(self, known: dict[str, str]) -> None:
        self.ids = dict(known)
        self._last = dict.fromkeys("FRATG", 0)
        for printed in known.values():
            match = _ID.fullmatch(printed)
            if match:
                self._last[match[1]] = max(self._last[match[1]], int(match[2]))

    def id_of(self, letter: str, key: str) -> str:
        """Return the printed id of a key; a new key gets the next one."""
        name = f"{letter}:{key}"
        if name not in self.ids:
            self._last[letter] += 1
            self.ids[name] = f"{letter}{self._last[letter]}"
        return self.ids[name]

    def owners(self, key: str, now: tuple[str, ...]) -> tuple[str, ...]:
        """Return the owners of a recommendation when it was adopted; `now` if none are recorded."""
        return (
            tuple(self.ids.setdefault(f"O:{key}", ",".join(now)).split(","))
            if now or f"O:{key}" in self.ids
            else ()
        )

    def keys_of(self, letter: str, printed: Iterable[str]) -> frozenset[str]:
        """Return the keys of printed ids; unknown ids are left out."""
        wanted = set(printed)
        return frozenset(
            name.removeprefix(f"{letter}:")
            for name, id_ in self.ids.items()
            if id_ in wanted and name.startswith(f"{letter}:")
        )

    def findings(self, items: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings with their printed ids."""
        return tuple(attrs.evolve(item, id=self.id_of("F", item.key)) for item in items)

    def recommendations(self, items: Iterable[Recommendation]) -> tuple[Recommendation, ...]:
        """Return the recommendations with their printed ids."""
        return tuple(attrs.evolve(item, id=self.id_of("R", item.key)) for item in items)

    def actions(self, items: Iterable[ProposedAction]) -> tuple[ProposedAction, ...]:
        """Return the actions with their printed ids."""
        return tuple(attrs.evolve(item, id=self.id_of("A", item.key)) for item in items)

    def tables(self, items: Iterable[Table]) -> tuple[Table, ...]:
        """Return the tables with their printed ids."""
        return tuple(attrs.evolve(item, id=self.id_of("T", item.key)) for item in items)

    def figures(self, items: Iterable[Figure]) -> tuple[Figure, ...]:
        """Return the figures with their printed ids."""
        return tuple(attrs.evolve(item, id=self.id_of("G", item.key)) for item in items)
