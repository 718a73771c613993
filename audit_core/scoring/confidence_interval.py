"""The exact Clopper-Pearson interval for a share, found by bisection."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, fsum, lgamma, log, log1p

LEVEL = 0.95
_HALVINGS = 60
"""Enough steps to reach the precision of a float."""


def clopper_pearson(count: int, base: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the lowest and highest share (0 to 1) consistent with `count` of a random sample of
    `base` at the confidence `level`.

    Each end leaves (1 - level) / 2 of the binomial distribution beyond `count`. Raises ValueError
    for impossible counts.
    """
    if not 0 <= count <= base or base == 0:
        raise ValueError(f"{count} of {base} is no count of anything")
    tail = (1 - level) / 2
    low = 0.0 if count == 0 else _crossing(lambda share: _at_least(count, base, share) < tail)
    high = (
        1.0
        if count == base
        else _crossing(lambda share: _at_least(count + 1, base, share) < 1 - tail)
    )
    return low, high


def _crossing(is_below: Callable[[float], bool]) -> float:
    """Return the share at which `is_below` changes from true to false."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return (low + high) / 2


def _at_least(count: int, base: int, share: float) -> float:
    """Return the binomial probability of `count` or more out of `base`, each with probability
    `share` (between 0 and 1). It uses logarithms, since a thousand cases would overflow.
    """
    yes, no, ways = log(share), log1p(-share), lgamma(base + 1)
    return fsum(
        exp(
            ways
            - lgamma(number + 1)
            - lgamma(base - number + 1)
            + number * yes
            + (base - number) * no
        )
        for number in range(count, base + 1)
    )
