"""Cache what was read from parts that many files have in common, byte for byte, such as styles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from audit_core.xlsx.reader.package import Container, in_blocks
from audit_core.xlsx.reader.xml_parser import Budget

T = TypeVar("T")
_LARGEST = 128 * 1024
"""Bytes of the largest part that is cached."""
_MOST = 64


def once(
    understand: Callable[[Iterable[bytes], Budget], T],
) -> Callable[[Container, str, Budget], T]:
    """Return a reader of parts that caches its latest results. They must not be changed.

    The key is the packed bytes and what the zip declares about them, so a known part has been
    unpacked and checked before. It still counts against the limits. A refusal is not cached.
    """
    known: dict[tuple[object, ...], tuple[T, int]] = {}

    def read(container: Container, part: str, budget: Budget) -> T:
        if container.size(part) > _LARGEST:
            return understand(container.blocks(part), budget)
        key = (container.seal(part), container.limits)
        before = known.get(key)
        if before is None:
            spent = Budget(container.limits)
            before = (
                understand(in_blocks(container.read(part)), spent),
                container.limits.elements_in_book - spent.left,
            )
            if len(known) >= _MOST:
                del known[next(iter(known))]
            known[key] = before
        found, elements = before
        budget.spend(elements)
        return found

    return read
