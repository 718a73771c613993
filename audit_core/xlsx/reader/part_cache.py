"""Parts that many forms have in common, byte for byte, are understood once: the forms of a round
have few styles between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from audit_core.xlsx.reader.package import in_blocks
from audit_core.xlsx.reader.xml_parser import Budget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from audit_core.xlsx.reader.package import Container

T = TypeVar("T")
_LARGEST = 128 * 1024
"""Bytes of the largest part that is kept to be known again."""
_MOST = 64


def once(
    understand: Callable[[Iterable[bytes], Budget], T],
) -> Callable[[Container, str, Budget], T]:
    """A reader of parts that remembers what it made of the last few different ones: nothing in it
    may be changed by anyone.

    A part is known by its packed bytes and what the zip says of them, so one that is known has been
    unpacked and checked; it is
    counted against the limits all the same. What is refused is not remembered.
    """
    known: dict[tuple[object, ...], tuple[T, int]] = {}

    def read(container: Container, part: str, budget: Budget) -> T:
        if container.size(part) > _LARGEST:
            return understand(container.blocks(part), budget)
        key = (container.seal(part), container.limits)
        before = known.get(key)
        if before is not None:
            container.vouch(part)
        else:
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
