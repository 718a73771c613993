"""Parts that many forms have in common, byte for byte, are understood once: the forms of a round have few styles between them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from audit_core.xlsx.container import in_blocks
from audit_core.xlsx.expat import Budget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from audit_core.xlsx.container import Container
    from audit_core.xlsx.limits import Limits

T = TypeVar("T")
_LARGEST = 128 * 1024
"""Bytes of the largest part that is kept to be known again."""
_MOST = 32


def once(understand: Callable[[Iterable[bytes], Budget], T]) -> Callable[[Container, str, Budget], T]:
    """A reader of parts that remembers what it made of the last few different ones: nothing in it may be changed by anyone.

    Every part is unpacked, checked and counted against the limits all the same. What is refused is not remembered.
    """

    @lru_cache(maxsize=_MOST)
    def known(part: bytes, limits: Limits) -> tuple[T, int]:
        budget = Budget(limits)
        found = understand(in_blocks(part), budget)
        return found, limits.elements_in_book - budget.left

    def read(container: Container, part: str, budget: Budget) -> T:
        if container.size(part) > _LARGEST:
            return understand(container.blocks(part), budget)
        found, elements = known(container.read(part), container.limits)
        budget.spend(elements)
        return found

    return read
